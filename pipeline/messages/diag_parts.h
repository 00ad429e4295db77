// SPDX-License-Identifier: MIT
// What the files of diag share; diag.h is what others see.
#ifndef QALAM_DIAG_PARTS_H
#define QALAM_DIAG_PARTS_H

#include "base/buffer.h"
#include "messages/diag.h"

struct report {
    struct place place;
    enum level level;
    struct message_args args;
    size_t number; // in the order reported: keeps the sort stable
};

// A block that layout has placed.
struct on_page {
    struct place place;
    size_t first, last; // pages, from 1
};

struct diag {
    struct arena *arena;
    struct str file_name, text;
    bool strict, quiet;
    struct report *reports;
    size_t report_count, report_capacity;
    size_t level_counts[LEVEL_ERROR + 1];
    size_t raised; // of the errors, warnings that --strict made so
    bool reported[MESSAGE_COUNT], ignored[MESSAGE_COUNT];
    struct on_page *on_pages;
    size_t on_page_count, on_page_capacity;
    bool on_pages_sorted;
    size_t *line_starts; // made at the first diag_locate
    size_t line_count;
    // Where diag_locate was last: messages come sorted, and thousands of them
    // may stand on one line, each of which would be counted from its start.
    size_t seen_line, seen_offset, seen_column;
};

// Those that are to be printed, without repeats and in order of place; in the
// diag's arena.
struct reports {
    const struct report *items;
    size_t count;
};
struct reports diag_sorted(const struct diag *diag, bool notes);

// How much is printed of a message.
struct report_form {
    bool color, excerpt, remedy;
};
// One message as text, in the form of GNU's compilers.
void diag_add_text(struct buffer *out, const struct diag *diag,
                   const struct report *report, struct report_form form);
// “page 3, “Everyone has the right …”: ” where it is about layout.
void diag_add_whereabouts(struct buffer *out, const struct diag *diag,
                          const struct report *report);
// A value in a message: one line, and not too long.
void diag_add_shown(struct buffer *out, struct str value);
bool diag_has_rtl(struct str text);
// Its text, or what to do, with the arguments in it.
void diag_add_expanded(struct buffer *out, const char *format,
                       const struct message_args *args);

#endif

// SPDX-License-Identifier: MIT
// Messages about the input: where, what is wrong, what to do.
//
// This is the only way to speak of a text to its editor. A place is a range of
// bytes in the file as it was decoded (before any repair); line, column and
// caret are made only when a message is printed. Messages are collected per
// file and printed together, so that two threads never mix theirs.
#ifndef QALAM_DIAG_H
#define QALAM_DIAG_H

#include "base/arena.h"
#include "base/str.h"

#include <stdio.h>

// A range of the decoded file. count may be 0: a point.
struct place {
    size_t offset, count;
};
// For a message about the file as a whole, or about a thing with no origin.
#define PLACE_NONE ((struct place){SIZE_MAX, 0})
bool place_known(struct place place);

// LEVEL_ERROR: this brief is not written. LEVEL_WARNING: it is.
// LEVEL_NOTE: says what was inferred or done; never counts as a fault.
enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };

enum message {
#define MESSAGE(name, level, text, remedy, why) MESSAGE_##name,
#include "messages/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};

struct message_facts {
    const char *name; // stable, printed in brackets: note-missing
    enum level level;
    const char *text;   // {1}, {2}, {3} stand for the arguments
    const char *remedy; // what to do; may use the arguments too
    const char *why;    // a sentence or more for `qalam explain`
};
extern const struct message_facts message_facts[MESSAGE_COUNT];
// MESSAGE_COUNT where no message has that name.
enum message message_named(struct str name);
// As it is printed: note-missing. In arena.
struct str message_name(struct arena *arena, enum message message);

struct diag;

// One per file. The name is shown in messages; it and the diag live in arena.
struct diag *diag_new(struct arena *arena, struct str file_name);
// The decoded text, borrowed; until it is set, messages have no line.
void diag_set_text(struct diag *diag, struct str text);
struct str diag_text(const struct diag *diag); // empty until it is set
// --strict: warnings become errors, from now on.
void diag_set_strict(struct diag *diag, bool strict);

// Whether a message may be switched off: an error may not, since the brief
// cannot be written where it holds.
bool message_ignorable(enum message message);
// Switches a message off, also where it was reported before: it is neither
// printed nor counted, and --strict makes no error of it. diag_told and
// diag_reported still know it. Not for what is not ignorable.
void diag_ignore(struct diag *diag, enum message message);
bool diag_ignores(const struct diag *diag, enum message message);

// --quiet: notes are not printed.
void diag_set_quiet(struct diag *diag, bool quiet);

struct message_args {
    enum message message;
    struct str a, b, c;
};
// diag_report(diag, node->at, MESSAGE_note_missing, label);
// The arguments are str and are copied.
#define diag_report(diag, place, ...)                                          \
    diag_report_args(diag, place, (struct message_args){__VA_ARGS__})
void diag_report_args(struct diag *diag, struct place place,
                      struct message_args args);

// Reports to `to` all that was reported to `from`, whose text becomes that of
// `to` too: what is found out once may have to be reported several times.
void diag_repeat(struct diag *to, const struct diag *from);

// Was this message reported with this first argument before? Linear in the
// reports: for what is rare.
bool diag_reported(const struct diag *diag, enum message message,
                   struct str first);
size_t diag_count(const struct diag *diag, enum level level);
bool diag_failed(const struct diag *diag); // an error was reported
// An error that is one without --strict too: the work cannot go on. With
// --strict alone it can, so that every message comes at once.
bool diag_broken(const struct diag *diag);
bool diag_told(const struct diag *diag, enum message message);
// Was anything reported that begins in [from, to]? Linear in the reports.
bool diag_told_within(const struct diag *diag, size_t from, size_t to);
bool diag_told_any(const struct diag *diag);

// Layout says of each block (from 1) on which page it is: messages about lines,
// columns and pages name it.
void diag_on_page(struct diag *diag, struct place place, size_t page);

// Sorted by place. As text in GNU form with caret and remedy, or one JSON
// object a line.
void diag_print(const struct diag *diag, FILE *out, bool json, bool color);
// The same text with errors first, then warnings, then notes.
void diag_print_levels(const struct diag *diag, FILE *out, bool color);

// What an editor should see first: errors, then warnings, the most important
// first, each text once with all its lines; and what kinds of notes there are,
// in one line, with the command that shows them.
void diag_print_digest(const struct diag *diag, FILE *out, bool color,
                       const char *command);

// As JSON, each with an excerpt of its line as well: what stands before its
// place and what follows, as it is read in a page.
void diag_print_data(const struct diag *diag, FILE *out);

// A fault of the machine that ended the work on one file, in the same form: as
// `qalam: text`, or as data under the name `machine`.
void diag_print_machine(FILE *out, bool json, struct str file_name,
                        struct str text);

// Line and column (in characters) of a byte offset, both from 1. Lines end in
// LF, CR or CR LF. O(log lines) after the first call.
struct line_column {
    size_t line, column;
};
struct line_column diag_locate(const struct diag *diag, size_t offset);

#endif

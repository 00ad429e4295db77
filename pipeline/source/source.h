// SPDX-License-Identifier: MIT
// The text of a brief while it is repaired, and every change made to it.
//
// A repair is the replacement of a range of bytes, with the rule that made it.
// Filters read `text`, collect edits, and source_apply makes the next text.
// Every byte of the text maps back to the decoded file (source_origin), so
// that places stay right through all repairs.
#ifndef QALAM_SOURCE_H
#define QALAM_SOURCE_H

#include "base/arena.h"
#include "messages/diag.h"
#include "base/str.h"

struct source;

// text: decoded UTF-8, LF line ends as they were (CR and CR LF are kept until
// normalise). Lives in arena.
struct source *source_new(struct arena *arena, struct str text);

// The text as it is after the last source_apply. Borrowed from the arena.
struct str source_text(const struct source *source);

// The language of the document, canonical; empty until something knows it.
struct str source_lang(const struct source *source);
void source_set_lang(struct source *source, struct str lang);

// Plans the replacement of [offset, offset + count) of the present text by
// replacement (copied). Edits may come in any order and must not overlap;
// several insertions at one offset keep their order. rule is a literal.
void source_replace(struct source *source, size_t offset, size_t count,
                    struct str replacement, const char *rule);
// The same, for text that is moved: the new bytes map back to where
// [from, from + from_count) of the present text came from.
void source_replace_from(struct source *source, size_t offset, size_t count,
                         struct str replacement, size_t from, size_t from_count,
                         const char *rule);
// Words that edits take away because a key of the front matter says the same:
// the conservation check (conservation.h) does not miss them. Copied.
void source_let_go(struct source *source, struct str words);
struct str source_let_gone(const struct source *source);
// Makes the planned edits. False where there were none.
bool source_apply(struct source *source);

// Where a range of the present text came from in the decoded file.
struct place source_origin(const struct source *source, size_t offset,
                           size_t count);

// Every change so far in the order made: for --changes and tests.
struct change {
    struct place at; // in the decoded file
    struct str before, after;
    const char *rule;
    size_t pass;   // from 1: of source_apply; those of one lie apart, in order
    size_t offset; // of before in the text as that found it
};
size_t source_changes(const struct source *source,
                      const struct change **changes);

#endif

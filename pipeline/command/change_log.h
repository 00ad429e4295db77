// SPDX-License-Identifier: MIT
// What tidy changed, as a file that people read and that undo takes back.
//
// Two forms of one list, text and JSON, each written and read by the same
// patterns (change_log.c). A log holds all that the original file had and the
// tidied text has not, and a hash of either, so that a log is never applied to
// another text than its own.
#ifndef QALAM_CHANGE_LOG_H
#define QALAM_CHANGE_LOG_H

#include "base/buffer.h"
#include "read/original.h"

struct logged_change {
    size_t line, column; // of the original, from 1, in characters
    size_t byte;         // offset in the file's bytes
    struct str rule, before, after;
    size_t pass, offset; // as in struct change
};
struct change_log {
    struct str file;         // as the user named it
    struct str hash, tidied; // of the file's bytes, and of the tidied text's
    size_t byte_count;       // of the file
    struct original original;
    struct logged_change *changes; // by pass, then by offset
    size_t change_count;
};

// The hash that a log holds of bytes, in arena.
struct str change_log_hash(struct arena *arena, struct str bytes);

void change_log_write(const struct change_log *log, bool json,
                      struct buffer *out);

// Reads either form; what it holds lives in arena. False: *why says what is
// wrong, *line where.
bool change_log_read(struct arena *arena, struct str text,
                     struct change_log *log, const char **why, size_t *line);

// Takes the changes back and encodes the text: the bytes of the original file,
// in arena. False: *why.
bool change_log_undo(struct arena *arena, const struct change_log *log,
                     struct str tidied, struct str *bytes, const char **why);

#endif

// SPDX-License-Identifier: MIT
// Objects of PDF, read from their text (ISO 32000-1 7.3).
#ifndef QALAM_PREFLIGHT_OBJECT_H
#define QALAM_PREFLIGHT_OBJECT_H

#include "base/arena.h"
#include "base/str.h"

enum object_kind {
    OBJECT_NULL,
    OBJECT_BOOLEAN,
    OBJECT_INTEGER,
    OBJECT_REAL,
    OBJECT_NAME,
    OBJECT_STRING,
    OBJECT_ARRAY,
    OBJECT_DICTIONARY,
    OBJECT_STREAM,
    OBJECT_REFERENCE,
    OBJECT_OPERATOR, // in a content stream; stray words elsewhere
    OBJECT_END,
};

struct cos {
    enum object_kind kind;
    int id, generation;           // 0: not an object of its own
    double number;                // of integer, real; 1: true
    struct str text;              // of name, string, operator
    struct object_entry *entries; // of array (without keys), dictionary, stream
    size_t count;
};
struct object_entry {
    struct str key;
    const struct cos *value; // may be a reference: document.h follows it
};

struct object_reader {
    struct arena *arena;
    struct str text;
    size_t at;
    bool odd_hex, bad_hex; // of the strings read so far
};

// Never NULL. A broken object is what can be read of it.
const struct cos *object_read(struct object_reader *reader);
void object_skip_space(struct object_reader *reader); // and comments

extern const struct cos object_null;

bool object_is(const struct cos *object, const char *name); // that name
bool object_is_number(const struct cos *object);
bool object_is_dictionary(const struct cos *object); // or a stream
bool object_is_empty(const struct cos *object);      // neither text nor number
bool object_is_space(char byte);
bool object_is_delimiter(char byte);

#endif

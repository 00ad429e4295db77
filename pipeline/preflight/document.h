// SPDX-License-Identifier: MIT
// A PDF file as objects, which libqpdf finds in it.
#ifndef QALAM_PREFLIGHT_DOCUMENT_H
#define QALAM_PREFLIGHT_DOCUMENT_H

#include "preflight/object.h"

struct document;

// NULL: it is no PDF file, or cannot be read without a password.
struct document *document_open(struct arena *arena, struct str file);

struct arena *document_arena(const struct document *document);
const struct cos *document_trailer(const struct document *document);
const struct cos *document_catalog(const struct document *document);
int document_count(const struct document *document); // ids are below it
bool document_encrypted(const struct document *document);
// An object by its number; a null object where there is none.
const struct cos *document_object(struct document *document, int id);

// What a reference leads to, through the value of a key or an item. Never NULL.
const struct cos *document_follow(struct document *document,
                                  const struct cos *object);
const struct cos *document_get(struct document *document,
                               const struct cos *dictionary, const char *key);
// The same along several keys.
#define DOCUMENT_GET2(document, from, a, b)                                    \
    document_get(document, document_get(document, from, a), b)
bool document_has(const struct cos *dictionary, const char *key);
const struct cos *document_item(struct document *document,
                                const struct cos *array, size_t i);
// Items of an array, or the one thing that stands in its place.
size_t document_many(const struct cos *object);
const struct cos *document_nth(struct document *document,
                               const struct cos *object, size_t i);

// A stream's bytes, decoded; empty: they cannot be, or are a picture's.
struct str document_data(struct document *document, const struct cos *stream);
// A text string in UTF-8.
struct str document_text(struct document *document, const struct cos *string);

#endif

// SPDX-License-Identifier: MIT
// What the subjects of the preflight share: the file, and where findings go.
#ifndef QALAM_PREFLIGHT_FINDINGS_H
#define QALAM_PREFLIGHT_FINDINGS_H

#include "base/buffer.h"
#include "preflight/document.h"
#include "preflight/rules/rules.h"

struct check {
    struct document *document;
    struct arena *arena;
    struct buffer *out;
    struct str file;
    const struct cos *catalog;
    bool lang;   // the catalog has one
    bool second; // PDF 2.0: types have namespaces
    int page;    // that is being looked at, from 1; 0: none
    size_t counts[RULE_COUNT];
    struct structure *structure;
    struct fonts *fonts;
    struct colours *colours;
    char *forms; // 1: it has been shown, by number
};

void check_fail(struct check *check, enum rule rule, const struct cos *at,
                const char *format, ...) __attribute__((format(printf, 4, 5)));
// Where `good` is false.
void check_that(struct check *check, bool good, enum rule rule,
                const struct cos *at);
void check_lang(struct check *check, const struct cos *lang,
                const struct cos *at);
// Characters for private use in a text string.
bool check_private(struct check *check, const struct cos *string);

static inline const struct cos *get(struct check *check, const struct cos *from,
                                    const char *key)
{
    return document_get(check->document, from, key);
}

// The subjects.
void file_check(struct check *check);      // the bytes as they stand
void objects_check(struct check *check);   // every object
void catalog_check(struct check *check);   // layers, files, forms, intents
void metadata_check(struct check *check);  // XMP
void structure_check(struct check *check); // the tree
void pages_check(struct check *check);     // contents, annotations
void actions_check(struct check *check);   // actions, bookmarks
void fonts_check(struct check *check);     // those that contents used

#endif

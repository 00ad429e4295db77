// SPDX-License-Identifier: MIT
// What the files of site/ share: the briefs as they stand in the site.
#ifndef QALAM_SITE_PARTS_H
#define QALAM_SITE_PARTS_H

#include "site/site.h"

// A brief in the site: its card, read again.
struct entry {
    const struct site_brief *brief;
    xmlDocPtr card;
    struct str lang, date, number; // of the card; date is ISO 8601 or empty
    struct str updated;            // the moment, ISO 8601
    struct str path;               // FOLDER/STEM
    struct str id;                 // an IRI that no other entry has
    size_t language;               // where lang is in languages
    size_t set;                    // entries of one text have one number
    struct entry **editions;       // of the text, this one too, by language
    size_t edition_count;
};
struct entries {
    struct arena *arena;
    struct entry *items; // in the order of the site: see entries_read
    size_t count;
    struct str *languages; // in the order of the site
    size_t language_count;
};

// Reads all cards into entries, whose arena is set: newest first, then by
// number (the higher first), then by path. False: a card cannot be read.
bool entries_read(struct entries *entries, const struct series *series,
                  const struct site_brief *briefs, size_t count);
void entries_free(struct entries *entries); // the cards; all else is the
                                            // arena's

// The card's first meta/NAME, or NULL.
xmlNodePtr card_element(xmlDocPtr card, const char *name);
// The text of the card's first meta/NAME; empty where there is none. In
// arena.
struct str card_text(struct arena *arena, xmlDocPtr card, const char *name);

// Cuts an element of inlines behind its first sentence, as lang divides them.
void cut_behind_sentence(xmlNodePtr element, struct str lang);

#endif

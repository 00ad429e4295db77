// SPDX-License-Identifier: MIT
// What the files of site/ share: the briefs as they stand in the site.
#ifndef QALAM_SITE_PARTS_H
#define QALAM_SITE_PARTS_H

#include "site/site.h"

// A brief in the site: its record, read again.
struct site_entry {
    const struct site_brief *brief;
    xmlDocPtr record;
    struct str lang, date, number; // of the record; date is ISO 8601 or empty
    struct str updated;            // the moment, ISO 8601
    struct str path;               // FOLDER/STEM
    struct str id;                 // an IRI that no other entry has
    size_t language;               // where lang is in languages
    size_t set;                    // entries of one text have one number
    struct site_entry **editions;  // of the text, this one too, by language
    size_t edition_count;
};
struct site_entries {
    struct arena *arena;
    struct site_entry *items; // in the order of the site: see site_entries_read
    size_t count;
    struct str *languages; // in the order of the site
    size_t language_count;
};

// Reads all records into entries, whose arena is set: newest first, then by
// number (the higher first), then by path. False: a record cannot be read.
bool site_entries_read(struct site_entries *entries,
                       const struct series *series,
                       const struct site_brief *briefs, size_t count);
void site_entries_free(struct site_entries *entries); // the records; all else
                                                      // is the arena's

// The record's first meta/NAME, or NULL.
xmlNodePtr site_record_element(xmlDocPtr record, const char *name);
// The text of the record's first meta/NAME; empty where there is none. In
// arena.
struct str site_record_text(struct arena *arena, xmlDocPtr record,
                            const char *name);

// Cuts an element of inlines behind its first sentence, as lang divides them.
void site_cut_behind_sentence(xmlNodePtr element, struct str lang);

#endif

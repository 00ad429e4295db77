// SPDX-License-Identifier: MIT
// What a series gives all its briefs: series.yaml, read once, then read only.
//
// A folder without series.yaml is a series too: series_defaults. What a brief
// says itself comes first; what it leaves out is filled from here
// (series_fill), before the filters of the tree see it.
#ifndef QALAM_SERIES_H
#define QALAM_SERIES_H

#include "model/brief.h"
#include "model/context.h"
#include "messages/ignored.h"

#include <stdio.h>

// A subject that briefs name by its id, and what readers see.
struct subject {
    struct str id;
    struct texts name;
    struct place at;
};
// An author whom briefs name by an id.
struct series_author {
    struct str id;
    struct person person;
};
// Where an output went whose brief is gone: both relative to the output
// folder, `to` also an address.
struct redirect {
    struct str from, to;
};
// What becomes of outputs whose brief is gone.
enum gone_rule { GONE_REMOVE, GONE_REDIRECT };

struct series {
    struct arena *arena; // owns all of it
    struct str path;     // of series.yaml as messages show it; empty: none
    struct str folder;   // that holds it: the operand, without an ending /
    // Defaults of every brief, as if each had written them: series (the name
    // in its languages), publisher, place, licence, issn, organisations,
    // responsible, disclaimer, kind, words, house, theme, …
    struct metadata meta;
    struct texts *words; // WORD_COUNT of them, or NULL; each brief takes those
                         // of its language
    struct image **images; // that meta shows
    size_t image_count;
    struct texts about; // what the index says under the title, and the last page
    struct str output;  // folder of outputs, from this one; empty: not said
    struct str base;    // address of the output folder, with a last /; or empty
    struct str *languages; // canonical, in their order; none: as briefs come
    size_t language_count;
    unsigned formats;  // enum format; 0: not said
    struct str *globs; // which files are briefs, relative to folder; none: all
    size_t glob_count;
    struct subject *subjects;
    size_t subject_count;
    struct series_author *authors;
    size_t author_count;
    struct ignored ignored; // `checks:`
    enum gone_rule gone;
    struct redirect *redirects;
    size_t redirect_count;
    uint64_t cache_bytes; // the most that copies of results may take; 0:
                          // default
    struct dependencies settings; // what is given for briefs, by key; and each
                                  // author and subject, as authors/ID
    struct hash keys;             // of their names alone
    struct hash text;             // of all of series.yaml
};

// Reads FOLDER/series.yaml. Where there is none: the defaults. False: an error
// was reported on diag, whose text is series.yaml's, and nothing should be
// built. Everything lives in series->arena, which the caller has set.
bool series_read(struct series *series, const char *folder, struct diag *diag);
// FOLDER/series.yaml, as it is opened and as messages name it. In arena.
char *series_path(struct arena *arena, const char *folder);

// What brief leaves out is taken from its series, ids of subjects and authors
// become what they stand for, and `checks` of the series are switched off.
// After parsing, before the filters of the tree. Unknown ids are reported.
// series may be NULL: then an id stands for nothing.
void series_fill(const struct series *series, struct brief *brief,
                 const struct context *context);

// What a setting is now (`publisher`, `authors/rahimi`); one that is not given
// has a hash too. series may be NULL.
struct hash series_setting(const struct series *series, struct str name);

// Is the file at that path, relative to the folder, a brief of the series?
bool series_holds(const struct series *series, struct str relative_path);

// Puts editions in the order of the series' languages; *own is the place of
// one of them, and stays its place. Others follow as they came.
void series_order(const struct series *series, struct edition *editions,
                  size_t count, size_t *own);

#endif

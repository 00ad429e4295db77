// SPDX-License-Identifier: MIT
// The briefs that a command line names: files, and what lies below folders.
#ifndef QALAM_SOURCES_H
#define QALAM_SOURCES_H

#include "model/brief.h"
#include "model/names.h"
#include "read/read.h"
#include "series/series_set.h"

struct origin {
    const char *path;    // of the file, to be opened
    const char *folder;  // of its outputs, below the output folder; "" at top
    const char *refused; // why it may not be read, or NULL
    bool closed;         // likewise, and it is a folder: what lies below it is
                         // not known, so nothing of that is gone
    const char *root;    // the operand, a folder that it was found below, as
                         // realpath gives it; NULL: it was named itself
    const char *below;   // path from there; NULL likewise
    struct names names;  // stem: slug taken into account
    struct str refused_slug;
    struct place slug_place;
    struct str front_lang; // `lang` in the front matter, as written, or empty
    struct named_edition *named; // `editions` in the front matter
    size_t named_count;
    // Filled by editions_find.
    struct edition *editions; // of its set, itself too; NULL: there is no other
    size_t edition_count, edition_own;
    const size_t *set; // the sources of its set, the original first, itself too
    size_t set_count;  // 0: there is no other
    struct edition_fault *faults; // of `editions`
    size_t fault_count;
    const struct series *series; // that it is of, or NULL
};

// What is wrong with an edition that a brief names.
struct edition_fault {
    struct place at;
    struct message_args args;
};

struct sources {
    struct arena *arena;       // owns all of it
    struct str from;           // --from, or empty; to be set before collecting
    struct series_set *series; // where series are read; to be set too
    // Of the series, in its order, canonical; none: no order is said. The
    // original of a set without a file that has no tag is in the first.
    const struct str *languages;
    size_t language_count;
    struct origin *items;
    size_t count, capacity;
};

// Each operand in its order, what is below a folder bytewise by path; a file
// named twice counts once. output_folder, where outputs go, is passed over
// (NULL: there is none). What cannot be read is an origin all the same, so
// that it gets a message in its place.
void sources_collect(struct sources *sources, char **operands, size_t count,
                     const char *output_folder);

// Those that a glob names (NULL: all): by their path below the folder that they
// were found in, or by their name, each with or without its ending. Borrows.
struct sources sources_chosen(const struct sources *sources, const char *glob);

// Why the file at path may not be read though it is there: it is a link out of
// folder (NULL: the folder it stands in), whose owner may not have meant it to
// be published. Else NULL.
const char *sources_leads_out(const char *path, const char *folder);

// Whether a source that was collected would be the same now but for its text:
// a file that can be read, of the same name and language.
bool sources_stands(const struct sources *sources, const struct origin *origin);

// Two sources of the same outputs, as indices; false where there are none.
bool sources_collision(const struct sources *sources, size_t pair[2]);

// Whether one of the outputs in these formats, written below output_folder,
// would take the place of a source: *index says of which, *path is that output.
bool sources_overwritten(const struct sources *sources, unsigned formats,
                         const char *output_folder, size_t *index,
                         const char **path);

#endif

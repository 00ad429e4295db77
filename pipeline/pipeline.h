// SPDX-License-Identifier: MIT
// The whole way of one brief: from the bytes of a file to its outputs.
#ifndef QALAM_PIPELINE_H
#define QALAM_PIPELINE_H

#include "model/brief.h"
#include "model/context.h"
#include "model/formats.h"
#include "messages/ignored.h"
#include "base/output.h"
#include "series/series.h"
#include "source/source.h"
#include "build/sources.h"
#include "typeset/typeset.h"
#include "backends/xml/xml.h"

// What is asked of every brief of a run.
struct request {
    unsigned formats;    // enum format, as bits
    bool formats_chosen; // --to, which counts before a series' outputs
    bool strict;
    bool tidy;              // stop at the repaired source
    uint32_t only;          // run these rows of filters.c alone; 0: all
    struct str lang;        // --lang, canonical, or empty
    struct str from;        // --from, an encoding that is known, or empty
    bool keep_going;        // --keep-going
    struct ignored ignored; // --ignore
    const char *dump_after; // a stage's name, or NULL; stops after it
    bool lines; // blocks of the page know their lines: never what is published
};

// What all briefs share: loaded once, then read only. All NULL where the
// request stops before anything is laid out.
struct shared {
    struct fonts *fonts;
    struct typesetter *typesetter;
    struct templates *templates;
    struct draw *draw; // starts a helper when a picture wants one
};

struct timing {
    const char *stage;
    double seconds; // of this thread's processor
};

// One brief on its way. Zeroed but for the first part by whoever makes it.
struct job {
    const struct request *request;
    const struct shared *shared;
    const struct series *series; // that the brief is of, or NULL
    unsigned formats;      // to be made now, others being current; 0: all that
                           // are wanted (pipeline_formats)
    size_t page_count;     // of the PDF, where that is current; else found out
    struct inputs reads;   // what the text names, its arena set: noted there
    const char *path;      // as the user named it
    bool standard_input;   // read that, whatever path says
    struct str name;       // the same for messages: UTF-8, or `stdin`
    const char *refused;   // why it may not be read at all, or NULL
    struct str stem;       // outputs are STEM.pdf, …; no folder in it
    const char *folder;    // of them, below the output folder
    struct str site_first; // language of index.html; empty: no site
    struct str lang_filename; // from name.TAG.md, canonical, or empty
    struct str refused_slug;  // a slug that can name no file, or empty
    struct place slug_place;
    const struct edition *editions; // of the same set, this one too
    size_t edition_count, edition_own;
    const struct edition_fault *edition_faults; // of what the author named
    size_t edition_fault_count;

    // Each is made by one stage and read by later ones; all in brief's arena.
    struct brief *brief;
    bool parsed; // brief holds the text, and its invariants hold
    struct context context;
    struct str bytes, text;
    struct source *source;
    struct tally *tally;       // of brief, see account.h
    struct arena *pages_arena; // theirs: they go before the web and the book
    struct pages *pages;
    struct undrawn undrawn; // pictures of theirs, found by the PDF
    struct str cover;       // of the book
    struct str card;        // what an index shows of the brief; see site.h
    xmlDocPtr document;
    struct output output; // names relative to the folder of this brief
    FILE *dump;           // where dumps go, or NULL; not owned
    struct timing *timings;
    size_t timing_count, timing_capacity;
};

// Once, before anything else and before any thread.
void pipeline_set_up(void);

// Goes the whole way as far as the request wants. False: nothing may be
// written; the messages say why. Frees nothing: pipeline_release does.
bool pipeline_run(struct job *job);
void pipeline_release(struct job *job);

// What is wanted of a brief of that series (NULL: of none): enum format, as
// bits.
unsigned pipeline_formats(const struct request *request,
                          const struct series *series);

// Whether the request lays out or applies templates, so that it needs shared.
bool pipeline_needs_shared(const struct request *request);
// Every name that dump_after takes, in order; answers how many.
enum { STAGE_NAMES = 32 };
size_t pipeline_stages(const char *names[STAGE_NAMES]);

// The language of a file's text as far as decoding and letters tell, in
// arena; empty where it can't be read. For sister editions without a tag.
struct str pipeline_language(struct arena *arena, const struct job *job);

#endif

// SPDX-License-Identifier: MIT
// The whole way of one brief: from the bytes of a file to its outputs.
#ifndef QALAM_PIPELINE_H
#define QALAM_PIPELINE_H

#include "model/brief.h"
#include "model/context.h"
#include "model/formats.h"
#include "messages/ignored.h"
#include "base/output.h"
#include "inputs/input.h"
#include "source/source.h"
#include "typeset/typeset.h"
#include "backends/interface/backend.h"
#include "backends/xml/xml.h"

// What is asked of every brief of a run.
struct request {
    unsigned formats;    // enum format, as bits
    bool formats_chosen; // --to, which counts before a series' outputs
    bool strict;
    bool tidy;                  // stop at the repaired source
    uint32_t only;              // run these rows of filters.c alone; 0: all
    struct input_options input; // how files are read
    struct ignored ignored;     // --ignore
    struct settings settings;   // --pdf-standard: before those of a brief
    const char *dump_after;     // a stage's name, or NULL; stops after it
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
    struct input *input;
    unsigned formats;  // to be made now, others being current; 0: all that
                       // are wanted (pipeline_formats)
    size_t page_count; // of the PDF, where that is current; else found out
    struct dependencies reads; // what the text names: noted there where its
                               // arena is set
    // Links of the page to what the caller has beside it, when the brief's
    // language is known; NULL: there is nothing.
    void (*link_page)(const struct job *job, const void *closure,
                      struct page_links *links);
    const void *link_closure;
    const char *folder; // of outputs, for a report of a fault; or NULL

    // Each is made by one stage and read by later ones; all in brief's arena.
    const char *stage; // or filter, or format, that is at work
    struct brief *brief;
    bool done;   // all that was asked for, and no error ended it
    bool parsed; // brief holds the text, and its invariants hold
    // Formats that an error was for, and no other (enum format): where the run
    // was done but for them, the others may be written.
    unsigned refused;
    size_t refused_errors;
    struct context context;
    struct source *source;
    struct conserved *conserved; // of brief, see conservation.h
    struct account *account;     // of its words, for all outputs
    struct arena *pages_arena;   // theirs: they go before the web and the book
    struct pages *pages;
    struct undrawn undrawn; // pictures of theirs, found by the PDF
    struct str cover;       // of the book
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

// The language of an input as far as front matter, name and letters tell, which
// is looked for once; empty where it cannot be read. What is kept is in arena.
struct str pipeline_language(struct arena *arena, struct input *input,
                             const struct input_options *options);

#endif

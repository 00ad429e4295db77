// SPDX-License-Identifier: MIT
// The interface of a format: what each folder here is given, and gives back.
//
// A back end only reads the brief. It adds whole files to the output, in
// memory; whoever builds writes them.
#ifndef QALAM_BACKEND_H
#define QALAM_BACKEND_H

#include "base/buffer.h"
#include "base/output.h"
#include "model/brief.h"
#include "model/context.h"
#include "model/formats.h"

#include <libxml/tree.h>

struct fonts;
struct pages;
struct templates;

// What a page tells of the files beside it, and of its site.
struct page_links {
    struct str stem;   // outputs are STEM.html, STEM.pdf, …
    unsigned formats;  // made in the same build
    size_t page_count; // of that which HAS_PAGE_COUNT; 0: not known
    // Of the site that the page is in (site_links); empty: of none.
    struct str index, feed; // URLs of its language's, from the page
    struct str base;        // address of the page's folder, a URL with a last /
};

// All of it is borrowed. What a row of formats.def has no trait for is empty.
struct backend_input {
    const struct brief *brief;
    const struct context *context;
    struct page_links links;
    const struct pages *pages; // NEEDS_PAGES
    struct str cover;          // NEEDS_COVER: an SVG file
    xmlDocPtr document;        // NEEDS_XML: of xml_brief; to be left as it is
    struct str source, source_name; // the Markdown as UTF-8, and its file's
    struct templates *templates;
    struct fonts *fonts;
};

// Adds the files of one format to output: STEM.ENDING, and what that shows.
// Same input, same bytes. False: an error was reported.
typedef bool backend_make(const struct backend_input *input,
                          struct output *output);

// One a row.
#define FORMAT(id, name, ending, label, media, traits, options, make)          \
    backend_make make;
#include "model/formats.def"
#undef FORMAT

// Adds STEM.ENDING, and releases bytes.
void backend_add(const struct backend_input *input, enum format_index format,
                 struct buffer *bytes, struct output *output);

#endif

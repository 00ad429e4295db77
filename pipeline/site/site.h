// SPDX-License-Identifier: MIT
// The site of a series: an index page and an Atom feed for each language.
//
// Of a brief the site knows its record and nothing else, so that a change in a
// text's body changes nothing here. Cards are bytes: whoever builds keeps them
// (equal bytes: nothing that the site shows has changed) and gives them back
// without reading the brief again.
#ifndef QALAM_SITE_H
#define QALAM_SITE_H

#include "model/brief.h"
#include "base/buffer.h"
#include "backends/interface/backend.h"
#include "base/output.h"
#include "series/series.h"
#include "backends/xml/xml.h"

// Adds to record what the site shows of a brief, as one small XML element
// (templates/README.md). document: of xml_brief; not changed.
void site_record(const struct brief *brief, xmlDocPtr document,
                 struct buffer *record);

struct site_brief {
    struct str record;
    struct str folder, stem; // outputs are FOLDER/STEM.html, …; folder empty:
                             // at the top. No / at its end
    unsigned formats;        // enum format: which of them there are
    size_t page_count;       // 0: not known
    size_t bytes[FORMAT_COUNT]; // sizes of the files; 0: not known
};

// What it is made with, and where to.
struct site {
    const struct series *series;
    struct templates *templates;
    struct diag *diag;     // a theme's template may be broken
    struct output *output; // names relative to the output folder
};
// Adds index.html, index.TAG.html, feed.xml, feed.TAG.xml and assets/… to
// output. The same bytes for any order of briefs. Each language that a brief
// is in has an index and a feed; without briefs there is an empty index in the
// series' first language, else English. False: an error was reported.
bool site_write(const struct site *site, const struct site_brief *briefs,
                size_t count);

// The order of languages in the site: as series.yaml has them, then by tag,
// so that a new brief moves no page. Sorts in place and drops what is there
// twice; answers how many are left.
size_t site_languages(const struct series *series, struct str *languages,
                      size_t count);

// What the page of a brief in folder says of its site: index, feed and base of
// links, in arena. first: lang is the first of site_languages.
void site_links(struct arena *arena, const struct series *series,
                struct str folder, struct str lang, bool first,
                struct page_links *links);

// Adds a page called name, which leads readers and search engines on to `to` (a
// URL, relative to the page): where a brief is gone or has moved. False: an
// error was reported.
bool site_redirect(const struct site *site, struct str name, struct str lang,
                   struct str to);

#endif

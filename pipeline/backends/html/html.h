// SPDX-License-Identifier: MIT
// One web page a brief, with its assets.
#ifndef QALAM_HTML_H
#define QALAM_HTML_H

#include "backends/interface/backend.h"
#include "backends/xml/xml.h"

// document: from xml_brief; not changed. Adds STEM.html and assets/… to
// output.
bool html_write(const struct brief *brief, xmlDocPtr document,
                struct templates *templates, struct page_links links,
                const struct context *context, struct output *output);

// Adds a page that a template made to output, as HTML. What must be a whole
// address (docs/standards.md#discovery) is made one by base, unless that is
// empty. Changes page; the caller frees it.
void html_add_page(xmlDocPtr page, struct str name, struct str base,
                   struct output *output);

// Adds what all pages of a look share: assets/qalam.css, its own sheet, the
// pattern.
void html_add_look(const struct theme *theme, struct templates *templates,
                   struct output *output);
// The name of its own sheet among the assets; empty where the default does.
struct str html_look_sheet(struct arena *arena, const struct theme *theme);

#endif

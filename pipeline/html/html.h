// SPDX-License-Identifier: MIT
// One web page a brief, with its assets.
#ifndef QALAM_HTML_H
#define QALAM_HTML_H

#include "brief.h"
#include "output.h"
#include "xml.h"

// What the page tells of its sister outputs.
struct html_links {
    struct str stem;  // outputs are STEM.html, STEM.pdf, STEM.epub
    bool pdf, epub;   // made in the same build
    size_t pdf_pages; // 0: not known
};
// document: from xml_brief; not changed. Adds STEM.html and assets/… to
// output.
bool html_write(const struct brief *brief, xmlDocPtr document,
                struct templates *templates, struct html_links links,
                const struct context *context, struct output *output);

#endif

// SPDX-License-Identifier: MIT
// An EPUB 3.3 publication of a brief.
#ifndef QALAM_EPUB_H
#define QALAM_EPUB_H

#include "brief.h"
#include "buffer.h"
#include "fonts.h"
#include "xml.h"

struct pages;

// Once, before any thread: libzip makes what its threads share at first use.
void epub_setup(void);

// document: from xml_brief; not changed. pages: the first is the cover; NULL: a
// cover is made from the title. Appends the whole file to out. Same input,
// same bytes.
bool epub_write(const struct brief *brief, xmlDocPtr document,
                const struct templates *templates, struct fonts *fonts,
                const struct pages *pages, const struct context *context,
                struct buffer *out);

#endif

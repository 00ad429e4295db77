// SPDX-License-Identifier: MIT
// An EPUB 3.3 publication of a brief.
#ifndef QALAM_EPUB_H
#define QALAM_EPUB_H

#include "model/brief.h"
#include "base/buffer.h"
#include "base/output.h"
#include "typeset/paragraph/fonts.h"
#include "backends/xml/xml.h"

struct draw;
struct pages;

// The cover, an SVG file: the first page as it was set, its letters as
// outlines, its pictures made smaller by draw. Appended to out.
void epub_cover(const struct brief *brief, const struct pages *pages,
                struct draw *draw, struct buffer *out);

// document: from xml_brief; not changed. cover: from epub_cover; empty: one is
// made from the title. inside is given the chapters too; or NULL. Appends the
// whole file to out. Same input, same bytes.
bool epub_write(const struct brief *brief, xmlDocPtr document,
                struct templates *templates, struct fonts *fonts,
                struct str cover, const struct context *context,
                struct output *inside, struct buffer *out);

#endif

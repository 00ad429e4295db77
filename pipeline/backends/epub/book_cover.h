// SPDX-License-Identifier: MIT
// An EPUB's cover as SVG.
#ifndef QALAM_COVER_H
#define QALAM_COVER_H

#include "draw/draw.h"
#include "model/brief.h"
#include "base/buffer.h"
#include "typeset/page/pages.h"

// Appends an SVG file to out: page 1 of the PDF as it was set, its letters as
// outlines, its pictures made smaller by draw (or NULL: as they are); where
// pages is NULL, a cover made from title, series and the pattern, an SVG file.
void book_cover_write(const struct brief *brief, const struct pages *pages,
                      struct draw *draw, struct str pattern,
                      struct buffer *out);

#endif

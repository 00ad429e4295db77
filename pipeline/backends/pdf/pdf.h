// SPDX-License-Identifier: MIT
// Draws finished pages as a tagged PDF through libharu.
#ifndef QALAM_PDF_H
#define QALAM_PDF_H

#include "model/brief.h"
#include "base/buffer.h"
#include "model/context.h"
#include "typeset/page/pages.h"

// The text that the pages are made from, for those standards that want it
// attached; without a name: it is not.
struct pdf_source {
    struct str name, text;
};

// Appends the whole file to out. Same pages and metadata, same bytes.
// False: reported (a picture that cannot be drawn is not such a case).
bool pdf_write(const struct pages *pages, const struct brief *brief,
               const struct context *context, const struct pdf_source *source,
               struct buffer *out);

#endif

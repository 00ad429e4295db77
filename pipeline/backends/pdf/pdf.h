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

// A file for a press: inks in place of light, bleed, no tags and no links.
struct press {
    enum print_standard standard;
    bool marks;
    struct str profile;    // ICC, of inks
    struct str condition;  // OutputConditionIdentifier
    struct str registered; // where that is, a URL; or empty
    struct str info;       // what the profile is called
    struct str slug;       // what stands beside the marks, in ASCII
    const struct face *face; // that it is set in
};

// Appends the whole file to out. Same pages and metadata, same bytes.
// False: reported (a picture that cannot be drawn is not such a case).
bool pdf_write(const struct pages *pages, const struct brief *brief,
               const struct context *context, const struct pdf_source *source,
               struct buffer *out);
// The same pages for a press.
bool pdf_write_press(const struct pages *pages, const struct brief *brief,
                     const struct context *context, const struct press *press,
                     struct buffer *out);

#endif

// SPDX-License-Identifier: MIT
// Content streams, operator by operator (ISO 32000-1 7.8.2, Annex A).
#ifndef QALAM_PREFLIGHT_CONTENT_H
#define QALAM_PREFLIGHT_CONTENT_H

#include "preflight/structure.h"

// A stream to run: a page, a form, an appearance, a pattern, a glyph.
struct content {
    const struct cos *object; // whose it is
    struct str bytes;
    const struct cos *resources, *parent_resources; // its own; from above
    double key; // of the parent tree; < 0: none
    bool apart; // from the structure: an appearance, a pattern, a glyph
    int depth;
};

void content_run(struct check *check, const struct content *content);

// ----- What it asks of others -----

// What is known of text that is shown.
struct shown {
    double mode;      // of rendering: 3 is invisible
    bool actual, alt; // it, or what it is in, has ActualText, Alt
    bool real;        // not an artifact
};

void fonts_use(struct check *check, const struct cos *font, struct str text,
               const struct shown *shown);

// A colour space that is painted with.
void colours_use(struct check *check, const struct cos *space,
                 const struct cos *resources, bool overprint);
void colours_intent(struct check *check, const struct cos *name);
void colours_state(struct check *check, const struct cos *state);
void colours_image(struct check *check, const struct cos *image,
                   const struct cos *resources);
void colours_read(struct check *check);
void colours_page(struct check *check, const struct cos *page);
void colours_end(struct check *check);
void colours_transparent(struct check *check);

#endif

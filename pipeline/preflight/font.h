// SPDX-License-Identifier: MIT
// A font that contents use, for those who judge it.
#ifndef QALAM_PREFLIGHT_FONT_H
#define QALAM_PREFLIGHT_FONT_H

#include "preflight/cmap.h"
#include "preflight/content.h"
#include "preflight/sfnt.h"

enum { LIMIT_CODES = 65536 };

struct font {
    const struct cos *object, *type, *descendant, *descriptor, *program;
    const struct cos *encoding, *gid_map;
    struct cmap unicode, codes;
    bool has_unicode, has_codes, composite, symbolic, has_sfnt, used_visible;
    bool simple_truetype;
    struct sfnt sfnt;
    struct str gids;
    const struct cos *widths; // of CIDs, or of codes from first on
    double first, missing;
    unsigned char seen[LIMIT_CODES / 8], shown[LIMIT_CODES / 8];
    struct font *next;
};

void font_check(struct check *check, const struct font *font);
bool font_known_name(struct str name); // of a glyph, by which it is a character
uint32_t font_cid(const struct font *font, uint32_t code);

#endif

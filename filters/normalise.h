// SPDX-License-Identifier: MIT
// What the parts of the normalise filter share: the text between two passes.
//
// Each pass reads the text and plans edits for one rule; the filter applies
// them and scans the text again before the next pass, so that passes never
// see each other's plans. Passes stand in normalise.c, in their order.
#ifndef QALAM_NORMALISE_H
#define QALAM_NORMALISE_H

#include "context.h"
#include "source.h"
#include "stretches.h"

struct normalising {
    struct source *source;
    struct arena *arena;
    struct diag *diag; // NULL: nothing is reported
    struct str text;
    struct blocks blocks;
    struct stretches stretches;
};

typedef void (*normalise_pass)(struct normalising *now);

// The first byte from offset on that is not ASCII, or end. Most rules concern
// none of ASCII, and most of a Latin text is.
static inline size_t skip_ascii(struct str text, size_t offset, size_t end)
{
    while (offset < end && (unsigned char)text.bytes[offset] < 0x80)
        offset++;
    return offset;
}

// Letters: normalise_letters.c
void pass_forms(struct normalising *now);
void pass_compose(struct normalising *now);
void pass_letters(struct normalising *now);
void pass_tatweel(struct normalising *now);

// Spaces, hyphens and what is not seen: normalise_spaces.c
void pass_zero_width(struct normalising *now);
void pass_zwnj(struct normalising *now);
void pass_dashes(struct normalising *now);
void pass_line_hyphens(struct normalising *now);
void pass_line_starts(struct normalising *now);
void pass_spaces(struct normalising *now);

// A text of its own, in a known language, in arena: what a filter has taken
// out of a brief and says the language of.
struct str normalise_text(struct arena *arena, struct str text,
                          struct str lang);

// Is the byte at offset in prose, and not in code, an address or a tag?
// O(log stretches).
const struct stretch *stretch_at(const struct normalising *now, size_t offset);

#endif

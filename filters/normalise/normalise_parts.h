// SPDX-License-Identifier: MIT
// What the parts of the normalise filter share: the text between two passes.
//
// Each pass reads the text and plans edits for one rule; the filter applies
// them and scans the text again before the next pass, so that passes never
// see each other's plans. Passes stand in normalise.c, in their order.
#ifndef QALAM_NORMALISE_PARTS_H
#define QALAM_NORMALISE_PARTS_H

#include "model/context.h"
#include "source/source.h"
#include "source/lang_spans.h"

struct normalising {
    struct source *source;
    struct arena *arena;
    struct diag *diag; // NULL: nothing is reported
    struct str text;
    struct blocks blocks;
    struct lang_spans spans;
    unsigned half_spaces; // ways of typing them that were reported
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

// A walk over the characters of text that are not ASCII.
struct walk {
    size_t index;                 // the next span
    const struct lang_span *span; // that the character stands in
    size_t start, offset;         // of the character, and behind it
};

// To the next one from at->offset on, which may have been moved on within the
// span; 0 behind the last. A walk begins as {0}.
static inline uint32_t walk_on(const struct normalising *now, struct walk *at)
{
    for (;;) {
        if (at->span)
            at->start = at->offset =
                skip_ascii(now->text, at->offset, at->span->end);
        if (at->span && at->offset < at->span->end)
            return utf8_next(now->text, &at->offset);
        do {
            if (at->index == now->spans.count)
                return 0;
            at->span = &now->spans.items[at->index++];
        } while (at->span->kind != LANG_SPAN_TEXT);
        at->offset = at->span->offset;
    }
}

// Past further ones of the character that the walk is at.
static inline void skip_repeats(struct str text, struct walk *at, uint32_t c)
{
    for (size_t next = at->offset; next < at->span->end; at->offset = next)
        if (utf8_next(text, &next) != c)
            break;
}

// Lines in the order of the page: normalise_reversed.c
void normalise_reversed(struct normalising *now);

// Control characters: normalise_controls.c
void normalise_controls(struct normalising *now);

// Presentation forms and ligatures: normalise_forms.c
void normalise_forms(struct normalising *now);

// Slots of fonts in the places of presentation forms: normalise_slots.c
struct slots { // a walk begins with {0}
    const struct block *block;
    size_t word_end;
    bool here, in_word, reported; // in the block, in the word
};
// Is the presentation form that a walk is at one? The first of a block is
// reported. O(block) at the first of each.
bool normalise_is_slot(const struct normalising *now, struct slots *slots,
                       const struct walk *at);

// Letters: normalise_letters.c
void normalise_compose(struct normalising *now);
void normalise_letters(struct normalising *now);
void normalise_hamza(struct normalising *now);
void normalise_tatweel(struct normalising *now);

// The heh that an Urdu word has for the Arabic one at offset: normalise_urdu.c.
// 0: it cannot be told.
uint32_t normalise_urdu_heh(struct str word, size_t offset);

// Around words, by PDF extractors: normalise_extracted.c
void normalise_direction_controls(struct normalising *now);
void normalise_lone_marks(struct normalising *now);

// Reported only: normalise_doubled.c
void normalise_doubled(struct normalising *now);

// Swapped by PDF extractors: normalise_lam_alef.c
void normalise_lam_alef(struct normalising *now);

// What is not seen between letters: normalise_joiners.c
void normalise_zero_width(struct normalising *now);
void normalise_half_spaces(struct normalising *now);
void normalise_zwnj(struct normalising *now);
// Are there half-spaces in words of Arabic script in a text in lang?
bool normalise_has_half_spaces(struct str lang);
void normalise_report_half_space(struct normalising *now, size_t offset,
                                 uint32_t typed);

// Words that line ends have cut: normalise_hyphens.c
void normalise_soft_hyphens(struct normalising *now);
void normalise_line_hyphens(struct normalising *now);

// Dashes and spaces: normalise_spaces.c
void normalise_dashes(struct normalising *now);
void normalise_line_starts(struct normalising *now);
void normalise_spaces(struct normalising *now);

// Is the byte at offset in text, and not in code, an address or a tag?
// O(log spans).
const struct lang_span *normalise_span_at(const struct normalising *now,
                                          size_t offset);

#endif

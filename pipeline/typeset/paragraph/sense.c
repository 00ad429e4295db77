// SPDX-License-Identifier: MIT
// What each place where a line of a title may end is worth by its sense.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "text/title_gaps.h"

#include <unicode/utf16.h>

// The words without the numbers of notes, which would hide a title's marks,
// and where each byte of them comes from.
struct words {
    char *bytes;
    size_t count;
    uint32_t *unit_of; // a byte; one more at the end
};

static void add_unit(struct words *words, const struct paragraph *p,
                     uint32_t unit)
{
    uint32_t c = p->units[unit];
    bool pair = U16_IS_LEAD(c) && unit + 1 < p->unit_count &&
                U16_IS_TRAIL(p->units[unit + 1]);
    if (pair)
        c = (uint32_t)U16_GET_SUPPLEMENTARY(c, p->units[unit + 1]);
    if (char_is_bidi_isolate(c) || (c >= 0xD800 && c <= 0xDFFF))
        return;
    size_t count = utf8_encode(c, words->bytes + words->count);
    for (size_t i = 0; i < count; i++)
        words->unit_of[words->count++] = unit;
}

static struct words words_of(const struct paragraph *p)
{
    size_t most = p->unit_count * 3 + 4;
    struct words words = {.bytes = ARENA_ARRAY(p->work, char, most),
                          .unit_of = ARENA_ARRAY(p->work, uint32_t, most)};
    for (size_t i = 0; i < p->piece_count; i++) {
        const struct text_fragment *piece = &p->pieces[i];
        if (piece->kind == PIECE_NOTE)
            continue;
        for (uint32_t unit = piece->start; unit < piece->end; unit++)
            if (!U16_IS_TRAIL(p->units[unit]))
                add_unit(&words, p, unit);
    }
    words.unit_of[words.count] = (uint32_t)p->unit_count;
    return words;
}

// No space: a dash that ends a clause, else a place within a word. Where words
// are written without spaces, any place is like another.
static enum title_gap_kind kind_within(const struct paragraph *p, uint32_t unit)
{
    UChar before = p->units[unit - 1];
    if (before == CHAR_EM_DASH || before == CHAR_BAR)
        return TITLE_GAP_CLAUSE;
    bool joins = before == CHAR_EN_DASH || before == '/';
    return joins ? TITLE_GAP_BOUND : TITLE_GAP_WORD;
}

void sense_find(struct paragraph *p, const struct title_names *names)
{
    if (p->sense)
        return;
    p->sense = ARENA_ARRAY(p->work, uint8_t, p->unit_count + 1);
    for (uint32_t unit = 1; unit < p->unit_count; unit++)
        if (p->may_break[unit])
            p->sense[unit] = (uint8_t)kind_within(p, unit);
    struct words words = words_of(p);
    struct title_gaps gaps = title_gaps_find(
        p->work, (struct str){words.bytes, words.count}, p->lang, names);
    for (size_t i = 0; i < gaps.count; i++) {
        const struct title_gap *gap = &gaps.items[i];
        for (uint32_t unit = words.unit_of[gap->start];
             unit <= words.unit_of[gap->end]; unit++)
            p->sense[unit] = (uint8_t)gap->kind;
    }
}

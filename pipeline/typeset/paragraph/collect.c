// SPDX-License-Identifier: MIT
// The paragraph's fragments as one text in UTF-16, each unit with its byte.
#include "typeset/paragraph/paragraph_parts.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

static void add_unit(struct paragraph *p, UChar unit, UChar shown, size_t byte)
{
    p->units[p->unit_count] = unit;
    p->shown[p->unit_count] = shown;
    p->byte_of[p->unit_count++] = (uint32_t)byte;
}

static bool breaks_lines(uint32_t character)
{
    return character < 0x20 || character == 0x7F || character == 0x85 ||
           character == 0x2028 || character == 0x2029;
}

static uint32_t capital(uint32_t character, struct str lang)
{
    bool dotted = str_starts(lang, STR("tr")) || str_starts(lang, STR("az"));
    if (dotted && character == 'i')
        return 0x130;
    return (uint32_t)u_toupper((UChar32)character);
}

// A low surrogate has no bytes of its own: `byte` is then the next one's.
static void add_character(struct paragraph *p, uint32_t character,
                          const struct text_fragment *piece, size_t byte,
                          size_t next)
{
    if (breaks_lines(character))
        character = ' ';
    uint32_t shown = character;
    if (piece->style.capitals)
        shown = capital(character, piece->lang);
    if (character <= 0xFFFF) {
        add_unit(p, (UChar)character,
                 shown <= 0xFFFF ? (UChar)shown : (UChar)character, byte);
        return;
    }
    if (shown <= 0xFFFF)
        shown = character;
    add_unit(p, U16_LEAD(character), U16_LEAD(shown), byte);
    add_unit(p, U16_TRAIL(character), U16_TRAIL(shown), next);
}

static void add_text(struct paragraph *p, const struct text_fragment *piece)
{
    struct str text = {p->text.bytes, piece->byte_end};
    for (size_t offset = piece->byte_start; offset < text.count;) {
        size_t start = offset;
        uint32_t character = utf8_next(text, &offset);
        add_character(p, character, piece, start, offset);
    }
}

void collect(struct paragraph *p)
{
    // UTF-16 has at most as many units as UTF-8 has bytes; a control is one;
    // and there is one past the end, so that byte_of of an end is there.
    size_t most = p->text.count + p->piece_count + 1;
    p->units = ARENA_ARRAY(p->work, UChar, most);
    p->shown = ARENA_ARRAY(p->work, UChar, most);
    p->byte_of = ARENA_ARRAY(p->work, uint32_t, most);
    for (size_t i = 0; i < p->piece_count; i++) {
        struct text_fragment *piece = &p->pieces[i];
        piece->start = (uint32_t)p->unit_count;
        if (piece->control)
            add_unit(p, piece->control, piece->control, piece->byte_start);
        else
            add_text(p, piece);
        piece->end = (uint32_t)p->unit_count;
    }
    p->byte_of[p->unit_count] = (uint32_t)p->text.count;
}

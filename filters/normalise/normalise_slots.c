// SPDX-License-Identifier: MIT
// Slots: signs of a font that stand in the places of presentation forms.
//
// The fonts of the printed Quran have one for each word, and other fonts have
// verse numbers and ornaments there. Read as letters they say something else:
// U+FBF0 would be a syllable of Uighur. They are known by not joining: a final
// form behind a space, an initial form before one.
#include "normalise/normalise_parts.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// Forms-A, but the yeh of Farsi, ornate brackets and honorifics.
static bool is_place_of_slots(uint32_t c)
{
    return (c >= 0xFB50 && c <= 0xFBFB) || (c >= 0xFC00 && c <= 0xFD3D) ||
           (c >= 0xFD50 && c <= 0xFDC7);
}

// Yeh with hamza and another letter, and the alef maksura of Uighur.
static bool is_of_uighur(uint32_t c)
{
    return c >= 0xFBEA && c <= 0xFBFB;
}

static bool is_ligature(uint32_t c)
{
    return is_of_uighur(c) || c >= 0xFC00;
}

static bool joins_before(uint32_t c)
{
    int kind = u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE);
    return kind == U_DT_FINAL || kind == U_DT_MEDIAL;
}

static bool joins_behind(uint32_t c)
{
    int kind = u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE);
    return kind == U_DT_INITIAL || kind == U_DT_MEDIAL;
}

// A row of Arabic letters and marks.
struct form_word {
    size_t end, count, faults;
    bool forms;  // all are places of slots
    bool strong; // one alone that no letter would be, or a row of them
};

enum { FAULTS_CERTAIN = 3, ALONE_CERTAIN = 3, ROW_CERTAIN = 2 };

static struct form_word word_at(struct str text, size_t start, size_t end)
{
    struct form_word word = {.end = start, .forms = true};
    size_t row = 0; // as they stand in the font
    uint32_t last = 0;
    for (size_t at = start; at < end; word.end = at) {
        uint32_t c = utf8_next(text, &at);
        if (!char_is_arabic_letter(c) && !char_is_mark(c))
            break;
        word.forms = word.forms && is_place_of_slots(c);
        word.faults += (last && joins_behind(last)) != joins_before(c);
        word.count++;
        row += c == last + 1;
        last = c;
    }
    word.faults += last && joins_behind(last);
    word.strong = word.forms && word.faults > 0 && row >= ROW_CERTAIN;
    if (word.count == 1 && word.forms && is_ligature(last))
        word.strong = word.faults > 0 || is_of_uighur(last);
    return word;
}

static bool has_slots(struct str text, size_t start, size_t end)
{
    size_t faults = 0, alone = 0;
    for (size_t at = start; at < end;) {
        struct form_word word = word_at(text, at, end);
        if (word.strong)
            return true;
        if (word.forms)
            faults += word.faults;
        alone += word.forms && word.count == 1;
        if (word.end > at)
            at = word.end;
        else
            utf8_next(text, &at);
    }
    return faults >= FAULTS_CERTAIN || alone >= ALONE_CERTAIN;
}

static void report(const struct normalising *now, size_t start, size_t end)
{
    struct str slot = str_slice(now->text, start, end);
    if (now->diag)
        diag_report(
            now->diag, source_origin(now->source, start, end - start),
            MESSAGE_letter_slot, slot,
            arena_printf(now->arena, "U+%04X", (unsigned)utf8_after(slot, 0)));
}

// Languages that have these letters have no row for their alphabet.
static bool may_have_slots(const struct lang_span *span)
{
    return span->block && span->block->kind != BLOCK_FRONT &&
           (language_script(span->lang) != SCRIPT_ARABIC ||
            language_has(span->lang, ROW_alphabet));
}

bool normalise_is_slot(const struct normalising *now, struct slots *slots,
                       const struct walk *at)
{
    const struct block *block = at->span->block;
    struct str text = now->text;
    if (!may_have_slots(at->span))
        return false;
    if (slots->block != block) {
        *slots = (struct slots){.block = block};
        slots->here = has_slots(text, block->offset, block->end);
    }
    if (!slots->here)
        return false;
    if (at->start >= slots->word_end) {
        struct form_word word = word_at(text, at->start, at->span->end);
        slots->word_end = word.end > at->start ? word.end : at->offset;
        slots->in_word = word.forms && (word.count == 1 || word.faults > 0);
    }
    if (slots->in_word && !slots->reported)
        report(now, at->start, at->offset);
    slots->reported = slots->reported || slots->in_word;
    return slots->in_word;
}

// SPDX-License-Identifier: MIT
// Kashida: in which words of Arabic script, and at which join.
//
// At most one a word. None where a scribe has none: before waw, in bold, in
// verse, in the text of the Qur'an and in languages that are written in
// Nastaliq, whose words are not lengthened by a bar.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

enum {
    WORD_SHORTEST = 3, // letters; a shorter word looks pulled apart
    RANK_NONE = 8,
    QURAN_SIGNS_FIRST = 0x6D6,
    QURAN_SIGNS_LAST = 0x6ED,
    ORNATE_LEFT = 0xFD3E,
    ORNATE_RIGHT = 0xFD3F,
    // Words on either side of one with vowels or signs that are the Qur'an's
    // too: there are short ones without.
    QURAN_REACH = 2
};

// ----- Joins -----

static UJoiningGroup group_of(UChar unit)
{
    return (UJoiningGroup)u_getIntPropertyValue(unit, UCHAR_JOINING_GROUP);
}

static UJoiningType type_of(UChar unit)
{
    return (UJoiningType)u_getIntPropertyValue(unit, UCHAR_JOINING_TYPE);
}

// The letter before or after a unit, past its marks; 0 at the text's ends.
static UChar letter_before(const struct paragraph *p, uint32_t unit)
{
    while (unit > 0 && p->facts[unit - 1].flags & UNIT_MARK)
        unit--;
    return unit ? p->units[unit - 1] : 0;
}

static UChar letter_after(const struct paragraph *p, uint32_t unit)
{
    uint32_t count = (uint32_t)p->unit_count;
    for (unit++; unit < count && p->facts[unit].flags & UNIT_MARK;)
        unit++;
    return unit < count ? p->units[unit] : 0;
}

static bool joins_onward(UChar letter, UChar next)
{
    UJoiningType type = type_of(letter), other = type_of(next);
    return type == U_JT_DUAL_JOINING &&
           (other == U_JT_DUAL_JOINING || other == U_JT_RIGHT_JOINING ||
            other == U_JT_JOIN_CAUSING);
}

static int rank_before_final(UJoiningGroup group)
{
    switch ((int)group) {
    case U_JG_TEH_MARBUTA:
    case U_JG_TEH_MARBUTA_GOAL:
    case U_JG_HEH:
    case U_JG_HEH_GOAL:
    case U_JG_KNOTTED_HEH:
    case U_JG_HAH:
    case U_JG_DAL:
        return 2;
    case U_JG_ALEF:
    case U_JG_TAH:
    case U_JG_LAM:
    case U_JG_KAF:
    case U_JG_SWASH_KAF:
    case U_JG_GAF:
        return 3;
    case U_JG_AIN:
    case U_JG_QAF:
    case U_JG_FEH:
        return 5;
    default: // no enum of ours
        return 6;
    }
}

static bool ends_in_bowl(UChar letter)
{
    UJoiningGroup group = group_of(letter);
    return group == U_JG_REH || group == U_JG_YEH || group == U_JG_FARSI_YEH;
}

// The order of joins is the one that Microsoft gave for kashida in its
// browser (text-kashida, Internet Explorer 5.5) and that LibreOffice follows:
// after seen and sad; before final teh marbuta (and heh, of the same shape),
// hah, dal; before final alef, tah, lam, kaf, gaf; before a beh with reh or
// yeh after it; before final ain, qaf, feh; before other final letters; not,
// as there, before waw. Other joins come last. A letter of the author's own
// goes by its group, so that the Pashto letters have their places too.
static int rank_of(const struct paragraph *p, uint32_t unit)
{
    UChar before = letter_before(p, unit), letter = p->units[unit];
    UChar after = letter_after(p, unit);
    if (group_of(letter) == U_JG_WAW)
        return RANK_NONE;
    if (group_of(before) == U_JG_SEEN || group_of(before) == U_JG_SAD)
        return 1;
    if (!joins_onward(letter, after))
        return rank_before_final(group_of(letter));
    if (group_of(letter) == U_JG_BEH && ends_in_bowl(after) &&
        !joins_onward(after, letter_after(p, unit + 1)))
        return 4;
    return 7;
}

static bool in_word(const struct paragraph *p, uint32_t unit)
{
    return p->facts[unit].flags & (UNIT_LETTER | UNIT_IGNORABLE);
}

// ----- Words -----

// A word, or a sign between words that says what they are.
struct word {
    uint32_t start, end; // units
    bool quran;
};
struct words {
    struct word *items;
    size_t count, capacity;
};

static bool is_ornate(UChar unit)
{
    return unit == ORNATE_LEFT || unit == ORNATE_RIGHT;
}

static bool is_quran_sign(UChar unit)
{
    return unit >= QURAN_SIGNS_FIRST && unit <= QURAN_SIGNS_LAST &&
           unit != 0x6E5 && unit != 0x6E6; // small waw and yeh are letters
}

static bool is_vowel(UChar unit)
{
    return (unit >= 0x64B && unit <= 0x65F) || unit == 0x670;
}

// Signs of recitation, or a vowel to every second letter: one or two over a
// foreign word are no Qur'an.
static bool is_quran(const struct paragraph *p, uint32_t start, uint32_t end)
{
    uint32_t letters = 0, vowels = 0;
    for (uint32_t unit = start; unit < end; unit++) {
        if (is_quran_sign(p->units[unit]))
            return true;
        vowels += is_vowel(p->units[unit]);
        letters +=
            (p->facts[unit].flags & (UNIT_LETTER | UNIT_MARK)) == UNIT_LETTER;
    }
    return vowels > 2 && vowels * 2 >= letters;
}

static struct words find_words(const struct paragraph *p)
{
    struct words words = {0};
    uint32_t count = (uint32_t)p->unit_count;
    bool ornate = false;
    for (uint32_t start = 0, end; start < count; start = end) {
        end = start + 1;
        ornate ^= is_ornate(p->units[start]);
        bool sign = is_quran_sign(p->units[start]);
        if (!in_word(p, start) && !sign)
            continue;
        while (end < count && in_word(p, end))
            end++;
        ARENA_PUSH(p->work, words.items, words.count, words.capacity) =
            (struct word){start, end, ornate || is_quran(p, start, end)};
    }
    return words;
}

// Whether a word near this one is the Qur'an's.
static bool near_quran(const struct words *words, size_t index)
{
    size_t first = index > QURAN_REACH ? index - QURAN_REACH : 0;
    size_t last = index + QURAN_REACH;
    for (size_t i = first; i <= last && i < words->count; i++)
        if (words->items[i].quran)
            return true;
    return false;
}

static bool is_bold(const struct paragraph *p, uint32_t unit)
{
    const struct face *face = shape_segment_at(p, unit)->face;
    enum face_cut cut = face ? face_cut(face->id) : CUT_REGULAR;
    return cut == CUT_SEMIBOLD || cut == CUT_SEMIBOLD_ITALIC;
}

static bool in_nastaliq(const struct paragraph *p, uint32_t unit)
{
    return language_has(paragraph_fragment_at(p, unit)->lang, ROW_nastaliq);
}

// Lines that the author ended are verse.
static bool is_verse(const struct paragraph *p)
{
    for (size_t i = 0; i < p->piece_count; i++)
        if (p->pieces[i].kind == PIECE_BREAK)
            return true;
    return false;
}

// ----- Places -----

// Of joins of the same rank the last.
static struct kashida_place best_place(const struct paragraph *p,
                                       uint32_t start, uint32_t end)
{
    struct kashida_place best = {.rank = RANK_NONE};
    uint32_t letters = 0;
    for (uint32_t unit = start; unit < end; unit++) {
        letters +=
            (p->facts[unit].flags & (UNIT_LETTER | UNIT_MARK)) == UNIT_LETTER;
        // The author's own tatweel is the word's one.
        if (p->units[unit] == CHAR_TATWEEL)
            return (struct kashida_place){.rank = RANK_NONE};
        if (!(p->facts[unit].flags & UNIT_EXTENDS))
            continue;
        int rank = rank_of(p, unit);
        if (rank <= best.rank)
            best = (struct kashida_place){.unit = unit, .rank = (uint8_t)rank};
    }
    best.letters = (uint8_t)(letters > UINT8_MAX ? UINT8_MAX : letters);
    if (letters < WORD_SHORTEST || best.rank == RANK_NONE ||
        is_bold(p, best.unit) || in_nastaliq(p, best.unit))
        best.rank = RANK_NONE;
    return best;
}

static void sum_up(struct paragraph *p)
{
    size_t next = 0;
    if (p->kashida_count)
        p->kashida_size = shape_segment_at(p, p->kashidas[0].unit)->size;
    for (uint32_t unit = 0; unit < p->unit_count; unit++) {
        p->kashida[unit + 1] = p->kashida[unit];
        if (next == p->kashida_count || p->kashidas[next].unit != unit)
            continue;
        p->kashida[unit + 1] +=
            shape_segment_at(p, unit)->size * KASHIDA_MOST / 1000;
        next++;
    }
}

// A word in a paragraph that runs from left to right is a name or a quotation
// there: it stays as it is.
void kashida_find(struct paragraph *p)
{
    p->kashida = ARENA_ARRAY(p->work, scaled, p->unit_count + 1);
    if (p->base != DIRECTION_RTL || is_verse(p))
        return;
    struct words words = find_words(p);
    for (size_t i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        struct kashida_place place = best_place(p, word->start, word->end);
        if (place.rank == RANK_NONE || near_quran(&words, i))
            continue;
        place.word = (uint32_t)i;
        ARENA_PUSH(p->work, p->kashidas, p->kashida_count,
                   p->kashida_capacity) = place;
    }
    sum_up(p);
}

int32_t kashida_from(enum kashida kashida)
{
    return kashida == KASHIDA_SPARING ? KASHIDA_SPARING_FROM : 0;
}

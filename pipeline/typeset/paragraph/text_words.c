// SPDX-License-Identifier: MIT
// The words of a paragraph between its spaces, across changes of style.
#include "typeset/paragraph/text_words.h"

#include "base/characters.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

static bool shows_nothing(UChar unit)
{
    return char_is_bidi_control(unit) || unit == CHAR_SOFT_HYPHEN;
}

// Units of notes' numbers are none of a word's.
static bool *units_of_notes(const struct paragraph *p)
{
    bool *of_note = NULL;
    for (size_t i = 0; i < p->piece_count; i++) {
        const struct text_fragment *piece = &p->pieces[i];
        if (piece->kind != PIECE_NOTE)
            continue;
        if (!of_note)
            of_note = ARENA_ARRAY(p->work, bool, p->unit_count + 1);
        for (uint32_t unit = piece->start; unit < piece->end; unit++)
            of_note[unit] = true;
    }
    return of_note;
}

static struct text_word word_at(const struct paragraph *p, uint32_t start)
{
    struct text_word word = {start, start, UINT32_MAX, 0};
    while (word.end < p->unit_count && !char_is_space(p->units[word.end])) {
        bool shown = !shows_nothing(p->units[word.end]) &&
                     !(p->of_note && p->of_note[word.end]);
        if (shown && word.first == UINT32_MAX)
            word.first = word.end;
        if (shown)
            word.last = word.end;
        word.end++;
    }
    return word;
}

void text_words_find(struct paragraph *p)
{
    size_t capacity = 0;
    p->of_note = units_of_notes(p);
    for (uint32_t unit = 0; unit < p->unit_count;) {
        struct text_word word = word_at(p, unit);
        unit = word.end + 1;
        if (word.first != UINT32_MAX)
            ARENA_PUSH(p->work, p->words, p->word_count, capacity) = word;
    }
}

static bool opens(UChar unit)
{
    return char_opens_enclosure(unit) || unit == 0x2018 || unit == '"' ||
           unit == '\'';
}

// Not the signs that belong to a number: 5%, 5°.
static bool closes(UChar unit)
{
    return char_is_stop(unit) || char_closes_enclosure(unit) || unit == '"' ||
           unit == CHAR_APOSTROPHE || unit == '\'';
}

static void collect_letters(const struct paragraph *p,
                            const struct text_word *word,
                            struct word_letters *letters)
{
    for (uint32_t unit = word->first; unit <= word->last; unit++) {
        if (shows_nothing(p->units[unit]) || (p->of_note && p->of_note[unit]))
            continue;
        if (letters->count == TEXT_WORD_LONGEST ||
            U16_IS_SURROGATE(p->units[unit])) {
            letters->count = 0;
            return;
        }
        letters->items[letters->count++] = p->units[unit];
    }
}

void text_word_read(const struct paragraph *p, const struct text_word *word,
                    enum word_edges edges, struct word_letters *letters)
{
    letters->count = 0;
    letters->text = STR("");
    if (word->last - word->first < TEXT_WORD_LONGEST * 2)
        collect_letters(p, word, letters);
    uint32_t from = 0, to = letters->count;
    while (from + 1 < to && opens(letters->items[from]))
        from++;
    while (edges == EDGES_BOTH && to > from + 1 &&
           closes(letters->items[to - 1]))
        to--;
    size_t count = 0;
    for (uint32_t i = from; i < to; i++) {
        letters->items[i - from] = letters->items[i];
        count += utf8_encode(letters->items[i], letters->bytes + count);
    }
    letters->count = to - from;
    letters->text = (struct str){letters->bytes, count};
}

struct str text_word_lang(const struct paragraph *p,
                          const struct text_word *word)
{
    return paragraph_fragment_at(p, word->first)->lang;
}

// SPDX-License-Identifier: MIT
// Letters in twos and threes, as a broken font leaves them in a PDF file, are
// reported: no rule can find the text again.
#include "normalise/normalise_parts.h"

#include "base/characters.h"

struct words { // of a block, or of the text
    size_t count, broken;
};

struct doubled {
    struct words block, text;
    size_t first, end; // the first broken word
    const struct block *of;
    bool certain;
};

enum { LEAST_LETTERS = 3, LEAST_PAIRS = 2, LEAST_WORDS = 3, IN_A_HUNDRED = 8 };

// One letter three times, or each twice: قويووووة, TThhee.
static bool is_broken(struct str word, size_t *letters)
{
    uint32_t last = 0;
    size_t run = 0, pairs = 0;
    bool threes = false, twos = true;
    *letters = 0;
    for (size_t at = 0; at < word.count;) {
        uint32_t c = utf8_next(word, &at);
        if (char_is_mark(c) || c == CHAR_TATWEEL)
            continue;
        ++*letters;
        twos = twos && (*letters % 2 == 1 || char_lower(c) == last);
        pairs += *letters % 2 == 0 && char_lower(c) == last;
        run = char_lower(c) == last ? run + 1 : 1;
        // "Ahhh" is said, and III is a number.
        threes = threes || (run == 3 && char_is_arabic(c));
        last = char_lower(c);
    }
    return threes || (twos && *letters % 2 == 0 && pairs > LEAST_PAIRS);
}

static bool are_broken(const struct words *words)
{
    return words->broken >= LEAST_WORDS &&
           words->broken * 100 >= words->count * IN_A_HUNDRED;
}

static void take_word(struct doubled *doubled, struct str text, size_t start,
                      size_t end)
{
    size_t letters;
    bool broken = is_broken(str_slice(text, start, end), &letters);
    if (letters < LEAST_LETTERS)
        return;
    doubled->block.count++;
    doubled->text.count++;
    if (!broken)
        return;
    if (doubled->text.broken == 0) {
        doubled->first = start;
        doubled->end = end;
    }
    doubled->block.broken++;
    doubled->text.broken++;
}

static void take_span(struct doubled *doubled, struct str text,
                      const struct lang_span *span)
{
    size_t word = span->offset;
    if (span->block != doubled->of) {
        doubled->certain = doubled->certain || are_broken(&doubled->block);
        doubled->block = (struct words){0};
        doubled->of = span->block;
    }
    for (size_t at = span->offset; at <= span->end;) {
        size_t start = at;
        if (at < span->end && char_is_word_letter(utf8_next(text, &at)))
            continue;
        if (start > word)
            take_word(doubled, text, word, start);
        if (start == span->end)
            return;
        word = at;
    }
}

void normalise_doubled(struct normalising *now)
{
    struct doubled doubled = {0};
    if (!now->diag)
        return;
    for (size_t i = 0; i < now->spans.count; i++)
        if (now->spans.items[i].kind == LANG_SPAN_TEXT)
            take_span(&doubled, now->text, &now->spans.items[i]);
    if (doubled.certain || are_broken(&doubled.block) ||
        are_broken(&doubled.text))
        diag_report(now->diag,
                    source_origin(now->source, doubled.first,
                                  doubled.end - doubled.first),
                    MESSAGE_letters_doubled,
                    str_slice(now->text, doubled.first, doubled.end),
                    arena_printf(now->arena, "%zu", doubled.text.broken));
}

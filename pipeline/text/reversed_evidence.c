// SPDX-License-Identifier: MIT
// Does a line of Arabic script stand in the order of reading?
#include "text/reversed.h"

#include "base/buffer.h"
#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static const struct frequent {
    struct str word;
    int weight;
} frequent[] = {
#define WORD(word, weight) {{word, sizeof(word) - 1}, weight},
#define LAM_ALEF(word)
#include "text/reversed.def"
#undef WORD
#undef LAM_ALEF
};

// ----- Words -----

// Longer words, and the rest of them, are no evidence.
enum { WORD_LETTERS = 24, LETTER_BYTES = 12 };

// The letters of a word as they stand; each as base letters in their order,
// since one presentation form may be several letters.
struct shown {
    uint32_t letters[WORD_LETTERS];
    size_t count;
    bool long_one;
};

static bool is_arabic(uint32_t c)
{
    return (c >= 0x620 && c <= 0x6D3) || c == 0x6D5 ||
           (c >= 0xFB50 && c <= 0xFDF9) || (c >= 0xFE70 && c <= 0xFEFC);
}

// ZWNJ parts prefix and ending from the word: می, ها. Marks say nothing.
static bool is_mark(uint32_t c)
{
    return char_is_nonspacing_mark(c) || c == CHAR_TATWEEL;
}

static bool is_arabic_letter(uint32_t c)
{
    return is_arabic(c) && u_isalpha((UChar32)c);
}

// The next word from *offset on; false at the end of the line. *before and
// *after are the characters around it.
static bool next_shown(struct str line, size_t *offset, struct shown *word,
                       uint32_t *before, uint32_t *after)
{
    uint32_t c = 0;
    word->count = 0;
    word->long_one = false;
    *after = 0;
    for (*before = 0; *offset < line.count; *before = c)
        if (is_arabic_letter(c = utf8_next(line, offset)))
            break;
    if (!is_arabic_letter(c))
        return false;
    for (;;) {
        if (!is_mark(c) && word->count < WORD_LETTERS)
            word->letters[word->count++] = c;
        else if (!is_mark(c))
            word->long_one = true;
        size_t next = *offset;
        if (next >= line.count)
            return true;
        c = utf8_next(line, &next);
        *after = c;
        if (!is_arabic_letter(c) && !is_mark(c))
            return true;
        *offset = next;
    }
}

// Base letters of one; yeh and kaf as Dari has them.
static size_t fold(uint32_t c, char out[LETTER_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar before[2], after[20];
    int32_t count = 0, length = 1;
    U16_APPEND_UNSAFE(before, count, (UChar32)c);
    after[0] = before[0];
    if (c >= 0xFB50)
        length = unorm2_normalize(unorm2_getNFKCInstance(&status), before,
                                  count, after, 20, &status);
    size_t bytes = 0;
    for (int32_t i = 0; i < length && U_SUCCESS(status); i++) {
        uint32_t letter = after[i] == 0x64A || after[i] == 0x649 ? 0x6CC
                          : after[i] == 0x643                    ? 0x6A9
                                                                 : after[i];
        if (bytes + 4 <= LETTER_BYTES && letter != ' ')
            bytes += utf8_encode(letter, out + bytes);
    }
    return bytes;
}

static struct str folded(const struct shown *word, bool turned,
                         char out[WORD_LETTERS * LETTER_BYTES])
{
    size_t count = 0;
    for (size_t i = 0; i < word->count; i++)
        count +=
            fold(word->letters[turned ? word->count - 1 - i : i], out + count);
    return (struct str){out, count};
}

static int weight_of(struct str word)
{
    for (size_t i = 0; i < COUNT(frequent); i++)
        if (str_equal(frequent[i].word, word))
            return frequent[i].weight;
    return 0;
}

// ----- Letters and their shapes -----

// No word begins with these: teh marbuta, alef maksura, hamza; the Pashto
// feminine yeh and heh with hamza; the Urdu nun ghunna and yeh barree.
static int end_weight(uint32_t c)
{
    switch (c) {
    case 0x629:
    case 0x6BA:
    case 0x6CD:
    case 0x6D2:
    case 0x6C0:
        return 2;
    case 0x621:
    case 0x649:
        return 1;
    }
    return 0;
}

// Nor do words end with these: alef with madda or with hamza below.
static int start_weight(uint32_t c)
{
    return c == 0x622 || c == 0x625 ? 1 : 0;
}

enum shape {
    SHAPE_NONE,
    SHAPE_ALONE,
    SHAPE_FINAL,
    SHAPE_INITIAL,
    SHAPE_MEDIAL
};

static enum shape shape_of(uint32_t c)
{
    if (c < 0xFB50)
        return SHAPE_NONE;
    switch (u_getIntPropertyValue((UChar32)c, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_FINAL:
        return SHAPE_FINAL;
    case U_DT_INITIAL:
        return SHAPE_INITIAL;
    case U_DT_MEDIAL:
        return SHAPE_MEDIAL;
    case U_DT_ISOLATED:
        return SHAPE_ALONE;
    }
    return SHAPE_NONE;
}

static bool joins_next(enum shape shape)
{
    return shape == SHAPE_INITIAL || shape == SHAPE_MEDIAL;
}

static bool joins_previous(enum shape shape)
{
    return shape == SHAPE_FINAL || shape == SHAPE_MEDIAL;
}

// How often a shape joins to a neighbour that does not join to it, or to none.
static size_t unjoined(const struct shown *word, bool turned)
{
    size_t faults = 0;
    enum shape before = SHAPE_ALONE;
    for (size_t i = 0; i <= word->count; i++) {
        enum shape shape = SHAPE_ALONE;
        if (i < word->count)
            shape = shape_of(word->letters[turned ? word->count - 1 - i : i]);
        if (shape != SHAPE_NONE && before != SHAPE_NONE)
            faults += joins_next(before) != joins_previous(shape);
        before = shape;
    }
    return faults;
}

static void weigh_shapes(const struct shown *word,
                         struct order_evidence *evidence)
{
    size_t forward = unjoined(word, true), backward = unjoined(word, false);
    evidence->forward += backward == 0 && forward > 0 ? 2 : 0;
    evidence->backward += forward == 0 && backward > 0 ? 2 : 0;
    evidence->backward_words += forward == 0 && backward > 0;
}

static void weigh_ends(const struct shown *word,
                       struct order_evidence *evidence)
{
    uint32_t first = word->letters[0], last = word->letters[word->count - 1];
    if (word->count < 2)
        return;
    int forward = end_weight(last) + start_weight(first);
    int backward = end_weight(first) + start_weight(last);
    // The Arabic article.
    if (word->count >= 5) {
        forward += first == 0x627 && word->letters[1] == 0x644;
        backward += last == 0x627 && word->letters[word->count - 2] == 0x644;
    }
    evidence->forward += forward;
    evidence->backward += backward;
    evidence->backward_words += backward > forward;
}

// A comma or stop belongs to the word before it, and a space to what follows.
static bool is_stop(uint32_t c)
{
    return char_is_arabic_stop(c) || c == '.' || c == ':' || c == '!';
}

static void weigh_stops(struct str line, struct order_evidence *evidence)
{
    uint32_t before = ' ', stop = 0;
    for (size_t at = 0; at < line.count;) {
        uint32_t c = utf8_next(line, &at);
        if (stop) {
            evidence->forward +=
                is_arabic_letter(before) && (c == ' ' || c == '\n');
            evidence->backward += before == ' ' && is_arabic_letter(c);
        }
        stop = is_stop(c) ? c : 0;
        if (!stop)
            before = c;
    }
    evidence->forward += stop && is_arabic_letter(before);
}

// ----- A line -----

// Letters that are frequent in Arabic and rare in the others: teh marbuta, alef
// with hamza.
static bool is_of_arabic(uint32_t c)
{
    return c == 0x629 || c == 0x623 || c == 0x625;
}

struct order_evidence reversed_weigh(struct str line)
{
    struct order_evidence evidence = {0};
    struct shown word;
    uint32_t before, after;
    char bytes[WORD_LETTERS * LETTER_BYTES];
    for (size_t at = 0; next_shown(line, &at, &word, &before, &after);) {
        evidence.words++;
        if (word.count == 0 || word.long_one)
            continue;
        for (size_t i = 0; i < word.count; i++)
            evidence.arabic += is_of_arabic(word.letters[i]);
        weigh_shapes(&word, &evidence);
        weigh_ends(&word, &evidence);
        if (word.count < 2 || word.count > 9)
            continue;
        int forward = weight_of(folded(&word, false, bytes));
        int backward = weight_of(folded(&word, true, bytes));
        evidence.forward += forward;
        evidence.backward += backward;
        evidence.backward_words += backward > forward;
    }
    if (evidence.words > 0)
        weigh_stops(line, &evidence);
    return evidence;
}

bool reversed_is_doubtful(struct str text)
{
    struct order_evidence evidence = reversed_weigh(text);
    return evidence.backward >= ORDER_DOUBTFUL &&
           evidence.forward * ORDER_TIMES <= evidence.backward;
}

// Short words may be others backwards, see reversed.def.
enum { TELLING_LETTERS = 4 };

void reversed_weigh_words(struct str line, const struct vocabulary *known,
                          struct order_evidence *evidence)
{
    struct shown word;
    uint32_t before, after;
    char bytes[WORD_LETTERS * LETTER_BYTES];
    for (size_t at = 0; next_shown(line, &at, &word, &before, &after);) {
        if (word.count < TELLING_LETTERS || word.long_one)
            continue;
        bool forward =
            vocabulary_has(known, folded(&word, false, bytes), STR(""));
        bool backward =
            vocabulary_has(known, folded(&word, true, bytes), STR(""));
        evidence->known_forward += forward && !backward;
        evidence->known_backward += backward && !forward;
    }
}

void reversed_add_words(struct str line, bool turned, struct buffer *words)
{
    struct shown word;
    uint32_t before, after;
    char bytes[WORD_LETTERS * LETTER_BYTES];
    for (size_t at = 0; next_shown(line, &at, &word, &before, &after);) {
        if (word.count < TELLING_LETTERS || word.long_one)
            continue;
        buffer_add(words, folded(&word, turned, bytes));
        buffer_add_byte(words, ' ');
    }
}

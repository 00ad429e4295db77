// SPDX-License-Identifier: MIT
// Letters: composition, the yeh, kaf and digits of each language, and tatweel.
#include "normalise/normalise_parts.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/hash_table.h"
#include "source/guess.h"
#include "languages/language.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

// ----- Composition -----

static bool may_change(uint32_t c)
{
    return c >= 0x300 && (u_getIntPropertyValue(
                              (UChar32)c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ||
                          u_getCombiningClass((UChar32)c) != 0);
}

static void compose_word(struct normalising *now, size_t from, size_t to)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    // A byte of UTF-8 makes at most one unit of UTF-16; NFC makes at most
    // three of one (UAX #15, 9), and a unit at most three bytes.
    int32_t count = (int32_t)(to - from), length = 0, bytes = 0;
    UChar *before = malloc(sizeof(UChar) * (size_t)count * 4 + 8);
    UChar *after = before ? before + count : NULL;
    char *out = malloc((size_t)count * 9 + 8);
    if (before && out) {
        u_strFromUTF8(before, count, &length, now->text.bytes + from, count,
                      &status);
        length =
            unorm2_normalize(nfc, before, length, after, count * 3, &status);
        u_strToUTF8(out, count * 9, &bytes, after, length, &status);
        struct str composed = {out, (size_t)bytes};
        if (U_SUCCESS(status) &&
            !str_equal(composed, str_slice(now->text, from, to)))
            source_replace(now->source, from, to - from, composed, "nfc");
    }
    free(before);
    free(out);
}

// Everywhere, in code too: past the reader every text is NFC. Word by word,
// because nothing composes over white space.
#define WORD_LONGEST (1 << 20)
void normalise_compose(struct normalising *now)
{
    size_t word = 0;
    bool doubtful = false;
    for (size_t offset = 0; offset <= now->text.count;) {
        size_t start = offset;
        uint32_t c = ' ';
        if (offset < now->text.count &&
            (unsigned char)now->text.bytes[offset] < 0x80)
            c = (unsigned char)now->text.bytes[offset++];
        else if (offset < now->text.count)
            c = utf8_next(now->text, &offset);
        else
            offset++;
        if (c > ' ' && start - word < WORD_LONGEST) {
            doubtful = doubtful || may_change(c);
            continue;
        }
        if (doubtful)
            compose_word(now, word, start);
        doubtful = false;
        word = c > ' ' ? start : offset;
    }
}

// ----- Letters by language -----

enum { HAMZA_ABOVE = 0x0654 };

enum alphabet {
    ALPHABET_OTHER,
    ALPHABET_PERSIAN,
    ALPHABET_URDU, // Persian, with two letters for heh
    ALPHABET_PASHTO
};

static enum alphabet alphabet_of(struct str lang)
{
    struct str alphabet = language_value(lang, ROW_alphabet);
    if (language_script(lang) != SCRIPT_ARABIC)
        return ALPHABET_OTHER;
    return str_equal(alphabet, STR("persian"))  ? ALPHABET_PERSIAN
           : str_equal(alphabet, STR("urdu"))   ? ALPHABET_URDU
           : str_equal(alphabet, STR("pashto")) ? ALPHABET_PASHTO
                                                : ALPHABET_OTHER;
}

// CLDR exemplars: fa and ur have U+06CC and U+06A9; ps has U+06A9, and ي ی ې ۍ
// ئ are five letters there (سړی the man, سړي the men), so none is touched.
// U+0660-0669 are U+06F0-06F9 in all three.
static uint32_t letter_of(enum alphabet alphabet, uint32_t c)
{
    if (alphabet == ALPHABET_OTHER)
        return c;
    if (c == 0x0643)
        return 0x06A9;
    if (char_is_arabic_indic_digit(c))
        return 0x06F0 + (uint32_t)char_digit_value(c);
    if (alphabet != ALPHABET_PASHTO && (c == 0x064A || c == 0x0649))
        return 0x06CC;
    if (alphabet == ALPHABET_URDU && (c == 0x0629 || c == 0x06C0))
        return c == 0x0629 ? 0x06C3 : 0x06C2;
    return alphabet == ALPHABET_URDU && c == 0x06D5 ? 0x06C1 : c;
}

static void report_alef_maksura(const struct normalising *now, size_t offset)
{
    if (now->diag)
        diag_report(now->diag, source_origin(now->source, offset, 2),
                    MESSAGE_alef_maksura);
}

// ----- Whose letters a word has -----

// Letters that only one of these languages has. Not U+06BE, U+06C1 and U+06D2,
// which keyboards of Pakistan put into Pashto; nor U+0629, which Persian has.
static enum alphabet own_alphabet(uint32_t c, bool *own)
{
    static const uint32_t pashto[] = {0x67C, 0x681, 0x685, 0x689, 0x693, 0x696,
                                      0x69A, 0x6AB, 0x6BC, 0x6CD, 0x6D0};
    static const uint32_t urdu[] = {0x679, 0x688, 0x691, 0x6BA};
    static const uint32_t arabic[] = {0x625, 0x671};
    *own = true;
    for (size_t i = 0; i < COUNT(pashto); i++)
        if (pashto[i] == c)
            return ALPHABET_PASHTO;
    for (size_t i = 0; i < COUNT(urdu); i++)
        if (urdu[i] == c)
            return ALPHABET_PERSIAN;
    for (size_t i = 0; i < COUNT(arabic); i++)
        if (arabic[i] == c)
            return ALPHABET_OTHER;
    *own = false;
    return ALPHABET_OTHER;
}

// The alphabet of a word by such letters; false where it has none, or letters
// of two.
static bool word_alphabet(struct str word, enum alphabet *alphabet)
{
    bool found = false, own;
    for (size_t at = 0; at < word.count;) {
        enum alphabet one = own_alphabet(utf8_next(word, &at), &own);
        if (own && found && one != *alphabet)
            return false;
        if (own)
            *alphabet = one;
        found = found || own;
    }
    return found;
}

struct alphabets { // of the place that a walk is at
    struct normalising *now;
    const struct lang_span *span;
    const struct block *block;
    enum alphabet of_block, of_span, of_word;
    bool marked; // the span has another language than the document
    size_t word_start, word_end;
};

// A paragraph that is wholly in Pashto or Arabic within a text in Dari or
// Urdu, though nothing marks it: its letters stay. Its words are looked at
// with the yeh and kaf of Dari, since those are in doubt.
#define PROOFS_OF_A_BLOCK 2

static size_t count_proofs(struct str text, enum alphabet alphabet)
{
    size_t proofs = 0;
    bool own;
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        if (c == 0x629 || c == 0x623)
            proofs += alphabet == ALPHABET_OTHER;
        else if (own_alphabet(c, &own) == alphabet && own)
            proofs++;
    }
    return proofs;
}

static enum alphabet block_alphabet(struct normalising *now,
                                    const struct block *block, struct str lang)
{
    enum alphabet own = alphabet_of(lang);
    struct str text = block_str(now->text, block);
    if ((own != ALPHABET_PERSIAN && own != ALPHABET_URDU) ||
        block->kind == BLOCK_FRONT ||
        (count_proofs(text, ALPHABET_PASHTO) < PROOFS_OF_A_BLOCK &&
         count_proofs(text, ALPHABET_OTHER) < PROOFS_OF_A_BLOCK))
        return own;
    struct buffer folded = {0};
    for (size_t at = 0; at < text.count && folded.count < GUESS_SAMPLE;)
        buffer_add_utf8(&folded,
                        letter_of(ALPHABET_PERSIAN, utf8_next(text, &at)));
    struct str guess = guess_language(now->arena, buffer_str(&folded), lang);
    buffer_release(&folded);
    enum alphabet other =
        language_has(guess, ROW_alphabet) ? alphabet_of(guess) : own;
    return other != own && count_proofs(text, other) >= PROOFS_OF_A_BLOCK
               ? other
               : own;
}

// Languages with letters of these that are none of theirs: Uighur has U+06D0.
static bool has_words_of_others(struct str lang)
{
    return language_script(lang) != SCRIPT_ARABIC ||
           (language_find(lang) < LANGUAGE_COUNT &&
            language_has(lang, ROW_alphabet));
}

static void enter_span(struct alphabets *alphabets,
                       const struct lang_span *span)
{
    struct normalising *now = alphabets->now;
    alphabets->marked = !str_equal(span->lang, source_lang(now->source));
    if (span->block && span->block != alphabets->block)
        alphabets->of_block =
            block_alphabet(now, span->block, source_lang(now->source));
    alphabets->block = span->block;
    alphabets->span = span;
    alphabets->of_span = alphabets->marked || !span->block
                             ? alphabet_of(span->lang)
                             : alphabets->of_block;
    alphabets->word_end = span->offset;
}

static void enter_word(struct alphabets *alphabets, size_t start)
{
    struct str text = alphabets->now->text;
    const struct lang_span *span = alphabets->span;
    size_t first = start, end = start;
    for (size_t at = start;
         at > span->offset && char_in_word(utf8_previous(text, &at));)
        first = at;
    for (size_t at = start;
         at < span->end && char_in_word(utf8_next(text, &at));)
        end = at;
    alphabets->of_word = alphabets->of_span;
    if (!alphabets->marked && has_words_of_others(span->lang))
        word_alphabet(str_slice(text, first, end), &alphabets->of_word);
    if (alphabets->of_span == ALPHABET_URDU &&
        alphabets->of_word == ALPHABET_PERSIAN)
        alphabets->of_word = ALPHABET_URDU;
    alphabets->word_start = first;
    alphabets->word_end = end > start ? end : start + 1;
}

// A marked span keeps to its language; elsewhere a word has its own where its
// letters tell, and that of its paragraph where they do not.
static enum alphabet alphabets_at(struct alphabets *alphabets,
                                  const struct walk *at)
{
    if (at->span != alphabets->span)
        enter_span(alphabets, at->span);
    if (at->start >= alphabets->word_end)
        enter_word(alphabets, at->start);
    return alphabets->of_word;
}

// A character that may be another in another alphabet?
static bool is_of_two(uint32_t c)
{
    return c == 0x643 || c == 0x649 || c == 0x64A || c == 0x629 || c == 0x647 ||
           c == 0x6C0 || c == 0x6D5 || char_is_arabic_indic_digit(c);
}

static void put_letter(struct normalising *now, const struct walk *at,
                       uint32_t letter)
{
    char bytes[4];
    source_replace(now->source, at->start, at->offset - at->start,
                   (struct str){bytes, utf8_encode(letter, bytes)}, "letter");
}

// In Urdu ه is ہ, ھ or, with hamza above, ۂ. Where neither the letter before
// it nor the word says which, it stays.
static void mend_heh(struct normalising *now, const struct alphabets *alphabets,
                     struct walk *at, struct hash_table *reported)
{
    struct str word =
        str_slice(now->text, alphabets->word_start, alphabets->word_end);
    uint32_t heh = normalise_urdu_heh(word, at->start - alphabets->word_start);
    size_t next = at->offset;
    if (next < at->span->end && utf8_next(now->text, &next) == HAMZA_ABOVE) {
        at->offset = next;
        heh = 0x06C2;
    }
    if (heh)
        put_letter(now, at, heh);
    else if (++*hash_table_put(reported, now->arena, hash_table_key(word), 0,
                               NULL) == 1 &&
             now->diag)
        diag_report(
            now->diag,
            source_origin(now->source, alphabets->word_start, word.count),
            MESSAGE_urdu_heh, word);
}

void normalise_letters(struct normalising *now)
{
    bool reported = false;
    struct hash_table words = {0};
    struct alphabets alphabets = {.now = now};
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        if (!is_of_two(c))
            continue;
        enum alphabet alphabet = alphabets_at(&alphabets, &at);
        uint32_t letter = letter_of(alphabet, c);
        if (c == 0x0649 && letter == c && alphabet != ALPHABET_OTHER &&
            !reported) {
            report_alef_maksura(now, at.start);
            reported = true;
        }
        if (letter != c)
            put_letter(now, &at, letter);
        else if (c == 0x0647 && alphabet == ALPHABET_URDU)
            mend_heh(now, &alphabets, &at, &words);
    }
}

// ----- Yeh with a hamza of its own -----

// Farsi yeh and the hamza above it compose to nothing, and are the letter ئ
// within a word (مسئله), in Pashto at its end too (کړئ). There Persian and Urdu
// have an izafat on yeh (بندگیٔ خدا).
void normalise_hamza(struct normalising *now)
{
    struct str text = now->text;
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        size_t next = at.offset;
        if ((c != 0x06CC && c != 0x0649) || next >= at.span->end ||
            utf8_next(text, &next) != HAMZA_ABOVE ||
            !has_words_of_others(at.span->lang))
            continue;
        bool inner = char_is_arabic_letter(utf8_after(text, next));
        if (!inner && alphabet_of(at.span->lang) != ALPHABET_PASHTO)
            continue;
        at.offset = next;
        put_letter(now, &at, 0x0626);
    }
}

// ----- Tatweel -----

static int joining(uint32_t c)
{
    return u_getIntPropertyValue((UChar32)c, UCHAR_JOINING_TYPE);
}

// The letter before offset, past its marks; 0 at the start.
static uint32_t letter_before(struct str text, size_t from, size_t offset)
{
    while (offset > from) {
        uint32_t c = utf8_previous(text, &offset);
        if (joining(c) != U_JT_TRANSPARENT)
            return c;
    }
    return 0;
}

// Between two letters that join, tatweel only lengthens. It stays where it
// shows a shape (هـ, ـهای) or carries a mark.
static bool only_spans(struct str text, size_t from, size_t start, size_t end,
                       size_t to)
{
    uint32_t before = letter_before(text, from, start);
    if (end >= to || joining(before) != U_JT_DUAL_JOINING)
        return false;
    uint32_t after = utf8_next(text, &end);
    return joining(after) == U_JT_DUAL_JOINING ||
           joining(after) == U_JT_RIGHT_JOINING;
}

void normalise_tatweel(struct normalising *now)
{
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;) {
        const struct lang_span *span = at.span;
        if (c != CHAR_TATWEEL || language_script(span->lang) != SCRIPT_ARABIC)
            continue;
        skip_repeats(now->text, &at, c);
        if (only_spans(now->text, span->offset, at.start, at.offset, span->end))
            source_replace(now->source, at.start, at.offset - at.start, STR(""),
                           "tatweel");
    }
}

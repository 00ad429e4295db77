// SPDX-License-Identifier: MIT
// Lam-alef whose letters a PDF extractor has swapped is put right where the
// words say so, and reported where they do not.
#include "normalise/normalise_parts.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/hash.h"
#include "languages/language.h"
#include "normalise/lam_alef.h"
#include "source/guess.h"

struct found { // a word with ال
    size_t start, end;
    size_t group;
    bool arabic;
    struct lam_alef_reading reading;
};

struct evidence {
    size_t ordered; // words with لا
    size_t swapped; // and with what can only be that, swapped
    size_t proofs;  // different ones of these
    bool forced;    // one of them has a row of letters that no word has
};

struct swaps {
    struct normalising *now;
    struct found *found;
    size_t count, capacity;
    struct evidence *groups; // a block each
    size_t group_count, group_capacity;
    struct evidence all;
    struct lam_alef_words persian, arabic;
    struct hash_table swapped; // the words
    struct str *ordered;       // words of the text
    size_t ordered_count, ordered_capacity;
};

// ----- Languages -----

enum words_of { WORDS_OF_NONE, WORDS_OF_PERSIAN, WORDS_OF_ARABIC };

static enum words_of words_of_language(struct str lang)
{
    if (language_script(lang) != SCRIPT_ARABIC ||
        !language_has(lang, ROW_alphabet))
        return WORDS_OF_NONE;
    return str_equal(language_value(lang, ROW_alphabet), STR("arabic"))
               ? WORDS_OF_ARABIC
               : WORDS_OF_PERSIAN;
}

// The words of Arabic script alone, as much as a guess will look at.
static struct str arabic_of(const struct normalising *now,
                            const struct block *block)
{
    struct buffer words = {0};
    struct str text = block_str(now->text, block);
    for (size_t at = 0; at < text.count && words.count < GUESS_SAMPLE;) {
        uint32_t c = utf8_next(text, &at);
        if (char_is_arabic_letter(c))
            buffer_add_utf8(&words, c);
        else if (words.count && words.bytes[words.count - 1] != ' ')
            buffer_add_byte(&words, ' ');
    }
    return buffer_to_arena(&words, now->arena);
}

static bool has_letters_of_arabic(struct str text)
{
    size_t proofs = 0;
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        proofs += c == 0x629 || c == 0x623 || c == 0x625;
    }
    return proofs > 1;
}

// A block whose language nothing marks may be in another than the document:
// one with letters of Arabic, or words of this script in a text of another.
static enum words_of words_of_block(const struct normalising *now,
                                    const struct lang_span *span)
{
    enum words_of own = words_of_language(span->lang);
    bool foreign = language_script(span->lang) != SCRIPT_ARABIC;
    if (!span->block || !str_equal(span->lang, source_lang(now->source)) ||
        own == WORDS_OF_ARABIC || (own == WORDS_OF_NONE && !foreign))
        return own;
    struct str words = arabic_of(now, span->block);
    if (words.count == 0 || (!foreign && !has_letters_of_arabic(words)))
        return own;
    enum words_of guess =
        words_of_language(guess_language(now->arena, words, STR("")));
    return guess == WORDS_OF_NONE ? WORDS_OF_PERSIAN : guess;
}

// ----- The words of the text -----

static bool is_new(struct swaps *swaps, uint64_t key)
{
    bool added = false;
    hash_table_put(&swaps->swapped, swaps->now->arena, key, 0, &added);
    return added;
}

static void add_proof(struct swaps *swaps, struct evidence *group,
                      const struct found *found, struct str word)
{
    uint64_t key = hash_table_key(word);
    struct evidence *all = &swaps->all;
    group->swapped++;
    group->forced = group->forced || found->reading.forced;
    group->proofs += is_new(swaps, hash_more(key, found->group + 1));
    all->swapped++;
    all->forced = all->forced || found->reading.forced;
    all->proofs += is_new(swaps, key);
}

static bool is_glued(const struct normalising *now, size_t end)
{
    uint32_t c = utf8_after(now->text, end);
    return char_in_word(c) || c == CHAR_TATWEEL || char_is_quote(c) ||
           c == '(' || c == '[' || c == '*';
}

static void take_word(struct swaps *swaps, size_t start, size_t end,
                      bool arabic)
{
    struct normalising *now = swaps->now;
    struct str word = str_slice(now->text, start, end);
    struct evidence *group = &swaps->groups[swaps->group_count - 1];
    bool name = lam_alef_is_name(word);
    if (!name && lam_alef_in_order(word)) {
        group->ordered++;
        ARENA_PUSH(now->arena, swaps->ordered, swaps->ordered_count,
                   swaps->ordered_capacity) = word;
        return;
    }
    // The article before what has other letters: ال3%, الـ.
    if ((!name && !lam_alef_has_sites(word)) || (word.count == 4 && is_glued(now, end)))
        return;
    struct found found = {.start = start, .end = end, .arabic = arabic};
    found.group = swaps->group_count - 1;
    found.reading =
        lam_alef_read(arabic ? &swaps->arabic : &swaps->persian, word);
    if (found.reading.answer == LAM_ALEF_SWAPPED)
        add_proof(swaps, group, &found, word);
    if (found.reading.answer != LAM_ALEF_REAL)
        ARENA_PUSH(now->arena, swaps->found, swaps->count, swaps->capacity) =
            found;
}

static void take_span(struct swaps *swaps, const struct lang_span *span,
                      bool arabic)
{
    struct str text = swaps->now->text;
    size_t word = 0;
    bool inside = false;
    for (size_t at = span->offset; at < span->end;) {
        size_t start = at = inside ? at : skip_ascii(text, at, span->end);
        if (at == span->end)
            break;
        uint32_t c = utf8_next(text, &at);
        bool part = (char_is_arabic_letter(c) && c != CHAR_TATWEEL) ||
                    (inside && char_is_mark(c));
        if (part && !inside)
            word = start;
        else if (!part && inside)
            take_word(swaps, word, start, arabic);
        inside = part;
    }
    if (inside)
        take_word(swaps, word, span->end, arabic);
}

static void add_group(struct swaps *swaps)
{
    ARENA_PUSH(swaps->now->arena, swaps->groups, swaps->group_count,
               swaps->group_capacity) = (struct evidence){0};
}

static void take_text(struct swaps *swaps)
{
    struct normalising *now = swaps->now;
    const struct block *block = NULL;
    enum words_of of = WORDS_OF_NONE;
    add_group(swaps);
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TEXT)
            continue;
        if (span->block != block || !block)
            add_group(swaps);
        if (span->block != block || i == 0 ||
            !str_equal(span->lang, now->spans.items[i - 1].lang))
            of = words_of_block(now, span);
        block = span->block;
        if (of != WORDS_OF_NONE)
            take_span(swaps, span, of == WORDS_OF_ARABIC);
    }
    for (size_t i = 0; i < swaps->group_count; i++)
        swaps->all.ordered += swaps->groups[i].ordered;
}

// ----- Deciding -----

static bool is_swapped(const struct evidence *evidence)
{
    return evidence->swapped > 0 && evidence->swapped >= evidence->ordered;
}

// One such word alone may be a name.
static bool is_proven(const struct evidence *evidence)
{
    return is_swapped(evidence) && (evidence->forced || evidence->proofs > 1);
}

// Does it stand in a text, or in a block of one, that was swapped?
static bool is_in_swapped(const struct swaps *swaps, const struct found *found)
{
    const struct evidence *group = &swaps->groups[found->group];
    return is_proven(&swaps->all) || (is_proven(group) && group->ordered == 0);
}

static bool is_certain(const struct swaps *swaps, const struct found *found)
{
    switch (found->reading.answer) {
    case LAM_ALEF_SWAPPED:
        return found->reading.forced || is_in_swapped(swaps, found);
    case LAM_ALEF_LIKELY:
        return is_in_swapped(swaps, found);
    case LAM_ALEF_REAL:
    case LAM_ALEF_BOTH:
    case LAM_ALEF_UNKNOWN:
        break;
    }
    return false;
}

static bool is_doubtful(const struct swaps *swaps, const struct found *found)
{
    return found->reading.answer != LAM_ALEF_REAL &&
           (is_in_swapped(swaps, found) ||
            (found->reading.answer == LAM_ALEF_SWAPPED &&
             is_swapped(&swaps->all)));
}

// What the text itself has in order is a word too.
static void read_again(struct swaps *swaps)
{
    for (size_t i = 0; i < swaps->ordered_count; i++) {
        lam_alef_learn(&swaps->persian, swaps->ordered[i]);
        lam_alef_learn(&swaps->arabic, swaps->ordered[i]);
    }
    for (size_t i = 0; i < swaps->count; i++) {
        struct found *found = &swaps->found[i];
        if (found->reading.answer == LAM_ALEF_UNKNOWN ||
            found->reading.answer == LAM_ALEF_LIKELY)
            found->reading = lam_alef_read(
                found->arabic ? &swaps->arabic : &swaps->persian,
                str_slice(swaps->now->text, found->start, found->end));
    }
}

static void report(const struct swaps *swaps, const struct found *found,
                   enum message message, struct str more)
{
    struct normalising *now = swaps->now;
    if (now->diag)
        diag_report_args(
            now->diag,
            source_origin(now->source, found->start, found->end - found->start),
            (struct message_args){
                message, str_slice(now->text, found->start, found->end),
                found->reading.mended, more});
}

static void mend(struct swaps *swaps)
{
    struct normalising *now = swaps->now;
    const struct found *first = NULL;
    struct hash_table told = {0};
    size_t count = 0;
    for (size_t i = 0; i < swaps->count; i++) {
        const struct found *found = &swaps->found[i];
        struct str word = str_slice(now->text, found->start, found->end);
        if (is_certain(swaps, found)) {
            source_replace(now->source, found->start, word.count,
                           found->reading.mended, "lam-alef");
            first = first ? first : found;
            count++;
        } else if (is_doubtful(swaps, found)) {
            if (++*hash_table_put(&told, now->arena, hash_table_key(word), 0,
                                  NULL) == 1)
                report(swaps, found, MESSAGE_lam_alef_doubtful, STR(""));
        }
    }
    if (first)
        report(swaps, first, MESSAGE_lam_alef_swapped,
               arena_printf(now->arena, "%zu", count));
}

static bool has_arabic(struct str text)
{
    for (size_t i = 0; i < text.count; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        if (byte >= 0xD8 && byte <= 0xDB)
            return true;
    }
    return false;
}

void normalise_lam_alef(struct normalising *now)
{
    struct swaps swaps = {.now = now};
    if (!has_arabic(now->text))
        return;
    struct vocabulary text = vocabulary_of(now->arena, now->text);
    swaps.persian = lam_alef_words(now->arena, &text, false);
    swaps.arabic = lam_alef_words(now->arena, &text, true);
    take_text(&swaps);
    if (swaps.all.swapped == 0)
        return;
    read_again(&swaps);
    mend(&swaps);
}

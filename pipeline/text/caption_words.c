// SPDX-License-Identifier: MIT
// Words and numbers of captions, in any language (rows figure_words,
// table_words, number_signs).
#include "text/caption_words.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

// ----- Words -----

static size_t spaces_end(struct str text, size_t at)
{
    while (at < text.count) {
        size_t next = at;
        uint32_t c = utf8_next(text, &next);
        if (c != ' ' && c != CHAR_NO_BREAK_SPACE && c != 0x202F)
            break;
        at = next;
    }
    return at;
}

static bool in_word(uint32_t c)
{
    return u_isalpha((UChar32)c) || char_is_mark(c) || c == CHAR_ZWNJ;
}

static size_t word_end(struct str text, size_t at)
{
    while (at < text.count) {
        size_t next = at;
        if (!in_word(utf8_next(text, &next)))
            break;
        at = next;
    }
    return at;
}

static bool same_folded(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count)
        if (u_foldCase((UChar32)utf8_next(a, &i), U_FOLD_CASE_DEFAULT) !=
            u_foldCase((UChar32)utf8_next(b, &j), U_FOLD_CASE_DEFAULT))
            return false;
    return i == a.count && j == b.count;
}

// One of the forms that a value lists. *first: the one that it is listed under.
static bool is_form_of(struct str forms, struct str word, struct str *first,
                       bool *other)
{
    size_t count = 0;
    for (size_t at = 0; at < forms.count; count++) {
        size_t gap = str_find(str_slice(forms, at, forms.count), STR(" "));
        size_t end = gap == STR_NONE ? forms.count : at + gap;
        struct str form = str_slice(forms, at, end);
        if (count == 0)
            *first = form;
        *other = count > 0;
        if (same_folded(form, word))
            return true;
        at = end + 1;
    }
    return false;
}

static bool find_kind(struct str word, struct str lang, bool table,
                      struct caption_name *name)
{
    struct language_walk walk = {
        .row = table ? ROW_table_words : ROW_figure_words, .text_lang = lang};
    struct str forms, first, tag = {0};
    bool main = true;
    while (languages_next(&walk, &forms)) {
        // What a language lists first is the thing itself.
        main = !str_equal(walk.tag, tag);
        tag = walk.tag;
        if (!is_form_of(forms, word, &first, &name->other_form))
            continue;
        name->table = table;
        name->kind = !main ? first : table ? STR("table") : STR("figure");
        return true;
    }
    return false;
}

// ----- Numbers -----

static bool is_roman(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (word.bytes[i] != 'I' && word.bytes[i] != 'V' &&
            word.bytes[i] != 'X')
            return false;
    return word.count > 0;
}

static size_t roman_at(struct arena *arena, struct str text, size_t at,
                       struct str *number)
{
    size_t end = word_end(text, at);
    struct str word = str_slice(text, at, end);
    if (!is_roman(word))
        return 0;
    *number = arena_str(arena, word);
    return end;
}

static uint32_t character_at(struct str text, size_t at)
{
    return at < text.count ? utf8_next(text, &at) : 0;
}

// Between two parts of a number: 2.1, 2-1, ۲٫۱.
static bool joins(uint32_t c, bool hyphens)
{
    return c == '.' || c == CHAR_ARABIC_DECIMAL || (hyphens && c == '-');
}

// 2a is a part of figure 2; 2m and 2g are none.
static bool is_part(uint32_t c)
{
    return char_lower(c) >= 'a' && char_lower(c) <= 'f';
}

size_t caption_number_at(struct arena *arena, struct str text, size_t at,
                         bool hyphens, struct str *number)
{
    struct buffer out = {0};
    size_t end = at, next = at;
    uint32_t first = at < text.count ? utf8_next(text, &next) : 0;
    // A1 of an annex.
    if (char_is_ascii_letter(first) && char_is_digit(character_at(text, next)))
        buffer_add_byte(&out, (char)char_lower(first));
    else if (!char_is_digit(first))
        return roman_at(arena, text, at, number);
    else
        next = at;
    for (end = next; end < text.count;) {
        next = end;
        uint32_t c = utf8_next(text, &next);
        if (char_is_digit(c))
            buffer_add_byte(&out, (char)('0' + char_digit_value(c)));
        else if (joins(c, hyphens) && char_is_digit(character_at(text, next)))
            buffer_add_byte(&out, c == '-' ? '-' : '.');
        else if (is_part(c) && next == word_end(text, end)) {
            buffer_add_byte(&out, (char)char_lower(c));
            end = next;
            break;
        } else
            break;
        end = next;
    }
    *number = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    // 3rd, 20km: no number of a figure.
    return in_word(character_at(text, end)) ? 0 : end;
}

// Behind “No.” where it is there.
static size_t after_sign(struct str text, size_t at, struct str lang)
{
    struct language_walk walk = {.row = ROW_number_signs, .text_lang = lang};
    struct str sign, rest = str_slice(text, at, text.count);
    while (languages_next(&walk, &sign)) {
        if (!str_starts(rest, sign))
            continue;
        size_t end = at + sign.count;
        if (in_word(character_at(text, end)))
            continue;
        if (character_at(text, end) == '.')
            end++;
        return spaces_end(text, end);
    }
    return at;
}

struct caption_name caption_name_at(struct arena *arena, struct str text,
                                    size_t at, struct str lang, bool hyphens,
                                    bool need_number)
{
    struct caption_name name = {0};
    size_t end = word_end(text, at);
    struct str word = str_slice(text, at, end);
    if (word.count == 0 || (!find_kind(word, lang, false, &name) &&
                            !find_kind(word, lang, true, &name)))
        return name;
    if (character_at(text, end) == '.')
        end++;
    name.word_end = end;
    size_t begins = after_sign(text, spaces_end(text, end), lang);
    size_t number_end = begins > end ? caption_number_at(arena, text, begins,
                                                         hyphens, &name.number)
                                     : 0;
    name.end = number_end ? number_end : name.word_end;
    if (!number_end)
        name.number = (struct str){0};
    name.found = number_end || !need_number;
    return name;
}

// ----- Labels -----

static bool ends_label(uint32_t c)
{
    return c == ':' || c == '.' || c == 0xFF1A || c == '|' || c == ')' ||
           c == 0x6D4;
}

size_t caption_label_end(struct str text, size_t at)
{
    size_t sign = spaces_end(text, at), next = sign;
    uint32_t c = sign < text.count ? utf8_next(text, &next) : 0;
    size_t end = spaces_end(text, next);
    bool dash = char_is_dash(c) || c == '-';
    if (dash)
        return sign > at && end > next ? end : 0;
    return ends_label(c) && (end > next || end == text.count) ? end : 0;
}

// SPDX-License-Identifier: MIT
// Classes of characters: what is a digit, a space, part of a word, a stop.
//
// Each is said once, here: by a property of Unicode, which ICU answers, or by
// a list with its reason. All take a Unicode scalar value; 0, which callers
// have where nothing stands, is in no class but that of controls. What is
// asked of every character is inline, and ASCII is answered without a table.
// In base/, because languages read numbers and messages show what authors
// wrote. Bytes of a syntax are in base/ascii.h.
#ifndef QALAM_CHARACTERS_H
#define QALAM_CHARACTERS_H

#include <stdbool.h>
#include <stdint.h>

// Characters that are called by name.
enum {
    CHAR_NO_BREAK_SPACE = 0x00A0,
    CHAR_SOFT_HYPHEN = 0x00AD,
    CHAR_ARABIC_COMMA = 0x060C,
    CHAR_TATWEEL = 0x0640,
    CHAR_ARABIC_PERCENT = 0x066A,
    CHAR_ARABIC_DECIMAL = 0x066B,   // ٫
    CHAR_ARABIC_THOUSANDS = 0x066C, // ٬
    CHAR_PERSIAN_ONE = 0x06F1,      // ۱
    CHAR_ZWNJ = 0x200C,
    CHAR_ZWJ = 0x200D,
    CHAR_LEFT_TO_RIGHT_MARK = 0x200E,
    CHAR_RIGHT_TO_LEFT_MARK = 0x200F,
    CHAR_HYPHEN = 0x2010,
    CHAR_NO_BREAK_HYPHEN = 0x2011,
    CHAR_EN_DASH = 0x2013,
    CHAR_EM_DASH = 0x2014,
    CHAR_BAR = 0x2015,
    CHAR_APOSTROPHE = 0x2019, // ’, the right single quotation mark too
    CHAR_LINE_SEPARATOR = 0x2028,
    CHAR_PARAGRAPH_SEPARATOR = 0x2029,
    CHAR_LEFT_TO_RIGHT_EMBEDDING = 0x202A,
    CHAR_RIGHT_TO_LEFT_EMBEDDING = 0x202B,
    CHAR_POP_DIRECTIONAL_FORMATTING = 0x202C,
    CHAR_LEFT_TO_RIGHT_OVERRIDE = 0x202D,
    CHAR_RIGHT_TO_LEFT_OVERRIDE = 0x202E,
    CHAR_NARROW_NO_BREAK_SPACE = 0x202F,
    CHAR_LEFT_TO_RIGHT_ISOLATE = 0x2066,
    CHAR_RIGHT_TO_LEFT_ISOLATE = 0x2067,
    CHAR_FIRST_STRONG_ISOLATE = 0x2068,
    CHAR_POP_DIRECTIONAL_ISOLATE = 0x2069,
    CHAR_MINUS = 0x2212,
    CHAR_OBJECT = 0xFFFC, // what is no text within a text: a picture, code
    CHAR_REPLACEMENT = 0xFFFD,
};

// What the inline functions ask past ASCII; call those.
int char_digit_value_beyond_ascii(uint32_t c);
bool char_is_space_beyond_ascii(uint32_t c);
bool char_is_blank_beyond_ascii(uint32_t c);
bool char_in_word_beyond_ascii(uint32_t c);
uint32_t char_lower_beyond_ascii(uint32_t c);
uint32_t char_fold_beyond_ascii(uint32_t c);
bool char_is_mark_beyond_ascii(uint32_t c);

// ----- Digits -----

// The value of a decimal digit of any script (general category Nd), -1 where
// it is none.
static inline int char_digit_value(uint32_t c)
{
    if (c >= 0x80)
        return char_digit_value_beyond_ascii(c);
    return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
}
static inline bool char_is_digit(uint32_t c)
{
    return char_digit_value(c) >= 0;
}
// ٠-٩, which Unicode calls Arabic-Indic.
static inline bool char_is_arabic_indic_digit(uint32_t c)
{
    return c >= 0x0660 && c <= 0x0669;
}
// ۰-۹, Extended Arabic-Indic: European numbers to bidirectional text.
static inline bool char_is_persian_digit(uint32_t c)
{
    return c >= 0x06F0 && c <= 0x06F9;
}
// Of Arabic script, in either form. Faces differ in having them, and a house
// has one form; digits of further scripts are left to their texts.
static inline bool char_is_arabic_digit(uint32_t c)
{
    return char_is_arabic_indic_digit(c) || char_is_persian_digit(c);
}
// The value of ⁰ to ⁹, by which notes are called; -1 where it is none.
int char_superscript_value(uint32_t c);

// ----- Spaces -----

// The property White_Space: line ends too.
static inline bool char_is_space(uint32_t c)
{
    if (c >= 0x80)
        return char_is_space_beyond_ascii(c);
    return c == ' ' || (c >= '\t' && c <= '\r');
}
// Space within a line: tab and general category Zs.
static inline bool char_is_blank(uint32_t c)
{
    if (c >= 0x80)
        return char_is_blank_beyond_ascii(c);
    return c == ' ' || c == '\t';
}

// ----- Words -----

static inline bool char_is_ascii_letter(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
// The small letter, where there is one character for it (simple case mapping).
static inline uint32_t char_lower(uint32_t c)
{
    if (c >= 0x80)
        return char_lower_beyond_ascii(c);
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}
// For comparing without case (simple case folding): final sigma is a sigma.
static inline uint32_t char_fold(uint32_t c)
{
    return c >= 0x80 ? char_fold_beyond_ascii(c) : char_lower(c);
}
// A combining mark (general category M).
static inline bool char_is_mark(uint32_t c)
{
    return c >= 0x0300 && char_is_mark_beyond_ascii(c);
}
// One that takes no room of its own (Mn): a line of type counts by these.
bool char_is_nonspacing_mark(uint32_t c);
// What words are made of: letters, digits, marks, and ZWNJ, which stands
// within words of Persian and Pashto.
static inline bool char_in_word(uint32_t c)
{
    if (c >= 0x80)
        return char_in_word_beyond_ascii(c);
    return (c >= '0' && c <= '9') || char_is_ascii_letter(c);
}
// The same without digits: 28th of a date is a number and a word.
static inline bool char_is_word_letter(uint32_t c)
{
    return char_in_word(c) && !char_is_digit(c);
}
// In one of the blocks of Arabic script, presentation forms too: whatever
// stands there, digits and comma as well, only a face of that script has.
bool char_is_arabic(uint32_t c);
bool char_is_arabic_letter(uint32_t c); // a letter in one of these blocks
// Strong right to left (bidirectional class R or AL).
bool char_is_rtl(uint32_t c);

// ----- What is not seen -----

// General category Cc, 0 too.
static inline bool char_is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}
// General category Cf: joiners, marks of direction, soft hyphen.
bool char_is_format(uint32_t c);
// A sign that stands before digits and is drawn under or round them (property
// Prepended_Concatenation_Mark): \u0601, \u06DD. A format character that is
// seen.
bool char_is_number_sign(uint32_t c);
// Shows nothing where it is not supported (Default_Ignorable_Code_Point):
// format characters but the Arabic number signs, and selectors and fillers.
bool char_is_ignorable(uint32_t c);
// Shows nothing by itself: white space, controls, and the two before.
bool char_is_invisible(uint32_t c);
// Embeddings and overrides, and what ends them (UAX #9, 2.1 to 2.3).
static inline bool char_is_bidi_embedding(uint32_t c)
{
    return c >= CHAR_LEFT_TO_RIGHT_EMBEDDING &&
           c <= CHAR_RIGHT_TO_LEFT_OVERRIDE;
}
// Isolates, and what ends them (UAX #9, 2.4 and 2.5).
static inline bool char_is_bidi_isolate(uint32_t c)
{
    return c >= CHAR_LEFT_TO_RIGHT_ISOLATE && c <= CHAR_POP_DIRECTIONAL_ISOLATE;
}
// The property Bidi_Control: marks, embeddings, overrides, isolates.
static inline bool char_is_bidi_control(uint32_t c)
{
    return c == 0x061C || c == CHAR_LEFT_TO_RIGHT_MARK ||
           c == CHAR_RIGHT_TO_LEFT_MARK || char_is_bidi_embedding(c) ||
           char_is_bidi_isolate(c);
}
// May stand in a text of ours: a scalar value that is no control but tab and
// line feed, and no noncharacter. XML and EPUB ask for no less.
static inline bool char_is_text(uint32_t c)
{
    if (c < 0x7F)
        return c >= 0x20 || c == '\t' || c == '\n';
    return c > 0x9F && !(c >= 0xD800 && c <= 0xDFFF) &&
           !(c >= 0xFDD0 && c <= 0xFDEF) && (c & 0xFFFE) != 0xFFFE &&
           c <= 0x10FFFF;
}

// ----- Punctuation -----

// Comma, semicolon, question mark and full stop of Arabic script.
bool char_is_arabic_stop(uint32_t c);
// , ; : . ! ? and those of Arabic script: what stands right behind a word.
bool char_is_stop(uint32_t c);
// Is . ! ? or their like in Arabic script.
bool char_ends_sentence(uint32_t c);
// Hyphens within a word: - U+2010 U+2011. No dash.
bool char_is_hyphen(uint32_t c);
bool char_is_dash(uint32_t c); // en dash, em dash, bar
// Quotation marks, curled, pointed and straight. ’ is an apostrophe as well.
bool char_is_quote(uint32_t c);
// Those that open in some language (“ ‘ „ ‚ « ‹ and the reversed ones) or
// close in most (” ’ » ›). “ closes in German: read with its language.
bool char_opens_quote(uint32_t c);
bool char_closes_quote(uint32_t c);
// What encloses a remark: brackets and quotation marks, but ‘ and ’, which
// are more often an apostrophe, and the straight ones, which tell no side.
bool char_opens_enclosure(uint32_t c);
bool char_closes_enclosure(uint32_t c);

#endif

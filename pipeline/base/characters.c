// SPDX-License-Identifier: MIT
// Classes of characters, as ICU and our lists have them.
#include "base/characters.h"

#include <unicode/uchar.h>

// ----- Digits -----

int char_digit_value_beyond_ascii(uint32_t c)
{
    return (int)u_charDigitValue((UChar32)c);
}

int char_superscript_value(uint32_t c)
{
    if (c == 0xB9)
        return 1;
    if (c == 0xB2 || c == 0xB3)
        return (int)(c - 0xB0);
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
        return (int)(c - 0x2070);
    return -1;
}

// ----- Spaces -----

bool char_is_space_beyond_ascii(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c);
}

bool char_is_blank_beyond_ascii(uint32_t c)
{
    return u_charType((UChar32)c) == U_SPACE_SEPARATOR;
}

// ----- Words -----

uint32_t char_lower_beyond_ascii(uint32_t c)
{
    return (uint32_t)u_tolower((UChar32)c);
}

uint32_t char_fold_beyond_ascii(uint32_t c)
{
    return (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

bool char_is_mark_beyond_ascii(uint32_t c)
{
    return (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK) != 0;
}

bool char_is_nonspacing_mark(uint32_t c)
{
    return c >= 0x0300 && u_charType((UChar32)c) == U_NON_SPACING_MARK;
}

// Not the enclosing marks (Me), which are put around a letter to make a sign.
bool char_in_word_beyond_ascii(uint32_t c)
{
    return c == CHAR_ZWNJ ||
           (U_GET_GC_MASK((UChar32)c) &
            (U_GC_L_MASK | U_GC_ND_MASK | U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
}

bool char_is_arabic(uint32_t c)
{
    return (c >= 0x0600 && c <= 0x06FF) || // Arabic
           (c >= 0x0750 && c <= 0x077F) || // Supplement
           (c >= 0x0870 && c <= 0x08FF) || // Extended-B and -A
           (c >= 0xFB50 && c <= 0xFDFF) || // Presentation Forms-A
           (c >= 0xFE70 && c <= 0xFEFE);   // -B; U+FEFF is no letter
}

bool char_is_arabic_letter(uint32_t c)
{
    return char_is_arabic(c) && u_isalpha((UChar32)c);
}

bool char_is_rtl(uint32_t c)
{
    if (c < 0x0590)
        return false;
    UCharDirection direction = u_charDirection((UChar32)c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

// ----- What is not seen -----

bool char_is_format(uint32_t c)
{
    return c >= CHAR_SOFT_HYPHEN && u_charType((UChar32)c) == U_FORMAT_CHAR;
}

bool char_is_number_sign(uint32_t c)
{
    return c >= 0x600 && u_hasBinaryProperty(
                             (UChar32)c, UCHAR_PREPENDED_CONCATENATION_MARK);
}

bool char_is_ignorable(uint32_t c)
{
    return c >= CHAR_SOFT_HYPHEN &&
           u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool char_is_invisible(uint32_t c)
{
    return char_is_space(c) || char_is_control(c) || char_is_format(c) ||
           char_is_ignorable(c);
}

// ----- Punctuation -----

bool char_is_arabic_stop(uint32_t c)
{
    return c == CHAR_ARABIC_COMMA || c == 0x061B || c == 0x061F || c == 0x06D4;
}

bool char_is_stop(uint32_t c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' ||
           c == '?' || char_is_arabic_stop(c);
}

bool char_ends_sentence(uint32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x061F || c == 0x06D4;
}

bool char_is_hyphen(uint32_t c)
{
    return c == '-' || c == CHAR_HYPHEN || c == CHAR_NO_BREAK_HYPHEN;
}

bool char_is_dash(uint32_t c)
{
    return c >= CHAR_EN_DASH && c <= CHAR_BAR;
}

bool char_is_quote(uint32_t c)
{
    return c == '"' || c == '\'' || char_opens_quote(c) || char_closes_quote(c);
}

bool char_opens_quote(uint32_t c)
{
    return c == 0x00AB || c == 0x2039 || c == 0x2018 ||
           (c >= 0x201A && c <= 0x201C) || c == 0x201E || c == 0x201F;
}

bool char_closes_quote(uint32_t c)
{
    return c == 0x00BB || c == 0x203A || c == CHAR_APOSTROPHE || c == 0x201D;
}

bool char_opens_enclosure(uint32_t c)
{
    return c == '(' || c == '[' || c == 0x00AB || c == 0x2039 || c == 0x201C ||
           c == 0x201E;
}

bool char_closes_enclosure(uint32_t c)
{
    return c == ')' || c == ']' || c == 0x00BB || c == 0x203A || c == 0x201D;
}

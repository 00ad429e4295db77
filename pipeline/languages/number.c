// SPDX-License-Identifier: MIT
// Numbers as languages write them: 1,234.5 and 1.234,5 and ۱٬۲۳۴٫۵.
#include "languages/number.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"

// What a language writes between whole and part, and between thousands. Where
// both scripts write a language, Arabic script has separators of its own; in
// texts typed without them, those of English.
struct separators {
    const char *decimal, *group;
};
static const struct separators of_arabic_digits = {"\u066B", "\u066C"};
static const struct separators of_others = {".", ","};

static bool is_ascii(struct arena *arena, struct str lang)
{
    return str_equal(language_number(arena, lang, 0), STR("0"));
}

static struct separators separators_of(struct str lang)
{
    const char *const *own = language_row(lang, ROW_separators);
    return own[0] && language_script(lang) != SCRIPT_ARABIC
               ? (struct separators){own[0], own[1]}
               : of_others;
}

// ----- Reading -----

// Spaces that part thousands: no tab, and none as wide as between sentences.
static bool is_group_space(uint32_t c)
{
    return c == ' ' || c == CHAR_NO_BREAK_SPACE || c == 0x2009 ||
           c == CHAR_NARROW_NO_BREAK_SPACE;
}

static size_t digits_from(struct str text, size_t offset)
{
    size_t count = 0;
    while (offset < text.count &&
           char_digit_value(utf8_next(text, &offset)) >= 0)
        count++;
    return count;
}

enum separator { SEPARATOR_NONE, SEPARATOR_GROUP, SEPARATOR_DECIMAL };

// What stands after a digit, by itself, the digits behind it and the language.
static enum separator separator_of(uint32_t c, size_t digits_after,
                                   const struct separators *language)
{
    if (digits_after == 0)
        return SEPARATOR_NONE;
    if (c == CHAR_ARABIC_DECIMAL)
        return SEPARATOR_DECIMAL;
    if (c == CHAR_ARABIC_THOUSANDS || c == CHAR_ARABIC_COMMA || c == '\'' ||
        c == CHAR_APOSTROPHE || is_group_space(c))
        return digits_after == 3 ? SEPARATOR_GROUP : SEPARATOR_NONE;
    if (c != '.' && c != ',')
        return SEPARATOR_NONE;
    bool groups = language->group[0] == (char)c && digits_after == 3;
    return groups ? SEPARATOR_GROUP : SEPARATOR_DECIMAL;
}

// A number without sign or unit, as far as it is read.
struct scan {
    struct number number;
    size_t digits;
    bool fraction; // after the decimal separator
};

static bool take_digit(struct scan *scan, int digit)
{
    if (++scan->digits > NUMBER_DIGITS)
        return false;
    scan->number.mantissa = scan->number.mantissa * 10 + digit;
    scan->number.decimals += scan->fraction;
    return true;
}

static bool scan_digits(struct str text, size_t *offset,
                        const struct separators *language, struct scan *scan)
{
    while (*offset < text.count) {
        size_t next = *offset;
        uint32_t c = utf8_next(text, &next);
        int digit = char_digit_value(c);
        if (digit >= 0 && !take_digit(scan, digit))
            return false;
        if (digit < 0 && !char_is_bidi_control(c)) {
            enum separator separator =
                separator_of(c, digits_from(text, next), language);
            if (separator == SEPARATOR_NONE || scan->digits == 0)
                break;
            if (scan->fraction)
                return false; // 1.2.3 is no number
            scan->fraction = separator == SEPARATOR_DECIMAL;
        }
        *offset = next;
    }
    return scan->digits > 0;
}

// Spaces, signs of direction, and one of the signs where it is asked for.
static bool skip_signs(struct str text, size_t *offset, const char *signs)
{
    bool found = false;
    while (*offset < text.count) {
        size_t next = *offset;
        uint32_t c = utf8_next(text, &next);
        bool sign =
            !found &&
            str_find(str_of(signs), str_slice(text, *offset, next)) != STR_NONE;
        if (!sign && !is_group_space(c) && !char_is_bidi_control(c))
            break;
        found = found || sign;
        *offset = next;
    }
    return found;
}

bool number_parse(struct str text, struct str lang, struct number *number)
{
    struct scan scan = {.digits = 0};
    size_t offset = 0;
    bool negative = skip_signs(text, &offset, "-\u2212");
    if (!negative)
        skip_signs(text, &offset, "+");
    struct separators separators = separators_of(lang);
    if (!scan_digits(text, &offset, &separators, &scan))
        return false;
    skip_signs(text, &offset, "%\u066A");
    if (negative)
        scan.number.mantissa = -scan.number.mantissa;
    *number = scan.number;
    return offset == text.count;
}

// Past what may be one number: digits, and what stands between them. In a
// running text a space does not group digits but in languages that use one.
static size_t end_of_run(struct str text, size_t offset,
                         const struct separators *language)
{
    bool spaces = str_equal(str_of(language->group), STR("\u00A0"));
    for (size_t next = offset; offset < text.count; offset = next) {
        uint32_t c = utf8_next(text, &next);
        bool between = c == '.' || c == ',' || c == CHAR_ARABIC_DECIMAL ||
                       c == CHAR_ARABIC_THOUSANDS || c == '\'' ||
                       c == CHAR_APOSTROPHE ||
                       (digits_from(text, next) == 3 &&
                        (c == CHAR_ARABIC_COMMA ||
                         (is_group_space(c) && (c != ' ' || spaces))));
        if (char_digit_value(c) < 0 &&
            (!between || digits_from(text, next) == 0))
            break;
    }
    return offset;
}

bool number_scan(struct str text, size_t *offset, struct str lang,
                 struct number *number)
{
    struct separators language = separators_of(lang);
    struct scan scan = {.digits = 0};
    size_t end = end_of_run(text, *offset, &language), at = *offset;
    bool good = scan_digits(str_slice(text, 0, end), &at, &language, &scan);
    *number = scan.number;
    if (end > *offset)
        *offset = good && at > *offset ? at : end;
    else
        utf8_next(text, offset); // a digit of a set that qalam does not know
    return good;
}

// ----- Writing -----

struct str number_write(struct arena *arena, struct number number,
                        struct str lang)
{
    struct separators separators =
        is_ascii(arena, lang) ? separators_of(lang) : of_arabic_digits;
    bool negative = number.mantissa < 0;
    struct str digits = arena_printf(
        arena, "%0*lld", (int)number.decimals + 1,
        (long long)(negative ? -number.mantissa : number.mantissa));
    size_t whole = digits.count - number.decimals;
    struct buffer out = {0};
    if (negative)
        buffer_add(&out, STR("\u2212"));
    for (size_t i = 0; i < digits.count; i++) {
        if (i == whole)
            buffer_add(&out, str_of(separators.decimal));
        // Four digits stand without a separator, as years do.
        else if (i > 0 && i < whole && (whole - i) % 3 == 0 && whole > 4)
            buffer_add(&out, str_of(separators.group));
        buffer_add(&out, str_slice(digits, i, i + 1));
    }
    struct str written = language_digits(arena, lang, buffer_str(&out));
    buffer_release(&out);
    return written;
}

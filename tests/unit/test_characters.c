// SPDX-License-Identifier: MIT
// Classes of characters, of bytes too: what is in each, and what just not.
#include "unit.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "text/plain.h"

#include <unicode/uchar.h>

enum { LAST = 0x10FFFF };

static void digits_of_any_script(void **state)
{
    assert_int_equal(char_digit_value('0'), 0);
    assert_int_equal(char_digit_value('9'), 9);
    assert_int_equal(char_digit_value('0' - 1), -1);
    assert_int_equal(char_digit_value('9' + 1), -1);
    assert_int_equal(char_digit_value(0x0660), 0); // ٠
    assert_int_equal(char_digit_value(0x0669), 9);
    assert_int_equal(char_digit_value(0x06F4), 4);  // ۴
    assert_int_equal(char_digit_value(0x096D), 7);  // Devanagari
    assert_int_equal(char_digit_value(0x00B2), -1); // ² calls a note
    assert_int_equal(char_digit_value(0x4E09), -1); // Han three
    assert_int_equal(char_digit_value(0), -1);
    assert_true(char_is_digit(0x06F9));
    assert_false(char_is_digit(0x06FA));
}

static void digits_of_arabic_script(void **state)
{
    assert_true(char_is_arabic_digit(0x0660) && char_is_arabic_digit(0x06F9));
    assert_false(char_is_arabic_digit(0x065F) || char_is_arabic_digit(0x066A));
    assert_false(char_is_arabic_digit(0x06EF) || char_is_arabic_digit('4'));
    assert_true(char_is_persian_digit(0x06F0));
    assert_false(char_is_persian_digit(0x0660));
    assert_true(char_is_arabic_indic_digit(0x0660));
    assert_false(char_is_arabic_indic_digit(0x06F0));
}

static void superscripts(void **state)
{
    static const uint32_t raised[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    for (size_t i = 0; i < COUNT(raised); i++)
        assert_int_equal(char_superscript_value(raised[i]), i);
    assert_int_equal(char_superscript_value(0x2071), -1); // ⁱ
    assert_int_equal(char_superscript_value(0x207A), -1); // ⁺
    assert_int_equal(char_superscript_value('1'), -1);
}

static void spaces(void **state)
{
    static const uint32_t both[] = {' ',    '\t',   0xA0,   0x2009,
                                    0x202F, 0x205F, 0x3000, 0x1680};
    static const uint32_t line_ends[] = {'\n',   '\r', '\v',  '\f',
                                         0x2028, 0x85, 0x2029};
    static const uint32_t none[] = {0,      'a',    0x1C,  0x200B,
                                    0x200C, 0x2060, 0xFEFF};
    for (size_t i = 0; i < COUNT(both); i++)
        assert_true(char_is_space(both[i]) && char_is_blank(both[i]));
    for (size_t i = 0; i < COUNT(line_ends); i++)
        assert_true(char_is_space(line_ends[i]) &&
                    !char_is_blank(line_ends[i]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(char_is_space(none[i]) || char_is_blank(none[i]));
}

static void parts_of_words(void **state)
{
    static const uint32_t letters[] = {
        'a',    'Z',    0xE9,   0x0436, 0x06CC,
        0x067C, 0x0640,                          // é ж ی ټ tatweel
        0x200C, 0x064E, 0x0301, 0x02BB, 0x0903}; // ZWNJ, marks, ʻ, a mark (Mc)
    static const uint32_t none[] = {0,      ' ',    '-',    '_',    0x60C,
                                    0x200D, 0x2019, 0xFFFC, 0x20DD, '@',
                                    '[',    '`',    '{'};
    for (size_t i = 0; i < COUNT(letters); i++)
        assert_true(char_in_word(letters[i]) &&
                    char_is_word_letter(letters[i]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(char_in_word(none[i]) || char_is_word_letter(none[i]));
    assert_true(char_in_word('7') && char_in_word(0x06F7));
    assert_false(char_is_word_letter('7') || char_is_word_letter(0x06F7));
}

static void case_of_letters(void **state)
{
    assert_int_equal(char_lower('Z'), 'z');
    assert_int_equal(char_lower('['), '[');
    assert_int_equal(char_lower(0x0416), 0x0436); // Ж
    assert_int_equal(char_lower(0x06CC), 0x06CC); // no case
    assert_int_equal(char_fold('Z'), 'z');
    assert_int_equal(char_fold(0x03C2), 0x03C3); // ς is a sigma
    assert_int_equal(char_fold(0xDF), 0xDF);     // ß stays one letter
    assert_true(plain_same_but_case(STR("\u0416\u00C9"), STR("\u0436\u00E9")));
    assert_true(plain_same_but_case(STR(""), STR("")));
    assert_false(plain_same_but_case(STR("ab"), STR("abc")));
    assert_false(plain_same_but_case(STR("\u06CC"), STR("\u064A")));
}

static void nothing_to_be_seen(void **state)
{
    assert_true(plain_empty(STR("")));
    assert_true(plain_empty(STR(" \u00A0\u200C\u2067\u2069\u3000\uFEFF\n")));
    assert_true(
        plain_empty(STR("\uFE0F"))); // a selector with nothing before it
    assert_false(plain_empty(STR(" \u200C.")));
}

static void marks(void **state)
{
    assert_true(char_is_mark(0x064B) && char_is_nonspacing_mark(0x064B));
    assert_true(char_is_mark(0x0903)); // Devanagari visarga takes room
    assert_false(char_is_nonspacing_mark(0x0903));
    assert_true(char_is_mark(0xFE0F)); // a selector of forms
    assert_false(char_is_mark(0x0640) || char_is_mark(0xA8) || char_is_mark(0));
}

static void arabic_script(void **state)
{
    static const uint32_t letters[] = {0x0627, 0x067C, 0x06CD, 0x0750,
                                       0x08A0, 0xFEFB, 0xFB56};
    for (size_t i = 0; i < COUNT(letters); i++)
        assert_true(char_is_arabic(letters[i]) &&
                    char_is_arabic_letter(letters[i]) &&
                    char_is_rtl(letters[i]));
    assert_true(char_is_arabic(0x060C) && char_is_arabic(0x06F1));
    assert_false(char_is_arabic_letter(0x060C) ||
                 char_is_arabic_letter(0x06F1));
    assert_false(char_is_rtl(0x060C) || char_is_rtl(0x06F1)); // CS, EN
    assert_false(char_is_arabic(0x05D0));                     // Hebrew
    assert_true(char_is_rtl(0x05D0) && char_is_rtl(0x200F));
    assert_false(char_is_arabic(0xFEFF) || char_is_arabic(0x05FF) ||
                 char_is_arabic(0x0700) || char_is_rtl('a'));
}

static void unseen(void **state)
{
    static const uint32_t unseen[] = {0xAD,   0x200B, 0x200C, 0x200E,
                                      0x2067, 0xFEFF, 0x2060};
    for (size_t i = 0; i < COUNT(unseen); i++)
        assert_true(char_is_format(unseen[i]) && char_is_ignorable(unseen[i]) &&
                    char_is_invisible(unseen[i]));
    assert_true(char_is_format(0x0600)); // an Arabic number sign: it is seen
    assert_false(char_is_ignorable(0x0600));
    assert_true(char_is_ignorable(0xFE0F)); // a selector of forms
    assert_false(char_is_format(0xFE0F));
    assert_true(char_is_control(0) && char_is_control(0x1F) &&
                char_is_control(0x7F) && char_is_control(0x9F));
    assert_false(char_is_control(' ') || char_is_control(0xA0));
    assert_true(char_is_invisible(' ') && char_is_invisible(0x85));
    assert_false(char_is_invisible('.') || char_is_invisible(0x06CC));
}

static void what_a_text_may_hold(void **state)
{
    static const uint32_t text[] = {'\t',   '\n',   ' ',    '~',     0xA0,
                                    0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFD};
    static const uint32_t none[] = {0,      '\r',    0x1F,     0x7F,    0x9F,
                                    0xD800, 0xDFFF,  0xFDD0,   0xFDEF,  0xFFFE,
                                    0xFFFF, 0x1FFFE, 0x10FFFF, 0x110000};
    for (size_t i = 0; i < COUNT(text); i++)
        assert_true(char_is_text(text[i]));
    for (size_t i = 0; i < COUNT(none); i++)
        assert_false(char_is_text(none[i]));
}

static void stops(void **state)
{
    static const uint32_t arabic[] = {0x060C, 0x061B, 0x061F, 0x06D4};
    for (size_t i = 0; i < COUNT(arabic); i++)
        assert_true(char_is_arabic_stop(arabic[i]) && char_is_stop(arabic[i]));
    for (const char *c = ".,;:!?"; *c; c++)
        assert_true(char_is_stop((uint32_t)*c) &&
                    !char_is_arabic_stop((uint32_t)*c));
    assert_false(char_is_stop(0) || char_is_stop('-') || char_is_stop(0x2026));
    assert_true(char_ends_sentence('?') && char_ends_sentence(0x06D4));
    assert_false(char_ends_sentence(',') || char_ends_sentence(0x060C));
}

static void hyphens_and_dashes(void **state)
{
    assert_true(char_is_hyphen('-') && char_is_hyphen(0x2010) &&
                char_is_hyphen(0x2011));
    assert_true(char_is_dash(0x2013) && char_is_dash(0x2014) &&
                char_is_dash(0x2015));
    for (uint32_t c = 0x2000; c < 0x2070; c++)
        assert_false(char_is_hyphen(c) && char_is_dash(c));
    assert_false(char_is_hyphen(0x2012) || char_is_dash(0x2012));
    assert_false(char_is_dash('-') || char_is_dash(0x2212)); // minus
}

static void quotes_and_brackets(void **state)
{
    static const uint32_t pairs[][2] = {
        {0x201C, 0x201D}, {0x2018, 0x2019}, {0xAB, 0xBB}, {0x2039, 0x203A}};
    for (size_t i = 0; i < COUNT(pairs); i++) {
        assert_true(char_opens_quote(pairs[i][0]));
        assert_true(char_closes_quote(pairs[i][1]));
        assert_true(char_is_quote(pairs[i][0]) && char_is_quote(pairs[i][1]));
    }
    assert_true(char_opens_quote(0x201E) && char_opens_quote(0x201A));
    assert_true(char_is_quote('"') && char_is_quote('\''));
    assert_false(char_is_quote('`') || char_is_quote(0x02BB));
    assert_true(char_opens_enclosure('(') && char_closes_enclosure(']'));
    assert_false(char_opens_enclosure(0x2018) || char_closes_enclosure(0x2019));
    for (uint32_t c = 0; c < 0x2100; c++) {
        assert_false(char_opens_quote(c) && char_closes_quote(c));
        assert_false(char_opens_enclosure(c) && char_closes_enclosure(c));
    }
}

// The short ways for ASCII and for ranges say what Unicode's tables say.
static void agrees_with_unicode(void **state)
{
    for (uint32_t c = 0; c <= LAST; c++) {
        UChar32 u = (UChar32)c;
        bool zs = u_charType(u) == U_SPACE_SEPARATOR;
        bool bidi = u_hasBinaryProperty(u, UCHAR_BIDI_CONTROL);
        bool good =
            char_digit_value(c) == u_charDigitValue(u) &&
            char_is_space(c) == (bool)u_isUWhiteSpace(u) &&
            char_is_blank(c) == (zs || c == '\t') &&
            char_is_mark(c) == ((U_GET_GC_MASK(u) & U_GC_M_MASK) != 0) &&
            char_is_control(c) == (u_charType(u) == U_CONTROL_CHAR) &&
            char_is_format(c) == (u_charType(u) == U_FORMAT_CHAR) &&
            char_is_bidi_control(c) == bidi &&
            (!char_is_ascii_letter(c) || (c < 0x80 && u_isalpha(u)));
        if (!good)
            fail_msg("U+%04X", (unsigned)c);
    }
}

static void bytes(void **state)
{
    for (int i = 0; i < 256; i++) {
        char byte = (char)i;
        uint32_t c = (uint32_t)i;
        assert_int_equal(ascii_is_digit(byte), i < 128 && char_is_digit(c));
        assert_int_equal(ascii_is_letter(byte), char_is_ascii_letter(c));
        assert_int_equal(ascii_is_blank(byte), i < 128 && char_is_blank(c));
        if (i >= 128)
            assert_true(ascii_lower(byte) == byte && ascii_upper(byte) == byte);
    }
    assert_int_equal(ascii_lower('Z'), 'z');
    assert_int_equal(ascii_lower('['), '[');
    assert_int_equal(ascii_upper('a'), 'A');
    assert_int_equal(ascii_upper('`'), '`');
    assert_true(ascii_is_space('\r') && !ascii_is_space('\f'));
    assert_int_equal(ascii_hex_value('9'), 9);
    assert_int_equal(ascii_hex_value('a'), 10);
    assert_int_equal(ascii_hex_value('F'), 15);
    assert_int_equal(ascii_hex_value('g'), -1);
    assert_int_equal(ascii_hex_value('\xD9'), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_of_any_script),
        cmocka_unit_test(digits_of_arabic_script),
        cmocka_unit_test(superscripts),
        cmocka_unit_test(spaces),
        cmocka_unit_test(parts_of_words),
        cmocka_unit_test(case_of_letters),
        cmocka_unit_test(nothing_to_be_seen),
        cmocka_unit_test(marks),
        cmocka_unit_test(arabic_script),
        cmocka_unit_test(unseen),
        cmocka_unit_test(what_a_text_may_hold),
        cmocka_unit_test(stops),
        cmocka_unit_test(hyphens_and_dashes),
        cmocka_unit_test(quotes_and_brackets),
        cmocka_unit_test(agrees_with_unicode),
        cmocka_unit_test(bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

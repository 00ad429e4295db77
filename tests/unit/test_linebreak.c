// SPDX-License-Identifier: MIT
// Where lines break: total fit, ragged and balanced text, addresses, ranges.
#include "paragraphs.h"

#include <math.h>

// The lines' texts, trimmed, with "/" between them ("-/" where a hyphen was
// added).
static struct str broken(struct lines lines)
{
    struct str all = STR("");
    for (size_t i = 0; i < lines.count; i++)
        all = arena_printf(arena, "%.*s%s%s%.*s", STR_ARG(all),
                           i && lines.items[i - 1].hyphenated ? "-" : "",
                           i ? "|" : "",
                           STR_ARG(str_trim(text_of(&lines.items[i]))));
    return all;
}

static const char prose[] =
    "When the snow melts early the canals fill before the fields are ready, "
    "and the masters of the water must choose between flooding the lower "
    "villages and letting the river keep what the autumn will want. The rule "
    "that was written in the old register favours the mill, which nobody has "
    "worked since the bridge fell; yet the rule is read aloud every spring, "
    "and every spring somebody proposes to have it copied out without the "
    "mill, and is asked to bring the paper.";

// ----- Justified -----

// What a line costs by Knuth and Plass, from its word space over normal.
static double demerits(double space_ratio)
{
    double space = space_ratio * 0.25;
    double ratio = space > 0.25 ? (space - 0.25) / 0.20 : (0.25 - space) / 0.07;
    double line = 10 + 100 * ratio * ratio * ratio;
    return line * line;
}

static double total_demerits(struct lines lines)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < lines.count; i++)
        sum += demerits(lines.items[i].space_ratio);
    return sum;
}

static double word_width(struct str word)
{
    struct paragraph *p = start("en");
    paragraph_text(p, word, &latin_style, STR("en"), 1, PLACE_NONE, NULL);
    return (double)paragraph_natural_width(p) / 65536.0;
}

// The same text broken by hand: as many words a line as fit at
// 0.21 em (not 0.18: words measured alone lack their kerning with a space).
static double first_fit_demerits(double measure)
{
    double sum = 0, em = 9.6, line = 0;
    size_t words = 0;
    struct str text = str_of(prose);
    for (size_t at = 0; at < text.count;) {
        size_t end = at;
        while (end < text.count && text.bytes[end] != ' ')
            end++;
        double word = word_width(str_slice(text, at, end));
        if (words > 1 && line + word + (double)words * 0.21 * em > measure) {
            double space = (measure - line) / (double)(words - 1);
            sum += demerits(space / (0.25 * em));
            line = 0;
            words = 0;
        }
        line += word;
        words++;
        at = end + 1;
    }
    return sum;
}

static void total_fit_costs_no_more_than_first_fit(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.hyphenate = false;
    for (double measure = 180; measure < 340; measure += 11) {
        struct lines lines = set_in("en", prose, &style, measure);
        // Total fit may pay 10000 to keep a tight line from a loose one.
        double most =
            first_fit_demerits(measure) * 1.02 + 10000.0 * (double)lines.count;
        assert_true(total_demerits(lines) <= most);
    }
}

// ----- Against every way there is -----

// Words of so many n, set in every possible way; what each way costs is
// reckoned here from the rules as the README has them, in doubles.
enum { WORDS = 14 };
static const int letters_of_words[WORDS] = {5, 3, 8, 2, 6, 4, 9,
                                            3, 5, 7, 2, 6, 4, 8};

struct reckoning {
    double letter, measure;
};

// Letters beside word spaces to 0.07 em from normal, then spaces alone to 0.45
// or 0.15 em.
static double reckon_ratio(double lack, double letters, double spaces)
{
    double size = fabs(lack), em = spaces * 9.6;
    double share = letters > 0 ? fmin(1, size / (0.07 * em + letters)) : 0;
    double rest = size - share * letters;
    if (lack > 0)
        return rest / (0.20 * em);
    return rest <= 0.1001 * em ? -rest / (0.07 * em) : -100;
}

static int class_of(double ratio)
{
    return ratio < -0.5 ? 0 : ratio < 0 ? 1 : ratio <= 0.5 ? 2 : 3;
}

// Infinite where a line is too full or too loose. ways: bit i is a break after
// word i.
static double reckon(const struct reckoning *r, unsigned ways)
{
    double sum = 0;
    int before = 2;
    for (int first = 0, last = 0; last < WORDS; last++) {
        bool end = last == WORDS - 1;
        if (!end && !(ways >> last & 1))
            continue;
        double letters = 0;
        for (int word = first; word <= last; word++)
            letters += letters_of_words[word];
        double spaces = last - first;
        double lack = r->measure - letters * r->letter - spaces * 0.25 * 9.6;
        double room = end ? 0 : letters * (r->letter * 0.015 + 0.0192);
        double ratio = end && lack > 0 ? 0 : reckon_ratio(lack, room, spaces);
        if (ratio > 1 || ratio < -2 || (spaces == 0 && !end))
            return INFINITY;
        int class = class_of(ratio);
        double line = 1200 + 100 * fabs(ratio * ratio * ratio);
        sum += line * line + (abs(class - before) > 1 ? 10000 : 0);
        before = class;
        first = last + 1;
    }
    return sum;
}

static unsigned ways_of(struct lines lines)
{
    unsigned ways = 0;
    int word = -1;
    for (size_t i = 0; i + 1 < lines.count; i++) {
        struct str text = str_trim(text_of(&lines.items[i]));
        word++;
        for (size_t k = 0; k < text.count; k++)
            word += text.bytes[k] == ' ';
        ways |= 1u << word;
    }
    return ways;
}

static void no_way_costs_less(void **state)
{
    (void)state;
    struct str text = STR("");
    for (int word = 0; word < WORDS; word++)
        text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), word ? " " : "",
                            letters_of_words[word], "nnnnnnnnnnnn");
    struct paragraph_style style = body_style;
    style.hyphenate = false;
    struct reckoning *r = ARENA_NEW(arena, struct reckoning);
    r->letter = word_width(STR("n"));
    size_t compared = 0;
    for (r->measure = 90; r->measure < 260; r->measure += 1.1) {
        struct lines lines =
            set_in("en", arena_c_string(arena, text), &style, r->measure);
        double best = INFINITY, chosen = reckon(r, ways_of(lines));
        for (unsigned ways = 0; ways < 1u << (WORDS - 1); ways++)
            best = fmin(best, reckon(r, ways));
        if (isinf(best)) // then the bounds are passed somewhere
            continue;
        compared++;
        // Ratios are rounded to 1/4096, the measure to 1/65536 pt.
        if (chosen > best * 1.002)
            fail_msg("at %.1f pt: cost %.0f, the least is %.0f", r->measure,
                     chosen, best);
    }
    assert_true(compared > 30);
}

static void good_lines_at_a_good_measure(void **state)
{
    (void)state;
    struct lines lines = set_in("en", prose, &body_style, 300);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        assert_true(lines.items[i].justified);
        assert_true(lines.items[i].space_ratio <= 0.45 / 0.25 + 1e-9);
        assert_true(lines.items[i].space_ratio >= 0.15 / 0.25 - 1e-9);
    }
}

static void hyphens_at_most_two_in_a_row(void **state)
{
    (void)state;
    for (double measure = 120; measure < 300; measure += 5.3) {
        struct lines lines = set_in("en", prose, &body_style, measure);
        int row = 0;
        for (size_t i = 0; i < lines.count; i++) {
            row = lines.items[i].hyphenated ? row + 1 : 0;
            assert_true(row <= 2);
        }
        assert_false(lines.items[lines.count - 1].hyphenated);
    }
}

static void last_line_keeps_four_letters(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.keep_last_line = true;
    for (double measure = 150; measure < 300; measure += 2.9) {
        struct lines lines =
            set_in("en",
                   "The masters of the water must choose between the lower "
                   "villages and the mill, and they do so as it is.",
                   &style, measure);
        struct str last = text_of(&lines.items[lines.count - 1]);
        assert_true(last.count > 4);
    }
}

static void loose_line_is_reported(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.kashida = KASHIDA_NONE;
    set_in("fa-AF",
           "دروازه\xE2\x80\x8Cهای بزرگ\xE2\x80\x8Cترین جوی\xE2\x80\x8Cهای "
           "کوهستان\xE2\x80\x8Cهای "
           "دوردست",
           &style, 90);
    assert_true(diag_count(diag, LEVEL_NOTE) > 0);
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 0);
}

// What breaks in the way that the house has them would leave holes in.
#define NO_HOLE (0.52 / 0.25 + 1e-9)

static void a_word_is_divided_before_a_hole_is_left(void **state)
{
    (void)state;
    struct lines lines = set_in(
        "en", "Each year the masters of the water hold a long assessment.",
        &body_style, 232.44);
    assert_str(broken(lines), "Each year the masters of the water hold a long "
                              "assess-|ment.");
    assert_true(lines.items[0].justified);
    assert_true(lines.items[0].space_ratio <= NO_HOLE);
    assert_true(diag_told(diag, MESSAGE_word_divided));
}

static void a_word_is_not_divided_for_less_than_a_hole(void **state)
{
    (void)state;
    for (double measure = 200; measure < 300; measure += 3.7) {
        set_in("en", prose, &body_style, measure);
        assert_false(diag_told(diag, MESSAGE_word_divided));
    }
}

static void a_last_line_is_short_before_a_hole_is_left(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.keep_last_line = true;
    struct lines lines =
        set_in("en", "The elders of the valley ask for INTERDEPARTMENTAL aid.",
               &style, 232.44);
    assert_int_equal(lines.count, 2);
    assert_true(lines.items[0].space_ratio <= NO_HOLE);
    assert_true(diag_told(diag, MESSAGE_line_last_short));
}

// Words in capitals are never divided: nothing fills this line.
static void a_hopeless_line_is_set_short(void **state)
{
    (void)state;
    struct lines lines = set_in(
        "en", "The masters ask for INTERDEPARTMENTALCOMMITTEES now and then.",
        &body_style, 232.44);
    assert_false(lines.items[0].justified);
    assert_true(diag_told(diag, MESSAGE_line_loose));
}

// ----- Ragged and balanced -----

static void balanced_lines_are_about_equal(void **state)
{
    (void)state;
    struct paragraph_style style = {.alignment = PARAGRAPH_BALANCED};
    static const char title[] =
        "A river without a register and the many masters of its water";
    struct lines ragged = set_in("en", title, &ragged_style, 180);
    struct lines balanced = set_in("en", title, &style, 180);
    assert_int_equal(ragged.count, balanced.count);
    scaled shortest = INT64_MAX, longest = 0;
    for (size_t i = 0; i < balanced.count; i++) {
        if (balanced.items[i].width < shortest)
            shortest = balanced.items[i].width;
        if (balanced.items[i].width > longest)
            longest = balanced.items[i].width;
    }
    assert_true(longest - shortest < PT(40));
}

// Every way to break six words into two lines, by hand: the least sum of
// squares wins.
static void balance_is_the_least_sum_of_squares(void **state)
{
    (void)state;
    struct paragraph_style style = {.alignment = PARAGRAPH_BALANCED};
    assert_str(
        broken(set_in("en", "nnnn nnnn nnnn nnnn nnnn nnnn", &style, 130)),
        "nnnn nnnn nnnn|nnnn nnnn nnnn");
    assert_str(broken(set_in("en", "nnnn nnnn nnnn nnnn nnnn nnnn",
                             &ragged_style, 130)),
               "nnnn nnnn nnnn nnnn nnnn|nnnn");
}

static void heading_keeps_hyphened_words(void **state)
{
    (void)state;
    struct paragraph_style style = {.alignment = PARAGRAPH_BALANCED};
    for (double measure = 90; measure < 200; measure += 4) {
        struct lines lines =
            set_in("en", "A self-made water-course", &style, measure);
        for (size_t i = 0; i < lines.count; i++)
            assert_false(
                str_ends(str_trim(text_of(&lines.items[i])), STR("-")));
    }
}

static void forced_breaks_end_lines(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    add(p, "one", &latin_style);
    paragraph_line_break(p);
    paragraph_line_break(p);
    add(p, "three is longer", &latin_style);
    struct lines lines = paragraph_lines(p, &body_style, PT(200));
    assert_int_equal(lines.count, 3);
    assert_str(text_of(&lines.items[0]), "one");
    assert_str(text_of(&lines.items[1]), "");
    assert_false(lines.items[0].justified);
    // The widest of the lines, at the face's own word spaces.
    struct paragraph *alone = start("en");
    add(alone, "three is longer", &latin_style);
    assert_int_equal(paragraph_natural_width(p),
                     paragraph_natural_width(alone));
}

static void alignments_place_lines(void **state)
{
    (void)state;
    struct paragraph_style style = {.alignment = PARAGRAPH_CENTER};
    struct lines lines = set_in("en", "water", &style, 200);
    scaled width = lines.items[0].width;
    assert_int_equal(lines.items[0].placed[0].x, (PT(200) - width) / 2);
    style.alignment = PARAGRAPH_END;
    lines = set_in("en", "water", &style, 200);
    assert_int_equal(lines.items[0].placed[0].x, PT(200) - width);
    lines = set_in("ps", "اوبه", &style, 200);
    assert_int_equal(lines.items[0].placed[0].x, 0);
}

// ----- Our own rules -----

static void addresses_break_after_slash_and_before_marks(void **state)
{
    (void)state;
    struct lines lines =
        set_in("en", "https://example.org/water/a_b-c.html", &ragged_style, 20);
    for (size_t i = 0; i + 1 < lines.count; i++) {
        struct str here = text_of(&lines.items[i]);
        struct str next = text_of(&lines.items[i + 1]);
        char last = here.bytes[here.count - 1], first = next.bytes[0];
        // Cuts between letters are what is left at this measure.
        if (strchr("./-_", last) || strchr("./-_", first))
            assert_true(last == '/' || strchr(".-_", first));
        assert_false(lines.items[i].hyphenated);
    }
    assert_str(
        broken(set_in("en", "https://example.org/water", &ragged_style, 95)),
        "https://example.org/|water");
    assert_str(broken(set_in("en", "https://example.org/canals.html",
                             &ragged_style, 130)),
               "https://example.org/canals|.html");
    // The stop is the sentence's.
    assert_str(
        broken(set_in("en", "https://example.org/abc. No", &ragged_style, 112)),
        "https://example.org/abc.|No");
}

static void long_mail_address_breaks(void **state)
{
    (void)state;
    assert_str(broken(set_in("en", "To keepers.of.water@example.org.invalid",
                             &ragged_style, 140)),
               "To keepers.of.water@example|.org.invalid");
    assert_str(broken(set_in("en", "To keepers.of.water@example.org.invalid",
                             &ragged_style, 125)),
               "To keepers.of.water|@example.org.invalid");
    assert_str(broken(set_in("en", "To water@turns-of-the.example.invalid",
                             &ragged_style, 150)),
               "To water@turns-of-the.example|.invalid");
    // Where it fits, it is not broken to fill a line.
    assert_str(broken(set_in("en", "Write to me: water@example.org",
                             &ragged_style, 120)),
               "Write to me:|water@example.org");
}

static void ranges_stay_whole(void **state)
{
    (void)state;
    for (double measure = 40; measure < 160; measure += 3) {
        struct lines lines = set_in("en", "from the years 1990–2001 and 10-12",
                                    &ragged_style, measure);
        for (size_t i = 0; i + 1 < lines.count; i++) {
            struct str text = str_trim(text_of(&lines.items[i]));
            assert_false(str_ends(text, STR("–")) || str_ends(text, STR("-")));
        }
    }
}

static bool begins_with_dash(const struct line *line)
{
    struct str text = str_trim(text_of(line));
    return str_starts(text, STR("—")) || str_starts(text, STR("–"));
}

// Closed or spaced, in any language; one that opens a line of speech or an
// aside in the Spanish way stays with its word.
static void dashes_end_lines(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "the water—which nobody had counted—was gone by May—and so on",
        "вода — которую никто не считал — ушла к маю — и так далее",
        "the water – which nobody had counted – was gone by May – and on"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (double measure = 70; measure < 200; measure += 1.7) {
            struct lines lines = set_in("en", texts[i], &ragged_style, measure);
            for (size_t k = 1; k < lines.count; k++)
                assert_false(begins_with_dash(&lines.items[k]));
        }
    for (double measure = 60; measure < 160; measure += 1.7) {
        struct lines lines = set_in("es", "el agua —que nadie cuenta— falta",
                                    &ragged_style, measure);
        for (size_t k = 0; k + 1 < lines.count; k++)
            assert_false(
                str_ends(str_trim(text_of(&lines.items[k])), STR(" —")));
    }
}

static void no_break_space_keeps(void **state)
{
    (void)state;
    assert_str(
        broken(set_in("en", "about 26\xC2\xA0metres", &ragged_style, 50)),
        "about|26\xC2\xA0metres");
}

static void breaking_twice_gives_the_same(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    add(p, prose, &latin_style);
    struct str first = broken(paragraph_lines(p, &body_style, PT(232)));
    paragraph_lines(p, &body_style, PT(140));
    assert_true(
        str_equal(first, broken(paragraph_lines(p, &body_style, PT(232)))));
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(total_fit_costs_no_more_than_first_fit),
        TEST(no_way_costs_less),
        TEST(good_lines_at_a_good_measure),
        TEST(hyphens_at_most_two_in_a_row),
        TEST(last_line_keeps_four_letters),
        TEST(loose_line_is_reported),
        TEST(a_word_is_divided_before_a_hole_is_left),
        TEST(a_word_is_not_divided_for_less_than_a_hole),
        TEST(a_last_line_is_short_before_a_hole_is_left),
        TEST(a_hopeless_line_is_set_short),
        TEST(balanced_lines_are_about_equal),
        TEST(balance_is_the_least_sum_of_squares),
        TEST(heading_keeps_hyphened_words),
        TEST(forced_breaks_end_lines),
        TEST(alignments_place_lines),
        TEST(addresses_break_after_slash_and_before_marks),
        TEST(long_mail_address_breaks),
        TEST(ranges_stay_whole),
        TEST(dashes_end_lines),
        TEST(no_break_space_keeps),
        TEST(breaking_twice_gives_the_same),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

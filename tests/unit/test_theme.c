// SPDX-License-Identifier: MIT
// A theme: contrasts against the design's measured figures, what front matter
// may say, what a series fills in, what follows from an accent.
#include "unit.h"

#include "model/pattern.h"
#include "backends/xml/pattern_svg.h"
#include "model/theme.h"

#include <math.h>

static const struct rgb white = {255, 255, 255}, night = {0x12, 0x15, 0x1b};

static struct theme said(const char *accent)
{
    struct theme theme = {0};
    assert_true(theme_set_accent(&theme, str_of(accent)));
    return theme;
}

static struct look look_of(const char *accent)
{
    struct theme theme = said(accent);
    return theme_look(&theme);
}

// ----- Contrast -----

// Contrasts of docs/design.md#colour, measured with another program.
static void test_measured(void **state)
{
    static const struct {
        const char *accent;
        double on_white, on_tint, at_night;
    } rows[] = {{"lapis", 10.7, 9.5, 9.9},      {"turquoise", 7.4, 6.7, 10.3},
                {"pomegranate", 9.0, 7.9, 9.6}, {"saffron", 6.6, 6.0, 10.6},
                {"pistachio", 7.1, 6.4, 10.8},  {"walnut", 9.7, 8.6, 10.0}};
    assert_int_equal(COUNT(rows), ACCENT_COUNT);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct look look = look_of(rows[i].accent);
        double figures[] = {rgb_contrast(white, look.accent),
                            rgb_contrast(look.accent, look.tint),
                            rgb_contrast(look.dark_text, night)};
        double wanted[] = {rows[i].on_white, rows[i].on_tint, rows[i].at_night};
        for (size_t k = 0; k < COUNT(wanted); k++)
            if (fabs(figures[k] - wanted[k]) > 0.06)
                fail_msg("%s, %zu: %.2f, not %.1f", rows[i].accent, k,
                         figures[k], wanted[k]);
    }
}

// WCAG's own example colours: black on white, and the least grey that passes.
static void test_contrast(void **state)
{
    struct rgb black = {0, 0, 0}, grey = {0x76, 0x76, 0x76},
               paler = {0x77, 0x77, 0x77};
    assert_true(fabs(rgb_contrast(black, white) - 21) < 1e-9);
    assert_true(fabs(rgb_contrast(white, black) - 21) < 1e-9);
    assert_true(rgb_contrast(grey, white) >= CONTRAST_LEAST);
    assert_true(rgb_contrast(paler, white) < CONTRAST_LEAST);
}

// ----- What follows from an accent -----

static int distance(struct rgb a, struct rgb b)
{
    return abs(a.red - b.red) + abs(a.green - b.green) + abs(a.blue - b.blue);
}

// One step beside a row's colour it is a custom accent, and looks much the
// same; at night the designer held turquoise back further.
static void test_derived_as_designed(void **state)
{
    for (size_t i = 0; i < ACCENT_COUNT; i++) {
        const struct accent_facts *row = &accent_facts[i];
        struct theme theme = {.accented = true, .accent = row->light};
        theme.accent.red++;
        struct look look = theme_look(&theme);
        assert_int_equal(look.name, ACCENT_COUNT);
        int apart[] = {distance(look.tint, row->tint),
                       distance(look.tint2, row->tint2),
                       distance(look.dark_ground, row->dark_ground),
                       distance(look.dark_surface, row->dark_surface),
                       distance(look.dark_text, row->dark_text)};
        static const int most[] = {4, 8, 4, 8, 110};
        for (size_t k = 0; k < COUNT(most); k++)
            if (apart[k] > most[k])
                fail_msg("%s, %zu: %d apart", row->word, k, apart[k]);
    }
}

// Any colour: what is printed upon what can be read.
static void check_legible(struct rgb written)
{
    struct theme theme = {.accented = true, .accent = accent_legible(written)};
    struct look look = theme_look(&theme);
    static const struct rgb ink = {0x1a, 0x1c, 0x20};
    struct rgb second = rgb_mixed(look.accent, white, look.second_series);
    assert_true(rgb_contrast(white, look.accent) >= CONTRAST_LEAST);
    assert_true(rgb_contrast(look.accent, look.tint) >= CONTRAST_LEAST);
    assert_true(rgb_contrast(look.dark_text, night) >= CONTRAST_LEAST);
    assert_true(rgb_contrast(look.dark_text, look.dark_surface) >=
                CONTRAST_LEAST);
    assert_true(rgb_contrast(white, look.dark_ground) >= CONTRAST_LEAST);
    assert_true(rgb_contrast(white, second) >= 3);
    assert_true(rgb_contrast(look.words_in_paper ? white : ink, second) >=
                CONTRAST_LEAST);
}

static void test_legible(void **state)
{
    for (unsigned r = 0; r <= 255; r += 15)
        for (unsigned g = 0; g <= 255; g += 15)
            for (unsigned b = 0; b <= 255; b += 15)
                check_legible((struct rgb){(uint8_t)r, (uint8_t)g, (uint8_t)b});
    for (size_t i = 0; i < ACCENT_COUNT; i++)
        check_legible(accent_facts[i].light);
}

static void test_darkened(void **state)
{
    struct rgb yellow = {0xff, 0xcc, 0x00};
    struct rgb darker = accent_legible(yellow);
    assert_true(accent_contrast(yellow) < 2);
    // The same hue, and no darker than it must be.
    assert_int_equal(darker.blue, 0);
    assert_true(abs(darker.green * 255 - darker.red * 0xcc) <= 255);
    assert_true(accent_contrast(darker) < CONTRAST_LEAST + 0.2);
    struct rgb lapis = accent_facts[ACCENT_LAPIS].light;
    assert_true(rgb_equal(accent_legible(lapis), lapis));
}

static void test_house(void **state)
{
    struct theme nothing = {0};
    struct look look = theme_look(&nothing);
    assert_true(look_is_house(&look));
    assert_int_equal(look.second_series, 30);
    assert_true(look.words_in_paper);
    look = look_of("LAPIS");
    assert_true(look_is_house(&look));
    look = look_of("1b3b7b");
    assert_true(look_is_house(&look));
    look = look_of("#855100");
    assert_int_equal(look.name, ACCENT_SAFFRON);
    assert_false(look_is_house(&look));
}

// docs/design.md#colour: the ink limit.
static void test_ink_limit(void **state)
{
    for (size_t i = 0; i < ACCENT_COUNT; i++) {
        const uint8_t *cmyk = accent_facts[i].cmyk;
        assert_true(cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3] <= 260);
    }
}

// ----- What is said -----

static void test_colours(void **state)
{
    static const char *const wrong[] = {
        "", "#", "#12345", "#1234567", "#12345g", "red", "##123456", "-12345"};
    struct theme theme = said("#7A1f3d");
    assert_true(rgb_equal(theme.accent, (struct rgb){0x7a, 0x1f, 0x3d}));
    theme = said("#a5c");
    assert_true(rgb_equal(theme.accent, (struct rgb){0xaa, 0x55, 0xcc}));
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_false(theme_set_accent(&theme, str_of(wrong[i])));
    assert_true(rgb_equal(theme.accent, (struct rgb){0xaa, 0x55, 0xcc}));
}

static void test_patterns(void **state)
{
    static const struct {
        const char *word;
        int pattern; // 0: refused
    } rows[] = {
        {"lattice", 6750}, {"None", PATTERN_NONE}, {"54", 5400}, {"72", 7200},
        {"67.5", 6750},    {"60.25", 6025},        {"53.99", 0}, {"72.01", 0},
        {"60.255", 0},     {"60.", 6000},          {".6", 0},    {"6e1", 0},
        {"", 0},           {"99999999999", 0},     {"-60", 0},   {"0", 0}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct theme theme = {0};
        bool set = theme_set_pattern(&theme, str_of(rows[i].word));
        if (set != (rows[i].pattern != 0) || theme.pattern != rows[i].pattern)
            fail_msg("%s: %d", rows[i].word, theme.pattern);
    }
}

static void test_families(void **state)
{
    struct theme theme = {0};
    assert_true(theme_set_family(&theme, FACES_TEXT, STR("noto sans")));
    assert_true(theme_set_family(&theme, FACES_ARABIC_LABELS,
                                 STR("Noto Naskh Arabic")));
    assert_false(
        theme_set_family(&theme, FACES_LABELS, STR("Noto Sans Arabic")));
    assert_false(theme_set_family(&theme, FACES_ARABIC_TEXT, STR("Vollkorn")));
    struct look look = theme_look(&theme);
    assert_int_equal(look.families[FACES_TEXT], FAMILY_NOTO_SANS);
    assert_int_equal(look.families[FACES_LABELS], FAMILY_NOTO_SANS);
    assert_int_equal(look.families[FACES_ARABIC_TEXT], FAMILY_NOTO_NASKH);
    assert_int_equal(look.families[FACES_ARABIC_LABELS], FAMILY_NOTO_NASKH);
}

static void test_fill(void **state)
{
    struct theme series = said("saffron"), brief = {0}, own = said("walnut");
    series.folder = STR("look");
    assert_true(theme_set_pattern(&series, STR("none")));
    assert_true(theme_set_family(&series, FACES_TEXT, STR("Noto Sans")));
    theme_fill(&brief, &series);
    struct look look = theme_look(&brief);
    assert_int_equal(look.name, ACCENT_SAFFRON);
    assert_int_equal(look.contact_angle, 0);
    assert_int_equal(look.families[FACES_TEXT], FAMILY_NOTO_SANS);
    assert_str(brief.folder, "look");
    // What the brief says stays, also where it says the house's own.
    assert_true(theme_set_pattern(&own, STR("lattice")));
    assert_true(theme_set_family(&own, FACES_TEXT, STR("Vollkorn")));
    theme_fill(&own, &series);
    look = theme_look(&own);
    assert_int_equal(look.name, ACCENT_WALNUT);
    assert_int_equal(look.contact_angle, CONTACT_ANGLE);
    assert_int_equal(look.families[FACES_TEXT], FAMILY_VOLLKORN);
}

// ----- The lattice -----

// An octagon's straps meet those of its neighbours at the middles of edges, at
// any angle; what an angle changes is where they meet each other.
static void test_stars(void **state)
{
    struct pattern_point centre = {10, 20};
    struct pattern_star narrow = pattern_octagon(centre, 5400);
    struct pattern_star wide = pattern_octagon(centre, 7200);
    assert_int_equal(narrow.count, 8);
    for (size_t i = 0; i < 8; i++) {
        struct pattern_point a = narrow.straps[i].start,
                             b = wide.straps[i].start;
        assert_true(hypot(a.x - b.x, a.y - b.y) < 1e-9);
        assert_true(fabs(hypot(a.x - 10, a.y - 20) - PATTERN_PITCH / 2) < 1e-9);
        struct pattern_point k = narrow.straps[i].knee, l = wide.straps[i].knee;
        assert_true(hypot(k.x - 10, k.y - 20) > hypot(l.x - 10, l.y - 20));
    }
}

// templates/lattice.svg was drawn by the design's own program.
static void test_svg(void **state)
{
    struct arena *arena = arena_new();
    struct str svg =
        unit_file(arena, QALAM_SOURCE_DIR "/templates/lattice.svg");
    assert_true(pattern_svg(arena, svg, CONTACT_ANGLE).bytes == svg.bytes);
    // As near as one step of rounding: the same points.
    struct str near = pattern_svg(arena, svg, CONTACT_ANGLE - 1);
    assert_true(str_find(near, STR(" d=\"M33.29 33.29L23.54 29.2")) !=
                STR_NONE);
    struct str other = pattern_svg(arena, svg, 6000);
    assert_false(str_equal(other, svg));
    assert_true(str_ends(other, STR("</svg>\n")));
    assert_str(pattern_svg(arena, STR("<svg/>"), 6000), "<svg/>");
    assert_str(pattern_svg_name(arena, 6000), "lattice-60.svg");
    assert_str(pattern_svg_name(arena, 6050), "lattice-60.50.svg");
    assert_str(pattern_svg_name(arena, CONTACT_ANGLE), "lattice.svg");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_measured),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_derived_as_designed),
        cmocka_unit_test(test_legible),
        cmocka_unit_test(test_darkened),
        cmocka_unit_test(test_house),
        cmocka_unit_test(test_ink_limit),
        cmocka_unit_test(test_colours),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_families),
        cmocka_unit_test(test_fill),
        cmocka_unit_test(test_stars),
        cmocka_unit_test(test_svg),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The order of what stands in a line: UAX #9, and where it is not enough.
#include "paragraphs.h"

#include <unicode/ubidi.h>
#include <unicode/ustring.h>

#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

static void order_is_by_the_base_direction(void **state)
{
    (void)state;
    struct lines rtl = set_in("fa-AF", "سال ABC 12 است", &ragged_style, 300);
    assert_str(seen_order(&rtl.items[0]), "| است|ABC 12|سال ");
    struct lines ltr = set_in("en", "year سال است end", &ragged_style, 300);
    assert_str(seen_order(&ltr.items[0]), "|year |سال است| end");
}

// ۱۹۹۰–۲۰۰۱ reads right to left in right-to-left text
// (docs/design.md#language).
static void range_of_years_runs_right_to_left(void **state)
{
    (void)state;
    struct lines lines = set_in("fa-AF", "۱۹۹۰–۲۰۰۱", &ragged_style, 300);
    assert_str(seen_order(&lines.items[0]), "|۲۰۰۱|–|۱۹۹۰");
}

// The sign is read after the number (UNDP 2003), whichever digits these are and
// whether or not a letter stands before them; a date keeps its order. Plus and
// minus stand left of their number, as CLDR has them for both languages.
static void signs_stand_where_they_are_read(void **state)
{
    (void)state;
    // clang-format off
    static const char *const cases[][2] = {
        {"حدود ۲۲٪ مردم", "|٪ مردم|۲۲|حدود "},
        {"حدود ٢٢٪ مردم", "|٪ مردم|٢٢|حدود "},
        {"حدود ۴۶٫۷٪", "|٪|۴۶٫۷|حدود "},
        {"۴۶٫۷٪", "|٪|۴۶٫۷"},
        {"۱۲%", "|%|۱۲"},
        {"روز ۱۴۰۳/۸/۲۸ بود", "| بود|۱۴۰۳|/|۸|/|۲۸|روز "},
        {"از ۱۰٪–۱۲٪ آب", "|٪ آب|۱۲|–|٪|۱۰|از "},
        {"نسبت 22% است", "| است|%|22|نسبت "},
        {"−۳٫۲۵", "|−|۳٫۲۵"},
        {"تغییر −۳٫۲۵ بود", "| بود|−|۳٫۲۵|تغییر "},
        {"(+٤)", "|)|+|٤|("},
        {"تا -12 درجه", "| درجه|-12|تا "},
        {"از ۱۲–۱۹ و آب-۵", "|۵|-| و آب|۱۹|–|۱۲|از "},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lines lines = set_in("fa-AF", cases[i][0], &ragged_style, 300);
        assert_str(seen_order(&lines.items[0]), cases[i][1]);
    }
}

// Glyphs by the names that the face's designer gave them: figures by role,
// small capitals, ligatures, forms of a language.
static void forms_come_from_the_face(void **state)
{
    (void)state;
    struct text_style lining = latin_style, small = latin_style,
                      tabular = latin_style, spaced = latin_style;
    lining.lining = small.small_caps = tabular.tabular = true;
    struct text_style all_small = small;
    all_small.all_small = true;
    spaced.tracking = PT(1);
    const struct {
        const char *lang, *text;
        const struct text_style *style;
        size_t glyph, count;
        const char *name;
    } cases[] = {
        {"en", "90", &latin_style, 0, 2, "nine"},
        {"en", "90", &lining, 0, 2, "nine.lf"},
        {"en", "90", &tabular, 0, 2, "nine.tf"},
        {"en", "Wa", &small, 1, 2, "a.sc"},
        {"en", "Wa", &small, 0, 2, "W"},
        {"en", "Wa", &all_small, 0, 2, "w.sc"},
        {"en", "fi", &latin_style, 0, 1, "f_i.liga"},
        {"en", "fi", &spaced, 1, 2, "i"},
        {"tr", "fi", &latin_style, 1, 2, "i.loclTRK"},
        {"ro", "\u015F", &latin_style, 0, 1, "uni0219"},
        {"sr", "б", &latin_style, 0, 1, "uni0431.loclSRB"},
        {"bg", "в", &latin_style, 0, 1, "uni0432.loclBGR"},
        {"ru", "в", &latin_style, 0, 1, "uni0432"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct paragraph *p = start(cases[i].lang);
        add(p, cases[i].text, cases[i].style);
        struct lines lines = paragraph_lines(p, &ragged_style, PT(200));
        const struct run *run = &lines.items[0].placed[0].as.run;
        assert_int_equal(run->glyph_count, cases[i].count);
        assert_string_equal(glyph_name(run, cases[i].glyph), cases[i].name);
    }
}

// UAX #9 N0 and L4: both brackets of a pair, each mirrored, from the Latin
// companion at 93 per cent.
static void brackets_are_mirrored_from_the_companion(void **state)
{
    (void)state;
    struct lines lines = set_in("fa-AF", "(م)", &ragged_style, 300);
    const struct line *line = &lines.items[0];
    assert_int_equal(line->placed_count, 3);
    const struct placed *open = &line->placed[0], *close = &line->placed[2];
    assert_true(open->x > close->x);
    assert_int_equal(open->as.run.face->id, FACE_VOLLKORN_REGULAR);
    assert_true(open->as.run.rtl);
    assert_int_equal(open->as.run.size, PT(10.6) * 93 / 100);
    assert_string_equal(glyph_name(&open->as.run, 0), "parenright");
    assert_string_equal(glyph_name(&close->as.run, 0), "parenleft");
}

// Right-to-left paragraphs begin at the measure's end that is theirs.
static void lines_stand_at_their_start(void **state)
{
    (void)state;
    struct lines rtl = set_in("fa-AF", "آب", &ragged_style, 100);
    const struct placed *placed = &rtl.items[0].placed[0];
    assert_int_equal(placed->x + placed->as.run.width, PT(100));
    struct lines ltr = set_in("en", "water", &ragged_style, 100);
    assert_int_equal(ltr.items[0].placed[0].x, 0);
}

// Each character at its place from left to right, as glyphs stand.
struct seen {
    scaled x;
    struct str text;
};

static int by_x(const void *a, const void *b)
{
    scaled ax = ((const struct seen *)a)->x, bx = ((const struct seen *)b)->x;
    return (ax > bx) - (ax < bx);
}

static struct str seen_characters(const struct line *line)
{
    struct seen *all = ARENA_ARRAY(arena, struct seen, 4096);
    size_t count = 0;
    for (size_t i = 0; i < line->placed_count; i++) {
        const struct run *run = &line->placed[i].as.run;
        scaled x = line->placed[i].x;
        for (size_t g = 0; g < run->glyph_count; g++) {
            struct str text = {run->text.bytes + run->glyphs[g].text_offset,
                               run->glyphs[g].text_count};
            all[count++] = (struct seen){x, text};
            x += run->glyphs[g].advance;
        }
    }
    qsort(all, count, sizeof *all, by_x);
    struct str text = STR("");
    for (size_t i = 0; i < count; i++)
        text = arena_printf(arena, "%.*s%.*s", STR_ARG(text),
                            STR_ARG(all[i].text));
    return text;
}

// What ICU makes of the whole text at once, without its controls.
static struct str icu_order(const char *text, UBiDiLevel base)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar logical[512], visual[512];
    int32_t count, seen_count;
    u_strFromUTF8(logical, 512, &count, text, -1, &status);
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, logical, count, base, NULL, &status);
    seen_count = ubidi_writeReordered(bidi, visual, 512,
                                      UBIDI_REMOVE_BIDI_CONTROLS, &status);
    ubidi_close(bidi);
    char bytes[2048];
    int32_t size;
    u_strToUTF8(bytes, sizeof bytes, &size, visual, seen_count, &status);
    assert_true(U_SUCCESS(status));
    return arena_str(arena, (struct str){bytes, (size_t)size});
}

static struct str without_controls(struct str text)
{
    struct str all = STR("");
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t character = utf8_next(text, &offset);
        if (character < 0x2066 || character > 0x2069)
            all = arena_printf(arena, "%.*s%.*s", STR_ARG(all),
                               (int)(offset - start), text.bytes + start);
    }
    return all;
}

// Texts of letters, digits, brackets and isolates in any order stand as ICU
// would order them, though we set them in pieces and faces.
static void any_order_is_icus(void **state)
{
    (void)state;
    static const char *const bits[] = {"a",
                                       "b",
                                       "k",
                                       "د",
                                       "ر",
                                       "و",
                                       "۱",
                                       "۲",
                                       "3",
                                       "4",
                                       " ",
                                       " ",
                                       "(",
                                       ")",
                                       ".",
                                       "،",
                                       "–",
                                       "/",
                                       "\xE2\x81\xA6",
                                       "\xE2\x81\xA7",
                                       FSI,
                                       PDI,
                                       PDI};
    uint32_t seed = 12345;
    for (int round = 0; round < 400; round++) {
        struct str text = STR("q");
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525u + 1013904223u;
            text =
                arena_printf(arena, "%.*s%s", STR_ARG(text),
                             bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        text =
            arena_printf(arena, "%.*s%s", STR_ARG(text), round & 1 ? "z" : "ژ");
        const char *lang = round & 2 ? "fa-AF" : "en";
        struct lines lines = set_in(lang, text.bytes, &ragged_style, 2000);
        assert_int_equal(lines.count, 1);
        struct str seen = without_controls(seen_characters(&lines.items[0]));
        struct str wanted = icu_order(text.bytes, round & 2 ? 1 : 0);
        if (!str_equal(seen, wanted))
            fail_msg("%.*s: got %.*s, expected %.*s", STR_ARG(text),
                     STR_ARG(seen), STR_ARG(wanted));
    }
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(order_is_by_the_base_direction),
        TEST(range_of_years_runs_right_to_left),
        TEST(signs_stand_where_they_are_read),
        TEST(forms_come_from_the_face),
        TEST(brackets_are_mirrored_from_the_companion),
        TEST(lines_stand_at_their_start),
        TEST(any_order_is_icus),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

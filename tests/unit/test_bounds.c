// SPDX-License-Identifier: MIT
// What a line does not part, and which figures are lining: on lines and on
// finished pages.
#include "page_bound_checks.h"
#include "paragraphs.h"

#include <glob.h>

// ----- Pages of words of ours -----

// Each text stands between fillers of changing length, so that its parts meet
// the ends of many lines.
static const struct {
    const char *lang, *filler;
    const char *texts[16];
} made[] = {
    {"en",
     "the keeper of the upper gate said so",
     {"on 3 March 2021", "until March 14 of", "see page 12 and p. 7",
      "after World War II", "by Article 4 of", "from J. R. Smith to",
      "with Dr Rahimi and Mr Khan", "some 10 km or 5 per cent of it",
      "under § 5 and No. 7", "call +93 700 123 456 or",
      "write to press@water.example.org or", "in Afghanistan, Pakistan and",
      "the Taliban of Kandahar", "paid US$ 500 for", "Annex B of",
      "on the 21st August of"}},
    {"fa-AF",
     "میراب دروازهٔ بالا چنین گفت و دفتر را بست",
     {"در ۳ حمل ۱۴۰۰", "در صفحهٔ ۱۲ و", "به مادهٔ ۵ و", "نزد داکتر رحیمی و",
      "شماره +93 700 123 456 را", "به press@water.example.org یا",
      "تا ۱۰ کیلومتر و", "در جدول ۴ و"}},
    {"ps",
     "د پورته دروازې مېراب داسې وویل او کتاب یې وتاړه",
     {"د ۳ حمل په", "په مخ ۱۲ کې", "د ماده ۵ له مخې", "ډاکټر رحیمي ته",
      "شمېره +93 700 123 456 ده", "تر ۱۰ کیلومتره"}},
    {"tg",
     "мироби дарвозаи боло чунин гуфт ва дафтарро баста ба хона рафт",
     {"аз 3 март то", "моддаи 5 ва", "мод. 5 ва", "саҳифаи 12 ва",
      "бо А. Б. Раҳимов", "рақами +992 37 221 34 56 ва"}},
    {"ru",
     "хранитель верхних ворот так сказал и закрыл книгу до весны",
     {"3 марта 2021 года", "на стр. 12 и", "по ст. 5 закона",
      "от А. Б. Рахимова", "тел. +7 495 123 45 67 и"}},
    {"uz-Latn",
     "yuqori darvoza mirobi shunday dedi va daftarni yopib uyiga ketdi",
     {"bu 3 mart kuni", "Sh. B. Rahimov bilan", "toʻgʻrisidagi maʼrifat",
      "tel. +998 71 123 45 67 ham", "shartnomaning mustaqilligi"}},
    {"uz-Cyrl",
     "юқори дарвоза мироби шундай деди ва дафтарни ёпиб уйига кетди",
     {"бу 3 март куни", "А. Б. Раҳимов билан", "тўғрисидаги маърифат",
      "эълон қилинганлигини"}},
};

static void add_filler(struct buffer *text, const char *filler, size_t words)
{
    struct str rest = str_of(filler);
    for (; words; words--) {
        size_t end = str_find(rest, STR(" "));
        buffer_add(text, str_slice(rest, 0, end));
        buffer_add_c(text, " ");
        rest = end == STR_NONE ? str_of(filler)
                               : str_slice(rest, end + 1, rest.count);
    }
}

static void make_brief(struct buffer *text, size_t made_at, int columns)
{
    uint32_t seed = 13;
    buffer_printf(text, "---\ntitle: W\nlang: %s\ncolumns: %d\n---\n\n",
                  made[made_at].lang, columns);
    for (size_t paragraph = 0; paragraph < 24; paragraph++) {
        for (size_t i = 0; i < 16 && made[made_at].texts[i]; i++) {
            seed = seed * 1664525u + 1013904223u;
            add_filler(text, made[made_at].filler, (seed >> 8) % 7);
            buffer_printf(text, "%s ", made[made_at].texts[i]);
        }
        buffer_add_c(text, "end.\n\n");
    }
}

static void no_line_ends_within(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(made); i++)
        for (int columns = 1; columns <= 3; columns++) {
            struct buffer text = {0};
            make_brief(&text, i, columns);
            struct laid_out out = lay_out("made.md", buffer_str(&text));
            struct page_faults faults = {made[i].lang, 0};
            check_line_ends(&out, &faults);
            assert_int_equal(faults.count, 0);
            laid_out_free(&out);
            buffer_release(&text);
        }
}

// Divided by syllables, lines of Uzbek and Tajik are all filled.
static void no_line_stops_short(void **state)
{
    (void)state;
    for (size_t i = 3; i < COUNT(made); i++)
        for (int columns = 1; columns <= 2; columns++) {
            struct buffer text = {0};
            make_brief(&text, i, columns);
            struct laid_out out = lay_out("made.md", buffer_str(&text));
            assert_int_equal(told(&out, "line-short"), 0);
            assert_int_equal(told(&out, "line-overfull"), 0);
            laid_out_free(&out);
            buffer_release(&text);
        }
}

// ----- Texts of others -----

static void check_file(const char *path)
{
    struct arena *file = arena_new();
    struct laid_out out = lay_out(path, unit_file(file, path));
    struct page_faults faults = {path, 0};
    check_line_ends(&out, &faults);
    assert_int_equal(faults.count, 0);
    laid_out_free(&out);
    arena_free(file);
}

static void shared_texts_hold(void **state)
{
    (void)state;
    static const char *const folders[] = {"data/pages", "data/tg", "data/uz",
                                          "data/seed"};
    for (size_t i = 0; i < COUNT(folders); i++) {
        const char *folder = unit_shared(folders[i]);
        if (!folder) {
            print_message(UNIT_NO_SHARED);
            continue;
        }
        char pattern[4200];
        snprintf(pattern, sizeof pattern, "%s/*.md", folder);
        glob_t found;
        if (glob(pattern, 0, NULL, &found) == 0)
            for (size_t f = 0; f < found.gl_pathc; f++)
                if (!strstr(found.gl_pathv[f], "README"))
                    check_file(found.gl_pathv[f]);
        globfree(&found);
    }
}

// ----- Lines -----

static struct str lines_in(const char *lang, const char *text, double measure)
{
    struct lines lines = set_in(lang, text, &ragged_style, measure);
    struct str all = STR("");
    for (size_t i = 0; i < lines.count; i++)
        all = arena_printf(arena, "%.*s%s%.*s", STR_ARG(all), i ? "|" : "",
                           STR_ARG(str_trim(text_of(&lines.items[i]))));
    return all;
}

// What is wider than the measure is parted between its words, an address at
// its signs, and never between letters.
static void too_wide_parts_between_words(void **state)
{
    (void)state;
    assert_str(lines_in("en", "+93 700 123 456", 45), "+93 700|123 456");
    assert_str(lines_in("en", "10\u00A0kilometres", 46), "10\u00A0|kilometres");
    assert_str(lines_in("en", "press@water.example", 60),
               "press@water|.example");
    assert_str(lines_in("en", "World War II", 40), "World|War II");
}

// Nothing here belongs together.
static void other_numbers_are_free(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "may 1234|come",     "the 1990|gate", "in 2021 12|came", "he 1200|sold",
        "September|2021 is", "kept 40|sheep", "note I|wrote"};
    for (size_t i = 0; i < COUNT(texts); i++) {
        char plain[64];
        snprintf(plain, sizeof plain, "%s", texts[i]);
        *strchr(plain, '|') = ' ';
        struct paragraph *p = start("en");
        char before[64];
        snprintf(before, sizeof before, "%.*s", (int)strcspn(texts[i], "|"),
                 texts[i]);
        add(p, before, &latin_style);
        double measure = points(paragraph_natural_width(p)) + 1;
        assert_str(lines_in("en", plain, measure), texts[i]);
    }
}

// ----- Figures -----

// The glyphs of the ones in a text: i (as in I) is one, s is that of ss11, l
// is lining.
static struct str ones_of(const char *lang, const char *text, bool lining)
{
    struct text_style style = latin_style;
    style.lining = lining;
    struct paragraph *p = start(lang);
    add(p, text, &style);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(1000));
    struct str all = STR("");
    for (size_t i = 0; i < lines.items[0].placed_count; i++) {
        const struct run *run = &lines.items[0].placed[i].as.run;
        for (size_t g = 0; g < run->glyph_count; g++) {
            const char *name = glyph_name(run, g);
            if (strncmp(name, "one", 3) == 0)
                all = arena_printf(arena, "%.*s%s", STR_ARG(all),
                                   strcmp(name, "one.ss11") == 0 ? "s"
                                   : strcmp(name, "one.lf") == 0 ? "l"
                                                                 : "i");
        }
    }
    return all;
}

static void codes_have_lining_figures(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"in 1911, 1 of 11", "ssssss"},
        {"the 1st of 21 July", "ss"},
        {"+93 701 123 411", "llll"},
        {"Tel. 0701 111 222", "llll"},
        {"(0) 1 or 0.1 or 11", "ssss"},
        {"ISBN 978-3-16-148410-1,", "llll"},
        {"doi 10.1093/a.1", "lll"},
        {"https://example.org/1", "l"},
        {"ali1@example.org", "l"},
        {"ISO 9001 and CO1, B1, GDP-2011, Mi-17", "llllll"},
        {"the EU 11 and NATO 2011", "ssss"},
        {"post-2011, 1990s of 2011–2012", "ssssss"},
        {"US$100 or 100,000", "ss"},
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_str(ones_of("en", texts[i][0], false), texts[i][1]);
    assert_str(ones_of("en", "in 1911", true), "lll");
    assert_str(ones_of("fa-AF", "سال 1911 و +93 701 123 411", false),
               "sssllll");
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(no_line_ends_within),    TEST(no_line_stops_short),
        TEST(shared_texts_hold),      TEST(too_wide_parts_between_words),
        TEST(other_numbers_are_free), TEST(codes_have_lining_figures),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

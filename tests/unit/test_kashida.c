// SPDX-License-Identifier: MIT
// Kashida: at which join, how many a line, how wide, and without a text.
#include "paragraphs.h"

#define ZWNJ "\xE2\x80\x8C"

static const char long_dari[] =
    "هر بهار پیش از آنکه برف کوه" ZWNJ "ها آب شود بزرگان ده گرد می" ZWNJ "آیند "
    "و "
    "از "
    "روی "
    "کتاب کهنه می" ZWNJ "خوانند که آب را چگونه میان جوی" ZWNJ "ها تقسیم "
    "کنند. "
    "کسی "
    "که "
    "آسیاب داشت سهم بیشتری می" ZWNJ "گرفت و آن کس که زمینش در "
    "پایان "
    "جوی "
    "بود "
    "شب" ZWNJ "ها بیدار می" ZWNJ "ماند تا نوبت او برسد؛ مگر سال" ZWNJ "هاست که "
    "آسیاب "
    "ویران "
    "است "
    "و هنوز هم سهم آن را در دفتر می" ZWNJ "نویسند، زیرا هیچکس جرئت "
    "ندارد "
    "سطری "
    "از "
    "آن کتاب را خط بزند. شاعران بسیار از این حساب سخن "
    "گفته" ZWNJ "اند "
    "و "
    "مسافران "
    "سخنشان را بسیار پسندیده" ZWNJ "اند.";

static struct paragraph_style style_with(enum kashida kashida)
{
    struct paragraph_style style = body_style;
    style.kashida = kashida;
    return style;
}

// ----- At which join -----

// The first line holds a word and a conjunction with room to spare, since they
// follow once more: where is the word lengthened? The letter on the
// right of the kashida as an index in letters; -1 where there is none.
static int lengthened_letter(const char *lang, const char *word)
{
    struct str line = arena_printf(arena, "%s و", word);
    struct paragraph *alone = start(lang);
    add(alone, arena_c_string(arena, line), &arabic_style);
    double width = (double)paragraph_natural_width(alone) / 65536.0;
    struct str text = arena_printf(arena, "%s و %s و", word, word);
    struct paragraph_style style = style_with(KASHIDA_FULL);
    struct lines lines =
        set_in(lang, arena_c_string(arena, text), &style, width + 5);
    assert_true(str_starts(text_of(&lines.items[0]), str_of(word)));
    const struct run *run = &lines.items[0].placed[0].as.run;
    for (size_t i = run->glyph_count; i-- > 0;) {
        if (!run->glyphs[i].kashida)
            continue;
        size_t letter = i + 1;
        while (letter < run->glyph_count && !run->glyphs[letter].text_count)
            letter++;
        assert_true(letter < run->glyph_count);
        struct str before =
            str_slice(run->text, 0, run->glyphs[letter].text_offset);
        return (int)utf8_count(before);
    }
    return -1;
}

static void joins_by_rank(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *word;
        int letter;
    } cases[] = {
        {"fa-AF", "سلام", 0},  // after seen
        {"fa-AF", "بصیرت", 1}, // after sad
        {"fa-AF", "محمد", 2},  // before final dal
        {"fa-AF", "نامه", 2},  // before final heh
        {"fa-AF", "صحیح", 0},  // seen and sad before hah
        {"fa-AF", "کتاب", 1},  // before alef
        {"fa-AF", "ملک", 1},   // before final kaf
        {"fa-AF", "غبر", 0},   // before a beh with reh after it
        {"fa-AF", "حقوق", 0},  // never before waw
        {"fa-AF", "عفو", 0},   // never before waw
        {"fa-AF", "کلا", 0},   // never in the lam-alef
        {"fa-AF", "می" ZWNJ "شنود",
         2},                    // one word: after sheen, which has the ZWNJ
        {"ps", "ښار", 0},       // of the seen group
        {"fa-AF", "به", -1},    // a word of two letters
        {"fa-AF", "آزاد", -1},  // no joins
        {"fa-AF", "کـتاب", -1}, // lengthened by its author
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int letter = lengthened_letter(cases[i].lang, cases[i].word);
        if (letter != cases[i].letter)
            fail_msg("%s: after letter %d, not %d", cases[i].word, letter,
                     cases[i].letter);
    }
}

// ----- What holds of every line -----

struct stroke {
    scaled start, end;
};
enum { STROKES_MOST = 64 };
struct strokes {
    struct stroke items[STROKES_MOST];
    size_t count;
};

// The kashidas of a line from left to right, each as one.
static struct strokes strokes_of(const struct line *line)
{
    struct strokes strokes = {.count = 0};
    for (size_t i = 0; i < line->placed_count; i++) {
        const struct placed *placed = &line->placed[i];
        const struct run *run = &placed->as.run;
        bool inside = false;
        for (size_t g = 0; placed->kind == PLACED_RUN && g < run->glyph_count;
             g++) {
            const struct glyph *glyph = &run->glyphs[g];
            if (glyph->kashida && !inside)
                strokes.items[strokes.count++].start = placed->x + glyph->x;
            if (glyph->kashida) {
                assert_int_equal(glyph->text_count, 0);
                strokes.items[strokes.count - 1].end =
                    placed->x + glyph->x + glyph->advance;
            }
            inside = glyph->kashida;
            assert_true(strokes.count < STROKES_MOST);
        }
    }
    return strokes;
}

static void check_apart(const struct strokes *one, const struct strokes *other)
{
    for (size_t i = 0; i < one->count; i++)
        for (size_t j = 0; j < other->count; j++)
            assert_true(one->items[i].end <= other->items[j].start ||
                        other->items[j].end <= one->items[i].start);
}

// Between two word spaces at most one.
static void check_one_a_word(const struct run *run)
{
    size_t in_word = 0;
    for (size_t g = 0; g < run->glyph_count; g++) {
        const struct glyph *glyph = &run->glyphs[g];
        struct str text = str_slice(run->text, glyph->text_offset,
                                    glyph->text_offset + glyph->text_count);
        if (str_equal(text, STR(" ")))
            in_word = 0;
        bool begins = glyph->kashida && (g == 0 || !run->glyphs[g - 1].kashida);
        in_word += begins;
        assert_true(in_word <= 1);
    }
}

static size_t check_lines(struct lines lines, double points)
{
    size_t found = 0;
    struct strokes above = {.count = 0};
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        struct strokes strokes = strokes_of(line);
        check_apart(&strokes, &above);
        for (size_t k = 0; k < strokes.count; k++) {
            scaled width = strokes.items[k].end - strokes.items[k].start;
            assert_true(width >= PT(10.6) * 209 / 1000);
            assert_true(width <= PT(10.6) * 601 / 1000);
        }
        for (size_t k = 0; k < line->placed_count; k++)
            check_one_a_word(&line->placed[k].as.run);
        if (line->justified && line->width < PT(points) - PT(0.02))
            fail_msg("line %zu is short", i);
        if (i + 1 == lines.count)
            assert_int_equal(strokes.count, 0);
        found += strokes.count;
        above = strokes;
    }
    return found;
}

static void lines_keep_the_rules(void **state)
{
    (void)state;
    size_t sparing = 0, full = 0;
    for (double points = 150; points < 330; points += 3.7) {
        struct paragraph_style style = style_with(KASHIDA_NONE);
        struct lines lines = set_in("fa-AF", long_dari, &style, points);
        assert_int_equal(check_lines(lines, points), 0);
        style = style_with(KASHIDA_SPARING);
        lines = set_in("fa-AF", long_dari, &style, points);
        sparing += check_lines(lines, points);
        assert_str(whole_text(lines), long_dari);
        style = style_with(KASHIDA_FULL);
        lines = set_in("fa-AF", long_dari, &style, points);
        full += check_lines(lines, points);
        assert_str(whole_text(lines), long_dari);
    }
    assert_true(sparing > 20);
    assert_true(full > 2 * sparing);
}

// Sparing: only where a line's word spaces would pass 1.33 of normal. What
// they would be without: the room that the kashidas take, given back to them.
static void sparing_is_for_wide_spaces(void **state)
{
    (void)state;
    struct paragraph_style style = style_with(KASHIDA_SPARING);
    for (double points = 150; points < 330; points += 3.7) {
        struct lines lines = set_in("fa-AF", long_dari, &style, points);
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.items[i];
            struct strokes strokes = strokes_of(line);
            scaled taken = 0, spaces = 0;
            for (size_t k = 0; k < strokes.count; k++)
                taken += strokes.items[k].end - strokes.items[k].start;
            struct str text = str_trim(text_of(line));
            for (size_t k = 0; k < text.count; k++)
                spaces += text.bytes[k] == ' ';
            scaled normal = spaces * PT(10.6) * 25 / 100;
            if (taken)
                assert_true(line->space_ratio + (double)taken / (double)normal >
                            1.32);
        }
    }
}

static void left_to_right_text_has_none(void **state)
{
    (void)state;
    struct paragraph_style style = style_with(KASHIDA_FULL);
    struct lines lines =
        set_in("en",
               "The words سلسله and کتابخانه stand in a text of another script "
               "and سلسله stays as it is there.",
               &style, 150);
    for (size_t i = 0; i < lines.count; i++)
        assert_int_equal(strokes_of(&lines.items[i]).count, 0);
}

// ----- Where a scribe has none -----

static size_t strokes_in(struct lines lines)
{
    size_t found = 0;
    for (size_t i = 0; i < lines.count; i++)
        found += strokes_of(&lines.items[i]).count;
    return found;
}

// Long enough for many lines, with a place in nearly every word.
static struct str repeated(const char *text)
{
    struct str all = STR("");
    for (int i = 0; i < 8; i++)
        all = arena_printf(arena, "%.*s%s ", STR_ARG(all), text);
    return all;
}

static size_t strokes_of_text(const char *lang, const char *piece_lang,
                              struct str text, const struct text_style *style)
{
    struct paragraph_style full = style_with(KASHIDA_FULL);
    struct paragraph *p = start(lang);
    paragraph_text(p, text, style, str_of(piece_lang), 1,
                   (struct place){0, text.count}, NULL);
    return strokes_in(paragraph_lines(p, &full, PT(173)));
}

static void forbidden_texts_have_none(void **state)
{
    (void)state;
    struct str plain = repeated("سلسله کتابخانه بسیار مسافران سخن");
    assert_true(strokes_of_text("fa-AF", "fa-AF", plain, &arabic_style) > 5);
    assert_int_equal(strokes_of_text("fa-AF", "ur", plain, &arabic_style), 0);
    struct text_style bold = arabic_style;
    bold.arabic_face = FACE_NASKH_SEMIBOLD;
    assert_int_equal(strokes_of_text("fa-AF", "fa-AF", plain, &bold), 0);
    struct str ornate = arena_printf(arena, "\uFD3F%.*s\uFD3E", STR_ARG(plain));
    assert_int_equal(strokes_of_text("fa-AF", "ar", ornate, &arabic_style), 0);
    struct str vowels = repeated("بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ سلسله");
    assert_int_equal(strokes_of_text("fa-AF", "ar", vowels, &arabic_style), 0);
    struct str signs = repeated("سلسله کتابخانه\u06D6 بسیار مسافران");
    assert_int_equal(strokes_of_text("fa-AF", "ar", signs, &arabic_style), 0);
    // One vowel over a word is no Qur'an.
    struct str one = repeated("سلسله کتابخانه مثلاً مسافران سخن");
    assert_true(strokes_of_text("fa-AF", "fa-AF", one, &arabic_style) > 5);
}

static void verse_has_none(void **state)
{
    (void)state;
    struct paragraph_style full = style_with(KASHIDA_FULL);
    struct paragraph *p = start("fa-AF");
    struct str text = repeated("سلسله کتابخانه بسیار مسافران سخن");
    paragraph_text(p, text, &arabic_style, STR("fa-AF"), 1, PLACE_NONE, NULL);
    paragraph_line_break(p);
    paragraph_text(p, text, &arabic_style, STR("fa-AF"), 1, PLACE_NONE, NULL);
    assert_int_equal(strokes_in(paragraph_lines(p, &full, PT(173))), 0);
}

// Of a line's runs, which are one, the words before each kashida.
static size_t words_of_strokes(const struct line *line, size_t *words)
{
    size_t found = 0;
    assert_int_equal(line->placed_count, 1);
    const struct run *run = &line->placed[0].as.run;
    for (size_t g = 0; g < run->glyph_count; g++) {
        if (!run->glyphs[g].kashida || (g && run->glyphs[g - 1].kashida))
            continue;
        size_t letter = g;
        while (!run->glyphs[letter].text_count)
            letter++;
        size_t word = 0;
        for (size_t k = 0; k < run->glyphs[letter].text_offset; k++)
            word += run->text.bytes[k] == ' ';
        assert_true(found < STROKES_MOST);
        words[found++] = word;
    }
    return found;
}

// One or two a line, never in neighbours.
static void sparing_is_as_a_scribe(void **state)
{
    (void)state;
    struct paragraph_style style = style_with(KASHIDA_SPARING);
    size_t pairs = 0;
    for (double points = 150; points < 330; points += 3.7) {
        struct lines lines = set_in("fa-AF", long_dari, &style, points);
        for (size_t i = 0; i < lines.count; i++) {
            size_t words[STROKES_MOST];
            size_t count = words_of_strokes(&lines.items[i], words);
            assert_true(count <= 2);
            if (count < 2)
                continue;
            pairs++;
            assert_true(words[0] > words[1] + 1 || words[1] > words[0] + 1);
        }
    }
    assert_true(pairs > 5);
}

static double space_variance(enum kashida kashida, double points)
{
    struct paragraph_style style = style_with(kashida);
    struct lines lines = set_in("fa-AF", long_dari, &style, points);
    double sum = 0, squares = 0;
    size_t count = 0;
    for (size_t i = 0; i + 1 < lines.count; i++) {
        double ratio = lines.items[i].space_ratio;
        sum += ratio;
        squares += ratio * ratio;
        count++;
    }
    double mean = sum / (double)count;
    return squares / (double)count - mean * mean;
}

static void full_is_more_even(void **state)
{
    (void)state;
    double none = 0, full = 0;
    for (double points = 180; points < 280; points += 3.7) {
        none += space_variance(KASHIDA_NONE, points);
        full += space_variance(KASHIDA_FULL, points);
    }
    assert_true(full < 0.7 * none);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(joins_by_rank),
        TEST(lines_keep_the_rules),
        TEST(sparing_is_for_wide_spaces),
        TEST(left_to_right_text_has_none),
        TEST(forbidden_texts_have_none),
        TEST(verse_has_none),
        TEST(sparing_is_as_a_scribe),
        TEST(full_is_more_even),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

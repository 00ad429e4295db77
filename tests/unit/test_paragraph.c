// SPDX-License-Identifier: MIT
// Paragraphs: faces, glyphs with their text, widths, notes, links.
#include "paragraphs.h"

#define ZWNJ "\xE2\x80\x8C"
#define FSI "\xE2\x81\xA8"
#define PDI "\xE2\x81\xA9"

// ----- Text: nothing lost, nothing added, in logical order -----

static void check_text_in(const char *lang, struct str text,
                          const struct paragraph_style *style, double points)
{
    struct lines lines = set_in(lang, text.bytes, style, points);
    assert_true(str_equal(whole_text(lines), text));
    uint64_t order = 0;
    for (size_t i = 0; i < lines.count; i++)
        for (size_t j = 0; j < lines.items[i].placed_count; j++) {
            const struct placed *placed = &lines.items[i].placed[j];
            const struct run *run = &placed->as.run;
            assert_true(placed->order >= order);
            order = placed->order;
            assert_true(str_equal(glyph_texts(run), run->text));
            for (size_t g = 0; g < run->glyph_count; g++)
                assert_int_not_equal(run->glyphs[g].id, 0);
        }
}

static void check_text(const char *lang, const char *text, double points)
{
    check_text_in(lang, str_of(text), &body_style, points);
}

static void text_comes_back(void **state)
{
    (void)state;
    // clang-format off
    static const char *const texts[][2] = {
        {"en", "An efficient office: five figures, first to last."},
        {"en", "Waters (آب\xE2\x80\x8Cهای رود) and «کې» 1990–2001, naïve 46,7% − 3 ½."},
        {"en", "Russian Река и степь; Tajik ғӣҷ; Greek Αθήνα."},
        {"fa-AF",
         "می\xE2\x80\x8Cشود کتاب\xE2\x80\x8Cها، (۱۹۶۷ م.) ۴۶٫۷٪ و Water Users (WUA) 2014 است."},
        {"fa-AF", "لا اِلهَ اِلّا اللّه؛ دربارهٔ ۀ مسئلهٔ ۱۴۰۳/۸/۲۸"},
        {"ps", "د ښوونځي ټول ډېر ګڼ څوک ځي، پر ۍ او ئ ۔ (؟؟؟)"},
        {"fa-AF", "نام " FSI "Afghan Watch (AW)" PDI " و پایان"},
        {"en", "  two spaces  at both ends  "},
    };
    // clang-format on
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (double points = 60; points <= 240; points += 45)
            check_text(texts[i][0], texts[i][1], points);
}

// pdf.js drops a string that ends in a format character, so a ZWNJ goes with
// the letter after it.
static void zwnj_goes_with_the_letter_after(void **state)
{
    (void)state;
    struct lines lines = set_in("fa-AF", "می" ZWNJ "شود", &ragged_style, 200);
    const struct run *run = &lines.items[0].placed[0].as.run;
    assert_int_equal(run->glyph_count, 5);
    bool found = false;
    for (size_t i = 0; i < run->glyph_count; i++) {
        struct str text =
            str_slice(run->text, run->glyphs[i].text_offset,
                      run->glyphs[i].text_offset + run->glyphs[i].text_count);
        assert_false(str_ends(text, STR(ZWNJ)));
        if (str_equal(text, STR(ZWNJ "ش")))
            found = true;
    }
    assert_true(found);
}

static void ligature_has_all_its_letters(void **state)
{
    (void)state;
    struct lines lines = set_in("en", "fish", &ragged_style, 200);
    const struct run *run = &lines.items[0].placed[0].as.run;
    assert_int_equal(run->glyph_count, 3);
    assert_int_equal(run->glyphs[0].text_count, 2);
    assert_int_equal(run->glyphs[1].text_offset, 2);
}

static void isolates_of_ours_leave_no_text(void **state)
{
    (void)state;
    struct paragraph *p = start("fa-AF");
    add(p, "نام ", &arabic_style);
    paragraph_isolate_open(p, DIRECTION_INHERIT);
    add(p, "Afghan Watch!", &arabic_style);
    paragraph_isolate_close(p);
    add(p, " پایان", &arabic_style);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(300));
    assert_int_equal(lines.count, 1);
    assert_str(text_of(&lines.items[0]), "نام Afghan Watch! پایان");
    // The mark stays with the name because of the isolate.
    assert_str(seen_order(&lines.items[0]), "| پایان|Afghan Watch!|نام ");
}

// ----- Faces and figures -----

// docs/design.md#fonts, trap 1: never the Urdu shapes.
static void digits_keep_their_persian_shapes(void **state)
{
    (void)state;
    static const char *const langs[] = {"fa-AF", "ps", "ur", "en"};
    for (size_t i = 0; i < 4; i++) {
        struct lines lines = set_in(langs[i], "۴۶۷", &ragged_style, 100);
        const struct run *run = &lines.items[0].placed[0].as.run;
        assert_int_equal(run->glyph_count, 3);
        assert_string_equal(glyph_name(run, 0), "uni06F4");
        assert_string_equal(glyph_name(run, 1), "uni06F6");
        assert_string_equal(glyph_name(run, 2), "uni06F7");
    }
}

// Trap 3: figures of tables are Naskh, all 449/1000 em wide.
static void tabular_digits_are_of_one_width(void **state)
{
    (void)state;
    struct text_style style = arabic_style;
    style.arabic_face = FACE_SANS_ARABIC_REGULAR;
    style.tabular = true;
    struct paragraph *p = start("fa-AF");
    add(p, "۰۱۲۳۴۵۶۷۸۹", &style);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(200));
    const struct run *run = &lines.items[0].placed[0].as.run;
    assert_int_equal(run->face->id, FACE_NASKH_REGULAR);
    for (size_t i = 0; i < 10; i++)
        assert_true(
            labs((long)(run->glyphs[i].advance * 1000 / run->size) - 449) <= 1);
}

static void figures_are_oldstyle_or_lining(void **state)
{
    (void)state;
    struct lines lines = set_in("en", "3", &ragged_style, 100);
    uint32_t oldstyle = lines.items[0].placed[0].as.run.glyphs[0].id;
    struct text_style style = latin_style;
    style.lining = true;
    struct paragraph *p = start("en");
    add(p, "3", &style);
    lines = paragraph_lines(p, &ragged_style, PT(100));
    assert_int_not_equal(lines.items[0].placed[0].as.run.glyphs[0].id,
                         oldstyle);
}

static void minus_of_noto_sans_is_vollkorns(void **state)
{
    (void)state;
    struct text_style style = latin_style;
    style.latin_face = FACE_SANS_REGULAR;
    struct paragraph *p = start("en");
    add(p, "a\xE2\x88\x92z", &style); // U+2212
    struct lines lines = paragraph_lines(p, &ragged_style, PT(100));
    assert_int_equal(lines.items[0].placed_count, 3);
    assert_int_equal(lines.items[0].placed[1].as.run.face->id,
                     FACE_VOLLKORN_REGULAR);
    assert_int_equal(lines.items[0].placed[2].as.run.face->id,
                     FACE_SANS_REGULAR);
}

static enum face_id face_at(struct lines lines, const char *text)
{
    const struct line *line = &lines.items[0];
    for (size_t i = 0; i < line->placed_count; i++)
        if (line->placed[i].kind == PLACED_RUN &&
            str_find(line->placed[i].as.run.text, str_of(text)) != STR_NONE)
            return line->placed[i].as.run.face->id;
    return FACE_COUNT;
}

static void symbols_and_hebrew_have_faces(void **state)
{
    (void)state;
    struct lines lines = set_in("en", "ok ✓ ① → ⟹ דו״ח", &ragged_style, 200);
    assert_int_equal(face_at(lines, "✓"), FACE_SYMBOLS_TWO_REGULAR);
    assert_int_equal(face_at(lines, "①"), FACE_SYMBOLS_REGULAR);
    assert_int_equal(face_at(lines, "→"), FACE_VOLLKORN_REGULAR);
    assert_int_equal(face_at(lines, "⟹"), FACE_MATH_REGULAR);
    assert_int_equal(face_at(lines, "דו״ח"), FACE_SERIF_HEBREW_REGULAR);
    lines = set_in("fa-AF", "آب ☐ שלום עולם", &ragged_style, 200);
    assert_int_equal(face_at(lines, "☐"), FACE_SYMBOLS_TWO_REGULAR);
    assert_int_equal(face_at(lines, "שלום"), FACE_SERIF_HEBREW_REGULAR);
    // The space between two words of Hebrew is no Arabic one.
    lines = set_in("en", "שלום עולם", &ragged_style, 200);
    assert_int_equal(face_at(lines, "עולם"), FACE_SERIF_HEBREW_REGULAR);
    assert_int_equal(face_at(lines, " "), FACE_VOLLKORN_REGULAR);
    struct text_style label = latin_style;
    label.latin_face = FACE_SANS_SEMIBOLD;
    struct paragraph *p = start("en");
    add(p, "דוח ☑", &label);
    lines = paragraph_lines(p, &ragged_style, PT(100));
    assert_int_equal(face_at(lines, "דוח"), FACE_SANS_HEBREW_SEMIBOLD);
    assert_int_equal(face_at(lines, "☑"), FACE_SYMBOLS_TWO_REGULAR);
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 0);
}

static void a_script_without_a_face_is_told_once(void **state)
{
    (void)state;
    set_in("en", "जल पानी नदी", &ragged_style, 200);
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 1);
    set_in("fa-AF", "आब و 水、和。", &ragged_style, 200);
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 2);
}

static void missing_glyph_is_replaced_and_reported(void **state)
{
    (void)state;
    struct lines lines =
        set_in("en", "ok \xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xE4\xB8\xAD",
               &ragged_style, 200); // an emoji twice, a Han character
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 2);
    assert_str(whole_text(lines),
               "ok \xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xE4\xB8\xAD");
    const struct line *line = &lines.items[0];
    for (size_t i = 0; i < line->placed_count; i++)
        for (size_t g = 0; g < line->placed[i].as.run.glyph_count; g++)
            assert_int_not_equal(line->placed[i].as.run.glyphs[g].id, 0);
}

static void capitals_keep_the_authors_text(void **state)
{
    (void)state;
    struct text_style style = latin_style;
    style.capitals = true;
    struct paragraph *p = start("en");
    add(p, "road", &style);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(100));
    const struct run *run = &lines.items[0].placed[0].as.run;
    assert_str(run->text, "road");
    assert_int_equal(glyph_name(run, 0)[0], 'R'); // R or its variant R.calt
    assert_int_equal(glyph_name(run, 3)[0], 'D');
}

static void tracking_spaces_latin_only(void **state)
{
    (void)state;
    struct text_style style = latin_style;
    struct paragraph *p = start("en");
    add(p, "road سلام", &style);
    scaled plain = paragraph_natural_width(p);
    style.tracking = PT(2);
    p = start("en");
    add(p, "road سلام", &style);
    assert_int_equal(paragraph_natural_width(p), plain + 5 * PT(2));
}

// ----- Widths -----

static const char long_english[] =
    "The gates of the canal are opened by the oldest of the water masters, "
    "who keeps the book in which every turn of the year is written down; in "
    "a dry summer his household measures the flow at noon and again at dusk, "
    "and the council of the villages settles whatever disagreement remains "
    "before the following market day.";
// clang-format off
static const char long_dari[] =
    "دروازه\xE2\x80\x8Cهای جوی را میرآب باز می\xE2\x80\x8Cکند "
    "که کتاب نوبت\xE2\x80\x8Cها را نگاه می\xE2\x80\x8Cدارد و "
    "هر نوبت سال در آن نوشته است؛ در تابستان خشک، خانوادهٔ او "
    "آب را در چاشت و بار دیگر در شام اندازه می\xE2\x80\x8Cگیرد "
    "و شورای ده\xE2\x80\x8Cها هر اختلافی را که بماند پیش از روز "
    "بازار فیصله می\xE2\x80\x8Cکند.";
// clang-format on

static void check_justified(const char *lang, const char *text, double points)
{
    struct lines lines = set_in(lang, text, &body_style, points);
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.items[i];
        scaled sum = 0;
        for (size_t j = 0; j < line->placed_count; j++) {
            scaled run = 0;
            for (size_t g = 0; g < line->placed[j].as.run.glyph_count; g++)
                run += line->placed[j].as.run.glyphs[g].advance;
            assert_int_equal(run, line->placed[j].as.run.width);
            sum += run;
        }
        assert_int_equal(sum, line->width);
        if (i + 1 == lines.count)
            assert_false(line->justified);
        if (!line->justified)
            continue;
        // What may stand out is 0.6 of a stop or hyphen, under 2.5 pt here.
        assert_true(line->width >= PT(points));
        assert_true(line->width < PT(points) + PT(2.5));
        assert_true(line->space_ratio >= 0.15 / 0.25 - 1e-6);
    }
}

static void justified_lines_fill_the_measure(void **state)
{
    (void)state;
    for (double points = 150; points < 300; points += 7.3) {
        check_justified("en", long_english, points);
        check_justified("fa-AF", long_dari, points);
    }
}

// Lines are cut from the shaped paragraph; each must have the glyphs that it
// would have if it were shaped alone.
static void check_alone(const char *lang, const struct line *line)
{
    struct str text = str_trim(text_of(line));
    struct lines alone =
        set_in(lang, arena_c_string(arena, text), &ragged_style, 2000);
    const struct line *other = &alone.items[0];
    assert_int_equal(line->placed_count, other->placed_count);
    for (size_t i = 0; i < line->placed_count; i++) {
        const struct run *a = &line->placed[i].as.run;
        const struct run *b = &other->placed[i].as.run;
        assert_ptr_equal(a->face, b->face);
        // The space at the line's end is in a alone: last, or first where the
        // run goes right to left.
        size_t more = a->glyph_count - b->glyph_count;
        assert_true(more <= 1);
        for (size_t g = 0; g < b->glyph_count; g++)
            assert_int_equal(a->glyphs[a->rtl ? g + more : g].id,
                             b->glyphs[g].id);
    }
}

static void lines_are_shaped_as_if_alone(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.hyphenate = false;
    style.kashida = KASHIDA_NONE;
    for (double points = 120; points < 300; points += 9.1) {
        struct lines lines = set_in("en", long_english, &style, points);
        for (size_t i = 0; i < lines.count; i++)
            check_alone("en", &lines.items[i]);
        lines = set_in("fa-AF", long_dari, &style, points);
        for (size_t i = 0; i < lines.count; i++)
            check_alone("fa-AF", &lines.items[i]);
    }
}

static const char quoted_english[] =
    "“The turn,” said the clerk, “is counted in hours.” “Whose hours?” he "
    "was asked, and “whose water?” as well; “nobody’s,” he said, “or "
    "everybody’s, where it is read aloud.” “Then read,” said the others, “so "
    "that the hours are ours.” “Tomorrow,” said the clerk.";

// Of the last glyph that is seen, or the first: what it is and how wide.
static struct str edge_glyph(const struct line *line, bool last, scaled *width)
{
    struct str found = STR("");
    for (size_t i = 0; i < line->placed_count; i++) {
        const struct run *run = &line->placed[i].as.run;
        for (size_t g = 0; g < run->glyph_count; g++) {
            const struct glyph *glyph = &run->glyphs[g];
            if (!glyph->advance || (!last && found.count))
                continue;
            *width = glyph->advance;
            found = str_slice(run->text, glyph->text_offset,
                              glyph->text_offset + glyph->text_count);
        }
    }
    return found;
}

static bool is_one_of(struct str text, const char *const *marks)
{
    for (; *marks; marks++)
        if (str_equal(text, str_of(*marks)))
            return true;
    return false;
}

// 0.6 of a mark as the face has it: in the line it may be narrower, by 1.5 % of
// its width and 0.096 pt.
static scaled most_out(scaled set_width)
{
    return (set_width + PT(0.1)) * 1016 / 1000 * 60 / 100;
}

// A line that ends in a hyphen, a stop or a closing quotation mark stands out
// by at most 0.6 of it, one that begins with an opening one likewise; no other
// line stands out.
static void marks_hang_by_at_most_six_tenths(void **state)
{
    (void)state;
    static const char *const at_end[] = {"",  "-", ".", ",", ":",
                                         ";", "”", "’", NULL};
    static const char *const at_start[] = {"“", "‘", NULL};
    size_t hanging = 0, opening = 0;
    for (double points = 150; points < 300; points += 3.1) {
        struct lines lines = set_in("en", quoted_english, &body_style, points);
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.items[i];
            scaled first = 0, last = 0, start = line->placed[0].x;
            struct str opens = edge_glyph(line, false, &first);
            struct str closes = edge_glyph(line, true, &last);
            scaled out = start + line->width - PT(points);
            if (start) {
                opening++;
                assert_true(is_one_of(opens, at_start));
                assert_true(start < 0 && -start <= most_out(first));
            }
            if (!line->justified || out <= 0)
                continue;
            hanging++;
            assert_true(is_one_of(closes, at_end));
            assert_true(out <= most_out(last));
        }
    }
    assert_true(hanging > 20);
    assert_true(opening > 20);
}

static void natural_width_is_that_of_one_line(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    add(p, "one line of text", &latin_style);
    scaled width = paragraph_natural_width(p);
    struct lines lines = paragraph_lines(p, &ragged_style, width);
    assert_int_equal(lines.count, 1);
    assert_int_equal(lines.items[0].width, width);
    lines = paragraph_lines(p, &ragged_style, width - 1);
    assert_int_equal(lines.count, 2);
    scaled widest = paragraph_minimum_width(p);
    lines = paragraph_lines(p, &ragged_style, widest);
    assert_int_equal(lines.count, 4);
}

static void first_line_is_indented(void **state)
{
    (void)state;
    struct paragraph_style style = body_style;
    style.first_indent = PT(13);
    struct lines lines = set_in("en", long_english, &style, 220);
    assert_int_equal(lines.items[0].placed[0].x, PT(13));
    assert_int_equal(lines.items[1].placed[0].x, 0);
    style.first_indent = PT(17);
    lines = set_in("fa-AF", long_dari, &style, 220);
    const struct placed *first = &lines.items[0].placed[0];
    assert_int_equal(first->x + first->as.run.width, PT(220) - PT(17));
}

// ----- Notes, links, marks -----

static void note_number_never_begins_a_line(void **state)
{
    (void)state;
    struct note note = {.number = 7};
    for (double points = 40; points < 200; points += 1.7) {
        struct paragraph *p = start("en");
        add(p, "The council settles every disagreement. ", &latin_style);
        paragraph_note_reference(p, STR("7"), &latin_style, 2, NULL, &note, 0);
        add(p, " Afterwards the gates are opened.", &latin_style);
        struct lines lines = paragraph_lines(p, &body_style, PT(points));
        size_t listed = 0;
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.items[i];
            assert_int_not_equal(line->placed[0].tag, 2);
            listed += line->note_count;
            if (line->note_count)
                assert_ptr_equal(line->notes[0], &note);
        }
        assert_int_equal(listed, 1);
    }
}

// Without isolation ۲۰۱۴ and ۷ would be one number to bidi.
static void note_number_follows_a_year(void **state)
{
    (void)state;
    struct note note = {.number = 7};
    struct paragraph *p = start("fa-AF");
    add(p, "سال ۲۰۱۴", &arabic_style);
    paragraph_note_reference(p, STR("۷"), &arabic_style, 2, NULL, &note, 0);
    add(p, " بود", &arabic_style);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(200));
    assert_str(seen_order(&lines.items[0]), "| بود|۷|۲۰۱۴|سال ");
    assert_str(whole_text(lines), "سال ۲۰۱۴۷ بود");
}

static void link_over_two_lines_has_two_areas(void **state)
{
    (void)state;
    struct paragraph *p = start("en");
    struct paragraph_link link = {.url = STR("https://example.org/")};
    add(p, "see ", &latin_style);
    paragraph_text(p, STR("the report on the canals"), &latin_style, STR("en"),
                   3, PLACE_NONE, &link);
    struct lines lines = paragraph_lines(p, &ragged_style, PT(80));
    assert_int_equal(lines.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(lines.items[i].area_count, 1);
        const struct area *area = &lines.items[i].areas[0];
        assert_int_equal(area->tag, 3);
        assert_true(area->width > 0 && area->height > 0 && area->y < 0);
        assert_str(area->url, "https://example.org/");
    }
    assert_true(lines.items[0].areas[0].x > 0);
    assert_int_equal(lines.items[1].areas[0].x, 0);
}

static void mark_follows_the_last_word(void **state)
{
    (void)state;
    struct path path = {.step_count = 0};
    for (double points = 30; points < 120; points += 3) {
        struct paragraph *p = start("en");
        add(p, "one two three four", &latin_style);
        paragraph_mark(p, PT(8), &path, (struct ink){0});
        struct lines lines = paragraph_lines(p, &ragged_style, PT(points));
        const struct line *last = &lines.items[lines.count - 1];
        assert_true(last->placed_count >= 2);
        const struct placed *mark = &last->placed[last->placed_count - 1];
        assert_int_equal(mark->kind, PLACED_PATH);
        assert_int_equal(mark->tag, TAG_ARTIFACT);
        assert_int_equal(mark->x, last->width - PT(8));
    }
}

// ----- Broken and hostile text -----

static void empty_text_has_no_lines(void **state)
{
    (void)state;
    assert_int_equal(set_in("en", "", &body_style, 100).count, 0);
    struct paragraph *p = start("en");
    assert_int_equal(paragraph_lines(p, &body_style, PT(100)).count, 0);
    assert_int_equal(paragraph_natural_width(p), 0);
}

static void odd_text_is_set(void **state)
{
    (void)state;
    static const char *const odd[] = {" ",
                                      "     ",
                                      "\xCC\x81\xCC\x81",
                                      "\xE2\x80\x8B",
                                      ZWNJ ZWNJ,
                                      PDI PDI FSI,
                                      "\xC2\xAD",
                                      "a\nb\tc",
                                      ZWNJ "a",
                                      "a" ZWNJ,
                                      "\xC2\xAD"
                                      "abc\xC2\xAD"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (double points = 0; points < 40; points += 13) {
            assert_str(whole_text(set_in("en", odd[i], &body_style, points)),
                       odd[i]);
            assert_str(whole_text(set_in("ps", odd[i], &ragged_style, points)),
                       odd[i]);
        }
}

// Whatever stands beside whatever else: the text comes back, and no glyph is
// .notdef.
static void any_text_comes_back(void **state)
{
    (void)state;
    static const char *const bits[] = {"a",        "fi",
                                       "W",        "office",
                                       "-",        " ",
                                       " ",        "\xC2\xA0",
                                       "\xC2\xAD", ZWNJ,
                                       "و",        "لا",
                                       "ښ",        "\u0651",
                                       "\u0301",   "۴",
                                       "7",        "٪",
                                       "(",        "/",
                                       "\u2013",   "\u200D",
                                       "\u200B",   "\u2060",
                                       FSI,        PDI,
                                       "\u202E",   "\u202C",
                                       "\u200F",   "\U0001F600",
                                       "\u05D0",   "\uFE0F",
                                       "\u0915",   "https://a.b/",
                                       "\u00DF",   "\n"};
    uint32_t seed = 99;
    for (int round = 0; round < 600; round++) {
        struct str text = STR("");
        for (int i = 0; i < 30; i++) {
            seed = seed * 1664525u + 1013904223u;
            text =
                arena_printf(arena, "%.*s%s", STR_ARG(text),
                             bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        struct paragraph_style style = {
            .alignment = (enum paragraph_alignment)(round % 5),
            .hyphenate = round & 1,
            .keep_last_line = round & 2};
        check_text_in(round & 4 ? "fa-AF" : "en", text, &style,
                      (double)(round % 17) * 11);
    }
}

static char *repeated(const char *unit, size_t count)
{
    size_t size = strlen(unit);
    char *text = arena_alloc(arena, size * count + 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * size, unit, size);
    return text;
}

static void word_without_end_is_cut(void **state)
{
    (void)state;
    struct lines lines = set_in("en", repeated("x", 5000), &body_style, 232);
    assert_true(lines.count > 50);
    for (size_t i = 0; i < lines.count; i++)
        assert_true(lines.items[i].width <= PT(233));
    assert_int_equal(diag_count(diag, LEVEL_WARNING), 1);
    lines = set_in("ps", repeated("ښ", 2000), &body_style, 232);
    assert_true(lines.count > 20);
    // Cut inside a word, letters keep their joins: no isolated form at the cut.
    const struct run *run = &lines.items[1].placed[0].as.run;
    assert_non_null(strstr(glyph_name(run, 0), "medi"));
}

static void marks_without_end_are_set(void **state)
{
    (void)state;
    struct lines lines =
        set_in("en", repeated("\xCC\x81", 10000), &body_style, 232);
    assert_true(lines.count >= 1);
    lines = set_in("fa-AF", repeated("\xE2\x80\x8B", 10000), &body_style, 232);
    assert_true(lines.count >= 1);
}

int main(void)
{
#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_arena, close_arena)
    const struct CMUnitTest tests[] = {
        TEST(text_comes_back),
        TEST(zwnj_goes_with_the_letter_after),
        TEST(ligature_has_all_its_letters),
        TEST(isolates_of_ours_leave_no_text),
        TEST(digits_keep_their_persian_shapes),
        TEST(tabular_digits_are_of_one_width),
        TEST(figures_are_oldstyle_or_lining),
        TEST(minus_of_noto_sans_is_vollkorns),
        TEST(symbols_and_hebrew_have_faces),
        TEST(a_script_without_a_face_is_told_once),
        TEST(missing_glyph_is_replaced_and_reported),
        TEST(capitals_keep_the_authors_text),
        TEST(tracking_spaces_latin_only),
        TEST(justified_lines_fill_the_measure),
        TEST(lines_are_shaped_as_if_alone),
        TEST(marks_hang_by_at_most_six_tenths),
        TEST(natural_width_is_that_of_one_line),
        TEST(first_line_is_indented),
        TEST(note_number_never_begins_a_line),
        TEST(note_number_follows_a_year),
        TEST(link_over_two_lines_has_two_areas),
        TEST(mark_follows_the_last_word),
        TEST(empty_text_has_no_lines),
        TEST(odd_text_is_set),
        TEST(any_text_comes_back),
        TEST(word_without_end_is_cut),
        TEST(marks_without_end_are_set),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

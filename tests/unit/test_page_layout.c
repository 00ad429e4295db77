// SPDX-License-Identifier: MIT
// Pages: figures at the tops, headings with their text, strokes, last pages.
#include "laid_out.h"

#define NEAR 0.05 // points
#define FRAME_TOP_POINTS (29 * 72 / 25.4)

static double points(scaled length)
{
    return (double)length / 65536.0;
}

static size_t column_of(const struct placed *placed)
{
    return points(placed->x) > 105 * 72 / 25.4;
}

// ----- Briefs made up -----

static uint32_t random_under(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static void make_words(struct buffer *to, uint32_t *seed, uint32_t count,
                       bool rtl)
{
    static const char *const latin[] = {"water", "of",     "valley", "canals",
                                        "the",   "season", "in",     "council"};
    static const char *const arabic[] = {"آب",
                                         "از",
                                         "دره",
                                         "جوی\xE2\x80\x8C"
                                         "ها",
                                         "این",
                                         "سال",
                                         "بازار",
                                         "شورا"};
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_c(to, i > 0 ? " " : "");
        uint32_t word = random_under(seed, 8);
        buffer_add_c(to, rtl ? arabic[word] : latin[word]);
    }
}

static struct laid_out lay_out_buffer(struct buffer *text)
{
    struct laid_out out = lay_out("made.md", buffer_str(text));
    buffer_release(text);
    return out;
}

static void begin_brief(struct buffer *text, bool rtl)
{
    buffer_add_c(text, rtl ? "---\ntitle: آب\nlang: fa-AF\n---\n\n"
                           : "---\ntitle: Water\nlang: en\n---\n\n");
}

// ----- Where things stand -----

struct spot {
    bool found;
    size_t page, column;
    double top, bottom; // baselines
};

// All runs under a tag; from the first one's column.
static struct spot spot_of(const struct pages *pages, size_t tag)
{
    struct spot spot = {0};
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            size_t at = placed->tag;
            while (at != TAG_ARTIFACT && at != tag &&
                   pages->tags[at].role != TAG_DOCUMENT)
                at = pages->tags[at].parent;
            if (placed->kind != PLACED_RUN || at != tag)
                continue;
            double y = points(placed->y);
            if (!spot.found)
                spot = (struct spot){true, i, column_of(placed), y, y};
            if (i == spot.page && y > spot.bottom)
                spot.bottom = y;
        }
    return spot;
}

// Lines of body text in a column of a page, over and under a height.
static size_t body_lines(const struct pages *pages, size_t page, size_t column,
                         double from, double to)
{
    size_t count = 0;
    double last = -1;
    for (size_t j = 0; j < pages->items[page].placed_count; j++) {
        const struct placed *placed = &pages->items[page].placed[j];
        double y = points(placed->y);
        if (placed->kind != PLACED_RUN || column_of(placed) != column ||
            !is_body(pages, placed->tag) ||
            under(pages, placed->tag, TAG_FIGURE) || y < from || y > to)
            continue;
        if (y > last + NEAR || y < last - NEAR)
            count++;
        last = y;
    }
    return count;
}

// ----- Headings -----

// However short the text, a heading has what follows it, two lines where
// there are two, under it in its own column.
static void headings_keep_their_text(void **state)
{
    (void)state;
    for (uint32_t words = 1; words < 60; words += 3)
        for (uint32_t kind = 0; kind < 6; kind++) {
            struct buffer text = {0};
            uint32_t seed = words;
            bool rtl = kind % 2 == 1;
            begin_brief(&text, rtl);
            for (uint32_t i = 0; i < 1 + kind / 2; i++) {
                buffer_add_c(&text, i % 2 == 0 ? "## " : "### ");
                make_words(&text, &seed, 1 + random_under(&seed, 9), rtl);
                buffer_add_c(&text, "\n\n");
                make_words(&text, &seed, words, rtl);
                buffer_add_c(&text, ".\n\n");
                make_words(&text, &seed, random_under(&seed, 90), rtl);
                buffer_add_c(&text, "\n\n");
            }
            struct laid_out out = lay_out_buffer(&text);
            const struct pages *pages = out.pages;
            for (size_t i = 1; i < pages->tag_count; i++) {
                enum structure_role role = pages->tags[i].role;
                if (role != TAG_H2 && role != TAG_H3)
                    continue;
                struct spot spot = spot_of(pages, i);
                assert_true(spot.found);
                assert_true(body_lines(pages, spot.page, spot.column,
                                       spot.bottom + 1, 1000) >= 1);
                if (words > 30) // more than a line
                    assert_true(body_lines(pages, spot.page, spot.column,
                                           spot.bottom + 1, 1000) >= 2);
            }
            laid_out_free(&out);
        }
}

// A lead-in with a colon has its list's first line under it.
static void a_lead_in_keeps_its_list(void **state)
{
    (void)state;
    for (uint32_t lines = 0; lines < 60; lines++) {
        struct buffer text = {0};
        begin_brief(&text, false);
        for (uint32_t i = 0; i < lines; i++)
            buffer_add_c(&text, "One line.\n\n");
        buffer_add_c(&text, "These:\n\n- Item.\n- Item.\n\nThe end.\n");
        struct laid_out out = lay_out_buffer(&text);
        struct spot lead = {0}, list = {0};
        for (size_t i = 1; i < out.pages->tag_count; i++)
            if (out.pages->tags[i].role == TAG_L) {
                lead = spot_of(out.pages, i - 1);
                list = spot_of(out.pages, i);
            }
        assert_true(lead.found && list.found);
        assert_int_equal(lead.page, list.page);
        assert_int_equal(lead.column, list.column);
        laid_out_free(&out);
    }
}

// ----- Figures -----

// Pictures are not there in unit tests: their words stand for them in a frame,
// as tall as the words make it.
static void make_figure(struct buffer *text, uint32_t *seed, bool wide)
{
    buffer_add_c(text, "![");
    make_words(text, seed, wide ? 500 : 150, false);
    buffer_printf(text,
                  "](none.png \"A caption\"){credit=\"Drawn here\" width=%s}"
                  "\n\n",
                  wide ? "frame" : "column");
}

static void make_table(struct buffer *text, uint32_t *seed, bool wide)
{
    uint32_t columns = wide ? 6 : 3, rows = 2 + random_under(seed, 12);
    buffer_add_c(text, "Table: Rows\n\n");
    for (uint32_t i = 0; i < rows; i++) {
        for (uint32_t j = 0; j < columns; j++)
            buffer_add_c(text, i == 1 ? "|---" : "|cell");
        buffer_add_c(text, "|\n");
    }
    buffer_add_c(text, "\n");
}

// every: how many paragraphs to a figure or table.
static struct laid_out lay_out_figures(uint32_t seed, bool any_wide,
                                       uint32_t every)
{
    struct buffer text = {0};
    begin_brief(&text, false);
    uint32_t count = 6 + random_under(&seed, 20);
    for (uint32_t i = 0; i < count; i++) {
        if (random_under(&seed, 6) == 0) {
            buffer_add_c(&text, "## ");
            make_words(&text, &seed, 3, false);
            buffer_add_c(&text, "\n\n");
        }
        make_words(&text, &seed, 20 + random_under(&seed, 150), false);
        buffer_add_c(&text, ".\n\n");
        bool wide = any_wide && random_under(&seed, 2) == 0;
        if (i % every == every / 2 && random_under(&seed, 3) == 0)
            make_table(&text, &seed, wide);
        else if (i % every == every / 2)
            make_figure(&text, &seed, wide);
    }
    return lay_out_buffer(&text);
}

static bool is_floating(const struct pages *pages, size_t tag)
{
    return pages->tags[tag].role == TAG_FIGURE ||
           pages->tags[tag].role == TAG_TABLE;
}

// Each after the one before; at the top of a page or column, if text follows;
// on its call's page or soon after.
static void check_figures(const struct pages *pages, size_t pages_after)
{
    struct spot before = {0};
    for (size_t i = 1; i < pages->tag_count; i++) {
        if (!is_floating(pages, i))
            continue;
        struct spot spot = spot_of(pages, i);
        assert_true(spot.found);
        assert_true(spot.page > before.page ||
                    (spot.page == before.page &&
                     (spot.column > before.column || spot.top > before.top)));
        // Where a page's top is taken, text may end over a wide table.
        bool taken = spot.page == before.page && before.found &&
                     pages->tags[i].role == TAG_TABLE;
        before = spot;
        bool over = body_lines(pages, spot.page, spot.column, 0, spot.top) > 0;
        bool follows =
            body_lines(pages, spot.page, spot.column, spot.bottom, 1000) > 0;
        assert_false(over && follows && !taken);
        // Tags are in the text's order: the paragraph before calls it.
        struct spot call = spot_of(pages, i - 1);
        assert_true(call.found);
        assert_true(spot.page >= call.page &&
                    spot.page <= call.page + pages_after);
    }
}

static void figures_stand_at_the_top(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        // Now and then one; or more than there are pages for.
        bool many = seed % 4 == 3;
        struct laid_out out =
            lay_out_figures(seed, seed % 2 == 0, many ? 1 : 5);
        check_figures(out.pages, many ? 20 : 1);
        laid_out_free(&out);
    }
}

// The text ends on its first page: there the figure is, over the text.
static void an_early_wide_figure_is_not_alone(void **state)
{
    (void)state;
    struct buffer text = {0};
    uint32_t seed = 5;
    begin_brief(&text, false);
    make_words(&text, &seed, 60, false);
    buffer_add_c(&text, "\n\n");
    make_figure(&text, &seed, true);
    make_words(&text, &seed, 200, false);
    struct laid_out out = lay_out_buffer(&text);
    assert_int_equal(out.pages->count, 2);
    check_figures(out.pages, 0);
    laid_out_free(&out);
}

static bool is_credit(const struct placed *placed)
{
    return placed->kind == PLACED_RUN &&
           str_find(placed->as.run.text, STR("Drawn")) != STR_NONE;
}

static void a_credit_has_its_own_line(void **state)
{
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        struct buffer text = {0};
        uint32_t seed = 5;
        begin_brief(&text, false);
        buffer_add_c(&text, "Text.\n\n");
        make_figure(&text, &seed, wide == 1);
        struct laid_out out = lay_out_buffer(&text);
        const struct page *page = &out.pages->items[1];
        double credit = 0, caption = 0;
        for (size_t i = 0; i < page->placed_count; i++) {
            const struct placed *placed = &page->placed[i];
            if (is_credit(placed))
                credit = points(placed->y);
            else if (placed->kind == PLACED_RUN &&
                     str_find(placed->as.run.text, STR("caption")) != STR_NONE)
                caption = points(placed->y);
        }
        assert_true(caption > 0 && credit > caption + 9);
        laid_out_free(&out);
    }
}

// ----- Strokes -----

// A rectangle as wide as the words, at half the small letters' height.
static void struck_words_have_a_line(void **state)
{
    (void)state;
    static const char *const words[] = {"struck", "غلط"};
    for (size_t k = 0; k < 2; k++) {
        struct buffer text = {0};
        begin_brief(&text, k == 1);
        buffer_printf(&text, "%s ~~%s~~ %s\n", k ? "متن" : "The", words[k],
                      k ? "است." : "one.");
        struct laid_out out = lay_out_buffer(&text);
        const struct page *page = &out.pages->items[1];
        size_t lines = 0;
        for (size_t i = 0; i < page->placed_count; i++) {
            const struct placed *run = &page->placed[i];
            if (run->kind != PLACED_RUN ||
                !str_equal(run->as.run.text, str_of(words[k])))
                continue;
            for (size_t j = 0; j < page->placed_count; j++) {
                const struct placed *line = &page->placed[j];
                double over = points(run->y) - points(line->y);
                if (line->kind != PLACED_RECTANGLE || line->x != run->x ||
                    line->as.rectangle.width != run->as.run.width)
                    continue;
                assert_int_equal(line->tag, TAG_ARTIFACT);
                assert_int_equal(line->ink.name, run->ink.name);
                assert_true(over > 1.5 && over < 4);
                lines++;
            }
        }
        assert_int_equal(lines, 1);
        laid_out_free(&out);
    }
}

// ----- Recommendations -----

static bool has_strong(const struct pages *pages, const char *words)
{
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *run = &pages->items[i].placed[j];
            if (run->kind == PLACED_RUN && run->ink.name == INK_TEXT &&
                str_equal(run->as.run.text, str_of(words)))
                return run->as.run.face ==
                       fonts_face(fonts, FACE_VOLLKORN_SEMIBOLD);
        }
    return false;
}

static void addressees_are_strong(void **state)
{
    (void)state;
    struct laid_out out = lay_out(
        "made.md", STR("---\nlang: en\ntitle: Water\n---\n\nText.\n\n"
                       "## Recommendations\n\n"
                       "- Users' councils should *announce*[^1] turns.\n\n"
                       "  These:\n\n  - First **one**.\n\n"
                       "- Turns should be announced.\n"
                       "- The ministry and its offices must act.\n\n"
                       "[^1]: A note.\n"));
    assert_true(has_strong(out.pages, "Users' councils") ||
                has_strong(out.pages, "Users’ councils"));
    assert_true(has_strong(out.pages, "The ministry and its offices"));
    assert_false(has_strong(out.pages, "Turns"));
    laid_out_free(&out);
    // One item that opens otherwise: nothing is sure.
    out = lay_out("made.md",
                  STR("---\nlang: en\ntitle: Water\n---\n\nText.\n\n"
                      "## Recommendations\n\n"
                      "- Donors should act.\n- If they do, all should.\n"));
    assert_false(has_strong(out.pages, "Donors"));
    laid_out_free(&out);
}

// ----- Cover and last page -----

// A word that is too wide for the largest size is no fault of the smaller
// one's that it is set in.
static void sizes_not_taken_are_not_reported(void **state)
{
    (void)state;
    struct laid_out out =
        lay_out("cover.md",
                STR("---\ntitle: Internationalizations Straightforwardnesses\n"
                    "lang: en\n---\n\nText.\n"));
    assert_false(diag_told(out.context.diag, MESSAGE_line_overfull));
    laid_out_free(&out);
}

static bool cites(const char *meta)
{
    struct buffer text = {0}, words = {0};
    buffer_printf(&text, "---\ntitle: Water\nlang: en\n%s---\n\nText.\n", meta);
    struct laid_out out = lay_out_buffer(&text);
    shown_words(out.pages, 1, is_body, &words);
    bool found = str_find(buffer_str(&words), STR("Howtocite")) != STR_NONE;
    buffer_release(&words);
    laid_out_free(&out);
    return found;
}

static void a_citation_does_not_stand_alone(void **state)
{
    (void)state;
    assert_false(cites("authors: [A. Name]\n"));
    assert_true(cites("authors:\n  - name: A. Name\n    bio: Writes.\n"));
    assert_true(cites("authors: [A. Name]\ncopyright: © A. Name\n"));
    // What the author asks for is printed.
    assert_true(cites("authors: [A. Name]\ncite-as: Name, Water\n"));
}

// An English life in a Dari edition reads from the name on, to the right.
static void a_foreign_life_reads_on_from_the_name(void **state)
{
    (void)state;
    struct laid_out out =
        lay_out("life.md", STR("---\ntitle: آب\nlang: fa-AF\nauthors:\n"
                               "  - name: Mina Rahimi\n"
                               "    bio: {en: is a writer of short lives.}\n"
                               "---\n\nمتن.\n"));
    const struct page *page = &out.pages->items[out.pages->count - 1];
    const struct placed *name = NULL, *life = NULL;
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *run = &page->placed[i];
        if (run->kind != PLACED_RUN)
            continue;
        if (str_starts(str_trim(run->as.run.text), STR("is a writer")))
            life = run;
        if (str_starts(run->as.run.text, STR("Mina")) && life == NULL)
            name = run;
    }
    assert_non_null(name);
    assert_non_null(life);
    assert_true(life->y == name->y && life->x > name->x);
    laid_out_free(&out);
}

// ----- Wide tables under each other -----

static void add_wide_table(struct buffer *text, const char *word, int rows)
{
    buffer_printf(text,
                  "Table: %s\n\n| a | b | c | d | e | f |\n"
                  "|---|---|---|---|---|---|\n",
                  word);
    for (int i = 0; i < rows; i++)
        buffer_printf(text, "| %s | 1 | 2 | 3 | 4 | 5 |\n", word);
    buffer_add_c(text, "\n");
}

static struct spot table_spot(const struct pages *pages, size_t number)
{
    for (size_t i = 1; i < pages->tag_count; i++)
        if (pages->tags[i].role == TAG_TABLE && number-- == 0)
            return spot_of(pages, i);
    return (struct spot){0};
}

// The first stays under its heading; the second, right behind it, need not wait
// for the next page's top.
static void a_wide_table_follows_another(void **state)
{
    (void)state;
    struct buffer text = {0};
    uint32_t seed = 2;
    begin_brief(&text, false);
    make_words(&text, &seed, 100, false);
    buffer_add_c(&text, ".\n\n## Shares\n\n");
    add_wide_table(&text, "first", 8);
    add_wide_table(&text, "second", 8);
    make_words(&text, &seed, 60, false);
    buffer_add_c(&text, ".\n");
    struct laid_out out = lay_out_buffer(&text);
    struct spot first = table_spot(out.pages, 0);
    struct spot second = table_spot(out.pages, 1);
    assert_true(first.found && second.found);
    assert_int_equal(first.page, second.page);
    assert_true(second.top > first.bottom);
    assert_true(second.top < first.bottom + 60);
    laid_out_free(&out);
}

static void add_narrow_table(struct buffer *text, int rows)
{
    buffer_add_c(text, "Table: narrow\n\n| a | b |\n|---|---|\n");
    for (int i = 0; i < rows; i++)
        buffer_add_c(text, "| narrow | 1 |\n");
    buffer_add_c(text, "\n");
}

// Where a wide table cannot go to its page's top, since others have that, it
// stands under the text: else each would wait for a page of its own.
static void tables_do_not_fall_behind(void **state)
{
    (void)state;
    struct buffer text = {0};
    uint32_t seed = 4;
    begin_brief(&text, false);
    for (int i = 0; i < 14; i++) {
        make_words(&text, &seed, 110, false);
        buffer_add_c(&text, ".\n\n");
        add_narrow_table(&text, 6);
        make_words(&text, &seed, 60, false);
        buffer_add_c(&text, ".\n\n");
        add_wide_table(&text, "wide", 12);
    }
    make_words(&text, &seed, 110, false);
    struct laid_out out = lay_out_buffer(&text);
    size_t tables = 0;
    for (size_t i = 2; i < out.pages->tag_count; i++) {
        if (out.pages->tags[i].role != TAG_TABLE)
            continue;
        struct spot table = spot_of(out.pages, i);
        struct spot call = spot_of(out.pages, i - 1);
        tables++;
        assert_true(table.found && call.found);
        assert_true(table.page >= call.page && table.page <= call.page + 1);
    }
    assert_int_equal(tables, 28);
    laid_out_free(&out);
}

// Where three lines would be left for a last page, its columns take some of
// those before it.
static void no_last_page_of_a_line_or_two(void **state)
{
    (void)state;
    for (uint32_t words = 800; words < 1100; words += 6) {
        struct buffer text = {0};
        uint32_t seed = 8;
        begin_brief(&text, false);
        for (uint32_t done = 0; done < words; done += 100) {
            make_words(&text, &seed, words - done < 100 ? words - done : 100,
                       false);
            buffer_add_c(&text, ".\n\n");
        }
        struct laid_out out = lay_out_buffer(&text);
        size_t last = out.pages->count - 1, lines = 0;
        for (size_t column = 0; column < 2; column++)
            lines += body_lines(out.pages, last, column, 0, 842);
        if (last > 1 && lines < 4)
            fail_msg("%u words: %zu lines on page %zu", words, lines, last + 1);
        laid_out_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_keep_their_text),
        cmocka_unit_test(a_lead_in_keeps_its_list),
        cmocka_unit_test(figures_stand_at_the_top),
        cmocka_unit_test(an_early_wide_figure_is_not_alone),
        cmocka_unit_test(a_credit_has_its_own_line),
        cmocka_unit_test(struck_words_have_a_line),
        cmocka_unit_test(addressees_are_strong),
        cmocka_unit_test(sizes_not_taken_are_not_reported),
        cmocka_unit_test(a_foreign_life_reads_on_from_the_name),
        cmocka_unit_test(a_citation_does_not_stand_alone),
        cmocka_unit_test(a_wide_table_follows_another),
        cmocka_unit_test(tables_do_not_fall_behind),
        cmocka_unit_test(no_last_page_of_a_line_or_two),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

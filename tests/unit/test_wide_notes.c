// SPDX-License-Identifier: MIT
// Notes over the page's width, under all of its columns.
#include "page_checks.h"

#define RULE_HIGH 0.5
#define RULE_WIDE (16 * MILLIMETRE)

// ----- Briefs made up -----

static uint32_t random_under(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static void make_words(struct buffer *to, uint32_t *seed, uint32_t count,
                       bool rtl)
{
    static const char *const words[2][8] = {
        {"water", "of", "valley", "canals", "the", "season", "in", "council"},
        {"آب", "از", "دره", "جوی", "این", "سال", "بازار", "شورا"}};
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_c(to, i > 0 ? " " : "");
        buffer_add_c(to, words[rtl][random_under(seed, 8)]);
    }
}

struct asked {
    bool rtl;
    uint32_t columns, paragraphs;
    uint32_t long_note; // which one has a thousand words; 0: none
};

// Each paragraph calls two notes.
static struct laid_out set_brief(struct asked asked)
{
    struct buffer text = {0};
    uint32_t seed = 5;
    buffer_printf(&text,
                  "---\ntitle: A\nlang: %s\nnotes-width: page\ncolumns: %u\n"
                  "---\n\n",
                  asked.rtl ? "fa-AF" : "en", asked.columns);
    for (uint32_t i = 0; i < asked.paragraphs; i++)
        for (uint32_t half = 1; half <= 2; half++) {
            make_words(&text, &seed, 40, asked.rtl);
            buffer_printf(&text, ".[^%u]%s", 2 * i + half,
                          half == 1 ? " " : "\n\n");
        }
    for (uint32_t note = 1; note <= 2 * asked.paragraphs; note++) {
        buffer_printf(&text, "[^%u]: ", note);
        make_words(&text, &seed,
                   note == asked.long_note ? 1000 : 4 + random_under(&seed, 50),
                   asked.rtl);
        buffer_add_c(&text, ".\n");
    }
    struct laid_out out = lay_out("made.md", buffer_str(&text));
    buffer_release(&text);
    return out;
}

// ----- What stands on a page -----

struct foot {
    double rule; // from the page's top; 0: there is none
    double rule_left, rule_wide;
    double text[LIMIT_COLUMNS]; // lowest baseline of each column
    double widest;              // of the lines of notes
};

static void add_rule(struct foot *foot, const struct placed *placed)
{
    double high = points(placed->as.rectangle.height);
    if (placed->ink.name != INK_TEXT || high > RULE_HIGH + NEAR ||
        high < RULE_HIGH - NEAR)
        return;
    assert_true(foot->rule <= 0); // one a page
    foot->rule = points(placed->y);
    foot->rule_left = points(placed->x);
    foot->rule_wide = points(placed->as.rectangle.width);
}

static struct foot area_of(const struct laid_out *out, size_t page,
                           const struct shown_lines *lines)
{
    struct foot foot = {0};
    const struct page *placed = &out->pages->items[page];
    for (size_t i = 0; i < placed->placed_count; i++)
        if (placed->placed[i].kind == PLACED_RECTANGLE)
            add_rule(&foot, &placed->placed[i]);
    for (size_t i = 0; i < lines->count; i++) {
        const struct shown_line *line = &lines->items[i];
        double wide = line->right - line->left;
        if (line->page != page)
            continue;
        if (line->kind == SHOWN_NOTE && wide > foot.widest)
            foot.widest = wide;
        if (line->kind == SHOWN_BODY && line->y > foot.text[line->column])
            foot.text[line->column] = line->y;
        if (line->kind == SHOWN_NOTE)
            assert_true(foot.rule > 0 && line->y > foot.rule);
        if (line->kind == SHOWN_BODY && foot.rule > 0)
            assert_true(line->y < foot.rule);
    }
    return foot;
}

// ----- Tests -----

// One foot a page, under a rule at the start of the frame; columns end alike,
// with no more than two lines free over the rule.
static void check_page(const struct laid_out *out, size_t page,
                       const struct shown_lines *lines)
{
    struct foot foot = area_of(out, page, lines);
    bool rtl = out->pages->direction == DIRECTION_RTL;
    double grid = rtl ? 17 : 13, left = inner_left(out->pages, page);
    double start = rtl ? left + FRAME_WIDE - RULE_WIDE : left;
    assert_true(foot.rule > 0);
    assert_true(foot.rule_left - start < NEAR && start - foot.rule_left < NEAR);
    assert_true(foot.rule_wide - RULE_WIDE < NEAR);
    assert_true(foot.widest > 82 * MILLIMETRE + HANGING);
    for (size_t i = 0; i < columns_of(out, page).count; i++) {
        double under = foot.rule - foot.text[i];
        if (under < grid - 5 || under > 4 * grid)
            fail_msg("page %zu, column %zu: %.1f pt over the notes", page + 1,
                     i + 1, under);
    }
}

static void columns_end_alike_over_one_foot(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++)
        for (uint32_t columns = 2; columns <= 3; columns++) {
            struct laid_out out =
                set_brief((struct asked){rtl, columns, 24, 0});
            assert_int_equal(check_pages(&out, "wide notes"), 0);
            struct shown_lines lines = lines_of(&out);
            assert_true(out.pages->count > 3);
            for (size_t page = 1; page + 1 < out.pages->count; page++)
                check_page(&out, page, &lines);
            free(lines.items);
            laid_out_free(&out);
        }
}

// A long note goes on under a rule as wide as the page.
static void a_long_note_runs_on(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++)
        for (uint32_t note = 1; note < 20; note += 6) {
            struct laid_out out = set_brief((struct asked){rtl, 2, 14, note});
            assert_int_equal(check_pages(&out, "long note"), 0);
            assert_false(diag_told(out.context.diag, MESSAGE_note_away));
            struct shown_lines lines = lines_of(&out);
            size_t runs_on = 0;
            for (size_t page = 1; page < out.pages->count; page++) {
                struct foot foot = area_of(&out, page, &lines);
                runs_on += foot.rule_wide > FRAME_WIDE - NEAR;
            }
            assert_true(runs_on <= 1);
            free(lines.items);
            laid_out_free(&out);
        }
}

// The page's foot is one, whatever stands between its columns.
static void a_wide_table_calls_notes_too(void **state)
{
    (void)state;
    struct buffer text = {0};
    uint32_t seed = 3;
    buffer_add_c(&text, "---\ntitle: A\nlang: en\nnotes-width: page\n---\n\n");
    make_words(&text, &seed, 60, false);
    buffer_add_c(&text, ".[^1] All of it:\n\n| a | b | c | d | e | f |\n"
                        "|---|---|---|---|---|---|\n");
    for (int i = 0; i < 6; i++)
        buffer_add_c(&text, "| one | two | three[^2] | four | five | six |\n");
    buffer_add_c(&text, "\n");
    make_words(&text, &seed, 60, false);
    buffer_add_c(&text, ".[^3]\n\n[^1]: One.\n[^2]: Two.\n[^3]: Three.\n");
    struct laid_out out = lay_out("made.md", buffer_str(&text));
    buffer_release(&text);
    assert_int_equal(check_pages(&out, "wide table"), 0);
    assert_int_equal(out.pages->count, 2);
    struct shown_lines lines = lines_of(&out);
    area_of(&out, 1, &lines);
    free(lines.items);
    laid_out_free(&out);
}

// With one column, notes have its width.
static void one_column_keeps_its_foot(void **state)
{
    (void)state;
    struct laid_out out = set_brief((struct asked){false, 1, 10, 0});
    assert_int_equal(check_pages(&out, "one column"), 0);
    struct shown_lines lines = lines_of(&out);
    struct foot foot = area_of(&out, 1, &lines);
    assert_true(foot.widest > 100 * MILLIMETRE);
    assert_true(foot.widest < 126 * MILLIMETRE + HANGING);
    free(lines.items);
    laid_out_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_end_alike_over_one_foot),
        cmocka_unit_test(a_long_note_runs_on),
        cmocka_unit_test(a_wide_table_calls_notes_too),
        cmocka_unit_test(one_column_keeps_its_foot),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

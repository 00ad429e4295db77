// SPDX-License-Identifier: MIT
// Pages: nothing lost or twice, the grid, notes with their references, bounds.
//
#include "page_checks.h"

#include <glob.h>

// ----- Briefs made up -----

struct session {
    struct buffer text;
    uint32_t seed;
    bool rtl, long_notes;
    size_t notes;
    struct buffer definitions;
};

static uint32_t random_under(struct session *session, uint32_t limit)
{
    session->seed = session->seed * 1664525u + 1013904223u;
    return (session->seed >> 8) % limit;
}

static void make_words(struct session *session, struct buffer *to,
                       uint32_t count)
{
    static const char *const latin[] = {
        "water",           "valley",  "assessment", "of",       "the",
        "river",           "canals",  "irrigation", "a",        "in",
        "community",       "council", "harvest",    "years",    "and",
        "representatives", "road",    "which",      "seasonal", "market"};
    static const char *const arabic[] = {
        "آب",  "دره",     "ارزیابی",   "از",   "و",    "رودخانه", "می\u200Cشود",
        "کشت", "سال",     "بازار",     "مردم", "شورا", "حاصلات",  "که",
        "راه", "ولسوالی", "نمایندگان", "این",  "ده",   "زمستان"};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t word = random_under(session, 20);
        buffer_add_c(to, i > 0 ? " " : "");
        buffer_add_c(to, session->rtl ? arabic[word] : latin[word]);
    }
}

static void make_note(struct session *session, uint32_t words)
{
    size_t number = ++session->notes;
    buffer_printf(&session->text, "[^%zu]", number);
    buffer_printf(&session->definitions, "[^%zu]: ", number);
    // In a Dari brief every third note is Latin.
    bool rtl = session->rtl;
    session->rtl = rtl && number % 3 != 0;
    make_words(session, &session->definitions, words);
    session->rtl = rtl;
    buffer_add_c(&session->definitions, ".\n\n");
}

static void make_paragraph(struct session *session)
{
    uint32_t sentences = 1 + random_under(session, 8);
    for (uint32_t i = 0; i < sentences; i++) {
        make_words(session, &session->text, 3 + random_under(session, 22));
        buffer_add_c(&session->text, ".");
        if (random_under(session, 4) == 0)
            make_note(session, 1 + random_under(session, 40));
        if (session->long_notes && random_under(session, 60) == 0)
            make_note(session, 200 + random_under(session, 1500));
        buffer_add_c(&session->text, i + 1 < sentences ? " " : "\n\n");
    }
}

static void make_list(struct session *session)
{
    uint32_t items = 2 + random_under(session, 6);
    bool ordered = random_under(session, 2) == 0;
    for (uint32_t i = 0; i < items; i++) {
        buffer_printf(&session->text, ordered ? "%u. " : "- ", i + 1);
        make_words(session, &session->text, 2 + random_under(session, 40));
        if (random_under(session, 6) == 0)
            make_note(session, 5 + random_under(session, 20));
        buffer_add_c(&session->text, "\n");
    }
    buffer_add_c(&session->text, "\n");
}

static void make_table(struct session *session)
{
    uint32_t columns = 2 + random_under(session, 5);
    uint32_t rows = 1 + random_under(session, 14);
    for (uint32_t i = 0; i < rows + 2; i++) {
        buffer_add_c(&session->text, "|");
        for (uint32_t j = 0; j < columns; j++) {
            if (i == 1)
                buffer_add_c(&session->text, "---");
            else
                make_words(session, &session->text,
                           1 + random_under(session, 6));
            buffer_add_c(&session->text, "|");
        }
        buffer_add_c(&session->text, "\n");
    }
    buffer_add_c(&session->text, "\n");
}

static void make_block(struct session *session)
{
    uint32_t kind = random_under(session, 24);
    if (kind == 0) {
        make_list(session);
    } else if (kind == 1) {
        make_table(session);
    } else if (kind < 4) {
        buffer_add_c(&session->text, kind == 2 ? "## " : "### ");
        make_words(session, &session->text, 2 + random_under(session, 9));
        buffer_add_c(&session->text, "\n\n");
        make_paragraph(session);
    } else if (kind == 4) {
        buffer_add_c(&session->text, "> ");
        make_paragraph(session);
    } else if (kind == 5) {
        buffer_add_c(&session->text, "::: box\n\n### A box\n\n");
        make_paragraph(session);
        buffer_add_c(&session->text, ":::\n\n");
    } else {
        make_paragraph(session);
    }
}

static struct laid_out lay_out_made(struct session *session)
{
    buffer_add(&session->text, buffer_str(&session->definitions));
    struct laid_out out = lay_out("made.md", buffer_str(&session->text));
    buffer_release(&session->text);
    buffer_release(&session->definitions);
    return out;
}

static struct session begin_made(uint32_t seed, bool rtl)
{
    struct session session = {.seed = seed, .rtl = rtl};
    buffer_add_c(&session.text, rtl ? "---\ntitle: آب\nlang: fa-AF\n---\n\n"
                                    : "---\ntitle: Water\nlang: en\n---\n\n");
    return session;
}

// ----- Tests -----

static void made_briefs_hold(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 36; seed++) {
        struct session session = begin_made(seed, seed % 2 == 0);
        session.long_notes = seed % 3 == 0;
        for (uint32_t i = 0; i < 10 + seed * 5 % 60; i++)
            make_block(&session);
        struct laid_out out = lay_out_made(&session);
        assert_int_equal(check_pages(&out, "made"), 0);
        // A long note may fill a column after one line, and a second note of
        // that line has to wait: notes go before widows.
        if (!session.long_notes) {
            assert_false(diag_told(out.context.diag, MESSAGE_note_away));
            assert_false(diag_told(out.context.diag, MESSAGE_line_alone));
        }
        laid_out_free(&out);
    }
}

static void a_hundred_notes_on_a_line(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct session session = begin_made(7, rtl == 1);
        make_words(&session, &session.text, 6);
        for (int i = 0; i < 100; i++)
            make_note(&session, 8 + random_under(&session, 20));
        buffer_add_c(&session.text, "\n\n");
        make_paragraph(&session);
        struct laid_out out = lay_out_made(&session);
        assert_int_equal(check_pages(&out, "made"), 0);
        laid_out_free(&out);
    }
}

static void a_note_longer_than_three_pages(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct session session = begin_made(11, rtl == 1);
        make_paragraph(&session);
        make_words(&session, &session.text, 30);
        make_note(&session, 6000);
        buffer_add_c(&session.text, "\n\n");
        for (int i = 0; i < 12; i++)
            make_paragraph(&session);
        struct laid_out out = lay_out_made(&session);
        assert_int_equal(check_pages(&out, "made"), 0);
        assert_false(diag_told(out.context.diag, MESSAGE_note_away));
        laid_out_free(&out);
    }
}

// The second note can't come before the first one's end: it waits, and is
// reported.
static void a_note_after_a_long_one_waits(void **state)
{
    (void)state;
    struct session session = begin_made(13, false);
    make_words(&session, &session.text, 30);
    make_note(&session, 3000);
    make_note(&session, 12);
    buffer_add_c(&session.text, "\n\n");
    struct laid_out out = lay_out_made(&session);
    assert_int_equal(check_pages(&out, "made"), 0);
    assert_int_equal(told(&out, "note-away"), 1);
    laid_out_free(&out);
}

// A line that calls a long note and a short one stays in the running text: the
// long one begins under it, and no column is left white for them.
static void a_long_note_does_not_hold_up_the_text(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct session session = begin_made(21, rtl == 1);
        for (int i = 0; i < 18; i++) {
            make_words(&session, &session.text, 35);
            buffer_add_c(&session.text, "\n\n");
        }
        make_words(&session, &session.text, 6);
        make_note(&session, 1500);
        make_words(&session, &session.text, 12);
        make_note(&session, 2);
        buffer_add_c(&session.text, "\n\n");
        for (int i = 0; i < 18; i++) {
            make_words(&session, &session.text, 35);
            buffer_add_c(&session.text, "\n\n");
        }
        struct laid_out out = lay_out_made(&session);
        assert_int_equal(check_pages(&out, "made"), 0);
        assert_int_equal(told(&out, "column-short"), 0);
        laid_out_free(&out);
    }
}

static void only_a_title_has_no_last_page(void **state)
{
    (void)state;
    struct laid_out out =
        lay_out("plain.md", STR("# A title\n\nOne sentence only.\n"));
    assert_int_equal(out.pages->count, 2);
    assert_int_equal(check_pages(&out, "made"), 0);
    laid_out_free(&out);
}

static void pages_are_a4_and_numbered(void **state)
{
    (void)state;
    struct session session = begin_made(3, true);
    for (int i = 0; i < 20; i++)
        make_paragraph(&session);
    struct laid_out out = lay_out_made(&session);
    assert_true(out.pages->count > 2);
    assert_str(out.pages->items[0].label, "");
    assert_str(out.pages->items[1].label, "۲");
    for (size_t i = 0; i < out.pages->count; i++) {
        assert_true(points(out.pages->items[i].width) - 595.28 < 0.01);
        assert_true(points(out.pages->items[i].height) - 841.89 < 0.01);
        assert_int_equal(out.pages->items[i].recto, i % 2 == 0);
    }
    laid_out_free(&out);
}

#define PAGE_WIDE (210 * MILLIMETRE)
#define TENTH (0.1 * MILLIMETRE)

// How near a page's runs between two heights come to their own side of the
// page: that where lines start, or where they end.
static double nearest(const struct pages *pages, size_t page, double from,
                      double to, bool at_start)
{
    bool left = (pages->direction == DIRECTION_RTL) != at_start;
    double least = PAGE_WIDE;
    for (size_t i = 0; i < pages->items[page].placed_count; i++) {
        const struct placed *placed = &pages->items[page].placed[i];
        double x = points(placed->x), y = points(placed->y);
        if (placed->kind != PLACED_RUN || y < from || y > to)
            continue;
        double right = x + points(placed->as.run.width);
        bool on_left = (x + right) / 2 < PAGE_WIDE / 2;
        double away = left ? x : PAGE_WIDE - right;
        if (on_left == left && away < least)
            least = away;
    }
    return least;
}

// Head, text, notes and folio keep the same distance from the side where lines
// start, and head and folio from the other, in both directions.
static void check_edges(const struct pages *ltr, const struct pages *rtl,
                        size_t page)
{
    static const struct {
        double from, to; // millimetres
        bool both_sides;
    } bands[] = {{10, 22, true}, {30, 200, false}, {267, 275, true}};
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
        for (int side = 0; side <= bands[i].both_sides; side++) {
            double from = bands[i].from * MILLIMETRE;
            double to = bands[i].to * MILLIMETRE;
            double off = nearest(ltr, page, from, to, side == 0) -
                         nearest(rtl, page, from, to, side == 0);
            if (off > TENTH || off < -TENTH)
                fail_msg("page %zu: from %.0f mm down it is %.2f pt off",
                         page + 1, bands[i].from, off);
        }
}

// docs/design.md#right-to-left: the same brief in both directions has its
// blocks and rules at places mirrored about the page's centre line.
static void the_dari_page_is_the_english_page_mirrored(void **state)
{
    (void)state;
    // Recommendations that no box holds, under text that leaves no room for it.
#define SIX_LINES "a<br>b<br>c<br>d<br>e<br>f\n"
    static const char text[] =
        "title: 1\nseries: 2\norganisations:\n  - name: 3\n    url: "
        "https://a.example/\nabstract: 4 [^1]\nauthors:\n  - name: 5\n    "
        "role: 6\ncopyright: 7\n---\n\n## 8\n\n9 [^2]\n\n"
        "## 10\n\n" SIX_LINES "\n" SIX_LINES "\n" SIX_LINES "\n" SIX_LINES
        "\n::: recommendations\n1. " SIX_LINES "2. " SIX_LINES "3. " SIX_LINES
        "4. " SIX_LINES "5. " SIX_LINES "6. " SIX_LINES "7. " SIX_LINES
        ":::\n\n[^1]: 19\n\n[^2]: 20\n";
    struct laid_out both[2];
    for (int rtl = 0; rtl < 2; rtl++) {
        struct buffer whole = {0};
        buffer_printf(&whole, "---\nlang: %s\n%s", rtl ? "fa-AF" : "en", text);
        both[rtl] = lay_out("mirror.md", buffer_str(&whole));
        buffer_release(&whole);
    }
    const struct pages *ltr = both[0].pages, *rtl = both[1].pages;
    assert_int_equal(ltr->count, rtl->count);
    size_t compared = 0;
    for (size_t i = 0; i < ltr->count; i++) {
        size_t b = 0;
        const struct page *page = &ltr->items[i], *other = &rtl->items[i];
        for (size_t a = 0; a < page->placed_count; a++) {
            const struct placed *one = &page->placed[a];
            if (one->kind != PLACED_RECTANGLE)
                continue;
            while (b < other->placed_count &&
                   other->placed[b].kind != PLACED_RECTANGLE)
                b++;
            assert_true(b < other->placed_count);
            const struct placed *two = &other->placed[b++];
            double mirrored = 210 * 72 / 25.4 - points(one->x) -
                              points(one->as.rectangle.width);
            double off = points(two->x) - mirrored;
            assert_true(off < 0.28 && off > -0.28);
            compared++;
        }
    }
    assert_true(compared >= 8);
    for (size_t i = 0; i < ltr->count; i++)
        check_edges(ltr, rtl, i);
    laid_out_free(&both[0]);
    laid_out_free(&both[1]);
}

static void hold(const char *name, const struct buffer *text)
{
    struct laid_out out = lay_out(name, (struct str){text->bytes, text->count});
    assert_int_equal(check_pages(&out, name), 0);
    laid_out_free(&out);
}

// What a table or a block can be at its worst.
static void odd_blocks_hold(void **state)
{
    (void)state;
    static const char front[] = "---\ntitle: T\n---\n\n";
    struct buffer ragged = {0}, quotes = {0}, lists = {0}, note = {0};
    buffer_printf(&ragged, "%s%s", front,
                  "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n||\n"
                  "| `a|b` | c \\| d |\n");
    hold("ragged rows", &ragged);
    buffer_add_c(&quotes, front);
    buffer_add_c(&lists, front);
    for (int i = 0; i < 200; i++)
        buffer_add_c(&quotes, ">");
    buffer_add_c(&quotes, " deep\n");
    hold("200 quotes", &quotes);
    for (int i = 0; i < 100; i++)
        buffer_printf(&lists, "%*s- a\n", 2 * i, "");
    hold("100 lists", &lists);
    buffer_printf(&note, "%sA.[^1]\n\n[^1]: ", front);
    for (int i = 0; i < 12000; i++)
        buffer_add_c(&note, "word ");
    hold("a note of 12,000 words", &note);
    buffer_release(&ragged);
    buffer_release(&quotes);
    buffer_release(&lists);
    buffer_release(&note);
}

static void check_shared(const char *name, const char *path)
{
    struct arena *arena = arena_new();
    struct laid_out out = lay_out(name, unit_file(arena, path));
    assert_int_equal(check_pages(&out, name), 0);
    laid_out_free(&out);
    arena_free(arena);
}

static void shared_briefs_hold(void **state)
{
    (void)state;
    static const char *const names[] = {
        "data/clean/brief-russia.md", "data/prs/brief-huquq.md",
        "data/ps/brief-huquq.md", "data/ru/brief-prava.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = unit_shared(names[i]);
        if (path == NULL)
            print_message(UNIT_NO_SHARED);
        else
            check_shared(names[i], path);
    }
}

// Briefs that were written to be hard to set.
static void hard_pages_hold(void **state)
{
    (void)state;
    const char *folder = unit_shared("data/pages");
    if (folder == NULL) {
        print_message(UNIT_NO_SHARED);
        return;
    }
    char pattern[4200];
    snprintf(pattern, sizeof pattern, "%s/*.md", folder);
    glob_t found;
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (!strstr(found.gl_pathv[i], "README"))
            check_shared(found.gl_pathv[i], found.gl_pathv[i]);
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_briefs_hold),
        cmocka_unit_test(a_hundred_notes_on_a_line),
        cmocka_unit_test(a_note_longer_than_three_pages),
        cmocka_unit_test(a_note_after_a_long_one_waits),
        cmocka_unit_test(a_long_note_does_not_hold_up_the_text),
        cmocka_unit_test(only_a_title_has_no_last_page),
        cmocka_unit_test(pages_are_a4_and_numbered),
        cmocka_unit_test(the_dari_page_is_the_english_page_mirrored),
        cmocka_unit_test(odd_blocks_hold),
        cmocka_unit_test(shared_briefs_hold),
        cmocka_unit_test(hard_pages_hold),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

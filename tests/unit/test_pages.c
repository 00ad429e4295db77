// SPDX-License-Identifier: MIT
// Pages: nothing lost or twice, the grid, notes with their references, bounds.
//
// The checks read finished pages and the brief only; they know the measures of
// DESIGN.md section 3 and nothing of how layout came to its result.
#include "laid_out.h"

#define NEAR 0.05 // points
#define FRAME_TOP_POINTS (29 * 72 / 25.4)
#define FRAME_POINTS 663.0
#define FRAME_WIDE (170 * 72 / 25.4)

static double points(scaled length)
{
    return (double)length / 65536.0;
}

// ----- Checks -----

static void show_difference(struct str shown, struct str wanted)
{
    size_t at = 0;
    while (at < shown.count && at < wanted.count &&
           shown.bytes[at] == wanted.bytes[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    struct str a =
        str_slice(shown, from, at + 80 < shown.count ? at + 80 : shown.count);
    struct str b = str_slice(wanted, from,
                             at + 80 < wanted.count ? at + 80 : wanted.count);
    fail_msg("words differ at byte %zu of %zu (%zu shown):\nshown  %.*s\n"
             "wanted %.*s",
             at, wanted.count, shown.count, STR_ARG(a), STR_ARG(b));
}

// The body's words, once and in order; what comes before them (an abstract)
// and after (authors) stands apart.
static void check_body(const struct laid_out *out)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 1, is_body, &shown);
    tree_words(out->brief->body, &wanted);
    struct str all = buffer_str(&shown), body = buffer_str(&wanted);
    size_t at = str_find(all, body);
    if (body.count > 0 && at == STR_NONE)
        show_difference(all, body);
    buffer_release(&shown);
    buffer_release(&wanted);
}

// Each table's words, in the order of the tables.
static void check_tables(const struct laid_out *out)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 1, is_cell, &shown);
    for (const struct node *node = out->brief->body; node != NULL;
         node = node_next(out->brief->body, node))
        if (node->kind == NODE_TABLE)
            tree_words(node, &wanted);
    if (!str_equal(buffer_str(&shown), buffer_str(&wanted)))
        show_difference(buffer_str(&shown), buffer_str(&wanted));
    buffer_release(&shown);
    buffer_release(&wanted);
}

// Every note that is referred to, in order of its number.
static void check_notes(const struct laid_out *out)
{
    struct buffer shown = {0}, wanted = {0};
    shown_words(out->pages, 0, is_note, &shown);
    for (size_t i = 0; i < out->brief->note_count; i++)
        if (out->brief->notes[i]->number > 0)
            tree_words(out->brief->notes[i]->content, &wanted);
    if (!str_equal(buffer_str(&shown), buffer_str(&wanted)))
        show_difference(buffer_str(&shown), buffer_str(&wanted));
    buffer_release(&shown);
    buffer_release(&wanted);
}

static const struct destination *find(const struct pages *pages,
                                      struct str name)
{
    for (size_t i = 0; i < pages->destination_count; i++)
        if (str_equal(pages->destinations[i].name, name))
            return &pages->destinations[i];
    return NULL;
}

static bool in_second_half(const struct destination *place)
{
    return points(place->x) > 105 * 72 / 25.4;
}

// A note begins in the column of its first reference; answers how many do not.
static size_t notes_away(const struct laid_out *out)
{
    size_t away = 0;
    for (size_t i = 0; i < out->brief->note_count; i++) {
        const struct note *note = out->brief->notes[i];
        if (note->number == 0)
            continue;
        struct arena *arena = out->brief->arena;
        const struct destination *place = find(
            out->pages, arena_printf(arena, "note-%.*s", STR_ARG(note->id)));
        const struct destination *call = find(
            out->pages, arena_printf(arena, "ref-%.*s-0", STR_ARG(note->id)));
        assert_non_null(place);
        assert_non_null(call);
        if (place->page != call->page ||
            in_second_half(place) != in_second_half(call))
            away++;
    }
    return away;
}

// Whole text of the body's size stands on the grid.
static void check_grid(const struct laid_out *out)
{
    const struct pages *pages = out->pages;
    bool rtl = pages->direction == DIRECTION_RTL;
    double grid = rtl ? 17 : 13, first = rtl ? 10.8 : 9.0;
    double size = rtl ? 10.6 : 9.6;
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind != PLACED_RUN || !is_body(pages, placed->tag) ||
                under(pages, placed->tag, TAG_TABLE) ||
                points(placed->as.run.size) != points(PT(size)))
                continue;
            double line = (points(placed->y) - FRAME_TOP_POINTS - first) / grid;
            double off = (line - (double)(long)(line + 0.5)) * grid;
            if (off > NEAR || off < -NEAR)
                fail_msg("page %zu: baseline %.2f is %.2f off the grid: %.*s",
                         i + 1, points(placed->y), off,
                         STR_ARG(placed->as.run.text));
        }
}

static void check_bounds(const struct laid_out *out)
{
    const struct pages *pages = out->pages;
    bool rtl = pages->direction == DIRECTION_RTL;
    for (size_t i = 1; i < pages->count; i++) {
        bool inner_left = (i % 2 == 0) != rtl;
        double left = (inner_left ? 22 : 18) * 72 / 25.4;
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind != PLACED_RUN || placed->tag == TAG_ARTIFACT ||
                placed->ink.name == INK_PAPER) // the imprint's panel
                continue;
            double x = points(placed->x), y = points(placed->y);
            double end = x + points(placed->as.run.width);
            if (x < left - 4 || end > left + FRAME_WIDE + 4)
                fail_msg("page %zu: %.2f to %.2f leaves the frame: %.*s", i + 1,
                         x, end, STR_ARG(placed->as.run.text));
            if (y < FRAME_TOP_POINTS ||
                y > FRAME_TOP_POINTS + FRAME_POINTS + NEAR)
                fail_msg("page %zu: baseline %.2f leaves the frame: %.*s",
                         i + 1, y, STR_ARG(placed->as.run.text));
        }
    }
}

struct mark {
    double y, size;
    size_t column;
};

static int by_height(const void *a, const void *b)
{
    const struct mark *one = a, *other = b;
    if (one->column != other->column)
        return one->column < other->column ? -1 : 1;
    return (one->y > other->y) - (one->y < other->y);
}

// Two lines of one column are apart by what the smaller type needs.
static void check_overlap(const struct laid_out *out, size_t page)
{
    const struct pages *pages = out->pages;
    const struct page *shown = &pages->items[page];
    struct mark *marks = malloc((shown->placed_count + 1) * sizeof *marks);
    size_t count = 0;
    for (size_t j = 0; j < shown->placed_count; j++) {
        const struct placed *placed = &shown->placed[j];
        if (placed->kind != PLACED_RUN || placed->tag == TAG_ARTIFACT ||
            under(pages, placed->tag, TAG_REFERENCE) ||
            under(pages, placed->tag, TAG_LBL) ||
            under(pages, placed->tag, TAG_TABLE))
            continue;
        double middle = points(placed->x) + points(placed->as.run.width) / 2;
        marks[count++] =
            (struct mark){points(placed->y), points(placed->as.run.size),
                          middle > 105 * 72 / 25.4};
    }
    qsort(marks, count, sizeof *marks, by_height);
    for (size_t j = 1; j < count; j++) {
        double gap = marks[j].y - marks[j - 1].y;
        if (marks[j].column == marks[j - 1].column && gap > 0.01 &&
            gap < 0.8 * marks[j].size)
            fail_msg("page %zu: lines at %.2f and %.2f overlap", page + 1,
                     marks[j - 1].y, marks[j].y);
    }
    free(marks);
}

// How many paragraphs leave one line alone at a column's foot or head.
static size_t lines_alone(const struct laid_out *out)
{
    const struct pages *pages = out->pages;
    struct part { // of a paragraph in one column
        size_t tag, page, column, lines;
        double y;
    } part = {0}, before = {0};
    size_t alone = 0;
    for (size_t i = 1; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            size_t tag = placed->tag;
            if (placed->kind != PLACED_RUN || !is_body(pages, tag) ||
                under(pages, tag, TAG_TABLE))
                continue;
            while (pages->tags[tag].role == TAG_SPAN ||
                   pages->tags[tag].role == TAG_LINK)
                tag = pages->tags[tag].parent;
            size_t column = points(placed->x) > 105 * 72 / 25.4;
            if (tag != part.tag || i != part.page || column != part.column) {
                bool split = tag == part.tag;
                if (part.tag == before.tag && part.lines == 1 && part.tag != 0)
                    alone++; // the last part
                else if (split && part.lines == 1)
                    alone++; // a first or middle part
                before = part;
                part = (struct part){tag, i, column, 1, points(placed->y)};
            } else if (points(placed->y) > part.y + 8) {
                part.lines++;
                part.y = points(placed->y);
            }
        }
    return alone;
}

// Tags: parents come before, keys of siblings rise, H1 to H6 skip none.
static void check_tags(const struct pages *pages)
{
    int level = 0;
    for (size_t i = 1; i < pages->tag_count; i++) {
        const struct tag *tag = &pages->tags[i];
        assert_true(tag->parent < i);
        if (tag->role >= TAG_H1 && tag->role <= TAG_H6) {
            int own = (int)(tag->role - TAG_H1) + 1;
            assert_true(own <= level + 1);
            level = own;
        }
        if (tag->role == TAG_NOTE) {
            assert_true(tag->id.count > 0);
            assert_true(tag->link_to > 0);
        }
        if (tag->role == TAG_REFERENCE)
            assert_int_equal(pages->tags[tag->link_to].role, TAG_NOTE);
        if (tag->role == TAG_FIGURE)
            assert_true(tag->alt.count > 0);
    }
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].area_count; j++) {
            const struct area *area = &pages->items[i].areas[j];
            enum tag_role role = pages->tags[area->tag].role;
            assert_true(role == TAG_LINK || role == TAG_REFERENCE);
            if (area->destination.count > 0)
                assert_non_null(find(pages, area->destination));
        }
}

// In each tag, things are placed in the order in which they are read.
static void check_order(const struct pages *pages)
{
    uint64_t *last = calloc(pages->tag_count, sizeof *last);
    for (size_t i = 0; i < pages->count; i++)
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->tag == TAG_ARTIFACT)
                continue;
            assert_true(placed->order >= last[placed->tag]);
            last[placed->tag] = placed->order;
        }
    free(last);
}

static void check_all(const struct laid_out *out)
{
    check_body(out);
    check_tables(out);
    check_notes(out);
    check_grid(out);
    check_bounds(out);
    // The last page has a column of names beside that of lives.
    size_t last = out->pages->count - (out->brief->meta.author_count > 0);
    for (size_t i = 1; i < last; i++)
        check_overlap(out, i);
    check_tags(out->pages);
    check_order(out->pages);
}

// ----- Briefs made up -----

struct maker {
    struct buffer text;
    uint32_t seed;
    bool rtl, long_notes;
    size_t notes;
    struct buffer definitions;
};

static uint32_t random_under(struct maker *maker, uint32_t limit)
{
    maker->seed = maker->seed * 1664525u + 1013904223u;
    return (maker->seed >> 8) % limit;
}

static void make_words(struct maker *maker, struct buffer *to, uint32_t count)
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
        uint32_t word = random_under(maker, 20);
        buffer_add_c(to, i > 0 ? " " : "");
        buffer_add_c(to, maker->rtl ? arabic[word] : latin[word]);
    }
}

static void make_note(struct maker *maker, uint32_t words)
{
    size_t number = ++maker->notes;
    buffer_printf(&maker->text, "[^%zu]", number);
    buffer_printf(&maker->definitions, "[^%zu]: ", number);
    // In a Dari brief every third note is Latin.
    bool rtl = maker->rtl;
    maker->rtl = rtl && number % 3 != 0;
    make_words(maker, &maker->definitions, words);
    maker->rtl = rtl;
    buffer_add_c(&maker->definitions, ".\n\n");
}

static void make_paragraph(struct maker *maker)
{
    uint32_t sentences = 1 + random_under(maker, 8);
    for (uint32_t i = 0; i < sentences; i++) {
        make_words(maker, &maker->text, 3 + random_under(maker, 22));
        buffer_add_c(&maker->text, ".");
        if (random_under(maker, 4) == 0)
            make_note(maker, 1 + random_under(maker, 40));
        if (maker->long_notes && random_under(maker, 60) == 0)
            make_note(maker, 200 + random_under(maker, 1500));
        buffer_add_c(&maker->text, i + 1 < sentences ? " " : "\n\n");
    }
}

static void make_list(struct maker *maker)
{
    uint32_t items = 2 + random_under(maker, 6);
    bool ordered = random_under(maker, 2) == 0;
    for (uint32_t i = 0; i < items; i++) {
        buffer_printf(&maker->text, ordered ? "%u. " : "- ", i + 1);
        make_words(maker, &maker->text, 2 + random_under(maker, 40));
        if (random_under(maker, 6) == 0)
            make_note(maker, 5 + random_under(maker, 20));
        buffer_add_c(&maker->text, "\n");
    }
    buffer_add_c(&maker->text, "\n");
}

static void make_table(struct maker *maker)
{
    uint32_t columns = 2 + random_under(maker, 5);
    uint32_t rows = 1 + random_under(maker, 14);
    for (uint32_t i = 0; i < rows + 2; i++) {
        buffer_add_c(&maker->text, "|");
        for (uint32_t j = 0; j < columns; j++) {
            if (i == 1)
                buffer_add_c(&maker->text, "---");
            else
                make_words(maker, &maker->text, 1 + random_under(maker, 6));
            buffer_add_c(&maker->text, "|");
        }
        buffer_add_c(&maker->text, "\n");
    }
    buffer_add_c(&maker->text, "\n");
}

static void make_block(struct maker *maker)
{
    uint32_t kind = random_under(maker, 24);
    if (kind == 0) {
        make_list(maker);
    } else if (kind == 1) {
        make_table(maker);
    } else if (kind < 4) {
        buffer_add_c(&maker->text, kind == 2 ? "## " : "### ");
        make_words(maker, &maker->text, 2 + random_under(maker, 9));
        buffer_add_c(&maker->text, "\n\n");
        make_paragraph(maker);
    } else if (kind == 4) {
        buffer_add_c(&maker->text, "> ");
        make_paragraph(maker);
    } else if (kind == 5) {
        buffer_add_c(&maker->text, "::: box\n\n### A box\n\n");
        make_paragraph(maker);
        buffer_add_c(&maker->text, ":::\n\n");
    } else {
        make_paragraph(maker);
    }
}

static struct laid_out lay_out_made(struct maker *maker)
{
    buffer_add(&maker->text, buffer_str(&maker->definitions));
    struct laid_out out = lay_out("made.md", buffer_str(&maker->text));
    buffer_release(&maker->text);
    buffer_release(&maker->definitions);
    return out;
}

static struct maker begin_made(uint32_t seed, bool rtl)
{
    struct maker maker = {.seed = seed, .rtl = rtl};
    buffer_add_c(&maker.text, rtl ? "---\ntitle: آب\nlang: fa-AF\n---\n\n"
                                  : "---\ntitle: Water\nlang: en\n---\n\n");
    return maker;
}

// ----- Tests -----

static void made_briefs_hold(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 36; seed++) {
        struct maker maker = begin_made(seed, seed % 2 == 0);
        maker.long_notes = seed % 3 == 0;
        for (uint32_t i = 0; i < 10 + seed * 5 % 60; i++)
            make_block(&maker);
        struct laid_out out = lay_out_made(&maker);
        check_all(&out);
        // A long note may fill a column after one line, and a second note of
        // that line has to wait: notes go before widows.
        if (!maker.long_notes) {
            assert_int_equal(notes_away(&out), 0);
            assert_int_equal(lines_alone(&out), 0);
        }
        laid_out_free(&out);
    }
}

static void a_hundred_notes_on_a_line(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct maker maker = begin_made(7, rtl == 1);
        make_words(&maker, &maker.text, 6);
        for (int i = 0; i < 100; i++)
            make_note(&maker, 8 + random_under(&maker, 20));
        buffer_add_c(&maker.text, "\n\n");
        make_paragraph(&maker);
        struct laid_out out = lay_out_made(&maker);
        check_all(&out);
        laid_out_free(&out);
    }
}

static void a_note_longer_than_three_pages(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct maker maker = begin_made(11, rtl == 1);
        make_paragraph(&maker);
        make_words(&maker, &maker.text, 30);
        make_note(&maker, 6000);
        buffer_add_c(&maker.text, "\n\n");
        for (int i = 0; i < 12; i++)
            make_paragraph(&maker);
        struct laid_out out = lay_out_made(&maker);
        check_all(&out);
        assert_int_equal(notes_away(&out), 0);
        laid_out_free(&out);
    }
}

// The second note can't come before the first one's end: it waits, and is
// reported.
static void a_note_after_a_long_one_waits(void **state)
{
    (void)state;
    struct maker maker = begin_made(13, false);
    make_words(&maker, &maker.text, 30);
    make_note(&maker, 3000);
    make_note(&maker, 12);
    buffer_add_c(&maker.text, "\n\n");
    struct laid_out out = lay_out_made(&maker);
    check_all(&out);
    assert_int_equal(notes_away(&out), 1);
    laid_out_free(&out);
}

static void only_a_title_has_no_last_page(void **state)
{
    (void)state;
    struct laid_out out =
        lay_out("plain.md", STR("# A title\n\nOne sentence only.\n"));
    assert_int_equal(out.pages->count, 2);
    check_all(&out);
    laid_out_free(&out);
}

static void pages_are_a4_and_numbered(void **state)
{
    (void)state;
    struct maker maker = begin_made(3, true);
    for (int i = 0; i < 20; i++)
        make_paragraph(&maker);
    struct laid_out out = lay_out_made(&maker);
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

// DESIGN.md section 19, check 5: the same brief in both directions has its
// blocks and rules at places mirrored about the page's centre line.
static void the_dari_page_is_the_english_page_mirrored(void **state)
{
    (void)state;
    static const char text[] =
        "title: 1\nseries: 2\norganisations:\n  - name: 3\n    url: "
        "https://a.example/\nabstract: 4 [^1]\nauthors:\n  - name: 5\n    "
        "role: 6\ncopyright: 7\n---\n\n## 8\n\n9 [^2]\n\n"
        "## 10\n\n11\n\n::: recommendations\n1. 12\n2. 13\n3. 14\n4. 15\n"
        "5. 16\n6. 17\n7. 18\n:::\n\n[^1]: 19\n\n[^2]: 20\n";
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
    laid_out_free(&both[0]);
    laid_out_free(&both[1]);
}

static void shared_briefs_hold(void **state)
{
    (void)state;
    static const char *const names[] = {
        "data/clean/brief-russia.md",
        "data/prs/brief-huquq.md",
        "data/ps/brief-huquq.md",
        "data/ru/brief-prava.md",
        "data/bad/small/notes/hundred-on-a-line.md",
        "data/bad/small/notes/long-note.md",
        "data/bad/small/tables/ragged.md",
        "data/bad/small/nesting/quotes-200.md",
        "data/bad/small/nesting/lists-100.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = unit_shared(names[i]);
        if (path == NULL) {
            printf("skipped: %s is not there\n", names[i]);
            continue;
        }
        struct arena *arena = arena_new();
        struct laid_out out = lay_out(names[i], unit_file(arena, path));
        check_all(&out);
        laid_out_free(&out);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_briefs_hold),
        cmocka_unit_test(a_hundred_notes_on_a_line),
        cmocka_unit_test(a_note_longer_than_three_pages),
        cmocka_unit_test(a_note_after_a_long_one_waits),
        cmocka_unit_test(only_a_title_has_no_last_page),
        cmocka_unit_test(pages_are_a4_and_numbered),
        cmocka_unit_test(the_dari_page_is_the_english_page_mirrored),
        cmocka_unit_test(shared_briefs_hold),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

// SPDX-License-Identifier: MIT
// 500 briefs made up, in three languages, with all that a brief may hold; and
// what must hold of their pages (page_checks.h).
//
// usage: test_made_briefs            the tests
//        test_made_briefs FILE.md... the same checks of any briefs
//        test_made_briefs -SEED      that brief, as Markdown
#include "page_checks.h"

#define BRIEFS 500
#define BRIEFS_LONG 4000

enum language { ENGLISH, DARI, PASHTO, MADE_LANGUAGES };

struct maker {
    struct buffer text, definitions;
    uint32_t seed;
    enum language language;
    size_t notes;
    uint32_t note_chance; // one in so many sentences
    uint32_t float_chance;
};

static uint32_t random_under(struct maker *maker, uint32_t limit)
{
    maker->seed = maker->seed * 1664525u + 1013904223u;
    return (maker->seed >> 8) % limit;
}

static bool one_in(struct maker *maker, uint32_t chances)
{
    return random_under(maker, chances) == 0;
}

// ----- Words -----

#define WORDS 24
static const char *const words[MADE_LANGUAGES][WORDS] = {
    {"water",   "valley",     "assessment", "of",     "the",     "river",
     "canals",  "irrigation", "a",          "in",     "council", "harvest",
     "years",   "and",        "elders",     "road",   "which",   "seasonal",
     "markets", "is",         "that",       "fields", "snow",    "to"},
    {"آب",          "دره",    "ارزیابی",     "از",      "و",         "رودخانه",
     "می\u200Cشود", "کشت",    "سال",         "بازار",   "مردم",      "شورا",
     "حاصلات",      "که",     "راه",         "ولسوالی", "نمایندگان", "این",
     "ده",          "زمستان", "جوی\u200Cها", "برای",    "با",        "زمین"},
    {"اوبه",   "دره",   "ارزونه", "له",   "او",     "سیند",  "کیږي", "کښت",
     "کال",    "بازار", "خلک",    "شورا", "حاصلات", "چې",    "لاره", "ولسوالۍ",
     "استازي", "دا",    "کلی",    "ژمی",  "ځمکه",   "لپاره", "سره",  "ویالې"}};

static void put(struct maker *maker, const char *text)
{
    buffer_add_c(&maker->text, text);
}

static void make_words_in(struct maker *maker, struct buffer *to,
                          enum language language, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_c(to, i > 0 ? " " : "");
        buffer_add_c(to, words[language][random_under(maker, WORDS)]);
    }
}

static void make_words(struct maker *maker, uint32_t count)
{
    make_words_in(maker, &maker->text, maker->language, count);
}

// In a Dari or Pashto brief every third note is English.
static void make_note(struct maker *maker, uint32_t count)
{
    size_t number = ++maker->notes;
    enum language language = number % 3 == 0 ? ENGLISH : maker->language;
    buffer_printf(&maker->text, "[^%zu]", number);
    buffer_printf(&maker->definitions, "[^%zu]: ", number);
    make_words_in(maker, &maker->definitions, language, count);
    buffer_add_c(&maker->definitions, ".\n\n");
    if (!one_in(maker, 8))
        return;
    buffer_add_c(&maker->definitions, "    ");
    make_words_in(maker, &maker->definitions, language, count);
    buffer_add_c(&maker->definitions, ".\n\n");
}

static void make_note_at(struct maker *maker, uint32_t chances)
{
    if (one_in(maker, chances))
        make_note(maker, 2 + random_under(maker, 24));
}

static void make_sentences(struct maker *maker, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        put(maker, i > 0 ? " " : "");
        make_words(maker, 4 + random_under(maker, 22));
        put(maker, ".");
        if (one_in(maker, maker->note_chance))
            make_note(maker, one_in(maker, 40) ? 150 + random_under(maker, 200)
                                               : 2 + random_under(maker, 32));
    }
    put(maker, "\n\n");
}

static void make_paragraph(struct maker *maker)
{
    make_sentences(maker, 1 + random_under(maker, 9));
}

// ----- Blocks -----

static void make_heading(struct maker *maker)
{
    put(maker, one_in(maker, 3) ? "### " : "## ");
    make_words(maker, 1 + random_under(maker, 9));
    make_note_at(maker, 8);
    put(maker, "\n\n");
    if (one_in(maker, 12)) { // another right under it
        put(maker, "### ");
        make_words(maker, 2);
        put(maker, "\n\n");
    }
}

static void make_list(struct maker *maker)
{
    uint32_t items = 1 + random_under(maker, 7);
    bool ordered = one_in(maker, 2), nested = one_in(maker, 4);
    if (one_in(maker, 3)) {
        make_words(maker, 4);
        put(maker, ":\n\n");
    }
    for (uint32_t i = 0; i < items; i++) {
        if (ordered)
            buffer_printf(&maker->text, "%u. ", i + 1);
        else
            put(maker, "- ");
        make_words(maker, 2 + random_under(maker, 30));
        make_note_at(maker, 9);
        put(maker, "\n");
        if (nested) {
            put(maker, ordered ? "   - " : "  - ");
            make_words(maker, 2 + random_under(maker, 12));
            put(maker, "\n");
        }
    }
    put(maker, "\n");
}

static void make_cell(struct maker *maker, bool number, uint32_t most)
{
    if (number)
        buffer_printf(&maker->text, "%u.%u", random_under(maker, 4000),
                      random_under(maker, 10));
    else
        make_words(maker, 1 + random_under(maker, most));
    make_note_at(maker, 40);
}

static void make_table(struct maker *maker)
{
    uint32_t columns = 2 + random_under(maker, 5);
    uint32_t rows = 1 + random_under(maker, one_in(maker, 5) ? 40 : 9);
    if (one_in(maker, 6)) {
        make_words(maker, 5);
        put(maker, ":\n\n");
    }
    if (!one_in(maker, 4)) {
        put(maker, "Table: ");
        make_words(maker, 2 + random_under(maker, 6));
        make_note_at(maker, 5);
        put(maker, "\n\n");
    }
    for (uint32_t i = 0; i < rows + 2; i++) {
        for (uint32_t j = 0; j < columns; j++) {
            put(maker, "| ");
            if (i == 1)
                put(maker, "---");
            else
                make_cell(maker, i > 1 && j > 0 && j % 2 == 0, 5);
            put(maker, " ");
        }
        put(maker, "|\n");
    }
    put(maker, "\n");
}

// Pictures are not there in unit tests: their words stand for them.
static void make_figure(struct maker *maker)
{
    bool wide = one_in(maker, 3);
    put(maker, "![");
    make_words(maker, (wide ? 60 : 20) + random_under(maker, 200));
    put(maker, "](none.png \"");
    make_words(maker, 3 + random_under(maker, 9));
    buffer_printf(&maker->text, "\"){width=%s}\n\n", wide ? "frame" : "column");
}

static void make_box(struct maker *maker)
{
    static const char *const kinds[] = {"box", "key-messages", "definition"};
    buffer_printf(&maker->text, "::: %s\n\n", kinds[random_under(maker, 3)]);
    if (one_in(maker, 2)) {
        put(maker, "### ");
        make_words(maker, 3);
        put(maker, "\n\n");
    }
    make_sentences(maker, 1 + random_under(maker, 5));
    if (one_in(maker, 2))
        make_list(maker);
    put(maker, ":::\n\n");
}

static void make_quote(struct maker *maker)
{
    put(maker, "> ");
    make_sentences(maker, 1 + random_under(maker, 4));
    if (one_in(maker, 2)) {
        put(maker, ">\n> \xE2\x80\x94 ");
        make_words(maker, 3);
        put(maker, "\n\n");
    }
}

static void make_block(struct maker *maker)
{
    if (one_in(maker, maker->float_chance)) {
        if (one_in(maker, 2))
            make_figure(maker);
        else
            make_table(maker);
        return;
    }
    switch (random_under(maker, 24)) {
    case 0:
    case 1:
        make_list(maker);
        break;
    case 2:
        make_quote(maker);
        break;
    case 3:
        make_box(maker);
        break;
    case 4:
    case 5:
    case 6:
        make_heading(maker);
        if (one_in(maker, 8))
            make_table(maker);
        else
            make_paragraph(maker);
        break;
    case 7:
        put(maker, "```\nfirst = line\n  second\nthird\n```\n\n");
        break;
    case 8:
        if (one_in(maker, 4))
            put(maker, "---\n\n");
        make_paragraph(maker);
        break;
    default:
        make_paragraph(maker);
        break;
    }
}

static void make_recommendations(struct maker *maker)
{
    static const char *const names[] = {"Recommendations", "سفارش\u200Cها",
                                        "سپارښتنې"};
    buffer_printf(&maker->text, "## %s\n\n", names[maker->language]);
    uint32_t items = 2 + random_under(maker, 12);
    for (uint32_t i = 0; i < items; i++) {
        buffer_printf(&maker->text, "%u. ", i + 1);
        make_words(maker, 8 + random_under(maker, 60));
        make_note_at(maker, 12);
        put(maker, ".\n");
    }
    put(maker, "\n");
}

struct page_setting {
    uint32_t columns; // 0: as many as there are unless asked
    bool wide_notes;
    bool sections; // begin a right page, and are its running head
};

static void make_front(struct maker *maker, struct page_setting setting)
{
    static const char *const tags[] = {"en", "fa-AF", "ps"};
    buffer_printf(&maker->text, "---\nlang: %s\n", tags[maker->language]);
    if (setting.columns > 0)
        buffer_printf(&maker->text, "columns: %u\n", setting.columns);
    if (setting.wide_notes)
        put(maker, "notes-width: page\n");
    if (setting.sections)
        put(maker, "sections: recto\nrunning-head: section\n");
    put(maker, "title: ");
    make_words(maker, 2 + random_under(maker, 7));
    if (!one_in(maker, 3)) {
        put(maker, "\nabstract: ");
        make_words(maker, 10 + random_under(maker, 60));
        make_note_at(maker, 2);
    }
    put(maker, "\n---\n\n");
}

static struct buffer make_brief(uint32_t number, struct page_setting setting)
{
    struct maker maker = {.seed = number * 2654435761u,
                          .language = number % MADE_LANGUAGES};
    maker.note_chance = 2 + random_under(&maker, 12);
    maker.float_chance = 4 + random_under(&maker, 20);
    make_front(&maker, setting);
    uint32_t blocks = 4 + random_under(&maker, 50);
    for (uint32_t i = 0; i < blocks; i++)
        make_block(&maker);
    if (one_in(&maker, 2))
        make_recommendations(&maker);
    buffer_add(&maker.text, buffer_str(&maker.definitions));
    buffer_release(&maker.definitions);
    return maker.text;
}

// ----- Tests -----

static size_t check_text(const char *name, struct str text)
{
    struct laid_out out = lay_out(name, text);
    size_t faults = check_pages(&out, name);
    laid_out_free(&out);
    return faults;
}

static void made_briefs_hold(void **state)
{
    (void)state;
    uint32_t count = getenv("QALAM_LONG") ? BRIEFS_LONG : BRIEFS;
    size_t faulty = 0;
    for (uint32_t number = 1; number <= count; number++) {
        struct buffer text = make_brief(number, (struct page_setting){0});
        char name[32];
        snprintf(name, sizeof name, "brief %u", number);
        faulty += check_text(name, buffer_str(&text)) > 0;
        buffer_release(&text);
    }
    if (faulty > 0)
        fail_msg("%zu of %u briefs have faults", faulty, count);
}

// Of those past the usual number, what once was wrong: a wide table's note that
// a picture held up, headings and lead-ins that go with a wide table.
static void hard_briefs_hold(void **state)
{
    (void)state;
    static const uint32_t numbers[] = {942,  1087, 1407, 1411, 2729,
                                       2861, 3446, 3852, 3874};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct buffer text = make_brief(numbers[i], (struct page_setting){0});
        assert_int_equal(check_text("hard brief", buffer_str(&text)), 0);
        buffer_release(&text);
    }
    struct buffer text = make_brief(1773, (struct page_setting){.columns = 3});
    assert_int_equal(check_text("hard brief", buffer_str(&text)), 0);
    buffer_release(&text);
    // A region over notes that the one above it called.
    text = make_brief(3696, (struct page_setting){.wide_notes = true});
    assert_int_equal(check_text("hard brief", buffer_str(&text)), 0);
    buffer_release(&text);
}

static void check_set(const char *what, struct page_setting setting,
                      uint32_t from, uint32_t step)
{
    uint32_t end = getenv("QALAM_LONG") ? BRIEFS_LONG : BRIEFS;
    size_t faulty = 0;
    for (uint32_t number = from; number <= end; number += step) {
        struct buffer text = make_brief(number, setting);
        char name[64];
        snprintf(name, sizeof name, "%s, brief %u", what, number);
        faulty += check_text(name, buffer_str(&text)) > 0;
        buffer_release(&text);
    }
    if (faulty > 0)
        fail_msg("%s: %zu briefs have faults", what, faulty);
}

static void one_column_holds_as_much(void **state)
{
    (void)state;
    check_set("one column", (struct page_setting){.columns = 1}, 1, 7);
}

static void sections_of_their_own_hold_as_much(void **state)
{
    (void)state;
    check_set("sections", (struct page_setting){.sections = true}, 4, 11);
}

static void three_columns_hold_as_much(void **state)
{
    (void)state;
    check_set("three columns", (struct page_setting){.columns = 3}, 2, 7);
}

static void notes_over_the_page_hold_as_much(void **state)
{
    (void)state;
    check_set("wide notes", (struct page_setting){.wide_notes = true}, 1, 5);
    check_set("three columns, wide notes",
              (struct page_setting){.columns = 3, .wide_notes = true}, 3, 11);
}

static size_t check_files(char **paths, int count)
{
    size_t faulty = 0;
    for (int i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        size_t faults = check_text(paths[i], unit_file(arena, paths[i]));
        printf("%s: %zu faults\n", paths[i], faults);
        faulty += faults > 0;
        arena_free(arena);
    }
    return faulty;
}

int main(int count, char **arguments)
{
    if (count == 2 && arguments[1][0] == '-') {
        struct buffer text =
            make_brief((uint32_t)strtoul(arguments[1] + 1, NULL, 10),
                       (struct page_setting){0});
        fwrite(text.bytes, 1, text.count, stdout);
        buffer_release(&text);
        return 0;
    }
    if (count > 1) {
        open_fonts(NULL);
        size_t faulty = check_files(arguments + 1, count - 1);
        close_fonts(NULL);
        return faulty > 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_briefs_hold),
        cmocka_unit_test(hard_briefs_hold),
        cmocka_unit_test(one_column_holds_as_much),
        cmocka_unit_test(sections_of_their_own_hold_as_much),
        cmocka_unit_test(three_columns_hold_as_much),
        cmocka_unit_test(notes_over_the_page_hold_as_much),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

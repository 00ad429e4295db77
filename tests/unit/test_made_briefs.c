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

enum language { ENGLISH, DARI, PASHTO, LANGUAGE_COUNT };

struct session {
    struct buffer text, definitions;
    uint32_t seed;
    enum language language;
    size_t notes;
    uint32_t note_chance; // one in so many sentences
    uint32_t float_chance;
};

static uint32_t random_under(struct session *session, uint32_t limit)
{
    session->seed = session->seed * 1664525u + 1013904223u;
    return (session->seed >> 8) % limit;
}

static bool one_in(struct session *session, uint32_t chances)
{
    return random_under(session, chances) == 0;
}

// ----- Words -----

#define WORDS 24
static const char *const words[LANGUAGE_COUNT][WORDS] = {
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

static void put(struct session *session, const char *text)
{
    buffer_add_c(&session->text, text);
}

static void make_words_in(struct session *session, struct buffer *to,
                          enum language language, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_c(to, i > 0 ? " " : "");
        buffer_add_c(to, words[language][random_under(session, WORDS)]);
    }
}

static void make_words(struct session *session, uint32_t count)
{
    make_words_in(session, &session->text, session->language, count);
}

// In a Dari or Pashto brief every third note is English.
static void make_note(struct session *session, uint32_t count)
{
    size_t number = ++session->notes;
    enum language language = number % 3 == 0 ? ENGLISH : session->language;
    buffer_printf(&session->text, "[^%zu]", number);
    buffer_printf(&session->definitions, "[^%zu]: ", number);
    make_words_in(session, &session->definitions, language, count);
    buffer_add_c(&session->definitions, ".\n\n");
    if (!one_in(session, 8))
        return;
    buffer_add_c(&session->definitions, "    ");
    make_words_in(session, &session->definitions, language, count);
    buffer_add_c(&session->definitions, ".\n\n");
}

static void make_note_at(struct session *session, uint32_t chances)
{
    if (one_in(session, chances))
        make_note(session, 2 + random_under(session, 24));
}

static void make_sentences(struct session *session, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        put(session, i > 0 ? " " : "");
        make_words(session, 4 + random_under(session, 22));
        put(session, ".");
        if (one_in(session, session->note_chance))
            make_note(session, one_in(session, 40)
                                   ? 150 + random_under(session, 200)
                                   : 2 + random_under(session, 32));
    }
    put(session, "\n\n");
}

static void make_paragraph(struct session *session)
{
    make_sentences(session, 1 + random_under(session, 9));
}

// ----- Blocks -----

static void make_heading(struct session *session)
{
    put(session, one_in(session, 3) ? "### " : "## ");
    make_words(session, 1 + random_under(session, 9));
    make_note_at(session, 8);
    put(session, "\n\n");
    if (one_in(session, 12)) { // another right under it
        put(session, "### ");
        make_words(session, 2);
        put(session, "\n\n");
    }
}

static void make_list(struct session *session)
{
    uint32_t items = 1 + random_under(session, 7);
    bool ordered = one_in(session, 2), nested = one_in(session, 4);
    if (one_in(session, 3)) {
        make_words(session, 4);
        put(session, ":\n\n");
    }
    for (uint32_t i = 0; i < items; i++) {
        if (ordered)
            buffer_printf(&session->text, "%u. ", i + 1);
        else
            put(session, "- ");
        make_words(session, 2 + random_under(session, 30));
        make_note_at(session, 9);
        put(session, "\n");
        if (nested) {
            put(session, ordered ? "   - " : "  - ");
            make_words(session, 2 + random_under(session, 12));
            put(session, "\n");
        }
    }
    put(session, "\n");
}

static void make_cell(struct session *session, bool number, uint32_t most)
{
    if (number)
        buffer_printf(&session->text, "%u.%u", random_under(session, 4000),
                      random_under(session, 10));
    else
        make_words(session, 1 + random_under(session, most));
    make_note_at(session, 40);
}

static void make_table(struct session *session)
{
    uint32_t columns = 2 + random_under(session, 5);
    uint32_t rows = 1 + random_under(session, one_in(session, 5) ? 40 : 9);
    if (one_in(session, 6)) {
        make_words(session, 5);
        put(session, ":\n\n");
    }
    if (!one_in(session, 4)) {
        put(session, "Table: ");
        make_words(session, 2 + random_under(session, 6));
        make_note_at(session, 5);
        put(session, "\n\n");
    }
    for (uint32_t i = 0; i < rows + 2; i++) {
        for (uint32_t j = 0; j < columns; j++) {
            put(session, "| ");
            if (i == 1)
                put(session, "---");
            else
                make_cell(session, i > 1 && j > 0 && j % 2 == 0, 5);
            put(session, " ");
        }
        put(session, "|\n");
    }
    put(session, "\n");
}

// Pictures are not there in unit tests: their words stand for them.
static void make_figure(struct session *session)
{
    bool wide = one_in(session, 3);
    put(session, "![");
    make_words(session, (wide ? 60 : 20) + random_under(session, 200));
    put(session, "](none.png \"");
    make_words(session, 3 + random_under(session, 9));
    buffer_printf(&session->text, "\"){width=%s}\n\n",
                  wide ? "frame" : "column");
}

static void make_box(struct session *session)
{
    static const char *const kinds[] = {"box", "key-messages", "definition"};
    buffer_printf(&session->text, "::: %s\n\n",
                  kinds[random_under(session, 3)]);
    if (one_in(session, 2)) {
        put(session, "### ");
        make_words(session, 3);
        put(session, "\n\n");
    }
    make_sentences(session, 1 + random_under(session, 5));
    if (one_in(session, 2))
        make_list(session);
    put(session, ":::\n\n");
}

static void make_quote(struct session *session)
{
    put(session, "> ");
    make_sentences(session, 1 + random_under(session, 4));
    if (one_in(session, 2)) {
        put(session, ">\n> \xE2\x80\x94 ");
        make_words(session, 3);
        put(session, "\n\n");
    }
}

static void make_block(struct session *session)
{
    if (one_in(session, session->float_chance)) {
        if (one_in(session, 2))
            make_figure(session);
        else
            make_table(session);
        return;
    }
    switch (random_under(session, 24)) {
    case 0:
    case 1:
        make_list(session);
        break;
    case 2:
        make_quote(session);
        break;
    case 3:
        make_box(session);
        break;
    case 4:
    case 5:
    case 6:
        make_heading(session);
        if (one_in(session, 8))
            make_table(session);
        else
            make_paragraph(session);
        break;
    case 7:
        put(session, "```\nfirst = line\n  second\nthird\n```\n\n");
        break;
    case 8:
        if (one_in(session, 4))
            put(session, "---\n\n");
        make_paragraph(session);
        break;
    default:
        make_paragraph(session);
        break;
    }
}

static void make_recommendations(struct session *session)
{
    static const char *const names[] = {"Recommendations", "سفارش\u200Cها",
                                        "سپارښتنې"};
    buffer_printf(&session->text, "## %s\n\n", names[session->language]);
    uint32_t items = 2 + random_under(session, 12);
    for (uint32_t i = 0; i < items; i++) {
        buffer_printf(&session->text, "%u. ", i + 1);
        make_words(session, 8 + random_under(session, 60));
        make_note_at(session, 12);
        put(session, ".\n");
    }
    put(session, "\n");
}

struct page_setting {
    uint32_t columns; // 0: as many as there are unless asked
    bool wide_notes;
};

static void make_front(struct session *session, struct page_setting setting)
{
    static const char *const tags[] = {"en", "fa-AF", "ps"};
    buffer_printf(&session->text, "---\nlang: %s\n", tags[session->language]);
    if (setting.columns > 0)
        buffer_printf(&session->text, "columns: %u\n", setting.columns);
    if (setting.wide_notes)
        put(session, "notes-width: page\n");
    put(session, "title: ");
    make_words(session, 2 + random_under(session, 7));
    if (!one_in(session, 3)) {
        put(session, "\nabstract: ");
        make_words(session, 10 + random_under(session, 60));
        make_note_at(session, 2);
    }
    put(session, "\n---\n\n");
}

static struct buffer make_brief(uint32_t number, struct page_setting setting)
{
    struct session session = {.seed = number * 2654435761u,
                              .language = number % LANGUAGE_COUNT};
    session.note_chance = 2 + random_under(&session, 12);
    session.float_chance = 4 + random_under(&session, 20);
    make_front(&session, setting);
    uint32_t blocks = 4 + random_under(&session, 50);
    for (uint32_t i = 0; i < blocks; i++)
        make_block(&session);
    if (one_in(&session, 2))
        make_recommendations(&session);
    buffer_add(&session.text, buffer_str(&session.definitions));
    buffer_release(&session.definitions);
    return session.text;
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
    struct buffer text = make_brief(1773, (struct page_setting){3, false});
    assert_int_equal(check_text("hard brief", buffer_str(&text)), 0);
    buffer_release(&text);
    // A region over notes that the one above it called.
    text = make_brief(3696, (struct page_setting){0, true});
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
    check_set("one column", (struct page_setting){1, false}, 1, 7);
}

static void three_columns_hold_as_much(void **state)
{
    (void)state;
    check_set("three columns", (struct page_setting){3, false}, 2, 7);
}

static void notes_over_the_page_hold_as_much(void **state)
{
    (void)state;
    check_set("wide notes", (struct page_setting){0, true}, 1, 5);
    check_set("three columns, wide notes", (struct page_setting){3, true}, 3,
              11);
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
        cmocka_unit_test(three_columns_hold_as_much),
        cmocka_unit_test(notes_over_the_page_hold_as_much),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

// SPDX-License-Identifier: MIT
// What two editions say alike, and what is told where they do not.
#include "unit.h"

#include "compare/compare.h"
#include "compare/differences.h"
#include "filters.h"
#include "reading.h"

// The facts of a text that is read and goes through the filters of the tree.
static struct edition_facts *facts_of(const char *lang, const char *text)
{
    struct arena *arena = arena_new();
    struct str whole =
        arena_printf(arena, "---\ntitle: T\nlang: %s\n---\n\n%s", lang, text);
    struct reading reading = reading_of(arena_c_string(arena, whole));
    assert_true(reading.good);
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].change)
            filters[i].change(reading.brief, &reading.context);
    struct edition_facts *facts =
        facts_take(reading.brief, reading.context.diag);
    reading_free(&reading);
    arena_free(arena);
    return facts;
}

// The names and things of all differences, a line each.
static void assert_differences(const char *lang, const char *original,
                               const char *edition, const char *expected)
{
    struct arena *arena = arena_new();
    struct edition_facts *a = facts_of("en", original),
                         *b = facts_of(lang, edition);
    struct differences differences = {.arena = arena};
    struct str said = STR("");
    differences_find(&differences, a, b);
    for (size_t i = 0; i < differences.count; i++) {
        const struct difference *difference = &differences.items[i];
        static const char signs[] = {'-', '+', '~'};
        said = arena_printf(
            arena, "%.*s%c %s %.*s\n", STR_ARG(said), signs[difference->side],
            message_facts[difference->message].name + strlen("edition_"),
            STR_ARG(difference->what));
    }
    assert_str(said, expected);
    facts_free(a);
    facts_free(b);
    arena_free(arena);
}

struct sample {
    const char *lang, *original, *edition, *expected;
};

static void assert_rows(const struct sample *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_differences(rows[i].lang, rows[i].original, rows[i].edition,
                           rows[i].expected);
}

static void test_what_is_the_same(void **state)
{
    static const struct sample rows[] = {
        // Digits and separators.
        {"fa-AF", "It has 1,234.5 ha.", "۱٬۲۳۴٫۵ هکتار است.", ""},
        {"de", "It has 1,234.5 ha.", "Es hat 1.234,5 ha.", ""},
        {"fr", "It has 12,340 ha.", "Il a 12 340 ha.", ""},
        {"ps", "It grew by 12.50%.", "۱۲٫۵ سلنه زیات شو.", ""},
        {"fa-AF", "It cost 1,234 afghanis.", "۱،۲۳۴ افغانی شد.", ""},
        // Words.
        {"fa-AF", "Forty canals.", "۴۰ جوی.", ""},
        {"fa-AF", "There are 31 pumps.", "سی\u200Cویک واترپمپ است.", ""},
        {"ps", "There are 22 pumps.", "دوه ویشت پمپونه دي.", ""},
        {"fa-AF", "Article 25 says so.", "مادهٔ بیست و پنجم چنین می\u200Cگوید.",
         ""},
        {"en", "Some 2 million came.", "Some 2,000,000 came.", ""},
        // Calendars.
        {"fa-AF", "In 2021.", "در ۱۴۰۰.", ""},
        {"fa-AF", "In 2022.", "در ۱۴۰۰.", ""},
        {"fa-AF", "On 12 May 2019.", "در ۲۲ ثور ۱۳۹۸.", ""},
        {"ps", "On 12 May 2019.", "د ۱۳۹۸ د غويي په ۲۲مه.", ""},
        {"ps", "On 14 October 2022.", "د ۱۴۰۱ د تلې ۲۲.", ""},
        {"fa-AF", "On 12 May 2019.", "در ۲۲ ثور ۱۳۹۸ (۱۲ می ۲۰۱۹).", ""},
        {"fa-AF", "On 21 March at noon.", "در ۱ حمل، چاشت.", ""},
        {"fa-AF", "Deeds of the 1930s.", "قباله\u200Cهای دههٔ ۱۳۱۰.", ""},
        // Small ones, pages, notes, letters.
        {"fa-AF", "Three men.", "۳ مرد.", ""},
        {"fa-AF", "See p. 214.", "نگاه کنید به ص ۱۹۸–۲۰۲.", ""},
        {"fa-AF", "The G20 met.", "گروه بیست جلسه کرد.", ""},
        // Addresses.
        {"fa-AF", "[A](https://www.un.org/en/ga/)", "[آ](http://un.org/fa/ga)",
         ""},
        {"fa-AF", "[A](https://en.wikipedia.org/wiki/River)",
         "[آ](https://fa.wikipedia.org/wiki/رود)", ""},
        {"fa-AF", "[A](https://doi.org/10.5/AB)",
         "[آ](https://dx.doi.org/10.5/ab)", ""},
        {"fa-AF", "## One\n\n214 men.\n\n## Two\n\n[A](#one)",
         "## یک\n\n۲۱۴ مرد.\n\n## دو\n\n[آ](#یک)", ""},
    };
    assert_rows(rows, COUNT(rows));
}

static void test_what_is_not(void **state)
{
    static const struct sample rows[] = {
        {"fa-AF", "In 2021.", "در ۱۳۹۸.",
         "- number_missing 2021\n+ number_missing ۱۳۹۸\n"},
        {"fa-AF", "On 12 May 2019.", "در ۲۳ ثور ۱۳۹۸.",
         "- date_missing 12 May 2019\n+ date_missing ۲۳ ثور ۱۳۹۸\n"},
        {"fa-AF", "About 5% fell.", "۶٪ کم شد.",
         "- number_missing 5\n+ number_missing ۶\n"},
        // Said once in each paragraph, and lacking in one.
        {"fa-AF", "214 here.\n\n214 there.", "۲۱۴ اینجا.\n\nآنجا نیز.",
         "- number_missing 214\n"},
        {"fa-AF", "Text.[^1]\n\n[^1]: A.", "متن.", "- note_missing 1\n"},
        {"fa-AF", "Text.", "متن.[^1]\n\n[^1]: الف.", "+ note_missing 1\n"},
        // A small number of a table counts.
        {"fa-AF", "| A | B |\n|---|---|\n| x | 5 |\n",
         "| آ | ب |\n|---|---|\n| ی | ۶ |\n",
         "~ table_differs this cell says ‘۶’\n"},
        {"fa-AF", "| A | B |\n|---|---|\n| x | 5 |\n", "| آ |\n|---|\n| ی |\n",
         "~ table_differs this table has 2 rows and 1 columns\n"},
        {"fa-AF", "- a\n- b\n", "- آ\n", "~ list_differs 1 point\n"},
    };
    assert_rows(rows, COUNT(rows));
}

static void test_sections(void **state)
{
    static const char original[] = "## A\n\n214 men.\n\n## B\n\n97 women.\n\n"
                                   "Some 560 goats.\n\n## C\n\n1,780 sheep.";
    static const struct sample rows[] = {
        // A section that is gone shifts none behind it.
        {"fa-AF", original, "## آ\n\n۲۱۴ مرد.\n\n## ج\n\n۱۷۸۰ گوسفند.",
         "- heading_missing B\n"},
        // The heading alone.
        {"fa-AF", original,
         "## آ\n\n۲۱۴ مرد.\n\n۹۷ زن.\n\n۵۶۰ بز.\n\n## ج\n\n۱۷۸۰ گوسفند.",
         "- heading_missing B\n"},
        {"fa-AF", original,
         "## آ\n\n۲۱۴ مرد.\n\n## ب\n\n۹۷ زن.\n\n## د\n\n۵۶۰ بز.\n\n## "
         "ج\n\n۱۷۸۰ گوسفند.",
         "+ heading_missing د\n"},
    };
    assert_rows(rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_the_same),
        cmocka_unit_test(test_what_is_not),
        cmocka_unit_test(test_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

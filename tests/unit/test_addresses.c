// SPDX-License-Identifier: MIT
// Where a bare address ends, by itself and as a link of a brief.
#include "reading.h"

#include "text/addresses.h"

// Each line begins with an address; behind it stands what is none of it.
static void addresses_end(void **state)
{
    static const struct {
        const char *address, *rest;
    } rows[] = {
        {"https://example.org/a", "، و"},
        {"https://example.org/a", "؛ او"},
        {"https://example.org/a", "؟"},
        {"https://example.org/a", "۔ اور"},
        {"https://example.org/a", "…"},
        {"https://example.org/a", "» و"},
        {"https://example.org/a", "›"},
        {"https://example.org/a", "” and"},
        {"https://example.org/a", "’ and"},
        {"https://example.org/a", "\" and"},
        {"https://example.org/a", ")، و"},
        {"https://example.org/a_(b)", ")."},
        {"https://example.org/a?b[c]=d", "]،"},
        {"https://example.org/a", "[^1]"},
        {"https://example.org/a", "<qn>"},
        {"https://example.org/a", "\u200Cها"},
        {"https://example.org/a", "ها"},
        {"www.example.org", "را"},
        {"https://example.org/a", "\u200F،"},
        {"https://example.org/a", "\u00A0»"},
        {"https://example.org/a", "– و"},
        {"https://fa.example.org/wiki/آب_(مایع)", " است"},
        {"https://fa.example.org/wiki/آب\u200Cها", "، و"},
        {"https://example.org/%D8%A2ب", " و"},
        {"https://example.org/D\u00FCsseldorf", ""},
        {"https://example.org/Iran–Iraq_War", " and"},
        {"https://example.org/l’eau", "’"},
        {"https://دانشگاه.example/آ-ب", "؟"},
    };
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str line =
            arena_printf(arena, "%s%s", rows[i].address, rows[i].rest);
        assert_true(address_starts(line, 0));
        struct str found = str_slice(line, 0, address_end(line, 0, line.count));
        assert_string_equal(arena_c_string(arena, found), rows[i].address);
    }
    arena_free(arena);
}

#define FRONT_FA "---\ntitle: T\nlang: fa-AF\n---\n\n"

static void links_of(const char *line, const char *dump)
{
    struct str text = {0};
    struct arena *arena = arena_new();
    text = arena_printf(arena, FRONT_FA "%s\n", line);
    struct reading reading = reading_of(arena_c_string(arena, text));
    struct str found = reading_dump(&reading, "  paragraph\n", NULL);
    assert_string_equal(arena_c_string(arena, found), dump);
    reading_free(&reading);
    arena_free(arena);
}

static void links_end_with_them(void **state)
{
    (void)state;
    links_of("آب https://example.org/a، و",
             "    text \"آب \"\n    link url=\"https://example.org/a\"\n"
             "      text \"https://example.org/a\"\n    text \"، و\"\n");
    links_of("**https://example.org/a**؛",
             "    strong\n      link url=\"https://example.org/a\"\n"
             "        text \"https://example.org/a\"\n    text \"؛\"\n");
    links_of("«www.example.org/a.»",
             "    text \"«\"\n    link url=\"http://www.example.org/a\"\n"
             "      text \"www.example.org/a\"\n    text \".»\"\n");
}

// A destination, an autolink, code and an attribute are whole.
static void other_addresses_stay(void **state)
{
    (void)state;
    links_of("[آب](https://example.org/آ،ب)",
             "    link url=\"https://example.org/آ،ب\"\n"
             "      text \"آب\"\n");
    links_of("<https://example.org/آ،ب>",
             "    link url=\"https://example.org/آ،ب\"\n"
             "      text \"https://example.org/آ،ب\"\n");
    links_of("<https://www.example.org/a?u=https://www.example.org/b>",
             "    link url=\"https://www.example.org/a?u=https://"
             "www.example.org/b\"\n      text \"https://www.example.org/a?u="
             "https://www.example.org/b\"\n");
    links_of("`https://example.org/آ،ب`",
             "    code \"https://example.org/آ،ب\"\n");
    links_of("<a href=\"https://example.org/آ،ب\">آب</a>",
             "    link url=\"https://example.org/آ،ب\"\n"
             "      text \"آب\"\n");
    links_of("[«www.example.org»](https://example.org/b)",
             "    link url=\"https://example.org/b\"\n"
             "      text \"«www.example.org»\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_end),
        cmocka_unit_test(links_end_with_them),
        cmocka_unit_test(other_addresses_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The guess of language and direction, on texts of our own and on the titles
// of tests/data.
#include "unit.h"

#include "source/guess.h"

struct expectation {
    const char *text, *document, *language; // language: one of a|b
    enum direction direction;
};

static bool one_of(struct str got, const char *list)
{
    while (*list) {
        size_t length = strcspn(list, "|+");
        struct str entry = {list, length};
        if (str_equal(entry, STR("prs")))
            entry = STR("fa-AF");
        if (str_equal(entry, STR("other")))
            entry = STR("und-Arab");
        if (str_equal(got, entry))
            return true;
        list += length + (list[length] != 0);
    }
    return false;
}

static void tells_languages(void **state)
{
    static const struct expectation rows[] = {
        {"The price of bread in Herat", "", "en", DIRECTION_LTR},
        {"Die Lage der Frauen in Kabul", "", "de", DIRECTION_LTR},
        {"HEINRICH BÖLL STIFTUNG", "en", "de", DIRECTION_LTR},
        {"La guerre et la paix", "", "fr", DIRECTION_LTR},
        {"Suv va elektr bilan taʼminlash", "", "uz-Latn", DIRECTION_LTR},
        {"Сув ва электр билан таъминлаш", "", "uz-Cyrl", DIRECTION_LTR},
        {"Об и энергия дар Тоҷикистон", "", "tg", DIRECTION_LTR},
        {"Вода и энергия в Кабуле", "", "ru", DIRECTION_LTR},
        {"آب و برق در افغانستان", "", "fa-AF", DIRECTION_RTL},
        {"آب و برق در افغانستان", "fa", "fa", DIRECTION_RTL},
        {"په افغانستان کې اوبه او برېښنا", "", "ps", DIRECTION_RTL},
        {"افغانستان میں پانی اور بجلی", "", "ur", DIRECTION_RTL},
        {"المياه والكهرباء في أفغانستان", "", "ar", DIRECTION_RTL},
        {"شاروالی هرات", "fa", "fa-AF", DIRECTION_RTL},
        {"افغانستان", "ps", "ps", DIRECTION_RTL},
        {"د افغانستان جرگه", "en", "ps", DIRECTION_RTL},
        {"د کابل جرگه", "", "ps", DIRECTION_RTL},
        {"IWPS", "fa-AF", "und-Latn", DIRECTION_LTR},
        {"\xE6\x97\xA5\xE6\x9C\xAC", "", "und-Hani", DIRECTION_LTR},
        {"1403", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"1403", "", "und", DIRECTION_LTR},
    };
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct str text = str_of(rows[i].text);
        struct str got = guess_language(arena, text, str_of(rows[i].document));
        if (!one_of(got, rows[i].language))
            fail_msg("%s: got %.*s", rows[i].text, STR_ARG(got));
        if (guess_direction(text, got) != rows[i].direction)
            fail_msg("%s: wrong direction", rows[i].text);
    }
    assert_int_equal(guess_direction(STR("1403"), STR("")), DIRECTION_INHERIT);
    arena_free(arena);
}

static void survives_odd_bytes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_str(guess_language(arena, STR(""), STR("")), "und");
    assert_str(guess_language(arena, STR("\xFF\xFE"), STR("")), "und");
    char *many = arena_alloc(arena, 100000);
    memset(many, 'a', 100000);
    assert_str(guess_language(arena, (struct str){many, 100000}, STR("en")),
               "en");
    arena_free(arena);
}

static const char *column(const char *line, int wanted, char *out, size_t size)
{
    for (; wanted > 0; wanted--) {
        line += strcspn(line, "\t\n");
        line += *line == '\t';
    }
    size_t length = strcspn(line, "\t\n");
    snprintf(out, size, "%.*s", (int)length, line);
    return out;
}

static void tells_titles(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *line =
        unit_file(arena, UNIT_DATA("filters/titles/titles.tsv")).bytes;
    while (*(line += strcspn(line, "\n") + 1)) {
        char title[2000], lang[100], dir[100], document[100], other[100];
        column(line, 0, title, sizeof title);
        column(line, 1, lang, sizeof lang);
        column(line, 2, dir, sizeof dir);
        column(line, 4, document, sizeof document);
        column(line, 5, other, sizeof other);
        struct str own =
            strcmp(document, "prs") == 0 ? STR("fa-AF") : str_of(document);
        struct str got = guess_language(arena, str_of(title), own);
        if (!one_of(got, lang) && !one_of(got, other))
            fail_msg("%s: got %.*s, not %s", title, STR_ARG(got), lang);
        enum direction direction = guess_direction(str_of(title), own);
        if (strcmp(dir, "none") != 0 &&
            (direction == DIRECTION_RTL) != (strcmp(dir, "rtl") == 0))
            fail_msg("%s: direction is not %s", title, dir);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_languages),
        cmocka_unit_test(survives_odd_bytes),
        cmocka_unit_test(tells_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

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

static void expect(const struct expectation *rows, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        struct str text = str_of(rows[i].text);
        struct str document = str_of(rows[i].document);
        struct str got = guess_language(arena, text, document);
        if (!one_of(got, rows[i].language))
            fail_msg("%s: got %.*s", rows[i].text, STR_ARG(got));
        if (guess_direction(text, got) != rows[i].direction)
            fail_msg("%s: wrong direction", rows[i].text);
    }
    arena_free(arena);
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
    expect(rows, COUNT(rows));
    assert_int_equal(guess_direction(STR("1403"), STR("")), DIRECTION_INHERIT);
}

// What is not the document's needs a letter or word that its language has not.
static void another_language_is_proved(void **state)
{
    static const struct expectation rows[] = {
        // Short texts of Dari with letters that Pashto has too.
        {"کمک کشورهای کمک\u200Cکننده", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"ذکیه کاکر", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"مکتب", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"نقشه\u200Cها", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"شبکهٔ بانک مرکزی", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"مکتب", "fa", "fa", DIRECTION_RTL},
        {"بانک مرکزی", "ur", "ur", DIRECTION_RTL},
        {"مکتب", "ps", "ps", DIRECTION_RTL},
        {"حکومت او خلک", "ps", "ps", DIRECTION_RTL},
        {"که هر څوک راشي", "ps", "ps", DIRECTION_RTL},
        {"هیئت تحریر (نمونه)", "fa-AF", "fa-AF", DIRECTION_RTL},
        // A name with a letter of Pashto in a sentence of Dari.
        {"ولایت ننګرهار و نقش ګلبدین در آن", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"کتابخانهٔ ښاروالی کابل و کندهار", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"ولایت ننګرهار افغانستان", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"پوهنتون ننګرهار", "fa-AF", "fa-AF", DIRECTION_RTL},
        {"د ننګرهار پوهنتون", "fa-AF", "ps", DIRECTION_RTL},
        {"لویه جرګه", "fa-AF", "ps", DIRECTION_RTL},
        // Pashto and others, by what Dari has not; Dari, by what Pashto has
        // not.
        {"د ښوونې او روزنې وزارت", "fa-AF", "ps", DIRECTION_RTL},
        {"د کندهار پوهنتون", "fa-AF", "ps", DIRECTION_RTL},
        {"وزارة التعليم العالي", "fa-AF", "ar", DIRECTION_RTL},
        {"پاکستان میں تعلیم کی حالت", "fa-AF", "ur", DIRECTION_RTL},
        {"این کتاب از او است", "ps", "fa-AF", DIRECTION_RTL},
    };
    (void)state;
    expect(rows, COUNT(rows));
}

// In a document without a file, and in documents of another script.
static void arabic_script_elsewhere_is_told(void **state)
{
    static const struct expectation rows[] = {
        // Western Panjabi, short, where it is the document's language.
        {"پنجاب دی تریخ تے لوکائی", "pnb", "pnb", DIRECTION_RTL},
        {"پنڈاں وچ پانی", "pnb", "pnb", DIRECTION_RTL},
        {"پنڈاں وچ پانی", "en", "und-Arab", DIRECTION_RTL},
        {"پنجاب میں پانی", "en", "ur", DIRECTION_RTL},
        // One word of Arabic script in another document.
        {"کابل", "en", "fa-AF", DIRECTION_RTL},
        {"کتاب", "de", "fa-AF", DIRECTION_RTL},
        {"ښار", "en", "ps", DIRECTION_RTL},
        {"شهر", "ru", "fa-AF", DIRECTION_RTL},
    };
    (void)state;
    expect(rows, COUNT(rows));
}

// Names and abbreviations look like words of many languages.
static void latin_and_cyrillic_are_told(void **state)
{
    static const struct expectation rows[] = {
        // English with names and abbreviations that look French or Spanish.
        {"UN Women, Annual Report, 2021.", "fa-AF", "en|und-Latn",
         DIRECTION_LTR},
        {"UN Doc. S/2021/759, para. 5", "fa-AF", "en|und-Latn", DIRECTION_LTR},
        {"La Paz and Los Angeles", "ps", "en", DIRECTION_LTR},
        {"Los Angeles, 2019", "fa-AF", "und-Latn", DIRECTION_LTR},
        {"Pablo de la Torre, Water in Kabul", "fa-AF", "en", DIRECTION_LTR},
        {"Dupree et al., Kabul 1977", "en", "en", DIRECTION_LTR},
        {"Where children die", "en", "en", DIRECTION_LTR},
        {"José García, 2019", "en", "en", DIRECTION_LTR},
        {"Le Monde, 3 May 2021", "fa-AF", "und-Latn|en", DIRECTION_LTR},
        {"S. Hanifi & A. de Laet", "fa-AF", "en", DIRECTION_LTR},
        {"NETZWERK WEGE UND STEGE", "en", "de", DIRECTION_LTR},
        // And what is French, German or Spanish.
        {"Les droits des femmes", "en", "fr", DIRECTION_LTR},
        {"La guerre et la paix dans le sud", "fa-AF", "fr", DIRECTION_LTR},
        {"Die Lage der Frauen und der Kinder", "en", "de", DIRECTION_LTR},
        {"Los derechos de las mujeres", "fa-AF", "es", DIRECTION_LTR},
        {"Büro für Wasser und Boden", "ps", "de", DIRECTION_LTR},
        // Cyrillic.
        {"Вазорати корҳои хориҷӣ", "ru", "tg", DIRECTION_LTR},
        {"Министерство иностранных дел", "tg", "ru", DIRECTION_LTR},
        {"Ташкилот ва ҳуқуқ", "tg", "tg", DIRECTION_LTR},
        {"Ташкилот ва ҳуқуқ", "uz-Cyrl", "uz-Cyrl", DIRECTION_LTR},
        {"Карта дорог и реки", "ru", "ru", DIRECTION_LTR},
        // A language without a file is taken for no neighbour of it.
        {"De vrede en de oorlog in het land", "nl", "nl", DIRECTION_LTR},
        {"En analyse af de sociale forhold", "da", "da", DIRECTION_LTR},
        {"Haki za binadamu na sheria", "sw", "sw", DIRECTION_LTR},
        {"The state of the water and of the wells", "sw", "en", DIRECTION_LTR},
        // A title is the document's where a word of it is.
        {"گزارش World Bank Group on Water Management", "fa-AF", "fa-AF",
         DIRECTION_RTL},
        {"UNICEF او World Food Programme", "ps", "ps", DIRECTION_RTL},
        {"Water (آب و هوای کابل و هرات و بلخ)", "en", "en", DIRECTION_LTR},
        {"NATO او د افغانستان خلک", "en", "ps", DIRECTION_RTL},
    };
    (void)state;
    expect(rows, COUNT(rows));
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
        cmocka_unit_test(another_language_is_proved),
        cmocka_unit_test(arabic_script_elsewhere_is_told),
        cmocka_unit_test(latin_and_cyrillic_are_told),
        cmocka_unit_test(survives_odd_bytes),
        cmocka_unit_test(tells_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

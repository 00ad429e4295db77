// SPDX-License-Identifier: MIT
// The files of the languages: each is whole, and what rooms ask is answered.
#include "unit.h"

#include "command/list_languages.h"
#include "languages/date.h"
#include "languages/language.h"
#include "languages/number.h"
#include "languages/words.h"
#include "source/guess.h"

#include <string.h>

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#define EACH_LANGUAGE(id)                                                      \
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
#define EACH_ROW(row)                                                          \
    for (enum language_row row = 0; row < LANGUAGE_ROWS; row++)

static size_t count_of(enum language_id id, enum language_row row)
{
    const char *const *values = language_row_of(id, row);
    size_t count = 0;
    while (values[count])
        count++;
    return count;
}

static void fail_at(enum language_id id, enum language_row row,
                    const char *what)
{
    fail_msg("%.*s.def, %s: %s", STR_ARG(language_tag(id)),
             language_row_name(row), what);
}

// ----- The files -----

static void tags_are_canonical_and_one(void **state)
{
    (void)state;
    EACH_LANGUAGE(id)
    {
        struct str tag = language_tag(id);
        struct str canonical = language_canonical(arena, tag);
        if (!str_equal(tag, canonical))
            fail_msg("%.*s is written %.*s", STR_ARG(tag), STR_ARG(canonical));
        assert_int_equal(language_find(tag), id);
        assert_true(language_script_of(id) != SCRIPT_OTHER);
        assert_int_equal(language_script(tag), language_script_of(id));
    }
}

// A row that every file gives has nothing that would be done without it.
static void what_each_file_gives_is_no_gap(void **state)
{
    (void)state;
    EACH_LANGUAGE(id)
    EACH_ROW(row)
    {
        enum language_state is = language_state(id, row);
        if (*language_row_without(row) == '\0' && is != LANGUAGE_GIVEN)
            fail_at(id, row, "every file gives it");
        if (is == LANGUAGE_GIVEN && count_of(id, row) == 0)
            fail_at(id, row, "is given and empty");
        if (is != LANGUAGE_GIVEN && count_of(id, row) > 0)
            fail_at(id, row, "is not given and has values");
    }
}

// How many values a row has wherever it is given; 0: any number.
static size_t wanted_count(enum language_row row)
{
    switch ((int)row) { // no enum of ours: a few of many
    case ROW_months:
    case ROW_months_alone:
    case ROW_solar_months:
        return 12;
    case ROW_weekdays:
    case ROW_weekdays_else:
        return 7;
    case ROW_separators:
    case ROW_date_form:
    case ROW_dash:
    case ROW_q_marks:
        return 2;
    case ROW_own_name:
    case ROW_english_name:
    case ROW_digits:
    case ROW_first_day:
    case ROW_note_marks:
    case ROW_alphabet:
    case ROW_encodings:
    case ROW_encoding_letters:
    case ROW_encoding_words:
        return 1;
    default: // no enum of ours
        return 0;
    }
}

static void lists_have_their_length(void **state)
{
    (void)state;
    EACH_LANGUAGE(id)
    EACH_ROW(row)
    {
        size_t count = count_of(id, row), wanted = wanted_count(row);
        if (count > 0 && wanted > 0 && count != wanted)
            fail_at(id, row, "has another number of values");
        for (const char *const *at = language_row_of(id, row); *at; at++)
            if (strcmp(*at, "-") == 0)
                fail_at(id, row, "has - among values");
    }
}

static bool may_be_empty(enum language_row row)
{
    return row == ROW_weekdays_else || row == ROW_spelling_endings;
}

static void values_are_ones_that_rooms_know(void **state)
{
    (void)state;
    static const char *const marks[] = {"after", "before"},
                             *const dashes[] = {"spaced", "closed"},
                             *const alphabets[] = {"persian", "urdu", "pashto",
                                                   "arabic"},
                             *const calendars[] = {"gregorian", "solar-hijri"};
    EACH_LANGUAGE(id)
    {
        struct str mark = str_of(language_row_of(id, ROW_note_marks)[0]),
                   alphabet = str_of(language_row_of(id, ROW_alphabet)[0]);
        const char *const *dash = language_row_of(id, ROW_dash);
        assert_true(mark.count == 0 || STR_IS_ONE_OF(mark, marks));
        assert_true(!dash[0] || STR_IS_ONE_OF(str_of(dash[1]), dashes));
        assert_true(alphabet.count == 0 || STR_IS_ONE_OF(alphabet, alphabets));
        assert_true(STR_IS_ONE_OF(str_of(language_row_of(id, ROW_calendar)[0]),
                                  calendars));
        size_t quotes = count_of(id, ROW_quotes);
        if (quotes != 4 && quotes != 1 && quotes != 0)
            fail_at(id, ROW_quotes, "are four, or CLDR's");
        assert_int_equal(utf8_count(str_of(language_row_of(id, ROW_digits)[0])),
                         10);
        EACH_ROW(row)
        for (const char *const *at = language_row_of(id, row); *at; at++)
            if (**at == '\0' && !may_be_empty(row))
                fail_at(id, row, "has an empty value");
    }
}

static void numbered_values_have_their_number(void **state)
{
    (void)state;
    static const enum language_row rows[] = {
        ROW_other_months, ROW_other_solar_months, ROW_scales, ROW_number_words};
    EACH_LANGUAGE(id)
    for (size_t i = 0; i < COUNT(rows); i++)
        for (const char *const *at = language_row_of(id, rows[i]); *at; at++) {
            struct str value = str_of(*at);
            long number = language_numbered(&value);
            if (number <= 0 || value.count == 0 || (i < 2 && number > 12))
                fail_at(id, rows[i], *at);
        }
}

static void evidence_has_weight(void **state)
{
    (void)state;
    EACH_LANGUAGE(id)
    {
        const struct language_evidence *row = language_known_by(id);
        bool own = language_sister(id) == id;
        assert_int_equal(own, row->kind != EVIDENCE_END_OF_LIST);
        for (; row->kind != EVIDENCE_END_OF_LIST; row++)
            if (row->weight < 1 || row->weight > 5 || row->text.count == 0)
                fail_msg("%.*s: %.*s", STR_ARG(language_tag(id)),
                         STR_ARG(row->text));
    }
}

// ----- What is answered -----

static void a_tag_finds_its_file(void **state)
{
    (void)state;
    static const char *const found[][2] = {
        {"en-GB", "en"},           {"fa-AF", "fa-AF"}, {"prs", "fa-AF"},
        {"fa-IR", "fa"},           {"ps-AF", "ps"},    {"uz", "uz-Latn"},
        {"uz-Cyrl-UZ", "uz-Cyrl"}, {"es-MX", "es"}};
    static const char *const none[] = {"nl",  "fam",     "ps-Latn", "uz-AF",
                                       "und", "tg-Latn", ""};
    for (size_t i = 0; i < COUNT(found); i++)
        assert_str(language_tag(language_find(str_of(found[i][0]))),
                   found[i][1]);
    for (size_t i = 0; i < COUNT(none); i++)
        assert_int_equal(language_find(str_of(none[i])), LANGUAGE_COUNT);
}

static void properties_of_english_dari_and_pashto(void **state)
{
    (void)state;
    struct str en = STR("en"), dari = STR("fa-AF"), ps = STR("ps");
    assert_str(language_value(en, ROW_quotes), "\u201C");
    assert_str(language_value(dari, ROW_quotes), "\u00AB");
    assert_str(language_value(ps, ROW_quotes), "\u00AB");
    assert_true(language_lists(en, ROW_dash, STR("closed")));
    assert_true(language_lists(dari, ROW_dash, STR("spaced")));
    assert_str(language_value(en, ROW_calendar), "gregorian");
    assert_str(language_value(dari, ROW_calendar), "solar-hijri");
    assert_true(language_region_listed(
        STR("ps-PK"), language_row(STR("ps-PK"), ROW_calendar) + 1));
    assert_str(language_value(en, ROW_hyphenation), "en_GB");
    assert_false(language_has(dari, ROW_hyphenation));
    assert_str(language_value(dari, ROW_alphabet), "persian");
    assert_str(language_value(ps, ROW_alphabet), "pashto");
    assert_true(language_lists(ps, ROW_wrong_letters, STR("گ")));
    assert_false(language_has(dari, ROW_wrong_letters));
    assert_true(language_lists(en, ROW_doubled_on_purpose, STR("had")));
    assert_true(language_lists(dari, ROW_never_doubled, STR("از")));
    assert_true(language_lists(ps, ROW_weekdays_else, STR("یونۍ")));
    assert_true(language_has(en, ROW_copy_rules));
    assert_false(language_has(ps, ROW_copy_rules));
}

// fa.def says AS("fa-AF") in place of a second list.
static void a_row_may_be_another_file_s(void **state)
{
    (void)state;
    assert_ptr_equal(language_row(STR("fa"), ROW_weekdays),
                     language_row(STR("fa-AF"), ROW_weekdays));
    assert_int_equal(language_state(language_find(STR("fa")), ROW_see),
                     language_state(language_find(STR("fa-AF")), ROW_see));
    assert_false(str_equal(language_value(STR("fa"), ROW_months),
                           language_value(STR("fa-AF"), ROW_months)));
}

static void languages_without_a_file_have_some_rows(void **state)
{
    (void)state;
    assert_str(language_value(STR("tr"), ROW_separators), ",");
    assert_str(language_value(STR("no"), ROW_hyphenation), "nb_NO");
    assert_str(language_value(STR("uz-Arab"), ROW_alphabet), "pashto");
    assert_false(language_has(STR("nl"), ROW_months));
    assert_ptr_equal(language_row(STR("nl"), ROW_months)[0], NULL);
}

// Words are looked for in texts of any language, but for those that mean
// something else there: once is eleven in Spanish.
static void words_of_one_language_stay_there(void **state)
{
    (void)state;
    struct str spanish = STR("es"), english = STR("en");
    assert_true(languages_list(ROW_ibid, STR("ebenda"), english));
    assert_true(languages_list(ROW_units, STR("km"), STR("ps")));
    assert_true(languages_list(ROW_number_words, STR("11 once"), spanish));
    assert_false(languages_list(ROW_number_words, STR("11 once"), english));
    assert_false(languages_list(ROW_number_words, STR("11 once"), STR("")));
    assert_false(languages_list(ROW_conjunctions, STR("y"), english));
    assert_true(languages_list(ROW_conjunctions, STR("y"), STR("es-MX")));
}

// ----- Spanish, the worked example -----

static struct str long_date(const char *tag, const char *written)
{
    struct date date;
    assert_true(date_parse(str_of(written), &date));
    return date_long(arena, str_of(tag), date);
}

static void spanish_is_spanish(void **state)
{
    (void)state;
    struct str es = STR("es");
    struct number number = {12345678, 1};
    assert_str(long_date("es", "2024-03-09"), "9 de marzo de 2024");
    assert_str(long_date("es", "2024-09"), "septiembre de 2024");
    assert_str(long_date("en", "9 de marzo de 2024"), "9 March 2024");
    assert_str(long_date("en", "1 setiembre 2024"), "1 September 2024");
    assert_str(number_write(arena, number, es), "1.234.567,8");
    assert_str(language_word(es, WORD_recommendations), "Recomendaciones");
    assert_str(language_word(STR("es-MX"), WORD_contents), "Índice");
    assert_str(language_own_name(es), "Español");
    assert_str(language_value(es, ROW_note_marks), "before");
    assert_int_equal(language_direction(es), DIRECTION_LTR);
}

// Its texts are known by themselves, and those of its neighbours stay theirs.
static void spanish_is_told_from_its_neighbours(void **state)
{
    (void)state;
    static const char *const texts[][3] = {
        {"Los derechos de las mujeres en Kabul", "en", "es"},
        {"El agua y los pozos del valle", "ps", "es"},
        {"Informe anual de pozos", "es", "es"},
        {"Les droits des femmes dans la politique", "es", "fr"},
        {"La politique de la ville", "en", "fr"},
        {"Il lavoro della donna", "en", "und-Latn"},
        {"The road to the well", "es", "en"}};
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_str(
            guess_language(arena, str_of(texts[i][0]), str_of(texts[i][1])),
            texts[i][2]);
}

// ----- What `qalam languages` says -----

static struct str told(enum language_id id, bool json)
{
    char *text = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&text, &count);
    assert_non_null(out);
    list_languages(out, id, json);
    fclose(out);
    struct str kept = arena_str(arena, (struct str){text, count});
    free(text);
    return kept;
}

static bool says(struct str text, const char *words)
{
    return str_find(text, str_of(words)) != STR_NONE;
}

// Each gap, and nothing else, is told with what is so without it.
static void gaps_are_told(void **state)
{
    (void)state;
    EACH_LANGUAGE(id)
    {
        struct str text = told(id, true);
        assert_true(says(text, "\"lacks\""));
        EACH_ROW(row)
        {
            struct str wanted =
                arena_printf(arena, "{\"row\": \"%s\"", language_row_name(row));
            bool listed = says(text, wanted.bytes);
            if (listed != (language_state(id, row) == LANGUAGE_GAP))
                fail_at(id, row, listed ? "is told as a gap" : "is not told");
        }
    }
}

static void paragraphs_name_each_gap_s_cost(void **state)
{
    (void)state;
    struct str text = told(language_find(STR("ar")), false);
    assert_true(says(text, "ar  Arabic, العربية, right to left"));
    assert_true(says(text, "lacks weekdays: a weekday that the date was not "
                           "goes unnoticed"));
    assert_false(says(text, "lacks months:"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_are_canonical_and_one),
        cmocka_unit_test(what_each_file_gives_is_no_gap),
        cmocka_unit_test(lists_have_their_length),
        cmocka_unit_test(values_are_ones_that_rooms_know),
        cmocka_unit_test(numbered_values_have_their_number),
        cmocka_unit_test(evidence_has_weight),
        cmocka_unit_test(a_tag_finds_its_file),
        cmocka_unit_test(properties_of_english_dari_and_pashto),
        cmocka_unit_test(a_row_may_be_another_file_s),
        cmocka_unit_test(languages_without_a_file_have_some_rows),
        cmocka_unit_test(words_of_one_language_stay_there),
        cmocka_unit_test(spanish_is_spanish),
        cmocka_unit_test(spanish_is_told_from_its_neighbours),
        cmocka_unit_test(gaps_are_told),
        cmocka_unit_test(paragraphs_name_each_gap_s_cost),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

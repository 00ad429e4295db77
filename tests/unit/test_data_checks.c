// SPDX-License-Identifier: MIT
// The check on the shared data: which defects of the seed brief are flagged,
// by which message and where its facts say they are; and silence on texts that
// have none.
#include "reading.h"

#include "filters.h"

#include <jansson.h>

// All messages on a file of the shared data, from the first filter to the
// last, a line each: "146:4 name-variant". NULL where the data is not there.
static char *messages_on(struct arena *arena, const char *relative)
{
    const char *path = unit_shared(relative);
    if (!path)
        return NULL;
    struct str text = unit_file(arena, path);
    struct reading reading = {.brief = brief_new(STR("test.md"))};
    read_setup();
    reading.context =
        (struct context){.arena = reading.brief->arena,
                         .path = STR("test.md"),
                         .diag = diag_new(reading.brief->arena, STR("test.md")),
                         .infer = true};
    diag_set_text(reading.context.diag, text);
    reading.source = source_new(reading.brief->arena, text);
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair)
            assert_true(filters[i].repair(reading.source, &reading.context));
    assert_true(read_brief(reading.source, &reading.context, reading.brief));
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].change)
            assert_true(filters[i].change(reading.brief, &reading.context));
    char *said = arena_c_string(arena, reading_said(&reading));
    reading_free(&reading);
    return said;
}

// Is a message told on a line?
static bool told(struct arena *arena, const char *said, json_int_t line,
                 const char *message)
{
    struct str start = arena_printf(arena, "%lld:", (long long)line);
    struct str end = arena_printf(arena, " %s", message);
    for (const char *at = said; *at; at += strcspn(at, "\n"), at += *at != 0) {
        struct str one = {at, strcspn(at, "\n")};
        if (str_starts(one, start) && str_ends(one, end))
            return true;
    }
    return false;
}

// Every defect of the seed that a rule can see. The others need a reader who
// knows the language or the world: grammar (flee, possessive, fragments),
// words that are other words (feature, Chechen, Stiaution, Towers), the right
// names of bodies (csto, cis, isil-name), one way of writing a name that the
// text uses but once.
static const struct {
    const char *id, *message;
} flagged[] = {
    {"pashto-gaf", "pashto-gaf"},
    {"quotes-mixed", "quotes-mixed"}, // see below for its line
    {"spelling-regions", "spelling-mixed"},
    {"note-6-us", "stop-missing"},
    {"note-8-comma", "comma-before-bracket"},
    {"note-11-date", "month-number"},
    {"note-23-vs-13", "citation-title"},
    {"taieb-taiieb", "name-variant"},
    {"and-etc", "doubled-form"},
    {"fes-variants", "name-joined"}, // likewise
    {"cover-photo-missing", "cover-missing"},
};

// The facts give the first of two places, the message the second: curly quotes
// on line 34, straight ones from 52 on; the imprint's name on 227, which is
// read before note 1 on 38 and the disclaimer on 238.
static json_int_t line_of(const json_t *defect)
{
    const char *id = json_string_value(json_object_get(defect, "id"));
    if (strcmp(id, "quotes-mixed") == 0)
        return 52;
    if (strcmp(id, "fes-variants") == 0)
        return 238;
    return json_integer_value(json_object_get(defect, "line"));
}

static const char *message_for(const char *id)
{
    for (size_t i = 0; i < COUNT(flagged); i++)
        if (strcmp(id, flagged[i].id) == 0)
            return flagged[i].message;
    return NULL;
}

static void defects_of_the_seed_are_flagged(void **state)
{
    struct arena *arena = arena_new();
    const char *path = unit_shared("data/seed/brief-russia.expected.json");
    json_t *facts = path ? json_load_file(path, 0, NULL) : NULL, *defect;
    char *said = messages_on(arena, "data/seed/brief-russia.md");
    size_t index, found = 0;
    if (!facts)
        print_message(UNIT_NO_SHARED);
    json_array_foreach(json_object_get(facts, "defects"), index, defect)
    {
        const char *id = json_string_value(json_object_get(defect, "id"));
        const char *message = message_for(id);
        if (!message)
            continue;
        found++;
        if (!told(arena, said, line_of(defect), message))
            fail_msg("%s: no %s on line %lld of\n%s", id, message,
                     (long long)line_of(defect), said);
    }
    assert_true(!facts || found == COUNT(flagged));
    json_decref(facts);
    arena_free(arena);
}

// Messages that these texts do deserve: an ibid. whose note moved, a title
// that the text leaves to be found.
static bool deserved(struct str line)
{
    static const char *const names[] = {"ibid-moved", "title-inferred",
                                        "language-guessed", "words-english"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_ends(line, str_of(names[i])))
            return true;
    return false;
}

static void clean_texts_are_left_alone(void **state)
{
    static const char *const texts[] = {
        "prs/brief-huquq.md",      "ps/brief-huquq.md",
        "ru/brief-prava.md",       "tg/brief-huquq.md",
        "uz/brief-huquq-latn.md",  "uz/brief-huquq-cyrl.md",
        "sources/udhr-en.md",      "sources/udhr-prs.md",
        "sources/udhr-ps.md",      "sources/udhr-fa.md",
        "sources/udhr-ar.md",      "sources/udhr-ur.md",
        "sources/udhr-ru.md",      "sources/udhr-tg.md",
        "sources/udhr-de.md",      "sources/udhr-fr.md",
        "sources/udhr-uz-latn.md", "sources/udhr-uz-cyrl.md",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct arena *arena = arena_new();
        struct str relative = arena_printf(arena, "data/%s", texts[i]);
        char *said = messages_on(arena, relative.bytes);
        if (!said)
            print_message(UNIT_NO_SHARED);
        for (char *line; said && (line = strsep(&said, "\n")) && *line;)
            if (!deserved(str_of(line)))
                fail_msg("%s: %s", texts[i], line);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defects_of_the_seed_are_flagged),
        cmocka_unit_test(clean_texts_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

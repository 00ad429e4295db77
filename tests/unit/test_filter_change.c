// SPDX-License-Identifier: MIT
// The tree filters on texts: goldens of tests/filters, and the footnote pairs
// of tests/data.
//
// A golden is Markdown, a line =====, the dump after that filter (with those
// before it in filters.c), and maybe another ===== with the messages of that
// filter alone, LINE:COLUMN NAME each. ACCEPT=1 writes what comes out: read
// the diff before you commit it.
#include "unit.h"

#include <dirent.h>
#include <jansson.h>
#include <unistd.h>

#include "model/brief.h"
#include "base/buffer.h"
#include "filters.h"
#include "read/read.h"

struct changed {
    struct arena *arena; // the brief's
    struct brief *brief;
    struct str dump, messages;
};

// ----- Running -----

static struct str to_str(struct arena *arena, char **bytes, size_t *count)
{
    struct str copy = arena_str(arena, (struct str){*bytes, *count});
    free(*bytes);
    return copy;
}

static struct str dump_of(const struct brief *brief)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *file = open_memstream(&bytes, &count);
    brief_dump(brief, file);
    fclose(file);
    return to_str(brief->arena, &bytes, &count);
}

// What a diag printed, as lines of LINE:COLUMN NAME.
static struct str messages_of(struct arena *arena, const struct diag *diag)
{
    char *bytes = NULL, *line, *rest;
    size_t count = 0;
    struct str out = STR("");
    FILE *file = open_memstream(&bytes, &count);
    diag_print(diag, file, true, false); // JSON, one object a line
    fclose(file);
    rest = bytes;
    while ((line = strsep(&rest, "\n")) && *line) {
        json_t *message = json_loads(line, 0, NULL);
        const char *name = json_string_value(json_object_get(message, "name"));
        json_int_t row = json_integer_value(json_object_get(message, "line"));
        json_int_t column =
            json_integer_value(json_object_get(message, "column"));
        assert_non_null(name);
        out = arena_printf(arena, "%.*s%lld:%lld %s\n", STR_ARG(out),
                           (long long)row, (long long)column, name);
        json_decref(message);
    }
    free(bytes);
    return out;
}

// What every filter promises: the tree holds together, and a second run
// changes nothing.
static void run_twice(const struct filter *filter, struct brief *brief,
                      const struct context *context)
{
    assert_true(filter->change(brief, context));
    brief_check(brief);
    struct str once = dump_of(brief);
    struct context silent = *context;
    silent.diag = diag_new(brief->arena, STR("t"));
    assert_true(filter->change(brief, &silent));
    brief_check(brief);
    struct str twice = dump_of(brief);
    if (!str_equal(once, twice))
        fail_msg("%s: a second run made of\n%.*s\nthis:\n%.*s", filter->name,
                 STR_ARG(once), STR_ARG(twice));
}

// Reads a text and runs the tree filters up to `last` (NULL: all). Messages
// are those of `last`, or of reading and all filters.
static struct changed change(struct str input, const char *lang,
                             const char *last)
{
    struct changed changed = {.brief = brief_new(STR("t"))};
    struct arena *arena = changed.arena = changed.brief->arena;
    struct str text = arena_str(arena, input);
    struct context context = {.arena = arena,
                              .diag = diag_new(arena, STR("t")),
                              .path = STR("t"),
                              .lang_option = str_of(lang),
                              .infer = true};
    struct source *source = source_new(arena, text);
    diag_set_text(context.diag, text);
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair)
            assert_true(filters[i].repair(source, &context));
    assert_true(read_brief(source, &context, changed.brief));
    for (size_t i = 0; i < filter_count; i++) {
        bool wanted = last && strcmp(filters[i].name, last) == 0;
        if (!filters[i].change)
            continue;
        if (wanted) {
            context.diag = diag_new(arena, STR("t"));
            diag_set_text(context.diag, text);
        }
        run_twice(&filters[i], changed.brief, &context);
        if (wanted)
            break;
    }
    changed.dump = dump_of(changed.brief);
    changed.messages = messages_of(arena, context.diag);
    return changed;
}

// ----- Goldens -----

static struct str next_part(struct str *rest)
{
    struct str line = STR("=====\n");
    size_t end = str_find(*rest, line);
    struct str part = str_slice(*rest, 0, end);
    *rest = end == STR_NONE ? STR("")
                            : str_slice(*rest, end + line.count, rest->count);
    return part;
}

static void accept(const char *path, struct str input,
                   const struct changed *changed)
{
    FILE *file = fopen(path, "wb");
    fprintf(file, "%.*s=====\n%.*s", STR_ARG(input), STR_ARG(changed->dump));
    if (changed->messages.count)
        fprintf(file, "=====\n%.*s", STR_ARG(changed->messages));
    fclose(file);
}

static bool differs(const char *path, const char *what, struct str actual,
                    struct str expected)
{
    if (str_equal(actual, expected))
        return false;
    print_error("%s: %s\n%.*s\nnot\n%.*s\n", path, what, STR_ARG(actual),
                STR_ARG(expected));
    return true;
}

static size_t check_golden(const char *path, const char *filter)
{
    struct arena *arena = arena_new();
    struct str rest = unit_file(arena, path), input = next_part(&rest),
               dump = next_part(&rest), messages = next_part(&rest);
    struct changed changed = change(input, "", filter);
    size_t faults = 0;
    if (getenv("ACCEPT")) {
        accept(path, input, &changed);
    } else {
        faults += differs(path, "the tree is", changed.dump, dump);
        faults += differs(path, "messages are", changed.messages, messages);
    }
    brief_free(changed.brief);
    arena_free(arena);
    return faults;
}

static void goldens_hold(void **state)
{
    size_t faults = 0, count = 0;
    for (size_t i = 0; i < filter_count; i++) {
        char folder[1000], path[2000];
        snprintf(folder, sizeof folder, "%s/tests/filters/%s", QALAM_SOURCE_DIR,
                 filters[i].name);
        DIR *directory = filters[i].change ? opendir(folder) : NULL;
        for (struct dirent *entry; directory && (entry = readdir(directory));)
            if (str_ends(str_of(entry->d_name), STR(".test"))) {
                snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
                faults += check_golden(path, filters[i].name);
                count++;
            }
        if (directory)
            closedir(directory);
    }
    assert_true(count > 0);
    assert_int_equal(faults, 0);
}

// ----- Pairs -----

// How many bytes of a dump at `rest` are a fact that a pair may differ in:
// labels, ids made from them, and, where an ibid. is reported, what it meant
// and so whether its words are a link, which stands a step further in.
static size_t fact_to_skip(struct str rest, bool cites)
{
    static const char *const quoted[] = {" label=\"", " id=\""};
    for (size_t i = 0; i < 2; i++) {
        size_t start = strlen(quoted[i]);
        if (str_starts(rest, str_of(quoted[i])))
            return start +
                   str_find(str_slice(rest, start, rest.count), STR("\"")) + 1;
    }
    if (cites && (str_starts(rest, STR(" cites=")) ||
                  str_starts(rest, STR("link note="))))
        return str_find(rest, STR("\n"));
    size_t step = 0;
    while (cites && step < rest.count &&
           (rest.bytes[step] == ' ' || rest.bytes[step] == '\n'))
        step++;
    return step;
}

static struct str comparable(const struct changed *changed, bool cites)
{
    struct str dump = changed->dump;
    struct buffer out = {0};
    for (size_t at = 0; at < dump.count;) {
        size_t skip = fact_to_skip(str_slice(dump, at, dump.count), cites);
        if (!skip)
            buffer_add_byte(&out, dump.bytes[at]);
        at += skip ? skip : 1;
    }
    struct str result = arena_str(changed->arena, buffer_str(&out));
    buffer_release(&out);
    return result;
}

// The message that a warning of the data speaks of.
static const char *message_of(const char *warning)
{
    static const char *const senses[][2] = {
        {"duplicate definition", "note-duplicate"},
        {"no definition", "note-missing"},
        {"is never used", "note-unused"},
        {"now follows nothing", "ibid-lost"},
        {"now follows", "ibid-moved"},
        {"has no note before it", "ibid-first"},
    };
    for (size_t i = 0; i < sizeof senses / sizeof senses[0]; i++)
        if (strstr(warning, senses[i][0]))
            return senses[i][1];
    return "unknown";
}

static size_t times(struct str messages, const char *name)
{
    size_t count = 0;
    struct arena *arena = arena_new();
    struct str wanted = arena_printf(arena, " %s\n", name);
    for (size_t at; (at = str_find(messages, wanted)) != STR_NONE; count++)
        messages = str_slice(messages, at + wanted.count, messages.count);
    arena_free(arena);
    return count;
}

static size_t check_warnings(const char *name, const json_t *warnings,
                             struct str messages)
{
    static const char *const ours[] = {"note-duplicate", "note-missing",
                                       "note-unused",    "ibid-lost",
                                       "ibid-moved",     "ibid-first"};
    size_t faults = 0;
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++) {
        size_t expected = 0, index;
        json_t *warning;
        json_array_foreach(warnings, index, warning) expected +=
            strcmp(message_of(json_string_value(warning)), ours[i]) == 0;
        if (times(messages, ours[i]) == expected)
            continue;
        print_error("%s: %zu times %s, not %zu\n", name,
                    times(messages, ours[i]), ours[i], expected);
        faults++;
    }
    return faults;
}

static struct changed change_file(const json_t *pair, const char *key)
{
    char relative[1000];
    snprintf(relative, sizeof relative, UNIT_DATA("filters/%s"),
             json_string_value(json_object_get(pair, key)));
    struct arena *arena = arena_new();
    const char *lang = json_string_value(json_object_get(pair, "lang"));
    struct changed changed =
        change(unit_file(arena, relative),
               strcmp(lang, "prs") == 0 ? "fa-AF" : lang, NULL);
    arena_free(arena);
    return changed;
}

// The brief keeps a definition whose label another has, behind all notes that
// are printed; the clean half of a pair is without it.
static void leave_out_void(struct changed *changed)
{
    struct brief *brief = changed->brief;
    while (brief->note_count > 0 &&
           brief->notes[brief->note_count - 1]->again) {
        size_t at = changed->dump.count;
        while (!str_starts(str_slice(changed->dump, at, changed->dump.count),
                           STR("\nnote 0")))
            at--;
        changed->dump.count = at;
        brief->note_count--;
    }
}

// Both halves of a pair are the same document, numbered alike.
static size_t check_pair(const json_t *pair)
{
    const char *name = json_string_value(json_object_get(pair, "name"));
    struct changed in = change_file(pair, "in"), out = change_file(pair, "out");
    const json_t *warnings = json_object_get(pair, "warnings");
    bool cites = json_array_size(warnings) > 0;
    leave_out_void(&in);
    size_t faults = differs(name, "the tree is", comparable(&in, cites),
                            comparable(&out, cites));
    faults += check_warnings(name, warnings, in.messages);
    brief_free(in.brief);
    brief_free(out.brief);
    return faults;
}

static void footnote_pairs_are_one_document(void **state)
{
    json_t *all = json_load_file(UNIT_DATA("filters/cases.json"), 0, NULL);
    json_t *pair;
    size_t faults = 0, index;
    assert_non_null(all);
    json_array_foreach(json_object_get(all, "cases"), index, pair)
    {
        const char *group = json_string_value(json_object_get(pair, "group"));
        if (strcmp(group, "footnotes") == 0)
            faults += check_pair(pair);
    }
    json_decref(all);
    assert_int_equal(faults, 0);
}

// ----- Any text -----

static uint32_t seed = 20211005;

// Marsaglia's xorshift: the same texts everywhere.
static size_t below(size_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    return seed % limit;
}

// Words, marks and markup that the filters look at, in no order.
// clang-format off
static const char *const pieces[] = {
    "water", "R. ", "Rubin", "NATO", "C++", "(2020)", "(", ")", "“", "”",
    ", ", ". ", " ", " ", "\n\n", "\n", "آب", "همان", "د", "ړنګ",
    "،", "؟", "۱۴۰۰", "مادهٔ", "می\u200Cشود", "\u200F",
    "\u2067", "\u2069", "Вода", "Москва ", "5 km", "No. 7", "ibid.",
    "Ibid., p. 9", "*", "**", "`x = 1`", "[^1]", "[^2]", "[^a]", "\n\n[^1]: ",
    "\n\n[^2]: ibid.", "\n\n[^a]: Rubin, 2020.", "\n\n# ", "\n\n## ",
    "\n\n#### ", "\n\n## Recommendations\n\n- ", "\n\n- ", "\n\n> ",
    "\n\n---\n\n", "[here](#water)", "[x](https://example.org/a)",
    "<a@example.org>", "[آب]{lang=ps}", "![](x.png)",
    "\n\n| a | ب |\n|---|---|\n| 1 | ", "|", "\\\n", "<br>",
    "^[inline Rose]", "\uFFFD", "\u0301", "😀", "ß", "İ",
};
// clang-format on

static struct str any_text(struct arena *arena)
{
    struct buffer out = {0};
    size_t count = 1 + below(60);
    static const char *const langs[] = {"fa-AF", "en", "ps", "ru", "fr"};
    buffer_printf(&out, "---\ntitle: آب Water\nlang: %s\n---\n\n",
                  langs[below(5)]);
    for (size_t i = 0; i < count; i++)
        buffer_add_c(&out, pieces[below(sizeof pieces / sizeof pieces[0])]);
    buffer_add_c(&out, "\n\nText.\n");
    struct str text = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return text;
}

static void any_text_is_changed_once(void **state)
{
    for (int i = 0; i < 1000; i++) {
        struct arena *arena = arena_new();
        struct changed changed = change(any_text(arena), "", NULL);
        brief_free(changed.brief);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_text_is_changed_once),
        cmocka_unit_test(goldens_hold),
        cmocka_unit_test(footnote_pairs_are_one_document),
    };
    read_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Keys that series.yaml alone has: languages, outputs, files, addresses.
#include "series/series_parts.h"

#include "model/formats.h"
#include "series/globs.h"
#include "languages/language.h"
#include "languages/language_named.h"

// ----- Lists of words -----

struct words {
    const struct yaml **items;
    size_t count, capacity;
};

// Each text of a list; a text alone is a list of one.
static struct words words_of(const struct series_reading *reading,
                             const char *key, const char *wanted)
{
    struct reader *reader = reading->reader;
    const struct yaml *value = front_given(reading->tree, key);
    struct words words = {0};
    bool list = value && value->kind == YAML_LIST;
    if (value && value->kind == YAML_MAP)
        yaml_report_kind(reader, value, key, wanted);
    for (const struct yaml *e = list ? value->first : value; e;
         e = list ? e->next : NULL) {
        if (e->kind == YAML_TEXT && !str_blank(e->text))
            ARENA_PUSH(reader->arena, words.items, words.count,
                       words.capacity) = e;
        else if (list)
            yaml_report_kind(reader, e, key, wanted);
    }
    return words;
}

// ----- Languages -----

static bool has_language(const struct series *series, struct str lang)
{
    for (size_t i = 0; i < series->language_count; i++)
        if (str_equal(series->languages[i], lang))
            return true;
    return false;
}

void series_read_languages(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    struct words words =
        words_of(reading, "languages", "a list of language tags");
    series->languages = ARENA_ARRAY(reader->arena, struct str, words.count);
    for (size_t i = 0; i < words.count; i++) {
        struct str name = str_trim(words.items[i]->text), lang;
        if (!language_named(reader->arena, name, &lang))
            diag_report(reader->diag, yaml_place(reader, words.items[i]),
                        MESSAGE_lang_wrong, name,
                        language_named_list(reader->arena),
                        language_named_tags(reader->arena));
        else if (!has_language(series, lang))
            series->languages[series->language_count++] = lang;
    }
}

// ----- Outputs -----

static bool is_word(struct str text, const char *const words[2])
{
    return str_equal_ascii_case(text, str_of(words[0])) ||
           str_equal_ascii_case(text, str_of(words[1]));
}

// The settings that may stand under a format, as its row says; in arena.
static struct keys options_of(struct arena *arena,
                              const struct format_facts *facts)
{
    struct str rest = str_of(facts->options);
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    while (rest.count > 0) {
        size_t end = str_find(rest, STR(" "));
        end = end == STR_NONE ? rest.count : end;
        ARENA_PUSH(arena, names, count, capacity) =
            arena_c_string(arena, str_slice(rest, 0, end));
        rest = str_trim(str_slice(rest, end, rest.count));
    }
    return (struct keys){names, count};
}

static void read_options(const struct series_reading *reading,
                         const struct yaml *options,
                         const struct format_facts *facts)
{
    struct keys keys = options_of(reading->reader->arena, facts);
    front_check_keys(reading->reader, options, keys, "outputs.");
    front_record(reading->reader, options, keys);
    if (keys.count)
        front_settings(reading->reader, options);
}

static void report_unknown(struct reader *reader, const struct yaml *name)
{
    const char *names[FORMAT_COUNT];
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        names[i] = format_facts[i].name;
    front_report_unknown(reader,
                         &(struct yaml){.key = (struct yaml *)(uintptr_t)name},
                         KEYS(names), "outputs.");
}

// NAME, NAME: yes, NAME: no, or NAME: {options}.
static void add_output(const struct series_reading *reading,
                       const struct yaml *name, const struct yaml *value)
{
    static const char *const yes[] = {"yes", "true"}, *const no[] = {"no",
                                                                     "false"};
    struct reader *reader = reading->reader;
    unsigned format =
        name->kind == YAML_TEXT ? format_named(str_trim(name->text)) : 0;
    if (!format) {
        report_unknown(reader, name);
        return;
    }
    const struct format_facts *facts = &format_facts[format_index(format)];
    if (value && value->kind == YAML_TEXT && is_word(value->text, no))
        return;
    reading->series->formats |= format;
    if (value && value->kind == YAML_MAP)
        read_options(reading, value, facts);
    else if (value && !yaml_is_null(value) &&
             !(value->kind == YAML_TEXT && is_word(value->text, yes)))
        yaml_report_kind(reader, value, facts->name,
                         "yes, no or a map of options");
}

void series_read_outputs(const struct series_reading *reading)
{
    const struct yaml *value = front_given(reading->tree, "outputs");
    if (!value)
        return;
    if (value->kind == YAML_TEXT)
        add_output(reading, value, NULL);
    for (const struct yaml *e = value->first; e; e = e->next)
        if (value->kind == YAML_MAP)
            add_output(reading, e->key, e);
        else if (e->kind == YAML_MAP && e->first)
            add_output(reading, e->first->key, e->first);
        else
            add_output(reading, e, NULL);
}

// ----- Files -----

void series_read_globs(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    // YAML takes a ! without quotes as a tag, and the rest of it is nothing.
    struct words words =
        words_of(reading, "briefs", "a list of patterns, in quotes");
    series->globs = ARENA_ARRAY(reader->arena, struct str, words.count);
    for (size_t i = 0; i < words.count; i++) {
        struct str glob = str_trim(words.items[i]->text);
        bool out = str_starts(glob, STR("!"));
        if (glob_stays_inside(str_slice(glob, out, glob.count)))
            series->globs[series->glob_count++] = glob;
        else
            diag_report(reader->diag, yaml_place(reader, words.items[i]),
                        MESSAGE_series_path, glob,
                        STR("the folder of series.yaml"));
    }
}

bool series_holds(const struct series *series, struct str relative_path)
{
    bool holds =
        series->glob_count == 0 || str_starts(series->globs[0], STR("!"));
    for (size_t i = 0; i < series->glob_count; i++) {
        struct str glob = series->globs[i];
        bool out = str_starts(glob, STR("!"));
        if (glob_matches(str_slice(glob, out, glob.count), relative_path))
            holds = !out;
    }
    return holds;
}

// ----- Addresses -----

static bool on_the_web(struct str url)
{
    size_t host = str_starts(url, STR("https://"))  ? 8
                  : str_starts(url, STR("http://")) ? 7
                                                    : url.count;
    if (host >= url.count || url.bytes[host] == '/')
        return false;
    for (size_t i = 0; i < url.count; i++)
        if ((unsigned char)url.bytes[i] <= ' ' ||
            memchr("\"<>\\^`{|}", url.bytes[i], 9))
            return false;
    return true;
}

void series_read_base(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct str base = front_string(reader, reading->tree, "base");
    if (base.count == 0)
        return;
    // Names of files follow it, and nothing follows a query.
    bool whole = str_find(base, STR("?")) == STR_NONE &&
                 str_find(base, STR("#")) == STR_NONE;
    if (on_the_web(base) && whole)
        reading->series->base =
            arena_printf(reader->arena, "%.*s%s", STR_ARG(base),
                         str_ends(base, STR("/")) ? "" : "/");
    else
        diag_report(reader->diag,
                    yaml_place(reader, front_given(reading->tree, "base")),
                    MESSAGE_address_wrong, base);
}

// Beside the folder or in it, never the folder itself.
static bool is_output_folder(struct str path)
{
    while (str_starts(path, STR("../")))
        path = str_slice(path, 3, path.count);
    return path.count > 0 && glob_stays_inside(path) &&
           !str_equal(path, STR(".")) && !str_starts(path, STR("./"));
}

void series_read_output(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct str path = str_trim(front_string(reader, reading->tree, "output"));
    while (path.count > 1 && str_ends(path, STR("/")))
        path.count--;
    if (path.count == 0)
        return;
    if (is_output_folder(path))
        reading->series->output = path;
    else
        diag_report(reader->diag,
                    yaml_place(reader, front_given(reading->tree, "output")),
                    MESSAGE_series_path, path,
                    STR("the folder of series.yaml, or beside it"));
}

static bool is_output_path(struct str path)
{
    return glob_stays_inside(path) && !str_ends(path, STR("/")) &&
           str_find(path, STR("\\")) == STR_NONE &&
           str_find(path, STR(":")) == STR_NONE;
}

static void add_redirect(const struct series_reading *reading,
                         const struct yaml *entry)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    if (entry->key->kind != YAML_TEXT || entry->kind != YAML_TEXT) {
        yaml_report_kind(reader, entry, "redirects",
                         "a map from old path to new one");
        return;
    }
    struct redirect redirect = {str_trim(entry->key->text),
                                str_trim(entry->text)};
    bool from = is_output_path(redirect.from);
    if (from && (is_output_path(redirect.to) || on_the_web(redirect.to)))
        series->redirects[series->redirect_count++] = redirect;
    else
        diag_report(reader->diag, yaml_place(reader, from ? entry : entry->key),
                    MESSAGE_series_path, from ? redirect.to : redirect.from,
                    STR("the output folder"));
}

void series_read_gone(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct str word = front_string(reader, reading->tree, "removed");
    const struct yaml *map = front_given(reading->tree, "redirects");
    if (str_equal_ascii_case(word, STR("redirect")))
        reading->series->gone = GONE_REDIRECT;
    else if (word.count && !str_equal_ascii_case(word, STR("remove")))
        diag_report(reader->diag,
                    yaml_place(reader, front_given(reading->tree, "removed")),
                    MESSAGE_house_unknown, word, STR("removed"),
                    STR("remove or redirect"));
    if (map && map->kind != YAML_MAP)
        yaml_report_kind(reader, map, "redirects",
                         "a map from old path to new one");
    size_t count = 0;
    for (const struct yaml *e = map ? map->first : NULL; e; e = e->next)
        count++;
    reading->series->redirects =
        ARENA_ARRAY(reader->arena, struct redirect, count);
    for (const struct yaml *e = map ? map->first : NULL; e; e = e->next)
        if (map->kind == YAML_MAP)
            add_redirect(reading, e);
}

// ----- Sizes -----

static const struct {
    const char *name;
    uint64_t bytes;
} units[] = {{"", 1},
             {"B", 1},
             {"KB", 1000},
             {"MB", 1000000},
             {"GB", 1000000000},
             {"TB", 1000000000000},
             {"KiB", 1 << 10},
             {"MiB", 1 << 20},
             {"GiB", 1 << 30},
             {"TiB", (uint64_t)1 << 40}};

// A number with at most three places behind a point, and a unit: 1.5 GB.
static bool read_size(struct str text, uint64_t *bytes)
{
    enum { MOST_DIGITS = 12 };
    uint64_t number = 0, places = 1;
    size_t i = 0, digits = 0;
    bool point = false;
    for (; i < text.count && (strchr("0123456789", text.bytes[i]) ||
                              (text.bytes[i] == '.' && !point));
         i++) {
        if (text.bytes[i] == '.') {
            point = true;
            continue;
        }
        number = number * 10 + (uint64_t)(text.bytes[i] - '0');
        places *= point ? 10 : 1;
        if (++digits > MOST_DIGITS || places > 1000)
            return false;
    }
    struct str unit = str_trim(str_slice(text, i, text.count));
    for (size_t u = 0; digits > 0 && u < COUNT(units); u++)
        if (str_equal_ascii_case(unit, str_of(units[u].name))) {
            bool fits = number <= UINT64_MAX / units[u].bytes;
            *bytes = fits ? number * units[u].bytes / places : 0;
            return fits;
        }
    return false;
}

void series_read_cache(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    struct str text = front_string(reader, reading->tree, "cache");
    if (text.count == 0)
        return;
    if (!read_size(text, &series->cache_bytes))
        diag_report(reader->diag,
                    yaml_place(reader, front_given(reading->tree, "cache")),
                    MESSAGE_series_size, text);
    else if (series->cache_bytes == 0)
        series->cache_bytes = 1; // 0 is the default; no copy is so small
}

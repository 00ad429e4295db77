// SPDX-License-Identifier: MIT
// Settings in force, each with its input, as the reader noted them down.
#include "command/explain.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"
#include "languages/words.h"
#include "model/brief_words.h"
#include "model/names.h"
#include "build/progress.h"
#include "inputs/inputs.h"
#include "model/formats.h"

#include <string.h>

struct config_row {
    struct str key, value;
    const char *from; // brief, series, default, …
    struct str file;  // empty: stands nowhere
    size_t line;
    const struct given_key *instead; // what the series says and is not heard
};

struct config_table {
    struct arena *arena;
    struct str lang;   // of the brief
    struct str series; // where its series.yaml is, or empty
    struct config_row *rows;
    size_t count, capacity;
};

// ----- Gathering -----

static const struct given_key *find(const struct metadata *meta, struct str key)
{
    for (size_t i = meta ? meta->given_count : 0; i-- > 0;)
        if (str_equal(meta->given[i].key, key))
            return &meta->given[i];
    return NULL;
}

static bool has_row(const struct config_table *table, struct str key)
{
    for (size_t i = 0; i < table->count; i++)
        if (str_equal(table->rows[i].key, key))
            return true;
    return false;
}

static void add(struct config_table *table, struct config_row row)
{
    ARENA_PUSH(table->arena, table->rows, table->count, table->capacity) = row;
}

// The value in the brief's language, as texts_in chooses.
static struct str value_in(const struct given_key *given, struct str lang)
{
    for (size_t i = 0; i < given->value_count; i++)
        if (str_equal(given->values[i].lang, lang))
            return given->values[i].text;
    for (size_t i = 0; i < given->value_count; i++)
        if (str_equal(language_primary(given->values[i].lang),
                      language_primary(lang)))
            return given->values[i].text;
    return given->value_count ? given->values[0].text : STR("");
}

// Keys that mean another thing in series.yaml, or hold there and here.
static bool is_shared(struct str key)
{
    static const char *const keys[] = {"authors", "subjects", "words", "checks",
                                       "hyphenation"};
    return STR_IS_ONE_OF(key, keys);
}

static void add_given(struct config_table *table, const struct given_key *given,
                      const struct metadata *series)
{
    const struct given_key *theirs =
        is_shared(given->key) ? NULL : find(series, given->key);
    bool own = !str_equal(given->file, table->series);
    add(table, (struct config_row){.key = given->key,
                                   .value = value_in(given, table->lang),
                                   .from = own ? "brief" : "series",
                                   .file = given->file,
                                   .line = given->line,
                                   .instead = own ? theirs : NULL});
}

static void add_default(struct config_table *table, const char *key,
                        struct str value, const char *from)
{
    if (!has_row(table, str_of(key)) && value.count)
        add(table, (struct config_row){
                       .key = str_of(key), .value = value, .from = from});
}

// What holds for the series as a whole, and so for this brief too.
static void add_series(struct config_table *table, const struct series *series)
{
    static const char *const whole[] = {"languages", "output", "outputs",
                                        "base",      "briefs", "removed",
                                        "redirects", "cache",  "about"};
    for (size_t i = 0; series && i < COUNT(whole); i++) {
        const struct given_key *given = find(&series->meta, str_of(whole[i]));
        if (given)
            add_given(table, given, &series->meta);
    }
}

static void add_defaults(struct config_table *table, const struct job *job)
{
    const struct brief *brief = job->brief;
    bool rtl = brief->direction == DIRECTION_RTL;
    add_default(table, "lang", brief->lang,
                job->input->names.lang.count ? "the file's name"
                                             : "the letters of the text");
    add_default(table, "dir", rtl ? STR("rtl") : STR("ltr"), "the language");
    add_default(table, "kind", brief_word(brief, WORD_policy_brief), "default");
    add_default(table, "outputs", formats_list(table->arena, FORMATS_DEFAULT),
                "default");
    for (size_t i = 0; i < SETTING_COUNT; i++)
        add_default(table, setting_facts[i].key,
                    str_of(setting_facts[i].answers[0]), "default");
}

// ----- Printing -----

enum { MOST_SHOWN = 60 }; // characters of a value in the table

static struct str cut(struct arena *arena, struct str value)
{
    size_t at = 0;
    for (size_t i = 0; i < MOST_SHOWN && at < value.count; i++)
        utf8_next(value, &at);
    return at < value.count ? arena_printf(arena, "%.*s…", (int)at, value.bytes)
                            : value;
}

// Values may run from right to left; isolated, they leave the rest in place.
static void print_row(const struct config_table *table,
                      const struct config_row *row, size_t width, FILE *out)
{
    struct str value = cut(table->arena, row->value);
    bool other = false;
    for (size_t i = 0; i < value.count;) {
        uint32_t c = utf8_next(value, &i);
        other = other || char_is_rtl(c);
    }
    fprintf(out, "%.*s:%*s %s%.*s%s (", STR_ARG(row->key),
            (int)(width - row->key.count), "", other ? "\u2068" : "",
            STR_ARG(value), other ? "\u2069" : "");
    if (row->file.count == 0)
        fputs(row->from, out);
    else
        fprintf(out, "%.*s:%zu", STR_ARG(row->file), row->line);
    if (row->instead)
        fprintf(out, "; not %.*s:%zu", STR_ARG(row->instead->file),
                row->instead->line);
    fputs(")\n", out);
}

static void print_json(const struct config_row *row, FILE *out)
{
    struct buffer line = {0};
    buffer_add_c(&line, "{\"key\":");
    buffer_add_json(&line, row->key);
    buffer_add_c(&line, ",\"value\":");
    buffer_add_json(&line, row->value);
    buffer_printf(&line, ",\"from\":");
    buffer_add_json(&line, str_of(row->from));
    if (row->file.count) {
        buffer_add_c(&line, ",\"file\":");
        buffer_add_json(&line, row->file);
        buffer_printf(&line, ",\"line\":%zu", row->line);
    }
    buffer_add_c(&line, "}\n");
    fwrite(line.bytes, 1, line.count, out);
    buffer_release(&line);
}

static void print(const struct config_table *table, bool json, FILE *out)
{
    size_t width = 0;
    for (size_t i = 0; i < table->count; i++)
        if (table->rows[i].key.count > width)
            width = table->rows[i].key.count;
    for (size_t i = 0; i < table->count; i++)
        if (json)
            print_json(&table->rows[i], out);
        else
            print_row(table, &table->rows[i], width, out);
}

// ----- The brief -----

// A setting that is none of its answers was reported, and is the default.
static bool holds(const struct metadata *meta, struct str key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (str_equal(str_of(setting_facts[i].key), key))
            return meta->settings.of[i] != 0;
    return true;
}

static void explain(struct job *job, bool json)
{
    struct config_table table = {
        .arena = job->brief->arena,
        .lang = job->brief->lang,
        .series = job->input->series ? job->input->series->path : STR("")};
    const struct metadata *meta = &job->brief->meta;
    const struct metadata *series =
        job->input->series ? &job->input->series->meta : NULL;
    for (size_t i = 0; i < meta->given_count; i++)
        if (holds(meta, meta->given[i].key))
            add_given(&table, &meta->given[i], series);
    add_series(&table, job->input->series);
    add_defaults(&table, job);
    print(&table, json, stdout);
}

enum exit_status explain_config(const char *path, bool json)
{
    struct arena *arena = arena_new();
    struct request request = {.formats = FORMATS_ALL, .dump_after = "parse"};
    struct series_set set = {.arena = arena};
    struct input input = input_named(arena, path, NULL);
    input.series = series_set_file(&set, path);
    struct job job = {.request = &request, .input = &input};
    bool color = progress_color(stderr);
    bool good = series_set_print(&set, stderr, json, color, false);
    if (good) {
        good = pipeline_run(&job);
        if (good)
            explain(&job, json);
        diag_set_quiet(job.context.diag, good);
        diag_print(job.context.diag, stderr, json, color);
        pipeline_release(&job);
    }
    input_release(&input);
    arena_free(arena);
    return good ? EXIT_BUILT : EXIT_INPUT;
}

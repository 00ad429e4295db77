// SPDX-License-Identifier: MIT
// What of series.yaml a brief is made from, so that a change there makes those
// briefs again that show it, and no others.
//
// A setting is known by what is written in series.yaml, comments aside at its
// end included, and by the pictures that it names.
#include "series/series_parts.h"

#include "base/load.h"

// Keys whose value may name a picture.
static const char *const with_pictures[] = {"cover", "logo", "organisations"};
// Keys that change no output of a brief, or do so in ways of their own.
static const char *const not_shown[] = {
    "about",     "authors", "base",    "briefs",  "cache",     "checks",
    "languages", "output",  "outputs", "removed", "redirects", "subjects"};

static struct str written(const struct series_reading *reading,
                          const struct yaml *value)
{
    return str_slice(reading->reader->text, value->offset,
                     value->offset + value->count);
}

static void add_pictures(const struct series *series, struct buffer *text)
{
    char digits[HASH_DIGITS + 1];
    for (size_t i = 0; i < series->image_count; i++) {
        hash_write(hash_bytes(series->images[i]->bytes), digits);
        buffer_add_c(text, digits);
    }
}

static void add_profile(const struct series *series, struct buffer *text)
{
    struct arena *arena = arena_new();
    char digits[HASH_DIGITS + 1];
    struct str bytes;
    const char *why;
    struct str path = series->meta.theme.press.path;
    if (path.count &&
        load_file(arena, arena_c_string(arena, path), &bytes, &why)) {
        hash_write(hash_bytes(bytes), digits);
        buffer_add_c(text, digits);
    }
    arena_free(arena);
}

static void add_setting(const struct series_reading *reading, struct str name,
                        const struct yaml *value)
{
    struct buffer text = {0};
    buffer_add(&text, written(reading, value));
    if (STR_IS_ONE_OF(name, with_pictures))
        add_pictures(reading->series, &text);
    if (str_equal(name, STR("print")))
        add_profile(reading->series, &text);
    dependencies_add_bytes(&reading->series->settings, DEPENDENCY_SETTING, name,
                           buffer_str(&text));
    buffer_release(&text);
}

// authors/rahimi, subjects/water: each is a setting of its own.
static void add_entries(const struct series_reading *reading,
                        const struct yaml *map, const char *name)
{
    struct arena *arena = reading->series->arena;
    for (const struct yaml *e = map->first; e; e = e->next) {
        const struct yaml *id = map->kind == YAML_MAP ? e->key
                                : e->kind == YAML_MAP ? yaml_entry(e, STR("id"))
                                                      : e;
        if (!id || id->kind != YAML_TEXT)
            continue;
        struct str entry =
            arena_printf(arena, "%s/%.*s", name, STR_ARG(str_trim(id->text)));
        add_setting(reading, entry, e);
    }
}

void series_read_settings(const struct series_reading *reading)
{
    struct buffer keys = {0};
    for (const struct yaml *e = reading->tree->first; e; e = e->next) {
        if (e->key->kind != YAML_TEXT)
            continue;
        struct str key = e->key->text;
        if (str_equal(key, STR("authors")))
            add_entries(reading, e, "authors");
        else if (str_equal(key, STR("subjects")))
            add_entries(reading, e, "subjects");
        if (STR_IS_ONE_OF(key, not_shown))
            continue;
        add_setting(reading, key, e);
        buffer_add(&keys, key);
        buffer_add_byte(&keys, '\n');
    }
    reading->series->keys = hash_bytes(buffer_str(&keys));
    buffer_release(&keys);
}

// ----- For briefs -----

struct hash series_setting(const struct series *series, struct str name)
{
    for (size_t i = 0; series && i < series->settings.count; i++)
        if (str_equal(series->settings.items[i].name, name))
            return series->settings.items[i].hash;
    // The name of a series has two names.
    if (str_equal(name, STR("series")))
        return series_setting(series, STR("name"));
    return hash_bytes(STR("not given"));
}

void series_note_use(const struct series *series, const struct context *context,
                     struct str name)
{
    // `print.marks` is in the map `print`.
    size_t stop = str_find(name, STR("."));
    if (stop != STR_NONE)
        name = str_slice(name, 0, stop);
    if (context->reads && !STR_IS_ONE_OF(name, not_shown))
        dependencies_add(context->reads, DEPENDENCY_SETTING, name,
                         series_setting(series, name));
}

// SPDX-License-Identifier: MIT
// series.yaml, in order. What front matter has as well is read by its code.
#include "series/series_parts.h"

#include "base/load.h"
#include "read/read.h"

#include <errno.h>
#include <sys/stat.h>

char *series_path(struct arena *arena, const char *folder)
{
    size_t count = strlen(folder);
    bool here = count == 0 || strcmp(folder, ".") == 0;
    bool slash = count > 0 && folder[count - 1] == '/';
    return arena_c_string(arena, here ? STR("series.yaml")
                                      : arena_printf(arena, "%s%sseries.yaml",
                                                     folder, slash ? "" : "/"));
}

// ----- The tree -----

bool series_parse(struct reader *reader, const struct yaml **tree)
{
    size_t deep = yaml_too_deep(reader->text);
    size_t errors = diag_count(reader->diag, LEVEL_ERROR);
    *tree = NULL;
    if (deep != STR_NONE) {
        diag_report(reader->diag, reader_place(reader, deep, 1),
                    MESSAGE_front_deep, STR("12"));
        return false;
    }
    struct yaml *root = yaml_parse(reader, 0, reader->text.count);
    if (!root || yaml_is_null(root))
        return diag_count(reader->diag, LEVEL_ERROR) == errors;
    if (root->kind != YAML_MAP) {
        diag_report(reader->diag, yaml_place(reader, root),
                    MESSAGE_front_broken, STR("it has no keys"));
        return false;
    }
    *tree = root;
    return true;
}

// ----- Its values -----

// Texts that a brief has elsewhere stand for a while where brief_roots looks.
static size_t all_roots(const struct series *series, struct brief *brief,
                        struct node ***roots)
{
    struct metadata meta = brief->meta;
    brief->meta.abstract = series->about;
    brief->meta.author_count = series->author_count;
    brief->meta.subject_count = series->subject_count;
    brief->meta.authors =
        ARENA_ARRAY(series->arena, struct person, series->author_count);
    brief->meta.subjects =
        ARENA_ARRAY(series->arena, struct subject_of, series->subject_count);
    for (size_t i = 0; i < series->author_count; i++)
        brief->meta.authors[i] = series->authors[i].person;
    for (size_t i = 0; i < series->subject_count; i++)
        brief->meta.subjects[i].name = series->subjects[i].name;
    size_t count = brief_roots(brief, roots);
    brief->meta = meta;
    return count;
}

// Notes are numbered in a brief, and what stands in all of them is in none's
// order.
static void drop_notes(struct reader *reader, struct node *root)
{
    for (struct node *n = root, *next; n; n = next) {
        next = node_next(root, n);
        if (n->kind != NODE_NOTE_REFERENCE)
            continue;
        diag_report(reader->diag, n->at, MESSAGE_series_note);
        node_unlink(n);
    }
}

static void take_ignored(struct series *series, const struct diag *diag)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        series->ignored.off[i] = diag_ignores(diag, (enum message)i);
}

static void read_values(const struct series_reading *reading)
{
    struct series *series = reading->series;
    struct reader *reader = reading->reader;
    struct metadata *meta = &reader->brief->meta;
    const struct yaml *tree = reading->tree;
    series_check_keys(reading);
    front_fill_shared(reader, tree);
    if (meta->series.count == 0)
        meta->series = front_texts(reader, tree, "name");
    series->about = front_blocks(reader, tree, "about");
    series->words = front_fixed_words(reader, tree);
    series_read_languages(reading);
    series_read_outputs(reading);
    series_read_globs(reading);
    series_read_base(reading);
    series_read_output(reading);
    series_read_cache(reading);
    series_read_gone(reading);
    series_read_subjects(reading);
    series_read_authors(reading);
    // Those who answer for a series may be among its authors.
    series_name_people(series, reader->brief, reader->context);
}

// What is left of a brief that is nothing but front matter.
static void finish(const struct series_reading *reading)
{
    struct series *series = reading->series;
    struct reader *reader = reading->reader;
    struct node **roots;
    size_t count = all_roots(series, reader->brief, &roots);
    for (size_t i = 0; i < count; i++) {
        drop_notes(reader, roots[i]);
        bidi_balance_root(reader, roots[i]);
    }
    take_ignored(series, reader->diag);
    series->meta = reader->brief->meta;
    series->images = reader->brief->images;
    series->image_count = reader->brief->image_count;
    series_read_settings(reading);
}

static bool read_text(struct series *series, struct str text,
                      const struct context *context)
{
    struct arena *arena = series->arena;
    struct source *source = source_new(arena, text);
    struct brief *brief = ARENA_NEW(arena, struct brief);
    *brief = (struct brief){.arena = arena,
                            .path = series->path,
                            .body = node_new(arena, NODE_PASSAGE, PLACE_NONE)};
    struct reader reader = read_begin(source, context, brief);
    struct series_reading reading = {series, &reader, NULL};
    if (!series_parse(&reader, &reading.tree))
        return false;
    if (reading.tree) {
        read_values(&reading);
        finish(&reading);
    }
    return !diag_failed(context->diag);
}

static struct str folder_of(struct arena *arena, const char *folder)
{
    struct str name = str_of(folder);
    while (name.count > 1 && str_ends(name, STR("/")))
        name.count--;
    return arena_str(arena, name.count ? name : STR("."));
}

bool series_read(struct series *series, const char *folder, struct diag *diag)
{
    struct arena *arena = series->arena;
    const char *path = series_path(arena, folder), *why;
    struct stat facts;
    struct str bytes, text;
    *series = (struct series){.arena = arena,
                              .folder = folder_of(arena, folder),
                              .settings = {.arena = arena}};
    if (lstat(path, &facts) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return true;
    series->path = str_of(path);
    if (!load_file(arena, path, &bytes, &why)) {
        diag_report(diag, PLACE_NONE, MESSAGE_unreadable, str_of(why));
        return false;
    }
    series->text = hash_bytes(bytes);
    if (str_blank(bytes)) // which is no text to read_decode
        return true;
    struct context context = {
        .arena = arena, .diag = diag, .path = str_of(path)};
    if (!read_decode(bytes, &context, &text))
        return false;
    diag_set_text(diag, text);
    return read_text(series, text, &context);
}

// SPDX-License-Identifier: MIT
// From operands to inputs: walking folders, files named twice, choosing.
#include "inputs/inputs.h"

#include "model/formats.h"
#include "read/read.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct input *add_input(struct inputs *inputs,
                               const struct series *series, const char *path,
                               const char *root)
{
    struct input *input = ARENA_NEW(inputs->arena, struct input);
    *input = input_named(inputs->arena, path, root);
    input->series = series;
    ARENA_PUSH(inputs->arena, inputs->items, inputs->count, inputs->capacity) =
        input;
    return input;
}

// What stands for briefs that cannot be read, so that it gets a message.
static struct input *add_refused(struct inputs *inputs,
                                 const struct series *series, const char *path,
                                 const char *why)
{
    struct input *input = add_input(inputs, series, path, NULL);
    input->refused = why;
    return input;
}

// ----- Below a folder -----

struct walk {
    struct arena *arena;
    const char *root;
    const struct series *series; // that root is
    struct stat output;          // the folder that is passed over
    bool has_output;
    char **folders; // still to be read, relative to root, "" for itself
    size_t folder_count, folder_capacity;
    char **files; // found, relative to root
    size_t file_count, file_capacity;
};

static char *joined(struct arena *arena, const char *folder, const char *name)
{
    size_t count = strlen(folder);
    bool slash = count > 0 && folder[count - 1] != '/';
    return arena_c_string(
        arena, arena_printf(arena, "%s%s%s", folder, slash ? "/" : "", name));
}

static bool is_output(const struct walk *walk, const struct stat *facts)
{
    return walk->has_output && facts->st_dev == walk->output.st_dev &&
           facts->st_ino == walk->output.st_ino;
}

// False where it is not known what it is.
static bool visit(struct walk *walk, const char *folder, const char *name)
{
    struct stat facts;
    char *relative = joined(walk->arena, folder, name);
    char *path = joined(walk->arena, walk->root, relative);
    if (name[0] == '.')
        return true;
    if (lstat(path, &facts) != 0)
        return errno == ENOENT; // it went meanwhile
    if (S_ISDIR(facts.st_mode)) {
        // Links to folders are not followed, so that no loop is endless.
        if (!is_output(walk, &facts))
            ARENA_PUSH(walk->arena, walk->folders, walk->folder_count,
                       walk->folder_capacity) = relative;
        return true;
    }
    struct str ending = str_of(name);
    if (str_ends(ending, STR(".md")) &&
        !str_equal_ascii_case(ending, STR("README.md")))
        ARENA_PUSH(walk->arena, walk->files, walk->file_count,
                   walk->file_capacity) = relative;
    return true;
}

// False where the folder cannot be read, or not to its end.
static bool read_folder(struct walk *walk, const char *relative)
{
    DIR *folder = opendir(joined(walk->arena, walk->root, relative));
    if (!folder)
        return false;
    bool good = true;
    errno = 0; // tells the end from a fault, readdir(3)
    for (struct dirent *entry; (entry = readdir(folder)); errno = 0)
        good = visit(walk, relative, entry->d_name) && good;
    good = good && errno == 0;
    closedir(folder);
    return good;
}

static int bytewise(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *real_root(const struct walk *walk)
{
    char *real = realpath(walk->root, NULL);
    const char *root =
        real ? arena_c_string(walk->arena, str_of(real)) : walk->root;
    free(real);
    return root;
}

static void add_closed(struct inputs *inputs, const struct walk *walk,
                       char *relative)
{
    struct input *input = add_refused(inputs, walk->series,
                                      joined(walk->arena, walk->root, relative),
                                      "the folder cannot be opened");
    input->closed = true;
    input->root = real_root(walk);
    input->below = relative;
}

static void add_found(struct inputs *inputs, struct walk *walk)
{
    const char *root = real_root(walk);
    if (walk->file_count > 0)
        qsort(walk->files, walk->file_count, sizeof *walk->files, bytewise);
    for (size_t i = 0; i < walk->file_count; i++) {
        char *relative = walk->files[i];
        if (!series_holds(walk->series, str_of(relative)))
            continue;
        char *path = joined(walk->arena, walk->root, relative);
        char *slash = strrchr(relative, '/');
        struct str folder = {relative, slash ? (size_t)(slash - relative) : 0};
        struct input *input = add_input(inputs, walk->series, path, walk->root);
        input->folder = arena_c_string(walk->arena, folder);
        input->root = root;
        input->below = relative;
    }
}

static void walk_folder(struct inputs *inputs, const char *root,
                        const char *output_folder)
{
    struct walk walk = {.arena = inputs->arena,
                        .root = root,
                        .series = series_set_folder(inputs->series, root)};
    walk.has_output = output_folder && stat(output_folder, &walk.output) == 0;
    ARENA_PUSH(walk.arena, walk.folders, walk.folder_count,
               walk.folder_capacity) = arena_c_string(walk.arena, STR(""));
    bool closed = false;
    while (walk.folder_count > 0) {
        char *relative = walk.folders[--walk.folder_count];
        if (read_folder(&walk, relative))
            continue;
        add_closed(inputs, &walk, relative);
        closed = true;
    }
    size_t before = inputs->count;
    add_found(inputs, &walk);
    if (inputs->count == before && !closed)
        add_refused(inputs, walk.series, root,
                    walk.file_count == 0
                        ? "there is no *.md file below it"
                        : "no *.md file below it is one of the ‘briefs’ of its "
                          "series.yaml");
}

// ----- All operands -----

struct identity {
    dev_t device;
    ino_t inode;
    size_t index;
};

static bool same_file(const struct identity *a, const struct identity *b)
{
    return a->inode == b->inode && a->device == b->device;
}

static int by_identity(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    if (a->inode != b->inode)
        return a->inode < b->inode ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// A file named twice is one source. Two names of one file (links) are two,
// since each names outputs of its own.
static bool same_source(const struct inputs *inputs, const struct identity *a,
                        const struct identity *b)
{
    const char *first = inputs->items[a->index]->path;
    const char *second = inputs->items[b->index]->path;
    if (strcmp(last_part(first), last_part(second)) != 0)
        return false;
    char *first_folder = input_real_folder(first);
    char *second_folder = input_real_folder(second);
    bool same = first_folder && second_folder &&
                strcmp(first_folder, second_folder) == 0;
    free(first_folder);
    free(second_folder);
    return same;
}

static size_t identities(const struct inputs *inputs, struct identity *found)
{
    size_t count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct stat facts;
        if (!inputs->items[i]->refused &&
            stat(inputs->items[i]->path, &facts) == 0)
            found[count++] = (struct identity){facts.st_dev, facts.st_ino, i};
    }
    return count;
}

static void drop_repeats(struct inputs *inputs)
{
    struct identity *found =
        ARENA_ARRAY(inputs->arena, struct identity, inputs->count);
    bool *repeats = ARENA_ARRAY(inputs->arena, bool, inputs->count);
    size_t count = identities(inputs, found), kept = 0;
    if (count > 0)
        qsort(found, count, sizeof *found, by_identity);
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j-- > 0 && same_file(&found[i], &found[j]);)
            repeats[found[i].index] = repeats[found[i].index] ||
                                      same_source(inputs, &found[i], &found[j]);
    for (size_t i = 0; i < inputs->count; i++)
        if (!repeats[i])
            inputs->items[kept++] = inputs->items[i];
    inputs->count = kept;
}

// Standard input can be read but once, and that is when it is built.
static void open_all(struct inputs *inputs)
{
    size_t held = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = inputs->items[i];
        input->index = i;
        if (input->refused || input->standard_input)
            continue;
        input_take_keys(input, &inputs->options, inputs->arena);
        held += input_bytes_held(input);
        if (held > INPUTS_HELD_BYTES)
            input_release(input);
        input->held = input->content != NULL;
    }
}

void inputs_release(const struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        input_release(inputs->items[i]);
}

void inputs_collect(struct inputs *inputs, char **operands, size_t count,
                    const char *output_folder)
{
    for (size_t i = 0; i < count; i++) {
        struct stat facts;
        if (strcmp(operands[i], "-") != 0 && stat(operands[i], &facts) == 0 &&
            S_ISDIR(facts.st_mode))
            walk_folder(inputs, operands[i], output_folder);
        else
            add_input(inputs, series_set_file(inputs->series, operands[i]),
                      operands[i], NULL);
    }
    drop_repeats(inputs);
    open_all(inputs);
}

// Its set of editions may hang on its text alone.
static bool tells_language(const struct input *input)
{
    return input->edition_count < 2 || input->front_lang.count ||
           input->names.lang.count;
}

static bool names_same_editions(const struct input *a, const struct input *b)
{
    bool same = a->named_count == b->named_count;
    for (size_t i = 0; same && i < a->named_count; i++)
        same = str_equal(a->named[i].lang, b->named[i].lang) &&
               str_equal(a->named[i].path, b->named[i].path);
    return same;
}

// Opens it anew, in arena.
static struct input *opened_anew(const struct inputs *inputs,
                                 const struct input *input, struct arena *arena)
{
    struct input named = input_named(arena, input->path, input->root);
    struct input *again = ARENA_NEW(arena, struct input);
    *again = input_anew(input);
    again->refused = named.refused;
    again->names = named.names;
    again->refused_slug = again->front_lang = again->lang = (struct str){0};
    again->slug_place = (struct place){0};
    again->named = NULL;
    again->named_count = 0;
    input_take_keys(again, &inputs->options, arena);
    return again;
}

struct input *inputs_look_again(const struct inputs *inputs,
                                const struct input *input, struct arena *arena)
{
    struct stat facts;
    if (stat(input->path, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        input->refused || !tells_language(input))
        return NULL;
    struct input *again = opened_anew(inputs, input, arena);
    bool stands = !again->refused && tells_language(again) &&
                  str_equal(again->names.stem, input->names.stem) &&
                  str_equal(again->front_lang, input->front_lang) &&
                  str_equal(again->refused_slug, input->refused_slug) &&
                  again->slug_place.offset == input->slug_place.offset &&
                  names_same_editions(again, input);
    if (stands)
        return again;
    input_release(again);
    return NULL;
}

// ----- Choosing -----

static bool glob_names(struct arena *arena, const char *glob, const char *path)
{
    struct str name = str_of(path);
    if (str_ends(name, STR(".md")))
        name.count -= 3;
    return fnmatch(glob, path, 0) == 0 ||
           fnmatch(glob, arena_c_string(arena, name), 0) == 0;
}

struct inputs inputs_chosen(const struct inputs *inputs, const char *glob)
{
    struct inputs chosen = *inputs;
    if (!glob)
        return chosen;
    chosen.items = ARENA_ARRAY(inputs->arena, struct input *, inputs->count);
    chosen.count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        const char *path = input->below ? input->below : input->path;
        if (glob_names(inputs->arena, glob, path) ||
            glob_names(inputs->arena, glob, last_part(path)))
            chosen.items[chosen.count++] = inputs->items[i];
    }
    return chosen;
}

// ----- Comparing inputs -----

struct key {
    const struct input *input;
    struct str output; // where it is written, as file systems compare
    size_t index;
};

static int by_output(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = str_compare(a->output, b->output);
    if (order == 0)
        order = a->index < b->index ? -1 : a->index > b->index;
    return order;
}

// Without case and in NFC: names that differ in nothing else are one on most
// systems that a folder of outputs is carried to, and look like one on all.
static struct key key_of(const struct inputs *inputs, size_t index,
                         struct str tail)
{
    struct arena *arena = inputs->arena;
    const struct input *input = inputs->items[index];
    struct str path = arena_printf(arena, "%s/%.*s%.*s", input->folder,
                                   STR_ARG(input->names.stem), STR_ARG(tail));
    path = names_shown(arena, path);
    return (struct key){input, clean_folded(arena, path), index};
}

// What an ending puts to a stem before its dot: `-print` of `-print.pdf`.
static struct str tail_of(const struct format_facts *facts)
{
    struct str ending = str_of(facts->ending);
    return str_slice(ending, 0, str_find(ending, STR(".")));
}

// One for the stem, and one for each format that adds to it.
static struct key *keys_of(const struct inputs *inputs, unsigned formats,
                           size_t *count)
{
    struct key *keys = ARENA_ARRAY(inputs->arena, struct key,
                                   inputs->count * (FORMAT_COUNT + 1));
    *count = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        keys[(*count)++] = key_of(inputs, i, STR(""));
        for (size_t f = 0; f < FORMAT_COUNT; f++)
            if (formats >> f & 1 && tail_of(&format_facts[f]).count)
                keys[(*count)++] = key_of(inputs, i, tail_of(&format_facts[f]));
    }
    return keys;
}

bool inputs_collision(const struct inputs *inputs, unsigned formats,
                      size_t pair[2])
{
    size_t count;
    struct key *keys = keys_of(inputs, formats, &count);
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_output);
    for (size_t i = 1; i < count; i++) {
        const struct key *a = &keys[i - 1], *b = &keys[i];
        if (!a->input->refused && !b->input->refused &&
            str_equal(a->output, b->output)) {
            pair[0] = keys[i - 1].index;
            pair[1] = keys[i].index;
            return true;
        }
    }
    return false;
}

static const char *output_path(struct arena *arena, const char *output_folder,
                               const struct input *input, const char *ending)
{
    struct str path = arena_printf(arena, "%s/%s%s%.*s%s", output_folder,
                                   input->folder, input->folder[0] ? "/" : "",
                                   STR_ARG(input->names.stem), ending);
    return arena_c_string(arena, path);
}

// The source that is the file at path; the count where none is.
static size_t source_at(const struct identity *found, size_t count,
                        const char *path)
{
    struct stat facts;
    if (stat(path, &facts) != 0)
        return count;
    struct identity wanted = {facts.st_dev, facts.st_ino, 0};
    for (size_t i = 0; i < count; i++)
        if (same_file(&found[i], &wanted))
            return i;
    return count;
}

bool inputs_overwritten(const struct inputs *inputs, unsigned formats,
                        const char *output_folder, size_t *index,
                        const char **path)
{
    struct identity *found =
        ARENA_ARRAY(inputs->arena, struct identity, inputs->count);
    size_t count = identities(inputs, found);
    for (size_t i = 0; i < inputs->count; i++)
        for (size_t f = 0; f < FORMAT_COUNT; f++) {
            if (!(formats >> f & 1))
                continue;
            *path = output_path(inputs->arena, output_folder, inputs->items[i],
                                format_facts[f].ending);
            size_t at = source_at(found, count, *path);
            if (at < count) {
                *index = found[at].index;
                return true;
            }
        }
    return false;
}

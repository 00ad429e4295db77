// SPDX-License-Identifier: MIT
// From operands to source files: walking folders, names, sister editions.
#include "build/sources.h"

#include "model/context.h"
#include "base/load.h"
#include "read/read.h"
#include "model/formats.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// ----- One origin -----

// A text that cannot have the keys needs no decoding. In UTF-16 and UTF-32
// their letters have zero bytes between them.
static bool may_hold_keys(struct str bytes)
{
    struct str opening = str_slice(bytes, 0, bytes.count < 4 ? bytes.count : 4);
    return str_find(bytes, STR("slug")) != STR_NONE ||
           str_find(bytes, STR("lang")) != STR_NONE ||
           str_find(bytes, STR("editions")) != STR_NONE ||
           memchr(opening.bytes, 0, opening.count) != NULL;
}

// The keys of the file at path; none where it cannot be read, which building
// it will tell.
static struct front_keys front_keys_of(struct arena *arena, const char *path,
                                       struct str from)
{
    struct front_keys keys = {0};
    struct arena *own = arena_new();
    struct context context = {.arena = own,
                              .diag = diag_new(own, STR("")),
                              .path = str_of(path),
                              .from = from,
                              .keep_going = true};
    struct str bytes, text;
    const char *why;
    // Standard input can be read but once.
    if (strcmp(path, "-") != 0 && load_file(own, path, &bytes, &why) &&
        may_hold_keys(bytes) && read_decode(bytes, &context, &text))
        keys = front_keys_read(arena, text);
    arena_free(own);
    return keys;
}

// The slug names the outputs where there is one that can.
static void take_front(const struct sources *sources, struct origin *origin)
{
    struct front_keys front =
        front_keys_of(sources->arena, origin->path, sources->from);
    origin->front_lang = front.lang;
    origin->named = front.editions;
    origin->named_count = front.edition_count;
    if (front.slug.count == 0)
        return;
    if (names_slug_good(front.slug))
        origin->names.stem = front.slug;
    else
        origin->refused_slug = front.slug;
    origin->slug_place = front.slug_place;
}

static struct origin *add_origin(struct sources *sources,
                                 const struct series *series, const char *path,
                                 const char *folder, const char *refused)
{
    struct origin origin = {
        .path = path, .folder = folder, .refused = refused, .series = series};
    origin.names = names_of_path(sources->arena, path);
    if (!refused)
        take_front(sources, &origin);
    ARENA_PUSH(sources->arena, sources->items, sources->count,
               sources->capacity) = origin;
    return &sources->items[sources->count - 1];
}

// Where a path leads, its last part left as it is; malloc'ed, or NULL.
static char *real_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder =
        slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *real = folder ? realpath(folder, NULL) : NULL;
    free(folder);
    return real;
}

const char *sources_leads_out(const char *path, const char *folder)
{
    struct stat facts;
    if (lstat(path, &facts) != 0 || !S_ISLNK(facts.st_mode))
        return NULL;
    char *real = realpath(path, NULL);
    char *root = folder ? realpath(folder, NULL) : real_folder(path);
    size_t count = root ? strlen(root) : 0;
    // Where it leads nowhere, reading it will say so.
    bool within =
        !real || !root ||
        (strncmp(real, root, count) == 0 && (real[count] == '/' || count == 1));
    free(real);
    free(root);
    return within ? NULL : "it is a link that leads out of the folder";
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

// False where it cannot be told what it is.
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

static void add_closed(struct sources *sources, const struct walk *walk,
                       char *relative)
{
    struct origin *origin = add_origin(
        sources, walk->series, joined(walk->arena, walk->root, relative), "",
        "the folder cannot be opened");
    origin->closed = true;
    origin->root = real_root(walk);
    origin->below = relative;
}

static void add_found(struct sources *sources, struct walk *walk)
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
        struct origin *origin = add_origin(sources, walk->series, path,
                                           arena_c_string(walk->arena, folder),
                                           sources_leads_out(path, walk->root));
        origin->root = root;
        origin->below = relative;
    }
}

static void walk_folder(struct sources *sources, const char *root,
                        const char *output_folder)
{
    struct walk walk = {.arena = sources->arena,
                        .root = root,
                        .series = series_set_folder(sources->series, root)};
    walk.has_output = output_folder && stat(output_folder, &walk.output) == 0;
    ARENA_PUSH(walk.arena, walk.folders, walk.folder_count,
               walk.folder_capacity) = arena_c_string(walk.arena, STR(""));
    bool closed = false;
    while (walk.folder_count > 0) {
        char *relative = walk.folders[--walk.folder_count];
        if (read_folder(&walk, relative))
            continue;
        add_closed(sources, &walk, relative);
        closed = true;
    }
    size_t before = sources->count;
    add_found(sources, &walk);
    if (sources->count == before && !closed)
        add_origin(sources, walk.series, root, "",
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
static bool same_source(const struct sources *sources, const struct identity *a,
                        const struct identity *b)
{
    const char *first = sources->items[a->index].path;
    const char *second = sources->items[b->index].path;
    if (strcmp(last_part(first), last_part(second)) != 0)
        return false;
    char *first_folder = real_folder(first);
    char *second_folder = real_folder(second);
    bool same = first_folder && second_folder &&
                strcmp(first_folder, second_folder) == 0;
    free(first_folder);
    free(second_folder);
    return same;
}

static size_t identities(const struct sources *sources, struct identity *found)
{
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++) {
        struct stat facts;
        if (!sources->items[i].refused &&
            stat(sources->items[i].path, &facts) == 0)
            found[count++] = (struct identity){facts.st_dev, facts.st_ino, i};
    }
    return count;
}

static void drop_repeats(struct sources *sources)
{
    struct identity *found =
        ARENA_ARRAY(sources->arena, struct identity, sources->count);
    bool *repeats = ARENA_ARRAY(sources->arena, bool, sources->count);
    size_t count = identities(sources, found), kept = 0;
    if (count > 0)
        qsort(found, count, sizeof *found, by_identity);
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j-- > 0 && same_file(&found[i], &found[j]);)
            repeats[found[i].index] =
                repeats[found[i].index] ||
                same_source(sources, &found[i], &found[j]);
    for (size_t i = 0; i < sources->count; i++)
        if (!repeats[i])
            sources->items[kept++] = sources->items[i];
    sources->count = kept;
}

void sources_collect(struct sources *sources, char **operands, size_t count,
                     const char *output_folder)
{
    for (size_t i = 0; i < count; i++) {
        struct stat facts;
        if (strcmp(operands[i], "-") != 0 && stat(operands[i], &facts) == 0 &&
            S_ISDIR(facts.st_mode))
            walk_folder(sources, operands[i], output_folder);
        else
            add_origin(sources, series_set_file(sources->series, operands[i]),
                       operands[i], "", sources_leads_out(operands[i], NULL));
    }
    drop_repeats(sources);
}

// Its set of editions may hang on its text alone.
static bool tells_language(const struct origin *origin)
{
    return origin->edition_count < 2 || origin->front_lang.count ||
           origin->names.lang.count;
}

static bool names_same_editions(const struct origin *a, const struct origin *b)
{
    bool same = a->named_count == b->named_count;
    for (size_t i = 0; same && i < a->named_count; i++)
        same = str_equal(a->named[i].lang, b->named[i].lang) &&
               str_equal(a->named[i].path, b->named[i].path);
    return same;
}

bool sources_stands(const struct sources *sources, const struct origin *origin)
{
    struct sources now = {.arena = arena_new(), .from = sources->from};
    struct stat facts;
    bool stands = stat(origin->path, &facts) == 0 && S_ISREG(facts.st_mode) &&
                  !origin->refused && tells_language(origin);
    if (stands) {
        const struct origin *again =
            add_origin(&now, origin->series, origin->path, origin->folder,
                       sources_leads_out(origin->path, origin->root));
        stands = !again->refused && tells_language(origin) &&
                 str_equal(again->names.stem, origin->names.stem) &&
                 str_equal(again->front_lang, origin->front_lang) &&
                 str_equal(again->refused_slug, origin->refused_slug) &&
                 again->slug_place.offset == origin->slug_place.offset &&
                 names_same_editions(again, origin);
    }
    arena_free(now.arena);
    return stands;
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

struct sources sources_chosen(const struct sources *sources, const char *glob)
{
    struct sources chosen = *sources;
    if (!glob)
        return chosen;
    chosen.items = ARENA_ARRAY(sources->arena, struct origin, sources->count);
    chosen.count = 0;
    for (size_t i = 0; i < sources->count; i++) {
        const struct origin *origin = &sources->items[i];
        const char *path = origin->below ? origin->below : origin->path;
        if (glob_names(sources->arena, glob, path) ||
            glob_names(sources->arena, glob, last_part(path)))
            chosen.items[chosen.count++] = *origin;
    }
    return chosen;
}

// ----- Comparing origins -----

struct key {
    const struct origin *origin;
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
static struct key *keys_of(const struct sources *sources)
{
    struct arena *arena = sources->arena;
    struct key *keys = ARENA_ARRAY(sources->arena, struct key, sources->count);
    for (size_t i = 0; i < sources->count; i++) {
        const struct origin *origin = &sources->items[i];
        struct str path = arena_printf(arena, "%s/%.*s", origin->folder,
                                       STR_ARG(origin->names.stem));
        path = names_shown(arena, path);
        keys[i] = (struct key){origin, clean_folded(arena, path), i};
    }
    return keys;
}

bool sources_collision(const struct sources *sources, size_t pair[2])
{
    struct key *keys = keys_of(sources);
    if (sources->count > 0)
        qsort(keys, sources->count, sizeof *keys, by_output);
    for (size_t i = 1; i < sources->count; i++) {
        const struct key *a = &keys[i - 1], *b = &keys[i];
        if (!a->origin->refused && !b->origin->refused &&
            str_equal(a->output, b->output)) {
            pair[0] = keys[i - 1].index;
            pair[1] = keys[i].index;
            return true;
        }
    }
    return false;
}

static const char *output_path(struct arena *arena, const char *output_folder,
                               const struct origin *origin, const char *ending)
{
    struct str path = arena_printf(arena, "%s/%s%s%.*s.%s", output_folder,
                                   origin->folder, origin->folder[0] ? "/" : "",
                                   STR_ARG(origin->names.stem), ending);
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

bool sources_overwritten(const struct sources *sources, unsigned formats,
                         const char *output_folder, size_t *index,
                         const char **path)
{
    struct identity *found =
        ARENA_ARRAY(sources->arena, struct identity, sources->count);
    size_t count = identities(sources, found);
    for (size_t i = 0; i < sources->count; i++)
        for (size_t f = 0; f < FORMAT_COUNT; f++) {
            if (!(formats >> f & 1))
                continue;
            *path = output_path(sources->arena, output_folder,
                                &sources->items[i], format_facts[f].ending);
            size_t at = source_at(found, count, *path);
            if (at < count) {
                *index = found[at].index;
                return true;
            }
        }
    return false;
}

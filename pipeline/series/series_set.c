// SPDX-License-Identifier: MIT
// Finding series.yaml, and reading each once.
#include "series/series_set.h"

#include "model/names.h"

#include <sys/stat.h>

struct series_entry {
    dev_t device;
    ino_t inode;
    struct series series;
    struct diag *diag;
    bool good;
};

// ----- Finding -----

static bool has(struct arena *arena, const char *folder, const char *name)
{
    struct stat facts;
    char *path =
        arena_c_string(arena, arena_printf(arena, "%s/%s", folder, name));
    return lstat(path, &facts) == 0;
}

static bool is_root(struct arena *arena, const char *folder)
{
    struct stat here, above;
    char *path = arena_c_string(arena, arena_printf(arena, "%s/..", folder));
    return stat(folder, &here) != 0 || stat(path, &above) != 0 ||
           (here.st_dev == above.st_dev && here.st_ino == above.st_ino);
}

// The folder above: a of a/b, . of a, .. of ., ../.. of ..
static char *above(struct arena *arena, const char *folder)
{
    struct str name = str_of(folder);
    while (name.count > 1 && str_ends(name, STR("/")))
        name.count--;
    size_t slash = name.count;
    while (slash > 0 && name.bytes[slash - 1] != '/')
        slash--;
    struct str last = str_slice(name, slash, name.count);
    if (str_equal(name, STR(".")))
        return arena_c_string(arena, STR(".."));
    if (str_equal(last, STR("..")) || str_equal(last, STR(".")))
        return arena_c_string(arena,
                              arena_printf(arena, "%.*s/..", STR_ARG(name)));
    if (slash == 0)
        return arena_c_string(arena, STR("."));
    return arena_c_string(arena, str_slice(name, 0, slash > 1 ? slash - 1 : 1));
}

char *series_find(struct arena *arena, const char *path)
{
    char *folder = strcmp(path, "-") == 0 ? arena_c_string(arena, STR("."))
                                          : above(arena, path);
    for (;;) {
        if (has(arena, folder, "series.yaml"))
            return folder;
        if (has(arena, folder, ".git") || is_root(arena, folder))
            return NULL;
        folder = above(arena, folder);
    }
}

// ----- Reading -----

static struct series_entry *load(struct series_set *set, const char *folder)
{
    struct arena *arena = set->arena;
    struct series_entry *entry = ARENA_NEW(arena, struct series_entry);
    entry->series.arena = arena;
    entry->diag =
        diag_new(arena, names_shown(arena, str_of(series_path(arena, folder))));
    diag_set_strict(entry->diag, set->strict);
    ignored_apply(&set->ignored, entry->diag);
    entry->good = series_read(&entry->series, folder, entry->diag);
    return entry;
}

// A folder has several names: a, a/ and ./a.
const struct series *series_set_folder(struct series_set *set,
                                       const char *folder)
{
    struct stat facts = {0};
    stat(folder, &facts);
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i]->device == facts.st_dev &&
            set->items[i]->inode == facts.st_ino)
            return &set->items[i]->series;
    struct series_entry *entry = load(set, folder);
    entry->device = facts.st_dev;
    entry->inode = facts.st_ino;
    ARENA_PUSH(set->arena, set->items, set->count, set->capacity) = entry;
    return &entry->series;
}

const struct series *series_set_file(struct series_set *set, const char *path)
{
    struct arena *scratch = arena_new();
    char *folder = series_find(scratch, path);
    const struct series *series =
        folder ? series_set_folder(set, folder) : NULL;
    arena_free(scratch);
    return series;
}

const struct series *series_set_themed(const struct series_set *set,
                                       struct diag **diag)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->items[i]->series.meta.theme.folder.count) {
            *diag = set->items[i]->diag;
            return &set->items[i]->series;
        }
    return NULL;
}

bool series_set_print(const struct series_set *set, FILE *out, bool json,
                      bool color, bool quiet)
{
    bool good = true;
    for (size_t i = 0; i < set->count; i++) {
        diag_set_quiet(set->items[i]->diag, quiet);
        diag_print(set->items[i]->diag, out, json, color);
        good &= set->items[i]->good;
    }
    return good;
}

// SPDX-License-Identifier: MIT
// What lies below a folder, hidden files and one folder of outputs aside.
#include "watch/folder_list.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "watch/watch_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct walk {
    struct arena *arena;
    const char *root;
    struct stat output;
    bool has_output;
    struct str *folders; // still to be read
    size_t count, capacity;
    struct buffer *files; // facts of each; or NULL
};

static const char *path_of(const struct walk *walk, struct str name)
{
    return arena_printf(walk->arena, "%s%s%.*s", walk->root,
                        name.count ? "/" : "", STR_ARG(name))
        .bytes;
}

// In the order of readdir, which stays where nothing changes.
static void add_file(struct walk *walk, const char *path,
                     const struct stat *facts)
{
    buffer_printf(walk->files, "%s\n%lld %lld.%09ld %lld\n", path,
                  (long long)facts->st_size, (long long)facts->st_mtim.tv_sec,
                  facts->st_mtim.tv_nsec, (long long)facts->st_ino);
}

static void visit_entry(struct walk *walk, struct str folder, const char *name)
{
    struct stat facts;
    if (watch_files_ignores(name))
        return;
    struct str below = arena_printf(walk->arena, "%.*s%s%s", STR_ARG(folder),
                                    folder.count ? "/" : "", name);
    const char *path = path_of(walk, below);
    // Links to folders are not followed, as inputs.c does not.
    if (lstat(path, &facts) != 0)
        return;
    bool output = walk->has_output && facts.st_dev == walk->output.st_dev &&
                  facts.st_ino == walk->output.st_ino;
    if (S_ISDIR(facts.st_mode) && !output)
        ARENA_PUSH(walk->arena, walk->folders, walk->count, walk->capacity) =
            below;
    else if (walk->files && !S_ISDIR(facts.st_mode))
        add_file(walk, path, &facts);
}

static bool read_folder(struct walk *walk, struct str name)
{
    DIR *folder = opendir(path_of(walk, name));
    if (!folder)
        return name.count > 0; // it went meanwhile
    for (struct dirent *entry; (entry = readdir(folder));)
        visit_entry(walk, name, entry->d_name);
    closedir(folder);
    return true;
}

static bool walk_all(struct walk *walk, const char *output_folder,
                     folder_visit *visit, void *closure)
{
    bool good = true;
    walk->has_output = output_folder && stat(output_folder, &walk->output) == 0;
    ARENA_PUSH(walk->arena, walk->folders, walk->count, walk->capacity) =
        STR("");
    while (walk->count > 0 && good) {
        struct str name = walk->folders[--walk->count];
        // Watched before it is read, so that nothing comes between.
        good = (!visit || visit(closure, path_of(walk, name), name)) &&
               read_folder(walk, name);
    }
    return good;
}

bool folder_list_walk(const char *folder, const char *output_folder,
                      folder_visit *visit, void *closure)
{
    struct walk walk = {.arena = arena_new(), .root = folder};
    bool good = walk_all(&walk, output_folder, visit, closure);
    arena_free(walk.arena);
    return good;
}

// ----- Lists -----

struct folder_list {
    struct arena *arena;
    struct hash hash;
};

struct folder_list *folder_list_new(const char *folder,
                                    const char *output_folder)
{
    struct arena *arena = arena_new();
    struct folder_list *list = ARENA_NEW(arena, struct folder_list);
    struct buffer files = {0};
    struct walk walk = {.arena = arena_new(), .root = folder, .files = &files};
    walk_all(&walk, output_folder, NULL, NULL);
    *list = (struct folder_list){arena, hash_bytes(buffer_str(&files))};
    buffer_release(&files);
    arena_free(walk.arena);
    return list;
}

void folder_list_free(struct folder_list *list)
{
    arena_free(list->arena);
}

bool folder_list_differs(const struct folder_list *a,
                         const struct folder_list *b)
{
    return !hash_equal(a->hash, b->hash);
}

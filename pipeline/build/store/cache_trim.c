// SPDX-License-Identifier: MIT
// Copies of results: keeping to the room that they may take.
#include "build/store/cache.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct kept {
    char *path;
    uint64_t bytes;
    struct timespec used;
};
struct store {
    struct arena *arena;
    struct kept *items;
    size_t count, capacity;
    uint64_t bytes;
    const struct stat *wanted; // NULL: none is looked for
    bool found;
};

// A file with a second name is in place as an output: removing the copy would
// free nothing.
static void visit_file(struct store *store, char *path,
                       const struct stat *facts)
{
    store->found = store->found ||
                   (store->wanted && facts->st_ino == store->wanted->st_ino &&
                    facts->st_dev == store->wanted->st_dev);
    if (facts->st_nlink > 1)
        return;
    // What it takes on disk, in blocks of 512 bytes (stat(2)).
    uint64_t bytes = (uint64_t)facts->st_blocks * 512;
    ARENA_PUSH(store->arena, store->items, store->count, store->capacity) =
        (struct kept){path, bytes, facts->st_mtim};
    store->bytes += bytes;
}

// The store is three folders deep.
static void visit(struct store *store, const char *folder, int depth)
{
    DIR *open = opendir(folder);
    if (!open)
        return;
    for (struct dirent *entry; (entry = readdir(open));) {
        struct stat facts;
        struct str path =
            arena_printf(store->arena, "%s/%s", folder, entry->d_name);
        char *name = arena_c_string(store->arena, path);
        if (str_equal(str_of(entry->d_name), STR(".")) ||
            str_equal(str_of(entry->d_name), STR("..")) ||
            lstat(name, &facts) != 0)
            continue;
        if (S_ISDIR(facts.st_mode) && depth > 0)
            visit(store, name, depth - 1);
        else if (S_ISREG(facts.st_mode))
            visit_file(store, name, &facts);
    }
    closedir(open);
}

static void look(const struct cache *cache, struct store *store)
{
    enum { DEPTH = 3 };
    static const char *const kinds[] = {"bytes", "made"};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct str folder =
            arena_printf(store->arena, "%s/%s", cache->folder, kinds[i]);
        visit(store, arena_c_string(store->arena, folder), DEPTH);
    }
}

bool cache_has_inode(const struct cache *cache, const struct stat *facts)
{
    if (facts->st_nlink < 2)
        return false;
    struct store store = {.arena = arena_new(), .wanted = facts};
    look(cache, &store);
    bool found = store.found;
    arena_free(store.arena);
    return found;
}

static int by_use(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;
    if (a->used.tv_sec != b->used.tv_sec)
        return a->used.tv_sec < b->used.tv_sec ? -1 : 1;
    if (a->used.tv_nsec != b->used.tv_nsec)
        return a->used.tv_nsec < b->used.tv_nsec ? -1 : 1;
    return strcmp(a->path, b->path);
}

static uint64_t shrink(const struct cache *cache, uint64_t limit)
{
    struct store store = {.arena = arena_new()};
    look(cache, &store);
    if (store.bytes > limit)
        qsort(store.items, store.count, sizeof *store.items, by_use);
    uint64_t freed = 0;
    for (size_t i = 0; i < store.count && store.bytes - freed > limit; i++)
        if (unlink(store.items[i].path) == 0)
            freed += store.items[i].bytes;
    arena_free(store.arena);
    return freed;
}

void cache_trim(const struct cache *cache)
{
    shrink(cache, cache->limit);
}

uint64_t cache_clear(const struct cache *cache)
{
    return shrink(cache, 0);
}

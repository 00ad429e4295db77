// SPDX-License-Identifier: MIT
// Files of the folder that is served, and nothing but them.
#include "watch/served_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int open_part(int folder, const char *name, int flags)
{
    return openat(folder, name,
                  O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | flags);
}

// A part at a time: O_NOFOLLOW looks at the last part alone.
static int open_below(int folder, struct str path)
{
    struct arena *arena = arena_new();
    int at = open_part(folder, ".", O_DIRECTORY);
    for (size_t i = 0; at >= 0 && i < path.count;) {
        struct str rest = str_slice(path, i, path.count);
        size_t slash = str_find(rest, STR("/"));
        size_t end = slash == STR_NONE ? rest.count : slash;
        const char *name = arena_c_string(arena, str_slice(rest, 0, end));
        int next = open_part(at, name, slash == STR_NONE ? 0 : O_DIRECTORY);
        close(at);
        at = next;
        i += end + 1;
    }
    arena_free(arena);
    return at;
}

int served_file_open(int folder, struct str path, struct stat *facts,
                     bool *is_folder)
{
    int file = open_below(folder, path);
    bool good = file >= 0 && fstat(file, facts) == 0;
    *is_folder = good && S_ISDIR(facts->st_mode);
    if (good && S_ISREG(facts->st_mode))
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

bool served_file_read(struct arena *arena, int file, uint64_t size,
                      struct str *bytes)
{
    char *start = arena_alloc(arena, size + 1);
    size_t count = 0;
    while (count < size) {
        ssize_t step = read(file, start + count, size - count);
        if (step < 0 && errno == EINTR)
            continue;
        if (step <= 0)
            break;
        count += (size_t)step;
    }
    *bytes = (struct str){start, count};
    return count == size;
}

struct str *served_file_names(struct arena *arena, int folder, struct str path,
                              size_t *count)
{
    struct str *names = NULL;
    size_t capacity = 0;
    *count = 0;
    int below = open_below(folder, path);
    DIR *listing = below >= 0 ? fdopendir(below) : NULL;
    if (!listing && below >= 0)
        close(below);
    for (struct dirent *entry; listing && (entry = readdir(listing));) {
        struct stat facts;
        if (entry->d_name[0] == '.' ||
            fstatat(dirfd(listing), entry->d_name, &facts,
                    AT_SYMLINK_NOFOLLOW) != 0 ||
            !(S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode)))
            continue;
        ARENA_PUSH(arena, names, *count, capacity) = arena_printf(
            arena, "%s%s", entry->d_name, S_ISDIR(facts.st_mode) ? "/" : "");
    }
    if (listing)
        closedir(listing);
    if (*count > 0)
        qsort(names, *count, sizeof *names, str_by_bytes);
    return names;
}

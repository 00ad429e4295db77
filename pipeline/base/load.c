// SPDX-License-Identifier: MIT
// Reading whole files, and refusing what is none.
#include "base/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *too_large(size_t limit)
{
    return limit == LIMIT_SOURCE_BYTES ? "it is larger than 32 MB"
                                       : "it is too large";
}

// Reads up to the end; size is a guess. False with errno.
static bool read_to_end(struct arena *arena, int file, size_t size,
                        size_t limit, struct str *bytes, const char **why)
{
    size_t capacity = size + 1, count = 0;
    char *block = arena_alloc(arena, capacity);
    for (;;) {
        if (count == capacity)
            block = arena_grow(arena, block, 1, count, &capacity);
        ssize_t got = read(file, block + count, capacity - count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *why = strerror(errno);
            return false;
        }
        count += (size_t)got;
        if (count > limit) {
            *why = too_large(limit);
            return false;
        }
        if (got == 0)
            break;
    }
    *bytes = (struct str){block, count};
    return true;
}

static bool read_open(struct arena *arena, int file, bool regular, size_t limit,
                      struct str *bytes, const char **why)
{
    struct stat facts;
    if (fstat(file, &facts) != 0)
        *why = strerror(errno);
    else if (S_ISDIR(facts.st_mode))
        *why = "it is a folder";
    else if (regular && !S_ISREG(facts.st_mode))
        *why = "it is a device or a pipe, not a file";
    else if (S_ISREG(facts.st_mode) && (size_t)facts.st_size > limit)
        *why = too_large(limit);
    else
        return read_to_end(arena, file,
                           S_ISREG(facts.st_mode) ? (size_t)facts.st_size
                                                  : 1 << 16,
                           limit, bytes, why);
    return false;
}

bool load_file(struct arena *arena, const char *path, struct str *bytes,
               const char **why)
{
    return load_file_within(arena, path, LIMIT_SOURCE_BYTES, bytes, why);
}

bool load_file_within(struct arena *arena, const char *path, size_t limit,
                      struct str *bytes, const char **why)
{
    if (strcmp(path, "-") == 0)
        return read_open(arena, STDIN_FILENO, false, limit, bytes, why);
    // A pipe with no writer would block the open.
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0) {
        *why = strerror(errno);
        return false;
    }
    bool good = read_open(arena, file, true, limit, bytes, why);
    close(file);
    return good;
}

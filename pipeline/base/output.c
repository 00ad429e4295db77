// SPDX-License-Identifier: MIT
// Output files: whole in place, or not there.
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void output_add_inside(struct output *output, struct str page)
{
    ARENA_PUSH(output->arena, output->inside, output->inside_count,
               output->inside_capacity) = arena_str(output->arena, page);
}

void output_add(struct output *output, struct str name, struct str bytes)
{
    ARENA_PUSH(output->arena, output->files, output->count, output->capacity) =
        (struct output_file){.name = arena_str(output->arena, name),
                             .bytes = arena_str(output->arena, bytes)};
}

// A file on its way: whole under a hidden name beside its target.
struct aside {
    const char *target;
    const char *hidden; // NULL: nothing to rename
};

bool output_make_folders(const char *path)
{
    struct arena *arena = arena_new();
    char *part = arena_c_string(arena, str_of(path));
    bool made = path[0] != '\0';
    for (char *slash = made ? strchr(part + 1, '/') : NULL; slash && made;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        made = mkdir(part, 0777) == 0 || errno == EEXIST;
        *slash = '/';
    }
    int reason = errno;
    arena_free(arena);
    errno = reason;
    return made;
}

static bool write_all(int file, struct str bytes)
{
    while (bytes.count > 0) {
        ssize_t written = write(file, bytes.bytes, bytes.count);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0)
            bytes = str_slice(bytes, (size_t)written, bytes.count);
    }
    return true;
}

// Closes, and keeps the errno of what went wrong before.
static bool close_file(int file, bool good)
{
    int reason = errno;
    bool closed = close(file) == 0;
    if (!good)
        errno = reason;
    return good && closed;
}

static bool holds(int file, struct str bytes)
{
    struct stat facts;
    if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode) ||
        (size_t)facts.st_size != bytes.count)
        return false;
    char block[1 << 15];
    for (size_t at = 0; at < bytes.count;) {
        ssize_t got = read(file, block, sizeof block);
        if (got <= 0 || (size_t)got > bytes.count - at ||
            memcmp(block, bytes.bytes + at, (size_t)got) != 0)
            return false;
        at += (size_t)got;
    }
    return true;
}

static bool same_already(const char *path, struct str bytes)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return false;
    bool same = holds(file, bytes);
    close(file);
    return same;
}

// A hidden name in the folder of path: no two threads of a machine share it,
// and what a killed run left behind is passed over by a further number.
static char *hidden_name(struct arena *arena, const char *path, size_t number)
{
    const char *slash = strrchr(path, '/');
    struct str folder = {path, slash ? (size_t)(slash - path) + 1 : 0};
    struct str name =
        arena_printf(arena, "%.*s.qalam-%ld-%ld-%zu", STR_ARG(folder),
                     (long)getpid(), (long)gettid(), number);
    return arena_c_string(arena, name);
}

// Writes into a file that has no name until it is whole (open(2), O_TMPFILE),
// so that being killed leaves nothing behind. False with errno EOPNOTSUPP
// where the file system has no such files.
static bool write_nameless(struct arena *arena, const char *path,
                           const char *hidden, struct str bytes)
{
    const char *slash = strrchr(path, '/');
    struct str folder =
        slash ? (struct str){path, (size_t)(slash - path) + 1} : STR(".");
    int file = open(arena_c_string(arena, folder),
                    O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (file < 0 && (errno == EISDIR || errno == EINVAL))
        errno = EOPNOTSUPP;
    if (file < 0)
        return false;
    bool good = write_all(file, bytes);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (good && linkat(AT_FDCWD, link, AT_FDCWD, hidden, AT_SYMLINK_FOLLOW)) {
        good = false;
        if (errno != EEXIST) // no /proc, or a file system without links
            errno = EOPNOTSUPP;
    }
    return close_file(file, good);
}

static bool write_named(const char *hidden, struct str bytes)
{
    int file = open(hidden, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    if (file < 0)
        return false;
    bool good = close_file(file, write_all(file, bytes));
    if (!good) {
        int reason = errno;
        unlink(hidden);
        errno = reason;
    }
    return good;
}

// As a further name of the copy, where the file system has such.
static bool write_aside_once(struct arena *arena, const char *target,
                             const char *hidden, const struct output_file *file)
{
    if (file->copy && link(file->copy, hidden) == 0)
        return true;
    if (file->copy && errno == EEXIST)
        return false;
    return write_nameless(arena, target, hidden, file->bytes) ||
           (errno == EOPNOTSUPP && write_named(hidden, file->bytes));
}

static bool write_aside(struct arena *arena, struct aside *aside, size_t number,
                        const struct output_file *file)
{
    struct stat facts;
    if (lstat(aside->target, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        errno = EISDIR; // else found out only when others are renamed
        return false;
    }
    enum { ATTEMPTS = 100 };
    for (size_t attempt = 0; attempt < ATTEMPTS; attempt++) {
        char *hidden =
            hidden_name(arena, aside->target, number * ATTEMPTS + attempt);
        aside->hidden = hidden;
        if (write_aside_once(arena, aside->target, hidden, file))
            return true;
        aside->hidden = NULL;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

static void drop_asides(const struct aside *asides, size_t count)
{
    int reason = errno;
    for (size_t i = 0; i < count; i++)
        if (asides[i].hidden)
            unlink(asides[i].hidden);
    errno = reason;
}

static bool place_asides(struct aside *asides, size_t count,
                         const char **failed)
{
    for (size_t i = 0; i < count; i++) {
        if (!asides[i].hidden)
            continue;
        if (rename(asides[i].hidden, asides[i].target) != 0) {
            *failed = asides[i].target;
            return false;
        }
        // Where both were names of one file, rename(2) has left both.
        unlink(asides[i].hidden);
        asides[i].hidden = NULL;
    }
    return true;
}

bool output_write(const struct output *output, const char *folder, bool force,
                  const char **failed)
{
    struct arena *arena = output->arena;
    struct aside *asides = ARENA_ARRAY(arena, struct aside, output->count);
    bool good = true;
    for (size_t i = 0; i < output->count && good; i++) {
        const struct output_file *file = &output->files[i];
        struct str path =
            arena_printf(arena, "%s%s%.*s", folder, folder[0] ? "/" : "",
                         STR_ARG(file->name));
        char *target = arena_c_string(arena, path);
        asides[i].target = *failed = target;
        if (!force && same_already(target, file->bytes))
            continue;
        good = output_make_folders(target) &&
               write_aside(arena, &asides[i], i, file);
    }
    good = good && place_asides(asides, output->count, failed);
    if (!good)
        drop_asides(asides, output->count);
    return good;
}

bool output_write_file(const char *path, struct str bytes)
{
    struct arena *arena = arena_new();
    struct output_file file = {.name = str_of(path), .bytes = bytes};
    struct output output = {arena, &file, 1, 1};
    const char *failed;
    bool good = output_write(&output, "", false, &failed);
    int reason = errno;
    arena_free(arena);
    errno = reason;
    return good;
}

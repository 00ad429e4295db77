// SPDX-License-Identifier: MIT
// Reading the theme's folder.
#include "backends/xml/theme_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// The built-in ones have 60 kB together.
enum { LIMIT_THEME_FILES = 200, LIMIT_THEME_FILE_BYTES = 4 << 20 };

static bool is_of_a_theme(const char *name)
{
    struct str text = str_of(name);
    return name[0] != '.' &&
           (str_ends(text, STR(".xsl")) || str_ends(text, STR(".css")) ||
            str_ends(text, STR(".svg")) || str_equal(text, STR("print.yaml")));
}

static bool read_open(struct arena *arena, int descriptor, struct str *bytes,
                      const char **why)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        *why = strerror(errno);
    else if (!S_ISREG(status.st_mode))
        *why = "it is not a regular file";
    else if (status.st_size > LIMIT_THEME_FILE_BYTES)
        *why = "it is too large";
    if (*why)
        return false;
    size_t size = (size_t)status.st_size, count = 0;
    char *room = arena_alloc(arena, size + 1);
    ssize_t got = 1;
    while (count < size && got > 0) {
        got = read(descriptor, room + count, size - count);
        count += got > 0 ? (size_t)got : 0;
    }
    if (got < 0)
        *why = strerror(errno);
    *bytes = (struct str){room, count};
    return got >= 0;
}

static bool read_one(struct arena *arena, int folder, const char *name,
                     struct theme_file *file, const char **why)
{
    int descriptor = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        *why = strerror(errno);
        return false;
    }
    file->name = arena_str(arena, str_of(name));
    bool good = read_open(arena, descriptor, &file->bytes, why);
    close(descriptor);
    return good;
}

static int by_name(const void *one, const void *other)
{
    return str_compare(((const struct theme_file *)one)->name,
                       ((const struct theme_file *)other)->name);
}

static bool read_all(struct theme_files *files, struct arena *arena,
                     DIR *folder, struct str *which, const char **why)
{
    size_t capacity = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        struct theme_file file;
        if (!is_of_a_theme(entry->d_name))
            continue;
        if (files->count == LIMIT_THEME_FILES)
            *why = "it holds too many files";
        if (*why ||
            !read_one(arena, dirfd(folder), entry->d_name, &file, why)) {
            *which = arena_printf(arena, "%.*s/%s", STR_ARG(files->folder),
                                  entry->d_name);
            return false;
        }
        ARENA_PUSH(arena, files->items, files->count, capacity) = file;
    }
    if (files->count)
        qsort(files->items, files->count, sizeof *files->items, by_name);
    return true;
}

bool theme_files_read(struct theme_files *files, struct arena *arena,
                      struct str folder, struct str *which, const char **why)
{
    while (folder.count > 1 && folder.bytes[folder.count - 1] == '/')
        folder.count--;
    *files = (struct theme_files){.folder = arena_str(arena, folder)};
    *why = NULL;
    DIR *open = opendir(files->folder.bytes);
    if (!open) {
        *why = strerror(errno);
        *which = files->folder;
        return false;
    }
    bool good = read_all(files, arena, open, which, why);
    closedir(open);
    return good;
}

const struct theme_file *theme_file_named(const struct theme_files *files,
                                          struct str name)
{
    for (size_t i = 0; files && i < files->count; i++)
        if (str_equal(files->items[i].name, name))
            return &files->items[i];
    return NULL;
}

unsigned theme_folder_template(struct str name)
{
    static const char *const web[] = {"page.xsl",   "qalam.css",
                                      "feed.xsl",   "series-index.xsl",
                                      "series.css", "redirect.xsl"};
    if (str_equal(name, STR("print.yaml")))
        return TEMPLATE_FOR_PRINT;
    if (STR_IS_ONE_OF(name, web))
        return TEMPLATE_FOR_WEB;
    return str_starts(name, STR("epub")) ? TEMPLATE_FOR_BOOK
                                         : TEMPLATE_FOR_WEB | TEMPLATE_FOR_BOOK;
}

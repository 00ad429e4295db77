// SPDX-License-Identifier: MIT
// Copies of results: keeping and finding them.
#include "build/store/cache.h"

#include "base/load.h"
#include "base/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LIMIT_COPY_BYTES = 1024 * 1024 * 1024 };

// ab/cdef…: so that no folder has too many files.
static char *place_of(const struct cache *cache, struct arena *arena,
                      const char *kind, struct hash hash)
{
    char digits[HASH_DIGITS + 1];
    hash_write(hash, digits);
    return arena_c_string(arena,
                          arena_printf(arena, "%s/%s/%.2s/%s", cache->folder,
                                       kind, digits, digits + 2));
}

// ----- Bytes -----

bool cache_holds(const struct cache *cache, struct hash hash)
{
    struct arena *arena = arena_new();
    bool there = access(place_of(cache, arena, "bytes", hash), F_OK) == 0;
    arena_free(arena);
    return there;
}

// When it was last of use.
static void mark_used(const struct cache *cache, const char *path)
{
    if (!cache->look)
        utimensat(AT_FDCWD, path, NULL, 0);
}

bool cache_keep(const struct cache *cache, struct arena *arena,
                struct str bytes, struct hash hash, const char **path)
{
    char *place = place_of(cache, arena, "bytes", hash);
    *path = place;
    // One with the same bytes is left as it is, one that is damaged is not.
    return output_write_file(place, bytes);
}

bool cache_read(const struct cache *cache, struct arena *arena,
                struct hash hash, struct str *bytes, const char **path)
{
    char *place = place_of(cache, arena, "bytes", hash);
    const char *why;
    *path = place;
    if (!load_file_within(arena, place, LIMIT_COPY_BYTES, bytes, &why))
        return false;
    // Else an editor wrote into an output that shares its bytes, or a power cut
    // has emptied both. It stays: by it such an output is known for qalam's own
    // (cache_has_inode), and cache_keep puts a good one in its place.
    return hash_equal(hash_bytes(*bytes), hash);
}

// ----- Recipes -----

// In front of the hash of what follows: a manifest that a power cut or a bad
// disk has changed is none.
static const char heading[] = "qalam made 1 ";

static void write_hash(struct buffer *text, const char *word, struct hash hash)
{
    char digits[HASH_DIGITS + 1];
    hash_write(hash, digits);
    buffer_printf(text, "%s %s", word, digits);
}

// The record has no line ends: it is one line of XML.
static void write_made(const struct made *made, struct buffer *text)
{
    buffer_printf(text, "lang %.*s\nwarnings %zu\npages %zu\ncard %.*s\n",
                  STR_ARG(made->lang), made->warnings, made->pdf_pages,
                  STR_ARG(made->record));
    for (size_t i = 0; i < made->file_count; i++) {
        write_hash(text, "file", made->files[i].hash);
        buffer_printf(text, " %.*s\n", STR_ARG(made->files[i].path));
    }
    buffer_add_c(text, "inputs\n");
    dependencies_write(&made->dependencies, text);
}

static bool has_lines(const struct made *made)
{
    for (size_t i = 0; i < made->file_count; i++)
        if (str_find(made->files[i].path, STR("\n")) != STR_NONE)
            return true;
    return false;
}

void cache_keep_made(const struct cache *cache, struct hash base,
                     const struct made *made)
{
    struct arena *arena = arena_new();
    struct buffer body = {0}, text = {0};
    char digits[HASH_DIGITS + 1];
    hash_write(dependencies_key(&made->dependencies), digits);
    struct str path = arena_printf(
        arena, "%s/%s", place_of(cache, arena, "made", base), digits);
    write_made(made, &body);
    hash_write(hash_bytes(buffer_str(&body)), digits);
    buffer_printf(&text, "%s%s\n%.*s", heading, digits,
                  STR_ARG(buffer_str(&body)));
    if (!has_lines(made))
        output_write_file(arena_c_string(arena, path), buffer_str(&text));
    buffer_release(&body);
    buffer_release(&text);
    arena_free(arena);
}

// The line at the start of *text, without its end; it is taken off.
static bool take_line(struct str *text, struct str *line)
{
    size_t end = str_find(*text, STR("\n"));
    if (end == STR_NONE)
        return false;
    *line = str_slice(*text, 0, end);
    *text = str_slice(*text, end + 1, text->count);
    return true;
}

// The rest of a line that begins with a word and a space.
static bool take_value(struct str *text, struct str word, struct str *value)
{
    struct str line;
    if (!take_line(text, &line) || !str_starts(line, word))
        return false;
    *value = str_slice(line, word.count, line.count);
    return true;
}

static bool read_number(struct str digits, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.count; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || i > 15)
            return false;
        *number = *number * 10 + (size_t)(digits.bytes[i] - '0');
    }
    return digits.count > 0;
}

static bool read_files(struct arena *arena, struct str *text, struct made *made)
{
    struct str line;
    while (take_line(text, &line)) {
        if (str_equal(line, STR("inputs")))
            return true;
        struct made_file file;
        if (!str_starts(line, STR("file ")) ||
            line.count < 5 + HASH_DIGITS + 2 ||
            line.bytes[5 + HASH_DIGITS] != ' ' ||
            !hash_read(str_slice(line, 5, 5 + HASH_DIGITS), &file.hash))
            return false;
        file.path = str_slice(line, 5 + HASH_DIGITS + 1, line.count);
        ARENA_PUSH(arena, made->files, made->file_count, made->file_capacity) =
            file;
    }
    return false;
}

// Paths come from a file that others may write to: they stay below the folder,
// and out of what is hidden there.
static bool stays_below(struct str path)
{
    if (path.count == 0 || memchr(path.bytes, 0, path.count))
        return false;
    struct str rest = path;
    for (;;) {
        size_t slash = str_find(rest, STR("/"));
        struct str part = str_slice(rest, 0, slash);
        if (part.count == 0 || str_equal(part, STR(".")) ||
            str_equal(part, STR("..")) || str_starts(part, STR(".qalam")))
            return false;
        if (slash == STR_NONE)
            return true;
        rest = str_slice(rest, slash + 1, rest.count);
    }
}

static bool read_made(struct arena *arena, struct str text, struct made *made)
{
    struct str sum, warnings, pages;
    struct hash hash;
    *made = (struct made){.dependencies = {.arena = arena}};
    bool good = take_value(&text, str_of(heading), &sum) &&
                hash_read(sum, &hash) && hash_equal(hash, hash_bytes(text)) &&
                take_value(&text, STR("lang "), &made->lang) &&
                take_value(&text, STR("warnings "), &warnings) &&
                take_value(&text, STR("pages "), &pages) &&
                take_value(&text, STR("card "), &made->record) &&
                read_number(warnings, &made->warnings) &&
                read_number(pages, &made->pdf_pages) &&
                read_files(arena, &text, made) &&
                dependencies_read(&made->dependencies, text) &&
                made->file_count > 0;
    for (size_t i = 0; good && i < made->file_count; i++)
        good = stays_below(made->files[i].path);
    return good;
}

static bool read_manifest(struct arena *arena, const char *folder,
                          const char *name, struct made *made, char **path)
{
    struct str text;
    const char *why;
    *path = arena_c_string(arena, arena_printf(arena, "%s/%s", folder, name));
    return name[0] != '.' && load_file(arena, *path, &text, &why) &&
           read_made(arena, text, made);
}

bool cache_find_made(const struct cache *cache, struct arena *arena,
                     struct hash base,
                     bool (*good)(const void *closure, const struct made *made),
                     const void *closure, struct made *made)
{
    char *place = place_of(cache, arena, "made", base);
    DIR *folder = opendir(place);
    bool found = false;
    if (!folder)
        return false;
    for (struct dirent *entry; !found && (entry = readdir(folder));) {
        char *path;
        found = read_manifest(arena, place, entry->d_name, made, &path) &&
                good(closure, made);
        if (found)
            mark_used(cache, path);
    }
    closedir(folder);
    return found;
}

// SPDX-License-Identifier: MIT
// Lists of what an output is made from.
#include "base/dependencies.h"

#include <stdlib.h>

static const struct {
    const char *word;   // in the list's text
    const char *reason; // %.*s: the name
} kinds[DEPENDENCY_KIND_COUNT] = {
    [DEPENDENCY_SOURCE] = {"source", "its text changed"},
    [DEPENDENCY_PICTURE] = {"picture", "the picture ‘%.*s’ changed"},
    [DEPENDENCY_LINK] = {"link", "‘%.*s’, which it links to, changed"},
    [DEPENDENCY_SETTING] = {"setting", "‘%.*s’ of the series changed"},
    [DEPENDENCY_KEYS] = {"keys", "series.yaml has other keys"},
    [DEPENDENCY_EDITIONS] = {"editions", "its editions changed"},
    [DEPENDENCY_OPTION] = {"option", "the option ‘%.*s’ changed"},
    [DEPENDENCY_THEME] = {"theme", "‘%.*s’ of the theme changed"},
    [DEPENDENCY_FACE] = {"face", "the face ‘%.*s’ changed"},
    [DEPENDENCY_PROGRAM] = {"program", "qalam changed (%.*s)"},
};

void dependencies_add(struct dependencies *dependencies,
                      enum dependency_kind kind, struct str name,
                      struct hash hash)
{
    ARENA_PUSH(dependencies->arena, dependencies->items, dependencies->count,
               dependencies->capacity) =
        (struct dependency){kind, arena_str(dependencies->arena, name), hash};
}

void dependencies_add_bytes(struct dependencies *dependencies,
                            enum dependency_kind kind, struct str name,
                            struct str bytes)
{
    dependencies_add(dependencies, kind, name, hash_bytes(bytes));
}

void dependencies_add_all(struct dependencies *dependencies,
                          const struct dependencies *more)
{
    for (size_t i = 0; i < more->count; i++)
        dependencies_add(dependencies, more->items[i].kind, more->items[i].name,
                         more->items[i].hash);
}

static int by_name(const struct dependency *a, const struct dependency *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return str_compare(a->name, b->name);
}

static int in_order(const void *left, const void *right)
{
    const struct dependency *a = left, *b = right;
    int order = by_name(a, b);
    if (order == 0 && a->hash.high != b->hash.high)
        order = a->hash.high < b->hash.high ? -1 : 1;
    if (order == 0 && a->hash.low != b->hash.low)
        order = a->hash.low < b->hash.low ? -1 : 1;
    return order;
}

void dependencies_sort(struct dependencies *dependencies)
{
    if (dependencies->count == 0)
        return;
    qsort(dependencies->items, dependencies->count, sizeof *dependencies->items,
          in_order);
    size_t kept = 1;
    for (size_t i = 1; i < dependencies->count; i++)
        if (in_order(&dependencies->items[kept - 1], &dependencies->items[i]) !=
            0)
            dependencies->items[kept++] = dependencies->items[i];
    dependencies->count = kept;
}

struct hash dependencies_key(const struct dependencies *dependencies)
{
    struct buffer text = {0};
    dependencies_write(dependencies, &text);
    struct hash key = hash_bytes(buffer_str(&text));
    buffer_release(&text);
    return key;
}

// ----- As text -----

// File names may hold a line end; `\` begins an escape.
static void write_name(struct buffer *text, struct str name)
{
    for (size_t i = 0; i < name.count; i++) {
        char byte = name.bytes[i];
        if (byte == '\n')
            buffer_add_c(text, "\\n");
        else if (byte == '\\')
            buffer_add_c(text, "\\\\");
        else
            buffer_add_byte(text, byte);
    }
}

static bool read_name(struct arena *arena, struct str written, struct str *name)
{
    char *bytes = arena_alloc(arena, written.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < written.count; i++) {
        char byte = written.bytes[i];
        if (byte == '\\') {
            if (++i == written.count ||
                (written.bytes[i] != 'n' && written.bytes[i] != '\\'))
                return false;
            byte = written.bytes[i] == 'n' ? '\n' : '\\';
        }
        bytes[count++] = byte;
    }
    *name = (struct str){bytes, count};
    return true;
}

void dependencies_write(const struct dependencies *dependencies,
                        struct buffer *text)
{
    char digits[HASH_DIGITS + 1];
    for (size_t i = 0; i < dependencies->count; i++) {
        const struct dependency *dependency = &dependencies->items[i];
        hash_write(dependency->hash, digits);
        buffer_printf(text, "%s %s ", kinds[dependency->kind].word, digits);
        write_name(text, dependency->name);
        buffer_add_byte(text, '\n');
    }
}

static bool read_line(struct dependencies *dependencies, struct str line)
{
    size_t space = str_find(line, STR(" "));
    if (space == STR_NONE || line.count < space + HASH_DIGITS + 2 ||
        line.bytes[space + HASH_DIGITS + 1] != ' ')
        return false;
    struct str word = str_slice(line, 0, space);
    size_t kind = 0;
    while (kind < DEPENDENCY_KIND_COUNT &&
           !str_equal(word, str_of(kinds[kind].word)))
        kind++;
    struct hash hash;
    struct str name;
    if (kind == DEPENDENCY_KIND_COUNT ||
        !hash_read(str_slice(line, space + 1, space + 1 + HASH_DIGITS),
                   &hash) ||
        !read_name(dependencies->arena,
                   str_slice(line, space + HASH_DIGITS + 2, line.count), &name))
        return false;
    dependencies_add(dependencies, (enum dependency_kind)kind, name, hash);
    return true;
}

bool dependencies_read(struct dependencies *dependencies, struct str text)
{
    while (text.count > 0) {
        size_t end = str_find(text, STR("\n"));
        if (end == STR_NONE ||
            !read_line(dependencies, str_slice(text, 0, end)))
            return false;
        text = str_slice(text, end + 1, text.count);
    }
    return true;
}

// ----- Why -----

bool dependency_is_found_out(const struct dependency *dependency)
{
    return dependency->kind == DEPENDENCY_PICTURE ||
           dependency->kind == DEPENDENCY_LINK ||
           dependency->kind == DEPENDENCY_SETTING;
}

const struct dependency *
dependencies_difference(const struct dependencies *now,
                        const struct dependencies *before)
{
    size_t i = 0, j = 0;
    while (i < now->count && j < before->count) {
        const struct dependency *a = &now->items[i], *b = &before->items[j];
        int order = in_order(a, b);
        if (order != 0)
            // The same thing with another hash, or the one that is missing in
            // the other list; the lists are in the order of kinds.
            return by_name(a, b) <= 0 ? a : b;
        i++;
        j++;
    }
    if (i < now->count)
        return &now->items[i];
    return j < before->count ? &before->items[j] : NULL;
}

struct str dependency_reason(struct arena *arena,
                             const struct dependency *dependency)
{
    const char *reason = kinds[dependency->kind].reason;
    const char *hole = strstr(reason, "%.*s");
    if (!hole)
        return str_of(reason);
    return arena_printf(arena, "%.*s%.*s%s", (int)(hole - reason), reason,
                        STR_ARG(dependency->name), hole + strlen("%.*s"));
}

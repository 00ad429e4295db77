// SPDX-License-Identifier: MIT
// Which sources are one text in several languages.
#include "editions.h"

#include "language.h"

#include <stdlib.h>
#include <string.h>

struct key {
    const struct origin *origin;
    size_t index;
};

static struct str folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct str){path, slash ? (size_t)(slash - path) : 0};
}

// By set, and within it the file without a tag first.
static int by_set(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order =
        str_compare(folder_of(a->origin->path), folder_of(b->origin->path));
    if (order == 0)
        order = str_compare(a->origin->names.set, b->origin->names.set);
    if (order == 0)
        order = str_compare(a->origin->names.lang, b->origin->names.lang);
    if (order == 0)
        order = a->index < b->index ? -1 : a->index > b->index;
    return order;
}

static bool same_set(const struct origin *a, const struct origin *b)
{
    return !a->refused && !b->refused &&
           str_equal(folder_of(a->path), folder_of(b->path)) &&
           str_equal(a->names.set, b->names.set) &&
           // Equal by file name, but written elsewhere: no relative link.
           strcmp(a->folder, b->folder) == 0;
}

static struct str language_of(struct sources *sources,
                              const struct origin *origin,
                              source_language *language, const void *closure)
{
    if (origin->front_lang.count && language_valid(origin->front_lang))
        return language_canonical(sources->arena, origin->front_lang);
    if (origin->names.lang.count)
        return origin->names.lang;
    return language(sources->arena, origin, closure);
}

static void join_editions(struct sources *sources, const struct key *keys,
                          size_t count, source_language *language,
                          const void *closure)
{
    struct edition *editions =
        ARENA_ARRAY(sources->arena, struct edition, count);
    for (size_t i = 0; i < count; i++) {
        struct str page = arena_printf(sources->arena, "%.*s.html",
                                       STR_ARG(keys[i].origin->names.stem));
        editions[i].path = names_url(sources->arena, page);
        editions[i].lang =
            language_of(sources, keys[i].origin, language, closure);
        struct origin *origin = &sources->items[keys[i].index];
        origin->editions = editions;
        origin->edition_count = count;
        origin->edition_own = i;
    }
}

void editions_find(struct sources *sources, source_language *language,
                   const void *closure)
{
    struct key *keys = ARENA_ARRAY(sources->arena, struct key, sources->count);
    for (size_t i = 0; i < sources->count; i++)
        keys[i] = (struct key){&sources->items[i], i};
    if (sources->count > 0)
        qsort(keys, sources->count, sizeof *keys, by_set);
    for (size_t start = 0, end; start < sources->count; start = end) {
        end = start + 1;
        while (end < sources->count &&
               same_set(keys[start].origin, keys[end].origin))
            end++;
        if (end - start > 1)
            join_editions(sources, keys + start, end - start, language,
                          closure);
    }
}

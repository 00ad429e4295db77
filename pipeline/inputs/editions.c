// SPDX-License-Identifier: MIT
// Which inputs are one text in several languages: by their names, and by
// `editions` in the front matter of any of them.
#include "inputs/editions.h"

#include "languages/language.h"
#include "languages/language_named.h"
#include "model/formats.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct file {
    dev_t device;
    ino_t inode;
    size_t index;
};

// Sets while they grow: a source's leader is another of its set, and at last
// the one that is its own.
struct sets {
    struct inputs *inputs;
    size_t *leaders;
    struct file *files; // of the inputs, sorted; none where nothing is named
    size_t file_count;
    struct str *langs; // of inputs, as far as they were asked for
    input_language *language;
    const void *closure;
};

static struct str folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return (struct str){path, slash ? (size_t)(slash - path) : 0};
}

// ----- Joining -----

static size_t leader_of(struct sets *sets, size_t index)
{
    while (sets->leaders[index] != index)
        index = sets->leaders[index] = sets->leaders[sets->leaders[index]];
    return index;
}

static void join(struct sets *sets, size_t a, size_t b)
{
    a = leader_of(sets, a);
    b = leader_of(sets, b);
    sets->leaders[a > b ? a : b] = a < b ? a : b;
}

struct key {
    const struct input *input;
    size_t index;
};

// By set, and within it the file without a tag first.
static int by_name(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order =
        str_compare(folder_of(a->input->path), folder_of(b->input->path));
    if (order == 0)
        order = str_compare(a->input->names.set, b->input->names.set);
    if (order == 0)
        order = str_compare(a->input->names.lang, b->input->names.lang);
    if (order == 0)
        order = a->index < b->index ? -1 : a->index > b->index;
    return order;
}

static bool same_name(const struct input *a, const struct input *b)
{
    return !a->refused && !b->refused &&
           str_equal(folder_of(a->path), folder_of(b->path)) &&
           str_equal(a->names.set, b->names.set) &&
           // Equal by file name, but written elsewhere: not one set.
           strcmp(a->folder, b->folder) == 0;
}

static struct key *keys_by_name(struct inputs *inputs)
{
    struct key *keys = ARENA_ARRAY(inputs->arena, struct key, inputs->count);
    for (size_t i = 0; i < inputs->count; i++)
        keys[i] = (struct key){inputs->items[i], i};
    if (inputs->count > 0)
        qsort(keys, inputs->count, sizeof *keys, by_name);
    return keys;
}

// ----- What authors name -----

static int by_file(const void *left, const void *right)
{
    const struct file *a = left, *b = right;
    if (a->device != b->device)
        return a->device < b->device ? -1 : 1;
    if (a->inode != b->inode)
        return a->inode < b->inode ? -1 : 1;
    return 0;
}

static void find_files(struct sets *sets)
{
    struct inputs *inputs = sets->inputs;
    sets->files = ARENA_ARRAY(inputs->arena, struct file, inputs->count);
    for (size_t i = 0; i < inputs->count; i++) {
        struct stat facts;
        if (!inputs->items[i]->refused &&
            stat(inputs->items[i]->path, &facts) == 0)
            sets->files[sets->file_count++] =
                (struct file){facts.st_dev, facts.st_ino, i};
    }
    if (sets->file_count > 0)
        qsort(sets->files, sets->file_count, sizeof *sets->files, by_file);
}

// A name that stands for a source: no address, and no output.
static bool names_source(struct str path)
{
    return str_ends(path, STR(".md")) && path.bytes[0] != '/' &&
           str_find(path, STR("://")) == STR_NONE;
}

// The source that a named edition is; the count of inputs where it is none
// of them. *there: the file exists.
static size_t source_named(const struct sets *sets, const struct input *input,
                           struct str path, bool *there)
{
    struct str folder = folder_of(input->path);
    const char *slash = strrchr(input->path, '/') ? "/" : "";
    struct arena *arena = sets->inputs->arena;
    struct str whole = arena_printf(arena, "%.*s%s%.*s", STR_ARG(folder), slash,
                                    STR_ARG(path));
    struct stat facts;
    *there = stat(arena_c_string(arena, whole), &facts) == 0;
    struct file wanted = {facts.st_dev, facts.st_ino, 0};
    const struct file *found =
        *there && sets->file_count > 0
            ? bsearch(&wanted, sets->files, sets->file_count,
                      sizeof *sets->files, by_file)
            : NULL;
    return found ? found->index : sets->inputs->count;
}

struct str editions_language(struct arena *arena, struct input *input,
                             input_language *language, const void *closure)
{
    struct str lang;
    if (language_named(arena, input->front_lang, &lang))
        return lang;
    return input->names.lang.count ? input->names.lang
                                   : language(arena, input, closure);
}

static struct str language_of(struct sets *sets, size_t index)
{
    struct inputs *inputs = sets->inputs;
    struct str *lang = &sets->langs[index];
    if (lang->count == 0)
        *lang = editions_language(inputs->arena, inputs->items[index],
                                  sets->language, sets->closure);
    return *lang;
}

static void add_fault(struct sets *sets, struct input *input, struct place at,
                      struct message_args args)
{
    if (!input->faults)
        input->faults = ARENA_ARRAY(sets->inputs->arena, struct edition_fault,
                                    input->named_count);
    input->faults[input->fault_count++] = (struct edition_fault){at, args};
}

// Fa for fa-AF is a short name, ps for fa-AF a slip.
static bool same_language(struct str a, struct str b)
{
    return str_equal(language_primary(a), language_primary(b));
}

static void take_named(struct sets *sets, size_t index)
{
    struct input *input = sets->inputs->items[index];
    for (size_t i = 0; i < input->named_count; i++) {
        struct named_edition named = input->named[i];
        bool there;
        if (!names_source(named.path))
            continue;
        size_t other = source_named(sets, input, named.path, &there);
        if (!there)
            add_fault(sets, input, named.at,
                      (struct message_args){MESSAGE_edition_absent, named.path,
                                            named.lang});
        if (other == sets->inputs->count)
            continue; // is not built now
        join(sets, index, other);
        struct str lang = language_of(sets, other);
        if (!same_language(lang, named.lang))
            add_fault(sets, input, named.at,
                      (struct message_args){MESSAGE_edition_lang_differs,
                                            named.path, named.lang, lang});
    }
}

static bool any_named(const struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i]->named_count > 0)
            return true;
    return false;
}

// ----- What becomes of a set -----

// How much a source is the original: less is more. A file without a tag, then
// the series' first language.
static size_t rank(struct sets *sets, size_t index)
{
    const struct inputs *inputs = sets->inputs;
    size_t count = inputs->language_count, at = 0;
    while (at < count &&
           !str_equal(inputs->languages[at], language_of(sets, index)))
        at++;
    bool tag = inputs->items[index]->names.lang.count > 0;
    return at + (tag ? count + 1 : 0);
}

static void original_first(struct sets *sets, size_t *members, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (rank(sets, members[i]) < rank(sets, members[best]))
            best = i;
    size_t original = members[best];
    memmove(members + 1, members, best * sizeof *members);
    members[0] = original;
}

// The reference from a page in one folder of outputs to one in another.
static struct str reference(struct arena *arena, const char *from,
                            const char *to, struct str page)
{
    struct str up = STR("");
    size_t common = 0;
    for (size_t i = 0;; i++) {
        bool ends = from[i] == '\0' || from[i] == '/';
        bool too = to[i] == '\0' || to[i] == '/';
        if (ends && too)
            common = i + (from[i] != '\0' && to[i] != '\0');
        if (from[i] == '\0' || from[i] != to[i])
            break;
    }
    const char *rest = from + common;
    for (rest += *rest == '/'; *rest;) {
        const char *slash = strchr(rest, '/');
        up = arena_printf(arena, "%.*s../", STR_ARG(up));
        rest = slash ? slash + 1 : rest + strlen(rest);
    }
    const char *down = to + common + (to[common] == '/');
    struct str path = arena_printf(arena, "%.*s%s%s%.*s%s", STR_ARG(up), down,
                                   down[0] ? "/" : "", STR_ARG(page),
                                   format_web_page()->ending);
    return names_url(arena, path);
}

// Where a source stands in the author's order of editions.
static size_t place_named(const struct input *input, struct str lang)
{
    size_t at = 0;
    while (at < input->named_count &&
           !same_language(input->named[at].lang, lang))
        at++;
    return at;
}

struct listing {
    struct edition edition;
    size_t named, order;
    bool own;
};

static int by_order(const void *left, const void *right)
{
    const struct listing *a = left, *b = right;
    if (a->named != b->named)
        return a->named < b->named ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

// The editions that a source leads to: those that it names, in its order, and
// the rest of the set behind them.
static void list_editions(struct sets *sets, size_t index,
                          const size_t *members, size_t count)
{
    struct inputs *inputs = sets->inputs;
    struct input *input = inputs->items[index];
    struct listing *list =
        ARENA_ARRAY(inputs->arena, struct listing, count + input->named_count);
    bool *taken = ARENA_ARRAY(inputs->arena, bool, input->named_count + 1);
    size_t all = 0;
    for (size_t i = 0; i < count; i++, all++) {
        const struct input *other = inputs->items[members[i]];
        struct str lang = language_of(sets, members[i]);
        struct str path = reference(inputs->arena, input->folder, other->folder,
                                    other->names.stem);
        size_t named = place_named(input, lang);
        taken[named] = true;
        list[all] = (struct listing){
            {lang, path, i == 0}, named, i, members[i] == index};
    }
    for (size_t i = 0; i < input->named_count; i++)
        if (!taken[i] && !names_source(input->named[i].path))
            list[all++] = (struct listing){
                {input->named[i].lang, input->named[i].path, false}, i, 0, 0};
    qsort(list, all, sizeof *list, by_order);
    input->editions = ARENA_ARRAY(inputs->arena, struct edition, all);
    input->edition_count = all;
    for (size_t i = 0; i < all; i++) {
        input->editions[i] = list[i].edition;
        if (list[i].own)
            input->edition_own = i;
    }
}

static void finish_set(struct sets *sets, size_t *members, size_t count)
{
    if (count < 2)
        return;
    original_first(sets, members, count);
    for (size_t i = 0; i < count; i++) {
        struct input *input = sets->inputs->items[members[i]];
        input->set = members;
        input->set_count = count;
        list_editions(sets, members[i], members, count);
    }
}

struct member {
    size_t leader, order, index;
};

static int by_leader(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    if (a->leader != b->leader)
        return a->leader < b->leader ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static void finish_sets(struct sets *sets, const struct key *keys)
{
    size_t count = sets->inputs->count;
    struct arena *arena = sets->inputs->arena;
    struct member *found = ARENA_ARRAY(arena, struct member, count);
    size_t *members = ARENA_ARRAY(arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        found[i] =
            (struct member){leader_of(sets, keys[i].index), i, keys[i].index};
    if (count > 0)
        qsort(found, count, sizeof *found, by_leader);
    for (size_t i = 0; i < count; i++)
        members[i] = found[i].index;
    for (size_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && found[end].leader == found[start].leader)
            end++;
        finish_set(sets, members + start, end - start);
    }
}

void editions_find(struct inputs *inputs, input_language *language,
                   const void *closure)
{
    struct sets sets = {
        .inputs = inputs, .language = language, .closure = closure};
    sets.leaders = ARENA_ARRAY(inputs->arena, size_t, inputs->count);
    sets.langs = ARENA_ARRAY(inputs->arena, struct str, inputs->count);
    for (size_t i = 0; i < inputs->count; i++)
        sets.leaders[i] = i;
    const struct key *keys = keys_by_name(inputs);
    for (size_t i = 1; i < inputs->count; i++)
        if (same_name(keys[i - 1].input, keys[i].input))
            join(&sets, keys[i - 1].index, keys[i].index);
    if (any_named(inputs)) {
        find_files(&sets);
        for (size_t i = 0; i < inputs->count; i++)
            take_named(&sets, i);
    }
    finish_sets(&sets, keys);
}

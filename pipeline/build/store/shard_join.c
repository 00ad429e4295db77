// SPDX-License-Identifier: MIT
// What shards made becomes the state of the whole.
#include "build/store/store_parts.h"
#include "build/store/shard.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

struct shard {
    size_t index;
    const char *path;
    struct state *state;
};
struct join {
    struct store *store;
    FILE *messages;
    struct shard *shards; // by index - 1
    size_t count, capacity;
    size_t wanted; // how many there should be
    bool good;
};

__attribute__((format(printf, 2, 3))) static void fault(struct join *join,
                                                        const char *form, ...)
{
    va_list arguments;
    va_start(arguments, form);
    fputs("qalam build --join: ", join->messages);
    vfprintf(join->messages, form, arguments);
    fputc('\n', join->messages);
    va_end(arguments);
    join->good = false;
}

// ----- Which shards there are -----

static int by_index(const void *left, const void *right)
{
    const struct shard *a = left, *b = right;
    return a->index < b->index ? -1 : a->index > b->index;
}

// K-of-N.sqlite; other files are none of ours.
static bool read_name(const char *name, size_t *index, size_t *count)
{
    char rest[16];
    return sscanf(name, "%zu-of-%zu.%15s", index, count, rest) == 3 &&
           strcmp(rest, "sqlite") == 0 && *index >= 1 && *index <= *count;
}

static void find_shards(struct join *join)
{
    struct arena *arena = join->store->arena;
    const char *folder = arena_c_string(
        arena, arena_printf(arena, "%s/shards", join->store->keeping));
    DIR *open = opendir(folder);
    if (!open) {
        fault(join, "there are no shards in %s: build them with --shard K/N",
              folder);
        return;
    }
    for (struct dirent *entry; (entry = readdir(open));) {
        struct shard shard = {0};
        size_t count;
        if (!read_name(entry->d_name, &shard.index, &count))
            continue;
        if (join->wanted && join->wanted != count)
            fault(join,
                  "%s holds shards of %zu and of %zu: remove those that are "
                  "not of this build",
                  folder, join->wanted, count);
        join->wanted = count;
        shard.path = arena_c_string(
            arena, arena_printf(arena, "%s/%s", folder, entry->d_name));
        ARENA_PUSH(arena, join->shards, join->count, join->capacity) = shard;
    }
    closedir(open);
    if (join->count > 0)
        qsort(join->shards, join->count, sizeof *join->shards, by_index);
}

static void tell_lost(struct join *join)
{
    size_t next = 0;
    for (size_t index = 1; index <= join->wanted; index++)
        if (next < join->count && join->shards[next].index == index)
            next++;
        else
            fault(join, "shard %zu/%zu is lost: build it with --shard %zu/%zu",
                  index, join->wanted, index, join->wanted);
}

// The name may be wrong: a shard that was copied for another.
static void check_shard(struct join *join, const struct shard *shard)
{
    struct arena *arena = join->store->arena;
    struct str wanted =
        arena_printf(arena, "%zu/%zu", shard->index, join->wanted);
    struct str is = state_fact(shard->state, arena, "shard");
    struct str finished = state_fact(shard->state, arena, "finished");
    if (!str_equal(is, wanted))
        fault(join, "%s is shard %.*s: that one is repeated, and %.*s is lost",
              shard->path, STR_ARG(is), STR_ARG(wanted));
    else if (finished.count == 0)
        fault(join, "shard %.*s did not end: run it again", STR_ARG(wanted));
}

static void open_shards(struct join *join)
{
    for (size_t i = 0; i < join->count && join->good; i++) {
        struct shard *shard = &join->shards[i];
        const char *why = "";
        shard->state = state_open_other(shard->path, &why);
        if (shard->state)
            check_shard(join, shard);
        else
            fault(join,
                  "%s cannot be read: %s; build it again with --shard "
                  "%zu/%zu",
                  shard->path, why, shard->index, join->wanted);
    }
}

static void close_shards(struct join *join)
{
    for (size_t i = 0; i < join->count; i++)
        state_close(join->shards[i].state);
}

// ----- One brief -----

// A shard may have stood elsewhere: its briefs are known by their path below
// the folder alone.
static struct str below_of(struct str id)
{
    size_t at = str_find(id, STR("//"));
    return at == STR_NONE ? id : str_slice(id, at + 2, id.count);
}

// What one shard knows of a brief.
struct part {
    const struct shard *shard;
    struct brief_state brief;
    struct hash source; // of the text that it built
    bool current;       // that is the text as it is now
    size_t warnings;
};

static bool source_of(struct arena *arena, struct state *state, struct str id,
                      unsigned formats, struct part *part)
{
    struct product_state product;
    struct dependencies dependencies = {.arena = arena};
    unsigned format = formats & (~formats + 1);
    if (!formats || !state_product(state, arena, id, format, &product) ||
        !dependencies_read(&dependencies, product.dependencies))
        return false;
    for (size_t i = 0; i < dependencies.count; i++)
        if (dependencies.items[i].kind == DEPENDENCY_SOURCE &&
            str_equal(dependencies.items[i].name, STR("text"))) {
            part->source = dependencies.items[i].hash;
            part->warnings = product.warnings;
            return true;
        }
    return false;
}

static void copy_product(struct join *join, struct arena *arena,
                         const struct part *part, struct str id,
                         unsigned format)
{
    struct state *from = part->shard->state, *to = join->store->state;
    struct product_state product;
    size_t count;
    if (!state_product(from, arena, part->brief.id, format, &product))
        return;
    state_put_product(to, id, &product);
    struct str *paths =
        state_paths(from, arena, part->brief.id, format, &count);
    for (size_t i = 0; i < count; i++) {
        struct file_state file;
        if (state_file(from, paths[i], &file))
            store_put_file(join->store, id, format, paths[i], file.hash);
    }
}

// Its files are here, as the shard made them.
static void check_files(struct join *join, struct arena *arena,
                        const struct part *part, unsigned format)
{
    struct state *from = part->shard->state;
    size_t count;
    struct str *paths =
        state_paths(from, arena, part->brief.id, format, &count);
    for (size_t i = 0; i < count; i++) {
        struct file_state file;
        struct hash there = {0, 0};
        const char *path = store_path(join->store, arena, paths[i]);
        if (!state_file(from, paths[i], &file))
            continue;
        if (!hash_file(path, &there))
            fault(join,
                  "%s, which shard %zu/%zu made, is not here: copy its "
                  "outputs too",
                  path, part->shard->index, join->wanted);
        else if (!hash_equal(there, file.hash))
            fault(join, "%s is not as shard %zu/%zu made it", path,
                  part->shard->index, join->wanted);
    }
}

// ----- All briefs -----

struct known {
    struct str below;
    struct part part;
};

static int by_below(const void *left, const void *right)
{
    const struct known *a = left, *b = right;
    return str_compare(a->below, b->below);
}

static struct known *all_known(const struct join *join, struct arena *arena,
                               size_t *count)
{
    struct known *known = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t s = 0; s < join->count; s++) {
        size_t briefs;
        struct brief_state *states =
            state_briefs(join->shards[s].state, arena, &briefs);
        for (size_t i = 0; i < briefs; i++)
            ARENA_PUSH(arena, known, *count, capacity) =
                (struct known){below_of(states[i].id),
                               {.shard = &join->shards[s], .brief = states[i]}};
    }
    if (*count > 0)
        qsort(known, *count, sizeof *known, by_below);
    return known;
}

// Of several shards that have it, the one that built the text as it is now: a
// brief changes its shard where others come or go.
static bool best_part(const struct known *known, size_t count,
                      struct arena *arena, struct input *input,
                      struct part *best)
{
    struct known wanted = {.below = str_of(input->below)};
    const struct known *found =
        count ? bsearch(&wanted, known, count, sizeof *known, by_below) : NULL;
    struct hash now = {0, 0};
    bool readable = input_hash(input, &now);
    if (!found)
        return false;
    while (found > known && by_below(found - 1, &wanted) == 0)
        found--;
    *best = found->part;
    for (; found < known + count && by_below(found, &wanted) == 0; found++) {
        struct part part = found->part;
        struct state *state = part.shard->state;
        unsigned formats = state_formats(state, part.brief.id);
        part.current = readable &&
                       source_of(arena, state, part.brief.id, formats, &part) &&
                       hash_equal(part.source, now);
        if (part.current || part.brief.failed)
            *best = part;
        if (part.current)
            break;
    }
    return true;
}

static struct joined joined_of(const struct join *join, const struct part *part)
{
    return (struct joined){part->brief.failed, part->warnings,
                           arena_str(join->store->arena, part->brief.lang)};
}

static void check_brief(struct join *join, struct arena *arena,
                        struct input *input, const struct part *part)
{
    if (part->brief.failed)
        fprintf(join->messages,
                "%.*s: not built by shard %zu/%zu; its last outputs stay\n",
                STR_ARG(input->names.shown), part->shard->index, join->wanted);
    else if (!part->current)
        fault(join, "%.*s changed since shard %zu/%zu built it: run that again",
              STR_ARG(input->names.shown), part->shard->index, join->wanted);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        check_files(join, arena, part, format);
}

static void enter_brief(struct join *join, struct arena *arena,
                        struct input *input, const struct part *part)
{
    struct str id = store_id(join->store, arena, input);
    struct brief_state brief = part->brief;
    brief.id = id;
    brief.shown = input->names.shown;
    state_put_brief(join->store->state, &brief);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        copy_product(join, arena, part, id, format);
}

static void join_all(struct join *join, const struct inputs *inputs,
                     struct joined *joined)
{
    struct arena *arena = arena_new();
    size_t count;
    struct known *known = all_known(join, arena, &count);
    struct part *parts = ARENA_ARRAY(arena, struct part, inputs->count);
    for (size_t i = 0; i < inputs->count; i++)
        if (best_part(known, count, arena, inputs->items[i], &parts[i])) {
            check_brief(join, arena, inputs->items[i], &parts[i]);
            joined[i] = joined_of(join, &parts[i]);
        } else {
            fault(join, "%.*s is in no shard: it came after they were built",
                  STR_ARG(inputs->items[i]->names.shown));
        }
    state_begin(join->store->state);
    store_mark(join->store);
    for (size_t i = 0; i < inputs->count && join->good; i++)
        enter_brief(join, arena, inputs->items[i], &parts[i]);
    if (!state_commit(join->store->state))
        join->good = false; // closing the store says why
    arena_free(arena);
}

bool shard_join(struct store *store, const struct inputs *inputs,
                struct joined *joined, FILE *messages)
{
    struct join join = {.store = store, .messages = messages, .good = true};
    find_shards(&join);
    if (join.good)
        tell_lost(&join);
    if (join.good)
        open_shards(&join);
    if (join.good)
        join_all(&join, inputs, joined);
    close_shards(&join);
    return join.good;
}

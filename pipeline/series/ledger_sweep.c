// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: what has no brief any more.
#include "ledger_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// ----- Which briefs are gone -----

static int bytewise(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

struct seen {
    struct str *ids;      // of this run's sources, sorted
    struct str *prefixes; // of the folders that were walked
    size_t count, prefix_count, prefix_capacity;
};

static void add_prefix(const struct ledger *ledger, struct arena *arena,
                       struct seen *seen, const char *root)
{
    struct str prefix = ledger_prefix(ledger, arena, root);
    for (size_t i = 0; i < seen->prefix_count; i++)
        if (str_equal(seen->prefixes[i], prefix))
            return;
    ARENA_PUSH(arena, seen->prefixes, seen->prefix_count,
               seen->prefix_capacity) = prefix;
}

static struct seen seen_of(const struct ledger *ledger, struct arena *arena,
                           const struct sources *sources)
{
    struct seen seen = {.ids = ARENA_ARRAY(arena, struct str, sources->count),
                        .count = sources->count};
    for (size_t i = 0; i < sources->count; i++) {
        const struct origin *origin = &sources->items[i];
        seen.ids[i] = ledger_id(ledger, arena, origin);
        if (origin->root)
            add_prefix(ledger, arena, &seen, origin->root);
    }
    if (seen.count > 0)
        qsort(seen.ids, seen.count, sizeof *seen.ids, bytewise);
    return seen;
}

static bool is_gone(const struct seen *seen, struct str id)
{
    bool walked = false;
    for (size_t i = 0; i < seen->prefix_count; i++)
        walked = walked || str_starts(id, seen->prefixes[i]);
    return walked && !bsearch(&id, seen->ids, seen->count, sizeof *seen->ids,
                              bytewise);
}

// ----- What they leave -----

struct sweep {
    struct ledger *ledger;
    FILE *messages;
    size_t removed;
};

// Empty folders go with their last file.
static void remove_folders(const struct ledger *ledger, struct str below)
{
    struct arena *arena = arena_new();
    size_t end = below.count;
    bool gone = true;
    while (gone) {
        while (end > 0 && below.bytes[end - 1] != '/')
            end--;
        if (end == 0)
            break;
        end--;
        struct str folder = str_slice(below, 0, end);
        gone = rmdir(ledger_path(ledger, arena, folder)) == 0;
    }
    arena_free(arena);
}

static bool remove_file(struct sweep *sweep, struct str path)
{
    struct ledger *ledger = sweep->ledger;
    struct arena *arena = arena_new();
    const char *file = ledger_path(ledger, arena, path);
    bool gone = unlink(file) == 0 || errno == ENOENT;
    if (!gone)
        fprintf(stderr, "qalam: %s cannot be removed: %s\n", file,
                strerror(errno));
    else if (sweep->messages)
        fprintf(sweep->messages, "%s: removed, its brief is gone\n", file);
    arena_free(arena);
    if (gone)
        remove_folders(ledger, path);
    sweep->removed += gone;
    return gone;
}

static bool remove_orphan(void *closure, struct str path,
                          struct file_state file)
{
    (void)file;
    struct sweep *sweep = closure;
    struct hash hash;
    switch (ledger_standing(sweep->ledger, path, &hash)) {
    case STANDING_ABSENT:
        return true;
    case STANDING_KNOWN:
    case STANDING_OURS:
        return remove_file(sweep, path);
    case STANDING_FOREIGN:
        if (sweep->ledger->command->force)
            return remove_file(sweep, path);
        fprintf(stderr,
                "qalam: %s/%.*s stays, though its brief is gone: it was "
                "changed by somebody else\n",
                sweep->ledger->folder, STR_ARG(path));
        return true;
    }
    return true;
}

size_t ledger_sweep(struct ledger *ledger, const struct sources *sources,
                    FILE *messages)
{
    // A shard does not know what others have.
    if (ledger->command->shard_count > 0)
        return 0;
    struct arena *arena = arena_new();
    struct sweep sweep = {ledger, messages, 0};
    struct seen seen = seen_of(ledger, arena, sources);
    size_t count;
    struct brief_state *briefs = state_briefs(ledger->state, arena, &count);
    state_begin(ledger->state);
    for (size_t i = 0; i < count; i++)
        if (is_gone(&seen, briefs[i].id))
            state_drop_brief(ledger->state, briefs[i].id);
    state_orphans(ledger->state, remove_orphan, &sweep);
    state_commit(ledger->state);
    arena_free(arena);
    return sweep.removed;
}

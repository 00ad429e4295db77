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

struct prefixes {
    struct str *items;
    size_t count, capacity;
};
struct seen {
    struct str *ids;      // of this run's sources, sorted
    size_t count;
    struct prefixes walked; // folders
    struct prefixes closed; // folders below them that could not be read
};

static void add_prefix(struct arena *arena, struct prefixes *prefixes,
                       struct str prefix)
{
    for (size_t i = 0; i < prefixes->count; i++)
        if (str_equal(prefixes->items[i], prefix))
            return;
    ARENA_PUSH(arena, prefixes->items, prefixes->count, prefixes->capacity) =
        prefix;
}

static bool begins(const struct prefixes *prefixes, struct str id)
{
    for (size_t i = 0; i < prefixes->count; i++)
        if (str_starts(id, prefixes->items[i]))
            return true;
    return false;
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
            add_prefix(arena, &seen.walked,
                       ledger_prefix(ledger, arena, origin->root));
        if (origin->closed)
            add_prefix(arena, &seen.closed,
                       arena_printf(arena, "%.*s%s", STR_ARG(seen.ids[i]),
                                    origin->below[0] ? "/" : ""));
    }
    if (seen.count > 0)
        qsort(seen.ids, seen.count, sizeof *seen.ids, bytewise);
    return seen;
}

// One that was named itself, below a folder that was walked, by its own file.
static bool file_is_gone(const struct ledger *ledger, const struct seen *seen,
                         struct str id)
{
    bool below = false;
    for (size_t i = 0; i < seen->walked.count && !below; i++) {
        struct str prefix = seen->walked.items[i];
        below = str_starts(id, str_slice(prefix, 0, prefix.count - 1));
    }
    if (!below || str_find(id, STR("//")) != STR_NONE)
        return false;
    struct arena *arena = arena_new();
    struct stat facts;
    struct str path =
        arena_printf(arena, "%s/%.*s", ledger->real, STR_ARG(id));
    bool gone = lstat(arena_c_string(arena, path), &facts) != 0 &&
                errno == ENOENT;
    arena_free(arena);
    return gone;
}

static bool is_gone(const struct ledger *ledger, const struct seen *seen,
                    struct str id)
{
    bool found = bsearch(&id, seen->ids, seen->count, sizeof *seen->ids,
                         bytewise) != NULL;
    bool walked = begins(&seen->walked, id) && !begins(&seen->closed, id);
    return !found && (walked || file_is_gone(ledger, seen, id));
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
        if (is_gone(ledger, &seen, briefs[i].id))
            state_drop_brief(ledger->state, briefs[i].id);
    state_orphans(ledger->state, remove_orphan, &sweep);
    state_commit(ledger->state);
    arena_free(arena);
    return sweep.removed;
}

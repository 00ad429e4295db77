// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: what has no brief any more.
#include "build/store/ledger_parts.h"
#include "site/site.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// ----- Which briefs are gone -----

struct prefixes {
    struct str *items;
    size_t count, capacity;
};
struct seen {
    struct str *ids; // of this run's sources, sorted
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
        qsort(seen.ids, seen.count, sizeof *seen.ids, str_by_bytes);
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
    struct str path = arena_printf(arena, "%s/%.*s", ledger->real, STR_ARG(id));
    bool gone =
        lstat(arena_c_string(arena, path), &facts) != 0 && errno == ENOENT;
    arena_free(arena);
    return gone;
}

static bool is_gone(const struct ledger *ledger, const struct seen *seen,
                    struct str id)
{
    bool found = bsearch(&id, seen->ids, seen->count, sizeof *seen->ids,
                         str_by_bytes) != NULL;
    bool walked = begins(&seen->walked, id) && !begins(&seen->closed, id);
    return !found && (walked || file_is_gone(ledger, seen, id));
}

// ----- What they leave -----

struct sweep {
    struct ledger *ledger;
    struct site_report *report;
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
    else if (sweep->report->said)
        fprintf(sweep->report->said, "%s: removed, no brief makes it now\n",
                file);
    arena_free(arena);
    if (gone)
        remove_folders(ledger, path);
    sweep->report->removed += gone;
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
                "qalam: %s/%.*s stays, though no brief makes it now: it was "
                "changed by somebody else\n",
                sweep->ledger->folder, STR_ARG(path));
        return true;
    }
    return true;
}

// Forgets a brief; where the series wants that, pages at its addresses lead on.
static void drop_brief(struct ledger *ledger, const struct brief_state *brief,
                       struct site *site)
{
    const struct series *series = ledger->series;
    if (series && series->gone == GONE_REDIRECT)
        ledger_leave_page(ledger, site, brief);
    state_drop_brief(ledger->state, brief->id);
}

// What series.yaml no longer has among its `outputs`.
static void drop_formats(struct ledger *ledger, struct str id)
{
    const struct series *series = ledger->series;
    if (!series || !series->formats)
        return;
    unsigned wanted =
        series->formats | pipeline_formats(&ledger->command->request, series);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        if (!(wanted & format))
            state_drop_product(ledger->state, id, format);
}

static void drop_gone(struct ledger *ledger, const struct sources *sources,
                      struct site *site)
{
    struct arena *arena = arena_new();
    struct seen seen = seen_of(ledger, arena, sources);
    size_t count;
    struct brief_state *briefs = state_briefs(ledger->state, arena, &count);
    state_begin(ledger->state);
    for (size_t i = 0; i < count; i++)
        if (is_gone(ledger, &seen, briefs[i].id))
            drop_brief(ledger, &briefs[i], site);
        else if (str_starts(briefs[i].id, ledger->prefix))
            drop_formats(ledger, briefs[i].id);
    state_commit(ledger->state);
    arena_free(arena);
}

static void remove_orphans(struct ledger *ledger, struct site_report *report)
{
    struct sweep sweep = {ledger, report};
    state_begin(ledger->state);
    state_orphans(ledger->state, remove_orphan, &sweep);
    state_commit(ledger->state);
}

enum exit_status ledger_finish(struct ledger *ledger,
                               const struct sources *sources,
                               struct templates *templates,
                               struct site_report *report)
{
    // A shard does not know what others have, and a state that cannot be
    // written nothing at all.
    if (ledger->command->shard_count > 0 || state_fault(ledger->state))
        return EXIT_BUILT;
    struct output left = {.arena = arena_new()};
    struct site site = {ledger->series, templates,
                        diag_new(left.arena, STR("redirect.xsl")), &left};
    enum exit_status status = EXIT_BUILT;
    struct refusal refusal = {0};
    drop_gone(ledger, sources, &site);
    if (ledger->series && !ledger_enter_left(ledger, &site, &refusal)) {
        report->refuse(report->closure, &refusal);
        status = EXIT_MACHINE;
    }
    if (ledger->series && status == EXIT_BUILT)
        status = ledger_make_site(ledger, templates, report);
    remove_orphans(ledger, report);
    arena_free(left.arena);
    return status;
}

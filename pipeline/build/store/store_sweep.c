// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: what has no brief any more.
#include "build/store/store_parts.h"
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
    struct str *ids; // of this run's inputs, sorted
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

static struct seen seen_of(const struct store *store, struct arena *arena,
                           const struct inputs *inputs)
{
    struct seen seen = {.ids = ARENA_ARRAY(arena, struct str, inputs->count),
                        .count = inputs->count};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        seen.ids[i] = store_id(store, arena, input);
        if (input->root)
            add_prefix(arena, &seen.walked,
                       store_prefix(store, arena, input->root));
        if (input->closed)
            add_prefix(arena, &seen.closed,
                       arena_printf(arena, "%.*s%s", STR_ARG(seen.ids[i]),
                                    input->below[0] ? "/" : ""));
    }
    if (seen.count > 0)
        qsort(seen.ids, seen.count, sizeof *seen.ids, str_by_bytes);
    return seen;
}

// One that was named itself, below a folder that was walked, by its own file.
static bool file_is_gone(const struct store *store, const struct seen *seen,
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
    struct str path = arena_printf(arena, "%s/%.*s", store->real, STR_ARG(id));
    bool gone =
        lstat(arena_c_string(arena, path), &facts) != 0 && errno == ENOENT;
    arena_free(arena);
    return gone;
}

static bool is_gone(const struct store *store, const struct seen *seen,
                    struct str id)
{
    bool found = bsearch(&id, seen->ids, seen->count, sizeof *seen->ids,
                         str_by_bytes) != NULL;
    bool walked = begins(&seen->walked, id) && !begins(&seen->closed, id);
    return !found && (walked || file_is_gone(store, seen, id));
}

// ----- What they leave -----

struct sweep {
    struct store *store;
    struct site_report *report;
};

// Empty folders go with their last file.
static void remove_folders(const struct store *store, struct str below)
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
        gone = rmdir(store_path(store, arena, folder)) == 0;
    }
    arena_free(arena);
}

static bool remove_file(struct sweep *sweep, struct str path)
{
    struct store *store = sweep->store;
    struct arena *arena = arena_new();
    const char *file = store_path(store, arena, path);
    bool gone = unlink(file) == 0 || errno == ENOENT;
    if (!gone)
        fprintf(stderr, "qalam: %s cannot be removed: %s\n", file,
                strerror(errno));
    else if (sweep->report->said)
        fprintf(sweep->report->said, "%s: removed, no brief makes it now\n",
                file);
    arena_free(arena);
    if (gone)
        remove_folders(store, path);
    sweep->report->removed += gone;
    return gone;
}

static bool remove_orphan(void *closure, struct str path,
                          struct file_state file)
{
    (void)file;
    struct sweep *sweep = closure;
    struct hash hash;
    switch (store_file_status(sweep->store, path, &hash)) {
    case FILE_ABSENT:
        return true;
    case FILE_KNOWN:
    case FILE_OURS:
        return remove_file(sweep, path);
    case FILE_FOREIGN:
        if (sweep->store->options->force)
            return remove_file(sweep, path);
        fprintf(stderr,
                "qalam: %s/%.*s stays, though no brief makes it now: it was "
                "changed by somebody else\n",
                sweep->store->folder, STR_ARG(path));
        return true;
    }
    return true;
}

// Forgets a brief. Pages at its addresses lead to it where it has another name
// now; where it is gone for good and the series wants that, to the index.
static void drop_brief(struct store *store, const struct inputs *inputs,
                       const struct brief_state *brief, struct site *site,
                       struct renamed *renamed)
{
    const struct series *series = store->series;
    const struct input *now = store_renamed_to(store, inputs, brief->id);
    struct arena *arena = site->output->arena;
    if (now)
        store_renamed_leave(store, renamed, brief, now);
    else if (series && series->gone == GONE_REDIRECT)
        store_leave_page(store, site, brief);
    state_drop_brief(store->state, brief->id);
    state_drop_brief(store->state, store_renamed_id(arena, brief->id));
}

// What series.yaml no longer has among its `outputs`.
static void drop_formats(struct store *store, struct str id)
{
    const struct series *series = store->series;
    if (!series || !series->formats)
        return;
    unsigned wanted =
        series->formats | pipeline_formats(store->request, series);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        if (!(wanted & format))
            state_drop_product(store->state, id, format);
}

void store_drop_gone(struct store *store, const struct inputs *inputs,
                     struct site *site, struct renamed *renamed)
{
    struct arena *arena = arena_new();
    struct seen seen = seen_of(store, arena, inputs);
    size_t count;
    struct brief_state *briefs = state_briefs(store->state, arena, &count);
    state_begin(store->state);
    for (size_t i = 0; i < count; i++)
        if (is_gone(store, &seen, briefs[i].id))
            drop_brief(store, inputs, &briefs[i], site, renamed);
        else if (str_starts(briefs[i].id, store->prefix))
            drop_formats(store, briefs[i].id);
    for (size_t i = 0; i < count; i++)
        store_renamed_yield(store, arena, briefs[i].id);
    state_commit(store->state);
    arena_free(arena);
}

static void remove_orphans(struct store *store, struct site_report *report)
{
    struct sweep sweep = {store, report};
    state_begin(store->state);
    state_orphans(store->state, remove_orphan, &sweep);
    state_commit(store->state);
}

static enum exit_status finish(struct store *store, const struct inputs *inputs,
                               struct site *site, struct renamed *renamed,
                               struct site_report *report)
{
    enum exit_status status = EXIT_BUILT;
    struct refusal refusal = {0};
    store_drop_gone(store, inputs, site, renamed);
    if ((store->series && !store_enter_left(store, site, &refusal)) ||
        !store_renamed_enter(store, renamed, &refusal)) {
        report->refuse(report->closure, &refusal);
        status = EXIT_MACHINE;
    }
    if (store->series && status == EXIT_BUILT)
        status = store_make_site(store, site->templates, report);
    remove_orphans(store, report);
    return status;
}

enum exit_status store_finish(struct store *store, const struct inputs *inputs,
                              struct templates *templates,
                              struct site_report *report)
{
    // A shard does not know what others have, and a state that cannot be
    // written nothing at all.
    if (store->options->shard_count > 0 || !store->state ||
        state_fault(store->state))
        return EXIT_BUILT;
    struct output left = {.arena = arena_new()};
    struct site site = {store->series, templates,
                        diag_new(left.arena, STR("redirect.xsl")), &left};
    struct output moved = {.arena = left.arena};
    struct renamed renamed = {
        .site = site, .said = store->options->dry_run ? NULL : report->said};
    renamed.site.output = &moved;
    enum exit_status status = EXIT_BUILT;
    if (store->options->dry_run)
        store_look_gone(store, inputs, &site, &renamed, report);
    else
        status = finish(store, inputs, &site, &renamed, report);
    arena_free(left.arena);
    return status;
}

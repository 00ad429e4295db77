// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: whose the files of the site are.
//
// Two series may have one output folder, and then the first has the site. But
// a series that was renamed or moved is a new one to the store: its old name
// holds the site, and has no briefs any more.
#include "build/store/store_parts.h"

#include <unistd.h>

// "../papers//" of ":site ../papers//"; empty: the id is that of a brief.
static struct str prefix_of(struct str id)
{
    size_t space = str_find(id, STR(" "));
    bool made = str_starts(id, STR(":")) && space != STR_NONE;
    return made ? str_slice(id, space + 1, id.count) : STR("");
}

static bool has_source(const struct store *store, struct arena *arena,
                       struct str id)
{
    struct str path = arena_printf(arena, "%s/%.*s", store->real, STR_ARG(id));
    return access(path.bytes, F_OK) == 0;
}

// Is each of its pages that of a brief of ours too, as a copy's are?
static bool is_ours_too(const struct store *store, struct arena *arena,
                        struct str id)
{
    size_t count, others;
    struct str *paths =
        state_paths(store->state, arena, id, FORMAT_WEB_PAGE, &count);
    for (size_t i = 0; i < count; i++) {
        bool ours = false;
        struct str *ids =
            state_other_owners(store->state, arena, paths[i], id, &others);
        for (size_t o = 0; o < others; o++)
            ours = ours || str_starts(ids[o], store->prefix);
        if (!ours)
            return false;
    }
    return true;
}

// Has the series a brief that is not ours as well?
static bool is_alive(const struct store *store, struct arena *arena,
                     struct str prefix)
{
    size_t count;
    struct brief_state *briefs = state_briefs(store->state, arena, &count);
    for (size_t i = 0; i < count; i++)
        if (str_starts(briefs[i].id, prefix) &&
            has_source(store, arena, briefs[i].id) &&
            !is_ours_too(store, arena, briefs[i].id))
            return true;
    return false;
}

static bool yields(const struct store *store, struct arena *arena,
                   struct str owner)
{
    struct str prefix = prefix_of(owner);
    if (prefix.count == 0)
        return !has_source(store, arena, owner);
    return store->options->force || str_equal(prefix, store->prefix) ||
           !is_alive(store, arena, prefix);
}

static void say(const struct store *store, struct str name, FILE *messages)
{
    fprintf(messages,
            "qalam: %s/%.*s is that of a brief or of another series: it "
            "stays, and no site is made. Give the brief another ‘slug’, or "
            "build the series into a folder of its own\n",
            store->folder, STR_ARG(name));
}

// Takes the file from those that have no need of it.
static enum site_owner take(struct store *store, struct arena *arena,
                            struct str name, struct str id)
{
    size_t count;
    struct str *owners =
        state_other_owners(store->state, arena, name, id, &count);
    for (size_t i = 0; i < count; i++)
        if (!yields(store, arena, owners[i]))
            return prefix_of(owners[i]).count ? SITE_IS_ANOTHER
                                              : SITE_IS_A_BRIEF;
    for (size_t i = 0; i < count; i++)
        if (str_starts(owners[i], STR(":site ")))
            state_drop_product(store->state, owners[i], FORMAT_WEB_PAGE);
        else
            state_drop_owner(store->state, owners[i], FORMAT_WEB_PAGE, name);
    return SITE_IS_OURS;
}

enum site_owner store_site_owner(struct store *store,
                                 const struct output *output, struct str id,
                                 FILE *messages)
{
    struct arena *arena = arena_new();
    enum site_owner owner = SITE_IS_OURS;
    state_begin(store->state);
    for (size_t i = 0; i < output->count && owner == SITE_IS_OURS; i++) {
        struct str name = output->files[i].name;
        if (str_find(name, STR("assets/")) != STR_NONE)
            continue;
        owner = take(store, arena, name, id);
        if (owner != SITE_IS_OURS)
            say(store, name, messages);
    }
    state_commit(store->state);
    arena_free(arena);
    return owner;
}

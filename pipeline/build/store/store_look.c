// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: what a run would remove.
//
// The briefs that are gone are forgotten as at the end of a run, and then that
// is taken back.
#include "build/store/store_parts.h"
#include "site/site.h"

struct removals {
    struct store *store;
    const struct inputs *inputs;
    const struct output *left, *moved; // pages that would lead on
    struct site_report *report;
};

static bool has_new(const struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        if (inputs->items[i]->is_new)
            return true;
    return false;
}

// A brief of this run has that name for one of its outputs.
static bool will_be_made(const struct removals *removals, struct str path)
{
    struct arena *arena = arena_new();
    bool made = false;
    for (size_t i = 0; i < removals->inputs->count && !made; i++) {
        const struct input *input = removals->inputs->items[i];
        unsigned wanted =
            pipeline_formats(removals->store->request, input->series);
        for (unsigned f = 0; f < FORMAT_COUNT && !made; f++)
            made =
                (wanted >> f & 1) &&
                str_equal(path,
                          store_below(arena, input,
                                      arena_printf(arena, "%.*s%s",
                                                   STR_ARG(input->names.stem),
                                                   format_facts[f].ending)));
    }
    arena_free(arena);
    return made;
}

// A new brief may use what lies in assets/, which is not known before it is
// made.
static bool may_be_used(const struct removals *removals, struct str path)
{
    return str_find(path, STR("assets/")) != STR_NONE &&
           has_new(removals->inputs);
}

static bool has(const struct output *output, struct str path)
{
    for (size_t i = 0; i < output->count; i++)
        if (str_equal(output->files[i].name, path))
            return true;
    return false;
}

static bool leads_on(const struct removals *removals, struct str path)
{
    return has(removals->left, path) || has(removals->moved, path);
}

static const char *fate(const struct removals *removals, struct str path)
{
    struct hash hash;
    enum file_status status = store_file_status(removals->store, path, &hash);
    if (status == FILE_ABSENT || will_be_made(removals, path) ||
        may_be_used(removals, path))
        return NULL;
    if (status == FILE_FOREIGN && !removals->store->options->force)
        return "would stay: no brief makes it now, but something else "
               "changed it";
    return leads_on(removals, path) ? "would become a page that leads on"
                                    : "would be removed: no brief makes it now";
}

// Nothing is forgotten: false.
static bool say(void *closure, struct str path, struct file_state file)
{
    (void)file;
    const struct removals *removals = closure;
    const char *what = fate(removals, path);
    if (!what)
        return false;
    removals->report->removed +=
        str_starts(str_of(what), STR("would be removed"));
    if (removals->report->said)
        fprintf(removals->report->said, "%s/%.*s: %s\n",
                removals->store->folder, STR_ARG(path), what);
    return false;
}

void store_look_gone(struct store *store, const struct inputs *inputs,
                     struct site *site, struct renamed *renamed,
                     struct site_report *report)
{
    struct removals removals = {store, inputs, site->output,
                                renamed->site.output, report};
    state_begin(store->state);
    store_drop_gone(store, inputs, site, renamed);
    state_orphans(store->state, say, &removals);
    state_take_back(store->state);
}

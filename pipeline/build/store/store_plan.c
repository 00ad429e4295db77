// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: what has to be made of a brief, and
// why.
//
// A brief in one format is current where what it is made from is what it was
// made from, and its files are as they were written. What is known before a
// brief is read finds the manifests of such briefs; pictures and settings that
// it turned out to use then are in the manifest, and are looked at again.
#include "build/store/store_parts.h"

#include "brief_links.h"
#include "read/read.h"

// ----- What it is made from -----

static void add_editions(struct dependencies *dependencies,
                         const struct input *input)
{
    struct buffer text = {0};
    buffer_printf(&text, "%zu\n", input->edition_own);
    for (size_t i = 0; i < input->edition_count; i++)
        buffer_printf(&text, "%.*s %.*s%s\n", STR_ARG(input->editions[i].lang),
                      STR_ARG(input->editions[i].path),
                      input->editions[i].original ? " original" : "");
    dependencies_add_bytes(dependencies, DEPENDENCY_EDITIONS, STR("editions"),
                           buffer_str(&text));
    buffer_release(&text);
}

// The name too: a text without a title is called by it.
static void add_known(const struct store *store, const struct input *input,
                      struct plan *plan)
{
    struct dependencies *known = &plan->known;
    *known = (struct dependencies){.arena = plan->arena};
    dependencies_add_all(known, &store->common);
    dependencies_add(known, DEPENDENCY_SOURCE, STR("text"), plan->source);
    dependencies_add_bytes(known, DEPENDENCY_SOURCE, STR("name"),
                           input->names.stem);
    dependencies_add_bytes(known, DEPENDENCY_SOURCE, STR("tag"),
                           input->names.lang);
    add_editions(known, input);
    if (input->series)
        dependencies_add(known, DEPENDENCY_KEYS, STR("keys"),
                         input->series->keys);
}

void store_theme_inputs(const struct store *store,
                        struct dependencies *dependencies, unsigned use)
{
    const struct theme_files *files = store->theme;
    for (size_t i = 0; files && i < files->count; i++)
        if (theme_folder_template(files->items[i].name) & use)
            dependencies_add_bytes(dependencies, DEPENDENCY_THEME,
                                   files->items[i].name, files->items[i].bytes);
}

void store_format_inputs(const struct store *store,
                         struct dependencies *dependencies,
                         const struct plan *plan, unsigned format)
{
    unsigned traits = formats_traits(format);
    store_theme_inputs(store, dependencies, traits);
    // A page has links to the files beside it, and to its site.
    struct str beside = traits & IS_WEB_PAGE
                            ? arena_printf(dependencies->arena, "%u %.*s",
                                           plan->wanted, STR_ARG(plan->site))
                            : arena_printf(dependencies->arena, "%u", format);
    dependencies_add_bytes(dependencies, DEPENDENCY_OPTION, STR("--to"),
                           beside);
}

static struct dependencies base_of(const struct store *store,
                                   const struct plan *plan, unsigned format)
{
    struct dependencies base = {.arena = plan->arena};
    dependencies_add_all(&base, &plan->known);
    store_format_inputs(store, &base, plan, format);
    dependencies_sort(&base);
    return base;
}

static struct hash hash_now(const struct input *input,
                            const struct dependency *dependency)
{
    return dependency->kind == DEPENDENCY_SETTING
               ? series_setting(input->series, dependency->name)
           : dependency->kind == DEPENDENCY_LINK
               ? brief_links_hash(input, dependency->name)
               : image_hash_now(str_of(input->path), dependency->name);
}

// What it would be made from now: what is known, and what it used last, as that
// is now.
static struct dependencies now_of(struct arena *arena,
                                  const struct input *input,
                                  const struct dependencies *base,
                                  const struct dependencies *last)
{
    struct dependencies now = {.arena = arena};
    dependencies_add_all(&now, base);
    for (size_t i = 0; i < last->count; i++)
        if (dependency_is_found_out(&last->items[i]))
            dependencies_add(&now, last->items[i].kind, last->items[i].name,
                             hash_now(input, &last->items[i]));
    dependencies_sort(&now);
    return now;
}

// ----- What is there -----

static struct str reason_of_file(struct arena *arena, struct str path,
                                 enum file_status status)
{
    switch (status) {
    case FILE_KNOWN:
        break;
    case FILE_ABSENT:
        return arena_printf(arena, "%.*s is not there", STR_ARG(path));
    case FILE_OURS:
        return arena_printf(arena, "%.*s is not what was made last",
                            STR_ARG(path));
    case FILE_FOREIGN:
        return arena_printf(arena, "somebody else wrote %.*s", STR_ARG(path));
    }
    return (struct str){0};
}

struct str store_files_differ(struct store *store, struct arena *arena,
                              struct str id, unsigned format)
{
    size_t count;
    struct str reason = {0};
    struct str *paths = state_paths(store->state, arena, id, format, &count);
    for (size_t i = 0; i < count && reason.count == 0; i++) {
        struct hash hash;
        enum file_status status = store_file_status(store, paths[i], &hash);
        reason = reason_of_file(arena, paths[i], status);
    }
    return reason;
}

// Empty where it is current.
static struct str why_make(struct store *store, const struct input *input,
                           struct plan *plan, const struct dependencies *base,
                           unsigned format)
{
    struct product_state product;
    struct dependencies last = {.arena = plan->arena};
    if (!store->state ||
        !state_product(store->state, plan->arena, plan->id, format, &product))
        return STR("it is new");
    if (!dependencies_read(&last, product.dependencies))
        return STR("the state is damaged");
    struct dependencies now = now_of(plan->arena, input, base, &last);
    const struct dependency *difference = dependencies_difference(&now, &last);
    if (difference)
        return dependency_reason(plan->arena, difference);
    bool strict = store->request->strict;
    if (product.warnings > plan->warnings)
        plan->warnings = product.warnings;
    if (strict && product.warnings > 0)
        return STR("it has warnings, and they are errors with --strict");
    return store_files_differ(store, plan->arena, plan->id, format);
}

// ----- Copies -----

struct wanted {
    const struct store *store;
    const struct input *input;
    const struct dependencies *base;
    struct arena *arena;
};

static bool is_wanted(const void *closure, const struct made *made)
{
    const struct wanted *wanted = closure;
    bool strict = wanted->store->request->strict;
    struct dependencies now =
        now_of(wanted->arena, wanted->input, wanted->base, &made->dependencies);
    bool good = !(strict && made->warnings > 0) &&
                !dependencies_difference(&now, &made->dependencies);
    for (size_t i = 0; i < made->file_count && good; i++)
        good = cache_holds(&wanted->store->cache, made->files[i].hash);
    return good;
}

static bool find_copy(struct store *store, const struct input *input,
                      struct plan *plan, const struct dependencies *base,
                      unsigned format)
{
    struct wanted wanted = {store, input, base, plan->arena};
    struct made *made = &plan->made[format_index(format)];
    if (!cache_find_made(&store->cache, plan->arena, dependencies_key(base),
                         is_wanted, &wanted, made))
        return false;
    for (size_t i = 0; i < made->file_count; i++)
        made->files[i].path =
            store_below(plan->arena, input, made->files[i].path);
    if (made->warnings > plan->warnings)
        plan->warnings = made->warnings;
    return true;
}

// ----- The plan -----

static void plan_format(struct store *store, const struct input *input,
                        struct plan *plan, unsigned format)
{
    struct dependencies base = base_of(store, plan, format);
    struct str reason = why_make(store, input, plan, &base, format);
    if (reason.count == 0)
        return;
    if (plan->reason.count == 0)
        plan->reason = reason;
    if (find_copy(store, input, plan, &base, format))
        plan->restore |= format;
    else
        plan->make |= format;
}

static void plan_formats(struct store *store, const struct input *input,
                         struct plan *plan)
{
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        if (plan->wanted & format)
            plan_format(store, input, plan, format);
}

static void make_all(struct plan *plan, struct str reason)
{
    plan->make = plan->wanted;
    plan->restore = 0;
    plan->reason = reason;
}

static void look_back(struct store *store, struct input *input,
                      struct plan *plan, bool *failed)
{
    struct brief_state brief;
    *failed = false;
    input->is_new = !store->state ||
                    !state_brief(store->state, plan->arena, plan->id, &brief);
    if (input->is_new)
        return;
    plan->pdf_pages = brief.pdf_pages;
    plan->lang = brief.lang;
    *failed = brief.failed;
}

// Its text is again what its last good outputs were made from.
static void forget_failure(struct store *store, const struct plan *plan)
{
    if (store->options->dry_run)
        return;
    state_begin(store->state);
    state_put_failed(store->state, plan->id, false);
    state_commit(store->state);
}

// A page leads to its site by a way that depends on its folder.
static struct str site_of(const struct store *store, struct arena *arena,
                          const struct input *input)
{
    return store->series ? arena_printf(arena, "%.*s %s", STR_ARG(store->site),
                                        input->folder)
                         : (struct str){0};
}

void store_plan(struct store *store, struct input *input, struct plan *plan)
{
    struct arena *arena = arena_new();
    *plan =
        (struct plan){.arena = arena,
                      .wanted = pipeline_formats(store->request, input->series),
                      .site = site_of(store, arena, input)};
    plan->id = store_id(store, arena, input);
    bool failed;
    look_back(store, input, plan, &failed);
    // What is read from standard input is not known before it is built.
    bool readable = !input->standard_input && input_hash(input, &plan->source);
    add_known(store, input, plan);
    if (!readable)
        make_all(plan, STR("it cannot be looked at before"));
    else if (store->options->force)
        make_all(plan, STR("--force"));
    else
        plan_formats(store, input, plan);
    if (failed && plan->reason.count > 0)
        plan->reason = STR("it was not built the last time");
    else if (failed)
        forget_failure(store, plan);
}

struct str store_plan_language(const struct plan *plan)
{
    struct str lang = plan->lang;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (plan->restore >> i & 1)
            lang = plan->made[i].lang;
    return lang;
}

void store_plan_release(struct plan *plan)
{
    if (plan->arena)
        arena_free(plan->arena);
    *plan = (struct plan){0};
}

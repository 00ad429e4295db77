// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: briefs that have another name now.
//
// A brief that is gone, and one that is new and has its very text, are one.
// Pages at its old addresses lead to the new one, as long as it is there. They
// are entered as a product called for the id of the brief that they lead to.
#include "build/store/store_parts.h"

#include "model/names.h"
#include "site/site.h"

struct str store_renamed_id(struct arena *arena, struct str id)
{
    return arena_printf(arena, ":renamed %.*s", STR_ARG(id));
}

// ----- Which it is -----

// What its file was when it was built; false where that is not known.
static bool text_of(struct store *store, struct arena *arena, struct str id,
                    struct hash *hash)
{
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1) {
        struct product_state product;
        struct dependencies made_of = {.arena = arena};
        if (!state_product(store->state, arena, id, format, &product) ||
            !dependencies_read(&made_of, product.dependencies))
            continue;
        for (size_t i = 0; i < made_of.count; i++)
            if (made_of.items[i].kind == DEPENDENCY_SOURCE &&
                str_equal(made_of.items[i].name, STR("text"))) {
                *hash = made_of.items[i].hash;
                return true;
            }
    }
    return false;
}

struct input *store_renamed_to(struct store *store, const struct inputs *inputs,
                               struct str id)
{
    struct arena *arena = arena_new();
    struct input *found = NULL;
    struct hash was, is;
    bool known = text_of(store, arena, id, &was);
    for (size_t i = 0; known && i < inputs->count; i++) {
        struct input *input = inputs->items[i];
        if (!input->is_new || input->standard_input ||
            !input_hash(input, &is) || !hash_equal(was, is))
            continue;
        known = !found; // of two, none is more likely
        found = input;
    }
    arena_free(arena);
    return known ? found : NULL;
}

// ----- Its pages -----

static struct str page_of(struct arena *arena, const struct input *input)
{
    return store_below(arena, input,
                       arena_printf(arena, "%.*s%s",
                                    STR_ARG(input->names.stem),
                                    format_web_page()->ending));
}

static void say(const struct store *store, const struct brief_state *brief,
                const struct input *input, struct str from, struct str to,
                FILE *said)
{
    fprintf(said,
            "%.*s was renamed from %.*s: %s/%.*s now leads to its new page\n"
            "for other output folders too, add this to series.yaml: "
            "redirects: {%.*s: %.*s}\n",
            STR_ARG(input->names.shown), STR_ARG(brief->shown), store->folder,
            STR_ARG(from), STR_ARG(from), STR_ARG(to));
}

struct addresses {
    struct str *items;
    size_t count, capacity;
};

// Another brief has that address now, or `redirects` in series.yaml.
static bool is_taken(const struct store *store, struct str path, struct str id)
{
    const struct series *series = store->series;
    for (size_t i = 0; series && i < series->redirect_count; i++)
        if (str_equal(series->redirects[i].from, path))
            return true;
    return state_has_other_owner(store->state, path, id);
}

static void add_pages(const struct store *store, struct arena *arena,
                      struct str id, struct addresses *addresses)
{
    size_t count;
    struct str *paths =
        state_paths(store->state, arena, id, FORMAT_WEB_PAGE, &count);
    for (size_t i = 0; i < count; i++)
        if (format_is_web_page(paths[i]) && !is_taken(store, paths[i], id))
            ARENA_PUSH(arena, addresses->items, addresses->count,
                       addresses->capacity) = paths[i];
}

void store_renamed_leave(struct store *store, struct renamed *renamed,
                         const struct brief_state *brief,
                         const struct input *input)
{
    // Without a page there is nowhere to lead.
    if (!(pipeline_formats(store->request, input->series) & FORMAT_WEB_PAGE))
        return;
    struct arena *arena = renamed->site.output->arena;
    struct str to = page_of(arena, input);
    struct str id = store_renamed_id(arena, store_id(store, arena, input));
    // Its own, and those that led to it.
    struct addresses from = {0};
    add_pages(store, arena, brief->id, &from);
    add_pages(store, arena, store_renamed_id(arena, brief->id), &from);
    for (size_t i = 0; i < from.count; i++) {
        if (str_equal(from.items[i], to) ||
            !site_redirect(&renamed->site, from.items[i], brief->lang,
                           store_path_between(arena, from.items[i], to)))
            continue;
        ARENA_PUSH(arena, renamed->ids, renamed->count, renamed->capacity) = id;
        if (i == 0 && renamed->said)
            say(store, brief, input, from.items[0], to, renamed->said);
    }
}

bool store_renamed_enter(struct store *store, const struct renamed *renamed,
                         struct refusal *refusal)
{
    struct output *output = renamed->site.output;
    if (output->count == 0)
        return true;
    state_begin(store->state);
    bool good = store_write(store, output, refusal);
    for (size_t i = 0; good && i < output->count; i++)
        store_put_file(store, renamed->ids[i], FORMAT_WEB_PAGE,
                       output->files[i].name,
                       hash_bytes(output->files[i].bytes));
    state_commit(store->state);
    return good;
}

// An address that another brief has now, or series.yaml, is let go.
void store_renamed_yield(struct store *store, struct arena *arena,
                         struct str id)
{
    size_t count;
    struct str renamed = store_renamed_id(arena, id);
    struct str *paths =
        state_paths(store->state, arena, renamed, FORMAT_WEB_PAGE, &count);
    for (size_t i = 0; i < count; i++)
        if (is_taken(store, paths[i], renamed))
            state_drop_owner(store->state, renamed, FORMAT_WEB_PAGE, paths[i]);
}

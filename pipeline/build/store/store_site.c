// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: the site of the whole series, made of
// what is entered of its briefs, and pages at addresses that have moved.
#include "build/store/store_parts.h"

#include "base/fail.h"
#include "messages/fault_report.h"
#include "model/names.h"
#include "site/site.h"

#include <stdlib.h>

// Ids of what is no brief begin with a colon. Two series may have one output
// folder: the first has the site.
static struct str id_of(const struct store *store, const char *what)
{
    return arena_printf(store->arena, ":%s %.*s", what, STR_ARG(store->prefix));
}

void store_begin_site(struct store *store, const struct series *series,
                      struct str first)
{
    store->series = series;
    store->site_first = arena_str(store->arena, first);
    store->site = arena_printf(store->arena, "%.*s %.*s", STR_ARG(first),
                               STR_ARG(series->base));
    char *real = realpath(series->folder.bytes, NULL);
    store->prefix =
        store_prefix(store, store->arena, real ? real : series->folder.bytes);
    free(real);
    store->id_site = id_of(store, "site");
    store->id_gone = id_of(store, "gone");
    store->id_moved = id_of(store, "moved");
    if (series->cache_bytes)
        store->cache.limit = series->cache_bytes;
}

struct str store_language(const struct store *store, struct arena *arena,
                          const struct input *input)
{
    struct brief_state brief;
    bool known =
        store->state &&
        state_brief(store->state, arena, store_id(store, arena, input), &brief);
    return known ? brief.lang : (struct str){0};
}

// ----- What it shows -----

static size_t bytes_of(struct store *store, const struct brief_state *brief,
                       struct arena *arena, unsigned format)
{
    size_t count;
    struct file_state file;
    struct str *paths =
        state_paths(store->state, arena, brief->id, format, &count);
    return count == 1 && state_file(store->state, paths[0], &file)
               ? (size_t)file.size
               : 0;
}

// Every brief that has outputs, those of the last good build where it failed.
static struct site_brief *briefs_of(struct store *store, struct arena *arena,
                                    size_t *count)
{
    size_t all, capacity = 0;
    struct site_brief *briefs = NULL;
    struct brief_state *states = state_briefs(store->state, arena, &all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct brief_state *state = &states[i];
        unsigned formats = state_formats(store->state, state->id);
        bool ours = str_starts(state->id, store->prefix);
        if (!ours || !(formats & FORMAT_WEB_PAGE) || state->record.count == 0)
            continue;
        ARENA_PUSH(arena, briefs, *count, capacity) =
            (struct site_brief){.record = state->record,
                                .folder = state->folder,
                                .stem = state->stem,
                                .formats = formats,
                                .page_count = state->pdf_pages};
        for (size_t f = 0; f < FORMAT_COUNT; f++)
            if (1u << f != FORMAT_WEB_PAGE)
                briefs[*count - 1].bytes[f] =
                    bytes_of(store, state, arena, 1u << f);
    }
    return briefs;
}

static struct dependencies dependencies_of(const struct store *store,
                                           struct arena *arena,
                                           const struct site_brief *briefs,
                                           size_t count)
{
    struct dependencies dependencies = {.arena = arena};
    struct buffer records = {0};
    const struct series *series = store->series;
    for (size_t i = 0; i < count; i++) {
        const struct site_brief *brief = &briefs[i];
        buffer_printf(&records, "%.*s/%.*s %u %zu", STR_ARG(brief->folder),
                      STR_ARG(brief->stem), brief->formats, brief->page_count);
        for (size_t f = 0; f < FORMAT_COUNT; f++)
            buffer_printf(&records, " %zu", brief->bytes[f]);
        buffer_printf(&records, "\n%.*s\n", STR_ARG(brief->record));
    }
    dependencies_add_all(&dependencies, &store->common);
    dependencies_add_bytes(&dependencies, DEPENDENCY_SOURCE, STR("cards"),
                           buffer_str(&records));
    dependencies_add(&dependencies, DEPENDENCY_KEYS, STR("series.yaml"),
                     series->text);
    for (size_t i = 0; i < series->image_count; i++)
        dependencies_add_bytes(&dependencies, DEPENDENCY_PICTURE,
                               series->images[i]->path,
                               series->images[i]->bytes);
    store_theme_inputs(store, &dependencies, TEMPLATE_FOR_WEB);
    dependencies_sort(&dependencies);
    buffer_release(&records);
    return dependencies;
}

// Empty where the product is current.
static struct str why_make(struct store *store, struct arena *arena,
                           struct str id, const struct dependencies *now)
{
    struct product_state product;
    struct dependencies last = {.arena = arena};
    if (store->options->force)
        return STR("--force");
    if (!state_product(store->state, arena, id, FORMAT_WEB_PAGE, &product) ||
        !dependencies_read(&last, product.dependencies))
        return STR("it is new");
    const struct dependency *difference = dependencies_difference(now, &last);
    if (difference)
        return difference->kind == DEPENDENCY_SOURCE
                   ? STR("what it shows changed")
                   : dependency_reason(arena, difference);
    return store_files_differ(store, arena, id, FORMAT_WEB_PAGE);
}

// ----- Writing a product that is no brief -----

static void enter(struct store *store, struct str id,
                  const struct dependencies *dependencies,
                  const struct output *output)
{
    struct buffer text = {0};
    dependencies_write(dependencies, &text);
    struct product_state product = {FORMAT_WEB_PAGE, buffer_str(&text), 0};
    state_begin(store->state);
    state_put_product(store->state, id, &product);
    for (size_t i = 0; i < output->count; i++)
        store_put_file(store, id, FORMAT_WEB_PAGE, output->files[i].name,
                       hash_bytes(output->files[i].bytes));
    state_commit(store->state);
    buffer_release(&text);
}

static void say_made(const struct store *store, const struct output *output,
                     struct str reason, FILE *messages)
{
    const char *comma = "";
    fputs("site:", messages);
    for (size_t i = 0; i < output->count; i++)
        if (str_find(output->files[i].name, STR("assets/")) == STR_NONE) {
            fprintf(messages, "%s %s/%.*s", comma, store->folder,
                    STR_ARG(output->files[i].name));
            comma = ",";
        }
    if (store->options->why)
        fprintf(messages, ": %.*s", STR_ARG(reason));
    fputc('\n', messages);
}

struct site_work {
    struct site *site;
    const struct site_brief *briefs;
    size_t count;
    bool good;
};

static void do_site(void *closure)
{
    struct site_work *work = closure;
    work->good = site_write(work->site, work->briefs, work->count);
}

static struct str records_of(struct arena *arena,
                             const struct site_brief *briefs, size_t count)
{
    struct buffer records = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_add(&records, briefs[i].record);
        buffer_add_byte(&records, '\n');
    }
    return buffer_to_arena(&records, arena);
}

// A fault of ours costs the site alone: the briefs are in place.
static bool write_pages(const struct store *store, struct site *site,
                        const struct site_brief *briefs, size_t count)
{
    struct site_work work = {site, briefs, count, false};
    struct bug bug;
    if (fail_guarded(do_site, &work, &bug))
        return work.good;
    const struct fault_report report = {
        .bug = &bug,
        .stage = "site",
        .name = STR("the site"),
        .stem = STR("site"),
        .bytes = records_of(site->output->arena, briefs, count),
        .folder = store->folder};
    fault_report_write(&report, site->diag);
    return false;
}

static enum exit_status write_site(struct store *store, struct site *site,
                                   const struct site_brief *briefs,
                                   size_t count,
                                   const struct dependencies *dependencies,
                                   struct str reason,
                                   struct site_report *report)
{
    struct refusal refusal = {0};
    if (!write_pages(store, site, briefs, count))
        return EXIT_INPUT;
    switch (
        store_site_owner(store, site->output, store->id_site, report->faults)) {
    case SITE_IS_OURS:
        break;
    case SITE_IS_A_BRIEF: // its own outputs come first
        return EXIT_BUILT;
    case SITE_IS_ANOTHER:
        return EXIT_INPUT;
    }
    if (!store_write(store, site->output, &refusal)) {
        report->refuse(report->closure, &refusal);
        return EXIT_MACHINE;
    }
    enter(store, store->id_site, dependencies, site->output);
    if (report->said)
        say_made(store, site->output, reason, report->said);
    return EXIT_BUILT;
}

static enum exit_status make_site(struct store *store, struct site *site,
                                  struct site_report *report)
{
    struct arena *arena = site->output->arena;
    size_t count;
    struct site_brief *briefs = briefs_of(store, arena, &count);
    if (count == 0) { // what is there of it goes with the last brief
        state_begin(store->state);
        state_drop_product(store->state, store->id_site, FORMAT_WEB_PAGE);
        state_commit(store->state);
        return EXIT_BUILT;
    }
    struct dependencies dependencies =
        dependencies_of(store, arena, briefs, count);
    struct str reason = why_make(store, arena, store->id_site, &dependencies);
    if (reason.count == 0)
        return EXIT_BUILT;
    return write_site(store, site, briefs, count, &dependencies, reason,
                      report);
}

// ----- Addresses that have moved -----

static struct str up_from(struct arena *arena, struct str path)
{
    struct str up = {0};
    for (size_t i = 0; i < path.count; i++)
        if (path.bytes[i] == '/')
            up = arena_printf(arena, "%.*s../", STR_ARG(up));
    return up;
}

// Both are relative to the output folder, or `to` is an address.
struct str store_path_between(struct arena *arena, struct str from,
                              struct str to)
{
    if (str_find(to, STR("://")) != STR_NONE)
        return to;
    struct str up = up_from(arena, from), url = names_url(arena, to);
    return arena_printf(arena, "%.*s%.*s", STR_ARG(up), STR_ARG(url));
}

static enum exit_status make_moved(struct store *store, struct site *site,
                                   struct site_report *report)
{
    const struct series *series = store->series;
    struct arena *arena = site->output->arena;
    struct dependencies dependencies = {.arena = arena};
    struct refusal refusal = {0};
    dependencies_add_all(&dependencies, &store->common);
    store_theme_inputs(store, &dependencies, TEMPLATE_FOR_WEB);
    dependencies_add(&dependencies, DEPENDENCY_KEYS, STR("series.yaml"),
                     series->text);
    dependencies_sort(&dependencies);
    if (series->redirect_count == 0) {
        state_begin(store->state);
        state_drop_product(store->state, store->id_moved, FORMAT_WEB_PAGE);
        state_commit(store->state);
        return EXIT_BUILT;
    }
    if (why_make(store, arena, store->id_moved, &dependencies).count == 0)
        return EXIT_BUILT;
    for (size_t i = 0; i < series->redirect_count; i++)
        if (!site_redirect(site, series->redirects[i].from, store->site_first,
                           store_path_between(arena, series->redirects[i].from,
                                              series->redirects[i].to)))
            return EXIT_INPUT;
    if (store_site_owner(store, site->output, store->id_moved,
                         report->faults) != SITE_IS_OURS)
        return EXIT_INPUT;
    if (!store_write(store, site->output, &refusal)) {
        report->refuse(report->closure, &refusal);
        return EXIT_MACHINE;
    }
    enter(store, store->id_moved, &dependencies, site->output);
    return EXIT_BUILT;
}

// ----- Briefs that are gone -----

static void leave_pages(struct store *store, struct site *site,
                        const struct brief_state *brief, struct str id)
{
    struct arena *arena = site->output->arena;
    struct page_links links = {0};
    size_t count;
    struct str *paths =
        state_paths(store->state, arena, id, FORMAT_WEB_PAGE, &count);
    // As seen from the top: each page may lie in another folder.
    site_links(arena, store->series, STR(""), brief->lang,
               str_equal(brief->lang, store->site_first), &links);
    for (size_t i = 0; i < count; i++)
        if (format_is_web_page(paths[i]))
            site_redirect(site, paths[i], brief->lang,
                          store_path_between(arena, paths[i], links.index));
}

void store_leave_page(struct store *store, struct site *site,
                      const struct brief_state *brief)
{
    struct arena *arena = site->output->arena;
    leave_pages(store, site, brief, brief->id);
    leave_pages(store, site, brief, store_renamed_id(arena, brief->id));
}

// A brief that came back has its address for itself.
static void drop_returned(struct store *store, struct arena *arena)
{
    size_t count;
    struct str *paths = state_paths(store->state, arena, store->id_gone,
                                    FORMAT_WEB_PAGE, &count);
    for (size_t i = 0; i < count; i++)
        if (store->series->gone == GONE_REMOVE ||
            state_has_other_owner(store->state, paths[i], store->id_gone))
            state_drop_owner(store->state, store->id_gone, FORMAT_WEB_PAGE,
                             paths[i]);
}

bool store_enter_left(struct store *store, struct site *site,
                      struct refusal *refusal)
{
    struct output *output = site->output;
    state_begin(store->state);
    drop_returned(store, output->arena);
    bool good = output->count == 0 || store_write(store, output, refusal);
    for (size_t i = 0; good && i < output->count; i++)
        store_put_file(store, store->id_gone, FORMAT_WEB_PAGE,
                       output->files[i].name,
                       hash_bytes(output->files[i].bytes));
    state_commit(store->state);
    return good;
}

// ----- The whole -----

typedef enum exit_status making(struct store *store, struct site *site,
                                struct site_report *report);

static enum exit_status make_one(struct store *store,
                                 struct templates *templates,
                                 struct site_report *report, making *make)
{
    struct output output = {.arena = arena_new()};
    struct diag *diag =
        diag_new(output.arena, store->series->path.count ? store->series->path
                                                         : STR("series.yaml"));
    struct site site = {store->series, templates, diag, &output};
    enum exit_status status = make(store, &site, report);
    diag_print(diag, report->faults, store->options->json, false);
    arena_free(output.arena);
    return status;
}

enum exit_status store_make_site(struct store *store,
                                 struct templates *templates,
                                 struct site_report *report)
{
    const struct series *series = store->series;
    unsigned formats = pipeline_formats(store->request, series);
    if (!(formats & FORMAT_WEB_PAGE)) {
        // A series without pages has no site; a run that makes none leaves it.
        if (series->formats && !(series->formats & FORMAT_WEB_PAGE)) {
            state_begin(store->state);
            state_drop_product(store->state, store->id_site, FORMAT_WEB_PAGE);
            state_drop_product(store->state, store->id_moved, FORMAT_WEB_PAGE);
            state_commit(store->state);
        }
        return EXIT_BUILT;
    }
    enum exit_status site = make_one(store, templates, report, make_site);
    enum exit_status moved = make_one(store, templates, report, make_moved);
    return site > moved ? site : moved;
}

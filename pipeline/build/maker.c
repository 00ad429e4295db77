// SPDX-License-Identifier: MIT
// A builder of several passes, and of one brief in memory.
#include "build/build_parts.h"

#include "base/clock.h"
#include "base/fail.h"
#include "draw/draw.h"
#include "series/print_file.h"
#include "typeset/paragraph/fonts.h"
#include "build/progress.h"

#include <stdlib.h>
#include <string.h>

struct maker {
    struct command command;
    struct shared shared;
    struct arena *theme_arena;   // of what the templates were read from
    struct print_measures print; // the theme's
    double set_up;               // seconds
    // Of the last pass; others may read them while a pass is on.
    pthread_rwlock_t kept_lock;
    struct sources kept;
    struct str site_first; // of build.h; in kept's arena
    bool kept_whole;       // the last pass was one: nothing stood against it
};

static bool load_shared(struct maker *maker)
{
    struct shared *shared = &maker->shared;
    double start = clock_thread_seconds();
    shared->fonts = fonts_load(stderr);
    if (!shared->fonts)
        return false;
    shared->typesetter = typesetter_new(shared->fonts, &maker->print);
    shared->draw = draw_new(DRAW_MILLISECONDS);
    maker->set_up = clock_thread_seconds() - start;
    return true;
}

struct maker *maker_open(const struct command *command)
{
    struct maker *maker = calloc(1, sizeof *maker);
    if (!maker)
        fail_system("out of memory");
    maker->command = *command;
    pthread_rwlock_init(&maker->kept_lock, NULL);
    if (!pipeline_needs_shared(&command->request) || load_shared(maker))
        return maker;
    maker_close(maker);
    return NULL;
}

static void drop_templates(struct maker *maker)
{
    templates_free(maker->shared.templates);
    maker->shared.templates = NULL;
    if (maker->theme_arena)
        arena_free(maker->theme_arena);
    maker->theme_arena = NULL;
}

// The measures of print, the theme's over the house's. NULL: the theme has
// none; else what was told of them.
static struct diag *read_print(struct maker *maker)
{
    const struct theme_files *theme = templates_theme(maker->shared.templates);
    const struct theme_file *file = theme_file_named(theme, STR(PRINT_FILE));
    print_file_house(&maker->print);
    if (!file)
        return NULL;
    struct arena *arena = maker->theme_arena;
    struct diag *diag = diag_new(
        arena, arena_printf(arena, "%.*s/" PRINT_FILE, STR_ARG(theme->folder)));
    diag_set_strict(diag, maker->command.request.strict);
    print_file_read(&maker->print, file->bytes, arena, diag);
    return diag;
}

// A theme's folder is read again at each pass: a designer works in it. Without
// one the templates stay.
static bool load_templates(struct maker *maker, const struct series_set *set,
                           bool color)
{
    struct templates *now = maker->shared.templates;
    struct diag *said_by = NULL, *fault = NULL;
    const struct series *themed = series_set_themed(set, &said_by);
    if (!maker->shared.fonts || (now && !themed && !templates_theme(now)))
        return true;
    static const struct theme none = {0};
    pthread_rwlock_wrlock(&maker->kept_lock);
    drop_templates(maker);
    maker->theme_arena = arena_new();
    maker->shared.templates =
        templates_open(maker->theme_arena, themed ? &themed->meta.theme : &none,
                       said_by, &fault);
    struct diag *print = fault ? NULL : read_print(maker);
    pthread_rwlock_unlock(&maker->kept_lock);
    // What series.yaml was told is printed with the rest of it.
    if (fault && fault != said_by)
        diag_print(fault, stderr, maker->command.json, color);
    if (print)
        diag_print(print, stderr, maker->command.json, color);
    return !fault && !(print && diag_failed(print));
}

void maker_close(struct maker *maker)
{
    struct shared *shared = &maker->shared;
    if (maker->command.again && maker->command.write)
        ledger_settle(&maker->command);
    drop_templates(maker);
    if (shared->typesetter)
        typesetter_free(shared->typesetter);
    if (shared->fonts)
        fonts_free(shared->fonts);
    draw_free(shared->draw);
    if (maker->kept.arena)
        arena_free(maker->kept.arena);
    pthread_rwlock_destroy(&maker->kept_lock);
    free(maker);
}

void maker_keep(struct maker *maker, struct sources *sources)
{
    pthread_rwlock_wrlock(&maker->kept_lock);
    struct arena *before = maker->kept.arena;
    maker->kept = *sources;
    pthread_rwlock_unlock(&maker->kept_lock);
    if (before)
        arena_free(before);
}

static struct build build_of(struct maker *maker,
                             const struct build_watcher *watcher)
{
    struct build build = {.command = &maker->command,
                          .shared = &maker->shared,
                          .maker = maker,
                          .watcher = watcher,
                          .color = progress_color(stderr)};
    struct timing timing = {"set-up", maker->set_up};
    if (maker->shared.fonts)
        build_add_timing(&build.totals, &timing);
    return build;
}

enum exit_status maker_pass(struct maker *maker, char **operands, size_t count,
                            const struct build_watcher *watcher)
{
    const struct command *command = &maker->command;
    struct arena *arena = arena_new();
    struct series_set *series = ARENA_NEW(arena, struct series_set);
    *series = (struct series_set){.arena = arena,
                                  .strict = command->request.strict,
                                  .ignored = command->request.ignored};
    struct sources sources = {
        .arena = arena, .from = command->request.from, .series = series};
    sources_collect(&sources, operands, count,
                    command->write ? command->folder : NULL);
    struct build build = build_of(maker, watcher);
    enum exit_status status = EXIT_INPUT;
    bool themed = load_templates(maker, series, build.color);
    maker->kept_whole = false;
    if (series_set_print(series, stderr, command->json, build.color,
                         command->quiet) &&
        themed) {
        status = build_sources(&build, &sources);
        maker->kept_whole = status != EXIT_USAGE;
        pthread_rwlock_wrlock(&maker->kept_lock);
        maker->site_first = build.site_first;
        pthread_rwlock_unlock(&maker->kept_lock);
    }
    if (maker->kept.arena != arena)
        arena_free(arena);
    return status;
}

// ----- Some of the briefs -----

static const struct origin *origin_below(const struct sources *sources,
                                         struct str file)
{
    for (size_t i = 0; i < sources->count; i++) {
        const struct origin *origin = &sources->items[i];
        if (origin->below && str_equal(str_of(origin->below), file))
            return origin;
    }
    return NULL;
}

static bool add_some(struct sources *some, const struct origin *origin)
{
    for (size_t i = 0; i < some->count; i++)
        if (some->items[i].path == origin->path)
            return true;
    some->items[some->count++] = *origin;
    return sources_stands(some, origin);
}

bool maker_pass_files(struct maker *maker, const struct str *files,
                      size_t count, const struct build_watcher *watcher,
                      enum exit_status *status)
{
    struct arena *arena = arena_new();
    struct sources some = maker->kept;
    some.items = ARENA_ARRAY(arena, struct origin, count);
    some.count = 0;
    bool good = maker->kept_whole && count > 0;
    for (size_t i = 0; i < count && good; i++) {
        const struct origin *origin = origin_below(&maker->kept, files[i]);
        good = origin && add_some(&some, origin);
    }
    struct build build = build_of(maker, watcher);
    build.some = true;
    build.series = build_series(&maker->kept);
    build.site_first = maker->site_first;
    if (good)
        *status = build_chosen(&build, &maker->kept, &some);
    arena_free(arena);
    return good;
}

// ----- Looking at one in memory -----

struct str build_page(struct arena *arena, const struct origin *origin)
{
    return arena_printf(arena, "%s%s%.*s.%s", origin->folder,
                        origin->folder[0] ? "/" : "",
                        STR_ARG(origin->names.stem), format_web_page()->ending);
}

static const struct origin *origin_of_page(const struct sources *sources,
                                           struct str name)
{
    struct arena *arena = arena_new();
    const struct origin *found = NULL;
    for (size_t i = 0; i < sources->count && !found; i++)
        if (str_equal(build_page(arena, &sources->items[i]), name))
            found = &sources->items[i];
    arena_free(arena);
    return found;
}

static void take_preview(const struct job *job, struct preview *preview)
{
    size_t count;
    char *data;
    FILE *stream = build_stream(&data, &count);
    diag_print_data(job->context.diag, stream);
    build_close_stream(stream);
    preview->data = arena_str(preview->arena, (struct str){data, count});
    free(data);
    preview->shown = arena_str(preview->arena, job->name);
    for (size_t i = 0; i < job->output.count && preview->good; i++)
        if (job->output.files[i].format == FORMAT_WEB_PAGE &&
            format_is_web_page(job->output.files[i].name))
            preview->page =
                arena_str(preview->arena, job->output.files[i].bytes);
}

void maker_preview(struct maker *maker, struct str name, unsigned formats,
                   struct preview *preview)
{
    *preview = (struct preview){.arena = arena_new()};
    struct request request = maker->command.request;
    request.lines = true;
    pthread_rwlock_rdlock(&maker->kept_lock);
    const struct origin *origin = origin_of_page(&maker->kept, name);
    if (origin) {
        struct build build = {.command = &maker->command,
                              .shared = &maker->shared,
                              .site_first = maker->site_first};
        struct job job = build_job(&build, origin);
        job.request = &request;
        job.formats = formats;
        preview->known = true;
        preview->good = pipeline_run(&job);
        take_preview(&job, preview);
        pipeline_release(&job);
    }
    pthread_rwlock_unlock(&maker->kept_lock);
}

void preview_release(struct preview *preview)
{
    arena_free(preview->arena);
    *preview = (struct preview){0};
}

struct str *maker_pages(struct maker *maker, struct arena *arena, size_t *count)
{
    pthread_rwlock_rdlock(&maker->kept_lock);
    *count = maker->kept.count;
    struct str *pages = ARENA_ARRAY(arena, struct str, *count + 1);
    for (size_t i = 0; i < *count; i++)
        pages[i] = build_page(arena, &maker->kept.items[i]);
    pthread_rwlock_unlock(&maker->kept_lock);
    return pages;
}

enum exit_status build_run(const struct command *command, char **operands,
                           size_t count)
{
    struct maker *maker = maker_open(command);
    if (!maker)
        return EXIT_MACHINE;
    enum exit_status status = maker_pass(maker, operands, count, NULL);
    maker_close(maker);
    return status;
}

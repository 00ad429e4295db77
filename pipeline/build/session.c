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

struct session {
    struct command command;
    struct shared shared;
    struct arena *theme_arena;   // of what the templates were read from
    struct print_measures print; // the theme's
    double set_up;               // seconds
    // Of the last pass; others may read them while a pass is on.
    pthread_rwlock_t kept_lock;
    struct inputs kept;
    struct str site_first; // of build.h; in kept's arena
    bool kept_whole;       // the last pass was one: nothing stood against it
};

static bool load_shared(struct session *session)
{
    struct shared *shared = &session->shared;
    double start = clock_thread_seconds();
    shared->fonts = fonts_load(stderr);
    if (!shared->fonts)
        return false;
    shared->typesetter = typesetter_new(shared->fonts, &session->print);
    shared->draw = draw_new(DRAW_MILLISECONDS);
    session->set_up = clock_thread_seconds() - start;
    return true;
}

struct session *session_open(const struct command *command)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session)
        fail_system("out of memory");
    session->command = *command;
    pthread_rwlock_init(&session->kept_lock, NULL);
    if (!pipeline_needs_shared(&command->request) || load_shared(session))
        return session;
    session_close(session);
    return NULL;
}

static void drop_templates(struct session *session)
{
    templates_free(session->shared.templates);
    session->shared.templates = NULL;
    if (session->theme_arena)
        arena_free(session->theme_arena);
    session->theme_arena = NULL;
}

// The measures of print, the theme's over the defaults. NULL: the theme has
// none; else what was reported of them.
static struct diag *read_print(struct session *session)
{
    const struct theme_files *theme =
        templates_theme(session->shared.templates);
    const struct theme_file *file = theme_file_named(theme, STR(PRINT_FILE));
    print_file_house(&session->print);
    if (!file)
        return NULL;
    struct arena *arena = session->theme_arena;
    struct diag *diag = diag_new(
        arena, arena_printf(arena, "%.*s/" PRINT_FILE, STR_ARG(theme->folder)));
    diag_set_strict(diag, session->command.request.strict);
    print_file_read(&session->print, file->bytes, arena, diag);
    return diag;
}

// A theme's folder is read again at each pass: a designer works in it. Without
// one the templates stay.
static bool load_templates(struct session *session,
                           const struct series_set *set, bool color)
{
    struct templates *now = session->shared.templates;
    struct diag *said_by = NULL, *fault = NULL;
    const struct series *themed = series_set_themed(set, &said_by);
    if (!session->shared.fonts || (now && !themed && !templates_theme(now)))
        return true;
    static const struct theme none = {0};
    pthread_rwlock_wrlock(&session->kept_lock);
    drop_templates(session);
    session->theme_arena = arena_new();
    session->shared.templates =
        templates_open(session->theme_arena,
                       themed ? &themed->meta.theme : &none, said_by, &fault);
    struct diag *print = fault ? NULL : read_print(session);
    pthread_rwlock_unlock(&session->kept_lock);
    // What was reported of series.yaml is printed with the rest of it.
    if (fault && fault != said_by)
        diag_print(fault, stderr, session->command.store.json, color);
    if (print)
        diag_print(print, stderr, session->command.store.json, color);
    return !fault && !(print && diag_failed(print));
}

void session_close(struct session *session)
{
    struct shared *shared = &session->shared;
    if (session->command.store.again && session->command.write)
        store_settle(&session->command.store);
    drop_templates(session);
    if (shared->typesetter)
        typesetter_free(shared->typesetter);
    if (shared->fonts)
        fonts_free(shared->fonts);
    draw_free(shared->draw);
    if (session->kept.arena)
        arena_free(session->kept.arena);
    pthread_rwlock_destroy(&session->kept_lock);
    free(session);
}

// Takes the inputs' arena. What others may look at holds no content: that is
// the run's.
static void keep(struct session *session, const struct inputs *inputs)
{
    struct inputs kept = *inputs;
    kept.items = ARENA_ARRAY(inputs->arena, struct input *, inputs->count + 1);
    for (size_t i = 0; i < inputs->count; i++) {
        kept.items[i] = ARENA_NEW(inputs->arena, struct input);
        *kept.items[i] = input_anew(inputs->items[i]);
    }
    pthread_rwlock_wrlock(&session->kept_lock);
    struct arena *before = session->kept.arena;
    session->kept = kept;
    // A page that is asked for before this pass ends has the last one's.
    session->site_first = arena_str(inputs->arena, session->site_first);
    pthread_rwlock_unlock(&session->kept_lock);
    if (before)
        arena_free(before);
}

static struct build build_of(struct session *session,
                             const struct build_watcher *watcher)
{
    struct build build = {.command = &session->command,
                          .shared = &session->shared,
                          .watcher = watcher,
                          .color = progress_color(stderr),
                          .start = clock_seconds()};
    struct timing timing = {"set-up", session->set_up};
    if (session->shared.fonts)
        build_add_timing(&build.totals, &timing);
    return build;
}

static enum exit_status build_all(struct session *session, struct build *build,
                                  struct inputs *inputs)
{
    if (!build_prepare(build, inputs))
        return EXIT_USAGE;
    keep(session, inputs);
    enum exit_status status = build_asked(build, inputs);
    session->kept_whole = status != EXIT_USAGE;
    pthread_rwlock_wrlock(&session->kept_lock);
    session->site_first = build->site_first;
    pthread_rwlock_unlock(&session->kept_lock);
    return status;
}

enum exit_status session_pass(struct session *session, char **operands,
                              size_t count, const struct build_watcher *watcher)
{
    const struct command *command = &session->command;
    struct arena *arena = arena_new();
    struct series_set *series = ARENA_NEW(arena, struct series_set);
    *series = (struct series_set){.arena = arena,
                                  .strict = command->request.strict,
                                  .ignored = command->request.ignored};
    struct inputs inputs = {
        .arena = arena, .options = command->request.input, .series = series};
    inputs_collect(&inputs, operands, count,
                   command->write ? command->store.folder : NULL);
    struct build build = build_of(session, watcher);
    enum exit_status status = EXIT_INPUT;
    bool themed = load_templates(session, series, build.color);
    session->kept_whole = false;
    if (series_set_print(series, stderr, command->store.json, build.color,
                         command->quiet) &&
        themed)
        status = build_all(session, &build, &inputs);
    inputs_release(&inputs);
    if (session->kept.arena != arena)
        arena_free(arena);
    return status;
}

// ----- Some of the briefs -----

static const struct input *input_below(const struct inputs *inputs,
                                       struct str file)
{
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        if (input->below && str_equal(str_of(input->below), file))
            return input;
    }
    return NULL;
}

static bool add_some(struct inputs *some, const struct input *input,
                     struct arena *arena)
{
    for (size_t i = 0; i < some->count; i++)
        if (some->items[i]->path == input->path)
            return true;
    struct input *again = inputs_look_again(some, input, arena);
    if (again)
        some->items[some->count++] = again;
    return again != NULL;
}

bool session_pass_files(struct session *session, const struct str *files,
                        size_t count, const struct build_watcher *watcher,
                        enum exit_status *status)
{
    struct arena *arena = arena_new();
    struct inputs some = session->kept;
    some.items = ARENA_ARRAY(arena, struct input *, count);
    some.count = 0;
    bool good = session->kept_whole && count > 0;
    for (size_t i = 0; i < count && good; i++) {
        const struct input *input = input_below(&session->kept, files[i]);
        good = input && add_some(&some, input, arena);
    }
    struct build build = build_of(session, watcher);
    build.some = true;
    build.series = build_series(&session->kept);
    build.site_first = session->site_first;
    if (good)
        *status = build_chosen(&build, &session->kept, &some);
    inputs_release(&some);
    arena_free(arena);
    return good;
}

// ----- Looking at one in memory -----

struct str build_page(struct arena *arena, const struct input *input)
{
    return arena_printf(arena, "%s%s%.*s%s", input->folder,
                        input->folder[0] ? "/" : "", STR_ARG(input->names.stem),
                        format_web_page()->ending);
}

static const struct input *input_of_page(const struct inputs *inputs,
                                         struct str name)
{
    struct arena *arena = arena_new();
    const struct input *found = NULL;
    for (size_t i = 0; i < inputs->count && !found; i++)
        if (str_equal(build_page(arena, inputs->items[i]), name))
            found = inputs->items[i];
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
    preview->shown = arena_str(preview->arena, job->input->names.shown);
    for (size_t i = 0; i < job->output.count && preview->good; i++)
        if (job->output.files[i].format == FORMAT_WEB_PAGE &&
            format_is_web_page(job->output.files[i].name))
            preview->page =
                arena_str(preview->arena, job->output.files[i].bytes);
}

void session_preview(struct session *session, struct str name, unsigned formats,
                     struct preview *preview)
{
    *preview = (struct preview){.arena = arena_new()};
    struct request request = session->command.request;
    request.lines = true;
    pthread_rwlock_rdlock(&session->kept_lock);
    const struct input *input = input_of_page(&session->kept, name);
    if (input) {
        struct build build = {.command = &session->command,
                              .shared = &session->shared,
                              .site_first = session->site_first};
        struct input now = input_anew(input);
        struct job job = build_job(&build, &now);
        job.request = &request;
        job.formats = formats;
        preview->known = true;
        preview->good = pipeline_run(&job);
        take_preview(&job, preview);
        pipeline_release(&job);
        input_release(&now);
    }
    pthread_rwlock_unlock(&session->kept_lock);
}

void session_preview_release(struct preview *preview)
{
    arena_free(preview->arena);
    *preview = (struct preview){0};
}

struct str *session_pages(struct session *session, struct arena *arena,
                          size_t *count)
{
    pthread_rwlock_rdlock(&session->kept_lock);
    *count = session->kept.count;
    struct str *pages = ARENA_ARRAY(arena, struct str, *count + 1);
    for (size_t i = 0; i < *count; i++)
        pages[i] = build_page(arena, session->kept.items[i]);
    pthread_rwlock_unlock(&session->kept_lock);
    return pages;
}

enum exit_status build_run(const struct command *command, char **operands,
                           size_t count)
{
    struct session *session = session_open(command);
    if (!session)
        return EXIT_MACHINE;
    enum exit_status status = session_pass(session, operands, count, NULL);
    session_close(session);
    return status;
}

// SPDX-License-Identifier: MIT
// Building many briefs: who works on what, and saying so in order.
#include "build.h"

#include "compare.h"
#include "editions.h"
#include "fail.h"
#include "fonts.h"
#include "ledger.h"
#include "outcome.h"
#include "progress.h"
#include "read.h"
#include "shard.h"
#include "summary.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct totals {
    struct timing stages[STAGE_NAMES];
    size_t stage_count;
};

// One time through the sources.
struct build {
    const struct command *command;
    const struct sources *sources;
    const struct shared *shared;
    const struct build_watcher *watcher; // or NULL
    struct maker *maker; // keeps the sources that are found
    bool some;           // of the briefs alone: what is gone is not looked for
    struct ledger *ledger; // NULL: nothing is written, nor looked at
    bool color;
    size_t removed; // outputs whose brief is gone
    struct outcome *outcomes;
    const struct series *series;   // of one folder that was asked for; or NULL
    struct comparison *comparison; // of editions; NULL: not asked for
    pthread_mutex_t lock;          // of what follows, and of outcomes' done
    pthread_cond_t changed;
    size_t next;
    struct totals totals;
};

struct maker {
    struct command command;
    struct shared shared;
    struct arena *theme_arena; // of what the templates were read from
    double set_up;             // seconds
    // Of the last pass; others may read them, and the templates, while a pass
    // is on.
    pthread_rwlock_t kept_lock;
    struct sources kept;
    bool kept_whole; // the last pass was one: nothing stood against it
};

static FILE *memory_stream(char **bytes, size_t *count)
{
    FILE *stream = open_memstream(bytes, count);
    if (!stream)
        fail_system("out of memory");
    return stream;
}

static void close_stream(FILE *stream)
{
    if (fclose(stream) != 0)
        fail_system("out of memory");
}

// ----- One brief -----

static struct job job_of(const struct build *build, const struct origin *origin)
{
    return (struct job){.request = &build->command->request,
                        .formats = pipeline_formats(&build->command->request,
                                                    origin->series),
                        .shared = build->shared,
                        .series = origin->series,
                        .path = strcmp(origin->path, "-") == 0 ? "stdin"
                                                               : origin->path,
                        .standard_input = strcmp(origin->path, "-") == 0,
                        .name = origin->names.shown,
                        .refused = origin->refused,
                        .stem = origin->names.stem,
                        .lang_filename = origin->names.lang,
                        .refused_slug = origin->refused_slug,
                        .slug_place = origin->slug_place,
                        .editions = origin->editions,
                        .edition_count = origin->edition_count,
                        .edition_own = origin->edition_own,
                        .edition_faults = origin->faults,
                        .edition_fault_count = origin->fault_count};
}

// Goes its way, and what is said on it is kept.
static bool run_job(const struct build *build, const struct origin *origin,
                    struct job *job, struct outcome *outcome, FILE *messages)
{
    const struct command *command = build->command;
    if (command->dumps)
        job->dump = memory_stream(&outcome->dump, &outcome->dump_count);
    bool built = pipeline_run(job);
    struct diag *diag = job->context.diag;
    if (build->comparison && job->parsed && !diag_broken(diag))
        comparison_take(build->comparison,
                        (size_t)(origin - build->sources->items), job->brief,
                        diag);
    diag_set_quiet(diag, command->quiet);
    diag_print(diag, messages, command->json, build->color);
    if (build->watcher) {
        FILE *data = memory_stream(&outcome->data, &outcome->data_count);
        diag_print_data(diag, data);
        close_stream(data);
    }
    outcome->errors = diag_count(diag, LEVEL_ERROR);
    outcome->warnings = diag_count(diag, LEVEL_WARNING);
    outcome->lang = strndup(job->brief->lang.bytes ? job->brief->lang.bytes : "",
                            job->brief->lang.count);
    if (job->dump)
        close_stream(job->dump);
    return built;
}

static void make_planned(const struct build *build, const struct origin *origin,
                         struct plan *plan, struct job *job,
                         struct outcome *outcome, FILE *messages)
{
    struct refusal refusal = {0};
    job->formats = plan->make;
    job->page_count = plan->pdf_pages;
    job->reads = (struct inputs){.arena = plan->arena};
    outcome->fate = FATE_FAILED;
    if (!run_job(build, origin, job, outcome, messages)) {
        ledger_enter_failed(build->ledger, origin, plan);
    } else if (ledger_enter(build->ledger, origin, plan, job, &refusal)) {
        outcome->fate = FATE_BUILT;
    } else {
        outcome->fate = FATE_MACHINE;
        outcome_print_refusal(messages, build->command, job->name, &refusal);
    }
}

static void follow_plan(const struct build *build, const struct origin *origin,
                        struct plan *plan, struct job *job,
                        struct outcome *outcome, FILE *messages)
{
    struct refusal refusal = {0};
    outcome->reason = strndup(plan->reason.bytes ? plan->reason.bytes : "",
                              plan->reason.count);
    outcome->warnings = plan->warnings;
    outcome->fate = plan->restore ? FATE_RESTORED : FATE_CURRENT;
    if (build->command->dry_run) {
        outcome->fate =
            plan->make || plan->restore ? FATE_PLANNED : FATE_CURRENT;
    } else if (plan->restore &&
               !ledger_restore(build->ledger, origin, plan, &refusal)) {
        outcome->fate = FATE_MACHINE;
        outcome_print_refusal(messages, build->command, job->name, &refusal);
    } else if (plan->make) {
        make_planned(build, origin, plan, job, outcome, messages);
    }
    outcome->outputs = outcome_outputs(build->command, job, plan);
    if (!outcome->lang)
        outcome->lang = strndup(plan->lang.bytes ? plan->lang.bytes : "",
                                plan->lang.count);
}

static bool is_stopped(const struct build *build)
{
    const struct build_watcher *watcher = build->watcher;
    return watcher && watcher->stop && watcher->stop(watcher->closure);
}

static void build_one(const struct build *build, const struct origin *origin,
                      struct job *job, struct outcome *outcome)
{
    size_t line_count;
    if (is_stopped(build)) {
        outcome->fate = FATE_PLANNED;
        return;
    }
    FILE *messages = memory_stream(&outcome->messages, &outcome->message_count);
    FILE *line = memory_stream(&outcome->line, &line_count);
    if (build->ledger) {
        struct plan plan;
        ledger_plan(build->ledger, origin, &plan);
        follow_plan(build, origin, &plan, job, outcome, messages);
        plan_release(&plan);
    } else {
        bool good = run_job(build, origin, job, outcome, messages);
        outcome->fate = good ? FATE_GOOD : FATE_FAILED;
    }
    outcome_say(line, build->command, job->name, outcome);
    close_stream(messages);
    close_stream(line);
}

// ----- All of them -----

static void add_timing(struct totals *totals, const struct timing *timing)
{
    size_t i = 0;
    while (i < totals->stage_count &&
           strcmp(totals->stages[i].stage, timing->stage) != 0)
        i++;
    if (i == STAGE_NAMES)
        BUG("more stages than STAGE_NAMES");
    if (i == totals->stage_count)
        totals->stages[totals->stage_count++].stage = timing->stage;
    totals->stages[i].seconds += timing->seconds;
}

// Builds the next brief that no one has taken. False: there is none.
static bool take_one(struct build *build)
{
    pthread_mutex_lock(&build->lock);
    size_t index = build->next;
    bool more = index < build->sources->count;
    build->next += more;
    pthread_mutex_unlock(&build->lock);
    if (!more)
        return false;
    const struct origin *origin = &build->sources->items[index];
    struct outcome *outcome = &build->outcomes[index];
    struct job job = job_of(build, origin);
    build_one(build, origin, &job, outcome);
    pthread_mutex_lock(&build->lock);
    for (size_t i = 0; i < job.timing_count; i++)
        add_timing(&build->totals, &job.timings[i]);
    outcome->done = true;
    pthread_cond_broadcast(&build->changed);
    pthread_mutex_unlock(&build->lock);
    pipeline_release(&job);
    return true;
}

static void *work(void *build)
{
    while (take_one(build))
        continue;
    return NULL;
}

static void wait_for(struct build *build, const struct outcome *outcome)
{
    pthread_mutex_lock(&build->lock);
    while (!outcome->done)
        pthread_cond_wait(&build->changed, &build->lock);
    pthread_mutex_unlock(&build->lock);
}

static void report(const struct build *build, size_t index,
                   struct progress *progress)
{
    struct outcome *outcome = &build->outcomes[index];
    bool printed = !build->watcher ||
                   build->watcher->done(build->watcher->closure,
                                        &build->sources->items[index], outcome);
    if (outcome->dump)
        fwrite(outcome->dump, 1, outcome->dump_count, stdout);
    if (outcome->message_count > 0 && printed) {
        progress_clear(progress);
        fwrite(outcome->messages, 1, outcome->message_count, stderr);
    }
    // NULL where the pass was stopped.
    progress_step(progress, str_of(outcome->line), outcome_failed(outcome));
    free(outcome->messages);
    free(outcome->dump);
    free(outcome->line);
    outcome->messages = outcome->dump = outcome->line = NULL;
}

// Compares the set of editions whose last is told now.
static void report_set(struct build *build, size_t index,
                       struct progress *progress)
{
    struct comparison_result result = {0};
    if (build->comparison)
        result = comparison_close(build->comparison, index);
    if (!result.compared)
        return;
    const struct origin *origin = &build->sources->items[index];
    for (size_t i = 0; i < origin->set_count; i++) {
        struct outcome *outcome = &build->outcomes[origin->set[i]];
        if (comparison_failed(build->comparison, origin->set[i]))
            outcome->fate = FATE_FAILED;
    }
    build->outcomes[index].errors += result.errors;
    build->outcomes[index].warnings += result.warnings;
    progress_clear(progress);
    fwrite(result.messages, 1, result.message_count, stderr);
    progress_say(progress, str_of(result.line));
    free(result.messages);
    free(result.line);
}

// What the first thread has, so that a text which one can build all can.
enum { THREAD_STACK_BYTES = 8 * 1024 * 1024 };

// Starts up to count threads; where the system gives fewer, or none, the rest
// of the work is done by those there are, or by the caller.
static size_t start_threads(struct build *build, pthread_t *threads,
                            size_t count)
{
    size_t started = 0;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, THREAD_STACK_BYTES);
    while (started < count &&
           pthread_create(&threads[started], &attributes, work, build) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

static void build_all(struct build *build, struct progress *progress)
{
    size_t count = build->sources->count;
    size_t wanted =
        build->command->threads < count ? build->command->threads : count;
    pthread_t *threads =
        ARENA_ARRAY(build->sources->arena, pthread_t, wanted + 1);
    size_t started = wanted > 1 ? start_threads(build, threads, wanted) : 0;
    for (size_t i = 0; i < count; i++) {
        if (started == 0)
            take_one(build);
        wait_for(build, &build->outcomes[i]);
        report(build, i, progress);
        report_set(build, i, progress);
    }
    for (size_t i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
}

// ----- Around it -----

static void print_timings(const struct totals *totals)
{
    double sum = 0;
    for (size_t i = 0; i < totals->stage_count; i++) {
        fprintf(stderr, "%-16s %9.2f ms\n", totals->stages[i].stage,
                totals->stages[i].seconds * 1e3);
        sum += totals->stages[i].seconds;
    }
    fprintf(stderr, "%-16s %9.2f ms\n", "sum", sum * 1e3);
}

// Only `check` compares editions: it asks what an editor would want to know.
static void begin_comparison(struct build *build, struct sources *sources)
{
    const struct command *command = build->command;
    const struct request *request = &command->request;
    if (!command->write && !command->dumps && !request->dump_after)
        build->comparison = comparison_new(
            sources, (struct comparison_request){.ignored = &request->ignored,
                                                 .strict = request->strict,
                                                 .quiet = command->quiet,
                                                 .json = command->json,
                                                 .color = build->color});
}

static bool collide(const struct command *command,
                    const struct sources *sources)
{
    size_t pair[2];
    if (!command->write || !sources_collision(sources, pair))
        return false;
    const struct origin *a = &sources->items[pair[0]];
    const struct origin *b = &sources->items[pair[1]];
    fprintf(stderr,
            "qalam build: ‘%.*s’ and ‘%.*s’ would both be written as "
            "%s%s%s/%.*s\n"
            "rename one, or give it a ‘slug’ in its front matter; nothing was "
            "written\n",
            STR_ARG(a->names.shown), STR_ARG(b->names.shown), command->folder,
            a->folder[0] ? "/" : "", a->folder, STR_ARG(a->names.stem));
    return true;
}

static struct str language_by_text(struct arena *arena,
                                   const struct origin *origin,
                                   const void *closure)
{
    const struct build *build = closure;
    struct job job = job_of(build, origin);
    struct str lang = job.standard_input ? build->command->request.lang
                                         : pipeline_language(arena, &job);
    return lang.count ? lang : STR("en");
}

static bool overwrite(const struct command *command,
                      const struct sources *sources)
{
    size_t index;
    const char *path;
    if (!command->write ||
        !sources_overwritten(sources, command->folder, &index, &path))
        return false;
    fprintf(stderr,
            "qalam build: writing %s would overwrite the source ‘%.*s’\n"
            "name another folder with -o; nothing was written\n",
            path, STR_ARG(sources->items[index].names.shown));
    return true;
}

// ----- The run -----

static enum exit_status status_of(const struct build *build)
{
    enum exit_status status = EXIT_BUILT;
    for (size_t i = 0; i < build->sources->count; i++) {
        if (build->outcomes[i].fate == FATE_MACHINE)
            return EXIT_MACHINE;
        if (build->outcomes[i].fate == FATE_FAILED)
            status = EXIT_INPUT;
    }
    return status;
}

// Says what became of all of it. False: the account cannot be written.
static bool account(const struct build *build, bool silent)
{
    const struct command *command = build->command;
    struct summary summary = {.sources = build->sources,
                              .outcomes = build->outcomes,
                              .removed = build->removed,
                              .write = command->write};
    if (build->sources->count > 1 && !silent)
        summary_print(&summary, stderr);
    if (command->timings)
        print_timings(&build->totals);
    if (!command->report || summary_write(&summary, command->report))
        return true;
    fprintf(stderr, "qalam: %s cannot be written: %s\n", command->report,
            strerror(errno));
    return false;
}

static enum exit_status build_in_order(struct build *build,
                                       const struct sources *all)
{
    const struct command *command = build->command;
    struct progress progress;
    bool silent = command->quiet || command->json || command->dumps;
    progress_begin(&progress, stderr, build->sources->count, silent);
    if (command->shard_count && !command->dry_run)
        ledger_sign_shard(build->ledger, false);
    if (!command->join)
        build_all(build, &progress);
    else if (!shard_join(build->ledger, all, build->outcomes, stderr))
        return EXIT_INPUT;
    progress_clear(&progress);
    if (build->ledger && !command->dry_run && !build->some)
        build->removed =
            ledger_sweep(build->ledger, all, silent ? NULL : stderr);
    if (command->shard_count && !command->dry_run)
        ledger_sign_shard(build->ledger, true);
    return account(build, silent) ? status_of(build) : EXIT_MACHINE;
}

// The series of the one folder that all sources are below; else NULL.
static const struct series *series_of(const struct sources *all)
{
    bool one = all->count > 0 && all->items[0].root;
    for (size_t i = 1; i < all->count && one; i++)
        one = all->items[i].root &&
              strcmp(all->items[i].root, all->items[0].root) == 0;
    return one ? all->items[0].series : NULL;
}

// Shards are parts of one folder.
static bool shards_fit(const struct build *build)
{
    const struct command *command = build->command;
    if (build->series || (!command->shard_count && !command->join))
        return true;
    fprintf(stderr, "qalam build: ‘%s’ takes one folder\n",
            command->join ? "--join" : "--shard");
    return false;
}

static enum exit_status build_with_ledger(struct build *build,
                                          const struct sources *all)
{
    const struct command *command = build->command;
    if (!command->write)
        return build_in_order(build, all);
    build->ledger = ledger_open(command, build->shared, stderr);
    if (!build->ledger)
        return EXIT_MACHINE;
    enum exit_status status = build_in_order(build, all);
    return ledger_close(build->ledger, stderr) ? status : EXIT_MACHINE;
}

static enum exit_status build_chosen(struct build *build, struct sources *all,
                                     const struct sources *chosen)
{
    struct arena *arena = arena_new();
    build->sources = chosen;
    pthread_mutex_init(&build->lock, NULL);
    pthread_cond_init(&build->changed, NULL);
    build->outcomes = ARENA_ARRAY(arena, struct outcome, chosen->count);
    begin_comparison(build, all);
    enum exit_status status = build_with_ledger(build, all);
    comparison_free(build->comparison);
    for (size_t i = 0; i < chosen->count; i++)
        outcome_release(&build->outcomes[i]);
    pthread_cond_destroy(&build->changed);
    pthread_mutex_destroy(&build->lock);
    arena_free(arena);
    return status;
}

static void keep_sources(struct maker *maker, struct sources *sources);

// Those of `all` that were asked for are built; the others keep what they have.
static enum exit_status build_sources(struct build *build, struct sources *all)
{
    const struct command *command = build->command;
    build->series = series_of(all);
    if (collide(command, all) || overwrite(command, all) ||
        !shards_fit(build))
        return EXIT_USAGE;
    if (build->series) {
        all->languages = build->series->languages;
        all->language_count = build->series->language_count;
    }
    editions_find(all, language_by_text, build);
    keep_sources(build->maker, all);
    struct sources chosen = sources_chosen(all, command->only);
    if (command->shard_count)
        chosen = shard_part(&chosen, command->shard_index,
                            command->shard_count);
    if (chosen.count == 0 && command->only) {
        fprintf(stderr, "qalam build: ‘--only %s’ names none of %zu briefs\n",
                command->only, all->count);
        return EXIT_USAGE;
    }
    return build_chosen(build, all, &chosen);
}

// ----- Makers -----

static bool load_shared(struct maker *maker)
{
    struct shared *shared = &maker->shared;
    double start = pipeline_seconds();
    shared->fonts = fonts_load(stderr);
    if (!shared->fonts)
        return false;
    shared->typesetter = typesetter_new(shared->fonts);
    maker->set_up = pipeline_seconds() - start;
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
    drop_templates(maker);
    maker->theme_arena = arena_new();
    maker->shared.templates =
        templates_open(maker->theme_arena, themed ? &themed->meta.theme : &none,
                       said_by, &fault);
    // What series.yaml was told is printed with the rest of it.
    if (fault && fault != said_by)
        diag_print(fault, stderr, maker->command.json, color);
    return fault == NULL;
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
    if (maker->kept.arena)
        arena_free(maker->kept.arena);
    pthread_rwlock_destroy(&maker->kept_lock);
    free(maker);
}

// Takes the arena.
static void keep_sources(struct maker *maker, struct sources *sources)
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
        add_timing(&build.totals, &timing);
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
    pthread_rwlock_wrlock(&maker->kept_lock);
    bool themed = load_templates(maker, series, build.color);
    pthread_rwlock_unlock(&maker->kept_lock);
    bool good = series_set_print(series, stderr, command->json, build.color,
                                 command->quiet) &&
                themed;
    if (good)
        status = build_sources(&build, &sources);
    maker->kept_whole = good && status != EXIT_USAGE;
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
    build.series = series_of(&maker->kept);
    if (good)
        *status = build_chosen(&build, &maker->kept, &some);
    arena_free(arena);
    return good;
}

// ----- Looking at one in memory -----

struct str build_page(struct arena *arena, const struct origin *origin)
{
    return arena_printf(arena, "%s%s%.*s.html", origin->folder,
                        origin->folder[0] ? "/" : "",
                        STR_ARG(origin->names.stem));
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
    FILE *stream = memory_stream(&data, &count);
    diag_print_data(job->context.diag, stream);
    close_stream(stream);
    preview->data = arena_str(preview->arena, (struct str){data, count});
    free(data);
    preview->shown = arena_str(preview->arena, job->name);
    for (size_t i = 0; i < job->output.count && preview->good; i++)
        if (job->output.files[i].format == FORMAT_HTML &&
            str_ends(job->output.files[i].name, STR(".html")))
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
    if (origin && maker->shared.templates) {
        struct build build = {.command = &maker->command,
                              .shared = &maker->shared};
        struct job job = job_of(&build, origin);
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

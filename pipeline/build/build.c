// SPDX-License-Identifier: MIT
// Building many briefs: who works on what, and saying so in order.
#include "build/build_parts.h"

#include "inputs/editions.h"
#include "inputs/twins.h"
#include "base/clock.h"
#include "base/fail.h"
#include "build/progress.h"
#include "build/store/shard.h"
#include "site/site.h"
#include "build/summary.h"
#include "languages/language.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

FILE *build_stream(char **bytes, size_t *count)
{
    FILE *stream = open_memstream(bytes, count);
    if (!stream)
        fail_system("out of memory");
    return stream;
}

void build_close_stream(FILE *stream)
{
    if (fclose(stream) != 0)
        fail_system("out of memory");
}

// For an outcome, which outlives the arenas of its brief.
static char *copied(struct str text)
{
    char *copy = strndup(text.bytes ? text.bytes : "", text.count);
    if (!copy)
        fail_system("out of memory");
    return copy;
}

// ----- One brief -----

static void link_page(const struct job *job, const void *closure,
                      struct page_links *links)
{
    const struct build *build = closure;
    const struct brief *brief = job->brief;
    site_links(brief->arena, job->input->series, str_of(job->input->folder),
               brief->lang, str_equal(brief->lang, build->site_first), links);
}

struct job build_job(const struct build *build, struct input *input)
{
    return (struct job){
        .request = &build->command->request,
        .shared = build->shared,
        .input = input,
        .link_page = build->site_first.count ? link_page : NULL,
        .link_closure = build,
        .folder = build->command->write ? build->command->store.folder : NULL};
}

// Runs its stages, and keeps what they say.
static bool run_job(const struct build *build, struct job *job,
                    struct outcome *outcome, FILE *messages)
{
    const struct command *command = build->command;
    if (command->dumps)
        job->dump = build_stream(&outcome->dump, &outcome->dump_count);
    bool built = pipeline_run(job);
    struct diag *diag = job->context.diag;
    if (build->comparison && job->parsed && !diag_broken(diag))
        compare_take(build->comparison, job->input->index, job->brief, diag);
    if (command->report) {
        FILE *all = build_stream(&outcome->reported, &outcome->reported_count);
        diag_print(diag, all, true, false);
        build_close_stream(all);
    }
    diag_set_quiet(diag, command->quiet);
    build_print_messages(build, job, messages);
    if (build->watcher) {
        FILE *data = build_stream(&outcome->data, &outcome->data_count);
        diag_print_data(diag, data);
        build_close_stream(data);
    }
    outcome->errors = diag_count(diag, LEVEL_ERROR);
    outcome->warnings = diag_count(diag, LEVEL_WARNING);
    outcome->lang = copied(job->brief->lang);
    if (job->dump)
        build_close_stream(job->dump);
    return built;
}

static void make_planned(const struct build *build, const struct input *input,
                         struct plan *plan, struct job *job,
                         struct outcome *outcome, FILE *messages)
{
    struct refusal refusal = {0};
    job->formats = plan->make;
    job->page_count = plan->pdf_pages;
    job->reads = (struct dependencies){.arena = plan->arena};
    outcome->status = OUTCOME_FAILED;
    if (!run_job(build, job, outcome, messages)) {
        outcome->partly = store_enter_others(build->store, input, plan, job);
        outcome->has_last =
            !outcome->partly && store_enter_failed(build->store, input, plan);
    } else if (store_enter(build->store, input, plan, job, &refusal)) {
        outcome->status = OUTCOME_BUILT;
    } else {
        outcome->status = OUTCOME_MACHINE;
        outcome_print_refusal(messages, build->command, job->input->names.shown,
                              &refusal);
    }
}

static void follow_plan(const struct build *build, const struct input *input,
                        struct plan *plan, struct job *job,
                        struct outcome *outcome, FILE *messages)
{
    struct refusal refusal = {0};
    outcome->reason = copied(plan->reason);
    outcome->warnings = plan->warnings;
    outcome->status = plan->restore ? OUTCOME_RESTORED : OUTCOME_CURRENT;
    if (build->command->store.dry_run) {
        outcome->status =
            plan->make || plan->restore ? OUTCOME_PLANNED : OUTCOME_CURRENT;
    } else if (plan->restore &&
               !store_restore(build->store, input, plan, &refusal)) {
        outcome->status = OUTCOME_MACHINE;
        outcome_print_refusal(messages, build->command, job->input->names.shown,
                              &refusal);
    } else if (plan->make) {
        make_planned(build, input, plan, job, outcome, messages);
    }
    outcome->outputs = outcome_outputs(build->command, job, plan);
    outcome->made = outcome_made(build->command, job, plan);
    if (!outcome->lang)
        outcome->lang = copied(store_plan_language(plan));
}

static bool is_stopped(const struct build *build)
{
    const struct build_watcher *watcher = build->watcher;
    return atomic_load(&build->interrupt.asked) ||
           (watcher && watcher->stop && watcher->stop(watcher->closure));
}

static void build_one(const struct build *build, struct input *input,
                      struct job *job, struct outcome *outcome)
{
    size_t line_count;
    if (is_stopped(build)) {
        outcome->status = OUTCOME_PLANNED;
        return;
    }
    FILE *messages = build_stream(&outcome->messages, &outcome->message_count);
    FILE *line = build_stream(&outcome->line, &line_count);
    if (build->store) {
        struct plan plan;
        store_plan(build->store, input, &plan);
        follow_plan(build, input, &plan, job, outcome, messages);
        store_plan_release(&plan);
    } else {
        bool good = run_job(build, job, outcome, messages);
        outcome->status = good ? OUTCOME_GOOD : OUTCOME_FAILED;
    }
    outcome_say(line, build->command, job->input->names.shown, outcome);
    build_close_stream(messages);
    build_close_stream(line);
}

// ----- All of them -----

void build_add_timing(struct totals *totals, const struct timing *timing)
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

// Messages about differences show its lines, when its set is complete.
static bool is_compared(const struct build *build, const struct input *input)
{
    return build->comparison && input->set_count > 1 && input->held;
}

// Builds the next brief that no one has taken. False: there is none.
static bool take_one(struct build *build)
{
    pthread_mutex_lock(&build->lock);
    size_t index = build->next;
    bool more = index < build->inputs->count;
    build->next += more;
    pthread_mutex_unlock(&build->lock);
    if (!more)
        return false;
    struct input *input = build->inputs->items[index];
    struct outcome *outcome = &build->outcomes[index];
    struct job job = build_job(build, input);
    build_one(build, input, &job, outcome);
    pthread_mutex_lock(&build->lock);
    for (size_t i = 0; i < job.timing_count; i++)
        build_add_timing(&build->totals, &job.timings[i]);
    pthread_mutex_unlock(&build->lock);
    pipeline_release(&job);
    if (!is_compared(build, input))
        input_release(input);
    pthread_mutex_lock(&build->lock);
    outcome->done = true;
    pthread_cond_broadcast(&build->changed);
    pthread_mutex_unlock(&build->lock);
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

static bool was_made(const struct outcome *outcome)
{
    return outcome->status == OUTCOME_BUILT ||
           outcome->status == OUTCOME_RESTORED;
}

static void report(const struct build *build, size_t index,
                   struct progress *progress)
{
    struct outcome *outcome = &build->outcomes[index];
    bool printed = !build->watcher ||
                   build->watcher->done(build->watcher->closure,
                                        build->inputs->items[index], outcome);
    if (outcome->dump)
        fwrite(outcome->dump, 1, outcome->dump_count, stdout);
    if (outcome->message_count > 0 && printed) {
        progress_clear(progress);
        fwrite(outcome->messages, 1, outcome->message_count, stderr);
    }
    // NULL where the pass was stopped.
    struct str line = str_of(outcome->line);
    struct arena *arena = arena_new();
    if (build->inputs->count == 1 && was_made(outcome))
        line = arena_printf(arena, "%s in %.2f s", outcome->line,
                            clock_seconds() - build->start);
    progress_step(progress, line, outcome_failed(outcome));
    arena_free(arena);
    free(outcome->messages);
    free(outcome->dump);
    free(outcome->line);
    outcome->messages = outcome->dump = outcome->line = NULL;
}

// Compares the set of editions whose last is printed now.
static void report_set(struct build *build, size_t index,
                       struct progress *progress)
{
    struct compare_result result = {0};
    if (build->comparison)
        result = compare_close(build->comparison, index);
    if (!result.compared)
        return;
    struct input *input = build->inputs->items[index];
    for (size_t i = 0; i < input->set_count; i++) {
        struct outcome *outcome = &build->outcomes[input->set[i]];
        if (compare_failed(build->comparison, input->set[i]))
            outcome->status = OUTCOME_FAILED;
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
    size_t count = build->inputs->count;
    size_t wanted =
        build->command->threads < count ? build->command->threads : count;
    pthread_t *threads =
        ARENA_ARRAY(build->inputs->arena, pthread_t, wanted + 1);
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

// A watcher has its own way to end.
static void build_all_or_stop(struct build *build, struct progress *progress)
{
    if (!build->watcher)
        interrupt_begin(&build->interrupt);
    build_all(build, progress);
    interrupt_end(&build->interrupt);
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
static void begin_comparison(struct build *build, const struct inputs *inputs)
{
    const struct command *command = build->command;
    const struct request *request = &command->request;
    if (!command->write && !command->dumps && !request->dump_after)
        build->comparison = compare_new(
            inputs, (struct compare_request){.ignored = &request->ignored,
                                             .strict = request->strict,
                                             .quiet = command->quiet,
                                             .json = command->store.json,
                                             .color = build->color});
}

static struct str language_by_text(struct arena *arena, struct input *input,
                                   const void *closure)
{
    const struct build *build = closure;
    const struct input_options *options = &build->command->request.input;
    struct str lang = input->standard_input
                          ? options->lang
                          : pipeline_language(arena, input, options);
    return lang.count ? lang : language_default();
}

static bool overwrite(const struct command *command,
                      const struct inputs *inputs)
{
    size_t index;
    const char *path;
    unsigned formats = FORMATS_DEFAULT;
    for (size_t i = 0; i < inputs->count; i++)
        formats |=
            pipeline_formats(&command->request, inputs->items[i]->series);
    if (!command->write ||
        !inputs_overwritten(inputs, formats, command->store.folder, &index,
                            &path))
        return false;
    fprintf(stderr,
            "qalam build: writing %s would overwrite the source ‘%.*s’\n"
            "name another folder with -o; nothing was written\n",
            path, STR_ARG(inputs->items[index]->names.shown));
    return true;
}

// ----- The run -----

static enum exit_status status_of(const struct build *build)
{
    enum exit_status status = EXIT_BUILT;
    for (size_t i = 0; i < build->inputs->count; i++) {
        if (build->outcomes[i].status == OUTCOME_MACHINE)
            return EXIT_MACHINE;
        if (build->outcomes[i].status == OUTCOME_FAILED)
            status = EXIT_INPUT;
    }
    return status;
}

// Says what became of all of it. False: the report cannot be written.
static bool account(const struct build *build, bool silent)
{
    const struct command *command = build->command;
    struct summary summary = {.inputs = build->inputs,
                              .outcomes = build->outcomes,
                              .removed = build->removed,
                              .seconds = clock_seconds() - build->start,
                              .write = command->write};
    if (build->inputs->count > 1 && !silent)
        summary_print(&summary, stderr);
    if (command->timings)
        print_timings(&build->totals);
    if (!command->report || summary_write(&summary, command->report))
        return true;
    fprintf(stderr, "qalam: %s cannot be written: %s\n", command->report,
            strerror(errno));
    return false;
}

static void refuse_site(void *closure, const struct refusal *refusal)
{
    const struct build *build = closure;
    outcome_print_refusal(stderr, build->command, STR("the site"), refusal);
}

static void tell_stale(const struct build *build, FILE *out)
{
    size_t stale = 0;
    for (size_t i = 0; i < build->inputs->count; i++)
        stale += build->outcomes[i].has_last;
    if (stale > 0)
        fprintf(out,
                "site: %zu brief%s not built: its last good version is shown\n",
                stale, stale == 1 ? " was" : "s were");
}

// What needs all briefs.
static enum exit_status finish(struct build *build, const struct inputs *all,
                               bool silent)
{
    struct site_report report = {.said = silent ? NULL : stderr,
                                 .faults = stderr,
                                 .refuse = refuse_site,
                                 .closure = build};
    enum exit_status status =
        store_finish(build->store, all, build->shared->templates, &report);
    if (build->series && report.said)
        tell_stale(build, report.said);
    build->removed = report.removed;
    return status;
}

static bool join_shards(struct build *build, const struct inputs *all)
{
    struct joined *joined =
        ARENA_ARRAY(all->arena, struct joined, all->count + 1);
    bool good = shard_join(build->store, all, joined, stderr);
    for (size_t i = 0; i < all->count; i++) {
        struct outcome *outcome = &build->outcomes[i];
        outcome->status = joined[i].failed ? OUTCOME_FAILED : OUTCOME_CURRENT;
        outcome->warnings = joined[i].warnings;
        outcome->lang = copied(joined[i].lang);
    }
    return good;
}

static enum exit_status build_in_order(struct build *build,
                                       const struct inputs *all)
{
    const struct command *command = build->command;
    struct progress progress;
    bool silent = command->quiet || command->store.json || command->dumps;
    progress_begin(&progress, stderr, build->inputs->count, silent);
    if (command->store.shard_count && !command->store.dry_run)
        store_sign_shard(build->store, false);
    if (!command->join)
        build_all_or_stop(build, &progress);
    else if (!join_shards(build, all))
        return EXIT_INPUT;
    progress_clear(&progress);
    if (atomic_load(&build->interrupt.asked)) {
        build_tell_interrupted(build);
        return EXIT_INTERRUPTED;
    }
    enum exit_status whole = EXIT_BUILT;
    if (build->store && !build->some)
        whole = finish(build, all, silent);
    if (command->store.shard_count && !command->store.dry_run)
        store_sign_shard(build->store, true);
    enum exit_status briefs = status_of(build);
    if (!account(build, silent))
        return EXIT_MACHINE;
    return whole > briefs ? whole : briefs;
}

// The series of the one folder that all inputs are below; else NULL.
const struct series *build_series(const struct inputs *all)
{
    bool one = all->count > 0 && all->items[0]->root;
    for (size_t i = 1; i < all->count && one; i++)
        one = all->items[i]->root &&
              strcmp(all->items[i]->root, all->items[0]->root) == 0;
    return one ? all->items[0]->series : NULL;
}

// Shards are parts of one folder.
static bool shards_fit(const struct build *build)
{
    const struct command *command = build->command;
    if (build->series || (!command->store.shard_count && !command->join))
        return true;
    fprintf(stderr, "qalam build: ‘%s’ takes one folder\n",
            command->join ? "--join" : "--shard");
    return false;
}

// A brief that is known is not read for its language.
static struct str language_by_store(struct arena *arena, struct input *input,
                                    const void *closure)
{
    const struct build *build = closure;
    struct str lang = store_language(build->store, arena, input);
    return lang.count ? lang : language_by_text(arena, input, closure);
}

// What index.html is in, as far as is known before the briefs are built.
static struct str first_language(struct build *build, const struct inputs *all)
{
    struct arena *arena = arena_new();
    struct str *languages = ARENA_ARRAY(arena, struct str, all->count + 1);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i]->refused)
            languages[count++] = editions_language(arena, all->items[i],
                                                   language_by_store, build);
    count = site_languages(build->series, languages, count);
    struct str first =
        count ? arena_str(all->arena, languages[0]) : language_default();
    arena_free(arena);
    return first;
}

// The briefs of one folder have a site. Where only some are built again it is
// what it was.
static void begin_site(struct build *build, const struct inputs *all)
{
    if (build->site_first.count == 0)
        build->site_first = first_language(build, all);
    store_begin_site(build->store, build->series, build->site_first);
}

static enum exit_status build_with_store(struct build *build,
                                         const struct inputs *all)
{
    const struct command *command = build->command;
    if (!command->write)
        return build_in_order(build, all);
    build->store =
        store_open(&command->store, &command->request, build->shared, stderr);
    if (!build->store)
        return EXIT_MACHINE;
    if (build->series)
        begin_site(build, all);
    enum exit_status status = build_in_order(build, all);
    if (!store_close(build->store, stderr))
        return EXIT_MACHINE;
    if (command->open && status == EXIT_BUILT)
        build_open_result(build);
    return status;
}

enum exit_status build_chosen(struct build *build, const struct inputs *all,
                              const struct inputs *chosen)
{
    struct arena *arena = arena_new();
    build->inputs = chosen;
    pthread_mutex_init(&build->lock, NULL);
    pthread_cond_init(&build->changed, NULL);
    build->outcomes = ARENA_ARRAY(arena, struct outcome, chosen->count);
    begin_comparison(build, all);
    enum exit_status status = build_with_store(build, all);
    compare_free(build->comparison);
    for (size_t i = 0; i < chosen->count; i++)
        outcome_release(&build->outcomes[i]);
    pthread_cond_destroy(&build->changed);
    pthread_mutex_destroy(&build->lock);
    arena_free(arena);
    return status;
}

bool build_prepare(struct build *build, struct inputs *all)
{
    const struct command *command = build->command;
    build->series = build_series(all);
    if (build_collide(command, all) || overwrite(command, all) || !shards_fit(build))
        return false;
    if (build->series) {
        all->languages = build->series->languages;
        all->language_count = build->series->language_count;
    }
    editions_find(all, language_by_text, build);
    twins_find(all);
    return true;
}

enum exit_status build_asked(struct build *build, const struct inputs *all)
{
    const struct command *command = build->command;
    struct inputs chosen = inputs_chosen(all, command->only);
    if (command->store.shard_count)
        chosen = shard_part(&chosen, command->store.shard_index,
                            command->store.shard_count);
    if (chosen.count == 0 && command->only) {
        fprintf(stderr, "qalam build: ‘--only %s’ names none of %zu briefs\n",
                command->only, all->count);
        return EXIT_USAGE;
    }
    return build_chosen(build, all, &chosen);
}

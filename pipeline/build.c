// SPDX-License-Identifier: MIT
// Building many briefs: who works on what, and saying so in order.
#include "build.h"

#include "compare.h"
#include "editions.h"
#include "fail.h"
#include "fonts.h"
#include "progress.h"
#include "read.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// What is kept of a brief when its memory has been given back.
struct outcome {
    bool done, built, machine_failed;
    size_t errors, warnings;
    char *messages, *dump, *line; // malloc'ed
    size_t message_count, dump_count;
};

struct totals {
    struct timing stages[STAGE_NAMES];
    size_t stage_count;
    size_t built, errors, warnings, notes;
};

struct build {
    const struct command *command;
    const struct sources *sources;
    struct shared shared;
    bool color;
    struct outcome *outcomes;
    struct comparison *comparison; // of editions; NULL: not asked for
    pthread_mutex_t lock;          // of what follows, and of outcomes' done
    pthread_cond_t changed;
    size_t next;
    struct totals totals;
};

// ----- One brief -----

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

static const char *output_folder(struct arena *arena, const char *folder,
                                 const char *below)
{
    return below[0] ? arena_c_string(
                          arena, arena_printf(arena, "%s/%s", folder, below))
                    : folder;
}

// Writes the outputs. False: the machine failed, and messages says how.
static bool write_outputs(const struct command *command, struct job *job,
                          const struct origin *origin, FILE *messages)
{
    const char *failed = "";
    const char *folder =
        output_folder(job->output.arena, command->folder, origin->folder);
    if (output_write(&job->output, folder, command->force, &failed))
        return true;
    struct str text =
        arena_printf(job->output.arena,
                     "%s cannot be written: %s; nothing of %.*s was written",
                     failed, strerror(errno), STR_ARG(job->name));
    diag_print_machine(messages, command->json, job->name, text);
    return false;
}

static bool is_main_output(struct str name)
{
    return str_find(name, STR("/")) == STR_NONE;
}

// What became of the brief, in one line.
static void say(FILE *out, const struct command *command, const struct job *job,
                const struct origin *origin, const struct outcome *outcome)
{
    fprintf(out, "%.*s:", STR_ARG(job->name));
    if (!command->write) {
        fprintf(out, " %zu error%s, %zu warning%s", outcome->errors,
                outcome->errors == 1 ? "" : "s", outcome->warnings,
                outcome->warnings == 1 ? "" : "s");
        return;
    }
    if (!outcome->built)
        fputs(" not built", out);
    const char *comma = "";
    for (size_t i = 0; outcome->built && i < job->output.count; i++) {
        struct str name = job->output.files[i].name;
        if (!is_main_output(name))
            continue;
        fprintf(out, "%s %s", comma, command->folder);
        if (origin->folder[0])
            fprintf(out, "/%s", origin->folder);
        fprintf(out, "/%.*s", STR_ARG(name));
        comma = ",";
    }
}

static struct job job_of(const struct build *build, const struct origin *origin)
{
    return (struct job){.request = &build->command->request,
                        .shared = &build->shared,
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

static void build_one(const struct build *build, const struct origin *origin,
                      struct job *job, struct outcome *outcome)
{
    const struct command *command = build->command;
    size_t line_count;
    FILE *messages = memory_stream(&outcome->messages, &outcome->message_count);
    FILE *line = memory_stream(&outcome->line, &line_count);
    if (command->dumps)
        job->dump = memory_stream(&outcome->dump, &outcome->dump_count);
    outcome->built = pipeline_run(job);
    struct diag *diag = job->context.diag;
    if (build->comparison && job->parsed && !diag_broken(diag))
        comparison_take(build->comparison,
                        (size_t)(origin - build->sources->items), job->brief,
                        diag);
    diag_set_quiet(diag, command->quiet);
    diag_print(diag, messages, command->json, build->color);
    outcome->errors = diag_count(diag, LEVEL_ERROR);
    outcome->warnings = diag_count(diag, LEVEL_WARNING);
    if (outcome->built && command->write) {
        outcome->built = write_outputs(command, job, origin, messages);
        outcome->machine_failed = !outcome->built;
    }
    say(line, command, job, origin, outcome);
    close_stream(messages);
    close_stream(line);
    if (job->dump)
        close_stream(job->dump);
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

static void report(struct build *build, struct outcome *outcome,
                   struct progress *progress)
{
    struct totals *totals = &build->totals;
    totals->built += outcome->built;
    totals->errors += outcome->errors;
    totals->warnings += outcome->warnings;
    if (outcome->dump)
        fwrite(outcome->dump, 1, outcome->dump_count, stdout);
    if (outcome->message_count > 0) {
        progress_clear(progress);
        fwrite(outcome->messages, 1, outcome->message_count, stderr);
    }
    progress_step(progress, str_of(outcome->line));
    free(outcome->messages);
    free(outcome->dump);
    free(outcome->line);
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
        if (comparison_failed(build->comparison, origin->set[i])) {
            build->totals.built -= outcome->built;
            outcome->built = false;
        }
    }
    build->totals.errors += result.errors;
    build->totals.warnings += result.warnings;
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
        report(build, &build->outcomes[i], progress);
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

static void print_summary(const struct build *build)
{
    const struct totals *totals = &build->totals;
    size_t count = build->sources->count;
    fprintf(stderr, "%zu briefs: %zu %s, %zu not; %zu error%s, %zu warning%s\n",
            count, totals->built, build->command->write ? "built" : "good",
            count - totals->built, totals->errors,
            totals->errors == 1 ? "" : "s", totals->warnings,
            totals->warnings == 1 ? "" : "s");
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

static bool load_shared(struct build *build)
{
    struct shared *shared = &build->shared;
    double start = pipeline_seconds();
    shared->fonts = fonts_load(stderr);
    if (!shared->fonts)
        return false;
    shared->typesetter = typesetter_new(shared->fonts);
    shared->templates = templates_load();
    struct timing timing = {"set-up", pipeline_seconds() - start};
    add_timing(&build->totals, &timing);
    return shared->templates != NULL;
}

static void release_shared(struct shared *shared)
{
    if (shared->templates)
        templates_free(shared->templates);
    if (shared->typesetter)
        typesetter_free(shared->typesetter);
    if (shared->fonts)
        fonts_free(shared->fonts);
}

static enum exit_status status_of(const struct build *build)
{
    enum exit_status status = EXIT_BUILT;
    for (size_t i = 0; i < build->sources->count; i++) {
        if (build->outcomes[i].machine_failed)
            return EXIT_MACHINE;
        if (!build->outcomes[i].built)
            status = EXIT_INPUT;
    }
    return status;
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

static void build_in_order(struct build *build)
{
    const struct command *command = build->command;
    struct progress progress;
    bool silent = command->quiet || command->json || command->dumps;
    progress_begin(&progress, stderr, build->sources->count, silent);
    build_all(build, &progress);
    progress_clear(&progress);
    if (build->sources->count > 1 && !silent)
        print_summary(build);
    if (command->timings)
        print_timings(&build->totals);
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

static enum exit_status build_sources(const struct command *command,
                                      struct sources *sources)
{
    struct build build = {.command = command,
                          .sources = sources,
                          .color = progress_color(stderr)};
    enum exit_status status = EXIT_MACHINE;
    if (collide(command, sources) || overwrite(command, sources))
        return EXIT_USAGE;
    editions_find(sources, language_by_text, &build);
    pthread_mutex_init(&build.lock, NULL);
    pthread_cond_init(&build.changed, NULL);
    build.outcomes =
        ARENA_ARRAY(sources->arena, struct outcome, sources->count);
    begin_comparison(&build, sources);
    if (!pipeline_needs_shared(&command->request) || load_shared(&build)) {
        build_in_order(&build);
        status = status_of(&build);
    }
    comparison_free(build.comparison);
    release_shared(&build.shared);
    pthread_cond_destroy(&build.changed);
    pthread_mutex_destroy(&build.lock);
    return status;
}

enum exit_status build_run(const struct command *command, char **operands,
                           size_t count)
{
    struct sources sources = {.arena = arena_new(),
                              .from = command->request.from};
    sources_collect(&sources, operands, count,
                    command->write ? command->folder : NULL);
    enum exit_status status = build_sources(command, &sources);
    arena_free(sources.arena);
    return status;
}

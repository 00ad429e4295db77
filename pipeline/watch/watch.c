// SPDX-License-Identifier: MIT
// The verbs watch and serve: one thread builds, those of the server answer.
#include "watch/watch.h"

#include "base/clock.h"
#include "build/outcome.h"
#include "base/output.h"
#include "watch/serving.h"
#include "watch/sheets.h"
#include "watch/watch_files.h"

#include <errno.h>
#include <sys/stat.h>

// After briefs were built alone, all of them are looked at when nothing more
// happens for so long: what is made of several of them, what is gone.
enum { WHOLE_AFTER_MILLISECONDS = 700 };

struct watch {
    const struct watch_request *request;
    const struct command *command; // as it was asked for
    struct maker *maker;
    struct site site;
    struct serving serving;
    struct watch_files *files;
    struct sheets *sheets;
    double saved;      // when what is built now was changed; 0: not known
    bool told;         // something, in this pass
    bool whole_wanted; // for what is not seen by looking at some
};

// ----- What is told -----

static void tell_page(struct watch *watch, struct str name, bool failed)
{
    struct buffer data = {0};
    buffer_add_c(&data, "{\"page\":");
    buffer_add_json(&data, name);
    buffer_printf(&data, ",\"failed\":%s}", failed ? "true" : "false");
    live_tell(watch->site.live, "page", buffer_str(&data));
    buffer_release(&data);
    watch->told = true;
    if (watch->command->timings && watch->saved > 0)
        fprintf(stderr, "%.*s: told %zu browsers %.1f ms after the change\n",
                STR_ARG(name), live_readers(watch->site.live),
                (clock_seconds() - watch->saved) * 1e3);
}

static void tell_pass(struct watch *watch)
{
    if (watch->told)
        live_tell(watch->site.live, "list", STR("{}"));
    watch->told = false;
}

static struct str data_of(struct arena *arena, const struct outcome *outcome)
{
    struct str data = {outcome->data, outcome->data_count};
    if (outcome->fate != FATE_MACHINE)
        return data;
    return arena_printf(arena,
                        "%.*s{\"level\":\"error\",\"name\":\"machine\","
                        "\"text\":\"its files could not be written\","
                        "\"remedy\":\"the terminal of qalam watch says "
                        "why\"}\n",
                        STR_ARG(data));
}

// Of one that is current nothing is known that was not before, but where an
// error was taken back and it is what it was.
static bool is_news(struct watch *watch, struct str name,
                    const struct outcome *outcome)
{
    if (outcome->fate == FATE_CURRENT)
        return !verdicts_knows(watch->site.verdicts, name) ||
               verdicts_failed(watch->site.verdicts, name);
    return outcome->fate != FATE_PLANNED;
}

static bool brief_done(void *closure, const struct origin *origin,
                       const struct outcome *outcome)
{
    struct watch *watch = closure;
    struct arena *arena = arena_new();
    struct str name = build_page(arena, origin);
    bool failed = outcome_failed(outcome);
    bool mended = !failed && verdicts_failed(watch->site.verdicts, name);
    bool news = is_news(watch, name, outcome) &&
                verdicts_put(watch->site.verdicts, name, origin->names.shown,
                             data_of(arena, outcome), failed);
    if (news && (outcome->fate != FATE_CURRENT || mended)) {
        tell_page(watch, name, failed);
        if (!watch->command->quiet)
            fprintf(stderr, "%s\n", outcome->line);
    }
    arena_free(arena);
    return news;
}

static bool is_over(void *closure)
{
    (void)closure;
    return serving_is_over();
}

// ----- Passes -----

// Pages whose brief is gone are known no more.
static void after_whole_pass(struct watch *watch)
{
    size_t count;
    struct arena *arena = arena_new();
    struct str *names = maker_pages(watch->maker, arena, &count);
    // An index is made of several: it follows the briefs that came before.
    watch->told = watch->whole_wanted || watch->told;
    watch->told =
        verdicts_keep(watch->site.verdicts, names, count) || watch->told;
    sheets_look(watch->sheets, watch->site.folder, names, count,
                watch->site.live);
    arena_free(arena);
    watch->whole_wanted = false;
}

static void pass(struct watch *watch, const struct changes *changes)
{
    enum exit_status status;
    char *folder = (char *)watch->request->folder;
    const struct build_watcher watcher = {brief_done, is_over, watch};
    watch->saved = changes ? changes->first : 0;
    bool some = changes && !changes->all &&
                maker_pass_files(watch->maker, changes->files, changes->count,
                                 &watcher, &status);
    if (!some)
        maker_pass(watch->maker, &folder, 1, &watcher);
    if (some)
        watch->whole_wanted = true;
    else
        after_whole_pass(watch);
    tell_pass(watch);
}

static void go_on(struct watch *watch)
{
    while (!serving_is_over()) {
        struct changes changes = {.arena = arena_new()};
        watch_files_wait(watch->files, watch->serving.signals,
                         watch->whole_wanted ? WHOLE_AFTER_MILLISECONDS : -1,
                         &changes);
        if (!serving_is_over() && (changes.any || watch->whole_wanted))
            pass(watch, changes.any ? &changes : NULL);
        arena_free(changes.arena);
    }
}

// ----- The verbs -----

static bool is_folder(const char *verb, const char *path)
{
    struct stat facts;
    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode))
        return true;
    fprintf(stderr, "qalam %s: ‘%s’ is no folder\n", verb, path);
    return false;
}

static bool make_folder(const char *path)
{
    struct arena *arena = arena_new();
    bool made = output_make_folders(arena_printf(arena, "%s/x", path).bytes);
    if (!made)
        fprintf(stderr, "qalam: %s cannot be written: %s\n", path,
                strerror(errno));
    arena_free(arena);
    return made;
}

static void watch_all(struct watch *watch)
{
    const struct watch_request *request = watch->request;
    watch->files = watch_files_open(request->folder, watch->command->folder,
                                    request->look, stderr);
    pass(watch, NULL);
    go_on(watch);
    watch_files_close(watch->files);
}

// What was asked for, but with words of its own: a pass in which nothing
// happens is silent, and none is the last until the end.
static struct command command_of_passes(const struct command *command)
{
    struct command passes = *command;
    passes.again = true;
    passes.quiet = true;
    passes.timings = false;
    return passes;
}

enum exit_status watch_run(const struct command *command,
                           const struct watch_request *request)
{
    if (!is_folder("watch", request->folder))
        return EXIT_USAGE;
    serving_hold_signals();
    struct command passes = command_of_passes(command);
    struct watch watch = {.request = request, .command = command};
    if (!make_folder(command->folder) || !(watch.maker = maker_open(&passes)))
        return EXIT_MACHINE;
    watch.site = (struct site){
        .live = live_new(), .verdicts = verdicts_new(), .maker = watch.maker};
    watch.sheets = sheets_new();
    bool served = serving_begin(&watch.serving, &watch.site, command->folder,
                                request->port, request->next_port);
    if (served)
        watch_all(&watch);
    live_end(watch.site.live);
    serving_end(&watch.serving, &watch.site);
    sheets_free(watch.sheets);
    maker_close(watch.maker);
    verdicts_free(watch.site.verdicts);
    live_free(watch.site.live);
    return served ? EXIT_BUILT : EXIT_MACHINE;
}

enum exit_status serve_run(const char *folder, unsigned port, bool next_port)
{
    if (!is_folder("serve", folder))
        return EXIT_USAGE;
    serving_hold_signals();
    struct site site = {0};
    struct serving serving = {0};
    bool served = serving_begin(&serving, &site, folder, port, next_port);
    if (served)
        serving_wait(&serving);
    serving_end(&serving, &site);
    return served ? EXIT_BUILT : EXIT_MACHINE;
}

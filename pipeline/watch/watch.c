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
#include <time.h>

// After briefs were built alone, all of them are looked at when nothing more
// happens for so long: what is made of several of them, what is gone.
enum { WHOLE_AFTER_MILLISECONDS = 700 };

struct watch {
    const struct watch_request *request;
    const struct command *command; // as it was asked for
    struct session *session;
    struct served_site site;
    struct serving serving;
    struct watch_files *files;
    struct sheets *sheets;
    double saved;      // when what is built now was changed; 0: not known
    bool sent;         // something, in this pass
    bool whole_wanted; // for what is not seen by looking at some
};

// ----- What is printed -----

static void send_page(struct watch *watch, struct str name, bool failed)
{
    struct buffer data = {0};
    buffer_add_c(&data, "{\"page\":");
    buffer_add_json(&data, name);
    buffer_printf(&data, ",\"failed\":%s}", failed ? "true" : "false");
    live_tell(watch->site.live, "page", buffer_str(&data));
    buffer_release(&data);
    watch->sent = true;
    if (watch->command->timings && watch->saved > 0)
        fprintf(stderr, "%.*s: told %zu browsers %.1f ms after the change\n",
                STR_ARG(name), live_readers(watch->site.live),
                (clock_seconds() - watch->saved) * 1e3);
}

static void send_pass(struct watch *watch)
{
    if (watch->sent)
        live_tell(watch->site.live, "list", STR("{}"));
    watch->sent = false;
}

static struct str data_of(struct arena *arena, const struct outcome *outcome)
{
    struct str data = {outcome->data, outcome->data_count};
    if (outcome->status != OUTCOME_MACHINE)
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
    if (outcome->status == OUTCOME_CURRENT)
        return !watched_briefs_knows(watch->site.briefs, name) ||
               watched_briefs_failed(watch->site.briefs, name);
    return outcome->status != OUTCOME_PLANNED;
}

// 14:03:21 water.md: out/water.pdf, …
static void say_built(const char *line)
{
    char now[16];
    struct tm local;
    time_t seconds = time(NULL);
    localtime_r(&seconds, &local);
    strftime(now, sizeof now, "%H:%M:%S", &local);
    fprintf(stderr, "%s %s\n", now, line);
}

static bool brief_done(void *closure, const struct input *input,
                       const struct outcome *outcome)
{
    struct watch *watch = closure;
    struct arena *arena = arena_new();
    struct str name = build_page(arena, input);
    bool failed = outcome_failed(outcome);
    bool mended = !failed && watched_briefs_failed(watch->site.briefs, name);
    bool news = is_news(watch, name, outcome) &&
                watched_briefs_put(watch->site.briefs, name, input->names.shown,
                                   data_of(arena, outcome), failed);
    if (news && (outcome->status != OUTCOME_CURRENT || mended)) {
        send_page(watch, name, failed);
        if (!watch->command->quiet)
            say_built(outcome->line);
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
    struct str *names = session_pages(watch->session, arena, &count);
    // An index is made of several: it follows the briefs that came before.
    watch->sent = watch->whole_wanted || watch->sent;
    watch->sent =
        watched_briefs_keep(watch->site.briefs, names, count) || watch->sent;
    sheets_look(watch->sheets, watch->site.folder, names, count,
                watch->site.live);
    arena_free(arena);
    watch->whole_wanted = false;
}

static void pass(struct watch *watch, const struct changes *changes)
{
    enum exit_status status;
    char *source = (char *)watch->request->source;
    const struct build_watcher watcher = {brief_done, is_over, watch};
    watch->saved = changes ? changes->first : 0;
    bool some = changes && !changes->all &&
                session_pass_files(watch->session, changes->files,
                                   changes->count, &watcher, &status);
    if (!some)
        session_pass(watch->session, &source, 1, &watcher);
    if (some)
        watch->whole_wanted = true;
    else
        after_whole_pass(watch);
    send_pass(watch);
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

static bool is_folder(const char *path)
{
    struct stat facts;
    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode))
        return true;
    fprintf(stderr, "qalam serve: ‘%s’ is no folder\n", path);
    return false;
}

static bool is_source(const char *path)
{
    struct stat facts;
    if (stat(path, &facts) == 0 &&
        (S_ISDIR(facts.st_mode) || S_ISREG(facts.st_mode)))
        return true;
    fprintf(stderr, "qalam watch: ‘%s’ is neither a file nor a folder\n", path);
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
    struct arena *arena = arena_new();
    watch->files =
        watch_files_open(build_folder_around(arena, request->source),
                         watch->command->store.folder, request->look, stderr);
    pass(watch, NULL);
    go_on(watch);
    watch_files_close(watch->files);
    arena_free(arena);
}

// What was asked for, but with words of its own: a pass in which nothing
// happens is silent, and none is the last until the end.
static struct command command_of_passes(const struct command *command)
{
    struct command passes = *command;
    passes.store.again = true;
    passes.quiet = true;
    passes.timings = false;
    return passes;
}

enum exit_status watch_run(const struct command *command,
                           const struct watch_request *request)
{
    if (!is_source(request->source))
        return EXIT_USAGE;
    serving_hold_signals();
    struct command passes = command_of_passes(command);
    struct watch watch = {.request = request, .command = command};
    if (!make_folder(command->store.folder) ||
        !(watch.session = session_open(&passes)))
        return EXIT_MACHINE;
    watch.site = (struct served_site){.live = live_new(),
                                      .briefs = watched_briefs_new(),
                                      .session = watch.session};
    watch.sheets = sheets_new();
    bool served =
        serving_begin(&watch.serving, &watch.site, command->store.folder,
                      request->port, request->next_port);
    if (served)
        watch_all(&watch);
    live_end(watch.site.live);
    serving_end(&watch.serving, &watch.site);
    sheets_free(watch.sheets);
    session_close(watch.session);
    watched_briefs_free(watch.site.briefs);
    live_free(watch.site.live);
    return served ? EXIT_BUILT : EXIT_MACHINE;
}

enum exit_status watch_serve(const char *folder, unsigned port, bool next_port)
{
    if (!is_folder(folder))
        return EXIT_USAGE;
    serving_hold_signals();
    struct served_site site = {0};
    struct serving serving = {0};
    bool served = serving_begin(&serving, &site, folder, port, next_port);
    if (served)
        serving_wait(&serving);
    serving_end(&serving, &site);
    return served ? EXIT_BUILT : EXIT_MACHINE;
}

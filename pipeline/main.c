// SPDX-License-Identifier: MIT
// The command line: one function a verb.
#include "command/command.h"
#include "command/explain.h"
#include "command/list_languages.h"
#include "filters.h"
#include "typeset/paragraph/fonts.h"
#include "command/completion.h"
#include "command/help.h"
#include "command/help_search.h"
#include "command/help_topics.h"
#include "command/manual.h"
#include "command/outputs.h"
#include "build/store/store.h"
#include "base/nearest.h"
#include "command/start.h"
#include "command/tidy.h"
#include "watch/watch.h"
#include "languages/language.h"
#include "languages/language_named.h"

#include <errno.h>
#include <string.h>

static enum exit_status usage(const struct options *options)
{
    fprintf(stderr, "try ‘qalam help %s’\n", verb_facts[options->verb].name);
    return EXIT_USAGE;
}

static enum exit_status build_or_check(const struct options *options)
{
    struct arena *arena = arena_new();
    struct command command;
    enum exit_status status = EXIT_USAGE;
    if (command_read(options, arena, &command)) {
        pipeline_set_up();
        if (build_choose_folder(arena, &command, options->operands,
                                options->operand_count))
            status =
                build_run(&command, options->operands, options->operand_count);
    } else {
        usage(options);
    }
    arena_free(arena);
    return (int)status;
}

static enum exit_status check(const struct options *options)
{
    return options_given(options, FLAG_outputs) ? outputs_check(options)
                                                : build_or_check(options);
}

static bool read_tidy(const struct options *options, struct arena *arena,
                      struct request *request)
{
    const char *tag = options->values[FLAG_lang];
    const char *from = options->values[FLAG_from];
    const char *only = options->values[FLAG_only];
    request->input.keep_going = options_given(options, FLAG_keep_going);
    return (!only || command_read_only(only, &request->only)) &&
           (!tag || command_read_lang(arena, tag, &request->input.lang)) &&
           (!from || command_read_from(arena, from, &request->input.from));
}

// Undoing takes nothing but the log.
static bool read_undo(const struct options *options)
{
    static const enum flag others[] = {FLAG_only, FLAG_lang, FLAG_from,
                                       FLAG_keep_going, FLAG_changes};
    for (size_t i = 0; i < COUNT(others); i++)
        if (options_given(options, others[i])) {
            fprintf(stderr, "qalam tidy: ‘--undo’ takes no ‘--%s’ with it\n",
                    flag_facts[others[i]].name);
            return false;
        }
    return true;
}

static enum exit_status tidy_one(const struct options *options)
{
    struct arena *arena = arena_new();
    struct request request = {0};
    const char *path = options->operands[0];
    const char *const *values = options->values;
    enum exit_status status = EXIT_USAGE;
    if (values[FLAG_undo]) {
        if (read_undo(options))
            status = tidy_undo(path, values[FLAG_file], values[FLAG_undo]);
    } else if (read_tidy(options, arena, &request)) {
        pipeline_set_up();
        status = tidy(path, values[FLAG_file], values[FLAG_changes], &request);
    }
    arena_free(arena);
    return status == EXIT_USAGE ? usage(options) : status;
}

static enum exit_status clean(const struct options *options)
{
    const char *folder = options->values[FLAG_cleaned];
    if (!options_given(options, FLAG_cache)) {
        fputs("qalam clean: say what is to be removed: --cache\n", stderr);
        return usage(options);
    }
    return store_clean(folder ? folder : "out", options->values[FLAG_copies],
                       stderr);
}

static enum exit_status watch(const struct options *options)
{
    struct arena *arena = arena_new();
    struct command command;
    struct watch_request request = {.source = options->operands[0],
                                    .port = SERVER_PORT,
                                    .next_port =
                                        !options_given(options, FLAG_port),
                                    .look = options_given(options, FLAG_poll)};
    enum exit_status status = EXIT_USAGE;
    if (command_read(options, arena, &command) &&
        command_read_port(options, &request.port)) {
        pipeline_set_up();
        if (build_choose_folder(arena, &command, options->operands, 1))
            status = watch_run(&command, &request);
    } else {
        usage(options);
    }
    arena_free(arena);
    return status;
}

static enum exit_status serve(const struct options *options)
{
    unsigned port = SERVER_PORT;
    if (!command_read_port(options, &port))
        return usage(options);
    return watch_serve(options->operands[0], port,
                       !options_given(options, FLAG_port));
}

static enum exit_status list_filters(const struct options *options)
{
    (void)options;
    for (size_t i = 0; i < filter_count; i++)
        printf("%-16s %s, on the %s\n", filters[i].name, filters[i].about,
               filters[i].repair ? "source" : "tree");
    return EXIT_BUILT;
}

static enum exit_status list_fonts(const struct options *options)
{
    (void)options;
    struct fonts *fonts = fonts_load(stderr);
    if (!fonts)
        return EXIT_MACHINE;
    fonts_print(fonts, stdout);
    fonts_free(fonts);
    return EXIT_BUILT;
}

static enum exit_status tell_languages(const struct options *options)
{
    bool json = options_given(options, FLAG_json);
    enum language_id only = LANGUAGE_COUNT;
    if (options->operand_count > 0) {
        struct arena *arena = arena_new();
        struct str tag = str_of(options->operands[0]);
        struct str lang;
        if (language_named(arena, tag, &lang))
            only = language_find(lang);
        arena_free(arena);
        if (only == LANGUAGE_COUNT) {
            fprintf(stderr,
                    "qalam languages: ‘%.*s’ has no file; ‘qalam languages’ "
                    "lists those that have\n",
                    STR_ARG(tag));
            return EXIT_USAGE;
        }
    }
    list_languages(stdout, only, json);
    return EXIT_BUILT;
}

// --config takes no message, and --json nothing else.
static enum exit_status explain_brief(const struct options *options)
{
    const char *path = options->values[FLAG_config];
    bool json = options_given(options, FLAG_json);
    if (path && options->operand_count == 0) {
        pipeline_set_up();
        return explain_config(path, json);
    }
    if (path)
        fprintf(stderr, "qalam explain: ‘%s’ is one too many with ‘--config’\n",
                options->operands[0]);
    else
        fputs("qalam explain: ‘--json’ is for ‘--config’\n", stderr);
    return usage(options);
}

static enum exit_status refuse_word(const char *word)
{
    const char *names[MESSAGE_COUNT];
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        names[i] = message_facts[i].name;
    const char *meant = nearest_word(str_of(word), names, MESSAGE_COUNT);
    fprintf(stderr, "qalam explain: nothing mentions ‘%s’", word);
    if (meant) {
        fputs("; did you mean ‘", stderr);
        help_print_message_name(stderr, message_named(str_of(meant)));
        fputs("’?", stderr);
    }
    fputs("\n‘qalam explain’ lists all messages, ‘qalam help’ all topics\n",
          stderr);
    return EXIT_USAGE;
}

static enum exit_status explain(const struct options *options)
{
    if (options_given(options, FLAG_config) ||
        options_given(options, FLAG_json))
        return explain_brief(options);
    if (options->operand_count == 0) {
        help_print_messages(stdout);
        return EXIT_BUILT;
    }
    struct str name = str_of(options->operands[0]);
    enum message message = message_named(name);
    if (message < MESSAGE_COUNT) {
        help_print_message(stdout, message);
        return EXIT_BUILT;
    }
    return help_search(stdout, options->operands[0])
               ? EXIT_BUILT
               : refuse_word(options->operands[0]);
}

static enum exit_status new_start(const struct options *options)
{
    enum exit_status status =
        start_write(options->operands[0], options->operands[1],
                    options->values[FLAG_langs]);
    return status == EXIT_USAGE ? usage(options) : status;
}

static enum exit_status version(const struct options *options)
{
    (void)options;
    puts("qalam " QALAM_VERSION);
    return EXIT_BUILT;
}

static enum exit_status help(const struct options *options)
{
    if (options->operand_count == 0) {
        help_print(stdout);
        return EXIT_BUILT;
    }
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(verb_facts[i].name, options->operands[0]) == 0) {
            help_print_verb(stdout, (enum verb)i);
            return EXIT_BUILT;
        }
    const struct help_topic *topic = help_topic_named(options->operands[0]);
    if (topic)
        help_topic_print(stdout, topic);
    else
        options_refuse_verb("qalam help", options->operands[0]);
    return topic ? EXIT_BUILT : EXIT_USAGE;
}

static enum exit_status man(const struct options *options)
{
    (void)options;
    manual_print(stdout);
    return EXIT_BUILT;
}

static enum exit_status completion(const struct options *options)
{
    (void)options;
    completion_print(stdout);
    return EXIT_BUILT;
}

static enum exit_status (*const verbs[VERB_COUNT])(const struct options *) = {
    [VERB_build] = build_or_check,
    [VERB_check] = check,
    [VERB_tidy] = tidy_one,
    [VERB_clean] = clean,
    [VERB_watch] = watch,
    [VERB_serve] = serve,
    [VERB_filters] = list_filters,
    [VERB_fonts] = list_fonts,
    [VERB_languages] = tell_languages,
    [VERB_explain] = explain,
    [VERB_new] = new_start,
    [VERB_version] = version,
    [VERB_help] = help,
    [VERB_man] = man,
    [VERB_completion] = completion,
};

int main(int count, char **arguments)
{
    struct options options;
    if (!options_parse(&options, count, arguments))
        return EXIT_USAGE;
    enum exit_status status = EXIT_BUILT;
    if (options_given(&options, FLAG_help))
        help_print_verb(stdout, options.verb);
    else
        status = verbs[options.verb](&options);
    // Results that were not written are a fault: `qalam tidy x > /dev/full`.
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "qalam: standard output: %s\n", strerror(errno));
        status = EXIT_MACHINE;
    }
    return status;
}

// SPDX-License-Identifier: MIT
// The command line: one function a verb.
#include "build.h"
#include "filters.h"
#include "fonts.h"
#include "help.h"
#include "language.h"
#include "names.h"
#include "nearest.h"
#include "options.h"
#include "progress.h"
#include "read.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum exit_status usage(const struct options *options)
{
    fprintf(stderr, "try ‘qalam help %s’\n", verb_facts[options->verb].name);
    return EXIT_USAGE;
}

// ----- Values of flags -----

static bool read_formats(const char *list, unsigned *formats)
{
    static const struct {
        const char *name;
        enum format format;
    } known[] = {
        {"pdf", FORMAT_PDF}, {"html", FORMAT_HTML}, {"epub", FORMAT_EPUB}};
    *formats = 0;
    for (const char *at = list;; at++) {
        size_t count = strcspn(at, ","), i = 0;
        while (i < 3 && !(strlen(known[i].name) == count &&
                          strncmp(at, known[i].name, count) == 0))
            i++;
        if (i == 3) {
            fprintf(stderr,
                    "qalam: ‘--to %s’: ‘%.*s’ is none of pdf, html, epub\n",
                    list, (int)count, at);
            return false;
        }
        *formats |= known[i].format;
        at += count;
        if (*at == '\0')
            return true;
    }
}

static bool read_threads(const char *number, size_t *threads)
{
    enum { MOST_THREADS = 1024 };
    char *end;
    errno = 0;
    long value = strtol(number, &end, 10);
    if (errno == 0 && *end == '\0' && number[0] >= '0' && number[0] <= '9' &&
        value >= 1 && value <= MOST_THREADS) {
        *threads = (size_t)value;
        return true;
    }
    fprintf(stderr, "qalam: ‘-j %s’ is no number from 1 to %d\n", number,
            MOST_THREADS);
    return false;
}

static size_t core_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}

static bool read_lang(struct arena *arena, const char *tag, struct str *lang)
{
    if (!language_valid(str_of(tag))) {
        fprintf(stderr,
                "qalam: ‘--lang %s’ is no language tag, such as en, fa-AF, "
                "ps\n",
                tag);
        return false;
    }
    *lang = language_canonical(arena, str_of(tag));
    return true;
}

static bool read_stage(const char *name)
{
    const char *names[STAGE_NAMES];
    size_t count = pipeline_stages(names);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    fprintf(stderr, "qalam: there is no stage ‘%s’; they are", name);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "%s %s", i > 0 ? "," : "", names[i]);
    const char *meant = nearest_word(str_of(name), names, count);
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    fputc('\n', stderr);
    return false;
}

static bool read_command(const struct options *options, struct arena *arena,
                         struct command *command)
{
    const char *const *values = options->values;
    *command = (struct command){
        .request = {.formats = FORMATS_ALL,
                    .strict = options_given(options, FLAG_strict),
                    .dump_after = options_given(options, FLAG_dump_pages)
                                      ? "typeset"
                                      : values[FLAG_dump_after]},
        .folder = values[FLAG_folder] ? values[FLAG_folder] : "out",
        .threads = core_count(),
        .force = options_given(options, FLAG_force),
        .quiet = options_given(options, FLAG_quiet),
        .json = options_given(options, FLAG_json),
        .timings = options_given(options, FLAG_timings)};
    command->dumps = command->request.dump_after != NULL;
    command->write = options->verb == VERB_build && !command->dumps;
    struct request *request = &command->request;
    bool good = (!values[FLAG_to] ||
                 read_formats(values[FLAG_to], &request->formats)) &&
                (!values[FLAG_jobs] ||
                 read_threads(values[FLAG_jobs], &command->threads)) &&
                (!values[FLAG_lang] ||
                 read_lang(arena, values[FLAG_lang], &request->lang)) &&
                (!command->dumps || read_stage(request->dump_after));
    // A stage asked for is run whatever the formats are.
    if (command->dumps)
        request->formats = FORMATS_ALL;
    return good;
}

// ----- Verbs -----

// Once, before any thread.
static void set_up_libraries(void)
{
    read_setup();
    xml_setup();
}

static enum exit_status build_or_check(const struct options *options)
{
    struct arena *arena = arena_new();
    struct command command;
    enum exit_status status = EXIT_USAGE;
    if (read_command(options, arena, &command)) {
        set_up_libraries();
        status = build_run(&command, options->operands, options->operand_count);
    } else {
        usage(options);
    }
    arena_free(arena);
    return status;
}

static bool same_file(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static enum exit_status write_tidy(const struct job *job, const char *file)
{
    struct str text = source_text(job->source);
    if (!file) {
        fwrite(text.bytes, 1, text.count, stdout);
        return EXIT_BUILT;
    }
    if (output_write_file(file, text))
        return EXIT_BUILT;
    fprintf(stderr, "qalam: %s cannot be written: %s\n", file, strerror(errno));
    return EXIT_MACHINE;
}

static enum exit_status tidy(const struct options *options)
{
    const char *path = options->operands[0], *lang = options->values[FLAG_lang];
    const char *file = options->values[FLAG_file];
    if (file && same_file(path, file)) {
        fprintf(stderr,
                "qalam tidy: ‘%s’ is the input itself; name another "
                "file\n",
                file);
        return usage(options);
    }
    struct arena *arena = arena_new();
    struct request request = {.formats = FORMATS_ALL, .tidy = true};
    if (lang && !read_lang(arena, lang, &request.lang)) {
        arena_free(arena);
        return usage(options);
    }
    set_up_libraries();
    struct names names = names_of_path(arena, path);
    bool standard_input = strcmp(path, "-") == 0;
    struct job job = {.request = &request,
                      .path = standard_input ? "stdin" : path,
                      .standard_input = standard_input,
                      .name = names.shown,
                      .stem = names.stem,
                      .lang_filename = names.lang};
    bool good = pipeline_run(&job);
    diag_print(job.context.diag, stderr, false, progress_color(stderr));
    enum exit_status status = good ? write_tidy(&job, file) : EXIT_INPUT;
    pipeline_release(&job);
    arena_free(arena);
    return status;
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

static enum exit_status explain(const struct options *options)
{
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
    const char *names[MESSAGE_COUNT];
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        names[i] = message_facts[i].name;
    const char *meant = nearest_word(name, names, MESSAGE_COUNT);
    fprintf(stderr, "qalam explain: there is no message ‘%s’",
            options->operands[0]);
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    fputs("\n‘qalam explain’ lists all of them\n", stderr);
    return EXIT_USAGE;
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
    fprintf(stderr, "qalam help: there is no verb ‘%s’\ntry ‘qalam help’\n",
            options->operands[0]);
    return EXIT_USAGE;
}

static enum exit_status man(const struct options *options)
{
    (void)options;
    help_print_man(stdout);
    return EXIT_BUILT;
}

static enum exit_status completion(const struct options *options)
{
    (void)options;
    help_print_completion(stdout);
    return EXIT_BUILT;
}

static enum exit_status (*const verbs[VERB_COUNT])(const struct options *) = {
    [VERB_build] = build_or_check,
    [VERB_check] = build_or_check,
    [VERB_tidy] = tidy,
    [VERB_filters] = list_filters,
    [VERB_fonts] = list_fonts,
    [VERB_explain] = explain,
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

// SPDX-License-Identifier: MIT
// Reading the values of flags.
#include "command/command.h"

#include "base/ascii.h"
#include "read/encodings/encodings.h"
#include "filters.h"
#include "messages/ignored.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "base/nearest.h"
#include "model/formats.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool refuse_format(const char *list, struct str name)
{
    struct arena *arena = arena_new();
    const char *names[FORMAT_COUNT];
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        names[i] = format_facts[i].name;
    const char *meant = nearest_word(name, names, FORMAT_COUNT);
    fprintf(stderr, "qalam: ‘--to %s’: ‘%.*s’ is none of %.*s", list,
            STR_ARG(name), STR_ARG(formats_list(arena, FORMATS_ALL)));
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    fputc('\n', stderr);
    arena_free(arena);
    return false;
}

static bool read_formats(const char *list, unsigned *formats)
{
    *formats = 0;
    for (const char *at = list;; at++) {
        struct str name = {at, strcspn(at, ",")};
        unsigned format = format_named(name);
        if (!format)
            return refuse_format(list, name);
        *formats |= format;
        at += name.count;
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
    if (errno == 0 && *end == '\0' && ascii_is_digit(number[0]) && value >= 1 &&
        value <= MOST_THREADS) {
        *threads = (size_t)value;
        return true;
    }
    fprintf(stderr, "qalam: ‘-j %s’ is no number from 1 to %d\n", number,
            MOST_THREADS);
    return false;
}

static bool read_shard(const char *value, struct command *command)
{
    enum { MOST_SHARDS = 10000 };
    int end = -1;
    bool good = ascii_is_digit(value[0]) &&
                sscanf(value, "%5zu/%5zu%n", &command->store.shard_index,
                       &command->store.shard_count, &end) == 2 &&
                end == (int)strlen(value) && command->store.shard_index >= 1 &&
                command->store.shard_index <= command->store.shard_count &&
                command->store.shard_count <= MOST_SHARDS;
    if (!good)
        fprintf(stderr,
                "qalam: ‘--shard %s’ is no part such as 2/3 (of at most %d)\n",
                value, MOST_SHARDS);
    return good;
}

// What one run does cannot be both.
static bool agree(const struct command *command)
{
    const char *other = command->store.shard_count ? "--shard"
                        : command->store.dry_run   ? "--dry-run"
                        : command->only            ? "--only"
                                                   : NULL;
    if (!command->join || !other)
        return true;
    fprintf(stderr, "qalam build: ‘--join’ takes no ‘%s’ with it\n", other);
    return false;
}

bool command_read_port(const struct options *options, unsigned *port)
{
    enum { MOST = 65535 };
    const char *number = options->values[FLAG_port];
    if (!number)
        return true;
    char *end;
    errno = 0;
    long value = strtol(number, &end, 10);
    if (errno == 0 && *end == '\0' && ascii_is_digit(number[0]) &&
        value <= MOST) {
        *port = (unsigned)value;
        return true;
    }
    fprintf(stderr, "qalam: ‘--port %s’ is no number from 0 to %d\n", number,
            MOST);
    return false;
}

static size_t core_count(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (size_t)count : 1;
}

bool command_read_lang(struct arena *arena, const char *tag, struct str *lang)
{
    if (language_named(arena, str_of(tag), lang))
        return true;
    fprintf(stderr,
            "qalam: ‘--lang %s’ is not a language that qalam knows; write one "
            "of %.*s, or a tag: %.*s\n",
            tag, STR_ARG(language_named_list(arena)),
            STR_ARG(language_named_tags(arena)));
    return false;
}

bool command_read_from(struct arena *arena, const char *name, struct str *from)
{
    struct encoding encoding;
    *from = str_of(name);
    if (encoding_named(arena, *from, &encoding))
        return true;
    fprintf(stderr, "qalam: ‘--from %s’ is no encoding that is known here",
            name);
    const char *meant = encoding_meant(*from);
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    fputs("\nqalam: ‘iconv -l’ lists what the system has; MacArabic is "
          "known besides\n",
          stderr);
    return false;
}

static bool read_pdf_standard(const char *word, struct settings *settings)
{
    if (settings_set(settings, SETTING_PDF_STANDARD, str_of(word)))
        return true;
    fprintf(stderr, "qalam: ‘--pdf-standard %s’ is none of", word);
    const char *const *answer = setting_facts[SETTING_PDF_STANDARD].answers;
    for (; *answer; answer++)
        fprintf(stderr, " %s%s", *answer, answer[1] ? "," : "\n");
    return false;
}

// NAME,NAME: what is to be switched off.
static bool read_ignored(struct arena *arena, const char *list,
                         struct ignored *ignored)
{
    for (const char *at = list;; at++) {
        struct str name = {at, strcspn(at, ",")};
        enum ignoring ignoring = ignored_add(ignored, name);
        if (ignoring == IGNORING_ERROR)
            fprintf(stderr,
                    "qalam: ‘--ignore %s’: ‘%.*s’ is an error, and errors "
                    "cannot be switched off\n",
                    list, STR_ARG(name));
        if (ignoring == IGNORING_UNKNOWN) {
            struct str meant = ignored_meant(arena, name);
            fprintf(stderr, "qalam: ‘--ignore %s’: there is no message ‘%.*s’",
                    list, STR_ARG(name));
            if (meant.count)
                fprintf(stderr, "; did you mean ‘%.*s’?", STR_ARG(meant));
            fputs("\n‘qalam explain’ lists all of them\n", stderr);
        }
        if (ignoring != IGNORING_DONE)
            return false;
        at += name.count;
        if (*at == '\0')
            return true;
    }
}

// Scripts may still say what a stage was called before.
static const char *stage_now(const char *name)
{
    return name && strcmp(name, "outline") == 0 ? "sections" : name;
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

// Filters that tidy can write: those of the source, and those of the tree that
// know how.
static size_t written_filters(const char *names[STAGE_NAMES])
{
    size_t count = 0;
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair || filters[i].write)
            names[count++] = filters[i].name;
    return count;
}

static bool refuse_filter(struct str name)
{
    const char *names[STAGE_NAMES];
    size_t count = written_filters(names);
    fprintf(stderr, "qalam: ‘--only %.*s’: the filters that tidy takes are",
            STR_ARG(name));
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "%s %s", i > 0 ? "," : "", names[i]);
    const char *meant = nearest_word(name, names, count);
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    fputc('\n', stderr);
    return false;
}

bool command_read_only(const char *list, uint32_t *only)
{
    *only = 0;
    for (const char *at = list;; at++) {
        struct str name = {at, strcspn(at, ",")};
        size_t i = 0;
        while (i < filter_count && !(str_equal(str_of(filters[i].name), name) &&
                                     (filters[i].repair || filters[i].write)))
            i++;
        if (i == filter_count)
            return refuse_filter(name);
        *only |= (uint32_t)1 << i;
        at += name.count;
        if (*at == '\0')
            return true;
    }
}

bool command_read(const struct options *options, struct arena *arena,
                  struct command *command)
{
    const char *const *values = options->values;
    *command = (struct command){
        .request = {.formats = FORMATS_DEFAULT,
                    .formats_chosen = values[FLAG_to] != NULL,
                    .strict = options_given(options, FLAG_strict),
                    .input.keep_going = options_given(options, FLAG_keep_going),
                    .dump_after = options_given(options, FLAG_dump_pages)
                                      ? "typeset"
                                      : stage_now(values[FLAG_dump_after])},
        .store = {.folder = values[FLAG_folder] ? values[FLAG_folder] : "out",
                  .cache_folder = values[FLAG_copies],
                  .force = options_given(options, FLAG_force),
                  .json = options_given(options, FLAG_json),
                  .why = options_given(options, FLAG_why),
                  .dry_run = options_given(options, FLAG_dry_run)},
        .threads = core_count(),
        .folder_chosen = values[FLAG_folder] != NULL,
        .quiet = options_given(options, FLAG_quiet),
        .all = options_given(options, FLAG_all),
        .timings = options_given(options, FLAG_timings),
        .only = values[FLAG_choose],
        .join = options_given(options, FLAG_join),
        .open = options_given(options, FLAG_open),
        .report = values[FLAG_report]};
    command->dumps = command->request.dump_after != NULL;
    command->write =
        (options->verb == VERB_build || options->verb == VERB_watch) &&
        !command->dumps;
    struct request *request = &command->request;
    bool good =
        (!values[FLAG_to] ||
         read_formats(values[FLAG_to], &request->formats)) &&
        (!values[FLAG_jobs] ||
         read_threads(values[FLAG_jobs], &command->threads)) &&
        (!values[FLAG_lang] ||
         command_read_lang(arena, values[FLAG_lang], &request->input.lang)) &&
        (!values[FLAG_from] ||
         command_read_from(arena, values[FLAG_from], &request->input.from)) &&
        (!values[FLAG_pdf_standard] ||
         read_pdf_standard(values[FLAG_pdf_standard], &request->settings)) &&
        (!values[FLAG_ignore] ||
         read_ignored(arena, values[FLAG_ignore], &request->ignored)) &&
        (!values[FLAG_shard] || read_shard(values[FLAG_shard], command)) &&
        (!command->dumps || read_stage(request->dump_after)) && agree(command);
    // A stage asked for is run whatever the formats are.
    if (command->dumps)
        request->formats = FORMATS_FOR_READERS;
    return good;
}

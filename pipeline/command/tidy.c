// SPDX-License-Identifier: MIT
// The repaired source of one brief, written out, and taken back.
#include "command/tidy.h"

#include "command/change_log.h"
#include "base/load.h"
#include "model/names.h"
#include "build/progress.h"
#include "inputs/inputs.h"
#include "command/write_back.h"
#include "collect-notes/collect_notes.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ----- Files -----

static bool same_file(const char *a, const char *b)
{
    struct stat first, second;
    bool there = strcmp(a, "-") == 0 ? fstat(STDIN_FILENO, &first) == 0
                                     : stat(a, &first) == 0;
    return there && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

// Two names for what is still to be written.
static bool same_name(const char *a, const char *b)
{
    return strcmp(a, b) == 0 || same_file(a, b);
}

static bool refuse_overwriting(const char *file, const char *what)
{
    fprintf(stderr, "qalam tidy: ‘%s’ is %s; name another file\n", file, what);
    return false;
}

static enum exit_status write_result(struct str bytes, const char *file)
{
    if (!file) {
        fwrite(bytes.bytes, 1, bytes.count, stdout);
        return EXIT_BUILT;
    }
    if (output_write_file(file, bytes))
        return EXIT_BUILT;
    fprintf(stderr, "qalam: %s cannot be written: %s\n", file, strerror(errno));
    return EXIT_MACHINE;
}

// ----- The log of changes -----

struct by_place {
    size_t offset, index;
};

static int by_offset(const void *left, const void *right)
{
    const struct by_place *a = left, *b = right;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

// The changes' offsets in the file's bytes, and with them the way back to it.
static void map_changes(const struct job *job, struct change_log *log,
                        const struct change *changes)
{
    struct arena *arena = job->brief->arena;
    size_t count = log->change_count;
    struct by_place *order = ARENA_ARRAY(arena, struct by_place, count + 1);
    size_t *offsets = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        order[i] = (struct by_place){changes[i].at.offset, i};
    qsort(order, count, sizeof *order, by_offset);
    for (size_t i = 0; i < count; i++)
        offsets[i] = order[i].offset;
    original_of(job->input->bytes, job->input->text.text, &job->context,
                offsets, count, &log->original);
    for (size_t i = 0; i < count; i++)
        log->changes[order[i].index].byte = offsets[i];
}

static void list_changes(const struct job *job, struct change_log *log)
{
    const struct change *changes;
    log->change_count = source_changes(job->source, &changes);
    log->changes = ARENA_ARRAY(job->brief->arena, struct logged_change,
                               log->change_count + 1);
    for (size_t i = 0; i < log->change_count; i++) {
        const struct change *change = &changes[i];
        struct line_column at =
            diag_locate(job->context.diag, change->at.offset);
        log->changes[i] = (struct logged_change){at.line,
                                                 at.column,
                                                 0,
                                                 str_of(change->rule),
                                                 change->before,
                                                 change->after,
                                                 change->pass,
                                                 change->offset};
    }
    map_changes(job, log, changes);
}

static enum exit_status write_log(const struct job *job, const char *file)
{
    struct arena *arena = job->brief->arena;
    struct change_log log = {
        .file = job->input->names.shown,
        .hash = change_log_hash(arena, job->input->bytes),
        .tidied = change_log_hash(arena, source_text(job->source)),
        .byte_count = job->input->bytes.count};
    struct buffer out = {0};
    list_changes(job, &log);
    change_log_write(&log, str_ends(str_of(file), STR(".json")), &out);
    enum exit_status status = write_result(buffer_str(&out), file);
    buffer_release(&out);
    return status;
}

// ----- There -----

static bool may_write(const char *path, const char *file, const char *log)
{
    static const char itself[] = "the input itself";
    if (log && strcmp(log, "-") == 0) {
        fputs("qalam tidy: ‘--changes -’: the log is a file of its own, which "
              "‘--undo’ reads\n",
              stderr);
        return false;
    }
    if (file && same_file(path, file))
        return refuse_overwriting(file, itself);
    if (log && same_file(path, log))
        return refuse_overwriting(log, itself);
    return !file || !log || !same_name(file, log) ||
           refuse_overwriting(log, "what -o names");
}

// The log first: a tidied text is never there without the way back.
static enum exit_status write_tidied(const struct job *job, const char *file,
                                     const char *log)
{
    enum exit_status status = log ? write_log(job, log) : EXIT_BUILT;
    return status == EXIT_BUILT ? write_result(source_text(job->source), file)
                                : status;
}

static bool collects_notes(const struct job *job)
{
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair == collect_notes)
            return job->request->only == 0 || (job->request->only >> i & 1);
    return false;
}

static bool run(struct job *job)
{
    bool good = pipeline_run(job);
    if (good && collects_notes(job) &&
        str_find(source_text(job->source), STR("^[")) != STR_NONE)
        write_back(job, &inline_notes);
    for (size_t i = 0; good && i < filter_count; i++)
        if (filters[i].write && job->request->only >> i & 1)
            write_back(job, &filters[i]);
    diag_print(job->context.diag, stderr, false, progress_color(stderr));
    return good;
}

enum exit_status tidy(const char *path, const char *file, const char *log,
                      const struct request *asked)
{
    if (file && strcmp(file, "-") == 0)
        file = NULL; // standard output, as without -o
    if (!may_write(path, file, log))
        return EXIT_USAGE;
    struct arena *arena = arena_new();
    struct request request = *asked;
    request.formats = FORMATS_ALL;
    request.tidy = true;
    struct input input = input_named(arena, path, NULL);
    struct job job = {.request = &request, .input = &input};
    enum exit_status status =
        run(&job) ? write_tidied(&job, file, log) : EXIT_INPUT;
    pipeline_release(&job);
    input_release(&input);
    arena_free(arena);
    return status;
}

// ----- And back -----

// A log has more bytes than its text: each change has a line of its own.
enum { LIMIT_LOG_BYTES = 1 << 30 };

static bool read_whole(struct arena *arena, const char *path, struct str *bytes)
{
    const char *why;
    if (load_file_within(arena, path, LIMIT_LOG_BYTES, bytes, &why))
        return true;
    fprintf(stderr, "qalam: %s cannot be read: %s\n", path, why);
    return false;
}

static bool undo(struct arena *arena, const char *path, const char *log_path,
                 struct str *bytes)
{
    struct str tidied, text;
    struct change_log log;
    const char *why;
    size_t line;
    if (!read_whole(arena, log_path, &text) ||
        !read_whole(arena, path, &tidied))
        return false;
    if (!change_log_read(arena, text, &log, &why, &line)) {
        fprintf(stderr, "qalam tidy: %s:%zu: this is no log of changes: %s\n",
                log_path, line, why);
        return false;
    }
    if (change_log_undo(arena, &log, tidied, bytes, &why))
        return true;
    fprintf(stderr, "qalam tidy: %s cannot be taken back by %s: %s\n", path,
            log_path, why);
    return false;
}

enum exit_status tidy_undo(const char *path, const char *file, const char *log)
{
    if (file && same_file(path, file))
        return refuse_overwriting(file, "the tidied text itself"), EXIT_USAGE;
    if (file && same_file(log, file))
        return refuse_overwriting(file, "the log itself"), EXIT_USAGE;
    struct arena *arena = arena_new();
    struct str bytes;
    enum exit_status status =
        undo(arena, path, log, &bytes) ? write_result(bytes, file) : EXIT_INPUT;
    arena_free(arena);
    return status;
}

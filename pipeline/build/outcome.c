// SPDX-License-Identifier: MIT
// What is said of a brief when it is done.
#include "build/outcome.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void outcome_print_refusal(FILE *messages, const struct command *command,
                           struct str name, const struct refusal *refusal)
{
    struct arena *arena = arena_new();
    const char *form =
        refusal->not_entered ? "%s cannot be written: %s; what was made of "
                               "%.*s is in place, and "
                               "the next run looks at it anew"
        : refusal->why
            ? "%s cannot be written: %s; nothing of %.*s was written"
            : "%s %s, and stays; nothing of %.*s was written. Move it away, or "
              "take --force to write over it";
    const char *why =
        refusal->why ? refusal->why : "is not as qalam wrote it, if it did";
    struct str text =
        arena_printf(arena, form, refusal->path, why, STR_ARG(name));
    diag_print_machine(messages, command->store.json, name, text);
    arena_free(arena);
}

static bool is_main_output(struct str name)
{
    return str_find(name, STR("assets/")) == STR_NONE;
}

// The paths of what was written, a line each; assets aside.
char *outcome_outputs(const struct command *command, const struct job *job,
                      const struct plan *plan)
{
    struct buffer lines = {0};
    for (size_t i = 0; i < job->output.count; i++)
        if (is_main_output(job->output.files[i].name))
            buffer_printf(&lines, "%s/%.*s\n", command->store.folder,
                          STR_ARG(job->output.files[i].name));
    for (size_t f = 0; f < FORMAT_COUNT; f++)
        for (size_t i = 0;
             plan->restore >> f & 1 && i < plan->made[f].file_count; i++)
            if (is_main_output(plan->made[f].files[i].path))
                buffer_printf(&lines, "%s/%.*s\n", command->store.folder,
                              STR_ARG(plan->made[f].files[i].path));
    return lines.bytes ? lines.bytes : strdup("");
}

static void add_size(struct buffer *text, uint64_t bytes)
{
    enum { KB = 1000, MB = 1000 * KB };
    if (bytes >= MB)
        buffer_printf(text, "%.1f MB", (double)bytes / MB);
    else
        buffer_printf(text, "%u KB", (unsigned)((bytes + KB - 1) / KB));
}

static void add_made(struct buffer *text, const struct command *command,
                     struct str name, unsigned format, size_t pages,
                     uint64_t bytes)
{
    if (!is_main_output(name))
        return;
    buffer_printf(text, "%s %s/%.*s (", text->count ? "," : "",
                  command->store.folder, STR_ARG(name));
    if (pages > 0 && formats_traits(format) & NEEDS_PAGES)
        buffer_printf(text, "%zu page%s, ", pages, pages == 1 ? "" : "s");
    add_size(text, bytes);
    buffer_add_c(text, ")");
}

// A copy that was put in place is as large as the file there.
static uint64_t size_in_place(const struct command *command, struct str name)
{
    struct arena *arena = arena_new();
    struct stat facts;
    struct str path =
        arena_printf(arena, "%s/%.*s", command->store.folder, STR_ARG(name));
    bool known = stat(path.bytes, &facts) == 0;
    arena_free(arena);
    return known ? (uint64_t)facts.st_size : 0;
}

char *outcome_made(const struct command *command, const struct job *job,
                   const struct plan *plan)
{
    struct buffer text = {0};
    for (size_t i = 0; i < job->output.count; i++) {
        const struct output_file *file = &job->output.files[i];
        add_made(&text, command, file->name, file->format, job->page_count,
                 file->bytes.count);
    }
    for (size_t f = 0; f < FORMAT_COUNT; f++)
        for (size_t i = 0;
             plan->restore >> f & 1 && i < plan->made[f].file_count; i++) {
            struct str name = plan->made[f].files[i].path;
            add_made(&text, command, name, 1u << f, plan->pdf_pages,
                     size_in_place(command, name));
        }
    buffer_add_byte(&text, '\0');
    return text.bytes;
}

static void say_status(FILE *out, const struct command *command,
                       const struct outcome *outcome)
{
    switch (outcome->status) {
    case OUTCOME_GOOD:
        break;
    case OUTCOME_BUILT:
        fputs(outcome->made, out);
        break;
    case OUTCOME_RESTORED:
        fputs(" from copies:", out);
        fputs(outcome->made, out);
        break;
    case OUTCOME_CURRENT:
        fputs(" current", out);
        if (outcome->warnings > 0)
            fprintf(out, ", %zu warning%s (see ‘qalam check’)",
                    outcome->warnings, outcome->warnings == 1 ? "" : "s");
        break;
    case OUTCOME_PLANNED:
        fputs(" would be built", out);
        break;
    case OUTCOME_FAILED:
    case OUTCOME_MACHINE:
        if (outcome->partly)
            fprintf(out, "%s, but not all that was asked for", outcome->made);
        else
            fputs(" not built", out);
        if (outcome->has_last)
            fputs("; its last good outputs stay", out);
        break;
    }
    bool why = command->store.why || outcome->status == OUTCOME_PLANNED;
    if (why && outcome->reason && outcome->reason[0])
        fprintf(out, ": %s", outcome->reason);
}

// What became of the brief, in one line.
void outcome_say(FILE *out, const struct command *command, struct str name,
                 const struct outcome *outcome)
{
    fprintf(out, "%.*s:", STR_ARG(name));
    if (command->write)
        say_status(out, command, outcome);
    else
        fprintf(out, " %zu error%s, %zu warning%s", outcome->errors,
                outcome->errors == 1 ? "" : "s", outcome->warnings,
                outcome->warnings == 1 ? "" : "s");
}

void outcome_release(struct outcome *outcome)
{
    free(outcome->messages);
    free(outcome->data);
    free(outcome->reported);
    free(outcome->dump);
    free(outcome->line);
    free(outcome->reason);
    free(outcome->outputs);
    free(outcome->made);
    free(outcome->lang);
    *outcome = (struct outcome){0};
}

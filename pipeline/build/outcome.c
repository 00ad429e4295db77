// SPDX-License-Identifier: MIT
// What is said of a brief when it is done.
#include "build/outcome.h"

#include <stdlib.h>
#include <string.h>

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

static void say_outputs(FILE *out, struct str lines)
{
    for (const char *comma = ""; lines.count > 0; comma = ",") {
        size_t end = str_find(lines, STR("\n"));
        fprintf(out, "%s %.*s", comma, (int)end, lines.bytes);
        lines = str_slice(lines, end + 1, lines.count);
    }
}

static void say_status(FILE *out, const struct command *command,
                       const struct outcome *outcome)
{
    switch (outcome->status) {
    case OUTCOME_GOOD:
        break;
    case OUTCOME_BUILT:
        say_outputs(out, str_of(outcome->outputs));
        break;
    case OUTCOME_RESTORED:
        fputs(" from copies:", out);
        say_outputs(out, str_of(outcome->outputs));
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
    free(outcome->dump);
    free(outcome->line);
    free(outcome->reason);
    free(outcome->outputs);
    free(outcome->lang);
    *outcome = (struct outcome){0};
}

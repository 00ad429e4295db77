// SPDX-License-Identifier: MIT
// What a build says of a brief's messages, and of an end before its time.
#include "build/build_parts.h"

// A build shows what matters; a check, or who asks for it, has everything.
void build_print_messages(const struct build *build, const struct job *job,
                          FILE *messages)
{
    const struct command *command = build->command;
    const struct diag *diag = job->context.diag;
    if (command->store.json || command->all || command->dumps) {
        diag_print(diag, messages, command->store.json, build->color);
    } else if (command->write) {
        struct arena *arena = arena_new();
        struct str shown = job->input->names.shown;
        const char *how =
            job->input->standard_input
                ? "--all"
                : arena_printf(arena, "qalam check %.*s", STR_ARG(shown)).bytes;
        diag_print_digest(diag, messages, build->color, how);
        arena_free(arena);
    } else {
        diag_print_levels(diag, messages, build->color);
    }
}

// How far it came, and how to go on.
void build_tell_interrupted(const struct build *build)
{
    const struct inputs *inputs = build->inputs;
    size_t done = 0;
    for (size_t i = 0; i < inputs->count; i++)
        done += build->outcomes[i].status != OUTCOME_PLANNED;
    if (!build->command->write)
        fprintf(stderr, "qalam: interrupted: %zu of %zu briefs checked\n", done,
                inputs->count);
    else
        fprintf(stderr,
                "qalam: interrupted: %zu of %zu briefs are done, and their "
                "outputs are complete\n"
                "run the same command again to build the rest\n",
                done, inputs->count);
}

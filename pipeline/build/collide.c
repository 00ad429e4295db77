// SPDX-License-Identifier: MIT
// Two briefs whose outputs would be one file.
#include "build/build_parts.h"

// The outputs of `a` for a press are called as those of `a-print`.
bool build_collide(const struct command *command, const struct inputs *inputs)
{
    size_t pair[2];
    unsigned formats = 0;
    for (size_t i = 0; i < inputs->count; i++)
        formats |=
            pipeline_formats(&command->request, inputs->items[i]->series);
    if (!command->write || !inputs_collision(inputs, formats, pair))
        return false;
    const struct input *a = inputs->items[pair[0]];
    const struct input *b = inputs->items[pair[1]];
    bool shorter = a->names.stem.count < b->names.stem.count;
    fprintf(stderr,
            "qalam build: ‘%.*s’ and ‘%.*s’ would both be written as "
            "%s%s%s/%.*s\n"
            "rename one, or give it a ‘slug’ in its front matter; nothing was "
            "written\n",
            STR_ARG(a->names.shown), STR_ARG(b->names.shown),
            command->store.folder, a->folder[0] ? "/" : "", a->folder,
            STR_ARG(shorter ? b->names.stem : a->names.stem));
    return true;
}

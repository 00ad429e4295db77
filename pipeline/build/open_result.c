// SPDX-License-Identifier: MIT
// --open: which file is shown of what was built.
#include "build/build_parts.h"

#include "build/browser.h"

#include <unistd.h>

static bool open_if_there(const struct build *build, struct str name)
{
    struct arena *arena = arena_new();
    struct str path = arena_printf(arena, "%s/%.*s",
                                   build->command->store.folder, STR_ARG(name));
    bool there = access(path.bytes, R_OK) == 0;
    if (there)
        browser_open(path.bytes, stderr);
    arena_free(arena);
    return there;
}

// The index, or what is best read of the first brief.
void build_open_result(const struct build *build)
{
    struct arena *arena = arena_new();
    struct str index =
        arena_printf(arena, "index%s", format_web_page()->ending);
    bool shown = build->series && open_if_there(build, index);
    if (!shown && build->inputs->count > 0)
        shown =
            open_if_there(build, build_page(arena, build->inputs->items[0]));
    for (unsigned f = 0; f < FORMAT_COUNT && !shown && build->inputs->count > 0;
         f++) {
        const struct input *input = build->inputs->items[0];
        shown = open_if_there(build,
                              arena_printf(arena, "%s%s%.*s%s", input->folder,
                                           input->folder[0] ? "/" : "",
                                           STR_ARG(input->names.stem),
                                           format_facts[f].ending));
    }
    if (!shown)
        fprintf(stderr, "qalam: there is nothing to open in %s\n",
                build->command->store.folder);
    arena_free(arena);
}

// SPDX-License-Identifier: MIT
// The folder of outputs, as series.yaml may name it, and that of sources.
#include "build/build.h"

#include "series/series_set.h"

#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

const char *build_folder_around(struct arena *arena, const char *operand)
{
    if (is_folder(operand))
        return operand;
    const char *series = series_find(arena, operand);
    const char *slash = strrchr(operand, '/');
    size_t count = slash ? (size_t)(slash - operand) : 0;
    if (series)
        return series;
    return !slash  ? "."
           : count ? arena_c_string(arena, (struct str){operand, count})
                   : "/";
}

static const struct series *series_of(struct series_set *set,
                                      const char *operand)
{
    return is_folder(operand) ? series_set_folder(set, operand)
                              : series_set_file(set, operand);
}

// Whether a/b/.. is a: where b is no link, nor . or .. itself.
static bool can_go_up(struct arena *arena, struct str folder)
{
    struct stat facts;
    return folder.count > 0 && !str_ends(folder, STR(".")) &&
           !str_equal(folder, STR("/")) &&
           lstat(arena_c_string(arena, folder), &facts) == 0 &&
           S_ISDIR(facts.st_mode);
}

static struct str above(struct str folder)
{
    while (folder.count > 0 && folder.bytes[folder.count - 1] != '/')
        folder.count--;
    if (folder.count > 1)
        folder.count--;
    return folder;
}

// site, not papers/../site.
static const char *folder_of(struct arena *arena, const struct series *series)
{
    if (!series || series->output.count == 0)
        return NULL;
    struct str folder = series->folder, output = series->output;
    if (str_equal(folder, STR(".")))
        folder.count = 0;
    while (str_starts(output, STR("../")) && can_go_up(arena, folder)) {
        folder = above(folder);
        output = str_slice(output, 3, output.count);
    }
    bool slash = folder.count > 0 && !str_ends(folder, STR("/"));
    return arena_c_string(arena,
                          arena_printf(arena, "%.*s%s%.*s", STR_ARG(folder),
                                       slash ? "/" : "", STR_ARG(output)));
}

bool build_choose_folder(struct arena *arena, struct command *command,
                         char **operands, size_t count)
{
    if (command->folder_chosen || !command->write)
        return true;
    struct series_set set = {.arena = arena};
    const char *first = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *folder = folder_of(arena, series_of(&set, operands[i]));
        if (i == 0)
            first = folder;
        if (first ? folder && strcmp(first, folder) == 0 : !folder)
            continue;
        fprintf(stderr,
                "qalam build: ‘%s’ and ‘%s’ have different output folders\n"
                "build them one after the other, or choose a folder with -o; "
                "nothing was written\n",
                operands[0], operands[i]);
        return false;
    }
    if (first)
        command->store.folder = first;
    return true;
}

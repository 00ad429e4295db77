// SPDX-License-Identifier: MIT
// Finding a press's profile, and seeing whether it is one.
#include "backends/press/profile.h"

#include "base/ascii.h"
#include "base/load.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILES_MOST = 6, PROFILE_BYTES_MOST = 16 * 1024 * 1024, HEADER = 128 };

static const struct condition {
    const char *name, *other, *files[FILES_MOST];
} conditions[] = {
#define CONDITION(name, other, ...) {name, other, {__VA_ARGS__}},
#include "backends/press/profiles.def"
#undef CONDITION
};

// Where Linux systems keep profiles: the freedesktop folders first, then those
// of Debian's packages.
static const char *const folders[] = {
    "/usr/local/share/color/icc",
    "/usr/share/color/icc",
    "/usr/share/color/icc/colord",
    "/usr/share/color/icc/ghostscript",
    "/usr/share/color/icc/ECI",
    "/usr/share/color/icc/eci",
    "/var/lib/colord/icc",
    "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles",
};

// FOGRA39, Fogra 39 and fogra-39 are one name.
static bool same_name(struct str name, const char *known)
{
    size_t at = 0;
    for (const char *c = known; *c || at < name.count;) {
        bool skip_name = at < name.count && strchr(" -_", name.bytes[at]);
        bool skip_known = *c && strchr(" -_", *c);
        if (skip_name || skip_known) {
            at += skip_name;
            c += skip_known;
            continue;
        }
        if (at == name.count || !*c ||
            ascii_lower(name.bytes[at]) != ascii_lower(*c))
            return false;
        at++;
        c++;
    }
    return true;
}

static const struct condition *condition_named(struct str name)
{
    for (size_t i = 0; i < COUNT(conditions); i++)
        if (same_name(name, conditions[i].name) ||
            same_name(name, conditions[i].other))
            return &conditions[i];
    return NULL;
}

static struct str last_part(struct str path)
{
    for (size_t i = path.count; i-- > 0;)
        if (path.bytes[i] == '/')
            return str_slice(path, i + 1, path.count);
    return path;
}

static const struct condition *condition_of_file(struct str path)
{
    struct str name = last_part(path);
    for (size_t i = 0; i < COUNT(conditions); i++)
        for (size_t k = 0; k < FILES_MOST && conditions[i].files[k]; k++)
            if (str_equal_ascii_case(name, str_of(conditions[i].files[k])))
                return &conditions[i];
    return NULL;
}

// ----- Files -----

static bool load(struct arena *arena, struct str path, struct profile *profile)
{
    const char *why;
    char *name = arena_c_string(arena, path);
    if (access(name, F_OK) != 0)
        return false;
    if (!load_file_within(arena, name, PROFILE_BYTES_MOST, &profile->bytes,
                          &why))
        profile->why = why;
    profile->info = last_part(path);
    return true;
}

static bool load_in(struct arena *arena, const char *folder,
                    const struct condition *condition, struct profile *profile)
{
    for (size_t i = 0; i < FILES_MOST && condition->files[i]; i++)
        if (load(arena,
                 arena_printf(arena, "%s/%s", folder, condition->files[i]),
                 profile))
            return true;
    return false;
}

static bool load_named(struct arena *arena, const struct condition *condition,
                       struct profile *profile)
{
    const char *home = getenv("HOME");
    if (home && load_in(arena,
                        arena_c_string(
                            arena, arena_printf(
                                       arena, "%s/.local/share/icc", home)),
                        condition, profile))
        return true;
    for (size_t i = 0; i < COUNT(folders); i++)
        if (load_in(arena, folders[i], condition, profile))
            return true;
    return false;
}

// ----- Whether it is one (ISO 15076-1 7.2) -----

static const char *fault_of(struct str bytes, int level)
{
    if (bytes.count < HEADER ||
        !str_equal(str_slice(bytes, 36, 40), STR("acsp")))
        return "it is no ICC profile";
    if (!str_equal(str_slice(bytes, 12, 16), STR("prtr")) ||
        !str_equal(str_slice(bytes, 16, 20), STR("CMYK")))
        return "it is not the profile of a CMYK press";
    if (bytes.bytes[8] > level)
        return level < 4 ? "x-1a takes profiles of ICC version 2 only"
                         : "its ICC version is later than 4";
    return NULL;
}

struct profile profile_find(struct arena *arena, struct str name,
                            struct str path, int level)
{
    struct profile profile = {0};
    const struct condition *condition = NULL;
    if (load(arena, path, &profile))
        condition = condition_of_file(path);
    else if ((condition = condition_named(name)) &&
             !load_named(arena, condition, &profile))
        condition = NULL;
    if (condition)
        profile.condition = str_of(condition->name);
    if (profile.bytes.count && !profile.why)
        profile.why = fault_of(profile.bytes, level);
    return profile;
}

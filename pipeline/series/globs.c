// SPDX-License-Identifier: MIT
// Patterns for paths, in time that grows with pattern times path.
//
// fnmatch(3) knows no `**`, follows the locale, and needs exponential time for
// some patterns.
#include "series/globs.h"

static bool at_slash(struct str s, size_t i)
{
    return i < s.count && s.bytes[i] == '/';
}

// One part between slashes, with `*` and `?`. The last `*` alone can need to
// take more: what one before it took is never wrong.
static bool part_matches(struct str pattern, struct str name)
{
    size_t p = 0, n = 0, star = STR_NONE, taken = 0;
    while (n < name.count) {
        if (p < pattern.count && pattern.bytes[p] == '*') {
            star = p++;
            taken = n;
            continue;
        }
        size_t after_name = n, after_pattern = p;
        uint32_t c = utf8_next(name, &after_name);
        if (p < pattern.count) {
            uint32_t wanted = utf8_next(pattern, &after_pattern);
            if (wanted == '?' || wanted == c) {
                p = after_pattern;
                n = after_name;
                continue;
            }
        }
        if (star == STR_NONE)
            return false;
        p = star + 1;
        utf8_next(name, &taken);
        n = taken;
    }
    while (p < pattern.count && pattern.bytes[p] == '*')
        p++;
    return p == pattern.count;
}

static struct str part_at(struct str s, size_t from)
{
    size_t to = from;
    while (to < s.count && !at_slash(s, to))
        to++;
    return str_slice(s, from, to);
}

// The same over parts, where `**` is what `*` is within one.
static bool path_matches(struct str pattern, struct str path)
{
    size_t p = 0, n = 0, stars = STR_NONE, taken = 0;
    while (n < path.count) {
        struct str wanted = part_at(pattern, p), part = part_at(path, n);
        if (p < pattern.count && str_equal(wanted, STR("**"))) {
            p += wanted.count + at_slash(pattern, p + wanted.count);
            stars = p;
            taken = n;
            continue;
        }
        if (p < pattern.count && part_matches(wanted, part)) {
            p += wanted.count + at_slash(pattern, p + wanted.count);
            n += part.count + at_slash(path, n + part.count);
            continue;
        }
        if (stars == STR_NONE)
            return false;
        part = part_at(path, taken);
        taken += part.count + at_slash(path, taken + part.count);
        p = stars;
        n = taken;
    }
    return p == pattern.count;
}

bool glob_matches(struct str pattern, struct str path)
{
    while (str_starts(pattern, STR("./")))
        pattern = str_slice(pattern, 2, pattern.count);
    bool below = str_ends(pattern, STR("/"));
    size_t slash = str_find(pattern, STR("/"));
    if (slash == STR_NONE) {
        size_t name = path.count;
        while (name > 0 && !at_slash(path, name - 1))
            name--;
        return part_matches(pattern, str_slice(path, name, path.count));
    }
    if (!below)
        return path_matches(pattern, path);
    // All below it: each folder above the file may be the one that is meant.
    pattern.count--;
    for (size_t i = 0; i < path.count; i++)
        if (at_slash(path, i) && path_matches(pattern, str_slice(path, 0, i)))
            return true;
    return false;
}

bool glob_stays_inside(struct str pattern)
{
    if (pattern.count == 0 || pattern.bytes[0] == '/')
        return false;
    for (size_t i = 0; i < pattern.count;) {
        struct str part = part_at(pattern, i);
        if (str_equal(part, STR("..")))
            return false;
        i += part.count + 1;
    }
    return true;
}

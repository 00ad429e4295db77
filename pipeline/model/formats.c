// SPDX-License-Identifier: MIT
// The table of formats, and questions to it.
#include "model/formats.h"

const struct format_facts format_facts[FORMAT_COUNT] = {
#define FORMAT(id, name, ending, label, media, traits, options, make)          \
    [FORMAT_INDEX_##id] = {name, ending, label, media, traits, options},
#include "model/formats.def"
#undef FORMAT
};

unsigned formats_traits(unsigned formats)
{
    unsigned traits = 0;
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats >> i & 1)
            traits |= format_facts[i].traits;
    return traits;
}

enum format_index format_index(unsigned format)
{
    unsigned index = 0;
    while (format >> (index + 1))
        index++;
    return (enum format_index)index;
}

unsigned format_named(struct str name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (str_equal_ascii_case(name, str_of(format_facts[i].name)))
            return 1u << i;
    return 0;
}

// The longest ending counts: `a-print.pdf` is no PDF of `a-print`.
enum format_index format_of_file(struct str name)
{
    enum format_index found = FORMAT_COUNT;
    size_t most = 0;
    for (size_t i = 0; i < FORMAT_COUNT; i++) {
        struct str ending = str_of(format_facts[i].ending);
        if (name.count < ending.count || ending.count <= most)
            continue;
        struct str end =
            str_slice(name, name.count - ending.count, name.count);
        if (str_equal_ascii_case(end, ending)) {
            most = ending.count;
            found = (enum format_index)i;
        }
    }
    return found;
}

const struct format_facts *format_web_page(void)
{
    return &format_facts[format_index(FORMAT_WEB_PAGE)];
}

enum format_index format_with(unsigned traits)
{
    size_t i = 0;
    while (i < FORMAT_COUNT && !(format_facts[i].traits & traits))
        i++;
    return (enum format_index)i;
}

bool format_is_web_page(struct str name)
{
    return format_of_file(name) == format_index(FORMAT_WEB_PAGE);
}

struct str formats_list(struct arena *arena, unsigned formats)
{
    struct str list = STR("");
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats >> i & 1)
            list = arena_printf(arena, "%.*s%s%s", STR_ARG(list),
                                list.count ? ", " : "", format_facts[i].name);
    return list;
}

struct str formats_files(struct arena *arena, const char *stem,
                         unsigned formats)
{
    struct str list = STR("");
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (formats >> i & 1)
            list = arena_printf(arena, "%.*s%s%s%s", STR_ARG(list),
                                list.count ? ", " : "", stem,
                                format_facts[i].ending);
    return list;
}

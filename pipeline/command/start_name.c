// SPDX-License-Identifier: MIT
// A new brief's title and date, from its path and the clock.
#include "command/start_name.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "languages/date.h"
#include "languages/language.h"
#include "model/identity.h"

#include <string.h>
#include <sys/stat.h>

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

struct start_name start_name_read(struct arena *arena, const char *path)
{
    if (!str_ends(str_of(path), STR(".md")) || is_folder(path))
        return (struct start_name){.folder = path,
                                   .file = STR("first-brief.md"),
                                   .set = STR("first-brief")};
    const char *slash = strrchr(path, '/');
    size_t count = slash ? (size_t)(slash - path) + 1 : 0;
    // Without the slash, but for the root.
    struct str folder =
        str_slice(str_of(path), 0, count > 1 ? count - 1 : count);
    struct names names = names_of_path(arena, path);
    return (struct start_name){.folder = arena_c_string(arena, folder),
                               .file = str_of(path + count),
                               .set = names.set,
                               .lang = names.lang,
                               .given = true};
}

// ----- The title -----

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.count; i++)
        if ((unsigned char)text.bytes[i] >= 0x80)
            return false;
    return true;
}

struct str start_name_title(struct arena *arena, const struct start_name *name,
                            struct str lang)
{
    bool latin = language_script(lang) == SCRIPT_LATIN;
    if (!name->given || is_ascii(name->set) != latin)
        return (struct str){0};
    struct buffer title = {0}, quoted = {0};
    for (size_t i = 0; i < name->set.count; i++) {
        char c = name->set.bytes[i];
        c = c == '-' || c == '_' ? ' ' : c;
        buffer_add_byte(&title, i == 0 ? ascii_upper(c) : c);
    }
    // In quotes: “2024” and “No” are titles too.
    buffer_add_json(&quoted, str_trim(buffer_str(&title)));
    buffer_release(&title);
    return buffer_to_arena(&quoted, arena);
}

// ----- The date -----

struct str start_name_date(struct arena *arena)
{
    enum { DAY_SECONDS = 86400 };
    int64_t seconds;
    int64_t day = identity_source_date_epoch(&seconds) ? seconds / DAY_SECONDS
                                                       : clock_day();
    struct date date = date_of_day(day);
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month,
                        date.day);
}

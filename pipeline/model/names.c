// SPDX-License-Identifier: MIT
// Names of outputs, from the names of sources and their front matter.
#include "model/names.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"
#include "languages/language_named.h"

#include <string.h>

// ----- From the path -----

// Controls of bidi and invisible letters make one name look like another;
// U+FFFD stands for what was lost.
static bool hides(uint32_t c)
{
    return (char_is_ignorable(c) && c != CHAR_ZWNJ && c != CHAR_ZWJ) ||
           c == CHAR_LINE_SEPARATOR || c == CHAR_PARAGRAPH_SEPARATOR ||
           c == CHAR_REPLACEMENT;
}

struct str names_shown(struct arena *arena, struct str name)
{
    struct buffer out = {0};
    for (size_t at = 0; at < name.count;) {
        size_t valid = utf8_valid(name.bytes + at, name.count - at);
        size_t start = at;
        uint32_t c = utf8_next(name, &at);
        if (valid == 0 || char_is_control(c))
            buffer_add_byte(&out, '_');
        else
            buffer_add(&out, str_slice(name, start, at));
    }
    return buffer_to_arena(&out, arena);
}

// Where the last dot of a name is; the count where it has none but at its
// start, which makes a name hidden and is no ending.
static size_t last_dot(struct str name)
{
    for (size_t at = name.count; at-- > 1;)
        if (name.bytes[at] == '.')
            return at;
    return name.count;
}

// BCP 47 has room for primary subtags of four letters and more, but none is
// registered: `report.final.md` is no edition. `report.dari.md` is.
static bool tag_of_edition(struct arena *arena, struct str tag,
                           struct str *lang)
{
    if (tag.count > 1 && language_valid(tag) &&
        language_primary(tag).count <= 3) {
        *lang = language_canonical(arena, tag);
        return true;
    }
    return language_named_here(tag, lang);
}

// Briefs of Afghanistan: `.fa` that says no more is Dari.
static struct str tag_language(struct str tag, struct str lang)
{
    struct language_walk walk = {.row = ROW_file_tag};
    struct str short_tag;
    while (languages_next(&walk, &short_tag))
        if (str_equal_ascii_case(tag, short_tag))
            return walk.tag;
    return lang;
}

struct names names_of_path(struct arena *arena, const char *path)
{
    if (strcmp(path, "-") == 0)
        path = "stdin";
    struct names names = {.shown = names_shown(arena, str_of(path))};
    const char *slash = strrchr(path, '/');
    struct str name = names_shown(arena, str_of(slash ? slash + 1 : path));
    names.stem = names.set = str_slice(name, 0, last_dot(name));
    size_t dot = last_dot(names.stem);
    if (dot == names.stem.count)
        return names;
    struct str tag = str_slice(names.stem, dot + 1, names.stem.count);
    struct str lang;
    if (tag_of_edition(arena, tag, &lang)) {
        names.set = str_slice(names.stem, 0, dot);
        names.lang = arena_str(arena, tag_language(tag, lang));
    }
    return names;
}

// ----- Slugs and references -----

// What a name of a file may hold, its ending not counted (255 bytes in most
// file systems).
enum { LIMIT_SLUG_BYTES = 200 };

bool names_slug_good(struct str slug)
{
    if (slug.count == 0 || slug.count > LIMIT_SLUG_BYTES ||
        slug.bytes[0] == '.' || slug.bytes[0] == '-')
        return false;
    for (size_t at = 0; at < slug.count;) {
        uint32_t c = utf8_next(slug, &at);
        if (char_is_control(c) || hides(c) ||
            (c < 0x80 && strchr("/\\:*?\"<>|", (int)c)))
            return false;
    }
    return true;
}

struct str names_url(struct arena *arena, struct str name)
{
    struct buffer out = {0};
    // `a:b.html` would be a scheme (RFC 3986 4.2).
    if (str_find(name, STR(":")) != STR_NONE)
        buffer_add_c(&out, "./");
    for (size_t i = 0; i < name.count; i++) {
        unsigned char c = (unsigned char)name.bytes[i];
        if (c <= 0x20 || c == 0x7F ||
            (c < 0x80 && strchr("\"#%<>?[\\]^`{|}", c)))
            buffer_printf(&out, "%%%02X", c);
        else
            buffer_add_byte(&out, name.bytes[i]);
    }
    return buffer_to_arena(&out, arena);
}

static bool plain_in_shell(char c)
{
    return ascii_is_alphanumeric(c) || (unsigned char)c >= 0x80 ||
           (c && strchr("/._-+,:@%", c));
}

struct str names_in_shell(struct arena *arena, struct str path)
{
    struct buffer out = {0};
    bool plain = path.count > 0;
    for (size_t i = 0; i < path.count; i++)
        plain = plain && plain_in_shell(path.bytes[i]);
    if (str_starts(path, STR("-")))
        buffer_add_c(&out, "./");
    if (!plain)
        buffer_add_byte(&out, '\'');
    for (size_t i = 0; i < path.count; i++)
        if (path.bytes[i] == '\'')
            buffer_add_c(&out, "'\\''");
        else
            buffer_add_byte(&out, path.bytes[i]);
    if (!plain)
        buffer_add_byte(&out, '\'');
    return buffer_to_arena(&out, arena);
}

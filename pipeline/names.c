// SPDX-License-Identifier: MIT
// Names of outputs, from the names of sources and their front matter.
#include "names.h"

#include "buffer.h"
#include "context.h"
#include "language.h"
#include "load.h"
#include "read.h"

#include <string.h>
#include <yaml.h>

// ----- From the path -----

static bool control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

// Controls of bidi and invisible letters make one name look like another.
static bool hides(uint32_t c)
{
    return (c >= 0x200B && c <= 0x200F && c != 0x200C && c != 0x200D) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF;
}

static struct str clean(struct arena *arena, struct str name)
{
    struct buffer out = {0};
    for (size_t at = 0; at < name.count;) {
        size_t valid = utf8_valid(name.bytes + at, name.count - at);
        size_t start = at;
        uint32_t c = utf8_next(name, &at);
        if (valid == 0 || control(c))
            buffer_add_byte(&out, '_');
        else
            buffer_add(&out, str_slice(name, start, at));
    }
    struct str result = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return result;
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
// registered: `report.final.md` is no edition.
static bool tag_of_edition(struct str tag)
{
    return tag.count > 1 && language_valid(tag) &&
           language_primary(tag).count <= 3;
}

static struct str tag_language(struct arena *arena, struct str tag)
{
    // Briefs of Afghanistan: `.fa` that says no more is Dari.
    if (str_equal_ascii_case(tag, STR("fa")))
        return STR("fa-AF");
    return arena_str(arena, language_canonical(arena, tag));
}

struct names names_of_path(struct arena *arena, const char *path)
{
    if (strcmp(path, "-") == 0)
        path = "stdin";
    struct names names = {.shown = clean(arena, str_of(path))};
    const char *slash = strrchr(path, '/');
    struct str name = clean(arena, str_of(slash ? slash + 1 : path));
    names.stem = names.set = str_slice(name, 0, last_dot(name));
    size_t dot = last_dot(names.stem);
    if (dot == names.stem.count)
        return names;
    struct str tag = str_slice(names.stem, dot + 1, names.stem.count);
    if (tag_of_edition(tag)) {
        names.set = str_slice(names.stem, 0, dot);
        names.lang = tag_language(arena, tag);
    }
    return names;
}

// ----- From the front matter -----

// A text that cannot have the key needs no decoding: most have not. In UTF-16
// and UTF-32 the letters have zero bytes between them.
static bool may_hold_keys(struct str bytes)
{
    struct str opening = str_slice(bytes, 0, bytes.count < 4 ? bytes.count : 4);
    return str_find(bytes, STR("slug")) != STR_NONE ||
           str_find(bytes, STR("lang")) != STR_NONE ||
           memchr(opening.bytes, 0, opening.count) != NULL;
}

static struct str scalar(struct arena *arena, const yaml_event_t *event)
{
    struct str text = {(const char *)event->data.scalar.value,
                       event->data.scalar.length};
    return str_trim(arena_str(arena, text));
}

// libyaml counts lines and characters, a place bytes.
static size_t offset_of(struct str yaml, yaml_mark_t mark)
{
    size_t at = 0;
    for (size_t line = 0; line < mark.line && at < yaml.count; at++)
        line += yaml.bytes[at] == '\n' ||
                (yaml.bytes[at] == '\r' &&
                 !(at + 1 < yaml.count && yaml.bytes[at + 1] == '\n'));
    for (size_t column = 0; column < mark.column && at < yaml.count; column++)
        utf8_next(yaml, &at);
    return at;
}

// Takes the scalars of the outermost mapping. Events are not resolved, so
// aliases cannot grow.
static void take_keys(struct arena *arena, yaml_parser_t *parser,
                      struct str yaml, struct front_names *names)
{
    int depth = 0;
    bool key_next = true;
    struct str *wanted = NULL;
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event))
            return;
        yaml_event_type_t type = event.type;
        bool opens = type == YAML_MAPPING_START_EVENT ||
                     type == YAML_SEQUENCE_START_EVENT;
        bool closes =
            type == YAML_MAPPING_END_EVENT || type == YAML_SEQUENCE_END_EVENT;
        more = type != YAML_STREAM_END_EVENT;
        depth -= closes;
        if (depth == 1 && type == YAML_SCALAR_EVENT && key_next) {
            struct str key = scalar(arena, &event);
            wanted = str_equal(key, STR("slug"))   ? &names->slug
                     : str_equal(key, STR("lang")) ? &names->lang
                                                   : NULL;
        } else if (depth == 1 && type == YAML_SCALAR_EVENT && wanted) {
            *wanted = scalar(arena, &event);
            if (wanted == &names->slug)
                names->slug_place.offset = offset_of(yaml, event.start_mark);
        }
        if (depth == 1 &&
            (type == YAML_SCALAR_EVENT || closes || type == YAML_ALIAS_EVENT))
            key_next = !key_next;
        depth += opens;
        yaml_event_delete(&event);
    }
}

static void read_keys(struct arena *arena, struct str yaml,
                      struct front_names *names)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return;
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.bytes,
                                 yaml.count);
    take_keys(arena, &parser, yaml, names);
    yaml_parser_delete(&parser);
}

struct front_names names_of_front(struct arena *arena, const char *path)
{
    struct front_names names = {0};
    struct arena *own = arena_new();
    struct context context = {
        .arena = own, .diag = diag_new(own, STR("")), .path = str_of(path)};
    struct str bytes, text;
    const char *why;
    struct front_block block;
    // Standard input can be read but once.
    if (strcmp(path, "-") != 0 && load_file(own, path, &bytes, &why) &&
        may_hold_keys(bytes) && read_decode(bytes, &context, &text) &&
        read_front_block(text, &block))
        read_keys(
            arena,
            (struct str){text.bytes + block.yaml_offset, block.yaml_count},
            &names);
    arena_free(own);
    return names;
}

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
        if (control(c) || hides(c) ||
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
    struct str result = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return result;
}

// SPDX-License-Identifier: MIT
// Looking into a file's front matter for two keys, before it is read in full.
#include "front_keys.h"

#include "context.h"
#include "load.h"
#include "read.h"

#include <string.h>
#include <yaml.h>

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
                      struct str yaml, struct front_keys *keys)
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
            wanted = str_equal(key, STR("slug"))   ? &keys->slug
                     : str_equal(key, STR("lang")) ? &keys->lang
                                                   : NULL;
        } else if (depth == 1 && type == YAML_SCALAR_EVENT && wanted) {
            *wanted = scalar(arena, &event);
            if (wanted == &keys->slug)
                keys->slug_place.offset = offset_of(yaml, event.start_mark);
        }
        if (depth == 1 &&
            (type == YAML_SCALAR_EVENT || closes || type == YAML_ALIAS_EVENT))
            key_next = !key_next;
        depth += opens;
        yaml_event_delete(&event);
    }
}

static void read_keys(struct arena *arena, struct str yaml,
                      struct front_keys *keys)
{
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return;
    yaml_parser_set_input_string(&parser, (const unsigned char *)yaml.bytes,
                                 yaml.count);
    take_keys(arena, &parser, yaml, keys);
    yaml_parser_delete(&parser);
}

struct front_keys front_keys_of(struct arena *arena, const char *path)
{
    struct front_keys keys = {0};
    struct arena *own = arena_new();
    struct context context = {
        .arena = own, .diag = diag_new(own, STR("")), .path = str_of(path)};
    struct str bytes, text;
    const char *why;
    struct front_block block;
    // Standard input can be read but once.
    if (strcmp(path, "-") != 0 && load_file(own, path, &bytes, &why) &&
        may_hold_keys(bytes) && read_decode(bytes, &context, &text) &&
        read_front_block(text, &block)) {
        struct str yaml = {text.bytes + block.yaml_offset, block.yaml_count};
        read_keys(arena, yaml, &keys);
        keys.slug_place.offset += block.yaml_offset;
    }
    arena_free(own);
    return keys;
}

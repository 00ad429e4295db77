// SPDX-License-Identifier: MIT
// Front matter in more places than one: below a title block of pandoc's, in a
// second block within the text, at its end. Programs of pandoc's kind read all
// of these; here they become one block at the start.
//
// A block within the text is a line "---", keys of which we know one, and a
// line "---" or "...". To Markdown it is a rule and a heading, which no writer
// would make of "keywords: [water]".
#include "front/front_parts.h"

#include "base/ascii.h"
#include "source/front_fences.h"

#include <string.h>

// ----- Lines of YAML -----

static bool is_known_key(struct str key)
{
    static const char *const names[] = {
#define KEY(name, about) name,
#include "model/front_keys.def"
#undef KEY
#define OTHER(theirs, ours) theirs,
#define PERSON(theirs, ours)
#include "model/front_other.def"
#undef OTHER
#undef PERSON
    };
    return STR_IS_ONE_OF(key, names);
}

// "key:" at the start of a line; empty where there is none.
static struct str key_of(struct str line)
{
    size_t end = 0;
    while (end < line.count &&
           (ascii_is_alphanumeric(line.bytes[end]) || line.bytes[end] == '-' ||
            line.bytes[end] == '_'))
        end++;
    bool colon = end > 0 && end < line.count && line.bytes[end] == ':' &&
                 (end + 1 == line.count || line.bytes[end + 1] == ' ');
    return colon ? str_slice(line, 0, end) : STR("");
}

// What can follow a key: further keys, values on lines of their own, lists.
static bool is_yaml(struct str line)
{
    return str_blank(line) || line.bytes[0] == ' ' || line.bytes[0] == '#' ||
           line.bytes[0] == ']' || line.bytes[0] == '}' ||
           str_starts(line, STR("- ")) || key_of(line).count > 0;
}

static bool is_fence(struct str line, bool closing)
{
    struct str fence = str_trim(line);
    return line.count > 0 && line.bytes[0] != ' ' &&
           (str_equal(fence, STR("---")) ||
            (closing && str_equal(fence, STR("..."))));
}

// ----- A block within the text -----

struct second {
    size_t offset, yaml, yaml_end, end; // with its fences
    bool closed;
};

static struct str line_of(struct str text, struct text_line line)
{
    return str_slice(text, line.start, line.end);
}

// Behind the fence at `line`; false: it is none of front matter.
static bool read_second(struct str text, struct text_line line,
                        struct second *second)
{
    bool known = false, first = true;
    *second = (struct second){.offset = line.start, .yaml = line.next};
    for (size_t at = line.next; at < text.count; at = line.next) {
        line = line_at(text, at);
        struct str content = line_of(text, line), key = key_of(content);
        second->yaml_end = line.start;
        second->end = line.next;
        second->closed = !first && is_fence(content, true);
        if (second->closed)
            return known;
        if ((first && key.count == 0) || !is_yaml(content))
            return false;
        known = known || is_known_key(key);
        first = false;
    }
    second->yaml_end = second->end;
    return known && !first;
}

static bool is_outer_rule(const struct block_line *line)
{
    return line->block && line->block->kind == BLOCK_BREAK &&
           !line->block->parent;
}

struct seconds {
    struct second *items;
    size_t count, capacity;
};

static struct seconds find_seconds(const struct fronting *now, size_t from)
{
    struct seconds seconds = {0};
    struct second second;
    for (size_t i = 0; i < now->blocks.line_count; i++) {
        const struct block_line *line = &now->blocks.lines[i];
        if (line->at.start < from || !is_outer_rule(line) ||
            !is_fence(line_of(now->text, line->at), false) ||
            !read_second(now->text, line->at, &second))
            continue;
        ARENA_PUSH(now->arena, seconds.items, seconds.count, seconds.capacity) =
            second;
        from = second.end;
    }
    return seconds;
}

static void report(const struct fronting *now, size_t offset,
                   enum message message)
{
    diag_report(now->context->diag,
                source_origin(now->source, offset, STR("---").count), message);
}

static void move_second(struct fronting *now, const struct second *second,
                        size_t to)
{
    struct str yaml = str_slice(now->text, second->yaml, second->yaml_end);
    source_replace_from(now->source, to, 0, yaml, second->yaml, yaml.count,
                        "front");
    source_replace(now->source, second->offset, second->end - second->offset,
                   STR(""), "front");
    report(now, second->offset, MESSAGE_front_second);
}

// ----- A title block above -----

bool front_gives(struct str yaml, struct str key)
{
    for (size_t at = 0; at < yaml.count;) {
        struct text_line line = line_at(yaml, at);
        if (str_equal(key_of(line_of(yaml, line)), key))
            return true;
        at = line.next;
    }
    return false;
}

// What the front matter says itself counts, and what the title block has
// beside it goes, with a message.
static void drop(struct fronting *now, struct str yaml, const char *key,
                 struct str value, size_t at)
{
    if (value.count == 0 || !front_gives(yaml, str_of(key)))
        return;
    diag_report(now->context->diag, source_origin(now->source, at, 1),
                MESSAGE_front_percent_twice, str_of(key), value);
    source_let_go(now->source, value);
}

static void move_percent(struct fronting *now, struct front_preamble above,
                         struct str yaml, size_t to)
{
    now->yaml = yaml;
    if (above.percent_end == 0 ||
        !front_percent_above(now, above.percent, above.percent_end))
        return;
    drop(now, yaml, "title", now->title_text.text, above.percent);
    if (front_gives(yaml, STR("title")))
        now->title_text = (struct value){0};
    drop(now, yaml, "date", now->date.text, above.percent);
    if (front_gives(yaml, STR("date")))
        now->date = (struct value){0};
    bool authors =
        front_gives(yaml, STR("author")) || front_gives(yaml, STR("authors"));
    for (size_t i = 0; authors && i < now->authors.count; i++)
        drop(now, yaml, front_gives(yaml, STR("author")) ? "author" : "authors",
             now->authors.items[i].name.text, above.percent);
    if (authors)
        now->authors.count = 0;
    front_write_percent(now, to);
    size_t end = above.percent_end;
    while (end < above.end && now->text.bytes[end] == '\n')
        end++;
    source_replace(now->source, above.percent, end - above.percent, STR(""),
                   "front");
}

// ----- The whole -----

bool front_gather(struct fronting *now)
{
    struct front_preamble above = front_preamble(now->text);
    struct text_line opening = {0}, closing = {0};
    bool front = now->blocks.count > 0 &&
                 now->blocks.items[0].kind == BLOCK_FRONT &&
                 front_fences(now->text, &opening, &closing);
    size_t to = front ? closing.start : 0;
    struct seconds seconds = find_seconds(now, front ? closing.next : 1);
    bool moves = false;
    for (size_t i = 0; i < seconds.count; i++) {
        if (!seconds.items[i].closed)
            report(now, seconds.items[i].offset, MESSAGE_front_unclosed);
        moves = moves || seconds.items[i].closed;
    }
    if (!moves && (!front || above.percent_end == 0))
        return false;
    if (!front)
        source_replace(now->source, 0, 0, STR("---\n"), "front");
    struct str yaml =
        front ? str_slice(now->text, opening.next, closing.start) : STR("");
    move_percent(now, above, yaml, front ? opening.next : 0);
    for (size_t i = 0; i < seconds.count; i++)
        if (seconds.items[i].closed)
            move_second(now, &seconds.items[i], to);
    if (!front)
        source_replace(now->source, 0, 0, STR("---\n\n"), "front");
    return true;
}

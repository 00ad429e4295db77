// SPDX-License-Identifier: MIT
// libyaml's events made into a tree. Anchors and aliases are refused, so the
// tree is never larger than its text.
#include "read/front_matter/yaml_tree.h"

#include "base/ascii.h"
#include "base/fail.h"
#include "model/brief_limits.h"

#include <string.h>
#include <yaml.h>

struct parsing {
    struct reader *reader;
    yaml_parser_t parser;
    struct str text;
    size_t base; // of text in the source
    // libyaml counts characters; each mark is near the one before, so the
    // last one converted is where the next search starts.
    size_t seen_index, seen_offset;
    bool failed;
    const struct quoted *quoted; // see repair_quotes
    size_t quoted_count;
};

// A line's value with quotes within its quotes, in the text.
struct quoted {
    size_t start, end; // between the outer quotes
};

// ----- Places -----

// The byte of the text that a mark stands at.
static size_t offset_of(struct parsing *parsing, yaml_mark_t mark)
{
    while (parsing->seen_index > mark.index && parsing->seen_offset > 0) {
        utf8_previous(parsing->text, &parsing->seen_offset);
        parsing->seen_index--;
    }
    while (parsing->seen_index < mark.index &&
           parsing->seen_offset < parsing->text.count) {
        utf8_next(parsing->text, &parsing->seen_offset);
        parsing->seen_index++;
    }
    return parsing->seen_offset;
}

static struct place place_of(struct parsing *parsing, yaml_mark_t start,
                             yaml_mark_t end)
{
    size_t from = offset_of(parsing, start);
    size_t to = offset_of(parsing, end);
    return reader_place(parsing->reader, parsing->base + from,
                        to > from ? to - from : 0);
}

struct place yaml_place(const struct reader *reader, const struct yaml *value)
{
    return reader_place(reader, value->offset, value->count);
}

// ----- Faults -----

// libyaml's words are for programmers; these are for editors. Where `opening`
// is set the fault is where the thing began, not where the text ended.
static const struct problem {
    const char *problem, *meaning;
    bool opening;
} problems[] = {
    {"mapping values are not allowed in this context",
     "there is a second colon in a value without quotes"},
    {"did not find expected key",
     "this is no key with a colon, or it is indented otherwise than the keys "
     "above"},
    {"could not find expected ':'", "a key has no colon after it"},
    {"found character that cannot start any token",
     "a value begins with a character that has a meaning in YAML (@, ` or %)"},
    {"found unexpected end of stream", "a quotation mark is not closed", true},
    {"found unexpected document indicator", "a quotation mark is not closed",
     true},
    {"did not find expected ',' or ']'", "a list in [ ] is not closed", true},
    {"did not find expected ',' or '}'", "a map in { } is not closed", true},
    {"did not find expected whitespace or line break",
     "a value begins with !, and belongs in quotes"},
    {"did not find expected '-' indicator",
     "a list goes on with a line that does not begin with a hyphen"},
    {"block sequence entries are not allowed in this context",
     "a list begins on the line of its key; it belongs on the next"},
    {"found unknown escape character",
     "a backslash in double quotes is followed by what is no escape"},
    {"control characters are not allowed", "there is a control character"},
    {"did not find expected alphabetic or numeric character",
     "a value begins with * or &, and belongs in double quotes"},
    {"found undefined tag handle",
     "a value begins with !, and belongs in double quotes"},
    {"found unexpected ':'", "there is a colon in a value without quotes"},
    {"could not find expected directive name",
     "a line begins with %, which has a meaning in YAML"},
    {"found unknown directive name",
     "a line begins with %, which has a meaning in YAML"},
    {"did not find expected <document start>", "a line is no key with a colon"},
    {"mapping keys are not allowed in this context",
     "a value begins with ?, and belongs in double quotes"},
    {"did not find expected comment or line break",
     "there is text behind | or >; it belongs on the next line"},
    {"found a tab character where an indentation space is expected",
     "a line is indented with a tab"},
    {"did not find expected hexdecimal number",
     "a backslash in double quotes is followed by what is no escape"},
};

static const struct problem *problem_of(const yaml_parser_t *parser)
{
    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++)
        if (parser->problem &&
            strcmp(parser->problem, problems[i].problem) == 0)
            return &problems[i];
    return NULL;
}

static size_t problem_offset(struct parsing *parsing,
                             const struct problem *problem)
{
    const yaml_parser_t *parser = &parsing->parser;
    if (parser->error == YAML_READER_ERROR)
        return parser->problem_offset;
    bool opening = problem && problem->opening && parser->context;
    return offset_of(parsing,
                     opening ? parser->context_mark : parser->problem_mark);
}

static void report_problem(struct parsing *parsing)
{
    struct reader *reader = parsing->reader;
    struct str text = parsing->text;
    const struct problem *problem = problem_of(&parsing->parser);
    size_t offset = problem_offset(parsing, problem);
    if (offset > text.count)
        offset = text.count;
    struct place at =
        reader_place(reader, parsing->base + offset, offset < text.count);
    const char *words = problem ? problem->meaning : "it cannot be read";
    if (offset < text.count && text.bytes[offset] == '\t')
        diag_report(reader->diag, at, MESSAGE_front_tab);
    else
        diag_report(reader->diag, at, MESSAGE_front_broken, str_of(words));
    parsing->failed = true;
}

static void report_alias(struct parsing *parsing, const yaml_event_t *event,
                         const char *mark, const yaml_char_t *name)
{
    struct reader *reader = parsing->reader;
    diag_report(reader->diag,
                place_of(parsing, event->start_mark, event->end_mark),
                MESSAGE_front_alias,
                arena_printf(reader->arena, "%s%s", mark, (const char *)name));
    parsing->failed = true;
}

static void check_anchor(struct parsing *parsing, const yaml_event_t *event,
                         const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct reader *reader = parsing->reader;
    if (anchor)
        report_alias(parsing, event, "&", anchor);
    else if (tag)
        diag_report(reader->diag,
                    place_of(parsing, event->start_mark, event->end_mark),
                    MESSAGE_front_tag,
                    arena_str(reader->arena, str_of((const char *)tag)));
}

// ----- The tree -----

static bool next_event(struct parsing *parsing, yaml_event_t *event)
{
    if (parsing->failed)
        return false;
    if (!yaml_parser_parse(&parsing->parser, event)) {
        report_problem(parsing);
        return false;
    }
    return true;
}

static struct yaml *new_value(struct parsing *parsing, enum yaml_kind kind,
                              const yaml_event_t *event)
{
    struct yaml *value = ARENA_NEW(parsing->reader->arena, struct yaml);
    size_t from = offset_of(parsing, event->start_mark);
    size_t to = offset_of(parsing, event->end_mark);
    value->kind = kind;
    value->offset = parsing->base + from;
    value->count = to > from ? to - from : 0;
    return value;
}

// What the author wrote in a value that repair_quotes made readable.
static void restore_quotes(struct parsing *parsing, const struct yaml *value,
                           struct str *text)
{
    size_t start = value->offset - parsing->base + 1;
    for (size_t i = 0; i < parsing->quoted_count; i++)
        if (parsing->quoted[i].start == start)
            *text = str_slice(parsing->reader->text, value->offset + 1,
                              parsing->base + parsing->quoted[i].end);
}

static struct yaml *new_text(struct parsing *parsing, const yaml_event_t *event)
{
    struct reader *reader = parsing->reader;
    struct yaml *value = new_value(parsing, YAML_TEXT, event);
    bool replaced = false;
    struct str text = {(const char *)event->data.scalar.value,
                       event->data.scalar.length};
    check_anchor(parsing, event, event->data.scalar.anchor,
                 event->data.scalar.tag);
    restore_quotes(parsing, value, &text);
    value->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    value->literal = event->data.scalar.style == YAML_LITERAL_SCALAR_STYLE;
    value->text =
        arena_str(reader->arena, clean_text(reader->arena, text, &replaced));
    if (replaced)
        diag_report(reader->diag, yaml_place(reader, value),
                    MESSAGE_character_forbidden,
                    STR("what an escape makes here"));
    return value;
}

static void report_long(struct parsing *parsing, const yaml_event_t *event)
{
    struct reader *reader = parsing->reader;
    diag_report(reader->diag,
                place_of(parsing, event->start_mark, event->end_mark),
                MESSAGE_front_broken,
                arena_printf(reader->arena, "more than %d entries",
                             (int)LIMIT_FRONT_ENTRIES));
    parsing->failed = true;
}

static struct yaml *parse_value(struct parsing *parsing, yaml_event_t *event,
                                size_t depth);

static void append(struct yaml *parent, struct yaml *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

// The entries of a list, or keys and values of a map, up to its end.
static void parse_entries(struct parsing *parsing, struct yaml *parent,
                          size_t depth)
{
    yaml_event_t event;
    struct yaml *key = NULL;
    size_t count = 0;
    while (next_event(parsing, &event)) {
        if (count++ == (size_t)2 * LIMIT_FRONT_ENTRIES)
            report_long(parsing, &event);
        bool end = event.type == YAML_SEQUENCE_END_EVENT ||
                   event.type == YAML_MAPPING_END_EVENT;
        if (end) {
            size_t to = parsing->base + offset_of(parsing, event.end_mark);
            if (to > parent->offset)
                parent->count = to - parent->offset;
        }
        struct yaml *value =
            end ? NULL : parse_value(parsing, &event, depth + 1);
        yaml_event_delete(&event);
        if (end || !value)
            return;
        if (parent->kind == YAML_MAP && !key) {
            key = value;
            continue;
        }
        value->key = key;
        key = NULL;
        append(parent, value);
    }
}

static struct yaml *parse_collection(struct parsing *parsing,
                                     const yaml_event_t *event, size_t depth)
{
    struct reader *reader = parsing->reader;
    bool map = event->type == YAML_MAPPING_START_EVENT;
    struct yaml *value = new_value(parsing, map ? YAML_MAP : YAML_LIST, event);
    check_anchor(parsing, event,
                 map ? event->data.mapping_start.anchor
                     : event->data.sequence_start.anchor,
                 map ? event->data.mapping_start.tag
                     : event->data.sequence_start.tag);
    if (depth >= LIMIT_FRONT_DEPTH) {
        diag_report(reader->diag, yaml_place(reader, value), MESSAGE_front_deep,
                    arena_printf(reader->arena, "%d", (int)LIMIT_FRONT_DEPTH));
        parsing->failed = true;
        return NULL;
    }
    parse_entries(parsing, value, depth);
    return value;
}

// Recursion ends at LIMIT_FRONT_DEPTH.
static struct yaml *parse_value(struct parsing *parsing, yaml_event_t *event,
                                size_t depth)
{
    switch ((int)event->type) {
    case YAML_SCALAR_EVENT:
        return new_text(parsing, event);
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        return parse_collection(parsing, event, depth);
    case YAML_ALIAS_EVENT:
        report_alias(parsing, event, "*", event->data.alias.anchor);
        return NULL;
    default: // no enum of ours
        return NULL;
    }
}

static void parsing_start(struct parsing *parsing, struct str text)
{
    if (!yaml_parser_initialize(&parsing->parser))
        fail_system("out of memory");
    yaml_parser_set_encoding(&parsing->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parsing->parser,
                                 (const unsigned char *)text.bytes, text.count);
    parsing->text = text;
}

// ----- Quotes within quotes -----

static bool is_valid(struct str text)
{
    struct parsing parsing = {0};
    yaml_event_t event;
    bool valid = true, done = false;
    parsing_start(&parsing, text);
    while (valid && !done) {
        valid = yaml_parser_parse(&parsing.parser, &event);
        if (!valid)
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parsing.parser);
    return valid;
}

// `key: "a "b" c"` on a line of its own: the range between the outer quotes
// where there are quotes within and no escapes.
static bool find_quoted(struct str line, struct quoted *quoted)
{
    size_t i = 0, end = line.count;
    while (i < line.count && line.bytes[i] != ':')
        if (strchr("\"'{[#", line.bytes[i++]))
            return false;
    i++;
    while (i < line.count && (line.bytes[i] == ' ' || line.bytes[i] == '\t'))
        i++;
    while (end > i &&
           (line.bytes[end - 1] == ' ' || line.bytes[end - 1] == '\t' ||
            line.bytes[end - 1] == '\r'))
        end--;
    if (end < i + 3 || line.bytes[i] != '"' || line.bytes[end - 1] != '"')
        return false;
    *quoted = (struct quoted){i + 1, end - 1};
    struct str inside = str_slice(line, i + 1, end - 1);
    return str_find(inside, STR("\"")) != STR_NONE &&
           str_find(inside, STR("\\")) == STR_NONE;
}

enum { MOST_QUOTED = 50 }; // so many slips are no slips
struct quoted_list {
    struct quoted *items;
    size_t count, capacity;
};

// The commonest slip of all: title: "The "new" road". What is meant is beyond
// doubt, so it is read so, with a warning. In the copy that libyaml parses the
// inner quotes are apostrophes, which keeps every offset.
static struct str repair_quotes(struct reader *reader, struct str text,
                                size_t base, struct quoted_list *list)
{
    char *copy = arena_c_string(reader->arena, text);
    for (size_t start = 0, end; start < text.count; start = end + 1) {
        struct quoted quoted;
        end = start;
        while (end < text.count && text.bytes[end] != '\n')
            end++;
        if (list->count == MOST_QUOTED ||
            !find_quoted(str_slice(text, start, end), &quoted))
            continue;
        quoted.start += start;
        quoted.end += start;
        for (size_t i = quoted.start; i < quoted.end; i++)
            if (copy[i] == '"')
                copy[i] = '\'';
        ARENA_PUSH(reader->arena, list->items, list->count, list->capacity) =
            quoted;
    }
    struct str repaired = {copy, text.count};
    if (!is_valid(repaired)) {
        list->count = 0;
        return text;
    }
    for (size_t i = 0; i < list->count; i++)
        diag_report(reader->diag,
                    reader_place(reader, base + list->items[i].start - 1,
                                 list->items[i].end + 2 - list->items[i].start),
                    MESSAGE_front_quotes);
    return repaired;
}

// ----- Parsing -----

static struct yaml *parse_stream(struct parsing *parsing, struct str text)
{
    struct yaml *root = NULL;
    yaml_event_t event;
    bool done = false;
    parsing_start(parsing, text);
    while (!done && next_event(parsing, &event)) {
        done = event.type == YAML_STREAM_END_EVENT;
        if (!root)
            root = parse_value(parsing, &event, 0);
        else if (event.type == YAML_DOCUMENT_START_EVENT) {
            // A second document within the fences.
            diag_report(parsing->reader->diag,
                        place_of(parsing, event.start_mark, event.end_mark),
                        MESSAGE_front_broken, STR("a second document begins"));
            parsing->failed = true;
        }
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parsing->parser);
    return parsing->failed ? NULL : root;
}

struct yaml *yaml_parse(struct reader *reader, size_t offset, size_t count)
{
    struct str text = str_slice(reader->text, offset, offset + count);
    struct quoted_list list = {0};
    if (!is_valid(text))
        text = repair_quotes(reader, text, offset, &list);
    struct parsing parsing = {.reader = reader,
                              .base = offset,
                              .quoted = list.items,
                              .quoted_count = list.count};
    return parse_stream(&parsing, text);
}

size_t yaml_too_deep(struct str text)
{
    enum { DEEPEST = 200 }; // brackets in texts count too
    size_t depth = 0;
    for (size_t i = 0; i < text.count; i++) {
        char byte = text.bytes[i];
        if (byte == '[' || byte == '{')
            depth++;
        else if ((byte == ']' || byte == '}') && depth > 0)
            depth--;
        if (depth > DEEPEST)
            return i;
    }
    return STR_NONE;
}

bool yaml_is_map(struct str text)
{
    struct parsing parsing = {0};
    yaml_event_t event;
    bool decided = false, map = false;
    parsing_start(&parsing, text);
    while (!decided) {
        if (!yaml_parser_parse(&parsing.parser, &event)) {
            // Broken before it says what it is: meant as front matter where
            // its first line is not empty.
            map = text.count > 0 && text.bytes[0] != '\n' &&
                  text.bytes[0] != '\r';
            break;
        }
        map = event.type == YAML_MAPPING_START_EVENT;
        decided = event.type != YAML_STREAM_START_EVENT &&
                  event.type != YAML_DOCUMENT_START_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parsing.parser);
    return map;
}

// ----- Looking into it -----

struct yaml *yaml_entry(const struct yaml *map, struct str key)
{
    for (struct yaml *entry = map->first; entry; entry = entry->next)
        if (entry->key && entry->key->kind == YAML_TEXT &&
            str_equal(entry->key->text, key))
            return entry;
    return NULL;
}

bool yaml_is_null(const struct yaml *value)
{
    struct str text = value->text;
    return value->kind == YAML_TEXT && value->plain &&
           (text.count == 0 || str_equal(text, STR("~")) ||
            str_equal_ascii_case(text, STR("null")));
}

const char *yaml_kind_word(const struct yaml *value)
{
    return value->kind == YAML_LIST  ? "a list"
           : value->kind == YAML_MAP ? "a map"
                                     : "a text";
}

void yaml_report_kind(struct reader *reader, const struct yaml *value,
                      const char *key, const char *wanted)
{
    diag_report(reader->diag, yaml_place(reader, value),
                MESSAGE_front_wrong_kind, str_of(key), str_of(wanted),
                str_of(yaml_kind_word(value)));
}

// ----- Texts as fragments -----

// Where the text begins in the source: after a quote, or on the line below
// "|" and ">-".
static size_t content_start(const struct reader *reader,
                            const struct yaml *value)
{
    struct str text = reader->text;
    size_t i = value->offset, end = value->offset + value->count;
    if (i >= end)
        return i;
    if (text.bytes[i] == '"' || text.bytes[i] == '\'')
        return i + 1;
    if (text.bytes[i] != '|' && text.bytes[i] != '>')
        return i;
    while (i < end && text.bytes[i] != '\n' && text.bytes[i] != '\r')
        i++;
    return i;
}

// Walks text and source side by side: white space may differ (folded lines,
// indents), the rest is the same up to the first escape.
struct fragment *yaml_fragment(struct reader *reader, const struct yaml *value)
{
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    struct str text = value->text;
    size_t end = value->offset + value->count;
    size_t source = content_start(reader, value);
    bool aligned = false;
    fragment->text = text;
    if (text.count == 0)
        fragment_add_segment(reader, fragment, 0, source);
    for (size_t i = 0; i < text.count;) {
        if (ascii_is_space(text.bytes[i])) {
            aligned = aligned && source < end &&
                      reader->text.bytes[source] == text.bytes[i];
            if (aligned)
                source++;
            i++;
            continue;
        }
        while (source < end && ascii_is_space(reader->text.bytes[source])) {
            aligned = false;
            source++;
        }
        if (!aligned)
            fragment_add_segment(reader, fragment, i, source);
        aligned = true;
        if (source >= end || reader->text.bytes[source] != text.bytes[i])
            break;
        i++;
        source++;
    }
    if (fragment->segment_count == 0)
        fragment_add_segment(reader, fragment, 0, value->offset);
    return fragment;
}

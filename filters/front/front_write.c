// SPDX-License-Identifier: MIT
// What was found, as YAML at the start of the text; and out of the body.
#include "front/front_parts.h"

#include "base/buffer.h"
#include "normalise/normalise.h"

// Text in hand that has no place of its own; put before a value that has one.
struct writer {
    struct fronting *now;
    struct buffer made;
    size_t at; // where it goes
};

static void flush(struct writer *writer)
{
    if (writer->made.count > 0)
        source_replace(writer->now->source, writer->at, 0,
                       buffer_str(&writer->made), "front");
    buffer_clear(&writer->made);
}

static void put(struct writer *writer, const char *made)
{
    buffer_add_c(&writer->made, made);
}

static void put_moved(struct writer *writer, struct str text, size_t from)
{
    if (from == SIZE_MAX) {
        buffer_add(&writer->made, text);
        return;
    }
    flush(writer);
    source_replace_from(writer->now->source, writer->at, 0, text, from,
                        text.count, "front");
}

// ----- Scalars -----

// What libyaml takes for a line end, or refuses to read as it is.
static bool is_odd(uint32_t c)
{
    return c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029 ||
           c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

static bool needs_escapes(struct str text, bool quoted)
{
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (is_odd(c) || (quoted && (c == '"' || c == '\\')))
            return true;
    }
    return false;
}

static struct str escaped(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (c == '\n')
            buffer_add_c(&out, "\\n");
        else if (c == '"' || c == '\\')
            buffer_printf(&out, "\\%c", (char)c);
        else if (is_odd(c))
            buffer_printf(&out, "\\u%04X", c);
        else
            buffer_add_utf8(&out, c);
    }
    return buffer_to_arena(&out, arena);
}

// A soft line end is a space in a text of one line; a hard break stays.
static struct str on_one_line(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    for (size_t i = 0; i < text.count; i++) {
        bool hard = i > 0 && (text.bytes[i - 1] == '\\' ||
                              str_ends(str_slice(text, 0, i), STR("  ")));
        bool soft = text.bytes[i] == '\n' && !hard;
        buffer_add_byte(&out, soft ? ' ' : text.bytes[i]);
    }
    return buffer_to_arena(&out, arena);
}

// key: "value"; nothing where there is no value.
static void put_field(struct writer *writer, const char *key,
                      struct value value)
{
    struct str text = value.text;
    bool moved = text.count > 0 && !needs_escapes(text, true) &&
                 value.from != SIZE_MAX &&
                 str_equal(text, str_slice(writer->now->text, value.from,
                                           value.from + text.count));
    if (!front_value_given(value))
        return;
    if (str_find(text, STR("\n")) != STR_NONE)
        text = on_one_line(writer->now->arena, text);
    if (needs_escapes(text, true))
        text = escaped(writer->now->arena, text);
    put(writer, key);
    put(writer, ": \"");
    put_moved(writer, text, moved ? value.from : SIZE_MAX);
    put(writer, "\"\n");
}

// ----- Long texts -----

static void put_lines(struct writer *writer, struct value paragraph,
                      const char *indent)
{
    struct str text = paragraph.text;
    for (size_t at = 0; at < text.count;) {
        size_t start = at + line_indent(text, at), end = line_end(text, at);
        put(writer, indent);
        put_moved(writer, str_slice(text, start, end), paragraph.from + start);
        put(writer, "\n");
        at = end + 1;
    }
}

// A block scalar: folded for one line, literal where line ends count. The
// text needs no escapes there and keeps its places.
static void put_passage(struct writer *writer, const char *key,
                        const struct front_passage *passage, const char *indent)
{
    bool lines = passage->count > 1, odd = false;
    for (size_t i = 0; i < passage->count; i++) {
        struct str text = passage->items[i].text;
        lines = lines || str_find(text, STR("\n")) != STR_NONE;
        for (size_t at = 0; at < text.count; at = line_end(text, at) + 1)
            odd = odd ||
                  needs_escapes(str_slice(text, at, line_end(text, at)), false);
        odd = odd || passage->items[i].from == SIZE_MAX;
    }
    if (passage->count == 0)
        return;
    put(writer, key);
    put(writer, odd ? ": \"" : lines ? ": |-\n" : ": >-\n");
    for (size_t i = 0; i < passage->count; i++) {
        if (i > 0)
            put(writer, odd ? "\\n\\n" : "\n");
        if (odd)
            put_moved(writer,
                      escaped(writer->now->arena, passage->items[i].text),
                      SIZE_MAX);
        else
            put_lines(writer, passage->items[i], indent);
    }
    if (odd)
        put(writer, "\"\n");
}

// ----- Keys -----

static void put_people(struct writer *writer, const char *key,
                       const struct front_people *people)
{
    if (people->count == 0)
        return;
    put(writer, key);
    put(writer, ":\n");
    for (size_t i = 0; i < people->count; i++) {
        struct front_person *person = &people->items[i];
        struct front_passage bio = {&person->bio,
                                    front_value_given(person->bio), 0};
        put_field(writer, "  - name", person->name);
        put_field(writer, "    role", person->role);
        put_passage(writer, "    bio", &bio, "      ");
    }
}

static void put_organisation(struct writer *writer,
                             const struct front_organisation *one)
{
    struct fronting *now = writer->now;
    put_field(writer, "  - abbreviation", one->abbreviation);
    put(writer,
        front_value_given(one->abbreviation) ? "    name:\n" : "  - name:\n");
    for (size_t i = 0; i < one->name_count; i++) {
        // From here on the language is known, so its letters are too.
        struct str name =
            normalise_text(now->arena, one->names[i].text, one->langs[i]);
        buffer_printf(&writer->made, "      %.*s", STR_ARG(one->langs[i]));
        put_field(writer, "", (struct value){name, one->names[i].from});
    }
    put_field(writer, "    url", front_value_of(now, one->url));
}

static void put_organisations(struct writer *writer)
{
    const struct fronting *now = writer->now;
    if (now->organisation_count > 0)
        put(writer, "organisations:\n");
    for (size_t i = 0; i < now->organisation_count; i++)
        put_organisation(writer, &now->organisations[i]);
}

// ----- Out of the body -----

static void take_out(struct fronting *now)
{
    size_t count = now->blocks.count, last_kept = SIZE_MAX;
    for (size_t i = 0; i < count; i++)
        if (!now->taken[i])
            last_kept = i;
    size_t tail = last_kept == SIZE_MAX ? 0 : now->blocks.items[last_kept].end;
    size_t leading = now->blocks.items[0].offset;
    if (leading > 0 && last_kept != SIZE_MAX)
        source_replace(now->source, 0, leading, STR(""), "front");
    for (size_t i = 0; last_kept != SIZE_MAX && i < last_kept; i++) {
        const struct block *block = &now->blocks.items[i];
        if (now->taken[i])
            source_replace(now->source, block->offset,
                           block[1].offset - block->offset, STR(""), "front");
    }
    if (tail < now->text.count)
        source_replace(now->source, tail, now->text.count - tail, STR("\n"),
                       "front");
}

void front_write(struct fronting *now)
{
    struct writer writer = {.now = now};
    put(&writer, "---\n");
    put_field(&writer, "title", now->title_text);
    put_field(&writer, "subtitle", now->subtitle);
    put_field(&writer, "series", now->series);
    put_field(&writer, "kind", now->kind);
    if (now->lang.count > 0)
        buffer_printf(&writer.made, "lang: %.*s\n", STR_ARG(now->lang));
    put_field(&writer, "date", now->date);
    if (now->year.count > 0 && !front_value_given(now->date))
        buffer_printf(&writer.made, "date: %.*s\n", STR_ARG(now->year));
    put_people(&writer, "authors", &now->authors);
    put_organisations(&writer);
    put_passage(&writer, "abstract", &now->abstract, "  ");
    put_field(&writer, "cover-credit", now->cover_credit);
    put_field(&writer, "copyright", now->copyright);
    put_people(&writer, "responsible", &now->responsible);
    put_passage(&writer, "disclaimer", &now->disclaimer, "  ");
    put(&writer, "---\n\n");
    flush(&writer);
    buffer_release(&writer.made);
    take_out(now);
}

void front_write_percent(struct fronting *now, size_t at)
{
    struct writer writer = {.now = now, .at = at};
    put_field(&writer, "title", now->title_text);
    put_field(&writer, "date", now->date);
    put_people(&writer, "authors", &now->authors);
    flush(&writer);
    buffer_release(&writer.made);
}

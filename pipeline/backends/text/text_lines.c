// SPDX-License-Identifier: MIT
// Paragraphs of plain text: their direction, and what is isolated in them.
#include "backends/text/text_parts.h"
#include "model/brief_words.h"
#include "languages/words.h"

#include "base/characters.h"
#include "model/directed.h"

// ----- Directions -----

// What a line shows in where nothing is put before it: its first strong letter
// that stands in no isolate (UAX #9 P2); DIRECTION_INHERIT: it has none.
static enum direction shown_direction(struct str line)
{
    size_t depth = 0;
    for (size_t offset = 0; offset < line.count;) {
        uint32_t c = utf8_next(line, &offset);
        enum direction strong = directed_strong(c);
        if (c >= CHAR_LEFT_TO_RIGHT_ISOLATE && c <= CHAR_FIRST_STRONG_ISOLATE)
            depth++;
        else if (c == CHAR_POP_DIRECTIONAL_ISOLATE && depth > 0)
            depth--;
        else if (depth == 0 && strong != DIRECTION_INHERIT)
            return strong;
    }
    return DIRECTION_INHERIT;
}

static bool has_strong(struct str text, enum direction direction)
{
    for (size_t offset = 0; offset < text.count;)
        if (directed_strong(utf8_next(text, &offset)) == direction)
            return true;
    return false;
}

// ----- Lines -----

void text_gap(struct text_writer *writer, size_t lines)
{
    if (writer->gap < lines)
        writer->gap = lines;
}

static void write_line(struct text_writer *writer, struct str line,
                       enum direction direction)
{
    if (direction == DIRECTION_RTL)
        buffer_add_utf8(writer->out, CHAR_RIGHT_TO_LEFT_MARK);
    else if (shown_direction(line) == DIRECTION_RTL)
        buffer_add_utf8(writer->out, CHAR_LEFT_TO_RIGHT_MARK);
    for (size_t i = 0; i < writer->indent && line.count > 0; i++)
        buffer_add_byte(writer->out, ' ');
    buffer_add(writer->out, line);
    buffer_add_byte(writer->out, '\n');
}

static void write_gap(struct text_writer *writer)
{
    for (size_t i = 0; i < writer->gap && writer->out->count > 0; i++)
        buffer_add_byte(writer->out, '\n');
    writer->gap = 0;
}

void text_verbatim(struct text_writer *writer, struct str line)
{
    write_gap(writer);
    write_line(writer, line, DIRECTION_LTR);
}

// ----- A paragraph -----

void text_begin(struct text_writer *writer, enum direction direction)
{
    buffer_clear(&writer->line);
    writer->direction = direction;
    writer->isolate_count = 0;
    if (writer->label.count) {
        text_add(writer, writer->label);
        text_add(writer, STR(" "));
    }
}

// What is to be one line has no line ends in it.
void text_add(struct text_writer *writer, struct str text)
{
    for (size_t i = 0; i < text.count; i++)
        buffer_add_byte(&writer->line,
                        text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
}

static size_t written_isolates(const struct text_writer *writer)
{
    return writer->isolate_count < TEXT_ISOLATES ? writer->isolate_count
                                                 : TEXT_ISOLATES;
}

// A line's end ends all isolates: they are closed before it and opened again.
void text_break(struct text_writer *writer)
{
    if (writer->on_one_line) {
        text_add(writer, STR(" "));
        return;
    }
    size_t open = written_isolates(writer);
    for (size_t i = 0; i < open; i++)
        buffer_add_utf8(&writer->line, CHAR_POP_DIRECTIONAL_ISOLATE);
    buffer_add_byte(&writer->line, '\n');
    for (size_t i = 0; i < open; i++)
        buffer_add_utf8(&writer->line, writer->isolates[i]);
}

void text_isolate(struct text_writer *writer, enum direction direction)
{
    uint32_t mark = direction == DIRECTION_RTL   ? CHAR_RIGHT_TO_LEFT_ISOLATE
                    : direction == DIRECTION_LTR ? CHAR_LEFT_TO_RIGHT_ISOLATE
                                                 : CHAR_FIRST_STRONG_ISOLATE;
    if (writer->isolate_count < TEXT_ISOLATES) {
        writer->isolates[writer->isolate_count] = mark;
        buffer_add_utf8(&writer->line, mark);
    }
    writer->isolate_count++;
}

void text_isolate_end(struct text_writer *writer)
{
    if (--writer->isolate_count < TEXT_ISOLATES)
        buffer_add_utf8(&writer->line, CHAR_POP_DIRECTIONAL_ISOLATE);
}

void text_add_in(struct text_writer *writer, struct str text,
                 enum direction direction)
{
    // By its own letters: no isolate where all of them run as the paragraph.
    enum direction other =
        writer->direction == DIRECTION_RTL ? DIRECTION_LTR : DIRECTION_RTL;
    bool isolated = direction == DIRECTION_INHERIT
                        ? has_strong(text, other)
                        : direction != writer->direction;
    if (text.count == 0)
        return;
    if (isolated)
        text_isolate(writer, direction);
    text_add(writer, text);
    if (isolated)
        text_isolate_end(writer);
}

// The space behind a label counts for nothing where nothing follows it.
static bool holds_nothing(const struct text_writer *writer, struct str text)
{
    return text.count == 0 || str_equal(text, str_trim(writer->label)) ||
           str_equal(str_trim(text), str_trim(writer->label));
}

void text_end(struct text_writer *writer)
{
    struct str rest = str_trim(buffer_str(&writer->line));
    if (holds_nothing(writer, rest))
        return;
    write_gap(writer);
    while (rest.count > 0) {
        size_t end = str_find(rest, STR("\n"));
        end = end == STR_NONE ? rest.count : end;
        write_line(writer, str_trim(str_slice(rest, 0, end)),
                   writer->direction);
        rest = str_slice(rest, end < rest.count ? end + 1 : end, rest.count);
    }
    writer->label = STR("");
    writer->gap = writer->tight ? 0 : 1;
}

// ----- qalam's own words -----

static enum direction word_direction(const struct text_writer *writer)
{
    return language_has_words(writer->brief->lang) ? writer->brief->direction
                                                   : DIRECTION_LTR;
}

void text_add_word(struct text_writer *writer, enum word word)
{
    text_add_in(writer, brief_word(writer->brief, word),
                word_direction(writer));
}

void text_title(struct text_writer *writer, enum word word)
{
    text_gap(writer, 2);
    text_begin(writer, word_direction(writer));
    text_add_word(writer, word);
    text_end(writer);
}

void text_add_label(struct text_writer *writer, enum word word)
{
    text_add_word(writer, word);
    text_add(writer, STR(": "));
}

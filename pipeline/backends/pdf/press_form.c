// SPDX-License-Identifier: MIT
// A drawing's form in the inks of a press: flat colours become plates.
//
// Its records come from qalam-draw, which is to say from cairo. What is more
// than flat colour (shadings, pictures, masks) is left to be drawn as pixels.
#include "backends/pdf/pdf_writer.h"
#include "draw/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// ----- What a form may hold -----

static bool has(struct str text, const char *word)
{
    return str_find(text, str_of(word)) != STR_NONE;
}

// `/ca 0.5` in a graphics state: 1 lets nothing through.
static bool lets_through(struct str text)
{
    static const char *const keys[] = {"/ca ", "/CA "};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct str rest = text;
        for (;;) {
            size_t at = str_find(rest, str_of(keys[i]));
            if (at == STR_NONE)
                break;
            rest = str_slice(rest, at + strlen(keys[i]), rest.count);
            if (!str_starts(rest, STR("1")) && !str_starts(rest, STR("1.0")))
                return true;
        }
    }
    return false;
}

static bool is_flat(const struct pdf_writer *writer, struct str text)
{
    static const char *const others[] = {"/ShadingType", "/PatternType",
                                         "/Image", "/SMask", "/ICCBased"};
    for (size_t i = 0; i < COUNT(others); i++)
        if (has(text, others[i]))
            return false;
    return writer->press->standard != PRINT_X1A || !lets_through(text);
}

// ----- Colours in a content stream -----

// The colours of a form, each once: all are converted in one go.
enum { COLOURS_MOST = 512 };
struct palette {
    size_t count;
    struct rgb colours[COLOURS_MOST];
    struct plates plates[COLOURS_MOST];
};

struct recolouring {
    struct palette *palette;
    struct str rest;
    struct buffer *out;
    struct str operands[4]; // the last ones
    size_t operand_count;
    bool failed;
};

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\0' ||
           c == '\f';
}

static bool is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

// A string in parentheses, whole; strings in them may be nested.
static size_t string_end(struct str text)
{
    size_t depth = 0, at = 0;
    for (; at < text.count; at++) {
        if (text.bytes[at] == '\\')
            at++;
        else if (text.bytes[at] == '(')
            depth++;
        else if (text.bytes[at] == ')' && --depth == 0)
            return at + 1;
    }
    return text.count;
}

// The next word, and what is white before it.
static struct str next_word(struct recolouring *now, struct str *white)
{
    struct str text = now->rest;
    size_t at = 0, start;
    while (at < text.count && is_white(text.bytes[at]))
        at++;
    *white = str_slice(text, 0, at);
    start = at;
    if (at < text.count && text.bytes[at] == '(') {
        at += string_end(str_slice(text, at, text.count));
    } else if (at < text.count) {
        at++;
        while (at < text.count && !is_white(text.bytes[at]) &&
               !is_delimiter(text.bytes[at]))
            at++;
    }
    now->rest = str_slice(text, at, text.count);
    return str_slice(text, start, at);
}

static bool is_number(struct str word)
{
    return word.count && (word.bytes[0] == '-' || word.bytes[0] == '.' ||
                          word.bytes[0] == '+' ||
                          (word.bytes[0] >= '0' && word.bytes[0] <= '9'));
}

static uint8_t channel(struct recolouring *now, size_t from_end)
{
    char number[32];
    struct str word = now->operands[now->operand_count - from_end];
    snprintf(number, sizeof number, "%.*s", STR_ARG(word));
    double value = strtod(number, NULL);
    return (uint8_t)((value < 0 ? 0 : value > 1 ? 1 : value) * 255 + 0.5);
}

static void put_operands(struct recolouring *now)
{
    for (size_t i = 0; i < now->operand_count; i++) {
        buffer_add(now->out, now->operands[i]);
        buffer_add_byte(now->out, ' ');
    }
    now->operand_count = 0;
}

// Taken in where it is new; COLOURS_MOST: there are too many.
static size_t colour_index(struct palette *palette, struct rgb rgb)
{
    size_t i = 0;
    while (i < palette->count && !rgb_equal(palette->colours[i], rgb))
        i++;
    if (i == palette->count && i < COLOURS_MOST)
        palette->colours[palette->count++] = rgb;
    return i;
}

static void put_colour(struct recolouring *now, size_t channels, bool stroke)
{
    struct rgb rgb;
    if (now->operand_count < channels) {
        now->failed = true;
        return;
    }
    rgb.red = channel(now, channels);
    rgb.green = channel(now, channels > 1 ? 2 : 1);
    rgb.blue = channel(now, 1);
    size_t index = colour_index(now->palette, rgb);
    if (index == COLOURS_MOST) {
        now->failed = true;
        return;
    }
    now->operand_count -= channels;
    put_operands(now);
    press_put_plates(now->out, now->palette->plates[index]);
    buffer_add_c(now->out, stroke ? "K" : "k");
}

static bool is_colour(struct str word, size_t *channels, bool *stroke)
{
    static const struct {
        const char *word;
        size_t channels;
        bool stroke;
    } operators[] = {
        {"rg", 3, false}, {"RG", 3, true}, {"g", 1, false}, {"G", 1, true}};
    for (size_t i = 0; i < COUNT(operators); i++)
        if (str_equal(word, str_of(operators[i].word))) {
            *channels = operators[i].channels;
            *stroke = operators[i].stroke;
            return true;
        }
    return false;
}

static void take_operand(struct recolouring *now, struct str word)
{
    enum { MOST = sizeof now->operands / sizeof *now->operands };
    if (now->operand_count == MOST) {
        buffer_add(now->out, now->operands[0]);
        buffer_add_byte(now->out, ' ');
        memmove(now->operands, now->operands + 1,
                (MOST - 1) * sizeof *now->operands);
        now->operand_count--;
    }
    now->operands[now->operand_count++] = word;
}

// Inline pictures, shadings, and colours of other spaces.
static bool is_more(struct str word)
{
    static const char *const words[] = {"BI", "sh", "cs", "CS",
                                        "sc", "SC", "scn", "SCN"};
    return STR_IS_ONE_OF(word, words);
}

static bool recolour(struct palette *palette, struct str text,
                     struct buffer *out)
{
    struct recolouring now = {.palette = palette, .rest = text, .out = out};
    struct str white;
    for (;;) {
        struct str word = next_word(&now, &white);
        size_t channels;
        bool stroke;
        if (word.count == 0)
            break;
        if (is_number(word)) {
            take_operand(&now, word);
            continue;
        }
        now.failed = now.failed || is_more(word);
        if (is_colour(word, &channels, &stroke)) {
            put_colour(&now, channels, stroke);
        } else {
            put_operands(&now);
            buffer_add(out, word);
        }
        // "<" and "<<" are joined again where nothing was between them.
        bool joined = now.rest.count && is_delimiter(word.bytes[0]) &&
                      !is_white(now.rest.bytes[0]);
        if (!joined)
            buffer_add_byte(out, '\n');
    }
    put_operands(&now);
    return !now.failed;
}

// ----- Records -----

// The space that what lets through is mixed in: the press's.
static void put_spaces(struct str text, struct buffer *out)
{
    const struct str light = STR("/DeviceRGB");
    for (;;) {
        size_t at = str_find(text, light);
        if (at == STR_NONE)
            break;
        buffer_add(out, str_slice(text, 0, at));
        buffer_add_c(out, "/DeviceCMYK");
        text = str_slice(text, at + light.count, text.count);
    }
    buffer_add(out, text);
}

// PDF 1.3 knows no groups: this one lets nothing through.
static struct str without_group(struct str text)
{
    size_t at = str_find(text, STR("/Group"));
    return at == STR_NONE ? text : str_slice(text, 0, at);
}

static void put_record(const struct draw_part *part, struct str text,
                       struct str bytes, struct buffer *out)
{
    struct draw_record record = {(uint32_t)part->kind, part->object, text.count,
                                 bytes.count};
    buffer_add(out, (struct str){(const char *)&record, sizeof record});
    buffer_add(out, text);
    buffer_add(out, bytes);
}

static bool is_content(const struct draw_part *part)
{
    return part->kind == DRAW_RECORD_FORM ||
           (part->kind == DRAW_RECORD_STREAM && has(part->text, "/Form"));
}

static bool put_records(const struct pdf_writer *writer,
                        struct palette *palette, struct str records,
                        struct buffer *out)
{
    struct draw_part part;
    bool good = true;
    while (good && draw_next(&records, &part)) {
        struct buffer text = {0}, bytes = {0};
        good = is_flat(writer, part.text);
        put_spaces(writer->press->standard == PRINT_X1A &&
                           part.kind == DRAW_RECORD_FORM
                       ? without_group(part.text)
                       : part.text,
                   &text);
        if (is_content(&part))
            good = good && recolour(palette, part.bytes, &bytes);
        else
            buffer_add(&bytes, part.bytes);
        put_record(&part, buffer_str(&text), buffer_str(&bytes), out);
        buffer_release(&text);
        buffer_release(&bytes);
    }
    return good;
}

// Twice: to see the colours, and with their plates.
bool press_form_records(struct pdf_writer *writer, struct str records,
                        struct buffer *out)
{
    struct palette *palette = ARENA_NEW(writer->arena, struct palette);
    if (!put_records(writer, palette, records, out))
        return false;
    press_convert(writer, palette->colours, palette->count, palette->plates);
    buffer_clear(out);
    return put_records(writer, palette, records, out);
}

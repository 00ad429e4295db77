// SPDX-License-Identifier: MIT
// The records of a form, taken apart and found sound: a helper that was taken
// over may write what it likes, and it would stand in the PDF.
#include "draw/draw.h"

enum {
    // Fonts, pictures and states of one drawing; cairo makes some hundreds.
    OBJECTS_MOST = 1 << 20,
    // Deeper than helper/form.c goes.
    DEPTH_MOST = 256,
};

static bool take(struct str *records, uint64_t count, struct str *taken)
{
    if (count > records->count)
        return false;
    *taken = str_slice(*records, 0, (size_t)count);
    *records = str_slice(*records, (size_t)count, records->count);
    return true;
}

bool draw_next(struct str *records, struct draw_part *part)
{
    struct draw_record record;
    struct str head;
    if (!take(records, sizeof record, &head))
        return false;
    memcpy(&record, head.bytes, sizeof record);
    if (record.kind > DRAW_RECORD_FORM)
        return false;
    part->kind = (enum draw_record_kind)record.kind;
    part->object = record.object;
    return take(records, record.text_count, &part->text) &&
           take(records, record.byte_count, &part->bytes);
}

// ----- Text -----

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
}

// A string of round brackets, which may hold more of them (7.3.4.2); at is
// behind the first.
static bool skip_string(struct str text, size_t *at)
{
    for (size_t depth = 1; *at < text.count && depth;) {
        char c = text.bytes[(*at)++];
        if (c == '\\')
            (*at)++;
        else if (c == '(')
            depth++;
        else if (c == ')')
            depth--;
        if (!depth)
            return true;
    }
    return false;
}

static bool skip_hexadecimal(struct str text, size_t *at)
{
    while (*at < text.count) {
        char c = text.bytes[(*at)++];
        if (c == '>')
            return true;
        if (!c || (!strchr("0123456789abcdefABCDEF", c) && !is_white(c)))
            return false;
    }
    return false;
}

static bool skip_reference(struct str text, size_t *at, uint32_t objects)
{
    uint32_t object;
    if (text.count - *at < sizeof object)
        return false;
    memcpy(&object, text.bytes + *at, sizeof object);
    *at += sizeof object;
    return object < objects;
}

// Numbers, names, true, false, null; a reference is not written out, and what
// ends an object is a word that is none of these.
static bool skip_word(struct str text, size_t *at)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t start = *at - 1;
    while (*at < text.count && text.bytes[*at] &&
           !strchr(" \n\r\t\f()<>[]{}/%", text.bytes[*at]))
        (*at)++;
    struct str word = str_slice(text, start, *at);
    if (word.bytes[0] == '/')
        return true;
    bool number = true;
    for (size_t i = 0; i < word.count; i++)
        number = number && strchr("0123456789+-.", word.bytes[i]);
    return number || STR_IS_ONE_OF(word, words);
}

struct nesting {
    char closers[DEPTH_MOST]; // ']' or '>'
    size_t depth;
};

static bool open_bracket(struct nesting *nesting, char closer)
{
    if (nesting->depth == DEPTH_MOST)
        return false;
    nesting->closers[nesting->depth++] = closer;
    return true;
}

static bool close_bracket(struct nesting *nesting, char closer)
{
    return nesting->depth > 0 && nesting->closers[--nesting->depth] == closer;
}

static bool skip_angle(struct str text, size_t *at, struct nesting *nesting)
{
    if (*at == text.count || text.bytes[*at] != '<')
        return skip_hexadecimal(text, at);
    (*at)++;
    return open_bracket(nesting, '>');
}

static bool skip_closing_angle(struct str text, size_t *at,
                               struct nesting *nesting)
{
    if (*at == text.count || text.bytes[*at] != '>')
        return false;
    (*at)++;
    return close_bracket(nesting, '>');
}

static bool text_sound(struct str text, uint32_t objects)
{
    struct nesting nesting = {.depth = 0};
    bool good = true;
    for (size_t at = 0; good && at < text.count;) {
        char c = text.bytes[at++];
        if (c == '\0')
            good = skip_reference(text, &at, objects);
        else if (c == '(')
            good = skip_string(text, &at);
        else if (c == '<')
            good = skip_angle(text, &at, &nesting);
        else if (c == '>')
            good = skip_closing_angle(text, &at, &nesting);
        else if (c == '[')
            good = open_bracket(&nesting, ']');
        else if (c == ']')
            good = close_bracket(&nesting, ']');
        else if (!is_white(c))
            good = skip_word(text, &at);
    }
    return good && nesting.depth == 0;
}

// ----- All of them -----

static bool is_object(const struct draw_part *part)
{
    return part->kind == DRAW_RECORD_OBJECT || part->kind == DRAW_RECORD_STREAM;
}

static bool order_sound(struct str records, uint32_t *objects)
{
    struct draw_part part = {.kind = DRAW_RECORD_OBJECT};
    for (*objects = 0; part.kind != DRAW_RECORD_FORM;) {
        if (!draw_next(&records, &part) || *objects == OBJECTS_MOST ||
            (part.kind == DRAW_RECORD_INSIDE && part.object >= *objects))
            return false;
        *objects += is_object(&part);
    }
    return records.count == 0;
}

bool draw_form_sound(struct str records)
{
    uint32_t objects;
    struct draw_part part;
    if (!order_sound(records, &objects))
        return false;
    while (draw_next(&records, &part))
        if (!text_sound(part.text, objects))
            return false;
    return true;
}

// SPDX-License-Identifier: MIT
// Lists of what an output is made from.
#include "base/inputs.h"

#include <stdlib.h>

static const struct {
    const char *word;   // in the list's text
    const char *reason; // %.*s: the name
} kinds[INPUT_KIND_COUNT] = {
    [INPUT_SOURCE] = {"source", "its text changed"},
    [INPUT_PICTURE] = {"picture", "the picture ‘%.*s’ changed"},
    [INPUT_SETTING] = {"setting", "‘%.*s’ of the series changed"},
    [INPUT_KEYS] = {"keys", "series.yaml has other keys"},
    [INPUT_EDITIONS] = {"editions", "its editions changed"},
    [INPUT_OPTION] = {"option", "the option ‘%.*s’ changed"},
    [INPUT_THEME] = {"theme", "‘%.*s’ of the theme changed"},
    [INPUT_FACE] = {"face", "the face ‘%.*s’ changed"},
    [INPUT_PROGRAM] = {"program", "qalam changed (%.*s)"},
};

void inputs_add(struct inputs *inputs, enum input_kind kind, struct str name,
                struct hash hash)
{
    ARENA_PUSH(inputs->arena, inputs->items, inputs->count, inputs->capacity) =
        (struct input){kind, arena_str(inputs->arena, name), hash};
}

void inputs_add_bytes(struct inputs *inputs, enum input_kind kind,
                      struct str name, struct str bytes)
{
    inputs_add(inputs, kind, name, hash_bytes(bytes));
}

void inputs_add_all(struct inputs *inputs, const struct inputs *more)
{
    for (size_t i = 0; i < more->count; i++)
        inputs_add(inputs, more->items[i].kind, more->items[i].name,
                   more->items[i].hash);
}

static int by_name(const struct input *a, const struct input *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return str_compare(a->name, b->name);
}

static int in_order(const void *left, const void *right)
{
    const struct input *a = left, *b = right;
    int order = by_name(a, b);
    if (order == 0 && a->hash.high != b->hash.high)
        order = a->hash.high < b->hash.high ? -1 : 1;
    if (order == 0 && a->hash.low != b->hash.low)
        order = a->hash.low < b->hash.low ? -1 : 1;
    return order;
}

void inputs_sort(struct inputs *inputs)
{
    if (inputs->count == 0)
        return;
    qsort(inputs->items, inputs->count, sizeof *inputs->items, in_order);
    size_t kept = 1;
    for (size_t i = 1; i < inputs->count; i++)
        if (in_order(&inputs->items[kept - 1], &inputs->items[i]) != 0)
            inputs->items[kept++] = inputs->items[i];
    inputs->count = kept;
}

struct hash inputs_key(const struct inputs *inputs)
{
    struct buffer text = {0};
    inputs_write(inputs, &text);
    struct hash key = hash_bytes(buffer_str(&text));
    buffer_release(&text);
    return key;
}

// ----- As text -----

// File names may hold a line end; `\` begins an escape.
static void write_name(struct buffer *text, struct str name)
{
    for (size_t i = 0; i < name.count; i++) {
        char byte = name.bytes[i];
        if (byte == '\n')
            buffer_add_c(text, "\\n");
        else if (byte == '\\')
            buffer_add_c(text, "\\\\");
        else
            buffer_add_byte(text, byte);
    }
}

static bool read_name(struct arena *arena, struct str written, struct str *name)
{
    char *bytes = arena_alloc(arena, written.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < written.count; i++) {
        char byte = written.bytes[i];
        if (byte == '\\') {
            if (++i == written.count ||
                (written.bytes[i] != 'n' && written.bytes[i] != '\\'))
                return false;
            byte = written.bytes[i] == 'n' ? '\n' : '\\';
        }
        bytes[count++] = byte;
    }
    *name = (struct str){bytes, count};
    return true;
}

void inputs_write(const struct inputs *inputs, struct buffer *text)
{
    char digits[HASH_DIGITS + 1];
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        hash_write(input->hash, digits);
        buffer_printf(text, "%s %s ", kinds[input->kind].word, digits);
        write_name(text, input->name);
        buffer_add_byte(text, '\n');
    }
}

static bool read_line(struct inputs *inputs, struct str line)
{
    size_t space = str_find(line, STR(" "));
    if (space == STR_NONE || line.count < space + HASH_DIGITS + 2 ||
        line.bytes[space + HASH_DIGITS + 1] != ' ')
        return false;
    struct str word = str_slice(line, 0, space);
    size_t kind = 0;
    while (kind < INPUT_KIND_COUNT &&
           !str_equal(word, str_of(kinds[kind].word)))
        kind++;
    struct hash hash;
    struct str name;
    if (kind == INPUT_KIND_COUNT ||
        !hash_read(str_slice(line, space + 1, space + 1 + HASH_DIGITS),
                   &hash) ||
        !read_name(inputs->arena,
                   str_slice(line, space + HASH_DIGITS + 2, line.count), &name))
        return false;
    inputs_add(inputs, (enum input_kind)kind, name, hash);
    return true;
}

bool inputs_read(struct inputs *inputs, struct str text)
{
    while (text.count > 0) {
        size_t end = str_find(text, STR("\n"));
        if (end == STR_NONE || !read_line(inputs, str_slice(text, 0, end)))
            return false;
        text = str_slice(text, end + 1, text.count);
    }
    return true;
}

// ----- Why -----

bool input_is_found_out(const struct input *input)
{
    return input->kind == INPUT_PICTURE || input->kind == INPUT_SETTING;
}

const struct input *inputs_difference(const struct inputs *now,
                                      const struct inputs *before)
{
    size_t i = 0, j = 0;
    while (i < now->count && j < before->count) {
        const struct input *a = &now->items[i], *b = &before->items[j];
        int order = in_order(a, b);
        if (order != 0)
            // The same thing with another hash, or the one that is missing in
            // the other list; the lists are in the order of kinds.
            return by_name(a, b) <= 0 ? a : b;
        i++;
        j++;
    }
    if (i < now->count)
        return &now->items[i];
    return j < before->count ? &before->items[j] : NULL;
}

struct str input_reason(struct arena *arena, const struct input *input)
{
    const char *reason = kinds[input->kind].reason;
    const char *hole = strstr(reason, "%.*s");
    if (!hole)
        return str_of(reason);
    return arena_printf(arena, "%.*s%.*s%s", (int)(hole - reason), reason,
                        STR_ARG(input->name), hole + strlen("%.*s"));
}

// SPDX-License-Identifier: MIT
// A drawing's form (ISO 32000-1 8.10), from the records of draw/protocol.h.
#include "backends/pdf/pdf_writer.h"
#include "draw/draw.h"

#include <string.h>

struct form {
    struct pdf_writer *writer;
    struct object *objects; // in order of their records
    size_t count, capacity;
};

static void add_object(struct form *form, struct object object)
{
    ARENA_PUSH(form->writer->arena, form->objects, form->count,
               form->capacity) = object;
}

// References come as counts of objects. One to an object that comes later has
// no number yet: the helper makes none.
static bool put_numbered(const struct form *form, struct str text,
                         struct buffer *out)
{
    for (size_t at = 0; at < text.count; at++) {
        uint32_t object;
        if (text.bytes[at]) {
            buffer_add_byte(out, text.bytes[at]);
            continue;
        }
        memcpy(&object, text.bytes + at + 1, sizeof object);
        at += sizeof object;
        if (object >= form->count)
            return false;
        buffer_printf(out, "%u 0 R", form->objects[object].number);
    }
    return true;
}

// Answers the form itself where the record is that.
static struct object add_part(struct form *form, const struct draw_part *part,
                              struct str inside)
{
    struct pdf_writer *writer = form->writer;
    switch (part->kind) {
    case DRAW_RECORD_OBJECT:
        add_object(form, object_new(writer));
        break;
    case DRAW_RECORD_INSIDE:
        object_set(writer, form->objects[part->object], inside);
        break;
    case DRAW_RECORD_STREAM:
        add_object(form, object_add_stream(writer, inside, part->bytes));
        break;
    case DRAW_RECORD_FORM:
        return object_add_stream(writer, inside, part->bytes);
    }
    return (struct object){0};
}

struct object form_add(struct pdf_writer *writer, struct str records)
{
    struct form form = {.writer = writer};
    struct object object = {0};
    struct draw_part part;
    struct buffer inside = {0};
    while (draw_next(&records, &part)) {
        buffer_clear(&inside);
        if (!put_numbered(&form, part.text, &inside))
            break;
        object = add_part(&form, &part, buffer_str(&inside));
    }
    buffer_release(&inside);
    return object;
}

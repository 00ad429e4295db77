// SPDX-License-Identifier: MIT
// Objects through libharu's object layer; numbers, names, strings as text.

#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

#include <string.h>

static HPDF_STATUS write_inside(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct object_text *text = dict->attr;
    if (!text || !text->inside.count)
        return HPDF_OK;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)text->inside.bytes,
                             (HPDF_UINT)text->inside.count);
}

const struct object_text *object_text_of(HPDF_Dict dict)
{
    return dict->write_fn == write_inside ? dict->attr : NULL;
}

struct object object_new(struct pdf_writer *writer)
{
    HPDF_Dict dict = HPDF_Dict_New(writer->doc->mmgr);
    if (!dict || HPDF_Xref_Add(writer->doc->xref, dict) != HPDF_OK)
        fail_system("libharu");
    dict->write_fn = write_inside;
    return (struct object){dict, dict->header.obj_id & 0x00FFFFFF};
}

static struct object_text *set_text(struct pdf_writer *writer,
                                    struct object object, struct str inside)
{
    struct object_text *kept = ARENA_NEW(writer->arena, struct object_text);
    kept->inside = arena_str(writer->arena, inside);
    object.dict->attr = kept;
    XXH3_128bits_update(writer->hash, inside.bytes, inside.count);
    return kept;
}

void object_set(struct pdf_writer *writer, struct object object,
                struct str inside)
{
    set_text(writer, object, inside);
}

struct object object_add(struct pdf_writer *writer, struct str inside)
{
    struct object object = object_new(writer);
    object_set(writer, object, inside);
    return object;
}

struct object object_add_stream_as(struct pdf_writer *writer,
                                   enum stream_form form, struct str inside,
                                   struct str bytes)
{
    struct object object = object_new(writer);
    struct object_text *text = set_text(writer, object, inside);
    XXH3_128bits_update(writer->hash, bytes.bytes, bytes.count);
    text->form = form;
    text->bytes = form == STREAM_DEFLATED ? file_deflate(writer, bytes)
                                          : arena_str(writer->arena, bytes);
    return object;
}

struct object object_add_stream(struct pdf_writer *writer, struct str inside,
                                struct str bytes)
{
    return object_add_stream_as(writer, STREAM_DEFLATED, inside, bytes);
}

// Regular characters stand as they are, others as #xx (7.3.5).
void object_put_name(struct buffer *out, struct str name)
{
    buffer_add_byte(out, '/');
    for (size_t i = 0; i < name.count; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        if (byte > 0x20 && byte < 0x7F && !strchr("#/()<>[]{}%", byte))
            buffer_add_byte(out, (char)byte);
        else if (byte)
            buffer_printf(out, "#%02X", byte);
    }
}

void object_put_ascii(struct buffer *out, struct str bytes)
{
    buffer_add_byte(out, '(');
    for (size_t i = 0; i < bytes.count; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        if (byte == '(' || byte == ')' || byte == '\\')
            buffer_add_byte(out, '\\');
        if (byte < 0x20 || byte > 0x7E)
            buffer_printf(out, "\\%03o", byte);
        else
            buffer_add_byte(out, (char)byte);
    }
    buffer_add_byte(out, ')');
}

static void put_hex16(struct buffer *out, uint32_t unit)
{
    static const char digits[] = "0123456789ABCDEF";
    char hex[4] = {digits[unit >> 12 & 15], digits[unit >> 8 & 15],
                   digits[unit >> 4 & 15], digits[unit & 15]};
    buffer_add(out, (struct str){hex, 4});
}

void object_put_utf16(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.count;) {
        uint32_t character = utf8_next(text, &i);
        if (character > 0xFFFF) {
            put_hex16(out, 0xD7C0 + (character >> 10));
            character = 0xDC00 | (character & 0x3FF);
        }
        put_hex16(out, character);
    }
}

void object_put_text(struct buffer *out, struct str text)
{
    bool ascii = true;
    for (size_t i = 0; i < text.count; i++)
        ascii = ascii && text.bytes[i] >= 0x20 && text.bytes[i] < 0x7F;
    if (ascii) {
        object_put_ascii(out, text);
        return;
    }
    buffer_add_c(out, "<FEFF");
    object_put_utf16(out, text);
    buffer_add_byte(out, '>');
}

// These two write most of a content stream, so not with printf.
void object_put_integer(struct buffer *out, int64_t value)
{
    char digits[24];
    size_t start = sizeof digits;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--start] = (char)('0' + size % 10);
        size /= 10;
    } while (size);
    if (value < 0)
        digits[--start] = '-';
    buffer_add(out, (struct str){digits + start, sizeof digits - start});
}

void object_put_thousandths(struct buffer *out, int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    if (value < 0 && size)
        buffer_add_byte(out, '-');
    object_put_integer(out, (int64_t)(size / 1000));
    unsigned rest = (unsigned)(size % 1000);
    char digits[4] = {'.', (char)('0' + rest / 100),
                      (char)('0' + rest / 10 % 10), (char)('0' + rest % 10)};
    size_t count = rest % 10 ? 4 : rest % 100 ? 3 : rest ? 2 : 0;
    buffer_add(out, (struct str){digits, count});
}

void object_put_points(struct buffer *out, scaled length)
{
    int64_t thousandths = length * 1000;
    object_put_thousandths(out, (thousandths + (length < 0 ? -32768 : 32768)) /
                                    65536);
}

void object_put_points_pair(struct buffer *out, scaled x, scaled y)
{
    object_put_points(out, x);
    buffer_add_byte(out, ' ');
    object_put_points(out, y);
    buffer_add_byte(out, ' ');
}

// SPDX-License-Identifier: MIT
// Bytes that grow at the end.
#include "base/buffer.h"

#include "base/fail.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){0};
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->bytes);
    buffer_init(buffer);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->count = 0;
    if (buffer->bytes)
        buffer->bytes[0] = '\0';
}

// With room for the NUL after them.
static size_t needed_for(const struct buffer *buffer, size_t more)
{
    if (more > SIZE_MAX / 4 - buffer->count)
        fail_system("out of memory");
    return buffer->count + more + 1;
}

static void resize(struct buffer *buffer, size_t capacity)
{
    char *bytes = realloc(buffer->bytes, capacity);
    if (!bytes)
        fail_system("out of memory");
    buffer->bytes = bytes;
    buffer->capacity = capacity;
}

void buffer_reserve(struct buffer *buffer, size_t more)
{
    size_t needed = needed_for(buffer, more);
    if (needed > buffer->capacity)
        resize(buffer, needed);
}

static void reserve(struct buffer *buffer, size_t more)
{
    size_t needed = needed_for(buffer, more);
    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    resize(buffer, capacity);
}

void buffer_add(struct buffer *buffer, struct str s)
{
    reserve(buffer, s.count);
    if (s.count)
        memcpy(buffer->bytes + buffer->count, s.bytes, s.count);
    buffer->count += s.count;
    buffer->bytes[buffer->count] = '\0';
}

void buffer_add_c(struct buffer *buffer, const char *c_string)
{
    buffer_add(buffer, str_of(c_string));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
    reserve(buffer, 1);
    buffer->bytes[buffer->count++] = byte;
    buffer->bytes[buffer->count] = '\0';
}

void buffer_add_utf8(struct buffer *buffer, uint32_t character)
{
    char bytes[4];
    buffer_add(buffer, (struct str){bytes, utf8_encode(character, bytes)});
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int count = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (count < 0)
        BUG("a format that printf refuses");
    reserve(buffer, (size_t)count);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->count, (size_t)count + 1, format,
              arguments);
    va_end(arguments);
    buffer->count += (size_t)count;
}

void buffer_add_json(struct buffer *buffer, struct str s)
{
    buffer_add_byte(buffer, '"');
    for (size_t i = 0; i < s.count; i++) {
        unsigned char c = (unsigned char)s.bytes[i];
        size_t valid = utf8_valid(s.bytes + i, s.count - i);
        if (c == '"' || c == '\\')
            buffer_printf(buffer, "\\%c", c);
        else if (c < 0x20)
            buffer_printf(buffer, "\\u%04x", c);
        else if (valid == 0)
            buffer_add_c(buffer, "\\ufffd");
        else {
            buffer_add(buffer, (struct str){s.bytes + i, valid});
            i += valid - 1;
        }
    }
    buffer_add_byte(buffer, '"');
}

struct str buffer_str(const struct buffer *buffer)
{
    return (struct str){buffer->bytes, buffer->count};
}

struct str buffer_to_arena(struct buffer *buffer, struct arena *arena)
{
    struct str s = arena_str(arena, buffer_str(buffer));
    buffer_release(buffer);
    return s;
}

// SPDX-License-Identifier: MIT
// The reader of objects: what files, object streams and contents are made of.
#include "preflight/object.h"

#include <stdlib.h>

// Deeper than what any writer nests; an array of arrays is cut off there.
enum { LIMIT_OBJECT_DEPTH = 100 };

const struct cos object_null = {.kind = OBJECT_NULL};

static const struct cos *read(struct object_reader *reader, int depth);

// ----- Questions -----

bool object_is(const struct cos *object, const char *name)
{
    return object->kind == OBJECT_NAME && str_equal(object->text, str_of(name));
}

bool object_is_number(const struct cos *object)
{
    return object->kind == OBJECT_INTEGER || object->kind == OBJECT_REAL;
}

bool object_is_dictionary(const struct cos *object)
{
    return object->kind == OBJECT_DICTIONARY || object->kind == OBJECT_STREAM;
}

bool object_is_empty(const struct cos *object)
{
    return object->text.count == 0;
}

bool object_is_space(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t' ||
           byte == '\f' || byte == '\0';
}

bool object_is_delimiter(char byte)
{
    return byte != '\0' && strchr("()<>[]{}/%", byte) != NULL;
}

// ----- Bytes -----

static bool more(const struct object_reader *reader)
{
    return reader->at < reader->text.count;
}

static char peek(const struct object_reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;
    return at < reader->text.count ? reader->text.bytes[at] : '\0';
}

void object_skip_space(struct object_reader *reader)
{
    bool comment = false;
    for (; more(reader); reader->at++) {
        char byte = peek(reader, 0);
        if (byte == '%')
            comment = true;
        else if (byte == '\n' || byte == '\r')
            comment = false;
        else if (!comment && !object_is_space(byte))
            return;
    }
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

// ----- Names, words and numbers -----

static struct str read_word(struct object_reader *reader)
{
    size_t from = reader->at;
    while (more(reader) && !object_is_space(peek(reader, 0)) &&
           !object_is_delimiter(peek(reader, 0)))
        reader->at++;
    return str_slice(reader->text, from, reader->at);
}

static void read_name(struct object_reader *reader, struct cos *object)
{
    reader->at++;
    struct str word = read_word(reader);
    char *out = ARENA_ARRAY(reader->arena, char, word.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < word.count; i++) {
        int high = i + 2 < word.count ? hex_digit(word.bytes[i + 1]) : -1;
        int low = i + 2 < word.count ? hex_digit(word.bytes[i + 2]) : -1;
        if (word.bytes[i] == '#' && high >= 0 && low >= 0) {
            out[count++] = (char)(high * 16 + low);
            i += 2;
        } else {
            out[count++] = word.bytes[i];
        }
    }
    object->kind = OBJECT_NAME;
    object->text = (struct str){out, count};
}

static bool is_number(struct str word, bool *real)
{
    size_t digits = 0;
    *real = false;
    for (size_t i = 0; i < word.count; i++) {
        char byte = word.bytes[i];
        if (byte >= '0' && byte <= '9')
            digits++;
        else if (byte == '.' && !*real)
            *real = true;
        else if ((byte != '-' && byte != '+') || i > 0)
            return false;
    }
    return digits > 0;
}

// A reference is two numbers and an R.
static bool is_reference(struct object_reader *reader, struct cos *object)
{
    struct object_reader ahead = *reader;
    bool real;
    object_skip_space(&ahead);
    struct str generation = read_word(&ahead);
    if (generation.count == 0 || generation.count > 5 ||
        !is_number(generation, &real) || real)
        return false;
    object_skip_space(&ahead);
    if (!str_equal(read_word(&ahead), STR("R")) || object->number < 0 ||
        object->number > INT32_MAX)
        return false;
    object->kind = OBJECT_REFERENCE;
    object->id = (int)object->number;
    object->generation = atoi(arena_c_string(reader->arena, generation));
    reader->at = ahead.at;
    return true;
}

static void read_plain(struct object_reader *reader, struct cos *object)
{
    bool real;
    object->text = read_word(reader);
    if (object->text.count == 0)
        reader->at++; // a stray bracket
    if (is_number(object->text, &real)) {
        object->number =
            strtod(arena_c_string(reader->arena, object->text), NULL);
        object->kind = real ? OBJECT_REAL : OBJECT_INTEGER;
        if (!real)
            is_reference(reader, object);
    } else if (str_equal(object->text, STR("true")) ||
               str_equal(object->text, STR("false"))) {
        object->kind = OBJECT_BOOLEAN;
        object->number = object->text.bytes[0] == 't';
    } else if (!str_equal(object->text, STR("null"))) {
        object->kind = OBJECT_OPERATOR;
    }
}

// ----- Strings -----

static char escaped(struct object_reader *reader)
{
    char byte = peek(reader, 0);
    if (byte >= '0' && byte <= '7') {
        int code = 0;
        for (int i = 0;
             i < 3 && peek(reader, 0) >= '0' && peek(reader, 0) <= '7';
             i++, reader->at++)
            code = code * 8 + peek(reader, 0) - '0';
        reader->at--;
        return (char)code;
    }
    const char *found = byte ? strchr("nnrrttbbff", byte) : NULL;
    return found ? "\n\n\r\r\t\t\b\b\f\f"[found - "nnrrttbbff"] : byte;
}

// Leaves the reader at its last byte.
static bool skip_line_end(struct object_reader *reader)
{
    char byte = peek(reader, 0);
    if (byte == '\r' && peek(reader, 1) == '\n')
        reader->at++;
    return byte == '\r' || byte == '\n';
}

static void read_string(struct object_reader *reader, struct cos *object)
{
    size_t count = 0, capacity = 0;
    char *out = NULL;
    int depth = 1;
    for (reader->at++; more(reader); reader->at++) {
        char byte = peek(reader, 0);
        depth += byte == '(' ? 1 : byte == ')' ? -1 : 0;
        if (depth == 0)
            break;
        if (byte == '\\') {
            reader->at++;
            if (skip_line_end(reader))
                continue; // a line that goes on
            byte = escaped(reader);
        }
        ARENA_PUSH(reader->arena, out, count, capacity) = byte;
    }
    reader->at++;
    object->kind = OBJECT_STRING;
    object->text = (struct str){out, count};
}

static void read_hex(struct object_reader *reader, struct cos *object)
{
    size_t count = 0, capacity = 0, digits = 0;
    char *out = NULL;
    for (reader->at++; more(reader) && peek(reader, 0) != '>'; reader->at++) {
        int digit = hex_digit(peek(reader, 0));
        if (digit < 0) {
            reader->bad_hex |= !object_is_space(peek(reader, 0));
            continue;
        }
        if (digits++ % 2 == 0)
            ARENA_PUSH(reader->arena, out, count, capacity) =
                (char)(digit * 16);
        else
            out[count - 1] = (char)((unsigned char)out[count - 1] + digit);
    }
    reader->odd_hex |= digits % 2 != 0;
    reader->at++;
    object->kind = OBJECT_STRING;
    object->text = (struct str){out, count};
}

// ----- Arrays and dictionaries -----

static bool at_end(struct object_reader *reader, char end)
{
    object_skip_space(reader);
    if (!more(reader))
        return true;
    if (peek(reader, 0) != end || (end == '>' && peek(reader, 1) != '>'))
        return false;
    reader->at += end == '>' ? 2 : 1;
    return true;
}

static void read_many(struct object_reader *reader, struct cos *object,
                      int depth)
{
    bool keyed = object->kind == OBJECT_DICTIONARY;
    size_t capacity = 0;
    reader->at += keyed ? 2 : 1;
    while (!at_end(reader, keyed ? '>' : ']')) {
        struct object_entry entry = {.value = read(reader, depth)};
        if (keyed) {
            entry.key = entry.value->text;
            if (entry.value->kind != OBJECT_NAME)
                continue;
            object_skip_space(reader);
            entry.value = peek(reader, 0) == '>' && peek(reader, 1) == '>'
                              ? &object_null
                              : read(reader, depth);
        }
        ARENA_PUSH(reader->arena, object->entries, object->count, capacity) =
            entry;
    }
}

static const struct cos *read(struct object_reader *reader, int depth)
{
    struct cos *object = ARENA_NEW(reader->arena, struct cos);
    *object = object_null;
    object_skip_space(reader);
    char byte = peek(reader, 0);
    if (!more(reader) || depth > LIMIT_OBJECT_DEPTH) {
        reader->at = reader->text.count;
        object->kind = OBJECT_END;
    } else if (byte == '/') {
        read_name(reader, object);
    } else if (byte == '(') {
        read_string(reader, object);
    } else if (byte == '[' || (byte == '<' && peek(reader, 1) == '<')) {
        object->kind = byte == '[' ? OBJECT_ARRAY : OBJECT_DICTIONARY;
        read_many(reader, object, depth + 1);
    } else if (byte == '<') {
        read_hex(reader, object);
    } else {
        read_plain(reader, object);
    }
    return object;
}

const struct cos *object_read(struct object_reader *reader)
{
    return read(reader, 0);
}

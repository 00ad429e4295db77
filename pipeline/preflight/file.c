// SPDX-License-Identifier: MIT
// The bytes of the file as they stand: header, end, layout of its objects.
#include "preflight/findings.h"

#include <ctype.h>
#include <stdlib.h>

static unsigned char byte_at(struct str file, size_t at)
{
    return at < file.count ? (unsigned char)file.bytes[at] : 0;
}

// ----- Header and end (ISO 19005-2 6.1.2, 6.1.3) -----

static void check_header(struct check *check)
{
    struct str file = check->file;
    bool digit = isdigit(byte_at(file, 7)) && !isdigit(byte_at(file, 8)) &&
                 isspace(byte_at(file, 8));
    bool first =
        str_starts(file, STR("%PDF-1.")) && digit && byte_at(file, 7) <= '7';
    check_that(check, first, RULE_HEADER_1, check->catalog);
    check_that(check, str_starts(file, STR("%PDF-2.")) && digit, RULE_HEADER_2,
               check->catalog);
    size_t line = str_find(file, STR("%PDF-"));
    line = line == STR_NONE ? 0 : line;
    while (line < file.count && byte_at(file, line) != '\n' &&
           byte_at(file, line) != '\r')
        line++;
    while (byte_at(file, line) == '\n' || byte_at(file, line) == '\r')
        line++;
    bool comment = byte_at(file, line) == '%';
    for (size_t i = 1; i <= 4; i++)
        comment &= byte_at(file, line + i) > 127;
    check_that(check, comment, RULE_HEADER_BYTES, check->catalog);
}

static void check_end(struct check *check)
{
    struct str file = check->file;
    size_t at = file.count;
    while (at >= 5 && memcmp(file.bytes + at - 5, "%%EOF", 5) != 0)
        at--;
    size_t left = file.count - at;
    bool good =
        at >= 5 && (left == 0 || (left == 1 && isspace(byte_at(file, at))) ||
                    (left == 2 && byte_at(file, at) == '\r' &&
                     byte_at(file, at + 1) == '\n'));
    check_that(check, good, RULE_AFTER_END, check->catalog);
}

// ----- Objects (ISO 19005-2 6.1.9) -----

static bool is_line_end(unsigned char byte)
{
    return byte == '\n' || byte == '\r';
}

static size_t skip_digits(struct str file, size_t at)
{
    while (isdigit(byte_at(file, at)))
        at++;
    return at;
}

// "12 0 obj" and its line: where an object begins at `at`, behind it; else 0.
static size_t object_head(struct str file, size_t at, bool *good)
{
    size_t number = skip_digits(file, at), from = at;
    size_t at2 = number;
    while (isspace(byte_at(file, at2)))
        at2++;
    size_t generation = skip_digits(file, at2), at3 = generation;
    while (isspace(byte_at(file, at3)))
        at3++;
    if (number == from || at2 == number || generation == at2 ||
        at3 == generation ||
        !str_starts(str_slice(file, at3, file.count), STR("obj")))
        return 0;
    *good = at2 == number + 1 && at3 == generation + 1 &&
            (from == 0 || is_line_end(byte_at(file, from - 1))) &&
            is_line_end(byte_at(file, at3 + 3)) && byte_at(file, number) == ' ';
    return at3 + 3;
}

static struct cos *place(struct check *check, size_t number)
{
    struct cos *object = ARENA_NEW(check->arena, struct cos);
    *object = (struct cos){.id = (int)number};
    return object;
}

static size_t length_of(struct check *check, const struct cos *stream)
{
    double length = get(check, stream, "Length")->number;
    return length >= 0 && length < 1e12 ? (size_t)length : 0;
}

// The data, from behind `stream`. Where they end, for who reads on.
static size_t check_stream(struct check *check, const struct cos *stream,
                           size_t at, const struct cos *where)
{
    struct str file = check->file;
    bool good = true;
    if (byte_at(file, at) == '\r' && byte_at(file, at + 1) == '\n')
        at += 2;
    else if (byte_at(file, at) == '\n')
        at++;
    else
        good = false;
    size_t length = length_of(check, stream);
    struct str rest = str_slice(file, at, file.count);
    struct str behind = str_slice(rest, length, rest.count);
    size_t found = str_find(behind, STR("endstream"));
    bool right = str_starts(behind, STR("endstream")) ||
                 str_starts(behind, STR("\nendstream")) ||
                 str_starts(behind, STR("\rendstream")) ||
                 str_starts(behind, STR("\r\nendstream"));
    if (length > rest.count || !right) {
        found = str_find(rest, STR("endstream"));
        length = 0;
    }
    check_that(check, right, RULE_STREAM_LENGTH, where);
    check_that(check, good && (!right || !str_starts(behind, STR("endstream"))),
               RULE_STREAM_LINES, where);
    return found == STR_NONE ? file.count : at + length + found + 9;
}

static size_t check_object(struct check *check, size_t from, size_t inside,
                           bool good)
{
    struct str file = check->file;
    struct object_reader reader = {check->arena, file, inside, false, false};
    struct cos *where = place(
        check,
        strtoul(arena_c_string(check->arena, str_slice(file, from, from + 9)),
                NULL, 10));
    const struct cos *object = object_read(&reader);
    object_skip_space(&reader);
    if (str_starts(str_slice(file, reader.at, file.count), STR("stream"))) {
        reader.at = check_stream(check, object, reader.at + 6, where);
        object_skip_space(&reader);
    }
    bool ended =
        str_starts(str_slice(file, reader.at, file.count), STR("endobj"));
    good &= !ended || (is_line_end(byte_at(file, reader.at - 1)) &&
                       (is_line_end(byte_at(file, reader.at + 6)) ||
                        reader.at + 6 >= file.count));
    check_that(check, good, RULE_OBJECT_LINES, where);
    check_that(check, !reader.odd_hex, RULE_HEX_ODD, where);
    check_that(check, !reader.bad_hex, RULE_HEX_BAD, where);
    return ended ? reader.at + 6 : reader.at;
}

// ----- The table of references (ISO 19005-2 6.1.4) -----

static void check_table(struct check *check, size_t at)
{
    struct str file = check->file;
    size_t line = at + 4;
    bool good =
        byte_at(file, line) == '\n' ||
        (byte_at(file, line) == '\r' &&
         !is_line_end(byte_at(file, line + 1))) ||
        (byte_at(file, line) == '\r' && byte_at(file, line + 1) == '\n');
    while (is_line_end(byte_at(file, line)))
        line++;
    size_t first = skip_digits(file, line);
    good &= first > line && byte_at(file, first) == ' ' &&
            isdigit(byte_at(file, first + 1));
    check_that(check, good, RULE_XREF_LINES, check->catalog);
}

static bool is_table(struct str file, size_t at)
{
    return str_starts(str_slice(file, at, file.count), STR("xref")) && at > 0 &&
           is_line_end(byte_at(file, at - 1));
}

static void check_layout(struct check *check)
{
    struct str file = check->file;
    for (size_t at = 0; at < file.count;) {
        bool good = false;
        size_t inside = 0;
        if (isdigit(byte_at(file, at)) &&
            (at == 0 || !isalnum(byte_at(file, at - 1))))
            inside = object_head(file, at, &good);
        if (inside > 0) {
            at = check_object(check, at, inside, good);
            continue;
        }
        if (byte_at(file, at) == 'x' && is_table(file, at))
            check_table(check, at);
        at++;
    }
}

void file_check(struct check *check)
{
    check_header(check);
    check_end(check);
    check_layout(check);
}

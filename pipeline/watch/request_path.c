// SPDX-License-Identifier: MIT
// From the parts of a request to what is meant: paths, hosts, ranges.
#include "watch/request_path.h"

#include "base/ascii.h"
#include "model/formats.h"

#include <stdlib.h>

// ----- Paths -----

static bool decode(struct str url, char *bytes, size_t *count)
{
    *count = 0;
    for (size_t i = 0; i < url.count; i++) {
        char c = url.bytes[i];
        if (c == '%') {
            int high =
                i + 1 < url.count ? ascii_hex_value(url.bytes[i + 1]) : -1;
            int low =
                i + 2 < url.count ? ascii_hex_value(url.bytes[i + 2]) : -1;
            if (high < 0 || low < 0)
                return false;
            c = (char)(high * 16 + low);
            i += 2;
            if (c == '/') // a name has none
                return false;
        }
        if ((unsigned char)c < 0x20 || c == 0x7F)
            return false;
        bytes[(*count)++] = c;
    }
    return true;
}

static bool is_utf8(struct str s)
{
    for (size_t i = 0, step; i < s.count; i += step)
        if ((step = utf8_valid(s.bytes + i, s.count - i)) == 0)
            return false;
    return true;
}

// No part is empty, but for the last, and none begins with a dot.
static bool parts_good(struct str path)
{
    for (size_t i = 0; i < path.count; i++) {
        bool begins = i == 0 || path.bytes[i - 1] == '/';
        if (begins && (path.bytes[i] == '.' || path.bytes[i] == '/'))
            return false;
    }
    return true;
}

bool request_path(struct arena *arena, struct str url, struct str *path)
{
    if (url.count == 0 || url.bytes[0] != '/')
        return false;
    char *bytes = arena_alloc(arena, url.count + 1);
    size_t count;
    if (!decode(str_slice(url, 1, url.count), bytes, &count))
        return false;
    *path = (struct str){bytes, count};
    return is_utf8(*path) && parts_good(*path);
}

// ----- Hosts -----

static bool is_port(struct str s)
{
    if (s.count == 0)
        return true;
    bool good = s.bytes[0] == ':' && s.count <= 6;
    for (size_t i = 1; i < s.count; i++)
        good = good && ascii_is_digit(s.bytes[i]);
    return good;
}

bool request_host_good(struct str host)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < COUNT(names); i++) {
        struct str name = str_of(names[i]);
        if (host.count >= name.count &&
            str_equal_ascii_case(str_slice(host, 0, name.count), name) &&
            is_port(str_slice(host, name.count, host.count)))
            return true;
    }
    return false;
}

// ----- Ranges -----

// Digits at the start of s, taken off. False: there are none, or too many.
static bool take_number(struct str *s, uint64_t *number)
{
    size_t i = 0;
    *number = 0;
    for (; i < s->count && ascii_is_digit(s->bytes[i]); i++) {
        if (i == 18)
            return false;
        *number = *number * 10 + (uint64_t)(s->bytes[i] - '0');
    }
    *s = str_slice(*s, i, s->count);
    return i > 0;
}

static enum byte_range last_bytes(struct str spec, uint64_t size,
                                  uint64_t *first, uint64_t *count)
{
    if (!take_number(&spec, count) || spec.count > 0)
        return RANGE_NONE;
    if (*count == 0 || size == 0)
        return RANGE_BEYOND;
    *count = *count < size ? *count : size;
    *first = size - *count;
    return RANGE_PART;
}

enum byte_range request_range(struct str header, uint64_t size, uint64_t *first,
                              uint64_t *count)
{
    uint64_t last = UINT64_MAX;
    if (!str_starts(header, STR("bytes=")))
        return RANGE_NONE;
    struct str spec = str_trim(str_slice(header, 6, header.count));
    if (str_starts(spec, STR("-")))
        return last_bytes(str_slice(spec, 1, spec.count), size, first, count);
    if (!take_number(&spec, first) || !str_starts(spec, STR("-")))
        return RANGE_NONE;
    spec = str_slice(spec, 1, spec.count);
    if (spec.count > 0 &&
        (!take_number(&spec, &last) || spec.count > 0 || last < *first))
        return RANGE_NONE;
    if (*first >= size)
        return RANGE_BEYOND;
    *count = (last < size - 1 ? last : size - 1) - *first + 1;
    return RANGE_PART;
}

// ----- Tags -----

bool request_names_tag(struct str header, struct str tag)
{
    if (str_equal(str_trim(header), STR("*")))
        return true;
    // A tag has quotation marks around it, and none within.
    return tag.count > 0 && str_find(header, tag) != STR_NONE;
}

// ----- Types -----

// Of what lies beside the outputs of briefs; the types of those are in their
// table.
static const char *type_of_asset(struct str path)
{
    static const struct {
        const char *ending, *type;
    } types[] = {{".css", "text/css; charset=utf-8"},
                 {".js", "text/javascript; charset=utf-8"},
                 {".svg", "image/svg+xml"},
                 {".png", "image/png"},
                 {".jpg", "image/jpeg"},
                 {".jpeg", "image/jpeg"},
                 {".ico", "image/x-icon"},
                 {".atom", "application/atom+xml"},
                 {".xml", "application/xml"},
                 {".json", "application/json"},
                 {".woff2", "font/woff2"}};
    for (size_t i = 0; i < COUNT(types); i++) {
        struct str ending = str_of(types[i].ending);
        if (path.count >= ending.count &&
            str_equal_ascii_case(
                str_slice(path, path.count - ending.count, path.count), ending))
            return types[i].type;
    }
    return "application/octet-stream";
}

// The pages of a format are UTF-8, where its type is text.
static const char *type_of_output(enum format_index format)
{
    static const struct {
        const char *type, *with_charset;
    } types[FORMAT_COUNT] = {
#define FORMAT(id, name, ending, label, media, ...)                            \
    [FORMAT_INDEX_##id] = {media, media "; charset=utf-8"},
#include "model/formats.def"
#undef FORMAT
    };
    bool text = str_starts(str_of(types[format].type), STR("text/"));
    return text ? types[format].with_charset : types[format].type;
}

const char *request_content_type(struct str path)
{
    enum format_index format = format_of_file(path);
    return format < FORMAT_COUNT ? type_of_output(format) : type_of_asset(path);
}

// SPDX-License-Identifier: MIT
// Slices of bytes, and UTF-8 in them.
#include "base/str.h"

#include "base/ascii.h"

#include <string.h>

bool str_equal_ascii_case(struct str a, struct str b)
{
    if (a.count != b.count)
        return false;
    for (size_t i = 0; i < a.count; i++)
        if (ascii_lower(a.bytes[i]) != ascii_lower(b.bytes[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.count < b.count ? a.count : b.count;
    int order = common ? memcmp(a.bytes, b.bytes, common) : 0;
    if (order != 0)
        return order;
    return a.count < b.count ? -1 : a.count > b.count;
}

int str_by_bytes(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool str_is_one_of(struct str s, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(s, str_of(words[i])))
            return true;
    return false;
}

size_t str_find(struct str s, struct str wanted)
{
    if (wanted.count == 0)
        return 0;
    if (s.count < wanted.count)
        return STR_NONE;
    const char *found = memmem(s.bytes, s.count, wanted.bytes, wanted.count);
    return found ? (size_t)(found - s.bytes) : STR_NONE;
}

struct str str_trim(struct str s)
{
    size_t from = 0, to = s.count;
    while (from < to && ascii_is_space(s.bytes[from]))
        from++;
    while (to > from && ascii_is_space(s.bytes[to - 1]))
        to--;
    return str_slice(s, from, to);
}

bool str_blank(struct str s)
{
    return str_trim(s).count == 0;
}

static bool continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

// How many bytes a first byte announces; 0 where it is no first byte.
static size_t announced(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    if (first >= 0xF0 && first <= 0xF4)
        return 4;
    return 0;
}

size_t utf8_valid(const char *bytes, size_t count)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (count == 0)
        return 0;
    size_t length = announced(b[0]);
    if (length == 0 || length > count)
        return 0;
    for (size_t i = 1; i < length; i++)
        if (!continuation(b[i]))
            return 0;
    // Overlong forms and surrogates differ in the second byte only.
    if ((b[0] == 0xE0 && b[1] < 0xA0) || (b[0] == 0xED && b[1] > 0x9F) ||
        (b[0] == 0xF0 && b[1] < 0x90) || (b[0] == 0xF4 && b[1] > 0x8F))
        return 0;
    return length;
}

uint32_t utf8_next_long(struct str s, size_t *offset)
{
    const char *at = s.bytes + *offset;
    const unsigned char *b = (const unsigned char *)at;
    size_t left = s.count - *offset;
    size_t length = utf8_valid(at, left);
    *offset += length ? length : 1;
    switch (length) {
    case 1:
        return b[0];
    case 2:
        return (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
    case 3:
        return (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    case 4:
        return (b[0] & 0x07u) << 18 | (b[1] & 0x3Fu) << 12 |
               (b[2] & 0x3Fu) << 6 | (b[3] & 0x3Fu);
    }
    return 0xFFFD;
}

uint32_t utf8_previous(struct str s, size_t *offset)
{
    size_t start = *offset - 1;
    while (start > 0 && *offset - start < 4 &&
           continuation((unsigned char)s.bytes[start]))
        start--;
    size_t end = start;
    uint32_t character = utf8_next(s, &end);
    if (end != *offset) { // invalid: one byte back, as utf8_next one forward
        start = *offset - 1;
        character = 0xFFFD;
    }
    *offset = start;
    return character;
}

size_t utf8_floor(struct str s, size_t offset)
{
    if (offset >= s.count)
        return s.count;
    while (offset > 0 && continuation((unsigned char)s.bytes[offset]))
        offset--;
    return offset;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(struct str s)
{
    size_t characters = 0;
    for (size_t offset = 0; offset < s.count; characters++)
        utf8_next(s, &offset);
    return characters;
}

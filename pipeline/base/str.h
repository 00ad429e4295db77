// SPDX-License-Identifier: MIT
// Text as counted bytes: slices that are never assumed to end in NUL.
//
// A str is passed by value and borrows its bytes; who owns them is said where
// the str is kept (mostly an arena). Past read/ each is valid UTF-8 in NFC.
#ifndef QALAM_STR_H
#define QALAM_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *bytes;
    size_t count;
};

// A str of a string literal.
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
// The two printf arguments for "%.*s".
#define STR_ARG(s) (int)(s).count, (s).bytes
// How many items a table has.
#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
// What str_find answers where there is nothing.
#define STR_NONE SIZE_MAX

// What is asked for every word, and mostly denied, is inline: tables of words
// are compared by their lengths first.
static inline struct str str_of(const char *c_string) // NULL: the empty str
{
    return (struct str){c_string, c_string ? strlen(c_string) : 0};
}
static inline bool str_equal(struct str a, struct str b)
{
    return a.count == b.count &&
           (a.count == 0 || memcmp(a.bytes, b.bytes, a.count) == 0);
}
// [from, to)
static inline struct str str_slice(struct str s, size_t from, size_t to)
{
    if (to > s.count)
        to = s.count;
    if (from > to)
        from = to;
    return (struct str){s.bytes ? s.bytes + from : NULL, to - from};
}
static inline bool str_starts(struct str s, struct str start)
{
    return s.count >= start.count &&
           (start.count == 0 || memcmp(s.bytes, start.bytes, start.count) == 0);
}
static inline bool str_ends(struct str s, struct str end)
{
    return s.count >= end.count &&
           (end.count == 0 ||
            memcmp(s.bytes + s.count - end.count, end.bytes, end.count) == 0);
}
bool str_equal_ascii_case(struct str a, struct str b); // folds A-Z only
int str_compare(struct str a, struct str b);           // bytewise
int str_by_bytes(const void *a, const void *b); // the same for qsort, bsearch
bool str_is_one_of(struct str s, const char *const *words, size_t count);
#define STR_IS_ONE_OF(s, words) str_is_one_of(s, words, COUNT(words))
size_t str_find(struct str s, struct str wanted); // byte offset or STR_NONE
struct str str_trim(struct str s); // without ASCII space, tab, CR, LF around it
bool str_blank(struct str s);      // nothing, or ASCII white space only

// UTF-8. All take valid UTF-8; on an invalid byte they answer U+FFFD and move
// on by one byte, so that no loop hangs.

// The character at *offset, moving *offset past it. Call only before the end.
uint32_t utf8_next_long(struct str s, size_t *offset);
static inline uint32_t utf8_next(struct str s, size_t *offset)
{
    // Most characters of a European text are one byte; two bytes are Cyrillic
    // and Arabic script.
    size_t at = *offset;
    unsigned char byte = at < s.count ? (unsigned char)s.bytes[at] : 0xFF;
    if (byte < 0x80) {
        *offset = at + 1;
        return byte;
    }
    if (byte >= 0xC2 && byte <= 0xDF && s.count - at > 1 &&
        ((unsigned char)s.bytes[at + 1] & 0xC0) == 0x80) {
        *offset = at + 2;
        return (byte & 0x1Fu) << 6 | ((unsigned char)s.bytes[at + 1] & 0x3Fu);
    }
    return utf8_next_long(s, offset);
}
// The character before *offset, moving *offset to its start. *offset > 0.
uint32_t utf8_previous(struct str s, size_t *offset);
// The characters on both sides of an offset; 0 at the start and at the end.
static inline uint32_t utf8_before(struct str s, size_t offset)
{
    return offset > 0 ? utf8_previous(s, &offset) : 0;
}
static inline uint32_t utf8_after(struct str s, size_t offset)
{
    return offset < s.count ? utf8_next(s, &offset) : 0;
}
// The start of the character that the byte at offset is part of: where a text
// is cut short. The end, where offset is not before it.
size_t utf8_floor(struct str s, size_t offset);
// Writes 1 to 4 bytes to out, answers how many.
size_t utf8_encode(uint32_t character, char out[4]);
size_t utf8_count(struct str s); // characters
// Length of the valid sequence at bytes[0] (1 to 4), 0 where it is invalid:
// no surrogates, nothing overlong, nothing past U+10FFFF (RFC 3629).
size_t utf8_valid(const char *bytes, size_t count);

#endif

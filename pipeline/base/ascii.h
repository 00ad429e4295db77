// SPDX-License-Identifier: MIT
// Classes of bytes in what has a syntax: keys, addresses, markup, numbers of
// formats. A text that people read is asked by characters (base/characters.h).
//
// A byte of 0x80 or more is in no class, whatever the sign of char.
#ifndef QALAM_ASCII_H
#define QALAM_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}
static inline bool ascii_is_lower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}
static inline bool ascii_is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}
static inline bool ascii_is_letter(char byte)
{
    return ascii_is_lower(byte) || ascii_is_upper(byte);
}
static inline bool ascii_is_alphanumeric(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte);
}
// Within a line.
static inline bool ascii_is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}
// Line ends too; not form feed and vertical tab, which are no layout of ours.
static inline bool ascii_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}
static inline char ascii_lower(char byte)
{
    return ascii_is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
}
static inline char ascii_upper(char byte)
{
    return ascii_is_lower(byte) ? (char)(byte - 'a' + 'A') : byte;
}
// The value of a hexadecimal digit, -1 where it is none.
static inline int ascii_hex_value(char byte)
{
    if (ascii_is_digit(byte))
        return byte - '0';
    char lower = ascii_lower(byte);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

#endif

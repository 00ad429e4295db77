// SPDX-License-Identifier: MIT
// Reads one character reference of HTML.
#include "text/html_references.h"

#include "base/ascii.h"

#include <libxml/HTMLparser.h>

enum { LONGEST_NAME = 31 };

// Pages of the nineties number characters as Windows-1252 does, and browsers
// follow them (HTML 13.2.5.80); 0 where that has no character.
static const uint16_t windows_1252[] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t character_of(uint32_t number)
{
    bool surrogate = number >= 0xD800 && number <= 0xDFFF;
    if (number == 0 || number > 0x10FFFF || surrogate ||
        (number & 0xFFFE) == 0xFFFE)
        return 0xFFFD;
    if (number >= 0x80 && number < 0x80 + COUNT(windows_1252) &&
        windows_1252[number - 0x80] != 0)
        return windows_1252[number - 0x80];
    return number;
}

// From behind "&#".
static size_t number_end(struct str text, size_t at, uint32_t *character)
{
    bool hex = at < text.count && (text.bytes[at] | 0x20) == 'x';
    uint32_t number = 0;
    size_t from = at += hex;
    for (; at < text.count; at++) {
        int digit = ascii_hex_value(text.bytes[at]);
        if (digit < 0 || (digit > 9 && !hex))
            break;
        if (number <= 0x10FFFF)
            number = number * (hex ? 16 : 10) + (uint32_t)digit;
    }
    *character = character_of(number);
    return at > from ? at : 0;
}

// From behind "&".
static size_t name_end(struct str text, size_t at, uint32_t *character)
{
    char name[LONGEST_NAME + 1];
    size_t count = 0;
    while (at + count < text.count && count < LONGEST_NAME) {
        char byte = text.bytes[at + count];
        if (!ascii_is_alphanumeric(byte))
            break;
        name[count++] = byte;
    }
    name[count] = 0;
    const htmlEntityDesc *entity =
        count ? htmlEntityLookup((const xmlChar *)name) : NULL;
    if (!entity)
        return 0;
    *character = entity->value;
    // HTML 5 and CommonMark moved &lang; and &rang;.
    if (*character == 0x2329 || *character == 0x232A)
        *character += 0x27E8 - 0x2329;
    return at + count;
}

size_t html_reference_at(struct str text, size_t offset, uint32_t *character)
{
    size_t at = offset + 1;
    if (at >= text.count || text.bytes[offset] != '&')
        return 0;
    size_t end = text.bytes[at] == '#' ? number_end(text, at + 1, character)
                                       : name_end(text, at, character);
    bool whole = end > 0 && end < text.count && text.bytes[end] == ';';
    return whole ? end + 1 - offset : 0;
}

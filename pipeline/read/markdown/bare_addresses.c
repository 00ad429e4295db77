// SPDX-License-Identifier: MIT
// Tells bare addresses from destinations, attributes and autolinks.
#include "read/markdown/bare_addresses.h"

#include "base/ascii.h"
#include "text/addresses.h"

#include <string.h>
#include <unicode/uchar.h>

// Between quotation marks of other scripts cmark does not see "www.".
static bool hides_address(struct str text, size_t i)
{
    uint32_t before = utf8_before(text, i);
    return text.bytes[i] == 'w' &&
           (before == '"' || (before >= 0x80 && u_ispunct((UChar32)before)));
}

// What cmark, and a reader, take an address to begin behind; within another
// address there may be a second one.
static bool may_begin_address(struct str text, size_t i)
{
    if (i == 0 || hides_address(text, i))
        return true;
    unsigned char before = (unsigned char)text.bytes[i - 1];
    if (text.bytes[i] == 'w')
        return ascii_is_space((char)before) || strchr("*_~(", before);
    return before >= 0x80 || ascii_is_space((char)before) ||
           strchr("*_~(\"'[{|>:;,!", before);
}

// The address of a link, a tag or <…> is whole as it is.
static bool is_destination(struct str text, size_t i)
{
    struct str before = str_slice(text, 0, i);
    while (str_ends(before, STR(" ")))
        before = str_slice(before, 0, before.count - 1);
    return str_ends(before, STR("](")) || str_ends(before, STR("<")) ||
           str_ends(before, STR("=")) || str_ends(before, STR("=\"")) ||
           str_ends(before, STR("='")) || str_ends(before, STR("]:"));
}

size_t bare_address_end(struct str text, size_t i, size_t limit, bool *hidden)
{
    *hidden = false;
    if (!may_begin_address(text, i) || !address_starts(text, i) ||
        is_destination(text, i))
        return i;
    size_t end = address_end(text, i, limit);
    *hidden = hides_address(text, i);
    return *hidden ? address_trimmed(text, i, end) : end;
}

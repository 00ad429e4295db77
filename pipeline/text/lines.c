// SPDX-License-Identifier: MIT
// The lines of a text, whatever ends them.
#include "text/lines.h"

struct text_line line_at(struct str text, size_t start)
{
    struct text_line line = {start, start, text.count};
    while (line.end < text.count && text.bytes[line.end] != '\n' &&
           text.bytes[line.end] != '\r')
        line.end++;
    if (line.end < text.count)
        line.next = line.end + 1;
    if (line.next < text.count && text.bytes[line.end] == '\r' &&
        text.bytes[line.next] == '\n')
        line.next++;
    return line;
}

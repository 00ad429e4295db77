// SPDX-License-Identifier: MIT
// Finds the lines that front matter stands between.
#include "source/front_fences.h"

static bool is_front_fence(struct str text, struct text_line line,
                           struct str fence)
{
    size_t end = line.end;
    while (end > line.start &&
           (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '\t'))
        end--;
    return str_equal(str_slice(text, line.start, end), fence);
}

bool front_opening(struct str text, struct text_line *opening)
{
    size_t start = 0;
    for (; start < text.count; start = opening->next) {
        *opening = line_at(text, start);
        if (!str_blank(str_slice(text, opening->start, opening->end)))
            return is_front_fence(text, *opening, STR("---"));
    }
    return false;
}

bool front_fences(struct str text, struct text_line *opening,
                  struct text_line *closing)
{
    if (!front_opening(text, opening))
        return false;
    for (size_t start = opening->next; start < text.count;
         start = closing->next) {
        *closing = line_at(text, start);
        if (is_front_fence(text, *closing, STR("---")) ||
            is_front_fence(text, *closing, STR("...")))
            return true;
    }
    return false;
}

bool front_has_key(struct str yaml)
{
    for (size_t at = 0; at < yaml.count;) {
        struct text_line line = line_at(yaml, at);
        struct str content = str_slice(yaml, line.start, line.end);
        size_t colon = str_find(content, STR(":"));
        if (colon != STR_NONE && colon > 0 &&
            (colon + 1 == content.count || content.bytes[colon + 1] == ' '))
            return true;
        at = line.next;
    }
    return false;
}

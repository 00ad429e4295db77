// SPDX-License-Identifier: MIT
// Finds the lines that front matter stands between.
#include "source/front_fences.h"

#include <string.h>

static bool is_front_fence(struct str text, struct text_line line,
                           struct str fence)
{
    size_t end = line.end;
    while (end > line.start &&
           (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '\t'))
        end--;
    return str_equal(str_slice(text, line.start, end), fence);
}

// ----- What may stand above -----

// A comment of HTML that ends with its line; answers where that ends.
static size_t comment_end(struct str text, size_t start)
{
    struct str rest = str_slice(text, start, text.count);
    size_t end = str_find(rest, STR("-->"));
    if (!str_starts(rest, STR("<!--")) || end == STR_NONE)
        return start;
    struct text_line last = line_at(text, start + end + 3);
    bool alone = str_blank(str_slice(text, start + end + 3, last.end));
    return alone ? last.next : start;
}

// "-*- coding: utf-8 -*-", "# vim: ft=markdown", "#!/usr/bin/env quarto".
static bool is_mode_line(struct str line)
{
    size_t sign = str_find(line, STR("-*-"));
    if (sign != STR_NONE)
        return str_find(str_slice(line, sign + 3, line.count), STR("-*-")) !=
               STR_NONE;
    bool remark = line.count > 0 && strchr("#%;\"/", line.bytes[0]) != NULL;
    return str_starts(line, STR("#!/")) ||
           (remark && (str_find(line, STR(" vim:")) != STR_NONE ||
                       str_find(line, STR(" vi:")) != STR_NONE));
}

enum { PERCENT_FIELDS = 3 }; // title, authors, date

// The lines of a title block of pandoc's; answers where they end.
static size_t percent_end(struct str text, size_t start)
{
    size_t fields = 0, at = start;
    while (at < text.count) {
        struct text_line line = line_at(text, at);
        bool sign = text.bytes[at] == '%';
        bool goes_on = fields > 0 &&
                       (text.bytes[at] == ' ' || text.bytes[at] == '\t') &&
                       !str_blank(str_slice(text, line.start, line.end));
        fields += sign;
        if (!sign && !goes_on)
            break;
        at = line.next;
    }
    return fields <= PERCENT_FIELDS ? at : start;
}

struct front_preamble front_preamble(struct str text)
{
    struct front_preamble preamble = {0};
    size_t at = 0;
    while (at < text.count) {
        struct text_line line = line_at(text, at);
        struct str content = str_slice(text, line.start, line.end);
        size_t next = line.next;
        if (!str_blank(content) && !is_mode_line(content)) {
            next = comment_end(text, at);
            if (next == at && preamble.percent_end == 0) {
                next = percent_end(text, at);
                preamble.percent = at;
                preamble.percent_end = next > at ? next : 0;
            }
        }
        if (next == at)
            break;
        preamble.words = preamble.words || !str_blank(content);
        at = next;
    }
    preamble.end = at;
    return preamble;
}

// ----- The fences -----

bool front_opening(struct str text, struct text_line *opening)
{
    struct front_preamble above = front_preamble(text);
    if (above.end == text.count)
        return false;
    *opening = line_at(text, above.end);
    if (!is_front_fence(text, *opening, STR("---")))
        return false;
    // Below words, a rule and a paragraph are the likelier.
    struct text_line first = line_at(text, opening->next);
    return !above.words || !str_blank(str_slice(text, first.start, first.end));
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

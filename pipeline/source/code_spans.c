// SPDX-License-Identifier: MIT
// Pairs the runs of backticks in the text of a block.
#include "source/code_spans.h"

struct code_spans code_spans_find(struct arena *arena, struct str text,
                                  size_t from, size_t to)
{
    struct code_spans spans = {0};
    struct str rest = str_slice(text, from, to);
    for (size_t found; (found = str_find(rest, STR("`"))) != STR_NONE;) {
        size_t start = to - rest.count + found, end = start;
        while (end < to && text.bytes[end] == '`')
            end++;
        ARENA_PUSH(arena, spans.runs, spans.count, spans.capacity) =
            (struct tick_run){start, end};
        rest = str_slice(text, end, to);
    }
    return spans;
}

// The first run behind spans->next that has this length; spans->count: none.
// No run is passed twice for one length.
static size_t closing_run(struct code_spans *spans, size_t length)
{
    size_t at = spans->ahead[length];
    if (at <= spans->next)
        at = spans->next + 1;
    while (at < spans->count &&
           spans->runs[at].end - spans->runs[at].offset != length)
        at++;
    spans->ahead[length] = at;
    return at;
}

size_t code_span_end(struct code_spans *spans, size_t offset, bool *code)
{
    *code = false;
    while (spans->next < spans->count && spans->runs[spans->next].end <= offset)
        spans->next++;
    if (spans->next == spans->count)
        return offset + 1;
    size_t behind = spans->runs[spans->next].end;
    size_t closing = behind - offset > LONGEST_TICKS
                         ? spans->count
                         : closing_run(spans, behind - offset);
    if (closing == spans->count)
        return behind;
    *code = true;
    return spans->runs[closing].end;
}

// SPDX-License-Identifier: MIT
// Words and characters of a text as an editor reads it.
#include "text/text_view.h"

#include "base/characters.h"
#include "base/search.h"

static bool begins_by(const void *item, const void *offset)
{
    const struct view_part *part = item;
    return part->start <= *(const size_t *)offset;
}

const struct view_part *text_view_part(const struct text_view *view,
                                       size_t offset)
{
    size_t at = search_last(view->parts, view->part_count, sizeof *view->parts,
                            begins_by, &offset);
    return &view->parts[at];
}

// ----- Words -----

// Past the character at offset, if words are made of it; else the offset.
static size_t past_letter(struct str text, size_t offset)
{
    size_t after = offset;
    if (offset >= text.count)
        return offset;
    uint32_t c = utf8_next(text, &after);
    return c != CHAR_OBJECT && char_in_word(c) ? after : offset;
}

static bool apostrophe(uint32_t c)
{
    return c == '\'' || c == CHAR_APOSTROPHE || c == 0x02BB || c == 0x02BC;
}

// Past an apostrophe between two letters and the second; else the offset.
static size_t past_apostrophe(struct str text, size_t offset)
{
    size_t after = offset;
    if (offset >= text.count || text.bytes[offset] == ' ' ||
        !apostrophe(utf8_next(text, &after)))
        return offset;
    size_t beyond = past_letter(text, after);
    return beyond > after ? beyond : offset;
}

bool text_view_next_word(const struct text_view *view, size_t *offset,
                         struct text_view_word *word)
{
    struct str text = view->text;
    size_t start = *offset, end, after;
    while (start < text.count && past_letter(text, start) == start)
        utf8_next(text, &start);
    for (end = start; end < text.count; end = after) {
        after = past_letter(text, end);
        if (after == end && end > start)
            after = past_apostrophe(text, end);
        if (after == end)
            break;
    }
    *offset = end;
    *word = (struct text_view_word){start, end, str_slice(text, start, end)};
    return end > start;
}

uint32_t text_view_before(const struct text_view *view, size_t offset)
{
    return utf8_before(view->text, offset);
}

uint32_t text_view_after(const struct text_view *view, size_t offset)
{
    return utf8_after(view->text, offset);
}

bool text_view_only_space(const struct text_view *view, size_t start,
                          size_t end)
{
    for (size_t at = start; at < end;)
        if (!char_is_blank(utf8_next(view->text, &at)))
            return false;
    return end > start;
}

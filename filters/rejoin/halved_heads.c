// SPDX-License-Identifier: MIT
// Finds running heads of two halves, one of which is that of the chapter.
#include "rejoin/marker.h"

#include "base/characters.h"

enum { LINE_BYTES = 200 };

struct halved {
    struct str halves[2];
    size_t block;
};

// What parts the halves of a head: a bar, a dot, a slash, a dash, a tab.
static bool parts_halves(struct str line, size_t at, size_t next, uint32_t c)
{
    bool sign = c == '|' || c == '/' || c == 0x00B7 || c == 0x2022 ||
                char_is_dash(c) || c == '-';
    return c == '\t' || (sign && utf8_before(line, at) == ' ' &&
                         utf8_after(line, next) == ' ');
}

static bool read_halves(struct str line, struct str halves[2])
{
    for (size_t at = 0; at < line.count;) {
        size_t start = at;
        uint32_t c = utf8_next(line, &at);
        if (!parts_halves(line, start, at, c))
            continue;
        halves[0] = str_trim(str_slice(line, 0, start));
        halves[1] = str_trim(str_slice(line, at, line.count));
        return halves[0].count > 0 && halves[1].count > 0;
    }
    return false;
}

static bool beside_page(const struct page_marker *marker, size_t index)
{
    const enum page_mark *marks = marker->marks;
    return (index > 0 && marks[index - 1] != MARK_NONE) ||
           (index + 1 < marker->blocks.count &&
            marks[index + 1] != MARK_NONE) ||
           marker_at_cut(marker, index);
}

static bool read_head(const struct page_marker *marker, size_t index,
                      struct halved *head)
{
    const struct block *block = marker_paragraph(marker, index);
    if (!block || marker->marks[index] != MARK_NONE)
        return false;
    struct str line = block_text(marker->text, block);
    *head = (struct halved){.block = index};
    return line.count <= LINE_BYTES && str_find(line, STR("\n")) == STR_NONE &&
           read_halves(line, head->halves) && beside_page(marker, index);
}

static bool share_half(const struct halved *a, const struct halved *b)
{
    return str_equal(a->halves[0], b->halves[0]) ||
           str_equal(a->halves[1], b->halves[1]);
}

void marker_halved_heads(struct page_marker *marker)
{
    struct halved head, last = {0};
    bool any = false;
    for (size_t i = 0; i < marker->blocks.count; i++) {
        if (!read_head(marker, i, &head))
            continue;
        // Verso and recto may be two heads: the last but one is looked at by
        // its neighbour.
        if (any && share_half(&head, &last)) {
            marker->marks[head.block] = MARK_REPEATED_HEAD;
            marker->marks[last.block] = MARK_REPEATED_HEAD;
        }
        last = head;
        any = true;
    }
}

// SPDX-License-Identifier: MIT
// A page takes what layout made elsewhere, moved to its place.
#include "typeset/page/page.h"

size_t page_new(struct layout *layout)
{
    struct pages *pages = layout->pages;
    size_t index = pages->count;
    struct page page = {.width = layout->print->page_width,
                        .height = layout->print->page_height,
                        .recto = page_is_odd(index),
                        .begins = PLACE_NONE};
    if (index > 0)
        page.label = language_number(layout->arena, layout->lang, index + 1);
    ARENA_PUSH(layout->arena, pages->items, pages->count, pages->capacity) =
        page;
    return index;
}

bool page_is_odd(size_t page)
{
    return page % 2 == 0;
}

void page_place(struct layout *layout, size_t index, struct placed placed)
{
    struct page *page = &layout->pages->items[index];
    ARENA_PUSH(layout->arena, page->placed, page->placed_count,
               page->placed_capacity) = placed;
}

// A reference is a place to come back to from its note.
static void note_reference_place(struct layout *layout, size_t index,
                                 const struct area *area)
{
    const struct structure_tag *tag = tag_at(layout, area->tag);
    if (tag->role != TAG_REFERENCE || tag->id.count == 0)
        return;
    struct pages *pages = layout->pages;
    // A reference broken over two lines has two areas; the first counts.
    if (pages->destination_count > 0 &&
        str_equal(pages->destinations[pages->destination_count - 1].name,
                  tag->id))
        return;
    layout_add_destination(layout, tag->id, index, area->x, area->y, area->tag);
}

void page_line(struct layout *layout, size_t index, const struct line *line,
               scaled x, scaled baseline)
{
    struct page *on = &layout->pages->items[index];
    if (!place_known(on->begins))
        on->begins = line->at;
    for (size_t i = 0; i < line->placed_count; i++) {
        struct placed placed = line->placed[i];
        placed.x += x;
        placed.y += baseline;
        page_place(layout, index, placed);
    }
    for (size_t i = 0; i < line->area_count; i++) {
        struct area area = line->areas[i];
        area.x += x;
        area.y += baseline;
        struct page *page = &layout->pages->items[index];
        ARENA_PUSH(layout->arena, page->areas, page->area_count,
                   page->area_capacity) = area;
        note_reference_place(layout, index, &area);
    }
}

size_t page_lines_tag(const struct lines *lines)
{
    return lines->count && lines->items[0].placed_count
               ? lines->items[0].placed[0].tag
               : TAG_ARTIFACT;
}

// The first that is no artifact.
static size_t vbox_tag(const struct vbox *vbox)
{
    for (size_t i = 0; i < vbox->part_count; i++) {
        const struct part *part = &vbox->parts[i];
        size_t tag = TAG_ARTIFACT;
        if (part->placed != NULL)
            tag = part->placed->tag;
        else if (part->line->placed_count > 0)
            tag = part->line->placed[0].tag;
        if (tag != TAG_ARTIFACT)
            return tag;
    }
    return TAG_ARTIFACT;
}

// The page's head is of the section at its top: the one that begins there, or
// that goes on.
static void begin_section(struct layout *layout, size_t page,
                          const struct node *section, scaled y)
{
    layout->section = section;
    bool at_top = y < layout->print->frame_top + layout->geometry.grid;
    if (at_top && layout->pages->items[page].placed_count == 0)
        layout->head_section = section;
}

void page_vbox(struct layout *layout, size_t index, const struct vbox *vbox,
               scaled x, scaled y)
{
    diag_on_page(layout->diag, vbox->at, index + 1);
    if (vbox->destination.count > 0)
        layout_add_destination(layout, vbox->destination, index, x, y,
                               vbox_tag(vbox));
    if (vbox->anchor.count > 0)
        layout_add_destination(layout, vbox->anchor, index, x, y,
                               vbox_tag(vbox));
    if (vbox->section != NULL)
        begin_section(layout, index, vbox->section, y);
    for (size_t i = 0; i < vbox->part_count; i++) {
        const struct part *part = &vbox->parts[i];
        if (part->line != NULL) {
            page_line(layout, index, part->line, x + part->x, y + part->y);
            continue;
        }
        struct placed placed = *part->placed;
        placed.x += x;
        placed.y += y;
        page_place(layout, index, placed);
    }
}

scaled page_lines(struct layout *layout, size_t index,
                  const struct lines *lines, const struct style *style,
                  scaled x, scaled y)
{
    for (size_t i = 0; i < lines->count; i++, y += style->leading)
        page_line(layout, index, &lines->items[i], x, y + style->baseline);
    return y;
}

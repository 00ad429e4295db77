// SPDX-License-Identifier: MIT
// Pages that hold little are reported where their words begin.
#include "typeset/page/page_fill.h"

// From here on a page is full enough.
#define LEAST_FILL (PAGE_FILL_WHOLE / 4)

static unsigned part_at(const struct layout *layout, scaled y)
{
    scaled part = (y - layout->print->frame_top) * PAGE_FILL_WHOLE /
                  layout->print->frame_height;
    return (unsigned)(part < 0                  ? 0
                      : part >= PAGE_FILL_WHOLE ? PAGE_FILL_WHOLE - 1
                                                : part);
}

// A bit for each twelfth. Letters stand over their baseline.
static unsigned parts_of(const struct layout *layout,
                         const struct placed *placed)
{
    scaled top = placed->y, bottom = placed->y;
    if (placed->kind == PLACED_RUN)
        top = bottom = placed->y - placed->as.run.size / 3;
    if (placed->kind == PLACED_IMAGE)
        bottom += placed->as.image.height;
    if (placed->kind == PLACED_RECTANGLE)
        bottom += placed->as.rectangle.height;
    unsigned parts = 0;
    for (unsigned i = part_at(layout, top); i <= part_at(layout, bottom); i++)
        parts |= 1u << i;
    return parts;
}

int page_fill(const struct layout *layout, size_t index)
{
    const struct page *page = &layout->pages->items[index];
    unsigned parts = 0;
    for (size_t i = 0; i < page->placed_count; i++)
        if (page->placed[i].tag != TAG_ARTIFACT)
            parts |= parts_of(layout, &page->placed[i]);
    int count = 0;
    for (; parts != 0; parts >>= 1)
        count += (parts & 1u) != 0;
    return count;
}

void page_fill_report(const struct layout *layout)
{
    // The cover, and the page behind it: there is no text before that.
    for (size_t i = 2; i < layout->pages->count; i++) {
        int fill = page_fill(layout, i);
        const struct page *page = &layout->pages->items[i];
        bool turned = page->width > page->height; // for one table
        if (fill == 0 || fill >= LEAST_FILL || turned)
            continue;
        struct place begins = page->begins;
        diag_on_page(layout->diag, begins, i + 1);
        diag_report(layout->diag, begins, MESSAGE_page_sparse);
    }
}

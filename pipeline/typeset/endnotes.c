// SPDX-License-Identifier: MIT
// Notes after the text: a heading, then all of them in their order.
#include "endnotes.h"

#include "notes.h"
#include "phrases.h"

bool endnotes_wanted(const struct layout *layout)
{
    return house_asks(&layout->brief->meta.house, HOUSE_NOTES_AT);
}

static void add_heading(struct layout *layout, struct flow *flow)
{
    const struct style *style = &layout->styles.of[ROLE_H2];
    struct str words = brief_word(layout->brief, WORD_notes);
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_H2,
                                     .parent = layout->document,
                                     .measure = layout->geometry.column_width,
                                     .title = true};
    struct lines lines = set_words(layout, words, &setting);
    scaled grid = layout->geometry.grid;
    flow_space(flow, 2 * grid);
    struct slab *slab =
        flow_add(layout, flow,
                 round_up(style->leading * (scaled)lines.count + PT(5), grid));
    slab->break_cost = BREAK_HEADING;
    slab->destination = ENDNOTES_DESTINATION;
    for (size_t i = 0; i < lines.count; i++)
        slab_line(layout, slab, &lines.items[i], 0,
                  style->baseline + style->leading * (scaled)i);
    struct pages *pages = layout->pages;
    ARENA_PUSH(layout->arena, pages->bookmarks, pages->bookmark_count,
               pages->bookmark_capacity) =
        (struct bookmark){words, layout->lang, 1, ENDNOTES_DESTINATION};
}

void endnotes_add(struct layout *layout, struct flow *flow)
{
    size_t count = layout->brief->note_count;
    bool *set_before = ARENA_ARRAY(layout_drafts(layout), bool, count + 1);
    bool any = false;
    layout->notes_wait = false;
    for (size_t i = 0; i < count; i++) {
        set_before[i] = layout->notes[i].built;
        any = any || (layout->notes[i].called && !set_before[i]);
    }
    if (!any)
        return;
    add_heading(layout, flow);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.column_width);
    for (size_t i = 0; i < count; i++) {
        const struct flow *note = &layout->notes[i].flow;
        if (set_before[i] || !layout->notes[i].built)
            continue;
        for (size_t j = 0; j < note->count; j++) {
            struct slab *slab = flow_add(layout, flow, 0);
            scaled space = j > 0 ? note->items[j].space : 0;
            *slab = note->items[j];
            slab->space = space;
            slab->note_count = 0;
        }
    }
}

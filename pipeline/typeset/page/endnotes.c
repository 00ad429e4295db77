// SPDX-License-Identifier: MIT
// Notes after the text: a heading, then all of them in their order.
#include "typeset/page/endnotes.h"

#include "typeset/page/notes.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"

bool endnotes_wanted(const struct layout *layout)
{
    return settings_asked(&layout->brief->meta.settings, SETTING_NOTES_AT);
}

// For running heads: a heading that no brief has.
static const struct node *heading_of(const struct layout *layout,
                                     struct str words)
{
    struct node *heading = node_new(layout->arena, NODE_HEADING, PLACE_NONE);
    struct node *text = node_new(layout->arena, NODE_TEXT, PLACE_NONE);
    text->as.text.text = words;
    node_append(heading, text);
    return heading;
}

static void add_heading(struct layout *layout, struct vlist *vlist)
{
    const struct style *style = &layout->styles.of[ROLE_H2];
    struct str words = brief_word(layout->brief, WORD_notes);
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_H2,
                                     .parent = layout->document,
                                     .measure = layout->geometry.column_width,
                                     .title = true};
    struct lines lines = phrase_set_words(layout, words, &setting);
    struct vbox *vbox = section_head_add(layout, vlist, &lines, 0);
    vbox->destination = ENDNOTES_DESTINATION;
    vbox->section = heading_of(layout, words);
    struct pages *pages = layout->pages;
    ARENA_PUSH(layout->arena, pages->bookmarks, pages->bookmark_count,
               pages->bookmark_capacity) =
        (struct bookmark){words, layout->lang, 1, ENDNOTES_DESTINATION};
}

// Numbers that begin again in each section need its heading over them. The
// words alone: a note that the heading calls is not called again.
static void add_section(struct layout *layout, struct vlist *vlist,
                        const struct node *section)
{
    struct arena *arena = layout->arena;
    const struct style *style = &layout->styles.of[ROLE_H3];
    struct node *words = node_new(arena, NODE_TEXT, section->at);
    struct text text = {inline_block_lang(section, layout->lang),
                        inline_block_direction(section, layout->direction),
                        node_new(arena, NODE_PHRASE, section->at)};
    words->as.text.text = str_trim(node_plain(arena, section));
    node_append(text.content, words);
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_H3,
                                     .parent = layout->document,
                                     .measure = layout->geometry.column_width,
                                     .title = true};
    struct lines lines = phrase_set_text(layout, &text, &setting);
    scaled grid = layout->geometry.grid;
    vlist_space(vlist, grid);
    struct vbox *vbox = vlist_add(
        layout, vlist,
        geometry_round_up(style->leading * (scaled)lines.count, grid));
    vbox->break_cost = BREAK_HEADING;
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], 0,
                  style->baseline + style->leading * (scaled)i);
}

static void add_note(struct layout *layout, struct vlist *vlist, size_t index)
{
    notes_set(layout, index, layout->document, ROLE_NOTE,
              layout->geometry.column_width);
    const struct vlist *note = &layout->notes[index].vlist;
    for (size_t i = 0; i < note->count; i++) {
        struct vbox *vbox = vlist_add(layout, vlist, 0);
        scaled space = i > 0 ? note->items[i].space : 0;
        *vbox = note->items[i];
        vbox->space = space;
        vbox->note_count = 0;
    }
}

// A note calls none before itself that is not set: renumber_notes.c gives
// numbers by first call.
void endnotes_add(struct layout *layout, struct vlist *vlist)
{
    const struct node *section = NULL;
    bool any = false;
    layout->notes_wait = false;
    for (size_t i = 0; i < layout->brief->note_count; i++) {
        const struct note *note = layout->brief->notes[i];
        if (!layout->notes[i].called || layout->notes[i].built)
            continue;
        if (!any)
            add_heading(layout, vlist);
        any = true;
        if (note->shown > 0 && note->section && note->section != section)
            add_section(layout, vlist, note->section);
        section = note->section;
        add_note(layout, vlist, i);
    }
    layout->called_count = 0;
}

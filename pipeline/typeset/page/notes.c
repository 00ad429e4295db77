// SPDX-License-Identifier: MIT
// Footnote setting: a number hanging at inline start, then the note's blocks.
#include "typeset/page/notes.h"
#include "model/brief_words.h"
#include "languages/words.h"

// The number, a link back to the text.
static const struct line *set_number(struct layout *layout,
                                     const struct note *note, size_t tag,
                                     const struct style *style, scaled room)
{
    size_t label = tag_new(layout, TAG_LBL, tag);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    struct text_style number = style_strong(style->text);
    number.ink = (struct ink){INK_ACCENT, 0};
    number.lining = number.tabular = true;
    size_t reference = tag_in(layout, TAG_LINK, label, paragraph);
    struct paragraph_link *link =
        ARENA_NEW(layout->arena, struct paragraph_link);
    link->destination = inline_reference_destination(layout, note, 0);
    link->contents = brief_word(layout->brief, WORD_back_to_text);
    paragraph_text(paragraph,
                   brief_note_number(layout->arena, layout->brief, note),
                   &number, layout->lang, reference, PLACE_NONE,
                   layout->measuring ? NULL : link);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    struct lines lines = paragraph_lines(paragraph, &shape, room);
    return lines.count > 0 ? &lines.items[0] : NULL;
}

void notes_set(struct layout *layout, size_t index, size_t parent,
               enum role role, scaled measure)
{
    struct note_state *state = &layout->notes[index];
    const struct note *note = layout->brief->notes[index];
    const struct style *style = &layout->styles.of[role];
    size_t tag = tag_new(layout, TAG_NOTE, parent);
    state->tag = tag;
    state->built = true;
    if (tag != TAG_ARTIFACT)
        tag_at(layout, tag)->id = inline_note_destination(layout, note);
    scaled inset = layout->geometry.inset;
    const struct line *number =
        set_number(layout, note, tag, style, measure / 2);
    if (number != NULL && number->width + PT(3) > inset)
        inset = number->width + PT(3);
    struct block_setting setting = {
        .width = measure,
        .left = layout->direction == DIRECTION_RTL ? 0 : inset,
        .measure = measure - inset,
        .direction = layout->direction,
        .lang = layout->lang,
        .tag = tag,
        .role = role,
        .latin_notes = true,
    };
    if (note->content != NULL && note->content->first != NULL) {
        const struct node *content = note->content;
        setting.direction = inline_block_direction(content, setting.direction);
        setting.lang = inline_block_lang(content, setting.lang);
        blocks_add(layout, &state->vlist, &setting, content->first, NULL);
    }
    if (state->vlist.count == 0)
        vlist_add(layout, &state->vlist, style->leading);
    struct vbox *first = &state->vlist.items[0];
    first->space = 0;
    first->destination = inline_note_destination(layout, note);
    if (number == NULL)
        return;
    // set_number's lines are as wide as half the measure, from its start.
    scaled x = layout->direction == DIRECTION_RTL ? measure - measure / 2 : 0;
    vbox_line(layout, first, number, x, style->baseline);
    vbox_last_part_first(first);
}

void notes_set_called(struct layout *layout, size_t parent, enum role role,
                      scaled measure)
{
    if (layout->notes_wait)
        return;
    // Setting a note may call further ones: the list grows meanwhile. Each
    // note is called once, so this ends.
    for (size_t i = 0; i < layout->called_count; i++)
        notes_set(layout, layout->called[i], parent, role, measure);
    layout->called_count = 0;
}

scaled note_height(struct layout *layout, size_t index, enum role role,
                   scaled measure)
{
    struct note_state before = layout->notes[index];
    struct measuring measuring = layout_measuring_begin(layout);
    layout->notes[index] = (struct note_state){0};
    notes_set(layout, index, TAG_ARTIFACT, role, measure);
    scaled height = vlist_height(&layout->notes[index].vlist);
    layout_measuring_end(layout, measuring);
    layout->notes[index] = before;
    return height;
}

void notes_link(struct layout *layout)
{
    for (size_t i = 0; i < layout->reference_count; i++) {
        struct reference_tag reference = layout->references[i];
        size_t note = layout->notes[reference.note].tag;
        tag_at(layout, reference.tag)->link_to = note;
        if (note != 0 && tag_at(layout, note)->link_to == 0)
            tag_at(layout, note)->link_to = reference.tag;
    }
}

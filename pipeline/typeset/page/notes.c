// SPDX-License-Identifier: MIT
// Footnote setting: a hanging number, then the note's blocks, on the side where
// the note is read from (docs/design.md#notes).
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

// ----- On which side -----

// How a note stands beside its number. The number's line and what it is beside
// are of one measure; only the sides change.
struct note_shape {
    enum direction direction; // of the note
    scaled inset;             // of its blocks, for the number
    scaled measure;           // of the whole, number and all
    scaled narrow;            // of its blocks, where they take less; or 0
    bool far;                 // the number is at the edition's end
    bool beside;              // all lines are brought to the number
};

static bool is_foreign(const struct layout *layout,
                       const struct note_shape *shape)
{
    return shape->direction != layout->direction;
}

static enum direction note_direction(struct layout *layout,
                                     const struct node *content)
{
    if (content == NULL || content->first == NULL)
        return layout->direction;
    const struct node *first = content->first;
    enum direction whole = inline_block_direction(content, layout->direction);
    return whole == layout->direction && first == content->last
               ? block_note_direction(layout, first, whole)
               : whole;
}

static struct block_setting blocks_setting(const struct layout *layout,
                                           const struct note_shape *shape,
                                           enum role role, size_t tag)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    scaled inner = shape->measure - shape->inset;
    scaled measure =
        shape->narrow > 0 && shape->narrow < inner ? shape->narrow : inner;
    // What is narrower stands at the number.
    scaled left = rtl == shape->far ? shape->inset : 0;
    return (struct block_setting){
        .width = shape->measure,
        .left = rtl && !shape->far ? inner - measure : left,
        .measure = measure,
        .direction = layout->direction,
        .lang = layout->lang,
        .tag = tag,
        .role = role,
        .latin_notes = true,
    };
}

// ----- Its blocks -----

// The room that lines leave at the edition's start, where they read against it.
static scaled free_at_start(const struct layout *layout,
                            const struct vlist *vlist, size_t from,
                            const struct block_setting *setting)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    scaled edge = setting->left + (rtl ? setting->measure : 0), free = -1;
    for (size_t i = from; i < vlist->count; i++)
        for (size_t j = 0; j < vlist->items[i].part_count; j++) {
            const struct part *part = &vlist->items[i].parts[j];
            for (size_t k = 0; part->line && k < part->line->placed_count;
                 k++) {
                const struct placed *placed = &part->line->placed[k];
                scaled x = part->x + placed->x;
                if (placed->kind != PLACED_RUN)
                    continue;
                scaled room = rtl ? edge - x - placed->as.run.width : x - edge;
                free = free < 0 || room < free ? room : free;
            }
        }
    return free > 0 ? free : 0;
}

static void bring_to_start(struct layout *layout, struct vlist *vlist,
                           size_t from, const struct block_setting *setting)
{
    scaled free = free_at_start(layout, vlist, from, setting);
    if (layout->direction != DIRECTION_RTL)
        free = -free;
    for (size_t i = from; i < vlist->count; i++)
        for (size_t j = 0; j < vlist->items[i].part_count; j++)
            vbox_move_part(layout, &vlist->items[i].parts[j], free, 0);
}

static void set_blocks(struct layout *layout, const struct node *content,
                       const struct note_shape *shape,
                       const struct block_setting *around, struct vlist *vlist)
{
    if (content == NULL || content->first == NULL)
        return;
    struct block_setting setting = block_setting_of(*around, content);
    for (const struct node *block = content->first; block;
         block = block->next) {
        size_t from = vlist->count;
        block_add(layout, vlist, &setting, block);
        // One that reads against its note.
        if (!is_foreign(layout, shape) &&
            block_note_direction(layout, block, setting.direction) !=
                layout->direction)
            bring_to_start(layout, vlist, from, &setting);
    }
    if (shape->beside)
        bring_to_start(layout, vlist, 0, &setting);
}

// A note that reads against the edition is tried out: is it one line?
static bool is_one_line(struct layout *layout, const struct note *note,
                        const struct note_shape *shape, enum role role)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct block_setting setting =
        blocks_setting(layout, shape, role, TAG_ARTIFACT);
    struct vlist vlist = {0};
    set_blocks(layout, note->content, shape, &setting, &vlist);
    size_t count = vlist.count;
    layout_measuring_end(layout, measuring);
    return count < 2;
}

static void choose_sides(struct layout *layout, const struct note *note,
                         enum role role, struct note_shape *shape)
{
    if (!is_foreign(layout, shape))
        return;
    bool one_line = is_one_line(layout, note, shape, role);
    shape->far = !one_line && !layout->print->notes_number;
    shape->beside = !shape->far;
    if (!one_line && shape->beside)
        shape->narrow = layout->print->notes_number_measure;
}

// set_number's lines are as wide as half the measure, from its start.
static scaled number_x(const struct layout *layout,
                       const struct note_shape *shape,
                       const struct line *number)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    scaled room = shape->measure / 2;
    if (shape->far)
        return rtl ? number->width - room : shape->measure - number->width;
    return rtl ? shape->measure - room : 0;
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
    const struct line *number =
        set_number(layout, note, tag, style, measure / 2);
    struct note_shape shape = {note_direction(layout, note->content),
                               .inset = layout->geometry.inset,
                               .measure = measure};
    if (number != NULL && number->width + PT(3) > shape.inset)
        shape.inset = number->width + PT(3);
    choose_sides(layout, note, role, &shape);
    struct block_setting setting = blocks_setting(layout, &shape, role, tag);
    set_blocks(layout, note->content, &shape, &setting, &state->vlist);
    if (state->vlist.count == 0)
        vlist_add(layout, &state->vlist, style->leading);
    struct vbox *top = &state->vlist.items[0];
    top->space = 0;
    top->destination = inline_note_destination(layout, note);
    if (number == NULL)
        return;
    vbox_line(layout, top, number, number_x(layout, &shape, number),
              style->baseline);
    vbox_last_part_first(top);
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

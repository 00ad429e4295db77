// SPDX-License-Identifier: MIT
// Drawings among what stands on a page: their words are set as any others.
#include "typeset/page/place_drawing.h"

#include "typeset/page/inline_text.h"

static enum paragraph_alignment alignment_at(enum anchor anchor, bool rtl)
{
    if (anchor == ANCHOR_MIDDLE)
        return PARAGRAPH_CENTER;
    return (anchor == ANCHOR_LEFT) == rtl ? PARAGRAPH_END : PARAGRAPH_START;
}

// One line, set in a measure that is its own width and lies as its anchor says.
static void place_drawn_words(struct layout *layout, struct vbox *vbox,
                              const struct drawn *drawn, scaled left,
                              size_t tag)
{
    const struct drawn_words *words = &drawn->as.words;
    struct inline_setting inlines = {layout->styles.of[ROLE_CAPTION].text,
                                     words->lang, words->direction, tag};
    if (words->strong)
        inlines.style = style_strong(inlines.style);
    inlines.style.ink = drawn->ink;
    inlines.style.no_hyphens = true;
    struct paragraph *paragraph =
        layout_paragraph_open(layout, words->lang, words->direction);
    inline_write_words(paragraph, words->text, &inlines);
    layout_paragraph_close(layout, paragraph);
    scaled measure = words->width + PT(1);
    scaled before = words->anchor == ANCHOR_MIDDLE  ? measure / 2
                    : words->anchor == ANCHOR_RIGHT ? measure
                                                    : 0;
    struct paragraph_style shape = {
        .alignment =
            alignment_at(words->anchor, words->direction == DIRECTION_RTL)};
    struct lines lines = paragraph_lines(paragraph, &shape, measure);
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], left + drawn->x - before,
                  drawn->y);
}

static struct placed placed_line(struct layout *layout,
                                 const struct drawn_line *line)
{
    struct path_step *steps =
        ARENA_ARRAY(layout->arena, struct path_step, line->count);
    for (size_t i = 0; i < line->count; i++)
        steps[i] = (struct path_step){
            i == 0 ? PATH_MOVE : PATH_LINE, {line->x[i]}, {line->y[i]}};
    return (struct placed){.kind = PLACED_PATH,
                           .as.path = {.steps = steps,
                                       .step_count = line->count,
                                       .stroke = line->stroke}};
}

static void place_drawn(struct layout *layout, struct vbox *vbox,
                        const struct drawn *drawn, scaled left, size_t tag)
{
    struct placed placed = {0};
    switch (drawn->kind) {
    case DRAWN_WORDS:
        place_drawn_words(layout, vbox, drawn, left, tag);
        return;
    case DRAWN_RECTANGLE:
        placed = (struct placed){.kind = PLACED_RECTANGLE,
                                 .as.rectangle = drawn->as.rectangle};
        break;
    case DRAWN_LINE:
        placed = placed_line(layout, &drawn->as.line);
        break;
    case DRAWN_BULLET:
        placed =
            placed_bullet(layout->arena, 0, 0, drawn->as.bullet, drawn->ink);
        break;
    }
    placed.x = left + drawn->x;
    placed.y = drawn->y;
    placed.ink = drawn->ink;
    placed.tag = tag;
    placed.order = layout->next_order++;
    vbox_placed(layout, vbox, placed);
}

scaled place_drawing(struct layout *layout, struct vbox *vbox,
                     const struct drawing *drawing, scaled left, size_t tag)
{
    for (size_t i = 0; i < drawing->count; i++)
        place_drawn(layout, vbox, &drawing->items[i], left, tag);
    return drawing->height;
}

// SPDX-License-Identifier: MIT
// Figures: a picture, or the words that stand in for it, and its caption.
#include "typeset/page/blocks.h"

#include "typeset/charts/chart_drawing.h"
#include "typeset/page/caption.h"
#include "typeset/page/contents.h"
#include "typeset/page/place_drawing.h"
#include "typeset/page/resolution.h"
#include "model/brief_words.h"
#include "languages/words.h"

#define STAND_IN_PADDING PT(6.5)

bool figure_is_wide(const struct node *figure)
{
    if (figure->as.figure.width != WIDTH_AUTO)
        return figure->as.figure.width == WIDTH_FRAME;
    const struct node *picture = figure->first;
    const struct image *image =
        picture && picture->kind == NODE_IMAGE ? picture->as.image.image : NULL;
    // Twice as wide as high and fine enough for 170 mm at 150 dots an inch.
    return image != NULL &&
           (image->width >= 1000 || image->format == IMAGE_SVG) &&
           image->width >= 2 * (uint64_t)image->height;
}

bool figure_shows(const struct layout *layout, const struct image *image)
{
    const struct undrawn *undrawn = layout->undrawn;
    for (size_t i = 0; undrawn && i < undrawn->count; i++)
        if (undrawn->items[i] == image)
            return false;
    return image != NULL && image->width > 0 && image->height > 0 &&
           image->format != IMAGE_NONE;
}

static struct str alternative(struct layout *layout, const struct node *figure,
                              const struct node *picture)
{
    if (picture->kind == NODE_CHART) {
        const struct chart_data *data =
            chart_data(layout->arena, picture, layout->brief->lang, NULL, NULL);
        return data ? chart_in_words(layout->arena, data)
                    : node_plain(layout->arena, picture);
    }
    if (picture->as.image.alt.count > 0)
        return picture->as.image.alt;
    const struct node *last = figure->last;
    if (last->kind == NODE_CAPTION)
        return node_plain(layout->arena, last);
    // Empty where there are no words: “Figure” would say nothing.
    return picture->as.image.title;
}

// ----- The figure -----

struct room {
    scaled left, measure, height; // height that the picture may take
};

// Fills the measure, but never with fewer than 72 pixels an inch.
static void picture_size(const struct picture *picture, struct room room,
                         scaled *width, scaled *height)
{
    const struct image *image = picture->image;
    double ratio = (double)image->height / (double)image->width;
    // A drawing has no pixels to run short of.
    double most = image->format == IMAGE_SVG ? (double)room.measure
                                             : (double)image->width * 65536.0;
    // As large as its author wants it, in pixels of the web.
    if (picture->shown)
        most = (double)picture->shown * 0.75 * 65536.0;
    *width = (double)room.measure < most ? room.measure : (scaled)most;
    *height = (scaled)((double)*width * ratio);
    if (*height > room.height) {
        *height = room.height;
        *width = (scaled)((double)room.height / ratio);
    }
    if (*height < 1)
        *height = 1;
}

static scaled place_picture(struct layout *layout, struct vbox *vbox,
                            const struct block_setting *setting,
                            const struct node *picture, size_t tag,
                            struct room room)
{
    const struct image *image = picture->as.image.image;
    scaled width, height;
    picture_size(&picture->as.image, room, &width, &height);
    resolution_check(layout, image, picture->at, width);
    scaled x = scaled_inline_left(setting->direction, room.measure, 0, width);
    vbox_placed(layout, vbox,
                (struct placed){.kind = PLACED_IMAGE,
                                .tag = tag,
                                .order = layout->next_order++,
                                .x = room.left + x,
                                .as.image = {image, width, height, false}});
    return height;
}

static void hairline_frame(struct layout *layout, struct vbox *vbox, scaled x,
                           scaled width, scaled height)
{
    scaled thin = PT(0.5);
    vbox_placed(layout, vbox, vlist_rectangle(x, 0, width, thin, INK_HAIRLINE));
    vbox_placed(layout, vbox,
                vlist_rectangle(x, height - thin, width, thin, INK_HAIRLINE));
    vbox_placed(layout, vbox,
                vlist_rectangle(x, 0, thin, height, INK_HAIRLINE));
    vbox_placed(
        layout, vbox,
        vlist_rectangle(x + width - thin, 0, thin, height, INK_HAIRLINE));
}

// The picture is not to be had: its words stand in a frame.
static scaled place_words(struct layout *layout, struct vbox *vbox,
                          const struct block_setting *setting, struct str words,
                          size_t tag, struct room room)
{
    const struct style *style = &layout->styles.of[ROLE_CAPTION];
    scaled padding = STAND_IN_PADDING;
    struct paragraph *paragraph =
        layout_paragraph_open(layout, setting->lang, setting->direction);
    struct inline_setting inlines = {style->text, setting->lang,
                                     setting->direction, tag};
    inline_write_words(paragraph, words, &inlines);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    struct lines lines =
        paragraph_lines(paragraph, &shape, room.measure - 2 * padding);
    scaled height = style->leading * (scaled)lines.count + 2 * padding;
    hairline_frame(layout, vbox, room.left, room.measure, height);
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], room.left + padding,
                  padding + style->baseline + style->leading * (scaled)i);
    return height;
}

static struct str credit_line(struct layout *layout,
                              const struct figure *figure)
{
    if (figure->source.count == 0)
        return figure->credit;
    return arena_printf(layout->arena, "%.*s%s%.*s: %.*s",
                        STR_ARG(figure->credit),
                        figure->credit.count > 0 ? ". " : "",
                        STR_ARG(brief_word(layout->brief, WORD_source)),
                        STR_ARG(figure->source));
}

static scaled place_caption(struct layout *layout, struct vbox *vbox,
                            const struct block_setting *setting,
                            const struct node *figure, size_t tag, scaled y,
                            struct room room)
{
    const struct node *caption =
        figure->last->kind == NODE_CAPTION ? figure->last : NULL;
    struct str credit = credit_line(layout, &figure->as.figure);
    if (caption == NULL && credit.count == 0)
        return 0;
    size_t number = caption != NULL ? ++layout->figures : 0;
    struct lines lines =
        caption_set(layout, setting, caption, WORD_figure, number, credit,
                    tag_new(layout, TAG_CAPTION, tag), room.measure);
    const struct style *style = &layout->styles.of[ROLE_CAPTION];
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], room.left,
                  y + layout->print->figure_caption_gap + style->baseline +
                      style->leading * (scaled)i);
    return layout->print->figure_caption_gap +
           style->leading * (scaled)lines.count;
}

static scaled caption_height(struct layout *layout,
                             const struct block_setting *setting,
                             const struct node *figure, struct room room)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct vbox scratch = {0};
    scaled height =
        place_caption(layout, &scratch, setting, figure, 0, 0, room);
    layout_measuring_end(layout, measuring);
    return height;
}

// What the figure shows, at the vbox's top; answers its height.
static scaled place_content(struct layout *layout, struct vbox *vbox,
                            const struct block_setting *setting,
                            const struct node *content, struct str words,
                            size_t tag, struct room room)
{
    if (content->kind == NODE_CHART) {
        const struct drawing *drawing =
            chart_draw(layout->typesetter, layout_drafts(layout), layout->brief,
                       content, room.measure);
        if (drawing)
            return place_drawing(layout, vbox, drawing, room.left, tag);
    } else if (figure_shows(layout, content->as.image.image)) {
        return place_picture(layout, vbox, setting, content, tag, room);
    }
    return place_words(layout, vbox, setting, words, tag, room);
}

void figure_add(struct layout *layout, struct vlist *vlist,
                const struct block_setting *setting, const struct node *figure)
{
    const struct node *picture = figure->first;
    if (picture == NULL ||
        (picture->kind != NODE_IMAGE && picture->kind != NODE_CHART))
        return;
    scaled grid = layout->geometry.grid;
    bool floats = setting->depth == 0 && setting->ground == 0 &&
                  setting->on_grid && !block_stays_in_place(layout, figure);
    bool wide = floats && figure_is_wide(figure);
    struct block_setting inside = block_setting_of(*setting, figure);
    struct room room = {wide ? 0 : setting->left,
                        wide ? layout->print->frame_width : setting->measure,
                        0};
    room.height = layout->print->frame_height * 2 / 3 -
                  caption_height(layout, &inside, figure, room);
    if (room.height < 4 * grid)
        room.height = 4 * grid;

    size_t tag = tag_new(layout, TAG_FIGURE, setting->tag);
    struct str words = alternative(layout, figure, picture);
    if (tag != TAG_ARTIFACT)
        tag_at(layout, tag)->alt = words;
    tag_language(layout, tag, inside.lang, inside.direction);
    if (!floats)
        vlist_space(vlist, setting->on_grid ? grid : 0);
    scaled space = vlist->space;
    struct vbox *vbox = vlist_add(layout, vlist, 0);
    vbox->off_grid = !setting->on_grid;
    vbox->ground = setting->ground;
    vbox->frame_wide = wide;
    if (figure->last->kind == NODE_CAPTION)
        vbox->destination = contents_caption_destination(layout, WORD_figure,
                                                         layout->figures + 1);
    scaled height =
        place_content(layout, vbox, &inside, picture, words, tag, room);
    height += place_caption(layout, vbox, &inside, figure, tag, height, room);
    vbox->floats = floats;
    vbox->in_order = !floats;
    vbox->height =
        setting->on_grid ? geometry_round_up(height, grid) + grid : height;
    if (vbox->floats) { // the text's own space is under the text
        vbox->space = 0;
        vlist->space = space;
    }
}

// SPDX-License-Identifier: MIT
// How large a picture in a line of text is, and how high that makes the line.
#include "typeset/page/line_picture.h"

#include "languages/words.h"
#include "model/brief_words.h"

// A pixel of the web (CSS 2.2 4.3.2), in which authors think of icons.
#define CSS_PIXEL PT(0.75)
// Between a picture that makes its line higher and the line above.
#define PICTURE_GAP PT(2)
// A face's own space is a fifth to a quarter of the size: see GAP_PERCENT.
#define SPACE_SCALE 2.5

enum {
    // Pixels. A badge is 20 high, an icon 16 to 64.
    LINE_HEIGHT_MOST = 32,
    ICON_SIDE_MOST = 64,
    // Of the size of the text.
    LINE_PERCENT = 120,
    CAPITAL_PERCENT = 70,
    GAP_PERCENT = 80,
    // More of them stand in several rows.
    ROW_MOST = 3
};

// ----- What stands in the paragraph -----

static bool is_space(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           (node->kind == NODE_TEXT && str_blank(node->as.text.text));
}

static bool belongs_in_line(const struct image *image)
{
    return image->height <= LINE_HEIGHT_MOST ||
           (image->height <= ICON_SIDE_MOST && image->width <= ICON_SIDE_MOST);
}

struct picture_census line_picture_census(const struct node *holder)
{
    struct picture_census census = {.alone = true};
    // A holder may be a copy: its children know the first one alone.
    const struct node *root = holder->first ? holder->first->parent : NULL;
    for (const struct node *node = holder->first; node;
         node = node_next(root, node)) {
        if (node->kind == NODE_IMAGE && node->as.image.image) {
            census.count++;
            census.leads |=
                node == holder->first && !belongs_in_line(node->as.image.image);
            census.large =
                census.large || !belongs_in_line(node->as.image.image);
        } else if (kind_facts[node->kind].holds != HOLDS_INLINES &&
                   !is_space(node))
            census.alone = false;
    }
    census.alone = census.alone && census.count > 0;
    return census;
}

struct str line_picture_words(const struct layout *layout,
                              const struct picture *picture)
{
    if (!str_blank(picture->alt))
        return picture->alt;
    return str_blank(picture->title) ? brief_word(layout->brief, WORD_figure)
                                     : picture->title;
}

// ----- Sizes -----

static void set_width(struct placed_image *placed, scaled width)
{
    const struct image *image = placed->image;
    placed->width = width > 0 ? width : 1;
    placed->height = (scaled)((double)placed->width * (double)image->height /
                              (double)image->width);
    if (placed->height < 1)
        placed->height = 1;
}

static void limit_height(struct placed_image *placed, scaled most)
{
    if (placed->height <= most)
        return;
    const struct image *image = placed->image;
    set_width(placed, (scaled)((double)most * (double)image->width /
                               (double)image->height));
    placed->height = most;
}

// Its middle is that of the capitals.
static void set_in_line(struct line_picture *picture, scaled em, scaled most)
{
    struct placed_image *placed = &picture->image;
    set_width(placed, (scaled)placed->image->width * CSS_PIXEL);
    limit_height(placed, em * LINE_PERCENT / 100);
    if (most && placed->width > most)
        set_width(placed, most);
    scaled capital = em * CAPITAL_PERCENT / 100;
    picture->below =
        placed->height > capital ? (placed->height - capital) / 2 : 0;
}

// Pictures among themselves share the measure, and have at least 72 pixels an
// inch, as figures do. With text they are as large as on the web.
static scaled width_most(const struct image *image, struct picture_room room,
                         struct picture_census census, scaled em)
{
    if (!census.alone)
        return (scaled)image->width * CSS_PIXEL;
    size_t row = census.count < ROW_MOST ? census.count : ROW_MOST;
    scaled gaps = em * GAP_PERCENT / 100 * (scaled)(row - 1);
    scaled share = (room.width - gaps) / (scaled)row;
    scaled pixels = (scaled)image->width * PT(1);
    return image->format == IMAGE_SVG || share < pixels ? share : pixels;
}

bool line_picture_size(const struct image *image,
                       const struct text_style *style, enum direction direction,
                       struct picture_room room, struct picture_census census,
                       struct line_picture *picture)
{
    scaled em = style_size(style, direction);
    *picture = (struct line_picture){.image = {.image = image}};
    if (room.width <= 0 || belongs_in_line(image)) {
        set_in_line(picture, em, room.width);
        return false;
    }
    scaled width = width_most(image, room, census, em);
    set_width(&picture->image, width < room.width ? width : room.width);
    limit_height(&picture->image, room.height);
    picture->raises = true;
    return true;
}

struct text_style line_picture_space(const struct text_style *style,
                                     struct picture_census census)
{
    return census.alone && census.large ? style_scaled(*style, SPACE_SCALE)
                                        : *style;
}

// ----- Lines -----

scaled line_picture_growth(const struct line *line, const struct style *style)
{
    scaled above = line->above + PICTURE_GAP;
    return line->above > style->baseline ? above - style->baseline : 0;
}

scaled line_picture_depth(const struct line *line, const struct style *style)
{
    scaled room = style->leading - style->baseline;
    return line->below > room ? line->below - room : 0;
}

scaled line_picture_lines_height(const struct lines *lines,
                                 const struct style *style)
{
    scaled height = 0;
    for (size_t i = 0; i < lines->count; i++)
        height += style->leading +
                  line_picture_growth(&lines->items[i], style) +
                  line_picture_depth(&lines->items[i], style);
    return height;
}

scaled line_picture_band_growth(const struct lines *texts, size_t count,
                                size_t line, const struct style *style,
                                scaled *depth)
{
    scaled most = 0;
    *depth = 0;
    for (size_t i = 0; i < count; i++) {
        if (line >= texts[i].count)
            continue;
        const struct line *one = &texts[i].items[line];
        scaled growth = line_picture_growth(one, style);
        scaled below = line_picture_depth(one, style);
        most = growth > most ? growth : most;
        *depth = below > *depth ? below : *depth;
    }
    return most;
}

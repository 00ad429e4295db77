// SPDX-License-Identifier: MIT
// What stands on the cover, and how high its block is.
//
// The block is as high as the theme says; where nothing stands under it, it has
// more room, and where a long abstract does, less (cover_abstract.c). Titles
// and authors keep their distance from its lower edge. Under a photograph they
// share what it leaves of the block.
#include "typeset/parts/cover_parts.h"

#include "typeset/parts/partners.h"

enum {
    // Authors who have a line each; under a photograph there is less room.
    LINES_OF_AUTHORS = 5,
    LINES_UNDER_PICTURE = 2,
    LIMIT_SMALLER = 12, // steps of their type
};

static bool has_pixels(const struct image *image)
{
    return image->format == IMAGE_PNG || image->format == IMAGE_JPEG;
}

static enum cover_style style_of(const struct layout *layout)
{
    struct settings settings = layout->brief->meta.settings;
    settings_fill(&settings, &typesetter_print(layout->typesetter)->settings);
    return (enum cover_style)settings_answer(&settings, SETTING_COVER_STYLE);
}

bool cover_shows_picture(const struct layout *layout)
{
    return style_of(layout) != COVER_PATTERN &&
           figure_shows(layout, layout->brief->meta.cover);
}

// A drawing has no lights and darks to be printed in tints.
static void choose_picture(struct layout *layout, struct cover *cover)
{
    cover->style = style_of(layout);
    if (!cover_shows_picture(layout))
        return;
    cover->picture = layout->brief->meta.cover;
    if (!has_pixels(cover->picture))
        cover->style = COVER_PHOTO;
}

static void set_block_height(struct print_lengths *print, scaled height)
{
    scaled more = height - print->cover_block_height;
    print->cover_block_height = height;
    print->cover_title_bottom += more;
    print->cover_authors_bottom += more;
}

static bool is_alone(struct layout *layout, const struct cover *cover)
{
    return cover->abstract == NULL && cover->messages == NULL &&
           !partners_there(layout);
}

// Titles get what authors leave of the room from `top` on: of very many names
// no more than half of it is for them.
static void share_room(struct layout *layout, struct cover *cover, scaled top)
{
    struct print_lengths *print = &cover->print;
    scaled room = print->cover_authors_bottom - top;
    scaled authors = cover_authors_height(layout, cover);
    for (int i = 0; i < LIMIT_SMALLER && authors > room / 2; i++) {
        cover->authors_scale *= 0.9;
        authors = cover_authors_height(layout, cover);
    }
    scaled most = print->cover_authors_bottom - authors -
                  (authors > 0 ? print->cover_authors_gap : 0);
    print->cover_title_top = top;
    if (print->cover_title_bottom > most)
        print->cover_title_bottom = most;
}

// What a lower block has less, the picture has; the title keeps its room.
static void share_block(struct layout *layout, struct cover *cover)
{
    struct print_lengths *print = &cover->print;
    scaled block = print->cover_block_height;
    scaled picture = layout->print->cover_picture_height;
    scaled house = layout->print->cover_block_height;
    // A theme may have a lower block, and say nothing of pictures.
    if (picture > house * 5 / 9)
        picture = house * 5 / 9;
    scaled words = house - picture;
    if (picture > block - words)
        picture = block - words > 0 ? block - words : 0;
    cover->picture_height = picture;
    cover->authors_in_lines = LINES_UNDER_PICTURE;
    print->cover_authors_bottom = block - print->cover_block_foot;
    print->cover_title_bottom = print->cover_authors_bottom;
    share_room(layout, cover, picture + print->cover_picture_gap);
}

void cover_plan(struct layout *layout, struct cover *cover)
{
    *cover = (struct cover){.print = *layout->print,
                            .role = ROLE_ABSTRACT,
                            .authors_in_lines = LINES_OF_AUTHORS,
                            .authors_scale = 1};
    choose_picture(layout, cover);
    cover_choose_abstract(layout, cover);
    scaled block = cover->print.cover_block_height;
    scaled alone = layout->print->cover_block_alone;
    if (is_alone(layout, cover) && alone > block)
        set_block_height(&cover->print, alone);
    else
        set_block_height(&cover->print, block + cover->print.cover_text_top -
                                            layout->print->cover_text_top);
    cover->picture_height = cover->print.cover_block_height;
    if (cover->picture != NULL && cover->style == COVER_PHOTO)
        share_block(layout, cover);
    else
        share_room(layout, cover, cover->print.cover_title_top);
}

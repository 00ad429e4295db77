// SPDX-License-Identifier: MIT
// The abstract on the cover, key messages under it, and the notes they call.
//
// Beside the partners in two sizes; a longer one over the whole width, in two
// columns of the text's size, with partners in a row under it. For that the
// block above gives up to a quarter of its height. What is longer still opens
// the text on page 2.
#include "typeset/parts/cover_parts.h"

#include "typeset/page/notes.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "typeset/parts/partners.h"
#include "base/ascii.h"
#include "model/brief_words.h"
#include "languages/words.h"

// More words than these are no abstract for a cover, whatever their size.
#define LIMIT_WORDS 260

static bool is_rtl(const struct layout *layout)
{
    return layout->direction == DIRECTION_RTL;
}

// ----- Setting -----

static struct block_setting abstract_setting(const struct layout *layout,
                                             const struct text *abstract,
                                             enum role role, scaled width)
{
    struct block_setting setting = {
        .width = width,
        .measure = width,
        .direction = layout->direction,
        .lang = layout->lang,
        .tag = layout->document,
        .role = role,
        .depth = 1,
        .paragraph_space = layout->styles.of[role].leading / 2,
    };
    if (abstract != NULL && abstract->direction != DIRECTION_INHERIT)
        setting.direction = abstract->direction;
    if (abstract != NULL && abstract->lang.count > 0)
        setting.lang = abstract->lang;
    return setting;
}

static void add_abstract(struct layout *layout, struct vlist *vlist,
                         const struct text *abstract, enum role role,
                         scaled width)
{
    struct block_setting setting =
        abstract_setting(layout, abstract, role, width);
    if (kind_facts[abstract->content->kind].holds == HOLDS_BLOCKS)
        blocks_add(layout, vlist, &setting, abstract->content->first, NULL);
    else
        block_add(layout, vlist, &setting, abstract->content);
}

static void add_messages(struct layout *layout, struct vlist *vlist,
                         const struct node *box, enum role role)
{
    struct block_setting setting =
        abstract_setting(layout, NULL, role, layout->print->cover_text_width);
    setting.tag = tag_new(layout, TAG_DIV, setting.tag);
    if (vlist->count > 0)
        vlist_space(vlist, layout->geometry.grid);
    box_add_label(layout, vlist, &setting, WORD_key_messages);
    blocks_add(layout, vlist, &setting, box->first, NULL);
}

// What stands beside the partners.
static struct vlist set_texts(struct layout *layout, const struct cover *cover,
                              enum role role)
{
    struct vlist vlist = {0};
    if (cover->abstract != NULL)
        add_abstract(layout, &vlist, cover->abstract, role,
                     layout->print->cover_text_width);
    if (cover->messages != NULL)
        add_messages(layout, &vlist, cover->messages, role);
    return vlist;
}

// ----- Notes -----

static scaled note_heights(struct layout *layout, const struct node *root)
{
    scaled height = 0;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind != NODE_NOTE_REFERENCE ||
            node->as.note_reference.occurrence > 0)
            continue;
        size_t index = layout_note_index(layout, node->as.note_reference.note);
        if (index != STR_NONE)
            height += note_height(layout, index, ROLE_COVER_NOTE,
                                  layout->print->cover_text_width);
    }
    return height;
}

// Of those that are called on the cover, with what parts them from the text.
static scaled notes_height(struct layout *layout, const struct cover *cover)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct text *texts[] = {phrase_edition_text(layout, &meta->title),
                                  phrase_edition_text(layout, &meta->subtitle),
                                  cover->abstract};
    scaled height = 0;
    if (layout->notes_wait)
        return 0;
    for (size_t i = 0; i < COUNT(texts); i++)
        if (texts[i] != NULL)
            height += note_heights(layout, texts[i]->content);
    if (cover->messages != NULL)
        height += note_heights(layout, cover->messages);
    return height > 0 ? height + PT(5) + layout->geometry.grid : 0;
}

// ----- Beside the partners -----

static bool fits_at(struct layout *layout, const struct cover *cover,
                    enum role role, size_t most_lines)
{
    scaled room = layout->print->cover_notes_bottom -
                  layout->print->cover_text_top - notes_height(layout, cover);
    struct measuring measuring = layout_measuring_begin(layout);
    struct vlist vlist = set_texts(layout, cover, role);
    bool fits = vlist_height(&vlist) <= room && vlist.count <= most_lines;
    layout_measuring_end(layout, measuring);
    return fits;
}

static bool fits_beside(struct layout *layout, struct cover *cover)
{
    size_t most = is_rtl(layout) ? 10 : 13;
    cover->role = ROLE_ABSTRACT;
    if (fits_at(layout, cover, ROLE_ABSTRACT, most))
        return true;
    cover->role = ROLE_ABSTRACT_SMALL;
    return fits_at(layout, cover, ROLE_ABSTRACT_SMALL, SIZE_MAX);
}

// ----- Over the whole width -----

static scaled wide_column(const struct layout *layout)
{
    return (layout->print->frame_width - layout->print->gutter) / 2;
}

static scaled height_of(const struct vlist *vlist, size_t first, size_t end)
{
    scaled height = 0;
    for (size_t i = first; i < end; i++)
        height +=
            (i > first ? vlist->items[i].space : 0) + vlist->items[i].height;
    return height;
}

// How many lines the first of two columns has, so that they are even.
static size_t first_column(const struct vlist *vlist)
{
    size_t count = 0;
    while (count < vlist->count &&
           height_of(vlist, 0, count) < height_of(vlist, count, vlist->count))
        count++;
    return count;
}

static scaled wide_height(struct layout *layout, const struct cover *cover)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct vlist vlist = {0};
    add_abstract(layout, &vlist, cover->abstract, ROLE_ABSTRACT_LONG,
                 wide_column(layout));
    scaled height = height_of(&vlist, 0, first_column(&vlist));
    layout_measuring_end(layout, measuring);
    return height;
}

// From the bottom up: partners, notes, the abstract; then the block.
static bool fits_wide(struct layout *layout, struct cover *cover)
{
    struct print_lengths *print = &cover->print;
    const struct print_lengths *house = layout->print;
    scaled partners = partners_row_height(layout);
    scaled gap = 2 * layout->geometry.grid;
    cover->partners_top = house->partners_bottom - partners;
    if (partners > 0)
        print->cover_notes_bottom = cover->partners_top - gap;
    scaled top = print->cover_notes_bottom - notes_height(layout, cover) -
                 wide_height(layout, cover);
    if (top > house->cover_text_top)
        top = house->cover_text_top;
    if (house->cover_text_top - top > house->cover_block_height / 4) {
        print->cover_notes_bottom = house->cover_notes_bottom;
        return false;
    }
    print->cover_text_top = top;
    cover->role = ROLE_ABSTRACT_LONG;
    return true;
}

static void place_wide(struct layout *layout, const struct cover *cover,
                       const struct vlist *vlist)
{
    size_t count = first_column(vlist);
    scaled width = wide_column(layout);
    for (size_t column = 0; column < 2; column++) {
        size_t first = column == 0 ? 0 : count;
        size_t end = column == 0 ? count : vlist->count;
        scaled x =
            cover_left(layout,
                       layout->print->inner_margin +
                           (scaled)column * (width + layout->print->gutter),
                       width);
        scaled y = cover->print.cover_text_top;
        for (size_t i = first; i < end; i++) {
            y += i > first ? vlist->items[i].space : 0;
            page_vbox(layout, COVER, &vlist->items[i], x, y);
            y += vlist->items[i].height;
        }
    }
}

// ----- The choice -----

static size_t count_words(struct str text)
{
    size_t count = 0;
    bool within = false;
    for (size_t i = 0; i < text.count; i++) {
        bool space = ascii_is_blank(text.bytes[i]) || text.bytes[i] == '\n';
        count += !space && !within;
        within = !space;
    }
    return count;
}

static const struct node *messages_of(const struct brief *brief)
{
    const struct node *first = brief->body->first;
    return first != NULL && first->kind == NODE_BOX && first->as.box.on_cover
               ? first
               : NULL;
}

void cover_choose_abstract(struct layout *layout, struct cover *cover)
{
    const struct text *abstract =
        phrase_edition_text(layout, &layout->brief->meta.abstract);
    size_t words = 0;
    cover->messages = messages_of(layout->brief);
    if (abstract != NULL)
        words = count_words(text_plain(layout_drafts(layout), *abstract));
    cover->abstract = words <= LIMIT_WORDS ? abstract : NULL;
    if ((cover->abstract || cover->messages) && fits_beside(layout, cover))
        return;
    cover->messages = NULL;
    if (cover->abstract == NULL || fits_beside(layout, cover))
        return;
    cover->wide = fits_wide(layout, cover);
    if (!cover->wide)
        cover->abstract = NULL;
}

// ----- Placing -----

static void place_vlist(struct layout *layout, const struct vlist *vlist,
                        scaled x, scaled y)
{
    for (size_t i = 0; i < vlist->count; i++) {
        if (i > 0)
            y += vlist->items[i].space;
        page_vbox(layout, COVER, &vlist->items[i], x, y);
        y += vlist->items[i].height;
    }
}

void cover_place_notes(struct layout *layout)
{
    size_t count = 0;
    scaled height = 0;
    for (size_t i = 0; i < layout->brief->note_count; i++)
        if (layout->notes[i].built) {
            height += vlist_height(&layout->notes[i].vlist);
            count++;
        }
    if (count == 0)
        return;
    scaled y = layout->print->cover_notes_bottom - height;
    scaled x = cover_left(layout, layout->print->inner_margin,
                          layout->print->cover_text_width);
    page_place(layout, COVER,
               vlist_rectangle(cover_left(layout, layout->print->inner_margin,
                                          layout->print->note_rule_width),
                               y - PT(5), layout->print->note_rule_width,
                               PT(0.5), INK_TEXT));
    for (size_t i = 0; i < layout->brief->note_count; i++)
        if (layout->notes[i].built) {
            place_vlist(layout, &layout->notes[i].vlist, x, y);
            y += vlist_height(&layout->notes[i].vlist);
        }
}

void cover_place_abstract(struct layout *layout, const struct cover *cover)
{
    struct vlist vlist = {0};
    if (cover->wide) {
        add_abstract(layout, &vlist, cover->abstract, cover->role,
                     wide_column(layout));
        place_wide(layout, cover, &vlist);
        return;
    }
    vlist = set_texts(layout, cover, cover->role);
    place_vlist(layout, &vlist,
                cover_left(layout, layout->print->inner_margin,
                           layout->print->cover_text_width),
                layout->print->cover_text_top);
}

void cover_add_abstract(struct layout *layout, struct vlist *vlist)
{
    const struct text *abstract =
        phrase_edition_text(layout, &layout->brief->meta.abstract);
    struct block_setting setting = block_setting_body(layout);
    setting.lang = abstract->lang.count > 0 ? abstract->lang : layout->lang;
    if (abstract->direction != DIRECTION_INHERIT)
        setting.direction = abstract->direction;
    box_add_text(layout, vlist, &setting, WORD_abstract, abstract->content);
    diag_report(
        layout->diag, abstract->content->at, MESSAGE_abstract_long,
        arena_printf(layout->arena, "%zu",
                     count_words(text_plain(layout->arena, *abstract))));
}

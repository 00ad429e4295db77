// SPDX-License-Identifier: MIT
// Blocks become vboxes: paragraphs, headings, quotes, rules.
#include "typeset/page/blocks.h"

#include "base/characters.h"
#include "model/directed.h"
#include "typeset/page/flexible.h"
#include "typeset/page/introductions.h"

struct block_setting block_setting_body(const struct layout *layout)
{
    return (struct block_setting){
        .width = layout->geometry.column_width,
        .measure = layout->geometry.column_width,
        .direction = layout->direction,
        .lang = layout->lang,
        .tag = layout->document,
        .role = ROLE_BODY,
        .justified = true,
        .on_grid = true,
    };
}

struct block_setting block_setting_of(struct block_setting around,
                                      const struct node *node)
{
    around.direction = inline_block_direction(node, around.direction);
    around.lang = inline_block_lang(node, around.lang);
    return around;
}

struct block_setting block_setting_inset(struct block_setting setting,
                                         scaled inset)
{
    if (setting.insets >= LIMIT_INSET_DEPTH || inset * 3 > setting.measure)
        return setting;
    setting.insets++;
    setting.measure -= inset;
    if (setting.direction != DIRECTION_RTL)
        setting.left += inset;
    return setting;
}

const struct style *block_style(const struct layout *layout,
                                const struct block_setting *setting)
{
    return &layout->styles.of[setting->role];
}

// ----- Paragraphs -----

// The bullet that ends the text: 0.42 em, 0.5 em after the last word.
static void mark_end(struct layout *layout, struct paragraph *paragraph,
                     const struct paragraph_request *request)
{
    scaled em = style_size(&request->style, request->direction);
    scaled side = em * 42 / 100, gap = em / 2;
    bool rtl = request->direction == DIRECTION_RTL;
    // The path's origin is the mark's left end, on the baseline.
    scaled middle = rtl ? side / 2 : gap + side / 2;
    struct placed bullet =
        vlist_bullet(layout->arena, 0, 0, side, (struct ink){INK_ACCENT, 0});
    struct path *path = &bullet.as.path;
    for (size_t i = 0; i < path->step_count; i++) {
        path->steps[i].x[0] += middle;
        path->steps[i].y[0] -= em * 33 / 100;
    }
    paragraph_mark(paragraph, gap + side, path, (struct ink){INK_ACCENT, 0});
}

static struct picture_room picture_room(const struct paragraph_request *request)
{
    if (request->picture_height == 0)
        return (struct picture_room){0};
    return (struct picture_room){request->measure - request->shape.first_indent,
                                 request->picture_height};
}

static struct paragraph *fill_paragraph(struct layout *layout,
                                        const struct paragraph_request *request)
{
    struct paragraph *paragraph =
        layout_paragraph_open(layout, request->lang, request->direction);
    struct inline_setting inlines = {request->style,        request->lang,
                                     request->direction,    request->tag,
                                     picture_room(request), request->skip};
    inline_write(layout, paragraph, request->node, &inlines);
    if (request->ends_text && !layout->measuring)
        mark_end(layout, paragraph, request);
    layout_paragraph_close(layout, paragraph);
    return paragraph;
}

struct lines block_set_paragraph(struct layout *layout,
                                 const struct paragraph_request *request)
{
    return paragraph_lines(fill_paragraph(layout, request), &request->shape,
                           request->measure);
}

static int cost_after_line(const struct lines *lines, size_t i)
{
    if (i + 1 == lines->count)
        return BREAK_FREE;
    if (i == 0 || i + 2 == lines->count)
        return BREAK_WIDOW;
    return lines->items[i].hyphenated ? BREAK_HYPHEN : BREAK_FREE;
}

void block_add_lines(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *setting,
                     const struct lines *lines, const struct style *style)
{
    size_t before = vlist->count; // figures go elsewhere
    while (before > 0 && vlist->items[before - 1].floats)
        before--;
    bool after_heading =
        before > 0 && vlist->items[before - 1].break_cost == BREAK_HEADING;
    for (size_t i = 0; i < lines->count; i++) {
        scaled growth = line_picture_growth(&lines->items[i], style);
        scaled more = growth + line_picture_depth(&lines->items[i], style);
        // What comes to the grid by formulas has the rest above and below.
        if (setting->on_grid) {
            scaled whole = geometry_round_up(more, layout->geometry.grid);
            growth +=
                lines->items[i].below > 0 ? (whole - more) / 2 : whole - more;
            more = whole;
        }
        struct vbox *vbox = vlist_add(layout, vlist, style->leading + more);
        vbox->off_grid = !setting->on_grid;
        vbox->ground = setting->ground;
        vbox->break_cost = cost_after_line(lines, i);
        vbox->hyphenated = lines->items[i].hyphenated;
        // A heading keeps two lines of what follows.
        if (after_heading && lines->count == 1)
            vbox->break_cost = BREAK_SECOND_LINE;
        vbox_line(layout, vbox, &lines->items[i], setting->left,
                  style->baseline + growth);
    }
}

// A wholly Latin note is one left-to-right block in any edition.
static bool wholly_latin(struct str text)
{
    bool latin = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t character = utf8_next(text, &offset);
        if (char_is_rtl(character))
            return false;
        latin |= char_is_ascii_letter(character);
    }
    return latin;
}

enum direction block_note_direction(struct layout *layout,
                                    const struct node *node,
                                    enum direction around)
{
    if (node->direction == DIRECTION_INHERIT && around == DIRECTION_RTL &&
        kind_facts[node->kind].holds == HOLDS_INLINES &&
        wholly_latin(node_plain(layout->arena, node)))
        return DIRECTION_LTR;
    return inline_block_direction(node, around);
}

static enum direction paragraph_direction(struct layout *layout,
                                          const struct block_setting *setting,
                                          const struct node *node)
{
    return setting->latin_notes
               ? block_note_direction(layout, node, setting->direction)
               : inline_block_direction(node, setting->direction);
}

// What goes to a column's top: the text reads on as if it were not there.
static bool follows_paragraph(const struct vlist *vlist,
                              const struct node *node)
{
    const struct node *before = node->previous;
    bool floats = vlist->count > 0 && vlist->items[vlist->count - 1].floats;
    while (before != NULL && (before->kind == NODE_FIGURE ||
                              (before->kind == NODE_TABLE && floats)))
        before = before->previous;
    return before != NULL && before->kind == NODE_PARAGRAPH;
}

// Notes have a foot to share.
static scaled picture_height(const struct layout *layout,
                             const struct block_setting *setting)
{
    scaled frame = layout->print->frame_height;
    return setting->on_grid ? frame * 2 / 3 : frame / 5;
}

static bool is_display(const struct node *paragraph)
{
    const struct node *only = paragraph ? paragraph->first : NULL;
    return only && !only->next && only->kind == NODE_FORMULA &&
           only->as.formula.display;
}

// The title that a box begins with: a line in bold.
static bool is_box_title(const struct node *paragraph)
{
    const struct node *only = paragraph ? paragraph->first : NULL;
    return only && !only->next && only->kind == NODE_STRONG &&
           !paragraph->previous && paragraph->parent->kind == NODE_BOX;
}

// What goes on behind a formula is of the paragraph before it.
static bool begins_indented(const struct vlist *vlist,
                            const struct block_setting *setting,
                            const struct node *node)
{
    if (!follows_paragraph(vlist, node) || setting->role == ROLE_QUOTE_SOURCE ||
        is_display(node) || is_display(node->previous) ||
        is_box_title(node->previous))
        return false;
    struct picture_census pictures = line_picture_census(node);
    return !pictures.alone && !pictures.leads;
}

static enum paragraph_alignment
paragraph_alignment(const struct block_setting *setting,
                    const struct node *node)
{
    if (is_display(node))
        return PARAGRAPH_CENTER;
    return setting->justified ? PARAGRAPH_JUSTIFIED : PARAGRAPH_START;
}

// Lines of three columns are too short for a long word among few.
static enum kashida kashida_of(const struct layout *layout)
{
    enum kashida asked = (enum kashida)settings_answer(
        &layout->brief->meta.settings, SETTING_KASHIDA);
    bool narrow = layout->geometry.column_count > 2;
    return narrow && asked == KASHIDA_SPARING ? KASHIDA_NONE : asked;
}

// Lines that their author ended, as of a poem or an address: each begins where
// the first line of a paragraph does.
static bool has_lines_of_its_own(const struct node *paragraph)
{
    size_t breaks = 0;
    for (const struct node *node = paragraph->first; node; node = node->next)
        breaks += node->kind == NODE_LINE_BREAK;
    return breaks > 1;
}

static void add_paragraph(struct layout *layout, struct vlist *vlist,
                          const struct block_setting *setting,
                          const struct node *node)
{
    const struct style *style = block_style(layout, setting);
    bool indented = begins_indented(vlist, setting, node);
    bool own_lines = indented && has_lines_of_its_own(node);
    struct block_setting inset;
    if (indented)
        vlist_space(vlist, setting->paragraph_space);
    if (own_lines && setting->on_grid) {
        inset = block_setting_inset(*setting, layout->geometry.inset);
        setting = &inset;
    }
    struct paragraph_request request = {
        .node = node,
        .style = style->text,
        .direction = paragraph_direction(layout, setting, node),
        .lang = inline_block_lang(node, setting->lang),
        .tag = tag_new(layout, TAG_P, setting->tag),
        .shape = {.alignment = paragraph_alignment(setting, node),
                  .first_indent = indented && setting->on_grid && !own_lines
                                      ? layout->geometry.inset
                                      : 0,
                  .hyphenate = setting->justified,
                  .keep_last_line = true,
                  .kashida = kashida_of(layout)},
        .measure = setting->measure,
        .ends_text = node == layout->text_end,
        .picture_height = picture_height(layout, setting),
        .skip = setting->mark,
    };
    tag_language(layout, request.tag, request.lang, request.direction);
    struct flexible flexible = {.paragraph = fill_paragraph(layout, &request),
                                .shape = request.shape,
                                .style = style,
                                .measure = request.measure,
                                .left = setting->left};
    struct lines lines =
        paragraph_lines(flexible.paragraph, &request.shape, request.measure);
    size_t from = vlist->count;
    flexible.lines = lines.count;
    block_add_lines(layout, vlist, setting, &lines, style);
    if (setting->on_grid && request.shape.alignment == PARAGRAPH_JUSTIFIED)
        flexible_note(layout, vlist, from, &flexible);
}

// “Three things are needed:” stays with its list or table.
static bool leads_in(struct layout *layout, const struct node *node)
{
    if (node->kind != NODE_PARAGRAPH || node->next == NULL ||
        (node->next->kind != NODE_LIST && node->next->kind != NODE_TABLE))
        return false;
    struct str text = str_trim(node_plain(layout->arena, node));
    return str_ends(text, STR(":")) || str_ends(text, STR("\xEF\xBC\x9A"));
}

bool block_stays_in_place(struct layout *layout, const struct node *node)
{
    const struct node *before = node->previous;
    if (before == NULL)
        return false;
    bool ends = node->next == NULL || node->next->kind == NODE_HEADING;
    if (before->kind == NODE_HEADING)
        return node->kind == NODE_TABLE || ends;
    return leads_in(layout, before);
}

// ----- Headings -----

// Levels rise by one at most, whatever the manuscript does (UA 7.4.2).
static enum structure_role heading_tag(struct layout *layout, int level)
{
    if (level > layout->heading_level + 1)
        level = layout->heading_level + 1;
    layout->heading_level = level;
    return (enum structure_role)(TAG_H1 + level - 1);
}

static void add_bookmark(struct layout *layout, const struct node *node)
{
    if (layout->measuring || node->as.heading.level > 3)
        return;
    struct pages *pages = layout->pages;
    ARENA_PUSH(layout->arena, pages->bookmarks, pages->bookmark_count,
               pages->bookmark_capacity) =
        (struct bookmark){.title = directed_plain(
                              layout->arena, node,
                              inline_block_direction(node, layout->direction)),
                          .lang = inline_block_lang(node, layout->lang),
                          .level = node->as.heading.level <= 2 ? 1 : 2,
                          .destination = node->as.heading.id};
}

struct lines block_set_heading(struct layout *layout,
                               const struct block_setting *setting,
                               const struct node *node,
                               const struct style *style)
{
    int level = node->as.heading.level < 2 ? 2 : node->as.heading.level;
    struct paragraph_request request = {
        .node = node,
        .style = style->text,
        .direction = inline_block_direction(node, setting->direction),
        .lang = inline_block_lang(node, setting->lang),
        .tag = tag_new(layout,
                       layout->measuring ? TAG_P : heading_tag(layout, level),
                       setting->tag),
        .shape = {.alignment = PARAGRAPH_BALANCED, .names = &layout->names},
        .measure = setting->measure,
    };
    request.style.no_hyphens = true;
    tag_language(layout, request.tag, request.lang, request.direction);
    add_bookmark(layout, node);
    return block_set_paragraph(layout, &request);
}

static void add_heading(struct layout *layout, struct vlist *vlist,
                        const struct block_setting *setting,
                        const struct node *node)
{
    bool section = node->as.heading.level <= 2 && setting->role == ROLE_BODY &&
                   setting->ground == 0;
    enum role role = section ? ROLE_H2 : ROLE_H3;
    const struct style *style = &layout->styles.of[role];
    scaled grid = layout->geometry.grid;
    struct lines lines = block_set_heading(layout, setting, node, style);
    if (lines.count == 0)
        return;
    if (section && setting->on_grid) {
        struct vbox *head =
            section_head_add(layout, vlist, &lines, setting->left);
        head->destination = node->as.heading.id;
        head->section = node;
        layout->heading = layout->measuring ? layout->heading : node;
        return;
    }
    vlist_space(vlist, grid);
    scaled height = style->leading * (scaled)lines.count;
    if (setting->on_grid)
        height = geometry_round_up(height, grid);
    struct vbox *vbox = vlist_add(layout, vlist, height);
    vbox->off_grid = !setting->on_grid;
    vbox->ground = setting->ground;
    vbox->break_cost = BREAK_HEADING;
    vbox->destination = node->as.heading.id;
    vbox->section = section ? node : NULL;
    layout->heading = layout->measuring ? layout->heading : node;
    for (size_t i = 0; i < lines.count; i++)
        vbox_line(layout, vbox, &lines.items[i], setting->left,
                  style->baseline + style->leading * (scaled)i);
}

// ----- Quotes, rules -----

static bool is_source(struct layout *layout, const struct node *quote)
{
    const struct node *last = quote->last;
    if (last == NULL || last == quote->first || last->kind != NODE_PARAGRAPH)
        return false;
    struct str text = str_trim(node_plain(layout->arena, last));
    return str_starts(text, STR("\xE2\x80\x94")) ||
           str_starts(text, STR("\xE2\x80\x93")) ||
           str_starts(text, STR("\xE2\x80\x95"));
}

static void add_quote(struct layout *layout, struct vlist *vlist,
                      const struct block_setting *setting,
                      const struct node *quote)
{
    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    struct block_setting inside = block_setting_of(*setting, quote);
    inside = block_setting_inset(inside, layout->geometry.inset);
    inside.tag = tag_new(layout, TAG_QUOTE, setting->tag);
    inside.depth++;
    tag_language(layout, inside.tag, inside.lang, inside.direction);
    if (setting->depth == 0)
        vlist_space(vlist, space);
    const struct node *source = is_source(layout, quote) ? quote->last : NULL;
    blocks_add(layout, vlist, &inside, quote->first, source);
    if (source != NULL) {
        vlist_keep(vlist, BREAK_WIDOW);
        if (inside.on_grid)
            inside.role = ROLE_QUOTE_SOURCE;
        inside.justified = false;
        block_add(layout, vlist, &inside, source);
    }
    if (setting->depth == 0)
        vlist_space(vlist, space);
}

static void add_rule(struct layout *layout, struct vlist *vlist,
                     const struct block_setting *setting)
{
    scaled height = block_style(layout, setting)->leading;
    struct vbox *vbox = vlist_add(layout, vlist, height);
    vbox->off_grid = !setting->on_grid;
    vbox->ground = setting->ground;
    scaled x =
        setting->left + scaled_inline_left(setting->direction, setting->measure,
                                           0, layout->print->note_rule_width);
    vbox_placed(layout, vbox,
                vlist_rectangle(x, height / 2, layout->print->note_rule_width,
                                PT(0.5), INK_HAIRLINE));
}

// ----- All kinds -----

static void add_division(struct layout *layout, struct vlist *vlist,
                         const struct block_setting *setting,
                         const struct node *node)
{
    struct block_setting inside = block_setting_of(*setting, node);
    inside.depth++;
    inside.tag = tag_new(layout, TAG_DIV, setting->tag);
    tag_language(layout, inside.tag, inside.lang, inside.direction);
    blocks_add(layout, vlist, &inside, node->first, NULL);
}

// Too deep: every block that holds text is set at this level, none is lost.
static void add_flattened(struct layout *layout, struct vlist *vlist,
                          const struct block_setting *setting,
                          const struct node *node)
{
    for (const struct node *inner = node; inner != NULL;) {
        bool text = kind_facts[inner->kind].holds == HOLDS_INLINES;
        if (text)
            add_paragraph(layout, vlist, setting, inner);
        else if (inner->kind == NODE_CODE_BLOCK)
            code_add(layout, vlist, setting, inner);
        inner = text ? node_next_skipping(node, inner) : node_next(node, inner);
    }
}

static void add_block(struct layout *layout, struct vlist *vlist,
                      const struct block_setting *setting,
                      const struct node *node)
{
    if (setting->depth > LIMIT_BLOCK_DEPTH &&
        kind_facts[node->kind].holds == HOLDS_BLOCKS) {
        add_flattened(layout, vlist, setting, node);
        return;
    }
    switch (node->kind) {
    case NODE_PARAGRAPH:
    case NODE_PHRASE:
    case NODE_TERM:
    case NODE_CELL:
    case NODE_CHART:
    case NODE_CAPTION:
        add_paragraph(layout, vlist, setting, node);
        if (leads_in(layout, node))
            vlist_keep(vlist, BREAK_LEAD_IN);
        break;
    case NODE_HEADING:
        add_heading(layout, vlist, setting, node);
        break;
    case NODE_LIST:
        lists_add(layout, vlist, setting, node);
        break;
    case NODE_TERMS:
        terms_add(layout, vlist, setting, node);
        break;
    case NODE_QUOTE:
        add_quote(layout, vlist, setting, node);
        break;
    case NODE_CODE_BLOCK:
        code_add(layout, vlist, setting, node);
        break;
    case NODE_RULE:
        add_rule(layout, vlist, setting);
        break;
    case NODE_TABLE:
        table_add(layout, vlist, setting, node);
        break;
    case NODE_FIGURE:
        figure_add(layout, vlist, setting, node);
        break;
    case NODE_BOX:
        box_add(layout, vlist, setting, node);
        break;
    case NODE_DIVISION:
        if (node->verse == VERSE_WHOLE)
            verse_add(layout, vlist, setting, node);
        else
            add_division(layout, vlist, setting, node);
        break;
    case NODE_PASSAGE:
    case NODE_ITEM:
    case NODE_MEANING:
    case NODE_ROW:
        add_division(layout, vlist, setting, node);
        break;
    case NODE_PAGE_BREAK: // the way through breaks pages, see typeset.c
    case NODE_TEXT:
    case NODE_CODE:
    case NODE_FORMULA:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_IMAGE:
    case NODE_NOTE_REFERENCE:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        break;
    }
}

void block_add(struct layout *layout, struct vlist *vlist,
               const struct block_setting *setting, const struct node *node)
{
    size_t from = vlist->count;
    add_block(layout, vlist, setting, node);
    if (from < vlist->count && vlist->items[from].anchor.count == 0)
        vlist->items[from].anchor = node->anchor;
    for (size_t i = from; i < vlist->count; i++)
        if (vlist->items[i].at.count == 0)
            vlist->items[i].at = node->at;
    if (node->kind == NODE_FIGURE || node->kind == NODE_TABLE)
        for (size_t i = from; i < vlist->count; i++)
            introductions_note(layout, &vlist->items[i]);
}

void blocks_add(struct layout *layout, struct vlist *vlist,
                const struct block_setting *setting, const struct node *node,
                const struct node *end)
{
    for (; node != NULL && node != end; node = node->next)
        block_add(layout, vlist, setting, node);
}

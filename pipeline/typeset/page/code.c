// SPDX-License-Identifier: MIT
// Blocks of code: lines as they were typed, left to right in any edition.
#include "typeset/page/blocks.h"

// A block whose lines are longer is set smaller, down to this, before any is
// broken.
#define LEAST_PERCENT 85
#define LIMIT_INDENT 24 // columns
#define TAB_COLUMNS 4
// How far what a line is broken into stands in, in columns.
#define BROKEN_INDENT 2

struct code {
    struct layout *layout;
    struct vlist *vlist;
    const struct block_setting *setting;
    const struct node *node;
    struct text_style text;
    struct style style;
    size_t tag;
    scaled advance; // of any letter
};

// Spaces at a line's start are an indent.
static struct str without_indent(struct str line, size_t *columns)
{
    size_t i = 0;
    for (*columns = 0;
         i < line.count && (line.bytes[i] == ' ' || line.bytes[i] == '\t'); i++)
        *columns += line.bytes[i] == '\t' ? TAB_COLUMNS : 1;
    if (*columns > LIMIT_INDENT)
        *columns = LIMIT_INDENT;
    return str_slice(line, i, line.count);
}

static bool next_line(struct str text, size_t *from, struct str *line)
{
    if (*from > text.count)
        return false;
    size_t length = str_find(str_slice(text, *from, text.count), STR("\n"));
    size_t to = length == STR_NONE ? text.count : *from + length;
    *line = str_slice(text, *from, to);
    *from = to + 1;
    return true;
}

static scaled letter_width(struct layout *layout, const struct text_style *text)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, DIRECTION_LTR);
    paragraph_text(paragraph, STR("0"), text, layout->lang, TAG_ARTIFACT,
                   PLACE_NONE, NULL);
    layout_paragraph_close(layout, paragraph);
    scaled width = paragraph_natural_width(paragraph);
    layout_measuring_end(layout, measuring);
    return width;
}

static size_t longest_line(struct str text)
{
    size_t longest = 0, from = 0, columns;
    struct str line;
    while (next_line(text, &from, &line)) {
        size_t count = utf8_count(without_indent(line, &columns)) + columns;
        longest = count > longest ? count : longest;
    }
    return longest;
}

// So small that the longest line fits, where that is not too small.
static void choose_size(struct code *code, struct str text)
{
    scaled needed = (scaled)longest_line(text) * code->advance;
    scaled room = code->setting->measure;
    if (needed <= room || room < needed / 100 * LEAST_PERCENT)
        return;
    code->text =
        style_scaled(code->text, (double)room / (double)needed * 0.999);
    code->advance = letter_width(code->layout, &code->text);
}

// Before what goes on from the line above: down, and to the right.
static void place_elbow(struct code *code, struct vbox *vbox, scaled left)
{
    scaled em = code->text.latin_size, high = em * 45 / 100;
    struct path_step *steps =
        ARENA_ARRAY(code->layout->arena, struct path_step, 3);
    steps[0] = (struct path_step){PATH_MOVE, {0}, {-high}};
    steps[1] = (struct path_step){PATH_LINE, {0}, {0}};
    steps[2] = (struct path_step){PATH_LINE, {code->advance}, {0}};
    vbox_placed(
        code->layout, vbox,
        (struct placed){
            .kind = PLACED_PATH,
            .tag = TAG_ARTIFACT,
            .x = left + code->advance / 4,
            .y = code->style.baseline - em / 4,
            .ink = {INK_GREY, 0},
            .as.path = {.steps = steps, .step_count = 3, .stroke = PT(0.5)}});
}

static struct lines break_line(struct code *code, struct str text,
                               scaled measure, scaled less)
{
    const struct block_setting *setting = code->setting;
    struct paragraph *paragraph =
        layout_paragraph_open(code->layout, setting->lang, DIRECTION_LTR);
    paragraph_text(paragraph, text, &code->text, setting->lang, code->tag,
                   code->node->at, NULL);
    layout_paragraph_close(code->layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    if (paragraph_natural_width(paragraph) > measure)
        measure -= less;
    return paragraph_lines(paragraph, &shape, measure);
}

static void add_line(struct code *code, struct str text)
{
    struct layout *layout = code->layout;
    size_t columns, first = code->vlist->count;
    text = without_indent(text, &columns);
    struct block_setting inside = *code->setting;
    inside.direction = DIRECTION_LTR;
    scaled indent = code->advance * (scaled)columns;
    if (indent * 2 > inside.measure)
        indent = inside.measure / 2;
    inside.left += indent;
    inside.measure -= indent;
    scaled less = BROKEN_INDENT * code->advance;
    struct lines lines = break_line(code, text, inside.measure, less);
    if (lines.count == 0) {
        struct vbox *vbox = vlist_add(layout, code->vlist, code->style.leading);
        vbox->off_grid = !inside.on_grid;
        vbox->ground = inside.ground;
        return;
    }
    struct lines head = {lines.items, 1},
                 rest = {lines.items + 1, lines.count - 1};
    block_add_lines(layout, code->vlist, &inside, &head, &code->style);
    inside.left += less;
    block_add_lines(layout, code->vlist, &inside, &rest, &code->style);
    for (size_t i = first + 1; i < code->vlist->count; i++)
        place_elbow(code, &code->vlist->items[i], inside.left - less);
}

void code_add(struct layout *layout, struct vlist *vlist,
              const struct block_setting *setting, const struct node *node)
{
    scaled space = setting->on_grid ? layout->geometry.grid : 0;
    struct code code = {.layout = layout,
                        .vlist = vlist,
                        .setting = setting,
                        .node = node,
                        .style = layout->styles.of[ROLE_CODE]};
    code.tag = tag_new(layout, TAG_CODE, tag_new(layout, TAG_P, setting->tag));
    code.text = style_code(code.style.text, &layout->look, 1);
    code.advance = letter_width(layout, &code.text);
    struct str text = node->as.code_block.text, line;
    while (text.count > 0 && text.bytes[text.count - 1] == '\n')
        text.count--;
    choose_size(&code, text);
    vlist_space(vlist, space);
    size_t first = vlist->count, from = 0;
    while (next_line(text, &from, &line))
        add_line(&code, line);
    if (vlist->count > first + 1) { // no line of code alone
        vlist->items[first].break_cost = BREAK_WIDOW;
        vlist->items[vlist->count - 2].break_cost = BREAK_WIDOW;
    }
    vlist_space(vlist, space);
}

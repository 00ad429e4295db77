// SPDX-License-Identifier: MIT
// Numbers, letters and signs of lists; marks of an author's own hang as they
// were typed.
#include "typeset/page/item_marks.h"

#include "languages/language.h"
#include "languages/list_marks.h"
#include "text/typed_marks.h"

// The widest of more points than these is one of them.
#define LIMIT_MEASURED 60

// ----- In text -----

static struct paragraph *number_paragraph(struct layout *layout,
                                          const struct block_setting *setting,
                                          size_t tag, long number)
{
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, setting->direction);
    struct text_style style = style_strong(block_style(layout, setting)->text);
    style.ink = (struct ink){INK_ACCENT, 0};
    style.lining = true;
    struct str mark =
        list_mark(layout->arena, layout->lang, setting->numbers, number);
    paragraph_text(paragraph, mark, &style, layout->lang, tag, PLACE_NONE,
                   NULL);
    layout_paragraph_close(layout, paragraph);
    return paragraph;
}

// Of a list whose points bring their own.
static struct typed_mark typed_mark_of(struct layout *layout,
                                       const struct node *item)
{
    struct typed_mark mark = {0};
    const struct node *first = item->first;
    if (!item->parent->as.list.marked || !first ||
        first->kind != NODE_PARAGRAPH ||
        !typed_mark_read(node_plain(layout->arena, first), &mark))
        return (struct typed_mark){0};
    return mark;
}

static struct paragraph *typed_paragraph(struct layout *layout,
                                         const struct block_setting *setting,
                                         const struct node *item, size_t tag,
                                         size_t count)
{
    const struct node *holder = item->first;
    struct inline_setting inlines = {
        .style = block_style(layout, setting)->text,
        .lang = inline_block_lang(holder, setting->lang),
        .direction = setting->direction,
        .tag = tag,
        .most = count,
    };
    inlines.style.lining = true;
    struct paragraph *paragraph =
        layout_paragraph_open(layout, inlines.lang, inlines.direction);
    inline_write(layout, paragraph, holder, &inlines);
    layout_paragraph_close(layout, paragraph);
    return paragraph;
}

static struct paragraph *mark_paragraph(struct layout *layout,
                                        const struct block_setting *setting,
                                        const struct node *item, size_t tag,
                                        long number, size_t typed)
{
    return typed > 0 ? typed_paragraph(layout, setting, item, tag, typed)
                     : number_paragraph(layout, setting, tag, number);
}

struct item_mark item_marks_set(struct layout *layout,
                                const struct block_setting *setting,
                                const struct node *item, size_t tag,
                                long number)
{
    size_t typed = typed_mark_of(layout, item).text;
    if (typed == 0 && !item->parent->as.list.ordered)
        return (struct item_mark){0};
    struct paragraph *paragraph = mark_paragraph(
        layout, setting, item, tag_new(layout, TAG_LBL, tag), number, typed);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    struct lines lines = paragraph_lines(paragraph, &shape, setting->measure);
    if (lines.count == 0)
        return (struct item_mark){0};
    return (struct item_mark){&lines.items[0], typed};
}

static scaled mark_width(struct layout *layout,
                         const struct block_setting *setting,
                         const struct node *item, long number)
{
    size_t typed = typed_mark_of(layout, item).text;
    if (typed == 0 && !item->parent->as.list.ordered)
        return 0;
    struct measuring measuring = layout_measuring_begin(layout);
    struct paragraph *paragraph =
        mark_paragraph(layout, setting, item, TAG_ARTIFACT, number, typed);
    scaled width = paragraph_natural_width(paragraph);
    layout_measuring_end(layout, measuring);
    return width;
}

// Room for the widest mark, 13 pt (17 pt) at least.
scaled item_marks_inset(struct layout *layout,
                        const struct block_setting *setting,
                        const struct node *list)
{
    scaled inset = layout->geometry.inset, widest = 0;
    long number = list->as.list.start;
    size_t count = 0;
    for (const struct node *item = list->first; item; item = item->next) {
        if (count++ < LIMIT_MEASURED || !item->next) {
            scaled width = mark_width(layout, setting, item, number);
            widest = width > widest ? width : widest;
        }
        number++;
    }
    widest += PT(2.5);
    return widest > inset && widest * 3 < setting->measure ? widest : inset;
}

// ----- Drawn -----

static struct placed drawn_dash(scaled x, scaled y, scaled em)
{
    scaled wide = em * 42 / 100, thick = em * 7 / 100;
    return vlist_rectangle(x - wide / 2, y - thick / 2, wide, thick,
                           INK_ACCENT);
}

// A round dot of four curves, each a quarter of a circle.
static struct placed drawn_dot(struct arena *arena, scaled x, scaled y,
                               scaled em)
{
    scaled r = em * 9 / 100, c = (scaled)((double)r * 0.5523);
    struct path_step *steps = ARENA_ARRAY(arena, struct path_step, 6);
    steps[0] = (struct path_step){PATH_MOVE, {r}, {0}};
    steps[1] = (struct path_step){PATH_CURVE, {r, c, 0}, {c, r, r}};
    steps[2] = (struct path_step){PATH_CURVE, {-c, -r, -r}, {r, c, 0}};
    steps[3] = (struct path_step){PATH_CURVE, {-r, -c, 0}, {-c, -r, -r}};
    steps[4] = (struct path_step){PATH_CURVE, {c, r, r}, {-r, -c, 0}};
    steps[5] = (struct path_step){.verb = PATH_CLOSE};
    return (struct placed){.kind = PLACED_PATH,
                           .tag = TAG_ARTIFACT,
                           .x = x,
                           .y = y,
                           .ink = {INK_ACCENT, 0},
                           .as.path = {.steps = steps, .step_count = 6}};
}

static struct placed drawn_mark(struct layout *layout,
                                const struct block_setting *setting,
                                const struct node *item, scaled baseline)
{
    const struct style *style = block_style(layout, setting);
    scaled em = style_size(&style->text, layout->direction);
    scaled side = em * 42 / 100, half = side * 71 / 100;
    scaled x = setting->left + scaled_inline_left(setting->direction,
                                                  setting->measure, half, 0);
    scaled y = baseline - em * 27 / 100;
    int level = item->as.item.task ? 0 : setting->bullets;
    if (level == 1)
        return drawn_dash(x, y, em);
    if (level > 1)
        return drawn_dot(layout->arena, x, y, em);
    struct placed mark =
        vlist_bullet(layout->arena, x, y, side, (struct ink){INK_ACCENT, 0});
    // A task that is open is a bullet in outline.
    if (item->as.item.task && !item->as.item.done)
        mark.as.path.stroke = PT(0.75);
    return mark;
}

void item_marks_place(struct layout *layout, struct vbox *vbox,
                      const struct block_setting *setting,
                      const struct node *item, const struct item_mark *mark)
{
    // A line that is raised for a picture or formula takes its mark with it.
    scaled baseline = vbox->part_count > 0 && vbox->parts[0].line != NULL
                          ? vbox->parts[0].y
                          : block_style(layout, setting)->baseline;
    if (mark->line != NULL)
        vbox_line(layout, vbox, mark->line, setting->left, baseline);
    else if (!item->parent->as.list.marked)
        vbox_placed(layout, vbox, drawn_mark(layout, setting, item, baseline));
    else
        return;
    vbox_last_part_first(vbox);
}

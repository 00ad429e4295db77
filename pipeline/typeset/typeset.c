// SPDX-License-Identifier: MIT
// The way through layout: cover, text, recommendations, last page.
#include "typeset/typeset.h"

#include "typeset/page/blocks.h"
#include "typeset/paragraph/absent_scripts.h"
#include "typeset/page/contents.h"
#include "typeset/parts/cover.h"
#include "typeset/page/endnotes.h"
#include "typeset/parts/last_page.h"
#include "typeset/page/introductions.h"
#include "typeset/page/landscape.h"
#include "typeset/page/layout.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/page_fill.h"
#include "typeset/page/pager.h"
#include "typeset/parts/recommendations.h"

// Divisions hold page breaks and wide tables down to this depth.
#define LIMIT_DIVISIONS 8
// A longer paragraph before a table as wide as the page stays in its column.
#define LIMIT_LEAD_IN_LINES 4

// ----- Beginning -----

static void set_inks(struct pages *pages, const struct look *look)
{
    // docs/design.md#colour.
    const struct rgb inks[INK_COUNT] = {
        [INK_TEXT] = {0x1a, 0x1c, 0x20},  [INK_ACCENT] = look->accent,
        [INK_GREY] = {0x5a, 0x60, 0x6b},  [INK_HAIRLINE] = {0xc3, 0xc8, 0xd1},
        [INK_TINT] = look->tint,          [INK_TINT2] = look->tint2,
        [INK_PAPER] = {0xff, 0xff, 0xff}, [INK_SHADE] = {0, 0, 0},
    };
    for (size_t i = 0; i < INK_COUNT; i++)
        pages->inks[i] = inks[i];
}

static void begin(struct layout *layout, const struct brief *brief,
                  struct typesetter *typesetter, const struct context *context)
{
    struct arena *arena = context->arena;
    struct pages *pages = ARENA_NEW(arena, struct pages);
    const struct print_measures *print = typesetter_print(typesetter);
    *layout = (struct layout){
        .arena = arena,
        .trials = arena_new(),
        .drafts = arena_new(),
        .diag = context->diag,
        .undrawn = context->undrawn,
        .brief = brief,
        .typesetter = typesetter,
        .pages = pages,
        .print = &print_scale(print, brief->direction)->lengths,
        .look = theme_look(&brief->meta.theme),
        .divisions = {brief->meta.divided, brief->meta.divided_count},
        .lang = brief->lang,
        .direction = brief->direction,
        .next_order = 1};
    styles_make(&layout->styles, print, brief->direction, &layout->look);
    geometry_make(&layout->geometry, layout->print, brief->direction,
                  (enum text_columns)settings_answer(&brief->meta.settings,
                                                     SETTING_COLUMNS),
                  settings_asked(&brief->meta.settings, SETTING_NOTES_WIDTH));
    pages->arena = arena;
    pages->lang = brief->lang;
    pages->direction = brief->direction;
    set_inks(pages, &layout->look);
    layout->notes =
        ARENA_ARRAY(arena, struct note_state, brief->note_count + 1);
    tag_new(layout, TAG_DOCUMENT, 0); // the placeholder, tags[0]
    layout->document = tag_new(layout, TAG_DOCUMENT, 0);
    layout->names = brief_names(brief, layout->drafts);
    tag_at(layout, layout->document)->lang = brief->lang;
    tag_at(layout, layout->document)->direction = brief->direction;
}

// ----- The text's end -----

static bool begins_recommendations(const struct node *node)
{
    return (node->kind == NODE_HEADING &&
            node->as.heading.role == HEADING_RECOMMENDATIONS) ||
           (node->kind == NODE_BOX && node->as.box.kind == BOX_RECOMMENDATIONS);
}

// The last paragraph before the recommendations, where the text ends so.
static const struct node *find_text_end(const struct node *body)
{
    const struct node *last = NULL;
    for (const struct node *node = body->first; node; node = node->next) {
        if (begins_recommendations(node))
            break;
        if (node->kind != NODE_PAGE_BREAK)
            last = node;
    }
    while (last != NULL &&
           (last->kind == NODE_LIST || last->kind == NODE_ITEM ||
            last->kind == NODE_DIVISION || last->kind == NODE_QUOTE))
        last = last->last;
    return last != NULL && last->kind == NODE_PARAGRAPH &&
                   !line_picture_census(last).alone
               ? last
               : NULL;
}

// ----- The text -----

// What is being collected for the next region of two columns.
struct region {
    struct layout *layout;
    struct pager pager;
    struct vlist vlist;
};

static void end_region(struct region *region)
{
    pager_columns(&region->pager, &region->vlist, true);
    region->vlist = (struct vlist){0};
}

// Up to the next heading that is not under this one.
static const struct node *section_end(const struct node *heading)
{
    const struct node *node = heading->next;
    while (node != NULL &&
           !(node->kind == NODE_HEADING &&
             node->as.heading.level <= heading->as.heading.level))
        node = node->next;
    return node;
}

static const struct node *add_recommendations(struct region *region,
                                              const struct node *node)
{
    if (region->pager.waiting_count > 0) { // tables of pages before it
        end_region(region);
        landscape_end(&region->pager);
    }
    if (node->kind == NODE_HEADING) {
        const struct node *end = section_end(node);
        recommendations_place(&region->pager, &region->vlist, node, node->next,
                              end, end == NULL);
        return end;
    }
    const struct node *first = node->first, *heading = NULL;
    if (first != NULL && first->kind == NODE_HEADING) {
        heading = first;
        first = first->next;
    }
    recommendations_place(&region->pager, &region->vlist, heading, first, NULL,
                          node->next == NULL);
    return node->next;
}

// Where what leads to a table begins: a short paragraph with a colon, and the
// headings over it.
static size_t lead_in_start(const struct vlist *text)
{
    size_t from = text->count;
    int keep = from > 0 ? text->items[from - 1].break_cost : BREAK_FREE;
    if (keep >= BREAK_LEAD_IN && keep < BREAK_HEADING) {
        struct place at = text->items[from - 1].at;
        while (from > 0 && text->items[from - 1].at.offset == at.offset &&
               !text->items[from - 1].floats)
            from--;
        if (text->count - from > LIMIT_LEAD_IN_LINES)
            return text->count;
    }
    while (from > 0 && text->items[from - 1].break_cost >= BREAK_SECOND_LINE &&
           text->items[from - 1].ground == 0)
        from--;
    return from;
}

// A heading whose one line of text ends before a figure stays where it is: the
// figure may call notes before the lead-in does.
static void report_parted(const struct layout *layout, const struct vlist *text,
                          size_t from)
{
    size_t last = from;
    while (last > 0 && text->items[last - 1].floats)
        last--;
    if (from < text->count && last < from && last > 0 &&
        text->items[last - 1].break_cost >= BREAK_SECOND_LINE &&
        text->items[last - 1].ground == 0)
        diag_report(layout->diag, text->items[last - 1].at,
                    MESSAGE_heading_parted);
}

// The lead-in goes with the table that follows it, as wide as a column still.
static struct vlist with_lead_in(struct region *region,
                                 const struct vlist *table)
{
    struct layout *layout = region->layout;
    struct vlist *text = &region->vlist, all = {0};
    size_t from = lead_in_start(text);
    report_parted(layout, text, from);
    for (size_t i = from; i < text->count; i++) {
        const struct vbox *heading = &text->items[i];
        struct vbox *vbox = vlist_add(layout, &all, 0);
        *vbox = *heading;
        vbox->parts = NULL;
        vbox->notes = NULL;
        vbox->part_count = vbox->part_capacity = 0;
        vbox->note_count = vbox->note_capacity = 0;
        vbox_append(layout, vbox, heading,
                    geometry_column_left(&layout->geometry, 0), 0);
    }
    text->count = from;
    for (size_t i = 0; i < table->count; i++)
        *vlist_add(layout, &all, 0) = table->items[i];
    return all;
}

static scaled notes_of_vbox(const struct layout *layout,
                            const struct vbox *vbox)
{
    scaled height = 0;
    for (size_t i = 0; i < vbox->note_count; i++)
        height += vlist_height(&layout->notes[vbox->notes[i]].vlist);
    return height;
}

// Where a page's top is taken, the text may end over the table.
static bool stands_here(const struct region *region, const struct vbox *table)
{
    scaled notes = notes_of_vbox(region->layout, table);
    return region->vlist.count == 0
               ? pager_fits(&region->pager, table->height, notes)
               : pager_fits_under(&region->pager, &region->vlist, table->height,
                                  notes);
}

// One that floats goes to a page's top; under another wide thing it is already
// in its place, if it fits there.
static void add_wide_table(struct region *region,
                           const struct block_setting *around,
                           const struct node *table)
{
    struct layout *layout = region->layout;
    struct block_setting setting = *around;
    setting.width = setting.measure = layout->print->frame_width;
    struct vlist vlist = {0};
    table_add(layout, &vlist, &setting, table);
    for (size_t i = 0; i < vlist.count; i++)
        vlist.items[i].at = table->at;
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
    bool floats = vlist.count == 1 && vlist.items[0].floats;
    if (floats && stands_here(region, &vlist.items[0])) {
        vlist.items[0].floats = false;
        vlist.items[0].height -= layout->geometry.grid; // the frame leaves it
        end_region(region);
        landscape_end(&region->pager);
        pager_frame(&region->pager, &vlist);
        return;
    }
    if (floats) {
        scaled space = region->vlist.space;
        struct vbox *vbox = vlist_add(layout, &region->vlist, 0);
        *vbox = vlist.items[0];
        vbox->frame_wide = true;
        introductions_note(layout, vbox);
        region->vlist.space = space;
        return;
    }
    vlist = with_lead_in(region, &vlist);
    end_region(region);
    landscape_end(&region->pager);
    pager_frame(&region->pager, &vlist);
}

// Does running text follow, which a heading over the table may keep?
static bool text_follows(const struct node *table)
{
    const struct node *next = table->next;
    return next != NULL && next->kind != NODE_HEADING &&
           next->kind != NODE_PAGE_BREAK && next->kind != NODE_TABLE &&
           !begins_recommendations(next);
}

// A table for a landscape page. A heading that has no other text goes with it.
static void add_landscape_table(struct region *region,
                                const struct block_setting *around,
                                const struct node *table)
{
    struct layout *layout = region->layout;
    struct vlist *text = &region->vlist, lead_in = {0};
    size_t from = text->count;
    while (!text_follows(table) && from > 0 &&
           text->items[from - 1].break_cost >= BREAK_SECOND_LINE &&
           text->items[from - 1].ground == 0)
        from--;
    lead_in.items = text->items + from;
    lead_in.count = text->count - from;
    struct vlist vlist = landscape_table(layout, around, table, &lead_in);
    text->count = from;
    if (lead_in.count == 0) {
        landscape_later(&region->pager, &vlist, text->count);
        return;
    }
    end_region(region);
    pager_close(&region->pager);
    landscape_now(&region->pager, &vlist);
}

static void add_text(struct region *region, const struct block_setting *setting,
                     const struct node *node, int depth);

static void enter_division(struct region *region,
                           const struct block_setting *around,
                           const struct node *division, int depth)
{
    struct block_setting setting = block_setting_of(*around, division);
    setting.tag = tag_new(region->layout, TAG_DIV, around->tag);
    tag_language(region->layout, setting.tag, setting.lang, setting.direction);
    add_text(region, &setting, division->first, depth + 1);
}

// Where the settings ask for it, a section begins a page, or one of that side.
static void begin_section(struct region *region, const struct node *node,
                          int depth)
{
    struct layout *layout = region->layout;
    enum section_start start = (enum section_start)settings_answer(
        &layout->brief->meta.settings, SETTING_SECTIONS);
    if (start == SECTIONS_RUN_ON || depth > 0 || node->kind != NODE_HEADING ||
        node->as.heading.level > 2 ||
        (node->previous != NULL && node->previous->kind == NODE_HEADING))
        return;
    end_region(region);
    pager_close(&region->pager);
    bool odd = page_is_odd(layout->pages->count);
    if ((start == SECTIONS_RECTO && !odd) || (start == SECTIONS_VERSO && odd))
        page_new(layout); // left blank
}

static void add_text(struct region *region, const struct block_setting *setting,
                     const struct node *node, int depth)
{
    struct layout *layout = region->layout;
    while (node != NULL) {
        begin_section(region, node, depth);
        if (begins_recommendations(node)) {
            node = add_recommendations(region, node);
            continue;
        }
        if (node->kind == NODE_PAGE_BREAK) {
            end_region(region);
            pager_close(&region->pager);
        } else if (node->kind == NODE_DIVISION && node->verse == VERSE_NONE &&
                   depth < LIMIT_DIVISIONS) {
            enter_division(region, setting, node, depth);
        } else if (node->kind == NODE_TABLE && landscape_wanted(layout, node)) {
            add_landscape_table(region, setting, node);
        } else if (node->kind == NODE_TABLE && table_is_wide(layout, node)) {
            add_wide_table(region, setting, node);
        } else {
            block_add(layout, &region->vlist, setting, node);
            notes_set_called(layout, layout->document, ROLE_NOTE,
                             layout->geometry.notes_width);
        }
        node = node->next;
    }
}

// What the cover had no room for opens the text.
static void add_abstract(struct region *region)
{
    struct layout *layout = region->layout;
    cover_add_abstract(layout, &region->vlist);
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->geometry.notes_width);
}

struct pages *typeset_brief(const struct brief *brief,
                            struct typesetter *typesetter,
                            const struct context *context)
{
    struct layout layout;
    absent_scripts_check(brief, context->diag);
    begin(&layout, brief, typesetter, context);
    layout.text_end = find_text_end(brief->body);
    layout.introductions = introductions_find(layout.drafts, brief->body);
    struct region region = {.layout = &layout, .pager = pager_new(&layout)};
    struct block_setting setting = block_setting_body(&layout);
    struct contents contents = {0};
    bool listed = settings_asked(&brief->meta.settings, SETTING_CONTENTS);
    struct cover_waiting waiting = cover_place(&layout);
    if (listed)
        contents_reserve(&layout, &contents);
    if (contents.text_top > 0)
        pager_go_on(&region.pager, contents.last_page, contents.text_top);
    layout.notes_wait = endnotes_wanted(&layout);
    region.pager.ending = last_page_height(&layout);
    if (waiting.abstract)
        add_abstract(&region);
    add_text(&region, &setting, waiting.text, 0);
    if (layout.notes_wait)
        endnotes_add(&layout, &region.vlist);
    region.pager.following[0] = region.pager.ending;
    end_region(&region);
    landscape_end(&region.pager);
    last_page_place(&region.pager);
    if (listed)
        contents_fill(&layout, &contents);
    page_fill_report(&layout);
    notes_link(&layout);
    layout_drop_broken_links(layout.pages);
    arena_free(layout.trials);
    arena_free(layout.drafts);
    return layout.pages;
}

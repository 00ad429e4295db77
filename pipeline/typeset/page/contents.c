// SPDX-License-Identifier: MIT
// The list of contents: headings of two levels, then figures and tables.
#include "typeset/page/contents.h"

#include "typeset/page/endnotes.h"
#include "typeset/page/inline_text.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "typeset/page/running.h"
#include "model/brief_words.h"
#include "languages/words.h"

// Set as the last page is: at the end five cells of the frame's eight.
static scaled entry_start(const struct layout *layout)
{
    return layout->print->side_width + layout->print->gutter;
}

enum entry_kind { ENTRY_SECTION, ENTRY_UNDER, ENTRY_CAPTION };
struct contents_entry {
    enum entry_kind kind;
    size_t tag; // TAG_TOCI
    struct str destination;
    struct lines lines;
    scaled above; // space, unless at a page's top
};

// ----- What is listed -----

struct str contents_caption_destination(struct layout *layout, enum word word,
                                        size_t number)
{
    // No heading's id begins with a full stop.
    return arena_printf(layout->arena, ".%s-%zu", language_word_name(word),
                        number);
}

static struct text_style entry_style(const struct layout *layout,
                                     enum entry_kind kind)
{
    struct text_style style =
        layout->styles.of[kind == ENTRY_CAPTION ? ROLE_CAPTION : ROLE_BODY]
            .text;
    style.no_hyphens = style.lining = true;
    style = kind == ENTRY_SECTION ? style_strong(style) : style;
    return kind == ENTRY_CAPTION ? style_in_ink(style, INK_TEXT) : style;
}

static struct paragraph_link *link_to(struct layout *layout,
                                      struct str destination, struct str words)
{
    struct paragraph_link *link =
        ARENA_NEW(layout->arena, struct paragraph_link);
    link->destination = destination;
    link->contents = words;
    return link;
}

static scaled entry_inset(const struct layout *layout, enum entry_kind kind)
{
    return kind == ENTRY_UNDER ? layout->geometry.inset : 0;
}

struct listed { // the words of an entry; before: “Figure 1. ”
    struct str before, words, lang, destination;
    enum direction direction;
};

static struct listed listed_node(struct layout *layout, const struct node *node,
                                 struct str destination)
{
    return (struct listed){.words = node_plain(layout->arena, node),
                           .lang = inline_block_lang(node, layout->lang),
                           .destination = destination,
                           .direction =
                               inline_block_direction(node, layout->direction)};
}

static void add_entry(struct layout *layout, struct contents *contents,
                      enum entry_kind kind, const struct listed *listed)
{
    if (listed->words.count == 0)
        return;
    struct contents_entry entry = {
        .kind = kind,
        .destination = listed->destination,
        .above = kind == ENTRY_SECTION ? layout->geometry.grid / 2 : 0};
    entry.tag = tag_new(layout, TAG_TOCI, contents->tag);
    struct text_style style = entry_style(layout, kind);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    size_t tag = tag_in(layout, TAG_LINK, entry.tag, paragraph);
    struct paragraph_link *link =
        link_to(layout, listed->destination, listed->words);
    if (listed->before.count > 0)
        paragraph_text(paragraph, listed->before, &style, layout->lang, tag,
                       PLACE_NONE, link);
    paragraph_isolate_open(paragraph, listed->direction);
    paragraph_text(paragraph, listed->words, &style, listed->lang, tag,
                   PLACE_NONE, link);
    paragraph_isolate_close(paragraph);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START,
                                    .by_sense = true,
                                    .names = &layout->names};
    entry.lines = paragraph_lines(paragraph, &shape,
                                  layout->print->beside_width -
                                      layout->print->contents_number_width -
                                      entry_inset(layout, kind));
    ARENA_PUSH(layout->arena, contents->entries, contents->count,
               contents->capacity) = entry;
}

static void add_headings(struct layout *layout, struct contents *contents)
{
    const struct node *body = layout->brief->body;
    for (const struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind != NODE_HEADING || node->as.heading.level > 3)
            continue;
        struct listed listed = listed_node(layout, node, node->as.heading.id);
        add_entry(layout, contents,
                  node->as.heading.level <= 2 ? ENTRY_SECTION : ENTRY_UNDER,
                  &listed);
    }
    struct listed notes = {.words = brief_word(layout->brief, WORD_notes),
                           .lang = layout->lang,
                           .destination = ENDNOTES_DESTINATION,
                           .direction = layout->direction};
    if (endnotes_wanted(layout) && layout->brief->note_count > 0)
        add_entry(layout, contents, ENTRY_SECTION, &notes);
}

// “Figure 1. ”, unless the caption says so itself, as caption_set has it.
static void add_captions(struct layout *layout, struct contents *contents,
                         enum kind of, enum word word)
{
    const struct node *body = layout->brief->body;
    size_t number = 0;
    for (const struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind != NODE_CAPTION || node->parent->kind != of)
            continue;
        number++;
        struct listed listed = listed_node(
            layout, node, contents_caption_destination(layout, word, number));
        struct str name = brief_word(layout->brief, word);
        if (!brief_caption_labelled(node))
            listed.before = arena_printf(
                layout->arena, "%.*s\xC2\xA0%.*s. ", STR_ARG(name),
                STR_ARG(language_number(layout->arena, layout->lang, number)));
        size_t first = contents->count;
        add_entry(layout, contents, ENTRY_CAPTION, &listed);
        if (number == 1 && contents->count > first)
            contents->entries[first].above = 2 * layout->geometry.grid;
    }
}

// A word of the brief's own for contents is meant for both.
static struct str title_words(const struct brief *brief)
{
    const struct str *own = brief->meta.words;
    bool given = own && own[WORD_contents].count > 0 &&
                 own[WORD_contents_page].count == 0;
    return brief_word(brief, given ? WORD_contents : WORD_contents_page);
}

static void set_title(struct layout *layout, struct contents *contents)
{
    struct phrase_setting setting = {
        .style = &layout->styles.of[ROLE_SMALL_TITLE].text,
        .role = TAG_CAPTION,
        .parent = contents->tag,
        .measure = layout->print->frame_width,
        .title = true};
    contents->title =
        phrase_set_words(layout, title_words(layout->brief), &setting);
}

// ----- Placing -----

static const struct style *style_of(const struct layout *layout,
                                    const struct contents_entry *entry)
{
    return &layout->styles
                .of[entry->kind == ENTRY_CAPTION ? ROLE_CAPTION : ROLE_BODY];
}

// The page, counted from the first, and the top of each entry.
struct spot {
    size_t page;
    scaled y;
};

static struct spot first_spot(const struct layout *layout)
{
    const struct style *title = &layout->styles.of[ROLE_SMALL_TITLE];
    return (struct spot){
        0, geometry_round_up(title->leading, layout->geometry.grid) +
               layout->geometry.grid};
}

static scaled entry_height(const struct layout *layout,
                           const struct contents_entry *entry)
{
    return style_of(layout, entry)->leading * (scaled)entry->lines.count;
}

// Moves on to where the entry stands.
static void advance(const struct layout *layout, struct spot *spot,
                    const struct contents_entry *entry)
{
    if (spot->y + entry->above + entry_height(layout, entry) >
        layout->print->frame_height)
        *spot = (struct spot){spot->page + 1, 0};
    else
        spot->y += entry->above;
}

// Under a list that ends in the page's upper half there is text, unless
// sections begin pages.
static scaled text_top(const struct layout *layout, scaled bottom)
{
    scaled grid = layout->geometry.grid;
    bool runs_on = settings_answer(&layout->brief->meta.settings,
                                   SETTING_SECTIONS) == SECTIONS_RUN_ON;
    return runs_on && bottom <= layout->print->frame_height / 2
               ? geometry_round_up(bottom, grid) + 3 * grid
               : 0;
}

void contents_reserve(struct layout *layout, struct contents *contents)
{
    contents->tag = tag_new(layout, TAG_TOC, layout->document);
    set_title(layout, contents);
    add_headings(layout, contents);
    add_captions(layout, contents, NODE_FIGURE, WORD_figure);
    add_captions(layout, contents, NODE_TABLE, WORD_table);
    contents->first_page = layout->pages->count;
    struct spot spot = first_spot(layout);
    for (size_t i = 0; i < contents->count; i++) {
        advance(layout, &spot, &contents->entries[i]);
        spot.y += entry_height(layout, &contents->entries[i]);
    }
    for (size_t page = 0; page <= spot.page; page++)
        contents->last_page = page_new(layout);
    contents->text_top = text_top(layout, spot.y);
}

// ----- Pages of destinations -----

static struct str label_of(const struct layout *layout,
                           const struct destinations *all, struct str name)
{
    const struct destination *found = destination_named(all, name);
    return found ? layout->pages->items[found->page].label : (struct str){0};
}

static struct lines set_number(struct layout *layout,
                               const struct contents_entry *entry,
                               struct str label)
{
    struct text_style style = entry_style(layout, entry->kind);
    style.tabular = true;
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    size_t tag = tag_in(layout, TAG_LINK, entry->tag, paragraph);
    paragraph_text(paragraph, label, &style, layout->lang, tag, PLACE_NONE,
                   link_to(layout, entry->destination, label));
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_END};
    return paragraph_lines(paragraph, &shape,
                           layout->print->contents_number_width);
}

// Dots from the end of the words to the number; below each other on a page.
static void place_leaders(struct layout *layout, size_t page,
                          const struct contents_entry *entry, scaled baseline,
                          scaled number_width)
{
    const scaled side = PT(0.7), step = PT(5), gap = PT(5);
    if (entry->lines.count == 0)
        return;
    scaled words = entry->lines.items[entry->lines.count - 1].width,
           from = entry_start(layout) + entry_inset(layout, entry->kind) +
                  words + gap,
           to = entry_start(layout) + layout->print->beside_width -
                number_width - gap;
    scaled first = layout->print->frame_width - step;
    first -= (first - to + step - 1) / step * step;
    if (first < from)
        return;
    size_t count = (size_t)((first - from) / step) + 1;
    struct path_step *steps =
        ARENA_ARRAY(layout->arena, struct path_step, 5 * count);
    for (size_t i = 0; i < count; i++) {
        scaled x =
            scaled_inline_left(layout->direction, layout->print->frame_width,
                               first - (scaled)i * step, side);
        struct path_step *dot = &steps[5 * i];
        dot[0] = (struct path_step){PATH_MOVE, {x}, {0}};
        dot[1] = (struct path_step){PATH_LINE, {x + side}, {0}};
        dot[2] = (struct path_step){PATH_LINE, {x + side}, {-side}};
        dot[3] = (struct path_step){PATH_LINE, {x}, {-side}};
        dot[4] = (struct path_step){.verb = PATH_CLOSE};
    }
    page_place(
        layout, page,
        (struct placed){
            .kind = PLACED_PATH,
            .tag = TAG_ARTIFACT,
            .x = geometry_frame_left(&layout->geometry, page_is_odd(page)),
            .y = baseline,
            .ink = {INK_GREY, 0},
            .as.path = {.steps = steps, .step_count = 5 * count}});
}

static void place_entry(struct layout *layout, size_t page,
                        const struct contents_entry *entry, scaled y,
                        struct str label)
{
    scaled left = geometry_frame_left(&layout->geometry, page_is_odd(page));
    scaled inset = entry_inset(layout, entry->kind);
    scaled measure = layout->print->beside_width -
                     layout->print->contents_number_width - inset;
    const struct style *style = style_of(layout, entry);
    scaled end = page_lines(
        layout, page, &entry->lines, style,
        left + scaled_inline_left(layout->direction, layout->print->frame_width,
                                  entry_start(layout) + inset, measure),
        y);
    struct lines number = set_number(layout, entry, label);
    page_lines(layout, page, &number, style,
               left + scaled_inline_left(
                          layout->direction, layout->print->frame_width,
                          entry_start(layout) + layout->print->beside_width -
                              layout->print->contents_number_width,
                          layout->print->contents_number_width),
               end - style->leading);
    if (number.count > 0)
        place_leaders(layout, page, entry,
                      end - style->leading + style->baseline,
                      number.items[0].width);
}

// What a page holds is in the order in which it is read: the list, whose
// numbers are known last, and then the text that is placed already.
static void stand_before_text(struct layout *layout,
                              const struct contents *contents, size_t text)
{
    size_t index = contents->last_page;
    page_place(layout, index,
               vlist_rectangle(
                   geometry_frame_left(&layout->geometry, page_is_odd(index)),
                   layout->print->frame_top + contents->text_top -
                       2 * layout->geometry.grid,
                   layout->print->frame_width, PT(0.5), INK_HAIRLINE));
    const struct page *page = &layout->pages->items[index];
    struct placed *ordered = ARENA_ARRAY(layout_drafts(layout), struct placed,
                                         page->placed_count + 1);
    size_t count = 0;
    for (size_t i = text; i < page->placed_count; i++)
        ordered[count++] = page->placed[i];
    for (size_t i = 0; i < text; i++)
        ordered[count++] = page->placed[i];
    for (size_t i = 0; i < count; i++)
        page->placed[i] = ordered[i];
}

void contents_fill(struct layout *layout, struct contents *contents)
{
    struct destinations all =
        destinations_by_name(layout_drafts(layout), layout->pages);
    size_t page = contents->first_page;
    size_t text_from = layout->pages->items[contents->last_page].placed_count;
    page_lines(layout, page, &contents->title,
               &layout->styles.of[ROLE_SMALL_TITLE],
               geometry_frame_left(&layout->geometry, page_is_odd(page)),
               layout->print->frame_top);
    struct spot spot = first_spot(layout);
    for (size_t i = 0; i < contents->count; i++) {
        const struct contents_entry *entry = &contents->entries[i];
        advance(layout, &spot, entry);
        place_entry(layout, contents->first_page + spot.page, entry,
                    layout->print->frame_top + spot.y,
                    label_of(layout, &all, entry->destination));
        spot.y += entry_height(layout, entry);
    }
    // The page with text has its head and folio from the pager.
    size_t end = contents->last_page + (contents->text_top == 0);
    const struct node *open = layout->head_section;
    layout->head_section = NULL;
    for (size_t i = contents->first_page; i < end; i++)
        running_place(layout, i);
    layout->head_section = open;
    if (contents->text_top > 0)
        stand_before_text(layout, contents, text_from);
}

// SPDX-License-Identifier: MIT
// The cover: accent block with title, then abstract, notes, partners, foot.
//
// Measured from trim (docs/design.md#cover). Things are made in the order in
// which they are read: series, kind, title, authors, abstract, notes,
// partners, editions and sites.
#include "typeset/parts/cover.h"

#include "typeset/parts/cover_pattern.h"
#include "typeset/page/blocks.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/parts/partners.h"
#include "typeset/page/phrases.h"
#include "typeset/page/resolution.h"
#include "model/brief_words.h"
#include "languages/words.h"

#include <limits.h>

#define COVER 0 // its page
// A word is rather cut than the title set smaller more often than this.
#define LIMIT_STEPS_FOR_WORD 4
// A smaller size is taken where its lines break better by more than this: an
// “and” kept with its word is worth it, a line that is shorter is not.
#define STRAIN_OF_STEP 32
// Between languages, between addresses: an em and an en.
#define FOOT_GAP STR("\xE2\x80\x83\xE2\x80\x82")

static scaled cover_left(const struct layout *layout, scaled start,
                         scaled width)
{
    return scaled_inline_left(layout->direction, layout->print->page_width,
                              start, width);
}

static bool is_rtl(const struct layout *layout)
{
    return layout->direction == DIRECTION_RTL;
}

// ----- The block -----

// Fills the block; what hangs over its lower edge is covered with paper, and
// what hangs over the sheet is cut with it.
static void place_photograph(struct layout *layout, const struct image *image)
{
    double wide = (double)layout->print->page_width / (double)image->width;
    double high =
        (double)layout->print->cover_block_height / (double)image->height;
    double scale = wide > high ? wide : high;
    scaled width = (scaled)((double)image->width * scale);
    scaled height = (scaled)((double)image->height * scale);
    resolution_check(layout, image, PLACE_NONE, width);
    page_place(
        layout, COVER,
        (struct placed){.kind = PLACED_IMAGE,
                        .tag = TAG_ARTIFACT,
                        .x = (layout->print->page_width - width) / 2,
                        .y = (layout->print->cover_block_height - height) / 2,
                        .as.image = {image, width, height, true}});
    page_place(layout, COVER,
               vlist_rectangle(0, layout->print->cover_block_height,
                               layout->print->page_width,
                               layout->print->page_height -
                                   layout->print->cover_block_height,
                               INK_PAPER));
}

static void place_block(struct layout *layout)
{
    static const uint8_t bands[] = {6, 10, 15, 21, 28};
    const struct image *photo = layout->brief->meta.cover;
    page_place(layout, COVER,
               vlist_rectangle(0, 0, layout->print->page_width,
                               layout->print->cover_block_height, INK_ACCENT));
    if (figure_shows(layout, photo) &&
        (photo->format == IMAGE_PNG || photo->format == IMAGE_JPEG)) {
        place_photograph(layout, photo);
        return;
    }
    struct cover_pattern pattern = {.width = layout->print->page_width,
                                    .height = layout->print->cover_block_height,
                                    .octagon_x = 184,
                                    .octagon_y = 33,
                                    .first = 112,
                                    .band = (210.0 - 112.0) / 5,
                                    .accent_mixed = bands,
                                    .band_count = 5};
    cover_pattern_place(layout, COVER, &pattern);
}

// ----- Series, kind, year -----

static void place_series(struct layout *layout)
{
    const struct text *series =
        phrase_edition_text(layout, &layout->brief->meta.series);
    if (series == NULL)
        return;
    const struct style *style = &layout->styles.of[ROLE_SERIES];
    scaled measure = layout->print->cover_series_width;
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure = measure,
                                     .title = true};
    struct lines lines = phrase_set_text(layout, series, &setting);
    scaled y = layout->print->cover_series_top -
               style->leading * ((scaled)lines.count - 1);
    scaled mark = cover_left(layout, layout->print->inner_margin + PT(2.5), 0);
    page_place(layout, COVER,
               vlist_bullet(layout->arena, mark,
                            layout->print->cover_series_top + style->baseline -
                                PT(3.5),
                            PT(5), (struct ink){INK_PAPER, 0}));
    page_lines(layout, COVER, &lines, style,
               cover_left(layout,
                          layout->print->inner_margin +
                              layout->print->cover_series_inset,
                          measure),
               y);
}

static void add_dot(struct paragraph *paragraph, bool *first,
                    const struct inline_setting *inlines)
{
    if (!*first)
        inline_write_words(paragraph, STR(" \xC2\xB7 "), inlines);
    *first = false;
}

static void place_kind(struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    struct str year = phrase_edition_year(layout);
    const struct style *style = &layout->styles.of[ROLE_KIND];
    scaled measure = layout->print->cover_series_width;
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure = measure,
                                     .title = true};
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    bool first = false;
    phrase_add_kind(layout, paragraph, &inlines);
    if (meta->number.count > 0) {
        add_dot(paragraph, &first, &inlines);
        struct str number =
            arena_printf(layout->arena, "%.*s\xC2\xA0%.*s",
                         STR_ARG(brief_word(layout->brief, WORD_number)),
                         STR_ARG(language_digits(layout->arena, layout->lang,
                                                 meta->number)));
        inline_write_words(paragraph, number, &inlines);
    }
    if (year.count > 0) {
        add_dot(paragraph, &first, &inlines);
        inline_write_words(paragraph, year, &inlines);
    }
    struct lines lines = phrase_end(layout, paragraph, &setting);
    page_lines(layout, COVER, &lines, style,
               cover_left(layout,
                          layout->print->inner_margin +
                              layout->print->cover_series_inset,
                          measure),
               layout->print->cover_kind_top);
}

// ----- Title and subtitle -----

struct display {
    struct style title, subtitle;
};

static struct phrase_setting display_setting(struct layout *layout,
                                             const struct style *style,
                                             enum structure_role role)
{
    return (struct phrase_setting){.style = &style->text,
                                   .role = role,
                                   .parent = layout->document,
                                   .alignment = PARAGRAPH_BALANCED,
                                   .measure = layout->print->cover_title_width,
                                   .title = true,
                                   .display = true};
}

static scaled subtitle_gap(const struct layout *layout)
{
    return layout->print->cover_subtitle_gap;
}

struct trial {
    scaled size; // of the title's type
    size_t lines;
    scaled height; // of title, gap and subtitle
    bool too_wide; // a word is wider than the box
    int strain;    // of the title's lines, see struct lines
};

static struct trial try_display(struct layout *layout, const struct text *title,
                                const struct text *subtitle,
                                const struct display *display)
{
    struct trial trial = {.size = display->title.text.latin_size};
    struct measuring measuring = layout_measuring_begin(layout);
    // What is too wide is cut, and reported: asked of whom nobody hears.
    layout->unheard = diag_new(layout->arena, (struct str){0});
    struct phrase_setting setting =
        display_setting(layout, &display->title, TAG_H1);
    if (title != NULL) {
        struct lines lines = phrase_set_text(layout, title, &setting);
        trial.lines = lines.count;
        trial.strain = lines.strain;
        trial.height = display->title.leading * (scaled)lines.count;
        trial.too_wide = diag_told(layout->unheard, MESSAGE_line_overfull);
    }
    if (subtitle != NULL) {
        setting = display_setting(layout, &display->subtitle, TAG_P);
        struct lines lines = phrase_set_text(layout, subtitle, &setting);
        trial.height += subtitle_gap(layout) +
                        display->subtitle.leading * (scaled)lines.count;
    }
    layout_measuring_end(layout, measuring);
    return trial;
}

// What is far too long for one size is not tried at the next: at r times the
// size it takes r² of the room, or half of that where all its lines were half
// full.
static bool is_hopeless(const struct trial *known, scaled room,
                        const struct display *display)
{
    if (known->size == 0)
        return false;
    double r = (double)display->title.text.latin_size / (double)known->size;
    return (double)known->height * r * r / 2 > (double)room;
}

// What no size can hold is set smaller still.
static struct display shrink_display(struct layout *layout,
                                     const struct text *title,
                                     const struct text *subtitle,
                                     struct display display, struct trial trial,
                                     scaled room)
{
    for (int i = 0; i < 12; i++) {
        bool hopeless = is_hopeless(&trial, room, &display);
        if (!hopeless)
            trial = try_display(layout, title, subtitle, &display);
        if (!hopeless && trial.height <= room &&
            (!trial.too_wide || i >= LIMIT_STEPS_FOR_WORD))
            break;
        display.title = style_at(display.title, 0.88);
        display.subtitle = style_at(display.subtitle, 0.92);
    }
    return display;
}

// Of three sizes at which the title takes four lines (three in right-to-left)
// at most, the one whose lines break best by sense; the largest, unless a
// smaller one is better by a good deal.
static struct display choose_display(struct layout *layout,
                                     const struct text *title,
                                     const struct text *subtitle)
{
    static const enum role steps[] = {ROLE_TITLE_LARGE, ROLE_TITLE_MIDDLE,
                                      ROLE_TITLE_SMALL};
    size_t most = is_rtl(layout) ? 3 : 4;
    scaled room =
        layout->print->cover_title_bottom - layout->print->cover_title_top;
    struct display display = {.subtitle = layout->styles.of[ROLE_SUBTITLE]};
    struct display best = display;
    struct trial trial = {0};
    int least = INT_MAX;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        display.title = layout->styles.of[steps[i]];
        if (is_hopeless(&trial, room, &display))
            continue;
        trial = try_display(layout, title, subtitle, &display);
        int strain = trial.strain + STRAIN_OF_STEP * (int)i;
        if (trial.lines <= most && trial.height <= room && !trial.too_wide &&
            strain < least) {
            best = display;
            least = strain;
        }
    }
    if (least < INT_MAX)
        return best;
    return shrink_display(layout, title, subtitle, display, trial, room);
}

static void place_titles(struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct text *title = phrase_edition_text(layout, &meta->title);
    const struct text *subtitle = phrase_edition_text(layout, &meta->subtitle);
    if (title == NULL && subtitle == NULL)
        return;
    struct display display = choose_display(layout, title, subtitle);
    scaled x = cover_left(layout, layout->print->inner_margin,
                          layout->print->cover_title_width);
    scaled y = layout->print->cover_title_bottom -
               try_display(layout, title, subtitle, &display).height;
    if (title != NULL) {
        struct phrase_setting setting =
            display_setting(layout, &display.title, TAG_H1);
        struct lines lines = phrase_set_text(layout, title, &setting);
        layout->heading_level = 1;
        layout_add_destination(layout, STR("title"), COVER, x, y,
                               page_lines_tag(&lines));
        y = page_lines(layout, COVER, &lines, &display.title, x, y);
    }
    if (subtitle != NULL) {
        struct phrase_setting setting =
            display_setting(layout, &display.subtitle, TAG_P);
        struct lines lines = phrase_set_text(layout, subtitle, &setting);
        page_lines(layout, COVER, &lines, &display.subtitle, x,
                   y + subtitle_gap(layout));
    }
}

// ----- Authors -----

// With the comma after it.
static scaled name_width(struct layout *layout, const struct text *name,
                         const struct phrase_setting *setting)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct inline_setting inlines = phrase_begin(layout, setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    phrase_add_text(layout, paragraph, name, &inlines);
    inline_write_words(paragraph, phrase_comma(layout), &inlines);
    layout_paragraph_close(layout, paragraph);
    scaled width = paragraph_natural_width(paragraph);
    layout_measuring_end(layout, measuring);
    return width;
}

// Run on, with a comma between them; no name is broken over two lines.
static void place_author_list(struct layout *layout,
                              const struct phrase_setting *setting,
                              const struct style *style)
{
    const struct metadata *meta = &layout->brief->meta;
    struct inline_setting inlines = phrase_begin(layout, setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    scaled line = 0; // so far
    for (size_t i = 0; i < meta->author_count; i++) {
        const struct text *name =
            phrase_edition_text(layout, &meta->authors[i].name);
        if (name == NULL)
            continue;
        scaled width = name_width(layout, name, setting);
        if (line > 0) {
            inline_write_words(paragraph, phrase_comma(layout), &inlines);
            if (line + width > setting->measure) {
                paragraph_line_break(paragraph);
                line = 0;
            }
        }
        line += width;
        phrase_add_text(layout, paragraph, name, &inlines);
    }
    struct lines lines = phrase_end(layout, paragraph, setting);
    scaled y = layout->print->cover_authors_bottom -
               style->leading * (scaled)lines.count;
    page_lines(
        layout, COVER, &lines, style,
        cover_left(layout, layout->print->inner_margin, setting->measure), y);
}

static void place_authors(struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct style *style = &layout->styles.of[ROLE_COVER_AUTHOR];
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure = layout->print->frame_width,
                                     .title = true};
    if (meta->author_count == 0)
        return;
    scaled height = style->leading * (scaled)meta->author_count;
    // Over five, or as many as there is room for under the title.
    if (meta->author_count > 5 ||
        height > layout->print->cover_authors_bottom -
                     layout->print->cover_title_bottom) {
        place_author_list(layout, &setting, style);
        return;
    }
    scaled y = layout->print->cover_authors_bottom - height;
    for (size_t i = 0; i < meta->author_count; i++) {
        const struct text *name =
            phrase_edition_text(layout, &meta->authors[i].name);
        if (name == NULL)
            continue;
        struct lines lines = phrase_set_text(layout, name, &setting);
        scaled x =
            cover_left(layout, layout->print->inner_margin, setting.measure);
        y = page_lines(layout, COVER, &lines, style, x, y);
    }
}

// ----- Abstract and its notes -----

static struct block_setting abstract_setting(const struct layout *layout,
                                             const struct text *abstract,
                                             enum role role)
{
    return (struct block_setting){
        .width = layout->print->cover_text_width,
        .measure = layout->print->cover_text_width,
        .direction = abstract->direction != DIRECTION_INHERIT
                         ? abstract->direction
                         : layout->direction,
        .lang = abstract->lang.count > 0 ? abstract->lang : layout->lang,
        .tag = layout->document,
        .role = role,
        .depth = 1,
        .paragraph_space = layout->styles.of[role].leading / 2,
    };
}

static struct vlist set_abstract(struct layout *layout,
                                 const struct text *abstract, enum role role)
{
    struct block_setting setting = abstract_setting(layout, abstract, role);
    struct vlist vlist = {0};
    if (kind_facts[abstract->content->kind].holds == HOLDS_BLOCKS)
        blocks_add(layout, &vlist, &setting, abstract->content->first, NULL);
    else
        block_add(layout, &vlist, &setting, abstract->content);
    return vlist;
}

static scaled called_notes_height(struct layout *layout,
                                  const struct node *root)
{
    scaled height = 0;
    for (size_t i = 0; i < layout->called_count; i++) // in the title
        height += note_height(layout, layout->called[i], ROLE_COVER_NOTE,
                              layout->print->cover_text_width);
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind != NODE_NOTE_REFERENCE ||
            node->as.note_reference.occurrence > 0)
            continue;
        size_t index = layout_note_index(layout, node->as.note_reference.note);
        if (index != STR_NONE && !layout->notes[index].called)
            height += note_height(layout, index, ROLE_COVER_NOTE,
                                  layout->print->cover_text_width);
    }
    return height;
}

// ROLE_COUNT where the cover has no room for it.
static enum role choose_abstract(struct layout *layout,
                                 const struct text *abstract)
{
    static const enum role steps[] = {ROLE_ABSTRACT, ROLE_ABSTRACT_SMALL};
    size_t most = is_rtl(layout) ? 10 : 13;
    scaled notes = called_notes_height(layout, abstract->content);
    scaled room =
        layout->print->cover_notes_bottom - layout->print->cover_text_top;
    if (notes > 0)
        room -= notes + PT(5) + layout->geometry.grid;
    for (size_t i = 0; i < 2; i++) {
        struct measuring measuring = layout_measuring_begin(layout);
        struct vlist vlist = set_abstract(layout, abstract, steps[i]);
        bool fits = vlist_height(&vlist) <= room;
        layout_measuring_end(layout, measuring);
        if (fits && (i == 1 || vlist.count <= most))
            return steps[i];
    }
    return ROLE_COUNT;
}

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

static void place_cover_notes(struct layout *layout)
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

static bool place_abstract(struct layout *layout)
{
    const struct text *abstract =
        phrase_edition_text(layout, &layout->brief->meta.abstract);
    enum role role =
        abstract != NULL ? choose_abstract(layout, abstract) : ROLE_COUNT;
    if (role != ROLE_COUNT) {
        struct vlist vlist = set_abstract(layout, abstract, role);
        place_vlist(layout, &vlist,
                    cover_left(layout, layout->print->inner_margin,
                               layout->print->cover_text_width),
                    layout->print->cover_text_top);
    }
    return abstract == NULL || role != ROLE_COUNT;
}

// ----- Foot row -----

static void place_editions(struct layout *layout, const struct style *style,
                           scaled y)
{
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure =
                                         layout->print->cover_editions_width,
                                     .title = true};
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    phrase_add_editions(layout, paragraph, &inlines, FOOT_GAP, true);
    struct lines lines = phrase_end(layout, paragraph, &setting);
    page_lines(layout, COVER, &lines, style,
               cover_left(layout, layout->print->inner_margin, setting.measure),
               y);
}

static void place_sites(struct layout *layout, const struct style *style,
                        scaled y)
{
    const struct metadata *meta = &layout->brief->meta;
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .alignment = PARAGRAPH_END,
                                     .measure = layout->print->frame_width,
                                     .title = true};
    if (meta->edition_count > 0)
        setting.measure = layout->print->cover_sites_width;
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    bool first = true;
    for (size_t i = 0; i < meta->organisation_count; i++) {
        struct str url = meta->organisations[i].url;
        if (url.count == 0)
            continue;
        if (!first)
            inline_write_words(paragraph, FOOT_GAP, &inlines);
        first = false;
        inline_write_address(layout, paragraph, url, url, &inlines);
    }
    struct lines lines = phrase_end(layout, paragraph, &setting);
    page_lines(layout, COVER, &lines, style,
               cover_left(layout,
                          layout->print->page_width -
                              layout->print->outer_margin - setting.measure,
                          setting.measure),
               y);
}

static bool has_sites(const struct metadata *meta)
{
    for (size_t i = 0; i < meta->organisation_count; i++)
        if (meta->organisations[i].url.count > 0)
            return true;
    return false;
}

static void place_foot_row(struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    bool sites = has_sites(meta);
    if (!sites && meta->edition_count == 0)
        return;
    const struct style *style = &layout->styles.of[ROLE_FOOT_ROW];
    scaled y = layout->print->cover_foot_bottom - style->leading;
    page_place(layout, COVER,
               vlist_rectangle(cover_left(layout, layout->print->inner_margin,
                                          layout->print->frame_width),
                               y - PT(6.5), layout->print->frame_width, PT(0.5),
                               INK_HAIRLINE));
    if (meta->edition_count > 0)
        place_editions(layout, style, y);
    if (sites)
        place_sites(layout, style, y);
}

bool cover_place(struct layout *layout)
{
    page_new(layout);
    place_block(layout);
    place_series(layout);
    place_kind(layout);
    place_titles(layout);
    place_authors(layout);
    bool abstract_there = place_abstract(layout);
    notes_set_called(layout, layout->document, ROLE_COVER_NOTE,
                     layout->print->cover_text_width);
    place_cover_notes(layout);
    partners_place(layout, COVER, layout->print->cover_text_top);
    place_foot_row(layout);
    return abstract_there;
}

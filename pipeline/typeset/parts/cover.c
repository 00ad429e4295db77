// SPDX-License-Identifier: MIT
// The cover: accent block with title, then abstract, notes, partners, foot.
//
// Measured from trim (docs/design.md#cover). Things are made in the order in
// which they are read: series, kind, title, authors, abstract, notes,
// partners, editions and sites.
#include "typeset/parts/cover.h"

#include "typeset/parts/cover_parts.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/parts/partners.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"

#include <limits.h>

// A word is rather cut than the title set smaller more often than this.
#define LIMIT_STEPS_FOR_WORD 4
// A smaller size is taken where its lines break better by more than this: an
// “and” kept with its word is worth it, a line that is shorter is not.
#define STRAIN_OF_STEP 32
#define LIMIT_FOOT_STEPS 8
// Between languages, between addresses: an em and an en.
#define FOOT_GAP STR("\xE2\x80\x83\xE2\x80\x82")

static bool is_rtl(const struct layout *layout)
{
    return layout->direction == DIRECTION_RTL;
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

// ----- Foot row -----

static struct lines set_editions(struct layout *layout,
                                 const struct style *style)
{
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure =
                                         layout->print->cover_editions_width,
                                     .title = true};
    if (layout->brief->meta.edition_count == 0)
        return (struct lines){0};
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    phrase_add_editions(layout, paragraph, &inlines, FOOT_GAP, true);
    return phrase_end(layout, paragraph, &setting);
}

static bool has_sites(const struct metadata *meta)
{
    for (size_t i = 0; i < meta->organisation_count; i++)
        if (meta->organisations[i].url.count > 0)
            return true;
    return false;
}

static scaled sites_width(const struct layout *layout)
{
    return layout->brief->meta.edition_count > 0
               ? layout->print->cover_sites_width
               : layout->print->frame_width;
}

static struct lines set_sites(struct layout *layout, const struct style *style)
{
    const struct metadata *meta = &layout->brief->meta;
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .alignment = PARAGRAPH_END,
                                     .measure = sites_width(layout),
                                     .title = true};
    if (!has_sites(meta))
        return (struct lines){0};
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
    return phrase_end(layout, paragraph, &setting);
}

static size_t foot_lines(struct layout *layout, const struct style *style)
{
    struct measuring measuring = layout_measuring_begin(layout);
    size_t editions = set_editions(layout, style).count;
    size_t sites = set_sites(layout, style).count;
    layout_measuring_end(layout, measuring);
    return editions > sites ? editions : sites;
}

// Its last line stands at the sheet's foot. Three lines would reach into the
// notes: there the type is smaller.
static void place_foot_row(struct layout *layout)
{
    const struct print_lengths *print = layout->print;
    struct style style = layout->styles.of[ROLE_FOOT_ROW];
    size_t count = foot_lines(layout, &style);
    for (int i = 0; i < LIMIT_FOOT_STEPS && count > 2; i++) {
        style = style_at(style, 0.9);
        count = foot_lines(layout, &style);
    }
    if (count == 0)
        return;
    scaled y = print->cover_foot_bottom - style.leading * (scaled)count;
    page_place(layout, COVER,
               vlist_rectangle(
                   cover_left(layout, print->inner_margin, print->frame_width),
                   y - PT(6.5), print->frame_width, PT(0.5), INK_HAIRLINE));
    struct lines editions = set_editions(layout, &style);
    page_lines(
        layout, COVER, &editions, &style,
        cover_left(layout, print->inner_margin, print->cover_editions_width),
        y);
    struct lines sites = set_sites(layout, &style);
    scaled width = sites_width(layout);
    page_lines(layout, COVER, &sites, &style,
               cover_left(layout,
                          print->page_width - print->outer_margin - width,
                          width),
               y);
}

// As they are read.
static void place_all(struct layout *layout, struct cover *cover)
{
    cover_place_ground(layout, cover);
    size_t first = layout->pages->items[COVER].placed_count;
    place_series(layout);
    place_kind(layout);
    place_titles(layout);
    cover_place_authors(layout, cover);
    cover_words_legible(layout, cover, first);
    if (cover->abstract != NULL || cover->messages != NULL)
        cover_place_abstract(layout, cover);
    notes_set_called(layout, layout->document, ROLE_COVER_NOTE,
                     layout->print->cover_text_width);
    cover_place_notes(layout);
    if (cover->wide)
        partners_place_row(layout, COVER, cover->partners_top);
    else
        partners_place(layout, COVER, layout->print->cover_text_top);
    place_foot_row(layout);
}

struct cover_waiting cover_place(struct layout *layout)
{
    const struct print_lengths *print = layout->print;
    struct cover cover;
    page_new(layout);
    cover_plan(layout, &cover);
    layout->print = &cover.print;
    place_all(layout, &cover);
    layout->print = print;
    return (struct cover_waiting){
        .abstract =
            cover.abstract == NULL &&
            phrase_edition_text(layout, &layout->brief->meta.abstract) != NULL,
        .text = cover.messages != NULL ? cover.messages->next
                                       : layout->brief->body->first};
}

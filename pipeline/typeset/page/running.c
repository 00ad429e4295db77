// SPDX-License-Identifier: MIT
// Running heads and folios: decoration, never read out.
#include "typeset/page/running.h"

#include "model/directed.h"
#include "typeset/page/inline_text.h"
#include "typeset/page/page.h"
#include "model/brief_words.h"
#include "languages/words.h"

#define LIMIT_SHORT_TITLE 60 // characters

// direction: the words', which their first letter need not show.
static struct lines set_head(struct layout *layout, struct str words,
                             struct str lang, enum direction direction,
                             const struct text_style *style,
                             enum paragraph_alignment alignment, scaled measure)
{
    struct paragraph *paragraph =
        layout_paragraph_open(layout, lang, layout->direction);
    // The words keep their own order whatever stands beside them.
    paragraph_isolate_open(paragraph, direction);
    paragraph_text(paragraph, words, style, lang, TAG_ARTIFACT, PLACE_NONE,
                   NULL);
    paragraph_isolate_close(paragraph);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = alignment};
    return paragraph_lines(paragraph, &shape, measure);
}

// Cut on a word, with an ellipsis.
static struct str cut_title(struct layout *layout, struct str title)
{
    if (utf8_count(title) <= LIMIT_SHORT_TITLE)
        return title;
    size_t offset = 0, word = 0, count = 0;
    while (offset < title.count && count < LIMIT_SHORT_TITLE) {
        if (title.bytes[offset] == ' ')
            word = offset;
        utf8_next(title, &offset);
        count++;
    }
    struct str kept = str_slice(title, 0, word > 0 ? word : offset);
    return arena_printf(layout->arena, "%.*s\xE2\x80\xA6", STR_ARG(kept));
}

static void place_section(struct layout *layout, size_t page, scaled left)
{
    const struct node *section = layout->head_section;
    enum direction direction =
        inline_block_direction(section, layout->direction);
    struct str words =
        cut_title(layout, directed_plain(layout->arena, section, direction));
    struct lines lines =
        set_head(layout, words, inline_block_lang(section, layout->lang),
                 direction, &layout->styles.of[ROLE_RUNNING_HEAD].text,
                 PARAGRAPH_END, layout->print->frame_width);
    if (lines.count > 0)
        page_line(layout, page, &lines.items[0], left,
                  layout->print->head_baseline);
}

static void place_recto(struct layout *layout, size_t page, scaled left)
{
    const struct metadata *meta = &layout->brief->meta;
    if (layout->head_section != NULL &&
        settings_asked(&meta->settings, SETTING_RUNNING_HEAD)) {
        place_section(layout, page, left);
        return;
    }
    const struct text *title = texts_in(&meta->short_title, layout->lang);
    if (title == NULL)
        title = texts_in(&meta->title, layout->lang);
    if (title == NULL)
        return;
    struct str words =
        cut_title(layout, directed_text(layout->arena, layout->brief, title));
    struct lines lines = set_head(layout, words, title->lang,
                                  text_direction(layout->brief, title),
                                  &layout->styles.of[ROLE_RUNNING_HEAD].text,
                                  PARAGRAPH_END, layout->print->frame_width);
    if (lines.count > 0)
        page_line(layout, page, &lines.items[0], left,
                  layout->print->head_baseline);
}

static void place_verso(struct layout *layout, size_t page, scaled left)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct text_style *grey = &layout->styles.of[ROLE_RUNNING_HEAD].text;
    const struct text *series = texts_in(&meta->series, layout->lang);
    const struct text *kind = texts_in(&meta->kind, layout->lang);
    scaled start = 0;
    if (series != NULL) {
        struct text_style accent =
            style_in_ink(style_strong(*grey), INK_ACCENT);
        struct lines lines = set_head(
            layout, directed_text(layout->arena, layout->brief, series),
            series->lang, text_direction(layout->brief, series), &accent,
            PARAGRAPH_START, layout->print->frame_width * 2 / 3);
        if (lines.count == 0)
            return;
        scaled shift = layout->direction == DIRECTION_RTL
                           ? layout->print->frame_width -
                                 layout->print->frame_width * 2 / 3
                           : 0;
        page_line(layout, page, &lines.items[0], left + shift,
                  layout->print->head_baseline);
        start = lines.items[0].width + layout->print->head_mark_room;
    }
    struct str kind_words =
        kind != NULL ? directed_text(layout->arena, layout->brief, kind)
                     : brief_word(layout->brief, WORD_policy_brief);
    if (series != NULL) {
        scaled middle = start + layout->print->head_mark / 2;
        scaled x =
            left + scaled_inline_left(layout->direction,
                                      layout->print->frame_width, middle, 0);
        page_place(layout, page,
                   vlist_bullet(
                       layout->arena, x, layout->print->head_baseline - PT(2.7),
                       layout->print->head_mark, (struct ink){INK_ACCENT, 0}));
        start += layout->print->head_mark + layout->print->head_mark_room;
    }
    scaled measure = layout->print->frame_width - start;
    struct lines lines =
        set_head(layout, kind_words, kind ? kind->lang : layout->lang,
                 kind ? text_direction(layout->brief, kind) : layout->direction,
                 grey, PARAGRAPH_START, measure);
    if (lines.count > 0)
        page_line(layout, page, &lines.items[0],
                  left + scaled_inline_left(layout->direction,
                                            layout->print->frame_width, start,
                                            measure),
                  layout->print->head_baseline);
}

void running_head_place(struct layout *layout, size_t page)
{
    bool odd = page_is_odd(page);
    scaled left = geometry_frame_left(&layout->geometry, odd);
    if (odd)
        place_recto(layout, page, left);
    else
        place_verso(layout, page, left);
}

void running_place(struct layout *layout, size_t page)
{
    bool odd = page_is_odd(page);
    scaled left = geometry_frame_left(&layout->geometry, odd);
    running_head_place(layout, page);
    // The outer edge: inline start of even pages, inline end of odd ones.
    struct lines folio = set_head(
        layout, layout->pages->items[page].label, layout->lang,
        layout->direction, &layout->styles.of[ROLE_FOLIO].text,
        odd ? PARAGRAPH_END : PARAGRAPH_START, layout->print->frame_width);
    if (folio.count > 0)
        page_line(layout, page, &folio.items[0], left,
                  layout->print->folio_baseline);
}

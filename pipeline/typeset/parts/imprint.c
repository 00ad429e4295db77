// SPDX-License-Identifier: MIT
// The imprint panel: copyright, editions, sites; who is responsible;
// disclaimer.
#include "typeset/parts/imprint.h"

#include "typeset/parts/cover.h"
#include "typeset/parts/cover_pattern.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "model/brief_words.h"
#include "languages/words.h"
#include "languages/date.h"

// Lines are stacked; drawn only where a page is given.
struct stack {
    struct layout *layout;
    struct style label, imprint, disclaimer;
    bool draw;
    size_t page;
    scaled left, width; // of the column, on the page
    scaled y;
};

// Nobody is credited for a photograph that is not there.
static bool has_credit(const struct layout *layout)
{
    return layout->brief->meta.cover_credit.count > 0 &&
           cover_shows_picture(layout);
}

bool imprint_needed(const struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    return meta->copyright.count > 0 || meta->licence.count > 0 ||
           meta->imprint.count > 0 || meta->disclaimer.count > 0 ||
           meta->responsible_count > 0 || has_credit(layout) ||
           meta->publisher.count > 0 || meta->isbn.count > 0 ||
           meta->issn.count > 0 || meta->version.count > 0 ||
           meta->updated.given || meta->organisation_count > 0;
}

// ----- Stacking lines -----

static void stack_lines(struct stack *stack, const struct lines *lines,
                        const struct style *style)
{
    if (stack->draw)
        page_lines(stack->layout, stack->page, lines, style, stack->left,
                   stack->y);
    stack->y += style->leading * (scaled)lines->count;
}

static struct phrase_setting stack_setting(const struct stack *stack,
                                           const struct text_style *style)
{
    return (struct phrase_setting){.style = style,
                                   .role = TAG_P,
                                   .parent = stack->layout->document,
                                   .measure = stack->width,
                                   .title = true};
}

static const struct style *style_in(const struct stack *stack, enum role role)
{
    return role == ROLE_LABEL     ? &stack->label
           : role == ROLE_IMPRINT ? &stack->imprint
                                  : &stack->disclaimer;
}

static void stack_label(struct stack *stack, enum word word)
{
    const struct style *style = style_in(stack, ROLE_LABEL);
    struct text_style white = style_in_ink(style->text, INK_PAPER);
    struct phrase_setting setting = stack_setting(stack, &white);
    struct lines lines = phrase_set_words(
        stack->layout, brief_word(stack->layout->brief, word), &setting);
    stack_lines(stack, &lines, style);
}

static void stack_text(struct stack *stack, const struct texts *texts,
                       enum role role, bool strong)
{
    const struct text *text = phrase_edition_text(stack->layout, texts);
    if (text == NULL)
        return;
    const struct style *style = style_in(stack, role);
    struct text_style own = strong ? style_strong(style->text) : style->text;
    struct phrase_setting setting = stack_setting(stack, &own);
    struct lines lines = phrase_set_text(stack->layout, text, &setting);
    stack_lines(stack, &lines, style);
}

static void stack_address(struct stack *stack, struct str shown, struct str url)
{
    const struct style *style = style_in(stack, ROLE_IMPRINT);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct lines lines =
        phrase_set_address(stack->layout, shown, url, &setting);
    stack_lines(stack, &lines, style);
}

// “Cover photo: ” and the credit, for one.
static void stack_labelled(struct stack *stack, struct str label,
                           const struct texts *texts, struct str words,
                           enum role role)
{
    struct layout *layout = stack->layout;
    const struct text *text = texts ? phrase_edition_text(layout, texts) : NULL;
    if (text == NULL && words.count == 0)
        return;
    const struct style *style = style_in(stack, role);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    inline_write_words(paragraph,
                       arena_printf(layout->arena, "%.*s: ", STR_ARG(label)),
                       &inlines);
    if (text != NULL)
        phrase_add_text(layout, paragraph, text, &inlines);
    else
        inline_write_address(layout, paragraph, words, (struct str){0},
                             &inlines);
    struct lines lines = phrase_end(layout, paragraph, &setting);
    stack_lines(stack, &lines, style);
}

// “Version: 2”: both in the edition's language.
static void stack_words(struct stack *stack, enum word label, struct str words)
{
    struct layout *layout = stack->layout;
    const struct style *style = style_in(stack, ROLE_IMPRINT);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct str line = arena_printf(
        layout->arena, "%.*s: %.*s", STR_ARG(brief_word(layout->brief, label)),
        STR_ARG(language_digits(layout->arena, layout->lang, words)));
    struct lines lines = phrase_set_words(layout, line, &setting);
    stack_lines(stack, &lines, style);
}

// ----- The three parts -----

// A day or month in the words of the edition; a bare year stands on the cover
// and in the copyright line.
static struct str date_words(struct layout *layout, const struct date *date)
{
    return date->given && date->month > 0
               ? date_long(layout->arena, layout->lang, *date)
               : STR("");
}

// Publisher, place and the date, in both calendars where both are given.
static void stack_publisher(struct stack *stack)
{
    struct layout *layout = stack->layout;
    const struct metadata *meta = &layout->brief->meta;
    const struct text *pieces[] = {
        phrase_edition_text(layout, &meta->publisher),
        phrase_edition_text(layout, &meta->place)};
    struct str dates[] = {date_words(layout, &meta->date),
                          date_words(layout, &meta->date_gregorian)};
    if (pieces[0] == NULL && pieces[1] == NULL && dates[0].count == 0 &&
        dates[1].count == 0)
        return;
    const struct style *style = style_in(stack, ROLE_IMPRINT);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    bool first = true;
    for (size_t i = 0; i < 2; i++) {
        if (pieces[i] == NULL)
            continue;
        if (!first)
            inline_write_words(paragraph, phrase_comma(layout), &inlines);
        first = false;
        phrase_add_text(layout, paragraph, pieces[i], &inlines);
    }
    for (size_t i = 0; i < 2; i++) {
        if (dates[i].count == 0 || (i == 1 && str_equal(dates[0], dates[1])))
            continue;
        if (!first)
            inline_write_words(paragraph, phrase_comma(layout), &inlines);
        first = false;
        inline_write_words(paragraph, dates[i], &inlines);
    }
    struct lines lines = phrase_end(layout, paragraph, &setting);
    stack_lines(stack, &lines, style);
}

static void stack_editions(struct stack *stack)
{
    struct layout *layout = stack->layout;
    const struct metadata *meta = &layout->brief->meta;
    if (meta->edition_count == 0)
        return;
    const struct style *style = style_in(stack, ROLE_IMPRINT);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    phrase_add_editions(layout, paragraph, &inlines, STR(" \xC2\xB7 "), false);
    struct lines lines = phrase_end(layout, paragraph, &setting);
    stack_lines(stack, &lines, style);
}

static bool has_imprint(const struct metadata *meta)
{
    bool any = meta->copyright.count > 0 || meta->licence.count > 0 ||
               meta->imprint.count > 0 || meta->publisher.count > 0 ||
               meta->place.count > 0 || meta->date.month > 0 ||
               meta->date_gregorian.month > 0 || meta->edition_count > 0 ||
               meta->issn.count > 0 || meta->isbn.count > 0 ||
               meta->doi.count > 0 || meta->version.count > 0 ||
               meta->updated.given;
    for (size_t i = 0; i < meta->organisation_count; i++)
        any |= meta->organisations[i].url.count > 0;
    return any;
}

static void stack_imprint(struct stack *stack)
{
    struct layout *layout = stack->layout;
    const struct metadata *meta = &layout->brief->meta;
    scaled grid = layout->geometry.grid;
    if (!has_imprint(meta))
        return;
    stack_label(stack, WORD_imprint);
    scaled begun = stack->y;
    stack_text(stack, &meta->copyright, ROLE_IMPRINT, false);
    stack_publisher(stack);
    stack_text(stack, &meta->licence, ROLE_IMPRINT, false);
    stack_text(stack, &meta->imprint, ROLE_IMPRINT, false);
    if (stack->y > begun)
        stack->y += grid;
    stack_editions(stack);
    for (size_t i = 0; i < meta->organisation_count; i++) {
        struct str url = meta->organisations[i].url;
        if (url.count > 0)
            stack_address(stack, url, url);
    }
    if (meta->version.count > 0)
        stack_words(stack, WORD_version, meta->version);
    if (meta->updated.given)
        stack_words(stack, WORD_updated,
                    date_long(layout->arena, layout->lang, meta->updated));
    stack_labelled(stack, STR("ISSN"), NULL, meta->issn, ROLE_IMPRINT);
    stack_labelled(stack, STR("ISBN"), NULL, meta->isbn, ROLE_IMPRINT);
    stack_labelled(stack, STR("DOI"), NULL, meta->doi, ROLE_IMPRINT);
}

static void stack_responsible(struct stack *stack)
{
    const struct metadata *meta = &stack->layout->brief->meta;
    if (meta->responsible_count == 0)
        return;
    stack_label(stack, WORD_responsible);
    for (size_t i = 0; i < meta->responsible_count; i++) {
        const struct person *person = &meta->responsible[i];
        stack_text(stack, &person->name, ROLE_IMPRINT, true);
        stack_text(stack, &person->role, ROLE_IMPRINT, false);
        stack_text(stack, &person->affiliation, ROLE_IMPRINT, false);
        if (person->email.count > 0)
            stack_address(stack, person->email,
                          arena_printf(stack->layout->arena, "mailto:%.*s",
                                       STR_ARG(person->email)));
    }
}

static void stack_passage(struct stack *stack, const struct texts *texts)
{
    const struct text *text = phrase_edition_text(stack->layout, texts);
    if (text == NULL)
        return;
    const struct node *root = text->content;
    const struct style *style = style_in(stack, ROLE_DISCLAIMER);
    // Paragraph by paragraph, each an element of its own.
    for (const struct node *node = root; node != NULL;) {
        if (kind_facts[node->kind].holds != HOLDS_INLINES) {
            node = node_next(root, node);
            continue;
        }
        struct text piece = *text;
        struct node *holder = ARENA_NEW(stack->layout->arena, struct node);
        *holder = *node; // a view of this paragraph alone
        piece.content = holder;
        struct phrase_setting setting = stack_setting(stack, &style->text);
        struct lines lines = phrase_set_text(stack->layout, &piece, &setting);
        stack_lines(stack, &lines, style);
        node = node_next_skipping(root, node);
    }
}

static void stack_closing(struct stack *stack)
{
    struct layout *layout = stack->layout;
    const struct metadata *meta = &layout->brief->meta;
    const struct style *style = style_in(stack, ROLE_DISCLAIMER);
    stack_passage(stack, &meta->disclaimer);
    if (meta->disclaimer.count > 0)
        stack->y += style->leading;
    if (has_credit(layout))
        stack_labelled(stack, brief_word(layout->brief, WORD_cover_photo),
                       &meta->cover_credit, (struct str){0}, ROLE_DISCLAIMER);
    struct phrase_setting setting = stack_setting(stack, &style->text);
    struct lines colophon = phrase_set_words(
        layout,
        arena_printf(layout->arena, "%.*s.",
                     STR_ARG(brief_word(layout->brief, WORD_typeset_with))),
        &setting);
    stack_lines(stack, &colophon, style);
}

// ----- The panel -----

// All parts from the content's top; answers its height.
static scaled stack_all(struct layout *layout, bool draw, size_t page,
                        scaled top, double scale)
{
    struct stack stack = {
        .layout = layout,
        .label = style_at(layout->styles.of[ROLE_LABEL], scale),
        .imprint = style_at(layout->styles.of[ROLE_IMPRINT], scale),
        .disclaimer = style_at(layout->styles.of[ROLE_DISCLAIMER], scale),
        .draw = draw,
        .page = page};
    scaled frame = geometry_frame_left(&layout->geometry, page_is_odd(page));
    stack.width = layout->print->imprint_start_width;
    stack.left = frame + scaled_inline_left(layout->direction,
                                            layout->print->frame_width, 0,
                                            layout->print->imprint_start_width);
    stack.y = top;
    stack_imprint(&stack);
    scaled bottom = stack.y;
    stack.left = frame + scaled_inline_left(layout->direction,
                                            layout->print->frame_width,
                                            layout->print->imprint_end_inset,
                                            layout->print->imprint_start_width);
    stack.y = top;
    stack_responsible(&stack);
    if (stack.y > bottom)
        bottom = stack.y;
    stack.width = layout->print->imprint_disclaimer_width;
    stack.left = frame + scaled_inline_left(
                             layout->direction, layout->print->frame_width, 0,
                             layout->print->imprint_disclaimer_width);
    stack.y = bottom + layout->geometry.grid;
    stack_closing(&stack);
    return stack.y - top;
}

struct panel {
    scaled height;
    double scale; // of the type
};

// As high as its texts want, up to the running head; then the type is smaller.
static struct panel fit_panel(struct layout *layout, bool under_text)
{
    struct panel panel = {0, 1};
    struct measuring measuring = layout_measuring_begin(layout);
    for (int i = 0; i < 10; i++) {
        panel.height = stack_all(layout, false, 0, 0, panel.scale) +
                       2 * layout->print->imprint_padding;
        if (panel.height <=
            layout->print->page_height - layout->print->frame_top)
            break;
        panel.scale *= 0.88;
    }
    layout_measuring_end(layout, measuring);
    if (!under_text && panel.height < layout->print->imprint_height)
        panel.height = layout->print->imprint_height;
    return panel;
}

scaled imprint_height(struct layout *layout, bool under_text)
{
    return fit_panel(layout, under_text).height;
}

void imprint_place(struct layout *layout, size_t page, bool under_text)
{
    static const uint8_t bands[] = {6, 9, 13, 18};
    struct panel panel = fit_panel(layout, under_text);
    scaled height = panel.height, top = layout->print->page_height - height;
    page_place(
        layout, page,
        vlist_rectangle(0, top, layout->print->page_width, height, INK_ACCENT));
    struct cover_pattern pattern = {.y = top,
                                    .width = layout->print->page_width,
                                    .height = height,
                                    .octagon_x = 184,
                                    .octagon_y = 39,
                                    .first = 150,
                                    .band = 13.6,
                                    .accent_mixed = bands,
                                    .band_count = 4};
    cover_pattern_place(layout, page, &pattern);
    stack_all(layout, true, page, top + layout->print->imprint_padding,
              panel.scale);
}

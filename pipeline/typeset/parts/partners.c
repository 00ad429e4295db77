// SPDX-License-Identifier: MIT
// Partners on the cover: a hairline, Latin names at the left, Dari and Pashto
// names at the right, in every edition alike.
#include "typeset/parts/partners.h"

#include "typeset/page/blocks.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "typeset/page/resolution.h"
#include "model/brief_words.h"
#include "languages/words.h"

// What is set, from the top down; drawn only where asked.
struct partner_list {
    struct layout *layout;
    size_t page;
    bool draw;
    struct style latin, arabic, label;
    scaled above, below; // a partner's padding
    scaled x, y, width;
};

static void begin_list(struct partner_list *list, struct layout *layout,
                       size_t page, scaled top, double scale, bool draw)
{
    // One look in every edition: S 600 8.1/13 and A 500 9.25/17.
    struct styles ltr, rtl;
    const struct print_measures *print = typesetter_print(layout->typesetter);
    styles_make(&ltr, print, DIRECTION_LTR, &layout->look);
    styles_make(&rtl, print, DIRECTION_RTL, &layout->look);
    *list = (struct partner_list){
        .layout = layout,
        .page = page,
        .draw = draw,
        .latin = style_at(ltr.of[ROLE_PARTNER], scale),
        .arabic = style_at(rtl.of[ROLE_PARTNER], scale),
        .label = style_at(layout->styles.of[ROLE_LABEL], scale),
        .above = (scaled)((double)PT(5.5) * scale),
        .below = (scaled)((double)PT(7.5) * scale),
        .x = scaled_inline_left(layout->direction, layout->print->page_width,
                                layout->print->page_width -
                                    layout->print->outer_margin -
                                    layout->print->partners_width,
                                layout->print->partners_width),
        .y = top,
        .width = layout->print->partners_width};
    list->arabic.text.arabic_face = ltr.of[ROLE_KIND].text.arabic_face;
}

static struct phrase_setting list_setting(const struct partner_list *list,
                                          const struct style *style)
{
    return (struct phrase_setting){.style = &style->text,
                                   .role = TAG_P,
                                   .parent = list->layout->document,
                                   .measure = list->width,
                                   .title = true};
}

static void put_lines(struct partner_list *list, const struct lines *lines,
                      const struct style *style)
{
    if (list->draw)
        page_lines(list->layout, list->page, lines, style, list->x, list->y);
    list->y += style->leading * (scaled)lines->count;
}

static void put_hairline(const struct partner_list *list)
{
    if (list->draw)
        page_place(list->layout, list->page,
                   vlist_rectangle(list->x, list->y, list->width, PT(0.5),
                                   INK_HAIRLINE));
}

static bool is_arabic(const struct text *name)
{
    if (name->direction != DIRECTION_INHERIT)
        return name->direction == DIRECTION_RTL;
    return language_direction(name->lang) == DIRECTION_RTL;
}

// The abbreviation follows the name, unless that contains it.
static void put_name(struct partner_list *list, const struct text *name,
                     struct str abbreviation)
{
    struct layout *layout = list->layout;
    bool arabic = is_arabic(name);
    const struct style *style = arabic ? &list->arabic : &list->latin;
    struct phrase_setting setting = list_setting(list, style);
    struct inline_setting inlines = phrase_begin(layout, &setting);
    inlines.direction = arabic ? DIRECTION_RTL : DIRECTION_LTR;
    inlines.lang = name->lang;
    tag_language(layout, inlines.tag, inlines.lang, inlines.direction);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, inlines.lang, inlines.direction);
    inline_write_text(layout, paragraph, name, &inlines);
    if (abbreviation.count > 0 &&
        str_find(text_plain(layout->arena, *name), abbreviation) == STR_NONE)
        inline_write_words(
            paragraph,
            arena_printf(layout->arena, " (%.*s)", STR_ARG(abbreviation)),
            &inlines);
    struct lines lines = phrase_end(layout, paragraph, &setting);
    put_lines(list, &lines, style);
}

// Without words for it, it is decoration.
static size_t logo_tag(struct layout *layout, struct str name)
{
    if (name.count == 0)
        return TAG_ARTIFACT;
    size_t tag = tag_new(layout, TAG_FIGURE, layout->document);
    tag_at(layout, tag)->alt = name;
    return tag;
}

static void put_logo(struct partner_list *list, const struct image *logo,
                     struct str name, struct place at)
{
    struct layout *layout = list->layout;
    double wide = (double)layout->print->logo_width / (double)logo->width;
    double high = (double)layout->print->logo_height / (double)logo->height;
    double scale = wide < high ? wide : high;
    scaled width = (scaled)((double)logo->width * scale);
    scaled height = (scaled)((double)logo->height * scale);
    if (list->draw) {
        resolution_check(layout, logo, at, width);
        page_place(layout, list->page,
                   (struct placed){.kind = PLACED_IMAGE,
                                   .tag = logo_tag(layout, name),
                                   .order = layout->next_order++,
                                   .x = list->x,
                                   .y = list->y,
                                   .as.image = {logo, width, height, false}});
    }
    list->y += height + PT(4);
}

static void put_partner_logo(struct partner_list *list,
                             const struct organisation *partner)
{
    const struct text *name =
        phrase_edition_text(list->layout, &partner->names);
    put_logo(list, partner->logo,
             name != NULL ? text_plain(list->layout->arena, *name)
                          : partner->abbreviation,
             partner->at);
}

// The publisher's or the series', over all partners.
static void put_own_logo(struct partner_list *list)
{
    struct layout *layout = list->layout;
    const struct metadata *meta = &layout->brief->meta;
    if (!figure_shows(layout, meta->theme.logo))
        return;
    put_logo(list, meta->theme.logo,
             brief_logo_name(layout->arena, layout->brief), PLACE_NONE);
    list->y += meta->organisation_count > 0 ? PT(9) : 0;
}

// A logo stands for the Latin names.
static void put_partner(struct partner_list *list,
                        const struct organisation *partner)
{
    put_hairline(list);
    list->y += PT(0.5) + list->above;
    bool logo = figure_shows(list->layout, partner->logo);
    if (logo)
        put_partner_logo(list, partner);
    struct str abbreviation = partner->abbreviation;
    for (int arabic = logo ? 1 : 0; arabic < 2; arabic++)
        for (size_t i = 0; i < partner->names.count; i++) {
            const struct text *name = &partner->names.items[i];
            if (is_arabic(name) != (arabic == 1))
                continue;
            put_name(list, name, logo ? (struct str){0} : abbreviation);
            abbreviation = (struct str){0};
        }
    if (partner->names.count == 0 && !logo && abbreviation.count > 0) {
        struct phrase_setting setting = list_setting(list, &list->latin);
        struct lines lines = phrase_set_address(list->layout, abbreviation,
                                                (struct str){0}, &setting);
        put_lines(list, &lines, &list->latin);
    }
    list->y += list->below;
}

static void put_label(struct partner_list *list)
{
    struct layout *layout = list->layout;
    const struct metadata *meta = &layout->brief->meta;
    enum word word = meta->organisation_count > 1 ? WORD_joint_publication
                                                  : WORD_published_by;
    struct phrase_setting setting = list_setting(list, &list->label);
    struct lines label =
        phrase_set_words(layout, brief_word(layout->brief, word), &setting);
    put_lines(list, &label, &list->label);
    list->y += PT(3);
}

static void put_partners(struct partner_list *list)
{
    const struct metadata *meta = &list->layout->brief->meta;
    put_label(list);
    for (size_t i = 0; i < meta->organisation_count; i++)
        put_partner(list, &meta->organisations[i]);
    put_hairline(list);
}

static void put_all(struct partner_list *list)
{
    put_own_logo(list);
    if (list->layout->brief->meta.organisation_count > 0)
        put_partners(list);
}

bool partners_there(const struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    return meta->organisation_count > 0 ||
           figure_shows(layout, meta->theme.logo);
}

void partners_place(struct layout *layout, size_t page, scaled top)
{
    if (!partners_there(layout))
        return;
    double scale = 1;
    struct partner_list list;
    // Many partners: smaller type, so that every name is there.
    for (int i = 0; i < 8; i++) {
        struct measuring measuring = layout_measuring_begin(layout);
        begin_list(&list, layout, page, top, scale, false);
        put_all(&list);
        layout_measuring_end(layout, measuring);
        if (list.y <= layout->print->partners_bottom)
            break;
        scale *= 0.9;
    }
    begin_list(&list, layout, page, top, scale, true);
    put_all(&list);
}

// ----- In a row -----

// Two have half of the frame each, more a third; a row more where they are
// more than three.
static scaled put_row(struct layout *layout, size_t page, scaled top, bool draw)
{
    const struct print_lengths *print = layout->print;
    size_t count = layout->brief->meta.organisation_count;
    scaled across = count > 2 ? 3 : 2;
    struct partner_list list;
    begin_list(&list, layout, page, top, 1, draw);
    list.width = (print->frame_width - (across - 1) * print->gutter) / across;
    list.x = scaled_inline_left(layout->direction, print->page_width,
                                print->inner_margin, list.width);
    put_own_logo(&list);
    if (count > 0)
        put_label(&list);
    scaled row = list.y, bottom = list.y;
    for (size_t i = 0; i < count; i++) {
        scaled column = (scaled)i % across;
        row = column == 0 ? bottom : row;
        list.y = row;
        list.x = scaled_inline_left(layout->direction, print->page_width,
                                    print->inner_margin +
                                        column * (list.width + print->gutter),
                                    list.width);
        put_partner(&list, &layout->brief->meta.organisations[i]);
        bottom = list.y > bottom ? list.y : bottom;
    }
    return bottom - top;
}

scaled partners_row_height(struct layout *layout)
{
    if (!partners_there(layout))
        return 0;
    struct measuring measuring = layout_measuring_begin(layout);
    scaled height = put_row(layout, 0, 0, false);
    layout_measuring_end(layout, measuring);
    return height;
}

void partners_place_row(struct layout *layout, size_t page, scaled top)
{
    if (partners_there(layout))
        put_row(layout, page, top, true);
}

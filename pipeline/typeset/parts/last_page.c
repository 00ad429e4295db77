// SPDX-License-Identifier: MIT
// About the authors, how to cite; then the imprint panel at the page's foot.
#include "typeset/parts/last_page.h"

#include "model/citation.h"
#include "typeset/parts/imprint.h"
#include "typeset/page/notes.h"
#include "typeset/page/page.h"
#include "typeset/page/phrases.h"
#include "typeset/page/running.h"
#include "model/brief_words.h"
#include "languages/words.h"

// Where the next thing goes; pages are added as they fill.
struct writer {
    struct layout *layout;
    size_t page;
    bool open;
    bool measures; // only how far down it all goes: one page without an end
    bool follows;  // text stands on the page
    scaled gap;    // under it
    scaled y;      // from the page's top
    scaled bottom; // that it may come down to
};

static scaled left_of(const struct writer *writer)
{
    return geometry_frame_left(&writer->layout->geometry,
                               page_is_odd(writer->page));
}

static void open_page(struct writer *writer)
{
    writer->follows = false;
    writer->page = page_new(writer->layout);
    writer->layout->head_section = NULL; // the text is over
    writer->open = true;
    writer->y = writer->layout->print->frame_top;
    writer->bottom = writer->y + writer->layout->print->frame_height;
}

static void close_page(struct writer *writer)
{
    if (writer->open)
        running_place(writer->layout, writer->page);
    writer->open = false;
}

static void need(struct writer *writer, scaled height)
{
    if (writer->measures)
        return;
    if (writer->open && writer->y + height <= writer->bottom)
        return;
    close_page(writer);
    open_page(writer);
}

// ----- Rows of two columns -----

struct side { // lines under each other in the narrow column
    const struct line **lines;
    const struct style **styles;
    size_t count, capacity, styles_capacity;
};

static void add_side(struct layout *layout, struct side *side,
                     const struct lines *lines, const struct style *style)
{
    for (size_t i = 0; i < lines->count; i++) {
        size_t count = side->count;
        ARENA_PUSH(layout->arena, side->lines, side->count, side->capacity) =
            &lines->items[i];
        ARENA_PUSH(layout->arena, side->styles, count, side->styles_capacity) =
            style;
    }
}

static scaled side_height(const struct side *side)
{
    scaled height = 0;
    for (size_t i = 0; i < side->count; i++)
        height += side->styles[i]->leading;
    return height;
}

static void place_side(struct writer *writer, const struct side *side)
{
    scaled y = writer->y;
    scaled x = left_of(writer) +
               scaled_inline_left(writer->layout->direction,
                                  writer->layout->print->frame_width, 0,
                                  writer->layout->print->side_width);
    for (size_t i = 0; i < side->count && !writer->measures; i++) {
        page_line(writer->layout, writer->page, side->lines[i], x,
                  y + side->styles[i]->baseline);
        y += side->styles[i]->leading;
    }
}

// The text beside it runs on over pages where it must.
static void place_row(struct writer *writer, const struct side *side,
                      const struct vlist *text)
{
    struct layout *layout = writer->layout;
    scaled grid = layout->geometry.grid, beside = side_height(side);
    scaled whole = vlist_height(text);
    if (beside > whole)
        whole = beside;
    need(writer,
         whole <= layout->print->frame_height ? whole : beside + 3 * grid);
    place_side(writer, side);
    scaled bottom = writer->y + beside;
    for (size_t i = 0; i < text->count; i++) {
        const struct vbox *vbox = &text->items[i];
        if (i > 0)
            writer->y += vbox->space;
        if (!writer->measures && writer->y + vbox->height > writer->bottom) {
            need(writer, layout->print->frame_height + 1);
            bottom = 0;
        }
        scaled x = left_of(writer) +
                   scaled_inline_left(
                       layout->direction, layout->print->frame_width,
                       layout->print->side_width + layout->print->gutter,
                       layout->print->beside_width);
        if (!writer->measures)
            page_vbox(layout, writer->page, vbox, x, writer->y);
        writer->y += vbox->height;
    }
    if (writer->y < bottom)
        writer->y = bottom;
    writer->y = layout->print->frame_top +
                geometry_round_up(writer->y - layout->print->frame_top, grid) +
                grid;
}

static struct phrase_setting side_setting(struct layout *layout, enum role role,
                                          enum structure_role tag)
{
    return (struct phrase_setting){.style = &layout->styles.of[role].text,
                                   .role = tag,
                                   .parent = layout->document,
                                   .measure = layout->print->side_width,
                                   .title = true};
}

// ----- Authors -----

static struct block_setting text_setting(const struct layout *layout,
                                         const struct text *text)
{
    struct block_setting setting = block_setting_body(layout);
    setting.width = setting.measure = layout->print->beside_width;
    setting.justified = false;
    if (text->lang.count > 0)
        setting.lang = text->lang;
    if (text->direction != DIRECTION_INHERIT)
        setting.direction = text->direction;
    setting.depth = 1;
    return setting;
}

// A biography that goes on from the name: see person.name_opens_biography.
static void set_continued(struct layout *layout, struct vlist *vlist,
                          const struct text *name, const struct text *life)
{
    const struct style *style = &layout->styles.of[ROLE_BODY];
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_P,
                                     .parent = layout->document,
                                     .measure = layout->print->beside_width};
    struct inline_setting inlines = phrase_begin(layout, &setting);
    // One sentence, in the direction of what is written of the name.
    struct block_setting body = text_setting(layout, life);
    if (life->direction == DIRECTION_INHERIT && life->lang.count > 0)
        body.direction = language_direction(life->lang);
    inlines.lang = body.lang;
    inlines.direction = body.direction;
    struct inline_setting strong = inlines;
    strong.style = style_strong(strong.style);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, body.lang, body.direction);
    tag_language(layout, inlines.tag, body.lang, body.direction);
    phrase_add_text(layout, paragraph, name, &strong);
    inline_write_words(paragraph, STR(" "), &inlines);
    inline_write_text(layout, paragraph, life, &inlines);
    struct lines lines = phrase_end(layout, paragraph, &setting);
    block_add_lines(layout, vlist, &body, &lines, style);
}

// name: where the biography goes on from it, else NULL.
static struct vlist set_life(struct layout *layout, const struct text *name,
                             const struct text *life)
{
    struct vlist vlist = {0};
    if (life == NULL)
        return vlist;
    if (name != NULL) {
        set_continued(layout, &vlist, name, life);
        return vlist;
    }
    struct block_setting setting = text_setting(layout, life);
    if (kind_facts[life->content->kind].holds == HOLDS_BLOCKS)
        blocks_add(layout, &vlist, &setting, life->content->first, NULL);
    else
        block_add(layout, &vlist, &setting, life->content);
    return vlist;
}

static void add_text_side(struct layout *layout, struct side *side,
                          const struct text *text, enum role role)
{
    if (text == NULL)
        return;
    struct phrase_setting setting = side_setting(layout, role, TAG_P);
    struct lines *lines = ARENA_NEW(layout->arena, struct lines);
    *lines = phrase_set_text(layout, text, &setting);
    add_side(layout, side, lines, &layout->styles.of[role]);
}

static void add_address_side(struct layout *layout, struct side *side,
                             struct str shown, struct str url)
{
    if (shown.count == 0)
        return;
    struct phrase_setting setting =
        side_setting(layout, ROLE_PERSON_ROLE, TAG_P);
    struct lines *lines = ARENA_NEW(layout->arena, struct lines);
    *lines = phrase_set_address(layout, shown, url, &setting);
    add_side(layout, side, lines, &layout->styles.of[ROLE_PERSON_ROLE]);
}

static struct str with_scheme(struct layout *layout, const char *scheme,
                              struct str rest)
{
    if (rest.count == 0)
        return rest;
    return arena_printf(layout->arena, "%s%.*s", scheme, STR_ARG(rest));
}

static void place_author(struct writer *writer, const struct person *author)
{
    struct layout *layout = writer->layout;
    const struct text *name = phrase_edition_text(layout, &author->name);
    struct side side = {0};
    add_text_side(layout, &side, name, ROLE_PERSON);
    add_text_side(layout, &side, phrase_edition_text(layout, &author->role),
                  ROLE_PERSON_ROLE);
    add_text_side(layout, &side,
                  phrase_edition_text(layout, &author->affiliation),
                  ROLE_PERSON_ROLE);
    add_address_side(layout, &side, author->email,
                     with_scheme(layout, "mailto:", author->email));
    struct str orcid = author->orcid;
    if (orcid.count > 0 && !str_starts(orcid, STR("http")))
        orcid = with_scheme(layout, "https://orcid.org/", orcid);
    add_address_side(layout, &side, orcid, orcid);
    struct vlist life =
        set_life(layout, author->name_opens_biography ? name : NULL,
                 phrase_edition_text(layout, &author->biography));
    place_row(writer, &side, &life);
}

static bool says_more(const struct person *author)
{
    return author->biography.count > 0 || author->role.count > 0 ||
           author->affiliation.count > 0 || author->email.count > 0 ||
           author->orcid.count > 0;
}

static bool has_authors(const struct metadata *meta)
{
    for (size_t i = 0; i < meta->author_count; i++)
        if (says_more(&meta->authors[i]))
            return true;
    return false;
}

static void place_authors(struct writer *writer)
{
    struct layout *layout = writer->layout;
    const struct metadata *meta = &layout->brief->meta;
    if (!has_authors(meta))
        return;
    const struct style *style = &layout->styles.of[ROLE_SMALL_TITLE];
    struct phrase_setting setting = {.style = &style->text,
                                     .role = TAG_H2,
                                     .parent = layout->document,
                                     .measure = layout->print->frame_width,
                                     .title = true};
    layout->heading_level = 2;
    struct lines title =
        phrase_set_words(layout,
                         brief_word(layout->brief, meta->author_count > 1
                                                       ? WORD_about_the_authors
                                                       : WORD_about_the_author),
                         &setting);
    need(writer, style->leading * (scaled)title.count);
    scaled lift = layout->direction == DIRECTION_RTL ? 0 : PT(4);
    scaled grid = layout->geometry.grid;
    if (!writer->measures)
        page_lines(layout, writer->page, &title, style, left_of(writer),
                   writer->y - lift);
    scaled bottom = writer->y - lift + style->leading * (scaled)title.count;
    writer->y = layout->print->frame_top +
                geometry_round_up(bottom - layout->print->frame_top, grid) +
                grid;
    for (size_t i = 0; i < meta->author_count; i++)
        if (says_more(&meta->authors[i]))
            place_author(writer, &meta->authors[i]);
}

// ----- Citation -----

// One that is made up deserves no page of its own: it stands beside authors
// and imprint, or nowhere. A title alone is no citation.
static bool has_citation(const struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    bool company = has_authors(meta) || imprint_needed(layout);
    return meta->cite_as.count > 0 ||
           (company && meta->title.count > 0 &&
            (meta->author_count > 0 || meta->organisation_count > 0 ||
             meta->publisher.count > 0));
}

static struct vlist set_passage(struct layout *layout, const struct text *given)
{
    struct block_setting setting = text_setting(layout, given);
    struct vlist vlist = {0};
    if (kind_facts[given->content->kind].holds == HOLDS_BLOCKS)
        blocks_add(layout, &vlist, &setting, given->content->first, NULL);
    else
        block_add(layout, &vlist, &setting, given->content);
    return vlist;
}

static const struct text *citation(struct layout *layout)
{
    const struct text *given =
        phrase_edition_text(layout, &layout->brief->meta.cite_as);
    if (given != NULL)
        return given;
    struct text *made = ARENA_NEW(layout->arena, struct text);
    *made =
        (struct text){.lang = layout->lang,
                      .content = citation_new(layout->arena, layout->brief)};
    return made;
}

static void place_hairline(struct writer *writer)
{
    const struct layout *layout = writer->layout;
    if (!writer->measures)
        page_place(writer->layout, writer->page,
                   vlist_rectangle(left_of(writer), writer->y,
                                   layout->print->frame_width, PT(0.5),
                                   INK_HAIRLINE));
    writer->y += layout->geometry.grid;
}

// A row of a word of ours and a passage; the first under the authors has a
// hairline above it.
static void place_note_row(struct writer *writer, enum word word,
                           const struct text *passage, bool first)
{
    struct layout *layout = writer->layout;
    struct phrase_setting label = side_setting(layout, ROLE_PERSON, TAG_P);
    struct lines words =
        phrase_set_words(layout, brief_word(layout->brief, word), &label);
    struct vlist vlist = set_passage(layout, passage);
    struct side side = {0};
    add_side(layout, &side, &words, &layout->styles.of[ROLE_PERSON]);
    need(writer, vlist_height(&vlist) + layout->geometry.grid);
    if (first && has_authors(&layout->brief->meta) &&
        writer->y > layout->print->frame_top)
        place_hairline(writer);
    place_row(writer, &side, &vlist);
}

// It never costs a page: see follow_text.
static const struct text *series_note(const struct layout *layout)
{
    const struct texts *about = &layout->brief->meta.series_about;
    return layout->series_note ? phrase_edition_text(layout, about) : NULL;
}

static void place_citation(struct writer *writer)
{
    struct layout *layout = writer->layout;
    const struct text *about = series_note(layout);
    if (about != NULL)
        place_note_row(writer, WORD_about_the_series, about, true);
    if (has_citation(layout))
        place_note_row(writer, WORD_how_to_cite, citation(layout),
                       about == NULL);
}

// Notes that names and lives call: nothing may be lost.
static void place_notes(struct writer *writer)
{
    struct layout *layout = writer->layout;
    size_t count = layout->called_count;
    if (count == 0)
        return;
    struct vlist all = {0};
    size_t *called = ARENA_ARRAY(layout->arena, size_t, count);
    for (size_t i = 0; i < count; i++)
        called[i] = layout->called[i];
    notes_set_called(layout, layout->document, ROLE_NOTE,
                     layout->print->beside_width);
    for (size_t i = 0; i < count; i++) {
        const struct vlist *vlist = &layout->notes[called[i]].vlist;
        for (size_t j = 0; j < vlist->count; j++)
            *vlist_add(layout, &all, 0) = vlist->items[j];
    }
    struct side none = {0};
    place_row(writer, &none, &all);
}

static void place_rows(struct writer *writer)
{
    if (writer->follows) {
        writer->y += writer->gap;
        place_hairline(writer);
    }
    place_authors(writer);
    place_citation(writer);
    place_notes(writer);
}

// ----- Under the text -----

// Of what the frame's foot loses to the imprint.
static scaled raised_by_imprint(struct layout *layout)
{
    const struct print_lengths *print = layout->print;
    if (!imprint_needed(layout))
        return 0;
    scaled foot = print->page_height - print->frame_top - print->frame_height;
    scaled over = imprint_height(layout, true) + layout->geometry.grid - foot;
    return over > 0 ? over : 0;
}

static scaled rows_height(struct layout *layout, scaled gap)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct writer writer = {
        .layout = layout, .measures = true, .follows = true, .gap = gap};
    writer.y = layout->print->frame_top;
    place_rows(&writer);
    layout_measuring_end(layout, measuring);
    // The free line under the last row.
    return writer.y - layout->print->frame_top - layout->geometry.grid;
}

static bool is_anything(const struct layout *layout)
{
    return has_citation(layout) || has_authors(&layout->brief->meta) ||
           imprint_needed(layout);
}

scaled last_page_height(struct layout *layout)
{
    return is_anything(layout) ? rows_height(layout, layout->geometry.grid) +
                                     raised_by_imprint(layout)
                               : 0;
}

static void report_series_note(struct layout *layout)
{
    const struct metadata *meta = &layout->brief->meta;
    const struct text *title = phrase_edition_text(layout, &meta->title);
    if (title != NULL && phrase_edition_text(layout, &meta->series_about))
        diag_report(layout->diag, title->content->at, MESSAGE_series_note_left);
}

// Whether all fits under the text, without what is said of the series where
// that is too much. On a page of their own there is room for both.
static bool rows_fit(struct layout *layout, scaled gap, scaled room)
{
    layout->series_note = true;
    if (rows_height(layout, gap) <= room)
        return true;
    layout->series_note = false;
    bool fits = rows_height(layout, gap) <= room;
    layout->series_note = !fits;
    if (fits)
        report_series_note(layout);
    return fits;
}

// Goes on under the text, if all of it stands there.
static void follow_text(struct writer *writer, struct pager *pager)
{
    struct layout *layout = pager->layout;
    scaled raised = raised_by_imprint(layout);
    scaled room = pager_room(pager, raised), grid = layout->geometry.grid;
    writer->gap = pager->top == 0 ? 0 : pager->spaced ? grid : 2 * grid;
    if (writer->gap > grid && rows_height(layout, writer->gap) > room)
        writer->gap = grid;
    if (!is_anything(layout) || !rows_fit(layout, writer->gap, room)) {
        pager_close(pager);
        return;
    }
    writer->y = layout->print->frame_top + pager->top;
    writer->bottom = writer->y + room;
    writer->page = pager_hand_over(pager, raised);
    writer->open = writer->follows = true;
}

void last_page_place(struct pager *pager)
{
    struct layout *layout = pager->layout;
    struct writer writer = {.layout = layout};
    pager_end(pager);
    follow_text(&writer, pager);
    place_rows(&writer);
    if (!imprint_needed(layout)) {
        close_page(&writer);
        return;
    }
    scaled height = imprint_height(layout, writer.follows);
    if (!writer.open || writer.y > layout->print->page_height - height) {
        close_page(&writer);
        open_page(&writer);
    }
    imprint_place(layout, writer.page, writer.follows);
    // The panel takes the folio's place.
    running_head_place(layout, writer.page);
}

// SPDX-License-Identifier: MIT
// Walks inlines with a stack of its own and hands the text to the paragraph.
#include "typeset/page/inline_text.h"

#include "base/characters.h"
#include "languages/words.h"
#include "model/brief_words.h"
#include "model/small_capitals.h"
#include "typeset/formulas/formula_layout.h"
#include "typeset/page/blocks.h"
#include "typeset/page/resolution.h"

// What holds inside a container, and what to undo at its end.
struct frame {
    const struct node *node;
    struct inline_setting setting;
    const struct paragraph_link *link;
    bool isolated;
};
enum { FEW_FRAMES = 6 }; // as deep as text is: more go into the arena
struct walk {
    struct layout *layout;
    struct paragraph *paragraph;
    struct frame few[FEW_FRAMES];
    struct frame *frames;
    size_t count, capacity;
    struct picture_census pictures;
    bool wrote;      // more than space since the last forced break
    bool past_block; // what comes stands below a picture
    size_t skip;     // bytes still to be left out
    size_t left;     // bytes still to be written
};

static struct frame *top(struct walk *walk)
{
    return &walk->frames[walk->count - 1];
}

// ----- Names of places -----

struct str inline_note_destination(struct layout *layout,
                                   const struct note *note)
{
    return arena_printf(layout->arena, "note-%.*s", STR_ARG(note->id));
}

struct str inline_reference_destination(struct layout *layout,
                                        const struct note *note,
                                        size_t occurrence)
{
    return arena_printf(layout->arena, "ref-%.*s-%zu", STR_ARG(note->id),
                        occurrence);
}

enum direction inline_block_direction(const struct node *node,
                                      enum direction around)
{
    if (node->direction != DIRECTION_INHERIT)
        return node->direction;
    return around;
}

struct str inline_block_lang(const struct node *node, struct str around)
{
    return node->lang.count > 0 ? node->lang : around;
}

// ----- Entering and leaving -----

// A phrase in another language or direction is an element of its own, and an
// isolate: its neighbours must not change the order of its words (UAX #9).
static void enter_language(struct walk *walk, struct frame *frame)
{
    const struct node *node = frame->node;
    struct inline_setting *setting = &frame->setting;
    enum direction direction = node->direction;
    bool own_lang =
        node->lang.count > 0 && !str_equal(node->lang, setting->lang);
    bool unknown = node->kind == NODE_SPAN && node->as.span.isolate &&
                   direction == DIRECTION_INHERIT;
    if (direction == DIRECTION_INHERIT && own_lang && !unknown &&
        language_direction(node->lang) != setting->direction)
        direction = language_direction(node->lang);
    if (direction != DIRECTION_INHERIT || unknown) {
        paragraph_isolate_open(walk->paragraph, direction);
        frame->isolated = true;
    }
    if (!own_lang &&
        (direction == DIRECTION_INHERIT || direction == setting->direction))
        return;
    if (own_lang)
        setting->lang = node->lang;
    size_t tag = tag_in(walk->layout, TAG_SPAN, setting->tag, walk->paragraph);
    tag_language(walk->layout, tag, setting->lang, direction);
    setting->tag = tag;
    if (direction != DIRECTION_INHERIT)
        setting->direction = direction;
}

static bool is_address(struct walk *walk, const struct node *link)
{
    struct str shown = node_plain(walk->layout->arena, link);
    struct str url = link->as.link.url;
    if (str_equal(shown, url))
        return true;
    struct str mail = STR("mailto:"), http = STR("http://");
    if (str_starts(url, mail))
        return str_equal(shown, str_slice(url, mail.count, url.count));
    return str_starts(url, http) &&
           str_equal(shown, str_slice(url, http.count, url.count));
}

static const struct paragraph_link *link_new(struct layout *layout,
                                             struct str url,
                                             struct str destination,
                                             struct str contents)
{
    struct paragraph_link *link =
        ARENA_NEW(layout->arena, struct paragraph_link);
    *link = (struct paragraph_link){url, destination, contents};
    return link;
}

// What a link to a note says: “Note 3”.
static struct str note_words(const struct layout *layout,
                             const struct note *note)
{
    struct str word = brief_word(layout->brief, WORD_note),
               number = brief_note_number(layout->arena, layout->brief, note);
    return arena_printf(layout->arena, "%.*s %.*s", STR_ARG(word),
                        STR_ARG(number));
}

// Its text, else what its picture shows.
static struct str link_words(const struct layout *layout,
                             const struct node *link)
{
    struct str words = node_plain(layout->arena, link);
    if (!str_blank(words))
        return words;
    for (const struct node *node = link; node; node = node_next(link, node))
        if (node->kind == NODE_IMAGE)
            return line_picture_words(layout, &node->as.image);
    return words;
}

static void enter_link(struct walk *walk, struct frame *frame)
{
    struct layout *layout = walk->layout;
    const struct node *node = frame->node;
    struct str url = node->as.link.url, destination = {0};
    if (node->as.link.printed.count)
        url = node->as.link.printed;
    if (node->as.link.note) {
        destination = inline_note_destination(layout, node->as.link.note);
    } else if (str_starts(url, STR("#"))) {
        destination = str_slice(url, 1, url.count);
        url = (struct str){0};
    }
    if (url.count == 0 && destination.count == 0)
        return;
    struct str contents =
        node->as.link.note              ? note_words(layout, node->as.link.note)
        : node->as.link.title.count > 0 ? node->as.link.title
                                        : link_words(layout, node);
    size_t tag = tag_in(layout, TAG_LINK, frame->setting.tag, walk->paragraph);
    frame->setting.tag = tag;
    if (tag != TAG_ARTIFACT)
        frame->link = link_new(layout, url, destination, contents);
    if (is_address(walk, node)) {
        frame->setting.style =
            style_sans(frame->setting.style, &layout->look, 0.92);
        frame->setting.style.no_hyphens = true;
        frame->setting.direction = DIRECTION_LTR;
        if (!frame->isolated) {
            paragraph_isolate_open(walk->paragraph, DIRECTION_LTR);
            frame->isolated = true;
        }
    }
}

// Of a caption that its author numbered: as qalam's own labels are.
static bool is_label(const struct node *strong)
{
    const struct node *holder = strong->parent;
    return holder && holder->kind == NODE_CAPTION &&
           holder->as.caption.number.count > 0 && strong == holder->first;
}

static void enter(struct walk *walk, const struct node *node)
{
    struct frame frame = *top(walk);
    frame.node = node;
    frame.isolated = false;
    enter_language(walk, &frame);
    struct text_style *style = &frame.setting.style;
    if (node->kind == NODE_EMPHASIS)
        *style = style_emphasis(*style);
    else if (node->kind == NODE_STRONG) {
        *style = style_strong(*style);
        if (is_label(node))
            style->ink = (struct ink){INK_ACCENT, 0};
    } else if (node->kind == NODE_SUPERSCRIPT)
        *style = style_script(*style, 0.36);
    else if (node->kind == NODE_SUBSCRIPT)
        *style = style_script(*style, -0.16);
    else if (node->kind == NODE_STRIKE)
        style->struck = true;
    else if (node->kind == NODE_LINK)
        enter_link(walk, &frame);
    else if (node->kind == NODE_SPAN) {
        if (node->as.span.small_caps) {
            style->small_caps = true;
            style->all_small |= small_capitals_all(node);
        }
        style->no_hyphens |= node->as.span.name;
    }
    ARENA_PUSH(walk->layout->arena, walk->frames, walk->count, walk->capacity) =
        frame;
}

static void leave(struct walk *walk)
{
    if (top(walk)->isolated)
        paragraph_isolate_close(walk->paragraph);
    walk->count--;
}

// ----- Leaves -----

// Below a picture that is a block text goes on in a new line, but for a stop
// that ends the picture's sentence.
static void go_on(struct walk *walk, struct str text)
{
    if (str_blank(text))
        return;
    size_t offset = 0;
    uint32_t first = utf8_next(text, &offset);
    if (walk->past_block && !char_is_stop(first) &&
        !char_closes_enclosure(first) && !char_closes_quote(first))
        paragraph_line_break(walk->paragraph);
    walk->past_block = false;
    walk->wrote = true;
}

// What is to be written of a text, and where that stands.
static struct str part_of(struct walk *walk, struct str text, struct place *at)
{
    size_t from = walk->skip < text.count ? walk->skip : text.count;
    size_t to = text.count - from > walk->left ? from + walk->left : text.count;
    if (place_known(*at) && at->count == text.count) {
        at->offset += from;
        at->count = to - from;
    }
    walk->skip -= from;
    walk->left -= to - from;
    return str_slice(text, from, to);
}

static void write_styled(struct walk *walk, struct str text,
                         const struct text_style *style, struct place at)
{
    struct frame *frame = top(walk);
    paragraph_text(walk->paragraph, text, style, frame->setting.lang,
                   frame->setting.tag, at, frame->link);
}

// The part of a text that is written as it is in the source, or all of it.
static struct place place_of_part(struct place at, struct str text,
                                  struct capital_word part)
{
    if (!place_known(at) || at.count != text.count)
        return at;
    at.offset += part.start;
    at.count = part.end - part.start;
    return at;
}

// In small capitals, of which only words in capitals lose their height.
static void write_small(struct walk *walk, struct str text,
                        const struct text_style *style, struct place at)
{
    struct text_style small = *style;
    small.all_small = true;
    for (size_t done = 0; done < text.count;) {
        struct capital_word word = small_capitals_next(text, done);
        struct capital_word before = {done, word.start};
        if (before.end > before.start)
            write_styled(walk, str_slice(text, before.start, before.end), style,
                         place_of_part(at, text, before));
        if (word.end > word.start)
            write_styled(walk, str_slice(text, word.start, word.end), &small,
                         place_of_part(at, text, word));
        done = word.end;
    }
}

static void write_in(struct walk *walk, struct str text, struct place at)
{
    struct frame *frame = top(walk);
    text = part_of(walk, text, &at);
    if (text.count == 0)
        return;
    go_on(walk, text);
    struct text_style style = frame->setting.style;
    if (walk->pictures.alone && str_blank(text))
        style = line_picture_space(&style, walk->pictures);
    if (style.small_caps && !style.all_small)
        write_small(walk, text, &style, at);
    else
        write_styled(walk, text, &style, at);
}

static void write_code(struct walk *walk, const struct node *node)
{
    struct frame *frame = top(walk);
    struct text_style style =
        style_code(frame->setting.style, &walk->layout->look, 0.86);
    go_on(walk, node->as.text.text);
    paragraph_isolate_open(walk->paragraph, DIRECTION_LTR);
    paragraph_text(walk->paragraph, node->as.text.text, &style,
                   frame->setting.lang, frame->setting.tag, node->at,
                   frame->link);
    paragraph_isolate_close(walk->paragraph);
}

static void write_reference(struct walk *walk, const struct node *node)
{
    struct layout *layout = walk->layout;
    struct frame *frame = top(walk);
    struct note *note = node->as.note_reference.note;
    size_t index = layout_note_index(layout, note);
    if (index == STR_NONE)
        return;
    size_t occurrence = node->as.note_reference.occurrence;
    size_t tag =
        tag_in(layout, TAG_REFERENCE, frame->setting.tag, walk->paragraph);
    struct str number = brief_note_number(layout->arena, layout->brief, note);
    const struct paragraph_link *link = NULL;
    if (tag != TAG_ARTIFACT) {
        struct structure_tag *reference = tag_at(layout, tag);
        reference->id = inline_reference_destination(layout, note, occurrence);
        if (!str_equal(layout->lang, frame->setting.lang))
            reference->lang = layout->lang;
        if (layout->notes[index].first_reference == 0)
            layout->notes[index].first_reference = tag;
        link = link_new(layout, (struct str){0},
                        inline_note_destination(layout, note),
                        note_words(layout, note));
        ARENA_PUSH(layout->arena, layout->references, layout->reference_count,
                   layout->reference_capacity) =
            (struct reference_tag){tag, index};
    }
    struct text_style style =
        style_reference(frame->setting.style, layout->direction);
    paragraph_note_reference(walk->paragraph, number, &style, tag, link, note,
                             occurrence);
}

static size_t picture_tag(struct walk *walk, const struct node *node)
{
    struct layout *layout = walk->layout;
    const struct inline_setting *setting = &top(walk)->setting;
    size_t tag = tag_in(layout, TAG_FIGURE, setting->tag, walk->paragraph);
    if (tag == TAG_ARTIFACT)
        return tag;
    const struct picture *picture = &node->as.image;
    tag_at(layout, tag)->alt =
        str_blank(picture->alt) ? picture->title : picture->alt;
    tag_at(layout, tag)->in_line = true;
    tag_language(layout, tag, inline_block_lang(node, setting->lang),
                 DIRECTION_INHERIT);
    return tag;
}

static void write_picture(struct walk *walk, const struct node *node)
{
    struct frame *frame = top(walk);
    const struct image *image = node->as.image.image;
    struct line_picture picture;
    if (!figure_shows(walk->layout, image)) { // its words stand for it
        write_in(walk, node->as.image.alt, node->at);
        return;
    }
    bool block = line_picture_size(
        &node->as.image, &frame->setting.style, frame->setting.direction,
        frame->setting.pictures, walk->pictures, &picture);
    bool apart = block && !walk->pictures.alone;
    if ((apart && walk->wrote) || walk->past_block)
        paragraph_line_break(walk->paragraph);
    picture.link_tag = frame->setting.tag;
    paragraph_picture(walk->paragraph, &picture, picture_tag(walk, node),
                      node->at, frame->link);
    if (block && walk->pictures.alone)
        resolution_check(walk->layout, image, node->at, picture.image.width);
    walk->past_block = apart;
    walk->wrote = true;
}

static size_t formula_tag(struct walk *walk, const struct node *node)
{
    struct layout *layout = walk->layout;
    const struct inline_setting *setting = &top(walk)->setting;
    size_t tag = tag_in(layout, TAG_FORMULA, setting->tag, walk->paragraph);
    if (tag == TAG_ARTIFACT)
        return tag;
    tag_at(layout, tag)->alt =
        formula_in_words(layout->arena, node->as.formula.tree, setting->lang);
    tag_at(layout, tag)->in_line = !node->as.formula.display;
    return tag;
}

// Its small letters are as high as those of the text around it.
static scaled formula_size(const struct layout *layout,
                           const struct text_style *style)
{
    const struct face *face =
        fonts_face(typesetter_fonts(layout->typesetter), face_of_formulas());
    double wanted = face_family(style->latin_face)->x_height;
    return (scaled)((double)style->latin_size * wanted *
                    (double)face->units_per_em / (double)face->x_height);
}

// A formula that is wider than its column is set smaller, down to half.
static struct formula_line fitting_formula(struct walk *walk,
                                           const struct node *node,
                                           struct formula_setting *setting)
{
    struct layout *layout = walk->layout;
    scaled measure = top(walk)->setting.pictures.width;
    struct formula_line line =
        formula_lay_out(layout->typesetter, layout->arena, layout->diag,
                        node->as.formula.tree, setting);
    if (measure <= 0 || line.width <= measure)
        return line;
    scaled least = setting->size / 2;
    setting->size = setting->size * measure / line.width * 99 / 100;
    setting->size = setting->size > least ? setting->size : least;
    return formula_lay_out(layout->typesetter, layout->arena, layout->diag,
                           node->as.formula.tree, setting);
}

static void write_formula(struct walk *walk, const struct node *node)
{
    const struct frame *frame = top(walk);
    struct formula_setting setting = {
        .size = formula_size(walk->layout, &frame->setting.style),
        .ink = frame->setting.style.ink,
        .display = node->as.formula.display,
        .words = frame->setting.style,
        .lang = frame->setting.lang,
        .tag = formula_tag(walk, node)};
    struct formula_line line = fitting_formula(walk, node, &setting);
    // A display has room around it; the lines above and below another have
    // room for a script.
    scaled room = setting.display ? setting.size / 2 : -setting.size / 5;
    line.above = line.above + room > 0 ? line.above + room : 0;
    line.below = line.below + room > 0 ? line.below + room : 0;
    go_on(walk, node->as.formula.source);
    paragraph_isolate_open(walk->paragraph, DIRECTION_LTR);
    paragraph_formula(walk->paragraph, &line, node->as.formula.source,
                      setting.tag, node->at, frame->link);
    paragraph_isolate_close(walk->paragraph);
}

static void write_leaf(struct walk *walk, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        write_in(walk, node->as.text.text, node->at);
        break;
    case NODE_CODE:
        write_code(walk, node);
        break;
    case NODE_FORMULA:
        write_formula(walk, node);
        break;
    case NODE_IMAGE:
        write_picture(walk, node);
        break;
    case NODE_NOTE_REFERENCE:
        write_reference(walk, node);
        break;
    case NODE_SOFT_BREAK:
        write_in(walk, STR(" "), node->at);
        break;
    case NODE_LINE_BREAK:
        paragraph_line_break(walk->paragraph);
        walk->wrote = walk->past_block = false;
        break;
    case NODE_PASSAGE:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_LIST:
    case NODE_ITEM:
    case NODE_TERMS:
    case NODE_TERM:
    case NODE_MEANING:
    case NODE_QUOTE:
    case NODE_CODE_BLOCK:
    case NODE_RULE:
    case NODE_PAGE_BREAK:
    case NODE_TABLE:
    case NODE_ROW:
    case NODE_CELL:
    case NODE_CHART:
    case NODE_CAPTION:
    case NODE_FIGURE:
    case NODE_BOX:
    case NODE_DIVISION:
    case NODE_PHRASE:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_LINK:
    case NODE_SPAN:
    case NODE_KIND_COUNT:
        break; // containers and blocks are entered, not written
    }
}

void inline_write(struct layout *layout, struct paragraph *paragraph,
                  const struct node *holder,
                  const struct inline_setting *setting)
{
    struct walk walk;
    walk.pictures = line_picture_census(holder);
    walk.wrote = walk.past_block = false;
    walk.skip = setting->skip;
    walk.left = setting->most > 0 ? setting->most : SIZE_MAX;
    walk.layout = layout;
    walk.paragraph = paragraph;
    walk.frames = walk.few;
    walk.capacity = FEW_FRAMES;
    walk.few[0] = (struct frame){holder, *setting, NULL, false};
    walk.count = 1;
    const struct node *node = holder->first;
    while (node != NULL && walk.left > 0) {
        if (kind_facts[node->kind].holds == HOLDS_INLINES) {
            enter(&walk, node);
            if (node->first != NULL) {
                node = node->first;
                continue;
            }
            leave(&walk);
        } else {
            write_leaf(&walk, node);
        }
        while (node->next == NULL && walk.count > 1) {
            node = top(&walk)->node;
            leave(&walk);
        }
        node = node->next;
    }
    while (walk.count > 1)
        leave(&walk);
}

void inline_write_text(struct layout *layout, struct paragraph *paragraph,
                       const struct text *text,
                       const struct inline_setting *setting)
{
    const struct node *root = text->content;
    if (kind_facts[root->kind].holds == HOLDS_INLINES) {
        inline_write(layout, paragraph, root, setting);
        return;
    }
    bool first = true;
    for (const struct node *node = root; node != NULL;) {
        if (kind_facts[node->kind].holds != HOLDS_INLINES) {
            node = node_next(root, node);
            continue;
        }
        if (!first)
            inline_write_words(paragraph, STR(" "), setting);
        first = false;
        inline_write(layout, paragraph, node, setting);
        node = node_next_skipping(root, node);
    }
}

void inline_write_words(struct paragraph *paragraph, struct str words,
                        const struct inline_setting *setting)
{
    paragraph_text(paragraph, words, &setting->style, setting->lang,
                   setting->tag, PLACE_NONE, NULL);
}

void inline_write_address(struct layout *layout, struct paragraph *paragraph,
                          struct str shown, struct str url,
                          const struct inline_setting *setting)
{
    struct text_style style = setting->style;
    style.no_hyphens = true;
    size_t tag = setting->tag;
    const struct paragraph_link *link = NULL;
    if (url.count > 0) {
        tag = tag_in(layout, TAG_LINK, tag, paragraph);
        if (tag != TAG_ARTIFACT)
            link = link_new(layout, url, (struct str){0}, shown);
    }
    paragraph_isolate_open(paragraph, DIRECTION_LTR);
    paragraph_text(paragraph, shown, &style, setting->lang, tag, PLACE_NONE,
                   link);
    paragraph_isolate_close(paragraph);
}

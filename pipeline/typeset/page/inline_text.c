// SPDX-License-Identifier: MIT
// Walks inlines with a stack of its own and hands the text to the paragraph.
#include "typeset/page/inline_text.h"
#include "model/brief_words.h"
#include "languages/words.h"

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

static void enter_link(struct walk *walk, struct frame *frame)
{
    struct layout *layout = walk->layout;
    const struct node *node = frame->node;
    struct str url = node->as.link.url, destination = {0};
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
                                        : node_plain(layout->arena, node);
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

static void enter(struct walk *walk, const struct node *node)
{
    struct frame frame = *top(walk);
    frame.node = node;
    frame.isolated = false;
    enter_language(walk, &frame);
    struct text_style *style = &frame.setting.style;
    if (node->kind == NODE_EMPHASIS)
        *style = style_emphasis(*style);
    else if (node->kind == NODE_STRONG)
        *style = style_strong(*style);
    else if (node->kind == NODE_SUPERSCRIPT)
        *style = style_script(*style, 0.36);
    else if (node->kind == NODE_SUBSCRIPT)
        *style = style_script(*style, -0.16);
    else if (node->kind == NODE_STRIKE)
        style->struck = true;
    else if (node->kind == NODE_LINK)
        enter_link(walk, &frame);
    else if (node->kind == NODE_SPAN) {
        style->small_caps |= node->as.span.small_caps;
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

static void write_in(struct walk *walk, struct str text, struct place at)
{
    struct frame *frame = top(walk);
    paragraph_text(walk->paragraph, text, &frame->setting.style,
                   frame->setting.lang, frame->setting.tag, at, frame->link);
}

static void write_code(struct walk *walk, const struct node *node)
{
    struct frame *frame = top(walk);
    struct text_style style =
        style_sans(frame->setting.style, &walk->layout->look, 0.92);
    style.no_hyphens = true;
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

static void write_leaf(struct walk *walk, const struct node *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        write_in(walk, node->as.text.text, node->at);
        break;
    case NODE_CODE:
        write_code(walk, node);
        break;
    case NODE_IMAGE:
        // A picture inside a line: its words stand for it.
        write_in(walk, node->as.image.alt, node->at);
        break;
    case NODE_NOTE_REFERENCE:
        write_reference(walk, node);
        break;
    case NODE_SOFT_BREAK:
        write_in(walk, STR(" "), node->at);
        break;
    case NODE_LINE_BREAK:
        paragraph_line_break(walk->paragraph);
        break;
    case NODE_PASSAGE:
    case NODE_HEADING:
    case NODE_PARAGRAPH:
    case NODE_LIST:
    case NODE_ITEM:
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
    walk.layout = layout;
    walk.paragraph = paragraph;
    walk.frames = walk.few;
    walk.capacity = FEW_FRAMES;
    walk.few[0] = (struct frame){holder, *setting, NULL, false};
    walk.count = 1;
    const struct node *node = holder->first;
    while (node != NULL) {
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

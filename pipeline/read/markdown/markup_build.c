// SPDX-License-Identifier: MIT
// What each marker builds: notes, spans, formulas, attributes of pictures.
#include "read/markdown/builder.h"

#include "base/buffer.h"
#include "model/brief_limits.h"
#include "read/markdown/inline_marks.h"

#include <string.h>

struct str markup_source(const struct builder *builder,
                         const struct marker *marker)
{
    return str_slice(builder->fragment->text, marker->offset,
                     marker->offset + marker->count);
}

// ----- Notes -----

static void append_reference(struct builder *builder, struct note *note,
                             struct place at)
{
    struct node *node =
        node_new(builder->reader->arena, NODE_NOTE_REFERENCE, at);
    node->as.note_reference.note = note;
    builder_want_inlines(builder);
    node_append(builder_inside(builder), node);
}

static void note_event(struct builder *builder, const struct marker *marker,
                       struct place at)
{
    struct reader *reader = builder->reader;
    struct note *note = notes_find(reader, marker->inside);
    if (note) {
        append_reference(builder, note, at);
        return;
    }
    diag_report(reader->diag, at, MESSAGE_note_missing, marker->inside);
    builder_text(builder, markup_source(builder, marker), at);
}

static void inline_note_event(struct builder *builder,
                              const struct marker *marker, struct place at)
{
    struct reader *reader = builder->reader;
    struct note *note = notes_add_inline(reader, builder->fragment, marker);
    if (note) {
        append_reference(builder, note, at);
        return;
    }
    diag_report(reader->diag, at, MESSAGE_note_deep);
    builder_text(builder, markup_source(builder, marker), at);
}

// ----- Formulas -----

void markup_formula(struct builder *builder, struct str source, bool display,
                    struct str typed, struct place at)
{
    struct reader *reader = builder->reader;
    struct formula_fault fault;
    source = clean_text(reader->arena, arena_str(reader->arena, source), NULL);
    const struct formula *tree = formula_parse(reader->arena, source, &fault);
    if (fault.wrong == FORMULA_UNKNOWN_COMMAND)
        diag_report(reader->diag, at, MESSAGE_formula_command, fault.what);
    if (tree == NULL) {
        diag_report(reader->diag, at, MESSAGE_formula_unread,
                    fault.what.count ? fault.what : source);
        builder_text(builder, typed, at);
        return;
    }
    struct node *node = node_new(reader->arena, NODE_FORMULA, at);
    node->as.formula = (struct formula_node){source, tree, display};
    builder_want_inlines(builder);
    node_append(builder_inside(builder), node);
}

static void formula_event(struct builder *builder, const struct marker *marker,
                          struct place at)
{
    markup_formula(builder, str_trim(marker->own->text), marker->display,
                   markup_source(builder, marker), at);
}

// ----- Addresses -----

static bool within_link(const struct builder *builder)
{
    for (const struct node *node = builder_inside(builder); node;
         node = node->parent)
        if (node->kind == NODE_LINK)
            return true;
    return false;
}

static void address_event(struct builder *builder, const struct marker *marker,
                          struct place at)
{
    struct reader *reader = builder->reader;
    if (within_link(builder)) {
        builder_text(builder, marker->inside, at);
        return;
    }
    struct node *link = node_new(reader->arena, NODE_LINK, at);
    struct str url =
        arena_printf(reader->arena, "http://%.*s", STR_ARG(marker->inside));
    link->as.link.url = arena_str(reader->arena, link_check(reader, url, at));
    builder_want_inlines(builder);
    size_t index = builder->open_count;
    builder_push(
        builder,
        (struct open){.by = OPENED_BY_MARKDOWN, .node = link, .at = at});
    builder_text(builder, marker->inside, at);
    builder_close(builder, index);
}

// ----- Spans -----

static void span_start_event(struct builder *builder, size_t number,
                             struct place at)
{
    builder_want_inlines(builder);
    builder_push(builder, (struct open){.by = OPENED_BY_SPAN,
                                        .node = node_new(builder->reader->arena,
                                                         NODE_SPAN, at),
                                        .name = STR("["),
                                        .marker = number,
                                        .at = at});
}

struct str markup_attribute_text(struct arena *arena,
                                 struct attribute attribute)
{
    if (str_equal(attribute.key, STR(".")) ||
        str_equal(attribute.key, STR("#")))
        return arena_printf(arena, "%.*s%.*s", STR_ARG(attribute.key),
                            STR_ARG(attribute.value));
    return arena_printf(arena, "%.*s=%.*s", STR_ARG(attribute.key),
                        STR_ARG(attribute.value));
}

// The place of a slice of the fragment's text.
static struct place slice_place(const struct builder *builder, struct str slice)
{
    const struct fragment *fragment = builder->fragment;
    return fragment_place(builder->reader, fragment,
                          (size_t)(slice.bytes - fragment->text.bytes),
                          slice.count);
}

struct place markup_attribute_place(const struct builder *builder,
                                    struct attribute attribute)
{
    struct str whole = attribute.key;
    whole.count = (size_t)(attribute.value.bytes + attribute.value.count -
                           attribute.key.bytes);
    return slice_place(builder, whole);
}

// Sets what node knows of the attributes, and reports the rest.
static void set_attributes(struct builder *builder, struct node *node,
                           struct str braces)
{
    struct reader *reader = builder->reader;
    struct attributes attributes = {0};
    attributes_parse(reader->arena, braces, &attributes);
    for (size_t i = 0; i < attributes.count; i++) {
        struct attribute attribute = attributes.items[i];
        struct place at = markup_attribute_place(builder, attribute);
        if (!attribute_set(reader, node, attribute, at))
            diag_report(reader->diag, at, MESSAGE_attribute_unknown,
                        markup_attribute_text(reader->arena, attribute));
    }
}

static size_t find_span(const struct builder *builder, size_t marker)
{
    for (size_t i = builder->open_count; i-- > 0;) {
        const struct open *open = &builder->open[i];
        if (open->by == OPENED_BY_MARKDOWN)
            break;
        if (open->by == OPENED_BY_SPAN && open->marker == marker)
            return i;
    }
    return SIZE_MAX;
}

static bool says_nothing(const struct node *node)
{
    const struct span *span = &node->as.span;
    return node->kind == NODE_SPAN && !span->name && !span->small_caps &&
           !span->isolate && node->lang.count == 0 && node->anchor.count == 0 &&
           node->direction == DIRECTION_INHERIT;
}

static void span_end_event(struct builder *builder, const struct marker *marker,
                           struct place at)
{
    size_t index = find_span(builder, marker->partner);
    if (index == SIZE_MAX) {
        diag_report(builder->reader->diag, slice_place(builder, marker->inside),
                    MESSAGE_attribute_text, marker->inside);
        builder_text(builder, markup_source(builder, marker), at);
        return;
    }
    builder_close(builder, index + 1);
    struct open *open = &builder->open[index];
    struct node none = {.kind = NODE_SPAN};
    struct node *node = open->node ? open->node : &none;
    set_attributes(builder, node, marker->inside);
    open->by = OPENED_BY_MARKDOWN; // it is closed properly now
    if (open->node && place_known(open->at) && at.offset > open->at.offset)
        node->at.count = at.offset + at.count - node->at.offset;
    builder_close(builder, index);
    if (node != &none && says_nothing(node))
        builder_unwrap(node);
}

// ----- Pairs of marks -----

static void pair_start_event(struct builder *builder, size_t number,
                             const struct marker *marker, struct place at)
{
    builder_want_inlines(builder);
    builder_push(builder, (struct open){.by = OPENED_BY_SPAN,
                                        .node = node_new(builder->reader->arena,
                                                         marker->pair, at),
                                        .name = markup_source(builder, marker),
                                        .marker = number,
                                        .at = at});
}

static void pair_end_event(struct builder *builder, const struct marker *marker,
                           struct place at)
{
    size_t index = find_span(builder, marker->partner);
    if (index == SIZE_MAX) {
        builder_text(builder, markup_source(builder, marker), at);
        return;
    }
    builder_close(builder, index + 1);
    struct open *open = &builder->open[index];
    open->by = OPENED_BY_MARKDOWN; // it is closed properly now
    if (open->node && place_known(open->at) && at.offset > open->at.offset)
        open->node->at.count = at.offset + at.count - open->node->at.offset;
    builder_close(builder, index);
}

// A line of verse ends where it does; what it is indented by stays.
static void verse_event(struct builder *builder, const struct marker *marker,
                        struct place at)
{
    struct node *last = builder_inside(builder)->last;
    if (last && last->kind == NODE_SOFT_BREAK)
        last->kind = NODE_LINE_BREAK;
    for (size_t i = 2; i < marker->count; i++)
        builder_text(builder, STR("\u00A0"), at);
}

// ~gone~ keeps its tildes, and is told.
static void tilde_event(struct builder *builder, const struct marker *marker,
                        struct place at)
{
    const struct fragment *fragment = builder->fragment;
    size_t end = inline_mark_tildes(fragment->text, 0, marker->offset,
                                    fragment->text.count);
    struct str words = str_slice(fragment->text, marker->offset + 1,
                                 end > 0 ? end - 1 : marker->offset + 1);
    diag_report(builder->reader->diag, at, MESSAGE_tilde_single, words);
    builder_text(builder, STR("~"), at);
}

// ----- Pictures -----

static bool figure_attribute(struct builder *builder, struct figure *figure,
                             struct attribute attribute)
{
    struct arena *arena = builder->reader->arena;
    if (str_equal(attribute.key, STR("credit")))
        figure->credit =
            arena_str(arena, clean_text(arena, attribute.value, NULL));
    else if (!str_equal(attribute.key, STR("width")))
        return false;
    else if (str_equal(attribute.value, STR("column")))
        figure->width = WIDTH_COLUMN;
    else if (str_equal(attribute.value, STR("frame")))
        figure->width = WIDTH_FRAME;
    else
        return false;
    return true;
}

// {width=300}, {width=300px}, as pandoc has it.
static bool shown_attribute(struct picture *picture, struct attribute attribute)
{
    uint32_t pixels = str_equal(attribute.key, STR("width"))
                          ? picture_pixels(attribute.value)
                          : 0;
    if (pixels)
        picture->shown = pixels;
    return pixels > 0;
}

// A figure without children after the picture holds its attributes, until
// shape_blocks finds whether the picture stands alone.
static void picture_attributes(struct builder *builder, struct node *picture,
                               struct str braces, struct place at)
{
    struct node *paragraph = picture->parent;
    struct reader *reader = builder->reader;
    struct attributes attributes = {0};
    struct node *figure = node_new(reader->arena, NODE_FIGURE, at);
    attributes_parse(reader->arena, braces, &attributes);
    for (size_t i = 0; i < attributes.count; i++) {
        struct attribute attribute = attributes.items[i];
        struct place here = markup_attribute_place(builder, attribute);
        if (!figure_attribute(builder, &figure->as.figure, attribute) &&
            !shown_attribute(&picture->as.image, attribute) &&
            !attribute_set(reader, picture, attribute, here))
            diag_report(reader->diag, here, MESSAGE_attribute_unknown,
                        markup_attribute_text(reader->arena, attribute));
    }
    node_append(paragraph, figure);
}

// In a block of HTML a picture has its paragraph already.
static struct node *holder_of(struct builder *builder)
{
    struct node *inside = builder_inside(builder);
    bool blocks = kind_facts[inside->kind].holds == HOLDS_BLOCKS;
    return blocks && inside->last && inside->last->kind == NODE_PARAGRAPH
               ? inside->last
               : inside;
}

// `…`{=html} is what it says in HTML; of other formats nothing is printed.
static void raw_event(struct builder *builder, struct node *code,
                      struct str format, struct place at)
{
    struct str text = code->as.text.text;
    node_unlink(code);
    markup_raw(builder, format, text, at);
}

static void code_attributes(struct builder *builder, struct node *code,
                            struct str braces, struct place at)
{
    struct attributes attributes = {0};
    attributes_parse(builder->reader->arena, braces, &attributes);
    if (str_equal(attributes.items[0].key, STR("=")))
        raw_event(builder, code, attributes.items[0].value, at);
    // A class names the language, as of a block of code.
    for (size_t i = 0; i < attributes.count; i++)
        if (str_equal(attributes.items[i].key, STR("#")))
            attribute_set(builder->reader, code, attributes.items[i], at);
}

// The heading or paragraph that is open, within what may be open in it.
static struct node *open_block(const struct builder *builder)
{
    struct node *node = builder_inside(builder);
    while (node && !kind_facts[node->kind].block)
        node = node->parent;
    return node && (node->kind == NODE_HEADING || node->kind == NODE_PARAGRAPH)
               ? node
               : NULL;
}

// What attributes are bound to: a picture is behind it where its description
// calls notes.
static struct node *bound_to(struct builder *builder)
{
    struct node *last = holder_of(builder)->last, *picture = last;
    while (picture && picture->kind == NODE_NOTE_REFERENCE)
        picture = picture->previous;
    return picture && picture->kind == NODE_IMAGE ? picture : last;
}

static void attributes_event(struct builder *builder,
                             const struct marker *marker, struct place at)
{
    struct node *last = bound_to(builder);
    bool paragraph = holder_of(builder)->kind == NODE_PARAGRAPH &&
                     !builder->fragment->phrase;
    bool bound =
        marker->inside.bytes == builder->fragment->text.bytes + marker->offset;
    struct node *block = marker->ends_block ? open_block(builder) : NULL;
    if (bound && last && last->kind == NODE_IMAGE && paragraph)
        picture_attributes(builder, last, marker->inside, at);
    else if (bound && last && last->kind == NODE_CODE)
        code_attributes(builder, last, marker->inside, at);
    else if (bound && last &&
             (last->kind == NODE_LINK || last->kind == NODE_IMAGE))
        set_attributes(builder, last, marker->inside);
    else if (block)
        set_attributes(builder, block, marker->inside);
    else
        builder_text(builder, markup_source(builder, marker), at);
}

// ----- All -----

void markup_call_note(struct builder *builder, size_t number)
{
    const struct marker *marker = &builder->fragment->markers[number];
    if (marker->kind == MARKER_INLINE_NOTE ||
        (marker->kind == MARKER_NOTE &&
         notes_find(builder->reader, marker->inside)))
        markup_event(builder, number);
}

struct str markup_missing_note(struct builder *builder, size_t number)
{
    const struct marker *marker = &builder->fragment->markers[number];
    if (marker->kind != MARKER_NOTE ||
        notes_find(builder->reader, marker->inside))
        return STR("");
    diag_report(builder->reader->diag,
                fragment_place(builder->reader, builder->fragment,
                               marker->offset, marker->count),
                MESSAGE_note_missing, marker->inside);
    return markup_source(builder, marker);
}

void markup_event(struct builder *builder, size_t number)
{
    const struct marker *marker = &builder->fragment->markers[number];
    struct place at = fragment_place(builder->reader, builder->fragment,
                                     marker->offset, marker->count);
    if (builder->cursor < marker->offset + marker->count)
        builder->cursor = marker->offset + marker->count;
    switch (marker->kind) {
    case MARKER_GUARD:
        break;
    case MARKER_ADDRESS:
        address_event(builder, marker, at);
        break;
    case MARKER_NOTE:
        note_event(builder, marker, at);
        break;
    case MARKER_INLINE_NOTE:
        inline_note_event(builder, marker, at);
        break;
    case MARKER_SPAN_START:
        span_start_event(builder, number, at);
        break;
    case MARKER_SPAN_END:
        span_end_event(builder, marker, at);
        break;
    case MARKER_ATTRIBUTES:
        attributes_event(builder, marker, at);
        break;
    case MARKER_PAIR_START:
        pair_start_event(builder, number, marker, at);
        break;
    case MARKER_PAIR_END:
        pair_end_event(builder, marker, at);
        break;
    case MARKER_NO_BREAK:
        builder_text(builder, STR("\u00A0"), at);
        break;
    case MARKER_LINE_END:
        builder_line_break(builder, at);
        break;
    case MARKER_TILDE:
        tilde_event(builder, marker, at);
        break;
    case MARKER_EXAMPLE:
        builder_text(builder, marker->inside, at);
        break;
    case MARKER_VERSE:
        verse_event(builder, marker, at);
        break;
    case MARKER_FORMULA:
        formula_event(builder, marker, at);
        break;
    case MARKER_LITERAL:
        diag_report(builder->reader->diag, at, MESSAGE_html_cut,
                    marker->inside);
        builder_text(builder, markup_source(builder, marker), at);
        break;
    case MARKER_WIDE_TABLE:
        diag_report(
            builder->reader->diag, at, MESSAGE_table_wide,
            arena_printf(builder->reader->arena, "%d", (int)LIMIT_COLUMNS));
        builder_text(builder, markup_source(builder, marker), at);
        break;
    case MARKER_DIVISION:
        markup_division(builder, marker, at);
        break;
    case MARKER_DRAWN_TABLE:
        drawn_table_event(builder, marker, at);
        break;
    }
}

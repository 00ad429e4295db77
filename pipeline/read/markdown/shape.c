// SPDX-License-Identifier: MIT
// What is a paragraph to cmark and something else to qalam: figures, page
// breaks; and the heading that is the title.
#include "read/markdown/reader.h"

#include "read/markdown/alerts.h"
#include "read/markdown/display_formulas.h"
#include "read/markdown/verse.h"

#include <string.h>

// ----- Figures -----

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           (node->kind == NODE_TEXT && str_blank(node->as.text.text));
}

// The picture that stands alone in a paragraph, and the node that holds its
// attributes; NULL where there is anything else.
static struct node *lone_picture(struct node *paragraph,
                                 struct node **attributes)
{
    struct node *picture = NULL;
    bool calls = false;
    *attributes = NULL;
    for (struct node *n = paragraph->first; n; n = n->next) {
        if (n->kind == NODE_IMAGE && !picture)
            picture = n;
        else if (n->kind == NODE_FIGURE && !*attributes)
            *attributes = n;
        else if (n->kind == NODE_NOTE_REFERENCE && picture)
            calls = true;
        else if (!is_break(n))
            return NULL;
    }
    // The mark of a note stands behind words.
    return picture && calls && str_blank(picture->as.image.alt) &&
                   str_blank(picture->as.image.title)
               ? NULL
               : picture;
}

static void add_caption(struct reader *reader, struct node *figure,
                        struct node *picture)
{
    struct str title = picture->as.image.title;
    if (str_blank(title))
        return;
    struct node *caption = node_new(reader->arena, NODE_CAPTION, picture->at);
    // A title may hold Markdown; its map back to the source is the picture's.
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    fragment->text = title;
    fragment->phrase = true;
    fragment->fixed = true;
    fragment->at = picture->at;
    markdown_parse(reader, fragment, caption);
    node_append(figure, caption);
    // A tooltip has no marks of notes.
    if (str_find(title, STR("^[")) != STR_NONE ||
        str_find(title, STR("[^")) != STR_NONE)
        picture->as.image.title = node_plain(reader->arena, caption);
}

// Notes that are called behind a picture, or in its description, are called in
// its caption; the description is one where there is no other.
static void move_calls(struct reader *reader, struct node *figure,
                       const struct node *picture, struct node *paragraph)
{
    struct node *caption = figure->last;
    for (struct node *n = paragraph->first, *next; n; n = next) {
        next = n->next;
        if (n->kind != NODE_NOTE_REFERENCE)
            continue;
        if (caption->kind != NODE_CAPTION) {
            struct node *text = node_new(reader->arena, NODE_TEXT, picture->at);
            text->as.text.text = picture->as.image.alt;
            caption = node_new(reader->arena, NODE_CAPTION, picture->at);
            node_append(caption, text);
            node_append(figure, caption);
        }
        node_unlink(n);
        node_append(caption, n);
    }
}

static struct node *make_figure(struct reader *reader, struct node *paragraph,
                                struct node *picture, struct node *attributes,
                                struct node *caption)
{
    struct node *figure = node_new(reader->arena, NODE_FIGURE, paragraph->at);
    if (attributes)
        figure->as.figure = attributes->as.figure;
    figure->anchor =
        picture->anchor.count ? picture->anchor : paragraph->anchor;
    picture->anchor = (struct str){0};
    node_unlink(picture);
    node_append(figure, picture);
    if (caption)
        captions_take(reader, figure, caption);
    else
        add_caption(reader, figure, picture);
    move_calls(reader, figure, picture, paragraph);
    node_insert_before(paragraph, figure);
    node_unlink(paragraph);
    return figure;
}

// Attributes of a picture within a line of text have no figure to go to.
static void drop_attributes(struct reader *reader, struct node *paragraph)
{
    for (struct node *n = paragraph->first, *next; n; n = next) {
        next = n->next;
        if (n->kind != NODE_FIGURE)
            continue;
        if (n->as.figure.credit.count || n->as.figure.width != WIDTH_AUTO)
            diag_report(reader->diag, n->at, MESSAGE_attribute_unknown,
                        n->as.figure.credit.count ? STR("credit=")
                                                  : STR("width="));
        node_unlink(n);
    }
}

static struct node *find_kind(struct node *root, enum kind kind)
{
    for (struct node *n = root->first; n; n = node_next(root, n))
        if (n->kind == kind)
            return n;
    return NULL;
}

// What is left in a <figure> follows it, but for empty paragraphs.
static void move_rest_out(struct reader *reader, struct node *figure)
{
    struct node *after = figure, *next;
    for (struct node *n = figure->first; n; n = next) {
        next = n->next;
        node_unlink(n);
        if (n->kind == NODE_PARAGRAPH &&
            str_blank(node_plain(reader->arena, n)))
            continue;
        node_insert_after(after, n);
        after = n;
    }
}

// <figure> of HTML: one picture, then a caption.
static void order_figure(struct reader *reader, struct node *figure)
{
    struct node *picture = find_kind(figure, NODE_IMAGE);
    struct node *caption = find_kind(figure, NODE_CAPTION);
    if (!picture) {
        figure->kind = NODE_DIVISION;
        return;
    }
    struct node *attributes = picture->next;
    if (attributes && attributes->kind == NODE_FIGURE) {
        figure->as.figure = attributes->as.figure;
        node_unlink(attributes);
    }
    node_unlink(picture);
    if (caption)
        node_unlink(caption);
    move_rest_out(reader, figure);
    node_append(figure, picture);
    if (caption)
        node_append(figure, caption);
}

// ----- Page breaks -----

static bool is_page_break(const struct node *paragraph)
{
    const struct node *only = paragraph->first;
    return only && !only->next && only->kind == NODE_TEXT &&
           str_equal(str_trim(only->as.text.text), STR("\\newpage"));
}

// Where other programs put a list of contents.
static bool is_contents_mark(struct arena *arena, const struct node *paragraph)
{
    static const char *const marks[] = {
        "[toc]",     "[[toc]]", "[[_toc_]]", "[_toc_]",           "{{toc}}",
        "{{ toc }}", "${toc}",  "@[toc]",    "\\tableofcontents", "{:toc}"};
    if (!paragraph->first || paragraph->first->kind != NODE_TEXT)
        return false;
    struct str plain = str_trim(node_plain(arena, paragraph));
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_equal_ascii_case(plain, str_of(marks[i])))
            return true;
    return false;
}

// ----- Attributes that stand alone -----

static bool is_empty(const struct node *paragraph)
{
    for (const struct node *n = paragraph->first; n; n = n->next)
        if (n->kind != NODE_SOFT_BREAK)
            return false;
    return true;
}

// {#id} below a block, or between two: the one above is meant where nothing
// stands between them, as kramdown has it.
static void give_anchor(const struct reader *reader, struct node *paragraph)
{
    struct node *before = paragraph->previous, *after = paragraph->next;
    bool close = false;
    if (before && place_known(before->at) && place_known(paragraph->at)) {
        size_t end = before->at.offset + before->at.count;
        close = diag_locate(reader->diag, paragraph->at.offset).line <=
                diag_locate(reader->diag, end).line + 1;
    }
    struct node *to = (before && (close || !after)) ? before : after;
    if (to && to->kind == NODE_HEADING && to->as.heading.id.count == 0)
        to->as.heading.id = paragraph->anchor;
    else if (to && to->anchor.count == 0)
        to->anchor = paragraph->anchor;
}

// The line end before attributes on a line of their own.
static void drop_last_break(struct node *paragraph)
{
    while (paragraph->last && paragraph->last->kind == NODE_SOFT_BREAK)
        node_unlink(paragraph->last);
}

// ----- Definitions -----

// The paragraph before it is what a definition defines; more of them go on the
// list before that.
static void shape_terms(struct node *terms)
{
    struct node *term = terms->previous;
    if (!term || term->kind != NODE_PARAGRAPH) {
        terms->kind = NODE_DIVISION;
        for (struct node *n = terms->first; n; n = n->next)
            n->kind = NODE_DIVISION;
        return;
    }
    struct node *list = term->previous;
    node_unlink(term);
    term->kind = NODE_TERM;
    if (!list || list->kind != NODE_TERMS) {
        node_insert_before(terms->first, term);
        return;
    }
    node_append(list, term);
    while (terms->first) {
        struct node *child = terms->first;
        node_unlink(child);
        node_append(list, child);
    }
    node_unlink(terms);
}

// ----- All blocks -----

static void shape_paragraph(struct reader *reader, struct node *paragraph)
{
    struct node *attributes, *caption = NULL;
    struct node *picture = lone_picture(paragraph, &attributes);
    drop_last_break(paragraph);
    if (!picture)
        picture = captions_split(reader, paragraph, &attributes, &caption);
    if (is_contents_mark(reader->arena, paragraph)) {
        diag_report(reader->diag, paragraph->at, MESSAGE_contents_mark,
                    str_trim(node_plain(reader->arena, paragraph)));
        node_unlink(paragraph);
    } else if (is_empty(paragraph)) {
        give_anchor(reader, paragraph);
        node_unlink(paragraph);
    } else if (is_page_break(paragraph)) {
        paragraph->kind = NODE_PAGE_BREAK;
        paragraph->first = paragraph->last = NULL;
    } else if (picture)
        make_figure(reader, paragraph, picture, attributes, caption);
    else {
        drop_attributes(reader, paragraph);
        display_formulas_part(reader->arena, paragraph);
    }
}

static void shape_block(struct reader *reader, struct node *node)
{
    if (node->kind == NODE_CAPTION && node->parent->kind != NODE_FIGURE &&
        node->parent->kind != NODE_TABLE)
        node->kind = NODE_PARAGRAPH; // <figcaption> outside of a figure
    if (node->kind == NODE_PARAGRAPH)
        shape_paragraph(reader, node);
    else if (node->kind == NODE_TERMS)
        shape_terms(node);
    else if (node->kind == NODE_LIST)
        marked_lists_shape(reader, node);
    else if (node->kind == NODE_QUOTE && !node->first)
        node_unlink(node); // held definitions of notes only
}

void shape_blocks(struct reader *reader, struct node *root)
{
    struct node *next;
    for (struct node *node = root; node; node = next) {
        // Blocks in figures of HTML move out, to be seen after it.
        if (node->kind == NODE_FIGURE && node->first &&
            node->first->kind != NODE_CHART)
            order_figure(reader, node);
        if (node->kind == NODE_QUOTE)
            alerts_shape(reader, node);
        verse_shape(reader->arena, node);
        bool enter = kind_facts[node->kind].holds == HOLDS_BLOCKS &&
                     node->kind != NODE_FIGURE;
        next = enter ? node_next(root, node) : node_next_skipping(root, node);
        if (node != root)
            shape_block(reader, node);
    }
    captions_find(reader, root);
    picture_names_check(reader, root);
}

// ----- Title and levels -----

static bool has_title(const struct reader *reader)
{
    return reader->brief->meta.title.count > 0;
}

static struct node *leading_title(const struct brief *brief)
{
    struct node *first = brief->body->first;
    return first && first->kind == NODE_HEADING && first->as.heading.level == 1
               ? first
               : NULL;
}

static void set_title(struct reader *reader, struct node *phrase)
{
    struct texts *title = &reader->brief->meta.title;
    title->items = ARENA_NEW(reader->arena, struct text);
    title->items[0].content = phrase;
    title->count = 1;
}

static void title_from_heading(struct reader *reader, struct node *heading)
{
    struct node *phrase = node_new(reader->arena, NODE_PHRASE, heading->at);
    while (heading->first) {
        struct node *child = heading->first;
        node_unlink(child);
        node_append(phrase, child);
    }
    node_unlink(heading);
    set_title(reader, phrase);
    diag_report(reader->diag, heading->at, MESSAGE_title_inferred,
                node_plain(reader->arena, phrase));
}

static struct str file_stem(struct str path)
{
    size_t start = 0, end = path.count;
    for (size_t i = 0; i < path.count; i++)
        if (path.bytes[i] == '/')
            start = i + 1;
    if (end - start > 3 && str_ends(path, STR(".md")))
        end -= 3;
    return str_slice(path, start, end);
}

// The first heading's words, which stays a heading; else the file's name.
static void title_instead(struct reader *reader)
{
    struct node *body = reader->brief->body;
    struct str words = {"", 0};
    for (struct node *n = body; n && words.count == 0; n = node_next(body, n))
        if (n->kind == NODE_HEADING)
            words = node_plain(reader->arena, n);
    if (words.count == 0)
        words = file_stem(reader->context->path);
    words = clean_text(reader->arena, words, NULL);
    struct node *phrase = node_new(reader->arena, NODE_PHRASE, PLACE_NONE);
    struct node *text = node_new(reader->arena, NODE_TEXT, PLACE_NONE);
    text->as.text.text = arena_str(reader->arena, words);
    node_append(phrase, text);
    set_title(reader, phrase);
    // Where a title is given and wrong, that was said.
    if (!reader->title_wrong)
        diag_report(reader->diag, PLACE_NONE, MESSAGE_title_missing, words);
}

static bool is_title(struct reader *reader, const struct node *heading)
{
    const struct texts *title = &reader->brief->meta.title;
    struct str words = node_plain(reader->arena, heading);
    for (size_t i = 0; i < title->count; i++)
        if (str_equal(clean_folded(reader->arena, words),
                      clean_folded(reader->arena,
                                   text_plain(reader->arena, title->items[i]))))
            return true;
    return false;
}

// The heading says the same as the title: it goes, but its notes stay.
static void drop_title_heading(struct reader *reader, struct node *heading)
{
    struct node *content = reader->brief->meta.title.items[0].content;
    for (struct node *n = heading, *next; n; n = next) {
        next = node_next(heading, n);
        if (n->kind == NODE_NOTE_REFERENCE) {
            node_unlink(n);
            node_append(content, n);
        }
    }
    node_unlink(heading);
}

static void title_differs(struct reader *reader, struct node *heading)
{
    diag_report(reader->diag, heading->at, MESSAGE_title_differs,
                node_plain(reader->arena, heading));
    heading->as.heading.level = 2;
}

// Level 1 is the title's. Where the text uses it for sections all levels move
// down by one, so that the order of levels stays.
static void lower_headings(struct node *body)
{
    bool any = false;
    for (struct node *n = body; n; n = node_next(body, n))
        any |= n->kind == NODE_HEADING && n->as.heading.level == 1;
    if (!any)
        return;
    for (struct node *n = body; n; n = node_next(body, n))
        if (n->kind == NODE_HEADING && n->as.heading.level < 6)
            n->as.heading.level++;
}

static bool is_only_one(const struct brief *brief, const struct node *heading)
{
    for (struct node *n = brief->body; n; n = node_next(brief->body, n))
        if (n != heading && n->kind == NODE_HEADING && n->as.heading.level == 1)
            return false;
    return true;
}

void shape_title(struct reader *reader)
{
    struct brief *brief = reader->brief;
    struct node *heading = leading_title(brief);
    if (heading && !has_title(reader))
        title_from_heading(reader, heading);
    else if (heading && is_title(reader, heading))
        drop_title_heading(reader, heading);
    else if (heading && is_only_one(brief, heading))
        title_differs(reader, heading);
    else if (!has_title(reader))
        title_instead(reader);
    lower_headings(brief->body);
    for (size_t i = 0; i < brief->note_count; i++)
        lower_headings(brief->notes[i]->content);
}

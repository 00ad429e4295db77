// SPDX-License-Identifier: MIT
// The words of a brief.
#include "account/sides.h"

// ----- As it was read -----

static void say(struct word_reader *reader, struct str text)
{
    word_reader_text(reader, text, NULL, 0);
    word_reader_break(reader);
}

// What the reader keeps of a node besides its text.
static void say_further(struct word_reader *reader, const struct node *node)
{
    if (node->kind == NODE_CODE_BLOCK)
        say(reader, node->as.code_block.info);
    if (node->kind == NODE_IMAGE)
        say(reader, node->as.image.title);
    if (node->kind == NODE_LINK)
        say(reader, node->as.link.title);
    if (node->kind == NODE_CHART)
        say(reader, node->as.chart.unit);
    if (node->kind == NODE_FIGURE) {
        say(reader, node->as.figure.credit);
        say(reader, node->as.figure.source);
    }
}

static void say_root(struct word_reader *reader, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node)) {
        struct str text = node_own_text(node);
        if (text.count) {
            word_reader_text(reader, text, node, 0);
            word_reader_break(reader);
        }
        say_further(reader, node);
    }
}

void brief_side_walk_all(const void *of, struct word_reader *reader)
{
    const struct brief *brief = of;
    struct node **roots;
    size_t count = brief_roots((struct brief *)(uintptr_t)brief, &roots);
    for (size_t i = 0; i < count; i++)
        say_root(reader, roots[i]);
}

// ----- As it is shown -----

static const struct node *block_of(const struct node *node)
{
    while (node->parent && !kind_facts[node->kind].block)
        node = node->parent;
    return node;
}

static bool divides(enum kind kind)
{
    return kind == NODE_NOTE_REFERENCE || kind == NODE_SOFT_BREAK ||
           kind == NODE_LINE_BREAK || kind == NODE_FORMULA ||
           kind == NODE_IMAGE;
}

// What a chart's columns are called is drawn where there are several of them.
static bool is_chart_head(const struct node *node)
{
    return node->kind == NODE_ROW && node->as.row.head && node->parent &&
           node->parent->parent && node->parent->parent->kind == NODE_CHART;
}

// What a picture's caption says as well need not be said twice.
static bool is_in_caption(const struct node *image)
{
    const struct node *caption =
        image->parent->kind == NODE_FIGURE ? image->next : NULL;
    if (!caption || caption->kind != NODE_CAPTION)
        return false;
    struct arena *scratch = arena_new();
    bool same = str_equal(str_trim(node_plain(scratch, caption)),
                          str_trim(image->as.image.alt));
    arena_free(scratch);
    return same;
}

// A formula is shown by its alternative in words.
static struct str shown_of(const struct brief *brief, const struct node *node)
{
    if (node->kind != NODE_FORMULA)
        return node_own_text(node);
    return formula_in_words(brief->arena, node->as.formula.tree,
                            node_lang(node, brief->lang));
}

// Inlines of one block follow one another; a picture's alternative text is
// said elsewhere than the text around it.
static void show_root(struct word_reader *reader, const struct brief *brief,
                      const struct node *root, bool typed)
{
    const struct node *block = NULL;
    const struct node *next;
    for (const struct node *node = root; node; node = next) {
        struct str text = typed ? node_own_text(node) : shown_of(brief, node);
        next = is_chart_head(node) ? node_next_skipping(root, node)
                                   : node_next(root, node);
        if (divides(node->kind))
            word_reader_end(reader);
        if (text.count == 0 ||
            (node->kind == NODE_IMAGE && is_in_caption(node)))
            continue;
        if (block_of(node) != block)
            word_reader_break(reader);
        block = block_of(node);
        word_reader_text(reader, text, node, 0);
        // "$x$-axis" is said in two words.
        if (node->kind == NODE_FORMULA || node->kind == NODE_IMAGE)
            word_reader_end(reader);
    }
    word_reader_break(reader);
}

static void show_texts(struct word_reader *reader, const struct brief *brief,
                       const struct texts *texts, bool typed)
{
    const struct text *text = texts_in(texts, brief->lang);
    if (text)
        show_root(reader, brief, text->content, typed);
}

static void show_brief(struct word_reader *reader, const struct brief *brief,
                       bool typed)
{
    const struct metadata *meta = &brief->meta;
    show_texts(reader, brief, &meta->title, typed);
    show_texts(reader, brief, &meta->subtitle, typed);
    for (size_t i = 0; i < meta->author_count; i++)
        show_texts(reader, brief, &meta->authors[i].name, typed);
    show_texts(reader, brief, &meta->abstract, typed);
    show_root(reader, brief, brief->body, typed);
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->number > 0)
            show_root(reader, brief, brief->notes[i]->content, typed);
}

void brief_side_walk_shown(const void *of, struct word_reader *reader)
{
    show_brief(reader, of, false);
}

void brief_side_walk_typed(const void *of, struct word_reader *reader)
{
    show_brief(reader, of, true);
}

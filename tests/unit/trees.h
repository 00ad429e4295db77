// SPDX-License-Identifier: MIT
// Briefs made by hand, for tests of filters: no reader is needed.
#ifndef QALAM_TREES_H
#define QALAM_TREES_H

#include "unit.h"

#include "model/brief.h"
#include "model/context.h"
#include "filters.h"

#include <unistd.h>

struct tree {
    struct brief *brief;
    struct context context;
    size_t made; // nodes: each has a place of its own, as in a file
};

static inline struct tree tree_new(const char *lang, enum direction direction)
{
    struct tree tree = {brief_new(STR("test.md")), {0}, 0};
    tree.brief->lang = str_of(lang);
    tree.brief->direction = direction;
    tree.context.arena = tree.brief->arena;
    tree.context.path = tree.brief->path;
    tree.context.diag = diag_new(tree.brief->arena, tree.brief->path);
    return tree;
}

static inline struct node *tree_node(struct tree *tree, struct node *parent,
                                     enum kind kind)
{
    struct place at = {10 * ++tree->made, 0};
    struct node *node = node_new(tree->brief->arena, kind, at);
    if (parent)
        node_append(parent, node);
    return node;
}

// A node of text below parent.
static inline struct node *tree_text(struct tree *tree, struct node *parent,
                                     const char *text)
{
    struct node *node = tree_node(tree, parent, NODE_TEXT);
    node->as.text.text = str_of(text);
    return node;
}

// A paragraph at the end of parent, with a text where one is given.
static inline struct node *tree_paragraph(struct tree *tree,
                                          struct node *parent, const char *text)
{
    struct node *paragraph = tree_node(tree, parent, NODE_PARAGRAPH);
    if (text)
        tree_text(tree, paragraph, text);
    return paragraph;
}

static inline struct node *tree_heading(struct tree *tree, struct node *parent,
                                        int level, const char *text)
{
    struct node *heading = tree_node(tree, parent, NODE_HEADING);
    heading->as.heading.level = level;
    if (text)
        tree_text(tree, heading, text);
    return heading;
}

// A note of one paragraph (none where text is NULL), in order of definition.
static inline struct note *tree_note(struct tree *tree, const char *label,
                                     const char *text)
{
    struct brief *brief = tree->brief;
    struct note *note = ARENA_NEW(brief->arena, struct note);
    struct note **notes =
        ARENA_ARRAY(brief->arena, struct note *, brief->note_count + 1);
    for (size_t i = 0; i < brief->note_count; i++)
        notes[i] = brief->notes[i];
    notes[brief->note_count++] = note;
    brief->notes = notes;
    note->label = str_of(label);
    note->at = (struct place){10 * ++tree->made, 0};
    note->content = tree_node(tree, NULL, NODE_PASSAGE);
    if (text)
        tree_paragraph(tree, note->content, text);
    return note;
}

// A reference at the end of parent.
static inline struct node *tree_refer(struct tree *tree, struct node *parent,
                                      struct note *note)
{
    struct node *node = tree_node(tree, parent, NODE_NOTE_REFERENCE);
    struct node **references = ARENA_ARRAY(tree->brief->arena, struct node *,
                                           note->reference_count + 1);
    for (size_t i = 0; i < note->reference_count; i++)
        references[i] = note->references[i];
    node->as.note_reference.note = note;
    node->as.note_reference.occurrence = note->reference_count;
    references[note->reference_count++] = node;
    note->references = references;
    return node;
}

// One more text in one more language; content is a phrase.
static inline struct text *tree_phrase(struct tree *tree, struct texts *texts,
                                       const char *lang, const char *words)
{
    struct text *items =
        ARENA_ARRAY(tree->brief->arena, struct text, texts->count + 1);
    for (size_t i = 0; i < texts->count; i++)
        items[i] = texts->items[i];
    items[texts->count].lang = str_of(lang);
    items[texts->count].content = tree_node(tree, NULL, NODE_PHRASE);
    tree_text(tree, items[texts->count].content, words);
    texts->items = items;
    return &items[texts->count++];
}

static inline struct str tree_output(struct tree *tree,
                                     void (*write)(const struct tree *, FILE *))
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    write(tree, out);
    fclose(out);
    struct str copy = arena_str(tree->brief->arena, (struct str){bytes, count});
    free(bytes);
    return copy;
}

static inline void tree_write_dump(const struct tree *tree, FILE *out)
{
    brief_dump(tree->brief, out);
}

static inline void tree_write_messages(const struct tree *tree, FILE *out)
{
    diag_print(tree->context.diag, out, false, false);
}

static inline struct str tree_dump(struct tree *tree)
{
    return tree_output(tree, tree_write_dump);
}

static inline struct str tree_messages(struct tree *tree)
{
    return tree_output(tree, tree_write_messages);
}

// How often a message with this name was reported.
static inline size_t tree_reported(struct tree *tree, const char *name)
{
    struct str rest = tree_messages(tree);
    struct str wanted = arena_printf(tree->brief->arena, "[%s]", name);
    size_t count = 0;
    for (size_t at; (at = str_find(rest, wanted)) != STR_NONE; count++)
        rest = str_slice(rest, at + wanted.count, rest.count);
    return count;
}

// Runs a filter, checks the tree, runs it again, and sees that nothing
// changed: what every filter promises.
static inline void tree_run(struct tree *tree,
                            bool (*filter)(struct brief *,
                                           const struct context *))
{
    assert_true(filter(tree->brief, &tree->context));
    brief_check(tree->brief);
    struct str once = tree_dump(tree);
    struct context silent = tree->context;
    silent.diag = diag_new(tree->brief->arena, STR("again.md"));
    assert_true(filter(tree->brief, &silent));
    brief_check(tree->brief);
    struct str twice = tree_dump(tree);
    if (!str_equal(once, twice))
        fail_msg("a second run changed\n%.*s\nto\n%.*s", STR_ARG(once),
                 STR_ARG(twice));
}

static inline void tree_free(struct tree *tree)
{
    brief_free(tree->brief);
}

#endif

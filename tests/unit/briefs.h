// SPDX-License-Identifier: MIT
// Briefs written by hand, for tests of what is made from them.
//
// The text of a paragraph is given with three marks: *emphasis*, [n] for a
// reference to note n, and | for a line break.
#ifndef QALAM_UNIT_BRIEFS_H
#define QALAM_UNIT_BRIEFS_H

#include "model/brief.h"

static inline struct node *child(struct brief *brief, struct node *parent,
                                 enum kind kind)
{
    struct node *node = node_new(brief->arena, kind, PLACE_NONE);
    if (parent)
        node_append(parent, node);
    return node;
}

static inline void words(struct brief *brief, struct node *parent,
                         struct str text)
{
    if (text.count)
        child(brief, parent, NODE_TEXT)->as.text.text =
            arena_str(brief->arena, text);
}

static inline void reference(struct brief *brief, struct node *parent,
                             size_t number)
{
    struct node *node = child(brief, parent, NODE_NOTE_REFERENCE);
    struct note *note = brief->notes[number - 1];
    struct node **grown =
        ARENA_ARRAY(brief->arena, struct node *, note->reference_count + 1);
    for (size_t i = 0; i < note->reference_count; i++)
        grown[i] = note->references[i];
    grown[note->reference_count] = node;
    node->as.note_reference.note = note;
    node->as.note_reference.occurrence = note->reference_count++;
    note->references = grown;
}

static inline void inlines(struct brief *brief, struct node *parent,
                           const char *marked)
{
    const char *start = marked;
    struct node *holder = parent;
    for (const char *at = marked;; at++) {
        if (*at && *at != '*' && *at != '|' && *at != '[')
            continue;
        words(brief, holder, (struct str){start, (size_t)(at - start)});
        start = at + 1;
        if (!*at)
            return;
        if (*at == '*')
            holder =
                holder == parent ? child(brief, parent, NODE_EMPHASIS) : parent;
        if (*at == '|')
            child(brief, holder, NODE_LINE_BREAK);
        if (*at == '[') {
            char *end;
            reference(brief, holder, strtoul(start, &end, 10));
            at = end;
            start = at + 1;
        }
    }
}

static inline struct node *block(struct brief *brief, struct node *parent,
                                 enum kind kind, const char *marked)
{
    struct node *node = child(brief, parent, kind);
    inlines(brief, node, marked);
    return node;
}

static inline struct node *heading(struct brief *brief, struct node *parent,
                                   int level, const char *id,
                                   const char *marked)
{
    struct node *node = block(brief, parent, NODE_HEADING, marked);
    node->as.heading.level = level;
    node->as.heading.id = str_of(id);
    return node;
}

// A metadata text of one language: kind is NODE_PHRASE, or NODE_PASSAGE, which
// then holds one paragraph.
static inline void add_text(struct brief *brief, struct texts *texts,
                            const char *lang, enum direction direction,
                            enum kind kind, const char *marked)
{
    struct text *grown =
        ARENA_ARRAY(brief->arena, struct text, texts->count + 1);
    for (size_t i = 0; i < texts->count; i++)
        grown[i] = texts->items[i];
    struct text *text = &grown[texts->count++];
    text->lang = str_of(lang);
    text->direction = direction;
    text->content = node_new(brief->arena, kind, PLACE_NONE);
    if (kind == NODE_PASSAGE)
        block(brief, text->content, NODE_PARAGRAPH, marked);
    else
        inlines(brief, text->content, marked);
    texts->items = grown;
}

static inline struct brief *brief_in(const char *lang, enum direction direction)
{
    struct brief *brief = brief_new(STR("made-by-hand.md"));
    brief->lang = str_of(lang);
    brief->direction = direction;
    return brief;
}

// Notes 1 to count, each of one paragraph, to be referred to later.
static inline void add_notes(struct brief *brief, size_t count,
                             const char *const *marked)
{
    brief->notes = ARENA_ARRAY(brief->arena, struct note *, count);
    brief->note_count = count;
    for (size_t i = 0; i < count; i++) {
        struct note *note = ARENA_NEW(brief->arena, struct note);
        brief->notes[i] = note;
        note->number = i + 1;
        note->label = arena_printf(brief->arena, "%zu", i + 1);
        note->id = arena_printf(brief->arena, "n%zu", i + 1);
        note->content = node_new(brief->arena, NODE_PASSAGE, PLACE_NONE);
    }
    for (size_t i = 0; i < count; i++)
        block(brief, brief->notes[i]->content, NODE_PARAGRAPH, marked[i]);
}

#endif

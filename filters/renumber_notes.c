// SPDX-License-Identifier: MIT
// Numbers notes by first reference, and reports what does not fit together.
#include "filters.h"

#include "citations.h"
#include "ids.h"
#include "plain.h"

#include <unicode/uchar.h>

struct numbering {
    struct brief *brief;
    struct note **order; // by number
    size_t count;
};

// ----- Order -----

static void refer(struct numbering *numbering, struct node *node)
{
    struct note *note = node->as.note_reference.note;
    if (note->number == 0) {
        numbering->order[numbering->count++] = note;
        note->number = numbering->count;
    }
    node->as.note_reference.occurrence = note->reference_count++;
}

static void refer_below(struct numbering *numbering, struct node *root)
{
    for (struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_NOTE_REFERENCE)
            refer(numbering, node);
}

// The references of all notes in order; those of a note that is never printed
// come last.
static void list_references(struct brief *brief, struct node **roots,
                            size_t count)
{
    for (size_t i = 0; i < brief->note_count; i++)
        brief->notes[i]->references = ARENA_ARRAY(
            brief->arena, struct node *, brief->notes[i]->reference_count + 1);
    for (size_t i = 0; i < count; i++)
        for (struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            if (node->kind == NODE_NOTE_REFERENCE) {
                struct note_reference *to = &node->as.note_reference;
                to->note->references[to->occurrence] = node;
            }
}

// Texts first, then what they refer to, note by note: a note that only a note
// refers to comes after all notes of the text. Answers how many have a number.
static size_t number(struct brief *brief)
{
    struct numbering numbering = {.brief = brief};
    struct node **roots;
    size_t root_count = brief_roots(brief, &roots),
           text_count = root_count - brief->note_count;
    numbering.order =
        ARENA_ARRAY(brief->arena, struct note *, brief->note_count + 1);
    for (size_t i = 0; i < brief->note_count; i++) {
        brief->notes[i]->number = 0;
        brief->notes[i]->reference_count = 0;
    }
    for (size_t i = 0; i < text_count; i++)
        refer_below(&numbering, roots[i]);
    for (size_t i = 0; i < numbering.count; i++)
        refer_below(&numbering, numbering.order[i]->content);
    size_t printed = numbering.count, unused = printed;
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->number == 0)
            numbering.order[unused++] = brief->notes[i];
    for (size_t i = printed; i < unused; i++)
        for (struct node *root = numbering.order[i]->content, *node = root;
             node; node = node_next(root, node))
            if (node->kind == NODE_NOTE_REFERENCE)
                node->as.note_reference.occurrence =
                    node->as.note_reference.note->reference_count++;
    list_references(brief, roots, root_count);
    brief->notes = numbering.order;
    return printed;
}

// ----- Rings -----

enum colour { WHITE, GREY, BLACK };

struct visit {
    struct note *note;
    struct node *node; // where in its content the walk is
};

// Steps to the next reference in a note; NULL at its end.
static struct node *next_reference(struct visit *visit)
{
    struct node *root = visit->note->content;
    do
        visit->node = visit->node ? node_next(root, visit->node) : root;
    while (visit->node && visit->node->kind != NODE_NOTE_REFERENCE);
    return visit->node;
}

// Walks depth first, with a stack of its own: a reference to a note that is
// still open closes a ring.
static void find_rings(struct brief *brief, const struct context *context,
                       size_t printed)
{
    enum colour *colours = ARENA_ARRAY(brief->arena, enum colour, printed + 1);
    struct visit *stack = ARENA_ARRAY(brief->arena, struct visit, printed + 1);
    for (size_t first = 0; first < printed; first++) {
        size_t depth = 0;
        if (colours[first] == WHITE) {
            stack[depth++] = (struct visit){brief->notes[first], NULL};
            colours[first] = GREY;
        }
        while (depth > 0) {
            struct visit *top = &stack[depth - 1];
            struct node *reference = next_reference(top);
            if (!reference) {
                colours[top->note->number - 1] = BLACK;
                depth--;
                continue;
            }
            struct note *note = reference->as.note_reference.note;
            enum colour *colour = &colours[note->number - 1];
            if (*colour == GREY)
                diag_report(context->diag, reference->at, MESSAGE_note_cycle,
                            note->label);
            else if (*colour == WHITE)
                stack[depth++] = (struct visit){note, NULL};
            if (*colour == WHITE)
                *colour = GREY;
        }
    }
}

// ----- Ids -----

// A label that is a word says more than a number, which changes.
static bool is_word(struct str label)
{
    size_t offset = 0;
    return label.count > 0 && u_isalpha((UChar32)utf8_next(label, &offset));
}

// Two notes “ibid.” differ by what they mean.
static struct str wanted_id(const struct brief *brief, const struct note *note)
{
    struct arena *arena = brief->arena;
    if (is_word(note->label))
        return id_of_words(arena, note->label);
    struct str plain = node_plain(arena, note->content);
    if (note->cites)
        plain = arena_printf(arena, "%.*s\x1F%.*s", STR_ARG(plain),
                             STR_ARG(note->cites->id));
    return id_of_hash(arena, plain);
}

// The sources first, since others' ids are made from theirs.
static void set_ids(struct brief *brief)
{
    struct ids ids = {.arena = brief->arena};
    for (int citing = 0; citing < 2; citing++)
        for (size_t i = 0; i < brief->note_count; i++) {
            struct note *note = brief->notes[i];
            if ((note->cites != NULL) == (citing == 1))
                note->id = ids_take(&ids, wanted_id(brief, note));
        }
}

// ----- Reports -----

static bool is_empty(const struct brief *brief, const struct note *note)
{
    if (!plain_empty(node_plain(brief->arena, note->content)))
        return false;
    for (const struct node *node = note->content; node;
         node = node_next(note->content, node))
        if (node->kind == NODE_IMAGE || node->kind == NODE_NOTE_REFERENCE)
            return false;
    return true;
}

static void report(const struct brief *brief, const struct context *context)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        const struct note *note = brief->notes[i];
        if (note->number == 0)
            diag_report(context->diag, note->at, MESSAGE_note_unused,
                        note->label);
        else if (is_empty(brief, note))
            diag_report(context->diag, note->at, MESSAGE_note_empty,
                        note->label);
    }
}

bool renumber_notes(struct brief *brief, const struct context *context)
{
    size_t printed = number(brief);
    find_rings(brief, context, printed);
    citations_resolve(brief, context);
    set_ids(brief);
    report(brief, context);
    return true;
}

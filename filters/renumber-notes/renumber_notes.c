// SPDX-License-Identifier: MIT
// Numbers notes by first reference, through the brief or in each section, and
// reports what does not fit together.
#include "renumber-notes/renumber_notes.h"

#include "renumber-notes/citations.h"
#include "model/ids.h"
#include "languages/language.h"
#include "model/brief_words.h"
#include "renumber-notes/merge_notes.h"
#include "renumber-notes/note_mentions.h"
#include "text/plain.h"

#include <unicode/uchar.h>

struct numbering {
    struct brief *brief;
    struct note **order; // by number
    size_t count;
    // Where sections number their own notes: the level of their headings, the
    // one that is open, and how many notes it has.
    int section_level; // 0: the whole brief is one section
    struct node *section;
    size_t section_start, shown;
    // References to notes of another section.
    struct node **astray;
    size_t astray_count, astray_capacity;
};

// ----- Order -----

static void refer(struct numbering *numbering, struct node *node)
{
    struct note *note = node->as.note_reference.note;
    if (note->number == 0) {
        numbering->order[numbering->count++] = note;
        note->number = numbering->count;
        note->section = numbering->section;
        note->shown = numbering->section_level ? ++numbering->shown : 0;
    } else if (note->section != numbering->section) {
        ARENA_PUSH(numbering->brief->arena, numbering->astray,
                   numbering->astray_count, numbering->astray_capacity) = node;
    }
    node->as.note_reference.occurrence = note->reference_count++;
}

// The notes of a section, then those that only they call: each is called
// once, so the list that grows meanwhile ends.
static void close_section(struct numbering *numbering)
{
    for (size_t i = numbering->section_start; i < numbering->count; i++) {
        struct node *root = numbering->order[i]->content;
        for (struct node *node = root; node; node = node_next(root, node))
            if (node->kind == NODE_NOTE_REFERENCE)
                refer(numbering, node);
    }
    numbering->section_start = numbering->count;
}

static bool opens_section(const struct numbering *numbering,
                          const struct node *node)
{
    return node->kind == NODE_HEADING && numbering->section_level &&
           node->as.heading.level <= numbering->section_level &&
           !plain_empty(node_plain(numbering->brief->arena, node));
}

static void refer_below(struct numbering *numbering, struct node *root)
{
    bool body = root == numbering->brief->body;
    for (struct node *node = root; node; node = node_next(root, node)) {
        if (body && opens_section(numbering, node)) {
            close_section(numbering);
            numbering->section = node;
            numbering->shown = 0;
        }
        if (node->kind == NODE_NOTE_REFERENCE)
            refer(numbering, node);
    }
}

// The level of the headings that divide the text: 1 where the title is in the
// front matter and the sections have one mark.
static int level_of_sections(const struct brief *brief)
{
    int level = 0;
    const struct node *body = brief->body;
    for (const struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_HEADING &&
            (level == 0 || node->as.heading.level < level))
            level = node->as.heading.level;
    return level;
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

static void forget_numbers(struct brief *brief)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        struct note *note = brief->notes[i];
        note->number = note->shown = note->reference_count = 0;
        note->section = NULL;
    }
}

// Notes that nobody refers to, at the end; what they refer to is counted.
static void add_unused(struct numbering *numbering)
{
    struct brief *brief = numbering->brief;
    size_t printed = numbering->count, unused = printed;
    for (size_t i = 0; i < brief->note_count; i++)
        if (brief->notes[i]->number == 0)
            numbering->order[unused++] = brief->notes[i];
    for (size_t i = printed; i < unused; i++)
        for (struct node *root = numbering->order[i]->content, *node = root;
             node; node = node_next(root, node))
            if (node->kind == NODE_NOTE_REFERENCE)
                node->as.note_reference.occurrence =
                    node->as.note_reference.note->reference_count++;
}

// Texts first, then what they refer to, note by note: a note that only a note
// refers to comes after all notes of the text, or of its section.
static struct numbering number(struct brief *brief)
{
    struct numbering numbering = {.brief = brief};
    struct node **roots;
    size_t root_count = brief_roots(brief, &roots),
           text_count = root_count - brief->note_count;
    numbering.order =
        ARENA_ARRAY(brief->arena, struct note *, brief->note_count + 1);
    if (settings_asked(&brief->meta.settings, SETTING_NOTES))
        numbering.section_level = level_of_sections(brief);
    forget_numbers(brief);
    for (size_t i = 0; i < text_count; i++)
        refer_below(&numbering, roots[i]);
    close_section(&numbering);
    add_unused(&numbering);
    list_references(brief, roots, root_count);
    brief->notes = numbering.order;
    return numbering;
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

// A number that is another note's in this section leads a reader of print
// astray.
static void report_astray(const struct numbering *numbering,
                          const struct context *context)
{
    const struct brief *brief = numbering->brief;
    for (size_t i = 0; i < numbering->astray_count; i++) {
        const struct node *reference = numbering->astray[i];
        const struct note *note = reference->as.note_reference.note;
        diag_report(context->diag, reference->at, MESSAGE_note_other_section,
                    note->label, brief_note_number(brief->arena, brief, note));
    }
}

static void report(const struct brief *brief, const struct context *context)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        const struct note *note = brief->notes[i];
        if (note->again)
            continue; // the reader has told of it
        if (note->number == 0)
            diag_report(context->diag, note->at, MESSAGE_note_unused,
                        note->label);
        else if (is_empty(brief, note))
            diag_report(context->diag, note->at, MESSAGE_note_empty,
                        note->label);
    }
}

bool renumber_in_order(struct brief *brief, const struct context *context)
{
    (void)context;
    number(brief);
    return true;
}

bool renumber_notes(struct brief *brief, const struct context *context)
{
    struct numbering numbering = number(brief);
    // What an ibid. or "note 3" means is settled before any note goes.
    note_mentions_link(brief, context);
    citations_resolve(brief);
    if (settings_asked(&brief->meta.settings, SETTING_NOTES_MERGE)) {
        merge_notes(brief, context);
        numbering = number(brief);
    }
    note_mentions_number(brief, context);
    find_rings(brief, context, numbering.count);
    citations_report(brief, context);
    citations_link(brief);
    set_ids(brief);
    report_astray(&numbering, context);
    report(brief, context);
    return true;
}

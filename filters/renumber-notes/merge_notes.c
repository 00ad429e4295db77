// SPDX-License-Identifier: MIT
// Finding notes that say the same, and making them one.
#include "renumber-notes/merge_notes.h"

#include "base/buffer.h"
#include "renumber-notes/citations.h"
#include "renumber-notes/note_mentions.h"
#include "text/plain.h"

#include <stdlib.h>

struct saying {
    struct str all; // words, markup, links and language of a note
    size_t index;   // in brief->notes
};

// Everything of a note in one row. Breaks of lines are spaces, and what an
// author's link shows is not all that it says.
static struct str say(struct arena *arena, const struct note *note)
{
    struct buffer out = {0};
    const struct node *root = note->content;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind == NODE_TEXT)
            buffer_add(&out, node->as.text.text);
        else if (node->kind == NODE_SOFT_BREAK)
            buffer_add_byte(&out, ' ');
        else
            buffer_printf(&out, "\x1F%d %.*s %d ", (int)node->kind,
                          STR_ARG(node->lang), (int)node->direction);
        if (node->kind == NODE_CODE)
            buffer_add(&out, node->as.text.text);
        else if (node->kind == NODE_CODE_BLOCK)
            buffer_add(&out, node->as.code_block.text);
        else if (node->kind == NODE_LINK)
            buffer_add(&out, node->as.link.url);
        else if (node->kind == NODE_IMAGE)
            buffer_add(&out, node->as.image.path);
        else if (node->kind == NODE_NOTE_REFERENCE)
            buffer_add(&out, node->as.note_reference.note->label);
    }
    // In another section it has another number.
    buffer_printf(&out, "\x1F%zu %zu", note->cites ? note->cites->number : 0,
                  note->section ? note->section->at.offset : 0);
    return buffer_to_arena(&out, arena);
}

static bool may_merge(struct arena *arena, const struct note *note,
                      struct str lang)
{
    struct str plain = node_plain(arena, note->content);
    return note->number > 0 && !plain_empty(plain) &&
           citation_of(plain, lang) != CITATION_IBID;
}

static int by_words_then_order(const void *a, const void *b)
{
    const struct saying *x = a, *y = b;
    int order = str_compare(x->all, y->all);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

// For each note the one that stays for it, itself or an earlier one.
static struct note **find_repeats(struct brief *brief)
{
    struct arena *arena = brief->arena;
    struct note **stays =
        ARENA_ARRAY(arena, struct note *, brief->note_count + 1);
    struct saying *sayings =
        ARENA_ARRAY(arena, struct saying, brief->note_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < brief->note_count; i++) {
        stays[i] = brief->notes[i];
        if (may_merge(arena, brief->notes[i], brief->lang))
            sayings[count++] = (struct saying){say(arena, brief->notes[i]), i};
    }
    if (count)
        qsort(sayings, count, sizeof *sayings, by_words_then_order);
    for (size_t i = 1; i < count; i++)
        if (str_equal(sayings[i].all, sayings[i - 1].all))
            stays[sayings[i].index] = stays[sayings[i - 1].index];
    return stays;
}

static void point_below(struct node *root, struct note *const *stays)
{
    for (struct node *node = root; node; node = node_next(root, node)) {
        struct note **note = node->kind == NODE_NOTE_REFERENCE
                                 ? &node->as.note_reference.note
                             : note_mention_is(node) ? &node->as.link.note
                                                     : NULL;
        if (note && (*note)->number > 0)
            *note = stays[(*note)->number - 1];
    }
}

void merge_notes(struct brief *brief, const struct context *context)
{
    struct note **stays = find_repeats(brief);
    struct node **roots;
    size_t count = brief_roots(brief, &roots), kept = 0;
    for (size_t i = 0; i < count; i++)
        point_below(roots[i], stays);
    for (size_t i = 0; i < brief->note_count; i++) {
        struct note *note = brief->notes[i];
        if (note->cites)
            note->cites = stays[note->cites->number - 1];
        if (stays[i] == note)
            brief->notes[kept++] = note;
        else
            diag_report(context->diag, note->at, MESSAGE_note_merged,
                        note->label, stays[i]->label);
    }
    brief->note_count = kept;
}

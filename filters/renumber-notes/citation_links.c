// SPDX-License-Identifier: MIT
// Links from the words of a citation to the note that it means.
#include "renumber-notes/citations.h"

// The first text of a note, where no author's link holds it. *link is ours of
// an earlier run, or NULL.
struct node *citation_first_text(const struct note *note, struct node **link)
{
    struct node *root = note->content, *node = root;
    *link = NULL;
    for (; node && kind_facts[node->kind].holds != HOLDS_TEXT;
         node = node_next(root, node)) {
        if (node->kind == NODE_LINK && !node->as.link.note)
            return NULL;
        if (node->kind == NODE_LINK)
            *link = node;
    }
    return node && node->kind == NODE_TEXT ? node : NULL;
}

static struct node *text_of(struct arena *arena, const struct node *like,
                            size_t from, size_t to)
{
    struct place at = like->at;
    if (place_known(at) && at.count == like->as.text.text.count)
        at = (struct place){at.offset + from, to - from};
    struct node *node = node_new(arena, NODE_TEXT, at);
    node->as.text.text = str_slice(like->as.text.text, from, to);
    return node;
}

// Cuts start … end out of a text and puts a link to a note around it.
static void link_words(struct arena *arena, struct node *text, size_t start,
                       size_t end, struct note *note)
{
    struct node *words = text_of(arena, text, start, end);
    struct node *link = node_new(arena, NODE_LINK, words->at);
    link->as.link.note = note;
    node_append(link, words);
    if (start > 0)
        node_insert_before(text, text_of(arena, text, 0, start));
    node_insert_before(text, link);
    if (end < text->as.text.text.count)
        node_insert_before(text,
                           text_of(arena, text, end, text->as.text.text.count));
    node_unlink(text);
}

void citations_link(struct brief *brief)
{
    for (size_t i = 0; i < brief->note_count; i++) {
        struct note *note = brief->notes[i];
        struct node *link, *text = citation_first_text(note, &link);
        size_t start, end;
        if (!note->cites || !text)
            continue;
        struct str plain = node_plain(brief->arena, note->content);
        if (link)
            link->as.link.note = note->cites;
        else if (citation_words(text->as.text.text, plain, brief->lang, &start,
                                &end))
            link_words(brief->arena, text, start, end, note->cites);
    }
}

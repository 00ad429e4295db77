// SPDX-License-Identifier: MIT
// Paragraphs of verse, parted into lines and hemistichs.
#include "read/markdown/verse.h"

static const char *const separators[] = {" / ", " * ", " *** ", "\t", "    "};

// Where hemistichs are parted in a text: the offset and length; false where
// nowhere.
static bool find_separator(struct str text, size_t *offset, size_t *count)
{
    size_t best = STR_NONE;
    for (size_t i = 0; i < COUNT(separators); i++) {
        struct str separator = str_of(separators[i]);
        size_t at = str_find(text, separator);
        if (at == STR_NONE || at >= best)
            continue;
        best = at;
        *offset = at;
        *count = separator.count;
    }
    return best != STR_NONE;
}

static bool is_blank_text(const struct node *node)
{
    return node->kind == NODE_TEXT && str_blank(node->as.text.text);
}

// Text before and behind it, of a line that is parted once.
static struct node *parted_text(struct node *line, size_t *offset,
                                size_t *count)
{
    struct node *found = NULL;
    for (struct node *n = line->first; n; n = n->next) {
        if (n->kind != NODE_TEXT)
            continue;
        struct str text = n->as.text.text;
        for (size_t from = 0, at = 0, length = 0;
             find_separator(str_slice(text, from, text.count), &at, &length);
             from += at + length) {
            if (found)
                return NULL;
            found = n;
            *offset = from + at;
            *count = length;
        }
    }
    return found;
}

// Without space at its start, or at its end.
static struct str trim_side(struct str text, bool start)
{
    struct str trimmed = str_trim(text);
    size_t from = trimmed.count ? (size_t)(trimmed.bytes - text.bytes) : 0;
    return start ? str_slice(text, from, text.count)
                 : str_slice(text, 0, from + trimmed.count);
}

static void trim_ends(struct node *line)
{
    while (line->first && is_blank_text(line->first))
        node_unlink(line->first);
    while (line->last && is_blank_text(line->last))
        node_unlink(line->last);
    if (line->last && line->last->kind == NODE_TEXT)
        line->last->as.text.text = trim_side(line->last->as.text.text, false);
    if (line->first && line->first->kind == NODE_TEXT)
        line->first->as.text.text = trim_side(line->first->as.text.text, true);
}

// A line of two hemistichs becomes a couplet: a division of two paragraphs.
static void part_line(struct arena *arena, struct node *line)
{
    size_t offset = 0, count = 0;
    struct node *text = parted_text(line, &offset, &count);
    if (!text)
        return;
    struct node *rest = node_cut(arena, text, offset + count);
    text->as.text.text = str_slice(text->as.text.text, 0, offset);
    struct node *second = node_new(arena, NODE_PARAGRAPH, rest->at);
    while (rest) {
        struct node *next = rest->next;
        node_unlink(rest);
        node_append(second, rest);
        rest = next;
    }
    trim_ends(line);
    trim_ends(second);
    if (!line->first || !second->first) // it only begins or ends so
        return;
    struct node *couplet = node_new(arena, NODE_DIVISION, line->at);
    couplet->verse = VERSE_COUPLET;
    node_insert_before(line, couplet);
    node_unlink(line);
    node_append(couplet, line);
    node_append(couplet, second);
}

static void end_line(struct arena *arena, struct node *stanza,
                     struct node *line)
{
    trim_ends(line);
    if (!line->first)
        return;
    line->at = line->first->at;
    node_append(stanza, line);
    part_line(arena, line);
}

static void part_paragraph(struct arena *arena, struct node *paragraph)
{
    struct node *stanza = node_new(arena, NODE_DIVISION, paragraph->at);
    stanza->verse = VERSE_STANZA;
    stanza->anchor = paragraph->anchor;
    struct node *line = node_new(arena, NODE_PARAGRAPH, paragraph->at);
    for (struct node *n = paragraph->first, *next; n; n = next) {
        next = n->next;
        node_unlink(n);
        if (n->kind != NODE_SOFT_BREAK && n->kind != NODE_LINE_BREAK) {
            node_append(line, n);
            continue;
        }
        end_line(arena, stanza, line);
        line = node_new(arena, NODE_PARAGRAPH, paragraph->at);
    }
    end_line(arena, stanza, line);
    node_insert_before(paragraph, stanza);
    node_unlink(paragraph);
}

void verse_shape(struct arena *arena, struct node *division)
{
    if (division->kind != NODE_DIVISION || division->verse != VERSE_WHOLE)
        return;
    for (struct node *n = division->first, *next; n; n = next) {
        next = n->next;
        if (n->kind == NODE_PARAGRAPH)
            part_paragraph(arena, n);
    }
}

// SPDX-License-Identifier: MIT
// From the runs of a paragraph to nodes with a direction.
#include "direction/direction.h"

#include "direction/mixed_runs.h"

static struct place joined(struct place first, struct place last)
{
    if (!place_known(first) || !place_known(last) || last.offset < first.offset)
        return first;
    return (struct place){first.offset,
                          last.offset - first.offset + last.count};
}

// Moves first … last into another parent, at its end.
static void move(struct node *first, struct node *last, struct node *parent)
{
    for (struct node *node = first, *next; node; node = next) {
        next = node == last ? NULL : node->next;
        node_unlink(node);
        node_append(parent, node);
    }
}

static struct node *wrap(struct arena *arena, struct node *first,
                         struct node *last)
{
    struct node *span = node_new(arena, NODE_SPAN, joined(first->at, last->at));
    node_insert_before(first, span);
    move(first, last, span);
    return span;
}

// Cuts the parent of a node in two before it: emphasis that a run begins in.
static struct node *split_before(struct arena *arena, struct node *node)
{
    struct node *parent = node->parent;
    struct node *rest = node_new(arena, parent->kind, parent->at);
    rest->as = parent->as;
    node_insert_after(parent, rest);
    move(node, parent->last, rest);
    return rest;
}

static bool holds(const struct node *above, const struct node *node)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

// Whole nodes side by side that are just the run: texts are cut at its ends,
// and markup that it begins or ends within.
static void make_whole(struct arena *arena, struct node **first,
                       struct node **last)
{
    struct node *common = (*first)->parent;
    while (!holds(common, *last))
        common = common->parent;
    while ((*first)->parent != common)
        *first =
            (*first)->previous ? split_before(arena, *first) : (*first)->parent;
    while ((*last)->parent != common) {
        if ((*last)->next)
            split_before(arena, (*last)->next);
        *last = (*last)->parent;
    }
}

static struct node *node_of_run(const struct mixed_line *line,
                                const struct mixed_run *run,
                                const struct node *root)
{
    const struct mixed_cell *start = &line->cells[run->start],
                            *end = &line->cells[run->end - 1];
    struct node *first = start->node, *last = end->node;
    struct arena *arena = line->nodes;
    if (end->c && end->end < last->as.text.text.count)
        node_cut(arena, last, end->end);
    if (start->c && start->offset > 0) {
        struct node *rest = node_cut(arena, first, start->offset);
        last = last == first ? rest : last;
        first = rest;
    }
    make_whole(arena, &first, &last);
    // Markup that holds nothing else has the direction itself.
    while (!first->previous && !last->next &&
           !kind_facts[first->parent->kind].block && first->parent != root)
        first = last = first->parent;
    bool one = first == last && first->kind != NODE_TEXT &&
               kind_facts[first->kind].holds == HOLDS_INLINES;
    return one ? first : wrap(arena, first, last);
}

// Code is written from left to right, whatever stands around it.
static void turn_code(const struct mixed_line *line)
{
    for (size_t at = 0; line->rtl && at < line->count; at++) {
        struct node *node = line->cells[at].node;
        if (node->kind == NODE_CODE && node->direction == DIRECTION_INHERIT)
            node->direction = DIRECTION_LTR;
    }
}

static struct mixed_runs runs_in(struct mixed_line *line, struct node *root)
{
    direction_line(line, root);
    direction_addresses(line);
    direction_pairs(line);
    direction_numbers(line);
    direction_tally(line);
    return direction_runs(line);
}

// From the last: cutting a text moves what comes after.
static struct direction_isolates make_nodes(const struct mixed_line *line,
                                            const struct mixed_runs *runs,
                                            const struct node *root)
{
    struct direction_isolates made = {
        ARENA_ARRAY(line->nodes, struct direction_isolate, runs->count + 1),
        runs->count};
    for (size_t i = runs->count; i > 0; i--) {
        const struct mixed_run *run = &runs->items[i - 1];
        struct node *node = node_of_run(line, run, root);
        if (!line->phrases)
            node->direction = run->rtl ? DIRECTION_RTL : DIRECTION_LTR;
        made.items[i - 1] = (struct direction_isolate){node, run->words};
    }
    return made;
}

// Most paragraphs of an English brief have only Latin letters, and signs such
// as dashes and quotation marks, whose first byte is E2.
static bool only_latin(const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (kind_facts[node->kind].holds != HOLDS_TEXT)
            continue;
        struct str text = node->as.text.text;
        for (size_t i = 0; i < text.count; i++) {
            unsigned char byte = (unsigned char)text.bytes[i];
            if (byte >= 0xCE && byte != 0xE2)
                return false;
        }
    }
    return true;
}

// Of a line's cells: a paragraph is often shorter.
enum { SCRATCH_BYTES = 32 * 1024 };

struct direction_isolates direction_isolate(struct arena *arena,
                                            struct node *root,
                                            enum direction base,
                                            struct str lang)
{
    bool rtl = base == DIRECTION_RTL;
    if (!rtl && only_latin(root))
        return (struct direction_isolates){NULL, 0};
    struct arena *scratch = arena_new_of(SCRATCH_BYTES);
    struct mixed_line line = {.arena = scratch,
                              .nodes = arena,
                              .rtl = rtl,
                              .latin = rtl,
                              .lang = lang};
    struct mixed_runs runs = runs_in(&line, root);
    struct direction_isolates isolates = make_nodes(&line, &runs, root);
    turn_code(&line);
    arena_free(scratch);
    return isolates;
}

// ----- Phrases in the same direction -----

// One word such as -www.example.org or a:b@c, which is no address to the rules.
static bool like_address(const struct mixed_line *line,
                         const struct mixed_run *run)
{
    bool at_sign = false, slashes = false;
    for (size_t at = run->start; at < run->end; at++) {
        if (cell_is(line, at, CELL_SPACE))
            return false;
        uint32_t c = line->cells[at].c;
        at_sign = at_sign || c == '@';
        slashes = slashes || (c == ':' && cell_char(line, at + 1) == '/');
    }
    size_t start = run->start;
    bool www = cell_char(line, start) == 'w' &&
               cell_char(line, start + 1) == 'w' &&
               cell_char(line, start + 2) == 'w';
    return at_sign || slashes || www;
}

// Several words, and not of an address: less says nothing of a language.
static bool is_phrase(const struct mixed_line *line,
                      const struct mixed_run *run)
{
    size_t words = 0;
    bool inside = false;
    for (size_t at = run->start; at < run->end; at++) {
        bool letter =
            cell_is(line, at, CELL_FOREIGN) && !line->cells[at].address;
        words += letter && !inside;
        inside = letter;
    }
    return words > 1 && !like_address(line, run);
}

// A node that is one phrase from end to end needs no other within it: there
// would be one within that, and so on.
static bool is_all_of_phrase(const struct mixed_line *line,
                             const struct mixed_run *run,
                             const struct node *root)
{
    return !kind_facts[root->kind].block && run->start == 0 &&
           run->end == line->count;
}

struct direction_isolates direction_phrases(struct arena *arena,
                                            struct node *root, enum script home,
                                            struct str lang)
{
    struct arena *scratch = arena_new_of(SCRATCH_BYTES);
    struct mixed_line line = {.arena = scratch,
                              .nodes = arena,
                              .latin = true,
                              .phrases = true,
                              .home = home,
                              .lang = lang};
    struct mixed_runs runs = runs_in(&line, root);
    size_t count = 0;
    for (size_t i = 0; i < runs.count; i++)
        if (is_phrase(&line, &runs.items[i]) &&
            !is_all_of_phrase(&line, &runs.items[i], root))
            runs.items[count++] = runs.items[i];
    runs.count = count;
    struct direction_isolates isolates = make_nodes(&line, &runs, root);
    arena_free(scratch);
    return isolates;
}

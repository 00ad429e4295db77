// SPDX-License-Identifier: MIT
// Two sections side by side: their texts, notes, figures, tables and lists.
#include "compare/comparing.h"

#include "compare/align.h"

// ----- How alike things are -----

// What a thing costs that has no partner. A pair that has nothing in common
// costs more than two of those.
enum { GAP_BLOCK = 45, GAP_NOTE = 45, GAP_FIGURE = 30, GAP_GRID = 35 };

struct pair {
    const struct comparing *comparing;
    const struct edition_section *a, *b;
    struct block_partners blocks;
};

// Two texts by what they say: 0 where it is the same, or nothing.
static int facts_cost(const struct pair *pair, const struct facts *a,
                      const struct facts *b, int whole)
{
    size_t strong = 0, same = 0;
    for (size_t i = 0; i < a->count; i++) {
        bool found = false;
        for (size_t j = 0; j < b->count && !found; j++)
            found = fact_same(&a->items[i], &b->items[j],
                              pair->comparing->partners);
        strong += !a->items[i].weak;
        same += !a->items[i].weak && found;
    }
    for (size_t j = 0; j < b->count; j++) {
        bool found = false;
        for (size_t i = 0; i < a->count && !found; i++)
            found = fact_same(&a->items[i], &b->items[j],
                              pair->comparing->partners);
        strong += !b->items[j].weak;
        same += !b->items[j].weak && found;
    }
    return strong ? (int)((strong - same) * (size_t)whole / strong) : 0;
}

static int block_cost(const void *closure, size_t a, size_t b)
{
    const struct pair *pair = closure;
    const struct saying *x = &pair->a->blocks.items[a],
                        *y = &pair->b->blocks.items[b];
    return facts_cost(pair, &x->facts, &y->facts, 45) +
           comparing_length_cost(pair->comparing, x->length, y->length, 20) +
           (x->kind == y->kind ? 0 : 40);
}

// Things of one paragraph stand in its partner, or before the same.
static int place_cost(const struct pair *pair, size_t a, size_t b)
{
    size_t partner = a < pair->a->blocks.count ? pair->blocks.of_a[a]
                                               : pair->b->blocks.count;
    return partner == b || partner == SIZE_MAX ? 0 : 30;
}

static int note_cost(const void *closure, size_t a, size_t b)
{
    const struct pair *pair = closure;
    const struct saying *x = &pair->a->notes.items[a],
                        *y = &pair->b->notes.items[b];
    return facts_cost(pair, &x->facts, &y->facts, 65) +
           comparing_length_cost(pair->comparing, x->length, y->length, 20) +
           place_cost(pair, x->block, y->block);
}

static int figure_cost(const void *closure, size_t a, size_t b)
{
    const struct pair *pair = closure;
    const struct exhibit *x = &pair->a->figures.items[a],
                         *y = &pair->b->figures.items[b];
    return (str_equal(x->name, y->name) ? 0 : 40) +
           place_cost(pair, x->caption.block, y->caption.block);
}

static int grid_cost(const void *closure, size_t a, size_t b)
{
    const struct pair *pair = closure;
    const struct grid *x = &pair->a->grids.items[a],
                      *y = &pair->b->grids.items[b];
    size_t cells = 0, differ = 0;
    for (size_t i = 0; i < x->cells.count && i < y->cells.count; i++, cells++)
        differ += facts_cost(pair, &x->cells.items[i].facts,
                             &y->cells.items[i].facts, 2) > 0;
    int size = x->rows == y->rows && x->columns == y->columns ? 0 : 15;
    return (x->chart != y->chart ? 80 : 0) + size +
           (cells && size == 0 ? (int)(differ * 50 / cells) : 20);
}

// ----- Places -----

// The place in the other section of a thing that it lacks: at the partner of
// its block, or of the one before that has one.
static struct place nearest(const struct pair *pair, bool in_original,
                            size_t block)
{
    const struct edition_section *own = in_original ? pair->a : pair->b;
    const struct edition_section *other = in_original ? pair->b : pair->a;
    const size_t *partners =
        in_original ? pair->blocks.of_a : pair->blocks.of_b;
    for (size_t at = block + 1; at-- > 0;)
        if (at < own->blocks.count && partners[at] != SIZE_MAX)
            return other->blocks.items[partners[at]].at;
    return place_known(other->heading.at) || other->blocks.count == 0
               ? other->heading.at
               : other->blocks.items[0].at;
}

// ----- Reporting -----

static enum message message_of(enum fact_kind kind)
{
    switch (kind) {
    case FACT_NUMBER:
        return MESSAGE_edition_number_missing;
    case FACT_DATE:
        return MESSAGE_edition_date_missing;
    case FACT_LINK:
        return MESSAGE_edition_link_missing;
    }
    return MESSAGE_edition_number_missing;
}

static void report_facts(const struct pair *pair, bool in_original,
                         const struct missing_list *list,
                         const struct place *near)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct fact *fact = list->items[i].fact;
        struct place place =
            near ? *near : nearest(pair, in_original, list->items[i].block);
        comparing_report_only(pair->comparing, in_original,
                              (struct thing){message_of(fact->kind),
                                             fact->written, fact->at, place});
    }
}

static void find_in_sayings(const struct pair *pair, const struct saying *a,
                            const struct saying *b, struct missing_list *of_a,
                            struct missing_list *of_b)
{
    static size_t first[] = {0};
    struct sayings x = {(struct saying *)a, 1, 1},
                   y = {(struct saying *)b, 1, 1};
    differences_missing(pair->comparing->arena, &x, &y,
                        (struct block_partners){first, first},
                        pair->comparing->partners, of_a, of_b);
}

// Two texts that stand for each other: a heading, a note, a caption.
static void compare_sayings(const struct pair *pair, const struct saying *a,
                            const struct saying *b)
{
    struct missing_list of_a = {0}, of_b = {0};
    find_in_sayings(pair, a, b, &of_a, &of_b);
    report_facts(pair, true, &of_a, &b->inside);
    report_facts(pair, false, &of_b, &a->inside);
}

static void compare_blocks(const struct pair *pair)
{
    struct missing_list of_a = {0}, of_b = {0};
    differences_missing(pair->comparing->arena, &pair->a->blocks,
                        &pair->b->blocks, pair->blocks,
                        pair->comparing->partners, &of_a, &of_b);
    report_facts(pair, true, &of_a, NULL);
    report_facts(pair, false, &of_b, NULL);
}

// ----- Things that are there or not -----

static void report_thing(const struct pair *pair, bool in_original,
                         enum message message, const struct saying *saying)
{
    comparing_report_only(
        pair->comparing, in_original,
        (struct thing){message, saying->words, saying->at,
                       nearest(pair, in_original, saying->block)});
}

// Partners of the items of a, and which of b are taken.
struct matched {
    size_t *partners;
    bool *taken;
};

static struct matched match(const struct pair *pair, size_t a_count,
                            size_t b_count, align_cost *cost, int gap)
{
    struct arena *arena = pair->comparing->arena;
    struct matched matched = {ARENA_ARRAY(arena, size_t, a_count + 1),
                              ARENA_ARRAY(arena, bool, b_count + 1)};
    align(arena, a_count, b_count, cost, pair, gap, matched.partners);
    for (size_t i = 0; i < a_count; i++)
        if (matched.partners[i] != SIZE_MAX)
            matched.taken[matched.partners[i]] = true;
    return matched;
}

static void compare_notes(const struct pair *pair)
{
    const struct sayings *a = &pair->a->notes, *b = &pair->b->notes;
    struct matched matched =
        match(pair, a->count, b->count, note_cost, GAP_NOTE);
    for (size_t i = 0; i < a->count; i++)
        if (matched.partners[i] == SIZE_MAX)
            report_thing(pair, true, MESSAGE_edition_note_missing,
                         &a->items[i]);
        else
            compare_sayings(pair, &a->items[i], &b->items[matched.partners[i]]);
    for (size_t i = 0; i < b->count; i++)
        if (!matched.taken[i])
            report_thing(pair, false, MESSAGE_edition_note_missing,
                         &b->items[i]);
}

static void compare_figures(const struct pair *pair)
{
    const struct exhibits *a = &pair->a->figures, *b = &pair->b->figures;
    struct matched matched =
        match(pair, a->count, b->count, figure_cost, GAP_FIGURE);
    for (size_t i = 0; i < a->count; i++)
        if (matched.partners[i] == SIZE_MAX)
            report_thing(pair, true, MESSAGE_edition_figure_missing,
                         &a->items[i].caption);
        else
            compare_sayings(pair, &a->items[i].caption,
                            &b->items[matched.partners[i]].caption);
    for (size_t i = 0; i < b->count; i++)
        if (!matched.taken[i])
            report_thing(pair, false, MESSAGE_edition_figure_missing,
                         &b->items[i].caption);
}

static struct str size_of(struct arena *arena, const struct grid *grid)
{
    return arena_printf(arena, "%zu rows and %zu columns", grid->rows,
                        grid->columns);
}

// Numbers of tables are small, and all of them count.
static bool cells_differ(const struct pair *pair, const struct saying *a,
                         const struct saying *b)
{
    struct missing_list of_a = {0}, of_b = {0};
    find_in_sayings(pair, a, b, &of_a, &of_b);
    return of_a.count + of_b.count > 0;
}

static void compare_cells(const struct pair *pair, const struct grid *a,
                          const struct grid *b)
{
    struct arena *arena = pair->comparing->arena;
    for (size_t i = 0; i < a->cells.count && i < b->cells.count; i++) {
        const struct saying *x = &a->cells.items[i], *y = &b->cells.items[i];
        if (cells_differ(pair, x, y))
            comparing_report_both(
                pair->comparing,
                (struct difference){
                    .message = MESSAGE_edition_table_differs,
                    .what = arena_printf(arena, "this cell says ‘%.*s’",
                                         STR_ARG(y->words)),
                    .other = arena_printf(arena, "‘%.*s’", STR_ARG(x->words)),
                    .at = y->at,
                    .original = x->at});
    }
}

static void compare_grid(const struct pair *pair, const struct grid *a,
                         const struct grid *b)
{
    struct arena *arena = pair->comparing->arena;
    compare_sayings(pair, &a->caption, &b->caption);
    if (a->rows == b->rows && a->columns == b->columns) {
        compare_cells(pair, a, b);
        return;
    }
    const char *what = a->chart ? "chart" : "table";
    comparing_report_both(
        pair->comparing,
        (struct difference){.message = MESSAGE_edition_table_differs,
                            .what =
                                arena_printf(arena, "this %s has %.*s", what,
                                             STR_ARG(size_of(arena, b))),
                            .other = size_of(arena, a),
                            .at = b->caption.inside,
                            .original = a->caption.inside});
}

static enum message grid_message(const struct grid *grid)
{
    return grid->chart ? MESSAGE_edition_figure_missing
                       : MESSAGE_edition_table_missing;
}

static void compare_grids(const struct pair *pair)
{
    const struct grids *a = &pair->a->grids, *b = &pair->b->grids;
    struct matched matched =
        match(pair, a->count, b->count, grid_cost, GAP_GRID);
    for (size_t i = 0; i < a->count; i++)
        if (matched.partners[i] == SIZE_MAX)
            report_thing(pair, true, grid_message(&a->items[i]),
                         &a->items[i].caption);
        else
            compare_grid(pair, &a->items[i], &b->items[matched.partners[i]]);
    for (size_t i = 0; i < b->count; i++)
        if (!matched.taken[i])
            report_thing(pair, false, grid_message(&b->items[i]),
                         &b->items[i].caption);
}

static struct str points_of(struct arena *arena, size_t count)
{
    return arena_printf(arena, "%zu point%s", count, count == 1 ? "" : "s");
}

static void compare_lists(const struct pair *pair)
{
    const struct lists *a = &pair->a->lists, *b = &pair->b->lists;
    struct arena *arena = pair->comparing->arena;
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (a->items[i].count != b->items[i].count)
            comparing_report_both(
                pair->comparing,
                (struct difference){.message = MESSAGE_edition_list_differs,
                                    .what = points_of(arena, b->items[i].count),
                                    .other =
                                        points_of(arena, a->items[i].count),
                                    .at = b->items[i].at,
                                    .original = a->items[i].at});
}

static bool same_kinds(const struct sayings *a, const struct sayings *b)
{
    for (size_t i = 0; a->count == b->count && i < a->count; i++)
        if (a->items[i].kind != b->items[i].kind)
            return false;
    return a->count == b->count;
}

// Blocks that are as many, and of the same kinds, are each other's in their
// order.
static void find_blocks(struct pair *pair)
{
    struct arena *arena = pair->comparing->arena;
    size_t a_count = pair->a->blocks.count, b_count = pair->b->blocks.count;
    pair->blocks.of_a = ARENA_ARRAY(arena, size_t, a_count);
    pair->blocks.of_b = ARENA_ARRAY(arena, size_t, b_count);
    for (size_t i = 0; i < a_count; i++)
        pair->blocks.of_a[i] = i;
    if (!same_kinds(&pair->a->blocks, &pair->b->blocks))
        align(arena, a_count, b_count, block_cost, pair, GAP_BLOCK,
              pair->blocks.of_a);
    for (size_t i = 0; i < b_count; i++)
        pair->blocks.of_b[i] = SIZE_MAX;
    for (size_t i = 0; i < a_count; i++)
        if (pair->blocks.of_a[i] != SIZE_MAX)
            pair->blocks.of_b[pair->blocks.of_a[i]] = i;
}

void compare_section(const struct comparing *comparing,
                     const struct edition_section *a,
                     const struct edition_section *b)
{
    struct pair pair = {comparing, a, b};
    find_blocks(&pair);
    if (a->level != b->level)
        comparing_report_both(
            comparing,
            (struct difference){
                .message = MESSAGE_edition_heading_level,
                .what = arena_printf(comparing->arena, "%d", b->level),
                .other = arena_printf(comparing->arena, "%d", a->level),
                .at = b->heading.at,
                .original = a->heading.at});
    compare_sayings(&pair, &a->heading, &b->heading);
    compare_blocks(&pair);
    compare_notes(&pair);
    compare_figures(&pair);
    compare_grids(&pair);
    compare_lists(&pair);
}

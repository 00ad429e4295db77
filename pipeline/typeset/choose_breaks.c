// SPDX-License-Identifier: MIT
// Choosing breaks over the whole paragraph.
//
// Justified text by total fit: D. E. Knuth and M. F. Plass, "Breaking
// paragraphs into lines", Software: Practice and Experience 11 (1981). Each
// line has a ratio: how far its word spaces are from normal, 1 at the widest
// and -1 at the narrowest allowed. Badness is 100 |ratio|^3, and the sum of the
// lines' demerits is made least. Ragged text: the fewest lines, then the least
// sum of squares of what they lack.
#include "paragraph_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FITNESS_TIGHT, FITNESS_DECENT, FITNESS_LOOSE, FITNESS_VERY_LOOSE };
enum { FITNESS_COUNT = 4, HYPHENS_COUNT = 3, LETTERS_IN_LAST_LINE = 4 };

// Demerits, in the scale of TeX (The TeXbook, chapter 14).
#define LINE_PENALTY 10.0
#define ADJACENT_DEMERITS 10000.0 // a tight line beside a loose one
#define DOUBLE_HYPHEN_DEMERITS 10000.0
#define FINAL_HYPHEN_DEMERITS 5000.0
#define THIRD_HYPHEN_DEMERITS 1e8
#define SHORT_LAST_DEMERITS 1e6
#define OVERFULL_DEMERITS 1e15
#define BADNESS_MOST 1e6
#define HOPELESS 1e6 // the ratio of a line with no word space to stretch

// Of ratios, in three attempts.
#define FIRST_TOLERANCE 0.6
#define SECOND_TOLERANCE 1.0

struct way {
    size_t at;       // of breaks
    size_t previous; // of nodes; SIZE_MAX for the start
    double demerits;
    int fitness, hyphens; // flagged lines in a row up to here
};
struct candidate {
    double demerits;
    size_t previous;
};

struct search {
    const struct paragraph *paragraph;
    const struct measure_style *m;
    const struct breakpoints *breaks;
    struct arena *arena;
    double tolerance; // INFINITY: the last attempt
    struct way *nodes;
    size_t node_count, node_capacity;
    size_t active[ACTIVE_MOST]; // nodes, earliest first
    size_t active_count;
    struct candidate best[FITNESS_COUNT][HYPHENS_COUNT];
    size_t dropped; // the node given up last at this break, or SIZE_MAX
};

// ----- A line between two breaks -----

struct extent {
    scaled fixed; // without word spaces, hyphen included
    scaled space_own, space_em, elastic;
};

static struct extent extent_of(const struct search *s, size_t from, size_t to)
{
    const struct paragraph *p = s->paragraph;
    uint32_t start = s->breaks->items[from].begin;
    uint32_t end = s->breaks->items[to].end;
    if (end < start)
        end = start;
    struct extent extent;
    extent.space_own = p->space_own[end] - p->space_own[start];
    extent.space_em = p->space_em[end] - p->space_em[start];
    extent.elastic = p->elastic[end] - p->elastic[start];
    extent.fixed = p->position[end] - p->position[start] - extent.space_own +
                   s->breaks->items[to].hyphen;
    return extent;
}

static scaled measure_from(const struct search *s, size_t from)
{
    return s->m->measure - (from == 0 ? s->m->style->first_indent : 0);
}

static bool ends_paragraph(const struct search *s, size_t to)
{
    return s->breaks->items[to].kind == BREAK_FORCED;
}

static double ratio_of(const struct search *s, size_t from, size_t to,
                       struct extent extent)
{
    scaled slack = measure_from(s, from) + s->breaks->items[to].hang -
                   extent.fixed - extent.space_em * SPACE_NORMAL / 100;
    if (slack >= 0 && ends_paragraph(s, to))
        return 0;
    int room = slack >= 0 ? SPACE_MAX - SPACE_NORMAL : SPACE_NORMAL - SPACE_MIN;
    if (slack == 0)
        return 0;
    if (extent.space_em == 0)
        return slack > 0 ? HOPELESS : -HOPELESS;
    return (double)slack / ((double)extent.space_em * room / 100.0 +
                            (double)extent.elastic * ELASTIC_PERMILLE / 1000.0);
}

// Too wide even without what may stand out, so every later break is too.
static bool overfull(const struct search *s, size_t from, size_t to,
                     struct extent extent)
{
    scaled measure = measure_from(s, from);
    return extent.fixed - s->breaks->items[to].hyphen +
               extent.space_em * SPACE_MIN / 100 -
               extent.elastic * ELASTIC_PERMILLE / 1000 >
           measure + measure / 32;
}

static int fitness_of(double ratio)
{
    if (ratio < -0.5)
        return FITNESS_TIGHT;
    if (ratio <= 0.5)
        return FITNESS_DECENT;
    return ratio <= 1.0 ? FITNESS_LOOSE : FITNESS_VERY_LOOSE;
}

static bool last_line_short(const struct search *s, size_t from, size_t to)
{
    const struct paragraph *p = s->paragraph;
    if (to + 1 < s->breaks->count || from == 0 || !s->m->style->keep_last_line)
        return false;
    int letters = 0;
    for (uint32_t unit = s->breaks->items[from].begin;
         unit < s->breaks->items[to].end && letters < LETTERS_IN_LAST_LINE;
         unit++)
        letters += (p->facts[unit].flags & UNIT_LETTER) != 0;
    return letters < LETTERS_IN_LAST_LINE;
}

// ----- Total fit -----

static double demerits_of(const struct search *s, const struct way *from,
                          size_t to, double ratio)
{
    const struct breakpoint *b = &s->breaks->items[to];
    double badness = 100.0 * fabs(ratio * ratio * ratio);
    if (badness > BADNESS_MOST)
        badness = BADNESS_MOST;
    double line = LINE_PENALTY + badness;
    double demerits = line * line + (double)b->penalty * b->penalty;
    if (abs(fitness_of(ratio) - from->fitness) > 1)
        demerits += ADJACENT_DEMERITS;
    if (b->flagged && from->hyphens)
        demerits += DOUBLE_HYPHEN_DEMERITS;
    if (to + 1 == s->breaks->count && from->hyphens)
        demerits += FINAL_HYPHEN_DEMERITS;
    if (last_line_short(s, from->at, to))
        demerits += SHORT_LAST_DEMERITS;
    return from->demerits + demerits;
}

static void offer(struct search *s, size_t node, int fitness, int hyphens,
                  double demerits)
{
    struct candidate *best = &s->best[fitness][hyphens];
    if (demerits < best->demerits)
        *best = (struct candidate){demerits, node};
}

static void try_line(struct search *s, size_t node, size_t to, double ratio)
{
    const struct way *from = &s->nodes[node];
    if (ratio < -1.0 || ratio > s->tolerance)
        return;
    bool last_attempt = isinf(s->tolerance);
    if (!last_attempt && last_line_short(s, from->at, to))
        return;
    double demerits = demerits_of(s, from, to, ratio);
    int hyphens = s->breaks->items[to].flagged ? from->hyphens + 1 : 0;
    // At most two in a row (DESIGN.md section 9), unless nothing else will do.
    if (hyphens == HYPHENS_COUNT) {
        if (!last_attempt)
            return;
        demerits += THIRD_HYPHEN_DEMERITS;
        hyphens--;
    }
    offer(s, node, fitness_of(ratio), hyphens, demerits);
}

static void clear_candidates(struct search *s)
{
    for (size_t f = 0; f < FITNESS_COUNT; f++)
        for (size_t h = 0; h < HYPHENS_COUNT; h++)
            s->best[f][h] = (struct candidate){INFINITY, SIZE_MAX};
    s->dropped = SIZE_MAX;
}

// Tries every open node against this break, and closes those that no later
// break can serve.
static void try_active(struct search *s, size_t to)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->active_count; i++) {
        size_t node = s->active[i];
        size_t from = s->nodes[node].at;
        struct extent extent = extent_of(s, from, to);
        try_line(s, node, to, ratio_of(s, from, to, extent));
        if (overfull(s, from, to, extent) || ends_paragraph(s, to))
            s->dropped = node;
        else
            s->active[kept++] = node;
    }
    s->active_count = kept;
}

static void open_node(struct search *s, struct way node)
{
    ARENA_PUSH(s->arena, s->nodes, s->node_count, s->node_capacity) = node;
    if (s->active_count == ACTIVE_MOST) {
        memmove(s->active, s->active + 1,
                (ACTIVE_MOST - 1) * sizeof *s->active);
        s->active_count--;
    }
    s->active[s->active_count++] = s->node_count - 1;
}

static double least_demerits(const struct search *s)
{
    double least = INFINITY;
    for (size_t f = 0; f < FITNESS_COUNT; f++)
        for (size_t h = 0; h < HYPHENS_COUNT; h++)
            least = fmin(least, s->best[f][h].demerits);
    return least;
}

// A way that costs more than the best by all that the best could still be
// charged for its class is never taken.
static void open_candidates(struct search *s, size_t to)
{
    double limit = least_demerits(s) + ADJACENT_DEMERITS +
                   DOUBLE_HYPHEN_DEMERITS + FINAL_HYPHEN_DEMERITS;
    for (int f = 0; f < FITNESS_COUNT; f++)
        for (int h = 0; h < HYPHENS_COUNT; h++) {
            struct candidate c = s->best[f][h];
            if (c.demerits <= limit && c.previous != SIZE_MAX)
                open_node(s, (struct way){to, c.previous, c.demerits, f, h});
        }
}

static bool have_candidates(const struct search *s)
{
    return !isinf(least_demerits(s));
}

// The last attempt never fails: a line that fits nowhere stands out.
static void accept_overfull(struct search *s, size_t to)
{
    const struct way *from = &s->nodes[s->dropped];
    offer(s, s->dropped, FITNESS_TIGHT, 0, from->demerits + OVERFULL_DEMERITS);
    open_candidates(s, to);
}

static struct chosen trace_back(const struct search *s, size_t node)
{
    struct chosen chosen = {0};
    for (size_t n = node; s->nodes[n].previous != SIZE_MAX;
         n = s->nodes[n].previous)
        chosen.count++;
    chosen.items = ARENA_ARRAY(s->arena, size_t, chosen.count + 1);
    size_t i = chosen.count;
    for (size_t n = node; s->nodes[n].previous != SIZE_MAX;
         n = s->nodes[n].previous)
        chosen.items[--i] = s->nodes[n].at;
    return chosen;
}

static size_t best_active(const struct search *s)
{
    size_t best = s->active[0];
    for (size_t i = 1; i < s->active_count; i++)
        if (s->nodes[s->active[i]].demerits < s->nodes[best].demerits)
            best = s->active[i];
    return best;
}

static struct chosen total_fit(struct search *s, double tolerance)
{
    s->tolerance = tolerance;
    s->node_count = s->active_count = 0;
    open_node(s, (struct way){0, SIZE_MAX, 0, FITNESS_DECENT, 0});
    for (size_t to = 1; to < s->breaks->count; to++) {
        clear_candidates(s);
        try_active(s, to);
        if (have_candidates(s))
            open_candidates(s, to);
        else if (!s->active_count && isinf(tolerance))
            accept_overfull(s, to);
        else if (!s->active_count)
            return (struct chosen){0};
    }
    return trace_back(s, best_active(s));
}

static struct search *search_new(const struct paragraph *paragraph,
                                 const struct measure_style *m,
                                 const struct breakpoints *breaks,
                                 struct arena *arena)
{
    struct search *s = ARENA_NEW(arena, struct search);
    s->paragraph = paragraph;
    s->m = m;
    s->breaks = breaks;
    s->arena = arena;
    return s;
}

struct chosen choose_breaks(const struct paragraph *paragraph,
                            const struct measure_style *m,
                            const struct breakpoints *breaks, bool last_pass,
                            struct arena *arena)
{
    struct search *s = search_new(paragraph, m, breaks, arena);
    if (!last_pass)
        return total_fit(s, FIRST_TOLERANCE);
    struct chosen chosen = total_fit(s, SECOND_TOLERANCE);
    return chosen.count ? chosen : total_fit(s, INFINITY);
}

// ----- Ragged -----

// Each costs more than all of what follows: a cut word, a line. A break at a
// hyphen or in an address costs as much as a line that lacks a quarter.
#define CUT_COST 1e12
#define LINE_COST 1e6
#define PENALTY_COST 1e-3
#define OVERFULL_COST 1e15

static double ragged_cost(const struct search *s, size_t from, size_t to)
{
    struct extent extent = extent_of(s, from, to);
    const struct breakpoint *b = &s->breaks->items[to];
    scaled measure = measure_from(s, from);
    scaled slack = measure - extent.fixed - extent.space_own;
    double cost = LINE_COST;
    if (b->kind == BREAK_EMERGENCY)
        cost += CUT_COST;
    else
        cost += PENALTY_COST * b->penalty;
    if (slack < 0)
        return cost + OVERFULL_COST;
    bool last = b->kind == BREAK_FORCED;
    double lack = (double)slack / (double)s->m->measure;
    if (!last || s->m->style->alignment == PARAGRAPH_BALANCED)
        cost += lack * lack;
    if (last_line_short(s, from, to))
        cost += 1.0;
    return cost;
}

static bool ragged_overfull(const struct search *s, size_t from, size_t to)
{
    struct extent extent = extent_of(s, from, to);
    return extent.fixed + extent.space_own - s->breaks->items[to].hyphen >
           measure_from(s, from);
}

static void ragged_step(struct search *s, size_t to)
{
    struct candidate best = {INFINITY, SIZE_MAX};
    size_t kept = 0;
    for (size_t i = 0; i < s->active_count; i++) {
        size_t node = s->active[i];
        size_t from = s->nodes[node].at;
        double cost = s->nodes[node].demerits + ragged_cost(s, from, to);
        if (cost < best.demerits)
            best = (struct candidate){cost, node};
        if (!ragged_overfull(s, from, to) && !ends_paragraph(s, to))
            s->active[kept++] = node;
    }
    s->active_count = kept;
    // Standing out is taken only where there is no other way on.
    if (best.demerits - s->nodes[best.previous].demerits < OVERFULL_COST ||
        !kept)
        open_node(s, (struct way){to, best.previous, best.demerits, 0, 0});
}

struct chosen choose_ragged(const struct paragraph *paragraph,
                            const struct measure_style *m,
                            const struct breakpoints *breaks,
                            struct arena *arena)
{
    struct search *s = search_new(paragraph, m, breaks, arena);
    open_node(s, (struct way){0, SIZE_MAX, 0, 0, 0});
    for (size_t to = 1; to < breaks->count; to++)
        ragged_step(s, to);
    return trace_back(s, best_active(s));
}

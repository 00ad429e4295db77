// SPDX-License-Identifier: MIT
// Choosing breaks over the whole paragraph.
//
// Justified text by total fit: D. E. Knuth and M. F. Plass, "Breaking
// paragraphs into lines", Software: Practice and Experience 11 (1981). Each
// line has a ratio: how far its word spaces are from normal, 1 at the widest
// and -1 at the narrowest allowed. Badness is 100 |ratio|^3, and the sum of the
// lines' demerits is made least. Ragged text: the fewest lines, then the least
// sum of squares of what they lack. Titles: the same, with what a break costs
// by its sense, and a line more where that is less (sense.c).
//
// All in integers, so that every machine breaks alike: ratios in 1/4096,
// badness in 1/16, demerits in 1/256.
#include "typeset/paragraph/paragraph_parts.h"
#include "text/title_gaps.h"

#include <stdlib.h>
#include <string.h>

// Lines of neighbouring classes look alike, letters too.
enum {
    FITNESS_TIGHT,
    FITNESS_SNUG,
    FITNESS_DECENT,
    FITNESS_LOOSE,
    FITNESS_VERY_LOOSE
};
enum { FITNESS_COUNT = 5, ROW_COUNT = 3 };

// Ratios.
enum {
    RATIO_ONE = LINE_FIT_ONE,
    // Word spaces at SPACE_HOPELESS.
    WIDE_RATIO =
        RATIO_ONE * (SPACE_HOPELESS - SPACE_NORMAL) / (SPACE_MAX - SPACE_NORMAL)
};

// Demerits, in the scale of TeX (The TeXbook, chapter 14).
#define BADNESS(n) ((int64_t)(n)*16)
#define DEMERITS(n) ((int64_t)(n)*256)
// So high that a line more is set only where the others gain by it.
#define LINE_PENALTY BADNESS(1200)
#define BADNESS_FULL BADNESS(10000)
#define ADJACENT_DEMERITS DEMERITS(10000) // a tight line beside a loose one
#define DOUBLE_HYPHEN_DEMERITS DEMERITS(10000)
// A word that the house would keep whole.
#define HYPHEN_SCALE 20 // a line costs more than in TeX: so does a hyphen
#define STRAINED_DEMERITS DEMERITS(100000)
#define FINAL_HYPHEN_DEMERITS DEMERITS(5000)
#define THIRD_HYPHEN_DEMERITS DEMERITS(100000000)
#define SHORT_LAST_DEMERITS DEMERITS(1000000)
#define OVERFULL_DEMERITS DEMERITS(100000000000)
// Prices of a line that are tried to have another number of them.
#define LINE_PRICE_MOST DEMERITS(4000000)
#define LINE_PRICE_LEAST DEMERITS(10000)
// No sum passes this, however long and hopeless the text.
#define DEMERITS_MOST (INT64_MAX / 4)

struct break_node {
    size_t at;       // of breaks
    size_t previous; // of nodes; SIZE_MAX for the start
    int64_t demerits;
    int fitness, hyphens; // flagged lines in a row up to here
};
struct candidate {
    int64_t demerits;
    size_t previous;
};

struct search {
    const struct paragraph *paragraph;
    const struct measure_style *m;
    const struct breakpoints *breaks;
    struct arena *arena; // of what is chosen
    struct arena *work;  // of the search itself
    enum attempt attempt;
    int64_t price; // of a line: see choose_breaks_in
    struct break_node *nodes;
    size_t node_count, node_capacity;
    size_t active[ACTIVE_MOST]; // nodes, earliest first
    size_t active_count;
    struct candidate best[FITNESS_COUNT][ROW_COUNT];
    size_t dropped;  // the node given up last at this break, or SIZE_MAX
    size_t *clauses; // of a title: how many end at each break or before it
};

// ----- A line between two breaks -----

struct extent {
    scaled fixed; // without word spaces, hyphen included
    scaled space_own, space_em, elastic, kashida;
};

// What breaks count on of all that kashida could add to units [start, end).
static scaled kashida_counted(const struct search *s, uint32_t start,
                              uint32_t end)
{
    const struct paragraph *p = s->paragraph;
    scaled counted =
        (p->kashida[end] - p->kashida[start]) * KASHIDA_COUNTED / 100;
    if (counted == 0 || s->m->style->kashida == KASHIDA_NONE)
        return 0;
    scaled most = s->m->style->kashida == KASHIDA_SPARING
                      ? p->kashida_size * KASHIDA_SPARING_MOST / 1000
                      : counted;
    return counted < most ? counted : most;
}

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
    extent.kashida = kashida_counted(s, start, end);
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

// How much more than normal word spaces it takes to fill the line; maybe less.
static scaled slack_of(const struct search *s, size_t from, size_t to,
                       struct extent extent)
{
    return measure_from(s, from) + s->breaks->items[to].hang +
           s->breaks->items[from].hang_start - extent.fixed -
           extent.space_em * SPACE_NORMAL / 100;
}

static struct line_room room_of(const struct search *s, size_t to,
                                struct extent extent)
{
    return (struct line_room){
        .spaces = extent.space_em,
        .letters = ends_paragraph(s, to) ? 0 : extent.elastic,
        .tightest = paragraph_tightest(s->paragraph),
        .kashida = extent.kashida,
        .kashida_from = kashida_from(s->m->style->kashida)};
}

// In 1/4096.
static int32_t ratio_of(const struct search *s, size_t from, size_t to,
                        struct extent extent)
{
    scaled slack = slack_of(s, from, to, extent);
    if (slack > 0 && ends_paragraph(s, to))
        return 0;
    struct line_room room = room_of(s, to, extent);
    return line_fit_ratio(&room, slack);
}

// Too wide even without what may stand out, so every later break is too.
static bool overfull(const struct search *s, size_t from, size_t to,
                     struct extent extent)
{
    scaled measure = measure_from(s, from);
    return extent.fixed - s->breaks->items[to].hyphen +
               extent.space_em * paragraph_tightest(s->paragraph) / 100 -
               extent.elastic >
           measure + measure / 32;
}

static int fitness_of(int32_t ratio)
{
    if (ratio < 0)
        return ratio < -RATIO_ONE / 2 ? FITNESS_TIGHT : FITNESS_SNUG;
    if (ratio <= RATIO_ONE / 2)
        return FITNESS_DECENT;
    return ratio <= RATIO_ONE ? FITNESS_LOOSE : FITNESS_VERY_LOOSE;
}

int choose_breaks_letters(const struct paragraph *paragraph,
                          const struct breakpoint *from,
                          const struct breakpoint *to)
{
    int letters = 0;
    for (uint32_t unit = from->begin;
         unit < to->end && letters < LETTERS_IN_LAST_LINE; unit++)
        letters += (paragraph->facts[unit].flags & UNIT_LETTER) != 0;
    return letters;
}

static bool last_line_short(const struct search *s, size_t from, size_t to)
{
    const struct breakpoint *breaks = s->breaks->items;
    return to + 1 == s->breaks->count && from > 0 &&
           s->m->style->keep_last_line &&
           choose_breaks_letters(s->paragraph, &breaks[from], &breaks[to]) <
               LETTERS_IN_LAST_LINE;
}

// ----- Total fit -----

// Past 10000, where lines are no longer filled, it grows with what they lack.
static int64_t badness_of(int32_t ratio)
{
    int64_t size = ratio < 0 ? -(int64_t)ratio : ratio;
    int64_t cube = size * size / RATIO_ONE * size / RATIO_ONE;
    int64_t badness = BADNESS(100) * cube / RATIO_ONE;
    return badness > BADNESS_FULL
               ? BADNESS_FULL + BADNESS(1000) * size / RATIO_ONE
               : badness;
}

static int64_t add_demerits(int64_t sum, int64_t demerits)
{
    sum += demerits;
    return sum > DEMERITS_MOST ? DEMERITS_MOST : sum;
}

static int64_t demerits_of(const struct search *s,
                           const struct break_node *from, size_t to,
                           int32_t ratio)
{
    const struct breakpoint *b = &s->breaks->items[to];
    int64_t line = LINE_PENALTY + badness_of(ratio);
    int64_t demerits =
        line * line + HYPHEN_SCALE * DEMERITS(b->penalty) * b->penalty;
    if (abs(fitness_of(ratio) - from->fitness) > 1)
        demerits += ADJACENT_DEMERITS;
    if (b->flagged && from->hyphens)
        demerits += DOUBLE_HYPHEN_DEMERITS;
    if (b->strained)
        demerits += STRAINED_DEMERITS;
    if (to + 1 == s->breaks->count && from->hyphens)
        demerits += FINAL_HYPHEN_DEMERITS;
    if (last_line_short(s, from->at, to))
        demerits += SHORT_LAST_DEMERITS;
    return add_demerits(from->demerits, demerits + s->price);
}

static void offer(struct search *s, size_t node, int fitness, int hyphens,
                  int64_t demerits)
{
    struct candidate *best = &s->best[fitness][hyphens];
    if (demerits < best->demerits)
        *best = (struct candidate){demerits, node};
}

// The ratio that a line may have.
static int32_t tolerance_of(const struct search *s)
{
    switch (s->attempt) {
    case ATTEMPT_HOUSE:
        return RATIO_ONE;
    case ATTEMPT_WIDE:
    case ATTEMPT_STRAINED:
        // That of lengthened words counts beside that of word spaces.
        return WIDE_RATIO;
    case ATTEMPT_ANY:
        break;
    }
    return INT32_MAX;
}

static void try_line(struct search *s, size_t node, size_t to, int32_t ratio)
{
    const struct break_node *from = &s->nodes[node];
    if (ratio == -LINE_FIT_MOST || ratio > tolerance_of(s))
        return;
    bool strained = s->attempt >= ATTEMPT_STRAINED;
    if (!strained && last_line_short(s, from->at, to))
        return;
    int64_t demerits = demerits_of(s, from, to, ratio);
    int hyphens = s->breaks->items[to].flagged ? from->hyphens + 1 : 0;
    // At most two in a row (docs/design.md#paragraphs), unless nothing else
    // will do.
    if (hyphens == ROW_COUNT) {
        if (!strained)
            return;
        demerits = add_demerits(demerits, THIRD_HYPHEN_DEMERITS);
        hyphens--;
    }
    offer(s, node, fitness_of(ratio), hyphens, demerits);
}

static void clear_candidates(struct search *s)
{
    for (size_t f = 0; f < FITNESS_COUNT; f++)
        for (size_t h = 0; h < ROW_COUNT; h++)
            s->best[f][h] = (struct candidate){INT64_MAX, SIZE_MAX};
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

static void open_node(struct search *s, struct break_node node)
{
    ARENA_PUSH(s->work, s->nodes, s->node_count, s->node_capacity) = node;
    if (s->active_count == ACTIVE_MOST) {
        memmove(s->active, s->active + 1,
                (ACTIVE_MOST - 1) * sizeof *s->active);
        s->active_count--;
    }
    s->active[s->active_count++] = s->node_count - 1;
}

static int64_t least_demerits(const struct search *s)
{
    int64_t least = INT64_MAX;
    for (size_t f = 0; f < FITNESS_COUNT; f++)
        for (size_t h = 0; h < ROW_COUNT; h++)
            if (s->best[f][h].demerits < least)
                least = s->best[f][h].demerits;
    return least;
}

// A way that costs more than the best by all that the best could still be
// charged for its class is never taken.
static void open_candidates(struct search *s, size_t to)
{
    int64_t limit = least_demerits(s) + ADJACENT_DEMERITS +
                    DOUBLE_HYPHEN_DEMERITS + FINAL_HYPHEN_DEMERITS;
    for (int f = 0; f < FITNESS_COUNT; f++)
        for (int h = 0; h < ROW_COUNT; h++) {
            struct candidate c = s->best[f][h];
            if (c.demerits <= limit && c.previous != SIZE_MAX)
                open_node(
                    s, (struct break_node){to, c.previous, c.demerits, f, h});
        }
}

static bool have_candidates(const struct search *s)
{
    return least_demerits(s) != INT64_MAX;
}

// The last attempt never fails: a line that fits nowhere stands out.
static void accept_overfull(struct search *s, size_t to)
{
    const struct break_node *from = &s->nodes[s->dropped];
    offer(s, s->dropped, FITNESS_TIGHT, 0,
          add_demerits(from->demerits, OVERFULL_DEMERITS));
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

// What the letters of each line give of what it lacks.
static void share_letters(const struct search *s, struct chosen *chosen)
{
    chosen->letters = ARENA_ARRAY(s->arena, int32_t, chosen->count + 1);
    size_t from = 0;
    for (size_t i = 0; i < chosen->count; from = chosen->items[i++]) {
        size_t to = chosen->items[i];
        struct extent extent = extent_of(s, from, to);
        struct line_room room = room_of(s, to, extent);
        chosen->letters[i] =
            line_fit_letters(&room, slack_of(s, from, to, extent));
    }
    line_fit_even(chosen->letters, chosen->count);
}

static struct chosen total_fit(struct search *s)
{
    open_node(s, (struct break_node){0, SIZE_MAX, 0, FITNESS_DECENT, 0});
    for (size_t to = 1; to < s->breaks->count; to++) {
        clear_candidates(s);
        try_active(s, to);
        if (have_candidates(s))
            open_candidates(s, to);
        else if (!s->active_count && s->attempt == ATTEMPT_ANY)
            accept_overfull(s, to);
        else if (!s->active_count)
            return (struct chosen){0};
    }
    struct chosen chosen = trace_back(s, best_active(s));
    share_letters(s, &chosen);
    return chosen;
}

static struct search *search_new(const struct paragraph *paragraph,
                                 const struct measure_style *m,
                                 const struct breakpoints *breaks,
                                 struct arena *arena)
{
    struct arena *work = arena_new();
    struct search *s = ARENA_NEW(work, struct search);
    s->work = work;
    s->paragraph = paragraph;
    s->m = m;
    s->breaks = breaks;
    s->arena = arena;
    return s;
}

// There is no attempt without hyphens, as TeX makes it first: it would take
// loose lines where one hyphen makes even ones.
struct chosen choose_breaks(const struct paragraph *paragraph,
                            const struct measure_style *m,
                            const struct breakpoints *breaks,
                            enum attempt attempt, struct arena *arena)
{
    struct search *s = search_new(paragraph, m, breaks, arena);
    s->attempt = attempt;
    struct chosen chosen = total_fit(s);
    arena_free(s->work);
    return chosen;
}

// Where each line costs so much more, or less.
static struct chosen choose_priced(const struct paragraph *paragraph,
                                   const struct measure_style *m,
                                   const struct breakpoints *breaks,
                                   int64_t price, struct arena *arena)
{
    struct search *s = search_new(paragraph, m, breaks, arena);
    s->attempt = ATTEMPT_HOUSE;
    s->price = price;
    struct chosen chosen = total_fit(s);
    arena_free(s->work);
    return chosen;
}

// What is least at a price on lines is least of all with as many lines. So the
// price is looked for that gives that number, from one that outweighs the rest.
struct chosen choose_breaks_in(const struct paragraph *paragraph,
                               const struct measure_style *m,
                               const struct breakpoints *breaks, size_t count,
                               bool fewer, struct arena *arena)
{
    int64_t low = 0, high = LINE_PRICE_MOST;
    for (int64_t price = high; high - low >= LINE_PRICE_LEAST;
         price = low + (high - low) / 2) {
        struct chosen chosen =
            choose_priced(paragraph, m, breaks, fewer ? price : -price, arena);
        if (chosen.count == count)
            return chosen;
        bool too_far = fewer == (chosen.count < count);
        if (chosen.count == 0 || (price == LINE_PRICE_MOST && !too_far))
            break;
        if (too_far)
            high = price;
        else
            low = price;
    }
    return (struct chosen){0};
}

// ----- Ragged -----

// Each costs more than all of what follows: a cut word, a line. What a line
// lacks is in 1/4096 of the measure, and squared. A break at a hyphen or in an
// address costs as much as a line that lacks a quarter.
#define LACK_ONE 4096
#define LACK_SQUARED ((int64_t)LACK_ONE * LACK_ONE)
#define LINE_COST (LACK_SQUARED << 12)
#define CUT_COST (LINE_COST << 8)
#define OVERFULL_COST (CUT_COST << 6)

// ----- By sense -----

// In 1/100 of what a line more costs in a heading.
#define SENSE_ONE (LACK_SQUARED / 100)
enum {
    HEADING_LINE = 100,
    DISPLAY_LINE = 25,
    // What the whole of the measure costs where a line lacks it, squared.
    LACK_OF_ALL = 60,
    // A clause that ends within a line while the line ends elsewhere.
    CLAUSE_WITHIN = 60,
    // Within a word, at its hyphen: only where nothing else is left.
    AT_HYPHEN = 5000
};

static const int gap_costs[] = {
    [TITLE_GAP_BOUND] = 1600, [TITLE_GAP_NUMBER] = 400, [TITLE_GAP_TIGHT] = 130,
    [TITLE_GAP_PAIR] = 80,    [TITLE_GAP_WORD] = 75,    [TITLE_GAP_LIST] = 45,
    [TITLE_GAP_LEAD] = 35,    [TITLE_GAP_JOINER] = 30,  [TITLE_GAP_COMMA] = 20,
    [TITLE_GAP_PHRASE] = 15,  [TITLE_GAP_CLAUSE] = 0,
};

bool choose_breaks_by_sense(const struct paragraph_style *style)
{
    return style->by_sense || style->alignment == PARAGRAPH_BALANCED;
}

static void count_clauses(struct search *s)
{
    s->clauses = ARENA_ARRAY(s->work, size_t, s->breaks->count);
    for (size_t i = 1; i < s->breaks->count; i++) {
        const struct breakpoint *b = &s->breaks->items[i];
        s->clauses[i] = s->clauses[i - 1] +
                        (b->kind == BREAK_SOFT && b->sense == TITLE_GAP_CLAUSE);
    }
}

static int sense_cost(const struct search *s, size_t from, size_t to)
{
    const struct breakpoint *b = &s->breaks->items[to];
    int cost = s->m->style->display ? DISPLAY_LINE : HEADING_LINE;
    if (b->kind == BREAK_SOFT)
        cost += b->flagged ? AT_HYPHEN : gap_costs[b->sense];
    bool whole = from == 0 && to + 1 == s->breaks->count;
    if (!whole && s->clauses[to - 1] > s->clauses[from])
        cost += CLAUSE_WITHIN;
    return cost;
}

static int strain_of(const struct search *s, size_t lines)
{
    int64_t cost =
        s->nodes[best_active(s)].demerits / SENSE_ONE -
        (int64_t)lines * (s->m->style->display ? DISPLAY_LINE : HEADING_LINE);
    return cost < INT32_MAX ? (int)cost : INT32_MAX;
}

static int64_t lack_cost(const struct search *s, scaled slack, bool last)
{
    enum paragraph_alignment alignment = s->m->style->alignment;
    if (last && alignment != PARAGRAPH_BALANCED)
        return 0;
    int64_t lack = scaled_share(slack, s->m->measure, LACK_ONE);
    return s->clauses ? lack * lack / 100 * LACK_OF_ALL : lack * lack;
}

static int64_t ragged_cost(const struct search *s, size_t from, size_t to)
{
    struct extent extent = extent_of(s, from, to);
    const struct breakpoint *b = &s->breaks->items[to];
    scaled measure = measure_from(s, from);
    scaled slack = measure - extent.fixed - extent.space_own;
    int64_t cost = s->clauses ? SENSE_ONE * sense_cost(s, from, to) : LINE_COST;
    if (b->kind == BREAK_EMERGENCY)
        cost += CUT_COST;
    else
        cost += LACK_SQUARED / 1000 * b->penalty;
    if (slack < 0)
        return cost + OVERFULL_COST;
    cost += lack_cost(s, slack, b->kind == BREAK_FORCED);
    if (last_line_short(s, from, to))
        cost += LACK_SQUARED;
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
    struct candidate best = {INT64_MAX, SIZE_MAX};
    bool fits = false;
    size_t kept = 0;
    for (size_t i = 0; i < s->active_count; i++) {
        size_t node = s->active[i];
        size_t from = s->nodes[node].at;
        int64_t own = ragged_cost(s, from, to);
        int64_t cost = add_demerits(s->nodes[node].demerits, own);
        if (cost < best.demerits) {
            best = (struct candidate){cost, node};
            fits = own < OVERFULL_COST;
        }
        if (!ragged_overfull(s, from, to) && !ends_paragraph(s, to))
            s->active[kept++] = node;
    }
    s->active_count = kept;
    // Standing out is taken only where there is no other way on.
    if (fits || !kept)
        open_node(s,
                  (struct break_node){to, best.previous, best.demerits, 0, 0});
}

struct chosen choose_breaks_ragged(const struct paragraph *paragraph,
                                   const struct measure_style *m,
                                   const struct breakpoints *breaks,
                                   struct arena *arena)
{
    struct search *s = search_new(paragraph, m, breaks, arena);
    if (choose_breaks_by_sense(m->style))
        count_clauses(s);
    open_node(s, (struct break_node){0, SIZE_MAX, 0, 0, 0});
    for (size_t to = 1; to < breaks->count; to++)
        ragged_step(s, to);
    struct chosen chosen = trace_back(s, best_active(s));
    if (s->clauses)
        chosen.strain = strain_of(s, chosen.count);
    arena_free(s->work);
    return chosen;
}

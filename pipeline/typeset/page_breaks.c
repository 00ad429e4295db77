// SPDX-License-Identifier: MIT
// Least cost over a region's columns and pages.
#include "page_breaks.h"

#include "fail.h"

// Ways that are kept after each column; more change next to nothing. Half of
// them may have a figure at their page's top that the text has not come to;
// such a way may lead nowhere.
#define LIMIT_STEPS 32
// Wide figures at the top of one page.
#define LIMIT_WIDE_FLOATS 3
// Heights that are tried after the first at which the last page holds all.
#define BALANCE_TRIES 3

#define COST_FLOAT_LEFT 1500  // it stands under the whole text
#define COST_NOTES_LEFT 3000  // a page with nothing but notes follows
#define COST_WIDE_WAITS 400   // for the next page
#define COST_NOT_BALANCED 100 // and the difference

struct page_search {
    const struct filling *filling;
    const struct page_request *request;
    size_t columns;
    scaled grid;
    struct step *best; // a whole way's last column
};

static const struct slab *float_at(const struct page_search *search, size_t i)
{
    return &search->filling->flow->items[search->filling->floats[i]];
}

// ----- Ways -----

struct steps {
    struct step items[LIMIT_STEPS];
    size_t count;
};

static bool same_place(const struct step *a, const struct step *b)
{
    const struct reach *x = &a->end.to, *y = &b->end.to;
    return x->slab == y->slab && x->floats == y->floats &&
           x->called == y->called && x->note == y->note && x->line == y->line &&
           a->top == b->top;
}

static bool is_ahead(const struct page_search *search, const struct step *step)
{
    size_t floats = step->end.to.floats;
    return floats > 0 &&
           search->filling->floats[floats - 1] >= step->end.to.slab;
}

// In the place of one that ends where this one does, or of the costliest.
static void add_step(const struct page_search *search, struct steps *steps,
                     const struct step *step)
{
    if (search->best != NULL && step->cost >= search->best->cost)
        return;
    size_t worst = 0, kin = 0;
    bool ahead = is_ahead(search, step);
    for (size_t i = 0; i < steps->count; i++) {
        if (same_place(&steps->items[i], step)) {
            if (step->cost < steps->items[i].cost)
                steps->items[i] = *step;
            return;
        }
        if (is_ahead(search, &steps->items[i]) != ahead)
            continue;
        if (kin++ == 0 || steps->items[i].cost > steps->items[worst].cost)
            worst = i;
    }
    if (kin < LIMIT_STEPS / 2)
        steps->items[steps->count++] = *step;
    else if (step->cost < steps->items[worst].cost)
        steps->items[worst] = *step;
}

// Steps that others follow stay where they are.
static const struct step *settle(const struct page_search *search,
                                 const struct steps *steps)
{
    struct step *settled =
        ARENA_ARRAY(search->filling->arena, struct step, steps->count + 1);
    for (size_t i = 0; i < steps->count; i++)
        settled[i] = steps->items[i];
    return settled;
}

// ----- One more column -----

struct column_start {
    const struct step *before; // NULL: none
    struct reach from;         // with the wide figures at the page's top
    size_t column;
    bool first_page;
    scaled top;
    scaled limit; // a height at which columns are balanced, or 0
};

static struct column_start start_after(const struct step *before, scaled limit)
{
    return (struct column_start){.before = before,
                                 .from = before->end.to,
                                 .column = before->column + 1,
                                 .first_page = before->first_page,
                                 .top = before->top,
                                 .limit = limit};
}

static struct column_room room_of(const struct page_search *search,
                                  const struct column_start *start)
{
    scaled room = FRAME_HEIGHT - start->top;
    struct column_room asked = {
        .limit = start->limit > 0 ? start->limit : room,
        .room = room,
        .foot = start->first_page ? search->request->feet[start->column] : 0,
        .last = start->column + 1 == search->columns,
    };
    asked.fresh = start->top == 0 && asked.foot == 0 && start->limit == 0;
    return asked;
}

// Wide figures stand on the page on which the text comes to them; those that
// the text has passed with the page have waited.
static bool wides_reached(const struct page_search *search,
                          const struct step *step)
{
    size_t floats = step->end.from.floats;
    return step->column + 1 < search->columns || floats == 0 ||
           !float_at(search, floats - 1)->frame_wide ||
           search->filling->floats[floats - 1] < step->end.to.slab;
}

static int64_t cost_of_waiting_wides(const struct page_search *search,
                                     const struct step *step)
{
    const struct reach *to = &step->end.to;
    if (step->column + 1 < search->columns)
        return 0;
    int64_t cost = 0;
    for (size_t i = to->floats;
         i < to->floats + reach_waiting(search->filling, to); i++)
        cost += float_at(search, i)->frame_wide ? COST_WIDE_WAITS : 0;
    return cost;
}

// How far the page's columns are from this height, or, where it is 0, from
// that of the highest.
static int64_t imbalance(const struct page_search *search,
                         const struct step *last, scaled height)
{
    bool given = height > 0;
    for (const struct step *step = last; step && !given; step = step->before) {
        height = step->end.height > height ? step->end.height : height;
        if (step->column == 0)
            break;
    }
    int64_t cost =
        cost_of_short_lines((height - last->end.height) / search->grid);
    for (size_t i = last->column + 1; i < search->columns; i++)
        cost += cost_of_short_lines(height / search->grid);
    return cost;
}

static bool is_done(const struct page_search *search,
                    const struct column_start *start, const struct step *step)
{
    const struct filling *filling = search->filling;
    if (!reach_text_done(filling, &step->end.to))
        return false;
    bool last = step->column + 1 == search->columns;
    if (reach_waiting(filling, &step->end.to) > 0 && !last)
        return false;
    return reach_notes_done(filling, &step->end.to) ||
           (!search->request->notes_too && start->limit == 0 && last);
}

static void consider_whole(struct page_search *search,
                           const struct column_start *start,
                           const struct step *step)
{
    const struct filling *filling = search->filling;
    int64_t cost =
        step->cost +
        COST_FLOAT_LEFT * (int64_t)(filling->float_count - step->end.to.floats);
    if (!reach_notes_done(filling, &step->end.to))
        cost += COST_NOTES_LEFT;
    if (start->limit > 0)
        cost += imbalance(search, step, start->limit);
    else if (search->request->balanced)
        cost += COST_NOT_BALANCED + imbalance(search, step, 0);
    if (search->best != NULL && cost >= search->best->cost)
        return;
    search->best = ARENA_NEW(filling->arena, struct step);
    *search->best = *step;
    search->best->cost = cost;
}

static void add_column(struct page_search *search,
                       const struct column_start *start, struct steps *next)
{
    struct column_room room = room_of(search, start);
    struct column_ends ends;
    column_ends(search->filling, &start->from, &room, &ends);
    for (size_t i = 0; i < ends.count; i++) {
        struct step step = {.before = start->before,
                            .column = start->column,
                            .first_page = start->first_page,
                            .top = start->top,
                            .end = ends.items[i],
                            .cost = ends.items[i].cost};
        if (start->before != NULL)
            step.cost += start->before->cost;
        if (!wides_reached(search, &step))
            continue;
        step.cost += cost_of_waiting_wides(search, &step);
        if (is_done(search, start, &step))
            consider_whole(search, start, &step);
        else
            add_step(search, next, &step);
    }
}

// ----- The last page, balanced -----

// The page's columns at one height. A way that is whole becomes the best, if
// it is.
static void fill_page(struct page_search *search,
                      const struct column_start *start)
{
    struct steps next = {.count = 0};
    add_column(search, start, &next);
    for (size_t column = 1; column < search->columns; column++) {
        const struct step *now = settle(search, &next);
        size_t count = next.count;
        next.count = 0;
        for (size_t i = 0; i < count; i++) {
            struct column_start further = start_after(&now[i], start->limit);
            add_column(search, &further, &next);
        }
    }
}

static scaled height_left(const struct page_search *search,
                          const struct reach *from)
{
    const struct filling *filling = search->filling;
    scaled height = filling->text_height[filling->flow->count] -
                    filling->text_height[from->slab];
    for (size_t i = from->floats; i < filling->float_count; i++)
        if (!float_at(search, i)->frame_wide)
            height += float_at(search, i)->height;
    return height;
}

// The heights from the least at which all columns may hold the rest.
static void balance(struct page_search *search, struct column_start start)
{
    scaled room = FRAME_HEIGHT - start.top, grid = search->grid;
    scaled left = height_left(search, &start.from);
    scaled columns = (scaled)search->columns;
    // Spaces vanish at the tops of columns.
    if (left > columns * (room + 4 * grid))
        return;
    const struct step *before = search->best;
    int tries = 0;
    scaled least = round_up(left / columns, grid) - grid;
    for (start.limit = least > grid ? least : grid;
         start.limit <= room && tries < BALANCE_TRIES; start.limit += grid) {
        fill_page(search, &start);
        tries += search->best != before;
    }
}

// ----- Pages -----

// With the page's columns under so many wide figures.
static void add_page(struct page_search *search, struct column_start *start,
                     struct steps *next)
{
    if (search->request->balanced)
        balance(search, *start);
    add_column(search, start, next);
}

// A further page, from where `before` ends, with the wide figures that wait
// at its top: one at least. Then with some that the text may come to as well.
static void open_page(struct page_search *search, const struct step *before,
                      struct steps *next)
{
    const struct filling *filling = search->filling;
    struct column_start start = {.before = before,
                                 .from = before ? before->end.to
                                                : reach_start(filling),
                                 .first_page = before == NULL,
                                 .top = before ? 0 : search->request->top};
    bool whole = start.top == 0;
    for (int count = 0; count <= LIMIT_WIDE_FLOATS; count++) {
        size_t index = start.from.floats;
        bool more = whole && count < LIMIT_WIDE_FLOATS &&
                    reach_may_raise(filling, &start.from) &&
                    float_at(search, index)->frame_wide;
        bool waits = more && filling->floats[index] < start.from.slab;
        scaled bottom = more ? start.top + float_at(search, index)->height : 0;
        bool fits = bottom <= (waits ? FRAME_HEIGHT : FRAME_HEIGHT * 3 / 4);
        if (!waits || (start.top > 0 && !fits))
            add_page(search, &start, next);
        if (!more || (!fits && (!waits || start.top > 0)))
            return;
        start.top = bottom;
        start.from.floats++;
    }
}

static void add_columns(struct page_search *search, const struct step *before,
                        struct steps *next)
{
    if (before->column + 1 == search->columns) {
        open_page(search, before, next);
        return;
    }
    struct column_start start = start_after(before, 0);
    add_column(search, &start, next);
}

static struct page_path path_to(const struct page_search *search)
{
    struct page_path path = {0};
    for (const struct step *step = search->best; step; step = step->before)
        path.count++;
    path.steps = ARENA_ARRAY(search->filling->arena, const struct step *,
                             path.count + 1);
    size_t at = path.count;
    for (const struct step *step = search->best; step; step = step->before)
        path.steps[--at] = step;
    return path;
}

struct page_path page_breaks(const struct filling *filling,
                             const struct page_request *request)
{
    struct page_search search = {.filling = filling,
                                 .request = request,
                                 .columns =
                                     filling->layout->geometry.column_count,
                                 .grid = filling->layout->geometry.grid};
    struct steps next = {.count = 0};
    open_page(&search, NULL, &next);
    while (next.count > 0) {
        const struct step *now = settle(&search, &next);
        size_t count = next.count;
        next.count = 0;
        for (size_t i = 0; i < count; i++)
            if (search.best == NULL || now[i].cost < search.best->cost)
                add_columns(&search, &now[i], &next);
    }
    if (search.best == NULL)
        BUG("a text has no pages");
    return path_to(&search);
}

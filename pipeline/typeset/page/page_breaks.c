// SPDX-License-Identifier: MIT
// Least cost over a region's columns and pages.
#include "typeset/page/page_breaks.h"

#include "base/fail.h"
#include "typeset/page/page_room.h"

// Ways that are kept after each column; more change next to nothing. Half of
// them may have a figure at their page's top that the text has not come to;
// such a path may lead nowhere.
#define LIMIT_STEPS 32
// Where columns share a foot, whole pages are tried at one height after
// another: fewer paths are enough.
#define LIMIT_SHARED_STEPS 8
// Wide figures at the top of one page.
#define LIMIT_WIDE_FLOATS 3
// Heights that are tried after the first at which the last page holds all.
#define BALANCE_TRIES 3
// Heights that are tried about the one that is likely with a shared foot.
#define LOWER_TRIES 3
#define HIGHER_TRIES 4

#define COST_FLOAT_LEFT 1500  // it stands under the whole text
#define COST_NOTES_LEFT 3000  // a page with nothing but notes follows
#define COST_WIDE_WAITS 400   // for the next page
#define COST_NOT_BALANCED 100 // and the difference
// Of a region that ends on a page with less text than this: rather are the
// columns before it a line or two short.
#define LINES_OF_LAST_PAGE 6
#define COST_LAST_PAGE 60     // a line
#define COST_NOT_FOLLOWED 150 // what is to stand under it has no room
#define COST_PAGE 300 // each: paragraphs may give lines to spare the last

struct page_search {
    const struct filling *filling;
    const struct page_request *request;
    size_t columns;
    bool shared; // one foot for a page's columns
    size_t kept; // paths
    scaled grid;
    struct step *best; // a whole path's last column
};

static const struct vbox *float_at(const struct page_search *search, size_t i)
{
    return &search->filling->vlist->items[search->filling->floats[i]];
}

// ----- Ways -----

struct steps {
    struct step items[LIMIT_STEPS];
    size_t count;
};

static bool same_place(const struct step *a, const struct step *b)
{
    const struct break_state *x = &a->end.to, *y = &b->end.to;
    return x->vbox == y->vbox && x->floats == y->floats &&
           x->called == y->called && x->note == y->note && x->line == y->line &&
           a->top == b->top;
}

static bool is_ahead(const struct page_search *search, const struct step *step)
{
    size_t floats = step->end.to.floats;
    return floats > 0 &&
           search->filling->floats[floats - 1] >= step->end.to.vbox;
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
    if (kin < search->kept / 2)
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
    struct break_state from;   // with the wide figures at the page's top
    size_t column;
    bool first_page;
    scaled top;
    size_t wides; // as in struct step
    bool limited; // no lower than this
    scaled limit;
    bool balances; // all that is left stands in columns of this height
    // Of a foot that columns share: notes from before fill it; none are set,
    // since not one line goes with its own.
    bool crowded, forced;
};

static struct column_start start_after(const struct step *before)
{
    return (struct column_start){.before = before,
                                 .from = before->end.to,
                                 .column = before->column + 1,
                                 .first_page = before->first_page,
                                 .top = before->top,
                                 .wides = before->wides};
}

// The page's further columns are limited alike.
static struct column_start start_beside(const struct column_start *first,
                                        const struct step *before)
{
    struct column_start start = *first;
    start.before = before;
    start.from = before->end.to;
    start.column = before->column + 1;
    return start;
}

// What stands at the foot that is asked for, when the region begins.
static scaled area_of(const struct page_search *search,
                      const struct column_start *start)
{
    if (!start->first_page)
        return 0;
    return search->request->areas[search->shared ? 0 : start->column];
}

// For notes, under columns of this height.
static scaled room_of_area(const struct page_search *search, scaled room,
                           scaled limit)
{
    return room - limit -
           (footnote_area_height(search->filling->layout, 1, limit > 0) - 1);
}

static struct column_room room_of(const struct page_search *search,
                                  const struct column_start *start)
{
    scaled room = search->filling->layout->print->frame_height - start->top;
    struct column_room asked = {
        .limit = start->limited ? start->limit : room,
        .room = room,
        .notes_there = area_of(search, start),
        .last = start->column + 1 == search->columns,
        .wides = start->wides,
        .shared = search->shared,
        .crowded = start->crowded || start->forced,
    };
    asked.fresh = start->forced ? start->column == 0
                                : start->top == 0 && asked.notes_there == 0 &&
                                      !start->limited;
    if (!start->forced)
        asked.notes = room_of_area(search, room, asked.limit);
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
           search->filling->floats[floats - 1] < step->end.to.vbox;
}

static int64_t cost_of_waiting_wides(const struct page_search *search,
                                     const struct step *step)
{
    const struct break_state *to = &step->end.to;
    if (step->column + 1 < search->columns)
        return 0;
    int64_t wides = 0;
    for (size_t i = to->floats;
         i < to->floats + break_state_waiting(search->filling, to); i++)
        wides += float_at(search, i)->frame_wide;
    return COST_WIDE_WAITS * (wides < FLOATS_COUNTED ? wides : FLOATS_COUNTED);
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
        column_cost_of_short_lines((height - last->end.height) / search->grid);
    for (size_t i = last->column + 1; i < search->columns; i++)
        cost += column_cost_of_short_lines(height / search->grid);
    return cost;
}

// Lines of all columns of the path's last page.
static int64_t lines_of_last_page(const struct page_search *search,
                                  const struct step *last)
{
    scaled height = last->top;
    for (const struct step *step = last; step; step = step->before) {
        height += step->end.height;
        if (step->column == 0)
            break;
    }
    return height / search->grid;
}

static int64_t cost_of_last_page(const struct page_search *search,
                                 const struct step *last)
{
    if (last->first_page)
        return 0;
    int64_t lines = lines_of_last_page(search, last);
    return lines > 0 && lines < LINES_OF_LAST_PAGE
               ? (LINES_OF_LAST_PAGE - lines) * COST_LAST_PAGE
               : 0;
}

// The least height that is to follow and has no room there, less the room.
static scaled lacks(const struct page_search *search, const struct step *last,
                    int *count)
{
    scaled least = 0, room = -1;
    *count = 0;
    for (size_t i = 0; i < LIMIT_FOLLOWING; i++) {
        scaled height = search->request->following[i];
        if (height == 0)
            continue;
        if (room < 0)
            room = page_room_under(search->filling, search->request, last, 0);
        if (height <= room)
            continue;
        (*count)++;
        if (least == 0 || height - room < least)
            least = height - room;
    }
    return least;
}

static int64_t cost_of_following(const struct page_search *search,
                                 const struct step *last)
{
    int count;
    lacks(search, last, &count);
    return count * COST_NOT_FOLLOWED;
}

static bool is_done(const struct page_search *search,
                    const struct column_start *start, const struct step *step)
{
    const struct filling *filling = search->filling;
    if (!break_state_text_done(filling, &step->end.to))
        return false;
    bool last = step->column + 1 == search->columns;
    if (break_state_waiting(filling, &step->end.to) > 0 && !last)
        return false;
    return break_state_notes_done(filling, &step->end.to) ||
           (!search->request->notes_too && !start->balances && last);
}

static void consider_whole(struct page_search *search,
                           const struct column_start *start,
                           const struct step *step)
{
    const struct filling *filling = search->filling;
    int64_t cost =
        step->cost +
        COST_FLOAT_LEFT * (int64_t)(filling->float_count - step->end.to.floats);
    if (!break_state_notes_done(filling, &step->end.to))
        cost += COST_NOTES_LEFT;
    cost += cost_of_last_page(search, step) + cost_of_following(search, step);
    if (start->balances)
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
                            .wides = start->wides,
                            .end = ends.items[i],
                            .cost = ends.items[i].cost};
        if (start->before != NULL)
            step.cost += start->before->cost;
        if (start->column == 0 && !start->first_page)
            step.cost += COST_PAGE;
        if (!wides_reached(search, &step))
            continue;
        step.cost += cost_of_waiting_wides(search, &step);
        if (is_done(search, start, &step))
            consider_whole(search, start, &step);
        else
            add_step(search, next, &step);
    }
}

// ----- All columns of a page, at one height -----

// A path that is whole becomes the best, if it is; others end in `ends`.
static void fill_page(struct page_search *search,
                      const struct column_start *start, struct steps *ends)
{
    ends->count = 0;
    add_column(search, start, ends);
    for (size_t column = 1; column < search->columns; column++) {
        const struct step *now = settle(search, ends);
        size_t count = ends->count;
        ends->count = 0;
        for (size_t i = 0; i < count; i++) {
            struct column_start further = start_beside(start, &now[i]);
            add_column(search, &further, ends);
        }
    }
}

// ----- The last page, balanced -----

static scaled height_left(const struct page_search *search,
                          const struct break_state *from)
{
    const struct filling *filling = search->filling;
    scaled height = filling->text_height[filling->vlist->count] -
                    filling->text_height[from->vbox];
    for (size_t i = from->floats; i < filling->float_count; i++)
        if (!float_at(search, i)->frame_wide)
            height += float_at(search, i)->height;
    return height;
}

// The heights from the least at which all columns may hold the rest.
static void balance(struct page_search *search, struct column_start start)
{
    scaled room = search->filling->layout->print->frame_height - start.top,
           grid = search->grid;
    scaled left = height_left(search, &start.from);
    scaled columns = (scaled)search->columns;
    // Spaces vanish at the tops of columns.
    if (left > columns * (room + 4 * grid))
        return;
    const struct step *before = search->best;
    int tries = 0;
    scaled least = geometry_round_up(left / columns, grid) - grid;
    start.limited = start.balances = true;
    for (start.limit = least > grid ? least : grid;
         start.limit <= room && tries < BALANCE_TRIES; start.limit += grid) {
        struct steps unfinished;
        fill_page(search, &start, &unfinished);
        tries += search->best != before;
    }
}

// ----- A foot that columns share -----

// On a whole page something must go.
static bool is_idle(const struct page_search *search,
                    const struct column_start *start,
                    const struct break_state *to)
{
    if (start->first_page &&
        (search->request->top > 0 || search->request->areas[0] > 0))
        return false;
    struct break_state from = start->before != NULL
                                  ? start->before->end.to
                                  : break_state_start(search->filling);
    return from.vbox == to->vbox && from.floats == to->floats &&
           from.note == to->note && from.line == to->line;
}

// Answers whether there is a path on, or to the end.
static bool try_height(struct page_search *search, struct column_start start,
                       scaled height, struct steps *next)
{
    scaled room = search->filling->layout->print->frame_height - start.top;
    start.limited = true;
    start.limit = height;
    start.crowded = break_state_notes_left(search->filling, &start.from) +
                        area_of(search, &start) >
                    room_of_area(search, room, height);
    if (start.crowded && height > room / 2 && !start.forced)
        return false;
    const struct step *before = search->best;
    struct steps ends;
    fill_page(search, &start, &ends);
    bool any = search->best != before;
    for (size_t i = 0; i < ends.count; i++) {
        if (is_idle(search, &start, &ends.items[i].end.to))
            continue;
        any = true;
        add_step(search, next, &ends.items[i]);
    }
    return any;
}

// About the greatest height at which columns can stand over all notes that
// they call: as if all of it could be cut anywhere.
static scaled likely_height(const struct page_search *search,
                            const struct column_start *start)
{
    const struct filling *filling = search->filling;
    const struct vlist *vlist = filling->vlist;
    scaled columns = (scaled)search->columns, grid = search->grid;
    scaled notes = break_state_notes_left(filling, &start->from) +
                   area_of(search, start) -
                   filling->notes_height[start->from.called];
    scaled content = 0, likely = 0;
    for (size_t i = start->from.floats;
         i < filling->float_count && filling->floats[i] < start->from.vbox; i++)
        content +=
            float_at(search, i)->frame_wide ? 0 : float_at(search, i)->height;
    for (size_t i = start->from.vbox; i < vlist->count; i++) {
        const struct vbox *vbox = &vlist->items[i];
        if (!vbox->frame_wide)
            content += vbox->space + vbox->height;
        scaled height = geometry_round_up(content / columns, grid);
        scaled called = filling->notes_height[filling->called_before[i + 1]];
        if (height +
                footnote_area_height(filling->layout, notes + called, true) >
            search->filling->layout->print->frame_height - start->top)
            break;
        likely = height;
    }
    return likely;
}

// What must stand in one piece: a figure that waits, or the next of the text.
static scaled whole_height(const struct page_search *search,
                           const struct break_state *from)
{
    const struct filling *filling = search->filling;
    scaled height = 0;
    if (break_state_waiting(filling, from) > 0)
        height = float_at(search, from->floats)->height;
    else if (!break_state_text_done(filling, from))
        height = filling->vlist->items[from->vbox].height;
    return geometry_round_up(height, search->grid);
}

// The page at the heights about the likely one; at that of a whole page, of
// the next figure and of half a page, where these are others; and with notes
// alone. Where not one line goes with its notes, it goes without them.
static void share_footnotes(struct page_search *search,
                            const struct column_start *start,
                            struct steps *next)
{
    scaled grid = search->grid,
           room = search->filling->layout->print->frame_height - start->top;
    scaled likely = likely_height(search, start), most = room / grid * grid;
    scaled low = likely - LOWER_TRIES * grid,
           high = likely + HIGHER_TRIES * grid;
    low = low > grid ? low : grid;
    high = high < most ? high : most;
    bool any = false;
    for (scaled height = low; height <= high; height += grid)
        any |= try_height(search, *start, height, next);
    const scaled others[] = {most, whole_height(search, &start->from),
                             room / 2 / grid * grid, 0};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] < low || (others[i] > high && others[i] <= most))
            any |= try_height(search, *start, others[i], next);
    if (any)
        return;
    struct column_start forced = *start;
    forced.forced = true;
    bool notes = break_state_notes_left(search->filling, &start->from) > 0;
    try_height(search, forced, notes ? 0 : most, next);
}

// ----- Pages -----

// With the page's columns under so many wide figures.
static void add_page(struct page_search *search, struct column_start *start,
                     struct steps *next)
{
    if (search->request->balanced)
        balance(search, *start);
    if (search->shared)
        share_footnotes(search, start, next);
    else
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
                                                : break_state_start(filling),
                                 .first_page = before == NULL,
                                 .top = before ? 0 : search->request->top};
    bool whole = start.top == 0;
    for (int count = 0; count <= LIMIT_WIDE_FLOATS; count++) {
        size_t index = start.from.floats;
        bool more = whole && count < LIMIT_WIDE_FLOATS &&
                    break_state_may_raise(filling, &start.from) &&
                    float_at(search, index)->frame_wide;
        bool waits = more && filling->floats[index] < start.from.vbox;
        scaled bottom = more ? start.top + float_at(search, index)->height : 0;
        bool fits =
            bottom <=
            (waits ? search->filling->layout->print->frame_height
                   : search->filling->layout->print->frame_height * 3 / 4);
        start.wides = start.from.floats;
        if (!waits || (start.top > 0 && !fits))
            add_page(search, &start, next);
        if (!more || (!fits && (!waits || start.top > 0)))
            return;
        start.top = bottom;
        start.from.floats++;
    }
}

// The rest of the page that is open stays empty: its foot may be so full that
// neither a line nor a note of this region goes onto it.
static void leave_page(struct page_search *search, struct steps *next)
{
    struct break_state start = break_state_start(search->filling);
    struct step step = {
        .first_page = true,
        .top = search->request->top,
        .wides = start.floats,
        .end = {.from = start, .to = start, .top_end = start.floats}};
    for (step.column = 0; step.column + 1 < search->columns; step.column++) {
        struct step *before = ARENA_NEW(search->filling->arena, struct step);
        *before = step;
        step.before = before;
    }
    next->items[next->count++] = step;
}

static void add_columns(struct page_search *search, const struct step *before,
                        struct steps *next)
{
    if (before->column + 1 == search->columns) {
        open_page(search, before, next);
        return;
    }
    struct column_start start = start_after(before);
    add_column(search, &start, next);
}

// Less than a quarter full.
static bool is_sparse(const struct page_search *search, const struct step *last)
{
    scaled frame = search->filling->layout->print->frame_height;
    return !last->first_page &&
           lines_of_last_page(search, last) * 4 <
               (int64_t)search->columns * frame / search->grid;
}

static struct page_path path_to(const struct page_search *search)
{
    int unfollowed;
    struct page_path path = {.cost = search->best->cost,
                             .sparse = is_sparse(search, search->best),
                             .lacks = lacks(search, search->best, &unfollowed)};
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
    search.shared = geometry_shares_footnotes(&filling->layout->geometry);
    search.kept = search.shared ? LIMIT_SHARED_STEPS : LIMIT_STEPS;
    struct steps next = {.count = 0};
    open_page(&search, NULL, &next);
    if (search.best == NULL && next.count == 0)
        leave_page(&search, &next);
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

// SPDX-License-Identifier: MIT
// The ends that a column may have: keeps, widows, notes, figures, white space.
#include "typeset/page/flexible.h"
#include "typeset/page/footnote_area.h"
#include "typeset/page/introductions.h"

// Costs beside those of vbox.h. A column short by n lines costs SHORT n², up
// to SHORT_MOST; so a note is rather split than three lines be left empty, and
// two lines are rather left empty than a note be split.
#define COST_SHORT 10
#define COST_SHORT_MOST 2500
// A paragraph with a line less, or more, than is best for it.
#define COST_FEWER_LINES 20
#define COST_MORE_LINES 15
#define LINES_STILL_SHORT 2
#define COST_SPLIT 60
#define COST_NOTE_AWAY 200000
// A note that waits for the end of a long one: rather than that, a column is
// left fourteen lines short, and no more.
#define COST_BEHIND_LONG 2000
// A line of text less beside a note that fills the column; the whole half
// column costs less than an empty room of two lines.
#define COST_BEHIND_TEXT 1
#define COST_PAGE_HYPHEN 1000
#define COST_NOTHING 300 // where text could stand, and no note fills it
// A figure's place is at a column's top, on the page where the text comes to
// it, best behind that.
#define COST_FLOAT_AHEAD 40
#define COST_FLOAT_FOOT 40
#define COST_FLOAT_WAITS 30
#define COST_FLOAT_NEXT_PAGE 150
// Figures at the top of one column.
#define LIMIT_TOP_FLOATS 4

static const struct vbox *float_at(const struct filling *filling, size_t index)
{
    return &filling->vlist->items[filling->floats[index]];
}

// ----- One candidate after another -----

struct search {
    const struct filling *filling;
    const struct break_state *from;
    const struct column_room *room;
    struct column_ends *ends;
    scaled limit;   // of text and figures
    bool crowded;   // notes from before fill the column, or more
    size_t top_end; // floats up to here stand at the top
    struct column_cursor cursor;
    size_t called;
    // A wide figure on this page calls notes: in the last column, behind this.
    size_t wide_vbox, wide_called;
};

// Room for notes under text of this height, what stands there taken off.
static scaled room_for_notes(const struct search *search, scaled text)
{
    const struct column_room *room = search->room;
    if (room->shared)
        return room->notes - room->notes_there;
    scaled used = text + room->notes_there;
    scaled overhead =
        footnote_area_height(search->filling->layout, 1, text > 0) - 1;
    return room->room - used - overhead;
}

// Notes that this column calls wait where one before them is long and fills
// the column, or more: the text is not held up by them.
static bool wait_behind_long(const struct search *search, scaled room,
                             size_t called, struct column_end *end)
{
    const struct filling *filling = search->filling;
    const struct layout *layout = filling->layout;
    size_t first = search->from->note;
    if (search->room->shared)
        return false;
    for (; first + 1 < called; first++) {
        struct note_run run = footnote_area_run(filling, search->from, first);
        scaled height = footnote_area_run_height(layout, &run);
        if (height > room) {
            bool begun = first == search->from->note && run.from > 0;
            size_t waiting = first + 1 > search->from->called
                                 ? first + 1
                                 : search->from->called;
            end->cost +=
                COST_SPLIT + COST_BEHIND_LONG * (int64_t)(called - waiting);
            return footnote_area_is_long(layout, &run) &&
                   (begun || footnote_area_split(layout, &run, room) > 0);
        }
        room -= height;
    }
    return false;
}

// Whether the notes called so far fit, the last one cut where it must be.
static bool notes_fit(const struct search *search, scaled text, size_t called,
                      struct column_end *end)
{
    const struct filling *filling = search->filling;
    bool nothing_there = search->room->notes_there == 0;
    if (search->from->note >= called && nothing_there)
        return search->room->shared || text <= search->room->room;
    if (search->from->note >= called)
        return room_for_notes(search, text) >= 0;
    scaled room = room_for_notes(search, text);
    scaled left = footnote_area_left(filling, search->from, called);
    if (left <= room)
        return true;
    if (search->crowded) {
        if (called > search->from->called)
            return wait_behind_long(search, room, called, end);
        // Where one begun before goes on, its first split has been paid for.
        end->cost += search->from->line > 0 ? 0 : COST_SPLIT;
        return true;
    }
    struct note_run last = footnote_area_run(filling, search->from, called - 1);
    scaled others = left - footnote_area_run_height(filling->layout, &last);
    if (others > room)
        return wait_behind_long(search, room, called, end);
    if (footnote_area_split(filling->layout, &last, room - others) == 0)
        return false;
    end->cost += COST_SPLIT;
    return true;
}

int64_t column_cost_of_short_lines(int64_t lines)
{
    int64_t cost = lines > 0 ? COST_SHORT * lines * lines : 0;
    return cost < COST_SHORT_MOST ? cost : COST_SHORT_MOST + lines;
}

// What the next heading needs above two lines of its text may stay free.
static scaled allowed_shortness(const struct search *search, size_t end)
{
    const struct vlist *vlist = search->filling->vlist;
    if (end >= vlist->count || vlist->items[end].break_cost != BREAK_HEADING)
        return 0;
    scaled grid = search->filling->layout->geometry.grid;
    return vlist->items[end].space + vlist->items[end].height + grid;
}

// Lines that paragraphs of the column may be longer by; none where it has lost
// lines already.
static int longer_in(const struct search *search, const struct column_end *end)
{
    return search->room->shared || end->more_lines < 0
               ? 0
               : flexible_longer(search->filling, end->from.vbox, end->to.vbox);
}

// What paragraphs of a column that ends there may be shorter by.
static int shorter_in(const struct search *search, size_t text_end)
{
    return search->room->shared || search->crowded
               ? 0
               : flexible_shorter(search->filling, search->from->vbox,
                                  text_end);
}

static int64_t cost_of_shortness(const struct search *search,
                                 struct column_end *end)
{
    scaled grid = search->filling->layout->geometry.grid;
    scaled left = search->limit - end->height;
    // Notes from before fill what the text leaves: nothing is empty, and text
    // is set beside them where it may.
    if (search->crowded && !search->room->shared) {
        end->short_by = 0;
        return left > 0 ? left / grid * COST_BEHIND_TEXT : 0;
    }
    if (end->spare < left && !search->room->shared)
        left = end->spare;
    int64_t lines = left > 0 ? left / grid : 0;
    if (end->to.vbox > search->from->vbox &&
        left <= allowed_shortness(search, end->to.vbox))
        return lines * lines;
    int longer = lines > 1 ? longer_in(search, end) : 0;
    if (lines - longer > LINES_STILL_SHORT)
        longer = 0; // it would hardly be seen
    while (lines > 1 && end->more_lines < longer) {
        lines--;
        end->more_lines++;
        end->height += grid;
        end->spare -= grid;
    }
    end->short_by = lines;
    const struct layout *layout = search->filling->layout;
    return column_cost_of_short_lines(lines) *
               (search->room->wide ? (int64_t)layout->geometry.column_count
                                   : 1) +
           COST_MORE_LINES * (end->more_lines > 0 ? end->more_lines : 0);
}

static void keep_end(struct column_ends *ends, const struct column_end *end)
{
    size_t at = ends->count;
    if (at == LIMIT_COLUMN_ENDS) {
        if (end->cost > ends->items[at - 1].cost)
            return;
        at--;
    } else {
        ends->count++;
    }
    // Of equals the later one, which takes more, goes first.
    while (at > 0 && ends->items[at - 1].cost >= end->cost) {
        ends->items[at] = ends->items[at - 1];
        at--;
    }
    ends->items[at] = *end;
}

// After the text's last vbox. One line is too little for a column, were it
// from the middle of a paragraph.
static int break_cost(const struct search *search, size_t text_end)
{
    size_t start = search->from->vbox;
    if (text_end == start)
        return BREAK_FREE;
    const struct vbox *last = &search->filling->vlist->items[text_end - 1];
    scaled two_lines = 2 * search->filling->layout->geometry.grid;
    if (text_end == start + 1 && last->height < two_lines &&
        last->break_cost < BREAK_WIDOW)
        return BREAK_WIDOW;
    return last->break_cost;
}

static int64_t cost_of_hyphen(const struct search *search, size_t text_end)
{
    return search->room->last && text_end > search->from->vbox &&
                   search->filling->vlist->items[text_end - 1].hyphenated
               ? COST_PAGE_HYPHEN
               : 0;
}

static int64_t cost_of_floats(const struct search *search,
                              const struct column_end *end)
{
    const struct filling *filling = search->filling;
    int64_t ahead = 0;
    for (size_t i = end->from.floats; i < end->top_end; i++)
        ahead += filling->floats[i] >= end->from.vbox;
    int64_t waiting = (int64_t)break_state_waiting(filling, &end->to);
    waiting = waiting < FLOATS_COUNTED ? waiting : FLOATS_COUNTED;
    return COST_FLOAT_AHEAD * ahead +
           COST_FLOAT_FOOT * (int64_t)(end->to.floats - end->top_end) +
           waiting *
               (search->room->last ? COST_FLOAT_NEXT_PAGE : COST_FLOAT_WAITS);
}

// Notes that all columns of a page share are set with the last of them, or
// where the text ends before it and they fit.
static bool sets_notes(const struct search *search,
                       const struct break_state *to)
{
    const struct filling *filling = search->filling;
    return !search->room->shared || search->room->last ||
           (break_state_text_done(filling, to) &&
            break_state_waiting(filling, to) == 0 &&
            footnote_area_left(filling, search->from, to->called) <=
                room_for_notes(search, 0));
}

// Room that the notes leave under columns that go no further down: as if each
// of these were so much shorter.
static int64_t cost_of_area(const struct search *search, struct column_end *end)
{
    const struct layout *layout = search->filling->layout;
    if (!search->room->shared || !search->room->last)
        return 0;
    int64_t lines = end->spare / layout->geometry.grid;
    end->short_by = lines > end->short_by ? lines : end->short_by;
    return column_cost_of_short_lines(lines) *
           (int64_t)layout->geometry.column_count;
}

// The notes that the column sets, and what is left over.
static void set_area(const struct search *search, scaled height,
                     struct column_end *end)
{
    const struct filling *filling = search->filling;
    const struct column_room *room = search->room;
    size_t called = end->to.called;
    if (!sets_notes(search, &end->to)) {
        end->spare = room->limit - height;
        end->cost = 0; // of what is said when they are set
        return;
    }
    bool notes = search->from->note < called || room->notes_there > 0;
    scaled free = room_for_notes(search, height);
    footnote_area_set(filling, &end->to, free);
    scaled set = footnote_area_left(filling, search->from, called) -
                 footnote_area_left(filling, &end->to, called);
    scaled text = room->shared ? room->limit : height;
    end->spare = notes ? free - set : room->room - text;
}

// Notes that this column calls and does not begin: those behind a long one,
// and a wide figure's, where one from before fills the last column.
static void count_away(const struct search *search, struct column_end *end)
{
    const struct break_state *to = &end->to;
    size_t begun = to->note;
    if (begun < to->called && to->line > search->filling->notes[begun].from)
        begun++;
    if (begun < search->from->called)
        begun = search->from->called;
    end->notes_away = to->called > begun ? to->called - begun : 0;
}

// With as many lines less as it takes, if the column may have them.
static bool fit_height(const struct search *search, size_t text_end,
                       size_t called, struct column_end *end)
{
    scaled grid = search->filling->layout->geometry.grid;
    int most = shorter_in(search, text_end);
    for (;; end->more_lines--, end->height -= grid) {
        end->cost = -COST_FEWER_LINES * end->more_lines;
        if (end->height <= search->limit &&
            notes_fit(search, end->height, called, end))
            return true;
        if (end->more_lines == -most)
            return false;
    }
}

// A column that ends after text_end, with floats up to float_end.
static void consider(struct search *search, size_t text_end, size_t float_end,
                     scaled height)
{
    const struct filling *filling = search->filling;
    const struct vlist *vlist = filling->vlist;
    struct column_end end = {.from = *search->from,
                             .to = *search->from,
                             .top_end = search->top_end,
                             .height = height};
    size_t vbox = text_end;
    while (vbox < vlist->count && vlist->items[vbox].floats)
        vbox++;
    end.to.vbox = vbox;
    end.to.floats = float_end;
    size_t called = search->called;
    if (search->wide_called > called && search->wide_vbox < vbox)
        called = search->wide_called;
    end.to.called = called;
    // Those at the top stand in the column in which the text comes to them.
    if (float_end > search->from->floats &&
        filling->floats[float_end - 1] >= vbox)
        return;
    // Nothing at all is an answer too, where a whole column is to come.
    bool nothing =
        vbox == search->from->vbox && float_end == search->from->floats;
    bool fit = fit_height(search, text_end, called, &end);
    height = end.height;
    if (!fit && (!nothing || search->room->fresh))
        return;
    set_area(search, height, &end);
    if (sets_notes(search, &end.to) || !fit)
        count_away(search, &end);
    if (!fit)
        end.cost += COST_NOTE_AWAY * (int64_t)end.notes_away;
    bool progress =
        vbox > search->from->vbox || float_end > search->from->floats ||
        end.to.note > search->from->note || end.to.line > search->from->line;
    if (search->room->fresh && !progress)
        return;
    if (!break_state_text_done(filling, &end.to)) {
        end.break_cost = break_cost(search, text_end);
        end.cost += end.break_cost + cost_of_hyphen(search, text_end) +
                    cost_of_shortness(search, &end) +
                    cost_of_area(search, &end) +
                    (nothing && !search->crowded ? COST_NOTHING : 0);
    }
    end.cost += cost_of_floats(search, &end);
    keep_end(search->ends, &end);
}

// Notes are called in order: a figure that calls some holds up all further.
static bool calls_in_order(const struct search *search, size_t floats,
                           size_t called)
{
    const struct filling *filling = search->filling;
    for (size_t i = floats; i < filling->float_count; i++) {
        size_t vbox = filling->floats[i];
        if (filling->called_before[vbox] >= called)
            return true;
        if (float_at(filling, i)->note_count > 0)
            return false;
    }
    return true;
}

// The column as it is, and with figures at its foot that the text came to.
static void consider_areas(struct search *search, size_t text_end)
{
    const struct filling *filling = search->filling;
    scaled height = search->cursor.y;
    size_t called = search->called, vbox = text_end;
    while (vbox < filling->vlist->count && filling->vlist->items[vbox].floats)
        vbox++;
    consider(search, text_end, search->top_end, height);
    scaled grid = filling->layout->geometry.grid;
    for (size_t i = search->top_end;
         i < filling->float_count && filling->floats[i] < vbox; i++) {
        const struct vbox *figure = float_at(filling, i);
        height = geometry_round_up(height, grid) + figure->height;
        if (figure->frame_wide || height > search->limit ||
            filling->introduced[i] > vbox)
            break;
        if (figure->note_count > 0)
            search->called = filling->called_before[filling->floats[i] + 1];
        consider(search, text_end, i + 1, height);
    }
    search->called = called;
}

// Tries every end from start on, until no more fits.
static void try_ends(struct search *search)
{
    const struct filling *filling = search->filling;
    size_t start = search->from->vbox, floats = search->top_end;
    consider_areas(search, start);
    for (size_t i = start; i < filling->vlist->count; i++) {
        const struct vbox *vbox = &filling->vlist->items[i];
        if (vbox->floats)
            continue;
        bool waits =
            floats < filling->float_count && filling->floats[floats] < i;
        if (vbox->in_order && waits)
            return;
        column_advance(filling->layout, &search->cursor, vbox, i == start);
        scaled least = search->cursor.y - filling->layout->geometry.grid *
                                              shorter_in(search, i + 1);
        if (least > search->limit)
            return;
        size_t called = filling->called_before[i + 1];
        if (vbox->note_count > 0) {
            if ((search->crowded && search->room->shared) ||
                !calls_in_order(search, floats, called))
                return;
            search->called = called > search->called ? called : search->called;
        }
        struct column_end unused = {0};
        if (!notes_fit(search, least, search->called, &unused))
            return;
        consider_areas(search, i + 1);
    }
}

// With so many floats at the top, if they may. Answers whether they fit.
static bool try_floats(struct search *search, size_t count)
{
    const struct filling *filling = search->filling;
    size_t from = search->from->floats;
    search->cursor = (struct column_cursor){0, true};
    search->called = search->from->called;
    search->top_end = from + count;
    struct break_state state = *search->from;
    for (size_t i = from; i < from + count; i++, state.floats++) {
        if (!break_state_may_raise(filling, &state))
            return false;
        search->cursor.y += float_at(filling, i)->height;
        size_t vbox = filling->floats[i];
        if (float_at(filling, i)->note_count > 0)
            search->called = filling->called_before[vbox + 1];
    }
    if (search->cursor.y > search->limit)
        return false;
    // Notes from before that fill the column leave its upper half to text
    // that calls none.
    search->crowded = search->room->shared
                          ? search->room->crowded
                          : break_state_notes_left(filling, search->from) >
                                room_for_notes(search, search->cursor.y);
    search->limit = search->room->limit;
    if (search->crowded && search->limit > search->room->room / 2)
        search->limit = search->room->room / 2;
    try_ends(search);
    search->limit = search->room->limit;
    return true;
}

// ----- Where nothing fits -----

// A whole column, and still not one line of text fits with its notes, or one
// figure, or one line of a note: it must go somewhere, and the rest follows.
static void force_end(const struct search *search)
{
    const struct filling *filling = search->filling;
    const struct layout *layout = filling->layout;
    struct column_end end = {.from = *search->from, .to = *search->from};
    struct break_state *to = &end.to;
    end.top_end = to->floats;
    end.cost = COST_NOTE_AWAY;
    bool waits = break_state_waiting(filling, to) > 0 &&
                 (break_state_may_raise(filling, to) ||
                  to->vbox == filling->vlist->count);
    if (to->note < to->called) {
        to->line++;
        if (to->line == filling->notes[to->note].to)
            footnote_area_set(filling, to, 0);
    } else if (waits && float_at(filling, to->floats)->frame_wide) {
        end.cost = COST_SHORT_MOST; // the next page's top is its place
    } else if (waits) {
        end.height = float_at(filling, to->floats)->height;
        end.top_end = ++to->floats;
    } else if (to->vbox < filling->vlist->count) {
        struct column_cursor cursor = {0, true};
        const struct vbox *vbox = &filling->vlist->items[to->vbox];
        column_advance(layout, &cursor, vbox, true);
        end.height = cursor.y;
        end.break_cost = break_cost(search, to->vbox + 1);
        to->vbox++;
        if (vbox->floats)
            end.top_end = ++to->floats;
        to->called = filling->called_before[to->vbox];
        footnote_area_set(filling, to, room_for_notes(search, end.height));
        size_t begun = to->note;
        if (begun < to->called && to->line > filling->notes[begun].from)
            begun++;
        end.notes_away = to->called - begun;
        end.cost += COST_NOTE_AWAY * (int64_t)end.notes_away;
    } else {
        return;
    }
    keep_end(search->ends, &end);
}

// The last of the wide figures at this page's top that call notes.
static void find_wide_notes(struct search *search)
{
    const struct filling *filling = search->filling;
    for (size_t i = search->room->wides; i > 0; i--) {
        const struct vbox *figure = float_at(filling, i - 1);
        if (!figure->frame_wide)
            return;
        if (figure->note_count == 0)
            continue;
        search->wide_vbox = filling->floats[i - 1];
        search->wide_called = filling->called_before[search->wide_vbox + 1];
        return;
    }
}

void column_ends(const struct filling *filling, const struct break_state *from,
                 const struct column_room *room, struct column_ends *ends)
{
    ends->count = 0;
    struct search search = {.filling = filling,
                            .from = from,
                            .room = room,
                            .ends = ends,
                            .limit = room->limit};
    if (room->last)
        find_wide_notes(&search);
    for (size_t count = 0; count <= LIMIT_TOP_FLOATS; count++) {
        size_t index = from->floats + count;
        if (count > 0 && (index > filling->float_count ||
                          float_at(filling, index - 1)->frame_wide ||
                          !try_floats(&search, count)))
            break;
        if (count == 0)
            try_floats(&search, 0);
    }
    if (ends->count == 0 && room->fresh)
        force_end(&search);
}

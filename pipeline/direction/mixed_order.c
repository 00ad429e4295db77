// SPDX-License-Identifier: MIT
// What UAX #9 makes of a paragraph with its runs isolated: which numbers and
// signs it would still set elsewhere than they belong.
#include "direction/mixed_runs.h"

#include "base/characters.h"

#include <unicode/ubidi.h>
#include <unicode/utf16.h>

// The level of each cell where the runs of words are isolates. A level is one
// of the whole paragraph, so that it holds wherever a line is broken (L1 alone
// looks at lines, and only at spaces).
struct levelled {
    UChar *units;
    size_t *cell_of;
    size_t count;
};

static void add_unit(struct levelled *p, UChar unit, size_t cell)
{
    p->units[p->count] = unit;
    p->cell_of[p->count++] = cell;
}

static void add_cell(struct levelled *p, const struct mixed_cell *cell,
                     size_t at)
{
    bool node = cell->c == 0;
    UChar32 c = (UChar32)cell->c;
    if (node)
        add_unit(p,
                 cell->kind == CELL_SPACE   ? ' '
                 : cell->kind == CELL_BREAK ? CHAR_LINE_SEPARATOR
                                            : CHAR_OBJECT,
                 at);
    else if (c <= 0xFFFF)
        add_unit(p, (UChar)c, at);
    else {
        add_unit(p, U16_LEAD(c), at);
        add_unit(p, U16_TRAIL(c), at);
    }
}

static struct levelled with_isolates(const struct mixed_line *line,
                                     const struct mixed_runs *runs)
{
    size_t most = 2 * line->count + 2 * runs->count + 1, run = 0;
    struct levelled p = {.units = ARENA_ARRAY(line->arena, UChar, most),
                         .cell_of = ARENA_ARRAY(line->arena, size_t, most)};
    for (size_t at = 0; at < line->count; at++) {
        const struct mixed_run *next =
            run < runs->count ? &runs->items[run] : NULL;
        if (next && next->start == at)
            add_unit(&p,
                     next->rtl ? CHAR_RIGHT_TO_LEFT_ISOLATE
                               : CHAR_LEFT_TO_RIGHT_ISOLATE,
                     NO_CELL);
        add_cell(&p, &line->cells[at], at);
        if (next && next->end == at + 1) {
            add_unit(&p, CHAR_POP_DIRECTIONAL_ISOLATE, NO_CELL);
            run++;
        }
    }
    return p;
}

static uint8_t *levels_of(const struct mixed_line *line,
                          const struct mixed_runs *runs)
{
    uint8_t *levels = ARENA_ARRAY(line->arena, uint8_t, line->count + 1);
    struct levelled p = with_isolates(line, runs);
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    ubidi_setPara(bidi, p.units, (int32_t)p.count, line->rtl ? 1 : 0, NULL,
                  &status);
    const UBiDiLevel *found = ubidi_getLevels(bidi, &status);
    for (size_t unit = 0; unit < p.count; unit++)
        if (p.cell_of[unit] != NO_CELL)
            levels[p.cell_of[unit]] =
                U_SUCCESS(status) ? found[unit] : line->rtl;
    ubidi_close(bidi);
    return levels;
}

// ----- Numbers and signs -----

static bool all_at(const uint8_t *levels, size_t start, size_t end,
                   uint8_t level)
{
    for (size_t at = start; at < end; at++)
        if (levels[at] != level)
            return false;
    return true;
}

struct settling {
    const struct mixed_line *line;
    const uint8_t *levels;
    struct mixed_runs out;
};

static void add_run(struct settling *settling, struct mixed_run run)
{
    ARENA_PUSH(settling->line->arena, settling->out.items, settling->out.count,
               settling->out.capacity) = run;
}

// A sign of the paragraph that stands with the digits beside it.
static void settle_sign(struct settling *settling, size_t at)
{
    if (at != NO_CELL && settling->levels[at] != 1)
        add_run(settling, (struct mixed_run){at, at + 1, false, true});
}

// Of ٠-٩ no isolate changes the order: what stands between is theirs (N1).
static void settle_number(struct settling *settling,
                          const struct mixed_number *number)
{
    bool one = number->as_written || number->negative || number->money;
    if (one && (!number->arabic_indic || number->negative)) {
        if (!all_at(settling->levels, number->start, number->end, 2))
            add_run(settling, (struct mixed_run){number->start, number->end,
                                                 false, false});
    } else if (!one) {
        settle_sign(settling, number->range);
    }
    settle_sign(settling, number->percent);
}

static bool may_need_one(const struct mixed_number *number)
{
    return number->as_written || number->negative || number->money ||
           number->range != NO_CELL || number->percent != NO_CELL;
}

static bool any_may_need_one(const struct mixed_line *line)
{
    for (size_t i = 0; i < line->number_count; i++)
        if (may_need_one(&line->numbers[i]))
            return true;
    return false;
}

// From right to left alone: in the other direction the paragraph's numbers and
// signs stand as they are written.
void direction_settle(const struct mixed_line *line, struct mixed_runs *runs)
{
    if (!line->rtl || !any_may_need_one(line))
        return;
    struct settling settling = {line, levels_of(line, runs), {0}};
    size_t run = 0;
    for (size_t i = 0; i < line->number_count; i++) {
        const struct mixed_number *number = &line->numbers[i];
        while (run < runs->count && runs->items[run].end <= number->start)
            add_run(&settling, runs->items[run++]);
        bool inside = run < runs->count && runs->items[run].start < number->end;
        if (!inside && !line->cells[number->start].given)
            settle_number(&settling, number);
    }
    while (run < runs->count)
        add_run(&settling, runs->items[run++]);
    *runs = settling.out;
}

// SPDX-License-Identifier: MIT
// The order of a line's runs from left to right (UAX #9 L2).
#include "typeset/paragraph/paragraph_parts.h"

#include <unicode/ubidi.h>

// Stretches of one level: runs, and between them the controls that are in no
// run or joined one for the sake of its face. They have no width, but keep
// numbers apart: of «۲۰۱۴» and the isolated number of a note, both at level 2,
// the second stands left of the first because of the isolate between them.
struct stretches {
    UBiDiLevel *levels;
    size_t *runs; // which run; SIZE_MAX: none
    size_t count;
};

static void add_stretch(struct stretches *all, UBiDiLevel level, size_t run)
{
    size_t last = all->count - 1;
    if (all->count && all->levels[last] == level && all->runs[last] == run)
        return;
    all->levels[all->count] = level;
    all->runs[all->count++] = run;
}

static struct stretches collect_stretches(const struct paragraph *p,
                                          uint32_t start, uint32_t end,
                                          const struct level_run *runs,
                                          size_t count, struct arena *scratch)
{
    struct stretches all = {.levels =
                                ARENA_ARRAY(scratch, UBiDiLevel, end - start),
                            .runs = ARENA_ARRAY(scratch, size_t, end - start)};
    size_t run = 0;
    for (uint32_t unit = start; unit < end; unit++) {
        while (run < count && runs[run].end <= unit)
            run++;
        bool inside = run < count && runs[run].start <= unit;
        bool joined = inside && p->facts[unit].flags & UNIT_IGNORABLE &&
                      p->levels[unit] != runs[run].level;
        if (inside && !joined)
            add_stretch(&all, runs[run].level, run);
        else
            add_stretch(&all, p->levels[unit], SIZE_MAX);
    }
    return all;
}

void reorder_visual(const struct paragraph *p, uint32_t start, uint32_t end,
                    const struct level_run *runs, size_t count, size_t *order,
                    struct arena *scratch)
{
    struct stretches all =
        collect_stretches(p, start, end, runs, count, scratch);
    int32_t *map = ARENA_ARRAY(scratch, int32_t, all.count);
    bool *placed = ARENA_ARRAY(scratch, bool, count);
    ubidi_reorderVisual(all.levels, (int32_t)all.count, map);
    size_t next = 0;
    for (size_t i = 0; i < all.count; i++) {
        size_t run = all.runs[map[i]];
        if (run != SIZE_MAX && !placed[run])
            order[next++] = run;
        if (run != SIZE_MAX)
            placed[run] = true;
    }
    // A run of nothing but controls has no stretch: its place is all the same.
    for (size_t run = 0; run < count; run++)
        if (!placed[run])
            order[next++] = run;
}

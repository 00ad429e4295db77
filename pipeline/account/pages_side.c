// SPDX-License-Identifier: MIT
// The words of finished pages, in reading order.
//
// Runs are cut where lines, faces and styles change. A paragraph's bytes count
// up in reading order (paragraph.h), so two runs whose bytes touch are one
// text; a space at a line's end leaves a gap.
#include "account/sides.h"

#include <stdlib.h>

struct spoken_run {
    uint64_t order;
    struct str text;
};

static int by_order(const void *left, const void *right)
{
    const struct spoken_run *a = left, *b = right;
    return a->order < b->order ? -1 : a->order > b->order;
}

// Tags whose words are ours: lists of contents, and the marks of notes; and
// formulas, which have an alternative. A tag comes after its parent.
static bool *own_tags(struct arena *arena, const struct pages *pages)
{
    bool *own = ARENA_ARRAY(arena, bool, pages->tag_count + 1);
    own[TAG_ARTIFACT] = true;
    for (size_t i = 1; i < pages->tag_count; i++) {
        const struct structure_tag *tag = &pages->tags[i];
        own[i] = tag->role == TAG_TOC || tag->role == TAG_REFERENCE ||
                 tag->role == TAG_FORMULA ||
                 (tag->parent > 0 && tag->parent < i && own[tag->parent]);
    }
    return own;
}

static struct spoken_run *runs_of(struct arena *arena,
                                  const struct pages *pages, size_t *count)
{
    struct spoken_run *runs = NULL;
    size_t capacity = 0;
    const bool *own = own_tags(arena, pages);
    *count = 0;
    for (size_t p = 0; p < pages->count; p++)
        for (size_t i = 0; i < pages->items[p].placed_count; i++) {
            const struct placed *placed = &pages->items[p].placed[i];
            if (placed->kind == PLACED_RUN && !own[placed->tag])
                ARENA_PUSH(arena, runs, *count, capacity) =
                    (struct spoken_run){placed->order, placed->as.run.text};
        }
    if (*count > 0)
        qsort(runs, *count, sizeof *runs, by_order);
    return runs;
}

void pages_side_walk(const void *of, struct word_reader *reader)
{
    const struct pages *pages = of;
    struct arena *scratch = arena_new();
    size_t count;
    const struct spoken_run *runs = runs_of(scratch, pages, &count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 &&
            runs[i].order != runs[i - 1].order + runs[i - 1].text.count)
            word_reader_end(reader);
        word_reader_text(reader, runs[i].text, NULL, 0);
    }
    word_reader_break(reader);
    for (size_t i = 1; i < pages->tag_count; i++) {
        word_reader_text(reader, pages->tags[i].alt, NULL, 0);
        word_reader_break(reader);
    }
    arena_free(scratch);
}

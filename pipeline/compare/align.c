// SPDX-License-Identifier: MIT
// Least-cost alignment (Needleman and Wunsch 1970).
#include "compare/align.h"

enum step { STEP_PAIR, STEP_A, STEP_B };

// Cells of the table: a report of 1,500 sections.
enum { LIMIT_CELLS = 4 * 1024 * 1024 };

static void in_order(size_t a_count, size_t b_count, size_t *partners)
{
    for (size_t a = 0; a < a_count; a++)
        partners[a] = a < b_count ? a : SIZE_MAX;
}

struct table {
    size_t a_count, b_count;
    align_cost *cost;
    const void *closure;
    int gap;
    unsigned char *steps; // (a_count + 1) × (b_count + 1)
    int *above, *row;     // costs
};

// Of equal ways, the one that makes more pairs.
static void fill_row(struct table *table, size_t a)
{
    unsigned char *steps = table->steps + a * (table->b_count + 1);
    for (size_t b = 0; b <= table->b_count; b++) {
        int best = INT32_MAX;
        if (a > 0 && b > 0) {
            best =
                table->above[b - 1] + table->cost(table->closure, a - 1, b - 1);
            steps[b] = STEP_PAIR;
        }
        if (a > 0 && table->above[b] + table->gap < best) {
            best = table->above[b] + table->gap;
            steps[b] = STEP_A;
        }
        if (b > 0 && table->row[b - 1] + table->gap < best) {
            best = table->row[b - 1] + table->gap;
            steps[b] = STEP_B;
        }
        table->row[b] = a + b > 0 ? best : 0;
    }
}

static void walk_back(const struct table *table, size_t *partners)
{
    size_t a = table->a_count, b = table->b_count;
    while (a + b > 0) {
        unsigned char step = table->steps[a * (table->b_count + 1) + b];
        a -= step != STEP_B;
        b -= step != STEP_A;
        if (step != STEP_B)
            partners[a] = step == STEP_PAIR ? b : SIZE_MAX;
    }
}

void align(struct arena *arena, size_t a_count, size_t b_count,
           align_cost *cost, const void *closure, int gap, size_t *partners)
{
    if (a_count == 0 || b_count == 0 ||
        a_count + 1 > LIMIT_CELLS / (b_count + 1)) {
        in_order(a_count, b_count, partners);
        return;
    }
    struct table table = {a_count, b_count, cost, closure, gap};
    table.steps =
        ARENA_ARRAY(arena, unsigned char, (a_count + 1) * (b_count + 1));
    table.above = ARENA_ARRAY(arena, int, b_count + 1);
    table.row = ARENA_ARRAY(arena, int, b_count + 1);
    for (size_t a = 0; a <= a_count; a++) {
        fill_row(&table, a);
        int *spare = table.above;
        table.above = table.row;
        table.row = spare;
    }
    walk_back(&table, partners);
}

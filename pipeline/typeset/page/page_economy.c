// SPDX-License-Identifier: MIT
// Where breaks are not good: which paragraphs may mend them.
#include "typeset/page/page_economy.h"

#include "typeset/page/flexible.h"

// Columns whose paragraphs are asked: those before the place that is wrong, and
// one behind it; more of them where a page is to be won.
#define COLUMNS_BEFORE 3
#define COLUMNS_BEFORE_LAST 12
#define LINES_SHORT 1
// Lines that a page's columns may well give for what is to stand under them.
#define LINES_WON 4

static bool is_wrong(const struct filling *filling, const struct step *step)
{
    return !break_state_text_done(filling, &step->end.to) &&
           (step->end.short_by > LINES_SHORT ||
            step->end.break_cost >= BREAK_WIDOW);
}

static void ask_about(const struct filling *filling,
                      const struct page_path *path, size_t index,
                      size_t columns)
{
    size_t first = index > columns ? index - columns : 0;
    size_t last = index + 1 < path->count ? index + 1 : index;
    flexible_ask(filling->vlist, path->steps[first]->end.from.vbox,
                 path->steps[last]->end.to.vbox);
}

struct page_path page_economy(struct filling *filling,
                              const struct page_request *request)
{
    struct page_path path = page_breaks(filling, request);
    scaled most = LINES_WON * filling->layout->geometry.grid;
    bool any = false;
    for (size_t i = 0; i < path.count; i++)
        if (is_wrong(filling, path.steps[i])) {
            ask_about(filling, &path, i, COLUMNS_BEFORE);
            any = true;
        }
    if (path.sparse || (path.lacks > 0 && path.lacks <= most)) {
        ask_about(filling, &path, path.count - 1, COLUMNS_BEFORE_LAST);
        any = true;
    }
    if (!any)
        return path;
    flexible_count(filling);
    struct page_path other = page_breaks(filling, request);
    return other.cost < path.cost ? other : path;
}

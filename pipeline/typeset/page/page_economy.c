// SPDX-License-Identifier: MIT
// Where breaks are not good: which paragraphs may mend them.
#include "typeset/page/page_economy.h"

#include "typeset/page/column_report.h"
#include "typeset/page/flexible.h"

// Columns whose paragraphs are asked, before the one that is wrong; more of
// them where a page is to be won.
#define COLUMNS_BEFORE 2
#define COLUMNS_BEFORE_LAST 4
// Lines that a page's columns may well give for what is to stand under them.
#define LINES_WON 4

static void ask_about(const struct filling *filling,
                      const struct page_path *path, size_t index,
                      size_t columns)
{
    size_t first = index > columns ? index - columns : 0;
    flexible_ask(filling->vlist, path->steps[first]->end.from.vbox,
                 path->steps[index]->end.to.vbox);
}

struct page_path page_economy(struct filling *filling,
                              const struct page_request *request)
{
    struct page_path path = page_breaks(filling, request);
    scaled most = LINES_WON * filling->layout->geometry.grid;
    bool any = false;
    for (size_t i = 0; i < path.count; i++)
        if (column_is_wrong(filling->layout, filling, &path.steps[i]->end)) {
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

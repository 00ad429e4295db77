// SPDX-License-Identifier: MIT
// Lists within lists: three levels have marks of their own.
#include "check/checks.h"

#include "languages/list_marks.h"

static int lists_around(const struct node *list)
{
    int count = 0;
    for (const struct node *node = list->parent; node && count <= LIST_LEVELS;
         node = node->parent)
        count += node->kind == NODE_LIST;
    return count;
}

void check_lists(struct checks *checks)
{
    const struct node *body = checks->brief->body;
    for (const struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_LIST && lists_around(node) == LIST_LEVELS &&
            checks->counts[MESSAGE_list_deep]++ < LIMIT_REPORTS)
            diag_report(checks->context->diag, node->at, MESSAGE_list_deep);
}

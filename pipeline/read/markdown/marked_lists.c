// SPDX-License-Identifier: MIT
// Lists whose points begin with marks of their own, as in "- الف) …".
#include "read/markdown/reader.h"

#include "text/typed_marks.h"

static bool read_mark(const struct reader *reader, const struct node *item,
                      struct typed_mark *mark)
{
    const struct node *first = item->first;
    return first && first->kind == NODE_PARAGRAPH && !item->as.item.task &&
           typed_mark_read(node_plain(reader->arena, first), mark) &&
           mark->spaced;
}

// One point alone may begin with a name: "A. Smith".
static bool counts_alone(const struct typed_mark *mark)
{
    return mark->kind == TYPED_LETTER && mark->form != '.' && mark->form != '-';
}

void marked_lists_shape(const struct reader *reader, struct node *list)
{
    struct typed_mark before = {0}, mark;
    size_t count = 0;
    if (list->as.list.ordered)
        return;
    for (const struct node *item = list->first; item; item = item->next) {
        if (!read_mark(reader, item, &mark) ||
            !(typed_mark_stays(&mark) || mark.form == '(') ||
            (count > 0 && !typed_mark_follows(&mark, &before)))
            return;
        before = mark;
        count++;
    }
    list->as.list.marked = count > 1 || (count == 1 && counts_alone(&before));
}

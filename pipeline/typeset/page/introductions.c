// SPDX-License-Identifier: MIT
// Finds what introduces figures and tables, in the tree and in what is set.
#include "typeset/page/introductions.h"

// ----- In the tree -----

static void name_first(struct introductions *introductions, struct arena *arena,
                       struct str name, const struct node *paragraph)
{
    bool added;
    hash_table_put(&introductions->by_name, arena, hash_table_key(name),
                   introductions->count, &added);
    if (added)
        ARENA_PUSH(arena, introductions->paragraphs, introductions->count,
                   introductions->capacity) = paragraph;
}

struct introductions *introductions_find(struct arena *arena,
                                         const struct node *body)
{
    struct introductions *introductions =
        ARENA_NEW(arena, struct introductions);
    const struct node *paragraph = NULL;
    for (const struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind == NODE_HEADING && !introductions->first_heading)
            introductions->first_heading = node;
        if (node->kind == NODE_PARAGRAPH)
            paragraph = node;
        else if (node->kind == NODE_HEADING || node->kind == NODE_CELL ||
                 node->kind == NODE_CAPTION || node->kind == NODE_TERM)
            paragraph = NULL;
        if (paragraph && node->kind == NODE_LINK &&
            str_starts(node->as.link.url, STR("#.")))
            name_first(introductions, arena,
                       str_slice(node->as.link.url, 1, node->as.link.url.count),
                       paragraph);
    }
    return introductions;
}

void introductions_note(const struct layout *layout, struct vbox *vbox)
{
    struct introductions *all = layout->introductions;
    if (!all || !vbox->floats)
        return;
    const size_t *index =
        hash_table_find(&all->by_name, hash_table_key(vbox->destination));
    if (vbox->destination.count > 0 && index)
        vbox->named_by = all->paragraphs[*index];
    vbox->under = layout->heading ? layout->heading : all->first_heading;
}

// ----- In what is set -----

static bool is_of(const struct vbox *vbox, const struct node *node)
{
    return node && !vbox->floats && place_known(node->at) &&
           vbox->at.offset == node->at.offset;
}

// The first vbox of what stands before a vbox that floats; the vbox itself
// where nothing does.
static size_t before_it(const struct vlist *vlist, size_t index)
{
    size_t at = index;
    while (at > 0 && vlist->items[at - 1].floats)
        at--;
    if (at == 0)
        return index;
    size_t offset = vlist->items[--at].at.offset;
    while (at > 0 && !vlist->items[at - 1].floats &&
           vlist->items[at - 1].at.offset == offset)
        at--;
    return at;
}

// As vboxes: what names it begins before `named`, its heading ends there.
struct limit_search {
    const struct vlist *vlist;
    const struct vbox *floating;
    scaled height; // that is looked through still
    size_t named, under;
};

static bool look_at(struct limit_search *search, size_t index)
{
    const struct vbox *vbox = &search->vlist->items[index];
    if (is_of(vbox, search->floating->named_by))
        search->named = index + 1;
    if (is_of(vbox, search->floating->under))
        search->under = index + 1;
    search->height -= vbox->floats ? 0 : vbox->height;
    return search->height > 0;
}

// What goes on behind it and may stand before it: text that is near, and is not
// held up by it.
static void look_behind(struct limit_search *search, size_t index)
{
    const struct vlist *vlist = search->vlist;
    for (size_t i = index + 1;
         i + 1 < vlist->count && search->named == 0 &&
         !vlist->items[i].in_order && !vlist->items[i + 1].in_order;
         i++)
        if (!look_at(search, i))
            return;
}

// What is further away than a page is before it anyway. Where nothing before
// names it, what follows may; and where nothing is before it, the first heading
// is.
static size_t limit_of(const struct layout *layout, const struct vlist *vlist,
                       size_t index)
{
    scaled page =
        layout->print->frame_height * (scaled)layout->geometry.column_count;
    struct limit_search search = {
        .vlist = vlist, .floating = &vlist->items[index], .height = page};
    for (size_t i = index; i > 0 && look_at(&search, i - 1); i--)
        continue;
    size_t before = before_it(vlist, index), under = search.under;
    search.height = page / 4;
    if (search.named == 0 && search.floating->note_count == 0)
        look_behind(&search, index);
    if (before < index) {
        search.under = under;
        search.named = search.named > 0 ? search.named : before + 1;
    }
    return search.named > search.under ? search.named : search.under;
}

void introductions_limits(const struct layout *layout,
                          const struct vlist *vlist, const size_t *floats,
                          size_t count, size_t *limits)
{
    for (size_t i = 0; i < count; i++)
        limits[i] = limit_of(layout, vlist, floats[i]);
}

// SPDX-License-Identifier: MIT
// The structure tree while it grows, and what links lead to.
#include "typeset/page/layout.h"

static size_t tag_push(struct layout *layout, enum structure_role role,
                       size_t parent, uint64_t order)
{
    struct pages *pages = layout->pages;
    ARENA_PUSH(layout->arena, pages->tags, pages->tag_count,
               pages->tag_capacity) =
        (struct structure_tag){.role = role, .parent = parent, .order = order};
    return pages->tag_count - 1;
}

size_t tag_new(struct layout *layout, enum structure_role role, size_t parent)
{
    if (layout->measuring)
        return TAG_ARTIFACT;
    return tag_push(layout, role, parent, layout->next_order++);
}

size_t tag_in(struct layout *layout, enum structure_role role, size_t parent,
              const struct paragraph *paragraph)
{
    // What belongs to decoration has no structure inside it either.
    if (layout->measuring || parent == TAG_ARTIFACT)
        return TAG_ARTIFACT;
    return tag_push(layout, role, parent, paragraph_order_end(paragraph));
}

struct structure_tag *tag_at(struct layout *layout, size_t tag)
{
    return &layout->pages->tags[tag];
}

static struct str language_above(const struct layout *layout, size_t tag)
{
    const struct structure_tag *tags = layout->pages->tags;
    while (tag != TAG_ARTIFACT && tags[tag].role != TAG_DOCUMENT) {
        tag = tags[tag].parent;
        if (tags[tag].lang.count > 0)
            return tags[tag].lang;
    }
    return layout->lang;
}

static enum direction direction_above(const struct layout *layout, size_t tag)
{
    const struct structure_tag *tags = layout->pages->tags;
    while (tag != TAG_ARTIFACT && tags[tag].role != TAG_DOCUMENT) {
        tag = tags[tag].parent;
        if (tags[tag].direction != DIRECTION_INHERIT)
            return tags[tag].direction;
    }
    return layout->direction;
}

void tag_language(struct layout *layout, size_t tag, struct str lang,
                  enum direction direction)
{
    if (tag == TAG_ARTIFACT)
        return;
    struct structure_tag *changed = tag_at(layout, tag);
    if (lang.count > 0 && !str_equal(lang, language_above(layout, tag)))
        changed->lang = lang;
    if (direction != DIRECTION_INHERIT &&
        direction != direction_above(layout, tag))
        changed->direction = direction;
}

struct arena *layout_drafts(const struct layout *layout)
{
    return layout->measuring ? layout->arena : layout->drafts;
}

struct paragraph *layout_paragraph_open(struct layout *layout, struct str lang,
                                        enum direction direction)
{
    struct paragraph *paragraph =
        paragraph_new(layout->typesetter, layout->arena, layout_drafts(layout),
                      layout->measuring ? layout->unheard : layout->diag, lang,
                      direction, layout->next_order);
    paragraph_divide(paragraph, &layout->divisions);
    return paragraph;
}

void layout_paragraph_close(struct layout *layout, struct paragraph *paragraph)
{
    layout->next_order = paragraph_order_end(paragraph) + 1;
}

struct measuring layout_measuring_begin(struct layout *layout)
{
    struct measuring measuring = {
        layout->measuring, layout->next_order, layout->figures, layout->tables,
        layout->grounds,   layout->arena,      layout->unheard};
    layout->measuring = true;
    if (measuring.outer)
        return measuring;
    layout->arena = layout->trials;
    layout->unheard = diag_new(layout->trials, (struct str){0});
    return measuring;
}

void layout_measuring_end(struct layout *layout, struct measuring measuring)
{
    layout->measuring = measuring.outer;
    layout->arena = measuring.arena;
    layout->unheard = measuring.unheard;
    if (!measuring.outer)
        arena_reset(layout->trials);
    layout->next_order = measuring.order;
    layout->figures = measuring.figures;
    layout->tables = measuring.tables;
    layout->grounds = measuring.grounds;
}

size_t layout_note_index(const struct layout *layout, const struct note *note)
{
    const struct brief *brief = layout->brief;
    // Numbered notes stand at their numbers (see struct brief).
    if (note != NULL && note->number > 0 && note->number <= brief->note_count &&
        brief->notes[note->number - 1] == note)
        return note->number - 1;
    return STR_NONE;
}

// ----- Where links lead -----

// The element that a reader would call the place: a heading and not a span in
// it, a table and not its caption.
static size_t whole_of(const struct pages *pages, size_t tag)
{
    static const bool is_part[TAG_ROLE_COUNT] = {
        [TAG_SPAN] = true,    [TAG_LINK] = true, [TAG_LBL] = true,
        [TAG_CAPTION] = true, [TAG_TR] = true,   [TAG_TH] = true,
        [TAG_TD] = true};
    while (is_part[pages->tags[tag].role])
        tag = pages->tags[tag].parent;
    return tag;
}

void layout_add_destination(struct layout *layout, struct str name, size_t page,
                            scaled x, scaled y, size_t tag)
{
    struct pages *pages = layout->pages;
    ARENA_PUSH(layout->arena, pages->destinations, pages->destination_count,
               pages->destination_capacity) =
        (struct destination){name, page, x, y, whole_of(pages, tag)};
}

static void drop_broken_areas(struct pages *pages, struct page *page,
                              const struct destinations *all)
{
    size_t kept = 0;
    for (size_t i = 0; i < page->area_count; i++) {
        struct area area = page->areas[i];
        if (area.destination.count > 0 &&
            !destination_named(all, area.destination)) {
            // A Link without its annotation is no link (UA 7.18.5).
            pages->tags[area.tag].role = TAG_SPAN;
            continue;
        }
        page->areas[kept++] = area;
    }
    page->area_count = kept;
}

void layout_drop_broken_links(struct pages *pages)
{
    struct destinations all = destinations_by_name(pages->arena, pages);
    for (size_t i = 0; i < pages->count; i++)
        drop_broken_areas(pages, &pages->items[i], &all);
    size_t kept = 0;
    for (size_t i = 0; i < pages->bookmark_count; i++)
        if (destination_named(&all, pages->bookmarks[i].destination))
            pages->bookmarks[kept++] = pages->bookmarks[i];
    pages->bookmark_count = kept;
}

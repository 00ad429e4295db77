// SPDX-License-Identifier: MIT
// Notes that links lead to: <a href="#fn1">1</a> to <li id="fn1">.
#include "collect-notes/linked_notes.h"

#include "base/ascii.h"
#include "base/search.h"
#include "source/note_forms.h"

#include <stdlib.h>

// ----- Where links lead -----

struct anchor {
    struct str id;
    size_t tag;
};

static int by_id(const void *left, const void *right)
{
    const struct anchor *a = left, *b = right;
    int order = str_compare(a->id, b->id);
    if (order != 0)
        return order;
    return a->tag < b->tag ? -1 : a->tag > b->tag;
}

struct anchors {
    struct anchor *items;
    size_t count, capacity;
};

static struct anchors find_anchors(const struct linking *linking)
{
    struct anchors anchors = {0};
    struct arena *arena = linking->now->context->arena;
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct note_tag *tag = &linking->tags[i];
        if (tag->id.count > 0)
            ARENA_PUSH(arena, anchors.items, anchors.count, anchors.capacity) =
                (struct anchor){tag->id, i};
        if (tag->alias.count > 0)
            ARENA_PUSH(arena, anchors.items, anchors.count, anchors.capacity) =
                (struct anchor){tag->alias, i};
    }
    if (anchors.count > 0)
        qsort(anchors.items, anchors.count, sizeof *anchors.items, by_id);
    return anchors;
}

static bool anchor_before(const void *anchor, const void *id)
{
    return str_compare(((const struct anchor *)anchor)->id,
                       *(const struct str *)id) < 0;
}

static size_t anchor_tag(struct anchors anchors, struct str id)
{
    size_t at = search_first(anchors.items, anchors.count,
                             sizeof *anchors.items, anchor_before, &id);
    return at < anchors.count && str_equal(anchors.items[at].id, id)
               ? anchors.items[at].tag
               : SIZE_MAX;
}

bool linked_note_id(struct str id)
{
    static const char *const parts[] = {"fn", "note", "ftn", "edn"};
    for (size_t i = 0; i < COUNT(parts); i++)
        if (str_find(id, str_of(parts[i])) != STR_NONE)
            return true;
    return false;
}

// Says a class, role or type of this tag that it has to do with notes?
static bool speaks_of_notes(const struct linking *linking, size_t index)
{
    const struct note_tag *tag = &linking->tags[index];
    struct str whole = str_slice(linking->now->text, tag->offset, tag->end);
    return str_find(whole, STR("note")) != STR_NONE ||
           str_find(whole, STR("Note")) != STR_NONE;
}

static const char *const holders[] = {"li",      "p",  "div", "aside",
                                      "section", "dd", "td",  NULL};

// The element that is the note whose anchor is at `index`; SIZE_MAX: none.
static size_t holder_of(const struct linking *linking, size_t index)
{
    struct str text = linking->now->text;
    size_t at = index, found = SIZE_MAX;
    if (note_tag_is(&linking->tags[index], holders))
        return index;
    while (found == SIZE_MAX && linking->tags[at].parent != SIZE_MAX) {
        const struct note_tag *child = &linking->tags[at];
        at = child->parent;
        const struct note_tag *tag = &linking->tags[at];
        if (!str_blank(str_slice(text, tag->end, child->offset)))
            return SIZE_MAX;
        if (note_tag_is(tag, holders))
            found = at;
    }
    // <div><p><a name="_ftn1">: the div, for its further paragraphs.
    if (found == SIZE_MAX || !note_tag_has_name(&linking->tags[found], "p"))
        return found;
    const struct note_tag *paragraph = &linking->tags[found];
    if (paragraph->parent == SIZE_MAX)
        return found;
    const struct note_tag *around = &linking->tags[paragraph->parent];
    static const char *const own[] = {"li", "div", "aside", "dd", NULL};
    return note_tag_is(around, own) &&
                   str_blank(str_slice(text, around->end, paragraph->offset)) &&
                   (note_tag_has_name(around, "li") || around->id.count > 0)
               ? paragraph->parent
               : found;
}

// ----- Notes in HTML -----

static bool block_before(const void *block, const void *end)
{
    return ((const struct block *)block)->end < *(const size_t *)end;
}

// The block that holds the byte before `end`.
const struct block *linked_note_block(const struct linking *linking, size_t end)
{
    struct blocks blocks = linking->now->blocks;
    size_t at = search_first(blocks.items, blocks.count, sizeof *blocks.items,
                             block_before, &end);
    return at < blocks.count ? &blocks.items[at] : NULL;
}

static void add_html_note(struct linking *linking, size_t target_tag,
                          const struct note_link *link)
{
    size_t element = holder_of(linking, target_tag);
    if (element == SIZE_MAX)
        return;
    const struct note_tag *tag = &linking->tags[element];
    const struct block *block = linked_note_block(linking, tag->end);
    if (tag->outer_end <= tag->end || !block || block->kind != BLOCK_HTML)
        return;
    ARENA_PUSH(linking->now->context->arena, linking->notes,
               linking->note_count, linking->note_capacity) =
        (struct linked_note){.offset = tag->offset,
                             .end = tag->outer_end,
                             .element = element,
                             .text_offset = tag->end,
                             .text_end = tag->inner_end,
                             .target_tag = target_tag,
                             .number = link->number,
                             .id = link->target};
}

static int by_offset(const void *left, const void *right)
{
    const struct linked_note *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return a->end > b->end ? -1 : a->end < b->end;
}

void linked_notes_sort(struct linking *linking)
{
    size_t kept = 0, done = 0;
    if (linking->note_count == 0)
        return;
    qsort(linking->notes, linking->note_count, sizeof *linking->notes,
          by_offset);
    for (size_t i = 0; i < linking->note_count; i++) {
        if (linking->notes[i].offset < done)
            continue;
        done = linking->notes[i].end;
        linking->notes[kept++] = linking->notes[i];
    }
    linking->note_count = kept;
}

static bool note_before(const void *note, const void *offset)
{
    return ((const struct linked_note *)note)->end <= *(const size_t *)offset;
}

size_t linked_note_at(const struct linking *linking, size_t offset)
{
    size_t at = search_first(linking->notes, linking->note_count,
                             sizeof *linking->notes, note_before, &offset);
    return at < linking->note_count && linking->notes[at].offset <= offset
               ? at
               : SIZE_MAX;
}

// A mark that leads to what may be a note, further on.
static bool leads_to_note(const struct linking *linking,
                          const struct note_link *link, size_t target)
{
    if (link->number == 0 || target == SIZE_MAX ||
        linking->tags[target].offset < link->end)
        return false;
    return linked_note_id(link->target) || speaks_of_notes(linking, target) ||
           (link->tag != SIZE_MAX && speaks_of_notes(linking, link->tag));
}

static void find_html_notes(struct linking *linking, struct anchors anchors)
{
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct note_link *link = &linking->links[i];
        size_t target = anchor_tag(anchors, link->target);
        if (leads_to_note(linking, link, target))
            add_html_note(linking, target, link);
    }
    linked_notes_sort(linking);
}

// ----- Which links are references -----

struct note_id {
    struct str id;
    size_t note;
};

static int by_note_id(const void *left, const void *right)
{
    return str_compare(((const struct note_id *)left)->id,
                       ((const struct note_id *)right)->id);
}

static void join_links(struct linking *linking)
{
    size_t count = linking->note_count;
    struct note_id *ids =
        ARENA_ARRAY(linking->now->context->arena, struct note_id, count + 1);
    for (size_t i = 0; i < count; i++)
        ids[i] = (struct note_id){linking->notes[i].id, i};
    qsort(ids, count, sizeof *ids, by_note_id);
    for (size_t i = 0; i < linking->link_count; i++) {
        struct note_link *link = &linking->links[i];
        struct note_id wanted = {link->target, 0};
        const struct note_id *found =
            bsearch(&wanted, ids, count, sizeof *ids, by_note_id);
        if (found && link->number > 0 &&
            linked_note_at(linking, link->offset) != found->note) {
            link->note = found->note;
            linking->notes[found->note].wanted = true;
        }
    }
}

// ----- All -----

void linked_notes_collect(struct collecting *now)
{
    struct linking linking = {.now = now};
    size_t made = now->label_count;
    note_tags_read(&linking);
    note_links_read(&linking);
    if (linking.link_count == 0)
        return;
    find_html_notes(&linking, find_anchors(&linking));
    linked_markdown_find(&linking);
    if (linking.note_count == 0)
        return;
    join_links(&linking);
    linked_notes_write(&linking);
    if (now->label_count > made)
        collecting_report(now, linking.notes[0].offset,
                          now->label_count - made);
}

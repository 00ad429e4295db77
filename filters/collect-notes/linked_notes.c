// SPDX-License-Identifier: MIT
// Notes that links lead to: <a href="#fn1">1</a> to <li id="fn1">, and
// [1](#_ftn1) to a paragraph that begins with [1](#_ftnref1).
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

bool is_note_id(struct str id)
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
const struct block *block_of(const struct linking *linking, size_t end)
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
    const struct block *block = block_of(linking, tag->end);
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

// In order, without those that are within another or the same.
static void sort_notes(struct linking *linking)
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

size_t note_at(const struct linking *linking, size_t offset)
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
    return is_note_id(link->target) || speaks_of_notes(linking, target) ||
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
    sort_notes(linking);
}

// ----- Notes in Markdown -----

// Without what tells the two ends of a note's links apart: _ftn1 and _ftnref1,
// sdfootnote1sym and sdfootnote1anc are ftn1 and sdfootnote1.
static struct str common_part(struct arena *arena, struct str id)
{
    static const char *const ends[] = {"user-content-", "ref", "anc", "sym",
                                       "back",          "_",   "-",   ":"};
    char *out = arena_alloc(arena, id.count + 1);
    size_t count = 0;
    for (size_t at = 0; at < id.count;) {
        size_t skipped = 0;
        for (size_t i = 0; i < COUNT(ends) && skipped == 0; i++)
            if (str_starts(str_slice(id, at, id.count), str_of(ends[i])))
                skipped = str_of(ends[i]).count;
        if (skipped == 0)
            out[count++] = id.bytes[at++];
        at += skipped;
    }
    return (struct str){out, count};
}

struct pairing { // a link by the part of its target that both ends have
    struct str common;
    size_t link;
};

struct pairings {
    struct pairing *items;
    size_t count, capacity;
};

static int by_common(const void *left, const void *right)
{
    const struct pairing *a = left, *b = right;
    int order = str_compare(a->common, b->common);
    if (order != 0)
        return order;
    return a->link < b->link ? -1 : a->link > b->link;
}

static struct pairings pair_links(const struct linking *linking)
{
    struct pairings pairings = {0};
    struct arena *arena = linking->now->context->arena;
    for (size_t i = 0; i < linking->link_count; i++)
        if (linking->links[i].number > 0 &&
            is_note_id(linking->links[i].target))
            ARENA_PUSH(arena, pairings.items, pairings.count,
                       pairings.capacity) = (struct pairing){
                common_part(arena, linking->links[i].target), i};
    if (pairings.count > 0)
        qsort(pairings.items, pairings.count, sizeof *pairings.items,
              by_common);
    return pairings;
}

static bool pairing_before(const void *pairing, const void *common)
{
    return str_compare(((const struct pairing *)pairing)->common,
                       *(const struct str *)common) < 0;
}

// The first link with that common part.
static size_t first_paired(const struct linking *linking,
                           struct pairings pairings, struct str id)
{
    struct str common = common_part(linking->now->context->arena, id);
    size_t at = search_first(pairings.items, pairings.count,
                             sizeof *pairings.items, pairing_before, &common);
    return at < pairings.count && str_equal(pairings.items[at].common, common)
               ? pairings.items[at].link
               : SIZE_MAX;
}

// What a line may have before a note's text: anchors and the link back.
struct line_start {
    size_t text_offset;
    struct str id; // of an anchor
    size_t link;   // SIZE_MAX: none
};

static bool read_line_start(const struct linking *linking, size_t offset,
                            size_t end, struct line_start *start)
{
    static const char *const anchors[] = {"a", "span", "sup", "p", "div", NULL};
    struct str text = linking->now->text;
    size_t at = offset;
    *start = (struct line_start){.link = SIZE_MAX};
    for (;;) {
        at += line_indent(text, at);
        size_t link = note_link_from(linking, at),
               tag = note_tag_from(linking, at);
        if (start->link == SIZE_MAX && link < linking->link_count &&
            linking->links[link].offset == at &&
            linking->links[link].number > 0) {
            start->link = link;
            size_t own = linking->links[link].tag;
            if (own != SIZE_MAX && start->id.count == 0)
                start->id = linking->tags[own].id.count > 0
                                ? linking->tags[own].id
                                : linking->tags[own].alias;
            at = linking->links[link].end;
            continue;
        }
        if (tag == linking->tag_count || linking->tags[tag].offset != at ||
            !note_tag_is(&linking->tags[tag], anchors))
            break;
        if (start->id.count == 0)
            start->id = linking->tags[tag].id.count > 0
                            ? linking->tags[tag].id
                            : linking->tags[tag].alias;
        at = linking->tags[tag].end;
    }
    // <div id="fn1"> alone on its line: the text is in the next.
    size_t next = at;
    while (next < end && ascii_is_space(text.bytes[next]))
        next++;
    start->text_offset = next;
    return next < end && (start->link != SIZE_MAX || start->id.count > 0);
}

// The links that call the note of this line: by the id of its anchor, or by
// what their target and that of the link back have in common.
static bool is_called(const struct linking *linking, struct pairings pairings,
                      const struct line_start *start, struct str *id)
{
    *id = start->id;
    if (start->link != SIZE_MAX) {
        const struct note_link *back = &linking->links[start->link];
        size_t first = first_paired(linking, pairings, back->target);
        if (first < start->link &&
            linking->links[first].number == back->number &&
            !str_equal(linking->links[first].target, back->target)) {
            *id = linking->links[first].target;
            return true;
        }
    }
    return false;
}

static void add_markdown_note(struct linking *linking, size_t offset,
                              size_t end, const struct line_start *start,
                              struct str id)
{
    ARENA_PUSH(linking->now->context->arena, linking->notes,
               linking->note_count, linking->note_capacity) =
        (struct linked_note){.offset = offset,
                             .end = end,
                             .element = SIZE_MAX,
                             .text_offset = start->text_offset,
                             .text_end = end,
                             .target_tag = SIZE_MAX,
                             .id = id};
}

// Does a link with a mark lead to this anchor, from before it?
static bool has_caller(const struct linking *linking, struct pairings pairings,
                       const struct line_start *start, size_t offset)
{
    size_t first = start->id.count > 0
                       ? first_paired(linking, pairings, start->id)
                       : SIZE_MAX;
    return first != SIZE_MAX && linking->links[first].end <= offset &&
           str_equal(linking->links[first].target, start->id);
}

static void find_markdown_notes_in(struct linking *linking,
                                   struct pairings pairings,
                                   const struct block *block)
{
    struct str text = linking->now->text;
    bool list = block->kind == BLOCK_LIST;
    size_t first = linking->note_count, open = SIZE_MAX;
    const struct blocks *blocks = &linking->now->blocks;
    size_t last = blocks_line_at(blocks, block->end);
    struct line_start start = {0}, next;
    struct str id = STR(""), next_id;
    for (size_t line = block->line; line <= last; line++) {
        size_t at = blocks->lines[line].at.start;
        if (list && !blocks_item_on(blocks, line, block))
            continue;
        size_t indent = list ? line_indent(text, at) : 0;
        size_t marker = list ? line_list_marker(text, at + indent) : 0;
        if (!read_line_start(linking, at + indent + marker, block->end,
                             &next) ||
            (!is_called(linking, pairings, &next, &next_id) &&
             !has_caller(linking, pairings, &next, at))) {
            if (!list)
                continue;
            linking->note_count = first; // an item that is no note
            return;
        }
        if (open != SIZE_MAX)
            add_markdown_note(linking, open, at - 1, &start, id);
        start = next, id = next_id, open = at + indent;
    }
    if (open != SIZE_MAX &&
        (open == block->offset || !list || linking->note_count > first))
        add_markdown_note(linking, open, block->end, &start, id);
}

static void find_markdown_notes(struct linking *linking)
{
    struct pairings pairings = pair_links(linking);
    const struct blocks *blocks = &linking->now->blocks;
    for (size_t i = 0; i < blocks->count && pairings.count > 0; i++)
        if (blocks->items[i].kind == BLOCK_PARAGRAPH ||
            blocks->items[i].kind == BLOCK_LIST)
            find_markdown_notes_in(linking, pairings, &blocks->items[i]);
    sort_notes(linking);
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
            note_at(linking, link->offset) != found->note) {
            link->note = found->note;
            linking->notes[found->note].wanted = true;
        }
    }
}

// ----- All -----

void collect_linked_notes(struct collecting *now)
{
    struct linking linking = {.now = now};
    size_t made = now->label_count;
    read_tags(&linking);
    read_links(&linking);
    if (linking.link_count == 0)
        return;
    find_html_notes(&linking, find_anchors(&linking));
    find_markdown_notes(&linking);
    if (linking.note_count == 0)
        return;
    join_links(&linking);
    write_linked_notes(&linking);
    if (now->label_count > made)
        report_collected(now, linking.notes[0].offset, now->label_count - made);
}

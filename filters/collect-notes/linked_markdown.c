// SPDX-License-Identifier: MIT
// Notes in Markdown that links lead to: [1](#_ftn1) to a paragraph that begins
// with [1](#_ftnref1), or to an item that ends in [↑](#footnote-ref-1).
#include "collect-notes/linked_notes.h"

#include "base/ascii.h"
#include "base/search.h"
#include "source/note_forms.h"
#include "text/paragraph_ends.h"

#include <stdlib.h>

// ----- Links that lead to a note and back -----

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
            linked_note_id(linking->links[i].target))
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
    // [1](#fnref1): text
    if (start->link != SIZE_MAX && at + 1 < end &&
        (text.bytes[at] == ':' || text.bytes[at] == '.' ||
         text.bytes[at] == ')') &&
        ascii_is_space(text.bytes[at + 1]))
        at++;
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

// ----- The link back at the end -----

// Where the text ends before `end`, past white space and closing tags.
static size_t text_end(const struct linking *linking, size_t from, size_t end)
{
    struct str text = linking->now->text;
    for (;;) {
        while (end > from && ascii_is_space(text.bytes[end - 1]))
            end--;
        struct str said = str_slice(text, from, end);
        size_t tag = note_tag_from(linking, end);
        if (str_ends(said, STR("\n:::")) || str_ends(said, STR(" :::")))
            end -= STR(":::").count;
        else if (tag > 0 && linking->tags[tag - 1].end == end &&
                 linking->tags[tag - 1].closing &&
                 !note_tag_has_name(&linking->tags[tag - 1], "a"))
            end = linking->tags[tag - 1].offset;
        else
            return end;
    }
}

// The link back that ends this text; SIZE_MAX: none.
static size_t return_at(const struct linking *linking, size_t from, size_t end)
{
    end = text_end(linking, from, end);
    size_t link = note_link_from(linking, end);
    if (link == 0)
        return SIZE_MAX;
    const struct note_link *last = &linking->links[link - 1];
    return last->end == end && last->offset > from && last->number == 0 &&
                   linked_note_id(last->target) &&
                   note_link_returns(linking, last)
               ? link - 1
               : SIZE_MAX;
}

// The link that calls the note which ends in this link back; SIZE_MAX: none.
static size_t caller_of(const struct linking *linking, struct pairings pairings,
                        size_t returning)
{
    const struct note_link *back = &linking->links[returning];
    size_t first = first_paired(linking, pairings, back->target);
    return first < returning &&
                   !str_equal(linking->links[first].target, back->target)
               ? first
               : SIZE_MAX;
}

// Past the mark that a note begins with, where it is that of its call.
static size_t past_mark(const struct linking *linking, size_t from, size_t end,
                        size_t number)
{
    struct note_start mark;
    return note_form_read_start(linking->now->text, from, end, &mark) &&
                   mark.number == number
               ? mark.text_offset
               : from;
}

// Past "::: {#footnote-1}" and the line end behind it.
static size_t past_fence(struct str text, size_t from, size_t end)
{
    from += line_indent(text, from);
    if (!str_starts(str_slice(text, from, end), STR(":::")))
        return from;
    size_t next = line_end(text, from);
    while (next < end && ascii_is_space(text.bytes[next]))
        next++;
    return next < end ? next : from;
}

static bool is_returning(const struct linking *linking,
                         struct pairings pairings, size_t from, size_t end,
                         struct line_start *start, struct str *id)
{
    size_t back = return_at(linking, from, end);
    size_t caller =
        back == SIZE_MAX ? SIZE_MAX : caller_of(linking, pairings, back);
    if (caller == SIZE_MAX)
        return false;
    *id = linking->links[caller].target;
    *start = (struct line_start){.link = SIZE_MAX};
    start->text_offset =
        past_mark(linking, past_fence(linking->now->text, from, end), end,
                  linking->links[caller].number);
    return true;
}

// ----- Blocks -----

// Does a note begin at `from`, in a text that goes to `end`?
static bool begins_note(const struct linking *linking, struct pairings pairings,
                        size_t from, size_t end, struct line_start *start,
                        struct str *id)
{
    return read_line_start(linking, from, end, start) &&
           (is_called(linking, pairings, start, id) ||
            has_caller(linking, pairings, start, from));
}

// Lines of a paragraph may each begin a note, or all of it is one.
static void find_in_paragraph(struct linking *linking, struct pairings pairings,
                              const struct block *block)
{
    struct str text = linking->now->text, id = STR(""), next_id;
    struct line_start start = {0}, next;
    size_t open = SIZE_MAX;
    for (size_t at = block->offset; at < block->end;
         at = line_end(text, at) + 1) {
        if (!begins_note(linking, pairings, at, block->end, &next, &next_id))
            continue;
        if (open != SIZE_MAX)
            add_markdown_note(linking, open, at - 1, &start, id);
        start = next, id = next_id, open = at;
    }
    // The end of a note that an item above began is no note itself.
    if (open == SIZE_MAX &&
        is_returning(linking, pairings, block->offset, block->end, &start,
                     &id) &&
        (linking->note_count == 0 ||
         !str_equal(linking->notes[linking->note_count - 1].id, id)))
        open = block->offset;
    if (open != SIZE_MAX)
        add_markdown_note(linking, open, block->end, &start, id);
}

struct item { // of a list, from its indent on
    size_t offset, text, end;
};

// The items of a list; answers how many.
static size_t list_items(const struct linking *linking,
                         const struct block *list, struct item **items)
{
    const struct blocks *blocks = &linking->now->blocks;
    struct str text = linking->now->text;
    size_t last = blocks_line_at(blocks, list->end), count = 0, capacity = 0;
    *items = NULL;
    for (size_t line = list->line; line <= last; line++) {
        size_t at = blocks->lines[line].at.start;
        if (!blocks_item_on(blocks, line, list))
            continue;
        if (count > 0)
            (*items)[count - 1].end = at - 1;
        size_t offset = at + line_indent(text, at);
        ARENA_PUSH(linking->now->context->arena, *items, count, capacity) =
            (struct item){offset, offset + line_list_marker(text, offset),
                          list->end};
    }
    return count;
}

static bool find_item(struct linking *linking, struct pairings pairings,
                      const struct item *item)
{
    struct line_start start;
    struct str id;
    if (!begins_note(linking, pairings, item->text, item->end, &start, &id) &&
        !is_returning(linking, pairings, item->text, item->end, &start, &id))
        return false;
    add_markdown_note(linking, item->offset, item->end, &start, id);
    return true;
}

static void report_item(const struct linking *linking, const struct item *item)
{
    const struct collecting *now = linking->now;
    size_t number = 0, at = item->offset;
    note_form_read_number(now->text, &at, &number);
    diag_report(now->context->diag,
                source_origin(now->source, item->offset,
                              line_end(now->text, item->offset) - item->offset),
                MESSAGE_note_paragraph_unmatched,
                arena_printf(now->context->arena, "%zu", number),
                STR("none is left"));
}

// Most items of a list of notes are notes; a few may have lost their calls.
static void find_in_list(struct linking *linking, struct pairings pairings,
                         const struct block *list)
{
    struct item *items;
    size_t count = list_items(linking, list, &items),
           first = linking->note_count;
    struct arena *arena = linking->now->context->arena;
    bool *found = ARENA_ARRAY(arena, bool, count + 1);
    for (size_t i = 0; i < count; i++)
        found[i] = find_item(linking, pairings, &items[i]);
    size_t notes = linking->note_count - first;
    if (notes < count && 2 * (count - notes) >= notes) {
        linking->note_count = first;
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!found[i])
            report_item(linking, &items[i]);
}

// ----- Further paragraphs -----

static bool goes_on(const struct block *block)
{
    return block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_LIST ||
           block->kind == BLOCK_QUOTE || block->kind == BLOCK_TABLE;
}

static size_t block_index(const struct linking *linking, size_t end)
{
    return (size_t)(linked_note_block(linking, end) -
                    linking->now->blocks.items);
}

// The end of the last of the blocks behind a note that belong to it, where it
// ends in a link back there or another note begins behind them; else of the
// note.
static size_t further_end(const struct linking *linking,
                          struct pairings pairings,
                          const struct linked_note *note, size_t next)
{
    const struct blocks *blocks = &linking->now->blocks;
    bool last = next == SIZE_MAX;
    size_t end = note->end;
    for (size_t i = block_index(linking, note->end) + 1;
         i < blocks->count && blocks->items[i].offset < next; i++) {
        const struct block *block = &blocks->items[i];
        if (!goes_on(block))
            return note->end;
        size_t back = return_at(linking, block->offset, block->end);
        size_t caller =
            back == SIZE_MAX ? SIZE_MAX : caller_of(linking, pairings, back);
        end = block->end;
        if (caller != SIZE_MAX)
            return str_equal(linking->links[caller].target, note->id)
                       ? end
                       : note->end;
    }
    return last ? note->end : end;
}

// Do all marks that call these notes stand before the first of them?
static bool are_endnotes(const struct linking *linking,
                         struct pairings pairings)
{
    for (size_t i = 0; i < linking->note_count; i++) {
        size_t first = first_paired(linking, pairings, linking->notes[i].id);
        if (first == SIZE_MAX ||
            linking->links[first].offset > linking->notes[0].offset)
            return false;
    }
    return linking->note_count > 1;
}

// Behind the last note: text that goes on with what it says is its own, and
// other text may be.
static size_t cut_end(const struct linking *linking,
                      const struct linked_note *note)
{
    const struct blocks *blocks = &linking->now->blocks;
    size_t next = block_index(linking, note->end) + 1;
    struct str text = linking->now->text;
    if (next == blocks->count || !goes_on(&blocks->items[next]))
        return note->end;
    if (paragraph_goes_on(str_slice(text, note->offset, note->end),
                          block_str(text, &blocks->items[next])))
        return blocks->items[next].end;
    collecting_report_behind(linking->now, next);
    return note->end;
}

static void extend_notes(struct linking *linking, struct pairings pairings)
{
    bool endnotes = are_endnotes(linking, pairings);
    for (size_t i = 0; i < linking->note_count; i++) {
        struct linked_note *note = &linking->notes[i];
        size_t next = i + 1 < linking->note_count ? note[1].offset : SIZE_MAX;
        if (note->element != SIZE_MAX)
            continue;
        size_t end = further_end(linking, pairings, note, next);
        if (endnotes && end == note->end && next == SIZE_MAX)
            end = cut_end(linking, note);
        if (endnotes || return_at(linking, note->offset, end) != SIZE_MAX)
            note->end = note->text_end = end;
    }
}

void linked_markdown_find(struct linking *linking)
{
    struct pairings pairings = pair_links(linking);
    const struct blocks *blocks = &linking->now->blocks;
    for (size_t i = 0; i < blocks->count && pairings.count > 0; i++)
        if (blocks->items[i].kind == BLOCK_PARAGRAPH)
            find_in_paragraph(linking, pairings, &blocks->items[i]);
        else if (blocks->items[i].kind == BLOCK_LIST)
            find_in_list(linking, pairings, &blocks->items[i]);
    linked_notes_sort(linking);
    if (pairings.count > 0)
        extend_notes(linking, pairings);
}

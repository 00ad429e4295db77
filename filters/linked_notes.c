// SPDX-License-Identifier: MIT
// Notes that links lead to: <a href="#fn1">1</a> to <li id="fn1">, and
// [1](#_ftn1) to a paragraph that begins with [1](#_ftnref1).
#include "linked_notes.h"

#include "note_forms.h"

#include <stdlib.h>

#define RULE "collect-notes"
#define DEPTH_MOST 200 // of elements; what is deeper is no element
#define CLOSE_MOST 32  // elements that one closing tag ends

// ----- Tags -----

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static bool space_byte(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

bool tag_is(const struct tag *tag, const char *const *names)
{
    for (; *names; names++)
        if (str_equal_ascii_case(tag->name, str_of(*names)))
            return true;
    return false;
}

static bool named(const struct tag *tag, const char *name)
{
    return str_equal_ascii_case(tag->name, str_of(name));
}

// Past the value at offset, with its quotes.
static size_t value_end(struct str tag, size_t offset)
{
    char quote = offset < tag.count ? tag.bytes[offset] : 0;
    size_t at = offset;
    if (quote == '"' || quote == '\'') {
        for (at++; at < tag.count && tag.bytes[at] != quote;)
            at++;
        return at < tag.count ? at + 1 : at;
    }
    while (at < tag.count && !space_byte(tag.bytes[at]) && tag.bytes[at] != '>')
        at++;
    return at;
}

// One pass over the attributes: the value of this one, without quotes.
struct str tag_attribute(struct str tag, struct str name)
{
    size_t at = 0;
    while (at < tag.count && !space_byte(tag.bytes[at]))
        at++;
    while (at < tag.count) {
        while (at < tag.count &&
               (space_byte(tag.bytes[at]) || tag.bytes[at] == '/'))
            at++;
        size_t from = at;
        while (at < tag.count && !space_byte(tag.bytes[at]) &&
               tag.bytes[at] != '=' && tag.bytes[at] != '>')
            at++;
        struct str here = str_slice(tag, from, at);
        if (at >= tag.count || tag.bytes[at] != '=') {
            at += here.count == 0;
            continue;
        }
        size_t end = value_end(tag, at + 1);
        struct str value = str_slice(tag, at + 1, end);
        if (value.count > 1 &&
            (value.bytes[0] == '"' || value.bytes[0] == '\''))
            value = str_slice(value, 1, value.count - 1);
        if (str_equal_ascii_case(here, name))
            return value;
        at = end;
    }
    return STR("");
}

static struct str fragment_of(struct str address)
{
    return str_starts(address, STR("#")) ? str_slice(address, 1, address.count)
                                         : STR("");
}

static struct tag read_tag(struct str text, const struct stretch *stretch)
{
    struct str whole = str_slice(text, stretch->offset, stretch->end);
    struct tag tag = {.offset = stretch->offset,
                      .end = stretch->end,
                      .parent = SIZE_MAX,
                      .inner_end = stretch->end,
                      .outer_end = stretch->end};
    tag.closing = whole.count > 1 && whole.bytes[1] == '/';
    size_t from = tag.closing ? 2 : 1, to = from;
    while (to < whole.count && name_byte(whole.bytes[to]))
        to++;
    tag.name = str_slice(whole, from, to);
    if (!tag.closing) {
        tag.id = tag_attribute(whole, STR("id"));
        tag.alias = tag_attribute(whole, STR("name"));
        tag.target = fragment_of(tag_attribute(whole, STR("href")));
    }
    return tag;
}

struct nesting {
    struct linking *linking;
    size_t open[DEPTH_MOST];
    size_t depth;
};

static void close_top(struct nesting *nesting, size_t inner_end,
                      size_t outer_end)
{
    struct tag *tag = &nesting->linking->tags[nesting->open[--nesting->depth]];
    tag->inner_end = inner_end;
    tag->outer_end = outer_end;
}

static const struct tag *top(const struct nesting *nesting)
{
    return nesting->depth > 0
               ? &nesting->linking->tags[nesting->open[nesting->depth - 1]]
               : NULL;
}

static const char *const blocks_of_html[] = {
    "p",  "div",  "ul",     "ol", "li", "table", "section", "aside",
    "dl", "pre",  "hr",     "h1", "h2", "h3",    "h4",      "h5",
    "h6", "body", "footer", "dd", "dt", NULL};

static void open_element(struct nesting *nesting, size_t index)
{
    static const char *const voids[] = {"br",    "hr",  "img", "meta", "link",
                                        "input", "col", "wbr", NULL};
    struct tag *tag = &nesting->linking->tags[index];
    // </p> and </li> may be left out (HTML 13.1.2.4).
    if (top(nesting) && named(top(nesting), "p") && tag_is(tag, blocks_of_html))
        close_top(nesting, tag->offset, tag->offset);
    if (top(nesting) && named(top(nesting), "li") && named(tag, "li"))
        close_top(nesting, tag->offset, tag->offset);
    if (nesting->depth > 0)
        tag->parent = nesting->open[nesting->depth - 1];
    if (tag->name.count > 0 && !tag_is(tag, voids) &&
        nesting->depth < DEPTH_MOST)
        nesting->open[nesting->depth++] = index;
}

static void close_element(struct nesting *nesting, const struct tag *tag)
{
    size_t depth = nesting->depth;
    while (
        depth > 0 && depth + CLOSE_MOST > nesting->depth &&
        !str_equal_ascii_case(
            nesting->linking->tags[nesting->open[depth - 1]].name, tag->name))
        depth--;
    if (depth == 0 || depth + CLOSE_MOST <= nesting->depth)
        return;
    while (nesting->depth > depth)
        close_top(nesting, tag->offset, tag->offset);
    close_top(nesting, tag->offset, tag->end);
}

static void read_tags(struct linking *linking)
{
    const struct collecting *now = linking->now;
    struct nesting nesting = {.linking = linking};
    for (size_t i = 0; i < now->stretches.count; i++) {
        const struct stretch *stretch = &now->stretches.items[i];
        if (stretch->kind != STRETCH_TAG)
            continue;
        ARENA_PUSH(now->context->arena, linking->tags, linking->tag_count,
                   linking->tag_capacity) = read_tag(now->text, stretch);
        size_t index = linking->tag_count - 1;
        if (linking->tags[index].closing)
            close_element(&nesting, &linking->tags[index]);
        else
            open_element(&nesting, index);
    }
    while (nesting.depth > 0)
        close_top(&nesting, now->text.count, now->text.count);
}

size_t tag_from(const struct linking *linking, size_t offset)
{
    size_t low = 0, high = linking->tag_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linking->tags[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t link_from(const struct linking *linking, size_t offset)
{
    size_t low = 0, high = linking->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linking->links[middle].offset < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// ----- Links -----

#define MARK_BYTES 300 // with the tags of a word processor in it

// The mark that a link's text is, between tags, brackets and backslashes.
static size_t mark_of(struct str text)
{
    char plain[16];
    size_t count = 0, number, at = 0;
    bool inside = false;
    if (text.count > MARK_BYTES)
        return 0;
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        inside = inside || c == '<';
        bool kept = !inside && !space_byte(c) && c != '[' && c != ']' &&
                    c != '(' && c != ')' && c != '\\' && c != '^';
        if (c == '>')
            inside = false;
        if (kept && count == sizeof plain)
            return 0;
        if (kept)
            plain[count++] = c;
    }
    struct str mark = {plain, count};
    if (!read_note_mark(mark, &at, &number, true) ||
        (at < count && !(at + 1 == count && plain[at] == '.')))
        return 0;
    return number;
}

static bool surrounds(struct str text, struct str before, struct link *link,
                      struct str after)
{
    if (link->offset < before.count ||
        !str_equal(str_slice(text, link->offset - before.count, link->offset),
                   before) ||
        !str_equal(str_slice(text, link->end, link->end + after.count), after))
        return false;
    link->offset -= before.count;
    link->end += after.count;
    return true;
}

// Takes in the <sup>, <span> or brackets that hold the link and no more.
static void widen(const struct linking *linking, struct link *link)
{
    struct str text = linking->now->text;
    size_t parent =
        link->tag == SIZE_MAX ? SIZE_MAX : linking->tags[link->tag].parent;
    static const char *const around[] = {"sup", "span", "small", "font", NULL};
    for (; parent != SIZE_MAX; parent = linking->tags[parent].parent) {
        const struct tag *tag = &linking->tags[parent];
        if (!tag_is(tag, around) ||
            !str_blank(str_slice(text, tag->end, link->offset)) ||
            !str_blank(str_slice(text, link->end, tag->inner_end)))
            break;
        link->offset = tag->offset;
        link->end = tag->outer_end;
    }
    if (str_find(link->text, STR("[")) == STR_NONE &&
        surrounds(text, STR("["), link, STR("]")))
        return;
    size_t tag = tag_from(linking, link->offset);
    // <sup><a id="footnote-ref-1"></a>[1](#footnote-1)</sup>
    if (link->tag == SIZE_MAX && tag >= 2 &&
        named(&linking->tags[tag - 1], "a") &&
        linking->tags[tag - 1].end == link->offset &&
        linking->tags[tag - 2].outer_end == link->offset)
        link->offset = linking->tags[tag - 2].offset;
    if (link->tag == SIZE_MAX &&
        !surrounds(text, STR("<sup>"), link, STR("</sup>")))
        surrounds(text, STR("^"), link, STR("^"));
}

static void add_link(struct linking *linking, struct link link)
{
    link.number = mark_of(link.text);
    link.note = SIZE_MAX;
    if (link.number > 0)
        widen(linking, &link);
    ARENA_PUSH(linking->now->context->arena, linking->links,
               linking->link_count, linking->link_capacity) = link;
}

// [text](#target), from the stretch of its address.
static void add_markdown_link(struct linking *linking,
                              const struct stretch *stretch)
{
    struct str text = linking->now->text;
    size_t depth = 1, open = stretch->offset;
    struct str address = str_slice(text, stretch->offset, stretch->end);
    if (open < 3 || !str_starts(address, STR("#")) ||
        !str_equal(str_slice(text, open - 2, open), STR("](")) ||
        stretch->end >= text.count || text.bytes[stretch->end] != ')')
        return;
    size_t close = open - 2;
    for (open = close; open > 0 && depth > 0 && close - open < MARK_BYTES;) {
        open--;
        bool escaped = open > 0 && text.bytes[open - 1] == '\\';
        if (text.bytes[open] == ']' && !escaped)
            depth++;
        else if (text.bytes[open] == '[' && !escaped)
            depth--;
    }
    if (depth == 0)
        add_link(linking,
                 (struct link){.offset = open,
                               .end = stretch->end + 1,
                               .text = str_slice(text, open + 1, close),
                               .target = fragment_of(address),
                               .tag = SIZE_MAX});
}

static int by_place(const void *left, const void *right)
{
    const struct link *a = left, *b = right;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void read_links(struct linking *linking)
{
    const struct collecting *now = linking->now;
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct tag *tag = &linking->tags[i];
        if (!tag->closing && named(tag, "a") && tag->target.count > 0 &&
            tag->outer_end > tag->inner_end)
            add_link(linking,
                     (struct link){
                         .offset = tag->offset,
                         .end = tag->outer_end,
                         .text = str_slice(now->text, tag->end, tag->inner_end),
                         .target = tag->target,
                         .tag = i});
    }
    for (size_t i = 0; i < now->stretches.count; i++)
        if (now->stretches.items[i].kind == STRETCH_URL)
            add_markdown_link(linking, &now->stretches.items[i]);
    if (linking->link_count > 0)
        qsort(linking->links, linking->link_count, sizeof *linking->links,
              by_place);
}

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
        const struct tag *tag = &linking->tags[i];
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

static size_t anchor_tag(struct anchors anchors, struct str id)
{
    size_t low = 0, high = anchors.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(anchors.items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < anchors.count && str_equal(anchors.items[low].id, id)
               ? anchors.items[low].tag
               : SIZE_MAX;
}

// fn1, _ftn1, sdfootnote1sym, user-content-fn-1, cite_note-1
static bool is_note_id(struct str id)
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
    const struct tag *tag = &linking->tags[index];
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
    if (tag_is(&linking->tags[index], holders))
        return index;
    while (found == SIZE_MAX && linking->tags[at].parent != SIZE_MAX) {
        const struct tag *child = &linking->tags[at];
        at = child->parent;
        const struct tag *tag = &linking->tags[at];
        if (!str_blank(str_slice(text, tag->end, child->offset)))
            return SIZE_MAX;
        if (tag_is(tag, holders))
            found = at;
    }
    // <div><p><a name="_ftn1">: the div, for its further paragraphs.
    if (found == SIZE_MAX || !named(&linking->tags[found], "p"))
        return found;
    const struct tag *paragraph = &linking->tags[found];
    if (paragraph->parent == SIZE_MAX)
        return found;
    const struct tag *around = &linking->tags[paragraph->parent];
    static const char *const own[] = {"li", "div", "aside", "dd", NULL};
    return tag_is(around, own) &&
                   str_blank(str_slice(text, around->end, paragraph->offset)) &&
                   (named(around, "li") || around->id.count > 0)
               ? paragraph->parent
               : found;
}

// ----- Notes in HTML -----

// The block that holds the byte before `end`.
const struct block *block_of(const struct linking *linking, size_t end)
{
    size_t low = 0, high = linking->now->blocks.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linking->now->blocks.items[middle].end < end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < linking->now->blocks.count ? &linking->now->blocks.items[low]
                                            : NULL;
}

static void add_html_note(struct linking *linking, size_t target_tag,
                          const struct link *link)
{
    size_t element = holder_of(linking, target_tag);
    if (element == SIZE_MAX)
        return;
    const struct tag *tag = &linking->tags[element];
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

static size_t note_at(const struct linking *linking, size_t offset)
{
    size_t low = 0, high = linking->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (linking->notes[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < linking->note_count && linking->notes[low].offset <= offset
               ? low
               : SIZE_MAX;
}

// A mark that leads to what may be a note, further on.
static bool leads_to_note(const struct linking *linking,
                          const struct link *link, size_t target)
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
        const struct link *link = &linking->links[i];
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

// The first link with that common part.
static size_t first_paired(const struct linking *linking,
                           struct pairings pairings, struct str id)
{
    struct str common = common_part(linking->now->context->arena, id);
    size_t low = 0, high = pairings.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(pairings.items[middle].common, common) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < pairings.count && str_equal(pairings.items[low].common, common)
               ? pairings.items[low].link
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
        size_t link = link_from(linking, at), tag = tag_from(linking, at);
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
            !tag_is(&linking->tags[tag], anchors))
            break;
        if (start->id.count == 0)
            start->id = linking->tags[tag].id.count > 0
                            ? linking->tags[tag].id
                            : linking->tags[tag].alias;
        at = linking->tags[tag].end;
    }
    // <div id="fn1"> alone on its line: the text is in the next.
    size_t next = at;
    while (next < end && space_byte(text.bytes[next]))
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
        const struct link *back = &linking->links[start->link];
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
    size_t indent = line_indent(text, block->offset);
    struct line_start start = {0}, next;
    struct str id = STR(""), next_id;
    for (size_t at = block->offset; at < block->end;
         at = line_end(text, at) + 1) {
        size_t marker = list ? list_marker(text, at + indent) : 0;
        if (list && (marker == 0 || line_indent(text, at) != indent))
            continue;
        if (!read_line_start(linking, at + (list ? indent + marker : 0),
                             block->end, &next) ||
            (!is_called(linking, pairings, &next, &next_id) &&
             !has_caller(linking, pairings, &next, at))) {
            if (!list)
                continue;
            linking->note_count = first; // an item that is no note
            return;
        }
        if (open != SIZE_MAX)
            add_markdown_note(linking, open, at - 1, &start, id);
        start = next, id = next_id, open = at + (list ? indent : 0);
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
        struct link *link = &linking->links[i];
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

// ----- What else stands around the notes -----

static const char *const wrappers[] = {"ol",    "ul",     "dl",  "section",
                                       "aside", "footer", "div", NULL};

// Weight up to each tag: what is neither white space, wrappers, a heading over
// notes nor within a note of HTML that is wanted.
static void weigh(const struct linking *linking, size_t *weights)
{
    static const char *const light[] = {
        "ol", "ul", "dl", "section", "aside", "footer", "div", "hr", "br",
        "p",  "",   "h1", "h2",      "h3",    "h4",     "h5",  "h6", NULL};
    struct str text = linking->now->text;
    size_t note = 0, weight = 0;
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct tag *tag = &linking->tags[i];
        weights[i] = weight;
        while (note < linking->note_count &&
               (linking->notes[note].end <= tag->offset ||
                !linking->notes[note].wanted ||
                linking->notes[note].element == SIZE_MAX))
            note++;
        size_t next = i + 1 < linking->tag_count ? linking->tags[i + 1].offset
                                                 : text.count;
        bool within = note < linking->note_count &&
                      linking->notes[note].offset <= tag->offset;
        if (within && linking->notes[note].end > tag->end)
            continue;
        bool heading =
            tag->name.count == 2 && tag->name.bytes[0] == 'h' &&
            !tag->closing && tag->inner_end > tag->end &&
            is_notes_heading(str_slice(text, tag->end, tag->inner_end));
        weight += (!within && !tag_is(tag, light)) ||
                  (!heading && !str_blank(str_slice(text, tag->end, next)));
    }
    weights[linking->tag_count] = weight;
}

// Holds this element nothing but notes?
static bool is_light(const struct linking *linking, const size_t *weights,
                     size_t element)
{
    const struct tag *tag = &linking->tags[element];
    size_t close = tag_from(linking, tag->inner_end);
    return weights[close] == weights[element];
}

// The note with the wrappers around it that hold notes only; an item of a
// list that holds other things is none, and so its label stays 0.
static bool outermost(const struct linking *linking, const size_t *weights,
                      const struct linked_note *note, size_t *offset,
                      size_t *end)
{
    size_t at = note->element;
    bool item =
        named(&linking->tags[at], "li") || named(&linking->tags[at], "dd");
    *offset = note->offset;
    *end = note->end;
    for (at = linking->tags[at].parent;
         at != SIZE_MAX && tag_is(&linking->tags[at], wrappers) &&
         is_light(linking, weights, at);
         at = linking->tags[at].parent) {
        item = false;
        *offset = linking->tags[at].offset;
        *end = linking->tags[at].outer_end;
    }
    return !item;
}

#define ROUNDS_MOST 8

// An item that is not wanted weighs down the list that it is in, and so its
// neighbours. False where that takes no end.
static bool settle(struct linking *linking, size_t *weights)
{
    size_t offset, end;
    bool settled = false;
    for (size_t round = 0; round < ROUNDS_MOST && !settled; round++) {
        weigh(linking, weights);
        settled = true;
        for (size_t i = 0; i < linking->note_count; i++) {
            struct linked_note *note = &linking->notes[i];
            if (!note->wanted || note->element == SIZE_MAX ||
                outermost(linking, weights, note, &offset, &end))
                continue;
            note->wanted = settled = false;
        }
    }
    return settled;
}

// ----- Making notes of them -----

static void give_labels(struct linking *linking)
{
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct link *link = &linking->links[i];
        struct linked_note *note =
            link->note == SIZE_MAX ? NULL : &linking->notes[link->note];
        if (!note || note->label > 0 || !note->wanted)
            continue;
        note->label = next_label(linking->now);
        add_collected(linking->now, note->label);
    }
}

static void replace_links(struct linking *linking)
{
    struct collecting *now = linking->now;
    size_t done = 0;
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct link *link = &linking->links[i];
        size_t within = note_at(linking, link->offset);
        if (link->note == SIZE_MAX || link->offset < done ||
            linking->notes[link->note].label == 0 ||
            (within != SIZE_MAX && linking->notes[within].label > 0 &&
             linking->notes[within].element != SIZE_MAX))
            continue;
        source_replace(now->source, link->offset, link->end - link->offset,
                       arena_printf(now->context->arena, "[^%s%zu]",
                                    now->prefix,
                                    linking->notes[link->note].label),
                       RULE);
        done = link->end;
    }
}

static void add_definition(const struct linking *linking,
                           const struct linked_note *note, struct buffer *out)
{
    if (out->count > 0)
        buffer_add_c(out, "\n\n");
    buffer_printf(out, "[^%s%zu]: ", linking->now->prefix, note->label);
    note_markdown(linking, note, out);
}

// Behind the text, after an empty line.
static void put_at_end(struct collecting *now, struct str definitions,
                       const struct linked_note *note)
{
    size_t end = now->text.count;
    bool feed = end > 0 && now->text.bytes[end - 1] == '\n';
    source_replace(now->source, end, 0, feed ? STR("\n") : STR("\n\n"), RULE);
    source_replace_from(now->source, end, 0, definitions, note->offset,
                        note->end - note->offset, RULE);
    source_replace(now->source, end, 0, feed ? STR("\n") : STR(""), RULE);
}

// A range of the text that holds nothing but notes.
struct notes_range {
    size_t offset, end;
    size_t first, last; // the notes
};

// Takes the range out, `done` being the end of the one before: its notes stand
// in place where it is all of its blocks, else they go behind the text.
static void move_notes(struct linking *linking, struct notes_range range,
                       size_t done, struct str definitions)
{
    struct collecting *now = linking->now;
    struct str text = now->text;
    const struct linked_note *note = &linking->notes[range.first];
    const struct block *first = block_of(linking, range.offset + 1);
    const struct block *last = block_of(linking, range.end);
    bool whole = first && last && first->offset <= range.offset &&
                 str_blank(str_slice(text, first->offset, range.offset)) &&
                 last->offset < range.end &&
                 str_blank(str_slice(text, range.end, last->end));
    if (whole) {
        source_replace_from(now->source, range.offset, range.end - range.offset,
                            definitions, note->offset, note->end - note->offset,
                            RULE);
        return;
    }
    // No empty line is left where the notes were: it would end the HTML.
    while (range.offset > done && space_byte(text.bytes[range.offset - 1]))
        range.offset--;
    if (first && range.offset < first->offset)
        range.offset = first->offset;
    source_replace(now->source, range.offset, range.end - range.offset, STR(""),
                   RULE);
    put_at_end(now, definitions, note);
}

// From the note at *index on: it, what is within the same wrappers, and
// neighbours with nothing between them. *index moves behind.
static struct notes_range next_range(const struct linking *linking,
                                     const size_t *weights, size_t *index)
{
    struct notes_range range = {.first = *index};
    size_t offset, end;
    outermost(linking, weights, &linking->notes[*index], &range.offset,
              &range.end);
    for (range.last = (*index)++; *index < linking->note_count; (*index)++) {
        const struct linked_note *note = &linking->notes[*index];
        if (note->offset < range.end) {
            range.last = *index;
            continue;
        }
        if (note->label == 0 || note->element == SIZE_MAX)
            break;
        outermost(linking, weights, note, &offset, &end);
        if (offset < range.end ||
            !str_blank(str_slice(linking->now->text, range.end, offset)))
            break;
        range.last = *index;
        range.end = end;
    }
    return range;
}

// Headings over the notes go with them.
static void report_headings(const struct linking *linking,
                            struct notes_range range)
{
    struct str text = linking->now->text;
    for (size_t i = tag_from(linking, range.offset);
         i < linking->tag_count && linking->tags[i].offset < range.end; i++) {
        const struct tag *tag = &linking->tags[i];
        struct str heading = str_slice(text, tag->end, tag->inner_end);
        if (tag->name.count == 2 && tag->name.bytes[0] == 'h' &&
            is_notes_heading(heading))
            diag_report(
                linking->now->context->diag,
                source_origin(linking->now->source, tag->end, heading.count),
                MESSAGE_notes_heading_dropped, heading);
    }
}

static void define_html_notes(struct linking *linking, const size_t *weights)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < linking->note_count;) {
        if (linking->notes[i].label == 0 ||
            linking->notes[i].element == SIZE_MAX) {
            i++;
            continue;
        }
        struct notes_range range = next_range(linking, weights, &i);
        buffer_clear(&out);
        for (size_t n = range.first; n <= range.last; n++)
            if (linking->notes[n].label > 0)
                add_definition(linking, &linking->notes[n], &out);
        report_headings(linking, range);
        move_notes(linking, range, done, buffer_str(&out));
        done = range.end;
    }
    buffer_release(&out);
}

// Does this closing tag end an element that began before the note's text?
static bool opened_before(const struct linking *linking, size_t closing,
                          size_t offset)
{
    const struct tag *tag = &linking->tags[closing];
    for (size_t i = tag_from(linking, offset); i > 0 && i + 8 > closing; i--)
        if (linking->tags[i - 1].outer_end == tag->end &&
            !linking->tags[i - 1].closing && linking->tags[i - 1].end <= offset)
            return true;
    return false;
}

// A link back at the end of a note in Markdown: [↩](#fnref1).
static size_t without_return(const struct linking *linking,
                             const struct linked_note *note)
{
    struct str text = linking->now->text;
    size_t end = note->end;
    for (;;) {
        size_t trimmed = end;
        while (trimmed > note->text_offset &&
               space_byte(text.bytes[trimmed - 1]))
            trimmed--;
        size_t tag = tag_from(linking, trimmed);
        if (tag > 0 && linking->tags[tag - 1].end == trimmed &&
            linking->tags[tag - 1].closing &&
            linking->tags[tag - 1].offset > note->text_offset &&
            opened_before(linking, tag - 1, note->text_offset)) {
            end = linking->tags[tag - 1].offset;
            continue;
        }
        size_t link = link_from(linking, trimmed);
        if (link == 0)
            return end;
        const struct link *last = &linking->links[link - 1];
        bool arrow = true;
        for (size_t i = 0; i < last->text.count && arrow; i++)
            arrow = !name_byte(last->text.bytes[i]) || last->text.count <= 2;
        if (last->end != trimmed || last->offset <= note->text_offset ||
            !arrow || last->note != SIZE_MAX || !is_note_id(last->target))
            return end;
        end = last->offset;
        while (end > note->text_offset && space_byte(text.bytes[end - 1]))
            end--;
    }
}

static void define_markdown_notes(struct linking *linking)
{
    for (size_t i = 0; i < linking->note_count; i++) {
        const struct linked_note *note = &linking->notes[i];
        if (note->label == 0 || note->element != SIZE_MAX)
            continue;
        size_t end = without_return(linking, note);
        struct old_note old = {
            .label = note->label,
            .offset = note->offset,
            .end = end,
            .text_offset = note->text_offset,
            .item = list_marker(linking->now->text, note->offset) > 0};
        define_in_place(linking->now, &old);
        if (end < note->end)
            source_replace(linking->now->source, end, note->end - end, STR(""),
                           RULE);
    }
}

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
    size_t *weights =
        ARENA_ARRAY(now->context->arena, size_t, linking.tag_count + 1);
    if (!settle(&linking, weights))
        return;
    give_labels(&linking);
    replace_links(&linking);
    define_html_notes(&linking, weights);
    define_markdown_notes(&linking);
    if (now->label_count > made)
        report_collected(now, linking.notes[0].offset, now->label_count - made);
}

// SPDX-License-Identifier: MIT
// Words of a title or heading that one line holds, as elements around them.
//
// keep: words that no line parts, so few that they fit on a telephone. phrase:
// words that one line holds where there is room. clause: where a line of a long
// title begins, if there is room. The text is the author's.
#include "backends/xml/writer.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "languages/language.h"
#include "text/title_gaps.h"

// How many characters one line holds: where it is 280 pixels wide, in the large
// type of a title and in a heading's; a phrase on a wide screen; and a title
// there. Letters of Arabic script are narrower.
struct room {
    size_t keep_in_title, keep_in_heading, phrase, line;
};
static const struct room wide_letters = {12, 18, 26, 32},
                         narrow_letters = {16, 22, 34, 46};

struct range {
    size_t start, end; // of the title's text
};
struct ranges {
    struct range *items;
    size_t count, capacity;
};
struct xml_title {
    struct arena *arena;
    struct str text;
    struct title_gaps gaps;
    const struct room *room;
    bool parts_clauses;
    struct ranges keeps, phrases; // each in order, none over another
    size_t offset;                // of what is written next
};

// ----- The text -----

static struct str said_by(const struct node *leaf)
{
    if (leaf->kind == NODE_TEXT || leaf->kind == NODE_CODE)
        return leaf->as.text.text;
    bool breaks =
        leaf->kind == NODE_SOFT_BREAK || leaf->kind == NODE_LINE_BREAK;
    return breaks ? STR(" ") : (struct str){0}; // others say nothing
}

// ----- What stays together -----

static size_t word_start(const struct xml_title *title, size_t word)
{
    return word == 0 ? 0 : title->gaps.items[word - 1].end;
}

static size_t word_end(const struct xml_title *title, size_t word)
{
    return word == title->gaps.count ? title->text.count
                                     : title->gaps.items[word].start;
}

static size_t characters(const struct xml_title *title, size_t first,
                         size_t last)
{
    return utf8_count(str_slice(title->text, word_start(title, first),
                                word_end(title, last)));
}

static void add_range(struct xml_title *title, struct ranges *ranges,
                      size_t first, size_t last)
{
    if (last > first)
        ARENA_PUSH(title->arena, ranges->items, ranges->count,
                   ranges->capacity) =
            (struct range){word_start(title, first), word_end(title, last)};
}

// Is a run cut by its end, and not by its length?
static bool is_whole(const struct xml_title *title, size_t last,
                     enum title_gap_kind parted_by)
{
    return last == title->gaps.count ||
           title->gaps.items[last].kind >= parted_by;
}

// From first on, as many words as no gap of that kind or a better one parts.
// Too many for a line are cut at their best gap, the last of them.
static size_t run_end(const struct xml_title *title, size_t first,
                      enum title_gap_kind parted_by, size_t most)
{
    const struct title_gap *gaps = title->gaps.items;
    size_t last = first;
    while (!is_whole(title, last, parted_by) &&
           characters(title, first, last + 1) <= most)
        last++;
    if (is_whole(title, last, parted_by))
        return last;
    size_t best = last;
    for (size_t gap = last; gap-- > first;)
        if (gaps[gap].kind > gaps[best].kind)
            best = gap;
    return best;
}

static void find_keeps(struct xml_title *title, size_t most)
{
    for (size_t first = 0; first <= title->gaps.count; first++) {
        size_t last = run_end(title, first, TITLE_GAP_TIGHT, most);
        add_range(title, &title->keeps, first, last);
        first = last;
    }
}

// A clause where it is short, else what it is made of.
static void find_phrases(struct xml_title *title)
{
    bool clause_begins = true;
    for (size_t first = 0, last; first <= title->gaps.count; first = last + 1) {
        last = run_end(title, first, TITLE_GAP_CLAUSE, title->room->phrase);
        if (!clause_begins || !is_whole(title, last, TITLE_GAP_CLAUSE))
            last = run_end(title, first, TITLE_GAP_LIST, title->room->phrase);
        add_range(title, &title->phrases, first, last);
        clause_begins = is_whole(title, last, TITLE_GAP_CLAUSE);
    }
}

void xml_title_begin(struct writer *writer, const struct node *root,
                     struct str lang, bool heading)
{
    struct buffer text = {0};
    for (const struct node *node = root; node; node = node_next(root, node))
        buffer_add(&text, said_by(node));
    struct xml_title *title = ARENA_NEW(writer->arena, struct xml_title);
    title->arena = writer->arena;
    title->text = buffer_to_arena(&text, writer->arena);
    title->gaps =
        title_gaps_find(writer->arena, title->text, lang, &writer->names);
    title->room = language_script(lang) == SCRIPT_ARABIC ? &narrow_letters
                                                         : &wide_letters;
    title->parts_clauses =
        !heading && utf8_count(title->text) > title->room->line;
    find_keeps(title, heading ? title->room->keep_in_heading
                              : title->room->keep_in_title);
    find_phrases(title);
    writer->title = title->text.count ? title : NULL;
}

// ----- Writing -----

static struct str slice(const struct xml_title *title, size_t start, size_t end)
{
    return str_slice(title->text, start, end);
}

// What of a range stands within [start, end): two words of it at least.
static bool clip(const struct xml_title *title, struct range *range,
                 size_t start, size_t end)
{
    if (range->start < start)
        range->start = start;
    if (range->end > end)
        range->end = end;
    while (range->start < range->end && title->text.bytes[range->start] == ' ')
        range->start++;
    while (range->end > range->start &&
           title->text.bytes[range->end - 1] == ' ')
        range->end--;
    return range->start < range->end &&
           str_find(slice(title, range->start, range->end), STR(" ")) !=
               STR_NONE;
}

// With a clause element where a clause of a long title begins.
static void write_plain(struct writer *writer, const struct xml_title *title,
                        xmlNodePtr parent, size_t start, size_t end)
{
    size_t done = start;
    for (size_t i = 0; title->parts_clauses && i < title->gaps.count; i++) {
        const struct title_gap *gap = &title->gaps.items[i];
        if (gap->kind != TITLE_GAP_CLAUSE || gap->end <= start ||
            gap->end > end)
            continue;
        xml_in_case(writer, parent, slice(title, done, gap->end));
        xml_element(writer, parent, "clause");
        done = gap->end;
    }
    xml_in_case(writer, parent, slice(title, done, end));
}

static void write_keeps(struct writer *writer, const struct xml_title *title,
                        xmlNodePtr parent, size_t start, size_t end)
{
    size_t done = start;
    for (size_t i = 0; i < title->keeps.count; i++) {
        struct range keep = title->keeps.items[i];
        if (!clip(title, &keep, start, end))
            continue;
        write_plain(writer, title, parent, done, keep.start);
        xml_in_case(writer, xml_element(writer, parent, "keep"),
                    slice(title, keep.start, keep.end));
        done = keep.end;
    }
    write_plain(writer, title, parent, done, end);
}

static bool is_keep(const struct xml_title *title, struct range range)
{
    for (size_t i = 0; i < title->keeps.count; i++)
        if (title->keeps.items[i].start <= range.start &&
            title->keeps.items[i].end >= range.end)
            return true;
    return false;
}

static void write_phrases(struct writer *writer, const struct xml_title *title,
                          xmlNodePtr parent, size_t start, size_t end)
{
    size_t done = start;
    for (size_t i = 0; i < title->phrases.count; i++) {
        struct range phrase = title->phrases.items[i];
        if (!clip(title, &phrase, start, end) || is_keep(title, phrase))
            continue;
        write_keeps(writer, title, parent, done, phrase.start);
        write_keeps(writer, title, xml_element(writer, parent, "phrase"),
                    phrase.start, phrase.end);
        done = phrase.end;
    }
    write_keeps(writer, title, parent, done, end);
}

bool xml_title_leaf(struct writer *writer, xmlNodePtr parent,
                    const struct node *leaf)
{
    struct xml_title *title = writer->title;
    struct str said = said_by(leaf);
    if (!title || said.count == 0)
        return false;
    size_t start = title->offset;
    title->offset += said.count;
    if (!str_equal(slice(title, start, title->offset), said))
        BUG("a title is written in another order than it was read");
    bool text = leaf->kind == NODE_TEXT;
    if (text)
        write_phrases(writer, title, parent, start, title->offset);
    if (title->offset == title->text.count)
        writer->title = NULL;
    return text;
}

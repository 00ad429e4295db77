// SPDX-License-Identifier: MIT
// Finds page numbers, running heads and page-foot notes among the blocks.
#include "rejoin/marker.h"

#include "base/characters.h"
#include "text/paragraph_ends.h"
#include "languages/rows.h"

#include <stdlib.h>
#include <string.h>

#define LINK_BYTES 200

// "[\[1\]](#_ftnref1) A note": a link back to where the note is called.
static bool begins_with_return(struct str text)
{
    struct str start = str_slice(text, 0, LINK_BYTES);
    size_t target = str_find(start, STR("(#"));
    size_t space = str_find(start, STR(" "));
    return str_starts(start, STR("[")) && target < space &&
           str_find(str_slice(start, target, space), STR("ref")) != STR_NONE;
}

static void mark_notes(struct page_marker *marker, struct old_notes notes)
{
    for (size_t i = 0; i < marker->blocks.count; i++)
        if (marker->blocks.items[i].kind == BLOCK_PARAGRAPH &&
            begins_with_return(
                block_text(marker->text, &marker->blocks.items[i])))
            marker->marks[i] = MARK_NOTE;
    for (size_t i = 0; i < notes.note_count; i++)
        marker->marks[notes.notes[i].block] = MARK_NOTE;
    for (size_t i = 0; i < notes.orphan_count; i++)
        marker->marks[notes.orphans[i].block] = MARK_NOTE;
}

// ----- Page numbers -----

static bool is_number_alone(struct str text, size_t *number)
{
    size_t offset = 0;
    text = str_trim(text);
    while (offset < text.count &&
           (text.bytes[offset] == '-' || text.bytes[offset] == ' '))
        offset++;
    if (!note_form_read_number(text, &offset, number))
        return false;
    while (offset < text.count &&
           (text.bytes[offset] == '-' || text.bytes[offset] == ' '))
        offset++;
    return offset == text.count;
}

// Numbers that rise from page to page; a page without one may lie between.
#define PAGES_SKIPPED 3

// A small number right beside a page's note or running head is the page's,
// even where it is the only one.
static bool is_beside_mark(const struct page_marker *marker, size_t index)
{
    return (index > 0 && marker->marks[index - 1] != MARK_NONE) ||
           (index + 1 < marker->blocks.count &&
            marker->marks[index + 1] != MARK_NONE);
}
#define PAGE_LARGEST 999

static void mark_numbers(struct page_marker *marker)
{
    size_t last = 0, last_block = SIZE_MAX;
    for (size_t i = 0; i < marker->blocks.count; i++) {
        const struct block *block = &marker->blocks.items[i];
        size_t number;
        if (block->kind != BLOCK_PARAGRAPH || marker->marks[i] != MARK_NONE ||
            !is_number_alone(block_str(marker->text, block), &number))
            continue;
        if (last_block != SIZE_MAX && number > last &&
            number <= last + PAGES_SKIPPED) {
            marker->marks[i] = MARK_NUMBER;
            marker->marks[last_block] = MARK_NUMBER;
        }
        if (number <= PAGE_LARGEST && is_beside_mark(marker, i))
            marker->marks[i] = MARK_NUMBER;
        last = number;
        last_block = i;
    }
}

// ----- Running heads -----

#define HEAD_BYTES 200
#define HEADS_CERTAIN 3

// Without bars, spaces and emphasis around it.
static struct str bare(struct str line)
{
    static const char around[] = " |*_\t";
    while (line.count > 0 && memchr(around, line.bytes[0], sizeof around - 1))
        line = str_slice(line, 1, line.count);
    while (line.count > 0 &&
           memchr(around, line.bytes[line.count - 1], sizeof around - 1))
        line = str_slice(line, 0, line.count - 1);
    return line;
}

struct head {
    struct str text, whole; // whole: with the number
    size_t block;
    bool numbered; // a number stood before or after it
};

// No running head ends a sentence; "9 Rubin, 2020." is a note.
static bool ends_like_text(struct str line)
{
    size_t at = line.count;
    uint32_t c = at > 0 ? utf8_previous(line, &at) : 0;
    return char_is_stop(c);
}

// *Remedy:* do this: a writer's label, or a link or code. What a page left has
// marks around the whole of it, or none.
static bool has_markup_within(struct str line)
{
    char mark = line.count > 0 ? line.bytes[0] : '\0';
    size_t end = line.count;
    if (str_find(line, STR("](")) != STR_NONE ||
        str_find(line, STR("`")) != STR_NONE)
        return true;
    if (mark != '*' && mark != '_')
        return false;
    while (end > 0 && line.bytes[end - 1] != mark)
        end--;
    return end > 1 && end < line.count;
}

// A short line, or a heading, without page number at either end; false: none.
static bool read_head(struct str text, const struct block *block,
                      struct head *head)
{
    struct str line = block_text(text, block);
    size_t start = 0, number;
    if ((block->kind != BLOCK_PARAGRAPH && block->kind != BLOCK_HEADING) ||
        line.count > HEAD_BYTES || str_find(line, STR("\n")) != STR_NONE ||
        has_markup_within(line))
        return false;
    line = bare(line);
    head->text = head->whole = line;
    head->numbered = false;
    if (block->kind == BLOCK_HEADING)
        return line.count > 0;
    if (note_form_read_number(line, &start, &number))
        line = str_slice(line, start, line.count);
    for (size_t at = line.count;
         at > 0 && char_is_digit(utf8_previous(line, &at));)
        line = str_slice(line, 0, at);
    head->numbered = line.count < head->text.count;
    head->text = bare(line);
    // "2 | Who mends the road?": the bar says what it is.
    bool barred = head->numbered && memchr(block_text(text, block).bytes, '|',
                                           block_text(text, block).count);
    return head->text.count > 0 && (barred || !ends_like_text(head->text));
}

static int by_text(const void *left, const void *right)
{
    const struct head *a = left, *b = right;
    int order = str_compare(a->text, b->text);
    if (order != 0)
        return order;
    return a->block < b->block ? -1 : a->block > b->block;
}

const struct block *marker_paragraph(const struct page_marker *marker, size_t i)
{
    return i < marker->blocks.count &&
                   marker->blocks.items[i].kind == BLOCK_PARAGRAPH
               ? &marker->blocks.items[i]
               : NULL;
}

static bool is_lone_number(const struct page_marker *marker, size_t index)
{
    const struct block *block = marker_paragraph(marker, index);
    size_t number;
    return block && is_number_alone(block_str(marker->text, block), &number) &&
           number <= PAGE_LARGEST;
}

// Does a page end here? Another mark beside it, or a paragraph cut by it and
// maybe by the page's number.
static bool at_page_edge(const struct page_marker *marker, size_t index)
{
    size_t first = index > 0 ? index - 1 : SIZE_MAX, second = index + 1;
    if ((index > 0 && marker->marks[first] != MARK_NONE) ||
        (second < marker->blocks.count && marker->marks[second] != MARK_NONE))
        return true;
    if (is_lone_number(marker, second))
        second++;
    else if (first != SIZE_MAX && first > 0 && is_lone_number(marker, first))
        first--;
    const struct block *before = marker_paragraph(marker, first);
    const struct block *after = marker_paragraph(marker, second);
    return before && after &&
           paragraph_cut(
               block_str(marker->text, before), block_str(marker->text, after),
               (struct setting){false, false, false, STR("")}) == CUT_CERTAIN;
}

// The next block before (-1) or behind (1) that is running text; marks and
// lines that may be marks lie between. SIZE_MAX: there is none nearby.
static size_t text_beside(const struct page_marker *marker, size_t index,
                          int step)
{
    enum { NEAR = 4 };
    for (size_t i = 0, at = index; i < NEAR; i++) {
        if (step < 0 && at == 0)
            break;
        at = step < 0 ? at - 1 : at + 1;
        if (at >= marker->blocks.count)
            break;
        bool marked = marker->marks[at] != MARK_NONE;
        const struct block *block = marker_paragraph(marker, at);
        if (!marked &&
            (!block || block->end - block->offset > HEAD_BYTES / 4 ||
             ends_like_text(str_trim(block_str(marker->text, block)))))
            return block ? at : SIZE_MAX;
    }
    return SIZE_MAX;
}

bool marker_at_cut(const struct page_marker *marker, size_t index)
{
    size_t before = text_beside(marker, index, -1);
    size_t behind = text_beside(marker, index, 1);
    return before != SIZE_MAX && behind != SIZE_MAX &&
           paragraph_cut(block_str(marker->text, &marker->blocks.items[before]),
                         block_str(marker->text, &marker->blocks.items[behind]),
                         (struct setting){false, false, false, STR("")}) ==
               CUT_CERTAIN;
}

// The cover and page one may both have the line before any heading.
#define COVER_BLOCKS 12

static bool is_on_cover(const struct page_marker *marker, size_t index)
{
    // What has front matter, or no heading, has no cover any more.
    return index < marker->first_heading &&
           marker->first_heading < marker->blocks.count &&
           marker->first_heading <= COVER_BLOCKS &&
           marker->blocks.items[0].kind != BLOCK_FRONT;
}

// A row of the same line. All further ones must stand at a page's edge, or
// over the title; the first stays, unless the line is a heading's text.
static void mark_row(struct page_marker *marker, const struct head *heads,
                     size_t count)
{
    size_t kept = SIZE_MAX, headings = 0, edges = 0;
    bool numbered = false;
    for (size_t i = 0; i < count; i++) {
        bool heading =
            marker->blocks.items[heads[i].block].kind == BLOCK_HEADING;
        headings += heading;
        // "MOUNTAIN PAPERS 7" on each page is the number of the series.
        numbered = numbered || (heads[i].numbered &&
                                !str_equal(heads[i].whole, heads[0].whole));
        if (!heading && kept == SIZE_MAX)
            kept = i;
        edges += !heading && (at_page_edge(marker, heads[i].block) ||
                              is_on_cover(marker, heads[i].block));
    }
    if (kept == SIZE_MAX || count < 2)
        return;
    bool first_at_edge = at_page_edge(marker, heads[kept].block);
    bool first_on_cover = is_on_cover(marker, heads[kept].block);
    // Of two the first may be a line of the text.
    bool keep_first =
        first_on_cover ||
        (headings == 0 &&
         (count < HEADS_CERTAIN || !marker_at_cut(marker, heads[kept].block)));
    // "Figure 1", "Figure 2": with numbers, only a known line is a head.
    if (numbered && headings == 0 && !first_on_cover)
        return;
    // The first may stand anywhere where it stays.
    size_t wanted = count - headings;
    wanted -= keep_first && !first_at_edge && !first_on_cover;
    if (edges < wanted)
        return;
    if (first_at_edge && !first_on_cover)
        marker->marks[heads[kept].block] =
            keep_first ? MARK_HEAD : MARK_REPEATED_HEAD;
    for (size_t i = kept + 1; i < count; i++)
        if (marker->blocks.items[heads[i].block].kind != BLOCK_HEADING)
            marker->marks[heads[i].block] = MARK_REPEATED_HEAD;
}

static void mark_heads(struct page_marker *marker, struct arena *arena)
{
    struct head *heads =
        ARENA_ARRAY(arena, struct head, marker->blocks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < marker->blocks.count; i++) {
        heads[count].block = i;
        if (marker->marks[i] == MARK_NONE &&
            read_head(marker->text, &marker->blocks.items[i], &heads[count]))
            count++;
    }
    qsort(heads, count, sizeof *heads, by_text);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1;
             to < count && str_equal(heads[to].text, heads[from].text);)
            to++;
        mark_row(marker, heads + from, to - from);
    }
}

enum page_mark *page_marks_find(struct arena *arena, struct str text,
                                struct blocks blocks, struct old_notes notes,
                                struct str lang)
{
    struct page_marker marker = {
        .arena = arena,
        .text = text,
        .blocks = blocks,
        .lang = lang,
        .marks = ARENA_ARRAY(arena, enum page_mark, blocks.count + 1)};
    while (marker.first_heading < blocks.count &&
           blocks.items[marker.first_heading].kind != BLOCK_HEADING)
        marker.first_heading++;
    mark_notes(&marker, notes);
    mark_numbers(&marker);
    mark_heads(&marker, arena);
    marker_page_lines(&marker);
    marker_halved_heads(&marker);
    mark_numbers(&marker); // those beside a head
    return marker.marks;
}

// ----- What floats -----

#define CAPTION_BYTES 300

// Where the text begins behind "Figure 3"; 0: it begins with no such word.
static size_t counted_end(struct str text, struct str lang)
{
    struct language_walk words = {.row = ROW_caption_words, .text_lang = lang};
    struct str word;
    size_t number;
    while (languages_next(&words, &word)) {
        size_t at = word.count + 1;
        if (str_starts(text, word) && at < text.count &&
            text.bytes[word.count] == ' ' &&
            note_form_read_number(text, &at, &number))
            return at;
    }
    return 0;
}

bool marker_is_caption(const struct page_marker *marker, struct str line)
{
    return counted_end(bare(line), marker->lang) > 0;
}

// "Figure 3: …", "شکل ۳. …", "Source: …"
static bool is_caption(struct str text, struct str lang)
{
    struct language_walk sources = {.row = ROW_source_labels,
                                    .text_lang = lang};
    struct str word;
    while (str_starts(text, STR("*")) || str_starts(text, STR("_")))
        text = str_slice(text, 1, text.count);
    while (languages_next(&sources, &word))
        if (str_starts(text, word))
            return true;
    size_t at = counted_end(text, lang);
    if (at == 0 || at >= text.count)
        return false;
    uint32_t next = utf8_next(text, &at);
    return next == ':' || next == '.' || next == '-' || next == CHAR_EN_DASH ||
           next == CHAR_EM_DASH || next == '*';
}

static bool is_picture(struct str text)
{
    return str_starts(text, STR("![")) && str_ends(text, STR(")")) &&
           str_find(text, STR("\n")) == STR_NONE;
}

void page_marks_captions(struct str text, struct blocks blocks, struct str lang,
                         enum page_mark *marks)
{
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        struct str said = str_trim(block_str(text, block));
        bool floats = block->kind == BLOCK_TABLE ||
                      (block->kind == BLOCK_PARAGRAPH &&
                       (is_picture(said) || (said.count <= CAPTION_BYTES &&
                                             is_caption(said, lang))));
        if (floats && marks[i] == MARK_NONE)
            marks[i] = MARK_CAPTION;
    }
}

// SPDX-License-Identifier: MIT
// Paragraphs cut by a page or column are joined; what the page put between
// the halves moves behind them; running heads and page numbers go.
#include "rejoin/rejoin.h"

#include "base/characters.h"
#include "base/hash_table.h"
#include "rejoin/contents_list.h"
#include "rejoin/lost_spaces.h"
#include "source/old_notes.h"
#include "rejoin/page_marks.h"
#include "text/paragraph_ends.h"
#include "text/reversed.h"
#include "text/vocabulary.h"

// What may be the halves of a paragraph. Where it is joined after all, nothing
// is said: so all is kept to the end.
struct doubt {
    enum message message;
    struct place at;
    size_t second; // where the second half begins in the file
    struct str texts[3];
};
struct doubts {
    struct doubt *items;
    size_t count, capacity;
    // What was moved behind a paragraph would be between it and the next.
    bool complete;
    struct hash_table told; // where second halves begin that need no more words
};

struct rejoining {
    struct doubts *doubts;
    struct source *source;
    const struct context *context;
    struct str text;
    struct blocks blocks;
    enum page_mark *marks; // one a block
    struct vocabulary words;
    bool extracted;
    bool notes_alone; // only what notes have cut
};

// Can stand between the halves of a paragraph.
static bool between_halves(const struct rejoining *now, size_t index)
{
    return now->marks[index] != MARK_NONE ||
           now->blocks.items[index].kind == BLOCK_NOTE;
}

// The next block that is no mark of a page; *page says whether one was passed.
static size_t next_text(const struct rejoining *now, size_t index, bool *page)
{
    *page = false;
    for (index++; index < now->blocks.count && between_halves(now, index);
         index++)
        *page = *page || (now->marks[index] != MARK_NONE &&
                          now->marks[index] != MARK_CAPTION);
    return index;
}

// ----- What goes, what moves -----

static void report_dropped(const struct rejoining *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    diag_report(
        now->context->diag,
        source_origin(now->source, block->offset, block->end - block->offset),
        MESSAGE_page_mark_dropped, block_str(now->text, block));
}

// Takes a block away with the blank lines after it.
static void drop_block(struct rejoining *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    report_dropped(now, index);
    size_t end = index + 1 < now->blocks.count
                     ? now->blocks.items[index + 1].offset
                     : now->text.count;
    source_replace(now->source, block->offset, end - block->offset, STR(""),
                   "running-head");
}

static bool is_dropped(const struct rejoining *now, size_t index)
{
    return now->marks[index] == MARK_NUMBER ||
           now->marks[index] == MARK_REPEATED_HEAD;
}

// What stood between two halves is put behind the whole paragraph.
static void move_behind(struct rejoining *now, size_t from, size_t to,
                        size_t offset)
{
    for (size_t i = from; i < to; i++) {
        const struct block *block = &now->blocks.items[i];
        if (is_dropped(now, i)) {
            report_dropped(now, i);
            continue;
        }
        source_replace(now->source, offset, 0, STR("\n\n"), "rejoin");
        source_replace_from(now->source, offset, 0, block_str(now->text, block),
                            block->offset, block->end - block->offset,
                            "rejoin");
    }
}

// The first of a line that comes again stays: it may be of the text.
static void report_kept(const struct rejoining *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    diag_report(
        now->context->diag,
        source_origin(now->source, block->offset, block->end - block->offset),
        MESSAGE_head_kept, block_str(now->text, block));
}

// ----- Joining -----

static size_t word_start(struct str text, size_t offset)
{
    for (size_t at = offset; at > 0 && char_in_word(utf8_previous(text, &at));)
        offset = at;
    return offset;
}

static size_t word_end(struct str text, size_t offset)
{
    for (size_t at = offset;
         at < text.count && char_in_word(utf8_next(text, &at));)
        offset = at;
    return offset;
}

// "govern-" + "ment": the hyphen goes where the text has the whole word.
static bool hyphen_goes(struct rejoining *now, size_t hyphen, size_t next)
{
    struct str text = now->text;
    if (now->words.counts.size == 0)
        now->words = vocabulary_of(now->context->arena, text);
    return vocabulary_has(&now->words,
                          str_slice(text, word_start(text, hyphen), hyphen),
                          str_slice(text, next, word_end(text, next)));
}

static void report_hyphen(const struct rejoining *now, size_t hyphen,
                          size_t next)
{
    struct str text = now->text;
    size_t start = word_start(text, hyphen);
    struct str first = str_slice(text, start, hyphen + 1);
    struct str rest = str_slice(text, next, word_end(text, next));
    diag_report(now->context->diag,
                source_origin(now->source, start, first.count),
                MESSAGE_hyphen_kept,
                arena_printf(now->context->arena, "%.*s%.*s", STR_ARG(first),
                             STR_ARG(rest)));
}

// The last words of one block and the first of another.
static struct doubt halves(const struct rejoining *now, enum message message,
                           size_t first, size_t second)
{
    const struct block *before = &now->blocks.items[first];
    const struct block *after = &now->blocks.items[second];
    struct str end = paragraph_last_words(block_str(now->text, before));
    struct str start = paragraph_first_words(block_str(now->text, after));
    struct place at = source_origin(now->source, after->offset, start.count);
    return (struct doubt){message, at, at.offset, {end, start}};
}

static void report_joined(const struct rejoining *now, size_t first,
                          size_t second)
{
    struct doubts *doubts = now->doubts;
    struct doubt said = halves(now, MESSAGE_joined, first, second);
    hash_table_put(&doubts->told, now->context->arena, said.second + 1, 0,
                   NULL);
    diag_report(now->context->diag, said.at, said.message, said.texts[0],
                said.texts[1]);
}

static void add_doubt(const struct rejoining *now, struct doubt doubt)
{
    struct doubts *doubts = now->doubts;
    if (doubts->complete)
        return;
    ARENA_PUSH(now->context->arena, doubts->items, doubts->count,
               doubts->capacity) = doubt;
}

// In the order in which they were found: of those at one place, the first.
static void report_doubts(struct doubts *doubts, const struct context *context)
{
    for (size_t i = 0; i < doubts->count; i++) {
        const struct doubt *doubt = &doubts->items[i];
        if (hash_table_find(&doubts->told, doubt->second + 1))
            continue;
        hash_table_put(&doubts->told, context->arena, doubt->second + 1, 0,
                       NULL);
        if (doubt->message == MESSAGE_cut_around)
            diag_report(context->diag, doubt->at, doubt->message,
                        doubt->texts[0], doubt->texts[1], doubt->texts[2]);
        else
            diag_report(context->diag, doubt->at, doubt->message,
                        doubt->texts[0], doubt->texts[1]);
    }
}

static void join(struct rejoining *now, size_t first, size_t second)
{
    struct str text = now->text;
    size_t from = now->blocks.items[first].end;
    size_t to = now->blocks.items[second].text_offset;
    struct str between = STR(" ");
    while (from > 0 && (text.bytes[from - 1] == ' '))
        from--;
    if (paragraph_ends_in_hyphen(str_slice(text, 0, from))) {
        bool goes = hyphen_goes(now, from - 1, to);
        between = STR("");
        if (!goes)
            report_hyphen(now, from - 1, to);
        from -= goes;
    }
    for (size_t i = first + 1; i < second; i++) {
        const struct block *block = &now->blocks.items[i];
        if (!is_dropped(now, i))
            continue;
        source_replace(now->source, from, block->offset - from, STR(""),
                       "rejoin");
        source_replace(now->source, block->offset, block->end - block->offset,
                       STR(""), "running-head");
        from = block->end;
    }
    source_replace(now->source, from, to - from, between, "rejoin");
    report_joined(now, first, second);
}

// ----- Lists -----

struct point_ends { // of a list: how many points, and how many end in a stop
    size_t count, closed;
    const struct block *last; // the paragraph that ends it; NULL: none does
};

static bool is_closed(struct str text)
{
    text = str_trim(text);
    return char_is_stop(utf8_before(text, text.count));
}

// The last point is left out of those that are counted as closed.
static struct point_ends point_ends(const struct rejoining *now, size_t list)
{
    const struct block *block = &now->blocks.items[list];
    struct point_ends ends = {0};
    for (size_t i = block->line; i < now->blocks.line_count; i++) {
        const struct block_line *line = &now->blocks.lines[i];
        if (line->at.start >= block->end)
            break;
        if (!line->block || line->block->line != i)
            continue;
        if (ends.last)
            ends.closed += is_closed(block_str(now->text, ends.last));
        bool paragraph = line->block->kind == BLOCK_PARAGRAPH;
        ends.last = paragraph ? line->block : NULL;
        ends.count++;
    }
    return ends;
}

// What of a block a page may have cut.
static struct str text_of(const struct rejoining *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    if (block->kind != BLOCK_LIST)
        return block_str(now->text, block);
    struct point_ends ends = point_ends(now, index);
    return ends.last ? block_str(now->text, ends.last) : STR("");
}

// A sentence may go on behind a list that is a part of it; but one point that
// alone has no stop is cut.
static bool goes_on_behind(const struct rejoining *now, size_t list)
{
    struct point_ends ends = point_ends(now, list);
    const struct block *lead = list > 0 ? &now->blocks.items[list - 1] : NULL;
    if (ends.count < 2 || ends.closed > 0 || !lead ||
        lead->kind != BLOCK_PARAGRAPH)
        return false;
    struct str said = str_trim(block_str(now->text, lead));
    return !char_ends_sentence(utf8_before(said, said.count));
}

// Its first words stand last: they say nothing about what follows.
static bool is_reversed(const struct rejoining *now, size_t index)
{
    return reversed_is_doubtful(
        block_str(now->text, &now->blocks.items[index]));
}

// ----- What stands alone between halves -----

// A line that says little and ends no sentence.
static bool is_short_line(const struct rejoining *now, size_t index)
{
    enum { LONGEST = 80 }; // bytes
    const struct block *block = &now->blocks.items[index];
    struct str said = str_trim(block_str(now->text, block));
    return block->kind == BLOCK_PARAGRAPH && now->marks[index] == MARK_NONE &&
           said.count > 0 && said.count <= LONGEST &&
           str_find(said, STR("\n")) == STR_NONE &&
           !char_is_stop(utf8_before(said, said.count));
}

static struct doubt around(const struct rejoining *now, size_t first,
                           size_t second)
{
    const struct block *between = &now->blocks.items[first + 1];
    size_t end = now->blocks.items[second - 1].end;
    struct doubt doubt = halves(now, MESSAGE_cut_around, first, second);
    doubt.at =
        source_origin(now->source, between->offset, end - between->offset);
    doubt.texts[2] = doubt.texts[1];
    doubt.texts[1] = doubt.texts[0];
    doubt.texts[0] = block_str(now->text, between);
    return doubt;
}

// One head or number proves nothing; but a sentence that goes on behind it
// does not either.
static void look_around(const struct rejoining *now, size_t first)
{
    enum { BETWEEN = 3 }; // lines at most
    size_t second = first + 1;
    while (second < now->blocks.count && second <= first + BETWEEN &&
           is_short_line(now, second))
        second++;
    if (second == first + 1 || second >= now->blocks.count ||
        now->blocks.items[second].kind != BLOCK_PARAGRAPH)
        return;
    enum paragraph_cut cut =
        paragraph_cut(text_of(now, first), text_of(now, second),
                      (struct setting){.lang = source_lang(now->source)});
    if (cut == CUT_CERTAIN && !is_reversed(now, first) &&
        !is_reversed(now, second))
        add_doubt(now, around(now, first, second));
}

// ----- Following -----

// Follows a paragraph over as many cuts as it has; answers the first block
// that was not looked at.
static size_t follow(struct rejoining *now, size_t start)
{
    size_t last = start;
    size_t *gaps = NULL, gap_count = 0, gap_capacity = 0;
    bool doubtful = false;
    for (;;) {
        bool page;
        size_t next = next_text(now, last, &page);
        if (next == now->blocks.count ||
            now->blocks.items[next].kind != BLOCK_PARAGRAPH)
            break;
        if (now->notes_alone && !page)
            break;
        enum paragraph_cut cut =
            paragraph_cut(text_of(now, last), text_of(now, next),
                          (struct setting){page, last != start, now->extracted,
                                           source_lang(now->source)});
        if (cut == CUT_CERTAIN &&
            (is_reversed(now, last) || is_reversed(now, next)))
            break;
        if (!page && now->blocks.items[last].kind == BLOCK_LIST &&
            goes_on_behind(now, last))
            break;
        doubtful = cut == CUT_DOUBTFUL;
        if (doubtful)
            add_doubt(now, halves(now, MESSAGE_join_doubtful, last, next));
        if (cut != CUT_CERTAIN)
            break;
        join(now, last, next);
        ARENA_PUSH(now->context->arena, gaps, gap_count, gap_capacity) = last;
        last = next;
    }
    if (!now->notes_alone && !doubtful)
        look_around(now, last);
    for (size_t i = 0; i < gap_count; i++)
        move_behind(now, gaps[i] + 1, i + 1 < gap_count ? gaps[i + 1] : last,
                    now->blocks.items[last].end);
    return last + 1;
}

// Neither front matter nor a note of Markdown's: nobody has edited it.
static bool is_extracted(struct blocks blocks)
{
    for (size_t i = 0; i < blocks.count; i++)
        if (blocks.items[i].kind == BLOCK_NOTE)
            return false;
    return blocks.count > 0 && blocks.items[0].kind != BLOCK_FRONT;
}

static bool can_be_cut(enum block_kind kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST;
}

static bool rejoin_all(struct source *source, const struct context *context,
                       struct doubts *doubts, bool notes_alone)
{
    struct rejoining now = {.source = source,
                            .context = context,
                            .text = source_text(source),
                            .doubts = doubts,
                            .notes_alone = notes_alone};
    now.blocks = blocks_scan(context->arena, now.text);
    now.extracted = is_extracted(now.blocks);
    struct lang_spans spans = lang_spans_scan(context->arena, now.text,
                                              now.blocks, source_lang(source));
    struct old_notes notes =
        old_notes_find(context->arena, now.text, now.blocks, spans);
    now.marks = page_marks_find(context->arena, now.text, now.blocks, notes,
                                source_lang(source));
    for (size_t i = 0; notes_alone && i < now.blocks.count; i++)
        if (now.marks[i] != MARK_NOTE)
            now.marks[i] = MARK_NONE;
    if (now.extracted && !notes_alone)
        page_marks_captions(now.text, now.blocks, source_lang(source),
                            now.marks);
    size_t joined_to = 0; // blocks before it are dealt with
    for (size_t i = 0; i < now.blocks.count; i++) {
        if (i >= joined_to && is_dropped(&now, i))
            drop_block(&now, i);
        if (now.marks[i] == MARK_HEAD)
            report_kept(&now, i);
        if (i >= joined_to && now.marks[i] == MARK_NONE &&
            can_be_cut(now.blocks.items[i].kind))
            joined_to = follow(&now, i);
    }
    return source_apply(source);
}

bool rejoin(struct source *source, const struct context *context)
{
    // A paragraph that is whole shows that the next is cut.
    enum { PASSES = 8 };
    struct doubts doubts = {0};
    contents_list_drop(source, context);
    for (size_t i = 0;
         i < PASSES && rejoin_all(source, context, &doubts, false); i++)
        doubts.complete = true;
    report_doubts(&doubts, context);
    struct str text = source_text(source);
    struct blocks blocks = blocks_scan(context->arena, text);
    lost_spaces_report(
        source, context,
        lang_spans_scan(context->arena, text, blocks, source_lang(source)));
    return true;
}

bool rejoin_at_notes(struct source *source, const struct context *context)
{
    struct doubts doubts = {0};
    return rejoin_all(source, context, &doubts, true);
}

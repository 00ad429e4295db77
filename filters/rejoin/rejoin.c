// SPDX-License-Identifier: MIT
// Paragraphs cut by a page or column are joined; what the page put between
// the halves moves behind them; running heads and page numbers go.
#include "rejoin/rejoin.h"

#include "base/characters.h"
#include "rejoin/lost_spaces.h"
#include "source/old_notes.h"
#include "rejoin/page_marks.h"
#include "text/paragraph_ends.h"
#include "text/reversed.h"
#include "text/vocabulary.h"

struct rejoining {
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

static void report(const struct rejoining *now, enum message message,
                   size_t first, size_t second)
{
    const struct block *before = &now->blocks.items[first];
    const struct block *after = &now->blocks.items[second];
    struct str end = last_words(block_str(now->text, before));
    struct str start = first_words(block_str(now->text, after));
    diag_report(now->context->diag,
                source_origin(now->source, after->offset, start.count), message,
                end, start);
}

static void join(struct rejoining *now, size_t first, size_t second)
{
    struct str text = now->text;
    size_t from = now->blocks.items[first].end;
    size_t to = now->blocks.items[second].text_offset;
    struct str between = STR(" ");
    while (from > 0 && (text.bytes[from - 1] == ' '))
        from--;
    if (ends_in_hyphen(str_slice(text, 0, from))) {
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
    report(now, MESSAGE_joined, first, second);
}

// Its first words stand last: they say nothing about what follows.
static bool is_reversed(const struct rejoining *now, size_t index)
{
    return order_is_doubtful(block_str(now->text, &now->blocks.items[index]));
}

// Follows a paragraph over as many cuts as it has; answers the first block
// that was not looked at.
static size_t follow(struct rejoining *now, size_t start)
{
    size_t last = start;
    size_t *gaps = NULL, gap_count = 0, gap_capacity = 0;
    for (;;) {
        bool page;
        size_t next = next_text(now, last, &page);
        if (next == now->blocks.count ||
            now->blocks.items[next].kind != BLOCK_PARAGRAPH)
            break;
        if (now->notes_alone && !page)
            break;
        enum cut cut =
            cut_between(block_str(now->text, &now->blocks.items[last]),
                        block_str(now->text, &now->blocks.items[next]),
                        (struct setting){page, last != start, now->extracted,
                                         source_lang(now->source)});
        if (cut == CUT_CERTAIN &&
            (is_reversed(now, last) || is_reversed(now, next)))
            break;
        if (cut == CUT_DOUBTFUL && !now->notes_alone)
            report(now, MESSAGE_join_doubtful, last, next);
        if (cut != CUT_CERTAIN)
            break;
        join(now, last, next);
        ARENA_PUSH(now->context->arena, gaps, gap_count, gap_capacity) = last;
        last = next;
    }
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

static bool rejoin_all(struct source *source, const struct context *context,
                       bool notes_alone)
{
    struct rejoining now = {.source = source,
                            .context = context,
                            .text = source_text(source),
                            .notes_alone = notes_alone};
    now.blocks = blocks_scan(context->arena, now.text);
    now.extracted = is_extracted(now.blocks);
    struct lang_spans spans = lang_spans_scan(context->arena, now.text,
                                              now.blocks, source_lang(source));
    struct old_notes notes =
        old_notes_find(context->arena, now.text, now.blocks, spans);
    now.marks = find_page_marks(context->arena, now.text, now.blocks, notes);
    for (size_t i = 0; notes_alone && i < now.blocks.count; i++)
        if (now.marks[i] != MARK_NOTE)
            now.marks[i] = MARK_NONE;
    if (now.extracted && !notes_alone)
        mark_captions(now.text, now.blocks, source_lang(source), now.marks);
    size_t joined_to = 0; // blocks before it are dealt with
    for (size_t i = 0; i < now.blocks.count; i++) {
        if (i >= joined_to && is_dropped(&now, i))
            drop_block(&now, i);
        if (i >= joined_to && now.marks[i] == MARK_NONE &&
            now.blocks.items[i].kind == BLOCK_PARAGRAPH)
            joined_to = follow(&now, i);
    }
    return source_apply(source);
}

bool rejoin(struct source *source, const struct context *context)
{
    rejoin_all(source, context, false);
    struct str text = source_text(source);
    struct blocks blocks = blocks_scan(context->arena, text);
    report_lost_spaces(
        source, context,
        lang_spans_scan(context->arena, text, blocks, source_lang(source)));
    return true;
}

bool rejoin_at_notes(struct source *source, const struct context *context)
{
    return rejoin_all(source, context, true);
}

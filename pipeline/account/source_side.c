// SPDX-License-Identifier: MIT
// The words of a Markdown text that a brief must have.
#include "account/sides.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "base/search.h"
#include "source/html_tokens.h"
#include "source/lang_spans.h"
#include "text/html_references.h"

// ----- Ranges -----

static size_t note_around(const struct block *block)
{
    while (block && block->kind != BLOCK_NOTE)
        block = block->parent;
    return block ? block->offset : STR_NONE;
}

static void add_range(struct source_side *side, size_t from, size_t to,
                      const struct block *block, bool code, bool opens)
{
    if (from < side->behind)
        from = side->behind;
    if (from < to)
        ARENA_PUSH(side->arena, side->ranges, side->count, side->capacity) =
            (struct source_range){from,          to,   note_around(block),
                                  block->offset, code, opens};
}

static bool is_fence_line(const struct block_line *line)
{
    const struct block *block = line->block;
    return block && block->kind == BLOCK_FENCE &&
           line->at.start <= block->offset && block->offset <= line->at.end;
}

// A chart's words are those of its table; the lines above it are settings.
static bool is_chart_setting(struct str text, const struct block_line *line)
{
    const struct block *block = line->block;
    if (!block || block->kind != BLOCK_FENCE)
        return false;
    size_t end = line_at(text, block->offset).end;
    return str_find(str_slice(text, block->offset, end), STR("chart")) !=
               STR_NONE &&
           str_find(str_slice(text, line->at.start, line->at.end), STR("|")) ==
               STR_NONE;
}

static bool holds_words(enum block_kind kind)
{
    return kind != BLOCK_FRONT && kind != BLOCK_REFERENCE &&
           kind != BLOCK_DIRECTIVE;
}

// "```{=html}": pandoc's way to write what is HTML all the same.
static bool is_raw_html_fence(struct str text, const struct block_line *line)
{
    return is_fence_line(line) &&
           str_find(str_slice(text, line->at.start, line->at.end),
                    STR("{=html}")) != STR_NONE;
}

static void add_raw_html(struct source_side *side, const struct blocks *blocks,
                         size_t from, size_t to);

// What a range has on each line, behind the marks of lists and quotes.
static void add_lines(struct source_side *side, const struct blocks *blocks,
                      const struct lang_span *span)
{
    const struct block *last = NULL;
    for (size_t i = blocks_line_at(blocks, span->offset);
         i < blocks->line_count && blocks->lines[i].at.start < span->end; i++) {
        const struct block_line *line = &blocks->lines[i];
        size_t from =
            line->content > span->offset ? line->content : span->offset;
        size_t to = line->at.end < span->end ? line->at.end : span->end;
        if (is_raw_html_fence(side->text, line) && from >= side->behind) {
            add_raw_html(side, blocks, line->at.next, line->block->end);
            side->behind = line->block->end;
        }
        if (!line->block || !holds_words(line->block->kind) ||
            is_fence_line(line) || is_chart_setting(side->text, line))
            continue;
        add_range(side, from, to, line->block, span->kind != LANG_SPAN_TEXT,
                  line->block != last && from == line->content);
        last = line->block;
    }
}

// ----- What is no text -----

static bool is_destination(struct str text, size_t offset)
{
    while (offset > 0 && (ascii_is_space(text.bytes[offset - 1]) ||
                          text.bytes[offset - 1] == '<'))
        offset--;
    return offset >= 2 && text.bytes[offset - 1] == '(' &&
           text.bytes[offset - 2] == ']';
}

// The inside of what is dropped whole.
static void pass_tag(struct source_side *side, const struct lang_span *span)
{
    static const char *const names[] = {"script", "style", "svg", "math"};
    struct html_token tag, end;
    if (!html_token_read(side->text, span->offset, &tag) ||
        tag.kind != HTML_START_TAG || tag.self_closing)
        return;
    for (size_t i = 0; i < COUNT(names); i++)
        if (html_token_is_named(&tag, str_of(names[i])) &&
            html_end_tag_of(side->text, tag.end, str_of(names[i]), &end))
            side->behind = end.end;
}

// A block of HTML that a browser takes as it stands.
static void add_raw_html(struct source_side *side, const struct blocks *blocks,
                         size_t from, size_t to)
{
    struct html_tokens tokens = {.text = str_slice(side->text, 0, to),
                                 .at = from};
    struct html_token token;
    while (html_tokens_next(&tokens, &token)) {
        struct lang_span piece = {.offset = token.offset, .end = token.end};
        if (html_token_is_tag(&token))
            pass_tag(side, &piece);
        else if (token.kind == HTML_TEXT)
            add_lines(side, blocks, &piece);
    }
}

static void add_span(struct source_side *side, const struct blocks *blocks,
                     const struct lang_span *span)
{
    switch (span->kind) {
    case LANG_SPAN_TEXT:
        add_lines(side, blocks, span);
        break;
    case LANG_SPAN_CODE:
        if ((span->block && span->block->kind == BLOCK_HTML) ||
            str_starts(str_slice(side->text, span->end, side->text.count),
                       STR("{=html}")))
            add_raw_html(side, blocks, span->offset, span->end);
        else
            add_lines(side, blocks, span);
        break;
    case LANG_SPAN_URL:
        if (!is_destination(side->text, span->offset))
            add_lines(side, blocks, span);
        break;
    case LANG_SPAN_TAG:
        pass_tag(side, span);
        break;
    case LANG_SPAN_LABEL:
        break;
    }
}

struct source_side source_side_of(struct arena *arena, struct str text)
{
    struct source_side side = {.arena = arena, .text = text};
    struct blocks blocks = blocks_scan(arena, text);
    struct lang_spans spans =
        lang_spans_scan(arena, text, blocks, (struct str){"", 0});
    for (size_t i = 0; i < spans.count; i++)
        add_span(&side, &blocks, &spans.items[i]);
    return side;
}

// ----- Words -----

// "][label]": of a link that is defined elsewhere.
static size_t label_end(struct str text, size_t at, size_t to)
{
    if (text.bytes[at] != '[' || at == 0 || text.bytes[at - 1] != ']')
        return at;
    for (size_t i = at + 1; i < to; i++)
        if (text.bytes[i] == ']')
            return i;
    return at;
}

static void read_range(struct word_reader *reader, struct str text,
                       const struct source_range *range)
{
    size_t start = range->offset;
    for (size_t at = start; at < range->end;) {
        uint32_t c = 0;
        size_t reference = 0, label = at;
        if (text.bytes[at] == '&')
            reference = html_reference_at(text, at, &c);
        else if (text.bytes[at] == '[')
            label = label_end(text, at, range->end);
        if (reference == 0 && label == at) {
            at++;
            continue;
        }
        word_reader_text(reader, str_slice(text, start, at), NULL, start);
        if (reference)
            word_reader_character(
                reader, c, str_slice(text, at, at + reference), NULL, at);
        start = at = reference ? at + reference : label;
    }
    word_reader_text(reader, str_slice(text, start, range->end), NULL, start);
}

void source_side_walk(const void *of, struct word_reader *reader)
{
    const struct source_side *side = of;
    for (size_t i = 0; i < side->count; i++) {
        const struct source_range *range = &side->ranges[i];
        if (range->opens)
            word_reader_break(reader);
        if (range->code)
            word_reader_text(reader,
                             str_slice(side->text, range->offset, range->end),
                             NULL, range->offset);
        else
            read_range(reader, side->text, range);
        word_reader_end(reader);
    }
}

// ----- What markup takes -----

// The nearest opening brace before `from` on its line, closed behind `to`.
static bool in_braces(struct str line, size_t from, size_t to)
{
    size_t open = from, close = to;
    while (open > 0 && line.bytes[open - 1] != '{' &&
           line.bytes[open - 1] != '}')
        open--;
    while (close < line.count && line.bytes[close] != '}' &&
           line.bytes[close] != '{')
        close++;
    if (open == 0 || line.bytes[open - 1] != '{' || close == line.count ||
        line.bytes[close] != '}')
        return false;
    char before = open > 1 ? line.bytes[open - 2] : ' ';
    struct str behind = str_slice(line, close + 1, line.count);
    return before == ']' || before == ')' || before == '`' || str_blank(behind);
}

// "[^a label with spaces]", "][a label\nthat goes on]".
static bool in_label(struct str text, size_t from, size_t to)
{
    enum { LABEL_MOST = 1000 };
    size_t least = from > LABEL_MOST ? from - LABEL_MOST : 0, open = from;
    while (open > least && text.bytes[open - 1] != '[' &&
           text.bytes[open - 1] != ']')
        open--;
    struct str behind = str_slice(text, to, to + LABEL_MOST);
    return open > 0 && text.bytes[open - 1] == '[' &&
           (text.bytes[open] == '^' ||
            (open > 1 && text.bytes[open - 2] == ']')) &&
           str_find(behind, STR("]")) != STR_NONE;
}

// "](\n  pictures/map.png)"
static bool in_destination(struct str text, size_t from)
{
    enum { DESTINATION_MOST = 1000 };
    size_t least = from > DESTINATION_MOST ? from - DESTINATION_MOST : 0;
    while (from > least && !ascii_is_space(text.bytes[from - 1]) &&
           text.bytes[from - 1] != '(')
        from--;
    return is_destination(text, from);
}

// "&vert;": of HTML 5, which cmark knows.
static bool is_reference(struct str line, size_t from, size_t to)
{
    return from > 0 && line.bytes[from - 1] == '&' && to < line.count &&
           line.bytes[to] == ';';
}

// The words before a stop: "a", "(ii", "[x", "Figure 2".
struct marked {
    size_t count;
    size_t letters; // of the first
    bool number;    // the last begins with a digit
};

static struct marked marked_by(struct str text)
{
    struct marked marked = {0};
    bool inside = false;
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        bool spoken = char_in_word(c);
        if (spoken && !inside) {
            marked.count++;
            marked.number = char_is_digit(c);
        }
        marked.letters += spoken && marked.count == 1;
        inside = spoken || (inside && !char_is_space(c));
    }
    return marked;
}

enum { MARK_LETTERS = 4 }; // "viii", "الف"

// A mark of an item or of a caption at the start of a line: "a)", "[x]",
// "Figure 2:", "Table:".
static bool is_mark(struct str line, size_t to)
{
    static const char *const ends[] = {".", ")", "]", ":", "\u06D4"};
    for (size_t at = to; at < line.count; at++) {
        struct str rest = str_slice(line, at, line.count);
        for (size_t i = 0; i < COUNT(ends); i++) {
            if (!str_starts(rest, str_of(ends[i])))
                continue;
            struct marked marked = marked_by(str_slice(line, 0, at));
            return (marked.count == 1 &&
                    (marked.letters <= MARK_LETTERS || ends[i][0] == ':')) ||
                   (marked.count == 2 && marked.number);
        }
    }
    return false;
}

// "> [!NOTE]": the name of a box, which has a title of its own.
static bool in_alert_mark(struct str line, size_t to)
{
    size_t at = 0;
    while (at < line.count && (line.bytes[at] == ' ' || line.bytes[at] == '>'))
        at++;
    struct str rest = str_slice(line, at, line.count);
    size_t end = str_find(rest, STR("]"));
    return str_starts(rest, STR("[!")) && end != STR_NONE && to <= at + end;
}

// "(@label)": of an example, which has a number.
static bool in_example_label(struct str line, size_t from, size_t to)
{
    size_t open = from, close = to;
    while (open > 0 && line.bytes[open - 1] != '@' &&
           line.bytes[open - 1] != ' ')
        open--;
    while (close < line.count && line.bytes[close] != ')' &&
           line.bytes[close] != ' ')
        close++;
    return open > 1 && line.bytes[open - 1] == '@' &&
           line.bytes[open - 2] == '(' && close < line.count &&
           line.bytes[close] == ')';
}

// "\\newpage": alone on its line.
static bool is_command(struct str line)
{
    struct str command = str_trim(line);
    return str_starts(command, STR("\\")) &&
           str_find(command, STR(" ")) == STR_NONE;
}

static size_t line_start(struct str text, size_t offset)
{
    while (offset > 0 && text.bytes[offset - 1] != '\n')
        offset--;
    return offset;
}

bool source_side_takes(const struct source_side *side,
                       const struct account_word *word)
{
    struct str text = side->text;
    size_t start = line_start(text, word->offset);
    struct str line = str_slice(text, start, line_end(text, start));
    size_t from = word->offset - start, to = from + word->spelled.count;
    return in_braces(line, from, to) || in_destination(text, word->offset) ||
           is_reference(line, from, to) ||
           in_label(text, word->offset, word->offset + word->spelled.count) ||
           is_mark(line, to) || is_command(line) || in_alert_mark(line, to) ||
           in_example_label(line, from, to);
}

static bool range_begins_by(const void *item, const void *key)
{
    return ((const struct source_range *)item)->offset <= *(const size_t *)key;
}

struct source_lines source_side_lines(const struct source_side *side,
                                      size_t offset)
{
    size_t own = line_start(side->text, offset);
    struct source_lines lines = {own, own, own};
    size_t i = search_last(side->ranges, side->count, sizeof *side->ranges,
                           range_begins_by, &offset);
    if (side->count == 0)
        return lines;
    lines.block = side->ranges[i].block;
    if (side->ranges[i].note != STR_NONE)
        lines.note = side->ranges[i].note;
    return lines;
}

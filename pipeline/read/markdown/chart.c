// SPDX-License-Identifier: MIT
// Charts: a code block ```chart becomes a figure.
//
//     type: bar
//     title: Poppy cultivation
//     source: UNODC, 2021
//     unit: 1,000 ha
//
//     | Year | Area |
//     |------|-----:|
//     | 2001 |    8 |
#include "read/markdown/builder.h"

#include "model/chart.h"

#include <string.h>

struct chart_block {
    struct reader *reader;
    struct fragment *fragment; // the block's text
    struct node *figure, *chart;
    struct str title;
    bool typed;
};

static bool is_chart(struct str info)
{
    size_t end = 0;
    while (end < info.count && info.bytes[end] != ' ' &&
           info.bytes[end] != '{' && info.bytes[end] != '\t')
        end++;
    return str_equal(str_slice(info, 0, end), STR("chart"));
}

// The block's text where it stands in the fragment around it; in quotes and
// lists it does not stand there byte for byte, and every place is the block's.
static struct fragment *block_fragment(struct builder *builder,
                                       const struct node *code)
{
    struct reader *reader = builder->reader;
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    fragment->text = code->as.code_block.text;
    const struct fragment *around = builder->fragment;
    struct str block = str_slice(around->text, builder->cursor, builder->limit);
    size_t body = str_find(block, STR("\n"));
    size_t found = body == STR_NONE
                       ? STR_NONE
                       : str_find(str_slice(block, body, block.count),
                                  str_trim(fragment->text));
    struct str lead = str_slice(
        fragment->text, 0, str_find(fragment->text, str_trim(fragment->text)));
    fragment->fixed = found == STR_NONE || around->fixed;
    fragment->at = code->at;
    if (!fragment->fixed)
        fragment_copy_segments(reader, fragment, 0, around,
                               builder->cursor + body + found - lead.count,
                               fragment->text.count);
    return fragment;
}

static struct fragment *part_of(const struct chart_block *block, size_t start,
                                size_t end)
{
    struct fragment *part = ARENA_NEW(block->reader->arena, struct fragment);
    part->text = str_slice(block->fragment->text, start, end);
    part->fixed = block->fragment->fixed;
    part->at = block->fragment->at;
    if (!part->fixed)
        fragment_copy_segments(block->reader, part, 0, block->fragment, start,
                               end - start);
    return part;
}

// ----- The lines above the table -----

static bool set_type(struct chart_block *block, struct str value)
{
    for (enum chart_kind kind = CHART_BAR; kind <= CHART_STACKED; kind++)
        if (str_equal_ascii_case(value, str_of(chart_kind_word(kind)))) {
            block->chart->as.chart.kind = kind;
            block->typed = true;
            return true;
        }
    return false;
}

static bool set_width(struct chart_block *block, struct str value)
{
    bool frame = str_equal(value, STR("frame"));
    if (!frame && !str_equal(value, STR("column")))
        return false;
    block->figure->as.figure.width = frame ? WIDTH_FRAME : WIDTH_COLUMN;
    return true;
}

static bool set_key(struct chart_block *block, struct str key, struct str value)
{
    if (str_equal(key, STR("type")))
        return set_type(block, value);
    if (str_equal(key, STR("width")))
        return set_width(block, value);
    if (str_equal(key, STR("title")))
        block->title = value;
    else if (str_equal(key, STR("source")))
        block->figure->as.figure.source = value;
    else if (str_equal(key, STR("unit")))
        block->chart->as.chart.unit = value;
    else
        return false;
    return true;
}

static struct str without_quotes(struct str value)
{
    bool quoted = value.count >= 2 && value.bytes[0] == '"' &&
                  value.bytes[value.count - 1] == '"';
    return quoted ? str_slice(value, 1, value.count - 1) : value;
}

static void read_line(struct chart_block *block, struct text_line line)
{
    struct str text = str_slice(block->fragment->text, line.start, line.end);
    size_t colon = str_find(text, STR(":"));
    struct str key =
        str_trim(str_slice(text, 0, colon == STR_NONE ? text.count : colon));
    struct str value =
        colon == STR_NONE
            ? (struct str){0}
            : without_quotes(str_trim(str_slice(text, colon + 1, text.count)));
    if (!set_key(block, key, value))
        diag_report(block->reader->diag,
                    fragment_place(block->reader, block->fragment, line.start,
                                   line.end - line.start),
                    MESSAGE_chart_key, str_trim(text));
}

// Answers where the table begins: at the first line with a bar.
static size_t read_lines(struct chart_block *block)
{
    struct str text = block->fragment->text;
    size_t start = 0;
    while (start < text.count) {
        struct text_line line = line_at(text, start);
        struct str words = str_trim(str_slice(text, line.start, line.end));
        if (str_starts(words, STR("|")))
            break;
        if (words.count > 0)
            read_line(block, line);
        start = line.next;
    }
    return start;
}

// ----- Title and table -----

static void add_title(struct chart_block *block)
{
    if (block->title.count == 0)
        return;
    size_t start = (size_t)(block->title.bytes - block->fragment->text.bytes);
    struct fragment *fragment =
        part_of(block, start, start + block->title.count);
    fragment->phrase = true;
    struct node *caption = node_new(
        block->reader->arena, NODE_CAPTION,
        fragment_place(block->reader, fragment, 0, fragment->text.count));
    markdown_parse(block->reader, fragment, caption);
    node_append(block->figure, caption);
}

static void add_table(struct chart_block *block, size_t start)
{
    struct fragment *fragment =
        part_of(block, start, block->fragment->text.count);
    struct node *passage =
        node_new(block->reader->arena, NODE_PASSAGE, block->fragment->at);
    markdown_parse(block->reader, fragment, passage);
    struct node *table = passage->first;
    if (table == NULL || table->kind != NODE_TABLE || table->next != NULL)
        return;
    node_unlink(table);
    node_append(block->chart, table);
}

void chart_read(struct builder *builder, struct node *code)
{
    struct reader *reader = builder->reader;
    if (!is_chart(code->as.code_block.info))
        return;
    struct chart_block block = {
        .reader = reader,
        .fragment = block_fragment(builder, code),
        .figure = node_new(reader->arena, NODE_FIGURE, code->at),
        .chart = node_new(reader->arena, NODE_CHART, code->at)};
    add_table(&block, read_lines(&block));
    node_append(block.figure, block.chart);
    struct str why = STR("its type is missing");
    struct place at = code->at;
    if (!block.typed || !chart_data(reader->arena, block.chart,
                                    reader->brief->lang, &why, &at)) {
        diag_report(reader->diag, at, MESSAGE_chart_broken, why);
        return;
    }
    add_title(&block);
    node_insert_before(code, block.figure);
    node_unlink(code);
}

// SPDX-License-Identifier: MIT
// Finds rows of typed marks, and tells lists from dialogues and headings.
#include "lists/typed_rows.h"

#include "base/characters.h"

// A row that may go on, while the text is gone through.
struct open_row {
    size_t row;
    bool apart; // other blocks stand between its last point and here
};

struct nesting { // lines that stand within the points of a row
    size_t row, from, to;
};

struct finding {
    struct arena *arena;
    struct str text;
    const struct blocks *blocks;
    struct typed_rows rows;
    struct open_row *open;
    size_t open_count, open_capacity;
    struct nesting *nestings;
    size_t nesting_count, nesting_capacity;
};

// ----- Points -----

static size_t column_of(struct str text, const struct block_line *line,
                        size_t offset)
{
    return utf8_count(str_slice(text, line->at.start, offset));
}

// The first line of an item or note is behind a mark already.
static bool behind_mark(const struct block *block, size_t line)
{
    const struct block *parent = block->parent;
    return parent && parent->line == line &&
           (parent->kind == BLOCK_ITEM || parent->kind == BLOCK_NOTE);
}

static bool ends_in_colon(struct str text)
{
    text = str_trim(text);
    while (str_ends(text, STR("*")) || str_ends(text, STR("_")) ||
           str_ends(text, STR("\\")))
        text = str_trim(str_slice(text, 0, text.count - 1));
    return str_ends(text, STR(":")) || str_ends(text, STR("："));
}

// Does the text before the line announce a list?
static bool is_announced(const struct finding *now, size_t line)
{
    while (line > 0 && !now->blocks->lines[line - 1].block)
        line--;
    if (line == 0)
        return false;
    const struct block_line *before = &now->blocks->lines[line - 1];
    return before->block->kind == BLOCK_PARAGRAPH &&
           ends_in_colon(str_slice(now->text, before->content, before->at.end));
}

static bool read_point(const struct finding *now, size_t number,
                       struct typed_point *point)
{
    const struct block_line *line = &now->blocks->lines[number];
    if (!line->block || line->block->kind != BLOCK_PARAGRAPH ||
        behind_mark(line->block, number))
        return false;
    size_t offset = line->content + line_indent(now->text, line->content);
    *point = (struct typed_point){.line = number, .offset = offset};
    if (!typed_mark_read(str_slice(now->text, offset, line->at.end),
                         &point->mark) ||
        point->mark.markdown)
        return false;
    point->column = column_of(now->text, line, offset);
    point->begins = line->block->line == number;
    point->announced = is_announced(now, number);
    return true;
}

// ----- What a point says -----

static uint32_t last_sign(struct str words)
{
    size_t at = words.count;
    uint32_t c = 0;
    while (at > 0) {
        c = utf8_previous(words, &at);
        if (!char_is_space(c) && !char_closes_enclosure(c) && c != '*' &&
            c != '_' && c != '"' && c != '\\')
            break;
    }
    return c;
}

static bool is_question(uint32_t c)
{
    return c == '?' || c == 0x061F || c == '!';
}

// ", – said the miller": a dash behind a stop.
static bool has_speaker(struct str words)
{
    for (size_t at = 0; at < words.count;) {
        size_t start = at;
        if (!char_is_dash(utf8_next(words, &at)) || start < 2)
            continue;
        struct str before = str_slice(words, 0, start);
        size_t end = str_trim(before).count;
        uint32_t c = utf8_before(before, end);
        if (end < start &&
            (c == ',' || c == CHAR_ARABIC_COMMA || c == '.' || is_question(c)))
            return true;
    }
    return false;
}

// The words of the last point end where the line does not belong to it.
static void set_words(struct finding *now, size_t line)
{
    struct typed_rows *rows = &now->rows;
    if (rows->point_count == 0)
        return;
    struct typed_point *point = &rows->points[rows->point_count - 1];
    if (point->words.count > 0)
        return;
    struct typed_row *row = &rows->rows[point->row];
    const struct block_line *lines = now->blocks->lines;
    while (line > point->line + 1 &&
           lines[line - 1].block != lines[point->line].block)
        line--;
    point->words = str_slice(now->text, point->offset + point->mark.text,
                             lines[line - 1].at.end);
    uint32_t c = last_sign(point->words);
    row->questions += is_question(c);
    row->sentences += char_ends_sentence(c);
    row->spoken = row->spoken || has_speaker(point->words);
}

// ----- Rows -----

static void close_rows(struct finding *now, size_t column)
{
    size_t kept = 0;
    for (size_t i = 0; i < now->open_count; i++) {
        const struct typed_row *row = &now->rows.rows[now->open[i].row];
        if (now->rows.points[row->first].column <= column)
            now->open[kept++] = now->open[i];
    }
    now->open_count = kept;
}

static void set_apart(struct finding *now)
{
    for (size_t i = 0; i < now->open_count; i++)
        now->open[i].apart = true;
}

// Short and without a stop, and text of its own below it: a heading, maybe.
static bool like_heading(const struct typed_point *point)
{
    enum { LONGEST = 120 }; // bytes
    return point->words.count < LONGEST &&
           !char_is_stop(last_sign(point->words));
}

// Does a count go on behind text that stands apart? Signs do not count.
static bool counts_on(const struct typed_point *last)
{
    bool counted =
        last->mark.kind == TYPED_NUMBER || last->mark.kind == TYPED_LETTER;
    return counted && !like_heading(last);
}

// The lines of rows that began behind a point, at its column, are within it.
static void nest(struct finding *now, const struct typed_point *outer,
                 size_t open, size_t line)
{
    const struct typed_rows *rows = &now->rows;
    size_t from = line;
    for (size_t i = open + 1; i < now->open_count; i++) {
        const struct typed_point *point =
            &rows->points[rows->rows[now->open[i].row].first];
        if (point->column == outer->column && point->line < from)
            from = point->line;
    }
    if (from < line)
        ARENA_PUSH(now->arena, now->nestings, now->nesting_count,
                   now->nesting_capacity) =
            (struct nesting){outer->row, from, line};
}

static void set_shifts(struct finding *now)
{
    struct typed_rows *rows = &now->rows;
    rows->shifts = ARENA_ARRAY(now->arena, size_t, now->blocks->line_count + 1);
    for (size_t i = 0; i < now->nesting_count; i++) {
        const struct nesting *nesting = &now->nestings[i];
        const struct typed_row *row = &rows->rows[nesting->row];
        enum typed_kind kind = rows->points[row->first].mark.kind;
        for (size_t line = nesting->from; row->list && line < nesting->to;
             line++)
            rows->shifts[line] += kind == TYPED_NUMBER ? 4 : 2;
    }
}

// The open row that the point goes on: the last of those at its column.
static bool go_on(struct finding *now, struct typed_point *point)
{
    struct typed_rows *rows = &now->rows;
    for (size_t i = now->open_count; i-- > 0;) {
        struct typed_row *row = &rows->rows[now->open[i].row];
        const struct typed_point *last = &rows->points[row->last];
        if (last->column != point->column ||
            !typed_mark_follows(&point->mark, &last->mark))
            continue;
        if (now->open[i].apart && !counts_on(last))
            return false;
        if (!now->open[i].apart)
            nest(now, last, i, point->line);
        now->open_count = i + 1;
        now->open[i].apart = false;
        point->row = now->open[i].row;
        row->last = rows->point_count;
        row->count++;
        row->lines += !point->begins;
        return true;
    }
    return false;
}

static size_t row_before(const struct finding *now, size_t column)
{
    const struct typed_rows *rows = &now->rows;
    for (size_t i = now->open_count; i-- > 0;) {
        const struct typed_row *row = &rows->rows[now->open[i].row];
        if (rows->points[row->first].column == column && !now->open[i].apart)
            return now->open[i].row;
    }
    return SIZE_MAX;
}

static void begin_row(struct finding *now, struct typed_point *point)
{
    struct typed_rows *rows = &now->rows;
    point->row = rows->row_count;
    struct typed_row row = {.first = rows->point_count,
                            .last = rows->point_count,
                            .count = 1,
                            .lines = !point->begins,
                            .behind = row_before(now, point->column)};
    ARENA_PUSH(now->arena, rows->rows, rows->row_count, rows->row_capacity) =
        row;
    ARENA_PUSH(now->arena, now->open, now->open_count, now->open_capacity) =
        (struct open_row){point->row, false};
}

static void add_point(struct finding *now, struct typed_point point)
{
    struct typed_rows *rows = &now->rows;
    if (!go_on(now, &point))
        begin_row(now, &point);
    ARENA_PUSH(now->arena, rows->points, rows->point_count,
               rows->point_capacity) = point;
}

// ----- Which are lists -----

// "Kabul • Herat" has the sign between words, and so has a line cut before it.
static bool is_separator(const struct typed_rows *rows,
                         const struct typed_row *row)
{
    const struct typed_point *point = &rows->points[row->first];
    for (size_t at = 0; at < point->words.count;)
        if (utf8_next(point->words, &at) == point->mark.sign)
            return true;
    return !point->begins && !point->announced;
}

// Small dots and boxes that tell nothing by themselves.
static bool is_weak(uint32_t sign)
{
    return sign == 0x00B7 || sign == 0x2219 || sign == 0x2605 || sign == 0x066D;
}

static bool is_bullet_list(const struct typed_rows *rows,
                           const struct typed_row *row)
{
    const struct typed_point *point = &rows->points[row->first];
    return row->count > 1 ||
           (!is_weak(point->mark.sign) && !is_separator(rows, row));
}

// In a dialogue some ask and some answer, or somebody is named who speaks. An
// em dash is a speaker's where sentences follow it and no colon came before.
static bool is_dash_list(const struct typed_rows *rows,
                         const struct typed_row *row)
{
    const struct typed_point *point = &rows->points[row->first];
    if ((row->questions > 0 && row->questions < row->count) || row->spoken)
        return false;
    if (point->announced)
        return true;
    return row->count > 1 &&
           (point->mark.sign == CHAR_EN_DASH ||
            point->mark.sign == CHAR_HYPHEN || row->sentences == 0);
}

static bool is_number_list(const struct typed_rows *rows,
                           const struct typed_row *row)
{
    const struct typed_point *point = &rows->points[row->first];
    enum { LARGEST_FIRST = 99 };
    // "1 - " before paragraphs is how declarations number them.
    if (point->mark.apart && row->lines == 0)
        return false;
    if (row->count > 1)
        return point->mark.number == 1 ||
               (point->begins && point->mark.number <= LARGEST_FIRST);
    return point->begins && point->mark.number == 1 && point->mark.spaced &&
           (point->mark.form == '.' || point->mark.form == ')') &&
           !point->mark.emphasised &&
           (point->announced || !like_heading(point));
}

static bool is_list(const struct typed_rows *rows, const struct typed_row *row)
{
    const struct typed_point *point = &rows->points[row->first];
    switch (point->mark.kind) {
    case TYPED_BULLET:
        return is_bullet_list(rows, row);
    case TYPED_DASH:
        return is_dash_list(rows, row);
    case TYPED_NUMBER:
        return is_number_list(rows, row);
    case TYPED_LETTER:
        // An excerpt may begin at c) or viii).
        return row->count > 1 && (typed_mark_is_first(&point->mark) ||
                                  (point->begins && point->mark.form != '.' &&
                                   point->mark.form != '-'));
    case TYPED_CHECK:
        return row->count > 1;
    case TYPED_NONE:
        break;
    }
    return false;
}

// The mark of a list of Markdown's that the line is in, beside a paragraph of
// that parent; 0: it is in none.
static char mark_beside(const struct finding *now, size_t line,
                        const struct block *parent)
{
    const struct block *block = now->blocks->lines[line].block;
    while (block && block->parent != parent)
        block = block->parent;
    if (!block || block->kind != BLOCK_LIST)
        return 0;
    size_t at = block->offset + line_indent(now->text, block->offset);
    return line_list_mark(str_slice(now->text, at, block->end)).kind;
}

// What the list right before or behind the row is marked with.
static bool is_marked_beside(const struct finding *now,
                             const struct typed_row *row, char marker)
{
    const struct blocks *blocks = now->blocks;
    const struct typed_point *points = now->rows.points;
    const struct block *block = blocks->lines[points[row->first].line].block;
    const struct block *end = blocks->lines[points[row->last].line].block;
    size_t first = block->line;
    size_t last = blocks_line_at(blocks, end->end - 1) + 1;
    while (first > 0 && !blocks->lines[first - 1].block)
        first--;
    while (last < blocks->line_count && !blocks->lines[last].block)
        last++;
    return (first > 0 &&
            mark_beside(now, first - 1, block->parent) == marker) ||
           (last < blocks->line_count &&
            mark_beside(now, last, end->parent) == marker);
}

static char marker_of(const struct finding *now, const struct typed_row *row)
{
    const struct typed_rows *rows = &now->rows;
    const struct typed_mark *mark = &rows->points[row->first].mark;
    bool bracket = mark->form == ')' || mark->form == '(';
    bool number = mark->kind == TYPED_NUMBER;
    const char *both = typed_mark_stays(mark) ? "*+"
                       : !number              ? "-+"
                       : bracket              ? ")."
                                              : ".)";
    bool taken = row->behind != SIZE_MAX && rows->rows[row->behind].list &&
                 rows->rows[row->behind].marker == both[0];
    // Bullets may be one list; numbers would count on.
    taken = taken || (number && is_marked_beside(now, row, both[0]));
    return both[taken];
}

static void judge_rows(struct finding *now)
{
    struct typed_rows *rows = &now->rows;
    for (size_t i = 0; i < rows->row_count; i++) {
        struct typed_row *row = &rows->rows[i];
        row->list = is_list(rows, row);
        if (row->list)
            row->marker = marker_of(now, row);
    }
}

// ----- The walk -----

static bool is_heading(const struct block *block)
{
    return block &&
           (block->kind == BLOCK_HEADING || block->kind == BLOCK_BREAK);
}

static void take_line(struct finding *now, size_t line)
{
    const struct block_line *at = &now->blocks->lines[line];
    struct typed_point point;
    if (read_point(now, line, &point)) {
        set_words(now, line);
        close_rows(now, point.column);
        add_point(now, point);
        return;
    }
    if (!at->block || at->block->line != line)
        return;
    set_words(now, line);
    if (is_heading(at->block))
        now->open_count = 0;
    else if (line_indent(now->text, at->at.start) == 0)
        set_apart(now);
}

struct typed_rows typed_rows_find(struct arena *arena, struct str text,
                                  const struct blocks *blocks)
{
    struct finding now = {.arena = arena, .text = text, .blocks = blocks};
    for (size_t i = 0; i < blocks->line_count; i++)
        take_line(&now, i);
    set_words(&now, blocks->line_count);
    judge_rows(&now);
    set_shifts(&now);
    return now.rows;
}

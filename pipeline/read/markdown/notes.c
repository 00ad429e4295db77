// SPDX-License-Identifier: MIT
// Finds the definitions of notes before cmark does, and parses each by itself.
//
// cmark's own footnotes lose text: of two definitions with one label, of one
// without a reference, and of one that only the front matter refers to. So
// `[^label]: …` is looked for here, line by line, with as much of CommonMark's
// block structure as that needs: quotes, list items, fenced and indented code.
#include "read/markdown/reader.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/search.h"
#include "model/brief_limits.h"

#include <stdlib.h>
#include <string.h>

// ----- Lines and columns -----

// A position in a line; a tab goes to the next of every four columns.
struct cursor {
    size_t offset, column;
};

static void advance(struct str text, struct cursor *cursor)
{
    cursor->column +=
        text.bytes[cursor->offset] == '\t' ? 4 - cursor->column % 4 : 1;
    cursor->offset++;
}

static bool is_space(struct str text, size_t offset, size_t end)
{
    return offset < end &&
           (text.bytes[offset] == ' ' || text.bytes[offset] == '\t');
}

// The cursor after white space of at most `most` columns.
static struct cursor after_spaces(struct str text, struct cursor cursor,
                                  size_t end, size_t most)
{
    size_t limit = cursor.column + most;
    while (is_space(text, cursor.offset, end) && cursor.column < limit)
        advance(text, &cursor);
    return cursor;
}

// ----- Containers: quotes and list items that are open -----

struct container {
    bool quote;
    size_t indent; // of a list item's text, from the container around it
};
enum { CONTAINERS = 64 }; // deeper ones are not looked into for definitions

struct scanner {
    struct reader *reader;
    struct piece *piece;
    struct str text;
    char *blanked; // a copy of text in which definitions are blank
    struct container containers[CONTAINERS];
    size_t container_count;
    char fence; // the character of an open code fence, or 0
    size_t fence_count, fence_depth;
    bool comment; // in an HTML comment
};

// Moves past the containers that go on in this line; answers how many.
static size_t match_containers(const struct scanner *scanner,
                               struct text_line line, struct cursor *cursor)
{
    struct str text = scanner->text;
    size_t i = 0;
    for (; i < scanner->container_count; i++) {
        struct cursor inner =
            after_spaces(text, *cursor, line.end, SIZE_MAX / 2);
        bool blank = inner.offset == line.end;
        if (scanner->containers[i].quote) {
            if (inner.column - cursor->column > 3 || blank ||
                text.bytes[inner.offset] != '>')
                break;
            advance(text, &inner);
            *cursor = after_spaces(text, inner, line.end, 1);
            continue;
        }
        if (blank)
            continue;
        if (inner.column - cursor->column < scanner->containers[i].indent)
            break;
        *cursor = after_spaces(text, *cursor, line.end,
                               scanner->containers[i].indent);
    }
    return i;
}

// Bytes of a list marker at offset: "-", "12." and their like, or 0.
static size_t list_marker(struct str text, size_t offset, size_t end)
{
    size_t i = offset;
    char byte = text.bytes[offset];
    if (byte == '-' || byte == '*' || byte == '+')
        i++;
    else {
        while (i < end && i < offset + 9 && ascii_is_digit(text.bytes[i]))
            i++;
        if (i == offset || i == end ||
            (text.bytes[i] != '.' && text.bytes[i] != ')'))
            return 0;
        i++;
    }
    return i == end || is_space(text, i, end) ? i - offset : 0;
}

// Opens the quotes and list items that begin at the cursor.
static void open_containers(struct scanner *scanner, struct text_line line,
                            struct cursor *cursor)
{
    struct str text = scanner->text;
    while (scanner->container_count < CONTAINERS) {
        struct container *new = &scanner->containers[scanner->container_count];
        struct cursor inner =
            after_spaces(text, *cursor, line.end, SIZE_MAX / 2);
        size_t indent = inner.column - cursor->column;
        if (indent > 3 || inner.offset == line.end)
            return;
        size_t marker = list_marker(text, inner.offset, line.end);
        if (text.bytes[inner.offset] == '>') {
            *new = (struct container){.quote = true};
            advance(text, &inner);
            *cursor = after_spaces(text, inner, line.end, 1);
        } else if (marker) {
            inner.offset += marker;
            inner.column += marker;
            struct cursor content =
                after_spaces(text, inner, line.end, SIZE_MAX / 2);
            size_t gap = content.column - inner.column;
            if (gap > 4 || content.offset == line.end)
                gap = 1;
            *new = (struct container){.indent = indent + marker + gap};
            *cursor = after_spaces(text, inner, line.end, gap);
        } else
            return;
        scanner->container_count++;
    }
}

// ----- What a line is -----

static bool blank_from(struct str text, size_t offset, size_t end)
{
    while (is_space(text, offset, end))
        offset++;
    return offset == end;
}

static size_t fence_at(struct str text, size_t offset, size_t end)
{
    size_t i = offset;
    char byte = offset < end ? text.bytes[offset] : 0;
    if (byte != '`' && byte != '~')
        return 0;
    while (i < end && text.bytes[i] == byte)
        i++;
    // The words after ``` hold no backtick (CommonMark 4.5).
    if (i - offset < 3 || (byte == '`' && memchr(text.bytes + i, '`', end - i)))
        return 0;
    return i - offset;
}

// Goes into or out of fenced code; true where the line belongs to code.
static bool in_fence(struct scanner *scanner, struct text_line line,
                     struct cursor content, size_t matched)
{
    struct str text = scanner->text;
    if (scanner->fence && matched < scanner->fence_depth)
        scanner->fence = 0; // its container has ended
    size_t count = fence_at(text, content.offset, line.end);
    if (!scanner->fence) {
        if (count == 0)
            return false;
        scanner->fence = text.bytes[content.offset];
        scanner->fence_count = count;
        scanner->fence_depth = scanner->container_count;
        return true;
    }
    if (count >= scanner->fence_count &&
        text.bytes[content.offset] == scanner->fence &&
        blank_from(text, content.offset + count, line.end))
        scanner->fence = 0;
    return true;
}

static bool in_comment(struct scanner *scanner, struct text_line line,
                       size_t from)
{
    struct str rest = str_slice(scanner->text, from, line.end);
    bool starts = !scanner->comment && str_starts(rest, STR("<!--"));
    if (!starts && !scanner->comment)
        return false;
    scanner->comment = str_find(rest, STR("-->")) == STR_NONE;
    return true;
}

// Does a paragraph end where a line begins so? For lines that go on a note
// without being indented.
static bool begins_block(struct str text, size_t offset, size_t end)
{
    if (offset == end)
        return true;
    char byte = text.bytes[offset];
    return byte == '#' || byte == '>' || byte == '<' || byte == ':' ||
           byte == '|' || fence_at(text, offset, end) ||
           list_marker(text, offset, end) ||
           str_starts(str_slice(text, offset, end), STR("---")) ||
           str_starts(str_slice(text, offset, end), STR("***")) ||
           str_starts(str_slice(text, offset, end), STR("[^")) ||
           str_starts(str_slice(text, offset, end), STR("\\newpage"));
}

// ----- Definitions -----

// "[^label]:" at offset; the label's length or 0.
static size_t definition_at(struct str text, size_t offset, size_t end)
{
    if (offset == end || text.bytes[offset] != '[')
        return 0;
    size_t label = notes_label(str_slice(text, offset + 1, end));
    size_t colon = offset + 2 + label + 1;
    return label && colon < end && text.bytes[colon] == ':' ? label : 0;
}

static void blank(struct scanner *scanner, size_t from, size_t to)
{
    if (!scanner->blanked)
        scanner->blanked =
            arena_c_string(scanner->reader->arena, scanner->text);
    memset(scanner->blanked + from, ' ', to - from);
}

struct gathering { // of a definition's text
    struct buffer text;
    struct piece *piece;
};

static void gather(struct scanner *scanner, struct gathering *gathering,
                   size_t from, size_t to)
{
    piece_add_segment(scanner->reader, gathering->piece, gathering->text.count,
                      piece_origin(scanner->piece, from));
    buffer_add(&gathering->text, str_slice(scanner->text, from, to));
    buffer_add_byte(&gathering->text, '\n');
}

// Gathers the lines of a definition after its first; answers the first line
// that is not its own. A line belongs to it where it is indented by four
// columns, is blank and followed by such a line, or goes on a paragraph.
static size_t gather_rest(struct scanner *scanner, struct gathering *gathering,
                          struct text_line line)
{
    struct str text = scanner->text;
    size_t end = line.next; // after the last line that belongs to it
    size_t blanks = 0;
    bool paragraph = !str_blank(buffer_str(&gathering->text));
    for (size_t start = line.next; start < text.count; start = line.next) {
        struct cursor cursor = {start, 0};
        line = line_at(text, start);
        size_t matched = match_containers(scanner, line, &cursor);
        if (blank_from(text, cursor.offset, line.end)) {
            paragraph = false;
            blanks++;
            continue;
        }
        struct cursor inner = after_spaces(text, cursor, line.end, 4);
        bool inside = matched == scanner->container_count;
        bool indented = inside && inner.column - cursor.column == 4;
        if (!indented && !(paragraph && inside &&
                           !begins_block(text, inner.offset, line.end)))
            break;
        for (; blanks > 0; blanks--)
            buffer_add_byte(&gathering->text, '\n');
        gather(scanner, gathering, inner.offset, line.end);
        blank(scanner, cursor.offset, line.end);
        paragraph = true;
        end = line.next;
    }
    return end;
}

static void add_definition(struct scanner *scanner, size_t offset, size_t label,
                           size_t count, struct piece *piece)
{
    struct reader *reader = scanner->reader;
    struct note *note = ARENA_NEW(reader->arena, struct note);
    note->label = clean_text(
        reader->arena, str_slice(scanner->text, offset + 2, offset + 2 + label),
        NULL);
    note->at = piece_place(reader, scanner->piece, offset, count);
    note->content =
        node_new(reader->arena, NODE_PASSAGE,
                 piece_place(reader, piece, 0,
                             piece->text.count ? piece->text.count - 1 : 0));
    piece->depth = scanner->piece->depth + 1;
    ARENA_PUSH(reader->arena, reader->definitions, reader->definition_count,
               reader->definition_capacity) = (struct definition){
        note, clean_folded(reader->arena, note->label), piece};
}

// The definition at offset of a line; answers where the next line starts.
static size_t take_definition(struct scanner *scanner, struct text_line line,
                              size_t offset, size_t label, size_t blank_from_)
{
    struct reader *reader = scanner->reader;
    struct gathering gathering = {.piece =
                                      ARENA_NEW(reader->arena, struct piece)};
    size_t from = offset + label + 4;
    while (is_space(scanner->text, from, line.end))
        from++;
    gather(scanner, &gathering, from, line.end);
    blank(scanner, blank_from_, line.end);
    size_t next = gather_rest(scanner, &gathering, line);
    gathering.piece->text =
        arena_str(reader->arena, buffer_str(&gathering.text));
    buffer_release(&gathering.text);
    size_t end = line.end;
    add_definition(scanner, offset, label, end - offset, gathering.piece);
    return next;
}

// One line; answers where the next to look at starts.
static size_t scan_line(struct scanner *scanner, size_t start)
{
    struct str text = scanner->text;
    struct text_line line = line_at(text, start);
    struct cursor cursor = {start, 0};
    size_t matched = match_containers(scanner, line, &cursor);
    // A paragraph may go on without the marks of its containers, but a
    // definition may not stand there.
    scanner->container_count = matched;
    size_t outer = cursor.offset;
    if (!scanner->fence && !scanner->comment)
        open_containers(scanner, line, &cursor);
    struct cursor content = after_spaces(text, cursor, line.end, SIZE_MAX / 2);
    bool indented = content.column - cursor.column > 3;
    if ((!indented || scanner->fence) &&
        in_fence(scanner, line, content, matched))
        return line.next;
    if (in_comment(scanner, line, content.offset))
        return line.next;
    size_t label = indented ? 0 : definition_at(text, content.offset, line.end);
    if (label)
        return take_definition(scanner, line, content.offset, label, outer);
    return line.next;
}

static void scan(struct reader *reader, struct piece *piece)
{
    struct scanner scanner = {
        .reader = reader, .piece = piece, .text = piece->text};
    if (str_find(piece->text, STR("[^")) == STR_NONE)
        return;
    for (size_t i = 0; i < piece->text.count;)
        i = scan_line(&scanner, i);
    if (scanner.blanked)
        piece->text.bytes = scanner.blanked;
}

void notes_collect(struct reader *reader, struct piece *piece)
{
    size_t next = reader->definition_count;
    scan(reader, piece);
    // Definitions within a note's text come after it in the table.
    for (; next < reader->definition_count; next++)
        if (reader->definitions[next].piece->depth < LIMIT_NOTE_DEPTH)
            scan(reader, reader->definitions[next].piece);
}

// ----- The table of labels -----

static int by_key(const void *left, const void *right)
{
    const struct definition *a = *(struct definition *const *)left,
                            *b = *(struct definition *const *)right;
    int order = str_compare(a->key, b->key);
    if (order)
        return order;
    return a < b ? -1 : a > b; // they stand in one array, in text order
}

static void report_duplicate(struct reader *reader,
                             const struct definition *first,
                             const struct definition *again)
{
    size_t line = place_known(first->note->at)
                      ? diag_locate(reader->diag, first->note->at.offset).line
                      : 0;
    diag_report(reader->diag, again->note->at, MESSAGE_note_duplicate,
                again->note->label, arena_printf(reader->arena, "%zu", line));
}

void notes_sort(struct reader *reader)
{
    size_t count = reader->definition_count, kept = 0;
    struct definition **sorted =
        ARENA_ARRAY(reader->arena, struct definition *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &reader->definitions[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_key);
    for (size_t i = 0; i < count; i++) {
        if (kept && str_equal(sorted[kept - 1]->key, sorted[i]->key)) {
            report_duplicate(reader, sorted[kept - 1], sorted[i]);
            sorted[i]->note = NULL; // what is left out is not parsed
        } else
            sorted[kept++] = sorted[i];
    }
    reader->by_key = sorted;
    reader->key_count = kept;
}

static bool keyed_before(const void *item, const void *key)
{
    const struct definition *const *definition = item;
    return str_compare((*definition)->key, *(const struct str *)key) < 0;
}

struct note *notes_find(struct reader *reader, struct str label)
{
    struct str key = clean_folded(reader->arena, label);
    size_t at = search_first(reader->by_key, reader->key_count,
                             sizeof *reader->by_key, keyed_before, &key);
    return at < reader->key_count && str_equal(reader->by_key[at]->key, key)
               ? reader->by_key[at]->note
               : NULL;
}

// ----- Parsing -----

struct note *notes_add_inline(struct reader *reader, const struct piece *piece,
                              const struct marker *marker)
{
    if (piece->depth >= LIMIT_NOTE_DEPTH)
        return NULL;
    struct note *note = ARENA_NEW(reader->arena, struct note);
    struct piece *inside = ARENA_NEW(reader->arena, struct piece);
    note->at = piece_place(reader, piece, marker->offset, marker->count);
    note->content = node_new(reader->arena, NODE_PASSAGE, note->at);
    *inside = (struct piece){
        .text = marker->inside, .phrase = true, .depth = piece->depth + 1};
    piece_copy_segments(reader, inside, piece, marker->offset + 2,
                        marker->inside.count);
    ARENA_PUSH(reader->arena, reader->definitions, reader->definition_count,
               reader->definition_capacity) =
        (struct definition){.note = note, .piece = inside};
    return note;
}

static void parse_one(struct reader *reader, struct definition definition)
{
    struct node *content = definition.note->content;
    if (!definition.piece->phrase) {
        markdown_parse(reader, definition.piece, content);
        shape_blocks(reader, content);
    } else {
        struct node *paragraph =
            node_new(reader->arena, NODE_PARAGRAPH, definition.note->at);
        markdown_parse(reader, definition.piece, paragraph);
        if (paragraph->first)
            node_append(content, paragraph);
    }
}

void notes_parse(struct reader *reader)
{
    // Parsing a note may add the inline notes within it, so the table grows.
    for (; reader->parsed < reader->definition_count; reader->parsed++) {
        struct definition definition = reader->definitions[reader->parsed];
        if (definition.note)
            parse_one(reader, definition);
    }
}

// ----- The brief's table -----

static void add_references(struct reader *reader, struct node *root)
{
    for (struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind != NODE_NOTE_REFERENCE)
            continue;
        struct note *note = node->as.note_reference.note;
        node->as.note_reference.occurrence = note->reference_count;
        // Doubling at powers of two needs no capacity of its own.
        size_t count = note->reference_count;
        if ((count & (count - 1)) == 0) {
            size_t capacity = count ? count * 2 : 1;
            struct node **more =
                ARENA_ARRAY(reader->arena, struct node *, capacity);
            if (count)
                memcpy(more, note->references, count * sizeof(struct node *));
            note->references = more;
        }
        note->references[note->reference_count++] = node;
    }
}

void notes_finish(struct reader *reader)
{
    struct brief *brief = reader->brief;
    struct node **roots;
    brief->notes =
        ARENA_ARRAY(reader->arena, struct note *, reader->definition_count);
    for (size_t i = 0; i < reader->definition_count; i++)
        if (reader->definitions[i].note)
            brief->notes[brief->note_count++] = reader->definitions[i].note;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        add_references(reader, roots[i]);
}

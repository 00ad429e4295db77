// SPDX-License-Identifier: MIT
// Takes the definitions of notes out before cmark sees the text, and parses
// each by itself.
//
// cmark's own footnotes lose text: of two definitions with one label, of one
// without a reference, and of one that only the front matter refers to. So
// `[^label]: …` is taken out here, where blocks_scan_by finds it.
#include "read/markdown/reader.h"

#include "base/buffer.h"
#include "base/search.h"
#include "model/brief_limits.h"
#include "source/markdown_blocks.h"

#include <stdlib.h>
#include <string.h>

// ----- Definitions -----

struct taking {
    struct reader *reader;
    struct fragment *fragment;
    struct str text;
    struct blocks blocks;
    char *blanked; // a copy of text in which definitions are blank
};

struct gathering { // of a definition's text
    struct buffer text;
    struct fragment *fragment;
};

static void blank(struct taking *taking, size_t from, size_t to)
{
    if (!taking->blanked)
        taking->blanked = arena_c_string(taking->reader->arena, taking->text);
    memset(taking->blanked + from, ' ', to - from);
}

static void gather(struct taking *taking, struct gathering *gathering,
                   size_t from, size_t to)
{
    fragment_add_segment(taking->reader, gathering->fragment,
                         gathering->text.count,
                         fragment_origin(taking->fragment, from));
    buffer_add(&gathering->text, str_slice(taking->text, from, to));
    buffer_add_byte(&gathering->text, '\n');
}

// The outermost of the containers that begin on the note's line: they hold it
// alone there, so their marks go with it.
static const struct block *with_containers(const struct block *note)
{
    const struct block *outer = note;
    while (outer->parent && outer->parent->line == note->line)
        outer = outer->parent;
    return outer;
}

static bool is_within(const struct block *block, const struct block *outer)
{
    while (block && block != outer)
        block = block->parent;
    return block != NULL;
}

// Gathers the note's lines and blanks them; answers the number of the first
// line that is not its own.
static size_t gather_lines(struct taking *taking, struct gathering *gathering,
                           const struct block *note)
{
    const struct block_line *line = &taking->blocks.lines[note->line];
    size_t next = note->line + 1, blanks = 0;
    gather(taking, gathering, note->text_offset, line->at.end);
    blank(taking, blocks_before(taking->text, line, with_containers(note)),
          line->at.end);
    for (size_t i = next; i < taking->blocks.line_count; i++) {
        line = &taking->blocks.lines[i];
        if (!line->block) {
            blanks++;
            continue;
        }
        if (!is_within(line->block, note))
            break;
        for (; blanks > 0; blanks--)
            buffer_add_byte(&gathering->text, '\n');
        gather(taking, gathering, blocks_inside(taking->text, line, note),
               line->at.end);
        blank(taking, blocks_before(taking->text, line, note), line->at.end);
        next = i + 1;
    }
    return next;
}

static void add_definition(struct taking *taking, const struct block *block,
                           struct fragment *fragment)
{
    struct reader *reader = taking->reader;
    struct note *note = ARENA_NEW(reader->arena, struct note);
    size_t start = block->label_offset - 2;
    size_t end = taking->blocks.lines[block->line].at.end;
    note->label = clean_text(
        reader->arena,
        str_slice(taking->text, block->label_offset, block->label_end), NULL);
    note->at = fragment_place(reader, taking->fragment, start, end - start);
    note->content = node_new(
        reader->arena, NODE_PASSAGE,
        fragment_place(reader, fragment, 0,
                       fragment->text.count ? fragment->text.count - 1 : 0));
    fragment->depth = taking->fragment->depth + 1;
    ARENA_PUSH(reader->arena, reader->definitions, reader->definition_count,
               reader->definition_capacity) = (struct definition){
        note, clean_folded(reader->arena, note->label), fragment};
}

// Answers the number of the first line after the definition.
static size_t take_definition(struct taking *taking, const struct block *note)
{
    struct arena *arena = taking->reader->arena;
    struct gathering gathering = {.fragment =
                                      ARENA_NEW(arena, struct fragment)};
    size_t next = gather_lines(taking, &gathering, note);
    gathering.fragment->text = arena_str(arena, buffer_str(&gathering.text));
    buffer_release(&gathering.text);
    add_definition(taking, note, gathering.fragment);
    return next;
}

// The outermost note that a block stands in, NULL where it stands in none.
static const struct block *outermost_note(const struct block *block)
{
    const struct block *note = NULL;
    for (; block; block = block->parent)
        if (block->kind == BLOCK_NOTE)
            note = block;
    return note;
}

static void take(struct reader *reader, struct fragment *fragment)
{
    struct taking taking = {
        .reader = reader, .fragment = fragment, .text = fragment->text};
    if (str_find(fragment->text, STR("[^")) == STR_NONE)
        return;
    struct arena *scratch = arena_new();
    taking.blocks = blocks_scan_by(scratch, fragment->text, BLOCKS_OF_FRAGMENT);
    for (size_t i = 0; i < taking.blocks.line_count;) {
        const struct block *note = outermost_note(taking.blocks.lines[i].block);
        i = note ? take_definition(&taking, note) : i + 1;
    }
    if (taking.blanked)
        fragment->text.bytes = taking.blanked;
    arena_free(scratch);
}

void notes_collect(struct reader *reader, struct fragment *fragment)
{
    size_t next = reader->definition_count;
    take(reader, fragment);
    // Definitions within a note's text come after it in the table.
    for (; next < reader->definition_count; next++)
        if (reader->definitions[next].fragment->depth < LIMIT_NOTE_DEPTH)
            take(reader, reader->definitions[next].fragment);
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
            sorted[i]->note->again = true;
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

struct note *notes_add_inline(struct reader *reader,
                              const struct fragment *fragment,
                              const struct marker *marker)
{
    if (fragment->depth >= LIMIT_NOTE_DEPTH)
        return NULL;
    struct note *note = ARENA_NEW(reader->arena, struct note);
    note->at = fragment_place(reader, fragment, marker->offset, marker->count);
    note->content = node_new(reader->arena, NODE_PASSAGE, note->at);
    struct fragment *inside = marker->own;
    inside->phrase = true;
    inside->depth = fragment->depth + 1;
    ARENA_PUSH(reader->arena, reader->definitions, reader->definition_count,
               reader->definition_capacity) =
        (struct definition){.note = note, .fragment = inside};
    return note;
}

static void parse_one(struct reader *reader, struct definition definition)
{
    struct node *content = definition.note->content;
    if (!definition.fragment->phrase) {
        markdown_parse(reader, definition.fragment, content);
        shape_blocks(reader, content);
    } else {
        struct node *paragraph =
            node_new(reader->arena, NODE_PARAGRAPH, definition.note->at);
        markdown_parse(reader, definition.fragment, paragraph);
        if (paragraph->first)
            node_append(content, paragraph);
    }
}

void notes_parse(struct reader *reader)
{
    // Parsing a note may add the inline notes within it, so the table grows.
    for (; reader->parsed < reader->definition_count; reader->parsed++) {
        struct definition definition = reader->definitions[reader->parsed];
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
        brief->notes[brief->note_count++] = reader->definitions[i].note;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        add_references(reader, roots[i]);
}

// SPDX-License-Identifier: MIT
// Directional marks that open and close (UAX #9, 2): none may reach past its
// block, and none may turn letters round in a title.
#include "read/markdown/reader.h"

#include "base/buffer.h"
#include "base/characters.h"

// Their short names in UAX #9.
enum {
    LRE = CHAR_LEFT_TO_RIGHT_EMBEDDING,
    RLE = CHAR_RIGHT_TO_LEFT_EMBEDDING,
    PDF = CHAR_POP_DIRECTIONAL_FORMATTING,
    LRO = CHAR_LEFT_TO_RIGHT_OVERRIDE,
    RLO = CHAR_RIGHT_TO_LEFT_OVERRIDE,
    LRI = CHAR_LEFT_TO_RIGHT_ISOLATE,
    RLI = CHAR_RIGHT_TO_LEFT_ISOLATE,
    FSI = CHAR_FIRST_STRONG_ISOLATE,
    PDI = CHAR_POP_DIRECTIONAL_ISOLATE
};

struct balance {
    struct reader *reader;
    bool title;        // overrides are dropped here
    struct open_mark { // the innermost last
        uint32_t mark;
        struct place at;
    } * open;
    size_t count, capacity;
};

static bool is_mark(uint32_t character)
{
    return char_is_bidi_embedding(character) || char_is_bidi_isolate(character);
}

static struct str mark_name(uint32_t character)
{
    switch (character) {
    case LRE:
        return STR("U+202A");
    case RLE:
        return STR("U+202B");
    case PDF:
        return STR("U+202C");
    case LRO:
        return STR("U+202D");
    case RLO:
        return STR("U+202E");
    case LRI:
        return STR("U+2066");
    case RLI:
        return STR("U+2067");
    case FSI:
        return STR("U+2068");
    default: // no enum of ours
        return STR("U+2069");
    }
}

static bool has_marks(struct str text)
{
    // All nine are E2 80 AA-AE or E2 81 A6-A9.
    for (size_t i = 0; i + 2 < text.count; i++)
        if (text.bytes[i] == '\xE2' &&
            (text.bytes[i + 1] == '\x80' || text.bytes[i + 1] == '\x81')) {
            size_t at = i;
            if (is_mark(utf8_next(text, &at)))
                return true;
        }
    return false;
}

static void report(struct balance *balance, struct place at,
                   enum message message, uint32_t mark, struct str what)
{
    diag_report_args(balance->reader->diag, at,
                     (struct message_args){message, mark_name(mark), what});
}

// PDI closes the innermost isolate and the embeddings in it (UAX #9, X6a);
// PDF the innermost embedding, unless an isolate is in between (X7).
static bool closes(struct balance *balance, uint32_t mark)
{
    size_t i = balance->count;
    if (mark == PDF) {
        if (i == 0 || balance->open[i - 1].mark >= LRI)
            return false;
        balance->count--;
        return true;
    }
    while (i > 0 && balance->open[i - 1].mark < LRI)
        i--;
    if (i == 0)
        return false;
    balance->count = i - 1;
    return true;
}

// Takes one mark in; false where it is to be left out.
static bool take_mark(struct balance *balance, struct place at, uint32_t mark)
{
    bool override = mark == LRO || mark == RLO;
    if (mark == PDF || mark == PDI) {
        if (closes(balance, mark))
            return true;
        report(balance, at, MESSAGE_bidi_unbalanced, mark,
               STR("it is left out"));
        return false;
    }
    if (override)
        report(balance, at, MESSAGE_bidi_override, mark, STR(""));
    ARENA_PUSH(balance->reader->arena, balance->open, balance->count,
               balance->capacity) = (struct open_mark){mark, at};
    return true;
}

// A byte of a node's text has a place of its own where the node's is the
// text's, byte for byte.
static struct place mark_place(const struct node *node, size_t offset,
                               size_t count)
{
    if (place_known(node->at) && node->at.count == node->as.text.text.count)
        return (struct place){node->at.offset + offset, count};
    return node->at;
}

static void balance_text(struct balance *balance, struct node *node)
{
    struct str text = node->as.text.text;
    struct buffer out = {0};
    if (!has_marks(text))
        return;
    for (size_t i = 0; i < text.count;) {
        size_t start = i;
        uint32_t c = utf8_next(text, &i);
        if (is_mark(c) &&
            !take_mark(balance, mark_place(node, start, i - start), c))
            continue;
        // An embedding in its place, so that its end has a partner.
        if (balance->title && (c == LRO || c == RLO))
            buffer_add_utf8(&out, c == LRO ? LRE : RLE);
        else
            buffer_add(&out, str_slice(text, start, i));
    }
    // A letter and an accent may have had the mark between them: NFC again.
    bool replaced;
    struct str kept = arena_str(balance->reader->arena, buffer_str(&out));
    node->as.text.text = clean_text(balance->reader->arena, kept, &replaced);
    buffer_release(&out);
}

// Closes what is open at the end of a block.
static void end_block(struct balance *balance, struct node *block)
{
    struct reader *reader = balance->reader;
    struct buffer out = {0};
    if (balance->count == 0)
        return;
    struct open_mark inner = balance->open[balance->count - 1];
    // Overrides are reported as such.
    if (inner.mark != LRO && inner.mark != RLO)
        report(balance, inner.at, MESSAGE_bidi_unbalanced, inner.mark,
               STR("it ends with its paragraph"));
    while (balance->count > 0)
        buffer_add_utf8(
            &out, balance->open[--balance->count].mark >= LRI ? PDI : PDF);
    struct node *text =
        node_new(reader->arena, NODE_TEXT,
                 (struct place){block->at.offset + block->at.count, 0});
    text->as.text.text = arena_str(reader->arena, buffer_str(&out));
    if (block->last && block->last->kind == NODE_TEXT) {
        struct str *last = &block->last->as.text.text;
        *last = arena_printf(reader->arena, "%.*s%.*s", STR_ARG(*last),
                             STR_ARG(text->as.text.text));
    } else
        node_append(block, text);
    buffer_release(&out);
}

static void balance_block(struct reader *reader, struct node *block, bool title)
{
    struct balance balance = {.reader = reader, .title = title};
    for (struct node *n = block; n; n = node_next(block, n))
        if (n->kind == NODE_TEXT || n->kind == NODE_CODE)
            balance_text(&balance, n);
    end_block(&balance, block);
}

void bidi_balance_root(struct reader *reader, struct node *root)
{
    struct node *next;
    for (struct node *n = root; n; n = next) {
        bool block = kind_facts[n->kind].holds == HOLDS_INLINES;
        next = block ? node_next_skipping(root, n) : node_next(root, n);
        if (block)
            balance_block(reader, n,
                          n->kind == NODE_HEADING || n->kind == NODE_PHRASE);
    }
}

void bidi_balance(struct reader *reader)
{
    struct brief *brief = reader->brief;
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        bidi_balance_root(reader, roots[i]);
    // The brief has its notes only after notes_finish.
    for (size_t i = 0; i < reader->definition_count; i++)
        bidi_balance_root(reader, reader->definitions[i].note->content);
}

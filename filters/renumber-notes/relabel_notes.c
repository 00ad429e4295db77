// SPDX-License-Identifier: MIT
// The source as renumber-notes has its notes: numbers for labels, and the
// definitions behind the text in their order.
//
// In two steps, each applied before the next: labels where they stand, then
// the definitions. A definition in a quote or a list item gets its number and
// stays there, since it would have to leave its marks behind.
#include "renumber-notes/renumber_notes.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "base/buffer.h"
#include "base/search.h"
#include "renumber-notes/note_mentions.h"
#include "renumber-notes/repeated_labels.h"
#include "source/before_open.h"
#include "source/markdown_blocks.h"

#include <stdlib.h>
#include <string.h>

struct relabel { // of a reference, a label, or a bracket to be escaped
    size_t offset, count;
    struct str text;
};

struct relabelling {
    const char *rule;
    struct source *source;
    const struct brief *brief;
    struct arena *arena;
    struct str text;
    size_t printed;    // notes that have a number
    size_t index;      // of the note whose definition is changed
    struct str prefix; // for labels of notes that have none
    // Where inline notes alone are changed: the labels of notes by their
    // number, 0 of those that stay, and where the front matter ends.
    bool inline_only;
    size_t *labels, front_end;
    struct repeated_labels repeated; // whose definitions are taken out
    struct relabel *items;
    size_t count, capacity;
};

static void add(struct relabelling *now, size_t offset, size_t count,
                struct str text)
{
    ARENA_PUSH(now->arena, now->items, now->count, now->capacity) =
        (struct relabel){offset, count, text};
}

// ----- Labels -----

// The number that a label is, where some note has it; else 0.
static size_t number_of(const struct relabelling *now, struct str label)
{
    size_t number = 0;
    for (size_t i = 0; i < label.count; i++) {
        char c = label.bytes[i];
        if (c < (i == 0 ? '1' : '0') || c > '9' || number > now->printed)
            return 0;
        number = 10 * number + (size_t)(c - '0');
    }
    return number <= now->printed ? number : 0;
}

static struct str label_of(const struct relabelling *now,
                           const struct note *note)
{
    if (note->number && now->inline_only)
        return arena_printf(now->arena, "%zu", now->labels[note->number - 1]);
    if (note->number)
        return arena_printf(now->arena, "%zu", note->number);
    if (note->again)
        return arena_printf(now->arena, "%.*s%.*s-%zu", STR_ARG(now->prefix),
                            STR_ARG(note->label), now->index + 1);
    if (number_of(now, note->label))
        return arena_printf(now->arena, "%.*s%.*s", STR_ARG(now->prefix),
                            STR_ARG(note->label));
    return note->label;
}

static bool prefix_is_free(const struct relabelling *now)
{
    for (size_t i = now->printed; i < now->brief->note_count; i++)
        if (str_starts(now->brief->notes[i]->label, now->prefix))
            return false;
    return true;
}

// unused-1 for a note without a reference whose label is another's number now.
static bool choose_prefix(struct relabelling *now)
{
    enum { TRIES = 8 };
    now->prefix = STR("unused-");
    for (int i = 0; i < TRIES; i++) {
        if (prefix_is_free(now))
            return true;
        now->prefix =
            arena_printf(now->arena, "unused-%.*s", STR_ARG(now->prefix));
    }
    return false;
}

// "[^label" at offset: where its bracket closes; STR_NONE where it is none.
static size_t label_end(struct str text, size_t offset)
{
    struct str rest = str_slice(text, offset, text.count);
    if (!str_starts(rest, STR("[^")))
        return STR_NONE;
    const char *close = memchr(rest.bytes, ']', rest.count);
    return close ? offset + (size_t)(close - rest.bytes) : STR_NONE;
}

// Where a backslash keeps a note's first words from being a list, a heading or
// another block; STR_NONE where they are none.
static size_t block_mark(struct str text)
{
    size_t digits = 0;
    while (digits < text.count && ascii_is_digit(text.bytes[digits]))
        digits++;
    if (digits > 0)
        return line_list_marker(text, 0) > 0 ? digits : STR_NONE;
    bool marks = text.count > 0 && strchr("#>+-", text.bytes[0]) != NULL;
    return marks || line_list_marker(text, 0) > 0 ||
                   str_starts(text, STR("~~~")) || str_starts(text, STR(":::"))
               ? 0
               : STR_NONE;
}

// ----- What is to be changed -----

static bool is_inline(const struct note *note)
{
    return note->label.count == 0;
}

// A note that keeps its label, or the place that it stands in.
static bool is_left(const struct relabelling *now, const struct note *note)
{
    return now->inline_only &&
           (note->number == 0 || now->labels[note->number - 1] == 0);
}

// False: it stands in a text that the places do not lead into, such as a
// quoted scalar with escapes.
static bool add_reference(struct relabelling *now, const struct node *node)
{
    const struct note *note = node->as.note_reference.note;
    struct str text = now->text;
    if (is_left(now, note))
        return true;
    if (!place_known(node->at) || node->at.offset > text.count ||
        node->at.count > text.count - node->at.offset)
        return false;
    struct str written =
        str_slice(text, node->at.offset, node->at.offset + node->at.count);
    struct str start = is_inline(note) ? STR("^[") : STR("[^");
    if (!str_starts(written, start) || !str_ends(written, STR("]")))
        return false;
    if (!is_inline(note) && label_end(text, node->at.offset) !=
                                node->at.offset + node->at.count - 1)
        return false;
    if (!is_inline(note) || note->number)
        add(now, node->at.offset, node->at.count,
            arena_printf(now->arena, "[^%.*s]", STR_ARG(label_of(now, note))));
    return true;
}

// "note 3": the number in the text becomes that of the label.
static bool add_mention(struct relabelling *now, const struct node *link)
{
    const struct note *note = link->as.link.note;
    struct place at = link->first->at;
    if (note->number == 0 || is_left(now, note))
        return true;
    if (!place_known(at) || at.offset > now->text.count ||
        at.count > now->text.count - at.offset)
        return false;
    struct str written = str_slice(now->text, at.offset, at.offset + at.count);
    for (size_t i = 0; i < written.count;)
        if (!char_is_digit(utf8_next(written, &i)))
            return false;
    size_t number =
        now->inline_only ? now->labels[note->number - 1] : note->number;
    add(now, at.offset, at.count,
        note_mention_digits(now->arena, number, written));
    return written.count > 0;
}

static bool add_definition(struct relabelling *now, const struct note *note)
{
    if (is_inline(note) || is_left(now, note))
        return true;
    size_t end = place_known(note->at) ? label_end(now->text, note->at.offset)
                                       : STR_NONE;
    if (end == STR_NONE)
        return false;
    size_t from = note->at.offset + 2;
    add(now, from, end - from, label_of(now, note));
    return true;
}

static bool is_escaped(struct str text, size_t offset)
{
    size_t slashes = 0;
    while (slashes < offset && text.bytes[offset - slashes - 1] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

// A reference without a note stays text, also where there is a note with that
// number now. The place of a text with escapes in it may reach over what
// follows; that is in the table too, and goes first.
static void add_escapes(struct relabelling *now, struct place at)
{
    struct str text = now->text;
    if (!place_known(at) || at.offset > text.count)
        return;
    size_t stop =
        at.count < text.count - at.offset ? at.offset + at.count : text.count;
    for (size_t i = at.offset; i + 2 < stop; i++) {
        size_t end = i + 2;
        while (end < stop && ascii_is_digit(text.bytes[end]))
            end++;
        if (text.bytes[i] == '[' && text.bytes[i + 1] == '^' && end < stop &&
            text.bytes[end] == ']' && !is_escaped(text, i) &&
            number_of(now, str_slice(text, i + 2, end)))
            add(now, i, 0, STR("\\"));
    }
}

static bool add_root(struct relabelling *now, const struct node *root)
{
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind == NODE_NOTE_REFERENCE && !add_reference(now, node))
            return false;
        if (note_mention_is(node) && !add_mention(now, node))
            return false;
        if (node->kind == NODE_CODE && place_known(node->at) &&
            node->at.offset + node->at.count <= now->text.count)
            add(now, node->at.offset, node->at.count,
                str_slice(now->text, node->at.offset,
                          node->at.offset + node->at.count));
        if (node->kind == NODE_TEXT && !now->inline_only &&
            str_find(node->as.text.text, STR("[^")) != STR_NONE)
            add_escapes(now, node->at);
    }
    return true;
}

static int by_offset(const void *left, const void *right)
{
    const struct relabel *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return a->count > b->count ? -1 : a->count < b->count;
}

static bool add_all(struct relabelling *now)
{
    struct node **roots;
    // The roots go into a table of the brief's arena, else it stays as it is.
    size_t count = brief_roots((struct brief *)(uintptr_t)now->brief, &roots) -
                   now->brief->note_count;
    for (size_t i = 0; i < count; i++)
        if (!add_root(now, roots[i]))
            return false;
    for (now->index = 0; now->index < now->brief->note_count; now->index++) {
        const struct note *note = now->brief->notes[now->index];
        if (!repeated_labels_have(&now->repeated, note) &&
            !(add_root(now, note->content) && add_definition(now, note)))
            return false;
    }
    if (now->count)
        qsort(now->items, now->count, sizeof *now->items, by_offset);
    return true;
}

// ----- The first step: labels -----

static bool relabel_before(const void *relabel, const void *offset)
{
    return ((const struct relabel *)relabel)->offset < *(const size_t *)offset;
}

// The first relabel from offset on.
static size_t first_from(const struct relabelling *now, size_t offset)
{
    return search_first(now->items, now->count, sizeof *now->items,
                        relabel_before, &offset);
}

// Lines of an inline note become one, as in the paragraph that it stood in.
static void put_text(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.count;) {
        size_t end = line_end(text, i);
        buffer_add(out, str_slice(text, i, end));
        if (end == text.count)
            return;
        while (out->count > 0 && out->bytes[out->count - 1] == ' ')
            out->count--;
        buffer_add_byte(out, ' ');
        i = end + 1 + line_indent(text, end + 1);
    }
}

// What ^[ ] holds, with its own references relabelled.
static struct str inside_of(const struct relabelling *now, size_t from,
                            size_t to)
{
    struct buffer out = {0};
    from += line_indent(str_slice(now->text, 0, to), from);
    size_t mark = block_mark(str_slice(now->text, from, to));
    if (mark != STR_NONE) {
        buffer_add(&out, str_slice(now->text, from, from + mark));
        buffer_add_byte(&out, '\\');
        from += mark;
    }
    for (size_t i = first_from(now, from);
         i < now->count && now->items[i].offset < to; i++) {
        const struct relabel *item = &now->items[i];
        if (item->offset < from)
            continue;
        put_text(&out, str_slice(now->text, from, item->offset));
        buffer_add(&out, item->text);
        from = item->offset + item->count;
    }
    put_text(&out, str_slice(now->text, from, to));
    struct str inside = arena_str(now->arena, str_trim(buffer_str(&out)));
    buffer_release(&out);
    return inside;
}

static void write_out(struct relabelling *now, struct blocks blocks,
                      const struct note *note)
{
    size_t end = now->text.count;
    size_t from = note->at.offset + 2, to = from + note->at.count - 3;
    bool ended = end > 0 && now->text.bytes[end - 1] == '\n';
    struct str label = label_of(now, note);
    struct str definition =
        arena_printf(now->arena, "[^%.*s]: %.*s", STR_ARG(label),
                     STR_ARG(inside_of(now, from, to)));
    if (before_open_put(now->source, blocks, definition, from, to - from,
                        now->rule))
        return;
    definition = arena_printf(now->arena, "%s\n%.*s\n", ended ? "" : "\n",
                              STR_ARG(definition));
    source_replace_from(now->source, end, 0, definition, from, to - from,
                        now->rule);
}

static void change_labels(struct relabelling *now)
{
    size_t done = 0;
    for (size_t i = 0; i < now->count; i++) {
        const struct relabel *item = &now->items[i];
        if (item->offset < done) // within an inline note
            continue;
        if (!str_equal(
                str_slice(now->text, item->offset, item->offset + item->count),
                item->text))
            source_replace(now->source, item->offset, item->count, item->text,
                           now->rule);
        done = item->offset + item->count;
    }
    struct blocks blocks = blocks_scan(now->arena, now->text);
    for (size_t i = 0; i < now->printed; i++)
        if (is_inline(now->brief->notes[i]) &&
            !is_left(now, now->brief->notes[i]))
            write_out(now, blocks, now->brief->notes[i]);
}

// ----- Definitions taken out -----

// Takes the blocks [first, last] out, with the lesser of the gaps around them,
// so that what stands around them stays as far apart as it was.
static void take_out(struct relabelling *now, struct blocks blocks,
                     size_t first, size_t last)
{
    struct str text = now->text;
    size_t before = first ? blocks.items[first - 1].end : 0;
    size_t from = blocks.items[first].offset, to = blocks.items[last].end;
    if (last + 1 == blocks.count) {
        from = before;
        to = text.count;
    } else if (first == 0 || from - before > 1) {
        to = blocks.items[last + 1].offset;
    } else {
        from = before;
    }
    struct str rest = last + 1 == blocks.count && first ? STR("\n") : STR("");
    source_replace(now->source, from, to - from, rest, now->rule);
}

static void take_out_flagged(struct relabelling *now, struct blocks blocks,
                             const bool *flags)
{
    for (size_t i = 0, next; i < blocks.count; i = next) {
        for (next = i; next < blocks.count && flags[next]; next++)
            continue;
        if (next > i)
            take_out(now, blocks, i, next - 1);
        else
            next++;
    }
}

// ----- The second step: definitions behind the text -----

struct definition {
    size_t number, index; // index: of its block
};

static int by_number(const void *left, const void *right)
{
    const struct definition *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

// Does every block behind the first definition stand where it would be put?
static bool in_order(struct blocks blocks, const struct definition *wanted,
                     size_t count)
{
    bool open = blocks.items[blocks.count - 1].open;
    if (blocks.count < count + open)
        return false;
    size_t first = blocks.count - open - count;
    for (size_t i = 0; i < count; i++)
        if (wanted[i].index != first + i ||
            (i > 0 && blocks.items[first + i].offset !=
                          blocks.items[first + i - 1].end + 2))
            return false;
    return true;
}

static void put_behind(struct relabelling *now, struct blocks blocks,
                       const struct block *block, bool first)
{
    size_t end = now->text.count;
    struct str definition = block_str(now->text, block);
    if (before_open_put(now->source, blocks, definition, block->offset,
                        definition.count, now->rule))
        return;
    if (!first)
        source_replace(now->source, end, 0, STR("\n"), now->rule);
    source_replace_from(now->source, end, 0, definition, block->offset,
                        definition.count, now->rule);
    source_replace(now->source, end, 0, STR("\n"), now->rule);
}

static void order_definitions(struct relabelling *now)
{
    now->text = source_text(now->source);
    struct blocks blocks = blocks_scan(now->arena, now->text);
    bool *flags = ARENA_ARRAY(now->arena, bool, blocks.count + 1);
    struct definition *wanted =
        ARENA_ARRAY(now->arena, struct definition, blocks.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        flags[i] = block->kind == BLOCK_NOTE;
        if (!flags[i])
            continue;
        size_t number = number_of(
            now, str_slice(now->text, block->label_offset, block->label_end));
        wanted[count++] = (struct definition){number ? number : SIZE_MAX, i};
    }
    qsort(wanted, count, sizeof *wanted, by_number);
    if (count == 0 || in_order(blocks, wanted, count))
        return;
    take_out_flagged(now, blocks, flags);
    bool alone = count == blocks.count;
    bool ends_text = !alone && !flags[blocks.count - 1] &&
                     !blocks.items[blocks.count - 1].open;
    size_t tail = blocks.items[blocks.count - 1].end;
    if (ends_text && now->text.count != tail + 1)
        source_replace(now->source, tail, now->text.count - tail, STR("\n"),
                       now->rule);
    for (size_t i = 0; i < count; i++)
        put_behind(now, blocks, &blocks.items[wanted[i].index],
                   alone && i == 0);
}

bool relabel_notes(struct source *source, const struct brief *brief,
                   const struct context *context)
{
    struct relabelling now = {.rule = "renumber-notes",
                              .source = source,
                              .brief = brief,
                              .arena = context->arena,
                              .text = source_text(source)};
    while (now.printed < brief->note_count &&
           brief->notes[now.printed]->number > 0)
        now.printed++;
    now.repeated = repeated_labels_find(now.arena, brief, now.text);
    if (!choose_prefix(&now) || !add_all(&now))
        return false;
    change_labels(&now);
    take_out_flagged(&now, blocks_scan(now.arena, now.text),
                     now.repeated.blocks);
    source_apply(source);
    order_definitions(&now);
    source_apply(source);
    return true;
}

// ----- Inline notes alone -----

// The greatest number that is a label in this text, also one of no note.
static size_t last_number(struct str text)
{
    enum { DIGITS = 9 };
    size_t last = 0;
    for (size_t at = 0; at < text.count; at++) {
        struct str rest = str_slice(text, at, text.count);
        size_t number = 0, i = 2;
        if (!str_starts(rest, STR("[^")))
            continue;
        while (i < rest.count && i < 2 + DIGITS &&
               ascii_is_digit(rest.bytes[i]))
            number = 10 * number + (size_t)(rest.bytes[i++] - '0');
        if (i < rest.count && rest.bytes[i] == ']' && number > last)
            last = number;
    }
    return last;
}

// Is it an inline note that the text can be rid of?
static bool is_taken(const struct relabelling *now, const struct note *note)
{
    struct place at = note->at;
    if (!is_inline(note) || !place_known(at) || at.offset < now->front_end ||
        at.count < 4 || at.offset > now->text.count ||
        at.count > now->text.count - at.offset)
        return false;
    struct str written = str_slice(now->text, at.offset, at.offset + at.count);
    return str_starts(written, STR("^[")) && str_ends(written, STR("]"));
}

static size_t give_labels(struct relabelling *now)
{
    size_t last = last_number(now->text), taken = 0;
    struct blocks blocks = blocks_scan(now->arena, now->text);
    if (blocks.count > 0 && blocks.items[0].kind == BLOCK_FRONT)
        now->front_end = blocks.items[0].end;
    now->labels = ARENA_ARRAY(now->arena, size_t, now->printed + 1);
    for (size_t i = 0; i < now->printed; i++)
        if (is_taken(now, now->brief->notes[i]))
            now->labels[i] = last + ++taken;
    return taken;
}

bool relabel_inline_notes(struct source *source, const struct brief *brief,
                          const struct context *context)
{
    struct relabelling now = {.rule = "inline-note",
                              .source = source,
                              .brief = brief,
                              .arena = context->arena,
                              .text = source_text(source),
                              .inline_only = true};
    while (now.printed < brief->note_count &&
           brief->notes[now.printed]->number > 0)
        now.printed++;
    if (give_labels(&now) == 0)
        return true;
    if (!add_all(&now))
        return false;
    change_labels(&now);
    source_apply(source);
    return true;
}

// SPDX-License-Identifier: MIT
// Reads the labels [^…] of a text, and mends those that no reader knows.
#include "collect-notes/own_labels.h"

#include "base/ascii.h"
#include "model/brief_limits.h"
#include "text/clean.h"

#include <stdlib.h>

// ----- Where labels stand -----

// The end of "[^label]" at offset, spaces allowed; 0 where there is none.
static size_t bracket_end(struct str text, size_t offset, size_t to)
{
    if (!str_starts(str_slice(text, offset, to), STR("[^")) ||
        (offset > 0 && text.bytes[offset - 1] == '\\'))
        return 0;
    for (size_t at = offset + 2; at < to && at - offset < LIMIT_LABEL; at++) {
        char c = text.bytes[at];
        if (c == ']')
            return str_blank(str_slice(text, offset + 2, at)) ? 0 : at + 1;
        if (c == '[' || c == '^' || c == '\n' || c == '`' || c == '<')
            return 0;
    }
    return 0;
}

static bool opens_line(const struct collecting *now, size_t offset)
{
    const struct block_line *line =
        &now->blocks.lines[blocks_line_at(&now->blocks, offset)];
    if (line->content + line_indent(now->text, line->content) == offset)
        return true;
    // A note's text begins behind its label.
    for (const struct block *block = line->block; block; block = block->parent)
        if (block->kind == BLOCK_NOTE && block->label_offset == offset + 2)
            return true;
    return false;
}

// A label without case and with single spaces.
static struct str key_of(struct arena *arena, struct str label)
{
    struct str folded = clean_folded(arena, label);
    char *out = arena_alloc(arena, folded.count);
    size_t count = 0;
    for (size_t i = 0; i < folded.count; i++) {
        bool space = ascii_is_space(folded.bytes[i]);
        if (!space || out[count - 1] != ' ')
            out[count++] = space ? ' ' : folded.bytes[i];
    }
    return (struct str){out, count};
}

static void add_place(struct own_labels *labels, size_t offset, size_t end,
                      const struct block *block)
{
    struct collecting *now = labels->now;
    struct str label = str_trim(str_slice(now->text, offset + 2, end - 1));
    bool opens = block->kind != BLOCK_FRONT && opens_line(now, offset);
    ARENA_PUSH(now->context->arena, labels->places, labels->count,
               labels->capacity) =
        (struct label_place){.offset = offset,
                             .end = end,
                             .label = label,
                             .key = key_of(now->context->arena, label),
                             .block = block,
                             .opens = opens,
                             .defines = opens && end < now->text.count &&
                                        now->text.bytes[end] == ':'};
}

static void read_places(struct own_labels *labels)
{
    const struct collecting *now = labels->now;
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (!span->block ||
            (span->kind != LANG_SPAN_TEXT && span->kind != LANG_SPAN_LABEL))
            continue;
        for (size_t at = span->offset; at < span->end;) {
            size_t end = now->text.bytes[at] == '['
                             ? bracket_end(now->text, at, span->end)
                             : 0;
            if (end > 0)
                add_place(labels, at, end, span->block);
            at = end > 0 ? end : at + 1;
        }
    }
}

// ----- Groups -----

static int by_key(const void *left, const void *right)
{
    const struct label_place *a = *(struct label_place *const *)left,
                             *b = *(struct label_place *const *)right;
    int order = str_compare(a->key, b->key);
    if (order != 0)
        return order;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

static void group(struct own_labels *labels)
{
    struct arena *arena = labels->now->context->arena;
    struct label_place **sorted =
        ARENA_ARRAY(arena, struct label_place *, labels->count + 1);
    for (size_t i = 0; i < labels->count; i++)
        sorted[i] = &labels->places[i];
    qsort(sorted, labels->count, sizeof *sorted, by_key);
    for (size_t i = 0, next; i < labels->count; i = next) {
        struct label_group group = {.places = sorted + i};
        for (next = i; next < labels->count &&
                       str_equal(sorted[next]->key, sorted[i]->key);
             next++) {
            group.count++;
            group.definitions += sorted[next]->defines;
        }
        ARENA_PUSH(arena, labels->groups, labels->group_count,
                   labels->group_capacity) = group;
    }
}

struct own_labels own_labels_read(struct collecting *now)
{
    struct own_labels labels = {.now = now};
    read_places(&labels);
    if (labels.count > 0)
        group(&labels);
    return labels;
}

// ----- Definitions without a colon -----

// Behind the marks that stand for the colon: "[^1] : text", "[^1]. text".
static size_t past_ends(struct str text, size_t offset)
{
    static const char *const ends[] = {" :",      ".", ")",     " -",
                                       " \u2013", "-", "\uFF1A"};
    struct str rest = str_slice(text, offset, text.count);
    for (size_t i = 0; i < COUNT(ends); i++)
        if (str_starts(rest, str_of(ends[i])))
            return offset + str_of(ends[i]).count;
    return offset;
}

// Does this line begin with a label and say something, in a paragraph all of
// whose lines before it that begin a note do so?
static bool may_define(const struct own_labels *labels,
                       const struct label_place *place)
{
    struct str text = labels->now->text;
    size_t end = line_end(text, place->end);
    if (!place->opens || place->defines ||
        str_blank(str_slice(text, past_ends(text, place->end), end)))
        return false;
    // The first line of its block, or one below such a line.
    const struct label_place *before = place;
    size_t line = place->offset;
    while (line > place->block->offset && text.bytes[line - 1] != '\n')
        line--;
    if (line <= place->block->offset)
        return true;
    while (before > labels->places && before[-1].block == place->block)
        if ((--before)->opens && before->offset < line)
            return true;
    return false;
}

static bool is_called(const struct label_group *group)
{
    for (size_t i = 0; i < group->count; i++)
        if (!group->places[i]->opens)
            return true;
    return false;
}

static void put_colon(struct own_labels *labels, struct label_place *place)
{
    struct str text = labels->now->text;
    size_t end = past_ends(text, place->end);
    bool space = end < text.count && ascii_is_space(text.bytes[end]);
    source_replace(labels->now->source, place->end, end - place->end,
                   space ? STR(":") : STR(": "), "note-mark");
    place->defines = true;
}

static void mend_definitions(struct own_labels *labels,
                             struct label_group *group)
{
    if (group->definitions > 0 || !is_called(group))
        return;
    for (size_t i = 0; i < group->count; i++)
        if (may_define(labels, group->places[i])) {
            put_colon(labels, group->places[i]);
            group->definitions++;
        }
}

// ----- Labels with spaces -----

static bool is_taken(const struct own_labels *labels, struct str label)
{
    for (size_t i = 0; i < labels->group_count; i++)
        if (str_equal(labels->groups[i].places[0]->key, label))
            return true;
    return false;
}

static struct str hyphened(struct arena *arena, struct str label)
{
    char *out = arena_alloc(arena, label.count);
    size_t count = 0;
    for (size_t i = 0; i < label.count; i++) {
        bool space = ascii_is_space(label.bytes[i]);
        if (!space || out[count - 1] != '-')
            out[count++] = space ? '-' : label.bytes[i];
    }
    return (struct str){out, count};
}

// What a label with hyphens for its spaces needs, so that no other note has
// it: "-2".
static struct str free_ending(const struct own_labels *labels, struct str key)
{
    enum { TRIES = 20 };
    struct arena *arena = labels->now->context->arena;
    struct str plain = hyphened(arena, key), ending = STR("");
    for (size_t i = 2; i < TRIES; i++) {
        if (!is_taken(labels, arena_printf(arena, "%.*s%.*s", STR_ARG(plain),
                                           STR_ARG(ending))))
            break;
        ending = arena_printf(arena, "-%zu", i);
    }
    return ending;
}

static bool has_space(struct str label)
{
    for (size_t i = 0; i < label.count; i++)
        if (ascii_is_space(label.bytes[i]))
            return true;
    return false;
}

static void mend_spaces(struct own_labels *labels, struct label_group *group)
{
    if (!has_space(group->places[0]->label) || group->definitions == 0 ||
        !is_called(group))
        return;
    struct arena *arena = labels->now->context->arena;
    struct str ending = free_ending(labels, group->places[0]->key);
    for (size_t i = 0; i < group->count; i++) {
        const struct label_place *place = group->places[i];
        struct str label = hyphened(arena, place->label);
        source_replace(
            labels->now->source, place->offset + 2,
            place->end - place->offset - 3,
            arena_printf(arena, "%.*s%.*s", STR_ARG(label), STR_ARG(ending)),
            "note-mark");
    }
}

void own_labels_mend(struct collecting *now)
{
    struct own_labels labels = own_labels_read(now);
    for (size_t i = 0; i < labels.group_count; i++) {
        mend_definitions(&labels, &labels.groups[i]);
        mend_spaces(&labels, &labels.groups[i]);
    }
}

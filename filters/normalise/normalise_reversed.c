// SPDX-License-Identifier: MIT
// Lines of Arabic script in the order of the page are turned, where they are
// certain; others that look like it are reported.
#include "normalise/normalise_parts.h"

#include "base/buffer.h"
#include "text/reversed.h"

#include <string.h>

struct line_found {
    size_t start, end; // without list marks, spaces at both ends
    struct order_evidence evidence;
};

struct group { // the lines of one block
    const struct block *block;
    size_t first, count;
    struct order_evidence evidence;
    bool reversed;
};

struct reversing {
    struct normalising *now;
    struct line_found *lines;
    size_t line_count, line_capacity;
    struct group *groups;
    size_t group_count, group_capacity;
    struct turning turning;
    size_t reversed; // groups
};

// ----- Lines -----

static bool holds_lines(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
        return true;
    case BLOCK_FRONT:
    case BLOCK_CODE:
    case BLOCK_FENCE:
    case BLOCK_TABLE:
    case BLOCK_BREAK:
    case BLOCK_HTML:
    case BLOCK_REFERENCE:
    case BLOCK_DIRECTIVE:
    case BLOCK_ITEM: // no outermost block
        break;
    }
    return false;
}

// Past quote marks, list markers and the number signs of a heading: they were
// put there by who made the Markdown, and not by the page.
static size_t content_start(const struct normalising *now, size_t at,
                            size_t end)
{
    at = blocks_content(&now->blocks, now->text, at);
    size_t marks = at;
    while (marks < end && now->text.bytes[marks] == '#')
        marks++;
    const struct block_line *line =
        &now->blocks.lines[blocks_line_at(&now->blocks, at)];
    if (marks > at && line->block && line->block->kind == BLOCK_HEADING)
        at = marks + line_indent(now->text, marks);
    return at < end ? at : end;
}

static bool has_arabic(struct str line)
{
    for (size_t i = 0; i < line.count; i++) {
        unsigned char byte = (unsigned char)line.bytes[i];
        if ((byte >= 0xD8 && byte <= 0xDB) || byte == 0xEF)
            return true;
    }
    return false;
}

static void add_evidence(struct order_evidence *sum,
                         const struct order_evidence *more)
{
    sum->forward += more->forward;
    sum->backward += more->backward;
    sum->words += more->words;
    sum->arabic += more->arabic;
    sum->backward_words += more->backward_words;
    sum->known_forward += more->known_forward;
    sum->known_backward += more->known_backward;
}

static void read_group(struct reversing *reversing, const struct block *block)
{
    struct str text = reversing->now->text;
    struct group group = {.block = block, .first = reversing->line_count};
    size_t at = block->kind == BLOCK_NOTE ? block->text_offset : block->offset;
    for (; at < block->end; at = line_end(text, at) + 1) {
        size_t end = line_end(text, at);
        end = end < block->end ? end : block->end;
        size_t start = content_start(reversing->now, at, end);
        while (end > start && text.bytes[end - 1] == ' ')
            end--;
        struct str line = str_slice(text, start, end);
        if (start == end)
            continue;
        struct line_found found = {start, end, reversed_weigh(line)};
        add_evidence(&group.evidence, &found.evidence);
        ARENA_PUSH(reversing->now->arena, reversing->lines,
                   reversing->line_count, reversing->line_capacity) = found;
        group.count++;
    }
    if (group.evidence.words > 0)
        ARENA_PUSH(reversing->now->arena, reversing->groups,
                   reversing->group_count, reversing->group_capacity) = group;
}

static struct str line_str(const struct reversing *reversing, size_t index)
{
    return str_slice(reversing->now->text, reversing->lines[index].start,
                     reversing->lines[index].end);
}

// ----- Deciding -----

// Weights are those of reversed.def: two or three frequent words.
enum {
    CERTAIN_WEIGHT = 6,
    CERTAIN_WORDS = 2,
    TELLING_WEIGHT = 3, // beside lines that are certain
};

static bool is_reversed(const struct order_evidence *evidence)
{
    return evidence->backward >= CERTAIN_WEIGHT &&
           evidence->backward_words >= CERTAIN_WORDS &&
           evidence->forward * ORDER_TIMES <= evidence->backward;
}

static void decide(struct reversing *reversing)
{
    for (size_t i = 0; i < reversing->group_count; i++) {
        struct group *group = &reversing->groups[i];
        group->reversed = is_reversed(&group->evidence);
        reversing->reversed += group->reversed;
    }
}

static void add_words(const struct reversing *reversing,
                      const struct group *group, struct buffer *words)
{
    for (size_t k = group->first; k < group->first + group->count; k++)
        reversed_add_words(line_str(reversing, k), group->reversed, words);
}

static bool is_known_reversed(const struct reversing *reversing,
                              struct group *group,
                              const struct vocabulary *known)
{
    struct order_evidence *evidence = &group->evidence;
    evidence->known_forward = evidence->known_backward = 0;
    for (size_t k = group->first; k < group->first + group->count; k++)
        reversed_weigh_words(line_str(reversing, k), known, evidence);
    return evidence->known_forward == 0 &&
           (evidence->backward >= TELLING_WEIGHT ||
            (evidence->known_backward > 0 &&
             evidence->known_backward * 3 >= evidence->words));
}

// Headings and other short lines have no such words. Where lines of the text
// are reversed, they are known by the words of those, and then others by
// theirs.
#define ROUNDS_MOST 6

static void decide_by_words(struct reversing *reversing)
{
    struct buffer words = {0};
    for (size_t i = 0; i < reversing->group_count; i++) {
        const struct group *group = &reversing->groups[i];
        if (group->reversed ||
            group->evidence.forward > ORDER_TIMES * group->evidence.backward)
            add_words(reversing, group, &words);
    }
    size_t more = 1;
    for (size_t round = 0; round < ROUNDS_MOST && more > 0; round++) {
        struct vocabulary known =
            vocabulary_of(reversing->now->arena, buffer_str(&words));
        more = 0;
        for (size_t i = 0; i < reversing->group_count; i++) {
            struct group *group = &reversing->groups[i];
            if (group->reversed || group->evidence.forward > 0)
                continue;
            group->reversed = is_known_reversed(reversing, group, &known);
            more += group->reversed;
            if (group->reversed)
                add_words(reversing, group, &words);
        }
    }
    buffer_release(&words);
}

// A line that is longer is no line of a page, and not turned.
#define LONGEST_PARAGRAPH 30000 // bytes

static void learn(struct reversing *reversing)
{
    for (size_t i = 0; i < reversing->group_count; i++) {
        const struct group *group = &reversing->groups[i];
        for (size_t k = group->first;
             group->reversed && k < group->first + group->count; k++)
            reversed_learn(
                &reversing->turning,
                str_slice(line_str(reversing, k), 0, LONGEST_PARAGRAPH));
    }
}

// ----- Turning -----

// What is longer may be several lines of a page in one, whose order is lost
// when they are turned together. A whole paragraph ends as one: in the order
// of the page it begins with a stop.
#define LONGEST_LINE 400 // bytes

static bool may_be_several(struct str line)
{
    static const char *const stops[] = {".",      "\u06D4", "\u061F", "\u061B",
                                        "\u060C", "!",      "?",      ":",
                                        ";",      ",",      "[^",     "<sup>"};
    size_t skip = 0;
    if (line.count > LONGEST_PARAGRAPH)
        return true;
    while (skip < line.count && memchr("*_\"()", line.bytes[skip], 5))
        skip++;
    struct str start = str_slice(line, skip, line.count);
    if (str_starts(start, STR("\u00AB")) || str_starts(start, STR("\u00BB")))
        start = str_slice(start, 2, start.count);
    for (size_t i = 0; i < COUNT(stops); i++)
        if (str_starts(start, str_of(stops[i])))
            return false;
    return line.count > LONGEST_LINE;
}

enum { ARABIC_LETTERS = 2 };

// All lines of the group, or none; false: none.
static bool turn_group(struct reversing *reversing, const struct group *group)
{
    struct arena *arena = reversing->now->arena;
    struct str *turned = ARENA_ARRAY(arena, struct str, group->count);
    struct turning turning = reversing->turning;
    turning.arabic = group->evidence.arabic >= ARABIC_LETTERS;
    for (size_t i = 0; i < group->count; i++) {
        const struct line_found *found = &reversing->lines[group->first + i];
        struct str line = line_str(reversing, group->first + i);
        if (found->evidence.forward > found->evidence.backward ||
            may_be_several(line))
            return false;
        turned[i] = reversed_turn(&turning, arena, line);
        if (turned[i].count == 0)
            return false;
    }
    for (size_t i = 0; i < group->count; i++) {
        const struct line_found *found = &reversing->lines[group->first + i];
        source_replace(reversing->now->source, found->start,
                       found->end - found->start, turned[i], "reversed-line");
    }
    return true;
}

// The first words of a line, and nothing of more than a line of a message.
#define SHOWN_BYTES 60

static struct str shown(struct str line)
{
    size_t end = line.count < SHOWN_BYTES ? line.count : SHOWN_BYTES;
    while (end > 0 && end < line.count && line.bytes[end] != ' ')
        end--;
    return str_slice(line, 0, end > 0 ? end : line.count);
}

static void report(const struct reversing *reversing, const struct group *group,
                   enum message message)
{
    const struct line_found *found = &reversing->lines[group->first];
    struct normalising *now = reversing->now;
    if (now->diag)
        diag_report(
            now->diag,
            source_origin(now->source, found->start, found->end - found->start),
            message, shown(line_str(reversing, group->first)));
}

static bool looks_reversed(const struct reversing *reversing,
                           const struct order_evidence *evidence)
{
    return evidence->forward * ORDER_TIMES <= evidence->backward &&
           (evidence->backward >= ORDER_DOUBTFUL ||
            (reversing->reversed > 0 && evidence->known_forward == 0 &&
             evidence->forward == 0));
}

void normalise_reversed(struct normalising *now)
{
    struct reversing reversing = {.now = now};
    if (!has_arabic(now->text))
        return;
    for (size_t i = 0; i < now->blocks.count; i++)
        if (holds_lines(now->blocks.items[i].kind))
            read_group(&reversing, &now->blocks.items[i]);
    decide(&reversing);
    if (reversing.reversed > 0)
        decide_by_words(&reversing);
    learn(&reversing);
    for (size_t i = 0; i < reversing.group_count; i++) {
        const struct group *group = &reversing.groups[i];
        if (group->reversed && turn_group(&reversing, group))
            report(&reversing, group, MESSAGE_line_turned);
        else if (group->reversed ||
                 looks_reversed(&reversing, &group->evidence))
            report(&reversing, group, MESSAGE_line_reversed);
    }
}

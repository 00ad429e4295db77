// SPDX-License-Identifier: MIT
// Paragraphs that may be headings: a line in bold, or with a number, over text.
#include "check/checks.h"

#include "base/characters.h"
#include "text/typed_marks.h"

enum { LONGEST_HEADING = 100 }; // bytes

static bool is_text(const struct node *node)
{
    return node && (node->kind == NODE_PARAGRAPH || node->kind == NODE_LIST ||
                    node->kind == NODE_TABLE || node->kind == NODE_QUOTE);
}

// One line that says little and ends no sentence; empty where it is none.
static struct str line_of(const struct checks *checks,
                          const struct node *paragraph)
{
    for (const struct node *node = paragraph->first; node;
         node = node_next(paragraph, node))
        if (node->kind == NODE_LINE_BREAK || node->kind == NODE_SOFT_BREAK ||
            node->kind == NODE_IMAGE || node->kind == NODE_LINK)
            return STR("");
    struct str line = str_trim(node_plain(checks->arena, paragraph));
    bool stop = char_is_stop(utf8_before(line, line.count));
    return stop || line.count > LONGEST_HEADING ? STR("") : line;
}

static void report(struct checks *checks, const struct node *node,
                   struct str line)
{
    if (checks->counts[MESSAGE_heading_typed]++ < LIMIT_REPORTS)
        diag_report(checks->context->diag, node->at, MESSAGE_heading_typed,
                    line);
}

// ----- In bold -----

static bool is_bold(const struct node *node)
{
    return node && node->kind == NODE_PARAGRAPH && node->first &&
           node->first->kind == NODE_STRONG && !node->first->next;
}

// Several such lines below each other are an address, or a list of names.
static void check_bold(struct checks *checks, const struct node *node)
{
    if (!is_bold(node) || is_bold(node->next) || is_bold(node->previous) ||
        !is_text(node->next) || !node->previous)
        return;
    struct str line = line_of(checks, node);
    if (line.count > 0)
        report(checks, node, line);
}

// ----- With a number -----

// "II. Findings"; "2. Findings", which is a list of one point.
static struct str numbered_line(const struct checks *checks,
                                const struct node *node,
                                struct typed_mark *mark)
{
    if (node->kind == NODE_PARAGRAPH) {
        struct str line = line_of(checks, node);
        bool counted = typed_mark_read(line, mark) && mark->spaced &&
                       mark->number > 0 && mark->form != 'o';
        return counted ? line : STR("");
    }
    const struct node *item = node->kind == NODE_LIST ? node->first : NULL;
    const struct node *only = item && !item->next ? item->first : NULL;
    if (!only || only->next || only->kind != NODE_PARAGRAPH ||
        !node->as.list.ordered || node->as.list.start < 1)
        return STR("");
    *mark = (struct typed_mark){.kind = TYPED_NUMBER,
                                .number = (size_t)node->as.list.start};
    struct str words = line_of(checks, only);
    return words.count == 0 ? words
                            : arena_printf(checks->arena, "%d. %.*s",
                                           node->as.list.start, STR_ARG(words));
}

// The last line with a number, which is reported when another follows it.
struct counting {
    const struct node *node;
    struct str line;
    struct typed_mark mark;
    bool reported;
};

static void check_number(struct checks *checks, const struct node *node,
                         struct counting *last)
{
    struct counting now = {.node = node};
    if (!is_text(node->next))
        return;
    now.line = numbered_line(checks, node, &now.mark);
    if (now.line.count == 0)
        return;
    if (last->node && typed_mark_follows(&now.mark, &last->mark) &&
        node->previous != last->node) {
        if (!last->reported)
            report(checks, last->node, last->line);
        report(checks, node, now.line);
        now.reported = true;
    }
    *last = now;
}

void check_headings(struct checks *checks)
{
    struct counting last = {0};
    for (const struct node *node = checks->brief->body->first; node;
         node = node->next) {
        check_bold(checks, node);
        check_number(checks, node, &last);
    }
}

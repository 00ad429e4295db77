// SPDX-License-Identifier: MIT
// Links the numbers of notes that the text names in words.
#include "renumber-notes/note_mentions.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/search.h"
#include "text/note_words.h"

#include <stdio.h>
#include <stdlib.h>

// ----- Notes by the numbers that the author gave them -----

struct numbered {
    size_t label;
    struct note *note;
};

struct naming {
    struct brief *brief;
    const struct context *context;
    struct numbered *labels; // sorted
    size_t label_count;
};

// The number that a label is, in any digits; 0 where it is none.
static size_t label_number(struct str label)
{
    size_t number = 0;
    for (size_t at = 0; at < label.count;) {
        int value = char_digit_value(utf8_next(label, &at));
        if (value < 0 || number > 1000000)
            return 0;
        number = number * 10 + (size_t)value;
    }
    return number;
}

static int by_label(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;
    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return (a->note->number > b->note->number) -
           (a->note->number < b->note->number);
}

static void read_labels(struct naming *naming)
{
    struct brief *brief = naming->brief;
    naming->labels =
        ARENA_ARRAY(brief->arena, struct numbered, brief->note_count + 1);
    for (size_t i = 0; i < brief->note_count; i++) {
        struct note *note = brief->notes[i];
        size_t label = label_number(note->label);
        if (label > 0 && note->number > 0)
            naming->labels[naming->label_count++] =
                (struct numbered){label, note};
    }
    if (naming->label_count)
        qsort(naming->labels, naming->label_count, sizeof *naming->labels,
              by_label);
}

static bool label_before(const void *item, const void *label)
{
    return ((const struct numbered *)item)->label < *(const size_t *)label;
}

static struct note *note_of(const struct naming *naming, size_t number)
{
    struct brief *brief = naming->brief;
    if (naming->label_count == 0)
        return number <= brief->note_count && brief->notes[number - 1]->number
                   ? brief->notes[number - 1]
                   : NULL;
    size_t at = search_first(naming->labels, naming->label_count,
                             sizeof *naming->labels, label_before, &number);
    return at < naming->label_count && naming->labels[at].label == number
               ? naming->labels[at].note
               : NULL;
}

// ----- Links -----

enum { NOTES_OF_RANGE = 50 };

bool note_mention_is(const struct node *node)
{
    return node->kind == NODE_LINK && node->as.link.written.count > 0;
}

static struct node *part_of(struct arena *arena, const struct node *like,
                            size_t from, size_t to)
{
    struct place at = like->at;
    if (place_known(at) && at.count == like->as.text.text.count)
        at = (struct place){at.offset + from, to - from};
    else
        at = PLACE_NONE;
    struct node *node = node_new(arena, NODE_TEXT, at);
    node->as.text.text = str_slice(like->as.text.text, from, to);
    node->lang = like->lang;
    node->direction = like->direction;
    return node;
}

static void link_number(struct arena *arena, struct node *text, size_t from,
                        size_t to, struct note *note)
{
    struct node *words = part_of(arena, text, from, to);
    struct node *link = node_new(arena, NODE_LINK, words->at);
    link->lang = text->lang;
    link->direction = text->direction;
    link->as.link.note = note;
    link->as.link.written = words->as.text.text;
    node_append(link, words);
    node_insert_before(text, link);
}

// What stands before a text in its paragraph: a word may be in another line.
static struct str words_before(struct arena *arena, const struct node *text)
{
    const struct node *first = text->previous;
    if (!first || first->kind != NODE_SOFT_BREAK || !first->previous ||
        first->previous->kind != NODE_TEXT)
        return STR("");
    return arena_printf(arena, "%.*s ", STR_ARG(first->previous->as.text.text));
}

static void report_missing(const struct naming *naming, const struct node *text,
                           struct str said, const struct note_mention *mention)
{
    size_t at = mention->end;
    while (at < said.count && said.bytes[at] == ' ')
        at++;
    bool ends = at == said.count || char_is_stop(utf8_after(said, at)) ||
                said.bytes[at] == ')';
    if (mention->asked && ends)
        diag_report(naming->context->diag, text->at,
                    MESSAGE_note_mention_missing,
                    str_slice(said, mention->start, mention->end));
}

// "notes 1–3": where its notes are still in one row, in whatever order, the
// range is that row's.
static void find_range(const struct naming *naming,
                       const struct note_mention *mentions, struct note **notes)
{
    struct note *least = notes[0], *most = notes[0];
    size_t first = mentions[0].number, last = mentions[1].number;
    if (last < first || last - first > NOTES_OF_RANGE)
        return;
    for (size_t number = first; number <= last; number++) {
        struct note *note = note_of(naming, number);
        if (!note)
            return;
        least = note->number < least->number ? note : least;
        most = note->number > most->number ? note : most;
    }
    if (most->number - least->number == last - first) {
        notes[0] = least;
        notes[1] = most;
    }
}

static void find_notes(const struct naming *naming,
                       const struct note_mention *mentions, size_t count,
                       struct note **notes)
{
    for (size_t i = 0; i < count; i++)
        notes[i] = note_of(naming, mentions[i].number);
    for (size_t i = 1; i < count; i++)
        if (mentions[i].range && notes[i - 1] && notes[i])
            find_range(naming, &mentions[i - 1], &notes[i - 1]);
}

// Answers the node to go on behind.
static struct node *link_text(const struct naming *naming, struct node *text)
{
    struct brief *brief = naming->brief;
    struct str before = words_before(brief->arena, text);
    struct str said = arena_printf(brief->arena, "%.*s%.*s", STR_ARG(before),
                                   STR_ARG(text->as.text.text));
    struct note_mention mentions[NOTE_MENTIONS_MOST];
    size_t at = 0, done = 0, count;
    bool any = false;
    while ((count = note_words_next(said, brief->lang, &at, mentions)) > 0) {
        struct note *notes[NOTE_MENTIONS_MOST];
        find_notes(naming, mentions, count, notes);
        for (size_t i = 0; i < count; i++) {
            struct note *note = notes[i];
            if (mentions[i].offset < before.count)
                continue;
            if (!note) {
                report_missing(naming, text, said, &mentions[i]);
                continue;
            }
            size_t from = mentions[i].offset - before.count;
            if (from > done)
                node_insert_before(text,
                                   part_of(brief->arena, text, done, from));
            done = mentions[i].end - before.count;
            link_number(brief->arena, text, from, done, note);
            any = true;
        }
    }
    if (!any)
        return text;
    struct node *last = text->previous;
    if (done < text->as.text.text.count) {
        last = part_of(brief->arena, text, done, text->as.text.text.count);
        node_insert_before(text, last);
    }
    node_unlink(text);
    return last;
}

static bool has_digit(struct str text)
{
    for (size_t at = 0; at < text.count;)
        if (char_is_digit(utf8_next(text, &at)))
            return true;
    return false;
}

// A note that says “note 7” and no more has that as its text: it leads nobody
// to another.
static bool is_whole_note(const struct node *text)
{
    const struct node *paragraph = text->parent;
    struct str words = str_trim(text->as.text.text);
    size_t space = str_find(words, STR(" "));
    return paragraph->kind == NODE_PARAGRAPH && !text->previous &&
           !text->next && !paragraph->previous && !paragraph->next &&
           space != STR_NONE &&
           str_find(str_slice(words, space + 1, words.count), STR(" ")) ==
               STR_NONE;
}

static void link_below(const struct naming *naming, struct node *root)
{
    for (struct node *node = root; node;) {
        if (node->kind == NODE_LINK || node->kind == NODE_IMAGE) {
            node = node_next_skipping(root, node);
            continue;
        }
        if (node->kind == NODE_TEXT && has_digit(node->as.text.text) &&
            !is_whole_note(node))
            node = link_text(naming, node);
        node = node_next(root, node);
    }
}

void note_mentions_link(struct brief *brief, const struct context *context)
{
    struct naming naming = {.brief = brief, .context = context};
    struct node **roots;
    if (brief->note_count == 0)
        return;
    read_labels(&naming);
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        link_below(&naming, roots[i]);
}

// ----- Numbers -----

struct str note_mention_digits(struct arena *arena, size_t number,
                               struct str like)
{
    char digits[24];
    size_t at = 0;
    uint32_t first = utf8_next(like, &at);
    struct buffer out = {0};
    snprintf(digits, sizeof digits, "%zu", number);
    for (const char *digit = digits; *digit; digit++)
        buffer_add_utf8(&out, first - (uint32_t)char_digit_value(first) +
                                  (uint32_t)(*digit - '0'));
    return buffer_to_arena(&out, arena);
}

static void number_link(struct brief *brief, const struct context *context,
                        struct node *link)
{
    const struct note *note = link->as.link.note;
    struct str *said = &link->first->as.text.text;
    struct str printed = note_mention_digits(
        brief->arena, note->shown ? note->shown : note->number, *said);
    if (str_equal(*said, printed))
        return;
    diag_report(context->diag, link->at, MESSAGE_note_mention_moved, *said,
                printed);
    *said = printed;
}

void note_mentions_number(struct brief *brief, const struct context *context)
{
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            if (note_mention_is(node) && node->as.link.note->number > 0)
                number_link(brief, context, node);
}

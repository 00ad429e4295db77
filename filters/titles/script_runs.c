// SPDX-License-Identifier: MIT
// Runs of another script: where they begin and end, and their nodes.
#include "titles/script_runs.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"
#include "titles/letters.h"

// ----- Where a run begins and ends -----

// A point among the children of a holder: before a byte of a text node, or
// (offset 0 and SIZE_MAX) before and after another node.
struct point {
    struct node *node;
    size_t offset;
};
struct run {
    struct point start, end;
    enum script script;
};

static bool single(const struct run *run)
{
    return run->start.node == run->end.node;
}

struct finder {
    const struct brief *brief;
    enum script base;
    bool open;
    struct run run;
    struct run *runs;
    size_t count, capacity;
};

static void close_run(struct finder *finder)
{
    if (finder->open)
        ARENA_PUSH(finder->brief->arena, finder->runs, finder->count,
                   finder->capacity) = finder->run;
    finder->open = false;
}

static void extend_run(struct finder *finder, enum script script,
                       struct point start, struct point end)
{
    if (finder->open && finder->run.script != script)
        close_run(finder);
    // What runs in the other direction has its node already.
    if (script == SCRIPT_ARABIC)
        return;
    if (!finder->open)
        finder->run = (struct run){start, end, script};
    finder->run.end = end;
    finder->open = true;
}

static void find_in_text(struct finder *finder, struct node *node)
{
    struct str text = node->as.text.text;
    enum script script;
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t c = utf8_next(text, &offset);
        if (letter_script(c, &script)) {
            if (letters_bit(script, finder->base) == LETTERS_NATIVE)
                close_run(finder);
            else
                extend_run(finder, script, (struct point){node, start},
                           (struct point){node, offset});
        } else if (char_is_mark(c) && finder->open &&
                   finder->run.end.node == node &&
                   finder->run.end.offset == start) {
            finder->run.end.offset =
                offset; // مادهٔ: hamza above the last letter
        }
    }
}

static void find_in_node(struct finder *finder, struct node *node)
{
    unsigned letters = letters_marked(node)
                           ? letters_of_marked(node, finder->base)
                           : letters_below(node, finder->base);
    enum script script;
    if (letters_wholly_foreign(letters, &script))
        extend_run(finder, script, (struct point){node, 0},
                   (struct point){node, SIZE_MAX});
    else if (letters != 0)
        close_run(finder);
}

static void find_runs(struct finder *finder, struct node *holder)
{
    for (struct node *node = holder->first; node; node = node->next) {
        if (node->kind == NODE_TEXT)
            find_in_text(finder, node);
        else if (node->kind == NODE_LINE_BREAK)
            close_run(finder);
        else if (node->kind != NODE_SOFT_BREAK && node->kind != NODE_IMAGE &&
                 node->kind != NODE_NOTE_REFERENCE)
            find_in_node(finder, node);
    }
    close_run(finder);
}

// ----- What is attached -----

static bool attaches(uint32_t c)
{
    return (c < 0x80 && char_is_digit(c)) || c == '+' || c == '#' || c == '@' ||
           c == '_' || c == '&' || c == '%' || c == '$';
}

// These attach only what follows them: Covid-19, 9/11, example.org/a.
static bool links_on(uint32_t c)
{
    return c == '-' || c == '/' || c == '.' || c == '\'' ||
           c == CHAR_APOSTROPHE || c == CHAR_NO_BREAK_HYPHEN || c == '=' ||
           c == '?' || c == '~' || c == ':';
}

static size_t attached_end(struct str text, size_t end)
{
    size_t offset = end;
    while (offset < text.count) {
        uint32_t c = utf8_next(text, &offset);
        if (attaches(c))
            end = offset;
        else if (!links_on(c))
            break;
    }
    return end;
}

static size_t attached_start(struct str text, size_t start)
{
    size_t offset = start;
    while (offset > 0) {
        uint32_t c = utf8_previous(text, &offset);
        if (attaches(c))
            start = offset;
        else if (c != '-' && c != '/' && c != '.')
            break;
    }
    return start;
}

// (2020) or (2020, 15–17) after a title: its year and pages, not the text's.
static size_t bracket_end(struct str text, size_t end)
{
    size_t offset = end;
    if (offset >= text.count || utf8_next(text, &offset) != ' ')
        return end;
    if (offset >= text.count || utf8_next(text, &offset) != '(')
        return end;
    while (offset < text.count) {
        uint32_t c = utf8_next(text, &offset);
        if (c == ')')
            return offset;
        if (!(c < 0x80 && char_is_digit(c)) && c != ' ' && c != ',' &&
            c != '-' && c != CHAR_EN_DASH && c != '.')
            break;
    }
    return end;
}

// How many brackets or quotation marks of a pair are open at the end.
static int open_marks(struct str text, const uint32_t pair[2])
{
    int depth = 0;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        depth += c == pair[0] ? 1 : c == pair[1] ? -1 : 0;
    }
    return depth;
}

// A closing mark after the run, with no word before it, whose opening one is
// inside the run: (Kabul, 2020) belongs together.
static size_t closed_end(struct str text, size_t start, size_t end)
{
    static const uint32_t pairs[][2] = {
        {'(', ')'},       {'[', ']'},       {0x201C, 0x201D},
        {0x2018, 0x2019}, {0x00AB, 0x00BB}, {0x2039, 0x203A},
    };
    enum script script;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (open_marks(str_slice(text, start, end), pairs[i]) <= 0)
            continue;
        for (size_t offset = end; offset < text.count;) {
            uint32_t c = utf8_next(text, &offset);
            if (c == pairs[i][1])
                return offset;
            if (letter_script(c, &script) || char_is_arabic_stop(c))
                break;
        }
    }
    return end;
}

// Is the last word one that a number follows: p. 7, No. 3?
static bool awaits_number(struct str words)
{
    static const char *const before[] = {"p",   "pp", "no", "No",  "vol",
                                         "Vol", "S",  "с",  "art", "Art"};
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
        struct str word = str_of(before[i]);
        size_t from = words.count - word.count;
        if (str_ends(words, word) &&
            (words.count == word.count || words.bytes[from - 1] == ' '))
            return true;
    }
    return false;
}

// Digits and dashes from an offset on; the end after the last digit.
static size_t digits_end(struct str text, size_t from)
{
    size_t end = from;
    for (size_t offset = from; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (c < 0x80 && char_is_digit(c))
            end = offset;
        else if (c != '-' && c != CHAR_EN_DASH)
            break;
    }
    return end;
}

// Does a word follow, after spaces? Then a number before it counts what the
// word says, as in «NATO 5 کشور».
static bool word_follows(struct str text, size_t offset)
{
    enum script script;
    while (offset < text.count) {
        uint32_t c = utf8_next(text, &offset);
        if (letter_script(c, &script))
            return true;
        if (c != ' ' && c != CHAR_NO_BREAK_SPACE)
            return false;
    }
    return false;
}

// A year or page after a comma, after the stop of p. and No., or after a word
// (Article 1) where it does not belong to the next.
static size_t number_end(struct str text, size_t start, size_t end)
{
    bool comma = end < text.count && text.bytes[end] == ',';
    bool stop = end < text.count && text.bytes[end] == '.' &&
                awaits_number(str_slice(text, start, end));
    size_t space = end + (comma || stop);
    if (space >= text.count || text.bytes[space] != ' ')
        return end;
    size_t after = digits_end(text, space + 1);
    bool number = after > space + 1;
    return number && (comma || stop || !word_follows(text, after)) ? after
                                                                   : end;
}

// The full stop of an abbreviation with stops in it: U.S. but not NATO.
static size_t abbreviation_end(struct str text, size_t end)
{
    bool stop = end < text.count && text.bytes[end] == '.' && end >= 3 &&
                text.bytes[end - 2] == '.' &&
                ascii_is_letter(text.bytes[end - 1]) &&
                ascii_is_letter(text.bytes[end - 3]);
    return stop ? end + 1 : end;
}

static size_t extended_end(struct str text, size_t start, size_t end)
{
    end = attached_end(text, end);
    end = abbreviation_end(text, end);
    end = number_end(text, start, end);
    end = closed_end(text, start, end);
    return bracket_end(text, end);
}

// Curly and straight quotation marks are the same both ways, so those around
// a Latin title are turned the wrong way unless they go with it. Guillemets
// and brackets are mirrored, and stay with the text that opens them.
static void take_quotes(struct run *run)
{
    static const uint32_t pairs[][2] = {
        {0x201C, 0x201D}, {0x2018, 0x2019}, {'"', '"'}};
    struct str text = run->start.node->as.text.text;
    size_t start = run->start.offset, end = run->end.offset;
    if (start == 0 || end >= text.count)
        return;
    uint32_t before = utf8_previous(text, &start),
             after = utf8_next(text, &end);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (before == pairs[i][0] && after == pairs[i][1]) {
            run->start.offset = start;
            run->end.offset = end;
        }
}

static void attach(struct run *run)
{
    if (run->end.node->kind == NODE_TEXT) {
        struct str text = run->end.node->as.text.text;
        size_t start = single(run) ? run->start.offset : 0;
        size_t end = run->end.offset, before;
        do { // p. 7 (2020): one thing after the other
            before = end;
            end = extended_end(text, start, end);
        } while (end > before);
        run->end.offset = end;
    }
    if (run->start.node->kind == NODE_TEXT)
        run->start.offset =
            attached_start(run->start.node->as.text.text, run->start.offset);
    if (single(run) && run->start.node->kind == NODE_TEXT)
        take_quotes(run);
}

// ----- Making nodes -----

static struct place joined(struct place first, struct place last)
{
    if (!place_known(first) || !place_known(last) || last.offset < first.offset)
        return first;
    return (struct place){first.offset,
                          last.offset - first.offset + last.count};
}

// Moves first … last into a new span in their stead.
static struct node *wrap(struct arena *arena, struct node *first,
                         struct node *last)
{
    struct node *span = node_new(arena, NODE_SPAN, joined(first->at, last->at));
    node_insert_before(first, span);
    for (struct node *node = first, *next; node; node = next) {
        next = node == last ? NULL : node->next;
        node_unlink(node);
        node_append(span, node);
    }
    return span;
}

// The text of a run, without markup.
static struct str run_plain(struct arena *arena, const struct run *run)
{
    struct buffer plain = {0};
    for (const struct node *child = run->start.node;; child = child->next) {
        for (const struct node *node = child; node;
             node = node_next(child, node)) {
            if (kind_facts[node->kind].holds == HOLDS_TEXT)
                buffer_add(
                    &plain,
                    str_slice(node->as.text.text,
                              node == run->start.node ? run->start.offset : 0,
                              node == run->end.node ? run->end.offset
                                                    : SIZE_MAX));
            else if (node->kind == NODE_SOFT_BREAK)
                buffer_add_byte(&plain, ' ');
        }
        if (child == run->end.node)
            break;
    }
    return buffer_to_arena(&plain, arena);
}

// A run in the direction of its text only changes the language: that is worth
// a node where several words say which it is, and where it is words at all.
static bool worth_it(const struct run *run, struct str plain)
{
    if (single(run) && letters_marked(run->start.node))
        return false;
    return letters_several_words(plain) && !letters_address(plain) &&
           !(single(run) && run->start.node->kind == NODE_CODE);
}

// Cuts the texts at both ends of a run, so that it is whole nodes; then one
// node holds them.
static struct node *node_of_run(struct arena *arena, const struct run *run)
{
    struct node *first = run->start.node, *last = run->end.node;
    if (last->kind == NODE_TEXT && run->end.offset < last->as.text.text.count)
        node_cut(arena, last, run->end.offset);
    if (first->kind == NODE_TEXT && run->start.offset > 0) {
        struct node *rest = node_cut(arena, first, run->start.offset);
        last = last == first ? rest : last;
        first = rest;
    }
    return first == last && first->kind != NODE_TEXT ? first
                                                     : wrap(arena, first, last);
}

static void make_run(struct finder *finder, struct run *run)
{
    struct arena *arena = finder->brief->arena;
    attach(run);
    struct str plain = run_plain(arena, run);
    if (worth_it(run, plain))
        node_of_run(arena, run)->lang = letters_foreign_language(
            arena, plain, run->script, finder->brief->lang);
}

void script_runs_wrap(const struct brief *brief, struct node *holder,
                      struct str lang)
{
    struct finder finder = {.brief = brief, .base = language_script(lang)};
    if (finder.base == SCRIPT_OTHER || finder.base == SCRIPT_ARABIC)
        return;
    find_runs(&finder, holder);
    // From the last: cutting a text moves what comes after.
    for (size_t i = finder.count; i > 0; i--)
        make_run(&finder, &finder.runs[i - 1]);
}

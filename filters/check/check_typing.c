// SPDX-License-Identifier: MIT
// Markup that a slip of the hand made text, and notes that writers leave to
// themselves.
#include "check/checks.h"

#include "base/ascii.h"
#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>

enum { SHOWN = 60 }; // bytes of a line in a message

static struct str shown(struct str line)
{
    line = str_trim(line);
    return line.count <= SHOWN
               ? line
               : str_trim(str_slice(line, 0, utf8_floor(line, SHOWN)));
}

// Where the line of the view ends that begins at `start`.
static size_t line_end_of(const struct text_view *view, size_t start)
{
    for (size_t i = 0; i < view->part_count; i++) {
        const struct view_part *part = &view->parts[i];
        if (part->start >= start && !part->opaque &&
            (part->node->kind == NODE_SOFT_BREAK ||
             part->node->kind == NODE_LINE_BREAK))
            return part->start;
    }
    return view->text.count;
}

// Did the writer put a backslash before such a character in the block? Then
// its marks are text.
static bool is_escaped(const struct checks *checks,
                       const struct text_view *view, struct str escape)
{
    struct str file = diag_text(checks->context->diag);
    struct place at = view->block->at;
    if (!place_known(at) || at.offset > file.count)
        return false;
    return str_find(str_slice(file, at.offset, at.offset + at.count), escape) !=
           STR_NONE;
}

// ----- ##Heading -----

// "#tag" and "#1" are no headings; two marks are nothing else.
static bool is_glued_heading(struct str line, size_t *marks)
{
    size_t count = 0;
    while (count < line.count && line.bytes[count] == '#')
        count++;
    *marks = count;
    if (count < 2 || count > 6)
        return false;
    uint32_t next = utf8_after(line, count);
    return u_isalnum((UChar32)next) || char_opens_enclosure(next);
}

static void check_glued_heading(struct checks *checks,
                                const struct text_view *view, size_t start,
                                size_t end)
{
    struct str line = str_slice(view->text, start, end);
    size_t marks;
    if (view->block->kind != NODE_PARAGRAPH ||
        !is_glued_heading(line, &marks) || is_escaped(checks, view, STR("\\#")))
        return;
    struct str rest = shown(str_slice(line, marks, line.count));
    checks_report(checks, view, start, start + marks, MESSAGE_heading_glued,
                  shown(line),
                  arena_printf(checks->arena, "%.*s %.*s", (int)marks,
                               line.bytes, STR_ARG(rest)));
}

// ----- A table without its rule -----

static size_t count_bars(struct str line)
{
    size_t bars = 0;
    for (size_t i = 0; i < line.count; i++)
        bars += line.bytes[i] == '|';
    return bars;
}

static bool is_rule(struct str line)
{
    for (size_t i = 0; i < line.count; i++)
        if (!strchr("|-: \t", line.bytes[i]))
            return false;
    return count_bars(line) > 0 && str_find(line, STR("-")) != STR_NONE;
}

// "| --- | --- |", for as many cells as the line has.
static struct str rule_of(struct arena *arena, struct str row)
{
    enum { MOST = 12 };
    row = str_trim(row);
    size_t cells = count_bars(row) + 1;
    cells -= str_starts(row, STR("|"));
    cells -= cells > 1 && str_ends(row, STR("|"));
    struct str rule = STR("|");
    for (size_t i = 0; i < cells && i < MOST; i++)
        rule = arena_printf(arena, "%.*s --- |", STR_ARG(rule));
    return rule;
}

// Rows: the same bars in two lines, the first of which begins with one; in
// three lines wherever they stand.
static void check_ruleless_table(struct checks *checks,
                                 const struct text_view *view)
{
    size_t end = line_end_of(view, 0), lines = 1;
    struct str first = str_slice(view->text, 0, end), second = STR("");
    size_t bars = count_bars(first);
    if (view->block->kind != NODE_PARAGRAPH || bars == 0)
        return;
    bool alike = true;
    for (size_t start = end + 1; start < view->text.count; start = end + 1) {
        end = line_end_of(view, start);
        struct str line = str_slice(view->text, start, end);
        second = lines == 1 ? line : second;
        alike = alike && (count_bars(line) == bars || is_rule(line));
        lines++;
    }
    bool outer = str_starts(str_trim(first), STR("|")) && bars > 1;
    // As many columns and no table: it is too wide, which was said.
    if (is_rule(second) && count_bars(second) == bars)
        return;
    if (!alike || lines < (outer ? 2u : 3u) ||
        is_escaped(checks, view, STR("\\|")))
        return;
    checks_report(checks, view, 0, line_end_of(view, 0),
                  is_rule(second) ? MESSAGE_table_rule_wrong
                                  : MESSAGE_table_ruleless,
                  rule_of(checks->arena, first));
}

// ----- Bold that is never closed -----

// At a word, on one side: not "2 ** 3", nor "f**k", nor a line of stars.
static bool is_mark_of_bold(struct str text, size_t at)
{
    uint32_t before = utf8_before(text, at), after = utf8_after(text, at + 2);
    bool left = u_isalnum((UChar32)before) || u_ispunct((UChar32)before);
    bool right = u_isalnum((UChar32)after) || u_ispunct((UChar32)after);
    bool within = u_isalnum((UChar32)before) && u_isalnum((UChar32)after);
    return before != '*' && after != '*' && (left || right) && !within;
}

// The text that the mark was to set in bold, with both marks.
static struct str closed(const struct checks *checks,
                         const struct text_view *view, size_t at)
{
    struct str text = view->text;
    bool opens =
        !char_is_space(utf8_after(text, at + 2)) && at + 2 < text.count;
    size_t start = at + 2, end = line_end_of(view, at);
    if (!opens) {
        start = 0;
        end = at;
    }
    struct str words = str_slice(text, start, end);
    // The other mark is there, but quotation marks keep it from closing.
    size_t other = str_find(words, STR("**"));
    if (opens && other != STR_NONE)
        return arena_printf(checks->arena, "<strong>%.*s</strong>",
                            STR_ARG(shown(str_slice(words, 0, other))));
    return arena_printf(checks->arena, "**%.*s**", STR_ARG(shown(words)));
}

static void check_open_bold(struct checks *checks, const struct text_view *view)
{
    struct str text = view->text, mark = STR("**");
    for (size_t at = 0; at < text.count; at += mark.count) {
        size_t found = str_find(str_slice(text, at, text.count), mark);
        if (found == STR_NONE)
            return;
        at += found;
        if (!is_mark_of_bold(text, at) || is_escaped(checks, view, STR("\\*")))
            continue;
        checks_report(checks, view, at, at + mark.count, MESSAGE_bold_open,
                      closed(checks, view, at));
        return; // the other mark of a pair, maybe
    }
}

// ----- What was to be written -----

static bool is_capitals(struct str word)
{
    bool letters = false;
    for (size_t at = 0; at < word.count;) {
        uint32_t c = utf8_next(word, &at);
        if (u_islower((UChar32)c))
            return false;
        letters = letters || u_isupper((UChar32)c);
    }
    return letters;
}

// Spanish says "all" in the same letters: a line in capitals is no note.
static bool among_capitals(const struct text_view *view,
                           const struct text_view_word *before,
                           const struct text_view_word *word)
{
    struct text_view_word next;
    size_t at = word->end;
    bool behind = text_view_next_word(view, &at, &next) &&
                  text_view_only_space(view, word->end, next.start) &&
                  is_capitals(next.text);
    return behind || (before->end > 0 && is_capitals(before->text) &&
                      text_view_only_space(view, before->end, word->start));
}

// The text counts so far in Roman numerals: it has others of two digits.
static bool counts_in_roman(const struct checks *checks)
{
    static const struct str others[] = {
        {"XXV", 3}, {"XXIX", 4}, {"XXXI", 4}, {"XIX", 3}, {"XVIII", 5}};
    for (size_t i = 0; i < checks->views.count; i++)
        for (size_t n = 0; n < COUNT(others); n++)
            if (str_find(checks->views.items[i].text, others[n]) != STR_NONE)
                return true;
    return false;
}

static void check_words_left(struct checks *checks,
                             const struct text_view *view)
{
    static const struct str words[] = {{"TO"
                                        "DO",
                                        4},
                                       {"FIX"
                                        "ME",
                                        5},
                                       {"XX"
                                        "X",
                                        3},
                                       {"XX"
                                        "XX",
                                        4},
                                       {"TBD", 3}};
    struct text_view_word word, before = {0};
    for (size_t at = 0; text_view_next_word(view, &at, &word); before = word) {
        bool left = false;
        for (size_t i = 0; i < COUNT(words); i++)
            left = left || str_equal(word.text, words[i]);
        if (!left || among_capitals(view, &before, &word) ||
            (word.text.bytes[0] == 'X' && counts_in_roman(checks)))
            continue;
        checks_report(checks, view, word.start, word.end,
                      MESSAGE_placeholder_left, word.text);
    }
}

static bool is_question_mark(uint32_t c)
{
    return c == '?' || c == 0x061F;
}

// [?], [??], [؟؟]. In round brackets a writer doubts what is written.
static void check_questions_left(struct checks *checks,
                                 const struct text_view *view)
{
    struct str text = view->text;
    for (size_t at = 0; at < text.count; at++) {
        size_t end = at + 1;
        if (text.bytes[at] != '[')
            continue;
        while (end < text.count && is_question_mark(utf8_after(text, end)))
            utf8_next(text, &end);
        if (end == at + 1 || utf8_after(text, end) != ']')
            continue;
        checks_report(checks, view, at, end + 1, MESSAGE_placeholder_left,
                      str_slice(text, at, end + 1));
    }
}

// ----- All of them -----

static bool is_written_by_hand(const struct text_view *view)
{
    return view->kind != TEXT_NAME;
}

void check_typing(struct checks *checks)
{
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        if (!is_written_by_hand(view))
            continue;
        if (str_find(view->text, STR("##")) != STR_NONE)
            for (size_t start = 0, end; start < view->text.count;
                 start = end + 1) {
                end = line_end_of(view, start);
                check_glued_heading(checks, view, start, end);
            }
        if (str_find(view->text, STR("|")) != STR_NONE)
            check_ruleless_table(checks, view);
        check_open_bold(checks, view);
        check_words_left(checks, view);
        check_questions_left(checks, view);
    }
}

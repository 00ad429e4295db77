// SPDX-License-Identifier: MIT
// A foreign phrase is one run: its words, the numbers that belong to it, the
// marks between them. What is around it is the paragraph's.
#include "direction/mixed_runs.h"

#include "base/characters.h"

// ----- Pairs -----

static bool is_bracket(uint32_t c)
{
    return c == '(' || c == '[' || c == '{';
}

static bool is_guillemet(uint32_t c)
{
    return c == 0x00AB || c == 0x2039;
}

static bool opens(const struct mixed_line *line, size_t at)
{
    size_t partner = line->cells[at].partner;
    return partner != NO_CELL && partner > at;
}

static bool closes(const struct mixed_line *line, size_t at)
{
    size_t partner = line->cells[at].partner;
    return partner != NO_CELL && partner < at;
}

// Has a pair nothing of the paragraph in it? In Dari, Persian digits are its.
static bool holds_foreign(const struct mixed_line *line, size_t open)
{
    const struct mixed_tally *a = &line->tallies[open + 1],
                             *b = &line->tallies[line->cells[open].partner];
    bool words = b->foreign > a->foreign;
    bool digits = line->latin ? b->european > a->european
                              : b->other_digits > a->other_digits;
    bool stops = line->latin && b->stops > a->stops;
    return b->native == a->native && b->breaks == a->breaks && !stops &&
           (words || (digits && is_bracket(line->cells[open].c)));
}

// Does a foreign word follow a pair directly? From left to right an Arabic
// comma may stand between.
static bool word_behind(const struct mixed_line *line, size_t open)
{
    size_t at = direction_next_seen(line, line->cells[open].partner + 1);
    if (!line->latin && at < line->count &&
        char_is_arabic_stop(line->cells[at].c))
        at = direction_next_seen(line, at + 1);
    return cell_is_word(line, at);
}

// Does a pair that no foreign word stands before belong to the phrase? Curled
// and straight marks are not mirrored, so that round a Latin phrase they go
// with it.
static bool goes_with_next(const struct mixed_line *line, size_t open)
{
    uint32_t c = line->cells[open].c;
    if (!holds_foreign(line, open))
        return false;
    if (line->latin && is_guillemet(c))
        return false;
    if (line->latin && !is_bracket(c))
        return true;
    return word_behind(line, open);
}

// The same of a pair directly behind the phrase.
static bool goes_with_last(const struct mixed_line *line, size_t open)
{
    return holds_foreign(line, open) &&
           !(line->latin && is_guillemet(line->cells[open].c));
}

// ----- Within a word -----

static bool is_word_or_digit(const struct mixed_line *line, size_t at)
{
    return cell_is(line, at, CELL_FOREIGN) || cell_is(line, at, CELL_DIGIT);
}

// Signs that join letters and digits without a space: S/2021, R&D, 3.1.
static bool glues(const struct mixed_line *line, size_t at)
{
    const struct mixed_cell *cell = &line->cells[at];
    return cell->kind == CELL_JOINER ||
           (cell->kind == CELL_SIGN && cell->partner == NO_CELL &&
            !char_is_arabic_stop(cell->c) && !char_opens_enclosure(cell->c) &&
            !char_closes_enclosure(cell->c) && cell->c != CHAR_EM_DASH);
}

static size_t glued_end(const struct mixed_line *line, size_t end)
{
    size_t at = end;
    while (at < line->count && at < end + 8 && glues(line, at))
        at++;
    if (!is_word_or_digit(line, at))
        return end;
    const struct mixed_number *number = direction_number_at(line, at);
    if (!number)
        return at + 1;
    return direction_number_is_native(line, number) ? end : number->end;
}

static bool is_raised_or_lowered(uint32_t c)
{
    return c == 0xB2 || c == 0xB3 || c == 0xB9 || (c >= 0x2070 && c <= 0x208E);
}

static bool is_percent(uint32_t c)
{
    return c == '%' || c == 0x2030 || c == CHAR_ARABIC_PERCENT;
}

static bool follows_latin(uint32_t c)
{
    return c == '+' || c == '#' || c == '*' || c == '_' || c == 0xB0 ||
           c == 0x2032 || c == 0x2033 || c == 0xAE || c == 0x2122 ||
           is_raised_or_lowered(c);
}

// C++, C#, 5°, 12 %, CO₂: signs that follow a word or number directly, and
// are no part of a word behind them.
static size_t signs_end(const struct mixed_line *line, size_t end)
{
    uint32_t c = cell_char(line, end);
    bool sign = cell_is(line, end, CELL_SIGN) &&
                (is_percent(c) || (line->latin && follows_latin(c)));
    return sign && !cell_is(line, end + 1, CELL_NATIVE) ? end + 1 : end;
}

// Farmers’ rights: no pair, and directly behind a letter.
static size_t apostrophe_end(const struct mixed_line *line, size_t end)
{
    uint32_t c = cell_char(line, end);
    bool apostrophe = line->latin && (c == CHAR_APOSTROPHE || c == '\'') &&
                      line->cells[end].partner == NO_CELL;
    return apostrophe && cell_is(line, end - 1, CELL_FOREIGN) &&
                   !cell_is(line, end + 1, CELL_NATIVE)
               ? end + 1
               : end;
}

// In an English sentence the question mark of Arabic script is that of the
// words before it, and so its semicolon and full stop: they are letters to
// UAX #9. The comma is not.
static size_t arabic_stop_end(const struct mixed_line *line, size_t end)
{
    uint32_t c = cell_char(line, end);
    return !line->latin && char_is_arabic_stop(c) && c != CHAR_ARABIC_COMMA
               ? end + 1
               : end;
}

// ----- From word to word -----

static bool one_word(const struct mixed_line *line, size_t start, size_t end)
{
    if (end - start > 40)
        return false;
    for (size_t at = start; at < end; at++)
        if (cell_is(line, at, CELL_SPACE))
            return false;
    return true;
}

// «… UNDP. WHO …»: one foreign word ends a sentence and another begins the
// next. In longer phrases the stop is theirs: Rubin, Maps. Yale, 2002.
static bool ends_sentence(const struct mixed_line *line, size_t start,
                          size_t end, size_t stop)
{
    uint32_t c = line->cells[stop].c;
    if ((c != '.' && c != '!' && c != '?') ||
        !cell_is(line, stop + 1, CELL_SPACE) || !one_word(line, start, end) ||
        (c == '.' && direction_abbreviation(line, end)))
        return false;
    size_t word = direction_next_seen(line, stop + 1), next = word;
    while (cell_is_word(line, next))
        next++;
    return cell_is(line, direction_next_seen(line, next), CELL_NATIVE) &&
           next > word;
}

// May a run go on over a sign? A Latin comma divides the words of an English
// sentence, an Arabic one those of a Dari one.
static bool divides(const struct mixed_line *line, size_t start, size_t end,
                    size_t at)
{
    uint32_t c = line->cells[at].c;
    if (line->latin)
        return char_is_arabic_stop(c) || ends_sentence(line, start, end, at);
    return c == ',' || c == ';' || c == '?' || c == '!' || c == CHAR_EM_DASH;
}

// Two pieces side by side are two: the author, or an earlier run of this, has
// said so. One goes with words beside it.
static bool last_is_piece(const struct mixed_line *line, size_t end)
{
    while (end > 0 && !cell_is_word(line, end - 1))
        end--;
    return end > 0 && cell_is(line, end - 1, CELL_PIECE);
}

// Is there nothing between but spaces? In Dari a note's number may be, too; in
// English it would stand on the wrong side of its word.
static bool directly_behind(const struct mixed_line *line, size_t end,
                            size_t at)
{
    return line->latin ? at == direction_next_seen(line, end)
                       : direction_before_spaces(line, at) == end;
}

// The end of the next word or pair that is the phrase's too.
static size_t joined_end(const struct mixed_line *line, size_t start,
                         size_t end)
{
    for (size_t at = end; at < line->count; at++) {
        const struct mixed_cell *cell = &line->cells[at];
        if (cell->kind == CELL_PIECE && last_is_piece(line, end))
            return end;
        if (cell_is_word(line, at))
            return at + 1;
        if (cell->kind == CELL_NATIVE || cell->kind == CELL_BREAK ||
            closes(line, at))
            return end;
        if (opens(line, at)) {
            bool direct = directly_behind(line, end, at);
            bool ours =
                direct ? goes_with_last(line, at) : goes_with_next(line, at);
            return ours ? cell->partner + 1 : end;
        }
        if (cell->kind == CELL_SIGN && divides(line, start, end, at))
            return end;
        const struct mixed_number *number = direction_number_at(line, at);
        if (number && direction_number_is_native(line, number))
            return end;
    }
    return end;
}

// ----- A whole run -----

// No sentence ends before a comma: «Ibid.، ص ۵».
static bool comma_follows(const struct mixed_line *line, size_t stop)
{
    uint32_t c = cell_char(line, stop + 1);
    return c == CHAR_ARABIC_COMMA || c == 0x061B || c == ',' || c == ';' ||
           c == ':';
}

// The stop of U.S. and Ltd. where the sentence goes on.
static size_t abbreviation_end(const struct mixed_line *line, size_t end)
{
    if (cell_char(line, end) != '.' ||
        !(comma_follows(line, end) || direction_abbreviation(line, end)))
        return end;
    size_t next = direction_next_seen(line, end + 1);
    while (next < line->count && closes(line, next))
        next = direction_next_seen(line, next + 1);
    return next < line->count && !cell_is(line, next, CELL_BREAK) ? end + 1
                                                                  : end;
}

// Words that the author has marked with their language, and no more: a number
// behind them is theirs as it is any word's.
static bool is_marked_word(const struct mixed_cell *cell)
{
    return cell->node->lang.count > 0 && cell->node->kind != NODE_CODE &&
           !(cell->node->kind == NODE_SPAN && cell->node->as.span.isolate);
}

static size_t number_end(const struct mixed_line *line, size_t start,
                         size_t end)
{
    const struct mixed_cell *last = &line->cells[end - 1];
    if (start + 1 == end && last->kind == CELL_PIECE && !is_marked_word(last))
        return end;
    return line->latin ? direction_rtl_number_end(line, start, end)
                       : direction_ltr_number_end(line, end);
}

static size_t extended_end(const struct mixed_line *line, size_t start,
                           size_t end)
{
    for (size_t before = 0; before != end;) {
        before = end;
        if (!cell_is(line, end - 1, CELL_PIECE)) {
            end = glued_end(line, end);
            end = signs_end(line, end);
            end = apostrophe_end(line, end);
        }
        if (end == before)
            end = number_end(line, start, end);
        if (end == before)
            end = joined_end(line, start, end);
        if (end == before)
            end = abbreviation_end(line, end);
        if (end == before)
            end = arabic_stop_end(line, end);
    }
    return end;
}

static bool is_prefix(uint32_t c, bool rtl)
{
    if (c == '#' || c == '@')
        return true;
    return rtl &&
           (c == '$' || c == 0xA3 || c == 0x20AC || c == '&' || c == '~' ||
            c == '.' || c == '/' || c == '\\' || c == '-' || c == '+' ||
            c == '_' || c == '*' || c == 0xB0 || c == CHAR_MINUS);
}

static bool is_free(const struct mixed_line *line, size_t at)
{
    return at == 0 || cell_is(line, at - 1, CELL_SPACE) ||
           cell_is(line, at - 1, CELL_OBJECT) || opens(line, at - 1);
}

// #AfghanWater, .NET, -o: a sign before a word, where nothing stands before
// it. The section sign may have a space behind it.
static size_t prefix_start(const struct mixed_line *line, size_t first,
                           size_t start)
{
    size_t at = start;
    while (at > first && cell_is(line, at - 1, CELL_SIGN) &&
           line->cells[at - 1].partner == NO_CELL && start - at < 3 &&
           is_prefix(line->cells[at - 1].c, line->latin))
        at--;
    if (at < start && is_free(line, at))
        return at;
    size_t sign = line->latin ? direction_before_spaces(line, start) : first;
    for (at = start; sign > first && (line->cells[sign - 1].c == 0xA7 ||
                                      line->cells[sign - 1].c == 0x2116);)
        at = --sign;
    return at;
}

// A piece before the first word, with nothing between that parts them.
static size_t piece_start(const struct mixed_line *line, size_t first,
                          size_t start)
{
    for (size_t at = start; at > first; at--) {
        const struct mixed_cell *cell = &line->cells[at - 1];
        if (cell->kind == CELL_PIECE)
            return at - 1;
        if (cell->kind == CELL_NATIVE || cell->kind == CELL_BREAK ||
            cell->partner != NO_CELL ||
            (cell->kind == CELL_SIGN && divides(line, at - 1, at - 1, at - 1)))
            return start;
    }
    return start;
}

static size_t extended_start(const struct mixed_line *line, size_t first,
                             size_t start)
{
    if (cell_is(line, start, CELL_PIECE))
        return start;
    for (size_t before = NO_CELL; before != start;) {
        before = start;
        start = line->latin ? direction_rtl_number_start(line, first, start)
                            : direction_ltr_number_start(line, first, start);
        start = prefix_start(line, first, start);
    }
    return piece_start(line, first, start);
}

// A pair that opens directly before the run and is the phrase's.
static bool take_pair(const struct mixed_line *line, size_t first,
                      struct mixed_run *run)
{
    size_t open = run->start - 1;
    if (run->start <= first || !opens(line, open) ||
        line->cells[open].partner < run->end || !goes_with_next(line, open))
        return false;
    run->start = open;
    run->end = line->cells[open].partner + 1;
    return true;
}

// «Who governs?»: what ends a quotation that is all foreign is its own.
static void take_stops(const struct mixed_line *line, struct mixed_run *run)
{
    size_t end = run->end;
    while (end < line->count && end < run->end + 3 &&
           (char_ends_sentence(line->cells[end].c) ||
            line->cells[end].c == 0x2026))
        end++;
    if (run->start > 0 && end < line->count && closes(line, end) &&
        line->cells[end].partner == run->start - 1)
        run->end = end;
}

static struct mixed_run run_at(const struct mixed_line *line, size_t first,
                               size_t at)
{
    struct mixed_run run = {at, at + 1, true, !line->latin};
    do {
        run.end = extended_end(line, run.start, run.end);
        run.start = extended_start(line, first, run.start);
    } while (take_pair(line, first, &run));
    take_stops(line, &run);
    return run;
}

struct mixed_runs direction_runs(struct mixed_line *line)
{
    struct mixed_runs runs = {0};
    size_t first = 0;
    for (size_t at = 0; at < line->count; at++) {
        bool numbered = cell_is(line, at, CELL_PIECE) &&
                        number_end(line, at, at + 1) > at + 1;
        if (!numbered && !cell_is(line, at, CELL_FOREIGN))
            continue;
        struct mixed_run run = run_at(line, first, at);
        first = run.end;
        at = run.end - 1;
        ARENA_PUSH(line->arena, runs.items, runs.count, runs.capacity) = run;
    }
    direction_settle(line, &runs);
    return runs;
}

// SPDX-License-Identifier: MIT
// Quotes and brackets that have no partner in their paragraph.
//
// Apostrophes and single quotes are left out: which of the two one is, only
// the words tell. A quotation or bracket may go over several paragraphs, so
// one that opens waits for the paragraphs after it before it is reported.
#include "check/checks.h"

#include "base/characters.h"
#include "languages/language.h"
#include "text/hebrew_marks.h"

#include <unicode/uchar.h>

enum pair { ROUND, SQUARE, CURLY, GUILLEMET, QUOTE, STRAIGHT, PAIR_COUNT };

enum side { OPENS, CLOSES, EITHER };
struct mark {
    enum pair pair;
    enum side side;
};

// Which sides “ and ” take depends on the language (“a”, „a“, ”a”), and some
// Arabic-script keyboards give them turned round: only English is held to it.
static bool mark_of(uint32_t c, bool english, struct mark *mark)
{
    switch (c) { // no enum of ours
    case '(':
    case ')':
        *mark = (struct mark){ROUND, c == '(' ? OPENS : CLOSES};
        return true;
    case '[':
    case ']':
        *mark = (struct mark){SQUARE, c == '[' ? OPENS : CLOSES};
        return true;
    case '{':
    case '}':
        *mark = (struct mark){CURLY, c == '{' ? OPENS : CLOSES};
        return true;
    case 0x00AB: // «a», »a« in German and Danish
    case 0x00BB:
        *mark = (struct mark){GUILLEMET, EITHER};
        return true;
    case 0x201C:
    case 0x201D:
        *mark = (struct mark){QUOTE, !english      ? EITHER
                                     : c == 0x201C ? OPENS
                                                   : CLOSES};
        return true;
    case 0x201E:
        *mark = (struct mark){QUOTE, OPENS};
        return true;
    case '"':
        *mark = (struct mark){STRAIGHT, EITHER};
        return true;
    default: // no enum of ours: any other character
        return false;
    }
}

static bool is_quote(enum pair pair)
{
    return pair == GUILLEMET || pair == QUOTE || pair == STRAIGHT;
}

// ----- One paragraph -----

enum { DEEPEST = 32 }; // pairs within each other; deeper is no text

struct open_mark {
    enum pair pair;
    size_t at; // in the text
};
struct balance {
    const struct text_view *view;
    struct open_mark open[DEEPEST];
    size_t depth;
    bool lost; // too deep: nothing is said of this paragraph
    bool lone; // a mark within the paragraph has no partner: the first
    struct open_mark closer;
    bool begins[PAIR_COUNT]; // with this mark
};

// a) or 12) or iv) or الف): what a list may count with, before a bracket that
// never opens.
static bool is_label(struct str word)
{
    bool digits = true, roman = true;
    size_t letters = 0;
    if (str_equal(word, STR("الف")))
        return true;
    for (size_t at = 0; at < word.count;) {
        uint32_t c = utf8_next(word, &at);
        if (c == CHAR_ZWJ || char_is_bidi_control(c))
            continue;
        letters++;
        digits = digits && char_is_digit(c);
        roman = roman && (c == 'i' || c == 'v' || c == 'x');
    }
    return letters == 1 || (letters > 1 && letters <= 4 && (digits || roman));
}

static bool closes_label(const struct text_view *view, size_t at)
{
    size_t start = at;
    while (start > 0) {
        size_t before = start;
        uint32_t c = utf8_previous(view->text, &before);
        if (!u_isalnum((UChar32)c) && c != CHAR_ZWJ && !char_is_bidi_control(c))
            break;
        start = before;
    }
    uint32_t before = text_view_before(view, start);
    bool alone = before == 0 || char_is_space(before);
    return alone && is_label(str_slice(view->text, start, at));
}

// [0, 1): an interval may be open at one end.
static bool is_interval(const struct text_view *view, size_t start, size_t end)
{
    bool digit = false;
    for (size_t at = start + 1; at < end;) {
        uint32_t c = utf8_next(view->text, &at);
        digit = digit || char_is_digit(c);
        if (u_isalpha((UChar32)c))
            return false;
    }
    return digit;
}

// 6" and 6”: inches.
static bool is_inches(const struct balance *balance, size_t at)
{
    return char_is_digit(text_view_before(balance->view, at));
}

static void open_pair(struct balance *balance, enum pair pair, size_t at)
{
    if (balance->depth == DEEPEST)
        balance->lost = true;
    else
        balance->open[balance->depth++] = (struct open_mark){pair, at};
}

static bool pair_open(const struct balance *balance, enum pair pair)
{
    for (size_t i = balance->depth; i > 0; i--)
        if (balance->open[i - 1].pair == pair)
            return true;
    return false;
}

static void set_lone(struct balance *balance, struct open_mark mark)
{
    if (!balance->lone)
        balance->closer = mark;
    balance->lone = true;
}

static void close_pair(struct balance *balance, enum pair pair, size_t at)
{
    struct open_mark *top =
        balance->depth ? &balance->open[balance->depth - 1] : NULL;
    bool brackets = top && !is_quote(pair) && !is_quote(top->pair);
    if (top && (top->pair == pair ||
                (brackets && is_interval(balance->view, top->at, at))))
        balance->depth--;
    else if ((pair == ROUND && closes_label(balance->view, at)) ||
             (pair == QUOTE && is_inches(balance, at)))
        return;
    else if (pair_open(balance, pair)) {
        // “a (b” c: what was opened within it stays without a partner.
        set_lone(balance, *top);
        while (balance->open[--balance->depth].pair != pair)
            continue;
    } else {
        set_lone(balance, (struct open_mark){pair, at});
    }
}

static void take_mark(struct balance *balance, struct mark mark, size_t at)
{
    if (mark.side == EITHER) {
        bool open = pair_open(balance, mark.pair);
        if (!open && mark.pair == STRAIGHT && is_inches(balance, at))
            return;
        mark.side = open ? CLOSES : OPENS;
    }
    if (at == 0)
        balance->begins[mark.pair] = true;
    if (mark.side == OPENS)
        open_pair(balance, mark.pair, at);
    else
        close_pair(balance, mark.pair, at);
}

// Do quotes open with “ in the language at a place? In Hebrew ” does.
static bool quotes_as_english(const struct text_view *view, size_t at)
{
    uint32_t c = text_view_after(view, at);
    return (c == 0x201C || c == 0x201D) &&
           str_equal(language_value(text_view_part(view, at)->lang, ROW_quotes),
                     STR("“"));
}

// Marks are none of them word characters, and most text is.
static struct balance balance_of(const struct text_view *view)
{
    struct balance balance = {.view = view};
    for (size_t at = 0; at < view->text.count && !balance.lost;) {
        size_t start = at;
        struct mark mark;
        uint32_t c = utf8_next(view->text, &at);
        if (mark_of(c, quotes_as_english(view, start), &mark) &&
            !hebrew_mark(view->text, start))
            take_mark(&balance, mark, start);
    }
    return balance;
}

// ----- Over paragraphs -----

// What opened in an earlier paragraph, and waits for its partner.
struct waiting {
    bool open;
    const struct text_view *view;
    struct open_mark mark;
    size_t since; // paragraphs
};

static void report(struct checks *checks, const struct text_view *view,
                   struct open_mark mark)
{
    size_t end = mark.at;
    utf8_next(view->text, &end);
    struct str shown = str_slice(view->text, mark.at, end);
    if (is_quote(mark.pair))
        checks_report(checks, view, mark.at, end, MESSAGE_quote_unpaired,
                      shown);
    else
        checks_report(checks, view, mark.at, end, MESSAGE_bracket_unpaired,
                      shown);
}

static void give_up(struct checks *checks, struct waiting *waiting)
{
    if (waiting->open)
        report(checks, waiting->view, waiting->mark);
    waiting->open = false;
}

// Does this paragraph end what waits? A mark that may be either counts as the
// partner where it is left over.
static bool ends_waiting(const struct waiting *waiting,
                         const struct balance *balance)
{
    enum pair pair = waiting->mark.pair;
    bool left_over = balance->depth == 1 && balance->open[0].pair == pair;
    return (balance->lone && balance->closer.pair == pair) ||
           (left_over && !balance->begins[pair] && pair != ROUND &&
            pair != SQUARE);
}

static void take_paragraph(struct checks *checks, struct waiting *waiting,
                           const struct balance *balance)
{
    enum { LONGEST_QUOTATION = 12 }; // paragraphs
    const struct text_view *view = balance->view;
    bool ended = waiting->open && ends_waiting(waiting, balance);
    // “… / “… / “…”: each paragraph of a long quotation opens it again.
    bool again = waiting->open && balance->begins[waiting->mark.pair];
    if (ended || again)
        waiting->open = false;
    if (waiting->open && ++waiting->since > LONGEST_QUOTATION)
        give_up(checks, waiting);
    if (balance->lone && !ended)
        report(checks, view, balance->closer);
    else if (balance->depth > 0 && (!ended || balance->lone)) {
        give_up(checks, waiting);
        *waiting = (struct waiting){true, view, balance->open[0], 0};
    }
}

void check_pairs(struct checks *checks)
{
    struct waiting waiting = {0};
    const struct node *root = NULL;
    for (size_t i = 0; i < checks->views.count; i++) {
        const struct text_view *view = &checks->views.items[i];
        if (view->root != root)
            give_up(checks, &waiting);
        root = view->root;
        struct balance balance = balance_of(view);
        if (!balance.lost)
            take_paragraph(checks, &waiting, &balance);
    }
    give_up(checks, &waiting);
}

// SPDX-License-Identifier: MIT
// Reading citations: author, title, year.
#include "check/works.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

// ----- Years -----

// A number of four digits that may be a year, in either calendar.
static bool is_year(int number)
{
    return (number >= 1300 && number < 1450) ||
           (number >= 1700 && number < 2100);
}

static bool read_number(struct str text, size_t *at, int *number, int *digits)
{
    *number = *digits = 0;
    while (*at < text.count) {
        size_t after = *at;
        int value = char_digit_value(utf8_next(text, &after));
        if (value < 0)
            break;
        if (++*digits < 6)
            *number = *number * 10 + value;
        *at = after;
    }
    return *digits > 0;
}

// The last year at or after `from`.
static void find_year(struct work *work, size_t from)
{
    struct str text = work->view->text;
    for (size_t at = from; at < text.count;) {
        size_t start = at;
        int number, digits;
        if (!read_number(text, &at, &number, &digits)) {
            utf8_next(text, &at);
            continue;
        }
        // 1990–2001 is a span, and says when nothing appeared.
        uint32_t before = text_view_before(work->view, start);
        bool span = before == '-' || before == CHAR_EN_DASH;
        if (digits == 4 && is_year(number) && !span) {
            work->year = number;
            work->year_at = (struct range){start, at};
        }
    }
}

// ----- Titles -----

static uint32_t closing_of(uint32_t opening)
{
    switch (opening) { // no enum of ours
    case 0x201C:       // “
        return 0x201D;
    case 0x201E: // „
        return 0x201C;
    case 0x00AB: // «
        return 0x00BB;
    case '"':
        return '"';
    default: // no enum of ours: no quote
        return 0;
    }
}

static bool title_in_quotes(struct work *work)
{
    struct str text = work->view->text;
    for (size_t at = 0; at < text.count;) {
        size_t start = at;
        uint32_t closing = closing_of(utf8_next(text, &at));
        if (closing == 0)
            continue;
        work->title.start = at;
        while (at < text.count) {
            work->title.end = at;
            if (utf8_next(text, &at) == closing) {
                work->author = (struct range){0, start};
                return true;
            }
        }
        return false;
    }
    return false;
}

static bool in_italics(const struct text_view *view,
                       const struct view_part *part)
{
    for (const struct node *node = part->node; node && node != view->block;
         node = node->parent)
        if (node->kind == NODE_EMPHASIS)
            return true;
    return false;
}

static bool title_in_italics(struct work *work)
{
    const struct text_view *view = work->view;
    size_t first = 0, past;
    while (first < view->part_count && !in_italics(view, &view->parts[first]))
        first++;
    for (past = first;
         past < view->part_count && in_italics(view, &view->parts[past]);)
        past++;
    if (first == past)
        return false;
    work->title = (struct range){
        view->parts[first].start,
        past < view->part_count ? view->parts[past].start : view->text.count};
    work->author = (struct range){0, work->title.start};
    return true;
}

// David G. Lewis and others, Great Powers (Rome: …, 2021).
static bool title_after_comma(struct work *work)
{
    struct str text = work->view->text;
    size_t comma = str_find(text, STR(", "));
    if (comma == STR_NONE)
        return false;
    size_t end = comma + 2;
    while (end < text.count && text.bytes[end] != '(' && text.bytes[end] != ',')
        end++;
    if (end == text.count || text.bytes[end] != '(')
        return false;
    work->author = (struct range){0, comma};
    work->title = (struct range){comma + 2, end};
    return true;
}

static struct str slice(const struct work *work, struct range range)
{
    return str_slice(work->view->text, range.start, range.end);
}

static size_t count_words(struct str text)
{
    struct text_view view = {.text = text};
    struct text_view_word word;
    size_t count = 0;
    for (size_t at = 0; text_view_next_word(&view, &at, &word);)
        count++;
    return count;
}

// A sentence before the quote is no author.
enum { AUTHOR_WORDS = 14 };

bool work_read(const struct text_view *view, struct work *work)
{
    *work = (struct work){.view = view};
    if (!title_in_quotes(work) && !title_in_italics(work) &&
        !title_after_comma(work))
        return false;
    if (count_words(slice(work, work->author)) > AUTHOR_WORDS ||
        count_words(slice(work, work->title)) < 2)
        return false;
    find_year(work, work->title.end);
    for (size_t i = 0; i < view->part_count && !work->url.count; i++)
        if (view->parts[i].node->kind == NODE_LINK)
            work->url = view->parts[i].node->as.link.url;
        else if (view->parts[i].node->parent &&
                 view->parts[i].node->parent->kind == NODE_LINK)
            work->url = view->parts[i].node->parent->as.link.url;
    return true;
}

// ----- Short forms -----

static bool begins_name(struct str word)
{
    size_t at = 0;
    UChar32 c = (UChar32)utf8_next(word, &at);
    return u_isupper(c) || u_charType(c) == U_OTHER_LETTER;
}

bool work_read_short(const struct text_view *view, struct work *work)
{
    enum { NAMES = 5 };
    struct text_view_word word;
    size_t names = 0;
    *work = (struct work){.view = view};
    for (size_t at = 0; text_view_next_word(view, &at, &word);) {
        int number, digits;
        size_t within = 0;
        bool is_number = read_number(word.text, &within, &number, &digits) &&
                         within == word.text.count;
        bool name = begins_name(word.text);
        struct str lang = view->lang;
        if (work->year == 0 && is_number && digits == 4 && is_year(number)) {
            work->year = number;
            work->year_at = (struct range){word.start, word.end};
        } else if (work->year
                       ? !is_number &&
                             !languages_list(ROW_page_words, word.text, lang)
                       : is_number ||
                             (!name && !languages_list(ROW_name_links,
                                                       word.text, lang)) ||
                             ++names > NAMES) {
            return false;
        } else if (names == 1 && work->author.end == 0 && name) {
            work->author = (struct range){word.start, word.end};
        }
    }
    return work->year != 0 && work->author.end > 0;
}

// ----- Comparing -----

struct str work_folded(struct arena *arena, struct str text)
{
    struct buffer out = {0};
    struct text_view view = {.text = text};
    struct text_view_word word;
    for (size_t at = 0; text_view_next_word(&view, &at, &word);) {
        if (out.count)
            buffer_add_byte(&out, ' ');
        for (size_t i = 0; i < word.text.count;) {
            uint32_t c = utf8_next(word.text, &i);
            buffer_add_utf8(&out, c == CHAR_APOSTROPHE ? '\'' : char_fold(c));
        }
    }
    return buffer_to_arena(&out, arena);
}

// Up to the first comma or “and”: co-authors are named or left out at will.
struct str work_author(struct arena *arena, const struct work *work)
{
    struct language_walk walk = {.row = ROW_name_joints};
    struct str author = slice(work, work->author), joint;
    author = str_slice(author, 0, str_find(author, STR(",")));
    author = str_slice(author, 0, str_find(author, STR(" et al")));
    while (languages_next(&walk, &joint))
        author = str_slice(author, 0, str_find(author, joint));
    return work_folded(arena, author);
}

enum { COMPARED = 200 }; // bytes of a title

// Letters to change, add or take out (Levenshtein), over bytes; more than most
// where it is more.
static size_t distance(struct str a, struct str b, size_t most)
{
    size_t row[COMPARED + 1];
    for (size_t j = 0; j <= b.count; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.count; i++) {
        size_t diagonal = row[0];
        size_t least = row[0] = i;
        for (size_t j = 1; j <= b.count; j++) {
            size_t cost = diagonal + (a.bytes[i - 1] != b.bytes[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < cost)
                cost = row[j] + 1;
            if (row[j - 1] + 1 < cost)
                cost = row[j - 1] + 1;
            row[j] = cost;
            least = cost < least ? cost : least;
        }
        if (least > most)
            return least;
    }
    return row[b.count];
}

// Parts and volumes differ in their numbers, and are works of their own.
static bool same_digits(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;;) {
        uint32_t x = 0, y = 0;
        while (i < a.count && !char_is_digit(x = utf8_next(a, &i)))
            x = 0;
        while (j < b.count && !char_is_digit(y = utf8_next(b, &j)))
            y = 0;
        if (x != y)
            return false;
        if (x == 0)
            return true;
    }
}

static bool is_beginning(struct str whole, struct str start)
{
    return str_starts(whole, start) && whole.count > start.count &&
           whole.bytes[start.count] == ' ' && count_words(start) >= 2;
}

// Letters that one has and the other has not: at least half as many have to be
// changed. Most pairs need no more than this.
static size_t least_distance(struct str a, struct str b)
{
    int counts[256] = {0};
    size_t apart = 0;
    for (size_t i = 0; i < a.count; i++)
        counts[(unsigned char)a.bytes[i]]++;
    for (size_t i = 0; i < b.count; i++)
        counts[(unsigned char)b.bytes[i]]--;
    for (size_t i = 0; i < 256; i++)
        apart += (size_t)(counts[i] < 0 ? -counts[i] : counts[i]);
    return apart / 2;
}

bool work_titles_near(struct str a, struct str b)
{
    if (str_equal(a, b))
        return false;
    if (is_beginning(a, b) || is_beginning(b, a))
        return true;
    a = str_slice(a, 0, COMPARED);
    b = str_slice(b, 0, COMPARED);
    size_t longer = a.count > b.count ? a.count : b.count;
    size_t most = longer / 8;
    return least_distance(a, b) <= most && same_digits(a, b) &&
           distance(a, b, most) <= most;
}

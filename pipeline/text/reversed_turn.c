// SPDX-License-Identifier: MIT
// Turns a line of Arabic script that stands in the order of the page.
#include "text/reversed.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "text/vocabulary.h"

#include <string.h>
#include <unicode/uchar.h>

static const struct str lam_alef_words[] = {
#define WORD(word, weight)
#define LAM_ALEF(word) {word, sizeof(word) - 1},
#include "text/reversed.def"
#undef WORD
#undef LAM_ALEF
};

// ----- Units -----

enum unit_class {
    UNIT_RIGHT, // Arabic letters
    UNIT_LEFT,  // letters of other scripts
    UNIT_DIGIT,
    UNIT_MARK,    // to be put behind its letter
    UNIT_NEUTRAL, // spaces, punctuation
    UNIT_WHOLE,   // [^7], <sup>7</sup>: kept as it is
};

struct unit { // of the line as it stands
    size_t start, end;
    uint32_t c;
    enum unit_class class;
    bool run; // part of a run that is not turned, and not its last unit
};

struct units {
    struct unit *items;
    size_t count, capacity;
    bool certain;
};

static bool is_lam(uint32_t c)
{
    return c == 0x644;
}

static bool is_alef(uint32_t c)
{
    return c == 0x627 || c == 0x622 || c == 0x623 || c == 0x625;
}

static enum unit_class class_of(uint32_t c)
{
    if (char_is_rtl(c))
        return UNIT_RIGHT;
    if (char_is_digit(c))
        return UNIT_DIGIT;
    UCharDirection direction = u_charDirection((UChar32)c);
    if (direction == U_DIR_NON_SPACING_MARK)
        return UNIT_MARK;
    return direction == U_LEFT_TO_RIGHT ? UNIT_LEFT : UNIT_NEUTRAL;
}

// Markup that a page cannot have had: where it stands is anyone's guess.
static bool is_markup(uint32_t c)
{
    return c == '`' || c == '{' || c == '}' || c == '<' || c == '>' ||
           c == '\\' || c == '|' || c == '\t' || c == '~' ||
           char_is_bidi_control(c);
}

// The length of "[^7]" or "<sup>7</sup>" at offset, 0 where there is none.
static size_t whole_length(struct str line, size_t offset)
{
    static const char *const opens[] = {"[^", "<sup>"};
    static const char *const closes[] = {"]", "</sup>"};
    struct str rest = str_slice(line, offset, offset + 80);
    for (size_t i = 0; i < COUNT(opens); i++) {
        size_t close = str_find(rest, str_of(closes[i]));
        if (str_starts(rest, str_of(opens[i])) && close != STR_NONE)
            return close + strlen(closes[i]);
    }
    return 0;
}

static struct units units_of(struct arena *arena, struct str line)
{
    struct units units = {.certain = true};
    for (size_t at = 0; at < line.count;) {
        struct unit unit = {.start = at};
        size_t whole = line.bytes[at] == '[' || line.bytes[at] == '<'
                           ? whole_length(line, at)
                           : 0;
        unit.c = utf8_next(line, &at);
        unit.class = whole > 0 ? UNIT_WHOLE : class_of(unit.c);
        if (whole > 0)
            at = unit.start + whole;
        else if (is_markup(unit.c))
            units.certain = false;
        unit.end = at;
        // "](": a link.
        if (unit.c == ']' && at < line.count && line.bytes[at] == '(')
            units.certain = false;
        ARENA_PUSH(arena, units.items, units.count, units.capacity) = unit;
    }
    return units;
}

// ----- Learning -----

static uint32_t letter_at(const struct units *units, size_t i)
{
    return i < units->count && units->items[i].class == UNIT_RIGHT
               ? units->items[i].c
               : 0;
}

// The letter that a mark is usual on: hamza on heh, fathatan on alef.
static bool suits(uint32_t mark, uint32_t letter)
{
    return mark == 0x654 ? letter == 0x647 || letter == 0x6C1 || letter == 0x6D5
                         : mark == 0x64B && letter == 0x627;
}

static void learn_mark(struct turning *turning, const struct units *units,
                       size_t i)
{
    uint32_t before = letter_at(units, i - 1), behind = letter_at(units, i + 1);
    uint32_t mark = units->items[i].c;
    bool stands_before =
        !before || (suits(mark, behind) && !suits(mark, before));
    bool stands_behind =
        !behind || (suits(mark, before) && !suits(mark, behind));
    turning->marks_before += stands_before && !stands_behind;
    turning->marks_behind += stands_behind && !stands_before;
}

static bool is_blank(const struct units *units, size_t i)
{
    return i >= units->count || units->items[i].c == ' ' ||
           (units->items[i].class == UNIT_NEUTRAL &&
            !char_opens_enclosure(units->items[i].c) &&
            !char_closes_enclosure(units->items[i].c));
}

// On the page "(" stands at the left: in a line in the order of the page it is
// before what it encloses, where nothing has mirrored it. Quotation marks like
// “ ” are not mirrored by any page.
static void learn_bracket(struct turning *turning, const struct units *units,
                          size_t i)
{
    uint32_t c = units->items[i].c;
    bool before = is_blank(units, i - 1), behind = is_blank(units, i + 1);
    if ((c >= 0x201C && c <= 0x201E) || before == behind)
        return;
    // What encloses to the right, in the order that is seen.
    bool left = before;
    turning->brackets_seen += left == char_opens_enclosure(c);
    turning->brackets_meant += left != char_opens_enclosure(c);
}

// The word around a unit, in the order of reading, lam-alef as letters or as
// one unit.
static struct str word_around(const struct units *units, struct str line,
                              size_t i, bool whole, struct buffer *out)
{
    size_t first = i, last = i;
    while (first > 0 && i - first < 20 &&
           units->items[first - 1].class == UNIT_RIGHT)
        first--;
    while (last + 1 < units->count && last - i < 20 &&
           units->items[last + 1].class == UNIT_RIGHT)
        last++;
    buffer_clear(out);
    for (size_t at = last + 1; at-- > first;) {
        const struct unit *unit = &units->items[at];
        bool pair = whole && at > first && is_alef(unit->c) &&
                    is_lam(units->items[at - 1].c);
        if (pair)
            buffer_add(out,
                       str_slice(line, units->items[at - 1].start, unit->end));
        else
            buffer_add(out, str_slice(line, unit->start, unit->end));
        at -= pair;
    }
    return buffer_str(out);
}

static bool is_listed(struct str word)
{
    for (size_t i = 0; i < COUNT(lam_alef_words); i++)
        if (str_equal(word, lam_alef_words[i]))
            return true;
    return false;
}

// لا with each letter by itself is seen as ال. But what is seen as لا may have
// been that, in one piece, or ال; unless only one of the two is a word.
enum { ARTICLE_WORD = 5 };
enum lam_alef { LAM_ALEF_UNKNOWN, LAM_ALEF_WHOLE, LAM_ALEF_LETTERS };

static enum lam_alef lam_alef_at(const struct units *units, struct str line,
                                 size_t i, bool arabic, struct buffer *word)
{
    bool letters = is_listed(word_around(units, line, i, false, word));
    bool whole = is_listed(word_around(units, line, i, true, word));
    bool article = arabic && utf8_count(buffer_str(word)) >= ARTICLE_WORD &&
                   letter_at(units, i + 2) == 0;
    if (letters == whole && !whole && article)
        return LAM_ALEF_LETTERS;
    return letters == whole ? LAM_ALEF_UNKNOWN
           : whole          ? LAM_ALEF_WHOLE
                            : LAM_ALEF_LETTERS;
}

static bool is_lam_alef(const struct units *units, size_t i)
{
    return i + 1 < units->count && is_lam(units->items[i].c) &&
           is_alef(units->items[i + 1].c);
}

void reversed_learn(struct turning *turning, struct str line)
{
    struct arena *arena = arena_new();
    struct units units = units_of(arena, line);
    for (size_t i = 0; i < units.count; i++) {
        uint32_t c = units.items[i].c;
        if (units.items[i].class == UNIT_MARK)
            learn_mark(turning, &units, i);
        else if ((char_opens_enclosure(c) || char_closes_enclosure(c)) &&
                 units.items[i].class != UNIT_WHOLE)
            learn_bracket(turning, &units, i);
        else if (i + 1 < units.count)
            turning->lam_alef_letters +=
                is_alef(c) && is_lam(units.items[i + 1].c);
    }
    arena_free(arena);
}

// ----- Runs that are not turned -----

static bool is_left(const struct unit *unit)
{
    return unit->class == UNIT_LEFT || unit->class == UNIT_DIGIT;
}

static size_t number_of(const struct units *units, size_t first, size_t last,
                        size_t *digits)
{
    size_t number = 0;
    *digits = 0;
    for (size_t i = first; i <= last; i++) {
        if (units->items[i].class != UNIT_DIGIT)
            continue;
        number = number % 100000000 * 10 +
                 (size_t)char_digit_value(units->items[i].c);
        ++*digits;
    }
    return number;
}

enum link { LINK_NONE, LINK_RUN, LINK_DOUBTFUL };

// Two numbers with a dash between them, as years: the lesser comes first. So it
// is known whether the page has turned them.
static enum link link_range(const struct units *units, size_t first,
                            size_t last, size_t next)
{
    size_t end = next, digits, more_digits;
    size_t start = last;
    while (end + 1 < units->count && units->items[end + 1].class == UNIT_DIGIT)
        end++;
    while (start > first && units->items[start - 1].class == UNIT_DIGIT)
        start--;
    size_t number = number_of(units, start, last, &digits);
    size_t more = number_of(units, next, end, &more_digits);
    // Three in a row are a date or a telephone number.
    bool chain = start > first || (end + 2 < units->count &&
                                   units->items[end + 2].class == UNIT_DIGIT &&
                                   units->items[end + 1].c == '-');
    if (chain || number == more || (number > more && digits != more_digits))
        return LINK_DOUBTFUL;
    return number < more ? LINK_RUN : LINK_NONE;
}

static bool is_joiner(uint32_t c) // within one number
{
    return c == '.' || c == ',' || c == ':' || c == '/' ||
           c == CHAR_ARABIC_DECIMAL || c == CHAR_ARABIC_THOUSANDS;
}

static bool is_dash(uint32_t c)
{
    return c == '-' || c == CHAR_HYPHEN || c == CHAR_EN_DASH;
}

// What parts two units that are read from left to right?
static enum link link_between(const struct units *units, size_t first,
                              size_t last, size_t next)
{
    const struct unit *a = &units->items[last], *b = &units->items[next];
    size_t gap = next - last - 1;
    uint32_t c = units->items[last + 1].c;
    if (gap == 0)
        return LINK_RUN;
    if (a->class == UNIT_DIGIT && b->class == UNIT_DIGIT) {
        if (gap == 1 && is_dash(c))
            return link_range(units, first, last, next);
        return gap == 1 && is_joiner(c) ? LINK_RUN : LINK_NONE;
    }
    bool spaced = false, enclosed = false;
    for (size_t i = last + 1; i < next; i++) {
        uint32_t between = units->items[i].c;
        spaced = spaced || between == ' ' || between == ',';
        enclosed = enclosed || char_opens_enclosure(between) ||
                   char_closes_enclosure(between) || between == '"' ||
                   between == CHAR_ARABIC_COMMA || between == '*';
    }
    if (enclosed)
        return LINK_DOUBTFUL;
    if (a->class == UNIT_LEFT && b->class == UNIT_LEFT)
        return LINK_RUN;
    return spaced ? LINK_DOUBTFUL : LINK_RUN;
}

static void find_runs(struct units *units)
{
    size_t first = SIZE_MAX, last = SIZE_MAX;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->items[i];
        if (unit->class == UNIT_RIGHT || unit->class == UNIT_WHOLE)
            first = last = SIZE_MAX;
        if (!is_left(unit))
            continue;
        enum link link =
            last == SIZE_MAX ? LINK_NONE : link_between(units, first, last, i);
        if (link == LINK_DOUBTFUL)
            units->certain = false;
        if (link == LINK_RUN)
            for (size_t k = last; k < i; k++)
                units->items[k].run = true;
        else
            first = i;
        last = i;
    }
}

// ----- Turning -----

// A mark stays behind its letter: the page has put it before, or not.
static void join_marks(struct units *units, const struct turning *turning)
{
    bool behind = turning->marks_behind > turning->marks_before;
    for (size_t i = 0; i < units->count; i++) {
        struct unit *unit = &units->items[i];
        if (unit->class != UNIT_MARK)
            continue;
        bool latin = i > 0 && units->items[i - 1].class == UNIT_LEFT;
        if (turning->marks_behind == turning->marks_before && !latin)
            units->certain = false;
        if ((behind || latin) && i > 0)
            units->items[i - 1].run = true;
        unit->class =
            i > 0 && (behind || latin) ? units->items[i - 1].class : UNIT_RIGHT;
    }
}

static void join_lam_alef(struct units *units, const struct turning *turning,
                          struct str line)
{
    struct buffer word = {0};
    bool known = turning->lam_alef_letters > 0;
    for (size_t i = 0; i < units->count && !known; i++) {
        enum lam_alef kind =
            is_lam_alef(units, i)
                ? lam_alef_at(units, line, i, turning->arabic, &word)
                : LAM_ALEF_LETTERS;
        units->items[i].run = units->items[i].run || kind == LAM_ALEF_WHOLE;
        units->certain = units->certain && kind != LAM_ALEF_UNKNOWN;
    }
    buffer_release(&word);
}

static uint32_t mirrored(uint32_t c)
{
    return (uint32_t)u_charMirror((UChar32)c);
}

static void add_unit(struct buffer *out, struct str line,
                     const struct unit *unit, bool mirror)
{
    if (mirror && unit->class == UNIT_NEUTRAL)
        buffer_add_utf8(out, mirrored(unit->c));
    else
        buffer_add(out, str_slice(line, unit->start, unit->end));
}

static bool has_brackets(const struct units *units)
{
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].class == UNIT_NEUTRAL &&
            mirrored(units->items[i].c) != units->items[i].c)
            return true;
    return false;
}

static void add_turned(const struct units *units, struct str line, bool mirror,
                       struct buffer *out)
{
    for (size_t i = units->count; i-- > 0;) {
        size_t first = i;
        while (first > 0 && units->items[first - 1].run)
            first--;
        for (size_t k = first; k <= i; k++)
            add_unit(out, line, &units->items[k], mirror && first == i);
        i = first;
    }
}

struct str reversed_turn(const struct turning *turning, struct arena *arena,
                         struct str line)
{
    struct arena *scratch = arena_new(); // units are many times the line
    struct units units = units_of(scratch, line);
    join_marks(&units, turning);
    join_lam_alef(&units, turning, line);
    find_runs(&units);
    bool mirror = turning->brackets_seen > turning->brackets_meant;
    if (turning->brackets_seen == turning->brackets_meant &&
        has_brackets(&units))
        units.certain = false;
    struct buffer out = {0};
    if (units.certain)
        add_turned(&units, line, mirror, &out);
    struct str turned = buffer_to_arena(&out, arena);
    arena_free(scratch);
    return turned;
}

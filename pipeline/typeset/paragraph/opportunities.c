// SPDX-License-Identifier: MIT
// Where lines may break: ICU's opportunities (UAX #14), then our own rules.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "typeset/paragraph/codes.h"

#include <unicode/uchar.h>

enum {
    // In the scale of TeX, where 50 is a hyphen.
    PENALTY_HYPHEN = 50,
    PENALTY_HARD_HYPHEN = 50,
    PENALTY_URL = 80,
    PENALTY_WEAK_BOUND = 150,
    PENALTY_FIRM_BOUND = 1000,
    PENALTY_EMERGENCY = 5000,
    EMERGENCY_LINES = 16,
    ADDRESS_LEAST = 5, // units: a@b.c
    // An e-mail address of so many letters may be divided
    // (docs/design.md#paragraphs).
    MAIL_DIVIDED = 30
};

// ----- ICU -----

static void take_opportunities(struct paragraph *p)
{
    UBreakIterator *lines = typesetter_line_iterator(p->typesetter);
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(lines, p->units, (int32_t)p->unit_count, &status);
    if (U_FAILURE(status))
        fail_system("ICU cannot read a paragraph");
    for (int32_t at = ubrk_next(lines); at != UBRK_DONE; at = ubrk_next(lines))
        p->may_break[at] = true;
    ubrk_close(lines);
    p->may_break[0] = false;
}

// ----- Addresses -----

static bool is_space(const struct paragraph *p, uint32_t unit)
{
    return p->facts[unit].flags & UNIT_SPACE || p->units[unit] == ' ' ||
           p->units[unit] == CHAR_LINE_SEPARATOR;
}

static bool is_mark_in_url(UChar unit)
{
    return unit == '.' || unit == '-' || unit == '_' || unit == '?';
}

static bool is_plain(UChar unit)
{
    return u_isalnum(unit);
}

// After / and before . - _ ? (docs/design.md#paragraphs), between letters or
// digits: what ends the address is the sentence's.
static bool url_breaks_before(const struct paragraph *p, uint32_t unit,
                              uint32_t start, uint32_t end)
{
    if (unit <= start + 1 || unit + 1 >= end)
        return false;
    UChar before = p->units[unit - 1], here = p->units[unit];
    if (before == '/')
        return here != '/' && !is_mark_in_url(here);
    return is_mark_in_url(here) && is_plain(before) &&
           is_plain(p->units[unit + 1]);
}

static void break_url(struct paragraph *p, uint32_t start, uint32_t end)
{
    for (uint32_t unit = start; unit < end; unit++) {
        p->facts[unit].flags |= UNIT_URL;
        if (unit > start)
            p->may_break[unit] = url_breaks_before(p, unit, start, end);
    }
}

// Before @ and before a dot, between letters or digits.
static bool mail_breaks_before(const struct paragraph *p, uint32_t unit,
                               uint32_t start, uint32_t end)
{
    UChar here = p->units[unit];
    return unit > start + 1 && unit + 1 < end && (here == '@' || here == '.') &&
           is_plain(p->units[unit - 1]) && is_plain(p->units[unit + 1]);
}

// What stands around an address is the sentence's.
static uint32_t mail_length(const struct paragraph *p, uint32_t start,
                            uint32_t end)
{
    while (start < end && !is_plain(p->units[start]))
        start++;
    while (end > start && !is_plain(p->units[end - 1]))
        end--;
    return end - start;
}

// A short one is never divided, unless the measure is narrower.
static void break_mail(struct paragraph *p, uint32_t start, uint32_t end)
{
    bool whole = mail_length(p, start, end) < MAIL_DIVIDED;
    for (uint32_t unit = start; unit < end; unit++) {
        p->facts[unit].flags |= UNIT_URL;
        bool here = unit > start && mail_breaks_before(p, unit, start, end);
        if (unit > start)
            p->may_break[unit] = here && !whole;
        if (here && whole)
            p->bounds[unit] = BOUND_FIRM;
    }
}

static void find_addresses(struct paragraph *p)
{
    uint32_t count = (uint32_t)p->unit_count;
    for (uint32_t start = 0, end; start < count; start = end) {
        end = start + 1;
        if (is_space(p, start))
            continue;
        while (end < count && !is_space(p, end))
            end++;
        if (end - start < ADDRESS_LEAST)
            continue;
        enum code_address address = codes_address(p, start, end);
        if (address == CODE_MAIL)
            break_mail(p, start, end);
        else if (address == CODE_WEB)
            break_url(p, start, end);
    }
}

// ----- Notes, marks, forced breaks -----

// The number of a note stays with the word before it, the mark at the text's
// end with the last word, space or no space between them.
static void keep_with_previous(struct paragraph *p,
                               const struct text_fragment *piece)
{
    uint32_t unit = piece->start;
    p->may_break[unit] = false;
    while (unit > 0 &&
           (is_space(p, unit - 1) || p->facts[unit - 1].flags & UNIT_IGNORABLE))
        p->may_break[--unit] = false;
    p->may_break[0] = false;
}

static void keep_pieces(struct paragraph *p)
{
    for (size_t i = 0; i < p->piece_count; i++) {
        const struct text_fragment *piece = &p->pieces[i];
        if (piece->kind == PIECE_NOTE || piece->kind == PIECE_MARK)
            keep_with_previous(p, piece);
    }
}

// 1990–2001 and 10-12 stay whole: a range cut in two reads as a dash.
static void keep_ranges(struct paragraph *p)
{
    for (size_t unit = 2; unit < p->unit_count; unit++) {
        UChar dash = p->units[unit - 1];
        if ((dash == CHAR_EN_DASH || dash == '-' || dash == CHAR_HYPHEN) &&
            char_is_digit(p->units[unit - 2]) &&
            char_is_digit(p->units[unit]) && !(p->facts[unit].flags & UNIT_URL))
            p->may_break[unit] = p->may_break[unit - 1] = false;
    }
}

// A dash ends a line and does not begin one, closed (word—word) or spaced on
// both sides. One that opens (Spanish —así—) stays with the word it opens.
static void keep_dashes(struct paragraph *p)
{
    for (uint32_t unit = 1; unit < p->unit_count; unit++) {
        if (!char_is_dash(p->units[unit]))
            continue;
        bool spaced = is_space(p, unit - 1);
        bool opens = unit + 1 < p->unit_count && !is_space(p, unit + 1);
        p->may_break[spaced && opens ? unit + 1 : unit] = false;
    }
}

void opportunities_find(struct paragraph *p)
{
    p->may_break = ARENA_ARRAY(p->work, bool, p->unit_count + 1);
    take_opportunities(p);
    bounds_find(p);
    find_addresses(p);
    keep_pieces(p);
    keep_ranges(p);
    keep_dashes(p);
    for (size_t unit = 0; unit < p->unit_count; unit++)
        if (p->units[unit] == CHAR_LINE_SEPARATOR)
            p->may_break[unit + 1] = true;
    p->may_break[p->unit_count] = true;
}

// ----- The list for one measure -----

static uint32_t skip_spaces(const struct paragraph *p, uint32_t unit)
{
    while (unit < p->unit_count && p->units[unit] == ' ')
        unit++;
    return unit;
}

static uint32_t without_spaces(const struct paragraph *p, uint32_t unit)
{
    while (unit > 0 && (p->units[unit - 1] == ' ' ||
                        p->units[unit - 1] == CHAR_LINE_SEPARATOR))
        unit--;
    return unit;
}

static bool hard_hyphen_before(const struct paragraph *p, uint32_t unit)
{
    UChar before = unit ? p->units[unit - 1] : 0;
    return before == '-' || before == CHAR_HYPHEN;
}

// The last character of a line stands at its end, and the first at its start,
// only where they run as the paragraph does.
bool opportunities_stand_at_end(const struct paragraph *p,
                                const struct glyph_segment *segment)
{
    return (segment->level & 1) == (p->base == DIRECTION_RTL);
}

static int hang_percent(UChar unit)
{
    switch (unit) {
    case '-':
    case CHAR_HYPHEN:
    case '.':
    case ',':
    case CHAR_ARABIC_COMMA: // Arabic comma
    case 0x6D4:             // Arabic full stop
    case CHAR_APOSTROPHE:   // single and double quotation marks that close
    case 0x201D:
    case 0xBB:
    case 0x203A:
        return HANG_PERCENT;
    case ':':
    case ';':
    case 0x61B: // Arabic semicolon
        return HANG_PERCENT / 2;
    default: // no enum of ours
        return 0;
    }
}

static bool hangs_at_start(UChar unit)
{
    return unit == 0x2018 || unit == 0x201C || unit == 0xAB || unit == 0x2039;
}

static scaled hang_at(const struct paragraph *p, uint32_t unit, int percent)
{
    if (!percent)
        return 0;
    const struct glyph_segment *segment = shape_segment_at(p, unit);
    if (!segment->face || unit < segment->start || unit >= segment->end ||
        !opportunities_stand_at_end(p, segment))
        return 0;
    return (p->position[unit + 1] - p->position[unit]) * percent / 100;
}

// How far the character at unit may stand out where it ends a line, and where
// it begins one.
static scaled hang_at_end(const struct paragraph *p, uint32_t unit)
{
    return hang_at(p, unit, hang_percent(p->units[unit]));
}

static scaled hang_at_start(const struct paragraph *p, uint32_t unit)
{
    if (unit >= p->unit_count || !hangs_at_start(p->units[unit]))
        return 0;
    return hang_at(p, unit, HANG_PERCENT);
}

static struct breakpoint soft_break(const struct paragraph *p, uint32_t unit)
{
    struct breakpoint b = {.kind = BREAK_SOFT,
                           .end = without_spaces(p, unit),
                           .next = unit,
                           .begin = skip_spaces(p, unit)};
    if (unit == p->unit_count || p->units[unit - 1] == CHAR_LINE_SEPARATOR)
        b.kind = BREAK_FORCED;
    else if (unit < p->unit_count && p->facts[unit].flags & UNIT_URL &&
             p->facts[unit - 1].flags & UNIT_URL)
        b.penalty = PENALTY_URL;
    else if (hard_hyphen_before(p, unit)) {
        b.penalty = PENALTY_HARD_HYPHEN;
        b.flagged = true;
    }
    if (b.kind == BREAK_SOFT && unit &&
        p->units[unit - 1] == CHAR_SOFT_HYPHEN) {
        b.kind = BREAK_HYPHEN;
        b.penalty = PENALTY_HYPHEN;
        b.flagged = true;
    }
    if (p->sense)
        b.sense = p->sense[unit];
    if (b.kind == BREAK_SOFT && p->bounds[unit] == BOUND_WEAK)
        b.penalty = PENALTY_WEAK_BOUND;
    if (b.end > 0)
        b.hang = hang_at_end(p, b.end - 1);
    b.hang_start = hang_at_start(p, b.begin);
    return b;
}

static void add_break(struct breakpoints *breaks, struct arena *arena,
                      struct breakpoint b)
{
    ARENA_PUSH(arena, breaks->items, breaks->count, breaks->capacity) = b;
}

static struct breakpoint emergency_break(uint32_t unit)
{
    return (struct breakpoint){.kind = BREAK_EMERGENCY,
                               .end = unit,
                               .next = unit,
                               .begin = unit,
                               .penalty = PENALTY_EMERGENCY};
}

// A word wider than the line is cut between what readers see as characters.
// One that fills more lines than any word can is no word: past them it is cut
// where each line is full, and nothing is left to choose.
static void add_emergency_breaks(const struct paragraph *p,
                                 const struct measure_style *m, uint32_t start,
                                 uint32_t end, struct breakpoints *breaks,
                                 struct arena *arena)
{
    scaled free_to = p->position[start] + m->measure * EMERGENCY_LINES;
    uint32_t cut = start, before = start;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *characters = ubrk_open(UBRK_CHARACTER, "", p->units + start,
                                           (int32_t)(end - start), &status);
    if (U_FAILURE(status))
        fail_system("ICU has no character rules");
    int32_t length = (int32_t)(end - start);
    for (int32_t at = ubrk_next(characters); at != UBRK_DONE && at < length;
         at = ubrk_next(characters)) {
        uint32_t unit = start + (uint32_t)at;
        bool free = p->position[unit] <= free_to;
        bool full = p->position[unit] - p->position[cut] > m->measure;
        if (free || (full && before > cut)) {
            cut = free ? unit : before;
            add_break(breaks, arena, emergency_break(cut));
        }
        before = unit;
    }
    ubrk_close(characters);
}

// Hyphens of the words between two other breaks, from the list of all.
static size_t add_hyphens(const struct breakpoints *all, size_t from,
                          uint32_t end, struct breakpoints *breaks,
                          struct arena *arena)
{
    while (from < all->count && all->items[from].next < end)
        add_break(breaks, arena, all->items[from++]);
    return from;
}

static bool too_wide(const struct paragraph *p, const struct measure_style *m,
                     uint32_t start, uint32_t end)
{
    scaled measure = m->measure;
    if (m->style->first_indent > 0)
        measure -= m->style->first_indent;
    return end > start && p->position[end] - p->position[start] > measure;
}

// Widest stretch since the last break that is not cut yet.
static bool needs_cutting(const struct paragraph *p,
                          const struct measure_style *m,
                          const struct breakpoints *breaks, size_t first,
                          uint32_t start, uint32_t end)
{
    for (size_t i = first; i < breaks->count; i++) {
        if (too_wide(p, m, start, breaks->items[i].end))
            return true;
        start = breaks->items[i].begin;
    }
    return too_wide(p, m, start, end);
}

static bool may_use(const struct paragraph *p, uint32_t unit, bool hyphens)
{
    if (!p->may_break[unit])
        return false;
    // Where words are not divided, an author's soft hyphen does not divide.
    return hyphens || p->units[unit - 1] != CHAR_SOFT_HYPHEN ||
           unit == p->unit_count;
}

// A list that is being made for one measure.
struct listing {
    struct paragraph *p;
    const struct measure_style *m;
    const struct breakpoints *hyphens; // all of them
    size_t next_hyphen;
    struct breakpoints breaks;
    struct arena *arena;
};

// What stands between two breaks: hyphens, or cuts where even they leave
// something that is too wide.
static void add_stretch(struct listing *list, uint32_t start, uint32_t end)
{
    size_t first = list->breaks.count;
    list->next_hyphen = add_hyphens(list->hyphens, list->next_hyphen, end,
                                    &list->breaks, list->arena);
    if (!needs_cutting(list->p, list->m, &list->breaks, first, start, end))
        return;
    list->breaks.count = first;
    add_emergency_breaks(list->p, list->m, start, end, &list->breaks,
                         list->arena);
}

// Where what stays together is wider than the measure, it is parted where its
// words meet, or an address at its signs.
static struct breakpoint bound_break(const struct paragraph *p, uint32_t unit)
{
    struct breakpoint b = soft_break(p, unit);
    b.penalty = PENALTY_FIRM_BOUND;
    while (b.end > 1 && p->units[b.end - 1] == CHAR_NO_BREAK_SPACE)
        b.end--;
    return b;
}

static void add_bound_stretch(struct listing *list, uint32_t start,
                              uint32_t end)
{
    const struct paragraph *p = list->p;
    if (too_wide(p, list->m, start, end))
        for (uint32_t unit = start + 1; unit < end; unit++) {
            if (p->bounds[unit] != BOUND_FIRM)
                continue;
            struct breakpoint b = bound_break(p, unit);
            add_stretch(list, start, b.end);
            add_break(&list->breaks, list->arena, b);
            start = b.begin;
        }
    add_stretch(list, start, end);
}

// All but emergencies, so that the list need not grow.
static void reserve_breaks(const struct paragraph *p, size_t hyphens,
                           struct breakpoints *breaks, struct arena *arena)
{
    breaks->capacity = hyphens + 2;
    for (uint32_t unit = 1; unit <= p->unit_count; unit++)
        breaks->capacity += p->may_break[unit];
    breaks->items = ARENA_ARRAY(arena, struct breakpoint, breaks->capacity);
}

static const struct breakpoints *hyphens_of(struct paragraph *p,
                                            enum hyphens hyphens)
{
    if (hyphens != HYPHENS_NONE && !p->hyphens[hyphens].found) {
        p->hyphens[hyphens].found = true;
        hyphenate_find(p, hyphens);
    }
    return &p->hyphens[hyphens].breaks;
}

struct breakpoints opportunities_for(struct paragraph *p,
                                     const struct measure_style *m,
                                     enum hyphens hyphens, struct arena *arena)
{
    struct listing list = {
        .p = p, .m = m, .hyphens = hyphens_of(p, hyphens), .arena = arena};
    reserve_breaks(p, list.hyphens->count, &list.breaks, arena);
    uint32_t start = skip_spaces(p, 0);
    add_break(&list.breaks, arena,
              (struct breakpoint){.begin = start,
                                  .hang_start = hang_at_start(p, start)});
    for (uint32_t unit = 1; unit <= p->unit_count; unit++) {
        if (!may_use(p, unit, hyphens != HYPHENS_NONE))
            continue;
        struct breakpoint b = soft_break(p, unit);
        add_bound_stretch(&list, start, b.end);
        add_break(&list.breaks, arena, b);
        start = b.begin;
    }
    return list.breaks;
}

// SPDX-License-Identifier: MIT
// Quotation marks by the settings: which marks are pairs, how deep they stand,
// and which are apostrophes or measures.
#include "typography/typography_rules.h"

#include "base/characters.h"
#include "languages/language.h"
#include "text/hebrew_marks.h"

#include <unicode/uchar.h>

// ----- Marks -----

enum family { DOUBLE, SINGLE, GUILLEMET, ANGLE, FAMILY_COUNT };
enum { NOTHING = -1 };

struct mark {
    size_t item;
    enum family family;
    bool opens, closes;
    bool measure;    // 6": stays
    bool apostrophe; // O’Brien, the ministers’
    uint32_t hebrew; // what it is within a Hebrew word; else 0
    // A closing mark, or the apostrophe of a plural: in English both look the
    // same.
    bool unsure;
    long partner;    // index of the other mark; NOTHING
    bool goes_on;    // opens what the next paragraph opens again
    bool paragraphs; // its partner stands in another paragraph
};

struct marks {
    struct text_edit *row;
    struct mark *items;
    size_t count, capacity;
};

static bool family_of(uint32_t c, enum family *family)
{
    if (c == '"' || (c >= 0x201C && c <= 0x201F))
        *family = DOUBLE;
    else if (c == '\'' || (c >= 0x2018 && c <= 0x201B))
        *family = SINGLE;
    else if (c == 0x00AB || c == 0x00BB)
        *family = GUILLEMET;
    else if (c == 0x2039 || c == 0x203A)
        *family = ANGLE;
    else
        return false;
    return true;
}

static bool word_character(uint32_t c)
{
    return u_isalnum((UChar32)c) || c == TEXT_EDIT_OBJECT;
}

static bool punctuation(uint32_t c)
{
    return c && !text_edit_is_space(c) && !word_character(c) &&
           !char_is_mark(c);
}

// ----- What opens and what closes -----

// The language whose marks are set at an item: words of which only the script
// is known, as of Hebrew in English, are quoted as the text around them is.
static struct str lang_of_marks(const struct text_edit *row, size_t item)
{
    struct str lang = text_edit_lang(row, item);
    return str_equal(language_primary(lang), STR("und")) ? row->lang : lang;
}

// Where the text around says nothing, the shape does: „Wort“ closes with what
// opens “word”.
static void by_shape(const struct text_edit *row, struct mark *mark)
{
    struct quote_marks house = {{0}, {0}, false};
    uint32_t c = row->items[mark->item].character;
    quote_marks_of(lang_of_marks(row, mark->item), &house);
    bool straight = c == '"' || c == '\'';
    bool reversed = (c == house.open[0] || c == house.open[1]) !=
                        (c == house.close[0] || c == house.close[1]) &&
                    (c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019);
    bool opens = reversed ? c == house.open[0] || c == house.open[1]
                          : char_opens_quote(c);
    mark->opens = straight || opens;
    mark->closes = straight || !opens;
}

// Nothing opens before these.
static bool closing_stop(uint32_t c)
{
    return (char_is_stop(c) && c != '.') || c == ')' || c == ']' || c == '}';
}

// « and » with spaces inside: French ones say by their shape what they do.
static bool shape_decides(const struct text_edit *row, const struct mark *mark)
{
    struct quote_marks house = {{0}, {0}, false};
    quote_marks_of(lang_of_marks(row, mark->item), &house);
    return house.spaced && mark->family >= GUILLEMET;
}

// A mark before a word opens, one after a word closes, as CommonMark tells it
// of emphasis (section 6.2).
static void find_sides(const struct text_edit *row, struct mark *mark)
{
    uint32_t before = text_edit_before(row, mark->item),
             after = text_edit_after(row, mark->item);
    bool space_before = text_edit_is_space(before),
         space_after = text_edit_is_space(after);
    bool opens = !space_after && !closing_stop(after) &&
                 (!punctuation(after) || space_before || punctuation(before));
    bool closes = !space_before &&
                  (!punctuation(before) || space_after || punctuation(after));
    mark->opens = opens && !closes;
    mark->closes = closes && !opens;
    if (opens == closes || shape_decides(row, mark))
        by_shape(row, mark);
}

// ----- Apostrophes -----

static bool is_uzbek(const struct text_edit *row, size_t item)
{
    return language_has(text_edit_lang(row, item), ROW_letters_by_marks);
}

// oʻ and gʻ with any mark, and ʼ between letters, are letters of Uzbek.
static bool uzbek_letter(const struct text_edit *row, size_t item)
{
    uint32_t before = text_edit_before(row, item),
             after = text_edit_after(row, item);
    char bytes[4];
    struct str letter = {
        bytes, utf8_encode((uint32_t)u_tolower((UChar32)before), bytes)};
    return is_uzbek(row, item) && u_isalpha((UChar32)before) &&
           (language_lists(text_edit_lang(row, item), ROW_letters_by_marks,
                           letter) ||
            u_isalpha((UChar32)after));
}

// The word in ASCII letters after an item, in lower case.
static struct str word_after(const struct text_edit *row, size_t item,
                             char out[8])
{
    size_t count = 0;
    for (size_t i = item + 1; i < row->count && count < 8; i++) {
        uint32_t c = row->items[i].character | 0x20;
        if (c < 'a' || c > 'z')
            break;
        out[count++] = (char)c;
    }
    return (struct str){out, count};
}

// ’tis, ’90s and the first of rock ’n’ roll: a word that has lost its start.
static bool lost_start(const struct text_edit *row, size_t item)
{
    static const char *const words[] = {"tis",   "twas", "twere", "em",   "til",
                                        "cause", "bout", "twill", "neath"};
    char out[8];
    struct str word = word_after(row, item, out);
    if (word_character(text_edit_before(row, item)))
        return false;
    if (str_equal(word, STR("n")) && item + 2 < row->count)
        return row->items[item + 2].character == '\'' ||
               row->items[item + 2].character == CHAR_APOSTROPHE;
    if (STR_IS_ONE_OF(word, words))
        return true;
    size_t digits = item + 1;
    while (digits < row->count && char_is_digit(row->items[digits].character))
        digits++;
    return digits == item + 3 && digits < row->count &&
           row->items[digits].character == 's';
}

// The second of ’n’.
static bool lost_end(const struct text_edit *row, size_t item)
{
    return item >= 2 && (row->items[item - 1].character | 0x20) == 'n' &&
           (row->items[item - 2].character == '\'' ||
            row->items[item - 2].character == CHAR_APOSTROPHE ||
            row->items[item - 2].character == 0x2018);
}

static bool is_apostrophe(const struct text_edit *row, const struct mark *mark)
{
    uint32_t before = text_edit_before(row, mark->item),
             after = text_edit_after(row, mark->item);
    if (mark->family != SINGLE || char_is_arabic_letter(before) ||
        char_is_arabic_letter(after) ||
        (char_is_digit(before) && char_is_digit(after)))
        return false; // 5'10 is five feet ten
    return (word_character(before) && word_character(after)) ||
           lost_start(row, mark->item) || lost_end(row, mark->item);
}

// ----- Hebrew -----

// The text around a mark, as hebrew_mark wants it: from the start of the word
// to where a quotation that begins there would end. *offset: the mark in it.
static struct str around(const struct text_edit *row, size_t item,
                         size_t *offset)
{
    enum { BEHIND = 200 };
    size_t from = item, to = item;
    while (from > 0 && !text_edit_is_space(row->items[from - 1].character))
        from--;
    while (to < row->count && to < item + BEHIND &&
           row->items[to].character != TEXT_EDIT_PARAGRAPH)
        to++;
    char *bytes = arena_alloc(row->arena, (to - from) * 4 + 1);
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        if (i == item)
            *offset = count;
        count += utf8_encode(row->items[i].character, bytes + count);
    }
    return (struct str){bytes, count};
}

static uint32_t hebrew_of(const struct text_edit *row, const struct mark *mark)
{
    size_t offset = 0;
    if (mark->family > SINGLE ||
        !hebrew_in_word(text_edit_before(row, mark->item)) ||
        !hebrew_in_word(text_edit_after(row, mark->item)))
        return 0;
    struct str text = around(row, mark->item, &offset);
    return hebrew_mark(text, offset);
}

// ----- Measures -----

// 5'10", 34° 12' 45": feet, inches, minutes. Where a quotation is open the
// mark may close it; `later` says that another one will.
static bool is_measure(const struct text_edit *row, const struct mark *mark,
                       bool open, bool later)
{
    uint32_t before = text_edit_before(row, mark->item),
             after = text_edit_after(row, mark->item),
             c = row->items[mark->item].character;
    if (mark->family > SINGLE || !char_is_digit(before) ||
        (c != '"' && c != '\'' && c != 0x2019 && c != 0x201D))
        return false;
    if (mark->family == SINGLE && char_is_digit(after))
        return true;
    return !word_character(after) && (!open || later);
}

// ----- Reading the marks -----

static void read_marks(struct marks *marks)
{
    struct text_edit *row = marks->row;
    enum family family;
    marks->count = 0;
    for (size_t i = 0; i < row->count; i++) {
        if (row->items[i].character == TEXT_EDIT_PARAGRAPH) {
            family = FAMILY_COUNT;
        } else if (row->items[i].kept ||
                   !family_of(row->items[i].character, &family) ||
                   (family == SINGLE && uzbek_letter(row, i))) {
            continue;
        }
        struct mark mark = {.item = i, .family = family, .partner = NOTHING};
        if (family != FAMILY_COUNT)
            find_sides(row, &mark);
        mark.hebrew = hebrew_of(row, &mark);
        mark.apostrophe = mark.hebrew || is_apostrophe(row, &mark);
        ARENA_PUSH(row->arena, marks->items, marks->count, marks->capacity) =
            mark;
    }
}

// ----- Pairs -----

struct pairing {
    struct marks *marks;
    size_t *stack; // opening marks without a partner
    size_t depth, open[FAMILY_COUNT];
    // The last opening mark of an earlier paragraph that has none: NOTHING.
    long left[FAMILY_COUNT];
    // Of each family, how many closing and no opening marks come before the
    // next opening one.
    size_t *closing_ahead;
};

// closing_ahead[i]: closing marks of i's family after i, up to the next that
// opens or the end of the paragraph.
static void look_ahead(struct pairing *pairing)
{
    struct marks *marks = pairing->marks;
    size_t ahead[FAMILY_COUNT + 1] = {0};
    for (size_t i = marks->count; i-- > 0;) {
        const struct mark *mark = &marks->items[i];
        if (mark->family == FAMILY_COUNT) {
            for (size_t f = 0; f < FAMILY_COUNT; f++)
                ahead[f] = 0;
            continue;
        }
        pairing->closing_ahead[i] = ahead[mark->family];
        if (mark->apostrophe)
            continue;
        if (mark->closes)
            ahead[mark->family]++;
        else
            ahead[mark->family] = 0;
    }
}

static void drop_top(struct pairing *pairing)
{
    size_t top = pairing->stack[--pairing->depth];
    pairing->open[pairing->marks->items[top].family]--;
}

static void pair(struct marks *marks, size_t open, size_t close)
{
    marks->items[open].partner = (long)close;
    marks->items[close].partner = (long)open;
}

// Closes the last open mark of the family; what was opened inside it since
// has no partner. Linear: each mark is dropped once.
static void close_mark(struct pairing *pairing, size_t index)
{
    struct marks *marks = pairing->marks;
    const struct mark *mark = &marks->items[index];
    while (marks->items[pairing->stack[pairing->depth - 1]].family !=
           mark->family)
        drop_top(pairing);
    pair(marks, pairing->stack[pairing->depth - 1], index);
    drop_top(pairing);
}

static void open_mark(struct pairing *pairing, size_t index)
{
    pairing->stack[pairing->depth++] = index;
    pairing->open[pairing->marks->items[index].family]++;
}

// The ministers’ vote: an apostrophe where no quotation is open; unsure where
// one is and a later mark could close it as well.
static void plural(struct pairing *pairing, size_t index)
{
    struct marks *marks = pairing->marks;
    struct mark *mark = &marks->items[index];
    uint32_t before = text_edit_before(marks->row, mark->item);
    if (mark->family != SINGLE || !mark->closes || mark->opens ||
        !word_character(before) || char_is_arabic_letter(before))
        return;
    if (!pairing->open[SINGLE]) {
        mark->apostrophe = true;
        mark->hebrew = hebrew_in_word(before) ? HEBREW_GERESH : 0;
    } else if (before == 's' && pairing->closing_ahead[index] > 0)
        mark->unsure = true;
}

static void pair_mark(struct pairing *pairing, size_t index)
{
    struct marks *marks = pairing->marks;
    struct mark *mark = &marks->items[index];
    bool open = pairing->open[mark->family] > 0;
    mark->measure =
        !mark->apostrophe &&
        is_measure(marks->row, mark, open, pairing->closing_ahead[index] > 0);
    if (mark->apostrophe || mark->measure)
        return;
    plural(pairing, index);
    if (mark->apostrophe)
        return;
    if (mark->closes && open)
        close_mark(pairing, index);
    else if (mark->opens)
        open_mark(pairing, index);
    else if (pairing->left[mark->family] != NOTHING) {
        pair(marks, (size_t)pairing->left[mark->family], index);
        mark->paragraphs = true;
        marks->items[pairing->left[mark->family]].paragraphs = true;
        pairing->left[mark->family] = NOTHING;
    }
}

// Is the mark the first thing of its paragraph?
static bool first_of_paragraph(const struct marks *marks, size_t index)
{
    const struct text_edit *row = marks->row;
    size_t item = marks->items[index].item;
    return item == 0 || row->items[item - 1].character == TEXT_EDIT_PARAGRAPH;
}

// « and “ say that they open; a straight mark without a partner may be
// anything.
static bool has_shape(const struct text_edit *row, const struct mark *mark)
{
    uint32_t c = row->items[mark->item].character;
    return c != '"' && c != '\'' && c != 0x2019 && c != 0x201D;
}

// At the end of a paragraph: the outermost mark that is still open goes on
// where the next paragraph opens with the same again (as English prints a
// quotation of several paragraphs), or waits for one that closes it.
static void end_paragraph(struct pairing *pairing, size_t index)
{
    struct marks *marks = pairing->marks;
    const struct mark *next =
        index + 1 < marks->count ? &marks->items[index + 1] : NULL;
    if (pairing->depth > 0) {
        size_t outer = pairing->stack[0];
        struct mark *mark = &marks->items[outer];
        if (next && next->family == mark->family && next->opens &&
            first_of_paragraph(marks, index + 1))
            mark->goes_on = true;
        else if (has_shape(marks->row, mark))
            pairing->left[mark->family] = (long)outer;
    }
    while (pairing->depth > 0)
        drop_top(pairing);
}

static void pair_marks(struct marks *marks)
{
    struct arena *arena = marks->row->arena;
    struct pairing pairing = {.marks = marks};
    pairing.stack = ARENA_ARRAY(arena, size_t, marks->count + 1);
    pairing.closing_ahead = ARENA_ARRAY(arena, size_t, marks->count + 1);
    for (size_t f = 0; f < FAMILY_COUNT; f++)
        pairing.left[f] = NOTHING;
    look_ahead(&pairing);
    for (size_t i = 0; i < marks->count; i++) {
        if (marks->items[i].family == FAMILY_COUNT)
            end_paragraph(&pairing, i);
        else
            pair_mark(&pairing, i);
    }
    end_paragraph(&pairing, marks->count);
}

// ----- Setting -----

static void set_character(struct text_edit *row, size_t item, uint32_t c)
{
    char bytes[4];
    struct str text = {bytes, utf8_encode(c, bytes)};
    if (c && c != row->items[item].character)
        text_edit_change(row, item, arena_str(row->arena, text));
}

static void set_apostrophe(struct text_edit *row, size_t item)
{
    enum script script = language_script(text_edit_lang(row, item));
    if (!is_uzbek(row, item) &&
        (script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC))
        set_character(row, item, CHAR_APOSTROPHE);
}

// A span of another language that begins with the one mark and ends with the
// other: they are of the text around it, and only taken in with the words.
static struct node *span_of(const struct text_edit *row,
                            const struct mark *open, const struct mark *close)
{
    const struct text_edit_item *first = &row->items[open->item],
                                *last = &row->items[close->item];
    struct node *node = row->parts[first->part].node;
    struct node *end = row->parts[last->part].node;
    if (first->offset != 0 || node->kind != NODE_TEXT ||
        (close->item + 1 < row->count &&
         row->items[close->item + 1].part == last->part))
        return NULL;
    while (node->parent && !node->previous && !kind_facts[node->kind].block &&
           !(node->kind == NODE_SPAN && node->lang.count))
        node = node->parent;
    if (node->kind != NODE_SPAN || node->lang.count == 0)
        return NULL;
    while (end != node && end->parent && !end->next)
        end = end->parent;
    return end == node ? node : NULL;
}

static struct node *mark_beside(struct text_edit *row, struct node *span,
                                uint32_t c, struct str between, bool opening)
{
    char bytes[4];
    struct str mark = {bytes, utf8_encode(c, bytes)};
    struct node *text = node_new(row->arena, NODE_TEXT, span->at);
    struct str first = opening ? mark : between,
               second = opening ? between : mark;
    text->as.text.text =
        arena_printf(row->arena, "%.*s%.*s", STR_ARG(first), STR_ARG(second));
    return text;
}

struct setting {
    struct text_edit *row;
    struct str *langs; // of the quotations that are open
    size_t depth;
};

// How many quotations in this language are open.
static size_t level_in(const struct setting *setting, struct str lang)
{
    enum { DEEPEST = 8 }; // levels only alternate, and nothing real is deeper
    size_t level = 0;
    for (size_t i = setting->depth; i > 0 && setting->depth - i < DEEPEST; i--)
        level += str_equal(language_primary(setting->langs[i - 1]),
                           language_primary(lang));
    return level;
}

static struct str inner_space(const struct text_edit *row, uint32_t neighbour,
                              const struct quote_marks *house)
{
    (void)row;
    return house->spaced && !text_edit_is_space(neighbour) ? STR("\u00A0")
                                                           : STR("");
}

static void set_opening(struct setting *setting, const struct mark *mark,
                        const struct quote_marks *house, size_t level)
{
    struct text_edit *row = setting->row;
    char bytes[4];
    struct str text = {bytes, utf8_encode(house->open[level % 2], bytes)};
    struct str space =
        inner_space(row, text_edit_after(row, mark->item), house);
    if (space.count)
        text_edit_change(row, mark->item,
                         arena_printf(row->arena, "%.*s%.*s", STR_ARG(text),
                                      STR_ARG(space)));
    else
        set_character(row, mark->item, house->open[level % 2]);
}

static void set_closing(struct text_edit *row, const struct mark *mark,
                        const struct quote_marks *house, size_t level)
{
    char bytes[4];
    struct str text = {bytes, utf8_encode(house->close[level % 2], bytes)};
    struct str space =
        inner_space(row, text_edit_before(row, mark->item), house);
    if (space.count)
        text_edit_change(row, mark->item,
                         arena_printf(row->arena, "%.*s%.*s", STR_ARG(space),
                                      STR_ARG(text)));
    else
        set_character(row, mark->item, house->close[level % 2]);
}

// Puts a pair around the span that had taken it in.
static void set_around(struct text_edit *row, struct node *span,
                       const struct mark *open, const struct mark *close,
                       const struct quote_marks *house, size_t level)
{
    struct str space = house->spaced ? STR("\u00A0") : STR("");
    text_edit_drop(row, open->item);
    text_edit_drop(row, close->item);
    node_insert_before(
        span, mark_beside(row, span, house->open[level % 2], space, true));
    node_insert_after(
        span, mark_beside(row, span, house->close[level % 2], space, false));
}

static void set_pair(struct setting *setting, const struct mark *open,
                     const struct mark *close)
{
    struct text_edit *row = setting->row;
    struct quote_marks house;
    struct node *span = span_of(row, open, close);
    struct str lang = lang_of_marks(row, open->item);
    if (span && span->parent)
        lang = node_lang(span->parent, row->lang);
    size_t level = level_in(setting, lang);
    if (quote_marks_of(lang, &house)) {
        if (span) {
            set_around(row, span, open, close, &house, level);
        } else {
            set_opening(setting, open, &house, level);
            set_closing(row, close, &house, level);
        }
    }
    if (!open->paragraphs)
        setting->langs[setting->depth++] = lang;
}

// A pair of single marks in which another mark could be the closing one keeps
// its level: only the shape is set.
static void set_unsure(struct text_edit *row, const struct mark *open,
                       const struct mark *close)
{
    struct quote_marks house;
    if (!quote_marks_of(lang_of_marks(row, open->item), &house) ||
        house.close[1] != 0x2019)
        return;
    set_character(row, open->item, house.open[1]);
    set_character(row, close->item, house.close[1]);
}

static void set_mark(struct setting *setting, const struct marks *marks,
                     size_t index)
{
    const struct mark *mark = &marks->items[index];
    struct quote_marks house;
    if (mark->hebrew)
        set_character(setting->row, mark->item, mark->hebrew);
    else if (mark->apostrophe)
        set_apostrophe(setting->row, mark->item);
    if (mark->apostrophe || mark->measure || mark->family == FAMILY_COUNT) {
        if (mark->family == FAMILY_COUNT)
            setting->depth = 0;
        return;
    }
    if (mark->goes_on) {
        struct str lang = lang_of_marks(setting->row, mark->item);
        if (quote_marks_of(lang, &house))
            set_opening(setting, mark, &house, 0);
        setting->langs[setting->depth++] = lang;
        return;
    }
    if (mark->partner == NOTHING)
        return;
    const struct mark *partner = &marks->items[mark->partner];
    bool opening = mark->partner > (long)index;
    if (opening && partner->unsure)
        set_unsure(setting->row, mark, partner);
    else if (opening)
        set_pair(setting, mark, partner);
    else if (!mark->unsure && !mark->paragraphs && setting->depth > 0)
        setting->depth--;
}

void quotes_set(struct text_edit *row)
{
    struct marks marks = {.row = row};
    read_marks(&marks);
    if (marks.count == 0)
        return;
    pair_marks(&marks);
    struct setting setting = {.row = row};
    setting.langs = ARENA_ARRAY(row->arena, struct str, marks.count + 1);
    for (size_t i = 0; i < marks.count; i++)
        set_mark(&setting, &marks, i);
    text_edit_apply(row);
}

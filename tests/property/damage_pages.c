// SPDX-License-Identifier: MIT
// What pages do to a text: paragraphs cut, running heads and page numbers in
// the cuts, notes at the foot.
#include "property.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

// ----- Where a page may cut -----

// A place where no doubt is left: twelve words before, ten behind, a word that
// goes on (in lower case, where there is case), and no recital.
enum { WORDS_BEFORE = 12, WORDS_BEHIND = 10 };

static struct str word_at(struct str text, size_t start)
{
    size_t end = start;
    for (size_t at = start; at < text.count && is_letter(utf8_next(text, &at));)
        end = at;
    return str_slice(text, start, end);
}

static bool same_folded(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    while (i < a.count && j < b.count)
        if (u_tolower((UChar32)utf8_next(a, &i)) !=
            u_tolower((UChar32)utf8_next(b, &j)))
            return false;
    return i == a.count && j == b.count;
}

static bool may_cut(const struct clean *clean, const struct paragraph *where,
                    size_t space)
{
    struct str text = clean->text;
    size_t before = space, after = space + 1;
    if (text.bytes[space] != ' ' || clean->roles[space] != ROLE_BODY ||
        clean->roles[space + 1] != ROLE_BODY ||
        clean->roles[space - 1] != ROLE_BODY)
        return false;
    if (!u_isalpha((UChar32)utf8_previous(text, &before)))
        return false;
    uint32_t next = utf8_next(text, &after);
    bool goes_on = clean_is(clean, "en ru") ? u_islower((UChar32)next)
                                            : u_isalpha((UChar32)next);
    return goes_on && word_at(text, space + 1).count > 2 &&
           words_between(text, where->start, space) >= WORDS_BEFORE &&
           words_between(text, space, where->end) >= WORDS_BEHIND &&
           !same_folded(word_at(text, where->start), word_at(text, space + 1));
}

// A cut of a paragraph, or 0 where it has no place for one.
static size_t find_cut(struct hurt *hurt, const struct paragraph *where)
{
    size_t *places = NULL, count = 0, capacity = 0;
    for (size_t at = where->start + 1; where->plain && at + 1 < where->end;
         at++)
        if (may_cut(hurt->clean, where, at))
            ARENA_PUSH(hurt->arena, places, count, capacity) = at;
    return count ? places[dice_below(hurt->dice, count)] : 0;
}

// ----- Cutting -----

struct cuts {
    size_t *at; // spaces, rising
    size_t count, capacity;
};

static struct cuts find_cuts(struct hurt *hurt, size_t one_in)
{
    struct cuts cuts = {0};
    for (size_t i = 0; i < hurt->clean->paragraph_count; i++) {
        size_t at = find_cut(hurt, &hurt->clean->paragraphs[i]);
        if (at && dice_one_in(hurt->dice, one_in))
            ARENA_PUSH(hurt->arena, cuts.at, cuts.count, cuts.capacity) = at;
    }
    return cuts;
}

// What stands in the cut with this number, to write behind a blank line.
typedef void (*filler)(struct hurt *hurt, size_t number, struct buffer *out);

static struct str cut(struct hurt *hurt, struct cuts cuts, filler fill)
{
    struct str text = hurt->clean->text;
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < cuts.count; i++) {
        buffer_add(&out, str_slice(text, done, cuts.at[i]));
        buffer_add_c(&out, "\n\n");
        fill(hurt, i + 2, &out);
        done = cuts.at[i] + 1;
    }
    buffer_add(&out, str_slice(text, done, text.count));
    struct str damaged = hurt_text(hurt, &out);
    buffer_release(&out);
    return damaged;
}

static void with_nothing(struct hurt *hurt, size_t number, struct buffer *out)
{
    (void)hurt, (void)number, (void)out;
}

static struct str cut_plainly(struct hurt *hurt)
{
    return cut(hurt, find_cuts(hurt, 2), with_nothing);
}

static void add_number(const struct hurt *hurt, size_t number,
                       struct buffer *out)
{
    char digits[20];
    snprintf(digits, sizeof digits, "%zu", number);
    for (size_t i = 0; digits[i]; i++)
        buffer_add_utf8(out, clean_is(hurt->clean, "fa ps")
                                 ? (uint32_t)(digits[i] - '0') + 0x6F0
                                 : (uint32_t)digits[i]);
}

static void with_number(struct hurt *hurt, size_t number, struct buffer *out)
{
    add_number(hurt, number, out);
    buffer_add_c(out, "\n\n");
}

static struct str cut_with_numbers(struct hurt *hurt)
{
    struct cuts cuts = find_cuts(hurt, 1);
    return cuts.count > 1 ? cut(hurt, cuts, with_number) : STR("");
}

static struct str head_of(const struct hurt *hurt)
{
    return clean_is(hurt->clean, "fa")   ? STR("دفترهای کوه")
           : clean_is(hurt->clean, "ps") ? STR("د غره پاڼې")
           : clean_is(hurt->clean, "ru") ? STR("ГОРНЫЕ ТЕТРАДИ")
                                         : STR("MOUNTAIN PAPERS");
}

static void with_head(struct hurt *hurt, size_t number, struct buffer *out)
{
    bool first = number % 2;
    if (first)
        with_number(hurt, number, out);
    buffer_add(out, head_of(hurt));
    buffer_add_c(out, "\n\n");
    if (!first)
        with_number(hurt, number, out);
}

static struct str cut_with_heads(struct hurt *hurt)
{
    struct cuts cuts = find_cuts(hurt, 1);
    hurt->may_stay = head_of(hurt); // once, behind its paragraph
    return cuts.count > 2 ? cut(hurt, cuts, with_head) : STR("");
}

static void with_caption(struct hurt *hurt, size_t number, struct buffer *out)
{
    (void)number;
    buffer_add(out, hurt->added);
    buffer_add_c(out, "\n\n");
}

static struct str cut_with_caption(struct hurt *hurt)
{
    struct cuts cuts = find_cuts(hurt, 1);
    hurt->added = clean_is(hurt->clean, "fa") ? STR("شکل ۱: پل بالا در بهار")
                  : clean_is(hurt->clean, "ps")
                      ? STR("۱ انځور: پاسنی پل په پسرلي کې")
                  : clean_is(hurt->clean, "ru")
                      ? STR("Рис. 1. Верхний мост весной")
                      : STR("Figure 1. The upper bridge in spring");
    if (cuts.count == 0)
        return STR("");
    cuts.at += dice_below(hurt->dice, cuts.count);
    cuts.count = 1;
    return cut(hurt, cuts, with_caption);
}

// ----- Hyphens at line ends -----

static bool stands_elsewhere(const struct clean *clean, struct str word)
{
    size_t count = 0;
    for (size_t at = 0; at < clean->text.count;) {
        struct str other = word_at(clean->text, at);
        count += same_folded(other, word) && other.count == word.count;
        if (other.count == 0)
            utf8_next(clean->text, &at);
        else
            at += other.count;
    }
    return count > 1;
}

static bool is_among(const struct words *words, struct str word)
{
    for (size_t i = 0; i < words->count; i++)
        if (same_folded(words->items[i], word))
            return true;
    return false;
}

// "aro-" and "und": without a dictionary, that may be German.
static bool is_conjunction_too(struct str half)
{
    return str_equal(half, STR("und")) || str_equal(half, STR("and")) ||
           str_equal(half, STR("oder")) || str_equal(half, STR("или"));
}

// Cuts some words of six letters and more in their middle. Where the text has
// such a word once only, its hyphen stays, and is told.
static struct str break_words(struct hurt *hurt, const char *broken, bool known)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0}, expected = {0};
    struct words done = {0};
    for (size_t at = 0; at < clean->text.count;) {
        struct str word = word_at(clean->text, at);
        if (word.count == 0) {
            buffer_add_byte(&out, clean->text.bytes[at]);
            buffer_add_byte(&expected, clean->text.bytes[at++]);
            continue;
        }
        size_t half = at;
        for (size_t i = 0; i < utf8_count(word) / 2; i++)
            utf8_next(clean->text, &half);
        bool breaks =
            utf8_count(word) >= 6 && clean->roles[at] == ROLE_BODY &&
            clean->text.bytes[at + word.count] != '-' &&
            (at == 0 || clean->text.bytes[at - 1] != '-') &&
            dice_one_in(hurt->dice, 9) &&
            stands_elsewhere(clean, word) == known && !is_among(&done, word) &&
            !is_conjunction_too(str_slice(clean->text, half, at + word.count));
        if (breaks) // each word once: it must stand whole elsewhere
            ARENA_PUSH(hurt->arena, done.items, done.count, done.capacity) =
                word;
        buffer_add(&out, str_slice(clean->text, at, half));
        buffer_add(&expected, str_slice(clean->text, at, half));
        if (breaks)
            buffer_add_c(&out, broken);
        if (breaks && !known)
            buffer_add_byte(&expected, '-');
        buffer_add(&out, str_slice(clean->text, half, at + word.count));
        buffer_add(&expected, str_slice(clean->text, half, at + word.count));
        at += word.count;
    }
    hurt->expected = arena_str(hurt->arena, buffer_str(&expected));
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    buffer_release(&expected);
    return text;
}

static struct str known_words_broken(struct hurt *hurt)
{
    return break_words(hurt, "-\n", true);
}

static struct str new_words_broken(struct hurt *hurt)
{
    return break_words(hurt, "-\n", false);
}

// ----- Notes -----

struct old_style {
    const char *open, *close; // around a reference's number
    bool superscript;         // ¹²³ for the number, in reference and note
    bool raised_note;         // <sup>7</sup> text
    bool restarts;            // from 1 behind every heading
    bool at_foot;             // behind the section, else behind the text
    bool in_cut;              // between the halves of a cut paragraph
};

struct page {            // of notes that wait for their foot
    size_t first, last;  // notes, from 1
    size_t before_first; // the number that the first begins with, less 1
};

static void add_digits(const struct hurt *hurt, const struct old_style *style,
                       size_t number, struct buffer *out)
{
    static const uint32_t raised[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                      0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (!style->superscript) {
        add_number(hurt, number, out);
        return;
    }
    char digits[20];
    snprintf(digits, sizeof digits, "%zu", number);
    for (size_t i = 0; digits[i]; i++)
        buffer_add_utf8(out, raised[digits[i] - '0']);
}

static const struct paragraph *definition(const struct clean *clean,
                                          size_t number)
{
    size_t first = clean->paragraph_count - clean->notes;
    return &clean->paragraphs[first + number - 1];
}

static void add_note(const struct hurt *hurt, const struct old_style *style,
                     size_t note, size_t number, struct buffer *out)
{
    const struct paragraph *where = definition(hurt->clean, note);
    struct str text = str_slice(hurt->clean->text, where->start, where->end);
    size_t after = str_find(text, STR("]: ")) + 3;
    buffer_add_c(out, style->raised_note ? "<sup>" : "");
    add_digits(hurt, style, number, out);
    buffer_add_c(out, style->raised_note ? "</sup> " : " ");
    buffer_add(out, str_slice(text, after, text.count));
    buffer_add_c(out, "\n\n");
}

static void add_foot(const struct hurt *hurt, const struct old_style *style,
                     struct page *page, struct buffer *out)
{
    for (size_t i = page->first; i <= page->last; i++)
        add_note(hurt, style, i, i - page->before_first, out);
    page->first = page->last + 1;
    if (style->restarts)
        page->before_first = page->last;
}

// A paragraph with its references written the old way, and maybe cut behind
// one, with the notes so far in the cut.
static void add_text(struct hurt *hurt, const struct old_style *style,
                     const struct paragraph *where, struct page *page,
                     struct buffer *out)
{
    const struct clean *clean = hurt->clean;
    size_t place = style->in_cut ? find_cut(hurt, where) : 0;
    for (size_t at = where->start; at < where->end;) {
        struct str rest = str_slice(clean->text, at, where->end);
        if (at == place && page->last >= page->first) {
            buffer_add_c(out, "\n\n");
            add_foot(hurt, style, page, out);
            at++;
        } else if (str_starts(rest, STR("[^"))) {
            page->last++;
            buffer_add_c(out, style->open);
            add_digits(hurt, style, page->last - page->before_first, out);
            buffer_add_c(out, style->close);
            at += str_find(rest, STR("]")) + 1;
        } else
            buffer_add_byte(out, clean->text.bytes[at++]);
    }
    buffer_add_c(out, "\n\n");
}

// A number behind a letter or two may be a power: m², and no note.
static bool are_plain_references(const struct clean *clean)
{
    struct str text = clean->text;
    for (size_t at = clean->front_end; at < text.count; at++) {
        size_t before = at, letters = 0;
        if (!str_starts(str_slice(text, at, text.count), STR("[^")) ||
            text.bytes[at - 1] == '\n')
            continue;
        while (letters < 3 && is_letter(utf8_previous(text, &before)))
            letters++;
        if (letters == 1 || letters == 2)
            return false;
    }
    return true;
}

static struct str old_notes(struct hurt *hurt, const struct old_style *style)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0};
    struct page page = {.first = 1};
    if (clean->notes < 2 || !are_plain_references(clean) ||
        str_find(str_slice(clean->text, 0, clean->front_end), STR("[^")) !=
            STR_NONE)
        return STR("");
    buffer_add(&out, str_slice(clean->text, 0, clean->paragraphs[0].start));
    for (size_t i = 0; i < clean->paragraph_count - clean->notes; i++) {
        if (style->at_foot &&
            clean->text.bytes[clean->paragraphs[i].start] == '#')
            add_foot(hurt, style, &page, &out);
        add_text(hurt, style, &clean->paragraphs[i], &page, &out);
    }
    add_foot(hurt, style, &page, &out);
    struct str damaged =
        arena_str(hurt->arena, str_slice(buffer_str(&out), 0, out.count - 1));
    buffer_release(&out);
    return damaged;
}

static struct str notes_sup(struct hurt *hurt)
{
    struct old_style style = {.open = "<sup>", .close = "</sup>"};
    style.raised_note = dice_one_in(hurt->dice, 2);
    style.at_foot = dice_one_in(hurt->dice, 2);
    return old_notes(hurt, &style);
}

static struct str notes_raised(struct hurt *hurt)
{
    struct old_style style = {.open = "", .close = "", .superscript = true};
    style.at_foot = dice_one_in(hurt->dice, 2);
    return old_notes(hurt, &style);
}

static struct str notes_restart(struct hurt *hurt)
{
    struct old_style style = {.open = "<sup>", .close = "</sup>"};
    style.at_foot = style.restarts = true;
    return old_notes(hurt, &style);
}

static struct str notes_in_cuts(struct hurt *hurt)
{
    struct old_style style = {.open = "<sup>", .close = "</sup>"};
    style.in_cut = true;
    style.at_foot = dice_one_in(hurt->dice, 2);
    return old_notes(hurt, &style);
}

// Numbers on the line: nothing tells them from other numbers for certain.
static struct str notes_plain(struct hurt *hurt)
{
    struct old_style style = {.open = "", .close = ""};
    return old_notes(hurt, &style);
}

// ----- Structure -----

// What a page or a copy may do at any place.
static struct str anything(struct hurt *hurt)
{
    static const char *const inserted[] = {"\n\n",
                                           "\n",
                                           "  \n",
                                           "\n\n---\n\n",
                                           "\n\n17\n\n",
                                           "\n\n# ",
                                           "-\n",
                                           "\n\n**",
                                           "\n> ",
                                           "\n- ",
                                           "\n\n1. ",
                                           "<sup>2</sup> ",
                                           "[^1] ",
                                           "\\",
                                           "\n\n2 ",
                                           "\t",
                                           "\u00A0",
                                           "\n\n[^9]: ",
                                           "\n\n| a | b |\n"};
    struct str text = hurt->clean->text;
    struct buffer out = {0};
    size_t done = 0;
    size_t times = 1 + dice_below(hurt->dice, 6);
    for (size_t i = 0; i < times && done < text.count; i++) {
        size_t at = done + dice_below(hurt->dice, text.count - done);
        while (at < text.count &&
               (text.bytes[at] != ' ' || at < hurt->clean->front_end ||
                hurt->clean->roles[at] == ROLE_MARKED))
            at++;
        if (at == text.count)
            break;
        buffer_add(&out, str_slice(text, done, at));
        buffer_add_c(&out, inserted[dice_below(hurt->dice, COUNT(inserted))]);
        done = at + 1;
    }
    buffer_add(&out, str_slice(text, done, text.count));
    hurt->added = STR("a b sup");
    struct str damaged = hurt_text(hurt, &out);
    buffer_release(&out);
    return damaged;
}

// ----- Front matter -----

// The value of a line `key: "…"` of the front matter, or of a folded text.
static struct str front_value(const struct clean *clean, const char *key)
{
    struct str front = str_slice(clean->text, 0, clean->front_end);
    size_t at = str_find(front, str_of(key));
    if (at == STR_NONE)
        return STR("");
    at += strlen(key);
    size_t end = at;
    while (end < front.count && front.bytes[end] != '\n')
        end++;
    struct str value = str_slice(front, at, end);
    if (str_starts(value, STR("\"")))
        value = str_slice(value, 1, value.count - 1);
    return value;
}

// The title as a heading, the authors under it, the abstract under them: what
// a page shows of the front matter.
static struct str front_lost(struct hurt *hurt)
{
    const struct clean *clean = hurt->clean;
    struct str title = front_value(clean, "\ntitle: ");
    struct str author = front_value(clean, "  - name: ");
    struct str abstract = front_value(clean, "\nabstract: >-\n  ");
    if (title.count == 0 || abstract.count == 0)
        return STR("");
    struct str text =
        arena_printf(hurt->arena, "# %.*s\n\n%.*s\n\n%.*s\n\n%.*s",
                     STR_ARG(title), STR_ARG(author), STR_ARG(abstract),
                     STR_ARG(str_slice(clean->text, clean->front_end + 1,
                                       clean->text.count)));
    hurt->basis = text;
    hurt->added =
        STR("title subtitle lang en ru fa AF ps und date authors name "
            "role bio abstract series organisations url");
    return text;
}

// ----- Several -----

static struct str damage_by_name(struct hurt *hurt, struct str text,
                                 const char *name)
{
    static const struct {
        const struct damage *table;
        const size_t *count;
    } tables[] = {{letter_damages, &letter_damage_count},
                  {page_damages, &page_damage_count}};
    for (size_t i = 0; i < COUNT(tables); i++)
        for (size_t k = 0; k < *tables[i].count; k++) {
            const struct damage *damage = &tables[i].table[k];
            if (strcmp(damage->name, name) != 0 ||
                !clean_is(hurt->clean, damage->langs))
                continue;
            struct hurt one = *hurt;
            one.clean = clean_read(hurt->arena, hurt->clean->name, text);
            struct str damaged = damage->apply(&one);
            return damaged.count > 0 ? damaged : text;
        }
    return text;
}

struct str several_damages(struct hurt *hurt)
{
    static const char *const letters[] = {
        "zero-width", "zwnj",      "some-arabic-letters", "tatweel",
        "decomposed", "ligatures", "presentation-forms",  "hyphens",
        "spaces",     "controls"};
    static const char *const pages[] = {"notes-sup", "notes-raised",
                                        "notes-restart", "cut-with-numbers"};
    static const char *const files[] = {"line-ends", "unicode", "none"};
    struct str text = hurt->clean->text;
    for (size_t i = 2 + dice_below(hurt->dice, 2); i > 0; i--)
        text = damage_by_name(hurt, text,
                              letters[dice_below(hurt->dice, COUNT(letters))]);
    text =
        damage_by_name(hurt, text, pages[dice_below(hurt->dice, COUNT(pages))]);
    text =
        damage_by_name(hurt, text, files[dice_below(hurt->dice, COUNT(files))]);
    return str_equal(text, hurt->clean->text) ? STR("") : text;
}

// ----- The table -----

#define ALL "en fa ps ru"

const struct damage page_damages[] = {
    {"cut", "en ru", cut_plainly, FATE_REPAIRED, NULL},
    {"cut-with-numbers", ALL, cut_with_numbers, FATE_REPAIRED,
     "page-mark-dropped"},
    {"cut-with-heads", ALL, cut_with_heads, FATE_REPAIRED, "page-mark-dropped"},
    {"cut-with-caption", ALL, cut_with_caption, FATE_WORDS, NULL},
    {"known-words-broken", "en ru", known_words_broken, FATE_REPAIRED, NULL},
    {"new-words-broken", "en ru", new_words_broken, FATE_REPAIRED,
     "hyphen-kept"},
    {"notes-sup", ALL, notes_sup, FATE_REPAIRED, "notes-collected"},
    {"notes-raised", ALL, notes_raised, FATE_REPAIRED, "notes-collected"},
    {"notes-restart", ALL, notes_restart, FATE_REPAIRED, "notes-collected"},
    {"notes-in-cuts", ALL, notes_in_cuts, FATE_REPAIRED, "notes-collected"},
    {"notes-plain", ALL, notes_plain, FATE_WORDS, NULL},
    {"front-lost", ALL, front_lost, FATE_WORDS, NULL},
    {"several", ALL, several_damages, FATE_REPAIRED, NULL},
    {"anything", ALL, anything, FATE_WORDS, NULL},
};
const size_t page_damage_count = COUNT(page_damages);

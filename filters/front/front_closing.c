// SPDX-License-Identifier: MIT
// What stands at the end of a brief: biographies, cover credit, imprint,
// responsible persons, disclaimer.
#include "front/front_parts.h"

#include "base/characters.h"
#include "languages/language.h"
#include "languages/words.h"

#include <string.h>

// What a block of the closing matter is.
enum closing {
    CLOSING_NONE,
    CLOSING_BREAK,
    CLOSING_AUTHORS_HEADING,
    CLOSING_IMPRINT_HEADING,
    CLOSING_BIOGRAPHY,
    CLOSING_COVER,
    CLOSING_COPYRIGHT,
    CLOSING_LINKS,
    CLOSING_RESPONSIBLE, // the label, maybe with a person behind it
    CLOSING_PERSON,
    CLOSING_DISCLAIMER,
    CLOSING_NOTE, // notes may lie between; they are none of our business
};

struct label {
    enum word word;
    enum language_row others; // how else it is written
};
static const struct label cover_labels = {WORD_cover_photo, ROW_cover_labels};
static const struct label imprint_labels = {WORD_imprint, ROW_imprint_labels};
static const struct label responsible_labels = {WORD_responsible,
                                                ROW_responsible_labels};
static const struct label disclaimer_labels = {WORD_disclaimer,
                                               ROW_disclaimer_labels};
static const struct label authors_labels = {WORD_about_the_authors,
                                            ROW_authors_labels};

// A label of the document's language, in English, or as it is else written.
static bool labelled(const struct fronting *now, const struct label *label,
                     struct str text, struct str *rest)
{
    struct language_walk walk = {.row = label->others, .text_lang = now->lang};
    struct str other;
    while (languages_next(&walk, &other))
        if (front_has_label(text, other, rest))
            return true;
    return front_has_label(text, language_word(now->lang, label->word), rest) ||
           front_has_label(text, language_word(language_default(), label->word),
                           rest);
}

void front_let_go_labels(struct fronting *now)
{
    static const struct label *const all[] = {
        &cover_labels, &imprint_labels, &responsible_labels, &disclaimer_labels,
        &authors_labels};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct language_walk walk = {.row = all[i]->others,
                                     .text_lang = now->lang};
        struct str other;
        while (languages_next(&walk, &other))
            source_let_go(now->source, other);
        source_let_go(now->source, language_word(now->lang, all[i]->word));
        source_let_go(now->source,
                      language_word(language_default(), all[i]->word));
    }
}

static bool says_only(const struct fronting *now, const struct label *label,
                      struct str text)
{
    struct str rest;
    return labelled(now, label, text, &rest) && rest.count == 0;
}

// ----- One block each -----

// The sign, or words that say the same before it: "Photo ©" is none.
static bool has_sign(struct str text)
{
    size_t sign = str_find(text, STR("\u00A9"));
    struct str before = str_trim(str_slice(text, 0, sign));
    if (str_ends(before, STR(":")) || str_ends(before, STR(".")))
        before = str_slice(before, 0, before.count - 1);
    return sign != STR_NONE &&
           (before.count == 0 ||
            languages_list(ROW_copyright_labels, before, STR("")));
}

static bool is_copyright(const struct fronting *now, struct str text,
                         struct str *notice)
{
    *notice = str_trim(text);
    if (labelled(now, &imprint_labels, text, notice) && notice->count == 0)
        return false;
    return has_sign(*notice) || str_starts(*notice, STR("(c) ")) ||
           str_starts(*notice, STR("Copyright "));
}

static bool is_cover(const struct fronting *now, struct str text,
                     struct str *credit)
{
    return labelled(now, &cover_labels, text, credit) && credit->count > 0;
}

// Without the comma, colon or dash that tied it to the name.
static struct str without_tie(struct str text)
{
    static const char *const ties[] = {",", ":", "\u2013 ", "\u2014", "- "};
    for (size_t i = 0; i < sizeof ties / sizeof ties[0]; i++)
        if (str_starts(text, str_of(ties[i])))
            return str_trim(str_slice(text, str_of(ties[i]).count, text.count));
    return text;
}

// Does the line of names under the title hold this one?
static bool in_opening(const struct fronting *now, struct str name)
{
    for (size_t i = now->opening; i < now->section; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->kind == BLOCK_PARAGRAPH &&
            block->end - block->offset <= NAMES_BYTES &&
            str_find(block_text(now->text, block), name) != STR_NONE)
            return true;
    }
    return false;
}

#define LIFE_WORDS 5 // of a biography that nothing else proves

// One of the names under the title that text begins with; *rest is what
// follows. Empty where it begins with none.
static struct str known_start(const struct fronting *now, struct str text,
                              struct str *rest)
{
    for (size_t i = 0; i < now->names.count; i++) {
        struct str name = now->names.items[i].name.text;
        *rest = str_slice(text, name.count, text.count);
        if (str_starts(text, name) && rest->count > 0 &&
            (rest->bytes[0] == ' ' || rest->bytes[0] == ','))
            return str_slice(text, 0, name.count);
    }
    return STR("");
}

// **Name**, ***Name***; or plain or *in italics* a name of the opening.
static struct str name_start(const struct fronting *now, struct str text,
                             struct str *rest)
{
    struct str name = front_bold_start(text, rest);
    if (str_starts(name, STR("*")) && str_starts(*rest, STR("*"))) {
        *rest = str_slice(*rest, 1, rest->count);
        return str_slice(name, 1, name.count);
    }
    if (name.count > 0 || !str_starts(text, STR("*")))
        return name.count > 0 ? name : known_start(now, text, rest);
    struct str within = str_slice(text, 1, text.count);
    size_t close = str_find(within, STR("*"));
    struct str slanted =
        close == STR_NONE ? STR("") : str_slice(within, 0, close);
    *rest = str_slice(within, slanted.count + 1, within.count);
    for (size_t i = 0; i < now->names.count; i++)
        if (str_equal(now->names.items[i].name.text, slanted))
            return slanted;
    return STR("");
}

// **Name** (role) text; one of the two may be missing.
static bool read_biography(struct fronting *now, struct str text,
                           struct front_person *person)
{
    struct str rest, name = name_start(now, text, &rest);
    if (str_ends(name, STR(":")) || str_ends(name, STR(",")))
        name = str_slice(name, 0, name.count - 1);
    if (!front_is_name_like(name) || front_words(name) < 2)
        return false;
    *person =
        (struct front_person){.name = front_value_of(now, str_trim(name))};
    rest = str_trim(rest);
    if (str_starts(rest, STR("("))) {
        size_t close = str_find(rest, STR(")"));
        if (close == STR_NONE)
            return false;
        person->role = front_value_of(now, str_slice(rest, 1, close));
        rest = str_trim(str_slice(rest, close + 1, rest.count));
    }
    rest = without_tie(rest);
    person->bio = front_value_of(now, rest);
    size_t least = LIFE_WORDS;
    if (in_opening(now, person->name.text))
        least = front_value_given(person->role) ? 0 : 1;
    return front_words(rest) >= least && !str_starts(rest, STR("|"));
}

// **Name** | role, or Name | role.
static bool read_person(struct fronting *now, struct str line,
                        struct front_person *person)
{
    struct str rest, name = front_bold_start(line, &rest);
    size_t bar = str_find(rest, STR("|"));
    if (bar == STR_NONE)
        return false;
    if (name.count == 0)
        name = str_slice(rest, 0, bar);
    else if (!str_blank(str_slice(rest, 0, bar)))
        return false;
    struct str role = str_trim(str_slice(rest, bar + 1, rest.count));
    *person = (struct front_person){.name = front_value_of(now, str_trim(name)),
                                    .role = front_value_of(now, role)};
    return front_is_name_like(name) && role.count > 0 &&
           str_find(role, STR("|")) == STR_NONE;
}

static bool is_people(struct fronting *now, struct str text)
{
    struct front_person person;
    struct str line;
    size_t offset = 0, count = 0;
    while (front_next_line(text, &offset, &line)) {
        if (!read_person(now, line, &person))
            return false;
        count++;
    }
    return count > 0;
}

static bool is_disclaimer(const struct fronting *now, struct str text)
{
    struct language_walk walk = {.row = ROW_disclaimer_cues,
                                 .text_lang = now->lang};
    struct str rest, cue;
    if (labelled(now, &disclaimer_labels, text, &rest) && rest.count > 0)
        return true;
    while (languages_next(&walk, &cue))
        if (str_find(text, cue) != STR_NONE)
            return true;
    return false;
}

static enum closing paragraph_kind(struct fronting *now, struct str text)
{
    struct front_person person;
    struct str rest;
    if (is_cover(now, text, &rest))
        return CLOSING_COVER;
    if (is_copyright(now, text, &rest))
        return CLOSING_COPYRIGHT;
    if (labelled(now, &responsible_labels, text, &rest) &&
        (rest.count == 0 || is_people(now, rest)))
        return CLOSING_RESPONSIBLE;
    if (says_only(now, &authors_labels, text))
        return CLOSING_AUTHORS_HEADING;
    if (says_only(now, &imprint_labels, text))
        return CLOSING_IMPRINT_HEADING;
    if (is_people(now, text))
        return CLOSING_PERSON;
    if (front_is_links(text))
        return CLOSING_LINKS;
    if (read_biography(now, text, &person))
        return CLOSING_BIOGRAPHY;
    return is_disclaimer(now, text) ? CLOSING_DISCLAIMER : CLOSING_NONE;
}

#define BIOGRAPHIES 12 // that a rule or a heading leads

// A plain name at the start of a paragraph opens a biography only behind a
// rule or a heading that announces it, or behind another one.
static bool is_led(struct fronting *now, size_t index)
{
    struct str rest;
    for (size_t i = index; i-- > now->opening && index - i <= BIOGRAPHIES;) {
        const struct block *block = &now->blocks.items[i];
        struct str text = block_text(now->text, block);
        if (block->kind == BLOCK_BREAK || says_only(now, &authors_labels, text))
            return true;
        if (block->kind != BLOCK_PARAGRAPH ||
            name_start(now, text, &rest).count == 0)
            return false;
    }
    return false;
}

static enum closing closing_kind(struct fronting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    struct str text = block_text(now->text, block);
    enum closing kind = CLOSING_NONE;
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        kind = paragraph_kind(now, text);
        if (kind == CLOSING_BIOGRAPHY && !str_starts(text, STR("**")) &&
            !is_led(now, index))
            kind = CLOSING_NONE;
        return kind;
    case BLOCK_BREAK:
        return CLOSING_BREAK;
    case BLOCK_HEADING:
        if (says_only(now, &authors_labels, text))
            return CLOSING_AUTHORS_HEADING;
        return says_only(now, &imprint_labels, text) ? CLOSING_IMPRINT_HEADING
                                                     : CLOSING_NONE;
    case BLOCK_NOTE:
    case BLOCK_REFERENCE:
        return CLOSING_NOTE;
    case BLOCK_FRONT:
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_CODE:
    case BLOCK_FENCE:
    case BLOCK_TABLE:
    case BLOCK_QUOTE:
    case BLOCK_HTML:
    case BLOCK_DIRECTIVE:
        break;
    }
    return CLOSING_NONE;
}

// ----- The closing matter as a whole -----

// From the end back to the first block that is none of it.
static size_t closing_start(struct fronting *now, enum closing *kinds)
{
    size_t start = now->blocks.count;
    while (start > now->opening) {
        kinds[start - 1] = closing_kind(now, start - 1);
        if (kinds[start - 1] == CLOSING_NONE)
            break;
        start--;
    }
    return start;
}

// A bold name alone proves nothing: it must be an author's, stand under a
// heading that says so, or in the company of an imprint.
static bool is_proved(struct fronting *now, const enum closing *kinds,
                      size_t start)
{
    for (size_t i = start; i < now->blocks.count; i++) {
        struct front_person person;
        if (kinds[i] == CLOSING_COVER || kinds[i] == CLOSING_COPYRIGHT ||
            kinds[i] == CLOSING_RESPONSIBLE ||
            kinds[i] == CLOSING_AUTHORS_HEADING)
            return true;
        if (kinds[i] == CLOSING_BIOGRAPHY &&
            read_biography(now, block_text(now->text, &now->blocks.items[i]),
                           &person) &&
            in_opening(now, person.name.text))
            return true;
    }
    return false;
}

// Without the company of others, a break or a disclaimer is body text.
static size_t first_proved(const struct fronting *now,
                           const enum closing *kinds, size_t start)
{
    while (start < now->blocks.count &&
           (kinds[start] == CLOSING_NOTE || kinds[start] == CLOSING_LINKS ||
            kinds[start] == CLOSING_PERSON ||
            kinds[start] == CLOSING_DISCLAIMER))
        start++;
    return start;
}

// ----- Taking -----

static void add_people(struct fronting *now, struct front_people *people,
                       struct str text)
{
    struct front_person person;
    struct str line;
    size_t offset = 0;
    while (front_next_line(text, &offset, &line))
        if (read_person(now, line, &person))
            ARENA_PUSH(now->arena, people->items, people->count,
                       people->capacity) = person;
}

enum {
    SOLAR_FIRST = 1300,
    SOLAR_END = 1500,
    OURS_FIRST = 1900,
    OURS_END = 2100
};

// The number of the digits at *offset, in any script; 0 where it is no year,
// ours or solar. Moves past it and one character more.
static size_t next_year(struct str text, size_t *offset)
{
    size_t number = 0, digits = 0;
    while (*offset < text.count) {
        int digit = char_digit_value(utf8_next(text, offset));
        if (digit < 0)
            break;
        if (++digits <= 4)
            number = number * 10 + (size_t)digit;
    }
    bool year = (number >= SOLAR_FIRST && number < SOLAR_END) ||
                (number >= OURS_FIRST && number < OURS_END);
    return digits == 4 && year ? number : 0;
}

// The date of a brief is the one year of its notice, maybe in both calendars:
// © 2022 (1401). Of two, nothing tells.
static struct str year_of(const struct fronting *now, struct str notice)
{
    size_t years = 0, least = SIZE_MAX, most = 0;
    for (size_t at = 0; at < notice.count;) {
        size_t year = next_year(notice, &at);
        if (year == 0)
            continue;
        years++;
        least = year < least ? year : least;
        most = year > most ? year : most;
    }
    bool same = years == 2 && least < SOLAR_END &&
                (most == least + 621 || most == least + 622);
    return years == 1 || same ? arena_printf(now->arena, "%zu", most) : STR("");
}

static void take_copyright(struct fronting *now, struct str text)
{
    struct str notice;
    is_copyright(now, text, &notice);
    now->copyright = front_value_of(now, notice);
    now->year = year_of(now, notice);
}

#define BIOGRAPHIES_MOST 100 // keeps it linear

static bool has_biography(const struct fronting *now, struct str name)
{
    for (size_t i = 0; i < now->biographies.count; i++)
        if (str_equal(now->biographies.items[i].name.text, name))
            return true;
    return false;
}

static const char *take(struct fronting *now, enum closing kind,
                        struct str text)
{
    struct front_person person;
    struct str rest;
    switch (kind) {
    case CLOSING_BIOGRAPHY:
        // A second one of the same person would have nowhere to go.
        if (!read_biography(now, text, &person) ||
            now->biographies.count == BIOGRAPHIES_MOST ||
            has_biography(now, person.name.text))
            return NULL;
        ARENA_PUSH(now->arena, now->biographies.items, now->biographies.count,
                   now->biographies.capacity) = person;
        return "bio";
    case CLOSING_COVER:
        if (front_value_given(now->cover_credit) || !is_cover(now, text, &rest))
            return NULL;
        now->cover_credit = front_value_of(now, rest);
        return "cover-credit";
    case CLOSING_COPYRIGHT:
        if (front_value_given(now->copyright))
            return NULL;
        take_copyright(now, text);
        return "copyright";
    case CLOSING_RESPONSIBLE:
        labelled(now, &responsible_labels, text, &rest);
        add_people(now, &now->responsible, rest);
        return rest.count > 0 ? "responsible" : "";
    case CLOSING_PERSON:
        add_people(now, &now->responsible, text);
        return "responsible";
    case CLOSING_DISCLAIMER:
        if (labelled(now, &disclaimer_labels, text, &rest))
            text = rest;
        ARENA_PUSH(now->arena, now->disclaimer.items, now->disclaimer.count,
                   now->disclaimer.capacity) = front_value_of(now, text);
        return "disclaimer";
    case CLOSING_BREAK:
    case CLOSING_AUTHORS_HEADING:
    case CLOSING_IMPRINT_HEADING:
        return "";
    case CLOSING_LINKS: // see front_links
    case CLOSING_NOTE:
    case CLOSING_NONE:
        break;
    }
    return NULL;
}

void front_closing(struct fronting *now)
{
    enum closing *kinds =
        ARENA_ARRAY(now->arena, enum closing, now->blocks.count + 1);
    size_t start = closing_start(now, kinds);
    start = first_proved(now, kinds, start);
    now->closing = now->imprint = now->blocks.count;
    if (!is_proved(now, kinds, start))
        return;
    now->closing = start;
    for (size_t i = start; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        struct str text = str_trim(block_text(now->text, block));
        const char *key = take(now, kinds[i], text);
        if (now->imprint > i && (kinds[i] == CLOSING_COPYRIGHT ||
                                 kinds[i] == CLOSING_IMPRINT_HEADING))
            now->imprint = i;
        now->taken[i] = key != NULL;
        if (key && *key)
            front_report_inferred(now, block, key, text);
    }
}

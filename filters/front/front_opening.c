// SPDX-License-Identifier: MIT
// The blocks before the first section: series line, authors, organisations
// and the abstract.
#include "front/front_parts.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "source/guess.h"
#include "languages/language.h"
#include "languages/words.h"
#include "normalise/normalise_parts.h"
#include "languages/rows.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- Series -----

#define SERIES_WORDS 12

static bool is_display_line(struct str line)
{
    static const char closing[] = ".!?;:,", markup[] = "[]<>{}=`|\\";
    if (line.count == 0 || str_find(line, STR("\n")) != STR_NONE ||
        front_words(line) == 0 || front_words(line) > SERIES_WORDS)
        return false;
    for (const char *c = closing; *c; c++)
        if (line.bytes[line.count - 1] == *c)
            return false;
    for (size_t i = 0; i < line.count; i++)
        if (strchr(markup, line.bytes[i]))
            return false;
    return true;
}

static bool is_all_capitals(struct str line)
{
    bool capital = false;
    for (size_t offset = 0; offset < line.count;) {
        UChar32 c = (UChar32)utf8_next(line, &offset);
        if (u_islower(c))
            return false;
        capital = capital || u_isupper(c);
    }
    return capital;
}

static bool has_company(const struct fronting *now)
{
    return now->authors.count > 0 || now->organisation_count > 0 ||
           now->closing < now->blocks.count;
}

static bool is_kind(const struct fronting *now, struct str line)
{
    struct str rest;
    return front_has_label(line, language_word(now->lang, WORD_policy_brief),
                           &rest) &&
           rest.count == 0;
}

// The line over the title; empty where it is none of series or kind.
static struct str display_line(const struct fronting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    struct str line = block_text(now->text, block),
               bold = front_bold_whole(line);
    if (bold.count > 0)
        line = bold;
    bool fits = block->kind == BLOCK_PARAGRAPH && is_display_line(line) &&
                (is_all_capitals(line) || has_company(now));
    return fits ? line : STR("");
}

// The one line over the title: in capitals, or in the company of authors, an
// organisation or an imprint. Two lines could be a slogan and a place: then
// both stay, but where one is the kind the other is the series.
static void find_series(struct fronting *now)
{
    struct str lines[2];
    size_t kinds = 0;
    if (now->title != 1 && now->title != 2)
        return;
    for (size_t i = 0; i < now->title; i++) {
        lines[i] = display_line(now, i);
        if (lines[i].count == 0)
            return;
        kinds += is_kind(now, lines[i]);
    }
    if (now->title == 2 && kinds != 1)
        return;
    for (size_t i = 0; i < now->title; i++) {
        bool kind = is_kind(now, lines[i]);
        *(kind ? &now->kind : &now->series) = front_value_of(now, lines[i]);
        now->taken[i] = true;
        front_report_inferred(now, &now->blocks.items[i],
                              kind ? "kind" : "series", lines[i]);
    }
}

// ----- Authors -----

// The length of a separator of names at offset; 0 where there is none.
static size_t separator_at(struct str line, size_t offset, struct str lang)
{
    struct language_walk walk = {.row = ROW_name_joints, .text_lang = lang};
    struct str rest = str_slice(line, offset, line.count), joint;
    while (languages_next(&walk, &joint))
        if (str_starts(rest, joint))
            return joint.count;
    return 0;
}

static void add_author(struct fronting *now, struct front_people *people,
                       struct str name)
{
    ARENA_PUSH(now->arena, people->items, people->count, people->capacity) =
        (struct front_person){.name = front_value_of(now, name)};
}

// What stands before the names of authors, or before the abstract, on its own
// line or its first, and goes.
void front_let_go_opening_labels(struct fronting *now)
{
    static const enum language_row rows[] = {ROW_author_labels,
                                             ROW_abstract_labels};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct language_walk walk = {.row = rows[i], .text_lang = now->lang};
        struct str label;
        while (languages_next(&walk, &label))
            source_let_go(now->source, label);
    }
}

static struct str without_label(struct str text, enum language_row row,
                                struct str lang)
{
    struct language_walk walk = {.row = row, .text_lang = lang};
    struct str label;
    while (languages_next(&walk, &label))
        if (str_starts(text, label))
            return str_trim(str_slice(text, label.count, text.count));
    return text;
}

// “**By A and B**” is the same line as without its stars.
static struct str without_author_label(struct str text, struct str lang)
{
    struct str bare = text;
    if (str_starts(text, STR("**")) && str_ends(text, STR("**")) &&
        text.count > 4)
        bare = str_slice(text, 2, text.count - 2);
    struct str names = without_label(bare, ROW_author_labels, lang);
    return names.count < bare.count ? names : text;
}

// The label may stand in bold letters.
static struct str without_abstract_label(struct str text, struct str lang)
{
    struct str bare =
        str_starts(text, STR("**")) ? str_slice(text, 2, text.count) : text;
    struct str rest = without_label(bare, ROW_abstract_labels, lang);
    if (rest.count == bare.count)
        return text;
    return bare.count < text.count && str_starts(rest, STR("**"))
               ? str_trim(str_slice(rest, 2, rest.count))
           : bare.count < text.count ? text
                                     : rest;
}

// Names with separators and nothing else, on one line or more; empty where a
// part is no name.
static struct front_people split_names(struct fronting *now, struct str text)
{
    struct front_people people = {0};
    struct str line;
    for (size_t from = 0; front_next_line(text, &from, &line);) {
        size_t start = 0;
        // A separator at the end of the line has lost its space.
        if (str_ends(line, STR(",")) || str_ends(line, STR(";")))
            line = str_slice(line, 0, line.count - 1);
        else if (str_ends(line, STR("\u060C")))
            line = str_slice(line, 0, line.count - 2);
        for (size_t at = 0; at <= line.count; at++) {
            size_t separator =
                at < line.count ? separator_at(line, at, now->lang) : 1;
            if (separator == 0)
                continue;
            struct str name = str_trim(str_slice(line, start, at));
            if (!front_is_name_like(name))
                return (struct front_people){0};
            add_author(now, &people, name);
            start = at + separator;
            at += separator - 1;
        }
    }
    return people;
}

void front_find_names(struct fronting *now)
{
    for (size_t i = now->opening; i < now->section; i++) {
        const struct block *block = &now->blocks.items[i];
        struct str text = str_trim(block_text(now->text, block));
        if (block->kind != BLOCK_PARAGRAPH || text.count > NAMES_BYTES)
            continue;
        struct front_people people =
            split_names(now, without_author_label(text, now->lang));
        for (size_t n = 0; n < people.count; n++)
            if (front_words(people.items[n].name.text) >= 2)
                ARENA_PUSH(now->arena, now->names.items, now->names.count,
                           now->names.capacity) = people.items[n];
    }
}

static const struct front_person *named(const struct front_people *people,
                                        struct str name)
{
    for (size_t i = 0; i < people->count; i++)
        if (str_equal(people->items[i].name.text, name))
            return &people->items[i];
    return NULL;
}

// "By A, B and C" says it itself; a bare line of names needs a biography that
// repeats one of them.
void front_join_biographies(struct fronting *now)
{
    for (size_t i = 0; i < now->authors.count; i++) {
        struct front_person *author = &now->authors.items[i];
        const struct front_person *person =
            named(&now->biographies, author->name.text);
        if (!person)
            continue;
        author->role = person->role;
        author->bio = person->bio;
    }
}

static void find_authors(struct fronting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    struct str text = str_trim(block_text(now->text, block));
    struct str line = without_author_label(text, now->lang);
    bool by = line.count < text.count;
    if (now->authors.count > 0 || line.count == 0)
        return;
    struct front_people people = split_names(now, line);
    size_t known = 0;
    for (size_t i = 0; i < people.count; i++) {
        const struct front_person *person =
            named(&now->biographies, people.items[i].name.text);
        if (!person)
            continue;
        known++;
        people.items[i].role = person->role;
        people.items[i].bio = person->bio;
    }
    if (people.count == 0 || (known == 0 && !by))
        return;
    now->authors = people;
    now->taken[index] = true;
    front_report_inferred(now, block, "authors", line);
}

// A biography of someone who is not in the line of authors still counts.
static void add_other_biographies(struct fronting *now)
{
    for (size_t i = 0; i < now->biographies.count; i++)
        if (!named(&now->authors, now->biographies.items[i].name.text))
            ARENA_PUSH(now->arena, now->authors.items, now->authors.count,
                       now->authors.capacity) = now->biographies.items[i];
}

// ----- Organisations -----

#define ABBREVIATION_BYTES 10

static bool is_abbreviation(struct str text)
{
    if (text.count < 2 || text.count > ABBREVIATION_BYTES)
        return false;
    for (size_t i = 0; i < text.count; i++)
        if (!ascii_is_upper(text.bytes[i]))
            return false;
    return true;
}

static bool in_brackets(const struct fronting *now, struct str abbreviation)
{
    return abbreviation.count >= 2 &&
           str_find(now->text, arena_printf(now->arena, "(%.*s)",
                                            STR_ARG(abbreviation))) != STR_NONE;
}

// A name in one more language; a further line in the language of the line
// before it goes on with that name. False: there are too many.
static bool add_name(struct fronting *now, struct front_organisation *one,
                     struct str line)
{
    struct str lang = guess_language(now->arena, line, now->lang);
    size_t last = one->name_count - 1;
    if (one->name_count > 0 && str_equal(one->langs[last], lang)) {
        one->names[last] = (struct value){
            arena_printf(now->arena, "%.*s %.*s",
                         STR_ARG(one->names[last].text), STR_ARG(line)),
            one->names[last].from};
        return true;
    }
    for (size_t i = 0; i < one->name_count; i++)
        if (str_equal(one->langs[i], lang))
            return false;
    if (one->name_count == ORGANISATION_NAMES)
        return false;
    one->names[one->name_count] = front_value_of(now, line);
    one->langs[one->name_count++] = lang;
    return true;
}

// "**IWPS**" and below it names whose first letters it is.
static bool abbreviated(struct fronting *now, struct str text,
                        struct front_organisation *one)
{
    size_t offset = 0;
    struct str line;
    bool proof = false;
    if (!front_next_line(text, &offset, &line) ||
        !is_abbreviation(front_bold_whole(line)))
        return false;
    one->abbreviation = front_value_of(now, front_bold_whole(line));
    proof = in_brackets(now, one->abbreviation.text);
    while (front_next_line(text, &offset, &line)) {
        if (!is_display_line(line) || !add_name(now, one, line))
            return false;
    }
    // A name may go over two lines.
    for (size_t i = 0; i < one->name_count; i++)
        proof = proof || front_initials_spell(one->names[i].text,
                                              one->abbreviation.text);
    return proof && one->name_count > 0;
}

// Every line bold, even where a bold run goes over a line end: the text
// without marks on one line; empty where anything is not bold.
static struct str all_bold(struct fronting *now, struct str text)
{
    struct buffer name = {0};
    bool bold = false, plain = false;
    size_t offset = 0;
    struct str line;
    while (front_next_line(text, &offset, &line)) {
        // A word's own hyphen at the end of a line joins.
        if (name.count > 0 && !str_ends(buffer_str(&name), STR("-")))
            buffer_add_byte(&name, ' ');
        for (size_t i = 0; i < line.count; i++) {
            if (line.bytes[i] == '*' && i + 1 < line.count &&
                line.bytes[i + 1] == '*') {
                bold = !bold;
                i++;
                continue;
            }
            plain = plain || (!bold && line.bytes[i] != ' ');
            buffer_add_byte(&name, line.bytes[i]);
        }
    }
    struct str copy =
        plain || bold ? STR("") : arena_str(now->arena, buffer_str(&name));
    buffer_release(&name);
    return copy;
}

// One name in bold over several lines: its first letters stand in brackets
// somewhere in the text, or the whole name does, or the imprint links to a
// host of that name, or it stands right behind another organisation.
static bool emboldened(struct fronting *now, size_t index,
                       struct front_organisation *one)
{
    const struct block *block = &now->blocks.items[index];
    bool company =
        now->organisation_count > 0 && now->last_organisation + 1 == index;
    struct str text = block_text(now->text, block);
    struct str name = all_bold(now, text);
    struct str initials = front_initials_of(now->arena, name);
    if (!is_display_line(name) || front_words(name) < 2)
        return false;
    if (in_brackets(now, initials))
        one->abbreviation = (struct value){initials, SIZE_MAX};
    else if (!company && !front_is_named_elsewhere(now, name, block) &&
             !front_is_linked(now, name))
        return false;
    one->names[0] = (struct value){name, block->text_offset};
    one->langs[0] = guess_language(now->arena, name, now->lang);
    one->name_count = 1;
    return true;
}

static void find_organisation(struct fronting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    struct front_organisation one = {0};
    if (!abbreviated(now, block_text(now->text, block), &one)) {
        one = (struct front_organisation){0};
        if (!emboldened(now, index, &one))
            return;
    }
    ARENA_PUSH(now->arena, now->organisations, now->organisation_count,
               now->organisation_capacity) = one;
    now->taken[index] = true;
    now->last_organisation = index;
    front_report_inferred(now, block, "organisations", one.names[0].text);
}

void front_cover(struct fronting *now)
{
    for (size_t i = now->opening; i < now->section; i++) {
        if (now->blocks.items[i].kind != BLOCK_PARAGRAPH)
            continue;
        find_authors(now, i);
        if (!now->taken[i])
            find_organisation(now, i);
    }
    if (now->biographies.count > 0)
        add_other_biographies(now);
    find_series(now);
}

// ----- Abstract -----

#define ABSTRACT_PARAGRAPHS 3
#define ABSTRACT_WORDS 500

// What is left before the first section, where all else there is understood
// and something was: a few paragraphs of text.
void front_abstract(struct fronting *now)
{
    size_t count = 0, words = 0;
    if (now->section == now->blocks.count ||
        (now->authors.count == 0 && now->organisation_count == 0))
        return;
    for (size_t i = now->opening; i < now->section; i++) {
        const struct block *block = &now->blocks.items[i];
        if (now->taken[i])
            continue;
        if (block->kind != BLOCK_PARAGRAPH ||
            all_bold(now, block_text(now->text, block)).count > 0)
            return;
        count++;
        words += front_words(block_text(now->text, block));
    }
    if (count == 0 || count > ABSTRACT_PARAGRAPHS || words > ABSTRACT_WORDS ||
        words < count * SERIES_WORDS)
        return;
    for (size_t i = now->opening; i < now->section; i++) {
        const struct block *block = &now->blocks.items[i];
        if (now->taken[i])
            continue;
        struct str paragraph = block_text(now->text, block);
        if (now->abstract.count == 0)
            paragraph = without_abstract_label(paragraph, now->lang);
        now->taken[i] = true;
        ARENA_PUSH(now->arena, now->abstract.items, now->abstract.count,
                   now->abstract.capacity) = front_value_of(now, paragraph);
        front_report_inferred(now, block, "abstract", paragraph);
    }
}

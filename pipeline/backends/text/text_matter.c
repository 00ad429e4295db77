// SPDX-License-Identifier: MIT
// What stands behind a brief's text: its authors, how it is cited, the imprint.
#include "backends/text/text_parts.h"

#include "model/citation.h"
#include "languages/words.h"
#include "languages/date.h"

#include <string.h>

struct str text_comma(const struct text_writer *writer)
{
    return language_script(writer->brief->lang) == SCRIPT_ARABIC
               ? STR("\u060C ")
               : STR(", ");
}

static void begin(struct text_writer *writer)
{
    text_begin(writer, writer->brief->direction);
}

// A line of one text.
static void line(struct text_writer *writer, const struct texts *texts)
{
    const struct text *text = texts_in(texts, writer->brief->lang);
    if (text)
        text_line(writer, text, writer->brief->direction);
}

// A line that is read from left to right wherever it stands: an address.
static void address(struct text_writer *writer, struct str label,
                    struct str text)
{
    if (text.count == 0)
        return;
    begin(writer);
    text_add_in(
        writer,
        arena_printf(writer->arena, "%.*s%.*s", STR_ARG(label), STR_ARG(text)),
        DIRECTION_LTR);
    text_end(writer);
}

// Pieces of a line, with commas between those that are there.
static void piece(struct text_writer *writer, const struct texts *texts,
                  bool *begun)
{
    if (texts->count == 0)
        return;
    if (*begun)
        text_add(writer, text_comma(writer));
    text_add_chosen(writer, texts);
    *begun = true;
}

static void words_piece(struct text_writer *writer, struct str words,
                        bool *begun)
{
    if (words.count == 0)
        return;
    if (*begun)
        text_add(writer, text_comma(writer));
    text_add_in(writer, words, DIRECTION_INHERIT);
    *begun = true;
}

// ----- People -----

static bool tells_of_itself(const struct person *person)
{
    return person->biography.count || person->role.count ||
           person->affiliation.count || person->email.count ||
           person->orcid.count;
}

static void roles(struct text_writer *writer, const struct person *person)
{
    line(writer, &person->role);
    line(writer, &person->affiliation);
    address(writer, STR("ORCID "), person->orcid);
    address(writer, STR(""), person->email);
}

// “Mina Rahimi holds an MA …”: the name opens the biography, and stands there
// once.
static void opened_biography(struct text_writer *writer,
                             const struct person *person)
{
    const struct text *life = texts_in(&person->biography, writer->brief->lang);
    const struct node *first = life ? life->content->first : NULL;
    begin(writer);
    text_add_chosen(writer, &person->name);
    if (first && first->kind == NODE_PARAGRAPH) {
        text_add(writer, STR(" "));
        text_inlines(writer, first, text_turn(first, writer->brief->direction));
        first = first->next;
    }
    text_end(writer);
    for (; first; first = first->next)
        text_block(writer, first, writer->brief->direction);
}

static void author(struct text_writer *writer, const struct person *person)
{
    text_gap(writer, 1);
    if (person->name_opens_biography) {
        opened_biography(writer, person);
        writer->gap = 0;
    }
    writer->tight = true;
    if (!person->name_opens_biography)
        line(writer, &person->name);
    roles(writer, person);
    writer->tight = false;
    if (!person->name_opens_biography)
        text_passage(writer, &person->biography);
    text_gap(writer, 1);
}

void text_people(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    bool any = false;
    for (size_t i = 0; i < meta->author_count; i++)
        any = any || tells_of_itself(&meta->authors[i]);
    if (!any)
        return;
    text_title(writer, meta->author_count == 1 ? WORD_about_the_author
                                               : WORD_about_the_authors);
    for (size_t i = 0; i < meta->author_count; i++)
        author(writer, &meta->authors[i]);
}

// ----- Citation -----

void text_citation(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    text_title(writer, WORD_how_to_cite);
    if (meta->cite_as.count) {
        text_passage(writer, &meta->cite_as);
        return;
    }
    begin(writer);
    text_inlines(writer, citation_new(writer->arena, writer->brief),
                 writer->brief->direction);
    text_end(writer);
}

// ----- Imprint -----

// Every name in its own language, in every edition.
static void organisation(struct text_writer *writer,
                         const struct organisation *organisation)
{
    struct str abbreviation = organisation->abbreviation;
    text_gap(writer, 1);
    for (size_t i = 0; i < organisation->names.count; i++) {
        const struct text *name = &organisation->names.items[i];
        struct str plain = text_plain(writer->arena, *name);
        begin(writer);
        text_add_text(writer, name);
        if (i == 0 && abbreviation.count &&
            str_find(plain, abbreviation) == STR_NONE) {
            text_add(writer, STR(" ("));
            text_add_in(writer, abbreviation, DIRECTION_INHERIT);
            text_add(writer, STR(")"));
        }
        text_end(writer);
    }
    if (organisation->names.count == 0) {
        begin(writer);
        text_add_in(writer, abbreviation, DIRECTION_INHERIT);
        text_end(writer);
    }
    address(writer, STR(""), organisation->url);
}

static void organisations(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    if (meta->organisation_count == 0)
        return;
    text_title(writer, WORD_published_by);
    writer->tight = true;
    for (size_t i = 0; i < meta->organisation_count; i++)
        organisation(writer, &meta->organisations[i]);
    writer->tight = false;
}

static struct str date_words(struct text_writer *writer,
                             const struct date *date)
{
    return date->given ? date_long(writer->arena, writer->brief->lang, *date)
                       : STR("");
}

static void publisher(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    struct str date = date_words(writer, &meta->date);
    struct str second = date_words(writer, &meta->date_gregorian);
    bool begun = false;
    begin(writer);
    piece(writer, &meta->publisher, &begun);
    piece(writer, &meta->place, &begun);
    words_piece(writer, date, &begun);
    if (!str_equal(second, date))
        words_piece(writer, second, &begun);
    text_end(writer);
}

static void responsible(struct text_writer *writer, const struct person *person)
{
    bool begun = false;
    begin(writer);
    text_add_label(writer, WORD_responsible);
    piece(writer, &person->name, &begun);
    piece(writer, &person->role, &begun);
    piece(writer, &person->affiliation, &begun);
    if (person->email.count) {
        text_add(writer, text_comma(writer));
        text_add_in(writer, person->email, DIRECTION_LTR);
    }
    text_end(writer);
}

static void labelled(struct text_writer *writer, enum word word,
                     struct str words)
{
    if (words.count == 0)
        return;
    begin(writer);
    text_add_label(writer, word);
    text_add_in(writer, words, DIRECTION_INHERIT);
    text_end(writer);
}

// Subjects and keywords, once each.
static void topics(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    bool begun = false;
    if (meta->keyword_count + meta->subject_count == 0)
        return;
    begin(writer);
    text_add_label(writer, WORD_subjects);
    for (size_t i = 0; i < meta->keyword_count; i++)
        piece(writer, &meta->keywords[i], &begun);
    for (size_t i = 0; i < meta->subject_count; i++)
        if (!brief_has_keyword(writer->brief, &meta->subjects[i].name))
            piece(writer, &meta->subjects[i].name, &begun);
    text_end(writer);
}

// By their own names.
static void editions(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    bool begun = false;
    if (meta->edition_count == 0)
        return;
    begin(writer);
    text_add_label(writer, WORD_languages);
    for (size_t i = 0; i < meta->edition_count; i++) {
        struct str name = language_own_name(meta->editions[i].lang);
        words_piece(writer, name.count ? name : meta->editions[i].lang, &begun);
    }
    text_end(writer);
}

static void cover_credit(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    if (meta->cover_credit.count == 0)
        return;
    begin(writer);
    text_add_label(writer, WORD_cover_photo);
    text_add_chosen(writer, &meta->cover_credit);
    text_end(writer);
}

static void numbers(struct text_writer *writer)
{
    const struct brief *brief = writer->brief;
    labelled(writer, WORD_version,
             language_digits(writer->arena, brief->lang, brief->meta.version));
    labelled(writer, WORD_updated, date_words(writer, &brief->meta.updated));
    address(writer, STR("ISBN "), brief->meta.isbn);
    address(writer, STR("ISSN "), brief->meta.issn);
    address(writer, STR("https://doi.org/"), brief->meta.doi);
}

static void disclaimer(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    if (meta->disclaimer.count == 0)
        return;
    text_title(writer, WORD_disclaimer);
    text_passage(writer, &meta->disclaimer);
}

void text_imprint(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    organisations(writer);
    text_title(writer, WORD_imprint);
    writer->tight = true;
    publisher(writer);
    for (size_t i = 0; i < meta->responsible_count; i++)
        responsible(writer, &meta->responsible[i]);
    line(writer, &meta->copyright);
    line(writer, &meta->licence);
    line(writer, &meta->imprint);
    cover_credit(writer);
    topics(writer);
    editions(writer);
    numbers(writer);
    writer->tight = false;
    begin(writer);
    text_add_word(writer, WORD_typeset_with);
    text_end(writer);
    disclaimer(writer);
}

// SPDX-License-Identifier: MIT
// A brief as plain text, from its title to its imprint, in reading order.
#include "backends/text/text.h"

#include "backends/interface/backend.h"
#include "backends/text/text_parts.h"
#include "model/citation.h"
#include "model/directed.h"
#include "model/brief_words.h"
#include "languages/words.h"

// ----- What stands before the text -----

static void title(struct text_writer *writer, const struct texts *texts)
{
    const struct text *text = texts_in(texts, writer->brief->lang);
    if (!text)
        return;
    writer->tight = true;
    writer->on_one_line = true;
    text_line(writer, text, text_direction(writer->brief, text));
    writer->on_one_line = false;
    writer->tight = false;
}

static void authors(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    text_gap(writer, 1);
    text_begin(writer, writer->brief->direction);
    for (size_t i = 0; i < meta->author_count; i++) {
        if (i > 0)
            text_add(writer, text_comma(writer));
        text_add_chosen(writer, &meta->authors[i].name);
    }
    text_end(writer);
}

static void next_piece(struct text_writer *writer, bool *begun)
{
    if (*begun)
        text_add(writer, STR(" \u00B7 "));
    *begun = true;
}

// Series · kind · number · year.
static void series(struct text_writer *writer)
{
    const struct brief *brief = writer->brief;
    const struct metadata *meta = &brief->meta;
    struct str year = citation_year(writer->arena, brief);
    bool begun = false;
    text_begin(writer, brief->direction);
    if (meta->series.count) {
        next_piece(writer, &begun);
        text_add_chosen(writer, &meta->series);
    }
    next_piece(writer, &begun);
    if (!text_add_chosen(writer, &meta->kind))
        text_add_word(writer, WORD_policy_brief);
    if (meta->number.count) {
        next_piece(writer, &begun);
        text_add_word(writer, WORD_number);
        text_add(writer, STR("\u00A0"));
        text_add_in(writer,
                    language_digits(writer->arena, brief->lang, meta->number),
                    DIRECTION_INHERIT);
    }
    if (year.count) {
        next_piece(writer, &begun);
        text_add(writer, year);
    }
    text_end(writer);
}

static void abstract(struct text_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    if (meta->abstract.count == 0)
        return;
    text_title(writer, WORD_abstract);
    text_passage(writer, &meta->abstract);
}

// ----- Notes -----

static struct str note_mark(struct text_writer *writer, const struct note *note)
{
    return arena_printf(
        writer->arena, "[%.*s]",
        STR_ARG(brief_note_number(writer->arena, writer->brief, note)));
}

// Where sections number their own notes, the list has their headings too.
static void section_of_notes(struct text_writer *writer,
                             const struct node *section)
{
    enum direction direction = text_turn(section, writer->brief->direction);
    text_gap(writer, 2);
    text_begin(writer, direction);
    writer->references = false;
    text_inlines(writer, section, direction);
    writer->references = true;
    text_end(writer);
}

static void note(struct text_writer *writer, const struct note *note)
{
    if (note->content)
        text_labelled(writer, note->content, note_mark(writer, note),
                      writer->brief->direction);
    text_gap(writer, 1);
}

static void notes(struct text_writer *writer)
{
    const struct brief *brief = writer->brief;
    const struct node *section = NULL;
    bool any = false;
    for (size_t i = 0; i < brief->note_count; i++) {
        if (brief->notes[i]->number == 0)
            continue;
        if (!any)
            text_title(writer, WORD_notes);
        any = true;
        if (brief->notes[i]->section && brief->notes[i]->section != section)
            section_of_notes(writer, brief->notes[i]->section);
        section = brief->notes[i]->section;
        note(writer, brief->notes[i]);
    }
}

// ----- The whole -----

void text_write(const struct brief *brief, struct buffer *out)
{
    struct text_writer writer = {.brief = brief,
                                 .arena = arena_new(),
                                 .out = out,
                                 .label = STR(""),
                                 .references = true};
    title(&writer, &brief->meta.title);
    title(&writer, &brief->meta.subtitle);
    authors(&writer);
    series(&writer);
    abstract(&writer);
    text_gap(&writer, 2);
    text_children(&writer, brief->body, brief->direction);
    notes(&writer);
    text_people(&writer);
    text_citation(&writer);
    text_imprint(&writer);
    buffer_release(&writer.line);
    arena_free(writer.arena);
}

bool text_make(const struct backend_input *input, struct output *output)
{
    struct buffer bytes = {0};
    text_write(input->brief, &bytes);
    backend_add(input, FORMAT_INDEX_TEXT, &bytes, output);
    return true;
}

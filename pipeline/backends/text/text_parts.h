// SPDX-License-Identifier: MIT
// What the files of text/ share while a brief is written.
//
// Text is gathered in a paragraph (text_begin, text_add, text_end), which knows
// its direction; what stands in it in another one is isolated. Whoever shows
// plain text takes each line's direction from its first strong letter (UAX #9
// P2): so a line that runs from right to left begins with RLM.
#ifndef QALAM_TEXT_PARTS_H
#define QALAM_TEXT_PARTS_H

#include "base/buffer.h"
#include "model/brief.h"
#include "languages/language.h"
#include "languages/words.h"

// How many isolates stand inside each other; UAX #9 knows 125 levels.
enum { TEXT_ISOLATES = 60 };

// Lists of recommendations are numbered through.
struct text_numbering {
    bool on;
    long items; // so far
};

struct text_writer {
    const struct brief *brief;
    struct arena *arena; // scratch
    struct buffer *out;
    size_t indent;          // spaces before each line
    bool tight;             // no blank line behind a paragraph
    size_t gap;             // blank lines that the next paragraph has before it
    struct str label;       // what it begins with: a bullet, a number; or empty
    bool references;        // calls of notes are written
    size_t figures, tables; // with captions, so far
    struct text_numbering numbering; // of the lists that stand here

    // The paragraph that is open.
    struct buffer line;
    enum direction direction;
    uint32_t isolates[TEXT_ISOLATES]; // that are open in it
    size_t isolate_count;             // may be more: those are not written
    bool on_one_line;                 // its line breaks are spaces
};

// ----- Paragraphs (text_lines.c) -----

// At least so many blank lines before the next paragraph; the first has none.
void text_gap(struct text_writer *writer, size_t lines);
void text_begin(struct text_writer *writer, enum direction direction);
void text_add(struct text_writer *writer, struct str text);
void text_break(struct text_writer *writer);
// DIRECTION_INHERIT: by its own letters.
void text_isolate(struct text_writer *writer, enum direction direction);
void text_isolate_end(struct text_writer *writer);
// Text that has a direction, isolated where that is not the paragraph's.
void text_add_in(struct text_writer *writer, struct str text,
                 enum direction direction);
// Nothing is written where it holds nothing.
void text_end(struct text_writer *writer);
// A line as it is, from left to right.
void text_verbatim(struct text_writer *writer, struct str line);

// ----- qalam's own words -----

// In the brief's language, else English: isolated where that is needed.
void text_add_word(struct text_writer *writer, enum word word);
void text_title(struct text_writer *writer, enum word word);
// “Version: ” before what follows.
void text_add_label(struct text_writer *writer, enum word word);

// ----- Nodes (text_inlines.c, text_blocks.c, text_tables.c) -----

// The direction that a node turns to, else the one around it.
enum direction text_turn(const struct node *node, enum direction around);
// What is under holder, which stands in a text of that direction.
void text_inlines(struct text_writer *writer, const struct node *holder,
                  enum direction direction);
// A title or name, whose direction may be another than the paragraph's.
void text_add_text(struct text_writer *writer, const struct text *text);
// One that is a line by itself.
void text_line(struct text_writer *writer, const struct text *text,
               enum direction direction);
// The one of texts that this edition prints. False: there is none.
bool text_add_chosen(struct text_writer *writer, const struct texts *texts);

void text_block(struct text_writer *writer, const struct node *node,
                enum direction around);
void text_children(struct text_writer *writer, const struct node *node,
                   enum direction around);
// What is under an item or a note: its first paragraph begins with the label,
// and what follows is set in.
void text_labelled(struct text_writer *writer, const struct node *node,
                   struct str label, enum direction around);
// Of texts the one that this edition prints, as paragraphs.
void text_passage(struct text_writer *writer, const struct texts *texts);

void text_table(struct text_writer *writer, const struct node *table,
                enum direction around);
void text_figure(struct text_writer *writer, const struct node *figure,
                 enum direction around);

// ----- What stands behind the text (text_matter.c) -----

// Comma and space as the brief's script has them.
struct str text_comma(const struct text_writer *writer);
void text_people(struct text_writer *writer);
void text_citation(struct text_writer *writer);
void text_imprint(struct text_writer *writer);

#endif

// SPDX-License-Identifier: MIT
// What the files of xml/ share while a brief's tree is written.
//
// Everything that comes from a brief passes through xml_text and
// xml_attribute, which leave out what neither XML 1.0 nor HTML allows.
#ifndef QALAM_XML_WRITER_H
#define QALAM_XML_WRITER_H

#include "model/brief.h"
#include "model/brief_names.h"
#include "messages/diag.h"

#include <libxml/hash.h>
#include <libxml/tree.h>

// Where a note is printed: ids, and the EPUB file that holds it.
struct note_place {
    struct str target, part; // part.count 0: not referred to so far
};

struct writer {
    const struct brief *brief;
    struct typesetter *typesetter; // or NULL
    const struct diag *lines;      // tells the lines of blocks, or NULL
    xmlDocPtr document;
    struct arena *arena;     // scratch, freed with the writer
    xmlHashTablePtr anchors; // every id given out or reserved
    struct str part;         // the EPUB file now written: title, section-1, …
    int heading_level;       // of the headings now written
    struct note_place *notes;         // notes[number - 1]
    size_t figures, tables, sections; // so far, the first two with captions
    size_t table_index;               // with and without
    struct title_names names;         // that no line of a title parts
    struct xml_title *title; // the title or heading now written, or NULL
    bool small_capitals;     // there were some
};

xmlNodePtr xml_element(struct writer *writer, xmlNodePtr parent,
                       const char *name);
void xml_text(struct writer *writer, xmlNodePtr parent, struct str text);
// Words of a text: in a span of small capitals that has others, too, those in
// capitals are in an element of their own.
void xml_in_case(struct writer *writer, xmlNodePtr parent, struct str text);
// Nothing where value is empty.
void xml_attribute(struct writer *writer, xmlNodePtr element, const char *name,
                   struct str value);
// What may not stand in a URL is escaped; what is escaped stays so.
void xml_url(struct writer *writer, xmlNodePtr element, const char *name,
             struct str url);
void xml_number(struct writer *writer, xmlNodePtr element, const char *name,
                size_t number);

// An id that no other element of the document has: wanted, or wanted with as
// many dots after it as it takes. In the writer's arena.
struct str xml_anchor(struct writer *writer, struct str wanted);
// Keeps a heading's id for it: authors link to headings by their ids.
void xml_reserve(struct writer *writer, const struct heading *heading);

// Node and all that is under it; the children of root alone.
void xml_subtree(struct writer *writer, xmlNodePtr parent,
                 const struct node *node);
void xml_content(struct writer *writer, xmlNodePtr parent,
                 const struct node *root);
// The words of root, which comes next, are a title's (title_text.c).
void xml_title_begin(struct writer *writer, const struct node *root,
                     struct str lang, bool heading);
// Is the leaf the text of a title, and written?
bool xml_title_leaf(struct writer *writer, xmlNodePtr parent,
                    const struct node *leaf);
// What a chart shows, and the chart itself as SVG (chart.c).
void xml_chart(struct writer *writer, xmlNodePtr element,
               const struct node *chart);
// A formula as MathML (mathml.c).
void xml_formula(struct writer *writer, xmlNodePtr element,
                 const struct node *node);
// lang and dir, where they change at a node.
void xml_language(struct writer *writer, xmlNodePtr element,
                  const struct node *node);
// A title or heading for places without markup (directed.h), where its words
// alone would show in another order there.
void xml_directed(struct writer *writer, xmlNodePtr element,
                  const struct node *root, enum direction direction);
// The name under which a picture's bytes are written: by hash and format.
struct str xml_image_name(struct arena *arena, const struct image *image);

// Metadata that is read before the text, and after it. Both go into one
// element, but they are written in reading order: so a note's file is that of
// its first reference.
void xml_front(struct writer *writer, xmlNodePtr meta);
void xml_back(struct writer *writer, xmlNodePtr meta);
// What was said of the look, and what it comes to (theme.c).
void xml_theme(struct writer *writer, xmlNodePtr root);
void xml_words(struct writer *writer, xmlNodePtr parent);

#endif

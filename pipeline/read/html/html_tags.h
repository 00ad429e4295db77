// SPDX-License-Identifier: MIT
// What each tag of HTML means on paper: one table.
#ifndef QALAM_HTML_TAGS_H
#define QALAM_HTML_TAGS_H

#include "read/markdown/builder.h"
#include "source/html_tokens.h"

enum html_tag_role {
    TAG_INLINE, // its kind holds inlines; a span without attributes is none
    TAG_LINK,
    TAG_CODE,
    TAG_QUOTED, // in quotes
    TAG_IMAGE,
    TAG_LINE_BREAK,
    TAG_RULE,
    TAG_BLOCK,     // its kind holds blocks
    TAG_DIVISION,  // a box or division by its attributes, or nothing
    TAG_PARAGRAPH, // its kind holds inlines
    TAG_TERM,      // a paragraph in strong type
    TAG_HEADING,
    TAG_ITEM,
    TAG_PRE,
    TAG_TABLE,
    TAG_ROWS, // thead, tbody, tfoot
    TAG_ROW,
    TAG_CELL,
    TAG_NOTHING,    // has no text of its own and no meaning here
    TAG_UNSAFE,     // the tag is left out, what it holds stays
    TAG_UNSAFE_TEXT // with all up to its end tag
};

struct html_tag {
    const char *name;
    enum html_tag_role role;
    enum kind kind;
};

// Without regard to case; NULL where HTML has none of that name.
const struct html_tag *html_tags_find(struct str name);

// ----- html_text.c -----

// References decoded and markers turned back; runs of white space become one
// space where `collapse` says so. In the arena, in NFC.
struct str html_text_decoded(struct builder *builder, struct str text,
                             bool collapse);

// ----- html_markdown.c -----

// Reads the text, where it is meant as Markdown in a block of HTML; false: it
// is not.
bool html_markdown(struct builder *builder, struct str text, struct place at);

// ----- What raw_html.c does for html_table.c -----

// The value, decoded; empty where there is none.
struct str raw_html_attribute(struct builder *builder,
                              const struct html_token *token, struct str name);
// Sets lang, dir and class; answers how many had an effect. The rest is
// reported, but for what belongs to the tag.
size_t raw_html_set_attributes(struct builder *builder, struct node *node,
                               const struct html_tag *tag,
                               const struct html_token *token, struct place at);
// Opens node, or nothing but the tag where it is NULL.
void raw_html_push(struct builder *builder, const struct html_tag *tag,
                   const struct html_token *token, struct node *node,
                   struct place at);
// Opens a tag of blocks where only a line of text can stand: its words go on
// in that line, behind a break.
void raw_html_push_loose(struct builder *builder, const struct html_tag *tag,
                         const struct html_token *token, struct place at);

// ----- html_table.c -----

void html_table_start(struct builder *builder, const struct html_tag *tag,
                      const struct html_token *token, struct place at);
// <thead>, <tr>, <td>, whatever they leave unsaid.
void html_table_part(struct builder *builder, const struct html_tag *tag,
                     const struct html_token *token, struct place at);

// Tags and text of raw HTML: a block's, or one inline tag.
void raw_html_feed(struct builder *builder, struct str html);
// What raw_html_feed left open is being closed without its end tag.
void raw_html_unclosed(struct builder *builder, struct open *open);
// A table of HTML at its end: as many cells in each row, and its alignments.
void html_table_finish(struct reader *reader, struct node *table);
// All three, for the reader of Markdown.
extern const struct html_reader html_reader;

#endif

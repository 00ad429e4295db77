// SPDX-License-Identifier: MIT
// One tag of HTML, and text of HTML decoded.
#ifndef QALAM_HTML_TOKEN_H
#define QALAM_HTML_TOKEN_H

#include "read/markdown/reader.h"

struct html_attribute {
    struct str name, value;
};
enum { HTML_ATTRIBUTES = 32 }; // more of one tag are not looked at

struct html_token {
    struct str source; // the tag as written
    struct str name;
    bool end; // </name>
    struct html_attribute attributes[HTML_ATTRIBUTES];
    size_t attribute_count;
};

// A tag at the start of html; its length, 0 where there is none. What the
// token holds are slices of html.
size_t html_token_parse(struct str html, struct html_token *token);

bool html_is_blank(char byte);
bool html_is_letter(char byte);

// Entities decoded and markers turned back; runs of white space become one
// space where `collapse` says so. In the arena, in NFC.
struct str html_decoded(struct reader *reader, const struct piece *piece,
                        struct str text, bool collapse);

#endif

// SPDX-License-Identifier: MIT
// HTML cut into tags, comments and text: the one place that knows how a tag is
// written. What a tag means is for others to say (read/html/html_tags.h).
//
// The rules are HTML's (13.2.5, tokenization), so that a page says here what
// it says in a browser. They differ where a writer's words would be lost:
//
// - What is not a tag is text. HTML drops "</>", and a tag that is cut off by
//   the end with all that follows it; here a "<" opens a tag only where its
//   ">" comes, and comes before another "<" outside quotes.
// - "<?…?>" and "<![CDATA[…]]>" end as in CommonMark; HTML ends both at the
//   first ">".
// - A tag of more than HTML_ATTRIBUTES_MOST attributes is text.
// - A vertical tab is white space, as in CommonMark.
//
// The inside of <script> and its like is cut as all else is: who meets such a
// tag looks for its end (html_end_tag_of).
#ifndef QALAM_HTML_TOKENS_H
#define QALAM_HTML_TOKENS_H

#include "base/str.h"

enum html_kind {
    HTML_TEXT,
    HTML_START_TAG,
    HTML_END_TAG,
    HTML_COMMENT,     // <!-- … -->
    HTML_INSTRUCTION, // <? … ?>
    HTML_CDATA,       // <![CDATA[ … ]]>
    HTML_DECLARATION, // <!DOCTYPE …> and any other <! … >
    HTML_KINDS
};

// Bounds what one "<" may cost: quotes can be set so that each tag of a text
// seems to go on to its end.
enum { HTML_ATTRIBUTES_MOST = 64 };

struct html_token {
    enum html_kind kind;
    size_t offset, end;    // in the text
    struct str source;     // as written
    struct str name;       // of a tag, as written: may be upper case
    struct str attributes; // of a tag: what stands behind its name
    bool self_closing;     // <br/>
    bool open; // for want of an end it goes on to that of the text; no tag
};

struct html_attribute {
    struct str name, value; // as written, without quotes, not decoded
    char quote;             // " or ', 0 where there is none
};

// A text being cut. All of it at once, or where a caller asks; either way in
// linear time, while offsets grow.
struct html_tokens {
    struct str text;
    size_t at;                // of the next token
    bool endless[HTML_KINDS]; // none of this kind ends any more
};

// The next token, text included; false behind the last.
bool html_tokens_next(struct html_tokens *tokens, struct html_token *token);
// The token that begins with the < at offset; false: the < is text.
bool html_tokens_at(struct html_tokens *tokens, size_t offset,
                    struct html_token *token);
// The same of a text that is looked at once.
bool html_token_read(struct str text, size_t offset, struct html_token *token);

bool html_token_is_tag(const struct html_token *token);
// A start or end tag of this name, without regard to case.
bool html_token_is_named(const struct html_token *token, struct str name);
// Is it one to CommonMark, within a line of text (0.29, section 6.8)?
bool html_token_is_commonmark(const struct html_token *token);

// Walks over the attributes of a tag; *at is 0 before the first.
bool html_attribute_next(const struct html_token *tag, size_t *at,
                         struct html_attribute *attribute);
// The first of this name, without regard to case; false: none.
bool html_attribute_find(const struct html_token *tag, struct str name,
                         struct html_attribute *attribute);
// Its value; empty where there is none.
struct str html_attribute_value(const struct html_token *tag, struct str name);

// What else than a tag begins at offset, whether or not it ends; NULL: nothing.
struct html_form {
    enum html_kind kind;
    struct str start, end; // "<!--" and "-->"
};
const struct html_form *html_form_at(struct str text, size_t offset);
// The name behind the < at offset, whether or not a > follows; empty: none.
struct str html_start_name(struct str text, size_t offset);

// The first end tag of this name at or behind offset; false: none.
bool html_end_tag_of(struct str text, size_t offset, struct str name,
                     struct html_token *token);

// White space of HTML.
bool html_is_blank(char byte);

#endif

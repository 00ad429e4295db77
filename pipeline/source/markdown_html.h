// SPDX-License-Identifier: MIT
// Blocks of HTML in Markdown: which lines begin one, which end it (CommonMark
// 0.29, 4.6), and HTML that nothing ends.
#ifndef QALAM_MARKDOWN_HTML_H
#define QALAM_MARKDOWN_HTML_H

#include "source/html_tokens.h"

// The kind of block (1 to 7) that a line begins, 0 where none; `line` is
// without its indent. Kind 7 does not interrupt a paragraph.
int html_block_start(struct str line, bool in_paragraph);
// Past what ends a block of this kind in the line; 0 where nothing does. One of
// kind 6 or 7 ends before a blank line.
size_t html_block_end(struct str line, int kind);

// HTML that would swallow the rest of the text where nothing ends it, like
// <!--: qalam takes its start for text then. The memo keeps where each end was
// last found, so that many starts cost no more than one.
enum { HTML_SWALLOWING = HTML_KINDS + 3 }; // and <script, <style, <pre
struct html_ends {
    size_t limit; // looked for before it; 0: nothing looked for yet
    size_t last[HTML_SWALLOWING];
    bool known[HTML_SWALLOWING];
};
// The bytes of such a start at offset whose end is not found before limit; 0
// where none begins there, or where it is ended.
size_t html_unended(struct html_ends *ends, struct str text, size_t offset,
                    size_t limit);

#endif

// SPDX-License-Identifier: MIT
// The lines "---" around the front matter at the start of a text.
#ifndef QALAM_FRONT_FENCES_H
#define QALAM_FRONT_FENCES_H

#include "source/markdown_lines.h"

// What may stand above front matter: empty lines, comments of HTML, lines that
// tell an editor its mode, and one title block of pandoc's ("% Title").
struct front_preamble {
    size_t end;
    size_t percent, percent_end; // of the title block; 0, 0: there is none
    bool words;                  // other lines than empty ones
};
struct front_preamble front_preamble(struct str text);

// The line "---" that opens front matter: the first below these. The
// line "---" or "..." that closes it, whatever is between them.
bool front_opening(struct str text, struct text_line *opening);
bool front_fences(struct str text, struct text_line *opening,
                  struct text_line *closing);
// "word:" on some line between them: a mapping, not Markdown between rules.
// The reader asks libyaml, which is dear and knows better.
bool front_has_key(struct str yaml);

#endif

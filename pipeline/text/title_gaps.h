// SPDX-License-Identifier: MIT
// Where a line of a title or heading may end, and how well by its sense.
//
// One judge for paper, page and book: each space between two words of a title
// is a gap of one kind. Words are known from the rows title_* of the title's
// language, names from those rows, from the brief (title_names.h) and from
// capitals in a title of small letters. It binds two words too many rather
// than parts a name. Linear.
#ifndef QALAM_TITLE_GAPS_H
#define QALAM_TITLE_GAPS_H

#include "text/title_names.h"

// From worst to best.
enum title_gap_kind {
    TITLE_GAP_BOUND,  // behind a small word, within a name, a date, an ezafe
    TITLE_GAP_NUMBER, // behind a number, before a small word
    TITLE_GAP_TIGHT,  // behind the first word that a small one leads in
    TITLE_GAP_PAIR,   // before the “and” of two words: Trade and Transit
    TITLE_GAP_WORD,   // between two words of which nothing is known
    TITLE_GAP_LIST,   // between two words of a list: Mining, Money and Men
    TITLE_GAP_LEAD,   // before an article, of, is
    TITLE_GAP_JOINER, // before another “and”
    TITLE_GAP_COMMA,
    TITLE_GAP_PHRASE, // before a preposition, how, that; a quotation, brackets
    TITLE_GAP_CLAUSE  // behind : ? ! — – ؛ ؟
};
struct title_gap {
    size_t start, end; // the space: from the word before to the next word
    enum title_gap_kind kind;
};
struct title_gaps {
    struct title_gap *items;
    size_t count;
};
// names may be NULL.
struct title_gaps title_gaps_find(struct arena *arena, struct str title,
                                  struct str lang,
                                  const struct title_names *names);
// Is it a word that no line of a title ends in: the, of, 7, و?
bool title_gaps_leans(struct str word, struct str lang);

#endif

// SPDX-License-Identifier: MIT
// The one table that knows the order of the filters.
#include "filters.h"

#include "addressees/addressees.h"
#include "captions/captions.h"
#include "check/check.h"
#include "collect-notes/collect_notes.h"
#include "front/front.h"
#include "lists/lists.h"
#include "normalise/normalise.h"
#include "sections/sections.h"
#include "rejoin/rejoin.h"
#include "renumber-notes/renumber_notes.h"
#include "titles/titles.h"
#include "typography/typography.h"

const struct filter filters[] = {
    // Letters first: every later filter compares words.
    {"normalise", "letters and spaces, by language", normalise, NULL},
    // Before collect-notes: a paragraph cut by a page has its notes between
    // the halves, and rejoin needs to see both.
    {"rejoin", "paragraphs cut by a page or column", rejoin, NULL},
    {"collect-notes", "every way of writing a note becomes one", collect_notes,
     NULL},
    // Behind collect-notes, which finds notes by the marks they begin with.
    {"lists", "lists typed with other marks than Markdown's", lists, NULL},
    {"front", "series, title, authors, imprint into front matter", front, NULL},
    {"renumber-notes", "notes numbered by first reference", NULL,
     renumber_notes, relabel_notes},
    {"titles", "language and direction of titles and names", NULL, titles},
    {"typography", "no-break spaces by language, the house's marks", NULL,
     typography},
    {"sections", "levels of headings, ids that last, recommendations", NULL,
     sections},
    // Behind sections, which knows where the recommendations are.
    {"addressees", "whom a recommendation speaks to stands out", NULL,
     addressees},
    {"captions", "figures and tables named in the text become links", NULL,
     captions},
    {"check", "what an editor would want to know", NULL, check},
};
const size_t filter_count = sizeof filters / sizeof filters[0];

const struct filter inline_notes = {"collect-notes", "inline notes", NULL,
                                    renumber_in_order, relabel_inline_notes};

// SPDX-License-Identifier: MIT
// What the files of the check share: the brief as text views, and reporting.
//
// A rule is a function of the whole brief that reports and changes nothing.
// check.c holds them in a table.
#ifndef QALAM_CHECKS_H
#define QALAM_CHECKS_H

#include "model/brief.h"
#include "model/context.h"
#include "model/brief_text.h"
#include "languages/date.h"

struct checks {
    const struct brief *brief;
    const struct context *context;
    struct arena *arena; // the brief's
    struct text_views views;
    size_t counts[MESSAGE_COUNT]; // how often each was reported
};

// How often one message is listed in a brief; the rest is counted only. A text
// that breaks a rule everywhere says so in fifty places as well as in a
// thousand, and the work of finding its lines stays linear.
enum { LIMIT_REPORTS = 50 };

// Reports at a range of a text.
#define checks_report(checks, view, start, end, ...)                           \
    checks_report_args(checks, view, start, end,                               \
                       (struct message_args){__VA_ARGS__})
void checks_report_args(struct checks *checks, const struct text_view *view,
                        size_t start, size_t end, struct message_args args);

// Reports an address that nobody can open.
void check_address(const struct checks *checks, struct str url,
                   struct place at);

void check_tree(struct checks *checks);     // check_links.c
void check_metadata(struct checks *checks); // check_metadata.c
// check_words.c
void check_doubled(struct checks *checks);
void check_pashto_gaf(struct checks *checks);
// check_pairs.c, check_quotes.c, check_note_places.c
void check_pairs(struct checks *checks);
void check_quote_styles(struct checks *checks);
void check_note_places(struct checks *checks);
void check_digits(struct checks *checks);        // check_digits.c
void check_abbreviations(struct checks *checks); // check_abbreviations.c
void check_names(struct checks *checks);         // check_names.c
void check_keys(struct checks *checks);          // check_keys.c
void check_citations(struct checks *checks);     // check_citations.c
void check_typing(struct checks *checks);        // check_typing.c
void check_headings(struct checks *checks);      // check_headings.c
void check_lists(struct checks *checks);         // check_lists.c
void check_style(struct checks *checks);         // check_style.c
void check_dates(struct checks *checks);         // check_dates.c

#endif

// SPDX-License-Identifier: MIT
// The account of words: what a writer wrote is in what was read, and what was
// read is in each output, in every build.
//
// Filters have an account of their own (source/conservation.h), which the same
// words pass: from the file to its repaired source, and from the brief as it
// was read to the brief as it is shown. Here are the two steps beside them: the
// repaired source becomes a brief, and the brief becomes pages, a web page, a
// book and a plain text. A word that is missing is an error at its line, so
// nothing is written.
#ifndef QALAM_ACCOUNT_H
#define QALAM_ACCOUNT_H

#include "messages/diag.h"
#include "model/brief.h"
#include "source/source.h"
#include "typeset/page/pages.h"

// Reports the words of the source that the brief has not. False: there are
// some.
bool account_read(const struct source *source, const struct brief *brief,
                  struct diag *diag);

// What a brief has to show, counted once for all its outputs. In its arena.
struct account;
struct account *account_new(const struct brief *brief, struct diag *diag);

// Each reports the words that are missing in one output, which messages call
// by its label. False: there are some.
bool account_pages(struct account *account, const struct pages *pages,
                   struct str label);
// pages: XHTML or HTML, ended by an empty one. themed: a theme's templates made
// them, which may leave words out: it is a warning, and answers true.
bool account_html(struct account *account, const struct str *pages,
                  struct str label, bool themed);
bool account_text(struct account *account, struct str text, struct str label);

#endif

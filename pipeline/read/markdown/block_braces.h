// SPDX-License-Identifier: MIT
// Attributes at the end of a heading or paragraph: ## Title {#id .unnumbered}.
#ifndef QALAM_BLOCK_BRACES_H
#define QALAM_BLOCK_BRACES_H

#include "base/arena.h"
#include "base/str.h"

struct block_braces {
    size_t start; // of the white space before the braces, and of the # before
                  // that, which close a heading
    size_t space; // of the white space alone
    size_t braces, end;
    bool bound; // right behind a span, link or code, whose they can be
};

// Those that end a line, which begins at `from`; false where none do.
bool block_braces_of(struct arena *arena, struct str text, size_t from,
                     size_t to, struct block_braces *found);
// Do they give the block a name (#id), or stand as kramdown's do ({: …})? Else,
// behind the words of a paragraph, they may be words as well: {a=1}.
bool block_braces_name(struct str text, struct block_braces braces);

#endif

// SPDX-License-Identifier: MIT
// ::: verse: each line of its paragraphs becomes a paragraph of a stanza, and
// one of two hemistichs a couplet of two.
#ifndef QALAM_VERSE_H
#define QALAM_VERSE_H

#include "model/brief.h"

// The division's paragraphs become stanzas. Safe to call for any node.
void verse_shape(struct arena *arena, struct node *division);

#endif

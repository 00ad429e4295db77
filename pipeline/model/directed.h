// SPDX-License-Identifier: MIT
// Texts for places that know neither markup nor direction: bookmarks, the
// title of a window, PDF's document information.
//
// Such a place orders a text by its first strong letter (UAX #9 P2), and what
// stands in it in another direction by its letters alone. LRM and RLM, which
// are known everywhere, stand where that would come out wrong and nowhere
// else: most texts have none. What is searched for and compared (citations,
// indexes) takes node_plain instead.
#ifndef QALAM_DIRECTED_H
#define QALAM_DIRECTED_H

#include "model/brief.h"

// The text under a node as node_plain gives it, in its direction.
struct str directed_plain(struct arena *arena, const struct node *root,
                          enum direction direction);
// A title or name; the direction is its own, its language's, or the brief's.
struct str directed_text(struct arena *arena, const struct brief *brief,
                         const struct text *text);
enum direction text_direction(const struct brief *brief,
                              const struct text *text);

// The direction of a strong character; DIRECTION_INHERIT of all others.
enum direction directed_strong(uint32_t character);

#endif

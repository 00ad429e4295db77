// SPDX-License-Identifier: MIT
// Boxes of other programs whose name is their title: > [!NOTE] of GitHub,
// :::tip of Docusaurus, ::: {.callout-warning} of Quarto, ```{note} of MyST.
#ifndef QALAM_ALERTS_H
#define QALAM_ALERTS_H

#include "read/markdown/builder.h"

// A quotation that begins with such a mark becomes a box.
void alerts_shape(struct reader *reader, struct node *quote);
// Is it the name of such a box?
bool alert_named(struct str name);
// Puts the box's title first in it: that of the author, else what the name
// says in the language of the place.
void alert_add_title(struct reader *reader, struct node *box, struct str name,
                     struct str title, struct place at);

#endif

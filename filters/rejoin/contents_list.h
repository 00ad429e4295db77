// SPDX-License-Identifier: MIT
// Contents lists that a word processor made, with the pages of another paper.
#ifndef QALAM_CONTENTS_LIST_H
#define QALAM_CONTENTS_LIST_H

#include "model/context.h"
#include "source/source.h"

// Takes out a list of links to Word's marks, or of lines with leaders and page
// numbers, where they name headings of the text; the heading over it too, if
// nothing else stands under that. Others are reported.
void contents_list_drop(struct source *source, const struct context *context);

#endif

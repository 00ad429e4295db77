// SPDX-License-Identifier: MIT
// Who publishes: every partner's names, each in its own script, on the cover.
#ifndef QALAM_PARTNERS_H
#define QALAM_PARTNERS_H

#include "typeset/page/layout.h"

// At the inline end of the page, from top down. Nothing where none is given.
void partners_place(struct layout *layout, size_t page, scaled top);
bool partners_there(const struct layout *layout);
// Side by side over the width of the frame, where an abstract takes theirs.
scaled partners_row_height(struct layout *layout);
void partners_place_row(struct layout *layout, size_t page, scaled top);

#endif

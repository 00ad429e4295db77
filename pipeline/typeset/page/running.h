// SPDX-License-Identifier: MIT
// What every page after the cover has: its head and its folio.
#ifndef QALAM_RUNNING_H
#define QALAM_RUNNING_H

#include "typeset/page/layout.h"

void running_place(struct layout *layout, size_t page);
// The head alone: the imprint's panel lies where the folio would be.
void running_head_place(struct layout *layout, size_t page);

#endif

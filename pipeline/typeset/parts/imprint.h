// SPDX-License-Identifier: MIT
// The imprint: an accent panel at the foot of the last page.
#ifndef QALAM_IMPRINT_H
#define QALAM_IMPRINT_H

#include "typeset/page/layout.h"

bool imprint_needed(const struct layout *layout);
// 93 mm, or more where a disclaimer is long: it stands in full.
scaled imprint_height(struct layout *layout);
void imprint_place(struct layout *layout, size_t page);

#endif

// SPDX-License-Identifier: MIT
// The imprint: an accent panel at the foot of the last page.
#ifndef QALAM_IMPRINT_H
#define QALAM_IMPRINT_H

#include "typeset/page/layout.h"

bool imprint_needed(const struct layout *layout);
// 93 mm, or more where a disclaimer is long: it stands in full. Under text it
// is as low as its content.
scaled imprint_height(struct layout *layout, bool under_text);
void imprint_place(struct layout *layout, size_t page, bool under_text);

#endif

// SPDX-License-Identifier: MIT
// Sheets that pages use: which of them changed, so that browsers can take
// the new one without loading a page anew.
#ifndef QALAM_SHEETS_H
#define QALAM_SHEETS_H

#include "watch/live.h"

struct sheets;
struct sheets *sheets_new(void);
void sheets_free(struct sheets *sheets);

// Looks at the sheets in assets/ beside the pages (names below folder), and
// tells of those that are others than at the last look.
void sheets_look(struct sheets *sheets, int folder, const struct str *pages,
                 size_t count, struct live *live);

#endif

// SPDX-License-Identifier: MIT
// Messages about a column that is placed: which rules its end had to break.
#ifndef QALAM_COLUMN_REPORT_H
#define QALAM_COLUMN_REPORT_H

#include "typeset/page/columns.h"

// runs: the notes at the column's foot.
void column_report(const struct layout *layout, const struct filling *filling,
                   const struct column_end *end, const struct note_runs *runs);
// Whether there is something to say of where it ends.
bool column_is_wrong(const struct layout *layout, const struct filling *filling,
                     const struct column_end *end);
// The column's last vbox of text, or NULL.
const struct vbox *column_last_text(const struct filling *filling,
                                    const struct column_end *end);

#endif

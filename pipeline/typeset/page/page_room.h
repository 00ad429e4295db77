// SPDX-License-Identifier: MIT
// How much is free under the columns of a page, over the notes at its foot.
#ifndef QALAM_PAGE_ROOM_H
#define QALAM_PAGE_ROOM_H

#include "typeset/page/page_breaks.h"

// Between so far down and notes of these heights; it may be less than nothing.
scaled page_room_over(const struct layout *layout, scaled top,
                      const scaled *areas);
// Under the columns of the page where a path ends, with so much more notes in
// the last column.
scaled page_room_under(const struct filling *filling,
                       const struct page_request *request,
                       const struct step *last, scaled notes);

#endif

// SPDX-License-Identifier: MIT
// Notes are set as vertical lists of their own, to stand at the foot of a
// column.
#ifndef QALAM_NOTES_H
#define QALAM_NOTES_H

#include "typeset/page/blocks.h"

// Sets every note that was called since, and those that they call. Their tags
// come next in reading order under parent. role: ROLE_NOTE or ROLE_COVER_NOTE.
// Nothing while layout->notes_wait.
void notes_set_called(struct layout *layout, size_t parent, enum role role,
                      scaled measure);
// Sets one note, whether it was called or not.
void notes_set(struct layout *layout, size_t index, size_t parent,
               enum role role, scaled measure);
// How high a note would be, set so; it is not set by asking.
scaled note_height(struct layout *layout, size_t index, enum role role,
                   scaled measure);
// References and notes point at each other, once all are set.
void notes_link(struct layout *layout);

#endif

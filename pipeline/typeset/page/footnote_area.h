// SPDX-License-Identifier: MIT
// What columns.c asks of the notes at a foot.
#ifndef QALAM_FOOTNOTE_AREA_H
#define QALAM_FOOTNOTE_AREA_H

#include "typeset/page/columns.h"

// What is left of a note.
struct note_run footnote_area_run(const struct filling *filling,
                                  const struct break_state *state, size_t note);
// The height of the notes before `called` that are not set.
scaled footnote_area_left(const struct filling *filling,
                          const struct break_state *state, size_t called);
// Where a run can be cut so that its first part is no higher than room, with
// two lines on each side; 0 where it cannot.
size_t footnote_area_split(const struct layout *layout,
                           const struct note_run *run, scaled room);
// Whether the settings let the note run over to the next column.
bool footnote_area_is_long(const struct layout *layout,
                           const struct note_run *run);
// Whether a run begins a note and does not end it, though it is not long.
bool footnote_area_splits_short(const struct layout *layout,
                                const struct note_run *run);
// Notes in order into the room: whole ones, then as much of one as may be.
void footnote_area_set(const struct filling *filling, struct break_state *state,
                       scaled room);

#endif

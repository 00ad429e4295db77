// SPDX-License-Identifier: MIT
// The back ends: the functions behind the rows of model/formats.def, and what
// a brief on its way gives them.
#ifndef QALAM_BACKENDS_H
#define QALAM_BACKENDS_H

#include "model/formats.h"

#include <stdbool.h>

struct job;

// Once, before any thread.
void backends_set_up(void);
// Makes one format of a brief whose stages have made what that needs. False:
// an error was reported.
bool backends_make(struct job *job, enum format_index format);
// The first page as the cover of those that show one.
void backends_draw_cover(struct job *job);

#endif

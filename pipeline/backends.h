// SPDX-License-Identifier: MIT
// The back ends: the functions behind the rows of model/formats.def.
#ifndef QALAM_BACKENDS_H
#define QALAM_BACKENDS_H

#include "backends/interface/backend.h"

// Once, before any thread.
void backends_set_up(void);
// Makes one format of what its row says that it needs. False: an error was
// reported.
bool backends_make(enum format_index format, const struct backend_input *input,
                   struct output *output);
struct draw;
// The first page, an SVG file, for those that show it as their cover. Appended
// to out.
void backends_draw_cover(const struct brief *brief, const struct pages *pages,
                         struct draw *draw, struct buffer *out);

#endif

// SPDX-License-Identifier: MIT
// Charts become drawings: bars, lines and stacks, labelled where they stand.
#ifndef QALAM_CHART_DRAWING_H
#define QALAM_CHART_DRAWING_H

#include "model/chart.h"
#include "typeset/charts/drawing.h"
#include "typeset/paragraph/paragraph.h"

// Draws a NODE_CHART in the brief's language and direction, `width` wide and
// as high as it needs. Words are ROLE_CAPTION's. In arena; NULL where the
// table makes no chart.
struct drawing *chart_draw(struct typesetter *typesetter, struct arena *arena,
                           const struct brief *brief, const struct node *chart,
                           scaled width);

#endif

// SPDX-License-Identifier: MIT
// A drawing placed among what stands on a page.
#ifndef QALAM_PLACE_DRAWING_H
#define QALAM_PLACE_DRAWING_H

#include "typeset/charts/drawing.h"
#include "typeset/page/layout.h"

// Places all of it at the vbox's top; answers its height.
scaled place_drawing(struct layout *layout, struct vbox *vbox,
                     const struct drawing *drawing, scaled left, size_t tag);

#endif

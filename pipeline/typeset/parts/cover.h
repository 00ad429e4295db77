// SPDX-License-Identifier: MIT
// The cover, page 1.
#ifndef QALAM_COVER_H
#define QALAM_COVER_H

#include "typeset/page/layout.h"

// Lays out page 1. False: the abstract has no room there and belongs at the
// beginning of the text.
bool cover_place(struct layout *layout);

#endif

// SPDX-License-Identifier: MIT
// Formulas in a display have a paragraph of their own.
#ifndef QALAM_DISPLAY_FORMULAS_H
#define QALAM_DISPLAY_FORMULAS_H

#include "model/brief.h"

// Parts a NODE_PARAGRAPH whose parent holds blocks; it stays, as the last.
void display_formulas_part(struct arena *arena, struct node *paragraph);

#endif

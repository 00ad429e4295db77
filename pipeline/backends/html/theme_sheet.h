// SPDX-License-Identifier: MIT
// What a page's look changes in qalam.css, as a small sheet of its own.
#ifndef QALAM_THEME_SHEET_H
#define QALAM_THEME_SHEET_H

#include "model/brief.h"

// Empty where the brief has the default look and no logo. In arena.
struct str theme_sheet(struct arena *arena, const struct theme *theme);
// Its name among the assets, by its bytes: pages of one look share it.
struct str theme_sheet_name(struct arena *arena, struct str sheet);

#endif

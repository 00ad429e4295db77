// SPDX-License-Identifier: MIT
// Which paths a pattern means.
#ifndef QALAM_GLOBS_H
#define QALAM_GLOBS_H

#include "base/str.h"

// `?` is a character and `*` any of a name, `**` any folders: texts/**/*.md is
// texts/a.md and texts/b/c/d.md. A pattern without a slash means a name in any
// folder, one that ends in a slash all below that folder.
bool glob_matches(struct str pattern, struct str path);

// Whether a pattern names something below the folder: it does not start at the
// root, and climbs nowhere.
bool glob_stays_inside(struct str pattern);

#endif

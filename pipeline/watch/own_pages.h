// SPDX-License-Identifier: MIT
// Pages that the server makes itself: what lies in a folder, what is not there.
#ifndef QALAM_OWN_PAGES_H
#define QALAM_OWN_PAGES_H

#include "base/arena.h"

// All in arena, as HTML. names: see served_file_names; path: of the folder,
// with / at its end unless it is the one that is served.
struct str own_page_listing(struct arena *arena, struct str path,
                            const struct str *names, size_t count);
// path: what was asked for; names: what lies where it was looked for.
struct str own_page_absent(struct arena *arena, struct str path,
                           const struct str *names, size_t count);
// For a brief that has never been built: messages are shown there.
struct str own_page_failed(struct arena *arena, struct str shown);

#endif

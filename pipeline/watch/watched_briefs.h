// SPDX-License-Identifier: MIT
// What is known of each brief while it is watched: whether its last version
// could be built, and what was said of it.
#ifndef QALAM_WATCHED_BRIEFS_H
#define QALAM_WATCHED_BRIEFS_H

#include "build/build.h"

struct watched_briefs;
struct watched_briefs *watched_briefs_new(void);
void watched_briefs_free(struct watched_briefs *briefs);

// All safe from any thread. name: of the page, below the output folder.

// data: the messages, a JSON object a line (diag_print_data); NULL bytes: not
// known, and to be found out when somebody asks. False: all of it was known,
// and it had failed before too.
bool watched_briefs_put(struct watched_briefs *briefs, struct str name,
                        struct str shown, struct str data, bool failed);
bool watched_briefs_knows(struct watched_briefs *briefs, struct str name);
bool watched_briefs_failed(struct watched_briefs *briefs, struct str name);
// Forgets those that are none of so many. False: there were none.
bool watched_briefs_keep(struct watched_briefs *briefs, const struct str *names,
                         size_t count);

// What a browser is to show on that page, as a JSON object, in arena: the
// messages of a brief, or on any other page which briefs failed.
struct str watched_briefs_messages(struct watched_briefs *briefs,
                                   struct session *session, struct arena *arena,
                                   struct str name);

#endif

// SPDX-License-Identifier: MIT
// What is known of each brief while it is watched: whether its last version
// could be built, and what was said of it.
#ifndef QALAM_VERDICTS_H
#define QALAM_VERDICTS_H

#include "build/build.h"

struct verdicts;
struct verdicts *verdicts_new(void);
void verdicts_free(struct verdicts *verdicts);

// All safe from any thread. name: of the page, below the output folder.

// data: the messages, a JSON object a line (diag_print_data); NULL bytes: not
// known, and to be found out when somebody asks. False: all of it was known,
// and it had failed before too.
bool verdicts_put(struct verdicts *verdicts, struct str name, struct str shown,
                  struct str data, bool failed);
bool verdicts_knows(struct verdicts *verdicts, struct str name);
bool verdicts_failed(struct verdicts *verdicts, struct str name);
// Forgets those that are none of so many. False: there were none.
bool verdicts_keep(struct verdicts *verdicts, const struct str *names,
                   size_t count);

// What a browser is to show on that page, as a JSON object, in arena: the
// messages of a brief, or on any other page which briefs failed.
struct str verdicts_messages(struct verdicts *verdicts, struct session *session,
                             struct arena *arena, struct str name);

#endif

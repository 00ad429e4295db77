// SPDX-License-Identifier: MIT
// Biographies that go on from a name.
#ifndef QALAM_BIOGRAPHY_H
#define QALAM_BIOGRAPHY_H

#include "base/str.h"

// Is life the rest of a sentence that the name opens: “holds an MA …”,
// «پژوهشگر است»? Both are plain text in one language. In a script with capital
// letters a small one says so; in Arabic script a text that neither names the
// person nor begins with a pronoun is taken so, since a sentence there needs
// its subject.
bool biography_goes_on(struct str name, struct str life);

#endif

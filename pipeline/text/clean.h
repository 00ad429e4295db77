// SPDX-License-Identifier: MIT
// The last gate for characters: what XML forbids goes, NFC comes.
#ifndef QALAM_CLEAN_H
#define QALAM_CLEAN_H

#include "base/arena.h"

// text in NFC, U+FFFD for what no text of ours may hold (char_is_text). The
// text itself where nothing has to change; *replaced (may be NULL) says whether
// a character was.
struct str clean_text(struct arena *arena, struct str text, bool *replaced);
// text in NFC and without case, for comparing labels and names.
struct str clean_folded(struct arena *arena, struct str text);

#endif

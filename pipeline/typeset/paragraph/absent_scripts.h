// SPDX-License-Identifier: MIT
// Scripts that no face of fonts/fonts.def has, and what would have them.
#ifndef QALAM_ABSENT_SCRIPTS_H
#define QALAM_ABSENT_SCRIPTS_H

#include "base/arena.h"
#include "base/str.h"
#include "messages/diag.h"
#include "model/brief.h"

struct absent_script {
    struct str letters; // “Devanagari letters”, “emoji”: what is not drawn
    struct str remedy; // a family and its Debian package, or “a font”
};

// Is a character of a script without a face? In arena.
bool absent_script_of(struct arena *arena, uint32_t character,
                      struct absent_script *absent);
// Reports the first letter of a brief in its own script where no face has that.
void absent_scripts_check(const struct brief *brief, struct diag *diag);

#endif

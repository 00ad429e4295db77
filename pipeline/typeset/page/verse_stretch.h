// SPDX-License-Identifier: MIT
// Hemistichs of one width.
#ifndef QALAM_VERSE_STRETCH_H
#define QALAM_VERSE_STRETCH_H

#include "typeset/paragraph/paragraph.h"

// The line's word spaces take so much more between them; nothing where one
// would grow by more than `most`. No letter is lengthened.
void verse_stretch(struct arena *arena, struct line *line, scaled more,
                   scaled most, bool rtl);

#endif

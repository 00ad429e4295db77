// SPDX-License-Identifier: MIT
// The build id of a program or library: what the linker makes from its
// contents, so that no other has it (elf(5)).
#ifndef QALAM_BUILD_ID_H
#define QALAM_BUILD_ID_H

#include "base/arena.h"

#include <link.h>

// Of one that is loaded; borrowed. Empty: it has none.
struct str build_id_loaded(const struct dl_phdr_info *object);
// Of a file, from its first bytes, in arena. Empty: it has none there.
struct str build_id_of_file(struct arena *arena, const char *path);

#endif

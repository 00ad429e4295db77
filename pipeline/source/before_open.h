// SPDX-License-Identifier: MIT
// Text behind a text whose last block has no end: an open fence or comment
// would swallow it.
#ifndef QALAM_BEFORE_OPEN_H
#define QALAM_BEFORE_OPEN_H

#include "source/source.h"
#include "source/markdown_blocks.h"

// Where the last block has no end and would swallow what comes behind it: puts
// a definition, which came from [from, from + count), before that block.
// False: there is no such block, and nothing was done.
bool before_open_put(struct source *source, struct blocks blocks,
                     struct str definition, size_t from, size_t count,
                     const char *rule);

#endif

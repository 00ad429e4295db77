// SPDX-License-Identifier: MIT
// Text behind a text whose last block has no end.
#include "source/before_open.h"

bool before_open_put(struct source *source, struct blocks blocks,
                     struct str definition, size_t from, size_t count,
                     const char *rule)
{
    struct str text = source_text(source);
    size_t at = blocks_end(text, blocks);
    bool apart = at < 2 || text.bytes[at - 2] == '\n';
    if (at == text.count)
        return false;
    source_replace(source, at, 0, apart ? STR("") : STR("\n"), rule);
    source_replace_from(source, at, 0, definition, from, count, rule);
    source_replace(source, at, 0, apart ? STR("\n\n") : STR("\n"), rule);
    return true;
}

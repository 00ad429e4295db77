// SPDX-License-Identifier: MIT
// Values that were found in the text, and what is reported of them.
#include "front/front_parts.h"

struct value front_value_of(const struct fronting *now, struct str part)
{
    struct str text = now->text;
    if (part.count > 0 && part.bytes >= text.bytes &&
        part.bytes + part.count <= text.bytes + text.count)
        return (struct value){part, (size_t)(part.bytes - text.bytes)};
    return (struct value){part, SIZE_MAX};
}

bool front_value_given(struct value value)
{
    return value.text.count > 0;
}

#define SHOWN_BYTES 60

// Cut at a word for a message.
static struct str shortened(struct fronting const *now, struct str text)
{
    size_t feed = line_end(text, 0), end = SHOWN_BYTES;
    text = str_slice(text, 0, feed);
    if (text.count <= SHOWN_BYTES)
        return text;
    while (end > 0 && text.bytes[end] != ' ')
        end--;
    return arena_printf(now->arena, "%.*s …", (int)end, text.bytes);
}

void front_report_inferred(const struct fronting *now,
                           const struct block *block, const char *key,
                           struct str text)
{
    diag_report(
        now->context->diag,
        source_origin(now->source, block->offset, block->end - block->offset),
        MESSAGE_front_inferred, str_of(key), shortened(now, text));
}

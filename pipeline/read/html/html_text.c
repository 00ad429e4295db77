// SPDX-License-Identifier: MIT
// Text of HTML as it reads: references decoded, white space collapsed.
#include "read/html/html_tags.h"

#include "base/buffer.h"
#include "text/clean.h"
#include "text/html_references.h"

struct str html_text_decoded(struct builder *builder, struct str text,
                             bool collapse)
{
    struct reader *reader = builder->reader;
    struct buffer out = {0};
    for (size_t i = 0; i < text.count;) {
        uint32_t character;
        size_t count =
            text.bytes[i] == '&' ? html_reference_at(text, i, &character) : 0;
        if (count) {
            buffer_add_utf8(&out, character);
            i += count;
        } else if (collapse && html_is_blank(text.bytes[i])) {
            buffer_add_byte(&out, ' ');
            while (i < text.count && html_is_blank(text.bytes[i]))
                i++;
        } else
            buffer_add_byte(&out, text.bytes[i++]);
    }
    struct str restored =
        markup_restore(reader, builder->fragment, buffer_str(&out));
    restored =
        arena_str(reader->arena, clean_text(reader->arena, restored, NULL));
    buffer_release(&out);
    return restored;
}

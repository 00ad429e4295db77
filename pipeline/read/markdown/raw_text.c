// SPDX-License-Identifier: MIT
// Raw blocks and inlines of pandoc: ```{=html} and `…`{=html}.
#include "read/markdown/builder.h"

static bool is_any(struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_ascii_case(word, str_of(words[i])))
            return true;
    return false;
}

static bool ends_page(struct str text)
{
    static const char *const commands[] = {"\\newpage", "\\pagebreak",
                                           "\\clearpage", "\\cleardoublepage"};
    return is_any(str_trim(text), commands, COUNT(commands));
}

void markup_raw(struct builder *builder, struct str format, struct str text,
                struct place at)
{
    static const char *const html[] = {"html", "html4", "html5", "xhtml"};
    struct reader *reader = builder->reader;
    if (is_any(format, html, COUNT(html))) {
        reader->html->feed(builder, text);
        return;
    }
    if (!ends_page(text)) {
        diag_report(reader->diag, at, MESSAGE_raw_left_out, format);
        return;
    }
    if (builder_want_blocks(builder))
        node_append(builder_inside(builder),
                    node_new(reader->arena, NODE_PAGE_BREAK, at));
}

struct str markup_raw_format(struct arena *arena, struct str info)
{
    struct attributes attributes = {0};
    if (attributes_parse(arena, info, &attributes) != info.count ||
        attributes.count != 1 || !str_equal(attributes.items[0].key, STR("=")))
        return STR("");
    return attributes.items[0].value;
}

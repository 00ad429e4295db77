// SPDX-License-Identifier: MIT
// Markdown within blocks of HTML, where CommonMark reads none: what else would
// be printed as it stands.
#include "read/html/html_tags.h"

static bool has_picture(struct str text)
{
    size_t start = str_find(text, STR("!["));
    return start != STR_NONE &&
           str_find(str_slice(text, start, text.count), STR("](")) != STR_NONE;
}

// <figure markdown>, as MkDocs and kramdown have it.
static bool says_markdown(const struct builder *builder,
                          const struct open *open)
{
    const struct html_tag *tag = open->tag;
    if (!tag || tag->kind != NODE_FIGURE || !place_known(open->at))
        return false;
    struct str file = diag_text(builder->reader->diag);
    struct str source =
        str_slice(file, open->at.offset, open->at.offset + open->at.count);
    return str_find(source, STR("markdown")) != STR_NONE;
}

// A picture in its brackets means nothing else, but in code.
static bool is_markdown(const struct builder *builder, struct str text)
{
    bool markdown = has_picture(text);
    for (size_t i = 0; i < builder->open_count; i++) {
        const struct html_tag *tag = builder->open[i].tag;
        if (tag && tag->role == TAG_CODE)
            return false;
        markdown = markdown || says_markdown(builder, &builder->open[i]);
    }
    return markdown;
}

bool html_markdown(struct builder *builder, struct str text, struct place at)
{
    struct reader *reader = builder->reader;
    if (!is_markdown(builder, text))
        return false;
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    fragment->text = arena_str(reader->arena,
                               markup_restore(reader, builder->fragment, text));
    fragment->phrase = builder_holds(builder) != HOLDS_BLOCKS;
    fragment->fixed = true;
    fragment->at = at;
    if (fragment->phrase)
        builder_want_inlines(builder);
    markdown_parse(reader, fragment, builder_inside(builder));
    return true;
}

// SPDX-License-Identifier: MIT
// The authors on the cover: one a line, or run on where they are many.
#include "typeset/parts/cover_parts.h"

#include "typeset/page/page.h"
#include "typeset/page/phrases.h"

// With the comma after it.
static scaled name_width(struct layout *layout, const struct text *name,
                         const struct phrase_setting *setting)
{
    struct measuring measuring = layout_measuring_begin(layout);
    struct inline_setting inlines = phrase_begin(layout, setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    phrase_add_text(layout, paragraph, name, &inlines);
    inline_write_words(paragraph, phrase_comma(layout), &inlines);
    layout_paragraph_close(layout, paragraph);
    scaled width = paragraph_natural_width(paragraph);
    layout_measuring_end(layout, measuring);
    return width;
}

static struct phrase_setting names_setting(const struct layout *layout,
                                           const struct style *style)
{
    return (struct phrase_setting){.style = &style->text,
                                   .role = TAG_P,
                                   .parent = layout->document,
                                   .measure = layout->print->frame_width,
                                   .title = true};
}

// Run on, with a comma between them; no name is broken over two lines.
static struct lines set_list(struct layout *layout, const struct style *style)
{
    const struct metadata *meta = &layout->brief->meta;
    struct phrase_setting setting = names_setting(layout, style);
    struct inline_setting inlines = phrase_begin(layout, &setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    scaled line = 0; // so far
    for (size_t i = 0; i < meta->author_count; i++) {
        const struct text *name =
            phrase_edition_text(layout, &meta->authors[i].name);
        if (name == NULL)
            continue;
        scaled width = name_width(layout, name, &setting);
        if (line > 0) {
            inline_write_words(paragraph, phrase_comma(layout), &inlines);
            if (line + width > setting.measure) {
                paragraph_line_break(paragraph);
                line = 0;
            }
        }
        line += width;
        phrase_add_text(layout, paragraph, name, &inlines);
    }
    return phrase_end(layout, paragraph, &setting);
}

static bool run_on(const struct layout *layout, const struct cover *cover)
{
    return layout->brief->meta.author_count > cover->authors_in_lines;
}

static struct style style_of(const struct layout *layout,
                             const struct cover *cover)
{
    return style_at(layout->styles.of[ROLE_COVER_AUTHOR], cover->authors_scale);
}

scaled cover_authors_height(struct layout *layout, const struct cover *cover)
{
    struct style style = style_of(layout, cover);
    size_t count = layout->brief->meta.author_count;
    if (count > 0 && run_on(layout, cover)) {
        struct measuring measuring = layout_measuring_begin(layout);
        count = set_list(layout, &style).count;
        layout_measuring_end(layout, measuring);
    }
    return style.leading * (scaled)count;
}

void cover_place_authors(struct layout *layout, const struct cover *cover)
{
    const struct metadata *meta = &layout->brief->meta;
    struct style style = style_of(layout, cover);
    struct phrase_setting setting = names_setting(layout, &style);
    scaled x = cover_left(layout, layout->print->inner_margin, setting.measure);
    scaled y = layout->print->cover_authors_bottom -
               cover_authors_height(layout, cover);
    if (meta->author_count > 0 && run_on(layout, cover)) {
        struct lines lines = set_list(layout, &style);
        page_lines(layout, COVER, &lines, &style, x, y);
        return;
    }
    for (size_t i = 0; i < meta->author_count; i++) {
        const struct text *name =
            phrase_edition_text(layout, &meta->authors[i].name);
        if (name == NULL)
            continue;
        struct lines lines = phrase_set_text(layout, name, &setting);
        y = page_lines(layout, COVER, &lines, &style, x, y);
    }
}

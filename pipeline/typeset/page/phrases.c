// SPDX-License-Identifier: MIT
// Short texts set as lines: titles, names, labels, addresses.
#include "typeset/page/phrases.h"

#include "model/citation.h"
#include "model/brief_words.h"
#include "languages/words.h"

struct inline_setting phrase_begin(struct layout *layout,
                                   const struct phrase_setting *setting)
{
    size_t tag = setting->parent == TAG_ARTIFACT
                     ? TAG_ARTIFACT
                     : tag_new(layout, setting->role, setting->parent);
    struct inline_setting inlines = {*setting->style, layout->lang,
                                     layout->direction, tag};
    inlines.style.no_hyphens |= setting->title;
    return inlines;
}

struct lines phrase_end(struct layout *layout, struct paragraph *paragraph,
                        const struct phrase_setting *setting)
{
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = setting->alignment,
                                    .display = setting->display,
                                    .names = &layout->names};
    if (shape.alignment == PARAGRAPH_JUSTIFIED)
        shape.alignment = PARAGRAPH_START;
    struct lines lines = paragraph_lines(paragraph, &shape, setting->measure);
    // A note may be called in a title or a name too.
    struct vbox scratch = {0};
    for (size_t i = 0; i < lines.count; i++)
        vbox_call_notes(layout, &scratch, &lines.items[i]);
    return lines;
}

static enum direction text_direction(const struct layout *layout,
                                     const struct text *text)
{
    if (text->direction != DIRECTION_INHERIT)
        return text->direction;
    return text->lang.count > 0 ? language_direction(text->lang)
                                : layout->direction;
}

void phrase_add_text(struct layout *layout, struct paragraph *paragraph,
                     const struct text *text,
                     const struct inline_setting *setting)
{
    struct inline_setting inside = *setting;
    inside.direction = text_direction(layout, text);
    if (text->lang.count > 0)
        inside.lang = text->lang;
    if (!str_equal(inside.lang, setting->lang)) {
        inside.tag = tag_in(layout, TAG_SPAN, setting->tag, paragraph);
        tag_language(layout, inside.tag, inside.lang, inside.direction);
    }
    paragraph_isolate_open(paragraph, inside.direction);
    inline_write_text(layout, paragraph, text, &inside);
    paragraph_isolate_close(paragraph);
}

// A Latin title in a Dari edition reads left to right and yet begins where
// everything else on the page begins, at the right.
static void align_to_edition(const struct layout *layout, struct lines *lines,
                             scaled measure)
{
    bool rtl = layout->direction == DIRECTION_RTL;
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        scaled shift = rtl ? measure - line->width : line->width - measure;
        for (size_t j = 0; j < line->placed_count; j++)
            line->placed[j].x += shift;
        for (size_t j = 0; j < line->area_count; j++)
            line->areas[j].x += shift;
    }
}

struct lines phrase_set_text(struct layout *layout, const struct text *text,
                             const struct phrase_setting *setting)
{
    struct inline_setting inlines = phrase_begin(layout, setting);
    inlines.direction = text_direction(layout, text);
    if (text->lang.count > 0)
        inlines.lang = text->lang;
    tag_language(layout, inlines.tag, inlines.lang, inlines.direction);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, inlines.lang, inlines.direction);
    inline_write_text(layout, paragraph, text, &inlines);
    struct lines lines = phrase_end(layout, paragraph, setting);
    bool at_start = setting->alignment != PARAGRAPH_END &&
                    setting->alignment != PARAGRAPH_CENTER;
    if (inlines.direction != layout->direction && at_start)
        align_to_edition(layout, &lines, setting->measure);
    return lines;
}

struct lines phrase_set_words(struct layout *layout, struct str words,
                              const struct phrase_setting *setting)
{
    struct inline_setting inlines = phrase_begin(layout, setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    inline_write_words(paragraph, words, &inlines);
    return phrase_end(layout, paragraph, setting);
}

struct lines phrase_set_address(struct layout *layout, struct str shown,
                                struct str url,
                                const struct phrase_setting *setting)
{
    struct inline_setting inlines = phrase_begin(layout, setting);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    inline_write_address(layout, paragraph, shown, url, &inlines);
    return phrase_end(layout, paragraph, setting);
}

struct str phrase_comma(const struct layout *layout)
{
    return language_script(layout->lang) == SCRIPT_ARABIC
               ? STR("\xD8\x8C ") // U+060C
               : STR(", ");
}

struct str phrase_edition_year(struct layout *layout)
{
    return citation_year(layout->arena, layout->brief);
}

static void add_edition(struct layout *layout, struct paragraph *paragraph,
                        const struct inline_setting *inlines, struct str lang,
                        bool marked)
{
    struct str name = language_own_name(lang);
    struct inline_setting own = *inlines;
    if (marked) {
        own.style = style_strong(own.style);
        own.style.ink = (struct ink){INK_ACCENT, 0};
    }
    own.lang = lang;
    own.tag = tag_in(layout, TAG_SPAN, inlines->tag, paragraph);
    tag_language(layout, own.tag, lang, DIRECTION_INHERIT);
    paragraph_isolate_open(paragraph, language_direction(lang));
    inline_write_words(paragraph, name.count > 0 ? name : lang, &own);
    paragraph_isolate_close(paragraph);
}

void phrase_add_editions(struct layout *layout, struct paragraph *paragraph,
                         const struct inline_setting *inlines,
                         struct str separator, bool mark_own)
{
    const struct metadata *meta = &layout->brief->meta;
    bool listed = false;
    for (size_t i = 0; i < meta->edition_count; i++)
        listed |= str_equal(meta->editions[i].lang, layout->lang);
    if (!listed)
        add_edition(layout, paragraph, inlines, layout->lang, mark_own);
    for (size_t i = 0; i < meta->edition_count; i++) {
        struct str lang = meta->editions[i].lang;
        if (i > 0 || !listed)
            inline_write_words(paragraph, separator, inlines);
        add_edition(layout, paragraph, inlines, lang,
                    mark_own && str_equal(lang, layout->lang));
    }
}

void phrase_add_kind(struct layout *layout, struct paragraph *paragraph,
                     const struct inline_setting *setting)
{
    const struct text *kind =
        phrase_edition_text(layout, &layout->brief->meta.kind);
    if (kind != NULL)
        phrase_add_text(layout, paragraph, kind, setting);
    else
        inline_write_words(
            paragraph, brief_word(layout->brief, WORD_policy_brief), setting);
}

const struct text *phrase_edition_text(const struct layout *layout,
                                       const struct texts *texts)
{
    return texts_in(texts, layout->lang);
}

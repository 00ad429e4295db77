// SPDX-License-Identifier: MIT
// Captions of figures and tables: their label and number, words and credit.
#include "typeset/page/caption.h"

#include "model/brief_words.h"
#include "typeset/page/phrases.h"
#include "languages/words.h"

static void write_label(struct layout *layout, struct paragraph *paragraph,
                        struct inline_setting setting, enum word word,
                        size_t number)
{
    setting.style = style_strong(setting.style);
    setting.style.ink = (struct ink){INK_ACCENT, 0};
    setting.lang = layout->lang;
    setting.tag = tag_in(layout, TAG_SPAN, setting.tag, paragraph);
    struct str label = arena_printf(
        layout->arena, "%.*s\xC2\xA0%.*s. ",
        STR_ARG(brief_word(layout->brief, word)),
        STR_ARG(language_number(layout->arena, layout->lang, number)));
    inline_write_words(paragraph, label, &setting);
}

struct lines caption_set(struct layout *layout,
                         const struct block_setting *setting,
                         const struct node *caption, enum word word,
                         size_t number, struct str credit, size_t tag,
                         scaled measure)
{
    enum direction direction =
        caption ? inline_block_direction(caption, setting->direction)
                : setting->direction;
    struct str lang =
        caption ? inline_block_lang(caption, setting->lang) : setting->lang;
    struct inline_setting inlines = {layout->styles.of[ROLE_CAPTION].text, lang,
                                     direction, tag};
    inlines.style.no_hyphens = true;
    struct paragraph *paragraph =
        layout_paragraph_open(layout, lang, direction);
    if (caption != NULL) {
        if (!brief_caption_labelled(caption))
            write_label(layout, paragraph, inlines, word, number);
        inline_write(layout, paragraph, caption, &inlines);
    }
    if (credit.count > 0) {
        if (caption != NULL)
            paragraph_line_break(paragraph);
        inline_write_words(paragraph, credit, &inlines);
    }
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START,
                                    .by_sense = true,
                                    .names = &layout->names};
    return paragraph_lines(paragraph, &shape, measure);
}

struct lines caption_set_continued(struct layout *layout,
                                   const struct node *caption, size_t number,
                                   scaled measure)
{
    struct inline_setting inlines = {layout->styles.of[ROLE_CAPTION].text,
                                     layout->lang, layout->direction,
                                     TAG_ARTIFACT};
    inlines.style.no_hyphens = true;
    struct inline_setting strong = inlines;
    strong.style = style_in_ink(style_strong(inlines.style), INK_ACCENT);
    struct str own = language_digits(layout->arena, layout->lang,
                                     caption->as.caption.number);
    if (own.count == 0)
        own = language_number(layout->arena, layout->lang, number);
    struct paragraph *paragraph =
        layout_paragraph_open(layout, layout->lang, layout->direction);
    inline_write_words(
        paragraph,
        arena_printf(layout->arena, "%.*s\xC2\xA0%.*s",
                     STR_ARG(brief_word(layout->brief, WORD_table)),
                     STR_ARG(own)),
        &strong);
    inline_write_words(paragraph, phrase_comma(layout), &inlines);
    inline_write_words(
        paragraph, brief_word(layout->brief, WORD_table_continued), &inlines);
    layout_paragraph_close(layout, paragraph);
    struct paragraph_style shape = {.alignment = PARAGRAPH_START};
    return paragraph_lines(paragraph, &shape, measure);
}

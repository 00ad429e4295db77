// SPDX-License-Identifier: MIT
// Lines of titles, headings, captions and entries of the contents end by sense:
// none in a small word or a number while more of it follows.
#ifndef QALAM_TEST_HEADING_CHECKS_H
#define QALAM_TEST_HEADING_CHECKS_H

#include "page_text_checks.h"

#include "base/characters.h"
#include "text/title_gaps.h"

// The block of such a line: its tag, or TAG_ARTIFACT where it is none.
static inline size_t sense_block(const struct pages *pages, size_t tag)
{
    for (; tag != TAG_ARTIFACT; tag = pages->tags[tag].parent) {
        enum structure_role role = pages->tags[tag].role;
        if (role == TAG_REFERENCE || role == TAG_NOTE)
            return TAG_ARTIFACT;
        if ((role >= TAG_H1 && role <= TAG_H6) || role == TAG_CAPTION ||
            role == TAG_TOCI)
            return tag;
    }
    return TAG_ARTIFACT;
}

static inline struct str sense_lang(const struct pages *pages, size_t tag)
{
    for (; tag != TAG_ARTIFACT; tag = pages->tags[tag].parent)
        if (pages->tags[tag].lang.count > 0)
            return pages->tags[tag].lang;
    return pages->lang;
}

// From the last space on.
static inline struct str last_word(struct str text)
{
    text = str_trim(text);
    size_t start = text.count;
    while (start > 0 && text.bytes[start - 1] != ' ')
        start--;
    return str_slice(text, start, text.count);
}

// What no line of a narrow column holds, such as “for more of the same
// agriculture”, has to end in a small word somewhere: the small words at the
// line's end and the word that they lead to, at about half an em a letter.
static inline bool too_long_for(double wide, struct str line, struct str lang,
                                const struct run *next)
{
    size_t letters = 0;
    bool leads = true;
    for (struct str rest = str_trim(next->text); leads && rest.count > 0;) {
        struct str first = str_slice(rest, 0, str_find(rest, STR(" ")));
        letters += utf8_count(first) + 1;
        leads = title_gaps_leans(first, lang);
        rest = str_trim(str_slice(rest, first.count, rest.count));
    }
    for (struct str word; (line = str_trim(line)).count > 0 &&
                          title_gaps_leans(word = last_word(line), lang);
         line = str_slice(line, 0, line.count - word.count))
        letters += utf8_count(word) + 1;
    return (double)letters * points(next->size) * 0.55 > wide;
}

// Runs are in reading order, so the run before a line's first ends the line
// before.
static inline void check_headings(const struct laid_out *out,
                                  struct page_faults *faults)
{
    const struct pages *pages = out->pages;
    for (size_t i = 0; i < pages->count; i++) {
        const struct placed *last = NULL;
        struct buffer line = {0};
        for (size_t j = 0; j < pages->items[i].placed_count; j++) {
            const struct placed *placed = &pages->items[i].placed[j];
            if (placed->kind != PLACED_RUN)
                continue;
            size_t block = sense_block(pages, placed->tag);
            bool goes_on = last && block != TAG_ARTIFACT &&
                           block == sense_block(pages, last->tag) &&
                           placed->as.run.size == last->as.run.size;
            if (goes_on && placed->y > last->y + PT(2)) {
                struct str word = last_word(buffer_str(&line));
                struct str lang = sense_lang(pages, last->tag);
                // Under a caption its source stands in a line of its own.
                bool ended = pages->tags[block].role == TAG_CAPTION &&
                             char_is_digit(utf8_after(word, 0));
                if (!ended && title_gaps_leans(word, lang) &&
                    !too_long_for(columns_of(out, i).wide, buffer_str(&line),
                                  lang, &placed->as.run))
                    page_fault(faults,
                               "page %zu: a line ends in “%.*s”: %.*s / %.*s",
                               i + 1, STR_ARG(word), STR_ARG(buffer_str(&line)),
                               STR_ARG(placed->as.run.text));
            }
            if (!goes_on || placed->y != last->y)
                line.count = 0;
            buffer_add(&line, placed->as.run.text);
            last = placed;
        }
        buffer_release(&line);
    }
}

#endif

// SPDX-License-Identifier: MIT
// Short texts of the metadata and words of qalam's own, set as lines.
#ifndef QALAM_PHRASES_H
#define QALAM_PHRASES_H

#include "typeset/page/inline_text.h"
#include "typeset/page/layout.h"

// How a short text is set. Never justified: zero is flush at inline start.
struct phrase_setting {
    const struct text_style *style;
    enum structure_role role; // of the element made for it
    size_t parent;            // TAG_ARTIFACT: it is decoration
    enum paragraph_alignment alignment;
    scaled measure;
    bool title; // never hyphenated
    bool display; // see struct paragraph_style
};
// A text in its own language and direction, flush at the edition's start.
struct lines phrase_set_text(struct layout *layout, const struct text *text,
                             const struct phrase_setting *setting);
// Words in the edition's language and direction.
struct lines phrase_set_words(struct layout *layout, struct str words,
                              const struct phrase_setting *setting);
// An address that leads to url (or to nothing); left to right.
struct lines phrase_set_address(struct layout *layout, struct str shown,
                                struct str url,
                                const struct phrase_setting *setting);

// For paragraphs made of several texts: the element, and how its texts are.
struct inline_setting phrase_begin(struct layout *layout,
                                   const struct phrase_setting *setting);
// Each text is an isolate: its neighbours do not change its order.
void phrase_add_text(struct layout *layout, struct paragraph *paragraph,
                     const struct text *text,
                     const struct inline_setting *setting);
struct lines phrase_end(struct layout *layout, struct paragraph *paragraph,
                        const struct phrase_setting *setting);

// The brief's kind; a policy brief, where it says none.
void phrase_add_kind(struct layout *layout, struct paragraph *paragraph,
                     const struct inline_setting *setting);

// The names of all editions' languages, each in itself; this one among them,
// and marked if asked.
void phrase_add_editions(struct layout *layout, struct paragraph *paragraph,
                         const struct inline_setting *inlines,
                         struct str separator, bool mark_own);

// The comma of the edition's language, with a space.
struct str phrase_comma(const struct layout *layout);
// 2021, ۱۴۰۰ / ۲۰۲۱; empty where no date is given.
struct str phrase_edition_year(struct layout *layout);
const struct text *phrase_edition_text(const struct layout *layout,
                                       const struct texts *texts);

#endif

// SPDX-License-Identifier: MIT
// The words and numbers that a brief prints, its own before its language's.
#include "model/brief_words.h"

struct str brief_word(const struct brief *brief, enum word word)
{
    const struct str *own = brief->meta.words;
    return own && own[word].count ? own[word]
                                  : language_word(brief->lang, word);
}

struct str brief_note_number(struct arena *arena, const struct brief *brief,
                             const struct note *note)
{
    return language_number(arena, brief->lang,
                           note->shown ? note->shown : note->number);
}

bool brief_caption_labelled(const struct node *caption)
{
    return caption->as.caption.number.count > 0;
}

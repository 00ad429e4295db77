// SPDX-License-Identifier: MIT
// Letters become words: what joins, what is not seen, and what divides.
#include "account/word_reader.h"

#include "base/characters.h"
#include "base/hash.h"

void word_reader_end(struct word_reader *reader)
{
    if (reader->word.hash == 0)
        return;
    reader->word.opens = reader->opens;
    reader->opens = false;
    reader->take(reader->closure, &reader->word);
    reader->word.hash = 0;
}

void word_reader_break(struct word_reader *reader)
{
    word_reader_end(reader);
    reader->opens = true;
}

// ¹ and ₂ are letters of words, as the 1 and 2 of <sup> and <sub> are.
static uint32_t plain_letter(uint32_t c)
{
    int value = char_superscript_value(c);
    if (value < 0 && c >= 0x2080 && c <= 0x2089)
        value = (int)(c - 0x2080);
    return value < 0 ? c : '0' + (uint32_t)value;
}

static void add_letter(struct word_reader *reader, uint32_t c,
                       struct str spelled, const struct node *node,
                       size_t offset)
{
    struct account_word *word = &reader->word;
    uint32_t folded = char_fold(c);
    if (word->hash == 0)
        *word = (struct account_word){HASH_START, spelled, node, offset, false};
    word->hash = hash_more(word->hash, folded);
    word->hash += word->hash == 0;
    if (reader->letters)
        buffer_add_utf8(reader->letters, folded);
}

// Neither letters nor what divides them.
static bool is_unseen(uint32_t c)
{
    return c == CHAR_ZWNJ || c == CHAR_TATWEEL || char_is_ignorable(c);
}

void word_reader_character(struct word_reader *reader, uint32_t c,
                           struct str spelled, const struct node *node,
                           size_t offset)
{
    if (is_unseen(c))
        return;
    c = plain_letter(c);
    if (char_in_word(c))
        add_letter(reader, c, spelled, node, offset);
    else
        word_reader_end(reader);
}

void word_reader_text(struct word_reader *reader, struct str text,
                      const struct node *node, size_t offset)
{
    struct account_word *word = &reader->word;
    size_t start = STR_NONE; // of the word, where it begins in this piece
    for (size_t at = 0; at < text.count;) {
        size_t here = at;
        uint32_t c = utf8_next(text, &at);
        if (c >= 0x80) {
            if (is_unseen(c))
                continue;
            c = plain_letter(c);
        }
        if (!char_in_word(c)) {
            word_reader_end(reader);
            continue;
        }
        if (word->hash == 0)
            start = here;
        add_letter(reader, c, STR(""), node, offset + here);
        if (start != STR_NONE)
            word->spelled = str_slice(text, start, at);
    }
}

// SPDX-License-Identifier: MIT
// Which script the letters of a text are of, and which language that means.
#include "titles/letters.h"

#include "base/characters.h"
#include "source/guess.h"

unsigned letters_bit(enum script script, enum script base)
{
    if (script == base)
        return LETTERS_NATIVE;
    switch (script) {
    case SCRIPT_LATIN:
        return LETTERS_LATIN;
    case SCRIPT_CYRILLIC:
        return LETTERS_CYRILLIC;
    case SCRIPT_ARABIC:
        return LETTERS_ARABIC;
    case SCRIPT_OTHER:
        break;
    }
    return LETTERS_NATIVE; // a script that qalam knows nothing of: left alone
}

unsigned letters_of(struct str text, enum script base)
{
    unsigned letters = 0;
    enum script script;
    for (size_t offset = 0; offset < text.count;) {
        // ASCII first: it is most of an English brief.
        unsigned char byte = (unsigned char)text.bytes[offset];
        if (byte < 0x80) {
            if (char_is_ascii_letter(byte))
                letters |= letters_bit(SCRIPT_LATIN, base);
            offset++;
        } else if (letter_script(utf8_next(text, &offset), &script)) {
            letters |= letters_bit(script, base);
        }
    }
    return letters;
}

bool letters_marked(const struct node *node)
{
    return node->lang.count > 0 || node->direction != DIRECTION_INHERIT;
}

static unsigned letters_in(const struct node *root, enum script base)
{
    unsigned letters = 0;
    for (const struct node *node = root; node; node = node_next(root, node))
        if (kind_facts[node->kind].holds == HOLDS_TEXT)
            letters |= letters_of(node->as.text.text, base);
    return letters;
}

// A number or a sign that has a direction has no letters; all else that is
// marked counts by its direction: a Latin quotation that the author has marked
// stands in a Latin note like its neighbours. Hebrew words are at home
// everywhere, as letters_bit has it, whatever stands beside them.
unsigned letters_of_marked(const struct node *node, enum script base)
{
    enum script script = node->lang.count ? language_script(node->lang)
                         : node->direction == DIRECTION_RTL ? SCRIPT_ARABIC
                                                            : SCRIPT_LATIN;
    unsigned found = letters_in(node, SCRIPT_OTHER);
    bool words = node->lang.count > 0 || found;
    return LETTERS_MARKED | (words ? letters_bit(script, base) : 0) |
           (found & LETTERS_NATIVE);
}

unsigned letters_below(const struct node *root, enum script base)
{
    unsigned letters = 0;
    const struct node *node = root;
    while (node) {
        bool skip = node != root && letters_marked(node);
        if (skip)
            letters |= letters_of_marked(node, base);
        else if (kind_facts[node->kind].holds == HOLDS_TEXT)
            letters |= letters_of(node->as.text.text, base);
        node = skip ? node_next_skipping(root, node) : node_next(root, node);
    }
    return letters;
}

bool letters_wholly_foreign(unsigned letters, enum script *script)
{
    switch (letters & ~(unsigned)LETTERS_MARKED) {
    case LETTERS_LATIN:
    case LETTERS_LATIN | LETTERS_CYRILLIC: // the words in Cyrillic follow
        *script = SCRIPT_LATIN;
        return true;
    case LETTERS_CYRILLIC:
        *script = SCRIPT_CYRILLIC;
        return true;
    case LETTERS_ARABIC:
        *script = SCRIPT_ARABIC;
        return true;
    }
    return false;
}

bool letters_several_words(struct str text)
{
    size_t words = 0;
    bool inside = false;
    enum script script;
    for (size_t offset = 0; offset < text.count && words < 2;) {
        bool letter = letter_script(utf8_next(text, &offset), &script);
        words += letter && !inside;
        inside = letter;
    }
    return words >= 2;
}

// A web or mail address, or a telephone number.
bool letters_address(struct str text)
{
    if (letters_of(text, SCRIPT_OTHER) == 0)
        return true;
    return str_find(text, STR(" ")) == STR_NONE &&
           (str_find(text, STR("://")) != STR_NONE ||
            str_find(text, STR("@")) != STR_NONE ||
            str_starts(text, STR("www.")));
}

struct str letters_foreign_language(struct arena *arena, struct str text,
                                    enum script script,
                                    struct str document_lang)
{
    // One Latin word among others is a name or an abbreviation; nothing in it
    // says which language it is, and the guess costs most of the time.
    if (script == SCRIPT_LATIN && !letters_several_words(text))
        return language_of_script(script);
    struct str lang = guess_language(arena, text, document_lang);
    bool und = str_equal(language_primary(lang), STR("und"));
    // A run may hold more words of the document's script than of its own, in
    // a span that the author marked. An answer in another script than the
    // run's would make it foreign again within itself, and so on for ever.
    if (!und && language_script(lang) == script)
        return lang;
    return script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC
               ? language_of_script(script)
           : script == SCRIPT_ARABIC ? STR("und-Arab")
                                     : lang;
}

// SPDX-License-Identifier: MIT
// Whom a recommendation speaks to, made strong: **The ministry** should …
//
// It is found by the modal verb after it. Rather none than a wrong one: a
// sentence in the passive has a subject that is spoken of, and in a list where
// one item opens otherwise nothing is sure.
#include "addressees/addressees.h"

#include "base/characters.h"
#include "languages/language.h"

#include <unicode/uchar.h>

// The word at offset, without the space around it.
static struct str next_word(struct str text, size_t *offset)
{
    size_t from = *offset;
    while (from < text.count && text.bytes[from] == ' ')
        from++;
    size_t to = from;
    while (to < text.count && text.bytes[to] != ' ')
        to++;
    *offset = to;
    return str_slice(text, from, to);
}

// ----- A sentence -----

#define LIMIT_WORDS 8 // of an addressee

struct opening {
    bool found;      // a modal, after what may be an addressee or a thing
    bool addressee;  // what is before it is the one and not the other
    size_t end;      // of the addressee, in bytes
    size_t modal_to; // where the modal ends
};

static bool is_mark(uint32_t c)
{
    return char_is_stop(c) || c == ')';
}

// The word without the mark at its end; *mark is 0 where there is none.
static struct str without_mark(struct str word, uint32_t *mark)
{
    size_t end = word.count;
    *mark = end > 0 ? utf8_previous(word, &end) : 0;
    if (is_mark(*mark))
        return str_slice(word, 0, end);
    *mark = 0;
    return word;
}

static bool begins_name(struct str lang, struct str word)
{
    size_t offset = 0;
    uint32_t c = word.count ? utf8_next(word, &offset) : 0;
    bool letter = u_isalpha((UChar32)c) && !u_islower((UChar32)c);
    bool quote = u_charType((UChar32)c) == U_INITIAL_PUNCTUATION;
    return (letter || quote) && !language_lists(lang, ROW_no_addressee, word);
}

static struct opening opening_of(struct str lang, struct str text)
{
    struct opening opening = {.addressee = true};
    struct str before = {0};
    for (size_t words = 0, offset = 0; words <= LIMIT_WORDS; words++) {
        struct str word = next_word(text, &offset);
        uint32_t mark;
        struct str bare = without_mark(word, &mark);
        bool modal = (mark == 0 || mark == ',' || mark == CHAR_ARABIC_COMMA) &&
                     language_lists(lang, ROW_modals, bare) &&
                     !language_lists(lang, ROW_before_no_modal, before);
        if (modal) {
            opening.found = words > 0;
            opening.modal_to = offset;
            break;
        }
        if (word.count == 0 || mark != 0 ||
            (words == 0 && !begins_name(lang, word)))
            break;
        if (language_lists(lang, ROW_parts_addressee, word))
            opening.addressee = false;
        opening.end = offset;
        before = word;
    }
    return opening;
}

// Whether what follows the modal says something of a thing: it should be
// counted; باید شمرده شود.
static bool speaks_of_thing(struct str lang, struct str text, size_t offset)
{
    struct str word = next_word(text, &offset);
    if (language_lists(lang, ROW_modal_adverbs, word))
        word = next_word(text, &offset);
    if (language_lists(lang, ROW_passive_next, word))
        return true;
    while (word.count > 0) {
        uint32_t mark;
        struct str bare = without_mark(word, &mark);
        size_t after = offset;
        bool last = (mark != 0 && mark != ',' && mark != CHAR_ARABIC_COMMA) ||
                    next_word(text, &after).count == 0;
        if (last)
            return language_lists(lang, ROW_passive_last, bare);
        word = next_word(text, &offset);
    }
    return false;
}

// ----- Lists -----

static struct node *opening_text(const struct node *item)
{
    const struct node *paragraph = item->first;
    if (paragraph == NULL || paragraph->kind != NODE_PARAGRAPH ||
        paragraph->first == NULL || paragraph->first->kind != NODE_TEXT)
        return NULL;
    return paragraph->first;
}

static bool list_speaks(const struct node *list, struct str lang)
{
    for (const struct node *item = list->first; item; item = item->next) {
        const struct node *text = opening_text(item);
        if (text == NULL || !opening_of(lang, text->as.text.text).found)
            return false;
    }
    return true;
}

// Whether every item of the box's lists opens with whom it speaks to, or with
// a thing that something should be done to.
static bool box_speaks(const struct node *box, struct str lang)
{
    bool any = false;
    for (const struct node *node = box->first; node; node = node->next) {
        if (node->kind != NODE_LIST)
            continue;
        if (!list_speaks(node, node_lang(node, lang)))
            return false;
        any = true;
    }
    return any;
}

static void mark_addressee(struct arena *arena, struct node *item,
                           struct str lang)
{
    struct node *words = opening_text(item);
    struct opening opening = opening_of(lang, words->as.text.text);
    struct str plain = node_plain(arena, item->first);
    if (!opening.addressee || speaks_of_thing(lang, plain, opening.modal_to))
        return;
    node_cut(arena, words, opening.end);
    struct node *strong = node_new(arena, NODE_STRONG, words->at);
    node_insert_before(words, strong);
    node_unlink(words);
    node_append(strong, words);
}

bool addressees(struct brief *brief, const struct context *context)
{
    for (struct node *box = brief->body->first; box; box = box->next) {
        if (box->kind != NODE_BOX || box->as.box.kind != BOX_RECOMMENDATIONS ||
            !box_speaks(box, brief->lang))
            continue;
        for (struct node *list = box->first; list; list = list->next)
            for (struct node *item = list->kind == NODE_LIST ? list->first
                                                             : NULL;
                 item; item = item->next)
                mark_addressee(context->arena, item,
                               node_lang(list, brief->lang));
    }
    return true;
}

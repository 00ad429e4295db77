// SPDX-License-Identifier: MIT
// Finds the addressee by the modal verb after it. Rather none than a wrong
// one: passive sentences and clauses have a subject that is spoken of.
#include "typeset/parts/addressee.h"

#include "base/ascii.h"

#define LIMIT_WORDS 8

static bool is_one_of(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(word, str_of(list[i])))
            return true;
    return false;
}
#define IS_ONE_OF(word, list)                                                  \
    is_one_of(word, list, sizeof(list) / sizeof *(list))

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

static bool begins_clause(struct str word)
{
    static const char *const openers[] = {
        "A",     "After", "An",   "Any",   "As",   "At",    "Before", "By",
        "For",   "From",  "He",   "How",   "I",    "If",    "In",     "It",
        "No",    "On",    "Once", "She",   "That", "There", "These",  "They",
        "This",  "Those", "To",   "Until", "We",   "What",  "When",   "Where",
        "Which", "While", "Who",  "With",  "You"};
    return IS_ONE_OF(word, openers);
}

// Punctuation inside: no single phrase.
static bool is_plain(struct str word)
{
    if (word.count == 0)
        return false;
    char last = word.bytes[word.count - 1];
    return last != '.' && last != ',' && last != ':' && last != ';' &&
           last != '?' && last != '!' && last != ')';
}

// The bytes of the words before the first modal; 0 where there are none or
// too many. after: where the modal ends.
static size_t subject_end(struct str text, size_t *after)
{
    static const char *const modals[] = {"should", "should,", "must", "must,"};
    size_t offset = 0, end = 0;
    for (size_t words = 0; words <= LIMIT_WORDS; words++) {
        struct str word = next_word(text, &offset);
        if (IS_ONE_OF(word, modals)) {
            *after = offset;
            return end;
        }
        bool upper = word.count > 0 && (ascii_is_upper(word.bytes[0]) ||
                                        (unsigned char)word.bytes[0] >= 0xC3);
        if (!is_plain(word) || (words == 0 && (!upper || begins_clause(word))))
            return 0;
        end = offset;
    }
    return 0;
}

static bool is_passive(struct str text, size_t after)
{
    static const char *const adverbs[] = {"not",  "also",  "always",
                                          "only", "never", "then"};
    struct str word = next_word(text, &after);
    if (IS_ONE_OF(word, adverbs))
        word = next_word(text, &after);
    return str_equal(word, STR("be")) || str_equal(word, STR("have"));
}

static const struct node *opening_text(const struct node *paragraph)
{
    if (paragraph == NULL || paragraph->kind != NODE_PARAGRAPH ||
        paragraph->first == NULL || paragraph->first->kind != NODE_TEXT)
        return NULL;
    return paragraph->first;
}

static bool list_leads(const struct node *list)
{
    for (const struct node *item = list->first; item; item = item->next) {
        const struct node *text = opening_text(item->first);
        size_t after;
        if (text == NULL || subject_end(text->as.text.text, &after) == 0)
            return false;
    }
    return true;
}

bool addressees_lead(const struct layout *layout, const struct node *first,
                     const struct node *end)
{
    bool any = false;
    if (!str_equal(layout->lang, STR("en")) &&
        !str_starts(layout->lang, STR("en-")))
        return false;
    for (const struct node *node = first; node && node != end;
         node = node->next) {
        if (node->kind != NODE_LIST)
            continue;
        if (!list_leads(node))
            return false;
        any = true;
    }
    return any;
}

// The tree is others' too: what is marked is a copy.
static struct node *copy_of(struct layout *layout, const struct node *root)
{
    struct node *copy = ARENA_NEW(layout->arena, struct node);
    *copy = *root;
    copy->first = copy->last = NULL;
    struct node *parent = copy;
    for (const struct node *node = root->first; node != NULL;) {
        struct node *child = ARENA_NEW(layout->arena, struct node);
        *child = *node;
        child->first = child->last = child->next = child->previous = NULL;
        node_append(parent, child);
        if (node->first != NULL) {
            parent = child;
            node = node->first;
            continue;
        }
        for (; node->next == NULL && node->parent != root; node = node->parent)
            parent = parent->parent;
        node = node->next;
    }
    return copy;
}

const struct node *addressee_marked(struct layout *layout,
                                    const struct node *paragraph)
{
    const struct node *text = opening_text(paragraph);
    size_t after = 0;
    size_t end = text ? subject_end(text->as.text.text, &after) : 0;
    if (end == 0 || is_passive(text->as.text.text, after))
        return paragraph;
    struct node *copy = copy_of(layout, paragraph);
    struct node *rest = copy->first;
    struct node *strong = node_new(layout->arena, NODE_STRONG, text->at);
    struct node *words = node_new(layout->arena, NODE_TEXT, text->at);
    words->as.text.text = str_slice(rest->as.text.text, 0, end);
    rest->as.text.text =
        str_slice(rest->as.text.text, end, rest->as.text.text.count);
    node_insert_before(rest, strong);
    node_append(strong, words);
    return copy;
}

// SPDX-License-Identifier: MIT
// The first sentence of a text, with its markup.
#include "site/site_parts.h"

#include "base/ascii.h"
#include "base/fail.h"
#include "languages/language.h"
#include "languages/rows.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

// UAX #29, with CLDR's exceptions (`ss`): no sentence ends behind “Mr.”.
static UBreakIterator *sentences(struct str lang)
{
    struct str primary = language_primary(lang);
    char locale[64];
    snprintf(locale, sizeof locale, "%.*s@ss=standard",
             (int)(primary.count < 8 ? primary.count : 0), primary.bytes);
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *iterator =
        ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
    if (U_FAILURE(status))
        fail_system("ICU has no rules for sentences");
    return iterator;
}

// CLDR's list is short: it has neither “Dr.” nor “U.S.”. A sentence that does
// end so goes on by one more, which is better than one that is torn.
static bool ends_in_abbreviation(struct str text, struct str lang)
{
    text = str_trim(text);
    size_t start = text.count;
    while (start > 0 && text.bytes[start - 1] != ' ')
        start--;
    struct str word = str_slice(text, start, text.count);
    size_t at = 0;
    while (at + 1 < word.count && ascii_is_upper(word.bytes[at]) &&
           word.bytes[at + 1] == '.')
        at += 2;
    return (word.count > 0 && at == word.count) ||
           languages_list(ROW_no_sentence_end, word, lang);
}

// Bytes of the first sentence that says something, with its spaces.
static size_t first_sentence(struct str text, struct str lang)
{
    UBreakIterator *iterator = sentences(lang);
    UErrorCode status = U_ZERO_ERROR;
    UText *utext =
        utext_openUTF8(NULL, text.bytes, (int64_t)text.count, &status);
    ubrk_setUText(iterator, utext, &status);
    int32_t end = U_SUCCESS(status) ? ubrk_first(iterator) : UBRK_DONE;
    bool whole = false;
    while (end != UBRK_DONE && !whole) {
        end = ubrk_next(iterator);
        struct str first =
            str_slice(text, 0, end == UBRK_DONE ? 0 : (size_t)end);
        whole = !str_blank(first) && !ends_in_abbreviation(first, lang);
    }
    ubrk_close(iterator);
    utext_close(utext);
    return end == UBRK_DONE ? text.count : (size_t)end;
}

static void remove_after(xmlNodePtr root, xmlNodePtr node)
{
    for (; node != root; node = node->parent)
        while (node->next) {
            xmlNodePtr next = node->next;
            xmlUnlinkNode(next);
            xmlFreeNode(next);
        }
}

// Where a text node of count bytes is cut, its last space is left out too.
static void cut(xmlNodePtr root, xmlNodePtr text, size_t count)
{
    struct str kept = {(const char *)text->content, count};
    while (kept.count > 0 && (unsigned char)kept.bytes[kept.count - 1] <= ' ')
        kept.count--;
    xmlChar *copy = xmlStrndup(text->content, (int)kept.count);
    if (!copy)
        fail_system("out of memory");
    xmlNodeSetContent(text, NULL);
    xmlNodeAddContent(text, copy); // as it is: no reference is read in it
    xmlFree(copy);
    remove_after(root, text);
}

void site_cut_behind_sentence(xmlNodePtr element, struct str lang)
{
    xmlChar *content = xmlNodeGetContent(element);
    size_t left = first_sentence(str_of((const char *)content), lang);
    xmlFree(content);
    for (xmlNodePtr node = element->children; node;
         node = xml_next_node(element, node)) {
        if (node->type != XML_TEXT_NODE)
            continue;
        size_t count = strlen((const char *)node->content);
        if (left <= count) {
            cut(element, node, left);
            return;
        }
        left -= count;
    }
}

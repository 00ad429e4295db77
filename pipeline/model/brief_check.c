// SPDX-License-Identifier: MIT
// The invariants of brief.h, tested after every stage of a debug build.
#include "model/brief.h"

#include "base/characters.h"
#include "base/fail.h"

#include <stdlib.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static void must(bool holds, const char *what)
{
    if (!holds)
        BUG(what);
}

// ----- Text -----

static bool is_utf8(struct str s)
{
    for (size_t offset = 0; offset < s.count;) {
        size_t count = utf8_valid(s.bytes + offset, s.count - offset);
        if (count == 0)
            return false;
        size_t at = offset;
        if (!char_is_text(utf8_next(s, &at)))
            return false;
        offset += count;
    }
    return true;
}

// ASCII and Latin-1 are always NFC: most texts need no look-up.
static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.count; i++)
        if ((unsigned char)s.bytes[i] > 0xC3)
            return false;
    return true;
}

static bool is_nfc(struct str s)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    if (is_plain(s) || s.count > INT32_MAX)
        return true;
    UChar *utf16 = calloc(s.count + 1, sizeof *utf16);
    if (!utf16)
        fail_system("out of memory");
    int32_t count = 0;
    u_strFromUTF8(utf16, (int32_t)s.count + 1, &count, s.bytes,
                  (int32_t)s.count, &error);
    UBool normal = unorm2_isNormalized(nfc, utf16, count, &error);
    free(utf16);
    return U_SUCCESS(error) && normal;
}

static void check_string(struct str s)
{
    must(is_utf8(s), "a text is not UTF-8, or holds what XML forbids");
    must(is_nfc(s), "a text is not NFC");
}

// ----- Nodes -----

// Parts of a block, which stand only in it; a caption in a table or figure.
static bool is_part(enum kind kind)
{
    return kind == NODE_ITEM || kind == NODE_ROW || kind == NODE_CELL ||
           kind == NODE_CAPTION || kind == NODE_CHART || kind == NODE_PASSAGE ||
           kind == NODE_PHRASE || kind == NODE_TERM || kind == NODE_MEANING;
}

static bool may_hold(enum kind parent, enum kind child)
{
    if (parent == NODE_LIST)
        return child == NODE_ITEM;
    if (parent == NODE_TERMS)
        return child == NODE_TERM || child == NODE_MEANING;
    if (parent == NODE_TABLE)
        return child == NODE_ROW || child == NODE_CAPTION;
    if (parent == NODE_ROW)
        return child == NODE_CELL;
    if (parent == NODE_FIGURE)
        return child == NODE_IMAGE || child == NODE_CHART ||
               child == NODE_CAPTION;
    if (parent == NODE_CHART)
        return child == NODE_TABLE;
    if (kind_facts[parent].holds == HOLDS_INLINES)
        return !kind_facts[child].block;
    return kind_facts[parent].holds == HOLDS_BLOCKS &&
           kind_facts[child].block && !is_part(child);
}

static void check_children(const struct node *node)
{
    const struct node *previous = NULL;
    for (const struct node *child = node->first; child; child = child->next) {
        must(child->kind < NODE_KIND_COUNT, "a node of no kind");
        must(child->parent == node, "a child does not know its parent");
        must(child->previous == previous, "siblings are linked one way only");
        must(may_hold(node->kind, child->kind),
             "a node holds what it may not hold");
        previous = child;
    }
    must(node->last == previous, "a node does not know its last child");
}

static void check_strings(const struct node *node)
{
    check_string(node->lang);
    if (kind_facts[node->kind].holds == HOLDS_TEXT) {
        check_string(node->as.text.text);
    } else if (node->kind == NODE_CODE_BLOCK) {
        check_string(node->as.code_block.text);
        check_string(node->as.code_block.info);
    } else if (node->kind == NODE_FORMULA) {
        check_string(node->as.formula.source);
    } else if (node->kind == NODE_LINK) {
        check_string(node->as.link.url);
        check_string(node->as.link.printed);
        check_string(node->as.link.book);
        check_string(node->as.link.title);
    } else if (node->kind == NODE_IMAGE) {
        check_string(node->as.image.path);
        check_string(node->as.image.alt);
        check_string(node->as.image.title);
    } else if (node->kind == NODE_FIGURE) {
        check_string(node->as.figure.credit);
        check_string(node->as.figure.source);
    } else if (node->kind == NODE_CHART) {
        check_string(node->as.chart.unit);
    } else if (node->kind == NODE_HEADING) {
        check_string(node->as.heading.id);
        must(node->as.heading.level >= 1 && node->as.heading.level <= 6,
             "a heading has a level from 1 to 6");
    }
}

// ----- Notes -----

static int by_address(const void *a, const void *b)
{
    const struct note *const *first = a, *const *second = b;
    return (*first > *second) - (*first < *second);
}

// The brief's notes by address, to find one in O(log n).
static struct note **sorted_notes(const struct brief *brief)
{
    struct note **notes = calloc(brief->note_count + 1, sizeof(struct note *));
    if (!notes)
        fail_system("out of memory");
    for (size_t i = 0; i < brief->note_count; i++)
        notes[i] = brief->notes[i];
    qsort(notes, brief->note_count, sizeof *notes, by_address);
    return notes;
}

static bool has_note(const struct brief *brief, struct note **sorted,
                     const struct note *note)
{
    return bsearch(&note, sorted, brief->note_count, sizeof *sorted,
                   by_address) != NULL;
}

static void check_reference(const struct brief *brief, struct note **sorted,
                            const struct node *node)
{
    const struct note_reference *reference = &node->as.note_reference;
    const struct note *note = reference->note;
    must(note && has_note(brief, sorted, note),
         "a reference to a note that the brief does not have");
    must(reference->occurrence < note->reference_count &&
             note->references[reference->occurrence] == node,
         "a note does not list its reference");
}

static void check_notes(const struct brief *brief, struct note **sorted,
                        size_t references)
{
    size_t listed = 0;
    for (size_t i = 0; i < brief->note_count; i++) {
        const struct note *note = brief->notes[i];
        must(i == 0 || sorted[i - 1] != sorted[i], "a note stands twice");
        must(!note->cites || has_note(brief, sorted, note->cites),
             "a note cites one that the brief does not have");
        check_string(note->label);
        check_string(note->id);
        listed += note->reference_count;
    }
    must(listed == references, "a note lists a reference that is gone");
}

// Answers how many references to notes are below root.
static size_t check_tree(const struct brief *brief, struct note **sorted,
                         const struct node *root)
{
    size_t references = 0;
    must(root, "a text without content");
    must(root->kind == NODE_PASSAGE || root->kind == NODE_PHRASE,
         "a root is a passage or a phrase");
    must(!root->parent && !root->next && !root->previous,
         "a root stands alone");
    for (const struct node *node = root; node; node = node_next(root, node)) {
        check_children(node);
        check_strings(node);
        if (node->kind == NODE_NOTE_REFERENCE) {
            check_reference(brief, sorted, node);
            references++;
        }
        if (node->kind == NODE_LINK && node->as.link.note)
            must(has_note(brief, sorted, node->as.link.note),
                 "a link to a note that the brief does not have");
    }
    return references;
}

void brief_check(const struct brief *brief)
{
    must(brief->lang.count > 0, "a brief without a language");
    must(brief->direction != DIRECTION_INHERIT, "a brief without a direction");
    must(brief->body && brief->body->kind == NODE_PASSAGE,
         "the body is a passage");
    struct note **sorted = sorted_notes(brief);
    struct node **roots;
    size_t count = brief_roots(brief, &roots), references = 0;
    for (size_t i = 0; i < count; i++)
        references += check_tree(brief, sorted, roots[i]);
    check_notes(brief, sorted, references);
    free(sorted);
}

// SPDX-License-Identifier: MIT
// What an editor would want to know before print. Changes nothing.
#include "filters.h"

#include "language.h"
#include "plain.h"

// ----- Addresses -----

static bool starts_any(struct str s, const char *const *starts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_starts(s, str_of(starts[i])))
            return true;
    return false;
}

static bool contains_any(struct str s, const char *characters)
{
    for (size_t i = 0; i < s.count; i++)
        for (const char *c = characters; *c; c++)
            if (s.bytes[i] == *c)
                return true;
    return false;
}

// The host of http://host:port/path, with what may stand before it.
static struct str host_of(struct str url)
{
    size_t start = str_find(url, STR("://")) + 3, end = start;
    while (end < url.count && url.bytes[end] != '/' && url.bytes[end] != '?' &&
           url.bytes[end] != '#')
        end++;
    return str_slice(url, start, end);
}

// A host has two parts at least, and no characters that RFC 3986 leaves out;
// names in other scripts stand in UTF-8.
static bool good_host(struct str host)
{
    size_t dot = str_find(host, STR("."));
    bool local = str_starts(host, STR("localhost"));
    return host.count > 0 && !contains_any(host, " %<>\"\\^`{|}") &&
           (local || (dot != STR_NONE && dot > 0 && dot + 1 < host.count &&
                      str_find(host, STR("..")) == STR_NONE));
}

static bool good_mail(struct str address)
{
    size_t at = str_find(address, STR("@"));
    return at != STR_NONE && at > 0 &&
           good_host(str_slice(address, at + 1, address.count));
}

static void check_address(struct str url, struct place at,
                          const struct context *context)
{
    static const char *const web[] = {"http://", "https://"};
    bool good = true;
    if (starts_any(url, web, 2))
        good = good_host(host_of(url));
    else if (str_starts(url, STR("mailto:"))) {
        struct str address = str_slice(url, 7, url.count);
        size_t query = str_find(address, STR("?"));
        good = good_mail(str_slice(address, 0, query));
    }
    if (!good)
        diag_report(context->diag, at, MESSAGE_address_wrong, url);
}

// A link without a scheme leads to a file beside the brief, which no reader
// of its outputs has.
static bool is_local(struct str url)
{
    static const char *const elsewhere[] = {"#", "//"};
    size_t colon = str_find(url, STR(":"));
    size_t slash = str_find(url, STR("/"));
    return !starts_any(url, elsewhere, 2) &&
           (colon == STR_NONE || (slash != STR_NONE && slash < colon));
}

static void check_link(const struct node *link, const struct context *context)
{
    struct str url = link->as.link.url;
    if (!link->as.link.note && is_local(url))
        diag_report(context->diag, link->at, MESSAGE_link_local, url);
    else
        check_address(url, link->at, context);
}

// ----- Text and pictures -----

static void check_picture(const struct node *node,
                          const struct context *context)
{
    if (plain_empty(node->as.image.alt))
        diag_report(context->diag, node->at, MESSAGE_alternative_missing,
                    node->as.image.path);
}

// Where a text of the file holds U+FFFD. In a text that the reader has changed
// it may be the reader's, which has reported it.
static bool lost_character(const struct node *node, struct place *at)
{
    struct str text = node->as.text.text;
    size_t offset = str_find(text, STR("\uFFFD"));
    if (offset == STR_NONE || !place_known(node->at) ||
        node->at.count != text.count)
        return false;
    *at = (struct place){node->at.offset + offset, 3};
    return true;
}

static void check_tree(const struct node *root, const struct context *context)
{
    struct place at;
    for (const struct node *node = root; node; node = node_next(root, node)) {
        if (node->kind == NODE_IMAGE)
            check_picture(node, context);
        else if (node->kind == NODE_LINK)
            check_link(node, context);
        else if (kind_facts[node->kind].holds == HOLDS_TEXT &&
                 // Else the mark may be the reader's, and was told of.
                 !diag_told(context->diag, MESSAGE_character_forbidden) &&
                 !diag_told(context->diag, MESSAGE_byte_replaced) &&
                 lost_character(node, &at))
            diag_report(context->diag, at, MESSAGE_character_lost);
    }
}

bool check(struct brief *brief, const struct context *context)
{
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    if (!language_has_words(brief->lang))
        diag_report(context->diag, PLACE_NONE, MESSAGE_words_english,
                    brief->lang);
    for (size_t i = 0; i < count; i++)
        check_tree(roots[i], context);
    for (size_t i = 0; i < brief->meta.organisation_count; i++) {
        const struct organisation *organisation = &brief->meta.organisations[i];
        check_address(organisation->url, organisation->at, context);
    }
    return true;
}

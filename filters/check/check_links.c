// SPDX-License-Identifier: MIT
// Links that lead nowhere, pictures without words, characters that were lost.
#include "check/checks.h"

#include "text/plain.h"

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

void check_address(const struct checks *checks, struct str url, struct place at)
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
        diag_report(checks->context->diag, at, MESSAGE_address_wrong, url);
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

static void check_link(const struct checks *checks, const struct node *link)
{
    struct str url = link->as.link.url;
    // www.example.org is meant as an address, and is none without a scheme.
    if (str_starts(url, STR("www.")))
        diag_report(checks->context->diag, link->at, MESSAGE_address_wrong,
                    url);
    else if (link->as.link.printed.count)
        return; // another brief, which was looked for
    else if (!link->as.link.note && is_local(url))
        diag_report(checks->context->diag, link->at, MESSAGE_link_local, url);
    else
        check_address(checks, url, link->at);
}

// ----- Pictures -----

static void check_picture(const struct checks *checks, const struct node *node)
{
    if (plain_empty(node->as.image.alt))
        diag_report(checks->context->diag, node->at,
                    MESSAGE_alternative_missing, node->as.image.path);
}

// ----- Lost characters -----

// Where a text of the file holds U+FFFD. In a text that the reader has changed
// it may be the reader's, which has reported it.
static void check_text(const struct checks *checks, const struct node *node)
{
    const struct diag *diag = checks->context->diag;
    struct str text = node->as.text.text;
    size_t offset = str_find(text, STR("\uFFFD"));
    if (offset == STR_NONE || !place_known(node->at) ||
        node->at.count != text.count ||
        // Else the mark may be the reader's, and was reported.
        diag_told(diag, MESSAGE_character_forbidden) ||
        diag_told(diag, MESSAGE_byte_replaced))
        return;
    struct place at = {node->at.offset + offset, 3};
    diag_report(checks->context->diag, at, MESSAGE_character_lost);
}

// ----- All of them -----

static void check_node(const struct checks *checks, const struct node *node)
{
    if (node->kind == NODE_IMAGE)
        check_picture(checks, node);
    else if (node->kind == NODE_LINK)
        check_link(checks, node);
    else if (kind_facts[node->kind].holds == HOLDS_TEXT)
        check_text(checks, node);
}

void check_tree(struct checks *checks)
{
    struct node **roots;
    size_t count = brief_roots(checks->brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (const struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            check_node(checks, node);
}

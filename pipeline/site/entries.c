// SPDX-License-Identifier: MIT
// The briefs of a site in their order, and which are editions of one text.
#include "site/site_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "model/identity.h"
#include "model/names.h"

#include <libxml/parser.h>
#include <libxml/uri.h>

#include <stdlib.h>
#include <string.h>

// ----- Cards -----

static xmlNodePtr child_named(xmlNodePtr parent, const char *name)
{
    xmlNodePtr child = parent ? parent->children : NULL;
    while (child && (child->type != XML_ELEMENT_NODE ||
                     strcmp((const char *)child->name, name) != 0))
        child = child->next;
    return child;
}

xmlNodePtr site_record_element(xmlDocPtr record, const char *name)
{
    return child_named(child_named(xmlDocGetRootElement(record), "meta"), name);
}

struct str site_record_text(struct arena *arena, xmlDocPtr record,
                            const char *name)
{
    xmlNodePtr element = site_record_element(record, name);
    if (!element)
        return STR("");
    xmlChar *content = xmlNodeGetContent(element);
    struct str text = arena_str(arena, str_of((const char *)content));
    xmlFree(content);
    return text;
}

static struct str attribute(struct arena *arena, xmlNodePtr element,
                            const char *name)
{
    xmlChar *value =
        element ? xmlGetProp(element, (const xmlChar *)name) : NULL;
    struct str text = arena_str(arena, str_of((const char *)value));
    xmlFree(value);
    return text;
}

static bool read_entry(struct arena *arena, const struct site_brief *brief,
                       struct site_entry *entry)
{
    entry->brief = brief;
    entry->record = xmlReadMemory(brief->record.bytes, (int)brief->record.count,
                                  NULL, "UTF-8", XML_PARSE_NONET);
    if (!entry->record)
        return false;
    xmlNodePtr root = xmlDocGetRootElement(entry->record);
    xmlNodePtr meta = child_named(root, "meta");
    xmlNodePtr date = child_named(meta, "date");
    entry->lang = attribute(arena, root, "lang");
    entry->date = attribute(
        arena, date ? date : child_named(meta, "date-gregorian"), "iso");
    entry->number = site_record_text(arena, entry->record, "number");
    entry->updated = site_record_text(arena, entry->record, "modified");
    entry->id = site_record_text(arena, entry->record, "id");
    entry->path =
        arena_printf(arena, "%.*s%s%.*s", STR_ARG(brief->folder),
                     brief->folder.count ? "/" : "", STR_ARG(brief->stem));
    return entry->lang.count > 0;
}

// ----- Order -----

// The next number in a text at *at, or its next letter as a value past all
// digits' reach; -1 at its end. ۹ comes before 10.
static int64_t next_value(struct str text, size_t *at)
{
    enum { LARGEST = 1 << 30 };
    int64_t number = -1;
    while (*at < text.count) {
        size_t after = *at;
        uint32_t c = utf8_next(text, &after);
        int digit = char_digit_value(c);
        if (digit < 0) {
            if (number < 0) {
                *at = after;
                return (int64_t)LARGEST + c;
            }
            break;
        }
        number = (number < 0 ? 0 : number) * 10 + digit;
        if (number > LARGEST)
            number = LARGEST;
        *at = after;
    }
    return number;
}

static int compare_numbers(struct str a, struct str b)
{
    size_t at_a = 0, at_b = 0;
    for (;;) {
        int64_t value_a = next_value(a, &at_a), value_b = next_value(b, &at_b);
        if (value_a != value_b)
            return value_a < value_b ? -1 : 1;
        if (value_a < 0)
            return 0;
    }
}

static int in_order(const void *left, const void *right)
{
    const struct site_entry *a = left, *b = right;
    int order = str_compare(b->date, a->date);
    if (order == 0)
        order = compare_numbers(b->number, a->number);
    if (order == 0)
        order = str_compare(a->path, b->path);
    return order;
}

// ----- Sets: briefs that name each other as editions -----

// Where a brief's page is, as an address of a site without a name.
static struct str page_address(struct arena *arena, struct str path)
{
    return arena_printf(arena, "file:///%.*s%s", STR_ARG(path),
                        format_web_page()->ending);
}

static struct str unescaped(struct arena *arena, const xmlChar *url)
{
    char *text = xmlURIUnescapeString((const char *)url, 0, NULL);
    struct str copy = arena_str(arena, str_of(text));
    xmlFree(text);
    return copy;
}

// Where an edition's href leads to from the page of entry.
static struct str edition_address(struct arena *arena,
                                  const struct site_entry *entry,
                                  struct str href)
{
    struct str here = page_address(arena, names_url(arena, entry->path));
    xmlChar *there = xmlBuildURI((const xmlChar *)arena_c_string(arena, href),
                                 (const xmlChar *)arena_c_string(arena, here));
    struct str address = there ? unescaped(arena, there) : STR("");
    xmlFree(there);
    return address;
}

static size_t first_of(const struct site_entries *entries, size_t index)
{
    while (entries->items[index].set != index)
        index = entries->items[index].set;
    return index;
}

static void join(struct site_entries *entries, size_t a, size_t b)
{
    a = first_of(entries, a);
    b = first_of(entries, b);
    entries->items[a > b ? a : b].set = a < b ? a : b;
}

static void join_editions(struct site_entries *entries, xmlHashTablePtr pages,
                          size_t index)
{
    const struct site_entry *entry = &entries->items[index];
    xmlNodePtr meta = child_named(xmlDocGetRootElement(entry->record), "meta");
    for (xmlNodePtr node = meta ? meta->children : NULL; node;
         node = node->next) {
        if (strcmp((const char *)node->name, "edition") != 0)
            continue;
        struct str href = attribute(entries->arena, node, "href");
        struct str address =
            href.count ? edition_address(entries->arena, entry, href) : href;
        const struct site_entry *other = xmlHashLookup(
            pages, (const xmlChar *)arena_c_string(entries->arena, address));
        if (other)
            join(entries, index, (size_t)(other - entries->items));
    }
}

static void find_sets(struct site_entries *entries)
{
    xmlHashTablePtr pages = xmlHashCreate((int)entries->count + 1);
    if (!pages)
        fail_system("out of memory");
    for (size_t i = 0; i < entries->count; i++) {
        struct str address =
            page_address(entries->arena, entries->items[i].path);
        entries->items[i].set = i;
        xmlHashAddEntry(
            pages, (const xmlChar *)arena_c_string(entries->arena, address),
            &entries->items[i]);
    }
    for (size_t i = 0; i < entries->count; i++)
        join_editions(entries, pages, i);
    for (size_t i = 0; i < entries->count; i++)
        entries->items[i].set = first_of(entries, i);
    xmlHashFree(pages, NULL);
}

static int by_set(const void *left, const void *right)
{
    const struct site_entry *a = *(struct site_entry *const *)left,
                            *b = *(struct site_entry *const *)right;
    if (a->set != b->set)
        return a->set < b->set ? -1 : 1;
    if (a->language != b->language)
        return a->language < b->language ? -1 : 1;
    return a < b ? -1 : a > b; // as they stand in the site
}

static void share_editions(struct site_entries *entries)
{
    struct site_entry **all =
        ARENA_ARRAY(entries->arena, struct site_entry *, entries->count);
    for (size_t i = 0; i < entries->count; i++)
        all[i] = &entries->items[i];
    qsort(all, entries->count, sizeof *all, by_set);
    for (size_t start = 0, end; start < entries->count; start = end) {
        end = start;
        while (end < entries->count && all[end]->set == all[start]->set)
            end++;
        for (size_t i = start; i < end; i++) {
            all[i]->editions = all + start;
            all[i]->edition_count = end - start;
        }
    }
}

// ----- Identifiers -----

static int by_id(const void *left, const void *right)
{
    const struct site_entry *const *a = left, *const *b = right;
    return str_compare((*a)->id, (*b)->id);
}

// An id is made of series, number and language: two briefs may have the same.
// A feed may not (RFC 4287 4.2.6), so that there their paths count too.
static void part_ids(struct site_entries *entries)
{
    struct site_entry **sorted =
        ARENA_ARRAY(entries->arena, struct site_entry *, entries->count);
    for (size_t i = 0; i < entries->count; i++)
        sorted[i] = &entries->items[i];
    qsort(sorted, entries->count, sizeof *sorted, by_id);
    for (size_t start = 0, end; start < entries->count; start = end) {
        struct str id = sorted[start]->id;
        end = start + 1;
        while (end < entries->count && str_equal(sorted[end]->id, id))
            end++;
        for (size_t i = start; end - start > 1 && i < end; i++) {
            const struct str texts[] = {id, sorted[i]->path};
            sorted[i]->id = identity_of(entries->arena, texts, COUNT(texts));
        }
    }
}

// ----- Languages -----

static size_t rank(const struct series *series, struct str lang)
{
    size_t i = 0;
    while (i < series->language_count && !str_equal(series->languages[i], lang))
        i++;
    return i;
}

static bool before(const struct series *series, struct str a, struct str b)
{
    size_t rank_a = rank(series, a), rank_b = rank(series, b);
    return rank_a != rank_b ? rank_a < rank_b : str_compare(a, b) < 0;
}

// Languages are few, however many briefs there are: each goes to its place
// among those that are kept.
size_t site_languages(const struct series *series, struct str *languages,
                      size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct str lang = languages[i];
        size_t at = 0;
        while (at < kept && before(series, languages[at], lang))
            at++;
        if (at < kept && str_equal(languages[at], lang))
            continue;
        memmove(languages + at + 1, languages + at,
                (kept - at) * sizeof *languages);
        languages[at] = lang;
        kept++;
    }
    return kept;
}

static void rank_languages(struct site_entries *entries)
{
    for (size_t i = 0; i < entries->count; i++) {
        struct site_entry *entry = &entries->items[i];
        while (!str_equal(entries->languages[entry->language], entry->lang))
            entry->language++;
    }
}

// ----- The whole -----

bool site_entries_read(struct site_entries *entries,
                       const struct series *series,
                       const struct site_brief *briefs, size_t count)
{
    entries->items = ARENA_ARRAY(entries->arena, struct site_entry, count + 1);
    entries->languages = ARENA_ARRAY(entries->arena, struct str, count + 1);
    for (entries->count = 0; entries->count < count; entries->count++) {
        struct site_entry *entry = &entries->items[entries->count];
        if (!read_entry(entries->arena, &briefs[entries->count], entry))
            return false;
        entries->languages[entries->count] = entry->lang;
    }
    entries->language_count =
        site_languages(series, entries->languages, entries->count);
    if (count > 0) {
        qsort(entries->items, count, sizeof *entries->items, in_order);
        rank_languages(entries);
        find_sets(entries);
        share_editions(entries);
        part_ids(entries);
    }
    return true;
}

void site_entries_free(struct site_entries *entries)
{
    for (size_t i = 0; i <= entries->count && entries->items; i++)
        xmlFreeDoc(entries->items[i].record);
}

// SPDX-License-Identifier: MIT
// Addresses and names of files without the language that they are in.
#include "compare/facts.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "languages/rows.h"

static bool is_tag(struct str word)
{
    struct language_walk walk = {.row = ROW_address_tags};
    struct str tag;
    while (languages_next(&walk, &tag))
        if (str_equal_ascii_case(word, tag))
            return true;
    return false;
}

static size_t find_from(struct str text, size_t start, const char *any)
{
    while (start < text.count && !strchr(any, text.bytes[start]))
        start++;
    return start;
}

// name.fa.svg and name-fa.svg without the tag.
static void add_name(struct buffer *out, struct str name)
{
    for (size_t start = 0; start < name.count;) {
        size_t end = find_from(name, start + 1, ".-_");
        struct str part = str_slice(name, start, end);
        bool tagged = start > 0 && is_tag(str_slice(part, 1, part.count));
        if (!tagged)
            buffer_add(out, part);
        start = end;
    }
}

static struct str taken(struct arena *arena, struct buffer *out)
{
    struct str result = arena_str(arena, buffer_str(out));
    buffer_release(out);
    return result;
}

struct str compare_file_of_any_language(struct arena *arena, struct str path)
{
    struct buffer out = {0};
    size_t start = 0;
    for (size_t i = 0; i < path.count; i++)
        if (path.bytes[i] == '/')
            start = i + 1;
    add_name(&out, str_slice(path, start, path.count));
    return taken(arena, &out);
}

static struct str without(struct str url, const char *start)
{
    return str_starts(url, str_of(start))
               ? str_slice(url, strlen(start), url.count)
               : url;
}

// The path, part by part; what is the name of a language is left out.
static void add_path(struct buffer *out, struct str path)
{
    for (size_t start = 0; start < path.count;) {
        size_t end = find_from(path, start, "/");
        struct str part = str_slice(path, start, end);
        if (part.count > 0 && !is_tag(part)) {
            buffer_add_byte(out, '/');
            add_name(out, part);
        }
        start = end + 1;
    }
}

// ?lang=fa is how many sites choose a language.
static void add_query(struct buffer *out, struct str query)
{
    for (size_t start = 0; start < query.count;) {
        size_t end = find_from(query, start, "&");
        struct str part = str_slice(query, start, end);
        size_t equals = str_find(part, STR("="));
        if (equals == STR_NONE ||
            !is_tag(str_slice(part, equals + 1, part.count))) {
            buffer_add_byte(out, '?');
            buffer_add(out, part);
        }
        start = end + 1;
    }
}

static void add_lower(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        buffer_add_byte(out, ascii_lower(c));
    }
}

struct str compare_address_of_any_language(struct arena *arena, struct str url)
{
    struct buffer out = {0};
    struct str rest = without(without(url, "https://"), "http://");
    bool site = rest.count < url.count;
    rest = without(rest, "www.");
    size_t slash = site ? find_from(rest, 0, "/?#") : 0;
    struct str host = str_slice(rest, 0, slash);
    size_t dot = str_find(host, STR("."));
    // Each language has its own page there, under a name of its own.
    bool own_site = dot != STR_NONE && is_tag(str_slice(host, 0, dot));
    if (own_site)
        host = str_slice(host, dot + 1, host.count);
    rest = str_slice(rest, slash, rest.count);
    size_t query = find_from(rest, 0, "?#"), end = find_from(rest, query, "#");
    if (str_equal_ascii_case(host, STR("dx.doi.org")))
        host = STR("doi.org");
    add_lower(&out, host);
    if (str_equal(host, STR("doi.org")))
        add_lower(&out, str_slice(rest, 0, query));
    else if (!own_site) {
        add_path(&out, str_slice(rest, 0, query));
        add_query(&out, str_slice(rest, query + 1, end));
    }
    return taken(arena, &out);
}

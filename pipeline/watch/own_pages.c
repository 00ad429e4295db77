// SPDX-License-Identifier: MIT
// Pages that the server makes itself. As a tree: names of files are no markup.
#include "watch/own_pages.h"

#include "base/fail.h"
#include "model/formats.h"
#include "model/names.h"
#include "base/nearest.h"
#include "languages/language.h"

#include <libxml/HTMLtree.h>
#include <libxml/tree.h>

#include <string.h>

static xmlNodePtr add(xmlNodePtr parent, const char *name, struct str text,
                      struct arena *arena)
{
    xmlNodePtr node = xmlNewTextChild(
        parent, NULL, (const xmlChar *)name,
        text.count ? (const xmlChar *)arena_c_string(arena, text) : NULL);
    if (!node)
        fail_system("out of memory");
    return node;
}

static void set(xmlNodePtr node, const char *name, const char *value)
{
    xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

// Answers main.
static xmlNodePtr begin(xmlDocPtr page, struct arena *arena, struct str title)
{
    xmlNodePtr html = xmlNewDocNode(page, NULL, (const xmlChar *)"html", NULL);
    xmlDocSetRootElement(page, html);
    set(html, "lang", language_default().bytes);
    xmlNodePtr head = add(html, "head", STR(""), arena);
    set(add(head, "meta", STR(""), arena), "charset", "utf-8");
    xmlNodePtr meta = add(head, "meta", STR(""), arena);
    set(meta, "name", "viewport");
    set(meta, "content", "width=device-width, initial-scale=1");
    add(head, "title", title, arena);
    add(head, "style",
        STR("body{font:1.1rem/1.6 Georgia,serif;max-width:40rem;"
            "margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
            "a{color:#1d5c63}li{margin:.4rem 0}"),
        arena);
    xmlNodePtr main =
        add(add(html, "body", STR(""), arena), "main", STR(""), arena);
    add(main, "h1", title, arena);
    return main;
}

static struct str end(xmlDocPtr page, struct arena *arena)
{
    xmlBufferPtr bytes = xmlBufferCreate();
    xmlOutputBufferPtr out = xmlOutputBufferCreateBuffer(bytes, NULL);
    if (!out)
        fail_system("out of memory");
    xmlOutputBufferWriteString(out, "<!DOCTYPE html>\n");
    htmlNodeDumpFormatOutput(out, page, xmlDocGetRootElement(page), "UTF-8", 0);
    xmlOutputBufferClose(out);
    struct str text =
        arena_str(arena, (struct str){(const char *)xmlBufferContent(bytes),
                                      (size_t)xmlBufferLength(bytes)});
    xmlBufferFree(bytes);
    xmlFreeDoc(page);
    return text;
}

static xmlDocPtr page_new(void)
{
    xmlDocPtr page = xmlNewDoc((const xmlChar *)"1.0");
    if (!page)
        fail_system("out of memory");
    page->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    return page;
}

// ./ before it: a name with a colon would be read as a scheme.
static void add_link(xmlNodePtr parent, struct arena *arena, struct str base,
                     struct str name)
{
    struct str shown = names_shown(arena, name);
    xmlNodePtr link = add(parent, "a", shown, arena);
    struct str url = arena_printf(arena, "%.*s%.*s", STR_ARG(base),
                                  STR_ARG(names_url(arena, name)));
    set(link, "href", arena_c_string(arena, url));
    xmlNodePtr bdi = xmlNewNode(NULL, (const xmlChar *)"bdi");
    xmlReplaceNode(link, bdi);
    xmlAddChild(bdi, link);
}

// ----- What lies in a folder -----

static bool is_there(const struct str *names, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

static struct str with_ending(struct arena *arena, struct str name,
                              enum format_index before, enum format_index after)
{
    size_t stem = name.count - strlen(format_facts[before].ending);
    return arena_printf(arena, "%.*s%s", (int)stem, name.bytes,
                        format_facts[after].ending);
}

// A brief is one line, and its other files stand behind its page.
static void add_brief(xmlNodePtr list, struct arena *arena,
                      const struct str *names, size_t count, struct str page)
{
    xmlNodePtr item = add(list, "li", STR(""), arena);
    enum format_index web = format_index(FORMAT_WEB_PAGE);
    add_link(item, arena, STR("./"), page);
    for (unsigned i = 0; i < FORMAT_COUNT; i++) {
        struct str name = with_ending(arena, page, web, (enum format_index)i);
        if (i == web || !is_there(names, count, name))
            continue;
        xmlNodeAddContent(item, (const xmlChar *)" \u00B7 ");
        add_link(item, arena, STR("./"), name);
    }
}

static bool behind_page(struct arena *arena, const struct str *names,
                        size_t count, struct str name)
{
    enum format_index format = format_of_file(name);
    return format != FORMAT_COUNT &&
           is_there(
               names, count,
               with_ending(arena, name, format, format_index(FORMAT_WEB_PAGE)));
}

struct str own_page_listing(struct arena *arena, struct str path,
                            const struct str *names, size_t count)
{
    xmlDocPtr page = page_new();
    struct str title = path.count ? names_shown(arena, path) : STR("Briefs");
    xmlNodePtr main = begin(page, arena, title);
    if (path.count) {
        xmlNodePtr up = add(add(main, "p", STR(""), arena), "a",
                            STR("The folder above"), arena);
        set(up, "href", "../");
    }
    if (count == 0) {
        add(main, "p", STR("Nothing is here so far."), arena);
        return end(page, arena);
    }
    xmlNodePtr list = add(main, "ul", STR(""), arena);
    for (size_t i = 0; i < count; i++) {
        if (format_is_web_page(names[i]))
            add_brief(list, arena, names, count, names[i]);
        else if (!behind_page(arena, names, count, names[i]))
            add_link(add(list, "li", STR(""), arena), arena, STR("./"),
                     names[i]);
    }
    return end(page, arena);
}

// ----- What is not there -----

enum { MOST_MEANT = 3 };

static void add_meant(xmlNodePtr main, struct arena *arena, struct str path,
                      const struct str *names, size_t count)
{
    const char **known = ARENA_ARRAY(arena, const char *, count + 1);
    size_t slash = path.count;
    while (slash > 0 && path.bytes[slash - 1] != '/')
        slash--;
    struct str base = arena_printf(
        arena, "/%.*s", STR_ARG(names_url(arena, str_slice(path, 0, slash))));
    struct str wanted = str_slice(path, slash, path.count);
    for (size_t i = 0; i < count; i++)
        known[i] = arena_c_string(arena, names[i]);
    xmlNodePtr list = NULL;
    for (size_t found = 0; found < MOST_MEANT; found++) {
        const char *meant = nearest_word(wanted, known, count);
        if (!meant)
            break;
        if (!list) {
            add(main, "p", STR("Was one of these meant?"), arena);
            list = add(main, "ul", STR(""), arena);
        }
        add_link(add(list, "li", STR(""), arena), arena, base, str_of(meant));
        for (size_t i = 0; i < count; i++)
            if (known[i] == meant)
                known[i--] = known[--count];
    }
}

struct str own_page_absent(struct arena *arena, struct str path,
                           const struct str *names, size_t count)
{
    xmlDocPtr page = page_new();
    xmlNodePtr main = begin(page, arena, STR("There is no such page"));
    struct str text = arena_printf(arena, "Nothing is called ‘%.*s’ here.",
                                   STR_ARG(names_shown(arena, path)));
    add(main, "p", text, arena);
    add_meant(main, arena, path, names, count);
    xmlNodePtr home = add(add(main, "p", STR(""), arena), "a",
                          STR("All that is here"), arena);
    set(home, "href", "/");
    return end(page, arena);
}

struct str own_page_failed(struct arena *arena, struct str shown)
{
    xmlDocPtr page = page_new();
    xmlNodePtr main = begin(page, arena, shown);
    add(main, "p",
        STR("This brief could not be built so far. This page shows it as soon "
            "as its errors are mended."),
        arena);
    return end(page, arena);
}

// SPDX-License-Identifier: MIT
// Pages and feeds read again by a parser, and asked by XPath.
#ifndef QALAM_READ_BACK_H
#define QALAM_READ_BACK_H

#include "unit.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

struct read_back {
    xmlDocPtr document;
    xmlXPathContextPtr xpath;
};

static inline struct read_back read_back_html(struct str html)
{
    struct read_back back = {htmlReadMemory(
        html.bytes, (int)html.count, NULL, "UTF-8",
        HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET)};
    back.xpath = xmlXPathNewContext(back.document);
    return back;
}

// a: is the prefix of Atom's elements.
static inline struct read_back read_back_xml(struct str xml)
{
    struct read_back back = {
        xmlReadMemory(xml.bytes, (int)xml.count, NULL, NULL, XML_PARSE_NONET)};
    assert_non_null(back.document);
    back.xpath = xmlXPathNewContext(back.document);
    xmlXPathRegisterNs(back.xpath, (const xmlChar *)"a",
                       (const xmlChar *)"http://www.w3.org/2005/Atom");
    return back;
}

static inline void read_back_free(struct read_back *back)
{
    xmlXPathFreeContext(back->xpath);
    xmlFreeDoc(back->document);
}

static inline size_t count_in(const struct read_back *back,
                              const char *expression)
{
    xmlXPathObjectPtr found =
        xmlXPathEval((const xmlChar *)expression, back->xpath);
    assert_non_null(found);
    size_t count = found->nodesetval ? (size_t)found->nodesetval->nodeNr : 0;
    xmlXPathFreeObject(found);
    return count;
}

// The text of the first node found, its white space normalised; in arena.
static inline struct str string_in(struct arena *arena,
                                   const struct read_back *back,
                                   const char *expression)
{
    const char *whole =
        arena_printf(arena, "normalize-space(string(%s))", expression).bytes;
    xmlXPathObjectPtr found = xmlXPathEval((const xmlChar *)whole, back->xpath);
    assert_non_null(found);
    struct str string =
        arena_str(arena, str_of((const char *)found->stringval));
    xmlXPathFreeObject(found);
    return string;
}

#endif

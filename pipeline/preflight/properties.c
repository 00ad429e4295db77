// SPDX-License-Identifier: MIT
// Each property of a packet: known, or described in the packet, and of its
// form.
#include "preflight/properties.h"

#include <ctype.h>
#include <string.h>

#define SPACE_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SPACE_XML "http://www.w3.org/XML/1998/namespace"

enum form {
    TEXT,
    BOOLEAN,
    INTEGER,
    REAL,
    DATE,
    RATIONAL,
    LANGUAGES,
    BAG,
    SEQ,
    ALT,
    STRUCTURE,
};
// A row without a form begins a schema.
static const struct row {
    const char *schema, *name;
    enum form form;
} rows[] = {
#define SCHEMA(address) {address, NULL, TEXT},
#define PROPERTY(name, form) {NULL, name, form},
#include "preflight/properties.def"
#undef SCHEMA
#undef PROPERTY
};

static bool is(const xmlChar *name, const char *wanted)
{
    return name && strcmp((const char *)name, wanted) == 0;
}

static const struct row *find(const char *schema, const char *name,
                              bool *known_schema)
{
    const char *now = "";
    *known_schema = false;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (rows[i].schema)
            now = rows[i].schema;
        if (strcmp(now, schema) != 0)
            continue;
        *known_schema = true;
        if (rows[i].name && strcmp(rows[i].name, name) == 0)
            return &rows[i];
    }
    return NULL;
}

// ----- Simple values -----

static size_t digits(const char **at)
{
    size_t count = 0;
    for (; isdigit((unsigned char)**at); (*at)++)
        count++;
    return count;
}

static bool is_number(const char *text, bool real)
{
    text += *text == '-' || *text == '+';
    size_t count = digits(&text);
    if (real && *text == '.') {
        text++;
        count += digits(&text);
    }
    return count > 0 && *text == '\0';
}

static bool is_rational(const char *text)
{
    text += *text == '-' || *text == '+';
    if (digits(&text) == 0 || *text++ != '/')
        return false;
    return digits(&text) > 0 && *text == '\0';
}

static bool skip(const char **at, char mark, size_t count)
{
    if (**at != mark)
        return false;
    (*at)++;
    return digits(at) == count;
}

// 2026, 2026-03, 2026-03-21, 2026-03-21T08:15, with seconds and a zone.
static bool is_date(const char *text)
{
    if (digits(&text) != 4)
        return false;
    for (size_t part = 0; part < 2 && *text == '-'; part++)
        if (!skip(&text, '-', 2))
            return false;
    if (*text == '\0')
        return true;
    if (!skip(&text, 'T', 2) || !skip(&text, ':', 2))
        return false;
    if (*text == ':' && !skip(&text, ':', 2))
        return false;
    if (*text == '.') {
        text++;
        digits(&text);
    }
    if (*text == 'Z')
        return text[1] == '\0';
    if (*text == '+' || *text == '-')
        return skip(&text, *text, 2) && skip(&text, ':', 2) && *text == '\0';
    return *text == '\0';
}

static bool is_simple(const char *text, enum form form)
{
    switch (form) {
    case BOOLEAN:
        return strcmp(text, "True") == 0 || strcmp(text, "False") == 0;
    case INTEGER:
        return is_number(text, false);
    case REAL:
        return is_number(text, true);
    case DATE:
        return is_date(text);
    case RATIONAL:
        return is_rational(text);
    case TEXT:
        return true;
    case LANGUAGES:
    case BAG:
    case SEQ:
    case ALT:
    case STRUCTURE:
        break;
    }
    return false;
}

// ----- Forms -----

static const xmlNode *first_inside(const xmlNode *node)
{
    const xmlNode *in = node->children;
    while (in && in->type != XML_ELEMENT_NODE)
        in = in->next;
    return in;
}

static bool has_languages(const xmlNode *alt)
{
    for (const xmlNode *in = alt->children; in; in = in->next)
        if (in->type == XML_ELEMENT_NODE &&
            !xmlHasNsProp(in, (const xmlChar *)"lang",
                          (const xmlChar *)SPACE_XML))
            return false;
    return true;
}

static bool has_fields(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE)
        return false;
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (at->ns && !is(at->ns->href, SPACE_XML) &&
            (!is(at->ns->href, SPACE_RDF) || is(at->name, "parseType")))
            return true;
    return false;
}

static bool is_of_form(const xmlNode *node, enum form form)
{
    const xmlNode *inside =
        node->type == XML_ELEMENT_NODE ? first_inside(node) : NULL;
    bool array = inside && (is(inside->name, "Bag") ||
                            is(inside->name, "Seq") || is(inside->name, "Alt"));
    if (form == STRUCTURE)
        return has_fields(node) || (inside && !array);
    if (form >= LANGUAGES)
        return array &&
               is(inside->name, form == BAG   ? "Bag"
                                : form == SEQ ? "Seq"
                                              : "Alt") &&
               (form != LANGUAGES || has_languages(inside));
    if (inside || has_fields(node))
        return false;
    xmlChar *text = xmlNodeGetContent(node);
    bool good = text && is_simple((const char *)text, form);
    xmlFree(text);
    return good;
}

// ----- Schemas that the packet describes -----

static bool is_described(const xmlNode *node, const char *schema)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (is(node->name, "namespaceURI")) {
            xmlChar *text = xmlNodeGetContent(node);
            bool same = is(text, schema);
            xmlFree(text);
            if (same)
                return true;
        }
        for (const xmlAttr *at = node->properties; at; at = at->next)
            if (is(at->name, "namespaceURI") && at->children &&
                is(at->children->content, schema))
                return true;
        if (is_described(node->children, schema))
            return true;
    }
    return false;
}

static void check_property(struct check *check, const xmlNode *rdf,
                           const xmlNode *node, const struct cos *at)
{
    const char *schema = node->ns ? (const char *)node->ns->href : "";
    bool known;
    if (strcmp(schema, SPACE_RDF) == 0 || strcmp(schema, SPACE_XML) == 0)
        return;
    const struct row *row = find(schema, (const char *)node->name, &known);
    if (row) {
        if (!is_of_form(node, row->form))
            check_fail(check, RULE_XMP_TYPE, at, "%s",
                       (const char *)node->name);
    } else if (!is_described(rdf->children, schema)) {
        check_fail(check, RULE_XMP_UNKNOWN, at, "%s", (const char *)node->name);
    }
}

void properties_check(struct check *check, const xmlNode *rdf,
                      const struct cos *at)
{
    for (const xmlNode *of = rdf->children; of; of = of->next) {
        if (of->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *in = of->properties; in; in = in->next)
            check_property(check, rdf, (const xmlNode *)in, at);
        for (const xmlNode *in = of->children; in; in = in->next)
            if (in->type == XML_ELEMENT_NODE)
                check_property(check, rdf, in, at);
    }
}

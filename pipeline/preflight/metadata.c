// SPDX-License-Identifier: MIT
// XMP: what a file claims to be, and its title (ISO 16684-1).
#include "preflight/properties.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#define SPACE_UA "http://www.aiim.org/pdfua/ns/id/"
#define SPACE_A "http://www.aiim.org/pdfa/ns/id/"
#define SPACE_DC "http://purl.org/dc/elements/1.1/"
#define SPACE_RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// A property, written as an element or as an attribute.
struct property {
    struct str value;
    const char *prefix;
    bool found;
};

static bool is(const xmlChar *name, const char *wanted)
{
    return name && strcmp((const char *)name, wanted) == 0;
}

static struct str content_of(struct check *check, const xmlNode *node)
{
    xmlChar *text = xmlNodeGetContent(node);
    struct str value =
        str_trim(arena_str(check->arena, str_of((const char *)text)));
    xmlFree(text);
    return value;
}

static const char *prefix_of(struct check *check, const xmlNs *space)
{
    return space->prefix ? arena_c_string(check->arena,
                                          str_of((const char *)space->prefix))
                         : "";
}

static bool take(struct check *check, const xmlNode *node, const char *space,
                 const char *name, struct property *property)
{
    if (!node->ns || !is(node->ns->href, space) || !is(node->name, name))
        return false;
    *property = (struct property){content_of(check, node),
                                  prefix_of(check, node->ns), true};
    return true;
}

static bool is_description(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->ns &&
           is(node->ns->href, SPACE_RDF) && is(node->name, "Description");
}

// Of all descriptions, the first that has it.
static struct property property_of(struct check *check, const xmlNode *rdf,
                                   const char *space, const char *name)
{
    struct property property = {.prefix = ""};
    for (const xmlNode *of = rdf ? rdf->children : NULL; of; of = of->next) {
        if (!is_description(of))
            continue;
        for (const xmlAttr *at = of->properties; at; at = at->next)
            if (take(check, (const xmlNode *)at, space, name, &property))
                return property;
        for (const xmlNode *in = of->children; in; in = in->next)
            if (take(check, in, space, name, &property))
                return property;
    }
    return property;
}

static const xmlNode *find_rdf(const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && is(node->name, "RDF"))
            return node;
        const xmlNode *inside =
            node->type == XML_ELEMENT_NODE ? find_rdf(node->children) : NULL;
        if (inside)
            return inside;
    }
    return NULL;
}

// ----- Claims -----

static bool is_year(struct str text)
{
    for (size_t i = 0; i < text.count; i++)
        if (!isdigit((unsigned char)text.bytes[i]))
            return false;
    return text.count == 4;
}

static bool is_part(struct str value, const char *part)
{
    return str_equal(value, str_of(part));
}

static void check_prefix(struct check *check, const xmlNode *rdf,
                         const char *space, const char *name,
                         const char *prefix, enum rule rule)
{
    struct property property = property_of(check, rdf, space, name);
    check_that(check, !property.found || strcmp(property.prefix, prefix) == 0,
               rule, check->catalog);
}

static void check_ua(struct check *check, const xmlNode *rdf)
{
    struct property part = property_of(check, rdf, SPACE_UA, "part");
    struct property rev = property_of(check, rdf, SPACE_UA, "rev");
    bool any = part.found || rev.found ||
               property_of(check, rdf, SPACE_UA, "amd").found ||
               property_of(check, rdf, SPACE_UA, "corr").found;
    check_that(check, any, RULE_UA_NONE, check->catalog);
    if (!any)
        return;
    check_that(check, is_part(part.value, "1"), RULE_UA_PART_1, check->catalog);
    check_that(check, is_part(part.value, "2"), RULE_UA_PART_2, check->catalog);
    check_that(check, is_year(rev.value), RULE_UA_REV, check->catalog);
    check_prefix(check, rdf, SPACE_UA, "part", "pdfuaid", RULE_UA_PART_PREFIX);
    check_prefix(check, rdf, SPACE_UA, "amd", "pdfuaid", RULE_UA_AMD_PREFIX);
    check_prefix(check, rdf, SPACE_UA, "corr", "pdfuaid", RULE_UA_CORR_PREFIX);
    check_prefix(check, rdf, SPACE_UA, "rev", "pdfuaid", RULE_UA_REV_PREFIX);
    buffer_printf(check->out, "claim\tua-%.*s\n", STR_ARG(part.value));
}

static void check_a(struct check *check, const xmlNode *rdf)
{
    struct property part = property_of(check, rdf, SPACE_A, "part");
    struct property level = property_of(check, rdf, SPACE_A, "conformance");
    struct property rev = property_of(check, rdf, SPACE_A, "rev");
    check_that(check, part.found || level.found || rev.found, RULE_A_NONE,
               check->catalog);
    if (!part.found && !level.found && !rev.found)
        return;
    // Which part and which level were asked for is compared by who asks.
    struct buffer word = {0};
    buffer_add(&word, part.value);
    for (size_t i = 0; i < level.value.count; i++)
        buffer_add_byte(&word,
                        (char)tolower((unsigned char)level.value.bytes[i]));
    buffer_printf(check->out, "claim\ta-%.*s\n", STR_ARG(buffer_str(&word)));
    buffer_release(&word);
    check_that(check, is_year(rev.value), RULE_A_REV, check->catalog);
    check_prefix(check, rdf, SPACE_A, "part", "pdfaid", RULE_A_PART_PREFIX);
    check_prefix(check, rdf, SPACE_A, "conformance", "pdfaid",
                 RULE_A_CONFORMANCE_PREFIX);
    check_prefix(check, rdf, SPACE_A, "amd", "pdfaid", RULE_A_AMD_PREFIX);
    check_prefix(check, rdf, SPACE_A, "corr", "pdfaid", RULE_A_CORR_PREFIX);
    check_prefix(check, rdf, SPACE_A, "rev", "pdfaid", RULE_A_REV_PREFIX);
}

// ----- The packet -----

static bool is_default(const xmlNode *node)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (is(at->name, "lang") && at->children &&
            is(at->children->content, "x-default"))
            return true;
    return false;
}

// A text in one language, which is not said.
static bool has_default(const xmlNode *node)
{
    size_t count = 0;
    bool found = false;
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        count++;
        found |= is_default(node);
        if (has_default(node->children))
            return true;
    }
    return found && count == 1;
}

static void check_packet(struct check *check, struct str packet,
                         const struct cos *at)
{
    size_t from = str_find(packet, STR("<?xpacket begin"));
    struct str rest = str_slice(packet, from, packet.count);
    size_t end = from == STR_NONE ? STR_NONE : str_find(rest, STR("?>"));
    struct str head =
        end == STR_NONE ? (struct str){0} : str_slice(rest, 0, end);
    check_that(check, str_find(head, STR(" bytes=")) == STR_NONE,
               RULE_XMP_BYTES, at);
    check_that(check, str_find(head, STR(" encoding=")) == STR_NONE,
               RULE_XMP_ENCODING, at);
    bool wide = packet.count > 1 &&
                (packet.bytes[0] == '\0' || packet.bytes[1] == '\0' ||
                 (unsigned char)packet.bytes[0] >= 0xFE);
    check_that(check, !wide, RULE_XMP_UTF8, at);
}

static void check_tree(struct check *check, const xmlNode *root,
                       const struct cos *at)
{
    const xmlNode *rdf = find_rdf(root);
    check_that(check, rdf, RULE_XMP_BROKEN, at);
    check_that(check, property_of(check, rdf, SPACE_DC, "title").found,
               RULE_TITLE_NONE, at);
    check_that(check, check->lang || !has_default(root), RULE_XMP_LANGUAGE, at);
    if (rdf)
        properties_check(check, rdf, at);
    check_ua(check, rdf);
    check_a(check, rdf);
}

void metadata_check(struct check *check)
{
    const struct cos *stream = get(check, check->catalog, "Metadata");
    struct str packet = document_data(check->document, stream);
    check_that(check, stream->kind == OBJECT_STREAM, RULE_METADATA_NONE,
               check->catalog);
    if (stream->kind != OBJECT_STREAM)
        return;
    check_packet(check, packet, stream);
    const int quiet = XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;
    xmlDoc *tree = packet.count < INT32_MAX
                       ? xmlReadMemory(packet.bytes, (int)packet.count,
                                       "metadata", NULL, quiet)
                       : NULL;
    check_that(check, tree, RULE_XMP_BROKEN, stream);
    if (tree)
        check_tree(check, xmlDocGetRootElement(tree), stream);
    xmlFreeDoc(tree);
}

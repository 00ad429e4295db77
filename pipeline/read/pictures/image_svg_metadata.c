// SPDX-License-Identifier: MIT
// What drawing programs note in SVG: authors, folders of their machine, the
// state of their windows. Title and description stay: they are read out.
#include "read/pictures/image_metadata.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

// Of Inkscape, and of Sodipodi before it.
static bool is_editors(const xmlNs *ns)
{
    static const char *const marks[] = {"inkscape", "sodipodi"};
    for (size_t i = 0; ns && ns->href && i < 2; i++)
        if (strstr((const char *)ns->href, marks[i]))
            return true;
    return false;
}

static bool is_metadata(const xmlNode *node)
{
    if (node->type == XML_COMMENT_NODE)
        return true;
    return node->type == XML_ELEMENT_NODE &&
           (is_editors(node->ns) ||
            xmlStrcasecmp(node->name, (const xmlChar *)"metadata") == 0);
}

static bool drop_attributes(xmlNode *node)
{
    bool any = false;
    for (xmlAttr *attr = node->properties, *next; attr; attr = next) {
        next = attr->next;
        if (is_editors(attr->ns)) {
            xmlRemoveProp(attr);
            any = true;
        }
    }
    return any;
}

static xmlNode *after(const xmlNode *root, xmlNode *node)
{
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static bool drop_all(xmlNode *root)
{
    bool any = drop_attributes(root);
    for (xmlNode *node = root->children, *next; node; node = next) {
        next = node->type == XML_ELEMENT_NODE && node->children &&
                       !is_metadata(node)
                   ? node->children
                   : after(root, node);
        if (is_metadata(node)) {
            xmlUnlinkNode(node);
            xmlFreeNode(node);
            any = true;
        } else if (node->type == XML_ELEMENT_NODE)
            any |= drop_attributes(node);
    }
    return any;
}

// Before and after the root.
static bool drop_comments(xmlDoc *document)
{
    bool any = false;
    for (xmlNode *node = document->children, *next; node; node = next) {
        next = node->next;
        if (node->type != XML_COMMENT_NODE)
            continue;
        xmlUnlinkNode(node);
        xmlFreeNode(node);
        any = true;
    }
    return any;
}

struct str image_svg_without_metadata(struct arena *arena, struct str bytes)
{
    xmlDoc *document = xmlReadMemory(
        bytes.bytes, (int)bytes.count, "picture.svg", NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    bool any = root && drop_comments(document);
    any = root && (drop_all(root) || any);
    xmlChar *text = NULL;
    int count = 0;
    if (any)
        xmlDocDumpMemoryEnc(document, &text, &count, "UTF-8");
    struct str kept =
        text ? arena_str(arena, (struct str){(const char *)text, (size_t)count})
             : bytes;
    xmlFree(text);
    xmlFreeDoc(document);
    return kept;
}

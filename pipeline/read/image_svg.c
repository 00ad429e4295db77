// SPDX-License-Identifier: MIT
// Is an SVG file only a drawing? Scripts, other files and entities are not.
#include "image_check.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_named(const xmlNode *node, const char *name)
{
    return xmlStrcasecmp(node->name, (const xmlChar *)name) == 0;
}

// Elements that run, or show what is no drawing.
static const char *const active[] = {"script", "foreignObject", "iframe",
                                     "audio",  "video",         "handler",
                                     "object", "embed",         "set"};

static const char *unsafe_element(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof active / sizeof active[0]; i++)
        if (is_named(node, active[i]))
            return i == 0 ? "a script" : "an element that is no drawing";
    return NULL;
}

// url(…) of anything but a place in this file, or an @import.
static bool reaches_out(const char *css)
{
    if (strcasestr(css, "@import"))
        return true;
    for (const char *at = css; (at = strcasestr(at, "url("));) {
        at += 4;
        at += strspn(at, " \t\r\n\"'");
        if (*at != '#' && strncasecmp(at, "data:image/", 11) != 0)
            return true;
    }
    return false;
}

static const char *unsafe_attribute(const xmlNode *node, const xmlAttr *attr,
                                    const char *value)
{
    const char *name = (const char *)attr->name;
    value += strspn(value, " \t\r\n");
    if (strncasecmp(name, "on", 2) == 0)
        return "an event handler";
    if (strcasecmp(name, "href") == 0 || strcasecmp(name, "src") == 0) {
        // A link shows nothing of where it leads; scripts apart.
        if (is_named(node, "a"))
            return strncasecmp(value, "javascript:", 11) == 0 ? "a script"
                                                              : NULL;
        if (*value && *value != '#' &&
            strncasecmp(value, "data:image/png", 14) != 0 &&
            strncasecmp(value, "data:image/jpeg", 15) != 0)
            return "a link to another file";
    }
    return reaches_out(value) ? "a link to another file" : NULL;
}

static const char *unsafe_node(xmlNode *node)
{
    const char *fault = NULL;
    if (node->type == XML_ENTITY_REF_NODE)
        return "an entity";
    if (node->type != XML_ELEMENT_NODE)
        return NULL;
    fault = unsafe_element(node);
    for (xmlAttr *attr = node->properties; attr && !fault; attr = attr->next) {
        xmlChar *value = xmlNodeGetContent((xmlNode *)attr);
        fault = unsafe_attribute(node, attr, value ? (const char *)value : "");
        xmlFree(value);
    }
    if (!fault && is_named(node, "style")) {
        xmlChar *css = xmlNodeGetContent(node);
        if (css && reaches_out((const char *)css))
            fault = "a link to another file";
        xmlFree(css);
    }
    return fault;
}

static const char *unsafe_tree(xmlNode *root)
{
    for (xmlNode *node = root; node;) {
        const char *fault = unsafe_node(node);
        if (fault)
            return fault;
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
    return NULL;
}

// ----- Size -----

// A length in CSS pixels; 0 where it is relative or none.
static double length_of(xmlNode *root, const char *name)
{
    static const struct {
        const char *unit;
        double pixels;
    } units[] = {{"px", 1},         {"pt", 4.0 / 3},   {"pc", 16},
                 {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
    xmlChar *value = xmlGetNoNsProp(root, (const xmlChar *)name);
    char *end;
    double length = value ? strtod((char *)value, &end) : 0;
    double pixels = value && *end == 0 ? length : 0;
    for (size_t i = 0; value && i < sizeof units / sizeof units[0]; i++)
        if (strcmp(end, units[i].unit) == 0)
            pixels = length * units[i].pixels;
    xmlFree(value);
    return pixels > 0 && pixels < 1e6 ? pixels : 0;
}

static bool view_box(xmlNode *root, double *width, double *height)
{
    xmlChar *value = xmlGetNoNsProp(root, (const xmlChar *)"viewBox");
    double n[4] = {0};
    char *at = (char *)value;
    for (int i = 0; at && i < 4; i++) {
        at += strspn(at, " ,\t\r\n");
        n[i] = strtod(at, &at);
    }
    xmlFree(value);
    *width = n[2];
    *height = n[3];
    return n[2] > 0 && n[3] > 0 && n[2] < 1e6 && n[3] < 1e6;
}

static bool set_size(xmlNode *root, struct image *image)
{
    double box_width, box_height;
    bool box = view_box(root, &box_width, &box_height);
    double width = length_of(root, "width");
    double height = length_of(root, "height");
    if (width == 0 && height == 0 && box) {
        width = box_width;
        height = box_height;
    } else if (width == 0 && box)
        width = height * box_width / box_height;
    else if (height == 0 && box)
        height = width * box_height / box_width;
    image->width = (uint32_t)ceil(fmin(width, 1e6));
    image->height = (uint32_t)ceil(fmin(height, 1e6));
    image->dpi = 96;
    return image->width > 0 && image->height > 0;
}

enum image_fault image_check_svg(struct arena *arena, struct image *image,
                                 struct str *why)
{
    enum image_fault fault = IMAGE_BROKEN;
    image->format = IMAGE_SVG;
    // A drawing needs no entities of its own; they can grow without end.
    if (str_find(image->bytes, STR("<!ENTITY")) != STR_NONE) {
        *why = STR("entities of its own");
        return IMAGE_UNSAFE;
    }
    // No network, no entities put in, no file but this one.
    xmlDoc *document = xmlReadMemory(
        image->bytes.bytes, (int)image->bytes.count, "picture.svg", NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    const char *unsafe = root ? unsafe_tree(root) : NULL;
    if (!root || !is_named(root, "svg"))
        *why = STR("it is not well-formed");
    else if (unsafe) {
        *why = arena_str(arena, str_of(unsafe));
        fault = IMAGE_UNSAFE;
    } else if (!set_size(root, image))
        *why = STR("it has no size: neither width and height nor a viewBox");
    else
        fault = IMAGE_GOOD;
    xmlFreeDoc(document);
    return fault;
}

// SPDX-License-Identifier: MIT
// Is an SVG file only a drawing? Scripts, other files and entities are not.
#include "read/pictures/image_check.h"

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

static bool is_html(const xmlNode *node)
{
    return node->ns && strcmp((const char *)node->ns->href,
                              "http://www.w3.org/1999/xhtml") == 0;
}

static const char *unsafe_element(const xmlNode *node)
{
    if (is_html(node))
        return "an element that is no drawing";
    for (size_t i = 0; i < sizeof active / sizeof active[0]; i++)
        if (is_named(node, active[i]))
            return i == 0 ? "a script" : "an element that is no drawing";
    return NULL;
}

static bool is_photograph(const char *url)
{
    return strncasecmp(url, "data:image/png", 14) == 0 ||
           strncasecmp(url, "data:image/jpeg", 15) == 0;
}

// url(…) of anything but a place in this file, or what else names a file.
static bool reaches_out(const char *css)
{
    if (strcasestr(css, "@import") || strcasestr(css, "image-set("))
        return true;
    for (const char *at = css; (at = strcasestr(at, "url("));) {
        at += 4;
        at += strspn(at, " \t\r\n\"'");
        if (*at != '#' && !is_photograph(at))
            return true;
    }
    return false;
}

// A link shows nothing of where it leads. One to a file beside this picture
// would lead nowhere from a book.
static const char *unsafe_link(const char *url)
{
    static const char *const safe[] = {"http://", "https://", "mailto:", "#"};
    for (size_t i = 0; i < sizeof safe / sizeof safe[0]; i++)
        if (strncasecmp(url, safe[i], strlen(safe[i])) == 0)
            return NULL;
    return *url ? "a script or a link to another file" : NULL;
}

static const char *unsafe_attribute(const xmlNode *node, const xmlAttr *attr,
                                    const char *value)
{
    const char *name = (const char *)attr->name;
    value += strspn(value, " \t\r\n");
    if (strncasecmp(name, "on", 2) == 0)
        return "an event handler";
    if (strcasecmp(name, "href") == 0 || strcasecmp(name, "src") == 0) {
        if (is_named(node, "a"))
            return unsafe_link(value);
        return *value && *value != '#' && !is_photograph(value)
                   ? "a link to another file"
                   : NULL;
    }
    // An animation may change where a link leads.
    if (strcasecmp(name, "attributeName") == 0 && strcasestr(value, "href"))
        return "a script";
    // Where “#a” is, and CSS that writes url( with an escape.
    bool elsewhere =
        strcasecmp(name, "base") == 0 || (!attr->ns && strchr(value, '\\'));
    return elsewhere || reaches_out(value) ? "a link to another file" : NULL;
}

static const char *unsafe_node(xmlNode *node)
{
    const char *fault = NULL;
    if (node->type == XML_ENTITY_REF_NODE)
        return "an entity";
    if (node->type == XML_PI_NODE)
        return "an instruction to the program that shows it";
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
        if (css &&
            (strchr((const char *)css, '\\') || reaches_out((const char *)css)))
            fault = "a link to another file";
        xmlFree(css);
    }
    return fault;
}

// Also what stands before and after the root, such as <?xml-stylesheet?>.
static const char *unsafe_tree(xmlNode *root)
{
    for (xmlNode *node = root->doc->children; node; node = node->next)
        if (node->type == XML_PI_NODE)
            return unsafe_node(node);
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

// SPDX-License-Identifier: MIT
// One web page: the page template applied, written as HTML, with its assets.
#include "backends/html/html.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "languages/language.h"
#include "backends/xml/pattern_svg.h"
#include "backends/html/linked_data.h"
#include "backends/html/theme_sheet.h"
#include "backends/xml/writer.h"

#include <libxml/HTMLtree.h>
#include <libxml/uri.h>

#include <string.h>

// ----- The template and its parameters -----

// A file's name as a URL; no quotation mark is left in it.
static struct str escaped(struct arena *scratch, struct str name)
{
    xmlChar *url =
        xmlURIEscapeStr((const xmlChar *)arena_c_string(scratch, name), NULL);
    if (!url)
        fail_system("out of memory");
    struct str copy = arena_str(scratch, str_of((const char *)url));
    xmlFree(url);
    return copy;
}

static const char *yes_or_no(bool given)
{
    return given ? "true()" : "false()";
}

static struct str quoted(struct arena *scratch, struct str value)
{
    return arena_printf(scratch, "\"%.*s\"", STR_ARG(value));
}

// The template finds the files beside the page in the document, while it is
// applied.
static xmlNodePtr add_files_beside(xmlDocPtr document,
                                   const struct brief *brief,
                                   const struct page_links *links,
                                   struct arena *scratch)
{
    struct xml_outputs outputs = {.formats = links->formats &
                                             ~(unsigned)FORMAT_WEB_PAGE,
                                  .stem = links->stem};
    if (links->page_count)
        outputs.pages =
            language_number(scratch, brief->lang, links->page_count);
    xmlNodePtr files = xmlNewChild(xmlDocGetRootElement(document), NULL,
                                   (const xmlChar *)"files", NULL);
    if (!files)
        fail_system("out of memory");
    xml_add_outputs(files, &outputs);
    return files;
}

static xmlDocPtr apply(const struct brief *brief, xmlDocPtr document,
                       struct templates *templates, struct page_links links,
                       struct arena *scratch, struct str theme,
                       struct diag *diag)
{
    // Values are XPath: no escaped URL or name of ours holds quotation marks.
    const char *params[] = {"stem",  quoted(scratch, links.stem).bytes,
                            "index", quoted(scratch, links.index).bytes,
                            "feed",  quoted(scratch, links.feed).bytes,
                            "base",  yes_or_no(links.base.count > 0),
                            "theme", quoted(scratch, theme).bytes,
                            NULL};
    xmlNodePtr files = add_files_beside(document, brief, &links, scratch);
    xmlDocPtr page = templates_apply(templates, "page", document, params, diag);
    xmlUnlinkNode(files);
    xmlFreeNode(files);
    return page;
}

// ----- From the template's XHTML to HTML -----

// libxml2 writes an element as HTML (no end tag for br, script unescaped)
// only where it is in no namespace.
static void leave_namespace(xmlNodePtr root)
{
    for (xmlNodePtr node = root; node; node = xml_next_node(root, node)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        node->ns = NULL;
        xmlFreeNsList(node->nsDef);
        node->nsDef = NULL;
    }
}

// A template that wants JSON-LD leaves a place for it.
static void fill_linked_data(xmlNodePtr root, struct arena *scratch,
                             const struct brief *brief, struct page_links links)
{
    struct buffer json = {0};
    for (xmlNodePtr node = root; node; node = xml_next_node(root, node)) {
        if (node->type != XML_ELEMENT_NODE ||
            strcmp((const char *)node->name, "script") != 0 || node->children)
            continue;
        buffer_clear(&json);
        linked_data(&json, scratch, brief, links);
        xmlAddChild(node,
                    xmlNewDocTextLen(node->doc, (const xmlChar *)json.bytes,
                                     (int)json.count));
    }
    buffer_release(&json);
}

// ----- Whole addresses -----

static bool has(xmlNodePtr element, const char *name, const char *value)
{
    xmlChar *given = xmlGetProp(element, (const xmlChar *)name);
    bool same = given && strcmp((const char *)given, value) == 0;
    xmlFree(given);
    return same;
}

// The attribute that readers resolve against nothing, or NULL.
static const char *whole_address(xmlNodePtr element)
{
    const char *name = (const char *)element->name;
    if (strcmp(name, "link") == 0 &&
        (has(element, "rel", "canonical") ||
         (has(element, "rel", "alternate") &&
          xmlHasProp(element, (const xmlChar *)"hreflang"))))
        return "href";
    if (strcmp(name, "meta") == 0 && has(element, "name", "citation_pdf_url"))
        return "content";
    return NULL;
}

static void make_whole(xmlNodePtr element, const char *attribute,
                       const char *base)
{
    xmlChar *relative = xmlGetProp(element, (const xmlChar *)attribute);
    xmlChar *whole = xmlBuildURI(relative, (const xmlChar *)base);
    if (whole)
        xmlSetProp(element, (const xmlChar *)attribute, whole);
    xmlFree(whole);
    xmlFree(relative);
}

static void make_addresses_whole(xmlNodePtr root, struct str base)
{
    struct arena *scratch = arena_new();
    const char *from = arena_c_string(scratch, base);
    for (xmlNodePtr node = root; node; node = xml_next_node(root, node)) {
        const char *attribute =
            node->type == XML_ELEMENT_NODE ? whole_address(node) : NULL;
        if (attribute)
            make_whole(node, attribute, from);
    }
    arena_free(scratch);
}

void html_add_page(xmlDocPtr page, struct str name, struct str base,
                   struct output *output)
{
    leave_namespace(xmlDocGetRootElement(page));
    if (base.count)
        make_addresses_whole(xmlDocGetRootElement(page), base);
    // Else libxml2 writes every letter past ASCII as a number.
    page->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    xmlBufferPtr bytes = xmlBufferCreateSize(64 * 1024);
    xmlOutputBufferPtr out = xmlOutputBufferCreateBuffer(bytes, NULL);
    if (!out)
        fail_system("out of memory");
    xmlOutputBufferWriteString(out, "<!DOCTYPE html>\n");
    htmlNodeDumpFormatOutput(out, page, xmlDocGetRootElement(page), "UTF-8", 0);
    xmlOutputBufferWriteString(out, "\n");
    xmlOutputBufferClose(out);
    struct str text = {(const char *)xmlBufferContent(bytes),
                       (size_t)xmlBufferLength(bytes)};
    output_add(output, name, text);
    xmlBufferFree(bytes);
}

// ----- Assets -----

static void add_image(struct output *output, struct arena *scratch,
                      const struct image *image)
{
    struct str name = xml_image_name(scratch, image);
    output_add(output, arena_printf(scratch, "assets/%.*s", STR_ARG(name)),
               image->bytes);
}

static void add_sheets(const struct theme *theme, struct templates *templates,
                       struct arena *scratch, struct output *output)
{
    struct str sheet = theme_sheet(scratch, theme);
    output_add(output, STR("assets/qalam.css"),
               templates_file(templates, "qalam.css"));
    if (sheet.count)
        output_add(output,
                   arena_printf(scratch, "assets/%.*s",
                                STR_ARG(theme_sheet_name(scratch, sheet))),
                   sheet);
}

static void add_pattern(const struct theme *theme, struct templates *templates,
                        struct arena *scratch, struct output *output)
{
    struct str svg = templates_file(templates, "lattice.svg");
    struct look look = theme_look(theme);
    output_add(output, STR("assets/lattice.svg"), svg);
    if (look.contact_angle == 0 || look.contact_angle == CONTACT_ANGLE)
        return;
    struct str name = pattern_svg_name(scratch, look.contact_angle);
    output_add(output, arena_printf(scratch, "assets/%.*s", STR_ARG(name)),
               pattern_svg(scratch, svg, look.contact_angle));
}

void html_add_look(const struct theme *theme, struct templates *templates,
                   struct output *output)
{
    struct arena *scratch = arena_new();
    add_sheets(theme, templates, scratch, output);
    add_pattern(theme, templates, scratch, output);
    arena_free(scratch);
}

struct str html_look_sheet(struct arena *arena, const struct theme *theme)
{
    struct str sheet = theme_sheet(arena, theme);
    return sheet.count ? theme_sheet_name(arena, sheet) : sheet;
}

static void add_assets(const struct brief *brief, struct templates *templates,
                       struct arena *scratch, struct output *output)
{
    html_add_look(&brief->meta.theme, templates, output);
    for (size_t i = 0; i < brief->image_count; i++)
        add_image(output, scratch, brief->images[i]);
}

bool html_write(const struct brief *brief, xmlDocPtr document,
                struct templates *templates, struct page_links links,
                const struct context *context, struct output *output)
{
    struct arena *scratch = arena_new();
    struct str name = arena_printf(scratch, "%.*s.html", STR_ARG(links.stem));
    links.stem = escaped(scratch, links.stem);
    struct str theme = html_look_sheet(scratch, &brief->meta.theme);
    xmlDocPtr page =
        apply(brief, document, templates, links, scratch, theme, context->diag);
    if (page) {
        xmlNodePtr root = xmlDocGetRootElement(page);
        fill_linked_data(root, scratch, brief, links);
        html_add_page(page, name, links.base, output);
        add_assets(brief, templates, scratch, output);
        xmlFreeDoc(page);
    }
    arena_free(scratch);
    return page != NULL;
}

bool html_make(const struct backend_input *input, struct output *output)
{
    return html_write(input->brief, input->document, input->templates,
                      input->links, input->context, output);
}

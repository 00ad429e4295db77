// SPDX-License-Identifier: MIT
// One EPUB: chapters from their templates, package, fonts, cover, zip.
#include "backends/epub/epub.h"

#include "backends/interface/backend.h"
#include "backends/epub/archive.h"
#include "backends/epub/book_faces.h"
#include "backends/epub/book_cover.h"
#include "base/characters.h"
#include "base/fail.h"
#include "model/identity.h"
#include "backends/xml/pattern_svg.h"
#include "backends/xml/writer.h"

#include <string.h>

struct book {
    const struct brief *brief;
    xmlDocPtr document;
    struct templates *templates;
    struct look look;
    struct diag *diag;
    struct arena *scratch; // owns what the archive borrows
    struct archive *archive;
    hb_set_t *characters;     // of all text, for the fonts
    xmlHashTablePtr pictures; // by path, that a chapter shows
    xmlHashTablePtr names;    // of chapters
    struct book_faces faces;  // embedded
    struct output *inside;    // is given the chapters too; or NULL
};

// ----- XHTML -----

// What a content document needs besides itself: letters and pictures.
static void collect(struct book *book, xmlNodePtr root)
{
    for (xmlNodePtr node = root; node; node = xml_next_node(root, node)) {
        if (node->type == XML_ELEMENT_NODE &&
            strcmp((const char *)node->name, "img") == 0) {
            xmlChar *source = xmlGetProp(node, (const xmlChar *)"src");
            if (source)
                xmlHashAddEntry(book->pictures, source, book);
            xmlFree(source);
        }
        if (node->type != XML_TEXT_NODE || !node->content)
            continue;
        struct str text = str_of((const char *)node->content);
        for (size_t at = 0; at < text.count;)
            hb_set_add(book->characters, utf8_next(text, &at));
    }
}

static struct str serialised(struct book *book, xmlDocPtr document,
                             xmlNodePtr root, const char *start)
{
    xmlBufferPtr bytes = xmlBufferCreateSize(16 * 1024);
    xmlOutputBufferPtr out = xmlOutputBufferCreateBuffer(bytes, NULL);
    if (!out)
        fail_system("out of memory");
    // Else letters past ASCII become numbers in attributes.
    if (!document->encoding)
        document->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    xmlOutputBufferWriteString(out, start);
    xmlNodeDumpOutput(out, document, root, 0, 0, "UTF-8");
    xmlOutputBufferWriteString(out, "\n");
    xmlOutputBufferClose(out);
    struct str text = arena_str(
        book->scratch, (struct str){(const char *)xmlBufferContent(bytes),
                                    (size_t)xmlBufferLength(bytes)});
    xmlBufferFree(bytes);
    return text;
}

#define XML_START "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define XHTML_START XML_START "<!DOCTYPE html>\n"

// ----- Chapters and pictures -----

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"
#define EPUB_NAMESPACE "http://www.idpf.org/2007/ops"

static xmlNsPtr own_namespace(xmlNsPtr present, xmlNsPtr xhtml, xmlNsPtr epub)
{
    if (!present)
        return NULL;
    if (xmlStrEqual(present->href, xhtml->href))
        return xhtml;
    return xmlStrEqual(present->href, epub->href) ? epub : present;
}

// A chapter's namespaces were declared above it, in the list of files.
// (xmlReconciliateNs would invent a prefix for the default one.)
static void declare_namespaces(xmlNodePtr html)
{
    xmlNsPtr before = html->nsDef; // what is below may still point to it
    html->nsDef = NULL;
    xmlNsPtr xhtml = xmlNewNs(html, (const xmlChar *)XHTML_NAMESPACE, NULL);
    xmlNsPtr epub = xmlNewNs(html, (const xmlChar *)EPUB_NAMESPACE,
                             (const xmlChar *)"epub");
    if (!xhtml || !epub)
        fail_system("out of memory");
    html->ns = xhtml;
    for (xmlNodePtr node = html; node; node = xml_next_node(html, node)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (node != html)
            node->ns = own_namespace(node->ns, xhtml, epub);
        for (xmlAttrPtr a = node->properties; a; a = a->next)
            a->ns = own_namespace(a->ns, xhtml, epub);
    }
    xmlFreeNsList(before);
}

// A name in the book's own folder, as a theme's template may choose it.
static bool is_file_name(struct str name)
{
    return str_ends(name, STR(".xhtml")) &&
           str_find(name, STR("/")) == STR_NONE;
}

// Cut out of the list of files, so that it declares its own namespaces.
static void add_chapter(struct book *book, xmlDocPtr files, xmlNodePtr html,
                        const char *name)
{
    xmlNodePtr file = html->parent;
    xmlUnlinkNode(html);
    declare_namespaces(html);
    collect(book, html);
    struct str page = serialised(book, files, html, XHTML_START);
    archive_add(book->archive, name, page, true);
    if (book->inside)
        output_add_inside(book->inside, page);
    xmlAddChild(file, html);
}

// What the built-in template makes of a brief is right; a theme's may be wrong.
static const char *chapter_fault(struct book *book, xmlNodePtr file,
                                 struct str name)
{
    if (!is_file_name(name))
        return "epub-chapter.xsl makes a file whose name does not end in "
               ".xhtml, or has a / in it";
    if (!file->children || file->children->type != XML_ELEMENT_NODE)
        return "epub-chapter.xsl makes a file that begins with no element";
    if (xmlHashAddEntry(book->names, (const xmlChar *)name.bytes, book) != 0)
        return "epub-chapter.xsl makes two files of one name";
    return NULL;
}

static bool add_file(struct book *book, xmlDocPtr files, xmlNodePtr file)
{
    xmlChar *given = xmlGetProp(file, (const xmlChar *)"name");
    struct str name = arena_str(book->scratch, str_of((const char *)given));
    xmlFree(given);
    const char *fault = chapter_fault(book, file, name);
    if (fault) {
        diag_report(book->diag, PLACE_NONE, MESSAGE_template_broken,
                    str_of(fault));
        return false;
    }
    add_chapter(book, files, file->children,
                arena_printf(book->scratch, "EPUB/%s", name.bytes).bytes);
    return true;
}

static bool add_chapters(struct book *book)
{
    xmlDocPtr files = templates_apply(book->templates, "epub-chapter",
                                      book->document, NULL, book->diag);
    if (!files)
        return false;
    bool good = true;
    xmlNodePtr root = xmlDocGetRootElement(files);
    for (xmlNodePtr file = root->children; file && good; file = file->next)
        if (file->type == XML_ELEMENT_NODE)
            good = add_file(book, files, file);
    xmlFreeDoc(files);
    return good;
}

// Each once, and only what the chapters show: so the package lists them.
static void add_images(struct book *book)
{
    const struct brief *brief = book->brief;
    for (size_t i = 0; i < brief->image_count; i++) {
        struct str name = xml_image_name(book->scratch, brief->images[i]);
        const char *path =
            arena_printf(book->scratch, "images/%s", name.bytes).bytes;
        if (xmlHashRemoveEntry(book->pictures, (const xmlChar *)path, NULL))
            continue;
        archive_add(
            book->archive, arena_printf(book->scratch, "EPUB/%s", path).bytes,
            brief->images[i]->bytes, brief->images[i]->format == IMAGE_SVG);
    }
}

// ----- Package, contents, cover -----

static bool add_templated(struct book *book, const char *template,
                          const char *name, const char *start)
{
    const char *fonts =
        arena_printf(book->scratch, "\"%.*s\"",
                     STR_ARG(book_faces_names(book->scratch, book->faces)))
            .bytes;
    const char *params[] = {"fonts", fonts, NULL};
    xmlDocPtr result = templates_apply(book->templates, template,
                                       book->document, params, book->diag);
    if (!result)
        return false;
    xmlNodePtr root = xmlDocGetRootElement(result);
    collect(book, root);
    archive_add(book->archive, name, serialised(book, result, root, start),
                true);
    xmlFreeDoc(result);
    return true;
}

void epub_cover(const struct brief *brief, const struct pages *pages,
                struct draw *draw, struct buffer *out)
{
    book_cover_write(brief, pages, draw, STR(""), out);
}

static void add_cover(struct book *book, struct str cover)
{
    struct buffer svg = {0};
    if (!cover.count)
        book_cover_write(
            book->brief, NULL, NULL,
            pattern_svg(book->scratch,
                        templates_file(book->templates, "lattice.svg"),
                        book->look.contact_angle),
            &svg);
    archive_add(
        book->archive, "EPUB/cover.svg",
        arena_str(book->scratch, cover.count ? cover : buffer_str(&svg)), true);
    buffer_release(&svg);
}

// ----- Fonts and the sheet that names them -----

static void add_fonts(struct book *book, struct fonts *fonts)
{
    for (size_t i = 0; i < book->faces.count; i++) {
        const struct subset_face *face = book->faces.items[i];
        struct str name =
            arena_printf(book->scratch, "EPUB/fonts/%s.ttf", face->name);
        archive_add(book->archive, name.bytes,
                    subset_face(book->scratch, fonts, face, book->characters),
                    true);
    }
    archive_add(book->archive, "EPUB/epub.css",
                book_sheet(book->scratch, &book->look, book->faces,
                           templates_file(book->templates, "epub.css")),
                true);
}

// ----- The whole -----

// EPUB 3.3 section 4.2: mimetype first, stored, with no extra field.
static void add_container(struct book *book)
{
    archive_add(book->archive, "mimetype", STR("application/epub+zip"), false);
    archive_add(
        book->archive, "META-INF/container.xml",
        STR(XML_START
            "<container version=\"1.0\" "
            "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
            "<rootfiles><rootfile full-path=\"EPUB/package.opf\" "
            "media-type=\"application/oebps-package+xml\"/></rootfiles>\n"
            "</container>\n"),
        true);
}

bool epub_write(const struct brief *brief, xmlDocPtr document,
                struct templates *templates, struct fonts *fonts,
                struct str cover, const struct context *context,
                struct output *inside, struct buffer *out)
{
    struct book book = {.brief = brief,
                        .document = document,
                        .templates = templates,
                        .look = theme_look(&brief->meta.theme),
                        .diag = context->diag,
                        .scratch = arena_new(),
                        .archive = archive_new(identity_time(brief)),
                        .inside = inside,
                        .characters = hb_set_create(),
                        .pictures = xmlHashCreate(16),
                        .names = xmlHashCreate(16)};
    if (!book.pictures || !book.names)
        fail_system("out of memory");
    xmlHashAddEntry(book.names, (const xmlChar *)"nav.xhtml", &book);
    add_container(&book);
    bool made = add_chapters(&book) &&
                add_templated(&book, "epub-nav", "EPUB/nav.xhtml", XHTML_START);
    book.faces = book_faces(&book.look, fonts, book.characters);
    made = made &&
           add_templated(&book, "epub-package", "EPUB/package.opf", XML_START);
    add_images(&book);
    add_cover(&book, cover);
    add_fonts(&book, fonts);
    archive_finish(book.archive, out);
    xmlHashFree(book.pictures, NULL);
    xmlHashFree(book.names, NULL);
    hb_set_destroy(book.characters);
    arena_free(book.scratch);
    return made;
}

bool epub_make(const struct backend_input *input, struct output *output)
{
    struct buffer bytes = {0};
    bool good = epub_write(input->brief, input->document, input->templates,
                           input->fonts, input->cover, input->context, output,
                           &bytes);
    backend_add(input, FORMAT_INDEX_EPUB, &bytes, output);
    return good;
}

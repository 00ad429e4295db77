// SPDX-License-Identifier: MIT
// What the file says of itself: Info, XMP (ISO 16684-1), catalogue entries.

#include "base/fail.h"
#include "model/directed.h"
#include "model/identity.h"
#include "backends/pdf/pdf_writer.h"

#include <libxml/tree.h>
#include <libxml/xmlsave.h>
#include <time.h>

#ifndef QALAM_VERSION
#define QALAM_VERSION "0"
#endif
#define PROGRAM "qalam " QALAM_VERSION

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC "http://purl.org/dc/elements/1.1/"
#define XMP "http://ns.adobe.com/xap/1.0/"
#define UA "http://www.aiim.org/pdfua/ns/id/"
#define PDFA "http://www.aiim.org/pdfa/ns/id/"
#define EXTENSION "http://www.aiim.org/pdfa/ns/extension/"
#define SCHEMA "http://www.aiim.org/pdfa/ns/schema#"
#define PROPERTY "http://www.aiim.org/pdfa/ns/property#"
#define PDF "http://ns.adobe.com/pdf/1.3/"
#define PDFX "http://www.npes.org/pdfx/ns/id/"
#define MANAGED "http://ns.adobe.com/xap/1.0/mm/"

struct name_space {
    const char *prefix, *uri;
};
static const struct name_space spaces[] = {{"rdf", RDF},
              {"dc", DC},
              {"xmp", XMP},
              {"pdf", PDF},
              {"pdfuaid", UA},
              {"pdfaid", PDFA},
              {"pdfaExtension", EXTENSION},
              {"pdfaSchema", SCHEMA},
              {"pdfaProperty", PROPERTY}};
static const struct name_space press_spaces[] = {
    {"rdf", RDF}, {"dc", DC},        {"xmp", XMP},
    {"pdf", PDF}, {"pdfxid", PDFX}, {"xmpMM", MANAGED}};

// The same in Info and XMP.
struct facts {
    struct str title, authors, keywords;
    struct str time; // ISO
    int64_t seconds;
};

static struct str joined(struct arena *arena, struct str a, struct str b)
{
    if (!a.count)
        return b;
    return b.count ? arena_printf(arena, "%.*s; %.*s", STR_ARG(a), STR_ARG(b))
                   : a;
}

static struct str plain_in(struct arena *arena, const struct texts *texts,
                           struct str lang)
{
    const struct text *text = texts_in(texts, lang);
    return text ? text_plain(arena, *text) : STR("");
}

static struct facts facts_of(const struct pdf_writer *writer)
{
    const struct metadata *meta = &writer->brief->meta;
    struct arena *arena = writer->arena;
    struct str lang = writer->brief->lang;
    const struct text *title = texts_in(&meta->title, lang);
    struct facts facts = {0};
    if (title)
        facts.title = directed_text(arena, writer->brief, title);
    if (!facts.title.count)
        facts.title =
            writer->brief->path.count ? writer->brief->path : STR("qalam");
    for (size_t i = 0; i < meta->author_count; i++)
        facts.authors = joined(arena, facts.authors,
                               plain_in(arena, &meta->authors[i].name, lang));
    const struct text **topics;
    size_t count = brief_topics(writer->brief, &topics);
    for (size_t i = 0; i < count; i++)
        facts.keywords =
            joined(arena, facts.keywords, text_plain(arena, *topics[i]));
    facts.seconds = identity_time(writer->brief);
    facts.time = identity_time_iso(arena, facts.seconds);
    return facts;
}

// ----- Info -----

static void put_entry(struct buffer *out, const char *key, struct str value)
{
    if (!value.count)
        return;
    buffer_printf(out, "/%s ", key);
    object_put_text(out, value);
    buffer_add_byte(out, '\n');
}

void object_put_date(struct buffer *out, const char *key, int64_t seconds)
{
    time_t time = (time_t)seconds;
    struct tm parts;
    if (!gmtime_r(&time, &parts))
        return;
    buffer_printf(out, "/%s (D:%04d%02d%02d%02d%02d%02dZ)\n", key,
                  parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                  parts.tm_hour, parts.tm_min, parts.tm_sec);
}

// That no edges were moved to hide where plates do not meet.
static void put_press_entries(const struct pdf_writer *writer,
                              struct buffer *out)
{
    buffer_add_c(out, "/Trapped /False\n");
    if (writer->press->standard == PRINT_X1A)
        buffer_add_c(out, "/GTS_PDFXVersion (PDF/X-1:2001)\n"
                          "/GTS_PDFXConformance (PDF/X-1a:2001)\n");
}

// PDF/A-4 has none: what it said is in the XMP (6.1.3).
static void write_info(struct pdf_writer *writer, const struct facts *facts)
{
    struct buffer out = {0};
    if (writer->standard == PDF_UA2_A4F)
        return;
    put_entry(&out, "Title", facts->title);
    put_entry(&out, "Author", facts->authors);
    put_entry(&out, "Keywords", facts->keywords);
    put_entry(&out, "Creator", STR(PROGRAM));
    put_entry(&out, "Producer", STR(PROGRAM));
    object_put_date(&out, "CreationDate", facts->seconds);
    object_put_date(&out, "ModDate", facts->seconds);
    if (writer->press)
        put_press_entries(writer, &out);
    writer->doc->info = object_add(writer, buffer_str(&out)).dict;
    buffer_release(&out);
}

// ----- XMP -----

static xmlNode *add(xmlNode *parent, const char *space, const char *name)
{
    xmlNs *ns = xmlSearchNsByHref(parent->doc, parent, (const xmlChar *)space);
    return xmlNewChild(parent, ns, (const xmlChar *)name, NULL);
}

static void set_text(struct pdf_writer *writer, xmlNode *node, struct str text)
{
    char *bytes = arena_c_string(writer->arena, text);
    xmlNodeAddContent(node, (const xmlChar *)bytes);
}

static void add_value(struct pdf_writer *writer, xmlNode *parent,
                      const char *space, const char *name, struct str text)
{
    if (text.count)
        set_text(writer, add(parent, space, name), text);
}

static void add_item(struct pdf_writer *writer, xmlNode *list, struct str text,
                     struct str lang)
{
    xmlNode *item = add(list, RDF, "li");
    if (lang.count)
        xmlNodeSetLang(item,
                       (const xmlChar *)arena_c_string(writer->arena, lang));
    set_text(writer, item, text);
}

static xmlNode *add_list(xmlNode *description, const char *name,
                         const char *kind)
{
    return add(add(description, DC, name), RDF, kind);
}

static void add_title(struct pdf_writer *writer, xmlNode *description,
                      const struct facts *facts)
{
    xmlNode *list = add_list(description, "title", "Alt");
    add_item(writer, list, facts->title, STR("x-default"));
    add_item(writer, list, facts->title, writer->brief->lang);
    const struct texts *titles = &writer->brief->meta.title;
    for (size_t i = 0; i < titles->count; i++)
        if (titles->items[i].lang.count &&
            !str_equal(titles->items[i].lang, writer->brief->lang))
            add_item(
                writer, list,
                directed_text(writer->arena, writer->brief, &titles->items[i]),
                titles->items[i].lang);
}

static void add_people(struct pdf_writer *writer, xmlNode *description)
{
    const struct metadata *meta = &writer->brief->meta;
    if (!meta->author_count)
        return;
    xmlNode *list = add_list(description, "creator", "Seq");
    for (size_t i = 0; i < meta->author_count; i++)
        add_item(writer, list,
                 plain_in(writer->arena, &meta->authors[i].name,
                          writer->brief->lang),
                 STR(""));
}

static void add_subjects(struct pdf_writer *writer, xmlNode *description)
{
    const struct text **topics;
    size_t count = brief_topics(writer->brief, &topics);
    if (!count)
        return;
    xmlNode *list = add_list(description, "subject", "Bag");
    for (size_t i = 0; i < count; i++)
        add_item(writer, list, text_plain(writer->arena, *topics[i]), STR(""));
}

// ----- What the file claims to be -----

static xmlNode *add_resource(xmlNode *parent, const char *space,
                             const char *name)
{
    xmlNode *node = add(parent, space, name);
    xmlNewNsProp(node, xmlSearchNsByHref(node->doc, node, (const xmlChar *)RDF),
                 (const xmlChar *)"parseType", (const xmlChar *)"Resource");
    return node;
}

// PDF/A knows the schema of PDF/UA only where the file describes it (PDF/A-2
// 6.6.2.3.2).
static void describe_ua(struct pdf_writer *writer, xmlNode *description)
{
    xmlNode *bag = add(add(description, EXTENSION, "schemas"), RDF, "Bag");
    xmlNode *schema = add_resource(bag, RDF, "li");
    add_value(writer, schema, SCHEMA, "schema",
              STR("PDF/UA identification schema"));
    add_value(writer, schema, SCHEMA, "namespaceURI", STR(UA));
    add_value(writer, schema, SCHEMA, "prefix", STR("pdfuaid"));
    xmlNode *list = add(add(schema, SCHEMA, "property"), RDF, "Seq");
    xmlNode *part = add_resource(list, RDF, "li");
    add_value(writer, part, PROPERTY, "name", STR("part"));
    add_value(writer, part, PROPERTY, "valueType", STR("Integer"));
    add_value(writer, part, PROPERTY, "category", STR("internal"));
    add_value(writer, part, PROPERTY, "description",
              STR("the part of ISO 14289 that the file conforms to"));
}

// PDF/A-4 has no levels but F, with files attached.
static void claim_2(struct pdf_writer *writer, xmlNode *description)
{
    if (!writer->has_inks) {
        add_value(writer, description, PDFA, "part", STR("4"));
        add_value(writer, description, PDFA, "rev", STR("2020"));
        add_value(writer, description, PDFA, "conformance", STR("F"));
    }
    if (!writer->accessible)
        return;
    add_value(writer, description, UA, "part", STR("2"));
    add_value(writer, description, UA, "rev", STR("2024"));
}

// An id of what was written so far: all but the metadata.
static struct str document_id(struct pdf_writer *writer)
{
    XXH128_canonical_t id;
    XXH128_canonicalFromHash(&id, XXH3_128bits_digest(writer->hash));
    struct str text = STR("uuid:");
    for (size_t i = 0; i < sizeof id.digest; i++)
        text = arena_printf(writer->arena, "%.*s%s%02x", STR_ARG(text),
                            i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                            id.digest[i]);
    return text;
}

// What ISO 15930-7 asks a file to say of itself.
static void claim_press(struct pdf_writer *writer, xmlNode *description)
{
    add_value(writer, description, PDF, "Trapped", STR("False"));
    add_value(writer, description, PDFX, "GTS_PDFXVersion", STR("PDF/X-4"));
    add_value(writer, description, MANAGED, "DocumentID", document_id(writer));
    add_value(writer, description, MANAGED, "VersionID", STR("1"));
    add_value(writer, description, MANAGED, "RenditionClass", STR("default"));
}

// Said only where it is true: what the author left out (alternative texts, a
// level of heading) nobody can add here. Without them a file still has its
// text in Unicode, level U. Inks have no profile here, and PDF/A wants one.
static void add_claims(struct pdf_writer *writer, xmlNode *description)
{
    if (writer->press) {
        claim_press(writer, description);
        return;
    }
    if (writer->standard == PDF_UA2_A4F) {
        claim_2(writer, description);
        return;
    }
    if (!writer->has_inks) {
        add_value(writer, description, PDFA, "part",
                  writer->standard == PDF_UA1_A3A ? STR("3") : STR("2"));
        add_value(writer, description, PDFA, "conformance",
                  writer->accessible ? STR("A") : STR("U"));
    }
    if (!writer->accessible)
        return;
    add_value(writer, description, UA, "part", STR("1"));
    describe_ua(writer, description);
}

static xmlDoc *xmp_tree(struct pdf_writer *writer, const struct facts *facts)
{
    xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *meta = xmlNewDocNode(doc, NULL, (const xmlChar *)"xmpmeta", NULL);
    xmlDocSetRootElement(doc, meta);
    xmlSetNs(meta, xmlNewNs(meta, (const xmlChar *)"adobe:ns:meta/",
                            (const xmlChar *)"x"));
    const struct name_space *known = writer->press ? press_spaces : spaces;
    size_t count = writer->press ? COUNT(press_spaces) : COUNT(spaces);
    for (size_t i = 0; i < count; i++)
        xmlNewNs(meta, (const xmlChar *)known[i].uri,
                 (const xmlChar *)known[i].prefix);
    xmlNode *description = add(add(meta, RDF, "RDF"), RDF, "Description");
    xmlNs *rdf = xmlSearchNsByHref(doc, description, (const xmlChar *)RDF);
    xmlNewNsProp(description, rdf, (const xmlChar *)"about",
                 (const xmlChar *)"");
    add_title(writer, description, facts);
    add_people(writer, description);
    add_item(writer, add_list(description, "language", "Bag"),
             writer->brief->lang, STR(""));
    add_subjects(writer, description);
    add_value(writer, description, DC, "identifier",
              identity_name(writer->arena, writer->brief));
    add_value(writer, description, DC, "format", STR("application/pdf"));
    add_value(writer, description, PDF, "Keywords", facts->keywords);
    add_value(writer, description, PDF, "Producer", STR(PROGRAM));
    add_value(writer, description, XMP, "CreatorTool", STR(PROGRAM));
    add_value(writer, description, XMP, "CreateDate", facts->time);
    add_value(writer, description, XMP, "ModifyDate", facts->time);
    add_value(writer, description, XMP, "MetadataDate", facts->time);
    add_claims(writer, description);
    return doc;
}

static void write_xmp(struct pdf_writer *writer, const struct facts *facts)
{
    xmlDoc *doc = xmp_tree(writer, facts);
    xmlBuffer *xml = xmlBufferCreate();
    xmlSaveCtxt *save =
        xmlSaveToBuffer(xml, "UTF-8", XML_SAVE_FORMAT | XML_SAVE_NO_DECL);
    xmlSaveDoc(save, doc);
    xmlSaveClose(save);
    struct buffer out = {0};
    buffer_add_c(&out, "<?xpacket begin=\"\xEF\xBB\xBF\" "
                       "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    buffer_add_c(&out, (const char *)xmlBufferContent(xml));
    buffer_add_c(&out, "<?xpacket end=\"r\"?>\n");
    xmlBufferFree(xml);
    xmlFreeDoc(doc);
    // Not deflated, so that programs that know no PDF find it (14.3.2).
    struct object object = object_add_stream_as(
        writer, STREAM_PLAIN, STR("/Type /Metadata\n/Subtype /XML"),
        buffer_str(&out));
    buffer_release(&out);
    catalog_add(writer, "Metadata", object);
}

// ----- Catalogue -----

void catalog_add(struct pdf_writer *writer, const char *key,
                 struct object object)
{
    if (HPDF_Dict_Add(writer->doc->catalog, key, object.dict) != HPDF_OK)
        fail_system("libharu");
}

static void write_catalog(struct pdf_writer *writer)
{
    struct buffer out = {0};
    if (!writer->press) {
        buffer_add_c(&out, "/Marked true");
        catalog_add(writer, "MarkInfo", object_add(writer, buffer_str(&out)));
        buffer_clear(&out);
        buffer_add_c(&out, "/DisplayDocTitle true\n");
    }
    buffer_printf(&out, "/Direction /%s",
                  writer->pages->direction == DIRECTION_RTL ? "R2L" : "L2R");
    catalog_add(writer, "ViewerPreferences",
                object_add(writer, buffer_str(&out)));
    buffer_release(&out);
    if (writer->press)
        return;
    char *lang = arena_c_string(writer->arena, writer->pages->lang);
    HPDF_Dict_Add(writer->doc->catalog, "Lang",
                  HPDF_String_New(writer->doc->mmgr, lang, NULL));
}

void metadata_write(struct pdf_writer *writer)
{
    struct facts facts = facts_of(writer);
    write_info(writer, &facts);
    // Metadata streams came with PDF 1.4.
    if (!writer->press || writer->press->standard != PRINT_X1A)
        write_xmp(writer, &facts);
    write_catalog(writer);
}

// SPDX-License-Identifier: MIT
// The record of a brief: the part of its XML tree that the site shows.
#include "site/site_parts.h"

#include "model/directed.h"
#include "base/fail.h"
#include "model/identity.h"
#include "languages/language.h"
#include "languages/date.h"
#include "backends/xml/writer.h"

#include <libxml/xmlsave.h>

#include <string.h>

// What is taken over as it is. Of texts only the chosen one is there.
static bool shown(const xmlNode *element)
{
    static const char *const names[] = {
        "title",          "subtitle", "series",   "kind",    "number", "date",
        "date-gregorian", "licence",  "modified", "edition", "subject"};
    return STR_IS_ONE_OF(str_of((const char *)element->name), names);
}

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE &&
           strcmp((const char *)node->name, name) == 0;
}

// ----- Texts said again -----

// Numbers of notes and pictures have no place here (and no number of a note
// may change a record); a link would stand within the link of the title.
static bool left_out(const xmlNode *node)
{
    return is(node, "ref") || is(node, "image") || is(node, "source") ||
           is(node, "figure") || is(node, "table");
}

static void drop(xmlNodePtr node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

// Its children take its place; answers the node to go on with.
static xmlNodePtr unwrap(xmlNodePtr element)
{
    xmlNodePtr first = element->children;
    xmlNodePtr next = first ? first : element->next;
    while (element->children) {
        xmlNodePtr child = element->children;
        xmlUnlinkNode(child);
        xmlNodePtr moved = xmlAddPrevSibling(element, child);
        next = first == child ? moved : next; // joined with the text before it
    }
    drop(element);
    return next;
}

static void leave_attributes(xmlNodePtr element)
{
    static const char *const names[] = {"part", "name"};
    for (size_t i = 0; i < COUNT(names); i++)
        xmlUnsetProp(element, (const xmlChar *)names[i]);
    if (!is(element, "subject"))
        xmlUnsetProp(element, (const xmlChar *)"id");
}

// One level: what is left out goes, what is linked stays as words.
static void plain_children(xmlNodePtr element)
{
    for (xmlNodePtr node = element->children; node;) {
        xmlNodePtr next = node->next;
        if (left_out(node))
            drop(node);
        else if (is(node, "link"))
            next = unwrap(node);
        node = next;
    }
}

static void plain(xmlNodePtr root)
{
    plain_children(root);
    leave_attributes(root);
    for (xmlNodePtr node = root->children; node;
         node = xml_next_node(root, node))
        if (node->type == XML_ELEMENT_NODE) {
            plain_children(node);
            leave_attributes(node);
        }
}

static xmlNodePtr copy(xmlNodePtr meta, xmlNodePtr element)
{
    xmlNodePtr copied = xmlDocCopyNode(element, meta->doc, 1);
    if (!copied)
        fail_system("out of memory");
    xmlAddChild(meta, copied);
    plain(copied);
    return copied;
}

// ----- The parts of a record -----

static bool chosen(xmlNodePtr text)
{
    return xmlHasProp(text, (const xmlChar *)"chosen") != NULL;
}

// In several languages, of which one is chosen?
static bool another_is_chosen(xmlNodePtr element)
{
    if (chosen(element))
        return false;
    for (xmlNodePtr other = element->parent->children; other;
         other = other->next)
        if (is(other, (const char *)element->name) && chosen(other))
            return true;
    return false;
}

static void author(xmlNodePtr meta, xmlNodePtr author)
{
    for (xmlNodePtr name = author->children; name; name = name->next)
        if (is(name, "name") && chosen(name)) {
            xmlNodePtr holder =
                xmlNewChild(meta, NULL, (const xmlChar *)"author", NULL);
            copy(holder, name);
        }
}

static xmlNodePtr first_paragraph(xmlNodePtr abstract)
{
    for (xmlNodePtr node = abstract->children; node;
         node = xml_next_node(abstract, node))
        if (is(node, "p"))
            return node;
    return NULL;
}

// lead: the first sentence of the abstract, with its markup.
static void lead(xmlNodePtr meta, xmlNodePtr abstract, struct str lang)
{
    xmlNodePtr paragraph = first_paragraph(abstract);
    xmlNodePtr copied = copy(meta, paragraph ? paragraph : abstract);
    xmlNodeSetName(copied, (const xmlChar *)"lead");
    static const char *const language[] = {"lang", "dir"};
    for (size_t i = 0; i < COUNT(language); i++) {
        xmlChar *value = xmlGetProp(abstract, (const xmlChar *)language[i]);
        if (value && !xmlHasProp(copied, (const xmlChar *)language[i]))
            xmlNewProp(copied, (const xmlChar *)language[i], value);
        xmlFree(value);
    }
    site_cut_behind_sentence(copied, lang);
}

static void text(struct writer *writer, xmlNodePtr meta, const char *name,
                 struct str text)
{
    if (text.count)
        xml_text(writer, xml_element(writer, meta, name), text);
}

// The whole abstract, for a place without markup.
static void abstract(struct writer *writer, xmlNodePtr meta, xmlNodePtr element)
{
    const struct brief *brief = writer->brief;
    const struct text *whole = texts_in(&brief->meta.abstract, brief->lang);
    xmlNodePtr copied = xml_element(writer, meta, "abstract");
    xml_attribute(writer, copied, "lang",
                  str_equal(whole->lang, brief->lang) ? STR("") : whole->lang);
    xml_text(writer, copied, directed_text(writer->arena, brief, whole));
    lead(meta, element, whole->lang.count ? whole->lang : brief->lang);
}

static void moments(struct writer *writer, xmlNodePtr meta)
{
    const struct metadata *from = &writer->brief->meta;
    struct date date = from->date.given ? from->date : from->date_gregorian;
    if (date.given)
        text(writer, meta, "published",
             identity_time_iso(writer->arena, date_seconds(date)));
    text(writer, meta, "id", identity_uri(writer->arena, writer->brief));
}

static void fill(struct writer *writer, xmlNodePtr meta, xmlNodePtr from)
{
    for (xmlNodePtr element = from->children; element; element = element->next)
        if (is(element, "author"))
            author(meta, element);
        else if (is(element, "abstract") && chosen(element))
            abstract(writer, meta, element);
        else if (element->type == XML_ELEMENT_NODE && shown(element) &&
                 !another_is_chosen(element))
            copy(meta, element);
    moments(writer, meta);
}

static xmlNodePtr child_named(xmlNodePtr parent, const char *name)
{
    xmlNodePtr child = parent->children;
    while (child && !is(child, name))
        child = child->next;
    return child;
}

void site_record(const struct brief *brief, xmlDocPtr document,
                 struct buffer *record)
{
    struct writer writer = {.brief = brief,
                            .arena = arena_new(),
                            .document = xmlNewDoc((const xmlChar *)"1.0")};
    xmlNodePtr from = xmlDocGetRootElement(document);
    xmlNodePtr root = xmlDocCopyNode(from, writer.document, 2); // attributes
    if (!root)
        fail_system("out of memory");
    xmlDocSetRootElement(writer.document, root);
    fill(&writer, xml_element(&writer, root, "meta"),
         child_named(from, "meta"));
    writer.document->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    xmlBufferPtr bytes = xmlBufferCreate();
    if (xmlNodeDump(bytes, writer.document, root, 0, 0) < 0)
        fail_system("out of memory");
    buffer_add(record, (struct str){(const char *)xmlBufferContent(bytes),
                                    (size_t)xmlBufferLength(bytes)});
    xmlBufferFree(bytes);
    xmlFreeDoc(writer.document);
    arena_free(writer.arena);
}

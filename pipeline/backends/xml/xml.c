// SPDX-License-Identifier: MIT
// The brief's tree from its root: metadata, sections, notes.
#include "backends/xml/xml.h"

#include "base/characters.h"
#include "base/fail.h"
#include "languages/language.h"
#include "model/brief_words.h"
#include "backends/xml/writer.h"

#include <string.h>

// ----- Sections -----

// A heading opens a section, which lasts until the next heading of its level
// or of a higher one. In the tree the levels have no gaps: 2, 3, 4, whatever
// the source skipped (WCAG 1.3.1).
enum { SECTION_DEPTH_MAX = 6 };

struct sections {
    xmlNodePtr body;
    xmlNodePtr open[SECTION_DEPTH_MAX];
    int levels[SECTION_DEPTH_MAX]; // as the source has them
    int depth;
};

static xmlNodePtr section_new(struct writer *writer, struct sections *sections)
{
    xmlNodePtr parent =
        sections->depth ? sections->open[sections->depth - 1] : sections->body;
    xml_text(writer, parent, STR("\n"));
    xmlNodePtr section = xml_element(writer, parent, "section");
    if (sections->depth == 0) {
        writer->part =
            arena_printf(writer->arena, "section-%zu", ++writer->sections);
        xml_attribute(writer, section, "part", writer->part);
    }
    return section;
}

static void open_section(struct writer *writer, struct sections *sections,
                         const struct heading *heading)
{
    while (sections->depth > 0 &&
           (sections->levels[sections->depth - 1] >= heading->level ||
            sections->depth == SECTION_DEPTH_MAX))
        sections->depth--;
    xmlNodePtr section = section_new(writer, sections);
    if (heading->role == HEADING_RECOMMENDATIONS)
        xml_attribute(writer, section, "role", STR("recommendations"));
    sections->levels[sections->depth] = heading->level;
    sections->open[sections->depth++] = section;
}

// A section of its own with no heading, at the top.
static void open_plain_section(struct writer *writer, struct sections *sections)
{
    sections->depth = 0;
    sections->open[0] = section_new(writer, sections);
    sections->levels[0] = SECTION_DEPTH_MAX + 1; // any heading ends it
    sections->depth = 1;
    writer->heading_level = 2;
}

// Recommendations in a box are a section of the text like any other, with its
// own entry in the contents and its own file in the book.
static void write_recommendations(struct writer *writer,
                                  struct sections *sections,
                                  const struct node *box)
{
    open_plain_section(writer, sections);
    xmlNodePtr section = sections->open[0];
    xml_attribute(writer, section, "role", STR("recommendations"));
    for (const struct node *node = box->first; node; node = node->next) {
        xml_subtree(writer, section, node);
        if (node->kind == NODE_HEADING)
            writer->heading_level = 3;
    }
    sections->depth = 0;
}

static bool is_recommendations(const struct node *node)
{
    return node->kind == NODE_BOX && node->as.box.kind == BOX_RECOMMENDATIONS &&
           node->lang.count == 0 && node->direction == DIRECTION_INHERIT;
}

static void write_body(struct writer *writer, xmlNodePtr root)
{
    struct sections sections = {.body = xml_element(writer, root, "body")};
    const struct node *body = writer->brief->body;
    for (const struct node *node = body->first; node; node = node->next) {
        if (is_recommendations(node)) {
            write_recommendations(writer, &sections, node);
            continue;
        }
        if (node->kind == NODE_HEADING) {
            open_section(writer, &sections, &node->as.heading);
            writer->heading_level = sections.depth + 1;
        } else if (sections.depth == 0) {
            open_plain_section(writer, &sections);
        }
        xml_subtree(writer, sections.open[sections.depth - 1], node);
        if (node->kind == NODE_HEADING)
            writer->heading_level++;
    }
}

// ----- Notes -----

static void reserve_headings(struct writer *writer)
{
    const struct node *body = writer->brief->body;
    for (const struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_HEADING)
            xml_reserve(writer, &node->as.heading);
}

// Before anything refers to a note, it needs its id.
static void place_notes(struct writer *writer)
{
    const struct brief *brief = writer->brief;
    writer->notes =
        ARENA_ARRAY(writer->arena, struct note_place, brief->note_count + 1);
    for (size_t i = 0; i < brief->note_count; i++) {
        const struct note *note = brief->notes[i];
        if (note->number == 0)
            continue;
        if (note->number > brief->note_count)
            BUG("a note's number is higher than there are notes");
        struct str id = note->id.count ? note->id : note->label;
        struct str wanted = arena_printf(writer->arena, "fn-%.*s", STR_ARG(id));
        writer->notes[note->number - 1].target = xml_anchor(writer, wanted);
    }
}

// A text without the stops at its end, since a bracket follows it.
static struct str without_stops(struct str text)
{
    size_t end = text.count;
    while (end > 0) {
        size_t before = end;
        uint32_t c = utf8_previous(text, &before);
        bool asks = c == '?' || c == '!' || c == 0x061F;
        if (c != ' ' && (asks || !char_is_stop(c)))
            break;
        end = before;
    }
    return str_slice(text, 0, end);
}

// The first words of a text, so many that a reader knows it again.
static struct str opening_words(struct arena *arena, struct str plain)
{
    enum { CHARACTERS = 48 };
    size_t offset = 0, end = 0;
    for (int i = 0; i < CHARACTERS && offset < plain.count; i++) {
        size_t before = offset;
        if (utf8_next(plain, &offset) == ' ')
            end = before;
    }
    if (offset == plain.count)
        return without_stops(plain);
    struct str start = without_stops(str_slice(plain, 0, end ? end : offset));
    return arena_printf(arena, "%.*s…", STR_ARG(start));
}

// What an ibid. or a short form means, for outputs that have room for it:
// the number of the note, and its first words in their language.
static void write_source(struct writer *writer, xmlNodePtr note,
                         const struct note *cited)
{
    xmlNodePtr parent = note;
    for (xmlNodePtr child = note->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE) {
            if (strcmp((const char *)child->name, "p") == 0)
                parent = child;
            break;
        }
    const struct node *block = cited->content->first;
    struct str plain = node_plain(writer->arena, cited->content);
    xmlNodePtr source = xml_element(writer, parent, "source");
    xml_attribute(writer, source, "number",
                  brief_note_number(writer->arena, writer->brief, cited));
    xmlNodePtr words = xml_element(writer, source, "span");
    struct str lang =
        node_lang(block ? block : cited->content, writer->brief->lang);
    xml_attribute(writer, words, "isolate", STR("yes"));
    xml_attribute(writer, words, "lang", lang);
    xml_attribute(writer, words, "dir",
                  language_direction(lang) == DIRECTION_RTL ? STR("rtl")
                                                            : STR("ltr"));
    xml_text(writer, words, opening_words(writer->arena, plain));
}

// A note's file is that of its first reference, which for a note within a
// note is a note written before it.
static void write_note(struct writer *writer, xmlNodePtr parent,
                       const struct note *note)
{
    struct note_place *place = &writer->notes[note->number - 1];
    if (place->part.count == 0)
        place->part = STR("title");
    writer->part = place->part;
    xml_text(writer, parent, STR("\n"));
    xmlNodePtr element = xml_element(writer, parent, "note");
    xml_attribute(writer, element, "id", place->target);
    xml_attribute(writer, element, "part", place->part);
    xml_attribute(writer, element, "number",
                  brief_note_number(writer->arena, writer->brief, note));
    if (!note->content)
        return;
    if (note->section)
        xml_attribute(writer, element, "section", note->section->as.heading.id);
    xml_language(writer, element, note->content);
    xml_content(writer, element, note->content);
    if (note->cites && note->cites->number > 0)
        write_source(writer, element, note->cites);
}

static void write_notes(struct writer *writer, xmlNodePtr root)
{
    xmlNodePtr notes = xml_element(writer, root, "notes");
    writer->heading_level = 3;
    for (size_t i = 0; i < writer->brief->note_count; i++)
        if (writer->brief->notes[i]->number)
            write_note(writer, notes, writer->brief->notes[i]);
}

// ----- The whole -----

// The ids that templates give to fixed places of a page.
static void write_anchors(struct writer *writer, xmlNodePtr root)
{
    static const char *const places[] = {"text",    "contents", "notes",
                                         "authors", "cite",     "imprint"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        xmlNodePtr anchor = xml_element(writer, root, "anchor");
        xml_attribute(writer, anchor, "name", str_of(places[i]));
        xml_attribute(writer, anchor, "id",
                      xml_anchor(writer, str_of(places[i])));
    }
}

xmlDocPtr xml_brief(const struct brief *brief, struct typesetter *typesetter)
{
    return xml_brief_with_lines(brief, typesetter, NULL);
}

xmlDocPtr xml_brief_with_lines(const struct brief *brief,
                               struct typesetter *typesetter,
                               const struct diag *lines)
{
    struct writer writer = {.brief = brief,
                            .typesetter = typesetter,
                            .lines = lines,
                            .arena = arena_new(),
                            .document = xmlNewDoc((const xmlChar *)"1.0"),
                            .anchors = xmlHashCreate(64)};
    writer.names = brief_names(brief, writer.arena);
    if (!writer.document || !writer.anchors)
        fail_system("out of memory");
    xmlNodePtr root = xml_element(&writer, NULL, "brief");
    xmlDocSetRootElement(writer.document, root);
    bool rtl = brief->direction == DIRECTION_RTL;
    xml_attribute(&writer, root, "lang", brief->lang);
    xml_attribute(&writer, root, "dir", rtl ? STR("rtl") : STR("ltr"));
    xml_attribute(&writer, root, "script",
                  language_script(brief->lang) == SCRIPT_ARABIC ? STR("arabic")
                                                                : STR("other"));
    reserve_headings(&writer);
    place_notes(&writer);
    xmlNodePtr meta = xml_element(&writer, root, "meta");
    xml_front(&writer, meta);
    xml_theme(&writer, root);
    xml_words(&writer, xml_element(&writer, root, "words"));
    write_body(&writer, root);
    xml_back(&writer, meta);
    write_notes(&writer, root);
    write_anchors(&writer, root);
    xmlHashFree(writer.anchors, NULL);
    arena_free(writer.arena);
    return writer.document;
}

xmlNodePtr xml_next_node(xmlNodePtr root, xmlNodePtr node)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

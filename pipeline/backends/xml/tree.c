// SPDX-License-Identifier: MIT
// Nodes of a brief become elements: one walk, no recursion.
#include "backends/xml/writer.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "model/directed.h"
#include "base/fail.h"
#include "languages/language.h"
#include "model/brief_words.h"
#include "model/small_capitals.h"
#include "backends/xml/xml.h"

#include <libxml/uri.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <string.h>

// Deeper than this, a list, a quote or an emphasis no longer opens: its text
// goes on in what holds it. Browsers stop nesting at 512, and each level costs
// the templates a few calls.
enum { NESTING_MAX = 100 };

static void *had(void *allocated)
{
    if (!allocated)
        fail_system("out of memory");
    return allocated;
}

// As a C string in the scratch arena.
static const xmlChar *clean(struct writer *writer, struct str text)
{
    char *copy = arena_c_string(writer->arena, text);
    size_t count = 0;
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        if (char_is_text(utf8_next(text, &offset)) &&
            utf8_valid(text.bytes + start, text.count - start)) {
            memcpy(copy + count, text.bytes + start, offset - start);
            count += offset - start;
        }
    }
    copy[count] = '\0';
    return (const xmlChar *)copy;
}

xmlNodePtr xml_element(struct writer *writer, xmlNodePtr parent,
                       const char *name)
{
    xmlNodePtr element =
        had(xmlNewDocNode(writer->document, NULL, (const xmlChar *)name, NULL));
    return parent ? xmlAddChild(parent, element) : element;
}

void xml_text(struct writer *writer, xmlNodePtr parent, struct str text)
{
    if (text.count == 0)
        return;
    // Linked by hand: xmlAddChild would append to the text before, measuring
    // it each time, and so be quadratic in a paragraph.
    xmlNodePtr node = had(xmlNewDocText(writer->document, clean(writer, text)));
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

void xml_attribute(struct writer *writer, xmlNodePtr element, const char *name,
                   struct str value)
{
    if (value.count)
        had(xmlNewProp(element, (const xmlChar *)name, clean(writer, value)));
}

void xml_number(struct writer *writer, xmlNodePtr element, const char *name,
                size_t number)
{
    xml_attribute(writer, element, name,
                  arena_printf(writer->arena, "%zu", number));
}

void xml_url(struct writer *writer, xmlNodePtr element, const char *name,
             struct str url)
{
    xmlChar *escaped = had(xmlURIEscapeStr(
        clean(writer, url), (const xmlChar *)"@/:=?;#%&,+$!~*'()"));
    xml_attribute(writer, element, name, str_of((char *)escaped));
    xmlFree(escaped);
}

struct str xml_anchor(struct writer *writer, struct str wanted)
{
    struct str id = {(const char *)clean(writer, wanted), 0};
    id.count = strlen(id.bytes);
    while (xmlHashAddEntry(writer->anchors, (const xmlChar *)id.bytes,
                           writer) != 0)
        id = arena_printf(writer->arena, "%s.", id.bytes);
    return id;
}

void xml_reserve(struct writer *writer, const struct heading *heading)
{
    if (heading->id.count)
        xmlHashAddEntry(writer->anchors, clean(writer, heading->id),
                        (void *)(uintptr_t)heading);
}

static struct str heading_anchor(struct writer *writer,
                                 const struct heading *heading)
{
    if (heading->id.count == 0)
        return xml_anchor(writer, STR("section"));
    if (xmlHashLookup(writer->anchors, clean(writer, heading->id)) == heading)
        return heading->id;
    return xml_anchor(writer, heading->id);
}

struct str xml_image_name(struct arena *arena, const struct image *image)
{
    static const char *const endings[] = {[IMAGE_NONE] = "bin",
                                          [IMAGE_PNG] = "png",
                                          [IMAGE_JPEG] = "jpg",
                                          [IMAGE_SVG] = "svg"};
    uint64_t hash = XXH3_64bits(image->bytes.bytes, image->bytes.count);
    return arena_printf(arena, "%016llx.%s", (unsigned long long)hash,
                        endings[image->format]);
}

// ----- Language and direction -----

// The nearest value of an attribute above.
static struct str inherited(xmlNodePtr element, const char *name)
{
    for (; element && element->type == XML_ELEMENT_NODE;
         element = element->parent) {
        xmlAttrPtr found = xmlHasProp(element, (const xmlChar *)name);
        if (found && found->children)
            return str_of((const char *)found->children->content);
    }
    return str_of("");
}

static struct str direction_word(enum direction direction)
{
    return direction == DIRECTION_RTL ? STR("rtl") : STR("ltr");
}

// lang where it changes. dir where the author gave it, since it isolates what
// it stands on, and where the language alone changes it.
void xml_language(struct writer *writer, xmlNodePtr element,
                  const struct node *node)
{
    enum direction direction = node->direction;
    if (node->lang.count) {
        if (!str_equal(node->lang, inherited(element->parent, "lang")))
            xml_attribute(writer, element, "lang", node->lang);
        struct str by_language = direction_word(language_direction(node->lang));
        if (direction == DIRECTION_INHERIT &&
            !str_equal(by_language, inherited(element->parent, "dir")))
            xml_attribute(writer, element, "dir", by_language);
    }
    if (direction != DIRECTION_INHERIT)
        xml_attribute(writer, element, "dir", direction_word(direction));
}

void xml_directed(struct writer *writer, xmlNodePtr element,
                  const struct node *root, enum direction direction)
{
    struct str directed = directed_plain(writer->arena, root, direction);
    if (!str_equal(directed, node_plain(writer->arena, root)))
        xml_attribute(writer, element, "directed", directed);
}

// ----- One function a kind that has details -----

static void flag(struct writer *writer, xmlNodePtr element, const char *name,
                 bool set)
{
    if (set)
        xml_attribute(writer, element, name, STR("yes"));
}

static void heading(struct writer *writer, xmlNodePtr element,
                    const struct node *node)
{
    const struct heading *heading = &node->as.heading;
    enum direction direction = node_direction(node, writer->brief->direction);
    int level = writer->heading_level < 6 ? writer->heading_level : 6;
    xml_number(writer, element, "level", (size_t)level);
    xml_attribute(writer, element, "id", heading_anchor(writer, heading));
    xml_directed(writer, element, node, direction);
    xml_title_begin(writer, node, node_lang(node, writer->brief->lang), true);
}

static void list(struct writer *writer, xmlNodePtr element,
                 const struct list *list)
{
    flag(writer, element, "ordered", list->ordered);
    flag(writer, element, "tight", list->tight);
    flag(writer, element, "marked", list->marked);
    if (list->ordered && list->start != 1)
        xml_attribute(writer, element, "start",
                      arena_printf(writer->arena, "%d", list->start));
}

static void item(struct writer *writer, xmlNodePtr element,
                 const struct item *item)
{
    if (item->task)
        xml_attribute(writer, element, "task",
                      item->done ? STR("done") : STR("open"));
}

static bool has_caption(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            return true;
    return false;
}

// Only what has a caption is counted, as only that is spoken of by number.
static void counted(struct writer *writer, xmlNodePtr element,
                    const struct node *node, size_t *count, const char *prefix)
{
    if (!has_caption(node))
        return;
    ++*count;
    xml_attribute(writer, element, "number",
                  language_number(writer->arena, writer->brief->lang, *count));
    struct str wanted = arena_printf(writer->arena, "%s-%zu", prefix, *count);
    xml_attribute(writer, element, "id", xml_anchor(writer, wanted));
}

static bool only_covered(const struct node *cell, bool before)
{
    for (; cell; cell = before ? cell->previous : cell->next)
        if (!cell->as.cell.covered_by ||
            cell->as.cell.covered_by->parent == cell->parent)
            return false;
    return true;
}

// The first or last cell that is written in its row, but not at the table's
// side: a cell from above stands there.
static void inside(struct writer *writer, xmlNodePtr element,
                   const struct node *cell)
{
    if (cell->previous && only_covered(cell->previous, true))
        flag(writer, element, "inside-start", true);
    const struct node *next = cell->next;
    while (next && next->as.cell.covered_by == cell)
        next = next->next;
    if (next && only_covered(next, false))
        flag(writer, element, "inside-end", true);
}

static void cell(struct writer *writer, xmlNodePtr element,
                 const struct cell *cell)
{
    static const char *const words[] = {[ALIGN_NONE] = "",
                                        [ALIGN_START] = "start",
                                        [ALIGN_CENTER] = "center",
                                        [ALIGN_END] = "end"};
    xml_attribute(writer, element, "align", str_of(words[cell->alignment]));
    flag(writer, element, "head", cell->head);
    if (cell->columns > 1)
        xml_number(writer, element, "colspan", (size_t)cell->columns);
    if (cell->rows > 1)
        xml_number(writer, element, "rowspan", (size_t)cell->rows);
}

// A link to a note says in which file of a book it stands.
static void link_to_note(struct writer *writer, xmlNodePtr element,
                         const struct note *note)
{
    const struct note_place *place = &writer->notes[note->number - 1];
    xml_attribute(writer, element, "note", place->target);
    xml_attribute(writer, element, "part",
                  place->part.count ? place->part : STR("title"));
}

// “.figure-2” of the tree: in files without the stop, which keeps it apart from
// headings, whose ids come first (xml_anchor).
static struct str caption_target(struct writer *writer, struct str name)
{
    struct str id = str_slice(name, 1, name.count);
    bool heading = xmlHashLookup(writer->anchors, clean(writer, id)) != NULL &&
                   xmlHashLookup(writer->anchors, clean(writer, id)) != writer;
    return heading ? arena_printf(writer->arena, "%.*s.", STR_ARG(id)) : id;
}

static void link_to(struct writer *writer, xmlNodePtr element,
                    const struct link *link)
{
    if (link->note && link->note->number > 0) {
        link_to_note(writer, element, link->note);
    } else if (str_starts(link->url, STR("#."))) {
        xml_attribute(
            writer, element, "target",
            caption_target(writer, str_slice(link->url, 1, link->url.count)));
    } else if (str_starts(link->url, STR("#"))) {
        xml_attribute(writer, element, "target",
                      str_slice(link->url, 1, link->url.count));
    } else {
        xml_url(writer, element, "href", link->url);
        xml_url(writer, element, "book", link->book);
    }
    xml_attribute(writer, element, "title", link->title);
}

static void picture(struct writer *writer, xmlNodePtr element,
                    const struct picture *picture)
{
    xml_attribute(writer, element, "alt", picture->alt);
    xml_attribute(writer, element, "title", picture->title);
    if (!picture->image) {
        xml_attribute(writer, element, "missing", STR("yes"));
        return;
    }
    xml_attribute(writer, element, "src",
                  xml_image_name(writer->arena, picture->image));
    if (picture->image->width && picture->image->height) {
        uint32_t width, height;
        picture_shown_size(picture, &width, &height);
        xml_number(writer, element, "width", width);
        xml_number(writer, element, "height", height);
    }
}

static void span(struct writer *writer, xmlNodePtr element,
                 const struct node *node)
{
    const struct span *span = &node->as.span;
    writer->small_capitals |= span->small_caps;
    flag(writer, element, "name", span->name);
    if (span->small_caps)
        xml_attribute(writer, element, "small-caps",
                      small_capitals_all(node) ? STR("all") : STR("yes"));
    flag(writer, element, "isolate", span->isolate);
}

static void note_reference(struct writer *writer, xmlNodePtr element,
                           const struct note_reference *reference)
{
    const struct note *note = reference->note;
    struct note_place *place = &writer->notes[note->number - 1];
    if (place->part.count == 0)
        place->part = writer->part;
    struct str id = note->id.count ? note->id : note->label;
    struct str wanted =
        reference->occurrence
            ? arena_printf(writer->arena, "r-%.*s-%zu", STR_ARG(id),
                           reference->occurrence + 1)
            : arena_printf(writer->arena, "r-%.*s", STR_ARG(id));
    xml_attribute(writer, element, "id", xml_anchor(writer, wanted));
    flag(writer, element, "again", reference->occurrence > 0);
    xml_attribute(writer, element, "target", place->target);
    xml_attribute(writer, element, "part", place->part);
    xml_attribute(writer, element, "number",
                  brief_note_number(writer->arena, writer->brief, note));
}

// ----- The walk -----

static const char *const names[NODE_KIND_COUNT] = {
    [NODE_PASSAGE] = "division",
    [NODE_HEADING] = "heading",
    [NODE_PARAGRAPH] = "p",
    [NODE_LIST] = "list",
    [NODE_ITEM] = "item",
    [NODE_TERMS] = "terms",
    [NODE_TERM] = "term",
    [NODE_MEANING] = "meaning",
    [NODE_QUOTE] = "quote",
    [NODE_CODE_BLOCK] = "code-block",
    [NODE_RULE] = "rule",
    [NODE_PAGE_BREAK] = "page-break",
    [NODE_TABLE] = "table",
    [NODE_ROW] = "row",
    [NODE_CELL] = "cell",
    [NODE_CAPTION] = "caption",
    [NODE_FIGURE] = "figure",
    [NODE_CHART] = "chart",
    [NODE_BOX] = "box",
    [NODE_DIVISION] = "division",
    [NODE_PHRASE] = "span",
    [NODE_TEXT] = "text",
    [NODE_CODE] = "code",
    [NODE_FORMULA] = "formula",
    [NODE_EMPHASIS] = "em",
    [NODE_STRONG] = "strong",
    [NODE_STRIKE] = "strike",
    [NODE_SUPERSCRIPT] = "sup",
    [NODE_SUBSCRIPT] = "sub",
    [NODE_LINK] = "link",
    [NODE_SPAN] = "span",
    [NODE_IMAGE] = "image",
    [NODE_NOTE_REFERENCE] = "ref",
    [NODE_SOFT_BREAK] = "soft-break",
    [NODE_LINE_BREAK] = "br",
};

static void details(struct writer *writer, xmlNodePtr element,
                    const struct node *node)
{
    switch (node->kind) {
    case NODE_HEADING:
        heading(writer, element, node);
        break;
    case NODE_LIST:
        list(writer, element, &node->as.list);
        break;
    case NODE_ITEM:
        item(writer, element, &node->as.item);
        break;
    case NODE_CODE_BLOCK:
        xml_attribute(writer, element, "info", node->as.code_block.info);
        xml_text(writer, element, node->as.code_block.text);
        break;
    case NODE_TABLE:
        xml_number(writer, element, "index", ++writer->table_index);
        counted(writer, element, node, &writer->tables, "table");
        break;
    case NODE_ROW:
        flag(writer, element, "head", node->as.row.head);
        flag(writer, element, "foot", node->as.row.foot);
        break;
    case NODE_CELL:
        cell(writer, element, &node->as.cell);
        inside(writer, element, node);
        break;
    case NODE_FIGURE:
        counted(writer, element, node, &writer->figures, "figure");
        xml_attribute(writer, element, "credit", node->as.figure.credit);
        xml_attribute(writer, element, "source", node->as.figure.source);
        flag(writer, element, "wide", node->as.figure.width == WIDTH_FRAME);
        break;
    case NODE_CHART:
        xml_chart(writer, element, node);
        break;
    case NODE_BOX:
        xml_attribute(writer, element, "kind",
                      str_of(box_kind_word(node->as.box.kind)));
        break;
    case NODE_DIVISION:
        xml_attribute(writer, element, "verse",
                      str_of(verse_word(node->verse)));
        break;
    case NODE_CODE:
        xml_text(writer, element, node->as.text.text);
        break;
    case NODE_FORMULA:
        xml_formula(writer, element, node);
        break;
    case NODE_LINK:
        link_to(writer, element, &node->as.link);
        break;
    case NODE_SPAN:
        span(writer, element, node);
        break;
    case NODE_IMAGE:
        picture(writer, element, &node->as.image);
        break;
    case NODE_NOTE_REFERENCE:
        note_reference(writer, element, &node->as.note_reference);
        break;
    case NODE_CAPTION:
        flag(writer, element, "labelled", node->as.caption.number.count > 0);
        break;
    case NODE_PASSAGE:
    case NODE_PARAGRAPH:
    case NODE_TERMS:
    case NODE_TERM:
    case NODE_MEANING:
    case NODE_QUOTE:
    case NODE_RULE:
    case NODE_PAGE_BREAK:
    case NODE_PHRASE:
    case NODE_TEXT:
    case NODE_EMPHASIS:
    case NODE_STRONG:
    case NODE_STRIKE:
    case NODE_SUPERSCRIPT:
    case NODE_SUBSCRIPT:
    case NODE_SOFT_BREAK:
    case NODE_LINE_BREAK:
    case NODE_KIND_COUNT:
        break;
    }
}

// The first line of a block in its file, for who shows messages beside it
// (../watch/).
static void source_line(struct writer *writer, xmlNodePtr element,
                        const struct node *node)
{
    if (writer->lines && kind_facts[node->kind].block && place_known(node->at))
        xml_number(writer, element, "data-line",
                   diag_locate(writer->lines, node->at.offset).line);
}

// May be left out without harm to what it holds.
static bool only_wraps(enum kind kind)
{
    return kind == NODE_LIST || kind == NODE_ITEM || kind == NODE_QUOTE ||
           kind == NODE_DIVISION || kind == NODE_BOX || kind == NODE_PASSAGE ||
           kind == NODE_PHRASE || kind == NODE_EMPHASIS ||
           kind == NODE_STRONG || kind == NODE_STRIKE ||
           kind == NODE_SUPERSCRIPT || kind == NODE_SUBSCRIPT ||
           kind == NODE_LINK || kind == NODE_SPAN;
}

// A passage or a phrase within the tree, unless it turns the language.
static bool mere_run(const struct node *node)
{
    return (node->kind == NODE_PASSAGE || node->kind == NODE_PHRASE) &&
           node->lang.count == 0 && node->direction == DIRECTION_INHERIT;
}

// Answers where the node's children go.
static xmlNodePtr write_node(struct writer *writer, xmlNodePtr parent,
                             const struct node *node, size_t depth)
{
    if (xml_title_leaf(writer, parent, node))
        return parent;
    if (node->kind == NODE_TEXT) {
        xml_in_case(writer, parent, node->as.text.text);
        return parent;
    }
    if (node->kind == NODE_SOFT_BREAK) {
        xml_text(writer, parent, STR("\n"));
        return parent;
    }
    if (node->kind == NODE_CELL && node->as.cell.covered_by)
        return parent;
    if (mere_run(node) || (depth > NESTING_MAX && only_wraps(node->kind)))
        return parent;
    if (node->kind == NODE_NOTE_REFERENCE &&
        node->as.note_reference.note->number == 0)
        return parent;
    if (kind_facts[node->kind].block)
        xml_text(writer, parent, STR("\n"));
    xmlNodePtr element = xml_element(writer, parent, names[node->kind]);
    xml_language(writer, element, node);
    source_line(writer, element, node);
    if (node->anchor.count)
        xml_attribute(writer, element, "anchor",
                      xml_anchor(writer, node->anchor));
    details(writer, element, node);
    // Words on both sides are two words to who reads the text alone, as titles
    // of windows do.
    if (node->kind == NODE_LINE_BREAK)
        xml_text(writer, parent, STR(" "));
    return element;
}

void xml_subtree(struct writer *writer, xmlNodePtr parent,
                 const struct node *root)
{
    xmlNodePtr *above = NULL; // where the siblings of each open node go
    size_t depth = 0, capacity = 0;
    const struct node *node = root;
    for (;;) {
        xmlNodePtr inside = write_node(writer, parent, node, depth);
        if (node->first) {
            ARENA_PUSH(writer->arena, above, depth, capacity) = parent;
            parent = inside;
            node = node->first;
            continue;
        }
        while (node != root && !node->next) {
            node = node->parent;
            parent = above[--depth];
        }
        if (node == root)
            return;
        node = node->next;
    }
}

void xml_content(struct writer *writer, xmlNodePtr parent,
                 const struct node *root)
{
    for (const struct node *node = root->first; node; node = node->next)
        xml_subtree(writer, parent, node);
}

// SPDX-License-Identifier: MIT
// Words of small capitals: those in capitals stand in an element of their own.
#include "backends/xml/writer.h"

#include "model/small_capitals.h"

// Whether the nearest span in small capitals around has letters of both cases.
// Elements nest to a limit (tree.c), so this takes no long walk.
static bool in_both_cases(const xmlNode *element)
{
    for (; element && element->type == XML_ELEMENT_NODE;
         element = element->parent) {
        xmlAttrPtr capitals =
            xmlHasProp(element, (const xmlChar *)"small-caps");
        if (capitals)
            return xmlStrEqual(capitals->children->content,
                               (const xmlChar *)"yes");
    }
    return false;
}

void xml_in_case(struct writer *writer, xmlNodePtr parent, struct str text)
{
    if (!writer->small_capitals || !in_both_cases(parent)) {
        xml_text(writer, parent, text);
        return;
    }
    for (size_t done = 0; done < text.count;) {
        struct capital_word word = small_capitals_next(text, done);
        xml_text(writer, parent, str_slice(text, done, word.start));
        if (word.end > word.start)
            xml_text(writer, xml_element(writer, parent, "capitals"),
                     str_slice(text, word.start, word.end));
        done = word.end;
    }
}

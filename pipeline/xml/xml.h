// SPDX-License-Identifier: MIT
// The brief as one XML tree, and templates applied to it.
//
// Only through libxml2's tree: text from a brief can never become markup.
#ifndef QALAM_XML_H
#define QALAM_XML_H

#include "brief.h"
#include "context.h"
#include "str.h"

#include <libxml/tree.h>

// Once, before any thread.
void xml_setup(void);

// The brief in qalam's own vocabulary (templates/README.md). Owned by the
// caller: xmlFreeDoc.
// typesetter measures the words of charts; NULL: they are tables alone.
struct typesetter;
xmlDocPtr xml_brief(const struct brief *brief, struct typesetter *typesetter);
// The same for a page that is looked at while its text is written: each block
// has its line in the file that lines knows, as data-line.
xmlDocPtr xml_brief_with_lines(const struct brief *brief,
                               struct typesetter *typesetter,
                               const struct diag *lines);

// The node after this one in reading order, under root, or NULL.
xmlNodePtr xml_next_node(xmlNodePtr root, xmlNodePtr node);

// Templates are compiled once, when first applied, and serve all threads.
struct templates;
struct templates *templates_load(void);
void templates_free(struct templates *templates);
// Applies templates/NAME.xsl. params as libxslt takes them (name, XPath
// value, …, NULL) or NULL. Owned by the caller. NULL: reported on stderr as
// our own fault.
xmlDocPtr templates_apply(struct templates *templates, const char *name,
                          xmlDocPtr document, const char **params);

#endif

// SPDX-License-Identifier: MIT
// The brief as one XML tree, and templates applied to it.
//
// Only through libxml2's tree: text from a brief can never become markup.
#ifndef QALAM_XML_H
#define QALAM_XML_H

#include "model/brief.h"
#include "model/context.h"
#include "model/formats.h"
#include "base/str.h"
#include "model/theme.h"
#include "backends/xml/theme_folder.h"

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

// Adds to parent an `output` for each file that a brief is made into
// (templates/README.md): the web page first, then as formats.def has them.
struct xml_outputs {
    unsigned formats;
    struct str stem;     // a URL, without the ending
    struct str pages;    // how many, in the edition's digits, or empty
    const size_t *bytes; // sizes of the files by format_index, 0: not known; or
                         // NULL
};
void xml_add_outputs(xmlNodePtr parent, const struct xml_outputs *outputs);

// The node after this one in reading order, under root, or NULL.
xmlNodePtr xml_next_node(xmlNodePtr root, xmlNodePtr node);

// Templates are compiled once, when first applied, and serve all threads.
struct templates;
// theme: files that take the place of built-in ones, borrowed; or NULL.
struct templates *templates_load(const struct theme_files *theme);
void templates_free(struct templates *templates);
// The same with the files of the theme's folder, and compiled at once; without
// a folder the built-in ones, as above. NULL: *fault is a diag with an error:
// of the template that is broken, or said_by, of the file that names the
// folder. What is read lives in arena, which must outlive the templates.
struct templates *templates_open(struct arena *arena, const struct theme *theme,
                                 struct diag *said_by, struct diag **fault);
// The theme's files; NULL where there are none.
const struct theme_files *templates_theme(const struct templates *templates);
// Compiles all of them. NULL: they are good; else a diag of the file that is
// not, which says where, in arena.
struct diag *templates_check(struct templates *templates, struct arena *arena);
// The theme's file of that name, else the built-in one; bytes is NULL where
// there is neither.
struct str templates_file(const struct templates *templates, const char *name);
// Applies NAME.xsl. params as libxslt takes them (name, XPath value, …, NULL)
// or NULL. Owned by the caller; has a root element. NULL: an error was
// reported.
xmlDocPtr templates_apply(struct templates *templates, const char *name,
                          xmlDocPtr document, const char **params,
                          struct diag *diag);

#endif

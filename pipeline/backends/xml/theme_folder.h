// SPDX-License-Identifier: MIT
// The theme's folder: files that take the place of built-in templates.
//
// A file there serves for the built-in one of its name; a template of another
// name serves those that import it. Read once, then read only.
#ifndef QALAM_THEME_FOLDER_H
#define QALAM_THEME_FOLDER_H

#include "base/arena.h"
#include "model/formats.h"

struct theme_file {
    struct str name, bytes; // page.xsl; a NUL that is not counted follows
};
struct theme_files {
    struct str folder;        // as messages show it
    struct theme_file *items; // sorted by name
    size_t count;
};

// Reads print.yaml and every *.xsl, *.css and *.svg of a folder, not of those
// in it. Names that begin with a dot are left out. False: *why says what is
// wrong, and *which file it is (the folder's path where it is the folder), both
// in arena.
bool theme_files_read(struct theme_files *files, struct arena *arena,
                      struct str folder, struct str *which, const char **why);
// NULL where there is none of that name; files may be NULL.
const struct theme_file *theme_file_named(const struct theme_files *files,
                                          struct str name);

// Which outputs a template, sheet or drawing of that name goes into. What is
// none of the built-in ones is imported by we do not know which: both.
// The measures of print go into what is laid out, and into the XML: a page
// shows charts as they are printed, a book has the printed cover.
enum theme_folder_template {
    TEMPLATE_FOR_WEB = USES_WEB_TEMPLATES,
    TEMPLATE_FOR_BOOK = USES_BOOK_TEMPLATES,
    TEMPLATE_FOR_PRINT = NEEDS_PAGES | NEEDS_COVER | NEEDS_XML
};
unsigned theme_folder_template(struct str name);

#endif

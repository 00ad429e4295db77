// SPDX-License-Identifier: MIT
// What is known of the formats that a brief is made in, from formats.def.
//
// Data alone: which functions make them is in backends.c. Several formats are
// a set of bits (unsigned); loops over all of them go by index.
#ifndef QALAM_FORMATS_H
#define QALAM_FORMATS_H

#include "base/arena.h"
#include "base/str.h"

enum format_trait {
    BY_DEFAULT = 1,      // made where nobody says what is to be made
    NEEDS_PAGES = 2,     // is made of the pages
    NEEDS_COVER = 4,     // shows the first page: they are laid out for it
    NEEDS_XML = 8,       // is made of the XML tree
    HAS_PAGE_COUNT = 16, // how many pages it has is said beside links to it
    IS_WEB_PAGE = 32, // the one that a site is made of, and qalam watch shows
    USES_WEB_TEMPLATES = 64, // of the theme's files: see theme_folder_template
    USES_BOOK_TEMPLATES = 128,
    // Every word of a brief is in it: in HTML, or in plain text. (Those of the
    // pages are counted as they are laid out.)
    HAS_WORDS_IN_HTML = 256,
    HAS_WORDS_IN_TEXT = 512,
    FOR_PRESS = 1024, // for a printer: no page shows it to readers
};

enum format_index {
#define FORMAT(id, ...) FORMAT_INDEX_##id,
#include "model/formats.def"
#undef FORMAT
    FORMAT_COUNT
};
enum format {
#define FORMAT(id, ...) FORMAT_##id = 1 << FORMAT_INDEX_##id,
#include "model/formats.def"
#undef FORMAT
};
enum { FORMATS_ALL = (1 << FORMAT_COUNT) - 1 };

// Those with a trait, where that must be known to the compiler.
enum {
#define FORMAT(id, name, ending, label, media, traits, ...)                    \
    | ((traits)&BY_DEFAULT ? FORMAT_##id : 0)
    FORMATS_DEFAULT = 0
#include "model/formats.def"
    ,
#undef FORMAT
#define FORMAT(id, name, ending, label, media, traits, ...)                    \
    | ((traits)&IS_WEB_PAGE ? FORMAT_##id : 0)
    FORMAT_WEB_PAGE = 0
#include "model/formats.def"
    ,
#undef FORMAT
#define FORMAT(id, name, ending, label, media, traits, ...)                    \
    | ((traits)&HAS_PAGE_COUNT ? FORMAT_##id : 0)
    FORMAT_PAGED = 0
#include "model/formats.def"
    ,
#undef FORMAT
#define FORMAT(id, name, ending, label, media, traits, ...)                    \
    | ((traits)&FOR_PRESS ? 0 : FORMAT_##id)
    FORMATS_FOR_READERS = 0
#include "model/formats.def"
#undef FORMAT
};
_Static_assert((FORMAT_WEB_PAGE & (FORMAT_WEB_PAGE - 1)) == 0 &&
                   (FORMAT_PAGED & (FORMAT_PAGED - 1)) == 0,
               "a site is made of one kind of page, and one is counted");

struct format_facts {
    const char *name, *ending, *label, *media_type;
    unsigned traits;
    const char *options;
};
extern const struct format_facts format_facts[FORMAT_COUNT];

// What any of the formats has.
unsigned formats_traits(unsigned formats);

// Where the bit stands in format_facts.
enum format_index format_index(unsigned format);
// The bit of a format, by its name in any case; 0: there is none.
unsigned format_named(struct str name);
// The format of a file, by the ending of its name; FORMAT_COUNT: of none.
enum format_index format_of_file(struct str name);
// What a site is made of, and whether a file's name is that of one.
const struct format_facts *format_web_page(void);
// The first format with one of the traits; FORMAT_COUNT: there is none.
enum format_index format_with(unsigned traits);
bool format_is_web_page(struct str name);

// Names, or endings after a stem, with commas between: pdf, html, epub.
struct str formats_list(struct arena *arena, unsigned formats);
struct str formats_files(struct arena *arena, const char *stem,
                         unsigned formats);

#endif

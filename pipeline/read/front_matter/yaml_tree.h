// SPDX-License-Identifier: MIT
// Front matter as a tree of texts, lists and maps, each with its place.
//
// Every scalar is the text that was written: no is Norwegian, 1.10 a version.
#ifndef QALAM_YAML_TREE_H
#define QALAM_YAML_TREE_H

#include "read/front_matter/front_matter.h"

enum yaml_kind { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml {
    enum yaml_kind kind;
    size_t offset, count; // of the source, with quotes and block marks
    struct str text;      // YAML_TEXT: valid UTF-8, NFC
    bool plain;           // without quotes
    bool literal;         // as a block behind |, whose line ends are kept
    bool used;            // read as part of another value
    struct yaml *key;     // in a map: the entry's name
    struct yaml *first, *last, *next;
};

// Parses count bytes at offset of the source, a mapping. NULL: an error was
// reported.
struct yaml *yaml_parse(struct reader *reader, size_t offset, size_t count);

// Where brackets stand deeper in each other than any front matter's; STR_NONE
// where they do not. libyaml takes quadratic time there, so it is to be asked
// before anything else here.
size_t yaml_too_deep(struct str text);

// Is the text a mapping, as far as its first tokens tell?
bool yaml_is_map(struct str text);

struct place yaml_place(const struct reader *reader, const struct yaml *value);
// The first entry of that name; NULL where there is none.
struct yaml *yaml_entry(const struct yaml *map, struct str key);
// A text without quotes that YAML reads as nothing: ~, null, or empty.
bool yaml_is_null(const struct yaml *value);
// “a list”, “a map”, “a text”: for messages.
const char *yaml_kind_word(const struct yaml *value);
void yaml_report_kind(struct reader *reader, const struct yaml *value,
                      const char *key, const char *wanted);

// The value as a fragment of Markdown, with the map back to the source.
struct fragment *yaml_fragment(struct reader *reader, const struct yaml *value);

// ----- front_matter.c -----

// Calls the keys of front matter by our names, see front_rename.
void front_matter_rename(struct reader *reader, const struct yaml *tree);

// ----- front_checks.c -----

// Switches off what `checks` names, in the reader's diag. checks may be NULL.
void front_checks_read(struct reader *reader, const struct yaml *checks);

// ----- front_cover.c -----

// Fills the brief's cover picture and its focus.
void front_cover_read(struct reader *reader, const struct yaml *tree);

// ----- front_theme.c -----

// Fills the brief's theme from accent, pattern, faces, logo and theme.
void front_theme_read(struct reader *reader, const struct yaml *tree);

#endif

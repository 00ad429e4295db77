// SPDX-License-Identifier: MIT
// Front matter: where it stands in a text, and what it says of a brief.
#ifndef QALAM_FRONT_MATTER_H
#define QALAM_FRONT_MATTER_H

#include "read/markdown/reader.h"

// The range of a front-matter block in a text: the YAML between the fences,
// and where the Markdown begins. False where there is none.
struct front_block {
    size_t yaml_offset, yaml_count; // between the fences
    size_t body_offset;             // after the closing fence's line
};
bool front_block_find(struct str text, struct front_block *block);

// An edition that `editions` names: its language, canonical, and its file,
// relative to the brief's folder, or an address.
struct named_edition {
    struct str lang, path;
    struct place at;
};

// What must be known of every brief before one is built: outputs are named for
// slug, editions found by lang. As read_brief would find them in the text, but
// nothing is reported; empty where they are not given. Strings live in arena.
struct front_value {
    struct str text;
    struct place at;
};
struct front_keys {
    struct str slug, lang;
    struct front_value number, title, series; // in the brief's own language
    struct place slug_place;
    struct named_edition *editions; // in the author's order
    size_t edition_count;
};
struct front_keys front_keys_read(struct arena *arena, struct str text);

// Parses the front matter, if there is any, and fixes the brief's language and
// direction. Fills body_offset with where the Markdown begins, *tree with the
// front matter or NULL. False: an error was reported.
struct yaml;
bool front_matter_parse(struct reader *reader, struct yaml **tree,
                        size_t *body_offset);
// Fills the brief's metadata; the table of notes is known by now.
void front_matter_fill(struct reader *reader, const struct yaml *tree);
// Puts its key messages, in a box, before the body, which is there by now.
void front_messages_add(struct reader *reader, const struct yaml *tree);

#endif

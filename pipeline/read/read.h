// SPDX-License-Identifier: MIT
// From bytes to a brief: decoding, front matter, Markdown and HTML in it.
#ifndef QALAM_READ_H
#define QALAM_READ_H

#include "model/brief.h"
#include "model/context.h"
#include "source/source.h"

// To be called once, before any thread: cmark-gfm keeps a process-wide list
// of extensions.
void read_setup(void);

// The text of a file as UTF-8: byte order mark off, encoding converted, what
// is no text refused with a message. False: an error was reported, and *text is
// what there is of it, with U+FFFD for what does not decode, or empty.
// Line ends stay as they are. *text lives in the context's arena.
bool read_decode(struct str bytes, const struct context *context,
                 struct str *text);

// The range of a front-matter block in a text: the YAML between the fences,
// and where the Markdown begins. False where there is none.
struct front_block {
    size_t yaml_offset, yaml_count; // between the fences
    size_t body_offset;             // after the closing fence's line
};
bool read_front_block(struct str text, struct front_block *block);

// An edition that `editions` names: its language, canonical, and its file,
// relative to the brief's folder, or an address.
struct named_edition {
    struct str lang, path;
    struct place at;
};

// What must be known of every brief before one is built: outputs are named for
// slug, editions found by lang. As read_brief would find them in the text, but
// nothing is reported; empty where they are not given. Strings live in arena.
struct front_keys {
    struct str slug, lang;
    struct place slug_place;
    struct named_edition *editions; // in the author's order
    size_t edition_count;
};
struct front_keys read_front_keys(struct arena *arena, struct str text);

// Parses clean Markdown with front matter into a brief: metadata, body, notes,
// pictures. The brief's arena is context->arena. False: an error was reported.
bool read_brief(const struct source *source, const struct context *context,
                struct brief *brief);

// What a picture's file holds now, for comparing with what was noted in
// context->reads: path as noted there, brief is the path of the text that names
// it. What cannot be read has a hash too.
struct hash image_hash_now(struct str brief, struct str path);

// text in NFC and without case, for comparing labels and names.
struct str clean_folded(struct arena *arena, struct str text);

#endif

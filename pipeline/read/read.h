// SPDX-License-Identifier: MIT
// From bytes to a brief: decoding, front matter, Markdown and HTML in it.
#ifndef QALAM_READ_H
#define QALAM_READ_H

#include "model/brief.h"
#include "model/context.h"
#include "read/front_matter/front_matter.h"
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

// Parses clean Markdown with front matter into a brief: metadata, body, notes,
// pictures. The brief's arena is context->arena. False: an error was reported.
bool read_brief(const struct source *source, const struct context *context,
                struct brief *brief);

// What reads a source into a brief, from its start: for read_brief, and for
// series.yaml, which holds texts of the same kinds.
struct reader read_begin(const struct source *source,
                         const struct context *context, struct brief *brief);

#endif

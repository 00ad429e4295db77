// SPDX-License-Identifier: MIT
// Links from one brief to the source of another: where its outputs are.
#ifndef QALAM_BRIEF_LINKS_H
#define QALAM_BRIEF_LINKS_H

#include "model/brief.h"
#include "model/context.h"
#include "inputs/input.h"

// "0006-en.md", "../x.md#part" become links to the page, the PDF and the book
// that are made of that file, where it is there; its headings are looked at for
// the part. A book is a file of its own: it is led to by an address only, which
// `base` in series.yaml gives. formats: enum format, that are wanted.
void brief_links_resolve(struct brief *brief, const struct context *context,
                         const struct input *input,
                         const struct input_options *options, unsigned formats);

// Of all that such a link is made from, as it is now.
struct hash brief_links_hash(const struct input *input, struct str path);

#endif

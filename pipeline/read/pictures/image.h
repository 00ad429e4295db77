// SPDX-License-Identifier: MIT
// Pictures named in a brief: found within its folder, read once, checked.
#ifndef QALAM_IMAGE_H
#define QALAM_IMAGE_H

#include "model/brief.h"
#include "model/context.h"

// The pictures of a brief that is being read. Lives in the brief's arena.
struct pictures {
    struct brief *brief;
    const struct context *context;
    struct refused_image *refused; // files that are no pictures
    size_t refused_count, refused_capacity;
};

// Finds, reads and checks a picture named in the brief; reports what is wrong
// (missing, remote, broken, outside the folder), once a file. NULL where it
// can't be shown.
struct image *image_named(struct pictures *pictures, struct str path,
                          struct place at);

// What a picture's file holds now, for comparing with what was noted in
// context->reads: path as noted there, brief is the path of the text that names
// it. What cannot be read has a hash too.
struct hash image_hash_now(struct str brief, struct str path);

#endif

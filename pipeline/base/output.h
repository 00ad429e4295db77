// SPDX-License-Identifier: MIT
// The files that a back end makes, in memory until all of a brief is made.
#ifndef QALAM_OUTPUT_H
#define QALAM_OUTPUT_H

#include "base/arena.h"
#include "base/str.h"

struct output_file {
    struct str name; // relative to the output folder: assets/qalam.css
    struct str bytes;
    unsigned format;  // of those of a brief (enum format) that it is part of
    const char *copy; // a file with the same bytes, to be linked; or NULL
};
struct output {
    struct arena *arena; // owns names and bytes
    struct output_file *files;
    size_t count, capacity;
    // Pages that are inside one of the files, as an archive has them: for who
    // counts words. Owned by arena.
    struct str *inside;
    size_t inside_count, inside_capacity;
};
// Copies name and bytes.
void output_add(struct output *output, struct str name, struct str bytes);

// Copies a page that is inside a file.
void output_add_inside(struct output *output, struct str page);

// Writes bytes aside and renames them into place, making folders; the file is
// whole or not there. A file that has the same bytes is left untouched.
// False: errno says why. Safe from several threads, also for one name.
bool output_write_file(const char *path, struct str bytes);

// Makes the folders above path. False: errno.
bool output_make_folders(const char *path);

// All of them below folder ("" is where we are): each is written aside first,
// and only when all are there are they renamed into place. force: also those
// that have the same bytes. False: *failed names the file (in the output's
// arena), errno says why, and what was aside is gone.
bool output_write(const struct output *output, const char *folder, bool force,
                  const char **failed);

#endif

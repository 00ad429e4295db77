// SPDX-License-Identifier: MIT
// An EPUB's zip file: the same entries give the same bytes.
#ifndef QALAM_ARCHIVE_H
#define QALAM_ARCHIVE_H

#include "base/buffer.h"

struct archive;

// time: of every entry, in seconds from 1970; before 1980 is 1980, all that a
// zip file can say.
struct archive *archive_new(int64_t time);
// Entries stand in the order in which they are added. Bytes are borrowed until
// archive_finish. name: a C string, copied. packed: deflate, else store.
void archive_add(struct archive *archive, const char *name, struct str bytes,
                 bool packed);
// Appends the file to out and frees the archive.
void archive_finish(struct archive *archive, struct buffer *out);

#endif

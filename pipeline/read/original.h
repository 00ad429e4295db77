// SPDX-License-Identifier: MIT
// The map from a decoded text back to the bytes of its file.
//
// Most files are their text in some encoding behind a mark. Where a character
// encodes to other bytes than the file has (what did not decode, two bytes for
// one character), the file's bytes are kept as a run.
#ifndef QALAM_ORIGINAL_H
#define QALAM_ORIGINAL_H

#include "model/context.h"

struct raw_run {
    size_t offset, count; // of the text
    struct str bytes;     // what the file has there
};
struct original {
    struct str encoding;  // as --from takes it
    struct str mark;      // bytes before the text
    struct raw_run *runs; // in order, apart
    size_t run_count, run_capacity;
};

// What makes bytes of text again, where read_decode has made text of bytes
// with this context. It always does: at worst all of the file is one run.
// `offsets` (sorted, of the text) become offsets in bytes. In the context's
// arena.
void original_of(struct str bytes, struct str text,
                 const struct context *context, size_t *offsets,
                 size_t offset_count, struct original *original);

// The file that text was, in arena. original may be of any origin. False: the
// encoding is unknown here, has no such character, or the runs do not fit.
bool original_restore(struct arena *arena, const struct original *original,
                      struct str text, struct str *bytes);

#endif

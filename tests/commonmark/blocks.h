// SPDX-License-Identifier: MIT
// What the test of blocks is made of: a grammar of texts, and the judge.
#ifndef QALAM_TEST_BLOCKS_H
#define QALAM_TEST_BLOCKS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

// How a text is read: by CommonMark and GFM alone, with definitions of notes,
// or with the marks that the reader puts in before cmark-gfm sees it.
enum reading { READ_PLAIN, READ_NOTES, READ_MARKED, READINGS };

// A text of Markdown for each seed: fences, HTML, lists, quotes, tables and
// what else there is, in each other, indented and cut off at random. For
// READ_NOTES there are definitions of notes too.
void random_text(struct buffer *out, uint64_t seed, enum reading reading);

// Does each line of text belong to the same blocks for cmark-gfm as for
// blocks_scan_by? Says on standard output where it does not.
bool blocks_agree(struct str text, enum reading reading);

#endif

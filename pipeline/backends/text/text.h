// SPDX-License-Identifier: MIT
// A brief as plain text: for screen readers, e-mail and search engines.
#ifndef QALAM_TEXT_H
#define QALAM_TEXT_H

#include "base/buffer.h"
#include "model/brief.h"

// Appends the whole file: UTF-8 without a mark at its start, LF, each paragraph
// one line. No word of the brief is left out. Same brief, same bytes.
void text_write(const struct brief *brief, struct buffer *out);

#endif

// SPDX-License-Identifier: MIT
// The door: a PDF file in, what is wrong with it out.
#ifndef QALAM_PREFLIGHT_H
#define QALAM_PREFLIGHT_H

#include "base/buffer.h"
#include "preflight/rules/rules.h"

// Records of one line each are appended to `out`: first what the file claims,
//     claim TAB a word of rules_standard_word
// then a line for each finding, at most some of each rule,
//     number of the rule TAB object's number or 0 TAB page or 0 TAB detail
// False: it is no PDF file that can be read.
bool preflight_file(struct str file, struct buffer *out);

#endif

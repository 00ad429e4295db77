// SPDX-License-Identifier: MIT
// Definitions of links, "[label]: address", at the start of a paragraph
// (CommonMark 0.29, 4.7).
#ifndef QALAM_LINK_DEFINITIONS_H
#define QALAM_LINK_DEFINITIONS_H

#include "base/str.h"

struct link_definition {
    size_t label, label_end; // between the brackets
    size_t address;
    size_t end; // of its last line, with the line end
};
// Does the text of a paragraph, its lines without indents and ended by LF,
// begin with a definition?
bool link_definition_at(struct str text, struct link_definition *definition);

#endif

// SPDX-License-Identifier: MIT
// Notes after the text, where the settings ask for them there.
#ifndef QALAM_ENDNOTES_H
#define QALAM_ENDNOTES_H

#include "typeset/page/layout.h"

#define ENDNOTES_DESTINATION STR(".notes")

// To be asked once the cover, which keeps its own notes, is set.
bool endnotes_wanted(const struct layout *layout);
// A heading and all notes that are called and not set, in their order; nothing
// where there are none. The vboxes call no notes. layout->notes_wait ends.
void endnotes_add(struct layout *layout, struct vlist *vlist);

#endif

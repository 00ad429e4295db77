// SPDX-License-Identifier: MIT
// Notes that are written as [^label] and need a hand: labels with spaces,
// definitions without a colon, labels that begin anew in each chapter.
#ifndef QALAM_OWN_LABELS_H
#define QALAM_OWN_LABELS_H

#include "collect-notes/collecting.h"

// A label where it stands, with its brackets.
struct label_place {
    size_t offset, end;
    struct str label, key; // the key is without case
    const struct block *block;
    bool opens;   // its line
    bool defines; // a colon follows: [^1]:
};

// The places of one label, in the order of the text.
struct label_group {
    struct label_place **places;
    size_t count, definitions;
};

struct own_labels {
    struct collecting *now;
    struct label_place *places; // in the order of the text
    size_t count, capacity;
    struct label_group *groups;
    size_t group_count, group_capacity;
    size_t *chapters; // where they begin: label_chapters.c
    size_t chapter_count;
};

// All labels of the text; read anew after each change of it.
struct own_labels own_labels_read(struct collecting *now);

// [^1] text becomes [^1]: text, and [^a b] [^a-b].
void own_labels_mend(struct collecting *now);
// Two notes of one label in two chapters get two labels: label_chapters.c.
void own_labels_part(struct collecting *now);

#endif

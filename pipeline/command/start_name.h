// SPDX-License-Identifier: MIT
// What the path of a new brief says: folder, name, language, title, and the
// date of its first day.
#ifndef QALAM_START_NAME_H
#define QALAM_START_NAME_H

#include "base/arena.h"
#include "model/names.h"

struct start_name {
    const char *folder; // "" where the path has none
    struct str file;    // its name as given
    struct str set;     // the same without language and ending
    struct str lang;    // of NAME.TAG.md; or empty
    bool given;         // the path names a file; else it is a folder
};

// Texts live in arena.
struct start_name start_name_read(struct arena *arena, const char *path);

// A title made of the name, as a value of YAML; empty where its letters are
// not those of the language, or no file was named.
struct str start_name_title(struct arena *arena, const struct start_name *name,
                            struct str lang);

// 2026-11-30: today, or the day of SOURCE_DATE_EPOCH.
struct str start_name_date(struct arena *arena);

#endif

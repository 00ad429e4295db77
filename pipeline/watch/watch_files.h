// SPDX-License-Identifier: MIT
// Tells what changes below a folder.
//
// By inotify(7); where that is not to be had (its limit is reached, or the
// folder lies on another machine) by looking at all files twice a second.
#ifndef QALAM_WATCH_FILES_H
#define QALAM_WATCH_FILES_H

#include "base/arena.h"

#include <stdio.h>

struct watch_files;

// output_folder, which is not watched, may not be there yet. look: inotify is
// not asked for. Says on messages,
// once, where it has to look instead of being told. Both borrowed.
struct watch_files *watch_files_open(const char *folder,
                                     const char *output_folder, bool look,
                                     FILE *messages);
void watch_files_close(struct watch_files *watch);

struct changes {
    struct arena *arena; // owns the rest
    bool any;
    bool all;          // more may have changed than is named
    struct str *files; // below the folder; each once
    size_t count, capacity;
    double first; // when the first was heard of: clock_seconds
};

// Waits until something has changed and then nothing for a moment (editors
// write in steps), for `milliseconds` (-1: for ever), or until descriptor can
// be read: then and when time is over, nothing changed. changes: its arena set.
void watch_files_wait(struct watch_files *watch, int descriptor,
                      int milliseconds, struct changes *changes);

// Whether a file is of no interest: hidden, or what an editor puts beside the
// file that it edits.
bool watch_files_ignores(const char *name);

#endif

// SPDX-License-Identifier: MIT
// One run at a time works on a folder of outputs.
#ifndef QALAM_LOCK_H
#define QALAM_LOCK_H

#include <stdbool.h>
#include <stdio.h>

// LOCK_SHARED: several shards at once; LOCK_WHOLE: nobody else.
enum lock_kind { LOCK_SHARED, LOCK_WHOLE };

// Makes the file at path and locks it (flock(2)); the system frees the lock
// when the process ends, however it ends. Where another has it: says so on
// messages (NULL: silently) and waits. Answers the descriptor, or -1 with
// errno. path may have been removed meanwhile by who had the lock: then it is
// made anew.
int lock_take(const char *path, enum lock_kind kind, FILE *messages);
void lock_drop(int lock);

#endif

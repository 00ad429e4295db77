// SPDX-License-Identifier: MIT
// Ctrl-C during a build: the first lets briefs in hand be finished.
#ifndef QALAM_INTERRUPT_H
#define QALAM_INTERRUPT_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct interrupt {
    atomic_bool asked; // somebody pressed Ctrl-C
    bool waits;        // the thread is there
    pthread_t thread;
};

// From now on Ctrl-C is heard here, and threads that are started later do not
// see it. The second one ends the program at once.
void interrupt_begin(struct interrupt *interrupt);
// Ctrl-C ends the program again.
void interrupt_end(struct interrupt *interrupt);

#endif

// SPDX-License-Identifier: MIT
// The two faults that are not the input's: the machine's, and our own.
//
// What is wrong with a text goes through diag.h, never through here.
#ifndef QALAM_FAIL_H
#define QALAM_FAIL_H

#include <pthread.h>
#include <stdbool.h>

// Says that the machine failed (no memory, …) and leaves with exit status 3.
// Safe at any time: outputs are renamed into place last, so none is half there.
// The place in the source is said too: what fails once in a thousand runs must
// be found from one report.
_Noreturn void fail_system_at(const char *file, int line, const char *what);
#define fail_system(what) fail_system_at(__FILE__, __LINE__, what)

_Noreturn void fail_bug(const char *file, int line, const char *what);
// We are wrong, not the user. Within fail_guarded the work ends there; else
// says where, and aborts.
#define BUG(what) fail_bug(__FILE__, __LINE__, what)

// ----- Work that may fail alone -----

enum { FAIL_FRAMES = 48, FAIL_WORDS = 160 };
struct bug { // where it was found
    const char *file;
    int line;
    char what[FAIL_WORDS];
    void *frames[FAIL_FRAMES]; // of the stack, for backtrace_symbols
    int frame_count;
};
// Does the work in this thread. False: a BUG ended it, which *bug tells of;
// what the work was making is as it was just then, and memory that only its
// stack knew is not given back. One may be within another.
bool fail_guarded(void (*work)(void *closure), void *closure, struct bug *bug);

// A lock of what briefs share: a BUG gives back those that its thread holds.
void fail_lock(pthread_mutex_t *mutex);
void fail_unlock(pthread_mutex_t *mutex);

#endif

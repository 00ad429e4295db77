// SPDX-License-Identifier: MIT
// Leaving when nothing else can be done.
#include "base/fail.h"

#include <errno.h>
#include <execinfo.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail_system_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "qalam: %s: %s (%s:%d)\n", what, strerror(errno), file,
            line);
    exit(3);
}

// ----- Work that may fail alone -----

enum { HELD_MOST = 8 };
struct guard {
    jmp_buf back;
    struct bug *bug;
    struct guard *outer;
    pthread_mutex_t *held[HELD_MOST]; // innermost last
    size_t held_count;
};
// Where this thread goes on after a BUG: a BUG has no argument that could say
// so. NULL: nowhere.
static _Thread_local struct guard *guard;

void fail_lock(pthread_mutex_t *mutex)
{
    pthread_mutex_lock(mutex);
    if (!guard)
        return;
    if (guard->held_count == HELD_MOST)
        BUG("more locks at once than HELD_MOST");
    guard->held[guard->held_count++] = mutex;
}

void fail_unlock(pthread_mutex_t *mutex)
{
    if (guard && guard->held_count > 0)
        guard->held_count--;
    pthread_mutex_unlock(mutex);
}

bool fail_guarded(void (*work)(void *closure), void *closure, struct bug *bug)
{
    struct guard own = {.bug = bug, .outer = guard};
    bool good = setjmp(own.back) == 0;
    if (good) {
        guard = &own;
        work(closure);
    }
    guard = own.outer;
    return good;
}

static _Noreturn void leave(struct guard *from, const char *file, int line,
                            const char *what)
{
    struct bug *bug = from->bug;
    while (from->held_count > 0)
        pthread_mutex_unlock(from->held[--from->held_count]);
    *bug = (struct bug){.file = file, .line = line};
    snprintf(bug->what, sizeof bug->what, "%s", what);
    bug->frame_count = backtrace(bug->frames, FAIL_FRAMES);
    longjmp(from->back, 1);
}

_Noreturn void fail_bug(const char *file, int line, const char *what)
{
    if (guard)
        leave(guard, file, line, what);
    fprintf(stderr,
            "qalam: this is a fault in qalam, not in your text: %s (%s:%d)\n"
            "Please report it with the file that you were building.\n",
            what, file, line);
    abort();
}

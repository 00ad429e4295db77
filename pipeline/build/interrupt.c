// SPDX-License-Identifier: MIT
// A thread that waits for Ctrl-C: no handler, so nothing is cut short.
#include "build/interrupt.h"

#include "base/exit_status.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static sigset_t ctrl_c(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    return set;
}

static void *wait_for_it(void *closure)
{
    struct interrupt *interrupt = closure;
    sigset_t set = ctrl_c();
    int signal;
    if (sigwait(&set, &signal) != 0)
        return NULL;
    atomic_store(&interrupt->asked, true);
    fputs("\nqalam: finishing the briefs in progress; press Ctrl-C again to "
          "stop at once\n",
          stderr);
    // Outputs are renamed into place: none is half written.
    if (sigwait(&set, &signal) == 0)
        _exit(EXIT_INTERRUPTED);
    return NULL;
}

void interrupt_begin(struct interrupt *interrupt)
{
    sigset_t set = ctrl_c();
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    interrupt->waits =
        pthread_create(&interrupt->thread, NULL, wait_for_it, interrupt) == 0;
    if (!interrupt->waits)
        pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

void interrupt_end(struct interrupt *interrupt)
{
    sigset_t set = ctrl_c();
    if (!interrupt->waits)
        return;
    pthread_cancel(interrupt->thread); // sigwait may be cancelled
    pthread_join(interrupt->thread, NULL);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    interrupt->waits = false;
}

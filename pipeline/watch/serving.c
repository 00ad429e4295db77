// SPDX-License-Identifier: MIT
// A server, and the signals that end it.
#include "watch/serving.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static sigset_t ends(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    return set;
}

void serving_hold_signals(void)
{
    sigset_t set = ends();
    sigprocmask(SIG_BLOCK, &set, NULL);
    // A browser that goes away is none of our business.
    signal(SIGPIPE, SIG_IGN);
}

// They are never taken, so that this holds from the first on.
bool serving_is_over(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTERM) ||
            sigismember(&pending, SIGHUP));
}

bool serving_begin(struct serving *serving, struct served_site *site,
                   const char *folder, unsigned port, bool next_port)
{
    sigset_t set = ends();
    *serving = (struct serving){.signals = signalfd(-1, &set, SFD_CLOEXEC)};
    site->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (site->folder < 0 || serving->signals < 0) {
        fprintf(stderr, "qalam: %s cannot be served: %s\n", folder,
                strerror(errno));
        return false;
    }
    serving->server = server_open(site, port, next_port, stderr);
    if (!serving->server)
        return false;
    printf("%s is at http://localhost:%u/\n", folder,
           server_port(serving->server));
    fflush(stdout);
    return true;
}

void serving_wait(const struct serving *serving)
{
    struct pollfd wait = {.fd = serving->signals, .events = POLLIN};
    while (!serving_is_over())
        poll(&wait, 1, -1);
}

void serving_end(struct serving *serving, struct served_site *site)
{
    if (serving->server)
        server_close(serving->server);
    if (serving->signals >= 0)
        close(serving->signals);
    if (site->folder >= 0)
        close(site->folder);
}

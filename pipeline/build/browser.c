// SPDX-License-Identifier: MIT
// xdg-open knows which program shows a file.
#include "build/browser.h"

#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// A browser may stay as long as it likes, but who finds none says so soon.
static bool gave_up(pid_t child)
{
    enum { TRIES = 100 };
    static const struct timespec pause = {0, 10 * 1000 * 1000};
    int status;
    for (int i = 0; i < TRIES; i++) {
        if (waitpid(child, &status, WNOHANG) == child)
            return !WIFEXITED(status) || WEXITSTATUS(status) != 0;
        nanosleep(&pause, NULL);
    }
    return false;
}

bool browser_open(const char *path, FILE *messages)
{
    char program[] = "xdg-open";
    char *arguments[] = {program, (char *)path, NULL};
    pid_t child;
    int fault =
        posix_spawnp(&child, arguments[0], NULL, NULL, arguments, environ);
    if (fault == 0 && !gave_up(child))
        return true;
    fprintf(messages, "qalam: xdg-open failed: %s; open %s yourself\n",
            fault ? strerror(fault) : "it found no browser", path);
    return false;
}

// SPDX-License-Identifier: MIT
// The helper's own limits: memory, processor, files, system calls.
#include "draw/helper/bounds.h"

#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

enum {
    // The largest picture that is drawn, 300 dots to the inch of a page, is 9
    // megapixels: 35 MiB a layer. librsvg wants a layer for each step of a
    // filter and for each group that is blended; libraries and fonts are 200.
    MEMORY_MEBIBYTES = 1024,
    // The largest drawing that a brief takes in, 10 MB of lines, takes 1.5.
    PICTURE_SECONDS = 4,
    // One socket, three standard files, and a font or a library at a time;
    // fontconfig holds its caches open.
    FILES_MOST = 64,
};

static void limit(int resource, rlim_t most)
{
    setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

// What a picture may have is the same on a machine of a hundred processors:
// each thread would take address space for its own part of the heap, and
// librsvg would have a thread for each. Several briefs are built side by side
// anyway.
static void limit_threads(void)
{
    mallopt(M_ARENA_MAX, 1);
    setenv("RAYON_NUM_THREADS", "1", 1);
}

void bounds_set(void)
{
    limit_threads();
    // The program's end is seen by the socket. An interrupt from the terminal
    // is for the program, which may still finish what it began.
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGPROF, SIG_DFL); // of bounds_picture: the end
    // A write past RLIMIT_FSIZE then is an error and not the end: fontconfig
    // would write a cache.
    signal(SIGXFSZ, SIG_IGN);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, FILES_MOST);
    if (!BOUNDS_SANITIZED)
        limit(RLIMIT_AS, (rlim_t)MEMORY_MEBIBYTES << 20);
}

// Not RLIMIT_CPU, which counts from the start, in whole seconds.
void bounds_picture(void)
{
    struct itimerval processor = {.it_value = {.tv_sec = PICTURE_SECONDS}};
    if (setitimer(ITIMER_PROF, &processor, NULL) != 0)
        _exit(1);
}

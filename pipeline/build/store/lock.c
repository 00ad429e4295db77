// SPDX-License-Identifier: MIT
// One run at a time, by flock(2).
#include "build/store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// Is the open file still the one of that name?
static bool is_named(int lock, const char *path)
{
    struct stat open, named;
    return fstat(lock, &open) == 0 && stat(path, &named) == 0 &&
           open.st_dev == named.st_dev && open.st_ino == named.st_ino;
}

static bool wait_for(int lock, int operation, const char *path, FILE *messages)
{
    if (flock(lock, operation | LOCK_NB) == 0)
        return true;
    if (errno != EWOULDBLOCK)
        return false;
    if (messages)
        fprintf(messages,
                "qalam: another run is at work there (%s): waiting for it\n",
                path);
    while (flock(lock, operation) != 0)
        if (errno != EINTR)
            return false;
    return true;
}

int lock_take(const char *path, enum lock_kind kind, FILE *messages)
{
    int operation = kind == LOCK_SHARED ? LOCK_SH : LOCK_EX;
    for (;;) {
        int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (lock < 0)
            return -1;
        if (!wait_for(lock, operation, path, messages)) {
            int reason = errno;
            close(lock);
            errno = reason;
            return -1;
        }
        if (is_named(lock, path))
            return lock;
        close(lock);
    }
}

void lock_drop(int lock)
{
    if (lock >= 0)
        close(lock);
}

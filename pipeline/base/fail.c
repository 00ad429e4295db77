// SPDX-License-Identifier: MIT
// Leaving when nothing else can be done.
#include "base/fail.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail_system_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "qalam: %s: %s (%s:%d)\n", what, strerror(errno), file,
            line);
    exit(3);
}

_Noreturn void fail_bug(const char *file, int line, const char *what)
{
    fprintf(stderr,
            "qalam: this is a fault in qalam, not in your text: %s (%s:%d)\n"
            "Please report it with the file that you were building.\n",
            what, file, line);
    abort();
}

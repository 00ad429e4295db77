// SPDX-License-Identifier: MIT
// Hyphens by the patterns of each word's language (libhyphen).
#include "paragraph_parts.h"

#include "fail.h"

#include <stdlib.h>

struct hyphenation {
    int unused;
};

struct hyphenation *hyphenation_new(void)
{
    struct hyphenation *hyphenation = calloc(1, sizeof *hyphenation);
    if (!hyphenation)
        fail_system("out of memory");
    return hyphenation;
}

void hyphenation_free(struct hyphenation *hyphenation)
{
    free(hyphenation);
}

void find_hyphens(struct paragraph *paragraph)
{
    (void)paragraph;
}

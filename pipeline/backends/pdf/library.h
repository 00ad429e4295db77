// SPDX-License-Identifier: MIT
// Libraries that are opened at need: linked, they would cost every run some
// milliseconds, and only a brief with a drawing uses them.
#ifndef QALAM_PDF_LIBRARY_H
#define QALAM_PDF_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct library_row {
    const char *name;
    void *function; // address of the pointer to be filled
};
// Opens a shared library and fills every row. False: it is not there, or not
// whole. It stays open.
bool library_open(const char *file, const struct library_row *rows,
                  size_t count);

#endif

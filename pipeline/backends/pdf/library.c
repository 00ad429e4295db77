// SPDX-License-Identifier: MIT
// Libraries that are opened at need.
#include "backends/pdf/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_open(const char *file, const struct library_row *rows,
                  size_t count)
{
    // GLib cannot be unloaded again.
    void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    bool good = library != NULL;
    for (size_t i = 0; i < count; i++) {
        void *symbol = library ? dlsym(library, rows[i].name) : NULL;
        // ISO C has no cast from a data pointer to a function pointer; POSIX
        // says that both are the same bytes.
        memcpy(rows[i].function, &symbol, sizeof symbol);
        good = good && symbol != NULL;
    }
    return good;
}

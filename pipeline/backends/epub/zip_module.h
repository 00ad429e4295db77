// SPDX-License-Identifier: MIT
// The module qalam-zip.so: zip files in memory, by libzip, which comes with a
// library of ciphers. See archive.h for what the functions do.
#ifndef QALAM_ZIP_MODULE_H
#define QALAM_ZIP_MODULE_H

#include "base/buffer.h"

#define ZIP_MODULE "qalam-zip.so"
#define ZIP_MODULE_DOOR "archive_zip_door"

struct archive_zip;

// Where one fails it says so and answers NULL or false; then the archive is of
// no further use.
struct archive_zip_door {
    struct archive_zip *(*open)(int64_t time);
    bool (*add)(struct archive_zip *zip, const char *name, struct str bytes,
                bool packed);
    // Hands the file over, in pieces, and frees the archive.
    bool (*finish)(struct archive_zip *zip,
                   void (*take)(void *closure, struct str piece),
                   void *closure);
};
extern const struct archive_zip_door archive_zip_door;

#endif

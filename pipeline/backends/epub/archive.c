// SPDX-License-Identifier: MIT
// A zip file in memory, by a module that is loaded with the first EPUB.
#include "backends/epub/archive.h"

#include "backends/epub/zip_module.h"
#include "base/fail.h"
#include "base/installed.h"

#include <stdlib.h>

struct archive {
    const struct archive_zip_door *door;
    struct archive_zip *zip;
};

struct archive *archive_new(int64_t time)
{
    struct archive *archive = malloc(sizeof *archive);
    if (!archive)
        fail_system("out of memory");
    archive->door = installed_module(ZIP_MODULE, ZIP_MODULE_DOOR);
    archive->zip = archive->door->open(time);
    if (!archive->zip)
        fail_system("libzip makes no archive: out of memory");
    return archive;
}

void archive_add(struct archive *archive, const char *name, struct str bytes,
                 bool packed)
{
    if (!archive->door->add(archive->zip, name, bytes, packed))
        BUG("two files of an EPUB have one name");
}

static void take(void *out, struct str piece)
{
    buffer_add(out, piece);
}

void archive_finish(struct archive *archive, struct buffer *out)
{
    if (!archive->door->finish(archive->zip, take, out))
        fail_system("libzip cannot write an archive to memory");
    free(archive);
}

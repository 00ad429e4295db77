// SPDX-License-Identifier: MIT
// A zip file in memory, by libzip.
#include "backends/epub/zip_module.h"

#include <stdlib.h>
#include <time.h>
#include <zip.h>

// Level 9, libzip's default, takes 10 ms longer for a brief and saves 3 %.
enum { PACKING = 4 };

struct archive_zip {
    zip_source_t *target; // what the file is written to
    zip_t *zip;
    zip_uint16_t dos_time, dos_date;
};

// Set as DOS has it, since from seconds libzip would go by the machine's time
// zone.
static void set_time(struct archive_zip *archive, int64_t seconds)
{
    const int64_t first = 315532800, last = 4354819198; // 1980 to 2107
    seconds = seconds < first ? first : seconds > last ? last : seconds;
    struct tm t;
    gmtime_r(&(time_t){(time_t)seconds}, &t);
    archive->dos_time =
        (zip_uint16_t)(t.tm_hour << 11 | t.tm_min << 5 | t.tm_sec / 2);
    archive->dos_date =
        (zip_uint16_t)((t.tm_year - 80) << 9 | (t.tm_mon + 1) << 5 | t.tm_mday);
}

static struct archive_zip *open_new(int64_t time)
{
    struct archive_zip *archive = calloc(1, sizeof *archive);
    if (!archive)
        return NULL;
    set_time(archive, time);
    zip_error_t error;
    zip_error_init(&error);
    archive->target = zip_source_buffer_create(NULL, 0, 0, &error);
    if (archive->target) {
        zip_source_keep(archive->target); // zip_close gives its own up
        archive->zip = zip_open_from_source(archive->target,
                                            ZIP_CREATE | ZIP_TRUNCATE, &error);
    }
    zip_error_fini(&error);
    if (archive->zip)
        return archive;
    free(archive);
    return NULL;
}

// zip_open_from_source fills two statics at its first call, without a lock: a
// second thread between the two took its archive for read-only (libzip 1.7.3).
// This runs as the module is loaded, by one thread while others wait.
__attribute__((constructor)) static void fill_statics(void)
{
    struct archive_zip *archive = open_new(0);
    if (!archive)
        return;
    zip_discard(archive->zip);
    zip_source_free(archive->target);
    free(archive);
}

static bool add(struct archive_zip *archive, const char *name, struct str bytes,
                bool packed)
{
    zip_source_t *source =
        zip_source_buffer(archive->zip, bytes.bytes, bytes.count, 0);
    zip_int64_t added =
        source ? zip_file_add(archive->zip, name, source, ZIP_FL_ENC_UTF_8)
               : -1;
    if (added < 0)
        return false;
    zip_uint64_t index = (zip_uint64_t)added;
    zip_set_file_compression(archive->zip, index,
                             packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, PACKING);
    zip_file_set_dostime(archive->zip, index, archive->dos_time,
                         archive->dos_date, 0);
    return true;
}

static bool finish(struct archive_zip *archive,
                   void (*take)(void *closure, struct str piece), void *closure)
{
    if (zip_close(archive->zip) != 0 || zip_source_open(archive->target) != 0)
        return false;
    char piece[16384];
    zip_int64_t count;
    while ((count = zip_source_read(archive->target, piece, sizeof piece)) > 0)
        take(closure, (struct str){piece, (size_t)count});
    zip_source_close(archive->target);
    zip_source_free(archive->target);
    free(archive);
    return count == 0;
}

const struct archive_zip_door archive_zip_door = {open_new, add, finish};

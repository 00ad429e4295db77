// SPDX-License-Identifier: MIT
// A zip file in memory, by libzip.
#include "backends/epub/archive.h"

#include "backends/epub/epub.h"
#include "base/fail.h"

#include <stdlib.h>
#include <time.h>
#include <zip.h>

// Level 9, libzip's default, takes 10 ms longer for a brief and saves 3 %.
enum { PACKING = 4 };

struct archive {
    zip_source_t *target; // what the file is written to
    zip_t *zip;
    zip_uint16_t dos_time, dos_date;
};

static void *had(void *made)
{
    if (!made)
        fail_system("out of memory");
    return made;
}

// Set as DOS has it, since from seconds libzip would go by the machine's time
// zone.
static void set_time(struct archive *archive, int64_t seconds)
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

struct archive *archive_new(int64_t seconds)
{
    struct archive *archive = had(calloc(1, sizeof *archive));
    zip_error_t error;
    zip_error_init(&error);
    set_time(archive, seconds);
    archive->target = had(zip_source_buffer_create(NULL, 0, 0, &error));
    zip_source_keep(archive->target); // zip_close gives its own reference up
    archive->zip = zip_open_from_source(archive->target,
                                        ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive->zip)
        fail_system(zip_error_strerror(&error));
    zip_error_fini(&error);
    return archive;
}

// zip_open_from_source fills two statics at its first call, without a lock: a
// second thread between the two took its archive for read-only (libzip 1.7.3).
void epub_setup(void)
{
    struct archive *archive = archive_new(0);
    zip_discard(archive->zip);
    zip_source_free(archive->target);
    free(archive);
}

void archive_add(struct archive *archive, const char *name, struct str bytes,
                 bool packed)
{
    zip_source_t *source =
        zip_source_buffer(archive->zip, bytes.bytes, bytes.count, 0);
    if (!source)
        fail_system(zip_strerror(archive->zip));
    zip_int64_t added =
        zip_file_add(archive->zip, name, source, ZIP_FL_ENC_UTF_8);
    if (added < 0)
        BUG("two files of an EPUB have one name");
    zip_uint64_t index = (zip_uint64_t)added;
    zip_set_file_compression(archive->zip, index,
                             packed ? ZIP_CM_DEFLATE : ZIP_CM_STORE, PACKING);
    zip_file_set_dostime(archive->zip, index, archive->dos_time,
                         archive->dos_date, 0);
}

void archive_finish(struct archive *archive, struct buffer *out)
{
    if (zip_close(archive->zip) != 0)
        fail_system(zip_strerror(archive->zip));
    if (zip_source_open(archive->target) != 0)
        fail_system("cannot read a zip file from memory");
    char piece[16384];
    zip_int64_t count;
    while ((count = zip_source_read(archive->target, piece, sizeof piece)) > 0)
        buffer_add(out, (struct str){piece, (size_t)count});
    zip_source_close(archive->target);
    zip_source_free(archive->target);
    free(archive);
}

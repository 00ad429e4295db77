// SPDX-License-Identifier: MIT
// A folder of a test's own below /tmp, that goes with the test.
#ifndef QALAM_FOLDERS_H
#define QALAM_FOLDERS_H

#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

static char test_folder[64];

// For cmocka_unit_test_setup_teardown.
static int folder_make(void **state)
{
    strcpy(test_folder, "/tmp/qalam-unit-XXXXXX");
    return mkdtemp(test_folder) ? 0 : -1;
}

static int folder_remove(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", test_folder);
    return system(command);
}
#define WITH_FOLDER(test)                                                      \
    cmocka_unit_test_setup_teardown(test, folder_make, folder_remove)

// In static memory, one of eight.
static inline const char *in_folder(const char *name)
{
    static char paths[8][256];
    static size_t next;
    char *path = paths[next++ % COUNT(paths)];
    snprintf(path, sizeof paths[0], "%s/%s", test_folder, name);
    return path;
}

static inline void put_file(const char *path, struct str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.count, file), bytes.count);
    assert_int_equal(fclose(file), 0);
}

static inline bool is_there(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0;
}

#endif

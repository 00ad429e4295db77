// SPDX-License-Identifier: MIT
// What every unit test begins with.
#ifndef QALAM_UNIT_H
#define QALAM_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"

// Compares a str with a C string and shows both where they differ.
#define assert_str(actual, expected)                                           \
    do {                                                                       \
        struct str unit_actual = (actual);                                     \
        struct str unit_expected = str_of(expected);                           \
        if (!str_equal(unit_actual, unit_expected))                            \
            fail_msg("got \"%.*s\", expected \"%.*s\"", STR_ARG(unit_actual),  \
                     STR_ARG(unit_expected));                                  \
    } while (0)

// The test data of the repository, a literal: UNIT_DATA("filters/cases.json").
#define UNIT_DATA(relative) QALAM_SOURCE_DIR "/tests/data/" relative

#define UNIT_NO_SHARED "skipped: texts of others (../shared/data)\n"

// A path inside the shared test data, or NULL where that is not there: then
// print UNIT_NO_SHARED and return. QALAM_SHARED names the folder.
static inline const char *unit_shared(const char *relative)
{
    static char path[4096];
    const char *folder = getenv("QALAM_SHARED");
    snprintf(path, sizeof path, "%s/%s",
             folder ? folder : QALAM_SOURCE_DIR "/../shared", relative);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    fclose(file);
    return path;
}

// A whole file, in the arena; fails the test where it cannot be read.
static inline struct str unit_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("cannot read %s", path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, (size_t)size + 1);
    if (fread(bytes, 1, (size_t)size, file) != (size_t)size)
        fail_msg("cannot read %s", path);
    fclose(file);
    return (struct str){bytes, (size_t)size};
}

#endif

// SPDX-License-Identifier: MIT
// The house's faces and a typesetter, once a test program: give open_fonts and
// close_fonts to cmocka_run_group_tests.
#ifndef QALAM_TEST_WITH_FONTS_H
#define QALAM_TEST_WITH_FONTS_H

#include "series/print_file.h"
#include "typeset/paragraph/paragraph.h"
#include "unit.h"

static struct fonts *fonts;
static struct typesetter *typesetter;
static struct print_measures print_measures; // the house's

static inline int open_fonts(void **state)
{
    (void)state;
    fonts = fonts_load(stderr);
    print_file_house(&print_measures);
    typesetter = fonts ? typesetter_new(fonts, &print_measures) : NULL;
    return fonts ? 0 : -1;
}

static inline int close_fonts(void **state)
{
    (void)state;
    typesetter_free(typesetter);
    fonts_free(fonts);
    return 0;
}

#endif

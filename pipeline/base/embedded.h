// SPDX-License-Identifier: MIT
// The files of templates/, built into the program so that it runs anywhere.
#ifndef QALAM_EMBEDDED_H
#define QALAM_EMBEDDED_H

#include "base/str.h"

// The bytes of templates/NAME; bytes is NULL where there is no such file.
// Each is followed by one NUL that is not counted. Lives for ever.
struct str embedded_file(const char *name);

#endif

// SPDX-License-Identifier: MIT
// Files that belong to the program and are installed with it.
#ifndef QALAM_INSTALLED_H
#define QALAM_INSTALLED_H

#include "base/buffer.h"

// Where the file is: beside the running program, where `make install` puts it
// (../libexec/qalam), or above, which is where the tests find it. False: it is
// in none of these, and path is empty.
bool installed_file(const char *name, struct buffer *path);

// A part of the program that is a file of its own (NAME_module.c) and is loaded
// here, at need: the libraries that it is linked to would cost every run some
// milliseconds. It answers what stands under that name in it, and stays loaded.
// A module that is not there is the machine's fault.
const void *installed_module(const char *file, const char *name);

#endif

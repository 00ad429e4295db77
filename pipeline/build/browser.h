// SPDX-License-Identifier: MIT
// Showing a file in the user's browser.
#ifndef QALAM_BROWSER_H
#define QALAM_BROWSER_H

#include <stdbool.h>
#include <stdio.h>

// Does not wait for the browser. False: there is none, and messages says so.
bool browser_open(const char *path, FILE *messages);

#endif

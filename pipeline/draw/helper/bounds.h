// SPDX-License-Identifier: MIT
// What the helper may use and reach, so that a picture made to harm can do no
// more than end it.
#ifndef QALAM_DRAW_BOUNDS_H
#define QALAM_DRAW_BOUNDS_H

// Sanitizers map terabytes, and ask the kernel for more than drawing does.
#ifdef __SANITIZE_ADDRESS__
enum { BOUNDS_SANITIZED = 1 };
#else
enum { BOUNDS_SANITIZED = 0 };
#endif

// Memory, files, and what else holds for the whole life. First of all.
void bounds_set(void);
// From here on no file can be written and none read but fonts and libraries, no
// program started and no socket made. Where the kernel knows no such thing, the
// bounds alone hold.
void bounds_close(void);
// Of the processor, for the picture that comes: passed, the helper is killed.
void bounds_picture(void);

#endif

// SPDX-License-Identifier: MIT
// The kinds of file that are made of a brief.
#ifndef QALAM_FORMATS_H
#define QALAM_FORMATS_H

enum format { FORMAT_PDF = 1, FORMAT_HTML = 2, FORMAT_EPUB = 4 };
enum { FORMATS_ALL = FORMAT_PDF | FORMAT_HTML | FORMAT_EPUB, FORMAT_COUNT = 3 };

#endif

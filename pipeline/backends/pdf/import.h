// SPDX-License-Identifier: MIT
// A page of another PDF as a form of this one (ISO 32000-1 8.10).
#ifndef QALAM_PDF_IMPORT_H
#define QALAM_PDF_IMPORT_H

#include "backends/pdf/pdf_writer.h"

// The first page of `file`, which is width by height points, as a form that
// fills the unit square, as an image does. Its fonts, pictures and states come
// with it. Number 0: libqpdf is not there, or the file is not what we made.
struct object import_page(struct pdf_writer *writer, struct str file,
                          double width, double height);

#endif

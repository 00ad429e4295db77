// SPDX-License-Identifier: MIT
// A fault of our own that ended the work on one brief, kept in a file that its
// finder can send.
#ifndef QALAM_FAULT_REPORT_H
#define QALAM_FAULT_REPORT_H

#include "base/buffer.h"
#include "base/fail.h"
#include "messages/diag.h"

struct fault_report {
    const struct bug *bug;
    const char *stage;  // that was at work
    struct str name;    // of the file, as messages have it
    struct str stem;    // of the report's own
    struct str bytes;   // of the file
    const char *folder; // of outputs: the report is in its .qalam; NULL: in
                        // the folder for temporary files
};
// Reports the error, with the path of the file that has the rest.
void fault_report_write(const struct fault_report *report, struct diag *diag);

#endif

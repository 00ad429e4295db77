// SPDX-License-Identifier: MIT
// `qalam check --outputs`: finished PDF files held against their standards.
#ifndef QALAM_OUTPUTS_H
#define QALAM_OUTPUTS_H

#include "base/exit_status.h"
#include "command/options.h"

// Each operand is a file, or a folder with PDF files in and below it.
enum exit_status outputs_check(const struct options *options);

#endif

// SPDX-License-Identifier: MIT
// How long something takes, in seconds; and which day it is.
#ifndef QALAM_CLOCK_H
#define QALAM_CLOCK_H

#include <stdint.h>

// Of a clock that only goes on, whatever the time of day is set to.
double clock_seconds(void);
// What this thread has had of a core.
double clock_thread_seconds(void);

// Today where the user is, in days since 1970-01-01. No output may depend on
// it.
int64_t clock_day(void);

#endif

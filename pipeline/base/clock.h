// SPDX-License-Identifier: MIT
// How long something takes, in seconds.
#ifndef QALAM_CLOCK_H
#define QALAM_CLOCK_H

// Of a clock that only goes on, whatever the time of day is set to.
double clock_seconds(void);
// What this thread has had of a core.
double clock_thread_seconds(void);

#endif

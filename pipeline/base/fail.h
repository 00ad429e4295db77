// SPDX-License-Identifier: MIT
// The two faults that are not the input's: the machine's, and our own.
//
// What is wrong with a text goes through diag.h, never through here.
#ifndef QALAM_FAIL_H
#define QALAM_FAIL_H

// Says that the machine failed (no memory, …) and leaves with exit status 3.
// Safe at any time: outputs are renamed into place last, so none is half there.
// The place in the source is said too: what fails once in a thousand runs must
// be found from one report.
_Noreturn void fail_system_at(const char *file, int line, const char *what);
#define fail_system(what) fail_system_at(__FILE__, __LINE__, what)

_Noreturn void fail_bug(const char *file, int line, const char *what);
// We are wrong, not the user: prints where, and aborts.
#define BUG(what) fail_bug(__FILE__, __LINE__, what)

#endif

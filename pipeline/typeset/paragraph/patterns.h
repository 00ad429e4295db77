// SPDX-License-Identifier: MIT
// Hyphenation patterns of a file, as libhyphen wants to have them.
//
// libhyphen's own reading finds each state of its automaton by a string in a
// list: as much work as half of a brief's
// layout for English, and two seconds for German with its seventy thousand
// compounds. Here the automaton is built as a
// tree of bytes, in time linear in the file; libhyphen then runs it.
#ifndef QALAM_PATTERNS_H
#define QALAM_PATTERNS_H

#include "base/arena.h"

#include <hyphen.h>

// Around hnj_hyphen_load: libhyphen 2.8.8 loses a kilobyte where a file has a
// pattern twice.
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define LEAKS_ALLOWED __lsan_disable()
#define LEAKS_REPORTED __lsan_enable()
#else
#define LEAKS_ALLOWED (void)0
#define LEAKS_REPORTED (void)0
#endif

// The patterns in the file's text, in the arena: not for hnj_hyphen_free. The
// text has to stay as long. NULL: patterns that change the spelling, which
// libhyphen has to read itself.
HyphenDict *patterns_read(struct arena *arena, struct str text);

#endif

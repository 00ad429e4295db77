// SPDX-License-Identifier: MIT
// What the command line asks for, as values: flags read and checked.
#ifndef QALAM_COMMAND_H
#define QALAM_COMMAND_H

#include "build/build.h"
#include "command/options.h"

// Reads the flags of build and check. Tags live in arena, the rest borrows
// from the options. False: what is wrong was printed, the exit status is 2.
bool command_read(const struct options *options, struct arena *arena,
                  struct command *command);

// --port, where it is given. False: printed.
bool command_read_port(const struct options *options, unsigned *port);

// A language tag, canonical, in arena. False: printed.
bool command_read_lang(struct arena *arena, const char *tag, struct str *lang);
// The name of an encoding that can be decoded; borrowed. False: printed.
bool command_read_from(struct arena *arena, const char *name, struct str *from);

// Names of filters with commas between, as bits of the rows of filters.c; those
// that tidy can write. False: printed.
bool command_read_only(const char *list, uint32_t *only);

#endif

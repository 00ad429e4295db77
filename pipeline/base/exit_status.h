// SPDX-License-Identifier: MIT
// What the program ends with.
#ifndef QALAM_EXIT_STATUS_H
#define QALAM_EXIT_STATUS_H

// Worst first where several hold.
enum exit_status {
    EXIT_BUILT = 0,
    EXIT_INPUT = 1,         // a brief was not built: its messages say why
    EXIT_USAGE = 2,         // nothing was written
    EXIT_MACHINE = 3,       // disk, permission, memory, a missing face
    EXIT_INTERRUPTED = 130, // Ctrl-C, as shells have it
};

#endif

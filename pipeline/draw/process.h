// SPDX-License-Identifier: MIT
// One helper process: started, asked, ended.
#ifndef QALAM_DRAW_PROCESS_H
#define QALAM_DRAW_PROCESS_H

#include "base/buffer.h"
#include "draw/protocol.h"

#include <sys/types.h>

struct process {
    pid_t id;
    int channel;
    size_t answers; // that it gave so far
};

// False: the file cannot be run.
bool process_start(struct process *process, const char *path);

enum reply {
    REPLY_WHOLE,
    REPLY_LATE,   // nothing, or not all, within the time
    REPLY_BROKEN, // it is gone, or answers what is no answer
};
// Sends the request and its file, and waits for the answer, whose bytes are
// appended to out. After any reply but a whole one the process is of no use.
enum reply process_ask(struct process *process,
                       const struct draw_request *request, struct str file,
                       int milliseconds, struct draw_answer *answer,
                       struct buffer *out);

// Ends it, whatever it does, and leaves no zombie. True: the limit of the
// processor's time had ended it before.
bool process_end(struct process *process);

#endif

// SPDX-License-Identifier: MIT
// The verbs watch and serve.
#ifndef QALAM_WATCH_H
#define QALAM_WATCH_H

#include "build/build.h"
#include "watch/server.h"

struct watch_request {
    const char *source; // a brief, or a folder of briefs
    unsigned port;
    bool next_port; // where that is taken
    bool look;      // all files are looked at: see watch_files_open
};

// Builds, serves and builds again what changes, until SIGINT or SIGTERM.
enum exit_status watch_run(const struct command *command,
                           const struct watch_request *request);

// Serves a folder of outputs as it is, until SIGINT or SIGTERM.
enum exit_status watch_serve(const char *folder, unsigned port, bool next_port);

#endif

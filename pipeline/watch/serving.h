// SPDX-License-Identifier: MIT
// A server, and the signals that end it.
#ifndef QALAM_SERVING_H
#define QALAM_SERVING_H

#include "watch/server.h"

struct serving {
    struct server *server;
    int signals; // can be read when it is over
};

// Before any thread: SIGINT, SIGTERM and SIGHUP wait until they are asked for.
void serving_hold_signals(void);
bool serving_is_over(void); // one of them has come

// Opens the folder and serves it; says where, on standard output. False:
// printed.
bool serving_begin(struct serving *serving, struct served_site *site,
                   const char *folder, unsigned port, bool next_port);
void serving_wait(const struct serving *serving); // until it is over
void serving_end(struct serving *serving, struct served_site *site);

#endif

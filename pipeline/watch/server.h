// SPDX-License-Identifier: MIT
// A web server on this machine's loopback, for one folder.
#ifndef QALAM_SERVER_H
#define QALAM_SERVER_H

#include "watch/answer.h"

#include <stdio.h>

struct server;
enum { SERVER_PORT = 8017 };

// Listens on 127.0.0.1 and, where there is such a thing, on [::1]. port 0: any
// that is free. next: where the port is taken, the next that is free. site:
// borrowed. NULL: it cannot, and messages says why.
struct server *server_open(const struct served_site *site, unsigned port,
                           bool next, FILE *messages);
unsigned server_port(const struct server *server);
// Waits for what is being answered; streams of events are to be ended first.
void server_close(struct server *server);

#endif

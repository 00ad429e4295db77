// SPDX-License-Identifier: MIT
// The module qalam-http.so: HTTP on a socket, by libmicrohttpd, which comes
// with nine libraries of ciphers.
#ifndef QALAM_HTTP_MODULE_H
#define QALAM_HTTP_MODULE_H

#include "watch/answer.h"

#define HTTP_MODULE "qalam-http.so"
#define HTTP_MODULE_DOOR "server_http_door"

// What it asks of the program; see answer.h and live.h.
struct server_http_asks {
    void (*answer)(const struct served_site *site,
                   const struct request_parts *parts, struct answer *answer);
    void (*free_arena)(struct arena *arena);
    size_t (*read_events)(struct live_reader *reader, char *bytes, size_t size);
    void (*end_events)(struct live_reader *reader);
};

struct server_http;

struct server_http_door {
    // Answers what comes to the listening socket, which it takes over, on
    // threads of its own. asks and site: borrowed. NULL: it cannot.
    struct server_http *(*start)(const struct server_http_asks *asks,
                                 const struct served_site *site, int listener);
    // Waits for what is being answered.
    void (*stop)(struct server_http *http);
};
extern const struct server_http_door server_http_door;

#endif

// SPDX-License-Identifier: MIT
// What the server answers to a request: which bytes, under which status. Knows
// no sockets.
#ifndef QALAM_ANSWER_H
#define QALAM_ANSWER_H

#include "watch/live.h"
#include "watch/watched_briefs.h"

// What is served; live, briefs and session are NULL where nobody watches.
struct served_site {
    int folder; // open
    struct live *live;
    struct watched_briefs *briefs;
    struct session *session;
};

// Headers that are absent are empty.
struct request_parts {
    struct str method, url, host, range, if_range, if_none_match, since;
};

struct answer {
    struct arena *arena; // owns what follows
    unsigned status;
    const char *type;
    struct str body; // where file is -1
    int file;        // whose bytes are sent, from first on
    uint64_t first, count, size;
    struct str tag;             // ETag, with its quotation marks; or empty
    const char *location;       // or NULL
    struct live_reader *events; // sent as they come; then nothing else counts
};

// Whoever sends it takes file and events, and frees the arena.
void answer_request(const struct served_site *site,
                    const struct request_parts *parts, struct answer *answer);

#endif

// SPDX-License-Identifier: MIT
// What is sent to browsers while they look on: server-sent events.
//
// Each event has a number. A page knows the number that was the last when it
// was made, so that nothing between that and its first question is lost.
#ifndef QALAM_LIVE_H
#define QALAM_LIVE_H

#include "base/str.h"

#include <sys/types.h>

struct live;
struct live *live_new(void);
void live_free(struct live *live); // after the last reader is gone

// Any thread. data is one line.
void live_tell(struct live *live, const char *event, struct str data);
uint64_t live_last(struct live *live); // the number of the last event
size_t live_readers(struct live *live);
// Readers find that it is over.
void live_end(struct live *live);

// One browser. since: the number of the last event that it knows of; where
// that is too long ago, or of an earlier server, it is told to load all anew.
struct live_reader;
struct live_reader *live_reader_new(struct live *live, uint64_t since);
void live_reader_free(struct live_reader *reader);
// Waits for an event; now and then there is a comment, so that a browser that
// went away is noticed. Answers how many bytes; 0: it is over.
size_t live_read(struct live_reader *reader, char *bytes, size_t size);

#endif

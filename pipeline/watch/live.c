// SPDX-License-Identifier: MIT
// What is sent to browsers while they look on: server-sent events.
#include "watch/live.h"

#include "base/buffer.h"
#include "base/fail.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

// More than this behind, a browser loads its page anew.
enum { KEPT_EVENTS = 1024 };
enum { COMMENT_EVERY_SECONDS = 10 };

struct live {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool ended;
    uint64_t first, last; // numbers; first: one before that of the first event
    size_t readers;
    char *events[KEPT_EVENTS]; // by number; NULL: none so far
};

struct live_reader {
    struct live *live;
    uint64_t known;
    struct buffer rest; // of an event that was longer than the room for it
    size_t rest_at;
};

// Numbers begin with the time, so that those of an earlier server are lower.
struct live *live_new(void)
{
    struct live *live = calloc(1, sizeof *live);
    struct timespec now;
    pthread_condattr_t attributes;
    if (!live)
        fail_system("out of memory");
    clock_gettime(CLOCK_REALTIME, &now);
    live->first = live->last =
        (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
    pthread_mutex_init(&live->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&live->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    return live;
}

void live_free(struct live *live)
{
    for (size_t i = 0; i < KEPT_EVENTS; i++)
        free(live->events[i]);
    pthread_cond_destroy(&live->changed);
    pthread_mutex_destroy(&live->lock);
    free(live);
}

void live_tell(struct live *live, const char *event, struct str data)
{
    struct buffer text = {0};
    pthread_mutex_lock(&live->lock);
    uint64_t number = ++live->last;
    buffer_printf(&text, "id: %llu\nevent: %s\ndata: %.*s\n\n",
                  (unsigned long long)number, event, STR_ARG(data));
    free(live->events[number % KEPT_EVENTS]);
    live->events[number % KEPT_EVENTS] = text.bytes;
    pthread_cond_broadcast(&live->changed);
    pthread_mutex_unlock(&live->lock);
}

uint64_t live_last(struct live *live)
{
    pthread_mutex_lock(&live->lock);
    uint64_t last = live->last;
    pthread_mutex_unlock(&live->lock);
    return last;
}

size_t live_readers(struct live *live)
{
    pthread_mutex_lock(&live->lock);
    size_t readers = live->readers;
    pthread_mutex_unlock(&live->lock);
    return readers;
}

void live_end(struct live *live)
{
    pthread_mutex_lock(&live->lock);
    live->ended = true;
    pthread_cond_broadcast(&live->changed);
    pthread_mutex_unlock(&live->lock);
}

// ----- Readers -----

struct live_reader *live_reader_new(struct live *live, uint64_t since)
{
    struct live_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        fail_system("out of memory");
    reader->live = live;
    reader->known = since;
    // The browser knows by it that it is heard.
    buffer_add_c(&reader->rest, "retry: 1000\n\n");
    pthread_mutex_lock(&live->lock);
    live->readers++;
    pthread_mutex_unlock(&live->lock);
    return reader;
}

void live_reader_free(struct live_reader *reader)
{
    pthread_mutex_lock(&reader->live->lock);
    reader->live->readers--;
    pthread_mutex_unlock(&reader->live->lock);
    buffer_release(&reader->rest);
    free(reader);
}

static size_t give_rest(struct live_reader *reader, char *bytes, size_t size)
{
    size_t count = reader->rest.count - reader->rest_at;
    count = count < size ? count : size;
    memcpy(bytes, reader->rest.bytes + reader->rest_at, count);
    reader->rest_at += count;
    if (reader->rest_at == reader->rest.count) {
        buffer_clear(&reader->rest);
        reader->rest_at = 0;
    }
    return count;
}

// Within the lock.
static void take_events(struct live_reader *reader)
{
    const struct live *live = reader->live;
    bool lost = reader->known < live->first || reader->known > live->last ||
                live->last - reader->known > KEPT_EVENTS;
    if (lost)
        buffer_printf(&reader->rest, "id: %llu\nevent: all\ndata: {}\n\n",
                      (unsigned long long)live->last);
    for (uint64_t i = reader->known + 1; !lost && i <= live->last; i++)
        buffer_add_c(&reader->rest, live->events[i % KEPT_EVENTS]);
    reader->known = live->last;
}

size_t live_read(struct live_reader *reader, char *bytes, size_t size)
{
    struct live *live = reader->live;
    struct timespec end;
    int waited = 0;
    if (reader->rest.count > 0)
        return give_rest(reader, bytes, size);
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_sec += COMMENT_EVERY_SECONDS;
    pthread_mutex_lock(&live->lock);
    while (!live->ended && reader->known == live->last && waited == 0)
        waited = pthread_cond_timedwait(&live->changed, &live->lock, &end);
    bool ended = live->ended;
    if (reader->known == live->last)
        buffer_add_c(&reader->rest, ": still here\n\n");
    else
        take_events(reader);
    pthread_mutex_unlock(&live->lock);
    return ended ? 0 : give_rest(reader, bytes, size);
}

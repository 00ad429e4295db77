// SPDX-License-Identifier: MIT
// HTTP by libmicrohttpd: from a request to its answer, for this machine alone.
#include "watch/http_module.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

struct server_http {
    const struct server_http_asks *asks;
    const struct served_site *site;
    struct MHD_Daemon *daemon;
};

enum {
    CONNECTIONS = 64,
    TIMEOUT_SECONDS = 60,
    // As for the threads of a build: a page is made on it.
    STACK_BYTES = 8 * 1024 * 1024,
    EVENT_BLOCK = 4096,
};

// ----- Events, as they come -----

struct events {
    const struct server_http_asks *asks;
    struct live_reader *reader;
};

static ssize_t send_events(void *closure, uint64_t position, char *bytes,
                           size_t size)
{
    const struct events *events = closure;
    (void)position;
    size_t count = events->asks->read_events(events->reader, bytes, size);
    return count ? (ssize_t)count : MHD_CONTENT_READER_END_OF_STREAM;
}

static void end_events(void *closure)
{
    struct events *events = closure;
    events->asks->end_events(events->reader);
    free(events);
}

static struct MHD_Response *events_response(const struct server_http *http,
                                            struct live_reader *reader)
{
    struct events *events = malloc(sizeof *events);
    if (!events)
        return NULL;
    *events = (struct events){http->asks, reader};
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EVENT_BLOCK,
                                             send_events, events, end_events);
}

// ----- From a request to its answer -----

static struct str header(struct MHD_Connection *connection, const char *name)
{
    return str_of(
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static struct str since_of(struct MHD_Connection *connection)
{
    struct str last = header(connection, "Last-Event-ID");
    return last.count ? last
                      : str_of(MHD_lookup_connection_value(
                            connection, MHD_GET_ARGUMENT_KIND, "since"));
}

static struct MHD_Response *response_of(const struct server_http *http,
                                        const struct answer *answer)
{
    if (answer->events)
        return events_response(http, answer->events);
    if (answer->file >= 0)
        return MHD_create_response_from_fd_at_offset64(
            answer->count, answer->file, answer->first);
    return MHD_create_response_from_buffer(
        answer->body.count, (void *)answer->body.bytes, MHD_RESPMEM_MUST_COPY);
}

static void add_header(struct MHD_Response *response, const char *name,
                       const char *value)
{
    if (value)
        MHD_add_response_header(response, name, value);
}

static void add_headers(const struct served_site *site,
                        struct MHD_Response *response,
                        const struct answer *answer)
{
    char range[96];
    add_header(response, "Content-Type", answer->type);
    add_header(response, "Location", answer->location);
    add_header(response, "ETag", answer->tag.count ? answer->tag.bytes : NULL);
    // Watched, a page is another each time; else it is asked for its tag.
    add_header(response, "Cache-Control", site->live ? "no-store" : "no-cache");
    add_header(response, "X-Content-Type-Options", "nosniff");
    add_header(response, "Cross-Origin-Resource-Policy", "same-origin");
    if (answer->file >= 0)
        add_header(response, "Accept-Ranges", "bytes");
    if (answer->status == 405)
        add_header(response, "Allow", "GET, HEAD");
    if (answer->status == 206)
        snprintf(range, sizeof range, "bytes %llu-%llu/%llu",
                 (unsigned long long)answer->first,
                 (unsigned long long)(answer->first + answer->count - 1),
                 (unsigned long long)answer->size);
    else
        snprintf(range, sizeof range, "bytes */%llu",
                 (unsigned long long)answer->size);
    if (answer->status == 206 || answer->status == 416)
        add_header(response, "Content-Range", range);
}

static enum MHD_Result handle(void *closure, struct MHD_Connection *connection,
                              const char *url, const char *method,
                              const char *version, const char *upload,
                              size_t *upload_size, void **seen)
{
    const struct server_http *http = closure;
    (void)version;
    (void)upload;
    if (*upload_size > 0 || !*seen) { // headers first, then what is uploaded
        *upload_size = 0;
        *seen = closure;
        return MHD_YES;
    }
    struct request_parts parts = {
        .method = str_of(method),
        .url = str_of(url),
        .host = header(connection, MHD_HTTP_HEADER_HOST),
        .range = header(connection, MHD_HTTP_HEADER_RANGE),
        .if_range = header(connection, MHD_HTTP_HEADER_IF_RANGE),
        .if_none_match = header(connection, MHD_HTTP_HEADER_IF_NONE_MATCH),
        .since = since_of(connection)};
    struct answer answer;
    http->asks->answer(http->site, &parts, &answer);
    struct MHD_Response *response = response_of(http, &answer);
    enum MHD_Result sent = MHD_NO;
    if (response) {
        add_headers(http->site, response, &answer);
        sent = MHD_queue_response(connection, answer.status, response);
        MHD_destroy_response(response);
    }
    http->asks->free_arena(answer.arena);
    return sent;
}

// ----- Who is heard -----

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *four = (const void *)address;
        return ntohl(four->sin_addr.s_addr) >> 24 == 127;
    }
    const struct sockaddr_in6 *six = (const void *)address;
    return address->sa_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&six->sin6_addr);
}

static enum MHD_Result
accept_peer(void *closure, const struct sockaddr *address, socklen_t size)
{
    (void)closure;
    (void)size;
    return is_loopback(address) ? MHD_YES : MHD_NO;
}

// A URL is decoded by request_path, which sees a NUL in it.
static size_t leave_escaped(void *closure, struct MHD_Connection *connection,
                            char *text)
{
    (void)closure;
    (void)connection;
    return strlen(text);
}

// ----- The door -----

static struct server_http *start(const struct server_http_asks *asks,
                                 const struct served_site *site, int listener)
{
    struct server_http *http = malloc(sizeof *http);
    if (!http)
        return NULL;
    *http = (struct server_http){.asks = asks, .site = site};
    http->daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
            MHD_USE_POLL,
        0, accept_peer, NULL, handle, http, MHD_OPTION_LISTEN_SOCKET, listener,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_SECONDS,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
    if (http->daemon)
        return http;
    free(http);
    return NULL;
}

static void stop(struct server_http *http)
{
    MHD_stop_daemon(http->daemon);
    free(http);
}

const struct server_http_door server_http_door = {start, stop};

// SPDX-License-Identifier: MIT
// A web server on this machine's loopback, for one folder.
#include "watch/server.h"

#include "base/fail.h"

#include <microhttpd.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    const struct served_site *site;
    unsigned port;
    struct MHD_Daemon *daemons[2]; // IPv4, IPv6 or NULL
};

enum {
    CONNECTIONS = 64,
    TIMEOUT_SECONDS = 60,
    // As for the threads of a build: a page is made on it.
    STACK_BYTES = 8 * 1024 * 1024,
    EVENT_BLOCK = 4096,
    PORTS_TRIED = 100,
    PORT_MOST = 65535
};

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

static ssize_t send_events(void *reader, uint64_t position, char *bytes,
                           size_t size)
{
    (void)position;
    size_t count = live_read(reader, bytes, size);
    return count ? (ssize_t)count : MHD_CONTENT_READER_END_OF_STREAM;
}

static void end_events(void *reader)
{
    live_reader_free(reader);
}

static struct MHD_Response *response_of(const struct answer *answer)
{
    struct MHD_Response *response;
    if (answer->events)
        response = MHD_create_response_from_callback(
            MHD_SIZE_UNKNOWN, EVENT_BLOCK, send_events, answer->events,
            end_events);
    else if (answer->file >= 0)
        response = MHD_create_response_from_fd_at_offset64(
            answer->count, answer->file, answer->first);
    else
        response = MHD_create_response_from_buffer(answer->body.count,
                                                   (void *)answer->body.bytes,
                                                   MHD_RESPMEM_MUST_COPY);
    if (!response)
        fail_system("out of memory");
    return response;
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
    add_header(response, "Cross-Origin-Resource-Policy", "same-input");
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
    const struct served_site *site = closure;
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
    answer_request(site, &parts, &answer);
    struct MHD_Response *response = response_of(&answer);
    add_headers(site, response, &answer);
    enum MHD_Result sent =
        MHD_queue_response(connection, answer.status, response);
    MHD_destroy_response(response);
    arena_free(answer.arena);
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

static struct MHD_Daemon *start(const struct served_site *site, int listener)
{
    return MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
            MHD_USE_POLL,
        0, accept_peer, NULL, handle, (void *)site, MHD_OPTION_LISTEN_SOCKET,
        listener, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)TIMEOUT_SECONDS,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, NULL, MHD_OPTION_END);
}

// ----- Ports -----

static int listen_on(const struct sockaddr *address, socklen_t size)
{
    int on = 1;
    int listener = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener < 0)
        return -1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address->sa_family == AF_INET6)
        setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(listener, address, size) == 0 &&
        listen(listener, CONNECTIONS) == 0)
        return listener;
    int why = errno;
    close(listener);
    errno = why;
    return -1;
}

static unsigned port_of(int listener)
{
    struct sockaddr_in address = {0};
    socklen_t size = sizeof address;
    getsockname(listener, (void *)&address, &size);
    return ntohs(address.sin_port);
}

// Both, or neither: a name that stands for both must lead to one server.
static bool listen_both(unsigned port, int listeners[2])
{
    struct sockaddr_in four = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    listeners[0] = listen_on((const void *)&four, sizeof four);
    if (listeners[0] < 0)
        return false;
    struct sockaddr_in6 six = {.sin6_family = AF_INET6,
                               .sin6_port =
                                   htons((uint16_t)port_of(listeners[0])),
                               .sin6_addr = in6addr_loopback};
    listeners[1] = listen_on((const void *)&six, sizeof six);
    if (listeners[1] >= 0 || errno != EADDRINUSE)
        return true;
    close(listeners[0]);
    errno = EADDRINUSE;
    return false;
}

static bool find_port(unsigned port, bool next, int listeners[2])
{
    unsigned tries = next || port == 0 ? PORTS_TRIED : 1;
    for (unsigned i = 0; i < tries && port + i <= PORT_MOST; i++) {
        if (listen_both(port == 0 ? 0 : port + i, listeners))
            return true;
        if (errno != EADDRINUSE)
            return false;
    }
    return false;
}

struct server *server_open(const struct served_site *site, unsigned port,
                           bool next, FILE *messages)
{
    int listeners[2];
    if (!find_port(port, next, listeners)) {
        fprintf(messages, "qalam: port %u of 127.0.0.1 cannot be had: %s\n",
                port, strerror(errno));
        return NULL;
    }
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        fail_system("out of memory");
    server->site = site;
    server->port = port_of(listeners[0]);
    for (size_t i = 0; i < 2; i++)
        if (listeners[i] >= 0 &&
            !(server->daemons[i] = start(site, listeners[i])))
            fail_system("the server's threads cannot be started");
    return server;
}

unsigned server_port(const struct server *server)
{
    return server->port;
}

void server_close(struct server *server)
{
    for (size_t i = 0; i < 2; i++)
        if (server->daemons[i])
            MHD_stop_daemon(server->daemons[i]);
    free(server);
}

// SPDX-License-Identifier: MIT
// A web server on this machine's loopback, for one folder.
#include "watch/server.h"

#include "base/fail.h"
#include "base/installed.h"
#include "watch/http_module.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    unsigned port;
    const struct server_http_door *door;
    struct server_http *https[2]; // IPv4, IPv6 or NULL
};

enum {
    QUEUE = 64, // who waits to be heard
    PORTS_TRIED = 100,
    PORT_MOST = 65535
};

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
    if (bind(listener, address, size) == 0 && listen(listener, QUEUE) == 0)
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
    static const struct server_http_asks asks = {answer_request, arena_free,
                                                 live_read, live_reader_free};
    int listeners[2];
    if (!find_port(port, next, listeners)) {
        fprintf(messages, "qalam: port %u of 127.0.0.1 cannot be had: %s\n",
                port, strerror(errno));
        return NULL;
    }
    struct server *server = calloc(1, sizeof *server);
    if (!server)
        fail_system("out of memory");
    server->door = installed_module(HTTP_MODULE, HTTP_MODULE_DOOR);
    server->port = port_of(listeners[0]);
    for (size_t i = 0; i < 2; i++)
        if (listeners[i] >= 0 && !(server->https[i] = server->door->start(
                                       &asks, site, listeners[i])))
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
        if (server->https[i])
            server->door->stop(server->https[i]);
    free(server);
}

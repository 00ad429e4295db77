// SPDX-License-Identifier: MIT
// One helper process over a socket, each wait with a deadline.
#include "draw/process.h"

#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// ----- Start and end -----

// Standard input is the socket; what libraries print is for nobody.
static int spawn(pid_t *id, const char *path, int channel)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    if (posix_spawn_file_actions_init(&files) != 0 ||
        posix_spawnattr_init(&attributes) != 0)
        fail_system("out of memory");
    posix_spawn_file_actions_adddup2(&files, channel, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
                                     O_WRONLY, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    char name[] = "qalam-draw", *arguments[] = {name, NULL};
    int fault = posix_spawn(id, path, &files, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return fault;
}

bool process_start(struct process *process, const char *path)
{
    int pair[2];
    *process = (struct process){.channel = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return false;
    // dup2 onto itself would leave it closed at exec.
    int other = pair[1] == STDIN_FILENO ? dup(pair[1]) : pair[1];
    bool good = fcntl(pair[0], F_SETFL, O_NONBLOCK) == 0 &&
                spawn(&process->id, path, other) == 0;
    if (other != pair[1])
        close(other);
    close(pair[1]);
    if (good)
        process->channel = pair[0];
    else
        close(pair[0]);
    return good;
}

bool process_end(struct process *process)
{
    int status = 0;
    close(process->channel);
    kill(process->id, SIGKILL); // it is ours until waited for
    while (waitpid(process->id, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF;
}

// ----- Bytes, until a deadline -----

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static enum reply wait_for(int channel, short event, int64_t deadline)
{
    struct pollfd wait = {.fd = channel, .events = event};
    for (;;) {
        int64_t left = deadline - now();
        int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
        if (ready > 0)
            return REPLY_WHOLE;
        if (ready == 0)
            return REPLY_LATE;
        if (errno != EINTR)
            return REPLY_BROKEN;
    }
}

static bool is_to_wait(void)
{
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static enum reply send_all(int channel, struct str bytes, int64_t deadline)
{
    while (bytes.count) {
        // No signal where the helper is gone: the program is to live.
        ssize_t sent = send(channel, bytes.bytes, bytes.count, MSG_NOSIGNAL);
        if (sent > 0) {
            bytes = str_slice(bytes, (size_t)sent, bytes.count);
            continue;
        }
        enum reply reply = sent < 0 && is_to_wait()
                               ? wait_for(channel, POLLOUT, deadline)
                               : REPLY_BROKEN;
        if (reply != REPLY_WHOLE)
            return reply;
    }
    return REPLY_WHOLE;
}

// In pieces, so that memory grows with what comes and not with what is said.
static enum reply take_all(int channel, uint64_t count, struct buffer *out,
                           int64_t deadline)
{
    char piece[1 << 16];
    while (count) {
        size_t most = count < sizeof piece ? (size_t)count : sizeof piece;
        ssize_t more = recv(channel, piece, most, 0);
        if (more > 0) {
            buffer_add(out, (struct str){piece, (size_t)more});
            count -= (uint64_t)more;
            continue;
        }
        enum reply reply = more < 0 && is_to_wait()
                               ? wait_for(channel, POLLIN, deadline)
                               : REPLY_BROKEN;
        if (reply != REPLY_WHOLE)
            return reply;
    }
    return REPLY_WHOLE;
}

// ----- A request -----

static enum reply take_head(int channel, struct draw_answer *answer,
                            int64_t deadline)
{
    struct buffer head = {0};
    enum reply reply = take_all(channel, sizeof *answer, &head, deadline);
    if (reply == REPLY_WHOLE)
        memcpy(answer, head.bytes, sizeof *answer);
    buffer_release(&head);
    bool sound =
        reply != REPLY_WHOLE ||
        (answer->mark == DRAW_MARK && answer->drawn <= 1 &&
         answer->count <= (uint64_t)DRAW_ANSWER_MEBIBYTES * DRAW_MEBIBYTE);
    return sound ? reply : REPLY_BROKEN;
}

enum reply process_ask(struct process *process,
                       const struct draw_request *request, struct str file,
                       int milliseconds, struct draw_answer *answer,
                       struct buffer *out)
{
    int64_t deadline = now() + milliseconds;
    int channel = process->channel;
    struct str head = {(const char *)request, sizeof *request};
    enum reply reply = send_all(channel, head, deadline);
    if (reply == REPLY_WHOLE)
        reply = send_all(channel, file, deadline);
    if (reply == REPLY_WHOLE)
        reply = take_head(channel, answer, deadline);
    if (reply == REPLY_WHOLE)
        reply = take_all(channel, answer->count, out, deadline);
    process->answers += reply == REPLY_WHOLE;
    return reply;
}

// SPDX-License-Identifier: MIT
// Locks between processes.
#include "folders.h"

#include "build/store/lock.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

// A process that has the lock until it is told to go on. *go: write to it.
static pid_t holder(enum lock_kind kind, bool removes, int *go)
{
    int ready[2], wait[2];
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(wait), 0);
    pid_t child = fork();
    if (child == 0) {
        char byte;
        close(wait[1]);
        int lock = lock_take(in_folder("lock"), kind, NULL);
        if (write(ready[1], "x", 1) != 1 || read(wait[0], &byte, 1) < 0)
            _exit(2);
        if (removes)
            unlink(in_folder("lock"));
        _exit(lock < 0);
    }
    char byte;
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]), close(ready[1]), close(wait[0]);
    *go = wait[1];
    return child;
}

// Whether another process gets the lock within a tenth of a second.
static bool gets(enum lock_kind kind, char *said, size_t size)
{
    pid_t child = fork();
    if (child == 0) {
        memset(said, 0, size);
        FILE *messages = fopen(in_folder("said"), "w");
        setbuf(messages, NULL);
        _exit(lock_take(in_folder("lock"), kind, messages) < 0);
    }
    usleep(100000);
    int status;
    bool ended = waitpid(child, &status, WNOHANG) == child;
    if (!ended) {
        kill(child, SIGKILL);
        waitpid(child, &status, 0);
    }
    FILE *messages = fopen(in_folder("said"), "r");
    size_t count = messages ? fread(said, 1, size - 1, messages) : 0;
    said[count] = '\0';
    if (messages)
        fclose(messages);
    return ended && status == 0;
}

static void one_at_a_time(void **state)
{
    char said[512];
    int go;
    pid_t child = holder(LOCK_WHOLE, false, &go);
    assert_false(gets(LOCK_WHOLE, said, sizeof said));
    assert_non_null(strstr(said, "another run is at work there"));
    assert_false(gets(LOCK_SHARED, said, sizeof said));
    close(go);
    waitpid(child, NULL, 0);
    assert_true(gets(LOCK_WHOLE, said, sizeof said));
    assert_string_equal(said, "");
}

static void shared_by_some(void **state)
{
    char said[512];
    int go;
    pid_t child = holder(LOCK_SHARED, false, &go);
    assert_true(gets(LOCK_SHARED, said, sizeof said));
    assert_false(gets(LOCK_WHOLE, said, sizeof said));
    close(go);
    waitpid(child, NULL, 0);
}

static void freed_by_a_kill(void **state)
{
    char said[512];
    int go;
    pid_t child = holder(LOCK_WHOLE, false, &go);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    assert_true(gets(LOCK_WHOLE, said, sizeof said));
    close(go);
}

// Who waited for a file that is gone takes the one that is there now.
static void removed_by_who_had_it(void **state)
{
    int go;
    pid_t child = holder(LOCK_WHOLE, true, &go);
    pid_t waiting = fork();
    if (waiting == 0) {
        close(go);
        int lock = lock_take(in_folder("lock"), LOCK_WHOLE, NULL);
        struct stat open, named;
        _exit(lock < 0 || fstat(lock, &open) != 0 ||
              stat(in_folder("lock"), &named) != 0 ||
              open.st_ino != named.st_ino);
    }
    usleep(50000);
    close(go);
    int status;
    waitpid(child, NULL, 0);
    assert_int_equal(waitpid(waiting, &status, 0), waiting);
    assert_int_equal(status, 0);
}

static void what_cannot_be_locked(void **state)
{
    assert_int_equal(lock_take(in_folder("no/lock"), LOCK_WHOLE, NULL), -1);
    assert_int_equal(errno, ENOENT);
    // Not where a link leads, which may be a file of somebody else.
    put_file(in_folder("theirs"), STR("theirs"));
    assert_int_equal(symlink("theirs", in_folder("lock")), 0);
    assert_int_equal(lock_take(in_folder("lock"), LOCK_WHOLE, NULL), -1);
    assert_int_equal(errno, ELOOP);
    lock_drop(-1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(one_at_a_time),         WITH_FOLDER(shared_by_some),
        WITH_FOLDER(freed_by_a_kill),       WITH_FOLDER(removed_by_who_had_it),
        WITH_FOLDER(what_cannot_be_locked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What the helper can reach: by seccomp the system calls of drawing, by
// Landlock the files of fonts and libraries.
//
// Both only take away, and each stands alone: an older kernel has one or none.
#include "draw/helper/bounds.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

// ----- Files -----

static const uint64_t all_access =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |
    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
    LANDLOCK_ACCESS_FS_MAKE_SYM;

static void allow_reading(int rules, const char *path)
{
    int file = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr beneath = {
        .allowed_access =
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = file};
    if (file < 0)
        return;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath,
            0);
    close(file);
}

static void allow_listed(int rules, FcStrList *paths)
{
    const FcChar8 *path;
    while (paths && (path = FcStrListNext(paths)))
        allow_reading(rules, (const char *)path);
    if (paths)
        FcStrListDone(paths);
}

// Which those of fonts are, fontconfig knows: a user may have own ones.
static void close_files(void)
{
    struct landlock_ruleset_attr handled = {.handled_access_fs = all_access};
    int rules =
        (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    if (rules < 0)
        return;
    allow_reading(rules, "/usr");
    allow_reading(rules, "/lib");
    allow_reading(rules, "/etc/fonts");
    allow_listed(rules, FcConfigGetFontDirs(NULL));
    allow_listed(rules, FcConfigGetCacheDirs(NULL));
    allow_listed(rules, FcConfigGetConfigFiles(NULL));
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

// ----- System calls -----

static const int allowed[] = {
    // The socket, and files that are open
    SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev),
    SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close), SCMP_SYS(poll),
    SCMP_SYS(ppoll), SCMP_SYS(fcntl),
    // Asking about files
    SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
    SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access),
    SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
    SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd),
    // Memory
    SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect),
    SCMP_SYS(madvise), SCMP_SYS(brk),
    // Threads: librsvg filters with several
    SCMP_SYS(futex), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(gettid),
    SCMP_SYS(sigaltstack), SCMP_SYS(exit), SCMP_SYS(exit_group),
    // Signals: an abort is one
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(tgkill), SCMP_SYS(restart_syscall),
    // Who and when
    SCMP_SYS(getpid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
    SCMP_SYS(getegid), SCMP_SYS(uname), SCMP_SYS(sysinfo),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrandom), SCMP_SYS(setitimer)};

// Opened for reading, and nothing made.
static bool allow_opening(scmp_filter_ctx filter)
{
    enum { WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC };
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, WRITES, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                            SCMP_A1(SCMP_CMP_MASKED_EQ, WRITES, 0)) == 0;
}

// A thread, no process. clone3 has its flags in memory, where no filter sees
// them; where it is unknown, libc asks by clone.
static bool allow_threads(scmp_filter_ctx filter)
{
    return seccomp_rule_add(
               filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
               SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3),
                            0) == 0;
}

static void close_calls(void)
{
    // Refused and not killed: what a library asks for without need goes on.
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = filter != NULL;
    for (size_t i = 0; good && i < sizeof allowed / sizeof allowed[0]; i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    if (good && allow_opening(filter) && allow_threads(filter))
        seccomp_load(filter);
    seccomp_release(filter);
}

void bounds_close(void)
{
    FcInit(); // reads its settings, and what it knows of the fonts
    close_files();
    if (!BOUNDS_SANITIZED)
        close_calls();
}

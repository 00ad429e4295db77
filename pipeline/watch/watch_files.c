// SPDX-License-Identifier: MIT
// Tells what changes below a folder.
#include "watch/watch_files.h"

#include "base/clock.h"
#include "base/fail.h"
#include "watch/folder_list.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

// A save is over when nothing more happened for so long; and what goes on for
// longer is looked at all the same.
enum { QUIET_MILLISECONDS = 30, MOST_MILLISECONDS = 300 };
enum { LOOK_EVERY_MILLISECONDS = 500 };

struct watched_folder {
    int id;          // of inotify
    struct str name; // below the folder that is watched
};

struct watch_files {
    const char *folder, *output_folder;
    FILE *messages;
    int descriptor;      // of inotify; -1: all files are looked at
    struct arena *arena; // of what follows, for one set of watches
    struct watched_folder *folders;
    size_t count, capacity;
    struct folder_list *list; // as it was looked at last, else NULL
};

// ----- What is no file of the author's -----

// vim: .name.swp, 4913, name~; emacs: #name#, .#name; others: name.tmp.
bool watch_files_ignores(const char *name)
{
    struct str s = str_of(name);
    return s.count == 0 || name[0] == '.' || name[0] == '#' ||
           str_ends(s, STR("~")) || str_ends(s, STR(".swp")) ||
           str_ends(s, STR(".swx")) || str_ends(s, STR(".tmp")) ||
           str_ends(s, STR(".bak")) || str_ends(s, STR(".part")) ||
           strcmp(name, "4913") == 0;
}

// ----- Being told -----

static const uint32_t wanted = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
                               IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF |
                               IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

static bool add_watch(void *closure, const char *path, struct str name)
{
    struct watch_files *watch = closure;
    int id = inotify_add_watch(watch->descriptor, path, wanted);
    // A folder that went meanwhile, or that is closed to us, is none.
    if (id < 0)
        return name.count > 0 &&
               (errno == ENOENT || errno == EACCES || errno == ENOTDIR);
    ARENA_PUSH(watch->arena, watch->folders, watch->count, watch->capacity) =
        (struct watched_folder){id, arena_str(watch->arena, name)};
    return true;
}

// Changes there that other machines make are told to none (inotify(7)).
static bool on_another_machine(const char *folder)
{
    static const unsigned long kinds[] = {
        0x6969 /* NFS */,       0xFF534D42 /* CIFS */,
        0xFE534D42 /* SMB 2 */, 0x01021997 /* 9P */,
        0x65735546 /* FUSE */,  0x00C36400 /* Ceph */,
        0x5346414F /* AFS */,   0x786F4256 /* a guest's shared folder */};
    struct statfs facts;
    bool other = false;
    if (statfs(folder, &facts) == 0)
        for (size_t i = 0; i < COUNT(kinds); i++)
            other =
                other || ((unsigned long)facts.f_type & 0xFFFFFFFF) == kinds[i];
    return other;
}

static void begin_looking(struct watch_files *watch, const char *why)
{
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    watch->descriptor = -1;
    if (watch->list)
        return;
    watch->list = folder_list_new(watch->folder, watch->output_folder);
    fprintf(watch->messages,
            "qalam watch: %s; all files are looked at twice a second instead\n",
            why);
}

// All watches anew: folders came, went or were moved.
static void set_watches(struct watch_files *watch)
{
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    if (watch->arena)
        arena_free(watch->arena);
    watch->arena = arena_new();
    watch->folders = NULL;
    watch->count = watch->capacity = 0;
    watch->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->descriptor < 0)
        begin_looking(watch, "the system has no more inotify instances");
    else if (!folder_list_walk(watch->folder, watch->output_folder, add_watch,
                               watch))
        begin_looking(watch, errno == ENOSPC
                                 ? "the system's limit of inotify watches is "
                                   "reached (fs.inotify.max_user_watches)"
                                 : "the folder cannot be watched");
}

struct watch_files *watch_files_open(const char *folder,
                                     const char *output_folder, bool look,
                                     FILE *messages)
{
    struct watch_files *watch = calloc(1, sizeof *watch);
    if (!watch)
        fail_system("out of memory");
    watch->folder = folder;
    watch->output_folder = output_folder;
    watch->messages = messages;
    watch->descriptor = -1;
    if (look)
        watch->list = folder_list_new(folder, output_folder);
    else if (on_another_machine(folder))
        begin_looking(watch, "the folder may lie on another machine");
    else
        set_watches(watch);
    return watch;
}

void watch_files_close(struct watch_files *watch)
{
    if (watch->descriptor >= 0)
        close(watch->descriptor);
    if (watch->list)
        folder_list_free(watch->list);
    if (watch->arena)
        arena_free(watch->arena);
    free(watch);
}

// ----- What was notified -----

static void add_change(struct changes *changes, struct str file)
{
    if (!changes->any)
        changes->first = clock_seconds();
    changes->any = true;
    for (size_t i = 0; i < changes->count; i++)
        if (str_equal(changes->files[i], file))
            return;
    ARENA_PUSH(changes->arena, changes->files, changes->count,
               changes->capacity) = arena_str(changes->arena, file);
}

static void add_all(struct changes *changes)
{
    if (!changes->any)
        changes->first = clock_seconds();
    changes->any = changes->all = true;
}

// A new file is written, and then closed; but a link is there at once.
static bool is_link(const struct watch_files *watch, struct arena *arena,
                    struct str file)
{
    struct stat facts;
    struct str path =
        arena_printf(arena, "%s/%.*s", watch->folder, STR_ARG(file));
    return lstat(path.bytes, &facts) == 0 &&
           (S_ISLNK(facts.st_mode) || facts.st_nlink > 1);
}

static const struct watched_folder *folder_of(const struct watch_files *watch,
                                              int id)
{
    for (size_t i = 0; i < watch->count; i++)
        if (watch->folders[i].id == id)
            return &watch->folders[i];
    return NULL;
}

// False: folders changed, and the watches are to be set anew.
static bool take_event(const struct watch_files *watch,
                       const struct inotify_event *event,
                       struct changes *changes)
{
    const struct watched_folder *folder = folder_of(watch, event->wd);
    if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF))
        return false;
    if (!folder || event->len == 0 || watch_files_ignores(event->name))
        return true;
    if (event->mask & IN_ISDIR)
        return false;
    struct str file =
        arena_printf(changes->arena, "%.*s%s%s", STR_ARG(folder->name),
                     folder->name.count ? "/" : "", event->name);
    if (!(event->mask & IN_CREATE) || is_link(watch, changes->arena, file))
        add_change(changes, file);
    return true;
}

static void read_events(struct watch_files *watch, struct changes *changes)
{
    // As large as inotify(7) wants it, and aligned for its events.
    _Alignas(struct inotify_event) char bytes[64 * 1024];
    bool stand = true;
    ssize_t count;
    while ((count = read(watch->descriptor, bytes, sizeof bytes)) > 0)
        for (char *at = bytes; at < bytes + count;) {
            const struct inotify_event *event = (const void *)at;
            stand = take_event(watch, event, changes) && stand;
            at += sizeof *event + event->len;
        }
    if (stand)
        return;
    set_watches(watch);
    add_all(changes);
}

// ----- Waiting -----

static int rest(double start, int milliseconds)
{
    int gone = (int)((clock_seconds() - start) * 1000);
    return gone < milliseconds ? milliseconds - gone : 0;
}

static void look(struct watch_files *watch, struct changes *changes)
{
    struct folder_list *now =
        folder_list_new(watch->folder, watch->output_folder);
    if (folder_list_differs(watch->list, now))
        add_all(changes);
    folder_list_free(watch->list);
    watch->list = now;
}

// Until the next event, a look, or the descriptor. False: that one.
static bool wait_once(struct watch_files *watch, int descriptor,
                      int milliseconds, struct changes *changes)
{
    struct pollfd wait[] = {{.fd = descriptor, .events = POLLIN},
                            {.fd = watch->descriptor, .events = POLLIN}};
    bool looks = watch->descriptor < 0;
    if (looks && (milliseconds < 0 || milliseconds > LOOK_EVERY_MILLISECONDS))
        milliseconds = LOOK_EVERY_MILLISECONDS;
    int ready = poll(wait, 2, milliseconds);
    if (ready > 0 && wait[0].revents)
        return false;
    if (looks && ready == 0)
        look(watch, changes);
    else if (ready > 0)
        read_events(watch, changes);
    return true;
}

static size_t weight(const struct changes *changes)
{
    return changes->count + changes->all;
}

void watch_files_wait(struct watch_files *watch, int descriptor,
                      int milliseconds, struct changes *changes)
{
    double start = clock_seconds();
    while (!changes->any && (milliseconds < 0 || rest(start, milliseconds) > 0))
        if (!wait_once(watch, descriptor,
                       milliseconds < 0 ? -1 : rest(start, milliseconds),
                       changes))
            return;
    double quiet = clock_seconds();
    while (changes->any && rest(quiet, QUIET_MILLISECONDS) > 0 &&
           rest(changes->first, MOST_MILLISECONDS) > 0) {
        size_t before = weight(changes);
        if (!wait_once(watch, descriptor, rest(quiet, QUIET_MILLISECONDS),
                       changes))
            return;
        if (weight(changes) != before)
            quiet = clock_seconds();
    }
}

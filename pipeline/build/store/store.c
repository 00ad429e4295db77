// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: opening and closing it.
#include "build/store/store_parts.h"

#include "base/load.h"
#include "build/store/lock.h"
#include "base/output.h"
#include "build/store/run_dependencies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

// ----- Names -----

const char *store_path(const struct store *store, struct arena *arena,
                       struct str below)
{
    return arena_c_string(
        arena, arena_printf(arena, "%s/%.*s", store->folder, STR_ARG(below)));
}

struct str store_below(struct arena *arena, const struct input *input,
                       struct str name)
{
    return arena_printf(arena, "%s%s%.*s", input->folder,
                        input->folder[0] ? "/" : "", STR_ARG(name));
}

// The path from a folder to another path, both as realpath gives them.
static struct str path_from(struct arena *arena, const char *folder,
                            const char *path)
{
    size_t same = 0;
    for (size_t i = 0;; i++) {
        bool folder_ends = folder[i] == '\0' || folder[i] == '/';
        bool path_ends = path[i] == '\0' || path[i] == '/';
        if (folder_ends && path_ends)
            same = i;
        if (folder[i] != path[i] || folder[i] == '\0')
            break;
    }
    struct str up = {0};
    for (const char *at = folder + same; *at; at++)
        if (*at == '/' && at[1] != '\0')
            up = arena_printf(arena, "%.*s../", STR_ARG(up));
    while (path[same] == '/')
        same++;
    return arena_printf(arena, "%.*s%s", STR_ARG(up), path + same);
}

struct str store_prefix(const struct store *store, struct arena *arena,
                        const char *root)
{
    struct str path = path_from(arena, store->real, root);
    return arena_printf(arena, "%.*s//", STR_ARG(path));
}

struct str store_id(const struct store *store, struct arena *arena,
                    const struct input *input)
{
    if (input->root) {
        struct str prefix = store_prefix(store, arena, input->root);
        return arena_printf(arena, "%.*s%s", STR_ARG(prefix), input->below);
    }
    if (strcmp(input->path, "-") == 0)
        return STR("-");
    // Not where a link leads: two names of one file have outputs of their own.
    const char *slash = strrchr(input->path, '/');
    const char *name = slash ? slash + 1 : input->path;
    struct str folder = {input->path, (size_t)(name - input->path)};
    char *real =
        realpath(folder.count ? arena_c_string(arena, folder) : ".", NULL);
    struct str path =
        arena_printf(arena, "%s/%s", real && real[1] ? real : "", name);
    struct str id =
        real ? path_from(arena, store->real, arena_c_string(arena, path))
             : arena_str(arena, str_of(input->path));
    free(real);
    return id;
}

// ----- Opening -----

static const char *in_keeping(const struct store *store, const char *name)
{
    return arena_c_string(store->arena, arena_printf(store->arena, "%s/%s",
                                                     store->keeping, name));
}

static void print_fault(const struct store *store, FILE *messages,
                        const char *path, const char *why, const char *then)
{
    struct str text = arena_printf(store->arena, "%s cannot be written: %s; %s",
                                   path, why, then);
    diag_print_machine(messages, store->options->json, str_of(store->folder),
                       text);
}

static bool refuse(const struct store *store, FILE *messages, const char *path,
                   const char *why)
{
    print_fault(store, messages, path, why, "nothing was built");
    return false;
}

static bool is_there(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0;
}

static bool make_folders(struct store *store, FILE *messages)
{
    store->made_folder = !is_there(store->folder);
    store->made_keeping = !is_there(store->keeping);
    const char *below = in_keeping(store, store->state_name);
    if (!output_make_folders(below))
        return refuse(store, messages, store->keeping, strerror(errno));
    return true;
}

static void find_place(struct store *store)
{
    char *real = realpath(store->folder, NULL);
    store->real =
        arena_c_string(store->arena, str_of(real ? real : store->folder));
    free(real);
}

// ----- The mark of a run that has not ended -----

// Another after each start of the machine (random(4)).
static struct str boot_id(struct arena *arena)
{
    struct str id;
    const char *why;
    bool read = load_file(arena, "/proc/sys/kernel/random/boot_id", &id, &why);
    return read ? id : STR("unknown\n");
}

// When this process began, in ticks: the 22nd word of its stat (proc(5)). Its
// number alone does not name it: in a container it is the same at each start.
static struct str start_time(struct arena *arena)
{
    enum { BEGAN = 22, AFTER_NAME = 3 };
    struct str facts;
    const char *why;
    if (!load_file(arena, "/proc/self/stat", &facts, &why))
        return STR("unknown");
    size_t name = facts.count; // which may hold anything, and ends with )
    while (name > 0 && facts.bytes[name - 1] != ')')
        name--;
    struct str words = str_slice(facts, name + 1, facts.count);
    for (int word = AFTER_NAME; word < BEGAN; word++)
        words = str_slice(words, str_find(words, STR(" ")) + 1, words.count);
    return str_slice(words, 0, str_find(words, STR(" ")));
}

// The start of the machine, and the process.
static struct str mark_text(struct arena *arena)
{
    struct str id = boot_id(arena), start = start_time(arena);
    return arena_printf(arena, "%.*s%ld %.*s\n", STR_ARG(id), (long)getpid(),
                        STR_ARG(start));
}

// Made when a run first writes.
bool store_mark(struct store *store)
{
    if (!store->wrote)
        store->wrote = output_write_file(in_keeping(store, store->mark_name),
                                         mark_text(store->arena));
    return store->wrote;
}

// Files are renamed into place without waiting for the disk, which would cost
// more than making them. So after a power cut one of them may be empty, and is
// made again; see store_file_status.
static void look_for_mark(struct store *store)
{
    struct str mark;
    const char *why;
    bool marked = load_file(store->arena, in_keeping(store, store->mark_name),
                            &mark, &why);
    store->suspicious = marked && !str_equal(mark, mark_text(store->arena));
    store->power_cut =
        store->suspicious && !str_starts(mark, boot_id(store->arena));
}

// What was written is on the disk before the mark goes.
static void take_mark(struct store *store)
{
    int folder = open(store->keeping, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        syncfs(folder);
        close(folder);
    }
    unlink(in_keeping(store, store->mark_name));
}

static bool open_state(struct store *store, FILE *messages)
{
    const char *why;
    const char *path = in_keeping(store, store->state_name);
    bool look = store->options->dry_run;
    store->state =
        look ? state_open_other(path, &why) : state_open(path, messages, &why);
    // A look at what cannot be looked at: everything would be made.
    if (!store->state && !look)
        return refuse(store, messages, path, why);
    look_for_mark(store);
    return true;
}

// The run that this one waited for may have taken its folder back (take_back).
static bool take_lock(struct store *store, const char *name,
                      enum lock_kind kind, int *lock, FILE *messages)
{
    enum { ATTEMPTS = 10 };
    const char *path = in_keeping(store, name);
    for (int i = 0; i < ATTEMPTS; i++) {
        *lock = lock_take(path, kind, messages);
        if (*lock >= 0)
            return true;
        if (errno != ENOENT || store->options->dry_run)
            break;
        if (!make_folders(store, messages))
            return false;
    }
    return refuse(store, messages, path, strerror(errno));
}

static bool open_all(struct store *store, FILE *messages)
{
    bool look = store->options->dry_run;
    if (look && !is_there(in_keeping(store, store->state_name))) {
        find_place(store);
        return true;
    }
    if (!look && !make_folders(store, messages))
        return false;
    bool shard = store->options->shard_count > 0;
    if (!take_lock(store, "lock", shard ? LOCK_SHARED : LOCK_WHOLE,
                   &store->lock, messages) ||
        (shard && !take_lock(store, store->lock_name, LOCK_WHOLE,
                             &store->shard_lock, messages)))
        return false;
    find_place(store);
    // Another run may have filled it while this one waited.
    store->made_keeping =
        store->made_keeping && !is_there(in_keeping(store, store->state_name));
    return open_state(store, messages);
}

static void remove_leftovers(const struct store *store);
static void remove_leftover_mark(const struct store *store);

// A shard has a state, a lock and a mark of its own.
static const char *name_of(const struct store *store, const char *whole,
                           const char *ending)
{
    const struct store_options *options = store->options;
    if (options->shard_count == 0)
        return whole;
    return arena_c_string(store->arena,
                          arena_printf(store->arena, "shards/%zu-of-%zu.%s",
                                       options->shard_index,
                                       options->shard_count, ending));
}

static void name_files(struct store *store)
{
    store->state_name = name_of(store, "state.sqlite", "sqlite");
    store->mark_name = name_of(store, "unfinished", "unfinished");
    store->lock_name = name_of(store, "lock", "lock");
}

static struct store *store_new(const struct store_options *options)
{
    struct arena *arena = arena_new();
    struct store *store = ARENA_NEW(arena, struct store);
    *store = (struct store){.arena = arena,
                            .options = options,
                            .folder = options->folder,
                            .lock = -1,
                            .shard_lock = -1,
                            .common = {.arena = arena}};
    store->keeping =
        arena_c_string(arena, arena_printf(arena, "%s/.qalam", store->folder));
    store->cache = (struct cache){
        options->cache_folder ? options->cache_folder
                              : in_keeping(store, "cache"),
        (uint64_t)CACHE_DEFAULT_MEGABYTES << 20, options->dry_run};
    name_files(store);
    return store;
}

struct store *store_open(const struct store_options *options,
                         const struct request *request,
                         const struct shared *shared, FILE *messages)
{
    struct store *store = store_new(options);
    store->request = request;
    if (!open_all(store, messages)) {
        store_close(store, messages);
        return NULL;
    }
    // Beside a shard others may be at work.
    bool alone = !options->dry_run && options->shard_count == 0;
    if (alone && store->suspicious)
        remove_leftovers(store);
    else if (alone)
        remove_leftover_mark(store);
    store->theme =
        shared->templates ? templates_theme(shared->templates) : NULL;
    run_dependencies(&store->common, request, shared->fonts);
    return store;
}

void store_sign_shard(struct store *store, bool finished)
{
    const struct store_options *options = store->options;
    struct str name = arena_printf(store->arena, "%zu/%zu",
                                   options->shard_index, options->shard_count);
    state_begin(store->state);
    state_put_fact(store->state, "shard", name);
    state_put_fact(store->state, "finished",
                   finished ? STR("yes") : (struct str){0});
    state_commit(store->state);
}

// ----- Walking what lies there -----

// As output.c names them: .qalam-PROCESS-THREAD-NUMBER.
static bool is_leftover(const char *name)
{
    static const char before[] = ".qalam-";
    size_t hyphens = 0;
    if (!str_starts(str_of(name), str_of(before)))
        return false;
    for (const char *at = name + sizeof before - 1; *at; at++) {
        if ((*at < '0' || *at > '9') && *at != '-')
            return false;
        hyphens += *at == '-';
    }
    return hyphens == 2;
}

static int remove_leftover(const char *path, const struct stat *facts, int kind,
                           struct FTW *place)
{
    (void)facts;
    if (kind == FTW_F && is_leftover(path + place->base))
        unlink(path);
    return 0;
}

enum { WALK_FILES_OPEN = 16 };

// What a killed run had written and not renamed, see output.c.
static void remove_leftovers(const struct store *store)
{
    nftw(store->folder, remove_leftover, WALK_FILES_OPEN, FTW_PHYS);
}

// The mark itself was on its way when the run was killed: nothing says that
// there was a run.
static void remove_leftover_mark(const struct store *store)
{
    DIR *entries = opendir(store->keeping);
    if (!entries)
        return;
    for (struct dirent *entry; (entry = readdir(entries));)
        if (is_leftover(entry->d_name))
            unlinkat(dirfd(entries), entry->d_name, 0);
    closedir(entries);
}

static int remove_any(const char *path, const struct stat *facts, int kind,
                      struct FTW *place)
{
    (void)facts;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

// ----- Closing -----

// A run that wrote nothing leaves nothing.
static void take_back(const struct store *store)
{
    nftw(store->keeping, remove_any, WALK_FILES_OPEN, FTW_PHYS | FTW_DEPTH);
    if (store->made_folder)
        rmdir(store->folder);
}

bool store_close(struct store *store, FILE *messages)
{
    const char *fault = store->state ? state_fault(store->state) : NULL;
    if (fault)
        print_fault(store, messages, in_keeping(store, store->state_name),
                    fault, "the next run looks at everything anew");
    else if (store->state && !store->options->dry_run &&
             !store->options->again && (store->wrote || store->suspicious))
        take_mark(store);
    // Where files are in place, what is kept tells that they are qalam's.
    bool empty = store->made_keeping && !store->placed &&
                 !(store->state && state_has_files(store->state));
    state_close(store->state);
    if (empty)
        take_back(store);
    else if (store->wrote && store->options->shard_count == 0 &&
             !store->options->again)
        cache_trim(&store->cache);
    lock_drop(store->shard_lock);
    lock_drop(store->lock);
    arena_free(store->arena);
    return !fault;
}

void store_settle(const struct store_options *options)
{
    struct store *store = store_new(options);
    struct str mark;
    const char *why;
    const char *path = in_keeping(store, store->mark_name);
    if (load_file(store->arena, path, &mark, &why) &&
        str_equal(mark, mark_text(store->arena))) {
        store->lock =
            lock_take(in_keeping(store, store->lock_name), LOCK_WHOLE, NULL);
        take_mark(store);
        cache_trim(&store->cache);
        lock_drop(store->lock);
    }
    arena_free(store->arena);
}

// ----- Cleaning -----

enum exit_status store_clean(const char *folder, const char *cache_folder,
                             FILE *messages)
{
    struct arena *arena = arena_new();
    struct str keeping = arena_printf(arena, "%s/.qalam", folder);
    char *lock_path = arena_c_string(
        arena, arena_printf(arena, "%.*s/lock", STR_ARG(keeping)));
    char *own = arena_c_string(
        arena, arena_printf(arena, "%.*s/cache", STR_ARG(keeping)));
    struct cache cache = {cache_folder ? cache_folder : own, 0};
    if (!cache_folder && !is_there(own)) {
        fprintf(messages, "qalam clean: nothing is kept in %s\n", own);
    } else {
        int lock =
            cache_folder ? -1 : lock_take(lock_path, LOCK_WHOLE, messages);
        uint64_t freed = cache_clear(&cache);
        fprintf(messages, "%s: %.1f MB freed\n", cache.folder,
                (double)freed / 1e6);
        lock_drop(lock);
    }
    arena_free(arena);
    return EXIT_BUILT;
}

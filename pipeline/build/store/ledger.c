// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: opening and closing it.
#include "build/store/ledger_parts.h"

#include "base/load.h"
#include "build/store/lock.h"
#include "base/output.h"
#include "build/store/run_dependencies.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <unistd.h>

// ----- Names -----

const char *ledger_path(const struct ledger *ledger, struct arena *arena,
                        struct str below)
{
    return arena_c_string(
        arena, arena_printf(arena, "%s/%.*s", ledger->folder, STR_ARG(below)));
}

struct str ledger_below(struct arena *arena, const struct input *input,
                        struct str name)
{
    return arena_printf(arena, "%s%s%.*s", input->folder,
                        input->folder[0] ? "/" : "", STR_ARG(name));
}

// The way from a folder to a path, both as realpath gives them.
static struct str way_from(struct arena *arena, const char *folder,
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
    struct str way = {0};
    for (const char *at = folder + same; *at; at++)
        if (*at == '/' && at[1] != '\0')
            way = arena_printf(arena, "%.*s../", STR_ARG(way));
    while (path[same] == '/')
        same++;
    return arena_printf(arena, "%.*s%s", STR_ARG(way), path + same);
}

struct str ledger_prefix(const struct ledger *ledger, struct arena *arena,
                         const char *root)
{
    struct str way = way_from(arena, ledger->real, root);
    return arena_printf(arena, "%.*s//", STR_ARG(way));
}

struct str ledger_id(const struct ledger *ledger, struct arena *arena,
                     const struct input *input)
{
    if (input->root) {
        struct str prefix = ledger_prefix(ledger, arena, input->root);
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
        real ? way_from(arena, ledger->real, arena_c_string(arena, path))
             : arena_str(arena, str_of(input->path));
    free(real);
    return id;
}

// ----- Opening -----

static const char *in_keeping(const struct ledger *ledger, const char *name)
{
    return arena_c_string(ledger->arena, arena_printf(ledger->arena, "%s/%s",
                                                      ledger->keeping, name));
}

static void print_fault(const struct ledger *ledger, FILE *messages,
                        const char *path, const char *why, const char *then)
{
    struct str text = arena_printf(
        ledger->arena, "%s cannot be written: %s; %s", path, why, then);
    diag_print_machine(messages, ledger->options->json, str_of(ledger->folder),
                       text);
}

static bool refuse(const struct ledger *ledger, FILE *messages,
                   const char *path, const char *why)
{
    print_fault(ledger, messages, path, why, "nothing was built");
    return false;
}

static bool is_there(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0;
}

static bool make_folders(struct ledger *ledger, FILE *messages)
{
    ledger->made_folder = !is_there(ledger->folder);
    ledger->made_keeping = !is_there(ledger->keeping);
    const char *below = in_keeping(ledger, ledger->state_name);
    if (!output_make_folders(below))
        return refuse(ledger, messages, ledger->keeping, strerror(errno));
    return true;
}

static void find_place(struct ledger *ledger)
{
    char *real = realpath(ledger->folder, NULL);
    ledger->real =
        arena_c_string(ledger->arena, str_of(real ? real : ledger->folder));
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
bool ledger_mark(struct ledger *ledger)
{
    if (!ledger->wrote)
        ledger->wrote = output_write_file(in_keeping(ledger, ledger->mark_name),
                                          mark_text(ledger->arena));
    return ledger->wrote;
}

// Files are renamed into place without waiting for the disk, which would cost
// more than making them. So after a power cut one of them may be empty, and is
// made again; see ledger_standing.
static void look_for_mark(struct ledger *ledger)
{
    struct str mark;
    const char *why;
    bool marked = load_file(ledger->arena,
                            in_keeping(ledger, ledger->mark_name), &mark, &why);
    ledger->suspicious = marked && !str_equal(mark, mark_text(ledger->arena));
    ledger->power_cut =
        ledger->suspicious && !str_starts(mark, boot_id(ledger->arena));
}

// What was written is on the disk before the mark goes.
static void take_mark(struct ledger *ledger)
{
    int folder = open(ledger->keeping, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        syncfs(folder);
        close(folder);
    }
    unlink(in_keeping(ledger, ledger->mark_name));
}

static bool open_state(struct ledger *ledger, FILE *messages)
{
    const char *why;
    const char *path = in_keeping(ledger, ledger->state_name);
    bool look = ledger->options->dry_run;
    ledger->state =
        look ? state_open_other(path, &why) : state_open(path, messages, &why);
    // A look at what cannot be looked at: everything would be made.
    if (!ledger->state && !look)
        return refuse(ledger, messages, path, why);
    look_for_mark(ledger);
    return true;
}

// The run that this one waited for may have taken its folder back (take_back).
static bool take_lock(struct ledger *ledger, const char *name,
                      enum lock_kind kind, int *lock, FILE *messages)
{
    enum { ATTEMPTS = 10 };
    const char *path = in_keeping(ledger, name);
    for (int i = 0; i < ATTEMPTS; i++) {
        *lock = lock_take(path, kind, messages);
        if (*lock >= 0)
            return true;
        if (errno != ENOENT || ledger->options->dry_run)
            break;
        if (!make_folders(ledger, messages))
            return false;
    }
    return refuse(ledger, messages, path, strerror(errno));
}

static bool open_all(struct ledger *ledger, FILE *messages)
{
    bool look = ledger->options->dry_run;
    if (look && !is_there(in_keeping(ledger, ledger->state_name))) {
        find_place(ledger);
        return true;
    }
    if (!look && !make_folders(ledger, messages))
        return false;
    bool shard = ledger->options->shard_count > 0;
    if (!take_lock(ledger, "lock", shard ? LOCK_SHARED : LOCK_WHOLE,
                   &ledger->lock, messages) ||
        (shard && !take_lock(ledger, ledger->lock_name, LOCK_WHOLE,
                             &ledger->shard_lock, messages)))
        return false;
    find_place(ledger);
    // Another run may have filled it while this one waited.
    ledger->made_keeping = ledger->made_keeping &&
                           !is_there(in_keeping(ledger, ledger->state_name));
    return open_state(ledger, messages);
}

static void remove_leftovers(const struct ledger *ledger);

// A shard has a state, a lock and a mark of its own.
static const char *name_of(const struct ledger *ledger, const char *whole,
                           const char *ending)
{
    const struct store_options *options = ledger->options;
    if (options->shard_count == 0)
        return whole;
    return arena_c_string(ledger->arena,
                          arena_printf(ledger->arena, "shards/%zu-of-%zu.%s",
                                       options->shard_index,
                                       options->shard_count, ending));
}

static void name_files(struct ledger *ledger)
{
    ledger->state_name = name_of(ledger, "state.sqlite", "sqlite");
    ledger->mark_name = name_of(ledger, "unfinished", "unfinished");
    ledger->lock_name = name_of(ledger, "lock", "lock");
}

static struct ledger *ledger_new(const struct store_options *options)
{
    struct arena *arena = arena_new();
    struct ledger *ledger = ARENA_NEW(arena, struct ledger);
    *ledger = (struct ledger){.arena = arena,
                              .options = options,
                              .folder = options->folder,
                              .lock = -1,
                              .shard_lock = -1,
                              .common = {.arena = arena}};
    ledger->keeping =
        arena_c_string(arena, arena_printf(arena, "%s/.qalam", ledger->folder));
    ledger->cache = (struct cache){
        options->cache_folder ? options->cache_folder
                              : in_keeping(ledger, "cache"),
        (uint64_t)CACHE_DEFAULT_MEGABYTES << 20, options->dry_run};
    name_files(ledger);
    return ledger;
}

struct ledger *ledger_open(const struct store_options *options,
                           const struct request *request,
                           const struct shared *shared, FILE *messages)
{
    struct ledger *ledger = ledger_new(options);
    ledger->request = request;
    if (!open_all(ledger, messages)) {
        ledger_close(ledger, messages);
        return NULL;
    }
    // Beside a shard others may be at work.
    if (ledger->suspicious && !options->dry_run && options->shard_count == 0)
        remove_leftovers(ledger);
    ledger->theme =
        shared->templates ? templates_theme(shared->templates) : NULL;
    run_dependencies(&ledger->common, request, shared->fonts);
    return ledger;
}

void ledger_sign_shard(struct ledger *ledger, bool finished)
{
    const struct store_options *options = ledger->options;
    struct str name = arena_printf(ledger->arena, "%zu/%zu",
                                   options->shard_index, options->shard_count);
    state_begin(ledger->state);
    state_put_fact(ledger->state, "shard", name);
    state_put_fact(ledger->state, "finished",
                   finished ? STR("yes") : (struct str){0});
    state_commit(ledger->state);
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
static void remove_leftovers(const struct ledger *ledger)
{
    nftw(ledger->folder, remove_leftover, WALK_FILES_OPEN, FTW_PHYS);
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
static void take_back(const struct ledger *ledger)
{
    nftw(ledger->keeping, remove_any, WALK_FILES_OPEN, FTW_PHYS | FTW_DEPTH);
    if (ledger->made_folder)
        rmdir(ledger->folder);
}

bool ledger_close(struct ledger *ledger, FILE *messages)
{
    const char *fault = ledger->state ? state_fault(ledger->state) : NULL;
    if (fault)
        print_fault(ledger, messages, in_keeping(ledger, ledger->state_name),
                    fault, "the next run looks at everything anew");
    else if (ledger->state && !ledger->options->dry_run &&
             !ledger->options->again && (ledger->wrote || ledger->suspicious))
        take_mark(ledger);
    // Where files are in place, what is kept tells that they are qalam's.
    bool empty = ledger->made_keeping && !ledger->placed &&
                 !(ledger->state && state_has_files(ledger->state));
    state_close(ledger->state);
    if (empty)
        take_back(ledger);
    else if (ledger->wrote && ledger->options->shard_count == 0 &&
             !ledger->options->again)
        cache_trim(&ledger->cache);
    lock_drop(ledger->shard_lock);
    lock_drop(ledger->lock);
    arena_free(ledger->arena);
    return !fault;
}

void ledger_settle(const struct store_options *options)
{
    struct ledger *ledger = ledger_new(options);
    struct str mark;
    const char *why;
    const char *path = in_keeping(ledger, ledger->mark_name);
    if (load_file(ledger->arena, path, &mark, &why) &&
        str_equal(mark, mark_text(ledger->arena))) {
        ledger->lock =
            lock_take(in_keeping(ledger, ledger->lock_name), LOCK_WHOLE, NULL);
        take_mark(ledger);
        cache_trim(&ledger->cache);
        lock_drop(ledger->lock);
    }
    arena_free(ledger->arena);
}

// ----- Cleaning -----

enum exit_status ledger_clean(const char *folder, const char *cache_folder,
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

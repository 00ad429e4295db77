// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: writing what was made, and entering it.
//
// Each file is kept as a copy before it gets its name in the folder. So one
// that a killed run has put in place, and not entered, is known by its copy.
#include "build/store/store_parts.h"

#include "base/output.h"
#include "site/site.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// ----- Whose is a file -----

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool looks_known(const struct file_state *file, const struct stat *facts)
{
    return file->size == facts->st_size &&
           file->modified == nanoseconds(facts->st_mtim);
}

static void touch(struct store *store, struct str below,
                  const struct stat *facts, struct hash hash)
{
    if (store->options->dry_run)
        return;
    state_begin(store->state);
    state_touch_file(
        store->state, below,
        (struct file_state){hash, facts->st_size, nanoseconds(facts->st_mtim)});
    state_commit(store->state);
}

// What a power cut left of a file that was entered, or is a second name of a
// copy, or is empty, is no work of somebody else; but who can tell? It is moved
// aside, not written over.
static bool put_by(const struct store *store, struct arena *arena,
                   struct str below, const char *path)
{
    struct str aside =
        arena_printf(arena, "%s/found/%.*s", store->keeping, STR_ARG(below));
    const char *target = arena_c_string(arena, aside);
    return output_make_folders(target) && rename(path, target) == 0;
}

enum file_status store_file_status(struct store *store, struct str below,
                                   struct hash *hash)
{
    struct arena *arena = arena_new();
    const char *path = store_path(store, arena, below);
    struct file_state file;
    struct stat facts;
    enum file_status status = FILE_FOREIGN;
    bool entered = store->state && state_file(store->state, below, &file);
    if (lstat(path, &facts) != 0)
        status =
            errno == ENOENT || errno == ENOTDIR ? FILE_ABSENT : FILE_FOREIGN;
    else if (S_ISREG(facts.st_mode) && entered && !store->suspicious &&
             looks_known(&file, &facts))
        status = FILE_KNOWN;
    else if (S_ISREG(facts.st_mode) && hash_file(path, hash)) {
        if (entered && hash_equal(*hash, file.hash)) {
            status = FILE_KNOWN;
            touch(store, below, &facts, *hash);
        } else if (cache_holds(&store->cache, *hash)) {
            status = FILE_OURS;
        } else if (store->power_cut &&
                   (entered || facts.st_size == 0 ||
                    cache_has_inode(&store->cache, &facts))) {
            bool gone =
                store->options->dry_run || put_by(store, arena, below, path);
            status = gone ? FILE_ABSENT : FILE_FOREIGN;
        }
    }
    arena_free(arena);
    return status;
}

// A folder in its place is found by writing, and said in the system's words.
static bool is_folder(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

// Somebody else's file may stay where it has the very bytes.
static bool may_write(struct store *store, const char *path, struct str below,
                      struct hash hash)
{
    struct hash there = {0, 0};
    return store->options->force ||
           store_file_status(store, below, &there) != FILE_FOREIGN ||
           hash_equal(there, hash) || is_folder(path);
}

// ----- Writing -----

static bool refuse_system(struct refusal *refusal, const char *path)
{
    *refusal = (struct refusal){.path = path, .why = strerror(errno)};
    return false;
}

static bool keep_copy(struct store *store, struct output *output,
                      struct output_file *file, struct refusal *refusal)
{
    struct hash hash = hash_bytes(file->bytes);
    const char *path = store_path(store, output->arena, file->name);
    if (!may_write(store, path, file->name, hash)) {
        *refusal = (struct refusal){.path = path};
        return false;
    }
    const char *copy = file->copy;
    // Taken from there it is whole already.
    if (!copy &&
        !cache_keep(&store->cache, output->arena, file->bytes, hash, &copy))
        return refuse_system(refusal, path);
    // What is forced is a new file.
    file->copy = store->options->force ? NULL : copy;
    return true;
}

bool store_write(struct store *store, struct output *output,
                 struct refusal *refusal)
{
    const char *failed = store->folder;
    state_begin(store->state);
    bool marked = store_mark(store);
    int reason = errno;
    state_commit(store->state);
    errno = reason;
    if (!marked)
        return refuse_system(refusal, store_path(store, output->arena,
                                                 STR(".qalam/unfinished")));
    for (size_t i = 0; i < output->count; i++)
        if (!keep_copy(store, output, &output->files[i], refusal))
            return false;
    if (!output_write(output, store->folder, store->options->force, &failed))
        return refuse_system(refusal, failed);
    state_begin(store->state);
    store->placed = true;
    state_commit(store->state);
    return true;
}

void store_put_file(struct store *store, struct str id, unsigned format,
                    struct str below, struct hash hash)
{
    struct arena *arena = arena_new();
    struct stat facts;
    // One that is gone again is found out when it is looked for.
    struct file_state file = {.hash = hash};
    if (lstat(store_path(store, arena, below), &facts) == 0) {
        file.size = facts.st_size;
        file.modified = nanoseconds(facts.st_mtim);
    }
    state_put_file(store->state, id, format, below, file);
    arena_free(arena);
}

// ----- What is entered of a brief -----

static struct brief_state brief_of(const struct input *input,
                                   const struct plan *plan,
                                   const struct made *made)
{
    return (struct brief_state){.id = plan->id,
                                .shown = input->names.shown,
                                .folder = str_of(input->folder),
                                .stem = input->names.stem,
                                .lang = made->lang,
                                .record = made->record,
                                // Of the PDF that is in place, whatever else
                                // was laid out to be made.
                                .pdf_pages = plan->pdf_pages};
}

static void put_product(struct store *store, const struct plan *plan,
                        unsigned format, const struct made *made)
{
    struct buffer dependencies = {0};
    dependencies_write(&made->dependencies, &dependencies);
    struct product_state product = {format, buffer_str(&dependencies),
                                    made->warnings};
    state_put_product(store->state, plan->id, &product);
    for (size_t i = 0; i < made->file_count; i++)
        store_put_file(store, plan->id, format, made->files[i].path,
                       made->files[i].hash);
    buffer_release(&dependencies);
}

// What only some formats tell is as it was, where those are current.
static void keep_known(struct store *store, struct arena *arena,
                       struct brief_state *brief)
{
    struct brief_state last;
    if (!state_brief(store->state, arena, brief->id, &last))
        return;
    if (brief->record.count == 0)
        brief->record = last.record;
    if (brief->pdf_pages == 0)
        brief->pdf_pages = last.pdf_pages;
}

// All formats of `formats`, which have their made in the plan.
static bool enter(struct store *store, const struct input *input,
                  struct plan *plan, unsigned formats, struct refusal *refusal)
{
    if (formats & FORMAT_PAGED)
        plan->pdf_pages = plan->made[format_index(FORMAT_PAGED)].pdf_pages;
    state_begin(store->state);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1) {
        const struct made *made = &plan->made[format_index(format)];
        if (!(formats & format))
            continue;
        struct brief_state brief = brief_of(input, plan, made);
        keep_known(store, plan->arena, &brief);
        state_put_brief(store->state, &brief);
        put_product(store, plan, format, made);
    }
    if (state_commit(store->state))
        return true;
    *refusal = (struct refusal){
        .path = arena_c_string(plan->arena,
                               arena_printf(plan->arena, "%s/%s",
                                            store->keeping, store->state_name)),
        .why = state_fault(store->state),
        .not_entered = true};
    return false;
}

// ----- From copies -----

static bool add_copy(struct store *store, struct output *output,
                     const struct made_file *file, unsigned format)
{
    struct str bytes;
    const char *path;
    if (!cache_read(&store->cache, output->arena, file->hash, &bytes, &path))
        return false;
    ARENA_PUSH(output->arena, output->files, output->count, output->capacity) =
        (struct output_file){file->path, bytes, format, path};
    return true;
}

bool store_restore(struct store *store, const struct input *input,
                   struct plan *plan, struct refusal *refusal)
{
    struct output output = {.arena = arena_new()};
    bool good = true;
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1) {
        const struct made *made = &plan->made[format_index(format)];
        if (!(plan->restore & format))
            continue;
        bool whole = true;
        size_t before = output.count;
        for (size_t i = 0; i < made->file_count && whole; i++)
            whole = add_copy(store, &output, &made->files[i], format);
        if (whole)
            continue;
        // A copy went, or was damaged, since it was planned.
        output.count = before;
        plan->restore &= ~format;
        plan->make |= format;
    }
    good = store_write(store, &output, refusal) &&
           enter(store, input, plan, plan->restore, refusal);
    if (!good && refusal->path) // in the output's arena
        refusal->path = arena_c_string(plan->arena, str_of(refusal->path));
    arena_free(output.arena);
    return good;
}

// ----- Newly made -----

// What the brief was read as, should its file have changed since it was looked
// at; and what it turned out to use.
static struct dependencies dependencies_of(const struct store *store,
                                           const struct plan *plan,
                                           const struct job *job,
                                           unsigned format)
{
    struct dependencies dependencies = {.arena = plan->arena};
    for (size_t i = 0; i < plan->known.count; i++) {
        struct dependency dependency = plan->known.items[i];
        if (dependency.kind == DEPENDENCY_SOURCE &&
            str_equal(dependency.name, STR("text")))
            dependency.hash = job->input->hash;
        dependencies_add(&dependencies, dependency.kind, dependency.name,
                         dependency.hash);
    }
    store_format_inputs(store, &dependencies, plan, format);
    dependencies_add_all(&dependencies, &job->reads);
    dependencies_sort(&dependencies);
    return dependencies;
}

// XML where no text has a line end of its own.
static struct str on_one_line(struct arena *arena, struct str xml)
{
    struct buffer line = {0};
    for (size_t i = 0; i < xml.count; i++)
        if (xml.bytes[i] == '\n')
            buffer_add_c(&line, "&#10;");
        else
            buffer_add_byte(&line, xml.bytes[i]);
    struct str copy = arena_str(arena, buffer_str(&line));
    buffer_release(&line);
    return copy;
}

// What the site shows of the brief; empty where it was not made as XML.
static struct str record_of(const struct job *job)
{
    struct buffer record = {0};
    if (job->document)
        site_record(job->brief, job->document, &record);
    struct str line = on_one_line(job->brief->arena, buffer_str(&record));
    buffer_release(&record);
    return line;
}

static void fill_made(const struct store *store, struct plan *plan,
                      const struct job *job, struct str record, unsigned format)
{
    struct made *made = &plan->made[format_index(format)];
    *made =
        (struct made){.dependencies = dependencies_of(store, plan, job, format),
                      .record = record,
                      .lang = job->brief->lang,
                      .warnings = diag_count(job->context.diag, LEVEL_WARNING),
                      .pdf_pages = job->page_count};
    for (size_t i = 0; i < job->output.count; i++) {
        const struct output_file *file = &job->output.files[i];
        if (file->format == format)
            ARENA_PUSH(plan->arena, made->files, made->file_count,
                       made->file_capacity) =
                (struct made_file){file->name, hash_bytes(file->bytes)};
    }
}

// Its files as seen from where the brief's outputs go.
static struct made manifest_of(const struct input *input,
                               const struct plan *plan, const struct made *made)
{
    size_t folder = store_below(plan->arena, input, STR("")).count;
    struct made manifest = *made;
    manifest.files =
        ARENA_ARRAY(plan->arena, struct made_file, made->file_count);
    for (size_t i = 0; i < made->file_count; i++) {
        struct str path = made->files[i].path;
        manifest.files[i] = (struct made_file){
            str_slice(path, folder, path.count), made->files[i].hash};
    }
    return manifest;
}

// The base of a manifest is what was known, which what was found out is not.
static void keep_manifest(const struct store *store, const struct input *input,
                          const struct plan *plan, unsigned format)
{
    const struct made *made = &plan->made[format_index(format)];
    struct made manifest = manifest_of(input, plan, made);
    struct dependencies base = {.arena = plan->arena};
    for (size_t i = 0; i < made->dependencies.count; i++)
        if (!dependency_is_found_out(&made->dependencies.items[i]))
            dependencies_add(&base, made->dependencies.items[i].kind,
                             made->dependencies.items[i].name,
                             made->dependencies.items[i].hash);
    dependencies_sort(&base);
    cache_keep_made(&store->cache, dependencies_key(&base), &manifest);
}

bool store_enter(struct store *store, const struct input *input,
                 struct plan *plan, struct job *job, struct refusal *refusal)
{
    struct output *output = &job->output;
    struct str record = record_of(job);
    for (size_t i = 0; i < output->count; i++)
        output->files[i].name =
            store_below(output->arena, input, output->files[i].name);
    if (!store_write(store, output, refusal))
        return false;
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        if (plan->make & format) {
            fill_made(store, plan, job, record, format);
            keep_manifest(store, input, plan, format);
        }
    return enter(store, input, plan, plan->make, refusal);
}

bool store_enter_others(struct store *store, const struct input *input,
                        struct plan *plan, struct job *job)
{
    struct refusal refusal = {0};
    size_t errors = diag_count(job->context.diag, LEVEL_ERROR);
    unsigned others = plan->make & ~job->refused;
    if (!job->done || !job->refused || errors != job->refused_errors || !others)
        return false;
    plan->make = others;
    return store_enter(store, input, plan, job, &refusal);
}

bool store_enter_failed(struct store *store, const struct input *input,
                        const struct plan *plan)
{
    struct brief_state brief;
    bool entered = state_brief(store->state, plan->arena, plan->id, &brief);
    struct made none = {0};
    bool has_outputs = state_formats(store->state, plan->id) != 0;
    // A mistyped operand is no brief.
    if (entered ? brief.failed : access(input->path, F_OK) != 0)
        return has_outputs;
    if (!entered)
        brief = brief_of(input, plan, &none);
    brief.failed = true;
    state_begin(store->state);
    state_put_brief(store->state, &brief);
    state_commit(store->state);
    return has_outputs;
}

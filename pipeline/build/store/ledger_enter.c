// SPDX-License-Identifier: MIT
// The book-keeping of an output folder: writing what was made, and entering it.
//
// Each file is kept as a copy before it gets its name in the folder. So one
// that a killed run has put in place, and not entered, is known by its copy.
#include "build/store/ledger_parts.h"

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

static void touch(struct ledger *ledger, struct str below,
                  const struct stat *facts, struct hash hash)
{
    if (ledger->options->dry_run)
        return;
    state_begin(ledger->state);
    state_touch_file(
        ledger->state, below,
        (struct file_state){hash, facts->st_size, nanoseconds(facts->st_mtim)});
    state_commit(ledger->state);
}

// What a power cut left of a file that was entered, or is a second name of a
// copy, or is empty, is no work of somebody else; but who can tell? It is moved
// aside, not written over.
static bool put_by(const struct ledger *ledger, struct arena *arena,
                   struct str below, const char *path)
{
    struct str aside =
        arena_printf(arena, "%s/found/%.*s", ledger->keeping, STR_ARG(below));
    const char *target = arena_c_string(arena, aside);
    return output_make_folders(target) && rename(path, target) == 0;
}

enum standing ledger_standing(struct ledger *ledger, struct str below,
                              struct hash *hash)
{
    struct arena *arena = arena_new();
    const char *path = ledger_path(ledger, arena, below);
    struct file_state file;
    struct stat facts;
    enum standing standing = STANDING_FOREIGN;
    bool entered = ledger->state && state_file(ledger->state, below, &file);
    if (lstat(path, &facts) != 0)
        standing = errno == ENOENT || errno == ENOTDIR ? STANDING_ABSENT
                                                       : STANDING_FOREIGN;
    else if (S_ISREG(facts.st_mode) && entered && !ledger->suspicious &&
             looks_known(&file, &facts))
        standing = STANDING_KNOWN;
    else if (S_ISREG(facts.st_mode) && hash_file(path, hash)) {
        if (entered && hash_equal(*hash, file.hash)) {
            standing = STANDING_KNOWN;
            touch(ledger, below, &facts, *hash);
        } else if (cache_holds(&ledger->cache, *hash)) {
            standing = STANDING_OURS;
        } else if (ledger->power_cut &&
                   (entered || facts.st_size == 0 ||
                    cache_has_inode(&ledger->cache, &facts))) {
            bool gone =
                ledger->options->dry_run || put_by(ledger, arena, below, path);
            standing = gone ? STANDING_ABSENT : STANDING_FOREIGN;
        }
    }
    arena_free(arena);
    return standing;
}

// A folder in its place is found by writing, and said in the system's words.
static bool is_folder(const char *path)
{
    struct stat facts;
    return lstat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

// Somebody else's file may stay where it has the very bytes.
static bool may_write(struct ledger *ledger, const char *path, struct str below,
                      struct hash hash)
{
    struct hash there = {0, 0};
    return ledger->options->force ||
           ledger_standing(ledger, below, &there) != STANDING_FOREIGN ||
           hash_equal(there, hash) || is_folder(path);
}

// ----- Writing -----

static bool refuse_system(struct refusal *refusal, const char *path)
{
    *refusal = (struct refusal){.path = path, .why = strerror(errno)};
    return false;
}

static bool keep_copy(struct ledger *ledger, struct output *output,
                      struct output_file *file, struct refusal *refusal)
{
    struct hash hash = hash_bytes(file->bytes);
    const char *path = ledger_path(ledger, output->arena, file->name);
    if (!may_write(ledger, path, file->name, hash)) {
        *refusal = (struct refusal){.path = path};
        return false;
    }
    const char *copy = file->copy;
    // Taken from there it is whole already.
    if (!copy &&
        !cache_keep(&ledger->cache, output->arena, file->bytes, hash, &copy))
        return refuse_system(refusal, path);
    // What is forced is a new file.
    file->copy = ledger->options->force ? NULL : copy;
    return true;
}

bool ledger_write(struct ledger *ledger, struct output *output,
                  struct refusal *refusal)
{
    const char *failed = ledger->folder;
    state_begin(ledger->state);
    bool marked = ledger_mark(ledger);
    int reason = errno;
    state_commit(ledger->state);
    errno = reason;
    if (!marked)
        return refuse_system(refusal, ledger_path(ledger, output->arena,
                                                  STR(".qalam/unfinished")));
    for (size_t i = 0; i < output->count; i++)
        if (!keep_copy(ledger, output, &output->files[i], refusal))
            return false;
    if (!output_write(output, ledger->folder, ledger->options->force, &failed))
        return refuse_system(refusal, failed);
    state_begin(ledger->state);
    ledger->placed = true;
    state_commit(ledger->state);
    return true;
}

void ledger_put_file(struct ledger *ledger, struct str id, unsigned format,
                     struct str below, struct hash hash)
{
    struct arena *arena = arena_new();
    struct stat facts;
    // One that is gone again is found out when it is looked for.
    struct file_state file = {.hash = hash};
    if (lstat(ledger_path(ledger, arena, below), &facts) == 0) {
        file.size = facts.st_size;
        file.modified = nanoseconds(facts.st_mtim);
    }
    state_put_file(ledger->state, id, format, below, file);
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
                                .card = made->card,
                                // Of the PDF that is in place, whatever else
                                // was laid out to be made.
                                .pdf_pages = plan->pdf_pages};
}

static void put_product(struct ledger *ledger, const struct plan *plan,
                        unsigned format, const struct made *made)
{
    struct buffer dependencies = {0};
    dependencies_write(&made->dependencies, &dependencies);
    struct product_state product = {format, buffer_str(&dependencies),
                                    made->warnings};
    state_put_product(ledger->state, plan->id, &product);
    for (size_t i = 0; i < made->file_count; i++)
        ledger_put_file(ledger, plan->id, format, made->files[i].path,
                        made->files[i].hash);
    buffer_release(&dependencies);
}

// What only some formats tell is as it was, where those are current.
static void keep_known(struct ledger *ledger, struct arena *arena,
                       struct brief_state *brief)
{
    struct brief_state last;
    if (!state_brief(ledger->state, arena, brief->id, &last))
        return;
    if (brief->card.count == 0)
        brief->card = last.card;
    if (brief->pdf_pages == 0)
        brief->pdf_pages = last.pdf_pages;
}

// All formats of `formats`, which have their made in the plan.
static bool enter(struct ledger *ledger, const struct input *input,
                  struct plan *plan, unsigned formats, struct refusal *refusal)
{
    if (formats & FORMAT_PAGED)
        plan->pdf_pages = plan->made[format_index(FORMAT_PAGED)].pdf_pages;
    state_begin(ledger->state);
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1) {
        const struct made *made = &plan->made[format_index(format)];
        if (!(formats & format))
            continue;
        struct brief_state brief = brief_of(input, plan, made);
        keep_known(ledger, plan->arena, &brief);
        state_put_brief(ledger->state, &brief);
        put_product(ledger, plan, format, made);
    }
    if (state_commit(ledger->state))
        return true;
    *refusal = (struct refusal){
        .path = arena_c_string(plan->arena, arena_printf(plan->arena, "%s/%s",
                                                         ledger->keeping,
                                                         ledger->state_name)),
        .why = state_fault(ledger->state),
        .not_entered = true};
    return false;
}

// ----- From copies -----

static bool add_copy(struct ledger *ledger, struct output *output,
                     const struct made_file *file, unsigned format)
{
    struct str bytes;
    const char *path;
    if (!cache_read(&ledger->cache, output->arena, file->hash, &bytes, &path))
        return false;
    ARENA_PUSH(output->arena, output->files, output->count, output->capacity) =
        (struct output_file){file->path, bytes, format, path};
    return true;
}

bool ledger_restore(struct ledger *ledger, const struct input *input,
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
            whole = add_copy(ledger, &output, &made->files[i], format);
        if (whole)
            continue;
        // A copy went, or was damaged, since it was planned.
        output.count = before;
        plan->restore &= ~format;
        plan->make |= format;
    }
    good = ledger_write(ledger, &output, refusal) &&
           enter(ledger, input, plan, plan->restore, refusal);
    if (!good && refusal->path) // in the output's arena
        refusal->path = arena_c_string(plan->arena, str_of(refusal->path));
    arena_free(output.arena);
    return good;
}

// ----- Newly made -----

// What the brief was read as, should its file have changed since it was looked
// at; and what it turned out to use.
static struct dependencies dependencies_of(const struct ledger *ledger,
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
    ledger_format_inputs(ledger, &dependencies, plan, format);
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
static struct str card_of(const struct job *job)
{
    struct buffer card = {0};
    if (job->document)
        site_card(job->brief, job->document, &card);
    struct str line = on_one_line(job->brief->arena, buffer_str(&card));
    buffer_release(&card);
    return line;
}

static void fill_made(const struct ledger *ledger, struct plan *plan,
                      const struct job *job, struct str card, unsigned format)
{
    struct made *made = &plan->made[format_index(format)];
    *made = (struct made){
        .dependencies = dependencies_of(ledger, plan, job, format),
        .card = card,
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
static struct made recipe_of(const struct input *input, const struct plan *plan,
                             const struct made *made)
{
    size_t folder = ledger_below(plan->arena, input, STR("")).count;
    struct made recipe = *made;
    recipe.files = ARENA_ARRAY(plan->arena, struct made_file, made->file_count);
    for (size_t i = 0; i < made->file_count; i++) {
        struct str path = made->files[i].path;
        recipe.files[i] = (struct made_file){
            str_slice(path, folder, path.count), made->files[i].hash};
    }
    return recipe;
}

// The base of a recipe is what was known, which what was found out is not.
static void keep_recipe(const struct ledger *ledger, const struct input *input,
                        const struct plan *plan, unsigned format)
{
    const struct made *made = &plan->made[format_index(format)];
    struct made recipe = recipe_of(input, plan, made);
    struct dependencies base = {.arena = plan->arena};
    for (size_t i = 0; i < made->dependencies.count; i++)
        if (!dependency_is_found_out(&made->dependencies.items[i]))
            dependencies_add(&base, made->dependencies.items[i].kind,
                             made->dependencies.items[i].name,
                             made->dependencies.items[i].hash);
    dependencies_sort(&base);
    cache_keep_made(&ledger->cache, dependencies_key(&base), &recipe);
}

bool ledger_enter(struct ledger *ledger, const struct input *input,
                  struct plan *plan, struct job *job, struct refusal *refusal)
{
    struct output *output = &job->output;
    struct str card = card_of(job);
    for (size_t i = 0; i < output->count; i++)
        output->files[i].name =
            ledger_below(output->arena, input, output->files[i].name);
    if (!ledger_write(ledger, output, refusal))
        return false;
    for (unsigned format = 1; format <= FORMATS_ALL; format <<= 1)
        if (plan->make & format) {
            fill_made(ledger, plan, job, card, format);
            keep_recipe(ledger, input, plan, format);
        }
    return enter(ledger, input, plan, plan->make, refusal);
}

bool ledger_enter_failed(struct ledger *ledger, const struct input *input,
                         const struct plan *plan)
{
    struct brief_state brief;
    bool entered = state_brief(ledger->state, plan->arena, plan->id, &brief);
    struct made none = {0};
    bool has_outputs = state_formats(ledger->state, plan->id) != 0;
    // A mistyped operand is no brief.
    if (entered ? brief.failed : access(input->path, F_OK) != 0)
        return has_outputs;
    if (!entered)
        brief = brief_of(input, plan, &none);
    brief.failed = true;
    state_begin(ledger->state);
    state_put_brief(ledger->state, &brief);
    state_commit(ledger->state);
    return has_outputs;
}

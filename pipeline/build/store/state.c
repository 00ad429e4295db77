// SPDX-License-Identifier: MIT
// The state of an output folder, in SQLite.
#include "build/store/state.h"

#include "base/fail.h"
#include "build/store/state_file.h"

#include <pthread.h>
#include <stdlib.h>

enum sql {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_BRIEF,
    SQL_BRIEFS,
    SQL_PRODUCT,
    SQL_FORMATS,
    SQL_FILE,
    SQL_ANY_FILE,
    SQL_PATHS,
    SQL_FACT,
    SQL_PUT_BRIEF,
    SQL_PUT_FAILED,
    SQL_PUT_PRODUCT,
    SQL_PUT_FILE,
    SQL_PUT_OWNER,
    SQL_TAKE_OVER,
    SQL_PUT_FACT,
    SQL_TOUCH_FILE,
    SQL_DROP_BRIEF,
    SQL_DROP_PRODUCTS,
    SQL_DROP_OWNERS,
    SQL_DROP_PRODUCT,
    SQL_DROP_OWNERS_OF,
    SQL_DROP_OWNER,
    SQL_OTHER_OWNER,
    SQL_OTHER_OWNERS,
    SQL_ORPHANS,
    SQL_DROP_FILE,
    SQL_COUNT
};
static const char *const sql[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_BRIEF] = "SELECT id, shown, folder, stem, lang, card, failed, pages"
                  " FROM brief WHERE id = ?",
    [SQL_BRIEFS] = "SELECT id, shown, folder, stem, lang, card, failed, pages"
                   " FROM brief ORDER BY id",
    [SQL_PRODUCT] = "SELECT inputs, warnings FROM product"
                    " WHERE id = ? AND format = ?",
    [SQL_FORMATS] = "SELECT format FROM product WHERE id = ?",
    [SQL_FILE] = "SELECT high, low, size, modified FROM file WHERE path = ?",
    [SQL_ANY_FILE] = "SELECT 1 FROM file LIMIT 1",
    [SQL_PATHS] = "SELECT path FROM owner WHERE id = ? AND format = ?"
                  " ORDER BY path",
    [SQL_FACT] = "SELECT value FROM fact WHERE name = ?",
    [SQL_PUT_BRIEF] = "INSERT OR REPLACE INTO brief"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [SQL_PUT_FAILED] = "UPDATE brief SET failed = ? WHERE id = ?",
    [SQL_PUT_PRODUCT] = "INSERT OR REPLACE INTO product VALUES (?, ?, ?, ?)",
    [SQL_PUT_FILE] = "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
    [SQL_PUT_OWNER] = "INSERT OR IGNORE INTO owner VALUES (?, ?, ?)",
    [SQL_TAKE_OVER] =
        "DELETE FROM product WHERE (id, format) IN"
        " (SELECT owner.id, owner.format FROM owner JOIN file USING (path)"
        " WHERE path = ?1 AND (high <> ?2 OR low <> ?3)"
        " AND (owner.id <> ?4 OR owner.format <> ?5))",
    [SQL_PUT_FACT] = "INSERT OR REPLACE INTO fact VALUES (?, ?)",
    [SQL_TOUCH_FILE] = "UPDATE file SET high = ?, low = ?, size = ?,"
                       " modified = ? WHERE path = ?",
    [SQL_DROP_BRIEF] = "DELETE FROM brief WHERE id = ?",
    [SQL_DROP_PRODUCTS] = "DELETE FROM product WHERE id = ?",
    [SQL_DROP_OWNERS] = "DELETE FROM owner WHERE id = ?",
    [SQL_DROP_PRODUCT] = "DELETE FROM product WHERE id = ? AND format = ?",
    [SQL_DROP_OWNERS_OF] = "DELETE FROM owner WHERE id = ? AND format = ?",
    [SQL_DROP_OWNER] = "DELETE FROM owner"
                       " WHERE id = ? AND format = ? AND path = ?",
    [SQL_OTHER_OWNER] = "SELECT 1 FROM owner WHERE path = ? AND id <> ?",
    [SQL_OTHER_OWNERS] = "SELECT DISTINCT id FROM owner WHERE path = ?"
                         " AND id <> ? ORDER BY id",
    [SQL_ORPHANS] = "SELECT path, high, low, size, modified FROM file"
                    " WHERE NOT EXISTS (SELECT 1 FROM owner"
                    " WHERE owner.path = file.path) ORDER BY path",
    [SQL_DROP_FILE] = "DELETE FROM file WHERE path = ?",
};

struct state {
    pthread_mutex_t lock; // recursive: held from begin to commit
    sqlite3 *database;
    sqlite3_stmt *statements[SQL_COUNT]; // NULL until it is wanted
    const char *fault;                   // NULL: none
    size_t depth;                        // of begins without their commit
};

// ----- Statements -----

static void note_fault(struct state *state, int code)
{
    if (!state->fault)
        state->fault = sqlite3_errstr(code);
}

// A statement ready to be bound; NULL after a fault.
static sqlite3_stmt *statement(struct state *state, enum sql which)
{
    if (state->fault)
        return NULL;
    if (!state->statements[which]) {
        int code = sqlite3_prepare_v3(state->database, sql[which], -1,
                                      SQLITE_PREPARE_PERSISTENT,
                                      &state->statements[which], NULL);
        if (code != SQLITE_OK)
            note_fault(state, code);
    }
    return state->statements[which];
}

// The next row of what was asked; false at the end, and then it is reset.
static bool step(struct state *state, sqlite3_stmt *asked)
{
    int code = asked ? sqlite3_step(asked) : SQLITE_DONE;
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        note_fault(state, code);
    sqlite3_reset(asked);
    return false;
}

// Binding borrows: the texts live until the step.
static void bind_text(sqlite3_stmt *asked, int at, struct str text)
{
    if (asked)
        sqlite3_bind_text64(asked, at, text.bytes ? text.bytes : "", text.count,
                            SQLITE_STATIC, SQLITE_UTF8);
}

static void bind_number(sqlite3_stmt *asked, int at, int64_t number)
{
    if (asked)
        sqlite3_bind_int64(asked, at, number);
}

static struct str text_of(struct arena *arena, sqlite3_stmt *row, int at)
{
    const char *bytes = (const char *)sqlite3_column_text(row, at);
    struct str text = {bytes, (size_t)sqlite3_column_bytes(row, at)};
    return arena_str(arena, text);
}

static void enter(struct state *state)
{
    pthread_mutex_lock(&state->lock);
}

static void leave(struct state *state)
{
    pthread_mutex_unlock(&state->lock);
}

// ----- Opening -----

static struct state *state_of(sqlite3 *database)
{
    struct state *state = calloc(1, sizeof *state);
    if (!state)
        fail_system("out of memory");
    state->database = database;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&state->lock, &attributes);
    pthread_mutexattr_destroy(&attributes);
    return state;
}

static int open_file(const char *path, bool make, sqlite3 **database,
                     const char **why)
{
    int number = 0;
    int code = state_file_open(path, make, sql, SQL_COUNT, database, &number);
    *why = state_file_reason(code, number);
    return code;
}

struct state *state_open(const char *path, FILE *messages, const char **why)
{
    sqlite3 *database = NULL;
    int code = open_file(path, true, &database, why);
    if (state_file_is_damaged(code) && state_file_set_aside(path)) {
        fprintf(messages,
                "qalam: %s is %s; it was set aside as %s.damaged, and "
                "everything is looked at anew\n",
                path,
                code == SQLITE_MISMATCH ? "of another version of qalam"
                                        : "damaged",
                path);
        code = open_file(path, true, &database, why);
    }
    return code == SQLITE_OK ? state_of(database) : NULL;
}

struct state *state_open_other(const char *path, const char **why)
{
    sqlite3 *database = NULL;
    int code = open_file(path, false, &database, why);
    if (code == SQLITE_MISMATCH)
        *why = "it is of another version of qalam";
    return code == SQLITE_OK ? state_of(database) : NULL;
}

void state_close(struct state *state)
{
    if (!state)
        return;
    for (size_t i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(state->statements[i]);
    sqlite3_close(state->database);
    pthread_mutex_destroy(&state->lock);
    free(state);
}

const char *state_fault(const struct state *state)
{
    return state->fault;
}

// ----- Reading -----

static struct brief_state brief_of(struct arena *arena, sqlite3_stmt *row)
{
    return (struct brief_state){.id = text_of(arena, row, 0),
                                .shown = text_of(arena, row, 1),
                                .folder = text_of(arena, row, 2),
                                .stem = text_of(arena, row, 3),
                                .lang = text_of(arena, row, 4),
                                .record = text_of(arena, row, 5),
                                .failed = sqlite3_column_int(row, 6) != 0,
                                .pdf_pages =
                                    (size_t)sqlite3_column_int64(row, 7)};
}

bool state_brief(struct state *state, struct arena *arena, struct str id,
                 struct brief_state *brief)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_BRIEF);
    bind_text(asked, 1, id);
    bool found = step(state, asked);
    if (found)
        *brief = brief_of(arena, asked);
    sqlite3_reset(asked);
    leave(state);
    return found;
}

struct brief_state *state_briefs(struct state *state, struct arena *arena,
                                 size_t *count)
{
    struct brief_state *briefs = NULL;
    size_t capacity = 0;
    *count = 0;
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_BRIEFS);
    while (step(state, asked))
        ARENA_PUSH(arena, briefs, *count, capacity) = brief_of(arena, asked);
    leave(state);
    return briefs;
}

bool state_product(struct state *state, struct arena *arena, struct str id,
                   unsigned format, struct product_state *product)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_PRODUCT);
    bind_text(asked, 1, id);
    bind_number(asked, 2, format);
    bool found = step(state, asked);
    if (found)
        *product = (struct product_state){
            .format = format,
            .dependencies = text_of(arena, asked, 0),
            .warnings = (size_t)sqlite3_column_int64(asked, 1)};
    sqlite3_reset(asked);
    leave(state);
    return found;
}

unsigned state_formats(struct state *state, struct str id)
{
    unsigned formats = 0;
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_FORMATS);
    bind_text(asked, 1, id);
    while (step(state, asked))
        formats |= (unsigned)sqlite3_column_int(asked, 0);
    leave(state);
    return formats;
}

static struct file_state file_of(sqlite3_stmt *row, int at)
{
    return (struct file_state){
        .hash = {(uint64_t)sqlite3_column_int64(row, at),
                 (uint64_t)sqlite3_column_int64(row, at + 1)},
        .size = sqlite3_column_int64(row, at + 2),
        .modified = sqlite3_column_int64(row, at + 3)};
}

bool state_file(struct state *state, struct str path, struct file_state *file)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_FILE);
    bind_text(asked, 1, path);
    bool found = step(state, asked);
    if (found)
        *file = file_of(asked, 0);
    sqlite3_reset(asked);
    leave(state);
    return found;
}

bool state_has_files(struct state *state)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_ANY_FILE);
    bool any = step(state, asked);
    sqlite3_reset(asked);
    leave(state);
    return any;
}

// The first column of every row, in arena.
static struct str *all_texts(struct state *state, struct arena *arena,
                             sqlite3_stmt *asked, size_t *count)
{
    struct str *texts = NULL;
    size_t capacity = 0;
    *count = 0;
    while (step(state, asked))
        ARENA_PUSH(arena, texts, *count, capacity) = text_of(arena, asked, 0);
    return texts;
}

struct str *state_paths(struct state *state, struct arena *arena, struct str id,
                        unsigned format, size_t *count)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_PATHS);
    bind_text(asked, 1, id);
    bind_number(asked, 2, format);
    struct str *paths = all_texts(state, arena, asked, count);
    leave(state);
    return paths;
}

struct str state_fact(struct state *state, struct arena *arena,
                      const char *name)
{
    struct str value = {0};
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_FACT);
    bind_text(asked, 1, str_of(name));
    if (step(state, asked))
        value = text_of(arena, asked, 0);
    sqlite3_reset(asked);
    leave(state);
    return value;
}

// ----- Writing -----

static void run(struct state *state, sqlite3_stmt *asked)
{
    while (step(state, asked))
        continue;
}

void state_begin(struct state *state)
{
    enter(state);
    if (state->depth++ == 0)
        run(state, statement(state, SQL_BEGIN));
}

bool state_commit(struct state *state)
{
    bool outermost = --state->depth == 0;
    if (outermost)
        run(state, statement(state, SQL_COMMIT));
    bool good = !state->fault;
    if (!good && outermost && !sqlite3_get_autocommit(state->database))
        sqlite3_exec(state->database, sql[SQL_ROLLBACK], NULL, NULL, NULL);
    leave(state);
    return good;
}

void state_take_back(struct state *state)
{
    if (--state->depth != 0)
        BUG("a change within another cannot be taken back");
    if (!sqlite3_get_autocommit(state->database))
        sqlite3_exec(state->database, sql[SQL_ROLLBACK], NULL, NULL, NULL);
    leave(state);
}

void state_put_brief(struct state *state, const struct brief_state *brief)
{
    sqlite3_stmt *asked = statement(state, SQL_PUT_BRIEF);
    const struct str texts[] = {brief->id,   brief->shown, brief->folder,
                                brief->stem, brief->lang,  brief->record};
    for (size_t i = 0; i < COUNT(texts); i++)
        bind_text(asked, (int)i + 1, texts[i]);
    bind_number(asked, COUNT(texts) + 1, brief->failed);
    bind_number(asked, COUNT(texts) + 2, (int64_t)brief->pdf_pages);
    run(state, asked);
}

void state_put_failed(struct state *state, struct str id, bool failed)
{
    sqlite3_stmt *asked = statement(state, SQL_PUT_FAILED);
    bind_number(asked, 1, failed);
    bind_text(asked, 2, id);
    run(state, asked);
}

static void run_on_product(struct state *state, enum sql which, struct str id,
                           unsigned format)
{
    sqlite3_stmt *asked = statement(state, which);
    bind_text(asked, 1, id);
    bind_number(asked, 2, format);
    run(state, asked);
}

void state_put_product(struct state *state, struct str id,
                       const struct product_state *product)
{
    run_on_product(state, SQL_DROP_OWNERS_OF, id, product->format);
    sqlite3_stmt *asked = statement(state, SQL_PUT_PRODUCT);
    bind_text(asked, 1, id);
    bind_number(asked, 2, product->format);
    bind_text(asked, 3, product->dependencies);
    bind_number(asked, 4, (int64_t)product->warnings);
    run(state, asked);
}

// Four numbers from `at` on.
static void bind_file(sqlite3_stmt *asked, int at, struct file_state file)
{
    bind_number(asked, at, (int64_t)file.hash.high);
    bind_number(asked, at + 1, (int64_t)file.hash.low);
    bind_number(asked, at + 2, file.size);
    bind_number(asked, at + 3, file.modified);
}

// Others that had other bytes at the path have to be made again.
static void take_over(struct state *state, struct str id, unsigned format,
                      struct str path, struct hash hash)
{
    sqlite3_stmt *asked = statement(state, SQL_TAKE_OVER);
    bind_text(asked, 1, path);
    bind_number(asked, 2, (int64_t)hash.high);
    bind_number(asked, 3, (int64_t)hash.low);
    bind_text(asked, 4, id);
    bind_number(asked, 5, format);
    run(state, asked);
}

void state_put_file(struct state *state, struct str id, unsigned format,
                    struct str path, struct file_state file)
{
    take_over(state, id, format, path, file.hash);
    sqlite3_stmt *asked = statement(state, SQL_PUT_FILE);
    bind_text(asked, 1, path);
    bind_file(asked, 2, file);
    run(state, asked);
    sqlite3_stmt *owner = statement(state, SQL_PUT_OWNER);
    bind_text(owner, 1, id);
    bind_number(owner, 2, format);
    bind_text(owner, 3, path);
    run(state, owner);
}

void state_touch_file(struct state *state, struct str path,
                      struct file_state file)
{
    sqlite3_stmt *asked = statement(state, SQL_TOUCH_FILE);
    bind_file(asked, 1, file);
    bind_text(asked, 5, path);
    run(state, asked);
}

static void run_on_brief(struct state *state, enum sql which, struct str id)
{
    sqlite3_stmt *asked = statement(state, which);
    bind_text(asked, 1, id);
    run(state, asked);
}

void state_drop_brief(struct state *state, struct str id)
{
    run_on_brief(state, SQL_DROP_BRIEF, id);
    run_on_brief(state, SQL_DROP_PRODUCTS, id);
    run_on_brief(state, SQL_DROP_OWNERS, id);
}

void state_drop_product(struct state *state, struct str id, unsigned format)
{
    run_on_product(state, SQL_DROP_PRODUCT, id, format);
    run_on_product(state, SQL_DROP_OWNERS_OF, id, format);
}

void state_put_fact(struct state *state, const char *name, struct str value)
{
    sqlite3_stmt *asked = statement(state, SQL_PUT_FACT);
    bind_text(asked, 1, str_of(name));
    bind_text(asked, 2, value);
    run(state, asked);
}

bool state_has_other_owner(struct state *state, struct str path, struct str id)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_OTHER_OWNER);
    bind_text(asked, 1, path);
    bind_text(asked, 2, id);
    bool other = step(state, asked);
    sqlite3_reset(asked);
    leave(state);
    return other;
}

struct str *state_other_owners(struct state *state, struct arena *arena,
                               struct str path, struct str id, size_t *count)
{
    enter(state);
    sqlite3_stmt *asked = statement(state, SQL_OTHER_OWNERS);
    bind_text(asked, 1, path);
    bind_text(asked, 2, id);
    struct str *ids = all_texts(state, arena, asked, count);
    leave(state);
    return ids;
}

void state_drop_owner(struct state *state, struct str id, unsigned format,
                      struct str path)
{
    sqlite3_stmt *asked = statement(state, SQL_DROP_OWNER);
    bind_text(asked, 1, id);
    bind_number(asked, 2, format);
    bind_text(asked, 3, path);
    run(state, asked);
}

struct orphan {
    struct str path;
    struct file_state file;
};

void state_orphans(struct state *state, state_orphan *remove, void *closure)
{
    struct arena *arena = arena_new();
    struct orphan *orphans = NULL;
    size_t count = 0, capacity = 0;
    sqlite3_stmt *asked = statement(state, SQL_ORPHANS);
    // Collected first: rows are not deleted under a reader.
    while (step(state, asked))
        ARENA_PUSH(arena, orphans, count, capacity) =
            (struct orphan){text_of(arena, asked, 0), file_of(asked, 1)};
    for (size_t i = 0; i < count; i++)
        if (remove(closure, orphans[i].path, orphans[i].file))
            run_on_brief(state, SQL_DROP_FILE, orphans[i].path);
    arena_free(arena);
}

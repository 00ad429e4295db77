// SPDX-License-Identifier: MIT
// The file of a state: making it, and telling whether it is whole.
#include "build/store/state_file.h"

#include "base/fail.h"
#include "base/str.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Another number: another layout of the tables, and the state is begun anew.
enum { STATE_VERSION = 1 };

static const char tables[] =
    "CREATE TABLE fact(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"
    "CREATE TABLE brief(id TEXT PRIMARY KEY, shown TEXT, folder TEXT,"
    " stem TEXT, lang TEXT, card TEXT, failed INTEGER, pages INTEGER);"
    "CREATE TABLE product(id TEXT, format INTEGER, inputs TEXT,"
    " warnings INTEGER, PRIMARY KEY(id, format)) WITHOUT ROWID;"
    "CREATE TABLE file(path TEXT PRIMARY KEY, high INTEGER, low INTEGER,"
    " size INTEGER, modified INTEGER) WITHOUT ROWID;"
    "CREATE TABLE owner(id TEXT, format INTEGER, path TEXT,"
    " PRIMARY KEY(id, format, path)) WITHOUT ROWID;"
    "CREATE INDEX owned ON owner(path);";

static int user_version(sqlite3 *database, int *version)
{
    sqlite3_stmt *asked = NULL;
    int code =
        sqlite3_prepare_v2(database, "PRAGMA user_version", -1, &asked, NULL);
    if (code == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW)
        *version = sqlite3_column_int(asked, 0);
    int closed = sqlite3_finalize(asked);
    return code == SQLITE_OK ? closed : code;
}

// SQLITE_CORRUPT where SQLite finds its own file wrong.
static int check_whole(sqlite3 *database)
{
    sqlite3_stmt *asked = NULL;
    int code = sqlite3_prepare_v2(database, "PRAGMA integrity_check(1)", -1,
                                  &asked, NULL);
    bool whole = code == SQLITE_OK && sqlite3_step(asked) == SQLITE_ROW &&
                 str_equal(str_of((const char *)sqlite3_column_text(asked, 0)),
                           STR("ok"));
    int closed = sqlite3_finalize(asked);
    if (code != SQLITE_OK || closed != SQLITE_OK)
        return code != SQLITE_OK ? code : closed;
    return whole ? SQLITE_OK : SQLITE_CORRUPT;
}

static int make_tables(sqlite3 *database)
{
    char version[64];
    snprintf(version, sizeof version, "PRAGMA user_version = %d;COMMIT",
             STATE_VERSION);
    int code = sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, tables, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(database, version, NULL, NULL, NULL);
    return code;
}

// SQLITE_ERROR where a table or column that is asked for is not there.
static int check_tables(sqlite3 *database, const char *const *statements,
                        size_t count)
{
    int code = SQLITE_OK;
    for (size_t i = 0; i < count && code == SQLITE_OK; i++) {
        sqlite3_stmt *asked = NULL;
        code = sqlite3_prepare_v2(database, statements[i], -1, &asked, NULL);
        sqlite3_finalize(asked);
    }
    return code;
}

// One process has it: without shared memory, which network folders lack.
static int set_up(sqlite3 *database, bool make)
{
    int version = 0;
    int code = sqlite3_exec(database,
                            "PRAGMA locking_mode = EXCLUSIVE;"
                            "PRAGMA journal_mode = WAL;"
                            "PRAGMA synchronous = NORMAL;"
                            // Kibibytes: a series of thousands fits.
                            "PRAGMA cache_size = -16384;",
                            NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = user_version(database, &version);
    if (code == SQLITE_OK && version == 0)
        code = make ? make_tables(database) : SQLITE_MISMATCH;
    else if (code == SQLITE_OK)
        code =
            version == STATE_VERSION ? check_whole(database) : SQLITE_MISMATCH;
    return code;
}

int state_file_open(const char *path, bool make, const char *const *statements,
                    size_t count, sqlite3 **database, int *number)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                (make ? SQLITE_OPEN_CREATE : 0);
    errno = 0;
    int code = sqlite3_open_v2(path, database, flags, NULL);
    // It falls back to reading alone where it may not write.
    if (code == SQLITE_OK && sqlite3_db_readonly(*database, "main"))
        code = SQLITE_READONLY;
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(*database, 1);
        sqlite3_busy_timeout(*database, 10000);
        code = set_up(*database, make);
    }
    if (code == SQLITE_OK)
        code = check_tables(*database, statements, count);
    if (code != SQLITE_OK) {
        // It is not told of all faults; then the last that was is likely it.
        int last = errno;
        *number = *database ? sqlite3_system_errno(*database) : 0;
        if (*number == 0)
            *number = last;
        sqlite3_close(*database);
        *database = NULL;
    }
    return code;
}

// ----- What to do where that failed -----

bool state_file_is_damaged(int code)
{
    int kind = code & 0xff;
    return kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB ||
           kind == SQLITE_MISMATCH || kind == SQLITE_ERROR;
}

static void remove_beside(const char *path, const char *ending)
{
    char *name;
    if (asprintf(&name, "%s%s", path, ending) < 0)
        fail_system("out of memory");
    remove(name);
    free(name);
}

// Its logs go too: they would be read into the new file.
bool state_file_set_aside(const char *path)
{
    char *aside;
    if (asprintf(&aside, "%s.damaged", path) < 0)
        fail_system("out of memory");
    bool good = rename(path, aside) == 0;
    free(aside);
    remove_beside(path, "-wal");
    remove_beside(path, "-journal");
    return good;
}

// SQLite says “unable to open”; the system knows why.
const char *state_file_reason(int code, int number)
{
    int kind = code & 0xff;
    bool systems = kind == SQLITE_CANTOPEN || kind == SQLITE_IOERR;
    return systems && number ? strerror(number) : sqlite3_errstr(code);
}

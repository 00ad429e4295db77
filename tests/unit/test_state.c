// SPDX-License-Identifier: MIT
// The state of an output folder: kept, all or nothing, and never believed when
// it is damaged.
#include "folders.h"

#include "build/store/state.h"

#include <errno.h>
#include <pthread.h>
#include <sys/wait.h>

static char said[1024];

// What is said goes to `said`.
static struct state *open_it(void)
{
    const char *why = NULL;
    memset(said, 0, sizeof said);
    FILE *messages = fmemopen(said, sizeof said - 1, "w");
    struct state *opened =
        state_open(in_folder("state.sqlite"), messages, &why);
    fclose(messages);
    if (!opened)
        strncpy(said, why, sizeof said - 1);
    return opened;
}

static const struct file_state a_file = {
    {0xfedcba9876543210u, 0x8000000000000001u}, 1234, 1700000000123456789};

static void put_one(struct state *opened, const char *id, const char *path)
{
    struct brief_state brief = {.id = str_of(id),
                                .shown = STR("src/a.md"),
                                .folder = STR("sub"),
                                .stem = STR("a"),
                                .lang = STR("fa-AF"),
                                .record = STR("<record/>"),
                                .pdf_pages = 7};
    struct product_state product = {2, STR("source 00 text\n"), 3};
    state_begin(opened);
    state_put_brief(opened, &brief);
    state_put_product(opened, brief.id, &product);
    state_put_file(opened, brief.id, 2, str_of(path), a_file);
    assert_true(state_commit(opened));
}

static void holds_one(struct state *opened, const char *id, const char *path)
{
    struct arena *arena = arena_new();
    struct brief_state brief;
    struct product_state product;
    struct file_state file;
    size_t count;
    assert_true(state_brief(opened, arena, str_of(id), &brief));
    assert_str(brief.id, id);
    assert_str(brief.shown, "src/a.md");
    assert_str(brief.folder, "sub");
    assert_str(brief.stem, "a");
    assert_str(brief.lang, "fa-AF");
    assert_str(brief.record, "<record/>");
    assert_false(brief.failed);
    assert_int_equal(brief.pdf_pages, 7);
    assert_true(state_product(opened, arena, str_of(id), 2, &product));
    assert_str(product.dependencies, "source 00 text\n");
    assert_int_equal(product.warnings, 3);
    assert_false(state_product(opened, arena, str_of(id), 1, &product));
    assert_int_equal(state_formats(opened, str_of(id)), 2);
    assert_true(state_file(opened, str_of(path), &file));
    assert_memory_equal(&file, &a_file, sizeof file);
    struct str *paths = state_paths(opened, arena, str_of(id), 2, &count);
    assert_int_equal(count, 1);
    assert_str(paths[0], path);
    assert_null(state_fault(opened));
    arena_free(arena);
}

static void kept_over_closing(void **state)
{
    struct arena *arena = arena_new();
    struct state *opened = open_it();
    assert_non_null(opened);
    assert_false(state_has_files(opened));
    put_one(opened, "../src//a.md", "sub/a 'quoted' \xd9\xbe\n.html");
    state_begin(opened);
    state_put_fact(opened, "series", STR("one"));
    assert_true(state_commit(opened));
    for (int i = 0; i < 2; i++) {
        holds_one(opened, "../src//a.md", "sub/a 'quoted' \xd9\xbe\n.html");
        assert_true(state_has_files(opened));
        assert_str(state_fact(opened, arena, "series"), "one");
        assert_str(state_fact(opened, arena, "other"), "");
        state_close(opened);
        opened = open_it();
        assert_string_equal(said, "");
    }
    state_close(opened);
    arena_free(arena);
}

// The process ends between begin and commit: nothing of it is there. What was
// committed before is, though nothing was closed.
static void a_kill_leaves_whole_commits(void **state)
{
    pid_t child = fork();
    if (child == 0) {
        struct state *opened = open_it();
        put_one(opened, "a", "a.html");
        state_begin(opened);
        state_drop_brief(opened, STR("a"));
        state_put_fact(opened, "half", STR("yes"));
        _exit(opened ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    struct arena *arena = arena_new();
    struct state *opened = open_it();
    assert_string_equal(said, "");
    holds_one(opened, "a", "a.html");
    assert_str(state_fact(opened, arena, "half"), "");
    state_close(opened);
    arena_free(arena);
}

static void pairs_within_pairs(void **state)
{
    struct arena *arena = arena_new();
    struct state *opened = open_it();
    state_begin(opened);
    put_one(opened, "a", "a.html"); // with a pair of its own
    state_begin(opened);
    state_put_failed(opened, STR("a"), true);
    assert_true(state_commit(opened));
    assert_true(state_commit(opened));
    struct brief_state brief;
    assert_true(state_brief(opened, arena, STR("a"), &brief));
    assert_true(brief.failed);
    assert_int_equal(brief.pdf_pages, 7);
    state_close(opened);
    arena_free(arena);
}

static void *put_many(void *given)
{
    struct state *opened = given;
    for (int i = 0; i < 40; i++) {
        char id[32], path[48];
        snprintf(id, sizeof id, "%lx-%d", (unsigned long)pthread_self(), i);
        snprintf(path, sizeof path, "%s.html", id);
        put_one(opened, id, path);
        holds_one(opened, id, path);
    }
    return NULL;
}

static void threads(void **state)
{
    struct arena *arena = arena_new();
    struct state *opened = open_it();
    pthread_t started[3];
    for (size_t i = 0; i < COUNT(started); i++)
        assert_int_equal(pthread_create(&started[i], NULL, put_many, opened),
                         0);
    for (size_t i = 0; i < COUNT(started); i++)
        pthread_join(started[i], NULL);
    size_t count;
    struct brief_state *briefs = state_briefs(opened, arena, &count);
    assert_int_equal(count, 120);
    for (size_t i = 1; i < count; i++)
        assert_true(str_compare(briefs[i - 1].id, briefs[i].id) < 0);
    state_close(opened);
    arena_free(arena);
}

// ----- Whose files -----

static char told[256];

static bool tell(void *closure, struct str path, struct file_state file)
{
    strncat(told, path.bytes, path.count);
    strcat(told, " ");
    return !closure; // forgotten, or not
}

static const char *orphans(struct state *opened, bool keep)
{
    told[0] = '\0';
    state_begin(opened);
    state_orphans(opened, tell, keep ? opened : NULL);
    assert_true(state_commit(opened));
    return told;
}

static void files_without_a_brief(void **state)
{
    struct state *opened = open_it();
    put_one(opened, "a", "a.html");
    put_one(opened, "b", "b.html");
    state_begin(opened);
    state_put_file(opened, STR("a"), 2, STR("shared.css"), a_file);
    state_put_file(opened, STR("b"), 2, STR("shared.css"), a_file);
    assert_true(state_commit(opened));
    assert_string_equal(orphans(opened, false), "");
    state_begin(opened);
    state_drop_brief(opened, STR("a"));
    assert_true(state_commit(opened));
    assert_string_equal(orphans(opened, true), "a.html ");
    assert_string_equal(orphans(opened, false), "a.html ");
    assert_string_equal(orphans(opened, false), "");
    state_begin(opened);
    state_drop_product(opened, STR("b"), 2);
    assert_true(state_commit(opened));
    assert_string_equal(orphans(opened, false), "b.html shared.css ");
    assert_false(state_has_files(opened));
    state_close(opened);
}

// A new product has the files it is given, and no older ones.
static void a_product_is_replaced(void **state)
{
    struct state *opened = open_it();
    put_one(opened, "a", "old.html");
    put_one(opened, "a", "new.html");
    assert_string_equal(orphans(opened, false), "old.html ");
    holds_one(opened, "a", "new.html");
    state_close(opened);
}

static void another_takes_a_place(void **state)
{
    struct arena *arena = arena_new();
    struct state *opened = open_it();
    struct product_state product;
    put_one(opened, "a", "x.html");
    put_one(opened, "b", "x.html"); // the same bytes: shared
    assert_true(state_product(opened, arena, STR("a"), 2, &product));
    struct file_state other = a_file;
    other.hash.low++;
    state_begin(opened);
    state_put_file(opened, STR("b"), 2, STR("x.html"), other);
    assert_true(state_commit(opened));
    assert_false(state_product(opened, arena, STR("a"), 2, &product));
    assert_true(state_product(opened, arena, STR("b"), 2, &product));
    state_close(opened);
    arena_free(arena);
}

static void touching(void **state)
{
    struct state *opened = open_it();
    struct file_state file;
    put_one(opened, "a", "a.html");
    struct file_state later = a_file;
    later.modified++;
    state_begin(opened);
    state_touch_file(opened, STR("a.html"), later);
    state_touch_file(opened, STR("unknown.html"), later);
    assert_true(state_commit(opened));
    assert_true(state_file(opened, STR("a.html"), &file));
    assert_true(file.modified == later.modified);
    assert_false(state_file(opened, STR("unknown.html"), &file));
    state_close(opened);
}

// ----- Damage -----

static void make_one(void)
{
    struct state *opened = open_it();
    assert_non_null(opened);
    put_one(opened, "a", "a.html");
    state_close(opened);
}

static void is_set_aside(struct str bytes, const char *words)
{
    struct arena *arena = arena_new();
    put_file(in_folder("state.sqlite"), bytes);
    struct state *opened = open_it();
    assert_non_null(opened);
    assert_non_null(strstr(said, words));
    assert_false(state_has_files(opened));
    assert_true(
        str_equal(unit_file(arena, in_folder("state.sqlite.damaged")), bytes));
    put_one(opened, "b", "b.html");
    state_close(opened);
    opened = open_it();
    assert_string_equal(said, "");
    holds_one(opened, "b", "b.html");
    state_close(opened);
    arena_free(arena);
}

static void damaged_is_set_aside(void **state)
{
    struct arena *arena = arena_new();
    static char garbage[9000];
    for (size_t i = 0; i < sizeof garbage; i++)
        garbage[i] = (char)(i * i % 251);
    is_set_aside((struct str){garbage, sizeof garbage}, "is damaged");
    is_set_aside((struct str){garbage, 100}, "is damaged");
    make_one();
    struct str good = unit_file(arena, in_folder("state.sqlite"));
    is_set_aside(str_slice(good, 0, good.count / 2), "is damaged");
    is_set_aside(str_slice(good, 0, 600), "is damaged");
    // The version of its tables, in bytes 60 to 63 (sqlite.org/fileformat2).
    char *other = arena_c_string(arena, good);
    other[63] = 77;
    is_set_aside((struct str){other, good.count}, "of another version");
    // The name of a table that is asked for.
    other = arena_c_string(arena, good);
    for (size_t i = 0; i + 5 < good.count; i++)
        if (memcmp(other + i, "owner", 5) == 0)
            other[i] = 'u';
    is_set_aside((struct str){other, good.count}, "is damaged");
    arena_free(arena);
}

static void empty_is_new(void **state)
{
    put_file(in_folder("state.sqlite"), STR(""));
    struct state *opened = open_it();
    assert_non_null(opened);
    assert_string_equal(said, "");
    state_close(opened);
}

static void garbage_in_the_log(void **state)
{
    static char garbage[40000];
    memset(garbage, 'w', sizeof garbage);
    make_one();
    put_file(in_folder("state.sqlite-wal"),
             (struct str){garbage, sizeof garbage});
    struct state *opened = open_it();
    assert_string_equal(said, "");
    holds_one(opened, "a", "a.html");
    state_close(opened);
}

static void a_folder_in_its_place(void **state)
{
    assert_int_equal(mkdir(in_folder("state.sqlite"), 0777), 0);
    assert_null(open_it());
    assert_true(strlen(said) > 0);
    assert_true(is_there(in_folder("state.sqlite")));
}

// A look makes nothing and sets nothing aside.
static void another_is_only_looked_at(void **state)
{
    const char *why = NULL;
    const char *path = in_folder("state.sqlite");
    assert_null(state_open_other(path, &why));
    assert_false(is_there(path));
    put_file(path, STR(""));
    assert_null(state_open_other(path, &why));
    put_file(path, STR("this is no state of anything at all"));
    assert_null(state_open_other(path, &why));
    assert_non_null(why);
    assert_false(is_there(in_folder("state.sqlite.damaged")));
    unlink(path);
    make_one();
    struct state *opened = state_open_other(path, &why);
    assert_non_null(opened);
    holds_one(opened, "a", "a.html");
    state_close(opened);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(kept_over_closing),
        WITH_FOLDER(a_kill_leaves_whole_commits),
        WITH_FOLDER(pairs_within_pairs),
        WITH_FOLDER(threads),
        WITH_FOLDER(files_without_a_brief),
        WITH_FOLDER(a_product_is_replaced),
        WITH_FOLDER(another_takes_a_place),
        WITH_FOLDER(touching),
        WITH_FOLDER(damaged_is_set_aside),
        WITH_FOLDER(empty_is_new),
        WITH_FOLDER(garbage_in_the_log),
        WITH_FOLDER(a_folder_in_its_place),
        WITH_FOLDER(another_is_only_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

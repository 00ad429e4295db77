// SPDX-License-Identifier: MIT
// Copies of results: found again, never believed when damaged, kept to a limit.
#include "folders.h"

#include "build/store/cache.h"
#include "base/output.h"

#include <dirent.h>
#include <fcntl.h>

static struct cache a_cache(void)
{
    return (struct cache){.folder = in_folder("cache"), .limit = 1 << 20};
}

static void kept_and_read(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    const char *path;
    struct str bytes;
    struct hash hash = hash_bytes(STR("a page"));
    assert_false(cache_holds(&cache, hash));
    assert_false(cache_read(&cache, arena, hash, &bytes, &path));
    assert_true(cache_keep(&cache, arena, STR("a page"), hash, &path));
    assert_str(unit_file(arena, path), "a page");
    assert_true(cache_holds(&cache, hash));
    assert_true(cache_read(&cache, arena, hash, &bytes, &path));
    assert_str(bytes, "a page");
    arena_free(arena);
}

static void damaged_is_mended(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    const char *path;
    struct str bytes;
    struct hash hash = hash_bytes(STR("a page"));
    assert_true(cache_keep(&cache, arena, STR("a page"), hash, &path));
    const struct str damage[] = {STR("a pagE"), STR(""), STR("a page ")};
    for (size_t i = 0; i < COUNT(damage); i++) {
        put_file(path, damage[i]);
        assert_false(cache_read(&cache, arena, hash, &bytes, &path));
        assert_true(cache_keep(&cache, arena, STR("a page"), hash, &path));
        assert_true(cache_read(&cache, arena, hash, &bytes, &path));
    }
    arena_free(arena);
}

// ----- Recipes -----

static struct made a_made(struct arena *arena, const char *picture,
                          const char *name)
{
    struct made made = {.dependencies = {.arena = arena},
                        .record = STR("<record title=\"x\"/>"),
                        .lang = STR("ps"),
                        .warnings = 12,
                        .pdf_pages = 345};
    dependencies_add_bytes(&made.dependencies, DEPENDENCY_SOURCE, STR("text"),
                           STR("text"));
    dependencies_add_bytes(&made.dependencies, DEPENDENCY_PICTURE,
                           STR("a\nb.png"), str_of(picture));
    dependencies_sort(&made.dependencies);
    ARENA_PUSH(arena, made.files, made.file_count, made.file_capacity) =
        (struct made_file){str_of(name), hash_bytes(str_of(picture))};
    ARENA_PUSH(arena, made.files, made.file_count, made.file_capacity) =
        (struct made_file){STR("assets/two words.css"), hash_bytes(STR("c"))};
    return made;
}

static const struct hash base = {1, 2}, other_base = {1, 3};

// The closure is the picture that there is now, or NULL for any.
static bool has_picture(const void *closure, const struct made *made)
{
    return !closure ||
           hash_equal(made->files[0].hash, hash_bytes(str_of(closure)));
}

static void recipes_are_found(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    struct made red = a_made(arena, "red", "a.html");
    struct made blue = a_made(arena, "blue", "a.html");
    struct made found;
    cache_keep_made(&cache, base, &red);
    cache_keep_made(&cache, base, &blue);
    cache_keep_made(&cache, base, &blue);
    assert_true(
        cache_find_made(&cache, arena, base, has_picture, "red", &found));
    assert_null(
        dependencies_difference(&found.dependencies, &red.dependencies));
    assert_str(found.record, "<record title=\"x\"/>");
    assert_str(found.lang, "ps");
    assert_int_equal(found.warnings, 12);
    assert_int_equal(found.pdf_pages, 345);
    assert_int_equal(found.file_count, 2);
    assert_str(found.files[0].path, "a.html");
    assert_true(hash_equal(found.files[0].hash, red.files[0].hash));
    assert_str(found.files[1].path, "assets/two words.css");
    assert_true(
        cache_find_made(&cache, arena, base, has_picture, "blue", &found));
    assert_false(
        cache_find_made(&cache, arena, base, has_picture, "green", &found));
    assert_false(
        cache_find_made(&cache, arena, other_base, has_picture, NULL, &found));
    arena_free(arena);
}

// The one recipe below `base`.
static char *the_recipe(struct arena *arena, const struct cache *cache)
{
    struct str folder = arena_printf(
        arena, "%s/made/00/000000000000010000000000000002", cache->folder);
    DIR *open = opendir(arena_c_string(arena, folder));
    assert_non_null(open);
    char *path = NULL;
    for (struct dirent *entry; (entry = readdir(open));)
        if (entry->d_name[0] != '.')
            path = arena_c_string(
                arena,
                arena_printf(arena, "%.*s/%s", STR_ARG(folder), entry->d_name));
    closedir(open);
    assert_non_null(path);
    return path;
}

static void is_refused(const char *name)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    struct made made = a_made(arena, "red", name), found;
    cache_keep_made(&cache, base, &made);
    if (cache_find_made(&cache, arena, base, has_picture, NULL, &found))
        fail_msg("took the path “%s”", name);
    arena_free(arena);
}

static void paths_out_of_the_folder_are_refused(void **state)
{
    const char *const paths[] = {"",
                                 "/etc/passwd",
                                 "..",
                                 "../a.html",
                                 "a/../../b.html",
                                 "a/..",
                                 "a//b.html",
                                 "a/",
                                 "./a.html",
                                 ".qalam/state.sqlite",
                                 "a/.qalam/lock",
                                 "a\nfile 00000000000000000000000000000000 b"};
    for (size_t i = 0; i < COUNT(paths); i++)
        is_refused(paths[i]);
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    struct made good = a_made(arena, "red", "a/..b/c...html"), found;
    cache_keep_made(&cache, base, &good);
    assert_true(
        cache_find_made(&cache, arena, base, has_picture, NULL, &found));
    arena_free(arena);
}

// No byte of it can be another, and no end of it be missing.
static void damaged_recipes_are_refused(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    struct made made = a_made(arena, "red", "a.html"), found;
    cache_keep_made(&cache, base, &made);
    char *path = the_recipe(arena, &cache);
    struct str good = unit_file(arena, path);
    char *bytes = arena_c_string(arena, good);
    for (size_t i = 0; i < good.count; i++) {
        put_file(path, str_slice(good, 0, i));
        assert_false(
            cache_find_made(&cache, arena, base, has_picture, NULL, &found));
        bytes[i] ^= 1;
        put_file(path, (struct str){bytes, good.count});
        if (cache_find_made(&cache, arena, base, has_picture, NULL, &found))
            fail_msg("took another byte at %zu", i);
        bytes[i] ^= 1;
    }
    put_file(path, good);
    assert_true(
        cache_find_made(&cache, arena, base, has_picture, NULL, &found));
    arena_free(arena);
}

// ----- Keeping to the limit -----

static const char *keep(struct arena *arena, const struct cache *cache,
                        char fill, time_t used)
{
    static char bytes[8192];
    memset(bytes, fill, sizeof bytes);
    struct str all = {bytes, sizeof bytes};
    const char *path;
    assert_true(cache_keep(cache, arena, all, hash_bytes(all), &path));
    const struct timespec times[2] = {{used, 0}, {used, 0}};
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
    return path;
}

static void trimming(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    const char *paths[6];
    for (size_t i = 0; i < COUNT(paths); i++)
        paths[i] = keep(arena, &cache, (char)('a' + i), (time_t)(100 - i * 10));
    // The oldest is in place as an output.
    assert_int_equal(link(paths[5], in_folder("output.html")), 0);
    cache_trim(&cache);
    for (size_t i = 0; i < COUNT(paths); i++)
        assert_true(is_there(paths[i]));
    cache.limit = 3 * 8192;
    cache_trim(&cache);
    for (size_t i = 0; i < COUNT(paths); i++)
        assert_int_equal(is_there(paths[i]), i < 3 || i == 5);
    uint64_t freed = cache_clear(&cache);
    assert_int_equal(freed, 3 * 8192);
    assert_false(is_there(paths[0]));
    assert_true(is_there(in_folder("output.html")));
    arena_free(arena);
}

// One that only lies there under the name of a folder of copies is let alone.
static void no_cache_is_no_fault(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    cache_trim(&cache);
    assert_int_equal(cache_clear(&cache), 0);
    struct made made = a_made(arena, "red", "a.html"), found;
    put_file(in_folder("cache"), STR("a file"));
    cache = a_cache();
    const char *path;
    assert_false(
        cache_keep(&cache, arena, STR("x"), hash_bytes(STR("x")), &path));
    cache_keep_made(&cache, base, &made);
    assert_false(
        cache_find_made(&cache, arena, base, has_picture, NULL, &found));
    arena_free(arena);
}

static void copies_are_known_by_their_inode(void **state)
{
    struct arena *arena = arena_new();
    struct cache cache = a_cache();
    const char *path = keep(arena, &cache, 'a', 1);
    struct stat facts;
    assert_int_equal(link(path, in_folder("output.html")), 0);
    put_file(in_folder("output.html"), STR("")); // both names are emptied
    assert_int_equal(stat(in_folder("output.html"), &facts), 0);
    assert_true(cache_has_inode(&cache, &facts));
    put_file(in_folder("theirs"), STR("theirs"));
    assert_int_equal(link(in_folder("theirs"), in_folder("second")), 0);
    assert_int_equal(stat(in_folder("theirs"), &facts), 0);
    assert_false(cache_has_inode(&cache, &facts));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(kept_and_read),
        WITH_FOLDER(damaged_is_mended),
        WITH_FOLDER(recipes_are_found),
        WITH_FOLDER(paths_out_of_the_folder_are_refused),
        WITH_FOLDER(damaged_recipes_are_refused),
        WITH_FOLDER(trimming),
        WITH_FOLDER(no_cache_is_no_fault),
        WITH_FOLDER(copies_are_known_by_their_inode),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

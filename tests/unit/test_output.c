// SPDX-License-Identifier: MIT
// Files that are whole or not there, also from several threads at once.
#include "unit.h"

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    strcpy(folder, "/tmp/qalam-output-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static const char *in_folder(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void writes_below_new_folders(void **state)
{
    struct arena *arena = arena_new();
    assert_true(output_write_file(in_folder("a/b/c.txt"), STR("whole")));
    assert_str(unit_file(arena, in_folder("a/b/c.txt")), "whole");
    struct stat facts;
    assert_int_equal(stat(in_folder("a/b/c.txt"), &facts), 0);
    mode_t mask = umask(0);
    umask(mask);
    assert_int_equal(facts.st_mode & 0777, 0666 & ~mask);
    arena_free(arena);
}

static void same_bytes_leave_the_file_alone(void **state)
{
    struct stat before, after;
    assert_true(output_write_file(in_folder("same"), STR("bytes")));
    assert_int_equal(stat(in_folder("same"), &before), 0);
    assert_true(output_write_file(in_folder("same"), STR("bytes")));
    assert_int_equal(stat(in_folder("same"), &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_true(output_write_file(in_folder("same"), STR("bytez")));
    assert_int_equal(stat(in_folder("same"), &after), 0);
    assert_int_not_equal(before.st_ino, after.st_ino);
}

static void a_link_is_replaced_not_followed(void **state)
{
    struct arena *arena = arena_new();
    assert_true(output_write_file(in_folder("other"), STR("kept")));
    assert_int_equal(symlink("other", in_folder("link")), 0);
    assert_true(output_write_file(in_folder("link"), STR("new")));
    assert_str(unit_file(arena, in_folder("other")), "kept");
    assert_str(unit_file(arena, in_folder("link")), "new");
    arena_free(arena);
}

static void all_or_none(void **state)
{
    struct output output = {.arena = arena_new()};
    const char *failed;
    output_add(&output, STR("x.pdf"), STR("pdf"));
    output_add(&output, STR("x.html"), STR("html"));
    assert_int_equal(mkdir(in_folder("x.html"), 0777), 0);
    assert_false(output_write(&output, folder, false, &failed));
    assert_int_equal(errno, EISDIR);
    assert_non_null(strstr(failed, "x.html"));
    assert_int_equal(access(in_folder("x.pdf"), F_OK), -1);
    arena_free(output.arena);
}

static char shared[256];

static void *write_often(void *bytes)
{
    for (int i = 0; i < 50; i++)
        if (!output_write_file(shared, str_of(bytes)))
            return bytes;
    return NULL;
}

static void threads_may_write_one_name(void **state)
{
    strcpy(shared, in_folder("shared"));
    struct arena *arena = arena_new();
    static char first[5000], second[9000];
    memset(first, 'a', sizeof first - 1);
    memset(second, 'b', sizeof second - 1);
    pthread_t a, b;
    assert_int_equal(pthread_create(&a, NULL, write_often, first), 0);
    assert_int_equal(pthread_create(&b, NULL, write_often, second), 0);
    void *failed_a, *failed_b;
    pthread_join(a, &failed_a);
    pthread_join(b, &failed_b);
    assert_null(failed_a);
    assert_null(failed_b);
    struct str left = unit_file(arena, shared);
    assert_true(str_equal(left, str_of(first)) ||
                str_equal(left, str_of(second)));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_below_new_folders),
        cmocka_unit_test(same_bytes_leave_the_file_alone),
        cmocka_unit_test(a_link_is_replaced_not_followed),
        cmocka_unit_test(all_or_none),
        cmocka_unit_test(threads_may_write_one_name),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

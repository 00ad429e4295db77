// SPDX-License-Identifier: MIT
// Names for bytes, beside those of the program xxhsum (-H2).
#include "unit.h"

#include "base/hash.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static void as_xxhsum(void **state)
{
    static char many[200000], words[6000];
    for (size_t i = 0; i < sizeof many; i++)
        many[i] = (char)(i * 7 % 256);
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = "qalam "[i % 6];
    const struct {
        struct str bytes;
        const char *digits;
    } rows[] = {
        {{NULL, 0}, "99aa06d3014798d86001c324468d497f"},
        {STR("a"), "a96faf705af16834e6c632b61e964e1f"},
        {STR("The quick brown fox"), "b2c100c26f5d723ab7859350537dfedc"},
        {{words, sizeof words}, "40abfe562c08ff3024d7700f30b66123"},
        {{many, sizeof many}, "18f8def6d63c09461fc56f582c180436"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char digits[HASH_DIGITS + 1];
        hash_write(hash_bytes(rows[i].bytes), digits);
        assert_string_equal(digits, rows[i].digits);
    }
}

static void digits_go_both_ways(void **state)
{
    struct hash hash;
    assert_true(hash_read(STR("a96faf705af16834e6c632b61e964e1f"), &hash));
    assert_true(hash_equal(hash, hash_bytes(STR("a"))));
    assert_false(hash_equal(hash, hash_bytes(STR("b"))));
    assert_true(hash_read(STR("00000000000000000000000000000001"), &hash));
    assert_true(hash.high == 0 && hash.low == 1);
    const char *const refused[] = {"", "a96faf705af16834e6c632b61e964e1",
                                   "a96faf705af16834e6c632b61e964e1f0",
                                   "A96faf705af16834e6c632b61e964e1f",
                                   "a96faf705af16834 6c632b61e964e1f"};
    for (size_t i = 0; i < COUNT(refused); i++)
        assert_false(hash_read(str_of(refused[i]), &hash));
}

static void a_file_is_its_bytes(void **state)
{
    char path[] = "/tmp/qalam-hash-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    static char bytes[150001]; // more than one piece
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 % 251);
    assert_int_equal(write(file, bytes, sizeof bytes), sizeof bytes);
    close(file);
    struct hash hash;
    assert_true(hash_file(path, &hash));
    assert_true(
        hash_equal(hash, hash_bytes((struct str){bytes, sizeof bytes})));
    unlink(path);
    assert_false(hash_file(path, &hash));
    assert_int_equal(errno, ENOENT);
}

static void what_is_no_file_is_refused(void **state)
{
    struct hash hash;
    assert_false(hash_file("/tmp", &hash));
    assert_int_equal(errno, EISDIR);
    assert_false(hash_file("/dev/zero", &hash)); // it has no end
    assert_int_equal(errno, EINVAL);
    char folder[] = "/tmp/qalam-hash-XXXXXX", pipe[64];
    assert_non_null(mkdtemp(folder));
    snprintf(pipe, sizeof pipe, "%s/pipe", folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_false(hash_file(pipe, &hash)); // and does not wait for a writer
    assert_int_equal(errno, EINVAL);
    unlink(pipe);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_xxhsum),
        cmocka_unit_test(digits_go_both_ways),
        cmocka_unit_test(a_file_is_its_bytes),
        cmocka_unit_test(what_is_no_file_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// What programs say of themselves, asked of this test; and of damaged ones.
#include "folders.h"

#include "build/store/elf_file.h"

static int loaded(struct dl_phdr_info *object, size_t size, void *closure)
{
    struct str *id = closure;
    if (object->dlpi_name[0] == '\0')
        *id = elf_loaded_id(object);
    return 0;
}

// The loader's own account, and that of the file.
static void build_id(void **state)
{
    struct elf_file file;
    struct str id = {0};
    dl_iterate_phdr(loaded, &id);
    assert_true(id.count >= 16);
    assert_true(elf_open(&file, "/proc/self/exe"));
    assert_int_equal(elf_id(&file).count, id.count);
    assert_memory_equal(elf_id(&file).bytes, id.bytes, id.count);
    elf_close(&file);
}

static bool needs(const struct elf_file *file, struct str start)
{
    struct str name;
    for (size_t i = 0; (name = elf_needed(file, i)).count; i++)
        if (str_starts(name, start))
            return true;
    return false;
}

static void needed(void **state)
{
    struct elf_file file;
    assert_true(elf_open(&file, "/proc/self/exe"));
    assert_true(needs(&file, STR("libc.so.")));
    assert_true(needs(&file, STR("libcmocka.so.")));
    assert_false(needs(&file, STR("librsvg")));
    assert_int_equal(elf_needed(&file, 1000).count, 0);
    elf_close(&file);
}

static void no_program(void **state)
{
    struct elf_file file;
    assert_false(elf_open(&file, in_folder("nothing")));
    put_file(in_folder("empty"), STR(""));
    assert_false(elf_open(&file, in_folder("empty")));
    put_file(in_folder("text"), STR("\177ELF is how it begins"));
    assert_false(elf_open(&file, in_folder("text")));
    assert_false(elf_open(&file, test_folder));
}

// Asks all; what it answers is within the file, or sanitizers and the kernel
// say so.
static void ask(const char *path)
{
    struct elf_file file;
    size_t bytes = 0;
    if (!elf_open(&file, path))
        return;
    struct str text = elf_id(&file);
    for (size_t i = 0; text.count && i < 100; i++) {
        for (size_t k = 0; k < text.count; k++)
            bytes += (unsigned char)text.bytes[k];
        text = elf_needed(&file, i);
    }
    assert_true(bytes < SIZE_MAX);
    elf_close(&file);
}

static void damaged(void **state)
{
    struct arena *arena = arena_new();
    struct str own = unit_file(arena, "/proc/self/exe");
    const char *path = in_folder("program");
    for (size_t count = 1; count < own.count; count = count * 5 / 4 + 7) {
        put_file(path, str_slice(own, 0, count));
        ask(path);
    }
    // The head and the table of segments, a byte at a time.
    char *bytes = (char *)own.bytes;
    for (size_t i = 4; i < 64 + 13 * 56; i += 3) {
        char kept = bytes[i];
        bytes[i] = (char)0xEF;
        put_file(path, str_slice(own, 0, 1 << 16));
        ask(path);
        bytes[i] = kept;
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(build_id),
        cmocka_unit_test(needed),
        WITH_FOLDER(no_program),
        WITH_FOLDER(damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

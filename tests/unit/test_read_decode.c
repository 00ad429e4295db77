// SPDX-License-Identifier: MIT
// Encodings, what is no text, and what no text may hold.
#include "reading.h"

struct decoding {
    struct arena *arena;
    struct diag *diag;
    struct str text;
    bool good;
};

static struct decoding decode(const char *bytes, size_t count)
{
    struct decoding d = {.arena = arena_new()};
    d.diag = diag_new(d.arena, STR("f.md"));
    struct context context = {
        .arena = d.arena, .diag = d.diag, .path = STR("f.md")};
    d.good = read_decode((struct str){bytes, count}, &context, &d.text);
    return d;
}

static bool said(struct decoding *d, const char *what)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(d->diag, out, false, false);
    fclose(out);
    bool found = strstr(bytes, what) != NULL;
    if (!found)
        print_message("not said: %s\nbut: %s\n", what, bytes);
    free(bytes);
    return found;
}

#define BYTES(literal) literal, sizeof(literal) - 1

static void test_utf8_with_and_without_mark(void **state)
{
    struct decoding d = decode(BYTES("کابل\n"));
    assert_true(d.good);
    assert_str(d.text, "کابل\n");
    arena_free(d.arena);
    d = decode(BYTES("\xEF\xBB\xBFکابل\r\n"));
    assert_str(d.text, "کابل\r\n");
    arena_free(d.arena);
}

static void test_utf16_and_utf32(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
    } forms[] = {
        {BYTES("\xFF\xFE\x4E\x06\x20\x00\x61\x00\x0A\x00")},
        {BYTES("\xFE\xFF\x06\x4E\x00\x20\x00\x61\x00\x0A")},
        {BYTES("\x4E\x06\x20\x00\x61\x00\x0A\x00")},
        {BYTES("\x06\x4E\x00\x20\x00\x61\x00\x0A")},
        {BYTES("\xFF\xFE\x00\x00\x4E\x06\x00\x00\x20\x00\x00\x00\x61\x00\x00"
               "\x00\x0A\x00\x00\x00")},
        {BYTES("\x00\x00\xFE\xFF\x00\x00\x06\x4E\x00\x00\x00\x20\x00\x00\x00"
               "\x61\x00\x00\x00\x0A")},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct decoding d = decode(forms[i].bytes, forms[i].count);
        assert_true(d.good);
        assert_str(d.text, "\xD9\x8E a\n");
        arena_free(d.arena);
    }
}

static void test_utf16_cut_short(void **state)
{
    struct decoding d = decode(BYTES("\xFF\xFE\x61\x00\x62\x00\x63"));
    assert_false(d.good);
    assert_true(said(&d, "f.md:1:3: error: "));
    assert_true(said(&d, "offset 6"));
    arena_free(d.arena);
}

static void test_invalid_utf8_has_a_place(void **state)
{
    struct decoding d = decode(BYTES("one\nدو \xFF three\n"));
    assert_false(d.good);
    assert_true(said(&d, "f.md:2:4: error: "));
    assert_true(said(&d, "offset 9"));
    assert_true(said(&d, "[undecodable]"));
    arena_free(d.arena);
    // Overlong, a surrogate, past U+10FFFF, cut short.
    d = decode(BYTES("a \xC0\x80"));
    assert_false(d.good);
    arena_free(d.arena);
    d = decode(BYTES("a \xED\xA0\x80 b"));
    assert_false(d.good);
    arena_free(d.arena);
    d = decode(BYTES("a \xF4\x90\x80\x80 b"));
    assert_false(d.good);
    arena_free(d.arena);
    d = decode(BYTES("a \xDB"));
    assert_false(d.good);
    arena_free(d.arena);
}

static void test_other_formats_name_their_converter(void **state)
{
    static const struct {
        const char *bytes;
        size_t count;
        const char *says;
    } forms[] = {
        {BYTES("%PDF-1.7\n\xE2\xE3"), "pdftotext -raw f.md"},
        {BYTES("PK\3\4\x14\0\0\0word/document.xml"), "pandoc -f docx"},
        {BYTES("PK\3\4mimetypeapplication/vnd.oasis.opendocument.text"),
         "pandoc -f odt"},
        {BYTES("{\\rtf1\\ansi x}"), "pandoc -f rtf"},
        {BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), "word processor"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct decoding d = decode(forms[i].bytes, forms[i].count);
        assert_false(d.good);
        assert_true(said(&d, forms[i].says));
        arena_free(d.arena);
    }
}

static void test_binary_is_refused(void **state)
{
    char bytes[2048];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7 + i / 256);
    struct decoding d = decode(bytes, sizeof bytes);
    assert_false(d.good);
    assert_true(said(&d, "[file-is-binary]"));
    arena_free(d.arena);
}

static void test_nothing_is_refused(void **state)
{
    static const char *const nothings[] = {"", "\n\n \t\n", "\xEF\xBB\xBF",
                                           "\xEF\xBB\xBF \n"};
    for (size_t i = 0; i < 4; i++) {
        struct decoding d = decode(nothings[i], strlen(nothings[i]));
        assert_false(d.good);
        assert_true(said(&d, "[empty-text]"));
        arena_free(d.arena);
    }
}

static void test_nul_and_noncharacters_are_replaced(void **state)
{
    struct decoding d = decode(BYTES("be\0fore\nx\xEF\xBF\xBEy\xEF\xBF\xBFz"));
    assert_true(d.good);
    assert_str(d.text, "be\xEF\xBF\xBD"
                       "fore\nx\xEF\xBF\xBDy\xEF\xBF\xBDz");
    assert_true(said(&d, "f.md:1:3: warning: U+0000"));
    arena_free(d.arena);
}

static void test_form_feeds_stay_for_the_filters(void **state)
{
    struct decoding d = decode(BYTES("page\n\f\nnext page\n"));
    assert_true(d.good);
    assert_str(d.text, "page\n\f\nnext page\n");
    arena_free(d.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_utf8_with_and_without_mark),
        cmocka_unit_test(test_utf16_and_utf32),
        cmocka_unit_test(test_utf16_cut_short),
        cmocka_unit_test(test_invalid_utf8_has_a_place),
        cmocka_unit_test(test_other_formats_name_their_converter),
        cmocka_unit_test(test_binary_is_refused),
        cmocka_unit_test(test_nothing_is_refused),
        cmocka_unit_test(test_nul_and_noncharacters_are_replaced),
        cmocka_unit_test(test_form_feeds_stay_for_the_filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

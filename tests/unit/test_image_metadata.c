// SPDX-License-Identifier: MIT
// What cameras and programs note in pictures goes; the picture and its colours
// stay, byte for byte.
#include "unit.h"

#include "base/arena.h"
#include "read/pictures/image_kind.h"
#include "read/pictures/image_metadata.h"

#define BYTES(literal)                                                         \
    (struct str)                                                               \
    {                                                                          \
        literal, sizeof(literal) - 1                                           \
    }

static struct arena *arena;

static void assert_left(struct str file, enum image_format format,
                        struct str left)
{
    struct str got = image_without_metadata(arena, file, format);
    assert_int_equal(got.count, left.count);
    assert_memory_equal(got.bytes, left.bytes, left.count);
}

// ----- JPEG -----

#define SOI "\xFF\xD8"
#define EOI "\xFF\xD9"
#define JFIF "\xFF\xE0\0\x10JFIF\0\1\2\0\0\1\0\1\0\0"
// A first directory with one entry: Orientation.
#define TURN_BIG(n) "Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0" n "\0\0"
#define TURN_LITTLE(n)                                                         \
    "Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0" n "\0\0\0"
#define APP1(inside) "\xFF\xE1\0\x1E" inside // 28 bytes
#define PHOTOSHOP "\xFF\xED\0\x0EPhotoshop by"
#define COMMENT "\xFF\xFE\0\x09Kabul 1"
#define PROFILE                                                                \
    "\xFF\xE2\0\x10"                                                           \
    "ICC_PROFILE\0\1\1"
#define MANY "\xFF\xE2\0\x08MPF\0ab"
#define ADOBE                                                                  \
    "\xFF\xEE\0\x0E"                                                           \
    "Adobe\0d\0\0\0\0\2"
// Tables, a scan with a stuffed FF and a restart, another scan.
#define PICTURE                                                                \
    "\xFF\xDB\0\4ab\xFF\xDA\0\3z12\xFF\0\x33\xFF\xD0\x44\xFF\xDA\0\3z55"

static void jpeg(void **state)
{
    struct str clean = BYTES(SOI JFIF PROFILE ADOBE PICTURE EOI);
    assert_left(BYTES(SOI JFIF APP1(TURN_BIG("\1"))
                          PHOTOSHOP PROFILE COMMENT MANY ADOBE PICTURE EOI
                      "a film follows"),
                IMAGE_JPEG, clean);
    // Nothing to take away: the very bytes.
    assert_ptr_equal(image_without_metadata(arena, clean, IMAGE_JPEG).bytes,
                     clean.bytes);
    // A small picture of the picture.
    assert_left(
        BYTES(SOI "\xFF\xE0\0\x13JFIF\0\1\2\0\0\1\0\1\1\1rgb" PICTURE EOI),
        IMAGE_JPEG, BYTES(SOI PICTURE EOI));
}

static void jpeg_damaged(void **state)
{
    struct str endless = BYTES(SOI COMMENT PICTURE);
    assert_ptr_equal(image_without_metadata(arena, endless, IMAGE_JPEG).bytes,
                     endless.bytes);
    struct str whole = BYTES(SOI APP1(TURN_BIG("\6")) PICTURE EOI);
    for (size_t i = 0; i <= whole.count; i++) {
        struct str cut = str_slice(whole, 0, i);
        image_without_metadata(arena, cut, IMAGE_JPEG);
        image_turn(cut);
    }
}

static void jpeg_turns(void **state)
{
    assert_int_equal(image_turn(BYTES(SOI PICTURE EOI)), 1);
    assert_int_equal(image_turn(BYTES(SOI APP1(TURN_BIG("\6")) PICTURE EOI)),
                     6);
    assert_int_equal(
        image_turn(BYTES(SOI JFIF APP1(TURN_LITTLE("\3")) PICTURE EOI)), 3);
    assert_int_equal(image_turn(BYTES(SOI APP1(TURN_BIG("\x09")) PICTURE EOI)),
                     1); // there is none
    // Behind the picture it is another's.
    assert_int_equal(image_turn(BYTES(SOI PICTURE APP1(TURN_BIG("\6")) EOI)),
                     1);
}

// ----- PNG -----

#define SIGNATURE "\x89PNG\r\n\x1A\n"
#define CHUNK(count, name, inside) "\0\0\0" count name inside "csum"
#define IHDR CHUNK("\x0D", "IHDR", "\0\0\0\1\0\0\0\1\x08\2\0\0\0")
#define ICCP CHUNK("\3", "iCCP", "a\0\0")
#define FRAME CHUNK("\1", "fdAT", "f")
#define IDAT CHUNK("\2", "IDAT", "zz")
#define IEND CHUNK("\0", "IEND", "")

static void png(void **state)
{
    struct str clean = BYTES(SIGNATURE IHDR ICCP IDAT FRAME IEND);
    assert_left(BYTES(SIGNATURE IHDR ICCP CHUNK("\5", "tEXt", "By\0Me")
                          CHUNK("\2", "tIME", "ab") CHUNK("\1", "eXIf", "I")
                              CHUNK("\1", "prVW", "p") IDAT FRAME CHUNK(
                                  "\1", "iTXt", "x") IEND "more"),
                IMAGE_PNG, clean);
    assert_ptr_equal(image_without_metadata(arena, clean, IMAGE_PNG).bytes,
                     clean.bytes);
    for (size_t i = 0; i <= clean.count; i++)
        image_without_metadata(arena, str_slice(clean, 0, i), IMAGE_PNG);
}

static void png_and_webp_turn(void **state)
{
    assert_int_equal(
        image_turn(BYTES(SIGNATURE IHDR CHUNK(
            "\x16", "eXIf", "MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\x08\0\0")
                             IDAT IEND)),
        8);
    assert_int_equal(
        image_turn(BYTES("RIFF\x2A\0\0\0WEBPVP8X\1\0\0\0a\0EXIF\x16\0\0\0"
                         "II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\5\0\0\0")),
        5);
    assert_int_equal(image_turn(BYTES("RIFF\x04\0\0\0WEBP")), 1);
}

// ----- SVG -----

static void svg(void **state)
{
    static const char named[] =
        "<?xml version=\"1.0\"?>\n<!-- Made by Nadia -->\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" "
        "sodipodi:docname=\"/home/nadia/a.svg\" width=\"9\" height=\"9\">"
        "<title>A gate</title><metadata><a>Nadia</a></metadata>"
        "<sodipodi:namedview pagecolor=\"#fff\"/><!-- nadia -->"
        "<g><path d=\"M0 0\" sodipodi:nodetypes=\"nadia\"/></g></svg>";
    struct str got = image_without_metadata(
        arena, (struct str){named, sizeof named - 1}, IMAGE_SVG);
    assert_int_equal(str_find(got, STR("adia")), STR_NONE);
    assert_int_not_equal(str_find(got, STR("<title>A gate</title>")), STR_NONE);
    assert_int_not_equal(str_find(got, STR("<g><path d=\"M0 0\"/></g>")),
                         STR_NONE);
    struct str clean =
        BYTES("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>");
    assert_ptr_equal(image_without_metadata(arena, clean, IMAGE_SVG).bytes,
                     clean.bytes);
}

// ----- Kinds -----

static void kinds(void **state)
{
    static const struct {
        struct str file;
        const char *name;
        bool decodes;
    } cases[] = {
        {{"RIFFabcdWEBPVP8 ", 16}, "a WebP picture", true},
        {{"\0\0\0\x1C"
          "ftypavif",
          12},
         "an AVIF picture",
         true},
        {{"\0\0\0\x18"
          "ftypheic",
          12},
         "a HEIC picture",
         true},
        {{"\0\0\0\x18"
          "ftypmp42",
          12},
         "a video",
         false},
        {{"II*\0abcd", 8}, "a TIFF picture", true},
        {{"%PDF-1.7", 8}, "a PDF file", false},
        {{"<!DOCTYPE html><p>Not found", 27}, "a web page", false},
        {{"BMW is a firm, and this is text", 31}, "", false},
        {{"", 0}, "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct image_kind kind = image_kind_of(cases[i].file);
        assert_true(str_equal(kind.name, str_of(cases[i].name)));
        assert_int_equal(kind.decodes, cases[i].decodes);
        assert_int_equal(kind.format, IMAGE_NONE);
    }
    assert_int_equal(image_kind_of(BYTES("\xEF\xBB\xBF <svg/>")).format,
                     IMAGE_SVG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jpeg),
        cmocka_unit_test(jpeg_damaged),
        cmocka_unit_test(jpeg_turns),
        cmocka_unit_test(png),
        cmocka_unit_test(png_and_webp_turn),
        cmocka_unit_test(svg),
        cmocka_unit_test(kinds),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}

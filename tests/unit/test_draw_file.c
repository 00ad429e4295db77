// SPDX-License-Identifier: MIT
// Pictures of any format as PNG or JPEG: upright, scaled, nothing but pixels.
#include "unit.h"

#include "base/buffer.h"
#include "draw/draw.h"

#include <png.h>

// ----- Files -----

// A letter a pixel: r, g, b, black, white; a dot is nothing.
static void colour_of(char letter, png_byte *rgba)
{
    memset(rgba, 0, 4);
    rgba[3] = letter == '.' ? 0 : 255;
    if (letter == 'w')
        memset(rgba, 255, 3);
    if (letter == 'r')
        rgba[0] = 255;
    if (letter == 'g')
        rgba[1] = 255;
    if (letter == 'b')
        rgba[2] = 255;
}

static struct buffer png_of(const char *letters, unsigned width,
                            unsigned height)
{
    struct buffer file = {0};
    png_byte pixels[64][4];
    for (size_t i = 0; letters[i]; i++)
        colour_of(letters[i], pixels[i]);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = width,
                       .height = height,
                       .format = PNG_FORMAT_RGBA};
    png_alloc_size_t count = 0;
    png_image_write_to_memory(&image, NULL, &count, 0, pixels, 0, NULL);
    buffer_reserve(&file, count);
    png_image_write_to_memory(&image, file.bytes, &count, 0, pixels, 0, NULL);
    file.count = count;
    return file;
}

static void put_pixel(struct buffer *out, const png_byte *rgba)
{
    static const char letters[] = "rgbxw";
    png_byte known[4];
    for (size_t i = 0; letters[i]; i++) {
        colour_of(letters[i], known);
        if (memcmp(known, rgba, 4) == 0) {
            buffer_add_byte(out, letters[i]);
            return;
        }
    }
    if (rgba[3] == 0)
        buffer_add_byte(out, '.');
    else
        buffer_printf(out, "<%d,%d,%d,%d>", rgba[0], rgba[1], rgba[2], rgba[3]);
}

// The letters of a PNG, rows apart.
static struct buffer letters_of(struct str file)
{
    struct buffer out = {0};
    png_byte pixels[64][4];
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(
        png_image_begin_read_from_memory(&image, file.bytes, file.count));
    image.format = PNG_FORMAT_RGBA;
    assert_true(PNG_IMAGE_SIZE(image) <= sizeof pixels);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    for (size_t i = 0; i < (size_t)image.width * image.height; i++) {
        if (i && i % image.width == 0)
            buffer_add_byte(&out, '/');
        put_pixel(&out, pixels[i]);
    }
    return out;
}

static void assert_becomes(struct draw *draw, enum draw_kind kind,
                           struct str file, int turn, uint32_t most,
                           const char *letters)
{
    struct buffer out = {0};
    bool first = true;
    assert_int_equal(
        draw_file(draw, kind, file, turn, most, most, &out, &first), DRAWN);
    assert_false(first);
    struct buffer seen = letters_of(buffer_str(&out));
    buffer_add_byte(&seen, 0);
    assert_string_equal(seen.bytes, letters);
    buffer_release(&seen);
    buffer_release(&out);
}

// ----- Tests -----

// Row 0 and column 0 as TIFF 6.0 has them: 6, say, is a picture whose first row
// is to be seen at the right.
static void turns(void **state)
{
    static const char *const upright[] = {
        [0] = "rgb/xww",  [1] = "rgb/xww",  [2] = "bgr/wwx",
        [3] = "wwx/bgr",  [4] = "xww/rgb",  [5] = "rx/gw/bw",
        [6] = "xr/wg/wb", [7] = "wb/wg/xr", [8] = "bw/gw/rx"};
    struct draw *draw = draw_new(20000);
    struct buffer file = png_of("rgbxww", 3, 2);
    for (int turn = 0; turn <= 8; turn++)
        assert_becomes(draw, DRAW_PNG, buffer_str(&file), turn, 100,
                       upright[turn]);
    buffer_release(&file);
    draw_free(draw);
}

static void shrinks(void **state)
{
    struct draw *draw = draw_new(20000);
    struct buffer file = png_of("rrggrrggbbwwbbww", 4, 4);
    assert_becomes(draw, DRAW_PNG, buffer_str(&file), 1, 2, "rg/bw");
    assert_becomes(draw, DRAW_PNG, buffer_str(&file), 1, 4,
                   "rrgg/rrgg/bbww/bbww"); // never enlarged
    buffer_release(&file);
    file = png_of("rg", 2, 1); // by half a pixel
    assert_becomes(draw, DRAW_PNG, buffer_str(&file), 1, 1, "<128,128,0,255>");
    buffer_release(&file);
    file = png_of("r.r.", 2, 2); // what is not seen gives no colour
    assert_becomes(draw, DRAW_PNG, buffer_str(&file), 1, 1, "<255,0,0,128>");
    buffer_release(&file);
    draw_free(draw);
}

static void other_formats(void **state)
{
    // One pixel: red, through a palette; and two in a row, blue and white.
    static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\0\0"
                              ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    static const char bmp[] =
        "BM\x3E\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\1\0\0\0\1\0\x18\0"
        "\0\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "\xFF\0\0\xFF\xFF\xFF\0\0";
    struct draw *draw = draw_new(20000);
    assert_becomes(draw, DRAW_GIF, (struct str){gif, sizeof gif - 1}, 1, 10,
                   "r");
    assert_becomes(draw, DRAW_BMP, (struct str){bmp, sizeof bmp - 1}, 1, 10,
                   "bw");
    draw_free(draw);
}

// What a camera notes is not in what comes out.
static void says_nothing(void **state)
{
    struct draw *draw = draw_new(20000);
    struct buffer file = png_of("rgbxww", 3, 2), out = {0}, named = {0};
    bool first;
    static const char text[] = "\0\0\0\x0BtEXtAuthor\0Nadi\x7E\xF2\x11\x01";
    size_t head = 8 + 25; // signature and IHDR
    buffer_add(&named, str_slice(buffer_str(&file), 0, head));
    buffer_add(&named, (struct str){text, sizeof text - 1});
    buffer_add(&named, str_slice(buffer_str(&file), head, file.count));
    draw_file(draw, DRAW_PNG, buffer_str(&named), 6, 9, 9, &out, &first);
    assert_int_equal(str_find(buffer_str(&out), STR("Author")), STR_NONE);
    buffer_release(&file);
    buffer_release(&named);
    buffer_release(&out);
    draw_free(draw);
}

// A file that is none of its kind costs no helper more than itself.
static void refused(void **state)
{
    struct draw *draw = draw_new(20000);
    struct buffer out = {0};
    bool first;
    for (int kind = DRAW_JPEG; kind < DRAW_KIND_COUNT; kind++)
        assert_int_not_equal(draw_file(draw, (enum draw_kind)kind,
                                       STR("no picture at all"), 1, 9, 9, &out,
                                       &first),
                             DRAWN);
    assert_int_equal(
        draw_file(draw, DRAW_SVG, STR("<svg/>"), 1, 9, 9, &out, &first),
        DRAWN_NOT);
    assert_int_equal(out.count, 0);
    buffer_release(&out);
    draw_free(draw);
}

// Inks want the profile of a press, and as many pixels as were said.
static void no_inks(void **state)
{
    struct draw *draw = draw_new(20000);
    struct buffer out = {0};
    assert_int_equal(draw_inks(draw, DRAW_RAW, STR("no profile"),
                               STR("rgbrgbaa"), 2, 1, 300, &out),
                     DRAWN_NOT);
    assert_int_equal(draw_inks(draw, DRAW_RAW, STR(""), STR("rgbrgba"), 2, 1,
                               300, &out),
                     DRAWN_NOT);
    assert_int_equal(
        draw_inks(draw, DRAW_PNG, STR("x"), STR("no PNG"), 2, 1, 300, &out),
        DRAWN_NOT);
    assert_int_equal(out.count, 0);
    buffer_release(&out);
    draw_free(draw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(turns),         cmocka_unit_test(shrinks),
        cmocka_unit_test(other_formats), cmocka_unit_test(says_nothing),
        cmocka_unit_test(refused),       cmocka_unit_test(no_inks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

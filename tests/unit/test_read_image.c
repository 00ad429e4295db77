// SPDX-License-Identifier: MIT
// Pictures: found within the folder, read once, checked to the last byte.
#include "reading.h"

#include "base/buffer.h"

#include <jpeglib.h>
#include <png.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static char *path_of(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put(const char *name, const void *bytes, size_t count)
{
    FILE *file = fopen(path_of(name), "wb");
    assert_non_null(file);
    fwrite(bytes, 1, count, file);
    fclose(file);
}

static struct str make_png(unsigned width, unsigned height, int interlace)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_bytep row = calloc(3, width);
    png_init_io(png, out);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, 11811, 11811, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++)
        for (unsigned y = 0; y < height; y++)
            png_write_row(png, row);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
    fclose(out);
    return (struct str){bytes, count};
}

static struct str make_jpeg(unsigned width, unsigned height, bool progressive)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned char *bytes = NULL;
    unsigned long count = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &count);
    jpeg.image_width = width;
    jpeg.image_height = height;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg.density_unit = 1;
    jpeg.X_density = jpeg.Y_density = 300;
    if (progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    unsigned char *row = calloc(3, width);
    for (unsigned y = 0; y < height; y++) {
        for (unsigned x = 0; x < 3 * width; x++)
            row[x] = (unsigned char)(x * 7 + y * 13);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    return (struct str){(char *)bytes, count};
}

static struct reading read_picture(const char *path)
{
    char text[1000];
    snprintf(text, sizeof text, FRONT "![a](<%s>)\n", path);
    return reading_of_file(path_of("brief.md"), str_of(text));
}

static const struct image *only_image(struct reading *reading)
{
    assert_str(reading_said(reading), "");
    assert_int_equal(reading->brief->image_count, 1);
    return reading->brief->images[0];
}

static void assert_refused(const char *path, const char *message, bool good)
{
    struct reading reading = read_picture(path);
    char said[100];
    snprintf(said, sizeof said, "6:1 %s\n", message);
    assert_str(reading_said(&reading), said);
    assert_int_equal(reading.brief->image_count, 0);
    assert_int_equal(reading.good, good);
    reading_free(&reading);
}

static void test_png(void **state)
{
    for (int interlace = 0; interlace < 2; interlace++) {
        struct str png = make_png(40, 30, interlace);
        put("a b.png", png.bytes, png.count);
        struct reading reading = read_picture("a%20b.png");
        const struct image *image = only_image(&reading);
        assert_int_equal(image->format, IMAGE_PNG);
        assert_int_equal(image->width, 40);
        assert_int_equal(image->height, 30);
        assert_int_equal(image->bytes.count, png.count);
        reading_free(&reading);
        put("short.png", png.bytes, png.count - 20);
        assert_refused("short.png", "image-broken", true);
        free((char *)(uintptr_t)png.bytes);
    }
}

static void test_jpeg(void **state)
{
    for (int progressive = 0; progressive < 2; progressive++) {
        struct str jpeg = make_jpeg(64, 48, progressive);
        put("a.jpg", jpeg.bytes, jpeg.count);
        struct reading reading = read_picture("./a.jpg");
        const struct image *image = only_image(&reading);
        assert_int_equal(image->format, IMAGE_JPEG);
        assert_int_equal(image->width, 64);
        assert_int_equal(image->height, 48);
        reading_free(&reading);
        put("short.jpg", jpeg.bytes, jpeg.count / 2);
        assert_refused("short.jpg", "image-broken", true);
        free((char *)(uintptr_t)jpeg.bytes);
    }
}

// The picture lies on its side, and its file says who took it.
static void test_camera(void **state)
{
    static const char exif[] = "\xFF\xE1\0\x24"
                               "Exif\0\0MM\0*\0\0\0\x08\0\1"
                               "\x01\x12\0\3\0\0\0\1\0\6\0\0"
                               "Nadia\0";
    struct str jpeg = make_jpeg(64, 48, false);
    struct buffer turned = {0};
    buffer_add(&turned, str_slice(jpeg, 0, 2));
    buffer_add(&turned, (struct str){exif, sizeof exif - 1});
    buffer_add(&turned, str_slice(jpeg, 2, jpeg.count));
    put("turned.jpg", turned.bytes, turned.count);
    struct reading reading = read_picture("turned.jpg");
    const struct image *image = only_image(&reading);
    assert_int_equal(image->width, 48);
    assert_int_equal(image->height, 64);
    assert_int_equal(str_find(image->bytes, STR("Nadia")), STR_NONE);
    assert_true(hash_equal(image->file_hash, hash_bytes(buffer_str(&turned))));
    reading_free(&reading);
    turned.bytes[2 + 4 + 6 + 8 + 2 + 9] = 1; // upright: not coded again
    put("upright.jpg", turned.bytes, turned.count);
    reading = read_picture("upright.jpg");
    image = only_image(&reading);
    assert_int_equal(image->width, 64);
    assert_int_equal(image->bytes.count, jpeg.count);
    reading_free(&reading);
    buffer_release(&turned);
    free((char *)(uintptr_t)jpeg.bytes);
}

static void test_other_formats(void **state)
{
    static const char gif[] = "GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\0\0"
                              ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;";
    put("a.jpg", gif, sizeof gif - 1); // whatever it is called
    struct reading reading = read_picture("a.jpg");
    const struct image *image = only_image(&reading);
    assert_int_equal(image->format, IMAGE_PNG);
    assert_int_equal(image->width, 1);
    reading_free(&reading);
    put("a.webp", "RIFF\x10\0\0\0WEBPVP8 \0\0\0\0", 20);
    assert_refused("a.webp", "image-foreign", true);
    put("a.png", "%PDF-1.7 ", 9);
    assert_refused("a.png", "image-foreign", true);
}

static void put_svg(const char *name, const char *inside)
{
    char svg[1000];
    int count = snprintf(svg, sizeof svg,
                         "<?xml version=\"1.0\"?>\n<svg "
                         "xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                         "viewBox=\"0 0 30 20\" %s</svg>\n",
                         inside);
    put(name, svg, (size_t)count);
}

static void test_svg(void **state)
{
    put_svg("a.svg", "width=\"1in\"><a href=\"https://x.org/\"><rect "
                     "width=\"3\" fill=\"url(#g)\"/></a>");
    struct reading reading = read_picture("a.svg");
    const struct image *image = only_image(&reading);
    assert_int_equal(image->format, IMAGE_SVG);
    assert_int_equal(image->width, 96);
    assert_int_equal(image->height, 64);
    reading_free(&reading);
}

static void test_svg_that_is_no_drawing(void **state)
{
    static const char *const unsafe[] = {
        "><script>x()</script>",
        " onload=\"x()\">",
        "><image href=\"/etc/passwd\"/>",
        "><image xlink:href=\"http://x.org/y.png\"/>",
        "><use href=\"other.svg#a\"/>",
        "><style>@import 'x.css';</style>",
        "><rect style=\"fill: url( 'http://x.org/#a')\"/>",
        "><a href=\"javascript:x()\"><rect/></a>",
        "><foreignObject/>",
        "><a href=\"java&#10;script:x()\"><rect/></a>",
        "><a href=\"other.html\"><rect/></a>",
        "><a href=\"#\"><animate attributeName=\"href\" "
        "values=\"javascript:x()\"/></a>",
        "><s:script xmlns:s=\"http://www.w3.org/2000/svg\">x()</s:script>",
        "><h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" srcset=\"x.png\"/>",
        "><image href=\"data:image/svg+xml,%3Csvg/%3E\"/>",
        " xml:base=\"http://x.org/\"><use href=\"#a\"/>",
        "><style>a { fill: \\75rl(http://x.org/#a) }</style>",
        "><rect fill=\"\\75rl(http://x.org/#a)\"/>",
        "><style>a { background: image-set('x.png' 1x) }</style>",
        "><?xml-stylesheet href=\"http://x.org/a.css\"?>",
    };
    for (size_t i = 0; i < sizeof unsafe / sizeof unsafe[0]; i++) {
        put_svg("u.svg", unsafe[i]);
        assert_refused("u.svg", "image-unsafe", true);
    }
    const char *bomb = "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>";
    put("u.svg", bomb, strlen(bomb));
    assert_refused("u.svg", "image-unsafe", true);
    const char *styled = "<?xml-stylesheet href=\"http://x.org/a.css\"?>"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    put("u.svg", styled, strlen(styled));
    assert_refused("u.svg", "image-unsafe", true);
    put("u.svg", "<svg><rect>", 11);
    assert_refused("u.svg", "image-broken", true);
}

static void test_bytes_decide(void **state)
{
    struct str png = make_png(4, 4, 0);
    put("named.jpg", png.bytes, png.count);
    struct reading reading = read_picture("named.jpg");
    assert_int_equal(only_image(&reading)->format, IMAGE_PNG);
    reading_free(&reading);
    free((char *)(uintptr_t)png.bytes);
}

static void test_what_is_no_picture(void **state)
{
    put("text.png", "just text", 9);
    put("empty.png", "", 0);
    assert_refused("text.png", "image-broken", true);
    assert_refused("empty.png", "image-broken", true);
    assert_refused("none.png", "image-missing", true);
    assert_refused("text.png/x", "image-missing", true);
    mkdir(path_of("sub"), 0755);
    assert_refused("sub", "image-unreadable", true);
    assert_refused("https://x.org/a.png", "image-remote", true);
    assert_refused("//x.org/a.png", "image-remote", true);
    assert_refused("data:image/png;base64,AAAA", "image-data", true);
    assert_refused("javascript:x", "link-unsafe", true);
}

static void test_size_has_an_end(void **state)
{
    // A header alone says 60000 x 60000.
    struct str png = make_png(4, 4, 0);
    char *bytes = (char *)(uintptr_t)png.bytes;
    memcpy(bytes + 16, "\0\0\xEA\x60\0\0\xEA\x60", 8);
    uint32_t crc = 0xFFFFFFFF; // of the chunk's name and content
    for (size_t i = 12; i < 29; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int k = 0; k < 8; k++)
            crc = crc & 1 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
    }
    for (size_t i = 0; i < 4; i++)
        bytes[29 + i] = (char)(~crc >> (24 - 8 * i));
    put("bomb.png", bytes, png.count);
    assert_refused("bomb.png", "image-large", true);
    free(bytes);
}

static void test_paths_outside(void **state)
{
    static const char *const paths[] = {
        "../x.png",      "/etc/passwd",   "sub/../../x.png", "%2e%2e/x.png",
        "..\\\\x.png",   "~/x.png",       "file:///etc/x",   "/dev/zero",
        "%2Fetc/passwd", "sub/..%2F../x", "C:\\\\x.png",     "\\\\x.png",
    };
    mkdir(path_of("sub"), 0755);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_refused(paths[i], "path-outside", true);
}

static void test_links_that_lead_outside(void **state)
{
    char other[] = "/tmp/qalam-other-XXXXXX";
    assert_non_null(mkdtemp(other));
    char target[100];
    snprintf(target, sizeof target, "%s/x.png", other);
    struct str png = make_png(4, 4, 0);
    FILE *file = fopen(target, "wb");
    fwrite(png.bytes, 1, png.count, file);
    fclose(file);
    unlink(path_of("link.png"));
    assert_int_equal(symlink(target, path_of("link.png")), 0);
    assert_refused("link.png", "path-outside", true);
    unlink(target);
    rmdir(other);
    free((char *)(uintptr_t)png.bytes);
}

static void test_shared_and_read_once(void **state)
{
    struct str png = make_png(4, 4, 0);
    put("a.png", png.bytes, png.count);
    struct reading reading = reading_of_file(
        path_of("brief.md"),
        STR("---\ntitle: T\nlang: en\ncover: a.png\norganisations:\n"
            "  - name: O\n    logo: ./a.png\n---\n\n![a](a.png) ![b](a.png)"));
    assert_int_equal(reading.brief->image_count, 1);
    assert_ptr_equal(reading.brief->meta.cover, reading.brief->images[0]);
    assert_ptr_equal(reading.brief->meta.organisations[0].logo,
                     reading.brief->images[0]);
    reading_free(&reading);
    free((char *)(uintptr_t)png.bytes);
}

static int make_folder(void **state)
{
    strcpy(folder, "/tmp/qalam-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const names[] = {
        "a b.png",  "short.png", "a.jpg",      "short.jpg",   "a.svg",
        "u.svg",    "named.jpg", "text.png",   "empty.png",   "bomb.png",
        "link.png", "a.png",     "turned.jpg", "upright.jpg", "a.webp"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        unlink(path_of(names[i]));
    rmdir(path_of("sub"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_camera),
        cmocka_unit_test(test_other_formats),
        cmocka_unit_test(test_svg),
        cmocka_unit_test(test_svg_that_is_no_drawing),
        cmocka_unit_test(test_bytes_decide),
        cmocka_unit_test(test_what_is_no_picture),
        cmocka_unit_test(test_size_has_an_end),
        cmocka_unit_test(test_paths_outside),
        cmocka_unit_test(test_links_that_lead_outside),
        cmocka_unit_test(test_shared_and_read_once),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}

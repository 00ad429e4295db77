// SPDX-License-Identifier: MIT
// Pictures no finer than their place needs, and no worse for it.
#include "unit.h"

#include "backends/pictures/scaled_picture.h"

#include <png.h>
#include <stdlib.h>

// A PNG of noise, which packs badly.
static struct image *noise(struct arena *arena, uint32_t width, uint32_t height)
{
    size_t count = (size_t)width * height * 3;
    png_bytep pixels = arena_alloc(arena, count);
    uint32_t seed = 1;
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525u + 1013904223u;
        pixels[i] = (png_byte)(seed >> 24);
    }
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = width,
                     .height = height,
                     .format = PNG_FORMAT_RGB};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    char *bytes = arena_alloc(arena, size);
    assert_true(
        png_image_write_to_memory(&png, bytes, &size, 0, pixels, 0, NULL));
    struct image *image = ARENA_NEW(arena, struct image);
    *image = (struct image){.format = IMAGE_PNG,
                            .bytes = {bytes, size},
                            .width = width,
                            .height = height};
    return image;
}

static void fits(void **state)
{
    struct arena *arena = arena_new();
    struct draw *draw = draw_new(20000);
    const struct image *image = noise(arena, 300, 200);
    const struct image *small = picture_scaled(arena, draw, image, 60, 60);
    assert_int_equal(small->width, 60);
    assert_int_equal(small->height, 40);
    assert_true(small->bytes.count < image->bytes.count);
    small = picture_scaled(arena, draw, image, 1000, 50);
    assert_int_equal(small->width, 75);
    assert_int_equal(small->height, 50);
    draw_free(draw);
    arena_free(arena);
}

static void stays(void **state)
{
    struct arena *arena = arena_new();
    struct draw *draw = draw_new(20000);
    struct image *image = noise(arena, 300, 200);
    // A quarter finer at most; larger than its place; nobody to ask.
    assert_ptr_equal(picture_scaled(arena, draw, image, 240, 240), image);
    assert_ptr_equal(picture_scaled(arena, draw, image, 900, 900), image);
    assert_ptr_equal(picture_scaled(arena, NULL, image, 60, 60), image);
    // A drawing has no pixels, and a film would be its first frame.
    image->format = IMAGE_SVG;
    assert_ptr_equal(picture_scaled(arena, draw, image, 60, 60), image);
    image->format = IMAGE_PNG;
    image->bytes = STR("\x89PNG\r\n\x1A\nacTL");
    assert_ptr_equal(picture_scaled(arena, draw, image, 60, 60), image);
    draw_free(draw);
    arena_free(arena);
}

// Twice its place: a column, or what its author says.
static void on_the_web(void **state)
{
    struct brief *brief = brief_new(STR("a.md"));
    struct draw *draw = draw_new(20000);
    struct image *large = noise(brief->arena, 1700, 40);
    struct image *icon = noise(brief->arena, 400, 400);
    struct image *logo = noise(brief->arena, 1700, 40); // of no text
    struct node *paragraph = node_new(brief->arena, NODE_PARAGRAPH, PLACE_NONE);
    brief->body = node_new(brief->arena, NODE_PASSAGE, PLACE_NONE);
    node_append(brief->body, paragraph);
    struct image *images[] = {large, icon, logo};
    for (int i = 0; i < 2; i++) {
        struct node *node = node_new(brief->arena, NODE_IMAGE, PLACE_NONE);
        node->as.image.image = images[i];
        node->as.image.shown = i ? 24 : 0;
        node_append(paragraph, node);
    }
    brief->images = images;
    brief->image_count = 3;
    web_pictures_scale(brief, draw);
    assert_int_equal(paragraph->first->as.image.image->width, 1280);
    assert_int_equal(paragraph->last->as.image.image->width, 48);
    assert_ptr_equal(brief->images[0], paragraph->first->as.image.image);
    assert_ptr_equal(brief->images[2], logo);
    assert_int_equal(large->width, 1700); // what was made before has it
    draw_free(draw);
    brief_free(brief);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits),
        cmocka_unit_test(stays),
        cmocka_unit_test(on_the_web),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

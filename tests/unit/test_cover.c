// SPDX-License-Identifier: MIT
// The cover: its picture and the words on it, abstracts of every length, what
// stands where; and 300 covers made up, of which cover_checks.h must hold.
#include "page_checks.h"

#include "pixels/pixels.h"

#include <math.h>
#include <png.h>

// ----- Pictures of our own -----

typedef void (*painter)(uint32_t x, uint32_t y, uint8_t *rgb);

enum { WIDE = 420, HIGH = 300 };

static void paint_all(uint8_t *rgb, int value)
{
    rgb[0] = rgb[1] = rgb[2] = (uint8_t)value;
}

static void paint_white(uint32_t x, uint32_t y, uint8_t *rgb)
{
    (void)x, (void)y;
    paint_all(rgb, 255);
}

static void paint_black(uint32_t x, uint32_t y, uint8_t *rgb)
{
    (void)x, (void)y;
    paint_all(rgb, 0);
}

// Dusk: too light for white words by a little.
static void paint_dusk(uint32_t x, uint32_t y, uint8_t *rgb)
{
    (void)x;
    paint_all(rgb, 130 + (int)(y % 7));
    rgb[2] = 150;
}

// Fields of all colours, each of a few pixels.
static void paint_fields(uint32_t x, uint32_t y, uint8_t *rgb)
{
    uint32_t seed = (x / 9) * 73856093u ^ (y / 9) * 19349663u;
    for (int i = 0; i < 3; i++)
        rgb[i] = (uint8_t)(seed >> (8 * i));
}

static struct image *picture_of(struct arena *arena, painter paint)
{
    static uint8_t pixels[WIDE * HIGH * 3];
    for (uint32_t y = 0; y < HIGH; y++)
        for (uint32_t x = 0; x < WIDE; x++)
            paint(x, y, pixels + (y * WIDE + x) * 3);
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = WIDE,
                     .height = HIGH,
                     .format = PNG_FORMAT_RGB};
    png_alloc_size_t count = WIDE * HIGH * 4;
    char *bytes = arena_alloc(arena, count);
    assert_true(
        png_image_write_to_memory(&png, bytes, &count, 0, pixels, 0, NULL));
    struct image *image = ARENA_NEW(arena, struct image);
    *image = (struct image){.path = STR("a.png"),
                            .format = IMAGE_PNG,
                            .bytes = {bytes, count},
                            .width = WIDE,
                            .height = HIGH};
    return image;
}

static const char *const heads[] = {
    "lang: en\ntitle: Water\nsubtitle: In dry years\nseries: Papers\n"
    "date: 2024\nauthors: [A. Noor, B. Berg]\nabstract: Short.\n",
    "lang: fa-AF\ntitle: آب\nsubtitle: در سال\u200Cهای خشک\nseries: "
    "دفترها\n"
    "date: 2024\nauthors: [مینا, توماس]\nabstract: کوتاه.\n",
};

static struct laid_out lay_out_picture(size_t head, painter paint,
                                       const char *keys)
{
    struct buffer text = {0};
    buffer_printf(&text, "---\n%s%s---\n\nText.\n", heads[head], keys);
    struct laid_out out = lay_out("cover.md", buffer_str(&text));
    out.brief->meta.cover = picture_of(out.brief->arena, paint);
    out.pages = typeset_brief(out.brief, typesetter, &out.context);
    buffer_release(&text);
    return out;
}

static const struct placed *placed_picture(const struct pages *pages)
{
    const struct page *page = &pages->items[0];
    for (size_t i = 0; i < page->placed_count; i++)
        if (page->placed[i].kind == PLACED_IMAGE)
            return &page->placed[i];
    return NULL;
}

// ----- How light it is under a point -----

static double linear(double channel)
{
    double c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

// The outline of what darkens has straight sides; its corners are round by
// less than the distance to any word.
static bool lies_over(const struct placed *placed, double x, double y)
{
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    if (placed->kind == PLACED_RECTANGLE) {
        left = points(placed->x);
        top = points(placed->y);
        right = left + points(placed->as.rectangle.width);
        bottom = top + points(placed->as.rectangle.height);
    }
    const struct path *path = &placed->as.path;
    for (size_t i = 0; placed->kind == PLACED_PATH && i < path->step_count;
         i++) {
        double at_x = points(path->steps[i].x[0]);
        double at_y = points(path->steps[i].y[0]);
        left = at_x < left ? at_x : left;
        right = at_x > right ? at_x : right;
        top = at_y < top ? at_y : top;
        bottom = at_y > bottom ? at_y : bottom;
    }
    return x >= left && x <= right && y >= top && y <= bottom;
}

static void paint_over(const struct pages *pages, const struct placed *placed,
                       double *rgb)
{
    struct rgb ink = pages->inks[placed->ink.name];
    const double inks[] = {ink.red, ink.green, ink.blue};
    double through = placed->ink.clear / 1000.0;
    for (int i = 0; i < 3; i++)
        rgb[i] = rgb[i] * through + inks[i] * (1 - through);
}

static void paint_picture(const struct pages *pages,
                          const struct placed *placed,
                          const struct pixels *pixels, double x, double y,
                          double *rgb)
{
    const struct placed_image *image = &placed->as.image;
    double across = (x - points(placed->x)) / points(image->width);
    double down = (y - points(placed->y)) / points(image->height);
    size_t at = (size_t)(down * HIGH) * WIDE + (size_t)(across * WIDE);
    const uint8_t *pixel = pixels->color + at * 3;
    struct rgb accent = pages->inks[INK_ACCENT];
    const double dark[] = {accent.red, accent.green, accent.blue};
    double grey = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    double white = grey / 255 * image->duotone / 100;
    for (int i = 0; i < 3; i++)
        rgb[i] = image->duotone ? dark[i] + (255 - dark[i]) * white : pixel[i];
}

// Of white on what lies under a point, drawn as a viewer draws it.
static double contrast_at(const struct pages *pages,
                          const struct pixels *pixels, double x, double y)
{
    const struct page *page = &pages->items[0];
    double rgb[] = {255, 255, 255};
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind == PLACED_IMAGE) {
            if (y <= points(placed->as.image.clip_height))
                paint_picture(pages, placed, pixels, x, y, rgb);
        } else if (placed->kind != PLACED_RUN &&
                   placed->ink.name != INK_PAPER && lies_over(placed, x, y)) {
            paint_over(pages, placed, rgb);
        }
    }
    return 1.05 / (0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) +
                   0.0722 * linear(rgb[2]) + 0.05);
}

static double least_contrast(const struct laid_out *out)
{
    const struct page *page = &out->pages->items[0];
    struct pixels pixels;
    double least = 21;
    assert_true(pixels_png(out->brief->meta.cover->bytes, false, &pixels));
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *run = &page->placed[i];
        if (run->kind != PLACED_RUN || run->ink.name != INK_PAPER)
            continue;
        struct cover_words words = cover_words_of(run);
        for (double y = words.top; y < words.bottom; y += 1)
            for (double x = words.left; x < words.right; x += 1) {
                double here = contrast_at(out->pages, &pixels, x, y);
                least = here < least ? here : least;
            }
    }
    pixels_release(&pixels);
    return least;
}

static const painter painters[] = {paint_white, paint_black, paint_dusk,
                                   paint_fields};

static void white_words_are_legible(void **state)
{
    (void)state;
    static const char *const styles[] = {"", "cover-style: tint\n",
                                         "cover-style: tint\n"
                                         "accent: saffron\n"};
    for (size_t head = 0; head < COUNT(heads); head++)
        for (size_t style = 0; style < COUNT(styles); style++)
            for (size_t i = 0; i < COUNT(painters); i++) {
                struct laid_out out =
                    lay_out_picture(head, painters[i], styles[style]);
                double least = least_contrast(&out);
                if (least < CONTRAST_LEAST)
                    fail_msg("head %zu, style %zu, picture %zu: %.2f", head,
                             style, i, least);
                assert_int_equal(check_content(&out, "picture"), 0);
                laid_out_free(&out);
            }
}

static size_t count_of(const struct pages *pages, enum placed_kind kind,
                       enum ink_name ink, bool clear)
{
    const struct page *page = &pages->items[0];
    size_t count = 0;
    for (size_t i = 0; i < page->placed_count; i++)
        count += page->placed[i].kind == kind &&
                 page->placed[i].ink.name == ink &&
                 (page->placed[i].ink.clear > 0) == clear;
    return count;
}

// So little shade as will do; a plate where none would.
static void a_photograph_is_darkened_for_words_alone(void **state)
{
    (void)state;
    struct laid_out out = lay_out_picture(0, paint_black, "");
    assert_int_equal(count_of(out.pages, PLACED_PATH, INK_SHADE, true), 0);
    assert_int_equal(count_of(out.pages, PLACED_RECTANGLE, INK_ACCENT, false),
                     1);
    laid_out_free(&out);
    out = lay_out_picture(0, paint_dusk, "");
    assert_true(count_of(out.pages, PLACED_PATH, INK_SHADE, true) > 0);
    double through = 1;
    for (size_t i = 0; i < out.pages->items[0].placed_count; i++) {
        const struct placed *placed = &out.pages->items[0].placed[i];
        if (placed->ink.clear > 0 && placed->kind == PLACED_PATH)
            through *= placed->ink.clear / 1000.0;
    }
    assert_true(through >= 0.65 && through < 1);
    laid_out_free(&out);
    out = lay_out_picture(0, paint_white, "");
    assert_int_equal(count_of(out.pages, PLACED_PATH, INK_SHADE, true), 0);
    assert_int_equal(count_of(out.pages, PLACED_RECTANGLE, INK_ACCENT, false),
                     2);
    laid_out_free(&out);
}

// ----- Where the picture stands -----

static void assert_at(double got, double wanted)
{
    if (fabs(got - wanted) > 0.1)
        fail_msg("%.2f, not %.2f", got, wanted);
}

// 420 by 300 over 210 mm is 150 mm high, of which 92 mm are seen.
static void a_crop_keeps_its_focus(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        double y; // mm
    } rows[] = {{"", -29},
                {"cover-focus: 50% 50%\n", -29},
                {"cover-focus: top\n", 0},
                {"cover-focus: left top\n", 0},
                {"cover-focus: bottom right\n", -58},
                {"cover-focus: 30% 40%\n", -14},
                {"cover-focus: 10% 30.67%\n", 0},
                {"cover-focus: center 100%\n", -58}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct laid_out out = lay_out_picture(0, paint_fields, rows[i].key);
        const struct placed *picture = placed_picture(out.pages);
        assert_non_null(picture);
        assert_at(points(picture->x), 0);
        assert_at(points(picture->as.image.width), SHEET_WIDE);
        assert_at(points(picture->y), rows[i].y * MILLIMETRE);
        assert_at(points(picture->as.image.clip_height), 92 * MILLIMETRE);
        assert_int_equal(picture->as.image.duotone, 0);
        assert_false(diag_told(out.context.diag, MESSAGE_cover_focus_wrong));
        laid_out_free(&out);
    }
}

static void a_wrong_focus_is_reported(void **state)
{
    (void)state;
    static const char *const keys[] = {
        "cover-focus: upper left\n", "cover-focus: 120% 10%\n",
        "cover-focus: left right\n", "cover-focus: 1 2 3\n",
        "cover-focus: -5% 10%\n",    "cover-focus: top 30%\n"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct laid_out out = lay_out_picture(0, paint_fields, keys[i]);
        assert_true(diag_told(out.context.diag, MESSAGE_cover_focus_wrong));
        assert_at(points(placed_picture(out.pages)->y), -29 * MILLIMETRE);
        laid_out_free(&out);
    }
}

// A photograph is never mirrored, so left is its own left.
static void the_focus_is_the_pictures_own(void **state)
{
    (void)state;
    for (size_t head = 0; head < COUNT(heads); head++) {
        struct laid_out out = lay_out_picture(
            head, paint_fields, "cover-style: tint\ncover-focus: left\n");
        const struct placed *picture = placed_picture(out.pages);
        assert_at(points(picture->x), 0);
        assert_at(points(picture->as.image.height), 166.6 * MILLIMETRE);
        assert_true(points(picture->as.image.width) > SHEET_WIDE);
        assert_int_equal(picture->as.image.duotone, 60);
        laid_out_free(&out);
    }
}

static void a_pattern_shows_no_picture(void **state)
{
    (void)state;
    struct laid_out out =
        lay_out_picture(0, paint_fields,
                        "cover-style: pattern\ncover-credit: A. Noor\n"
                        "copyright: © A. Noor\n");
    assert_null(placed_picture(out.pages));
    const struct page *last = &out.pages->items[out.pages->count - 1];
    for (size_t i = 0; i < last->placed_count; i++)
        if (last->placed[i].kind == PLACED_RUN)
            assert_true(str_find(last->placed[i].as.run.text,
                                 STR("Cover photo")) == STR_NONE);
    laid_out_free(&out);
}

// A theme's answer holds where the brief has none.
static void a_theme_chooses_the_style(void **state)
{
    (void)state;
    struct settings *theme = &print_measures.settings;
    struct settings house = *theme;
    assert_true(settings_set(theme, SETTING_COVER_STYLE, STR("tint")));
    struct laid_out out = lay_out_picture(0, paint_black, "");
    assert_int_equal(placed_picture(out.pages)->as.image.duotone, 60);
    laid_out_free(&out);
    out = lay_out_picture(0, paint_black, "cover-style: photo\n");
    assert_int_equal(placed_picture(out.pages)->as.image.duotone, 0);
    laid_out_free(&out);
    *theme = house;
}

// ----- The block, and what is under it -----

static const char *const made_words[] = {
    "water", "of", "the", "valley", "runs", "in", "canals", "and", "turns"};
static const char *const made_words_rtl[] = {
    "آب",   "از",          "دره", "می\u200Cگذرد", "و",
    "نوبت", "جوی\u200Cها", "را",  "می\u200Cرساند"};

static void put_words(struct buffer *text, bool rtl, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_printf(text, "%s%s", i > 0 ? " " : "",
                      rtl ? made_words_rtl[i * 5 % COUNT(made_words_rtl)]
                          : made_words[i * 5 % COUNT(made_words)]);
}

static struct laid_out lay_out_abstract(bool rtl, size_t words,
                                        const char *keys)
{
    struct buffer text = {0};
    buffer_printf(&text,
                  "---\nlang: %s\ntitle: A\n%sabstract: ", rtl ? "fa-AF" : "en",
                  keys);
    put_words(&text, rtl, words);
    buffer_add_c(&text, "\n---\n\nText.\n");
    struct laid_out out = lay_out("abstract.md", buffer_str(&text));
    buffer_release(&text);
    return out;
}

static bool has_size(const struct pages *pages, size_t page, double size)
{
    for (size_t i = 0; i < pages->items[page].placed_count; i++) {
        const struct placed *placed = &pages->items[page].placed[i];
        if (placed->kind == PLACED_RUN &&
            fabs(points(placed->as.run.size) - size) < 0.01)
            return true;
    }
    return false;
}

#define PARTNERS                                                                     \
    "organisations:\n  - name: {en: House of Water, fa-AF: خانهٔ آب, ps: د " \
    "اوبو کور}\n  - name: {en: House of Soil, fa-AF: خانهٔ خاک}\n"

static void a_long_abstract_steps_down(void **state)
{
    (void)state;
    static const struct {
        bool rtl;
        size_t words;
        double size;
    } rows[] = {{false, 60, 11.75}, {false, 150, 10.75}, {false, 230, 9.6},
                {false, 260, 9.6},  {true, 60, 12.75},   {true, 140, 11.75},
                {true, 230, 10.6},  {true, 260, 10.6}};
    static const char *const keys[] = {"", PARTNERS};
    for (size_t key = 0; key < COUNT(keys); key++)
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct laid_out out =
                lay_out_abstract(rows[i].rtl, rows[i].words, keys[key]);
            if (!has_size(out.pages, 0, rows[i].size))
                fail_msg("%zu words are not set in %.2f", rows[i].words,
                         rows[i].size);
            assert_false(diag_told(out.context.diag, MESSAGE_abstract_long));
            assert_int_equal(check_content(&out, "abstract"), 0);
            laid_out_free(&out);
        }
}

static void what_is_longer_still_opens_page_two(void **state)
{
    (void)state;
    for (int rtl = 0; rtl < 2; rtl++) {
        struct laid_out out = lay_out_abstract(rtl, 261, PARTNERS);
        assert_true(diag_told(out.context.diag, MESSAGE_abstract_long));
        assert_true(has_size(out.pages, 1, rtl ? 10.6 : 9.6));
        assert_false(has_size(out.pages, 0, rtl ? 10.6 : 9.6));
        const struct page *page = &out.pages->items[1];
        bool tint = false, label = false;
        for (size_t i = 0; i < page->placed_count; i++) {
            const struct placed *placed = &page->placed[i];
            tint |= placed->kind == PLACED_RECTANGLE &&
                    placed->ink.name == INK_TINT;
            label |= placed->kind == PLACED_RUN &&
                     str_starts(placed->as.run.text,
                                rtl ? STR("خلاصه") : STR("Summary"));
        }
        assert_true(tint && label);
        assert_int_equal(check_content(&out, "abstract"), 0);
        laid_out_free(&out);
    }
}

static void a_block_alone_has_the_room(void **state)
{
    (void)state;
    static const struct {
        const char *keys;
        double bottom; // mm
    } rows[] = {{"", 210},
                {"abstract: Short.\n", 166.6},
                {"key-messages: [One., Two.]\n", 166.6},
                {PARTNERS, 166.6}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer text = {0};
        buffer_printf(&text, "---\nlang: en\ntitle: A\n%s---\n\nText.\n",
                      rows[i].keys);
        struct laid_out out = lay_out("alone.md", buffer_str(&text));
        assert_at(cover_block_bottom(&out.pages->items[0]),
                  rows[i].bottom * MILLIMETRE);
        laid_out_free(&out);
        buffer_release(&text);
    }
}

// ----- Key messages -----

static bool says(const struct pages *pages, size_t page, struct str words)
{
    for (size_t i = 0; i < pages->items[page].placed_count; i++) {
        const struct placed *placed = &pages->items[page].placed[i];
        if (placed->kind == PLACED_RUN &&
            str_find(placed->as.run.text, words) != STR_NONE)
            return true;
    }
    return false;
}

static void key_messages_stand_where_there_is_room(void **state)
{
    (void)state;
    static const char keys[] = "key-messages:\n  - Announce.\n  - Write.[^1]\n";
    static const size_t words[] = {20, 165};
    for (size_t i = 0; i < COUNT(words); i++) {
        struct buffer text = {0};
        buffer_printf(&text, "---\nlang: en\ntitle: A\n%sabstract: ", keys);
        put_words(&text, false, words[i]);
        buffer_add_c(&text, "\n---\n\nText.\n\n[^1]: A note.\n");
        struct laid_out out = lay_out("messages.md", buffer_str(&text));
        size_t page = i;
        assert_true(says(out.pages, page, STR("Announce")));
        assert_true(says(out.pages, page, STR("A note")));
        assert_false(says(out.pages, 1 - page, STR("Announce")));
        assert_int_equal(check_content(&out, "messages"), 0);
        laid_out_free(&out);
        buffer_release(&text);
    }
}

// ----- Covers made up -----

static uint32_t random_under(uint32_t *seed, uint32_t limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

static void put_line(struct buffer *text, const char *key, bool rtl,
                     size_t words)
{
    if (words == 0)
        return;
    buffer_printf(text, "%s: ", key);
    put_words(text, rtl, words);
    buffer_add_c(text, "\n");
}

static void put_partners(struct buffer *text, uint32_t count)
{
    if (count > 0)
        buffer_add_c(text, "organisations:\n");
    for (uint32_t i = 0; i < count; i++)
        buffer_printf(text,
                      "  - name: {en: House of Water and Soil %u, fa-AF: خانهٔ "
                      "آب و خاک, ps: د اوبو کور}\n    url: "
                      "https://house%u.example/\n",
                      i, i);
}

static struct buffer made_cover(uint32_t number)
{
    uint32_t seed = number * 2654435761u;
    bool rtl = number % 2;
    struct buffer text = {0};
    buffer_printf(&text, "---\nlang: %s\n",
                  !rtl             ? "en"
                  : number % 4 < 2 ? "fa-AF"
                                   : "ps");
    put_line(&text, "title", rtl, 1 + random_under(&seed, 24));
    put_line(&text, "subtitle", rtl, random_under(&seed, 12));
    put_line(&text, "series", rtl, random_under(&seed, 5));
    uint32_t authors = random_under(&seed, 3) ? random_under(&seed, 7)
                                              : random_under(&seed, 50);
    if (authors > 0)
        buffer_add_c(&text, "authors: [");
    for (uint32_t i = 0; i < authors; i++)
        buffer_printf(&text, "%s%s %u", i > 0 ? ", " : "",
                      rtl ? "مینا رحیمی" : "Mina Rahimi", i);
    buffer_add_c(&text, authors > 0 ? "]\n" : "");
    put_partners(&text, random_under(&seed, 6));
    if (random_under(&seed, 3) == 0)
        buffer_add_c(&text, "key-messages: [One thing., Another thing.]\n");
    size_t abstract = random_under(&seed, 330);
    put_line(&text, "abstract", rtl, abstract);
    if (abstract > 0 && random_under(&seed, 3) == 0) {
        text.count--; // into the same line
        buffer_add_c(&text, "[^1]\n");
    }
    buffer_add_c(&text, "---\n\nText.\n\n[^1]: ");
    put_words(&text, rtl, 5 + random_under(&seed, 60));
    buffer_add_c(&text, "\n");
    return text;
}

static void made_covers_hold(void **state)
{
    (void)state;
    static const char *const styles[] = {NULL, "", "tint"};
    size_t faulty = 0;
    for (uint32_t number = 1; number <= 300; number++) {
        struct buffer text = made_cover(number);
        struct laid_out out = lay_out("made.md", buffer_str(&text));
        const char *style = styles[number % 3];
        if (style != NULL) {
            out.brief->meta.cover = picture_of(out.brief->arena, paint_fields);
            if (*style)
                settings_set(&out.brief->meta.settings, SETTING_COVER_STYLE,
                             str_of(style));
            out.pages = typeset_brief(out.brief, typesetter, &out.context);
        }
        char name[32];
        snprintf(name, sizeof name, "cover %u", number);
        struct page_faults faults = {name, 0};
        check_cover(&out, &faults);
        faulty += faults.count > 0;
        laid_out_free(&out);
        buffer_release(&text);
    }
    assert_int_equal(faulty, 0);
}

int main(int count, char **arguments)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(white_words_are_legible),
        cmocka_unit_test(a_photograph_is_darkened_for_words_alone),
        cmocka_unit_test(a_crop_keeps_its_focus),
        cmocka_unit_test(a_wrong_focus_is_reported),
        cmocka_unit_test(the_focus_is_the_pictures_own),
        cmocka_unit_test(a_pattern_shows_no_picture),
        cmocka_unit_test(a_theme_chooses_the_style),
        cmocka_unit_test(a_long_abstract_steps_down),
        cmocka_unit_test(what_is_longer_still_opens_page_two),
        cmocka_unit_test(a_block_alone_has_the_room),
        cmocka_unit_test(key_messages_stand_where_there_is_room),
        cmocka_unit_test(made_covers_hold),
    };
    if (count == 2) { // that cover, as Markdown
        struct buffer text = made_cover((uint32_t)atoi(arguments[1]));
        fwrite(text.bytes, 1, text.count, stdout);
        buffer_release(&text);
        return 0;
    }
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

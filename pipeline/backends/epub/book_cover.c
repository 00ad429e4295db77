// SPDX-License-Identifier: MIT
// The cover: page 1 drawn as SVG, or a plain one from the title.
#include "backends/epub/book_cover.h"

#include "backends/pictures/scaled_picture.h"
#include "base/fail.h"

#include <libxml/entities.h>
#include <libxml/parser.h>

#include <hb.h>

#include <stdlib.h>
#include <string.h>

// ----- Page 1: numbers -----
// By hand, since a cover has some ten thousand of them, and printf with its
// doubles took ten times as long as all else here.

static void integer(struct buffer *out, int64_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (number < 0)
        digits[--at] = '-';
    buffer_add(out, (struct str){digits + at, sizeof digits - at});
}

// A length in points and hundredths.
static int64_t hundredths(scaled length)
{
    return (length * 100 + (length < 0 ? -32768 : 32768)) / 65536;
}

static void decimal(struct buffer *out, int64_t in_hundredths)
{
    if (in_hundredths < 0)
        buffer_add_byte(out, '-');
    int64_t whole = in_hundredths < 0 ? -in_hundredths : in_hundredths;
    integer(out, whole / 100);
    if (whole % 100 == 0)
        return;
    buffer_add_byte(out, '.');
    buffer_add_byte(out, (char)('0' + whole % 100 / 10));
    if (whole % 10)
        buffer_add_byte(out, (char)('0' + whole % 10));
}

static void length_after(struct buffer *out, const char *start, scaled length)
{
    buffer_add_c(out, start);
    decimal(out, hundredths(length));
}

static void attribute(struct buffer *out, const char *start, scaled length)
{
    length_after(out, start, length);
    buffer_add_byte(out, '"');
}

// Two coordinates after a letter; font units are whole numbers.
static void pair(struct buffer *out, char letter, float x, float y)
{
    buffer_add_byte(out, letter);
    integer(out, (int64_t)x);
    buffer_add_byte(out, ' ');
    integer(out, (int64_t)y);
}

static int mixed(uint8_t ink, uint8_t paper_percent)
{
    return ink + (255 - ink) * paper_percent / 100;
}

static void color(struct buffer *out, const struct pages *pages,
                  const char *attribute, struct ink ink)
{
    struct rgb rgb = pages->inks[ink.name];
    buffer_printf(out, " %s=\"#%02x%02x%02x\"", attribute,
                  mixed(rgb.red, ink.paper_percent),
                  mixed(rgb.green, ink.paper_percent),
                  mixed(rgb.blue, ink.paper_percent));
    if (ink.clear > 0)
        buffer_printf(out, " %s-opacity=\"%.3f\"", attribute,
                      (1000 - ink.clear) / 1000.0);
}

// ----- Glyphs: each outline once, then used -----

struct outline {
    const struct face *face;
    uint32_t glyph;
};
struct outlines {
    struct outline *items;
    size_t count, capacity;
};

static size_t outline_index(const struct outlines *outlines,
                            const struct face *face, uint32_t glyph)
{
    size_t i = 0;
    while (i < outlines->count && (outlines->items[i].glyph != glyph ||
                                   outlines->items[i].face != face))
        i++;
    return i;
}

static void move_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state,
                    float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    pair(out, 'M', x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state,
                    float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    pair(out, 'L', x, y);
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *out,
                         hb_draw_state_t *state, float control_x,
                         float control_y, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    pair(out, 'Q', control_x, control_y);
    pair(out, ' ', x, y);
}

static void close_path(hb_draw_funcs_t *funcs, void *out,
                       hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    buffer_add_byte(out, 'Z');
}

static void add_outline(struct buffer *out, hb_draw_funcs_t *funcs,
                        struct outlines *outlines, const struct face *face,
                        uint32_t glyph)
{
    if (outline_index(outlines, face, glyph) < outlines->count)
        return;
    if (outlines->count == outlines->capacity) {
        outlines->capacity = outlines->capacity * 2 + 64;
        outlines->items = realloc(outlines->items,
                                  outlines->capacity * sizeof *outlines->items);
        if (!outlines->items)
            fail_system("out of memory");
    }
    buffer_printf(out, "<path id=\"g%zu\" d=\"", outlines->count);
    hb_font_get_glyph_shape(face->font, glyph, funcs, out);
    buffer_add_c(out, "\"/>\n");
    outlines->items[outlines->count++] = (struct outline){face, glyph};
}

static void add_outlines(struct buffer *out, const struct page *page,
                         struct outlines *outlines)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    buffer_add_c(out, "<defs>\n");
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        if (placed->kind != PLACED_RUN)
            continue;
        const struct run *run = &placed->as.run;
        for (size_t g = 0; g < run->glyph_count; g++)
            add_outline(out, funcs, outlines, run->face, run->glyphs[g].id);
    }
    buffer_add_c(out, "</defs>\n");
    hb_draw_funcs_destroy(funcs);
}

// ----- What is placed -----

static void draw_run(struct buffer *out, const struct pages *pages,
                     const struct placed *placed,
                     const struct outlines *outlines)
{
    const struct run *run = &placed->as.run;
    int64_t units = run->face->units_per_em;
    buffer_add_c(out, "<g");
    color(out, pages, "fill", placed->ink);
    length_after(out, " transform=\"translate(", placed->x);
    length_after(out, " ", placed->y);
    double scale = (double)run->size / 65536.0 / (double)units;
    buffer_printf(out, ") scale(%.5f %.5f)\">", scale, -scale);
    for (size_t i = 0; i < run->glyph_count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        buffer_add_c(out, "<use href=\"#g");
        integer(out, (int64_t)outline_index(outlines, run->face, glyph->id));
        buffer_add_c(out, "\" x=\"");
        integer(out, glyph->x * units / run->size);
        if (glyph->y) {
            buffer_add_c(out, "\" y=\"");
            integer(out, -glyph->y * units / run->size);
        }
        buffer_add_c(out, "\"/>");
    }
    buffer_add_c(out, "</g>\n");
}

static void rectangle(struct buffer *out, scaled x, scaled y, scaled width,
                      scaled height)
{
    attribute(out, "<rect x=\"", x);
    attribute(out, " y=\"", y);
    attribute(out, " width=\"", width);
    attribute(out, " height=\"", height);
}

static void draw_rectangle(struct buffer *out, const struct pages *pages,
                           const struct placed *placed)
{
    rectangle(out, placed->x, placed->y, placed->as.rectangle.width,
              placed->as.rectangle.height);
    color(out, pages, "fill", placed->ink);
    buffer_add_c(out, "/>\n");
}

// Relative to the point before, rounded from the start of the page each time,
// so that no error adds up: the pattern's lines repeat, and so pack well.
struct pen {
    int64_t x, y; // hundredths
};

static void draw_step(struct buffer *out, const struct placed *placed,
                      const struct path_step *step, struct pen *pen)
{
    static const char letters[] = {[PATH_MOVE] = 'm',
                                   [PATH_LINE] = 'l',
                                   [PATH_CURVE] = 'c',
                                   [PATH_CLOSE] = 'z'};
    static const size_t counts[] = {
        [PATH_MOVE] = 1, [PATH_LINE] = 1, [PATH_CURVE] = 3, [PATH_CLOSE] = 0};
    struct pen end = *pen;
    buffer_add_byte(out, letters[step->verb]);
    for (size_t i = 0; i < counts[step->verb]; i++) {
        end.x = hundredths(placed->x + step->x[i]);
        end.y = hundredths(placed->y + step->y[i]);
        if (i)
            buffer_add_byte(out, ' ');
        decimal(out, end.x - pen->x);
        buffer_add_byte(out, ' ');
        decimal(out, end.y - pen->y);
    }
    *pen = end;
}

static void draw_steps(struct buffer *out, const struct placed *placed)
{
    const struct path *path = &placed->as.path;
    struct pen pen = {0, 0}, start = {0, 0};
    for (size_t i = 0; i < path->step_count; i++) {
        const struct path_step *step = &path->steps[i];
        draw_step(out, placed, step, &pen);
        if (step->verb == PATH_MOVE)
            start = pen;
        if (step->verb == PATH_CLOSE)
            pen = start; // SVG 1.1 section 8.3.3
    }
}

static void draw_path(struct buffer *out, const struct pages *pages,
                      const struct placed *placed, size_t index)
{
    const struct path *path = &placed->as.path;
    bool clipped = path->clip_width != 0;
    if (clipped) {
        buffer_printf(out, "<clipPath id=\"c%zu\">", index);
        rectangle(out, path->clip_x, path->clip_y, path->clip_width,
                  path->clip_height);
        buffer_add_c(out, "/></clipPath>\n");
    }
    buffer_add_c(out, "<path d=\"");
    draw_steps(out, placed);
    buffer_add_byte(out, '"');
    color(out, pages, path->stroke ? "stroke" : "fill", placed->ink);
    if (path->stroke)
        attribute(out, " fill=\"none\" stroke-width=\"", path->stroke);
    if (clipped)
        buffer_printf(out, " clip-path=\"url(#c%zu)\"", index);
    buffer_add_c(out, "/>\n");
}

// ----- Pictures -----

struct cover_drawing {
    const struct pages *pages;
    struct draw *draw;   // makes pictures smaller; or NULL
    struct arena *arena; // of those
};

// A photograph is carried in the drawing itself, for an SVG that is shown as a
// picture may not load another. Larger ones are left out: the accent stays.
enum { PICTURE_BYTES_MAX = 4 << 20 };

static void base64(struct buffer *out, struct str bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "abcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.count; i += 3) {
        size_t left = bytes.count - i;
        uint32_t three = (uint32_t)(unsigned char)bytes.bytes[i] << 16;
        if (left > 1)
            three |= (uint32_t)(unsigned char)bytes.bytes[i + 1] << 8;
        if (left > 2)
            three |= (unsigned char)bytes.bytes[i + 2];
        char four[4] = {letters[three >> 18], letters[three >> 12 & 63],
                        left > 1 ? letters[three >> 6 & 63] : '=',
                        left > 2 ? letters[three & 63] : '='};
        buffer_add(out, (struct str){four, sizeof four});
    }
}

// Grey, then from the accent to so many per cent of white.
static void add_duotone(struct buffer *out, const struct pages *pages,
                        uint8_t lightest)
{
    struct rgb accent = pages->inks[INK_ACCENT];
    const uint8_t channels[] = {accent.red, accent.green, accent.blue};
    buffer_add_c(out, "<filter id=\"duotone\" "
                      "color-interpolation-filters=\"sRGB\">"
                      "<feColorMatrix type=\"saturate\" values=\"0\"/>"
                      "<feComponentTransfer>");
    for (size_t i = 0; i < 3; i++)
        buffer_printf(out,
                      "<feFunc%c type=\"table\" tableValues=\"%.3f %.3f\"/>",
                      "RGB"[i], channels[i] / 255.0,
                      mixed(channels[i], lightest) / 255.0);
    buffer_add_c(out, "</feComponentTransfer></filter>\n");
}

// As many pixels as the drawing is shown with.
static const struct image *drawn_image(const struct cover_drawing *drawing,
                                       const struct placed_image *picture)
{
    scaled width = picture->width * 2 / 65536 + 1,
           height = picture->height * 2 / 65536 + 1;
    if (width > UINT16_MAX || height > UINT16_MAX)
        return picture->image;
    return picture_scaled(drawing->arena, drawing->draw, picture->image,
                          (uint32_t)width, (uint32_t)height);
}

static void draw_clip(struct buffer *out, const struct placed_image *picture,
                      size_t index)
{
    buffer_printf(out, "<clipPath id=\"c%zu\">", index);
    rectangle(out, picture->clip_x, picture->clip_y, picture->clip_width,
              picture->clip_height);
    buffer_printf(out, "/></clipPath>\n<g clip-path=\"url(#c%zu)\">", index);
}

static void draw_image(struct buffer *out, const struct cover_drawing *drawing,
                       const struct placed *placed, size_t index)
{
    static const char *const types[] = {[IMAGE_NONE] = NULL,
                                        [IMAGE_PNG] = "image/png",
                                        [IMAGE_JPEG] = "image/jpeg",
                                        [IMAGE_SVG] = "image/svg+xml"};
    const struct placed_image *picture = &placed->as.image;
    const struct image *image = drawn_image(drawing, picture);
    const char *type = types[image->format];
    bool clipped = picture->clip_width > 0;
    if (!type || image->bytes.count > PICTURE_BYTES_MAX)
        return;
    if (picture->duotone)
        add_duotone(out, drawing->pages, picture->duotone);
    if (clipped)
        draw_clip(out, picture, index);
    attribute(out, "<image x=\"", placed->x);
    attribute(out, " y=\"", placed->y);
    attribute(out, " width=\"", picture->width);
    attribute(out, " height=\"", picture->height);
    if (picture->duotone)
        buffer_add_c(out, " filter=\"url(#duotone)\"");
    buffer_printf(out, " href=\"data:%s;base64,", type);
    base64(out, image->bytes);
    buffer_add_c(out, clipped ? "\"/></g>\n" : "\"/>\n");
}

static void draw_page(struct buffer *out, const struct cover_drawing *drawing)
{
    const struct pages *pages = drawing->pages;
    const struct page *page = &pages->items[0];
    struct outlines outlines = {0};
    buffer_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(out, " width=\"", page->width * 2);
    attribute(out, " height=\"", page->height * 2);
    length_after(out, " viewBox=\"0 0 ", page->width);
    attribute(out, " ", page->height);
    buffer_add_c(out, ">\n");
    add_outlines(out, page, &outlines);
    buffer_add_c(out, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (size_t i = 0; i < page->placed_count; i++) {
        const struct placed *placed = &page->placed[i];
        switch (placed->kind) {
        case PLACED_RUN:
            draw_run(out, pages, placed, &outlines);
            break;
        case PLACED_RECTANGLE:
            draw_rectangle(out, pages, placed);
            break;
        case PLACED_PATH:
            draw_path(out, pages, placed, i);
            break;
        case PLACED_IMAGE:
            draw_image(out, drawing, placed, i);
            break;
        }
    }
    buffer_add_c(out, "</svg>\n");
    free(outlines.items);
}

// ----- Without pages: title and series on the accent, in lines -----

struct plain {
    struct buffer *out;
    bool rtl;
    int y; // of the next line's baseline
};

static void escaped(struct buffer *out, struct str text)
{
    char *copy = strndup(text.bytes, text.count);
    xmlChar *safe =
        copy ? xmlEncodeSpecialChars(NULL, (const xmlChar *)copy) : NULL;
    if (!safe)
        fail_system("out of memory");
    buffer_add_c(out, (const char *)safe);
    xmlFree(safe);
    free(copy);
}

static void plain_line(struct plain *plain, struct str text, int size)
{
    buffer_printf(plain->out,
                  "<text x=\"%d\" y=\"%d\" font-size=\"%d\" direction=\"%s\">",
                  plain->rtl ? 533 : 62, plain->y, size,
                  plain->rtl ? "rtl" : "ltr");
    escaped(plain->out, text);
    buffer_add_c(plain->out, "</text>\n");
}

// Breaks at spaces, so that about `measure` characters stand on a line.
static void plain_lines(struct plain *plain, struct str text, int size,
                        size_t measure, int line_max)
{
    while (text.count && line_max-- > 0) {
        size_t end = text.count, at = 0, characters = 0;
        size_t space = STR_NONE;
        while (at < text.count && (characters < measure || space == STR_NONE)) {
            if (text.bytes[at] == ' ')
                space = at;
            utf8_next(text, &at);
            characters++;
        }
        if (at < text.count && space != STR_NONE)
            end = space;
        plain_line(plain, str_slice(text, 0, end), size);
        plain->y += plain->rtl ? size * 3 / 2 : size * 7 / 6;
        text = str_trim(str_slice(text, end, text.count));
    }
}

// The pattern is a drawing of its own, set into this one. A theme's may have
// another form, and then there is none.
static void add_pattern(struct buffer *out, struct str svg, bool rtl)
{
    size_t start = str_find(svg, STR("<defs>"));
    size_t end = str_find(svg, STR("</svg>"));
    if (start == STR_NONE || end == STR_NONE || end < start ||
        str_find(svg, STR("id=\"bands\"")) == STR_NONE)
        return;
    // 97.5 by 117 units, twice one above the other beside the outer edge.
    buffer_printf(out, "<g transform=\"%s scale(2.017)\">",
                  rtl ? "translate(197 0) scale(-1 1)" : "translate(398 0)");
    buffer_add(out, str_slice(svg, start, end));
    buffer_add_c(out, "<use href=\"#bands\" y=\"117\"/></g>\n");
}

static struct str plain_in(const struct brief *brief, struct arena *scratch,
                           const struct texts *texts)
{
    const struct text *text = texts_in(texts, brief->lang);
    return text ? text_plain(scratch, *text) : STR("");
}

static void draw_plain(struct buffer *out, const struct brief *brief,
                       struct str pattern)
{
    struct look look = theme_look(&brief->meta.theme);
    struct arena *scratch = arena_new();
    const struct metadata *meta = &brief->meta;
    struct plain plain = {out, brief->direction == DIRECTION_RTL, 62};
    buffer_add_c(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                      "width=\"1190\" height=\"1684\" "
                      "viewBox=\"0 0 595 842\">\n"
                      "<rect width=\"595\" height=\"842\" fill=\"#fff\"/>\n");
    buffer_printf(out, "<rect width=\"595\" height=\"472\" fill=\"%s\"/>\n",
                  rgb_hex(scratch, look.accent).bytes);
    if (look.contact_angle)
        add_pattern(out, pattern, plain.rtl);
    enum theme_family family =
        look.families[plain.rtl ? FACES_ARABIC_TEXT : FACES_TEXT];
    buffer_printf(out, "<g fill=\"#fff\" font-family=\"%s, %s\">\n",
                  family_facts[family].name,
                  family_facts[family].serif ? "serif" : "sans-serif");
    plain_line(&plain, plain_in(brief, scratch, &meta->series), 14);
    plain.y = 170;
    plain_lines(&plain, plain_in(brief, scratch, &meta->title), 42, 20, 5);
    plain.y += 4;
    plain_lines(&plain, plain_in(brief, scratch, &meta->subtitle), 20, 44, 3);
    buffer_add_c(out, "</g>\n</svg>\n");
    arena_free(scratch);
}

static void draw_first_page(struct buffer *out, const struct pages *pages,
                            struct draw *draw)
{
    struct cover_drawing drawing = {pages, draw, arena_new()};
    draw_page(out, &drawing);
    arena_free(drawing.arena);
}

void book_cover_write(const struct brief *brief, const struct pages *pages,
                      struct draw *draw, struct str pattern, struct buffer *out)
{
    buffer_add_c(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    if (pages && pages->count && pages->items[0].placed_count)
        draw_first_page(out, pages, draw);
    else
        draw_plain(out, brief, pattern);
}

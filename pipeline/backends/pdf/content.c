// SPDX-License-Identifier: MIT
// A page's content stream: colours, rectangles, paths; text and images within.

#include "backends/pdf/pdf_writer.h"

void page_put_point(struct buffer *out, const struct page *page, scaled x,
                    scaled y)
{
    switch (page->turn) {
    case PAGE_UPRIGHT:
        object_put_points_pair(out, x, page->height - y);
        break;
    case PAGE_TOP_LEFT:
        object_put_points_pair(out, y, x);
        break;
    case PAGE_TOP_RIGHT:
        object_put_points_pair(out, page->height - y, page->width - x);
        break;
    }
}

void page_put_box(struct buffer *out, const struct page *page, scaled x,
                  scaled y, scaled width, scaled height)
{
    bool left = page->turn == PAGE_TOP_LEFT;
    bool right = page->turn == PAGE_TOP_RIGHT;
    page_put_point(out, page, right ? x + width : x, left ? y : y + height);
    page_put_point(out, page, right ? x : x + width, left ? y + height : y);
}

scaled content_y(const struct page_content *content, scaled y)
{
    return content->page->height - y;
}

struct rgb content_color(const struct page_content *content, struct ink ink)
{
    const struct rgb *inks = content->writer->pages->inks;
    return rgb_mixed(inks[ink.name], (struct rgb){255, 255, 255},
                     ink.paper_percent);
}

static void put_color(struct page_content *content, struct rgb rgb,
                      const char *operator)
{
    uint8_t parts[3] = {rgb.red, rgb.green, rgb.blue};
    for (int i = 0; i < 3; i++) {
        object_put_thousandths(&content->out, (parts[i] * 1000 + 127) / 255);
        buffer_add_byte(&content->out, ' ');
    }
    buffer_add_c(&content->out, operator);
    buffer_add_byte(&content->out, '\n');
}

static void put_plates(struct page_content *content, struct plates plates,
                       const char *operator)
{
    press_put_plates(&content->out, plates);
    buffer_add_c(&content->out, operator);
    buffer_add_byte(&content->out, '\n');
}

// Black letters are printed over what is under them, so that none shows a gap
// where plates do not meet. What has no ink must not be: it would be nothing.
static void set_overprint(struct page_content *content, struct plates plates)
{
    bool black = plates.of[PLATE_BLACK] > 0;
    for (int i = 0; i < PLATE_BLACK; i++)
        black = black && plates.of[i] == 0;
    bool wanted = black && content->wants_overprint;
    if (content->overprint == wanted)
        return;
    content->overprint = wanted;
    buffer_add_c(&content->out, wanted ? "/Over gs\n" : "/Out gs\n");
}

static int64_t packed(const struct page_content *content, struct ink ink)
{
    struct rgb rgb = content_color(content, ink);
    int64_t packed = 0;
    if (!content->writer->press)
        return rgb.red << 16 | rgb.green << 8 | rgb.blue;
    struct plates plates = press_plates(content->writer, ink);
    for (int i = 0; i < INK_PLATES; i++)
        packed = packed << 10 | plates.of[i];
    return packed;
}

static void set_color(struct page_content *content, struct ink ink,
                      int64_t *set, bool stroke)
{
    struct plates plates = {0};
    int64_t wanted = packed(content, ink);
    if (content->writer->press) {
        plates = press_plates(content->writer, ink);
        set_overprint(content, plates);
    }
    if (*set == wanted)
        return;
    *set = wanted;
    if (content->writer->press)
        put_plates(content, plates, stroke ? "K" : "k");
    else
        put_color(content, content_color(content, ink), stroke ? "RG" : "rg");
}

void content_fill(struct page_content *content, struct ink ink)
{
    set_color(content, ink, &content->fill_color, false);
}

static void content_stroke(struct page_content *content, struct ink ink)
{
    set_color(content, ink, &content->stroke_color, true);
}

// ----- Text state -----

void content_begin_text(struct page_content *content)
{
    if (content->in_text)
        return;
    buffer_add_c(&content->out, "BT\n");
    content->in_text = true;
    content->line_x = content->line_y = 0;
}

void content_end_text(struct page_content *content)
{
    if (content->in_text)
        buffer_add_c(&content->out, "ET\n");
    content->in_text = false;
}

void content_font(struct page_content *content, struct pdf_font *font,
                  scaled size)
{
    if (content->font == font && content->font_size == size)
        return;
    content->font = font;
    content->font_size = size;
    buffer_printf(&content->out, "/F%u ", font_index(font));
    object_put_points(&content->out, size);
    buffer_add_c(&content->out, " Tf\n");
}

void content_scale(struct page_content *content, int hundredths)
{
    if (content->font_scale == hundredths)
        return;
    content->font_scale = hundredths;
    object_put_thousandths(&content->out, (int64_t)hundredths * 10);
    buffer_add_c(&content->out, " Tz\n");
}

void content_fit(struct page_content *content, int64_t thousandths)
{
    if (content->letter_fit == thousandths)
        return;
    content->letter_fit = thousandths;
    object_put_thousandths(&content->out, thousandths);
    buffer_add_c(&content->out, " Tc\n");
}

// ----- Shapes -----

static void put_corner_box(struct page_content *content, scaled x, scaled y,
                           scaled width, scaled height)
{
    struct press_box box =
        press_bleed_box(content, (struct press_box){x, y, width, height});
    object_put_points_pair(&content->out, box.x,
                           content_y(content, box.y + box.height));
    object_put_points_pair(&content->out, box.width, box.height);
    buffer_add_c(&content->out, "re ");
}

void content_clip(struct page_content *content, scaled x, scaled y,
                  scaled width, scaled height)
{
    put_corner_box(content, x, y, width, height);
    buffer_add_c(&content->out, "W n\n");
}

// ----- What lets through -----

static void note_clear(struct pdf_writer *writer, uint16_t clear)
{
    for (size_t i = 0; i < writer->clear_count; i++)
        if (writer->clears[i] == clear)
            return;
    ARENA_PUSH(writer->arena, writer->clears, writer->clear_count,
               writer->clear_capacity) = clear;
}

// Behind the colour, which outlives the state.
static void begin_clear(struct page_content *content, struct ink ink)
{
    if (ink.clear == 0)
        return;
    note_clear(content->writer, ink.clear);
    buffer_printf(&content->out, "q /C%u gs\n", ink.clear);
}

static void end_clear(struct page_content *content, struct ink ink)
{
    if (ink.clear > 0)
        buffer_add_c(&content->out, "Q\n");
}

void content_finish(struct pdf_writer *writer, struct buffer *resources)
{
    if (writer->clear_count == 0 && !writer->press)
        return;
    buffer_add_c(resources, "/ExtGState <<");
    if (writer->press)
        buffer_add_c(resources,
                     "/Over <</Type /ExtGState /OP true /op true /OPM 1>> "
                     "/Out <</Type /ExtGState /OP false /op false /OPM 0>> ");
    for (size_t i = 0; i < writer->clear_count; i++) {
        unsigned clear = writer->clears[i];
        buffer_printf(resources, "/C%u <</Type /ExtGState /ca ", clear);
        object_put_thousandths(resources, 1000 - (int64_t)clear);
        buffer_add_c(resources, ">> ");
    }
    buffer_add_c(resources, ">>\n");
}

// ----- Rectangles and paths -----

static void draw_rectangle(struct page_content *content,
                           const struct placed *placed)
{
    const struct rectangle *rectangle = &placed->as.rectangle;
    content_fill(content, placed->ink);
    begin_clear(content, placed->ink);
    put_corner_box(content, placed->x, placed->y, rectangle->width,
                   rectangle->height);
    buffer_add_c(&content->out, "f\n");
    end_clear(content, placed->ink);
}

static void put_step(struct page_content *content, const struct placed *placed,
                     const struct path_step *step)
{
    static const struct {
        int points;
        const char *operator;
    } verbs[] = {[PATH_MOVE] = {1, "m\n"},
                 [PATH_LINE] = {1, "l\n"},
                 [PATH_CURVE] = {3, "c\n"},
                 [PATH_CLOSE] = {0, "h\n"}};
    for (int i = 0; i < verbs[step->verb].points; i++)
        object_put_points_pair(&content->out, placed->x + step->x[i],
                               content_y(content, placed->y + step->y[i]));
    buffer_add_c(&content->out, verbs[step->verb].operator);
}

static void draw_path(struct page_content *content, const struct placed *placed)
{
    const struct path *path = &placed->as.path;
    if (path->stroke)
        content_stroke(content, placed->ink);
    else
        content_fill(content, placed->ink);
    begin_clear(content, placed->ink);
    bool clipped = path->clip_width > 0;
    if (clipped) {
        buffer_add_c(&content->out, "q\n");
        content_clip(content, path->clip_x, path->clip_y, path->clip_width,
                     path->clip_height);
    }
    if (path->stroke) {
        object_put_points(&content->out, path->stroke);
        buffer_add_c(&content->out, " w\n");
    }
    for (size_t i = 0; i < path->step_count; i++)
        put_step(content, placed, &path->steps[i]);
    buffer_add_c(&content->out, path->stroke ? "S\n" : "f\n");
    if (clipped)
        buffer_add_c(&content->out, "Q\n");
    end_clear(content, placed->ink);
}

static void draw(struct page_content *content, const struct placed *placed)
{
    if (press_is_shade(content->writer, placed))
        return; // its picture has it
    if (placed->kind != PLACED_RUN)
        content_end_text(content);
    content->wants_overprint = placed->kind == PLACED_RUN;
    switch (placed->kind) {
    case PLACED_RUN:
        text_draw(content, placed);
        break;
    case PLACED_RECTANGLE:
        draw_rectangle(content, placed);
        break;
    case PLACED_PATH:
        draw_path(content, placed);
        break;
    case PLACED_IMAGE:
        image_draw(content, placed);
        break;
    }
}

// Turns what is drawn as the page is read to where it lies on the sheet.
static void put_turn(struct page_content *content)
{
    const struct page *page = content->page;
    struct buffer *out = &content->out;
    if (page->turn == PAGE_UPRIGHT)
        return;
    bool left = page->turn == PAGE_TOP_LEFT;
    buffer_add_c(out, left ? "0 1 -1 0 " : "0 -1 1 0 ");
    object_put_points_pair(out, left ? page->height : 0,
                           left ? 0 : page->width);
    buffer_add_c(out, "cm\n");
}

// The press's sheet is larger than the page, which lies in its middle.
static void begin_sheet(struct page_content *content)
{
    scaled margin = content->writer->margin;
    if (content->writer->press->marks)
        press_marks_draw(content);
    buffer_add_c(&content->out, "1 0 0 1 ");
    object_put_points_pair(&content->out, margin, margin);
    buffer_add_c(&content->out, "cm\n");
}

void content_draw(struct page_content *content)
{
    content->fill_color = content->stroke_color = -1;
    content->font_scale = 10000;
    if (content->writer->press)
        begin_sheet(content);
    put_turn(content);
    for (size_t i = 0; i < content->page->placed_count; i++) {
        const struct placed *placed = &content->page->placed[i];
        if (!content->writer->press)
            structure_begin(content, placed);
        draw(content, placed);
    }
    structure_end(content);
}

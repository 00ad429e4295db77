// SPDX-License-Identifier: MIT
// Marks around the page: where to cut, whether plates meet, how they print, and
// what it is.
#include "backends/pdf/pdf_writer.h"

#include <stdio.h>

enum { CORNERS = 4, SIDES = 4 };
#define CROP_LENGTH MM(6)
#define TARGET_AWAY MM(7.5) // its middle from the page's edge
#define TARGET_RADIUS MM(2)
#define TARGET_REACH MM(3)
#define BAR_SIDE MM(5)
#define BAR_START MM(20)
#define BAR_AWAY MM(5)
#define SLUG_SIZE PT(6)
#define SLUG_AWAY MM(13)

// The page as it lies on its sheet, y up.
struct trim {
    scaled left, foot, right, top;
};

static struct trim trim_of(const struct page_content *content)
{
    const struct page *page = content->page;
    bool turned = page->turn != PAGE_UPRIGHT;
    scaled margin = content->writer->margin;
    return (struct trim){
        margin, margin, margin + (turned ? page->height : page->width),
        margin + (turned ? page->width : page->height)};
}

static void line(struct buffer *out, scaled x, scaled y, scaled to_x,
                 scaled to_y)
{
    object_put_points_pair(out, x, y);
    buffer_add_c(out, "m ");
    object_put_points_pair(out, to_x, to_y);
    buffer_add_c(out, "l S\n");
}

// ----- Where to cut -----

static void put_crop_marks(struct buffer *out, const struct trim *trim,
                           scaled bleed)
{
    for (int i = 0; i < CORNERS; i++) {
        bool right = i & 1, top = i & 2;
        scaled x = right ? trim->right : trim->left;
        scaled y = top ? trim->top : trim->foot;
        scaled out_x = right ? 1 : -1, out_y = top ? 1 : -1;
        line(out, x + out_x * bleed, y, x + out_x * (bleed + CROP_LENGTH), y);
        line(out, x, y + out_y * bleed, x, y + out_y * (bleed + CROP_LENGTH));
    }
}

// ----- Whether plates meet -----

static void circle(struct buffer *out, scaled x, scaled y, scaled r)
{
    static const int turns[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    scaled k = r * 5523 / 10000; // a quarter by Bézier's curve
    object_put_points_pair(out, x + r, y);
    buffer_add_c(out, "m ");
    for (size_t i = 0; i < COUNT(turns); i++) {
        const int *a = turns[i], *b = turns[(i + 1) % COUNT(turns)];
        object_put_points_pair(out, x + a[0] * r + b[0] * k,
                               y + a[1] * r + b[1] * k);
        object_put_points_pair(out, x + b[0] * r + a[0] * k,
                               y + b[1] * r + a[1] * k);
        object_put_points_pair(out, x + b[0] * r, y + b[1] * r);
        buffer_add_c(out, "c ");
    }
    buffer_add_c(out, "S\n");
}

static void put_targets(struct buffer *out, const struct trim *trim)
{
    scaled across = (trim->left + trim->right) / 2;
    scaled up = (trim->foot + trim->top) / 2;
    const scaled at[SIDES][2] = {{across, trim->foot - TARGET_AWAY},
                                 {across, trim->top + TARGET_AWAY},
                                 {trim->left - TARGET_AWAY, up},
                                 {trim->right + TARGET_AWAY, up}};
    for (int i = 0; i < SIDES; i++) {
        scaled x = at[i][0], y = at[i][1];
        circle(out, x, y, TARGET_RADIUS);
        line(out, x - TARGET_REACH, y, x + TARGET_REACH, y);
        line(out, x, y - TARGET_REACH, x, y + TARGET_REACH);
    }
}

// ----- How they print -----

static void put_bars(struct buffer *out, const struct trim *trim)
{
    static const struct plates bars[] = {
        {{1000, 0, 0, 0}},    {{0, 1000, 0, 0}},    {{0, 0, 1000, 0}},
        {{0, 0, 0, 1000}},    {{0, 1000, 1000, 0}}, {{1000, 0, 1000, 0}},
        {{1000, 1000, 0, 0}}, {{0, 0, 0, 750}},     {{0, 0, 0, 500}},
        {{0, 0, 0, 250}},
    };
    for (size_t i = 0; i < COUNT(bars); i++) {
        press_put_plates(out, bars[i]);
        buffer_add_c(out, "k ");
        object_put_points_pair(out,
                               trim->left + BAR_START + (scaled)i * BAR_SIDE,
                               trim->top + BAR_AWAY);
        object_put_points_pair(out, BAR_SIDE, BAR_SIDE);
        buffer_add_c(out, "re f\n");
    }
}

// ----- What it is -----

static void put_character(struct page_content *content, struct pdf_font *font,
                          unsigned char byte)
{
    const struct face *face = content->writer->press->face;
    hb_codepoint_t glyph = 0;
    if (!hb_font_get_nominal_glyph(face->font, byte, &glyph))
        return;
    struct shape shape = {{{glyph, 0, 0}}, 1, ADVANCE_NATURAL};
    char text = (char)byte;
    buffer_printf(&content->out, "%04X",
                  font_code(content->writer, font, &shape,
                            (struct str){&text, 1}));
}

static void put_slug(struct page_content *content, const struct trim *trim)
{
    struct pdf_writer *writer = content->writer;
    struct pdf_font *font = font_of(writer, writer->press->face);
    struct str text = arena_printf(
        writer->arena, "%.*s   page %zu of %zu", STR_ARG(writer->press->slug),
        content->index + 1, writer->pages->count);
    buffer_printf(&content->out, "0 0 0 1 k BT /F%u ", font_index(font));
    object_put_points(&content->out, SLUG_SIZE);
    buffer_add_c(&content->out, " Tf ");
    object_put_points_pair(&content->out, trim->left, trim->foot - SLUG_AWAY);
    buffer_add_c(&content->out, "Td <");
    for (size_t i = 0; i < text.count; i++)
        put_character(content, font, (unsigned char)text.bytes[i]);
    buffer_add_c(&content->out, "> Tj ET\n");
}

void press_marks_draw(struct page_content *content)
{
    struct trim trim = trim_of(content);
    struct buffer *out = &content->out;
    buffer_add_c(out, "q 0.25 w /All CS 1 SCN\n");
    put_crop_marks(out, &trim, content->writer->bleed);
    put_targets(out, &trim);
    put_bars(out, &trim);
    put_slug(content, &trim);
    buffer_add_c(out, "Q\n");
}

// A colour that is on every plate.
void press_marks_finish(struct pdf_writer *writer, struct buffer *resources)
{
    if (writer->press && writer->press->marks)
        buffer_add_c(resources,
                     "/ColorSpace <</All [/Separation /All /DeviceCMYK "
                     "<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] "
                     "/C1 [1 1 1 1] /N 1>>]>>\n");
}

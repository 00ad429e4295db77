// SPDX-License-Identifier: MIT
// The colours of a press: black alone for text, the accents by their plates.
//
// An accent of accents.def has the plates that its row names, and its tints are
// parts of those. Other colours are converted by the press's profile.
#include "backends/pdf/pdf_writer.h"
#include "draw/draw.h"

#include <string.h>

// docs/design.md#colour.
enum {
    FULL = 1000,
    GREY = 700,
    HAIRLINE = 220,
    TINT_PERCENT = 7,
    TINT2_PERCENT = 18,
    // The most of all inks together, in per cent, in a colour of our own.
    OWN_INK_MOST = 260,
};

static struct plates part_of(struct plates plates, unsigned percent)
{
    for (int i = 0; i < INK_PLATES; i++)
        plates.of[i] = (uint16_t)((plates.of[i] * percent + 50) / 100);
    return plates;
}

static struct plates black(uint16_t thousandths)
{
    return (struct plates){{0, 0, 0, thousandths}};
}

// ----- Colours of the screen -----

static struct plates of_bytes(const char *bytes)
{
    struct plates plates;
    for (int i = 0; i < INK_PLATES; i++)
        plates.of[i] =
            (uint16_t)(((unsigned char)bytes[i] * FULL + 127) / 255);
    return plates;
}

// Where nobody can convert: as complements, with what is common in black.
static struct plates complement(struct rgb rgb)
{
    unsigned most = rgb.red > rgb.green ? rgb.red : rgb.green;
    most = most > rgb.blue ? most : rgb.blue;
    return (struct plates){{(uint16_t)((most - rgb.red) * FULL / 255),
                            (uint16_t)((most - rgb.green) * FULL / 255),
                            (uint16_t)((most - rgb.blue) * FULL / 255),
                            (uint16_t)((255 - most) * FULL / 255)}};
}

static bool is_grey(struct rgb rgb)
{
    return rgb.red == rgb.green && rgb.green == rgb.blue;
}

static bool convert(const struct pdf_writer *writer, const struct rgb *colours,
                    size_t count, struct buffer *out)
{
    struct buffer raw = {0};
    for (size_t i = 0; i < count; i++) {
        buffer_add_byte(&raw, (char)colours[i].red);
        buffer_add_byte(&raw, (char)colours[i].green);
        buffer_add_byte(&raw, (char)colours[i].blue);
    }
    for (size_t i = 0; i < count; i++)
        buffer_add_byte(&raw, (char)255);
    bool good =
        draw_inks(writer->context->draw, DRAW_RAW, writer->press->profile,
                  buffer_str(&raw), (uint32_t)count, 1, OWN_INK_MOST,
                  out) == DRAWN &&
        out->count == sizeof(struct draw_inks) + count * INK_PLATES;
    buffer_release(&raw);
    return good;
}

void press_convert(const struct pdf_writer *writer, const struct rgb *colours,
                   size_t count, struct plates *plates)
{
    struct buffer out = {0};
    bool any = false;
    for (size_t i = 0; i < count; i++)
        any = any || !is_grey(colours[i]);
    bool good = any && convert(writer, colours, count, &out);
    for (size_t i = 0; i < count; i++)
        if (is_grey(colours[i]))
            plates[i] = black((uint16_t)((255 - colours[i].red) * FULL / 255));
        else
            plates[i] = good ? of_bytes(out.bytes + sizeof(struct draw_inks) +
                                        i * INK_PLATES)
                             : complement(colours[i]);
    buffer_release(&out);
}

// ----- The pages' inks -----

static struct plates accent_of_press(const struct pdf_writer *writer)
{
    struct rgb rgb = writer->pages->inks[INK_ACCENT];
    enum accent name = accent_of(rgb);
    struct plates plates;
    if (name == ACCENT_COUNT)
        press_convert(writer, &rgb, 1, &plates);
    else
        for (int i = 0; i < INK_PLATES; i++)
            plates.of[i] = (uint16_t)(accent_facts[name].cmyk[i] * 10);
    return plates;
}

void press_inks_prepare(struct pdf_writer *writer)
{
    struct plates accent = accent_of_press(writer);
    const struct plates inks[INK_COUNT] = {
        [INK_TEXT] = black(FULL),
        [INK_ACCENT] = accent,
        [INK_GREY] = black(GREY),
        [INK_HAIRLINE] = black(HAIRLINE),
        [INK_TINT] = part_of(accent, TINT_PERCENT),
        [INK_TINT2] = part_of(accent, TINT2_PERCENT),
        [INK_PAPER] = black(0),
        [INK_SHADE] = black(FULL),
    };
    memcpy(writer->inks, inks, sizeof inks);
}

struct plates press_plates(const struct pdf_writer *writer, struct ink ink)
{
    unsigned paper = ink.paper_percent < 100 ? ink.paper_percent : 100;
    return part_of(writer->inks[ink.name], 100 - paper);
}

void press_put_plates(struct buffer *out, struct plates plates)
{
    for (int i = 0; i < INK_PLATES; i++) {
        object_put_thousandths(out, plates.of[i]);
        buffer_add_byte(out, ' ');
    }
}

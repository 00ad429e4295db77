// SPDX-License-Identifier: MIT
// The colours that the file means: sRGB, by a profile of our own (PDF/A-2
// 6.2.3, ISO 15076-1:2005).
//
// IEC 61966-2-1 gives primaries, white and curve; the curve has a parametric
// form in ICC version 4, so that the whole profile takes half a kilobyte.

#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

#include <string.h>

static void put16(struct buffer *out, unsigned value)
{
    buffer_add_byte(out, (char)(value >> 8));
    buffer_add_byte(out, (char)value);
}

static void put32(struct buffer *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

// s15Fixed16Number, from hundred-thousandths.
static void put_fixed(struct buffer *out, int value)
{
    int64_t fixed = (int64_t)value * 65536;
    put32(out, (uint32_t)((fixed + (value < 0 ? -50000 : 50000)) / 100000));
}

// ----- Elements -----

// Multi-localised Unicode, in one language (10.13).
static void put_words(struct buffer *out, const char *words)
{
    size_t count = strlen(words);
    buffer_add_c(out, "mluc");
    put32(out, 0);
    put32(out, 1);  // records
    put32(out, 12); // bytes in one
    buffer_add_c(out, "enUS");
    put32(out, (uint32_t)count * 2);
    put32(out, 28); // where the text begins
    for (size_t i = 0; i < count; i++)
        put16(out, (unsigned char)words[i]);
}

static void put_xyz(struct buffer *out, const int *values)
{
    buffer_add_c(out, "XYZ ");
    put32(out, 0);
    for (int i = 0; i < 3; i++)
        put_fixed(out, values[i]);
}

// ((x + 0.055) / 1.055)^2.4, straight below 0.04045 (10.15, function 3).
static void put_curve(struct buffer *out)
{
    static const int parameters[] = {240000, 94787, 5213, 7740, 4045};
    buffer_add_c(out, "para");
    put32(out, 0);
    put16(out, 3);
    put16(out, 0);
    for (size_t i = 0; i < COUNT(parameters); i++)
        put_fixed(out, parameters[i]);
}

// From the white of the screen, D65, to that of profiles, D50 (Bradford).
static void put_adaptation(struct buffer *out)
{
    static const int matrix[] = {104788, 2292, -5020, 2959, 99048,
                                 -1706,  -923, 1508,  75168};
    buffer_add_c(out, "sf32");
    put32(out, 0);
    for (size_t i = 0; i < COUNT(matrix); i++)
        put_fixed(out, matrix[i]);
}

static void put_element(struct buffer *out, size_t index)
{
    static const int colours[][3] = {{96420, 100000, 82491},
                                     {43607, 22249, 1392},
                                     {38515, 71687, 9708},
                                     {14307, 6061, 71410}};
    switch (index) {
    case 0:
        put_words(out, "sRGB IEC61966-2.1");
        break;
    case 1:
        put_words(out, "No copyright");
        break;
    case 6:
        put_adaptation(out);
        break;
    case 7:
        put_curve(out);
        break;
    case 2:
    case 3:
    case 4:
    case 5:
        put_xyz(out, colours[index - 2]);
        break;
    }
}

// ----- The profile -----

// The three curves are one.
static const struct {
    char name[5];
    unsigned element;
} tags[] = {{"desc", 0}, {"cprt", 1}, {"wtpt", 2}, {"rXYZ", 3}, {"gXYZ", 4},
            {"bXYZ", 5}, {"chad", 6}, {"rTRC", 7}, {"gTRC", 7}, {"bTRC", 7}};
enum { ELEMENTS = 8, HEADER = 128 };

static void put_header(struct buffer *out, size_t size)
{
    static const unsigned date[] = {2026, 1, 1, 0, 0, 0};
    static const int d50[] = {96420, 100000, 82491};
    put32(out, (uint32_t)size);
    put32(out, 0);
    put32(out, 0x04200000); // version
    buffer_add_c(out, "mntrRGB XYZ ");
    for (size_t i = 0; i < COUNT(date); i++)
        put16(out, date[i]);
    buffer_add_c(out, "acsp");
    for (int i = 0; i < 7; i++)
        put32(out, 0); // no platform, maker or intent named
    for (size_t i = 0; i < COUNT(d50); i++)
        put_fixed(out, d50[i]);
    while (out->count < HEADER)
        buffer_add_byte(out, 0);
}

static void put_profile(struct buffer *out)
{
    struct buffer elements = {0};
    size_t start[ELEMENTS], size[ELEMENTS];
    for (size_t i = 0; i < ELEMENTS; i++) {
        start[i] = elements.count;
        put_element(&elements, i);
        size[i] = elements.count - start[i];
        while (elements.count % 4)
            buffer_add_byte(&elements, 0);
    }
    size_t first = HEADER + 4 + 12 * COUNT(tags);
    put_header(out, first + elements.count);
    put32(out, COUNT(tags));
    for (size_t i = 0; i < COUNT(tags); i++) {
        buffer_add_c(out, tags[i].name);
        put32(out, (uint32_t)(first + start[tags[i].element]));
        put32(out, (uint32_t)size[tags[i].element]);
    }
    buffer_add(out, buffer_str(&elements));
    buffer_release(&elements);
}

static void put_intent(struct pdf_writer *writer, struct buffer *out)
{
    struct object object = object_add_stream(writer, STR("/N 3"), buffer_str(out));
    buffer_clear(out);
    buffer_printf(out,
                  "/Type /OutputIntent\n/S /GTS_PDFA1\n"
                  "/OutputConditionIdentifier (sRGB IEC61966-2.1)\n"
                  "/Info (sRGB IEC61966-2.1)\n/DestOutputProfile %u 0 R",
                  object.number);
}

static void put_press_intent(struct pdf_writer *writer, struct buffer *out)
{
    const struct press *press = writer->press;
    struct object object =
        object_add_stream(writer, STR("/N 4"), press->profile);
    buffer_add_c(out, "/Type /OutputIntent\n/S /GTS_PDFX\n"
                      "/OutputConditionIdentifier ");
    object_put_text(out, press->condition);
    if (press->registered.count) {
        buffer_add_c(out, "\n/RegistryName ");
        object_put_text(out, press->registered);
    }
    buffer_add_c(out, "\n/Info ");
    object_put_text(out, press->info);
    buffer_printf(out, "\n/DestOutputProfile %u 0 R", object.number);
}

void output_intent_write(struct pdf_writer *writer)
{
    struct buffer out = {0};
    if (writer->press) {
        put_press_intent(writer, &out);
    } else {
        put_profile(&out);
        put_intent(writer, &out);
    }
    struct object intent = object_add(writer, buffer_str(&out));
    HPDF_Array list = HPDF_Array_New(writer->doc->mmgr);
    if (!list || HPDF_Array_Add(list, intent.dict) != HPDF_OK ||
        HPDF_Dict_Add(writer->doc->catalog, "OutputIntents", list) != HPDF_OK)
        fail_system("libharu");
    buffer_release(&out);
}

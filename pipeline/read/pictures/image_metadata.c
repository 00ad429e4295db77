// SPDX-License-Identifier: MIT
// JPEG segments, PNG and RIFF chunks: those that a picture needs are kept.
#include "read/pictures/image_metadata.h"

#include "base/buffer.h"

static uint32_t number_at(struct str bytes, size_t at, size_t count,
                          bool little)
{
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 |
                 (unsigned char)bytes.bytes[at + (little ? count - 1 - i : i)];
    return number;
}

// ----- EXIF -----

// Its first directory, which has the orientation (EXIF 2.32, 4.6.4).
static int turn_in_exif(struct str tiff)
{
    enum { ORIENTATION = 0x112, ENTRY = 12 };
    bool little = str_starts(tiff, STR("II"));
    if (tiff.count < 10 || (!little && !str_starts(tiff, STR("MM"))))
        return 1;
    size_t at = number_at(tiff, 4, 4, little);
    if (at > tiff.count - 2)
        return 1;
    size_t count = number_at(tiff, at, 2, little);
    for (at += 2; count > 0 && tiff.count - at >= ENTRY; count--, at += ENTRY)
        if (number_at(tiff, at, 2, little) == ORIENTATION) {
            uint32_t turn = number_at(tiff, at + 8, 2, little);
            return turn >= 1 && turn <= 8 ? (int)turn : 1;
        }
    return 1;
}

static struct str without_head(struct str exif)
{
    struct str head = {"Exif\0\0", 6};
    return str_starts(exif, head) ? str_slice(exif, head.count, exif.count)
                                  : exif;
}

// ----- JPEG -----

// One segment, from its FF on. Entropy-coded data goes with the SOS before it.
struct segment {
    unsigned char marker;
    struct str all, inside;
};

enum { JPEG_SOS = 0xDA, JPEG_EOI = 0xD9, JPEG_APP0 = 0xE0, JPEG_COM = 0xFE };

static bool has_length(unsigned char marker)
{
    return marker != 0x01 && (marker < 0xD0 || marker > 0xD9);
}

// After a scan's data: at the next marker that is none of a restart.
static size_t after_data(struct str bytes, size_t at)
{
    for (; at + 1 < bytes.count; at++) {
        unsigned char next = (unsigned char)bytes.bytes[at + 1];
        if (bytes.bytes[at] == '\xFF' && next != 0 && next != 0xFF &&
            (next < 0xD0 || next > 0xD7))
            return at;
    }
    return bytes.count;
}

// False: the file ends, or is none.
static bool next_segment(struct str bytes, size_t *at, struct segment *segment)
{
    size_t start = *at;
    while (start + 1 < bytes.count && bytes.bytes[start] == '\xFF' &&
           bytes.bytes[start + 1] == '\xFF')
        start++;
    if (start + 1 >= bytes.count || bytes.bytes[start] != '\xFF')
        return false;
    segment->marker = (unsigned char)bytes.bytes[start + 1];
    size_t end = start + 2;
    segment->inside = (struct str){0};
    if (has_length(segment->marker)) {
        if (end + 2 > bytes.count)
            return false;
        size_t count = number_at(bytes, end, 2, false);
        if (count < 2 || count > bytes.count - end)
            return false;
        segment->inside = str_slice(bytes, end + 2, end + count);
        end += count;
    }
    if (segment->marker == JPEG_SOS)
        end = after_data(bytes, end);
    segment->all = str_slice(bytes, start, end);
    *at = end;
    return true;
}

// JFIF without a small picture, profiles, and Adobe's word on the colours.
static bool jpeg_needs(const struct segment *segment)
{
    enum { JFIF_PLAIN = 14 };
    unsigned char marker = segment->marker;
    if (marker == JPEG_COM)
        return false;
    if (marker < JPEG_APP0 || marker > JPEG_APP0 + 15)
        return true;
    if (marker == JPEG_APP0)
        return segment->inside.count == JFIF_PLAIN &&
               str_starts(segment->inside, STR("JFIF"));
    if (marker == JPEG_APP0 + 2)
        return str_starts(segment->inside, STR("ICC_PROFILE"));
    return marker == JPEG_APP0 + 14 &&
           str_starts(segment->inside, STR("Adobe"));
}

// What follows the picture's end goes as well: telephones put a second picture
// or a film there.
static struct str jpeg_without(struct arena *arena, struct str bytes)
{
    struct buffer out = {0};
    struct segment segment = {0};
    size_t at = 0;
    while (segment.marker != JPEG_EOI && next_segment(bytes, &at, &segment))
        if (jpeg_needs(&segment))
            buffer_add(&out, segment.all);
    // libjpeg reads a file whose end is missing; its data is whole.
    if (segment.marker != JPEG_EOI || out.count == bytes.count) {
        buffer_release(&out);
        return bytes;
    }
    struct str kept = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return kept;
}

static int jpeg_turn(struct str bytes)
{
    struct segment segment = {0};
    size_t at = 0;
    while (segment.marker != JPEG_SOS && next_segment(bytes, &at, &segment))
        if (segment.marker == JPEG_APP0 + 1 &&
            str_starts(segment.inside, (struct str){"Exif\0\0", 6}))
            return turn_in_exif(without_head(segment.inside));
    return 1;
}

// ----- PNG -----

enum { PNG_SIGNATURE = 8, CHUNK_HEAD = 8, CHUNK_EXTRA = 12 };

static bool png_chunk(struct str bytes, size_t at, struct str *name,
                      struct str *inside)
{
    if (at > bytes.count || bytes.count - at < CHUNK_EXTRA)
        return false;
    size_t count = number_at(bytes, at, 4, false);
    if (count > bytes.count - at - CHUNK_EXTRA)
        return false;
    *name = str_slice(bytes, at + 4, at + 8);
    *inside = str_slice(bytes, at + CHUNK_HEAD, at + CHUNK_HEAD + count);
    return true;
}

// Those without which it could not be drawn begin with a capital.
static bool png_needs(struct str name)
{
    static const char *const kept[] = {"tRNS", "gAMA", "cHRM", "sRGB",
                                       "iCCP", "cICP", "sBIT", "bKGD",
                                       "pHYs", "acTL", "fcTL", "fdAT"};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (str_equal(name, str_of(kept[i])))
            return true;
    return name.bytes[0] >= 'A' && name.bytes[0] <= 'Z';
}

static struct str png_without(struct arena *arena, struct str bytes)
{
    struct buffer out = {0};
    struct str name = {0}, inside;
    size_t at = PNG_SIGNATURE;
    buffer_add(&out, str_slice(bytes, 0, PNG_SIGNATURE));
    while (!str_equal(name, STR("IEND")) &&
           png_chunk(bytes, at, &name, &inside)) {
        size_t end = at + CHUNK_EXTRA + inside.count;
        if (png_needs(name))
            buffer_add(&out, str_slice(bytes, at, end));
        at = end;
    }
    if (!str_equal(name, STR("IEND")) || out.count == bytes.count) {
        buffer_release(&out);
        return bytes;
    }
    struct str kept = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return kept;
}

static int png_turn(struct str bytes)
{
    struct str name, inside;
    for (size_t at = PNG_SIGNATURE; png_chunk(bytes, at, &name, &inside);
         at += CHUNK_EXTRA + inside.count)
        if (str_equal(name, STR("eXIf")))
            return turn_in_exif(without_head(inside));
    return 1;
}

// ----- WebP -----

static int webp_turn(struct str bytes)
{
    for (size_t at = 12; at < bytes.count && bytes.count - at >= 8;) {
        struct str name = str_slice(bytes, at, at + 4);
        size_t count = number_at(bytes, at + 4, 4, true);
        if (count > bytes.count - at - 8)
            return 1;
        if (str_equal(name, STR("EXIF")))
            return turn_in_exif(
                without_head(str_slice(bytes, at + 8, at + 8 + count)));
        at += 8 + count + count % 2;
    }
    return 1;
}

// ----- All -----

struct str image_without_metadata(struct arena *arena, struct str bytes,
                                  enum image_format format)
{
    if (format == IMAGE_JPEG)
        return jpeg_without(arena, bytes);
    if (format == IMAGE_SVG)
        return image_svg_without_metadata(arena, bytes);
    return format == IMAGE_PNG ? png_without(arena, bytes) : bytes;
}

int image_turn(struct str bytes)
{
    if (str_starts(bytes, STR("\xFF\xD8")))
        return jpeg_turn(bytes);
    if (str_starts(bytes, STR("\x89PNG")))
        return png_turn(bytes);
    return str_starts(bytes, STR("RIFF")) ? webp_turn(bytes) : 1;
}

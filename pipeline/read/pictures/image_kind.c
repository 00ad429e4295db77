// SPDX-License-Identifier: MIT
// Kinds of pictures by the bytes that they begin with.
#include "read/pictures/image_kind.h"

#include <string.h>

struct mark {
    size_t offset;
    const char *bytes;
    size_t count;
    struct image_kind kind;
};

#define MARK(offset, bytes) (offset), (bytes), sizeof(bytes) - 1
#define SHOWN(format, draw)                                                    \
    {                                                                          \
        IMAGE_##format, true, DRAW_##draw,                                     \
        {                                                                      \
            0                                                                  \
        }                                                                      \
    }
#define DECODED(draw, name)                                                    \
    {                                                                          \
        IMAGE_NONE, true, DRAW_##draw,                                         \
        {                                                                      \
            name, sizeof(name) - 1                                             \
        }                                                                      \
    }
#define NAMED(name)                                                            \
    {                                                                          \
        IMAGE_NONE, false, DRAW_SVG,                                           \
        {                                                                      \
            name, sizeof(name) - 1                                             \
        }                                                                      \
    }

// What people put where a picture should be, too. The first that fits counts.
static const struct mark marks[] = {
    {MARK(0, "\x89PNG\r\n\x1A\n"), SHOWN(PNG, PNG)},
    {MARK(0, "\xFF\xD8\xFF"), SHOWN(JPEG, JPEG)},
    {MARK(8, "WEBP"), DECODED(WEBP, "a WebP picture")},
    {MARK(0, "GIF8"), DECODED(GIF, "a GIF picture")},
    {MARK(0, "II*\0"), DECODED(TIFF, "a TIFF picture")},
    {MARK(0, "MM\0*"), DECODED(TIFF, "a TIFF picture")},
    {MARK(0, "\0\0\1\0"), DECODED(ICO, "an icon file (ICO)")},
    {MARK(4, "ftypavi"), DECODED(HEIF, "an AVIF picture")},
    {MARK(4, "ftyphe"), DECODED(HEIF, "a HEIC picture")},
    {MARK(4, "ftypmif1"), DECODED(HEIF, "a HEIC picture")},
    {MARK(4, "ftypmsf1"), DECODED(HEIF, "a HEIC picture")},
    {MARK(4, "ftyp"), NAMED("a video")},
    {MARK(0, "\xFF\x0A"), NAMED("a JPEG XL picture")},
    {MARK(4, "JXL "), NAMED("a JPEG XL picture")},
    {MARK(4, "jP  "), NAMED("a JPEG 2000 picture")},
    {MARK(0, "\xFF\x4F\xFF\x51"), NAMED("a JPEG 2000 picture")},
    {MARK(0, "8BPS"), NAMED("a Photoshop file (PSD)")},
    {MARK(0, "gimp xcf"), NAMED("a file of GIMP (XCF)")},
    {MARK(0, "%PDF"), NAMED("a PDF file")},
    {MARK(0, "%!PS"), NAMED("a PostScript file (EPS)")},
    {MARK(0, "\xC5\xD0\xD3\xC6"), NAMED("a PostScript file (EPS)")},
    {MARK(40, " EMF"), NAMED("a Windows drawing (EMF)")},
    {MARK(0, "\xD7\xCD\xC6\x9A"), NAMED("a Windows drawing (WMF)")},
    {MARK(0, "\x1F\x8B"), NAMED("a compressed drawing (SVGZ)")},
    {MARK(0, "PK\3\4"), NAMED("a zip archive or office document")},
    {MARK(0, "\x1A\x45\xDF\xA3"), NAMED("a video")},
    {MARK(0, "version https://git-lfs"),
     NAMED("a pointer of Git LFS: ‘git lfs pull’ fetches the picture")},
};

// “BM” begins words too: the size of its second head tells.
static bool is_bmp(struct str bytes)
{
    static const unsigned char heads[] = {12, 40, 52, 56, 64, 108, 124};
    if (bytes.count < 26 || !str_starts(bytes, STR("BM")))
        return false;
    for (size_t i = 0; i < sizeof heads; i++)
        if ((unsigned char)bytes.bytes[14] == heads[i])
            return bytes.bytes[15] == 0 && bytes.bytes[16] == 0;
    return false;
}

static struct str beginning(struct str bytes)
{
    struct str start =
        str_slice(bytes, 0, bytes.count < 1024 ? bytes.count : 1024);
    if (str_starts(start, STR("\xEF\xBB\xBF")))
        start = str_slice(start, 3, start.count);
    return str_trim(start);
}

static bool is_svg(struct str bytes)
{
    struct str start = beginning(bytes);
    return str_starts(start, STR("<svg")) ||
           ((str_starts(start, STR("<?xml")) ||
             str_starts(start, STR("<!DOCTYPE")) ||
             str_starts(start, STR("<!--"))) &&
            str_find(bytes, STR("<svg")) != STR_NONE);
}

// Saved from the web, where the picture was not found.
static bool is_web_page(struct str bytes)
{
    struct str start = beginning(bytes);
    size_t count = start.count < 14 ? start.count : 14;
    return str_equal_ascii_case(str_slice(start, 0, count),
                                STR("<!doctype html")) ||
           str_equal_ascii_case(str_slice(start, 0, count < 5 ? count : 5),
                                STR("<html"));
}

static bool bears(struct str bytes, const struct mark *mark)
{
    return bytes.count >= mark->offset + mark->count &&
           memcmp(bytes.bytes + mark->offset, mark->bytes, mark->count) == 0;
}

struct image_kind image_kind_of(struct str bytes)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (bears(bytes, &marks[i]))
            return marks[i].kind;
    if (is_svg(bytes))
        return (struct image_kind)SHOWN(SVG, SVG);
    if (is_bmp(bytes))
        return (struct image_kind)DECODED(BMP, "a BMP picture");
    if (is_web_page(bytes))
        return (struct image_kind)NAMED("a web page");
    return (struct image_kind){0};
}

// SPDX-License-Identifier: MIT
// Fonts and the glyphs that contents show with them.
#include "preflight/font.h"

#include "base/fail.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>

enum { DESCRIPTOR_SYMBOLIC = 4 };

struct fonts {
    struct font **of_object;
    struct font *all;
};

// ----- Reading -----

static void read_program(struct check *check, struct font *font)
{
    static const char *const keys[] = {"FontFile", "FontFile2", "FontFile3"};
    font->program = &object_null;
    for (size_t i = 0; i < COUNT(keys); i++)
        if (document_has(font->descriptor, keys[i]))
            font->program = get(check, font->descriptor, keys[i]);
    font->has_sfnt =
        font->program->kind == OBJECT_STREAM &&
        sfnt_read(document_data(check->document, font->program), &font->sfnt);
}

static void read_codes(struct check *check, struct font *font)
{
    const struct cos *to = get(check, font->object, "ToUnicode");
    font->has_unicode = to->kind == OBJECT_STREAM;
    if (font->has_unicode)
        cmap_read(check, to, &font->unicode);
    font->encoding = get(check, font->object, "Encoding");
    if (font->composite && font->encoding->kind == OBJECT_STREAM) {
        font->has_codes = true;
        cmap_read(check, font->encoding, &font->codes);
    }
    font->gid_map = get(check, font->descendant, "CIDToGIDMap");
    if (font->gid_map->kind == OBJECT_STREAM)
        font->gids = document_data(check->document, font->gid_map);
}

static struct font *read(struct check *check, const struct cos *object)
{
    struct font *font = ARENA_NEW(check->arena, struct font);
    memset(font, 0, sizeof *font);
    font->object = object;
    font->type = get(check, object, "Subtype");
    font->composite = object_is(font->type, "Type0");
    font->simple_truetype = object_is(font->type, "TrueType");
    font->descendant =
        font->composite
            ? document_item(check->document,
                            get(check, object, "DescendantFonts"), 0)
            : object;
    font->descriptor = get(check, font->descendant, "FontDescriptor");
    font->symbolic = ((int64_t)get(check, font->descriptor, "Flags")->number &
                      DESCRIPTOR_SYMBOLIC) != 0;
    font->widths =
        get(check, font->descendant, font->composite ? "W" : "Widths");
    font->first = get(check, object, "FirstChar")->number;
    font->missing = font->composite
                        ? (document_has(font->descendant, "DW")
                               ? get(check, font->descendant, "DW")->number
                               : 1000)
                        : get(check, font->descriptor, "MissingWidth")->number;
    read_program(check, font);
    read_codes(check, font);
    return font;
}

static struct font *font_of(struct check *check, const struct cos *object)
{
    if (!check->fonts) {
        check->fonts = ARENA_NEW(check->arena, struct fonts);
        check->fonts->all = NULL;
        check->fonts->of_object = calloc(
            (size_t)document_count(check->document), sizeof(struct font *));
        if (!check->fonts->of_object)
            fail_system("out of memory");
        arena_defer(check->arena, free, check->fonts->of_object);
    }
    if (!object_is_dictionary(object))
        return NULL;
    struct font **known =
        object->id > 0 ? &check->fonts->of_object[object->id] : NULL;
    if (known && *known)
        return *known;
    struct font *font = read(check, object);
    font->next = check->fonts->all;
    check->fonts->all = font;
    if (known)
        *known = font;
    return font;
}

// ----- Widths -----

static double cid_width(struct check *check, const struct font *font,
                        uint32_t cid)
{
    const struct cos *list = font->widths;
    for (size_t i = 0; i + 1 < list->count;) {
        double from = document_item(check->document, list, i)->number;
        const struct cos *next = document_item(check->document, list, i + 1);
        if (next->kind == OBJECT_ARRAY) {
            if (cid >= from && cid < from + (double)next->count)
                return document_item(check->document, next,
                                     (size_t)(cid - from))
                    ->number;
            i += 2;
        } else {
            if (cid >= from && cid <= next->number)
                return document_item(check->document, list, i + 2)->number;
            i += 3;
        }
    }
    return font->missing;
}

static double code_width(struct check *check, const struct font *font,
                         uint32_t code)
{
    double at = code - font->first;
    return at >= 0 && at < (double)font->widths->count
               ? document_item(check->document, font->widths, (size_t)at)
                     ->number
               : font->missing;
}

// ----- Glyphs of simple TrueType fonts -----

// The upper half of WinAnsiEncoding, 0x80 to 0x9F; the rest is Latin-1.
static const uint16_t windows[32] = {
    0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x2022, 0x017D, 0x2022,
    0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178};

static uint32_t character_of(uint32_t code)
{
    return code >= 0x80 && code < 0xA0 ? windows[code - 0x80] : code;
}

static bool is_renamed(struct check *check, const struct font *font,
                       uint32_t code)
{
    const struct cos *list = get(check, font->encoding, "Differences");
    double now = -1;
    for (size_t i = 0; i < list->count; i++) {
        const struct cos *item = document_item(check->document, list, i);
        if (object_is_number(item))
            now = item->number;
        else if (now++ == code)
            return true;
    }
    return false;
}

// False: it cannot be known here.
static bool truetype_glyph(struct check *check, const struct font *font,
                           uint32_t code, unsigned *glyph)
{
    const struct sfnt *sfnt = &font->sfnt;
    bool windows_codes = object_is(font->encoding, "WinAnsiEncoding") ||
                         object_is(get(check, font->encoding, "BaseEncoding"),
                                   "WinAnsiEncoding");
    if (!font->symbolic) {
        if (!sfnt->cmap31 || (!windows_codes && code >= 0x80) ||
            is_renamed(check, font, code))
            return false;
        *glyph = sfnt_glyph(sfnt, sfnt->at31, character_of(code));
        return *glyph != 0;
    }
    if (sfnt->cmap30) {
        *glyph = sfnt_glyph(sfnt, sfnt->at30, code);
        for (uint32_t page = 0xF000; *glyph == 0 && page <= 0xF200;
             page += 0x100)
            *glyph = sfnt_glyph(sfnt, sfnt->at30, page + code);
        if (*glyph != 0)
            return true;
    }
    if (!sfnt->cmap10)
        return sfnt->cmap30;
    *glyph = sfnt_glyph(sfnt, sfnt->at10, code);
    return true;
}

// ----- Unicode -----

bool font_known_name(struct str name)
{
    if (str_equal(name, STR(".notdef")))
        return true;
    if (str_starts(name, STR("uni")) || str_starts(name, STR("u")))
        return true;
    for (size_t i = 0; i < name.count; i++)
        if (!isalpha((unsigned char)name.bytes[i]))
            return false;
    return name.count > 0;
}

static bool is_told_by_encoding(struct check *check, const struct font *font,
                                uint32_t code)
{
    const struct cos *list = get(check, font->encoding, "Differences");
    double now = -1;
    for (size_t i = 0; i < list->count; i++) {
        const struct cos *item = document_item(check->document, list, i);
        if (object_is_number(item))
            now = item->number;
        else if (now++ == code)
            return font_known_name(item->text);
    }
    if (font->encoding->kind == OBJECT_NAME ||
        document_has(font->encoding, "BaseEncoding"))
        return true;
    // Fonts of letters have an encoding of their own.
    return !object_is(font->type, "Type3") && !font->symbolic;
}

// Composite fonts of Adobe's collections are known to every reader.
static bool is_told_by_collection(struct check *check, const struct font *font)
{
    const struct cos *info = get(check, font->descendant, "CIDSystemInfo");
    struct str ordering = get(check, info, "Ordering")->text;
    static const char *const known[] = {"GB1", "CNS1", "Japan1", "Korea1"};
    return str_equal(get(check, info, "Registry")->text, STR("Adobe")) &&
           STR_IS_ONE_OF(ordering, known);
}

static bool is_bad_unit(uint32_t unit)
{
    return unit == 0 || unit == 0xFEFF || unit == 0xFFFE;
}

static void check_text(struct check *check, const struct font *font,
                       const struct cmap_range *range, uint32_t code,
                       const struct shown *shown)
{
    const struct cos *text = range->text;
    uint32_t step = code - range->from;
    if (text->kind == OBJECT_ARRAY) {
        text = document_item(check->document, text, step);
        step = 0;
    }
    bool bad = false, private = false;
    for (size_t i = 0; i + 1 < text->text.count; i += 2) {
        uint32_t unit = (uint32_t)(unsigned char)text->text.bytes[i] << 8 |
                        (unsigned char)text->text.bytes[i + 1];
        unit += i + 2 == text->text.count ? step : 0;
        bad |= is_bad_unit(unit);
        private |= (unit >= 0xE000 && unit <= 0xF8FF) ||
                   (unit >= 0xDB80 && unit <= 0xDBFF);
    }
    if (bad || text->text.count == 0)
        check_fail(check, RULE_UNICODE_BAD, font->object, "code %u", code);
    if (private && !shown->actual)
        check_fail(check, RULE_UNICODE_PRIVATE, font->object, "code %u", code);
    if (private && shown->real && !shown->actual && !shown->alt)
        check_fail(check, RULE_UNICODE_PRIVATE_2, font->object, "code %u",
                   code);
}

static void check_unicode(struct check *check, const struct font *font,
                          uint32_t code, const struct shown *shown)
{
    const struct cmap_range *range =
        font->has_unicode ? cmap_find(&font->unicode, code) : NULL;
    if (range) {
        check_text(check, font, range, code, shown);
        return;
    }
    bool told = font->composite ? is_told_by_collection(check, font)
                                : is_told_by_encoding(check, font, code);
    if (!told)
        check_fail(check, RULE_UNICODE_NONE, font->object, "code %u", code);
}

// ----- A glyph -----

uint32_t font_cid(const struct font *font, uint32_t code)
{
    if (!font->has_codes)
        return code;
    const struct cmap_range *range = cmap_find(&font->codes, code);
    return range ? range->cid + (code - range->from) : 0;
}

static unsigned glyph_of_cid(const struct font *font, uint32_t cid)
{
    if (font->gids.count == 0)
        return cid;
    size_t at = (size_t)cid * 2;
    return at + 1 < font->gids.count
               ? (unsigned)(unsigned char)font->gids.bytes[at] << 8 |
                     (unsigned char)font->gids.bytes[at + 1]
               : 0;
}

static void check_program(struct check *check, const struct font *font,
                          uint32_t code)
{
    unsigned glyph;
    double width;
    bool cids =
        font->composite &&
        object_is(get(check, font->descendant, "Subtype"), "CIDFontType2");
    if (cids) {
        uint32_t cid = font_cid(font, code);
        glyph = glyph_of_cid(font, cid);
        width = cid_width(check, font, cid);
    } else if (!font->simple_truetype ||
               !truetype_glyph(check, font, code, &glyph)) {
        return;
    } else {
        width = code_width(check, font, code);
    }
    if (glyph >= font->sfnt.glyphs) {
        check_fail(check, RULE_GLYPH_NONE, font->object, "code %u", code);
        return;
    }
    double own = sfnt_width(&font->sfnt, glyph);
    if (fabs(own - width) > 1)
        check_fail(check, RULE_GLYPH_WIDTH, font->object,
                   "code %u: %.0f in the font, %.0f in Widths", code, own,
                   width);
    if (glyph == 0)
        check_fail(check, RULE_NOTDEF, font->object, "code %u", code);
}

static bool first_time(unsigned char *seen, uint32_t code)
{
    unsigned char bit = (unsigned char)(1u << code % 8);
    bool first = !(seen[code / 8] & bit);
    seen[code / 8] |= bit;
    return first;
}

static void check_code(struct check *check, struct font *font, uint32_t code,
                       const struct shown *shown)
{
    if (code >= LIMIT_CODES)
        return;
    if (first_time(font->seen, code) || shown->real || !shown->actual)
        check_unicode(check, font, code, shown);
    if (shown->mode == 3 || !first_time(font->shown, code))
        return;
    font->used_visible = true;
    if (font->has_sfnt)
        check_program(check, font, code);
    else if (font->composite && font_cid(font, code) == 0)
        check_fail(check, RULE_NOTDEF, font->object, "code %u", code);
}

void fonts_use(struct check *check, const struct cos *object, struct str text,
               const struct shown *shown)
{
    struct font *font = font_of(check, object);
    if (!font)
        return;
    size_t bytes = font->composite ? 2 : 1;
    if (font->has_codes && font->codes.bytes > 0)
        bytes = font->codes.bytes;
    for (size_t at = 0; at + bytes <= text.count; at += bytes) {
        uint32_t code = 0;
        for (size_t i = 0; i < bytes; i++)
            code = code << 8 | (unsigned char)text.bytes[at + i];
        check_code(check, font, code, shown);
    }
}

void fonts_check(struct check *check)
{
    if (!check->fonts)
        return;
    for (const struct font *font = check->fonts->all; font; font = font->next)
        font_check(check, font);
}

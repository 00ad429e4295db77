// SPDX-License-Identifier: MIT
// The tables head, maxp, hhea, hmtx and cmap, read with care.
#include "preflight/sfnt.h"

static unsigned at8(struct str s, size_t at)
{
    return at < s.count ? (unsigned char)s.bytes[at] : 0;
}

static unsigned at16(struct str s, size_t at)
{
    return at8(s, at) << 8 | at8(s, at + 1);
}

static uint32_t at32(struct str s, size_t at)
{
    return (uint32_t)at16(s, at) << 16 | at16(s, at + 2);
}

static struct str table(struct str file, const char *tag)
{
    unsigned count = at16(file, 4);
    for (size_t i = 0; i < count; i++) {
        size_t at = 12 + i * 16;
        if (!str_starts(str_slice(file, at, file.count), str_of(tag)))
            continue;
        size_t from = at32(file, at + 8);
        return str_slice(file, from, from + at32(file, at + 12));
    }
    return (struct str){0};
}

static void read_cmap(struct sfnt *sfnt)
{
    sfnt->cmap = table(sfnt->file, "cmap");
    sfnt->tables = at16(sfnt->cmap, 2);
    for (size_t i = 0; i < sfnt->tables; i++) {
        unsigned platform = at16(sfnt->cmap, 4 + i * 8);
        unsigned encoding = at16(sfnt->cmap, 6 + i * 8);
        size_t at = at32(sfnt->cmap, 8 + i * 8);
        if (platform == 3 && encoding == 0) {
            sfnt->cmap30 = true;
            sfnt->at30 = at;
        } else if (platform == 3 && encoding == 1) {
            sfnt->cmap31 = true;
            sfnt->at31 = at;
        } else if (platform == 1 && encoding == 0) {
            sfnt->cmap10 = true;
            sfnt->at10 = at;
        }
    }
}

bool sfnt_read(struct str file, struct sfnt *sfnt)
{
    *sfnt = (struct sfnt){.file = file};
    if (!str_starts(file, STR("OTTO")) && !str_starts(file, STR("true")) &&
        at32(file, 0) != 0x00010000)
        return false;
    sfnt->units = at16(table(file, "head"), 18);
    sfnt->glyphs = at16(table(file, "maxp"), 4);
    sfnt->metrics = at16(table(file, "hhea"), 34);
    sfnt->hmtx = table(file, "hmtx");
    read_cmap(sfnt);
    return sfnt->units > 0 && sfnt->metrics > 0;
}

double sfnt_width(const struct sfnt *sfnt, unsigned glyph)
{
    if (glyph >= sfnt->metrics)
        glyph = sfnt->metrics - 1;
    return at16(sfnt->hmtx, (size_t)glyph * 4) * 1000.0 / sfnt->units;
}

static unsigned glyph_4(struct str t, uint32_t character)
{
    size_t twice = at16(t, 6), ends = 14, starts = ends + twice + 2;
    for (size_t i = 0; i < twice; i += 2) {
        if (at16(t, ends + i) < character)
            continue;
        unsigned from = at16(t, starts + i);
        size_t offset_at = starts + twice * 2 + i;
        unsigned offset = at16(t, offset_at);
        unsigned delta = at16(t, starts + twice + i);
        if (from > character)
            return 0;
        if (offset == 0)
            return (character + delta) & 0xFFFF;
        unsigned glyph = at16(t, offset_at + offset + (character - from) * 2);
        return glyph ? (glyph + delta) & 0xFFFF : 0;
    }
    return 0;
}

static unsigned glyph_12(struct str t, uint32_t character)
{
    uint32_t count = at32(t, 12);
    for (uint32_t i = 0; i < count && 16 + (size_t)i * 12 < t.count; i++) {
        size_t at = 16 + (size_t)i * 12;
        if (character >= at32(t, at) && character <= at32(t, at + 4))
            return (at32(t, at + 8) + character - at32(t, at)) & 0xFFFF;
    }
    return 0;
}

unsigned sfnt_glyph(const struct sfnt *sfnt, size_t at, uint32_t character)
{
    struct str t = str_slice(sfnt->cmap, at, sfnt->cmap.count);
    switch (at16(t, 0)) {
    case 0:
        return character < 256 ? at8(t, 6 + character) : 0;
    case 4:
        return character <= 0xFFFF ? glyph_4(t, character) : 0;
    case 6:
        return character >= at16(t, 6) && character - at16(t, 6) < at16(t, 8)
                   ? at16(t, 10 + (size_t)(character - at16(t, 6)) * 2)
                   : 0;
    case 12:
        return glyph_12(t, character);
    default: // no enum of ours
        return 0;
    }
}

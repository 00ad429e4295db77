// SPDX-License-Identifier: MIT
// Composite fonts whose codes are our own: one code, one drawing, one text.
//
// A code is a CID (Identity-H), given out at first use for each pair of shape
// and text. CIDToGIDMap leads to the glyph, ToUnicode to the text; so a text
// is exact whatever font and shaping did.

#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

#include <string.h>

enum { CODES_MAX = 65535 };

struct code {
    struct str text;
    uint32_t glyph; // of the face; or index in made, where made is true
    bool made;
    int width; // 1/1000 em
};

// The key of a code: a shape without its unused components, then the text.
struct entry {
    struct str key;
    unsigned code;
};

// The last code of an ASCII character whose glyph is the face's own: most of
// what European text asks for, found without a key.
struct plain {
    uint32_t glyph;
    unsigned code; // 0: none yet
};

struct pdf_font {
    struct arena *arena;
    const struct face *face;
    unsigned index;
    struct object object;
    struct code *codes; // [0] is .notdef and never shown
    size_t code_count, code_capacity;
    struct made_glyph *made;
    size_t made_count, made_capacity;
    struct entry *table; // open addressing; a power of two
    size_t table_size;
    struct buffer key;
    struct plain plain[128];
    int32_t *advances; // of the face's glyphs; ADVANCE_NATURAL: not asked yet
    size_t glyph_count;
};

struct pdf_font *font_of(struct pdf_writer *writer, const struct face *face)
{
    struct pdf_font *font = writer->font_of_face[face->id];
    if (font)
        return font;
    font = ARENA_NEW(writer->arena, struct pdf_font);
    font->arena = writer->arena;
    font->face = face;
    ARENA_PUSH(writer->arena, writer->fonts, writer->font_count,
               writer->font_capacity) = font;
    font->index = (unsigned)writer->font_count;
    font->object = object_new(writer);
    font->glyph_count = hb_face_get_glyph_count(face->face);
    font->advances = ARENA_ARRAY(writer->arena, int32_t, font->glyph_count + 1);
    memset(font->advances, 0xFF, font->glyph_count * sizeof *font->advances);
    font->table_size = 512;
    font->table = ARENA_ARRAY(writer->arena, struct entry, font->table_size);
    ARENA_PUSH(font->arena, font->codes, font->code_count,
               font->code_capacity) = (struct code){.text = STR("")};
    writer->font_of_face[face->id] = font;
    return font;
}

unsigned font_index(const struct pdf_font *font)
{
    return font->index;
}

int font_width(const struct pdf_font *font, unsigned code)
{
    return font->codes[code].width;
}

int32_t font_advance(const struct pdf_font *font, uint32_t glyph)
{
    if (glyph >= font->glyph_count)
        return 0;
    if (font->advances[glyph] == ADVANCE_NATURAL)
        font->advances[glyph] =
            hb_font_get_glyph_h_advance(font->face->font, glyph);
    return font->advances[glyph];
}

static struct entry *find(const struct entry *table, size_t size,
                          struct str key)
{
    size_t at = (size_t)XXH3_64bits(key.bytes, key.count) & (size - 1);
    while (table[at].key.count && !str_equal(table[at].key, key))
        at = (at + 1) & (size - 1);
    return (struct entry *)&table[at];
}

static void table_grow(struct pdf_font *font)
{
    size_t size = font->table_size * 2;
    struct entry *table = ARENA_ARRAY(font->arena, struct entry, size);
    for (size_t i = 0; i < font->table_size; i++)
        if (font->table[i].key.count)
            *find(table, size, font->table[i].key) = font->table[i];
    font->table = table;
    font->table_size = size;
}

static int width_of(const struct pdf_font *font, int32_t advance)
{
    int upem = font->face->units_per_em;
    return (int)(((int64_t)advance * 1000 + upem / 2) / upem);
}

static struct code code_make(struct pdf_font *font, const struct shape *shape,
                             struct str text)
{
    struct code code = {.text = arena_str(font->arena, text)};
    // .notdef may not be shown (7.21.8): a copy of its box may.
    if (shape->advance == ADVANCE_NATURAL && shape->count == 1 &&
        shape->components[0].glyph) {
        code.glyph = shape->components[0].glyph;
        code.width = width_of(font, font_advance(font, code.glyph));
        return code;
    }
    struct component *components =
        ARENA_ARRAY(font->arena, struct component, shape->count + 1);
    memcpy(components, shape->components, shape->count * sizeof *components);
    struct made_glyph made = {components, shape->count, shape->advance};
    if (made.advance == ADVANCE_NATURAL)
        made.advance =
            shape->count ? font_advance(font, components[0].glyph) : 0;
    code.made = true;
    code.glyph = (uint32_t)font->made_count;
    code.width = width_of(font, made.advance);
    ARENA_PUSH(font->arena, font->made, font->made_count, font->made_capacity) =
        made;
    return code;
}

static unsigned find_code(struct pdf_font *font, const struct shape *shape,
                          struct str text)
{
    struct buffer *key = &font->key;
    buffer_clear(key);
    buffer_add(key, (struct str){(const char *)shape->components,
                                 shape->count * sizeof *shape->components});
    buffer_add(key, (struct str){(const char *)&shape->advance,
                                 sizeof shape->advance});
    buffer_add(key, text);
    struct entry *entry = find(font->table, font->table_size, buffer_str(key));
    if (entry->key.count)
        return entry->code;
    if (font->code_count >= CODES_MAX)
        return 1; // no text has so many shapes; still a valid code
    entry->key = arena_str(font->arena, buffer_str(key));
    entry->code = (unsigned)font->code_count;
    unsigned code = entry->code;
    struct code made = code_make(font, shape, text);
    ARENA_PUSH(font->arena, font->codes, font->code_count,
               font->code_capacity) = made;
    if (font->code_count * 2 > font->table_size)
        table_grow(font);
    return code;
}

static bool is_plain(const struct shape *shape, struct str text)
{
    return text.count == 1 && (unsigned char)text.bytes[0] < 0x80 &&
           shape->count == 1 && shape->advance == ADVANCE_NATURAL &&
           shape->components[0].x == 0 && shape->components[0].y == 0;
}

unsigned font_code(struct pdf_writer *writer, struct pdf_font *font,
                   const struct shape *shape, struct str text)
{
    (void)writer;
    if (!is_plain(shape, text))
        return find_code(font, shape, text);
    struct plain *plain = &font->plain[(unsigned char)text.bytes[0]];
    if (!plain->code || plain->glyph != shape->components[0].glyph)
        *plain = (struct plain){shape->components[0].glyph,
                                find_code(font, shape, text)};
    return plain->code;
}

// ----- Embedding -----

// Glyphs of the face that are drawn, each once.
struct glyph_list {
    uint32_t *glyphs, *ids;
    size_t count;
    uint32_t made_first;
};

static void list_add(struct glyph_list *list, hb_set_t *seen, uint32_t glyph)
{
    if (hb_set_has(seen, glyph))
        return;
    hb_set_add(seen, glyph);
    list->glyphs[list->count++] = glyph;
}

static struct glyph_list glyphs_used(const struct pdf_font *font)
{
    size_t most = font->code_count;
    for (size_t i = 0; i < font->made_count; i++)
        most += font->made[i].count;
    struct glyph_list list = {
        .glyphs = ARENA_ARRAY(font->arena, uint32_t, most + 1),
        .ids = ARENA_ARRAY(font->arena, uint32_t, most + 1)};
    hb_set_t *seen = hb_set_create();
    for (size_t i = 1; i < font->code_count; i++)
        if (!font->codes[i].made)
            list_add(&list, seen, font->codes[i].glyph);
    for (size_t i = 0; i < font->made_count; i++)
        for (size_t j = 0; j < font->made[i].count; j++)
            list_add(&list, seen, font->made[i].components[j].glyph);
    hb_set_destroy(seen);
    return list;
}

static struct object add_cid_to_gid(struct pdf_writer *writer,
                                    const struct pdf_font *font,
                                    const struct glyph_list *list)
{
    hb_map_t *map = hb_map_create();
    for (size_t i = 0; i < list->count; i++)
        hb_map_set(map, list->glyphs[i], list->ids[i]);
    struct buffer out = {0};
    for (size_t i = 0; i < font->code_count; i++) {
        const struct code *code = &font->codes[i];
        uint32_t id = i == 0       ? 0
                      : code->made ? list->made_first + code->glyph
                                   : hb_map_get(map, code->glyph);
        buffer_add_byte(&out, (char)(id >> 8));
        buffer_add_byte(&out, (char)id);
    }
    hb_map_destroy(map);
    struct object object = object_add_stream(writer, STR(""), buffer_str(&out));
    buffer_release(&out);
    return object;
}

// A bfchar block holds at most 100 rows (Adobe Technical Note 5014).
enum { ROWS_MAX = 100 };

static struct object add_to_unicode(struct pdf_writer *writer,
                                    const struct pdf_font *font)
{
    struct buffer out = {0};
    buffer_add_c(&out, "/CIDInit /ProcSet findresource begin\n"
                       "12 dict begin\nbegincmap\n"
                       "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
                       "/Supplement 0>> def\n"
                       "/CMapName /Adobe-Identity-UCS def\n"
                       "/CMapType 2 def\n"
                       "1 begincodespacerange\n<0000> <FFFF>\n"
                       "endcodespacerange\n");
    for (size_t i = 1; i < font->code_count; i++) {
        size_t row = (i - 1) % ROWS_MAX;
        size_t rest = font->code_count - i;
        if (row == 0)
            buffer_printf(&out, "%zu beginbfchar\n",
                          rest < ROWS_MAX ? rest : ROWS_MAX);
        buffer_printf(&out, "<%04zX> <", i);
        object_put_utf16(&out, font->codes[i].text);
        buffer_add_c(&out, ">\n");
        if (row == ROWS_MAX - 1 || rest == 1)
            buffer_add_c(&out, "endbfchar\n");
    }
    buffer_add_c(&out, "endcmap\n"
                       "CMapName currentdict /CMap defineresource pop\n"
                       "end\nend\n");
    struct object object = object_add_stream(writer, STR(""), buffer_str(&out));
    buffer_release(&out);
    return object;
}

// Six letters from the subset's bytes: the same glyphs, the same name.
static struct str subset_name(struct arena *arena, const struct face *face,
                              struct str file)
{
    uint64_t hash = XXH3_64bits(file.bytes, file.count);
    char tag[7] = "";
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    return arena_printf(arena, "%s+%.*s", tag, STR_ARG(face->postscript_name));
}

static void put_em(struct buffer *out, const struct face *face, int units)
{
    int sign = units < 0 ? -1 : 1;
    buffer_printf(out, " %d",
                  (units * 1000 + sign * face->units_per_em / 2) /
                      face->units_per_em);
}

enum { FLAG_SERIF = 2, FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };

static bool has_serifs(const struct face *face)
{
    return !strstr(face->family, "Sans");
}

static void put_box(struct buffer *out, const struct face *face)
{
    hb_blob_t *blob =
        hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned count = 0;
    const unsigned char *head =
        (const unsigned char *)hb_blob_get_data(blob, &count);
    buffer_add_c(out, "/FontBBox [");
    for (int i = 0; i < 4; i++) {
        int units = 0;
        if (count >= 54)
            units = (int16_t)(head[36 + i * 2] << 8 | head[37 + i * 2]);
        put_em(out, face, units);
    }
    buffer_add_c(out, "]\n");
    hb_blob_destroy(blob);
}

static struct object add_descriptor(struct pdf_writer *writer,
                                    const struct face *face, struct str name,
                                    struct str file)
{
    struct str length = arena_printf(writer->arena, "/Length1 %zu", file.count);
    struct object program = object_add_stream(writer, length, file);
    bool bold = strstr(face->style, "Bold") != NULL;
    int flags = FLAG_SYMBOLIC | (has_serifs(face) ? FLAG_SERIF : 0) |
                (face->italic_angle ? FLAG_ITALIC : 0);
    struct buffer out = {0};
    buffer_add_c(&out, "/Type /FontDescriptor\n/FontName ");
    object_put_name(&out, name);
    buffer_printf(&out, "\n/Flags %d\n/ItalicAngle %d\n/StemV %d\n", flags,
                  face->italic_angle, bold ? 120 : 80);
    put_box(&out, face);
    buffer_add_c(&out, "/Ascent");
    put_em(&out, face, face->ascender);
    buffer_add_c(&out, "\n/Descent");
    put_em(&out, face, face->descender);
    buffer_add_c(&out, "\n/CapHeight");
    put_em(&out, face, face->cap_height ? face->cap_height : face->ascender);
    buffer_printf(&out, "\n/FontFile2 %u 0 R", program.number);
    struct object object = object_add(writer, buffer_str(&out));
    buffer_release(&out);
    return object;
}

static struct object add_descendant(struct pdf_writer *writer,
                                    const struct pdf_font *font,
                                    const struct glyph_list *list,
                                    struct str name, struct str file)
{
    struct object descriptor = add_descriptor(writer, font->face, name, file);
    struct object map = add_cid_to_gid(writer, font, list);
    struct buffer out = {0};
    buffer_add_c(&out, "/Type /Font\n/Subtype /CIDFontType2\n/BaseFont ");
    object_put_name(&out, name);
    buffer_printf(&out,
                  "\n/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
                  "/Supplement 0>>\n/FontDescriptor %u 0 R\n"
                  "/CIDToGIDMap %u 0 R\n/W [1 [",
                  descriptor.number, map.number);
    for (size_t i = 1; i < font->code_count; i++)
        buffer_printf(&out, i % 16 ? " %d" : "\n%d", font->codes[i].width);
    buffer_add_c(&out, "]]");
    struct object object = object_add(writer, buffer_str(&out));
    buffer_release(&out);
    return object;
}

static void embed(struct pdf_writer *writer, struct pdf_font *font)
{
    struct glyph_list list = glyphs_used(font);
    struct str file;
    if (!subset_make(writer->arena, font->face, list.glyphs, list.count,
                     font->made, font->made_count, list.ids, &list.made_first,
                     &file))
        fail_system("a font that cannot be subset");
    struct str name = subset_name(writer->arena, font->face, file);
    struct object descendant = add_descendant(writer, font, &list, name, file);
    struct object to_unicode = add_to_unicode(writer, font);
    struct buffer out = {0};
    buffer_add_c(&out, "/Type /Font\n/Subtype /Type0\n/BaseFont ");
    object_put_name(&out, name);
    buffer_printf(&out,
                  "\n/Encoding /Identity-H\n/DescendantFonts [%u 0 R]\n"
                  "/ToUnicode %u 0 R",
                  descendant.number, to_unicode.number);
    object_set(writer, font->object, buffer_str(&out));
    buffer_release(&out);
}

void fonts_finish(struct pdf_writer *writer, struct buffer *resources)
{
    if (!writer->font_count)
        return;
    buffer_add_c(resources, "/Font <<");
    for (size_t i = 0; i < writer->font_count; i++) {
        struct pdf_font *font = writer->fonts[i];
        embed(writer, font);
        buffer_printf(resources, "/F%u %u 0 R ", font->index,
                      font->object.number);
        buffer_release(&font->key);
    }
    buffer_add_c(resources, ">>\n");
}

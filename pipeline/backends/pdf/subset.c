// SPDX-License-Identifier: MIT
// A TrueType file for embedding: a subset by HarfBuzz, and glyphs of our own.
//
// A PDF code has one glyph and one text. What shaping makes of a letter with
// its marks are several glyphs, and a ligature is several letters; so glyphs
// are appended that put parts together (composites) or are empty.
// Layout tables, hints, cmap, name and post serve no PDF (9.9) and are left
// out.

#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

#include <hb-subset.h>
#include <string.h>

enum {
    HEAD_LOCA_FORMAT = 50, // offsets in their tables
    HEAD_SIZE = 54,
    MAXP_GLYPHS = 4,
    MAXP_COMPOSITE_POINTS = 10,
    MAXP_COMPOSITE_CONTOURS = 12,
    MAXP_COMPONENTS = 28,
    MAXP_DEPTH = 30,
    MAXP_SIZE = 32,
    HHEA_METRICS = 34,
    HHEA_SIZE = 36,
    GLYPH_HEAD = 10,
};
// Flags of a component: its two arguments are words, are x and y; one follows.
enum { ARGUMENTS_ARE_WORDS = 1, ARGUMENTS_ARE_XY = 2, MORE_COMPONENTS = 0x20 };

static unsigned get16(struct str table, size_t at)
{
    return (unsigned)(unsigned char)table.bytes[at] << 8 |
           (unsigned char)table.bytes[at + 1];
}

static int get16_signed(struct str table, size_t at)
{
    return (int16_t)get16(table, at);
}

static void set16(char *bytes, unsigned value)
{
    bytes[0] = (char)(value >> 8);
    bytes[1] = (char)value;
}

static void put16(struct buffer *out, long value)
{
    char bytes[2];
    set16(bytes, (unsigned)value & 0xFFFF);
    buffer_add(out, (struct str){bytes, 2});
}

static void put32(struct buffer *out, size_t value)
{
    put16(out, (long)(value >> 16 & 0xFFFF));
    put16(out, (long)(value & 0xFFFF));
}

// The tables of the subset that are rewritten.
struct tables {
    struct str head, hhea, hmtx, maxp, loca, glyf;
    size_t glyph_count, metric_count;
    bool long_loca;
};

static struct str table_of(struct arena *arena, hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    unsigned count = 0;
    const char *bytes = hb_blob_get_data(blob, &count);
    struct str table = arena_str(arena, (struct str){bytes, count});
    hb_blob_destroy(blob);
    return table;
}

static bool tables_read(struct arena *arena, hb_face_t *face,
                        struct tables *tables)
{
    tables->head = table_of(arena, face, HB_TAG('h', 'e', 'a', 'd'));
    tables->hhea = table_of(arena, face, HB_TAG('h', 'h', 'e', 'a'));
    tables->hmtx = table_of(arena, face, HB_TAG('h', 'm', 't', 'x'));
    tables->maxp = table_of(arena, face, HB_TAG('m', 'a', 'x', 'p'));
    tables->loca = table_of(arena, face, HB_TAG('l', 'o', 'c', 'a'));
    tables->glyf = table_of(arena, face, HB_TAG('g', 'l', 'y', 'f'));
    if (tables->head.count < HEAD_SIZE || tables->hhea.count < HHEA_SIZE ||
        tables->maxp.count < MAXP_SIZE)
        return false;
    tables->glyph_count = get16(tables->maxp, MAXP_GLYPHS);
    tables->metric_count = get16(tables->hhea, HHEA_METRICS);
    tables->long_loca = get16(tables->head, HEAD_LOCA_FORMAT) != 0;
    return tables->loca.count >=
               (tables->glyph_count + 1) * (tables->long_loca ? 4 : 2) &&
           tables->hmtx.count >=
               tables->metric_count * 4 +
                   (tables->glyph_count - tables->metric_count) * 2;
}

static size_t glyph_start(const struct tables *tables, size_t glyph)
{
    if (!tables->long_loca)
        return (size_t)get16(tables->loca, glyph * 2) * 2;
    return (size_t)get16(tables->loca, glyph * 4) << 16 |
           get16(tables->loca, glyph * 4 + 2);
}

struct extent {
    int x_min, y_min, x_max, y_max;
    bool empty;
};

static struct extent glyph_box(const struct tables *tables, size_t glyph)
{
    size_t start = glyph_start(tables, glyph);
    size_t end = glyph_start(tables, glyph + 1);
    if (end < start + GLYPH_HEAD || end > tables->glyf.count)
        return (struct extent){.empty = true};
    struct str glyf = tables->glyf;
    return (struct extent){
        get16_signed(glyf, start + 2), get16_signed(glyf, start + 4),
        get16_signed(glyf, start + 6), get16_signed(glyf, start + 8), false};
}

static void box_join(struct extent *box, struct extent part, int x, int y)
{
    if (part.empty)
        return;
    part.x_min += x, part.x_max += x, part.y_min += y, part.y_max += y;
    if (box->empty) {
        *box = part;
        return;
    }
    box->x_min = part.x_min < box->x_min ? part.x_min : box->x_min;
    box->y_min = part.y_min < box->y_min ? part.y_min : box->y_min;
    box->x_max = part.x_max > box->x_max ? part.x_max : box->x_max;
    box->y_max = part.y_max > box->y_max ? part.y_max : box->y_max;
}

// What is being appended to.
struct growth {
    struct buffer glyf, hmtx;
    size_t *starts; // of every glyph, and the end
    size_t glyph_count;
};

static void append_made(struct growth *growth, const struct tables *tables,
                        const struct made_glyph *made, const uint32_t *ids)
{
    struct extent box = {.empty = true};
    const struct component *last = NULL;
    for (size_t i = 0; i < made->count; i++) {
        const struct component *part = &made->components[i];
        struct extent part_box = glyph_box(tables, ids[i]);
        box_join(&box, part_box, part->x, part->y);
        if (!part_box.empty)
            last = part;
    }
    if (last) {
        put16(&growth->glyf, -1);
        put16(&growth->glyf, box.x_min);
        put16(&growth->glyf, box.y_min);
        put16(&growth->glyf, box.x_max);
        put16(&growth->glyf, box.y_max);
        for (size_t i = 0; i < made->count; i++) {
            const struct component *part = &made->components[i];
            if (glyph_box(tables, ids[i]).empty)
                continue;
            put16(&growth->glyf, ARGUMENTS_ARE_WORDS | ARGUMENTS_ARE_XY |
                                     (part != last ? MORE_COMPONENTS : 0));
            put16(&growth->glyf, (long)ids[i]);
            put16(&growth->glyf, part->x);
            put16(&growth->glyf, part->y);
        }
        while (growth->glyf.count % 4)
            buffer_add_byte(&growth->glyf, 0);
    }
    // The left side bearing must be the box's: readers move a glyph by their
    // difference.
    put16(&growth->hmtx, made->advance);
    put16(&growth->hmtx, box.x_min);
    growth->starts[++growth->glyph_count] = growth->glyf.count;
}

// The subset's own glyphs, its metrics written in full, so that ours follow.
static void growth_init(struct growth *growth, struct arena *arena,
                        const struct tables *tables, size_t made_count)
{
    *growth = (struct growth){.glyph_count = tables->glyph_count};
    growth->starts =
        ARENA_ARRAY(arena, size_t, tables->glyph_count + made_count + 1);
    buffer_add(&growth->glyf, tables->glyf);
    while (growth->glyf.count % 4)
        buffer_add_byte(&growth->glyf, 0);
    for (size_t i = 0; i <= tables->glyph_count; i++)
        growth->starts[i] = glyph_start(tables, i);
    // A gap that alignment left belongs to the last glyph: harmless.
    growth->starts[tables->glyph_count] = growth->glyf.count;
    size_t long_count = tables->metric_count;
    for (size_t i = 0; i < tables->glyph_count; i++) {
        size_t metric = i < long_count ? i : long_count - 1;
        put16(&growth->hmtx, get16_signed(tables->hmtx, metric * 4));
        put16(&growth->hmtx,
              get16_signed(tables->hmtx,
                           i < long_count
                               ? i * 4 + 2
                               : long_count * 4 + (i - long_count) * 2));
    }
}

static void add_table(hb_face_t *builder, hb_tag_t tag, struct str bytes)
{
    hb_blob_t *blob = hb_blob_create(bytes.bytes, (unsigned)bytes.count,
                                     HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
    hb_face_builder_add_table(builder, tag, blob);
    hb_blob_destroy(blob);
}

static void add_head_tables(struct arena *arena, hb_face_t *builder,
                            const struct tables *tables, size_t glyph_count)
{
    char *head = arena_c_string(arena, tables->head);
    set16(head + HEAD_LOCA_FORMAT, 1);
    add_table(builder, HB_TAG('h', 'e', 'a', 'd'),
              (struct str){head, tables->head.count});
    char *hhea = arena_c_string(arena, tables->hhea);
    set16(hhea + HHEA_METRICS, (unsigned)glyph_count);
    add_table(builder, HB_TAG('h', 'h', 'e', 'a'),
              (struct str){hhea, tables->hhea.count});
    char *maxp = arena_c_string(arena, tables->maxp);
    set16(maxp + MAXP_GLYPHS, (unsigned)glyph_count);
    // Upper bounds: a composite here has at most COMPONENTS_MAX parts, each
    // of which may be one.
    set16(maxp + MAXP_COMPOSITE_POINTS, 0x0FFF);
    set16(maxp + MAXP_COMPOSITE_CONTOURS, 0x03FF);
    if (get16(tables->maxp, MAXP_COMPONENTS) < COMPONENTS_MAX)
        set16(maxp + MAXP_COMPONENTS, COMPONENTS_MAX);
    set16(maxp + MAXP_DEPTH, get16(tables->maxp, MAXP_DEPTH) + 1);
    add_table(builder, HB_TAG('m', 'a', 'x', 'p'),
              (struct str){maxp, tables->maxp.count});
}

static struct str assemble(struct arena *arena, const struct tables *tables,
                           const struct growth *growth)
{
    struct buffer loca = {0};
    for (size_t i = 0; i <= growth->glyph_count; i++)
        put32(&loca, growth->starts[i]);
    hb_face_t *builder = hb_face_builder_create();
    add_head_tables(arena, builder, tables, growth->glyph_count);
    add_table(builder, HB_TAG('h', 'm', 't', 'x'), buffer_str(&growth->hmtx));
    add_table(builder, HB_TAG('l', 'o', 'c', 'a'), buffer_str(&loca));
    add_table(builder, HB_TAG('g', 'l', 'y', 'f'), buffer_str(&growth->glyf));
    hb_blob_t *blob = hb_face_reference_blob(builder);
    unsigned count = 0;
    const char *bytes = hb_blob_get_data(blob, &count);
    struct str file = arena_str(arena, (struct str){bytes, count});
    hb_blob_destroy(blob);
    hb_face_destroy(builder);
    buffer_release(&loca);
    return file;
}

static const hb_tag_t useless[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('h', 'd', 'm', 'x'),
    HB_TAG('V', 'D', 'M', 'X'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('k', 'e', 'r', 'n'), HB_TAG('S', 'T', 'A', 'T'),
    HB_TAG('c', 'v', 't', ' '), HB_TAG('f', 'p', 'g', 'm'),
    HB_TAG('p', 'r', 'e', 'p'), HB_TAG('L', 'T', 'S', 'H'),
};

static hb_subset_plan_t *plan_of(hb_face_t *face, const uint32_t *glyphs,
                                 size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        fail_system("hb-subset");
    hb_set_t *wanted = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < count; i++)
        hb_set_add(wanted, glyphs[i]);
    hb_set_t *dropped =
        hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof useless / sizeof *useless; i++)
        hb_set_add(dropped, useless[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

static struct str grow(struct arena *arena, const struct tables *tables,
                       const hb_map_t *new_ids, const struct made_glyph *made,
                       size_t made_count)
{
    struct growth growth;
    growth_init(&growth, arena, tables, made_count);
    for (size_t i = 0; i < made_count; i++) {
        uint32_t ids[COMPONENTS_MAX] = {0};
        for (size_t j = 0; j < made[i].count; j++)
            ids[j] = hb_map_get(new_ids, made[i].components[j].glyph);
        append_made(&growth, tables, &made[i], ids);
    }
    struct str file = assemble(arena, tables, &growth);
    buffer_release(&growth.glyf);
    buffer_release(&growth.hmtx);
    return file;
}

bool subset_make(struct arena *arena, const struct face *face,
                 const uint32_t *glyphs, size_t glyph_count,
                 const struct made_glyph *made, size_t made_count,
                 uint32_t *ids, uint32_t *made_first, struct str *file)
{
    hb_subset_plan_t *plan = plan_of(face->face, glyphs, glyph_count);
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    struct tables tables;
    bool good = subset && tables_read(arena, subset, &tables);
    if (good) {
        const hb_map_t *new_ids = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < glyph_count; i++)
            ids[i] = hb_map_get(new_ids, glyphs[i]);
        *made_first = (uint32_t)tables.glyph_count;
        *file = grow(arena, &tables, new_ids, made, made_count);
    }
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    return good;
}

// SPDX-License-Identifier: MIT
// The way through: pages are drawn, then what they used is written.

#include "backends/interface/backend.h"
#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

static void writer_open(struct pdf_writer *writer)
{
    writer->arena = arena_new();
    writer->hash = XXH3_createState();
    writer->doc = HPDF_New(NULL, NULL);
    if (!writer->hash || !writer->doc)
        fail_system("libharu");
    XXH3_128bits_reset(writer->hash);
    writer->doc->pdf_version = HPDF_VER_17;
    HPDF_SetCompressionMode(writer->doc, HPDF_COMP_ALL);
    writer->resources = object_new(writer);
}

static void writer_close(struct pdf_writer *writer)
{
    HPDF_Free(writer->doc);
    XXH3_freeState(writer->hash);
    arena_free(writer->arena);
}

static HPDF_Array box_of(struct pdf_writer *writer, const struct page *page)
{
    HPDF_Array box = HPDF_Array_New(writer->doc->mmgr);
    HPDF_Array_AddReal(box, 0);
    HPDF_Array_AddReal(box, 0);
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)page->width / 65536));
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)page->height / 65536));
    return box;
}

// All pages first: links and bookmarks lead forward.
static void add_pages(struct pdf_writer *writer)
{
    const struct pages *pages = writer->pages;
    writer->page_objects = ARENA_ARRAY(writer->arena, HPDF_Page, pages->count);
    writer->page_numbers = ARENA_ARRAY(writer->arena, unsigned, pages->count);
    for (size_t i = 0; i < pages->count; i++) {
        HPDF_Page page = HPDF_AddPage(writer->doc);
        if (!page)
            fail_system("libharu");
        writer->page_objects[i] = page;
        writer->page_numbers[i] = page->header.obj_id & 0x00FFFFFF;
        HPDF_Dict_Add(page, "MediaBox", box_of(writer, &pages->items[i]));
        HPDF_Dict_Add(page, "TrimBox", box_of(writer, &pages->items[i]));
        HPDF_Dict_Add(page, "Resources", writer->resources.dict);
        HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)i);
    }
}

static void draw_pages(struct pdf_writer *writer)
{
    struct page_content content = {.writer = writer};
    for (size_t i = 0; i < writer->pages->count; i++) {
        struct buffer out = content.out;
        content =
            (struct page_content){.writer = writer, .index = i, .out = out};
        content.page = &writer->pages->items[i];
        buffer_clear(&content.out);
        content_draw(&content);
        HPDF_PageAttr attributes = writer->page_objects[i]->attr;
        object_write_stream(writer, attributes->contents,
                            buffer_str(&content.out));
        links_add(writer, i);
    }
    buffer_release(&content.out);
}

static void write_resources(struct pdf_writer *writer)
{
    struct buffer out = {0};
    fonts_finish(writer, &out);
    images_finish(writer, &out);
    content_finish(writer, &out);
    object_set(writer, writer->resources, buffer_str(&out));
    buffer_release(&out);
}

// The file's ID from what is in it: libharu's would be the clock's.
static void write_id(struct pdf_writer *writer)
{
    XXH128_canonical_t id;
    XXH128_canonicalFromHash(&id, XXH3_128bits_digest(writer->hash));
    HPDF_Array pair = HPDF_Array_New(writer->doc->mmgr);
    for (int i = 0; i < 2; i++)
        HPDF_Array_Add(pair, HPDF_Binary_New(writer->doc->mmgr, id.digest,
                                             sizeof id.digest));
    HPDF_Dict_Add(writer->doc->trailer, "ID", pair);
}

static void save(struct pdf_writer *writer, struct buffer *out)
{
    if (HPDF_GetError(writer->doc) != HPDF_OK ||
        HPDF_SaveToStream(writer->doc) != HPDF_OK)
        fail_system("libharu");
    HPDF_ResetStream(writer->doc);
    buffer_reserve(out, HPDF_GetStreamSize(writer->doc));
    HPDF_BYTE bytes[1 << 15];
    for (;;) {
        HPDF_UINT32 count = sizeof bytes;
        HPDF_STATUS status = HPDF_ReadFromStream(writer->doc, bytes, &count);
        if (!count)
            break;
        buffer_add(out, (struct str){(const char *)bytes, count});
        if (status != HPDF_OK)
            break;
    }
}

bool pdf_write(const struct pages *pages, const struct brief *brief,
               const struct context *context, struct buffer *out)
{
    struct pdf_writer writer = {
        .pages = pages, .brief = brief, .context = context};
    writer_open(&writer);
    add_pages(&writer);
    links_prepare(&writer);
    draw_pages(&writer);
    write_resources(&writer);
    structure_finish(&writer);
    bookmarks_write(&writer);
    metadata_write(&writer);
    write_id(&writer);
    save(&writer, out);
    writer_close(&writer);
    return true;
}

bool pdf_make(const struct backend_input *input, struct output *output)
{
    struct buffer bytes = {0};
    bool good = pdf_write(input->pages, input->brief, input->context, &bytes);
    backend_add(input, FORMAT_INDEX_PDF, &bytes, output);
    return good;
}

// SPDX-License-Identifier: MIT
// The way through: pages are drawn, then what they used is written.

#include "backends/interface/backend.h"
#include "base/fail.h"
#include "backends/pdf/pdf_writer.h"

// The sheet: all are one size, whatever way the pages on them are turned.
// inset: from the largest box there is.
static HPDF_Array box_of(struct pdf_writer *writer, const struct page *page,
                         scaled inset)
{
    bool turned = page->turn != PAGE_UPRIGHT;
    scaled width = turned ? page->height : page->width;
    scaled height = turned ? page->width : page->height;
    scaled most = 2 * writer->margin - inset;
    HPDF_Array box = HPDF_Array_New(writer->doc->mmgr);
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)inset / 65536));
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)inset / 65536));
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)(width + most) / 65536));
    HPDF_Array_AddReal(box, (HPDF_REAL)((double)(height + most) / 65536));
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
        HPDF_Dict_Add(page, "MediaBox", box_of(writer, &pages->items[i], 0));
        HPDF_Dict_Add(page, "TrimBox",
                      box_of(writer, &pages->items[i], writer->margin));
        if (writer->press)
            HPDF_Dict_Add(page, "BleedBox",
                          box_of(writer, &pages->items[i],
                                 writer->margin - writer->bleed));
        if (pages->items[i].turn != PAGE_UPRIGHT)
            HPDF_Dict_AddNumber(page, "Rotate",
                                pages->items[i].turn == PAGE_TOP_LEFT ? 90
                                                                      : 270);
        HPDF_Dict_Add(page, "Resources", writer->resources.dict);
        if (!writer->press)
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
        HPDF_Dict_Add(
            writer->page_objects[i], "Contents",
            object_add_stream(writer, STR(""), buffer_str(&content.out)).dict);
        if (!writer->press)
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
    press_marks_finish(writer, &out);
    object_set(writer, writer->resources, buffer_str(&out));
    buffer_release(&out);
}

// What only those use who read on a screen.
static void write_for_readers(struct pdf_writer *writer)
{
    bookmarks_write(writer);
    structure_finish(writer);
    attachments_write(writer);
}

static void write_all(struct pdf_writer *writer, struct buffer *out)
{
    file_open(writer);
    writer->resources = object_new(writer);
    add_pages(writer);
    if (writer->press)
        press_inks_prepare(writer);
    else
        links_prepare(writer);
    draw_pages(writer);
    write_resources(writer);
    if (!writer->press)
        write_for_readers(writer);
    metadata_write(writer);
    output_intent_write(writer);
    file_write(writer, out);
    file_close(writer);
}

bool pdf_write(const struct pages *pages, const struct brief *brief,
               const struct context *context, const struct pdf_source *source,
               struct buffer *out)
{
    struct pdf_writer writer = {
        .pages = pages,
        .brief = brief,
        .context = context,
        .source = *source,
        .standard = (enum pdf_standard)settings_answer(&brief->meta.settings,
                                                       SETTING_PDF_STANDARD)};
    write_all(&writer, out);
    return true;
}

bool pdf_write_press(const struct pages *pages, const struct brief *brief,
                     const struct context *context, const struct press *press,
                     struct buffer *out)
{
    struct pdf_writer writer = {.pages = pages,
                                .brief = brief,
                                .context = context,
                                .press = press,
                                .bleed = MM(3),
                                .margin = press->marks ? MM(15) : MM(3)};
    write_all(&writer, out);
    return true;
}

bool pdf_make(const struct backend_input *input, struct output *output)
{
    struct buffer bytes = {0};
    struct pdf_source source = {input->source_name, input->source};
    bool good =
        pdf_write(input->pages, input->brief, input->context, &source, &bytes);
    backend_add(input, FORMAT_INDEX_PDF, &bytes, output);
    return good;
}

// SPDX-License-Identifier: MIT
// Clickable areas as link annotations, each under its tag (12.5.6.5,
// UA-1 7.18).

#include "backends/pdf/pdf_writer.h"

#include <stdlib.h>

void links_prepare(struct pdf_writer *writer)
{
    const struct pages *pages = writer->pages;
    writer->destinations = destinations_by_name(writer->arena, pages);
    writer->tag_objects =
        ARENA_ARRAY(writer->arena, struct object, pages->tag_count + 1);
    writer->tag_targets =
        ARENA_ARRAY(writer->arena, size_t, pages->tag_count + 1);
}

size_t link_tag(const struct pdf_writer *writer, struct str name)
{
    const struct destination *to =
        destination_named(&writer->destinations, name);
    return to && to->tag < writer->pages->tag_count ? to->tag : 0;
}

static void put_explicit(const struct pdf_writer *writer, struct buffer *out,
                         unsigned target, const struct destination *to)
{
    buffer_printf(out, "[%u 0 R /XYZ ", target);
    page_put_point(out, &writer->pages->items[to->page], to->x, to->y);
    buffer_add_c(out, "null]");
}

bool link_put_destination(struct pdf_writer *writer, struct buffer *out,
                          struct str name)
{
    const struct destination *to =
        destination_named(&writer->destinations, name);
    if (!to || to->page >= writer->pages->count)
        return false;
    unsigned page = writer->page_numbers[to->page];
    if (writer->standard != PDF_UA2_A4F) {
        buffer_add_c(out, "/Dest ");
        put_explicit(writer, out, page, to);
        return true;
    }
    struct object element = structure_object(writer, link_tag(writer, name));
    buffer_add_c(out, "/A <</S /GoTo /D ");
    put_explicit(writer, out, page, to);
    buffer_add_c(out, " /SD ");
    put_explicit(writer, out, element.number, to);
    buffer_add_c(out, ">>");
    return true;
}

static void put_area(const struct page *page, struct buffer *out,
                     const struct area *area)
{
    buffer_add_c(out, "/Type /Annot\n/Subtype /Link\n/Rect [");
    page_put_box(out, page, area->x, area->y, area->width, area->height);
    // Printed (PDF/A wants the flag), without a frame.
    buffer_add_c(out, "]\n/Border [0 0 0]\n/F 4\n");
}

static bool put_target(struct pdf_writer *writer, struct buffer *out,
                       const struct area *area)
{
    if (area->url.count) {
        buffer_add_c(out, "/A <</S /URI /URI ");
        object_put_ascii(out, area->url);
        buffer_add_c(out, ">>\n");
        return true;
    }
    if (!link_put_destination(writer, out, area->destination))
        return false;
    writer->tag_targets[area->tag] = link_tag(writer, area->destination);
    buffer_add_byte(out, '\n');
    return true;
}

static struct object add_annotation(struct pdf_writer *writer, size_t page,
                                    const struct area *area)
{
    struct buffer out = {0};
    put_area(&writer->pages->items[page], &out, area);
    struct object object = {0};
    if (put_target(writer, &out, area)) {
        struct str contents = area->contents.count ? area->contents : area->url;
        buffer_add_c(&out, "/Contents ");
        object_put_text(&out, contents.count ? contents : area->destination);
        buffer_printf(&out, "\n/P %u 0 R\n/StructParent %zu",
                      writer->page_numbers[page],
                      writer->pages->count + writer->annotation_count);
        object = object_add(writer, buffer_str(&out));
    }
    buffer_release(&out);
    return object;
}

// The last fragment of the tag's content on the page: the annotation is read
// with it.
static uint64_t order_on(const struct pdf_writer *writer, size_t page,
                         size_t tag)
{
    uint64_t order = writer->pages->tags[tag].order;
    for (size_t i = writer->tagged_count; i-- > 0;) {
        if (writer->tagged[i].page != page)
            break;
        if (writer->tagged[i].tag == tag)
            return writer->tagged[i].order;
    }
    return order;
}

// Far below libharu's limit of an array; a page has a hundred at most.
enum { AREAS_MAX = 30000 };

void links_add(struct pdf_writer *writer, size_t page)
{
    const struct page *of = &writer->pages->items[page];
    HPDF_Array list = NULL;
    for (size_t i = 0; i < of->area_count && i < AREAS_MAX; i++) {
        const struct area *area = &of->areas[i];
        if (!area->tag || area->tag >= writer->pages->tag_count)
            continue;
        struct object object = add_annotation(writer, page, area);
        if (!object.number)
            continue;
        writer->annotation_count++;
        if (!list)
            list = HPDF_Array_New(writer->doc->mmgr);
        HPDF_Array_Add(list, object.dict);
        uint64_t order = order_on(writer, page, area->tag);
        ARENA_PUSH(writer->arena, writer->tagged, writer->tagged_count,
                   writer->tagged_capacity) =
            (struct tagged){area->tag, order, page, 0, object.number};
    }
    if (!list)
        return;
    HPDF_Dict_Add(writer->page_objects[page], "Annots", list);
    HPDF_Dict_AddName(writer->page_objects[page], "Tabs", "S");
}

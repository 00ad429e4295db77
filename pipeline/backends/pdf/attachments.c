// SPDX-License-Identifier: MIT
// What the file is made of, attached: the Markdown, and the data of its charts
// (ISO 19005-3 6.8, ISO 19005-4 6.9; ISO 32000-2 7.11.4 and 14.13).

#include "model/chart.h"
#include "model/identity.h"
#include "backends/pdf/pdf_writer.h"

#include <stdlib.h>

struct attached {
    struct str name;
    struct object file;
};

struct attachments {
    struct pdf_writer *writer;
    struct attached *items;
    size_t count, capacity;
};

// ----- One -----

static void attach(struct attachments *all, struct str name, const char *type,
                   const char *relation, struct str description,
                   struct str bytes)
{
    struct pdf_writer *writer = all->writer;
    struct buffer out = {0};
    buffer_add_c(&out, "/Type /EmbeddedFile\n/Subtype ");
    object_put_name(&out, str_of(type));
    buffer_printf(&out, "\n/Params <</Size %zu ", bytes.count);
    object_put_date(&out, "ModDate", identity_time(writer->brief));
    buffer_add_c(&out, ">>");
    struct object stream = object_add_stream(writer, buffer_str(&out), bytes);
    buffer_clear(&out);
    buffer_add_c(&out, "/Type /Filespec\n/F ");
    object_put_text(&out, name);
    buffer_add_c(&out, "\n/UF ");
    object_put_text(&out, name);
    buffer_add_c(&out, "\n/Desc ");
    object_put_text(&out, description);
    buffer_printf(&out, "\n/AFRelationship /%s\n/EF <</F %u 0 R /UF %u 0 R>>",
                  relation, stream.number, stream.number);
    ARENA_PUSH(writer->arena, all->items, all->count, all->capacity) =
        (struct attached){name, object_add(writer, buffer_str(&out))};
    buffer_release(&out);
}

// ----- Charts -----

// A cell as RFC 4180 has it.
static void put_cell(struct buffer *out, struct str text)
{
    buffer_add_byte(out, '"');
    for (size_t i = 0; i < text.count; i++) {
        if (text.bytes[i] == '"')
            buffer_add_byte(out, '"');
        buffer_add_byte(out, text.bytes[i]);
    }
    buffer_add_byte(out, '"');
}

static struct str csv_of(struct arena *arena, const struct node *chart)
{
    struct buffer out = {0};
    for (const struct node *node = node_next(chart, chart); node;
         node = node_next(chart, node)) {
        if (node->kind != NODE_CELL)
            continue;
        if (node->previous)
            buffer_add_byte(&out, ',');
        put_cell(&out, str_trim(node_plain(arena, node)));
        if (!node->next)
            buffer_add_c(&out, "\r\n");
    }
    return buffer_to_arena(&out, arena);
}

static void attach_charts(struct attachments *all)
{
    struct arena *arena = all->writer->arena;
    const struct brief *brief = all->writer->brief;
    size_t count = 0;
    for (const struct node *node = brief->body; node;
         node = node_next(brief->body, node))
        if (node->kind == NODE_CHART) {
            count++;
            attach(all, arena_printf(arena, "chart-%zu.csv", count), "text/csv",
                   "Data", arena_printf(arena, "The data of chart %zu", count),
                   csv_of(arena, node));
        }
}

// ----- All -----

static int by_name(const void *a, const void *b)
{
    const struct attached *one = a, *two = b;
    return str_compare(one->name, two->name);
}

// The name tree is sorted (7.9.6); names of several files are never one.
static void write_names(struct attachments *all)
{
    struct pdf_writer *writer = all->writer;
    struct buffer out = {0};
    buffer_add_c(&out, "/EmbeddedFiles <</Names [");
    for (size_t i = 0; i < all->count; i++) {
        object_put_text(&out, all->items[i].name);
        buffer_printf(&out, " %u 0 R\n", all->items[i].file.number);
    }
    buffer_add_c(&out, "]>>");
    catalog_add(writer, "Names", object_add(writer, buffer_str(&out)));
    buffer_release(&out);
}

void attachments_write(struct pdf_writer *writer)
{
    if (writer->standard == PDF_UA1_A2A)
        return;
    struct attachments all = {.writer = writer};
    if (writer->source.name.count)
        attach(&all, writer->source.name, "text/markdown", "Source",
               STR("The text that this file is made from"),
               writer->source.text);
    attach_charts(&all);
    if (!all.count)
        return;
    HPDF_Array list = HPDF_Array_New(writer->doc->mmgr);
    for (size_t i = 0; list && i < all.count; i++)
        HPDF_Array_Add(list, all.items[i].file.dict);
    HPDF_Dict_Add(writer->doc->catalog, "AF", list);
    qsort(all.items, all.count, sizeof *all.items, by_name);
    write_names(&all);
}

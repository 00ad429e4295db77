// SPDX-License-Identifier: MIT
// Bookmarks (12.3.3) and page labels (12.4.2).

#include "backends/pdf/pdf_writer.h"

enum { LEVELS_MAX = 8, NOTHING = -1 };

// One bookmark with its neighbours, as indices; NOTHING where there is none.
struct entry {
    struct object object;
    long parent, previous, next, first, last;
    size_t open_count; // of all below: bookmarks stand open
};

// Links the flat list by level; a level that is skipped counts as the next.
static long link_entries(const struct pages *pages, struct entry *entries,
                         long *last_top)
{
    long above[LEVELS_MAX + 1]; // the last entry of each level
    int depth = 0;
    long first_top = NOTHING;
    for (size_t i = 0; i < pages->bookmark_count; i++) {
        int level = pages->bookmarks[i].level;
        level = level < 1 ? 1 : level > LEVELS_MAX ? LEVELS_MAX : level;
        if (level > depth + 1)
            level = depth + 1;
        struct entry *entry = &entries[i];
        entry->first = entry->last = entry->next = NOTHING;
        entry->parent = level > 1 ? above[level - 1] : NOTHING;
        entry->previous = level <= depth ? above[level] : NOTHING;
        if (entry->previous != NOTHING)
            entries[entry->previous].next = (long)i;
        else if (entry->parent != NOTHING)
            entries[entry->parent].first = (long)i;
        else
            first_top = (long)i;
        if (entry->parent != NOTHING)
            entries[entry->parent].last = (long)i;
        else
            *last_top = (long)i;
        above[level] = (long)i;
        depth = level;
    }
    return first_top;
}

static void put_neighbour(struct buffer *out, const char *key,
                          const struct entry *entries, long at)
{
    if (at != NOTHING)
        buffer_printf(out, "/%s %u 0 R\n", key, entries[at].object.number);
}

static void write_entry(struct pdf_writer *writer, const struct entry *entries,
                        size_t index, struct object root)
{
    const struct bookmark *bookmark = &writer->pages->bookmarks[index];
    const struct entry *entry = &entries[index];
    struct buffer out = {0};
    buffer_add_c(&out, "/Title ");
    object_put_text(&out, bookmark->title);
    buffer_add_byte(&out, '\n');
    if (entry->parent == NOTHING)
        buffer_printf(&out, "/Parent %u 0 R\n", root.number);
    put_neighbour(&out, "Parent", entries, entry->parent);
    put_neighbour(&out, "Prev", entries, entry->previous);
    put_neighbour(&out, "Next", entries, entry->next);
    put_neighbour(&out, "First", entries, entry->first);
    put_neighbour(&out, "Last", entries, entry->last);
    if (entry->open_count)
        buffer_printf(&out, "/Count %zu\n", entry->open_count);
    link_put_destination(writer, &out, bookmark->destination);
    object_set(writer, entry->object, buffer_str(&out));
    buffer_release(&out);
}

static void write_bookmarks(struct pdf_writer *writer)
{
    const struct pages *pages = writer->pages;
    if (!pages->bookmark_count)
        return;
    struct entry *entries =
        ARENA_ARRAY(writer->arena, struct entry, pages->bookmark_count);
    long last = NOTHING;
    long first = link_entries(pages, entries, &last);
    struct object root = object_new(writer);
    for (size_t i = 0; i < pages->bookmark_count; i++)
        entries[i].object = object_new(writer);
    for (size_t i = pages->bookmark_count; i-- > 0;)
        if (entries[i].parent != NOTHING)
            entries[entries[i].parent].open_count += 1 + entries[i].open_count;
    for (size_t i = 0; i < pages->bookmark_count; i++)
        write_entry(writer, entries, i, root);
    struct buffer out = {0};
    buffer_printf(&out, "/Type /Outlines\n/Count %zu\n", pages->bookmark_count);
    put_neighbour(&out, "First", entries, first);
    put_neighbour(&out, "Last", entries, last);
    object_set(writer, root, buffer_str(&out));
    buffer_release(&out);
    catalog_add(writer, "Outlines", root);
    HPDF_Dict_AddName(writer->doc->catalog, "PageMode", "UseOutlines");
}

// PDF numbers pages in European digits or not at all; so each page's folio is
// written as the prefix of a range of one.
static void write_labels(struct pdf_writer *writer)
{
    struct buffer out = {0};
    buffer_add_c(&out, "/Nums [");
    for (size_t i = 0; i < writer->pages->count; i++) {
        buffer_printf(&out, "%zu <<", i);
        struct str label = writer->pages->items[i].label;
        if (label.count) {
            buffer_add_c(&out, "/P ");
            object_put_text(&out, label);
        }
        buffer_add_c(&out, ">>\n");
    }
    buffer_add_c(&out, "]");
    catalog_add(writer, "PageLabels", object_add(writer, buffer_str(&out)));
    buffer_release(&out);
}

void bookmarks_write(struct pdf_writer *writer)
{
    write_bookmarks(writer);
    write_labels(writer);
}

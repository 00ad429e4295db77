// SPDX-License-Identifier: MIT
// The structure tree, and the marked content that it points at (14.7, 14.8).

#include "languages/language.h"
#include "backends/pdf/pdf_writer.h"

#include <stdlib.h>

// ----- Marked content -----

struct str structure_lang(const struct pdf_writer *writer, size_t tag)
{
    const struct pages *pages = writer->pages;
    // A parent stands before its children; so this ends.
    while (tag && tag < pages->tag_count) {
        if (pages->tags[tag].lang.count)
            return pages->tags[tag].lang;
        if (pages->tags[tag].parent >= tag)
            break;
        tag = pages->tags[tag].parent;
    }
    return pages->lang;
}

static void close_lang(struct page_content *content)
{
    if (content->open_lang)
        buffer_add_c(&content->out, "EMC\n");
    content->open_lang = false;
}

void structure_end(struct page_content *content)
{
    content_end_text(content);
    close_lang(content);
    if (content->open)
        buffer_add_c(&content->out, "EMC\n");
    content->open = false;
}

static void open_artifact(struct page_content *content,
                          const struct placed *placed)
{
    // A running head or a folio; what is drawn is layout.
    buffer_add_c(&content->out, placed->kind == PLACED_RUN
                                    ? "/Artifact <</Type /Pagination>> BDC\n"
                                    : "/Artifact <</Type /Layout>> BDC\n");
}

static void open_tag(struct page_content *content, const struct placed *placed)
{
    struct pdf_writer *writer = content->writer;
    unsigned mcid = content->mcid_count++;
    buffer_printf(&content->out, "/%s <</MCID %u>> BDC\n",
                  structure_type_of(writer, placed->tag).name, mcid);
    ARENA_PUSH(writer->arena, writer->tagged, writer->tagged_count,
               writer->tagged_capacity) =
        (struct tagged){placed->tag, placed->order, content->index, mcid, 0};
}

// The language of a run that is not its tag's (14.9.2.2).
static void open_lang(struct page_content *content, const struct placed *placed)
{
    if (placed->kind != PLACED_RUN || !placed->as.run.lang.count ||
        str_equal(placed->as.run.lang,
                  structure_lang(content->writer, placed->tag)))
        return;
    content_end_text(content);
    buffer_add_c(&content->out, "/Span <</Lang ");
    object_put_ascii(&content->out, placed->as.run.lang);
    buffer_add_c(&content->out, ">> BDC\n");
    content->open_lang = true;
}

void structure_begin(struct page_content *content, const struct placed *placed)
{
    bool known = placed->tag < content->writer->pages->tag_count;
    size_t tag = known ? placed->tag : TAG_ARTIFACT;
    bool artifact = tag == TAG_ARTIFACT;
    if (content->open_lang) {
        content_end_text(content);
        close_lang(content);
    }
    // Reading order may want something between two parts of one tag, so a
    // sequence goes on only where their order does.
    if (!content->open || content->open_tag != tag ||
        (!artifact && placed->order < content->open_order)) {
        structure_end(content);
        if (artifact)
            open_artifact(content, placed);
        else
            open_tag(content, placed);
        content->open = true;
        content->open_tag = tag;
    }
    content->open_order = placed->order;
    open_lang(content, placed);
}

// ----- The tree -----

// A child of an element: another element, marked content or an annotation.
struct kid {
    size_t parent;
    uint64_t order;
    size_t sequence; // in which it was found, for equal orders
    size_t child;    // tag, or 0
    const struct tagged *tagged;
};

static int compare_kids(const void *a, const void *b)
{
    const struct kid *one = a, *two = b;
    if (one->parent != two->parent)
        return one->parent < two->parent ? -1 : 1;
    if (one->order != two->order)
        return one->order < two->order ? -1 : 1;
    return one->sequence < two->sequence ? -1 : one->sequence > two->sequence;
}

struct tree {
    struct pdf_writer *writer;
    struct kid *kids; // by parent, then in reading order
    size_t kid_count;
    size_t *first_kid;    // of each tag; one more at the end
    struct object *links; // the Link inside of a Reference, or none
    bool *used;
    struct object root;
    struct buffer out;
};

static void mark_tag(struct tree *tree, size_t tag)
{
    for (; tag && !tree->used[tag]; tag = tree->writer->pages->tags[tag].parent)
        tree->used[tag] = true;
}

// A tag is written where something hangs on it, or an empty cell is.
static void mark_used(struct tree *tree)
{
    const struct pages *pages = tree->writer->pages;
    // What something leads to is there, with or without content.
    for (size_t i = 1; i < pages->tag_count; i++)
        if (tree->writer->tag_objects[i].number)
            mark_tag(tree, i);
    for (size_t i = 0; i < tree->writer->tagged_count; i++)
        mark_tag(tree, tree->writer->tagged[i].tag);
    for (size_t i = 1; i < pages->tag_count; i++)
        if (pages->tags[i].role == TAG_TD || pages->tags[i].role == TAG_TH)
            mark_tag(tree, i);
}

static void collect_kids(struct tree *tree)
{
    const struct pages *pages = tree->writer->pages;
    struct pdf_writer *writer = tree->writer;
    tree->kids = ARENA_ARRAY(writer->arena, struct kid,
                             writer->tagged_count + pages->tag_count);
    for (size_t i = 1; i < pages->tag_count; i++)
        if (tree->used[i])
            tree->kids[tree->kid_count++] = (struct kid){
                pages->tags[i].parent, pages->tags[i].order, i, i, NULL};
    for (size_t i = 0; i < writer->tagged_count; i++) {
        const struct tagged *tagged = &writer->tagged[i];
        tree->kids[tree->kid_count++] = (struct kid){
            tagged->tag, tagged->order, pages->tag_count + i, 0, tagged};
    }
    qsort(tree->kids, tree->kid_count, sizeof *tree->kids, compare_kids);
    tree->first_kid = ARENA_ARRAY(writer->arena, size_t, pages->tag_count + 1);
    size_t kid = 0;
    for (size_t tag = 0; tag <= pages->tag_count; tag++) {
        while (kid < tree->kid_count && tree->kids[kid].parent < tag)
            kid++;
        tree->first_kid[tag] = kid;
    }
}

static bool has_annotation(const struct tree *tree, size_t tag)
{
    for (size_t i = tree->first_kid[tag]; i < tree->first_kid[tag + 1]; i++)
        if (tree->kids[i].tagged && tree->kids[i].tagged->annotation)
            return true;
    return false;
}

static void make_objects(struct tree *tree)
{
    const struct pages *pages = tree->writer->pages;
    struct arena *arena = tree->writer->arena;
    tree->root = object_new(tree->writer);
    tree->links = ARENA_ARRAY(arena, struct object, pages->tag_count + 1);
    for (size_t i = 1; i < pages->tag_count; i++) {
        if (!tree->used[i])
            continue;
        structure_object(tree->writer, i);
        // An annotation must stand in a Link (UA-1 7.18.5); in UA-2 a
        // reference is one.
        if (pages->tags[i].role != TAG_LINK && has_annotation(tree, i) &&
            tree->writer->standard != PDF_UA2_A4F)
            tree->links[i] = object_new(tree->writer);
    }
}

static void put_kid(struct tree *tree, const struct kid *kid, size_t page)
{
    struct pdf_writer *writer = tree->writer;
    struct buffer *out = &tree->out;
    const struct tagged *tagged = kid->tagged;
    if (kid->child)
        buffer_printf(out, "%u 0 R ",
                      tree->writer->tag_objects[kid->child].number);
    else if (tagged->annotation)
        buffer_printf(out, "<</Type /OBJR /Obj %u 0 R /Pg %u 0 R>> ",
                      tagged->annotation, writer->page_numbers[tagged->page]);
    else if (tagged->page == page)
        buffer_printf(out, "%u ", tagged->mcid);
    else
        buffer_printf(out, "<</Type /MCR /Pg %u 0 R /MCID %u>> ",
                      writer->page_numbers[tagged->page], tagged->mcid);
}

static void put_kids(struct tree *tree, size_t tag)
{
    size_t page = SIZE_MAX;
    for (size_t i = tree->first_kid[tag];
         i < tree->first_kid[tag + 1] && page == SIZE_MAX; i++)
        if (tree->kids[i].tagged)
            page = tree->kids[i].tagged->page;
    if (page != SIZE_MAX)
        buffer_printf(&tree->out, "/Pg %u 0 R\n",
                      tree->writer->page_numbers[page]);
    buffer_add_c(&tree->out, "/K [");
    for (size_t i = tree->first_kid[tag]; i < tree->first_kid[tag + 1]; i++)
        put_kid(tree, &tree->kids[i], page);
    buffer_add_c(&tree->out, "]");
}

struct frame {
    scaled left, top, right, bottom;
};

// Text counts by its line alone: what is drawn around it says how high it is.
static struct frame frame_of(const struct placed *placed)
{
    scaled width = 0, height = 0;
    switch (placed->kind) {
    case PLACED_RUN:
        width = placed->as.run.width;
        break;
    case PLACED_RECTANGLE:
        width = placed->as.rectangle.width;
        height = placed->as.rectangle.height;
        break;
    case PLACED_IMAGE:
        width = placed->as.image.width;
        height = placed->as.image.height;
        break;
    case PLACED_PATH:
        break;
    }
    return (struct frame){placed->x, placed->y, placed->x + width,
                          placed->y + height};
}

static struct frame join_frames(struct frame a, struct frame b)
{
    return (struct frame){a.left < b.left ? a.left : b.left,
                          a.top < b.top ? a.top : b.top,
                          a.right > b.right ? a.right : b.right,
                          a.bottom > b.bottom ? a.bottom : b.bottom};
}

// Where a figure stands: the box of what is its own on its first page.
static void put_figure_box(struct tree *tree, size_t tag)
{
    const struct tagged *first = NULL;
    for (size_t i = tree->first_kid[tag]; i < tree->first_kid[tag + 1]; i++)
        if (tree->kids[i].tagged && !first)
            first = tree->kids[i].tagged;
    if (!first)
        return;
    const struct page *page = &tree->writer->pages->items[first->page];
    struct frame frame = {0};
    bool found = false;
    for (size_t i = 0; i < page->placed_count; i++) {
        if (page->placed[i].tag != tag)
            continue;
        struct frame one = frame_of(&page->placed[i]);
        frame = found ? join_frames(frame, one) : one;
        found = true;
    }
    buffer_printf(&tree->out, "/A <</O /Layout /Placement /%s /BBox [",
                  tree->writer->pages->tags[tag].in_line ? "Inline" : "Block");
    page_put_box(&tree->out, page, frame.left, frame.top,
                 frame.right - frame.left, frame.bottom - frame.top);
    buffer_add_c(&tree->out, "]>>\n");
}

static struct str note_id(struct tree *tree, size_t index)
{
    // The index makes it unique whatever the note is called.
    return arena_printf(tree->writer->arena, "note-%zu", index);
}

static struct str head_id(struct tree *tree, size_t index)
{
    return arena_printf(tree->writer->arena, "head-%zu", index);
}

static void put_cell(struct tree *tree, const struct structure_tag *tag)
{
    struct buffer *out = &tree->out;
    bool head = tag->role == TAG_TH;
    if (!head && tag->columns < 2 && tag->rows < 2 && !tag->headers)
        return;
    buffer_add_c(out, "/A <</O /Table");
    if (head)
        buffer_add_c(out, tag->row_scope ? " /Scope /Row" : " /Scope /Column");
    if (tag->columns > 1)
        buffer_printf(out, " /ColSpan %d", tag->columns);
    if (tag->rows > 1)
        buffer_printf(out, " /RowSpan %d", tag->rows);
    if (tag->headers) {
        buffer_add_c(out, " /Headers [");
        for (size_t i = 0; i < tag->headers->count; i++)
            object_put_ascii(out, head_id(tree, tag->headers->items[i]));
        buffer_add_c(out, "]");
    }
    buffer_add_c(out, ">>\n");
}

static void put_attributes(struct tree *tree, size_t index)
{
    if (structure_put_note(tree->writer, &tree->out, index))
        return;
    const struct structure_tag *tag = &tree->writer->pages->tags[index];
    struct buffer *out = &tree->out;
    if (tag->role == TAG_FIGURE) {
        put_figure_box(tree, index);
    } else if (tag->role == TAG_TH || tag->role == TAG_TD) {
        put_cell(tree, tag);
    } else if (tag->role == TAG_L) {
        buffer_printf(out, "/A <</O /List /ListNumbering /%s>>\n",
                      tag->ordered ? "Decimal" : "Disc");
    } else {
        enum direction direction = tag->direction;
        if (tag->role == TAG_DOCUMENT && direction == DIRECTION_INHERIT)
            direction = tree->writer->pages->direction;
        if (direction != DIRECTION_INHERIT)
            buffer_printf(out, "/A <</O /Layout /WritingMode /%s>>\n",
                          direction == DIRECTION_RTL ? "RlTb" : "LrTb");
    }
}

static void write_element(struct tree *tree, size_t index)
{
    struct pdf_writer *writer = tree->writer;
    const struct structure_tag *tag = &writer->pages->tags[index];
    struct buffer *out = &tree->out;
    unsigned parent = tag->parent
                          ? tree->writer->tag_objects[tag->parent].number
                          : tree->root.number;
    buffer_clear(out);
    structure_put_type(writer, out, index, parent);
    if (tag->lang.count) {
        buffer_add_c(out, "/Lang ");
        object_put_ascii(out, tag->lang);
        buffer_add_byte(out, '\n');
    }
    // What an author gave none for has none (metadata.c claims less then).
    if ((tag->role == TAG_FIGURE || tag->role == TAG_FORMULA) &&
        !str_blank(tag->alt)) {
        buffer_add_c(out, "/Alt ");
        object_put_text(out, tag->alt);
        buffer_add_byte(out, '\n');
    }
    if (tag->role == TAG_NOTE) {
        buffer_add_c(out, "/ID ");
        object_put_ascii(out, note_id(tree, index));
        buffer_add_byte(out, '\n');
    }
    if (tag->heads_cells) {
        buffer_add_c(out, "/ID ");
        object_put_ascii(out, head_id(tree, index));
        buffer_add_byte(out, '\n');
    }
    put_attributes(tree, index);
    struct object link = tree->links[index];
    if (link.number)
        buffer_printf(out, "/K [%u 0 R]", link.number);
    else
        put_kids(tree, index);
    object_set(writer, writer->tag_objects[index], buffer_str(out));
    if (!link.number)
        return;
    buffer_clear(out);
    buffer_printf(out, "/Type /StructElem\n/S /Link\n/P %u 0 R\n",
                  tree->writer->tag_objects[index].number);
    put_kids(tree, index);
    object_set(writer, link, buffer_str(out));
}

// The element whose content a tagged thing is.
static unsigned owner_of(const struct tree *tree, const struct tagged *tagged)
{
    return tree->links[tagged->tag].number
               ? tree->links[tagged->tag].number
               : tree->writer->tag_objects[tagged->tag].number;
}

// Pages come first, by their number; then the annotations (14.7.4.4). The
// marked content of a page was listed in the order of its MCIDs.
static struct object add_parent_tree(struct tree *tree)
{
    const struct pdf_writer *writer = tree->writer;
    struct buffer *out = &tree->out;
    buffer_clear(out);
    buffer_add_c(out, "/Nums [");
    size_t at = 0;
    for (size_t page = 0; page < writer->pages->count; page++) {
        buffer_printf(out, "%zu [", page);
        for (; at < writer->tagged_count && writer->tagged[at].page == page;
             at++)
            if (!writer->tagged[at].annotation)
                buffer_printf(out, "%u 0 R ",
                              owner_of(tree, &writer->tagged[at]));
        buffer_add_c(out, "]\n");
    }
    size_t key = writer->pages->count;
    for (size_t i = 0; i < writer->tagged_count; i++)
        if (writer->tagged[i].annotation)
            buffer_printf(out, "%zu %u 0 R\n", key++,
                          owner_of(tree, &writer->tagged[i]));
    buffer_add_c(out, "]");
    return object_add(tree->writer, buffer_str(out));
}

static int compare_names(const void *a, const void *b)
{
    const struct str *one = a, *two = b;
    return str_compare(*one, *two);
}

// IDs sorted bytewise lead to their elements (14.7.2, IDTree).
static struct object add_id_tree(struct tree *tree)
{
    const struct pages *pages = tree->writer->pages;
    struct str *rows =
        ARENA_ARRAY(tree->writer->arena, struct str, pages->tag_count);
    size_t count = 0;
    for (size_t i = 1; i < pages->tag_count; i++)
        if (tree->used[i] &&
            (pages->tags[i].role == TAG_NOTE || pages->tags[i].heads_cells))
            rows[count++] =
                arena_printf(tree->writer->arena, "(%s-%zu) %u 0 R ",
                             pages->tags[i].heads_cells ? "head" : "note", i,
                             tree->writer->tag_objects[i].number);
    if (!count)
        return (struct object){0};
    qsort(rows, count, sizeof *rows, compare_names);
    buffer_clear(&tree->out);
    buffer_add_c(&tree->out, "/Names [");
    for (size_t i = 0; i < count; i++)
        buffer_add(&tree->out, rows[i]);
    buffer_add_c(&tree->out, "]");
    return object_add(tree->writer, buffer_str(&tree->out));
}

// ----- What may be claimed -----

static int heading_level(enum structure_role role)
{
    if (role == TAG_TITLE)
        return 1;
    return role >= TAG_H1 && role <= TAG_H6 ? 1 + (int)(role - TAG_H1) : 0;
}

// In reading order no heading is more than one level below the last (UA-1
// 7.4.2). Walks down the sorted kids; next_kid is where each tag goes on.
static bool headings_rise(const struct tree *tree)
{
    const struct structure_tag *tags = tree->writer->pages->tags;
    size_t *next_kid = ARENA_ARRAY(tree->writer->arena, size_t,
                                   tree->writer->pages->tag_count + 1);
    int last = 0;
    for (size_t tag = 0;;) {
        size_t kid = tree->first_kid[tag] + next_kid[tag]++;
        if (kid == tree->first_kid[tag + 1]) {
            if (!tag)
                return true;
            tag = tags[tag].parent;
            continue;
        }
        if (!tree->kids[kid].child)
            continue;
        tag = tree->kids[kid].child;
        int level = heading_level(tags[tag].role);
        if (level > last + 1)
            return false;
        last = level ? level : last;
    }
}

static bool figures_named(const struct tree *tree)
{
    const struct pages *pages = tree->writer->pages;
    for (size_t i = 1; i < pages->tag_count; i++)
        if (tree->used[i] && pages->tags[i].role == TAG_FIGURE &&
            str_blank(pages->tags[i].alt))
            return false;
    return true;
}

void structure_finish(struct pdf_writer *writer)
{
    struct tree tree = {.writer = writer};
    const struct pages *pages = writer->pages;
    tree.used = ARENA_ARRAY(writer->arena, bool, pages->tag_count + 1);
    structure_types_prepare(writer);
    mark_used(&tree);
    collect_kids(&tree);
    make_objects(&tree);
    writer->accessible = headings_rise(&tree) && figures_named(&tree);
    for (size_t i = 1; i < pages->tag_count; i++)
        if (tree.used[i])
            write_element(&tree, i);
    struct object parents = add_parent_tree(&tree);
    struct object ids = add_id_tree(&tree);
    buffer_clear(&tree.out);
    buffer_add_c(&tree.out, "/Type /StructTreeRoot\n");
    put_kids(&tree, 0);
    structure_put_namespaces(writer, &tree.out);
    buffer_printf(&tree.out, "\n/ParentTree %u 0 R\n/ParentTreeNextKey %zu",
                  parents.number, pages->count + writer->annotation_count);
    if (ids.number)
        buffer_printf(&tree.out, "\n/IDTree %u 0 R", ids.number);
    object_set(writer, tree.root, buffer_str(&tree.out));
    buffer_release(&tree.out);
    catalog_add(writer, "StructTreeRoot", tree.root);
}

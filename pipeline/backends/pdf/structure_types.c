// SPDX-License-Identifier: MIT
// What an element is: its type in PDF 1.7 or 2.0, and what it refers to.
//
// PDF 2.0 has a namespace of its own (ISO 32000-2 14.8.6), with Title and
// FENote, and without block quotes, code and contents: those keep their types
// of PDF 1.7, the namespace of elements that name none.

#include "backends/pdf/pdf_writer.h"

#define NAMESPACE_2 "http://iso.org/pdf2/ssn"

static const struct {
    const char *pdf1, *pdf2;
} types[TAG_ROLE_COUNT] = {
#define TAG(name, word, type, type2) [TAG_##name] = {type, type2},
#include "typeset/page/tags.def"
#undef TAG
};

struct structure_type structure_type_of(const struct pdf_writer *writer,
                                        size_t tag)
{
    enum structure_role role = writer->pages->tags[tag].role;
    if (writer->standard == PDF_UA2_A4F && types[role].pdf2)
        return (struct structure_type){types[role].pdf2, true};
    return (struct structure_type){types[role].pdf1, false};
}

// ----- Elements -----

static size_t document_tag(const struct pages *pages)
{
    for (size_t i = 1; i < pages->tag_count; i++)
        if (pages->tags[i].role == TAG_DOCUMENT)
            return i;
    return 0;
}

struct object structure_object(struct pdf_writer *writer, size_t tag)
{
    if (tag == TAG_ARTIFACT)
        tag = document_tag(writer->pages);
    struct object *object = &writer->tag_objects[tag];
    if (!object->number)
        *object = object_new(writer);
    return *object;
}

void structure_put_namespaces(const struct pdf_writer *writer,
                              struct buffer *out)
{
    if (writer->namespace.number)
        buffer_printf(out, "\n/Namespaces [%u 0 R]", writer->namespace.number);
}

void structure_put_type(struct pdf_writer *writer, struct buffer *out,
                        size_t tag, unsigned parent)
{
    struct structure_type type = structure_type_of(writer, tag);
    buffer_printf(out, "/Type /StructElem\n/S /%s\n/P %u 0 R\n", type.name,
                  parent);
    if (writer->namespace.number && type.pdf2)
        buffer_printf(out, "/NS %u 0 R\n", writer->namespace.number);
}

// ----- What refers to what -----

static size_t target_of(const struct pdf_writer *writer, size_t tag)
{
    const struct structure_tag *of = &writer->pages->tags[tag];
    return of->role == TAG_REFERENCE ? of->link_to
           : of->role == TAG_LINK    ? writer->tag_targets[tag]
                                     : TAG_ARTIFACT;
}

// What leads to a tag follows each other, from first_reference on.
static void collect_references(struct pdf_writer *writer)
{
    const struct pages *pages = writer->pages;
    size_t *first = ARENA_ARRAY(writer->arena, size_t, pages->tag_count + 2);
    size_t *next = ARENA_ARRAY(writer->arena, size_t, pages->tag_count + 1);
    writer->references =
        ARENA_ARRAY(writer->arena, size_t, pages->tag_count + 1);
    writer->first_reference = first;
    for (size_t i = 1; i < pages->tag_count; i++)
        first[target_of(writer, i) + 1]++;
    for (size_t i = 0; i <= pages->tag_count; i++)
        first[i + 1] += first[i];
    for (size_t i = 1; i < pages->tag_count; i++) {
        size_t target = target_of(writer, i);
        writer->references[first[target] + next[target]++] = i;
    }
}

static void put_references(struct pdf_writer *writer, struct buffer *out,
                           size_t note)
{
    for (size_t i = writer->first_reference[note];
         i < writer->first_reference[note + 1]; i++) {
        struct object object = writer->tag_objects[writer->references[i]];
        if (object.number)
            buffer_printf(out, "%u 0 R ", object.number);
    }
}

void structure_types_prepare(struct pdf_writer *writer)
{
    if (writer->standard != PDF_UA2_A4F)
        return;
    writer->namespace =
        object_add(writer, STR("/Type /Namespace\n/NS (" NAMESPACE_2 ")"));
    collect_references(writer);
}

bool structure_put_note(struct pdf_writer *writer, struct buffer *out,
                        size_t index)
{
    const struct structure_tag *tag = &writer->pages->tags[index];
    if (writer->standard != PDF_UA2_A4F)
        return false;
    size_t target = target_of(writer, index);
    if (target && writer->tag_objects[target].number)
        buffer_printf(out, "/Ref [%u 0 R]\n",
                      writer->tag_objects[target].number);
    if (tag->role != TAG_NOTE)
        return false;
    buffer_add_c(out, "/Ref [");
    put_references(writer, out, index);
    buffer_printf(
        out, "]\n/A <</O /FENote /NoteType /%s>>\n",
        settings_answer(&writer->brief->meta.settings, SETTING_NOTES_AT)
            ? "Endnote"
            : "Footnote");
    return true;
}

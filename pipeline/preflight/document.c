// SPDX-License-Identifier: MIT
// The bridge from libqpdf to objects of ours, each taken over once.
#include "preflight/document.h"

#include "base/buffer.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

// As many as PDF/A allows (ISO 19005-2 6.1.13).
enum { LIMIT_DOCUMENT_OBJECTS = 8388607 };

struct data {
    struct str bytes;
    bool known;
};
struct document {
    qpdf_data qpdf;
    struct arena *arena;
    const struct cos **objects, *trailer;
    struct data *data;
    int count;
};

// ----- Taking over -----

static struct cos *take(struct document *document, qpdf_oh handle)
{
    bool stream = qpdf_oh_is_stream(document->qpdf, handle);
    const char *text =
        stream ? qpdf_oh_unparse(document->qpdf,
                                 qpdf_oh_get_dict(document->qpdf, handle))
               : qpdf_oh_unparse_resolved(document->qpdf, handle);
    struct object_reader reader = {document->arena,
                                   arena_str(document->arena, str_of(text)), 0,
                                   false, false};
    struct cos *object = ARENA_NEW(document->arena, struct cos);
    *object = *object_read(&reader);
    if (stream)
        object->kind = OBJECT_STREAM;
    return object;
}

static const struct cos *numbered(struct document *document, int id,
                                  int generation)
{
    if (id <= 0 || id >= document->count)
        return &object_null;
    if (document->objects[id])
        return document->objects[id];
    document->objects[id] = &object_null; // while it is read
    qpdf_oh handle = qpdf_get_object_by_id(document->qpdf, id, generation);
    struct cos *object = take(document, handle);
    object->id = object->kind == OBJECT_NULL ? 0 : id;
    object->generation = generation;
    return document->objects[id] = object;
}

const struct cos *document_object(struct document *document, int id)
{
    return numbered(document, id, 0);
}

static void close_document(void *opaque)
{
    struct document *document = opaque;
    qpdf_cleanup(&document->qpdf);
    free(document->objects);
    free(document->data);
}

struct document *document_open(struct arena *arena, struct str file)
{
    struct document *document = ARENA_NEW(arena, struct document);
    *document = (struct document){.qpdf = qpdf_init(), .arena = arena};
    arena_defer(arena, close_document, document);
    qpdf_silence_errors(document->qpdf);
    qpdf_set_suppress_warnings(document->qpdf, QPDF_TRUE);
    if (qpdf_read_memory(document->qpdf, "a file", file.bytes, file.count,
                         NULL) &
        QPDF_ERRORS)
        return NULL;
    document->trailer = take(document, qpdf_get_trailer(document->qpdf));
    const struct cos *size = document_get(document, document->trailer, "Size");
    document->count = size->number > 0 && size->number < LIMIT_DOCUMENT_OBJECTS
                          ? (int)size->number + 1
                          : LIMIT_DOCUMENT_OBJECTS;
    document->objects = calloc((size_t)document->count, sizeof(struct cos *));
    document->data = calloc((size_t)document->count, sizeof(struct data));
    return document->objects && document->data ? document : NULL;
}

struct arena *document_arena(const struct document *document)
{
    return document->arena;
}

const struct cos *document_trailer(const struct document *document)
{
    return document->trailer;
}

const struct cos *document_catalog(const struct document *document)
{
    return document_get((struct document *)document, document->trailer, "Root");
}

int document_count(const struct document *document)
{
    return document->count;
}

bool document_encrypted(const struct document *document)
{
    return qpdf_is_encrypted(document->qpdf);
}

// ----- Going on -----

const struct cos *document_follow(struct document *document,
                                  const struct cos *object)
{
    return object->kind == OBJECT_REFERENCE
               ? numbered(document, object->id, object->generation)
               : object;
}

static const struct cos *entry(const struct cos *dictionary, const char *key)
{
    struct str wanted = str_of(key);
    if (object_is_dictionary(dictionary))
        for (size_t i = 0; i < dictionary->count; i++)
            if (str_equal(dictionary->entries[i].key, wanted))
                return dictionary->entries[i].value;
    return &object_null;
}

const struct cos *document_get(struct document *document,
                               const struct cos *dictionary, const char *key)
{
    return document_follow(document, entry(dictionary, key));
}

bool document_has(const struct cos *dictionary, const char *key)
{
    return entry(dictionary, key)->kind != OBJECT_NULL;
}

const struct cos *document_item(struct document *document,
                                const struct cos *array, size_t i)
{
    return array->kind == OBJECT_ARRAY && i < array->count
               ? document_follow(document, array->entries[i].value)
               : &object_null;
}

size_t document_many(const struct cos *object)
{
    if (object->kind == OBJECT_ARRAY)
        return object->count;
    return object->kind != OBJECT_NULL;
}

const struct cos *document_nth(struct document *document,
                               const struct cos *object, size_t i)
{
    return object->kind == OBJECT_ARRAY ? document_item(document, object, i)
                                        : object;
}

// ----- Bytes and texts -----

struct str document_data(struct document *document, const struct cos *stream)
{
    if (stream->kind != OBJECT_STREAM || stream->id <= 0)
        return (struct str){0};
    struct data *data = &document->data[stream->id];
    if (data->known)
        return data->bytes;
    unsigned char *bytes = NULL;
    size_t count = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    data->known = true;
    if (!(qpdf_oh_get_stream_data(
              document->qpdf,
              qpdf_get_object_by_id(document->qpdf, stream->id,
                                    stream->generation),
              qpdf_dl_generalized, &decoded, &bytes, &count) &
          QPDF_ERRORS) &&
        decoded)
        data->bytes = arena_str(document->arena,
                                (struct str){(const char *)bytes, count});
    free(bytes);
    return data->bytes;
}

static uint32_t unit_at(struct str text, size_t at)
{
    return (uint32_t)(unsigned char)text.bytes[at] << 8 |
           (unsigned char)text.bytes[at + 1];
}

struct str document_text(struct document *document, const struct cos *string)
{
    struct str text = string->text;
    struct buffer out = {0};
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        return str_slice(text, 3, text.count);
    if (!str_starts(text, STR("\xFE\xFF"))) {
        for (size_t i = 0; i < text.count; i++)
            buffer_add_utf8(&out, (unsigned char)text.bytes[i]);
        return buffer_to_arena(&out, document->arena);
    }
    for (size_t i = 2; i + 1 < text.count; i += 2) {
        uint32_t unit = unit_at(text, i);
        if (unit >= 0xD800 && unit < 0xDC00 && i + 3 < text.count) {
            unit = 0x10000 + ((unit - 0xD800) << 10) +
                   ((unit_at(text, i + 2) - 0xDC00) & 0x3FF);
            i += 2;
        }
        buffer_add_utf8(&out, unit);
    }
    return buffer_to_arena(&out, document->arena);
}

// SPDX-License-Identifier: MIT
// A page of another PDF as a form of this one, read by libqpdf.
//
// libqpdf is opened at need, as librsvg is (svg.c): only a brief with a drawing
// pays for it. Its C interface is declared here as qpdf-c.h has it.
#include "backends/pdf/import.h"

#include "backends/pdf/library.h"

#include <stdlib.h>
#include <string.h>

// Deeper than any object that a drawing makes.
#define LIMIT_IMPORT_DEPTH 64

typedef unsigned int oh; // qpdf_oh, a handle of an object
enum { DECODE_GENERALIZED = 1 };

struct qpdf_library {
    void *(*init)(void);
    void (*cleanup)(void **qpdf);
    void (*silence)(void *qpdf);
    int (*read_memory)(void *qpdf, const char *name, const char *bytes,
                       unsigned long long count, const char *password);
    oh (*get_page)(void *qpdf, size_t index);
    oh (*get_key)(void *qpdf, oh dictionary, const char *key);
    int (*is_dictionary)(void *qpdf, oh object);
    int (*is_array)(void *qpdf, oh object);
    int (*is_stream)(void *qpdf, oh object);
    int (*is_indirect)(void *qpdf, oh object);
    int (*object_id)(void *qpdf, oh object);
    oh (*stream_dictionary)(void *qpdf, oh stream);
    void (*begin_keys)(void *qpdf, oh dictionary);
    int (*more_keys)(void *qpdf);
    const char *(*next_key)(void *qpdf);
    int (*array_count)(void *qpdf, oh array);
    oh (*array_item)(void *qpdf, oh array, int index);
    const char *(*unparse)(void *qpdf, oh object);
    int (*stream_data)(void *qpdf, oh stream, int level, int *filtered,
                       unsigned char **bytes, size_t *count);
    int (*page_content)(void *qpdf, oh page, unsigned char **bytes,
                        size_t *count);
};

static bool qpdf_open(struct qpdf_library *qpdf)
{
    const struct library_row rows[] = {
        {"qpdf_init", &qpdf->init},
        {"qpdf_cleanup", &qpdf->cleanup},
        {"qpdf_silence_errors", &qpdf->silence},
        {"qpdf_read_memory", &qpdf->read_memory},
        {"qpdf_get_page_n", &qpdf->get_page},
        {"qpdf_oh_get_key", &qpdf->get_key},
        {"qpdf_oh_is_dictionary", &qpdf->is_dictionary},
        {"qpdf_oh_is_array", &qpdf->is_array},
        {"qpdf_oh_is_stream", &qpdf->is_stream},
        {"qpdf_oh_is_indirect", &qpdf->is_indirect},
        {"qpdf_oh_get_object_id", &qpdf->object_id},
        {"qpdf_oh_get_dict", &qpdf->stream_dictionary},
        {"qpdf_oh_begin_dict_key_iter", &qpdf->begin_keys},
        {"qpdf_oh_dict_more_keys", &qpdf->more_keys},
        {"qpdf_oh_dict_next_key", &qpdf->next_key},
        {"qpdf_oh_get_array_n_items", &qpdf->array_count},
        {"qpdf_oh_get_array_item", &qpdf->array_item},
        {"qpdf_oh_unparse", &qpdf->unparse},
        {"qpdf_oh_get_stream_data", &qpdf->stream_data},
        {"qpdf_oh_get_page_content_data", &qpdf->page_content},
    };
    return library_open("libqpdf.so.29", rows, COUNT(rows));
}

// An indirect object of the other file, and what it is in this one.
struct imported {
    int id;
    struct object object;
};
struct import {
    struct pdf_writer *writer;
    struct qpdf_library library;
    void *qpdf;
    struct imported *known;
    size_t known_count, known_capacity;
    bool failed;
};

static void put_object(struct import *import, struct buffer *out, oh object,
                       size_t depth);

// ----- Dictionaries and streams -----

static bool is_of_coding(const char *key)
{
    return strcmp(key, "/Length") == 0 || strcmp(key, "/Filter") == 0 ||
           strcmp(key, "/DecodeParms") == 0;
}

// What cairo leaves to the default, PDF/A and PDF/UA want to read (ISO 14289-1
// 7.21.3.2).
static void put_missing(struct buffer *out, const struct str *keys,
                        size_t count, bool of_cid_font)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(keys[i], STR("/CIDToGIDMap")))
            return;
    if (of_cid_font)
        buffer_add_c(out, "/CIDToGIDMap /Identity\n");
}

// The keys first: the library walks one dictionary at a time.
static void put_inside(struct import *import, struct buffer *out, oh dictionary,
                       bool of_stream, size_t depth)
{
    const struct qpdf_library *q = &import->library;
    struct str *keys = NULL;
    size_t count = 0, capacity = 0;
    q->begin_keys(import->qpdf, dictionary);
    while (q->more_keys(import->qpdf)) {
        const char *key = q->next_key(import->qpdf);
        if (!of_stream || !is_of_coding(key))
            ARENA_PUSH(import->writer->arena, keys, count, capacity) =
                arena_str(import->writer->arena, str_of(key));
    }
    bool of_cid_font = false;
    for (size_t i = 0; i < count; i++) {
        object_put_name(out, str_slice(keys[i], 1, keys[i].count));
        buffer_add_byte(out, ' ');
        oh value = q->get_key(import->qpdf, dictionary,
                              arena_c_string(import->writer->arena, keys[i]));
        put_object(import, out, value, depth + 1);
        buffer_add_byte(out, '\n');
        of_cid_font = of_cid_font || (str_equal(keys[i], STR("/Subtype")) &&
                                      strcmp(q->unparse(import->qpdf, value),
                                             "/CIDFontType2") == 0);
    }
    put_missing(out, keys, count, of_cid_font);
}

static struct object add_stream(struct import *import, oh stream, size_t depth)
{
    const struct qpdf_library *q = &import->library;
    unsigned char *bytes = NULL;
    size_t count = 0;
    int filtered = 0;
    if (q->stream_data(import->qpdf, stream, DECODE_GENERALIZED, &filtered,
                       &bytes, &count) != 0 ||
        !filtered) {
        free(bytes);
        import->failed = true;
        return (struct object){0};
    }
    struct buffer inside = {0};
    put_inside(import, &inside, q->stream_dictionary(import->qpdf, stream),
               true, depth);
    struct object object =
        object_add_stream(import->writer, buffer_str(&inside),
                          (struct str){(const char *)bytes, count});
    buffer_release(&inside);
    free(bytes);
    return object;
}

// ----- Objects -----

static struct object *known(struct import *import, int id)
{
    for (size_t i = 0; i < import->known_count; i++)
        if (import->known[i].id == id)
            return &import->known[i].object;
    return NULL;
}

static void remember(struct import *import, int id, struct object object)
{
    ARENA_PUSH(import->writer->arena, import->known, import->known_count,
               import->known_capacity) = (struct imported){id, object};
}

// What is not a stream has its number before it is written: a font and its
// descendant may point at each other.
static unsigned reference(struct import *import, oh object, size_t depth)
{
    const struct qpdf_library *q = &import->library;
    int id = q->object_id(import->qpdf, object);
    struct object *before = known(import, id);
    if (before != NULL)
        return before->number;
    if (q->is_stream(import->qpdf, object)) {
        struct object stream = add_stream(import, object, depth);
        remember(import, id, stream);
        return stream.number;
    }
    if (!q->is_dictionary(import->qpdf, object))
        return 0;
    struct object made = object_new(import->writer);
    remember(import, id, made);
    struct buffer inside = {0};
    put_inside(import, &inside, object, false, depth);
    object_set(import->writer, made, buffer_str(&inside));
    buffer_release(&inside);
    return made.number;
}

static void put_array(struct import *import, struct buffer *out, oh array,
                      size_t depth)
{
    const struct qpdf_library *q = &import->library;
    int count = q->array_count(import->qpdf, array);
    buffer_add_byte(out, '[');
    for (int i = 0; i < count; i++) {
        buffer_add_byte(out, ' ');
        put_object(import, out, q->array_item(import->qpdf, array, i),
                   depth + 1);
    }
    buffer_add_byte(out, ']');
}

static void put_object(struct import *import, struct buffer *out, oh object,
                       size_t depth)
{
    const struct qpdf_library *q = &import->library;
    if (depth > LIMIT_IMPORT_DEPTH) {
        import->failed = true;
        return;
    }
    unsigned number = q->is_indirect(import->qpdf, object)
                          ? reference(import, object, depth)
                          : 0;
    if (number > 0) {
        buffer_printf(out, "%u 0 R", number);
    } else if (q->is_array(import->qpdf, object)) {
        put_array(import, out, object, depth);
    } else if (q->is_dictionary(import->qpdf, object)) {
        buffer_add_c(out, "<<");
        put_inside(import, out, object, false, depth);
        buffer_add_c(out, ">>");
    } else {
        buffer_add_c(out, q->unparse(import->qpdf, object));
    }
}

// ----- The page -----

static struct object add_form(struct import *import, double width,
                              double height)
{
    const struct qpdf_library *q = &import->library;
    oh page = q->get_page(import->qpdf, 0);
    unsigned char *bytes = NULL;
    size_t count = 0;
    struct object form = {0};
    if (!q->is_dictionary(import->qpdf, page) ||
        q->page_content(import->qpdf, page, &bytes, &count) != 0)
        return form;
    struct buffer inside = {0};
    buffer_printf(&inside,
                  "/Type /XObject\n/Subtype /Form\n/BBox [0 0 %.3f %.3f]\n"
                  "/Matrix [%.9f 0 0 %.9f 0 0]\n/Resources ",
                  width, height, 1 / width, 1 / height);
    put_object(import, &inside, q->get_key(import->qpdf, page, "/Resources"),
               0);
    oh group = q->get_key(import->qpdf, page, "/Group");
    if (q->is_dictionary(import->qpdf, group)) {
        buffer_add_c(&inside, "\n/Group ");
        put_object(import, &inside, group, 0);
    }
    if (!import->failed)
        form = object_add_stream(import->writer, buffer_str(&inside),
                                 (struct str){(const char *)bytes, count});
    buffer_release(&inside);
    free(bytes);
    return form;
}

struct object import_page(struct pdf_writer *writer, struct str file,
                          double width, double height)
{
    struct import import = {.writer = writer};
    struct object form = {0};
    if (!qpdf_open(&import.library))
        return form;
    import.qpdf = import.library.init();
    import.library.silence(import.qpdf);
    if (import.library.read_memory(import.qpdf, "a drawing", file.bytes,
                                   file.count, NULL) == 0)
        form = add_form(&import, width, height);
    import.library.cleanup(&import.qpdf);
    return form;
}

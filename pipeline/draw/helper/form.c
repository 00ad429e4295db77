// SPDX-License-Identifier: MIT
// A page of a PDF file as records of a form, read by libqpdf.
#include "draw/helper/pictures.h"

#include "base/arena.h"
#include "draw/protocol.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>

// Deeper than any object that a drawing makes.
#define LIMIT_FORM_DEPTH 64

// An indirect object of the file, and its count among the records.
struct numbered {
    int id;
    uint32_t object;
};
struct form {
    qpdf_data qpdf;
    struct arena *arena;
    struct buffer *out; // records
    uint32_t object_count;
    struct numbered *known;
    size_t known_count, known_capacity;
    bool failed;
};

static void put_object(struct form *form, struct buffer *text, qpdf_oh object,
                       size_t depth);

// ----- Records -----

static void add_record(struct form *form, enum draw_record_kind kind,
                       uint32_t object, struct str text, struct str bytes)
{
    struct draw_record record = {(uint32_t)kind, object, text.count,
                                 bytes.count};
    buffer_add(form->out, (struct str){(const char *)&record, sizeof record});
    buffer_add(form->out, text);
    buffer_add(form->out, bytes);
}

static void put_reference(struct buffer *text, uint32_t object)
{
    buffer_add_byte(text, '\0');
    buffer_add(text, (struct str){(const char *)&object, sizeof object});
}

// ----- Dictionaries and streams -----

static bool is_of_coding(const char *key)
{
    return strcmp(key, "/Length") == 0 || strcmp(key, "/Filter") == 0 ||
           strcmp(key, "/DecodeParms") == 0;
}

// What cairo leaves to the default, PDF/A and PDF/UA want to read (ISO 14289-1
// 7.21.3.2).
static void put_missing(struct form *form, struct buffer *text,
                        qpdf_oh dictionary)
{
    if (qpdf_oh_is_dictionary_of_type(form->qpdf, dictionary, "/Font",
                                      "/CIDFontType2") &&
        !qpdf_oh_has_key(form->qpdf, dictionary, "/CIDToGIDMap"))
        buffer_add_c(text, "/CIDToGIDMap /Identity\n");
}

// The keys first: the library walks one dictionary at a time.
static void put_inside(struct form *form, struct buffer *text,
                       qpdf_oh dictionary, bool of_stream, size_t depth)
{
    const char **keys = NULL;
    size_t count = 0, capacity = 0;
    qpdf_oh_begin_dict_key_iter(form->qpdf, dictionary);
    while (qpdf_oh_dict_more_keys(form->qpdf)) {
        const char *key = qpdf_oh_dict_next_key(form->qpdf);
        if (!of_stream || !is_of_coding(key))
            ARENA_PUSH(form->arena, keys, count, capacity) =
                arena_c_string(form->arena, str_of(key));
    }
    for (size_t i = 0; i < count; i++) {
        qpdf_oh name = qpdf_oh_new_name(form->qpdf, keys[i]);
        buffer_add_c(text, qpdf_oh_unparse(form->qpdf, name));
        buffer_add_byte(text, ' ');
        put_object(form, text, qpdf_oh_get_key(form->qpdf, dictionary, keys[i]),
                   depth + 1);
        buffer_add_byte(text, '\n');
    }
    put_missing(form, text, dictionary);
}

static uint32_t add_stream(struct form *form, qpdf_oh stream, size_t depth)
{
    unsigned char *bytes = NULL;
    size_t count = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    struct buffer text = {0};
    if (qpdf_oh_get_stream_data(form->qpdf, stream, qpdf_dl_generalized,
                                &decoded, &bytes, &count) != QPDF_SUCCESS ||
        !decoded)
        form->failed = true;
    else
        put_inside(form, &text, qpdf_oh_get_dict(form->qpdf, stream), true,
                   depth);
    add_record(form, DRAW_RECORD_STREAM, 0, buffer_str(&text),
               (struct str){(const char *)bytes, count});
    buffer_release(&text);
    free(bytes);
    return form->object_count++;
}

// ----- Objects -----

static const struct numbered *known(const struct form *form, int id)
{
    for (size_t i = 0; i < form->known_count; i++)
        if (form->known[i].id == id)
            return &form->known[i];
    return NULL;
}

static void remember(struct form *form, int id, uint32_t object)
{
    ARENA_PUSH(form->arena, form->known, form->known_count,
               form->known_capacity) = (struct numbered){id, object};
}

// A dictionary has its count before its inside is written: a font and its
// descendant may point at each other.
static uint32_t add_dictionary(struct form *form, qpdf_oh dictionary, int id,
                               size_t depth)
{
    uint32_t object = form->object_count++;
    add_record(form, DRAW_RECORD_OBJECT, 0, STR(""), STR(""));
    remember(form, id, object);
    struct buffer text = {0};
    put_inside(form, &text, dictionary, false, depth);
    add_record(form, DRAW_RECORD_INSIDE, object, buffer_str(&text), STR(""));
    buffer_release(&text);
    return object;
}

// What is indirect and no dictionary nor stream is written where it is used.
static bool put_indirect(struct form *form, struct buffer *text, qpdf_oh object,
                         size_t depth)
{
    if (!qpdf_oh_is_indirect(form->qpdf, object))
        return false;
    int id = qpdf_oh_get_object_id(form->qpdf, object);
    const struct numbered *before = known(form, id);
    if (before) {
        put_reference(text, before->object);
    } else if (qpdf_oh_is_stream(form->qpdf, object)) {
        uint32_t stream = add_stream(form, object, depth);
        remember(form, id, stream);
        put_reference(text, stream);
    } else if (qpdf_oh_is_dictionary(form->qpdf, object)) {
        put_reference(text, add_dictionary(form, object, id, depth));
    } else {
        return false;
    }
    return true;
}

static void put_array(struct form *form, struct buffer *text, qpdf_oh array,
                      size_t depth)
{
    int count = qpdf_oh_get_array_n_items(form->qpdf, array);
    buffer_add_byte(text, '[');
    for (int i = 0; i < count; i++) {
        buffer_add_byte(text, ' ');
        put_object(form, text, qpdf_oh_get_array_item(form->qpdf, array, i),
                   depth + 1);
    }
    buffer_add_byte(text, ']');
}

static void put_object(struct form *form, struct buffer *text, qpdf_oh object,
                       size_t depth)
{
    if (depth > LIMIT_FORM_DEPTH) {
        form->failed = true;
    } else if (put_indirect(form, text, object, depth)) {
        return;
    } else if (qpdf_oh_is_array(form->qpdf, object)) {
        put_array(form, text, object, depth);
    } else if (qpdf_oh_is_dictionary(form->qpdf, object)) {
        buffer_add_c(text, "<<");
        put_inside(form, text, object, false, depth);
        buffer_add_c(text, ">>");
    } else {
        buffer_add_c(text, qpdf_oh_unparse(form->qpdf, object));
    }
}

// ----- The page -----

static void put_form(struct form *form, struct buffer *text, qpdf_oh page,
                     double width, double height)
{
    buffer_printf(text,
                  "/Type /XObject\n/Subtype /Form\n/BBox [0 0 %.3f %.3f]\n"
                  "/Matrix [%.9f 0 0 %.9f 0 0]\n/Resources ",
                  width, height, 1 / width, 1 / height);
    put_object(form, text, qpdf_oh_get_key(form->qpdf, page, "/Resources"), 0);
    qpdf_oh group = qpdf_oh_get_key(form->qpdf, page, "/Group");
    if (qpdf_oh_is_dictionary(form->qpdf, group)) {
        buffer_add_c(text, "\n/Group ");
        put_object(form, text, group, 0);
    }
}

static bool add_form(struct form *form, double width, double height)
{
    qpdf_oh page = qpdf_get_page_n(form->qpdf, 0);
    unsigned char *bytes = NULL;
    size_t count = 0;
    if (!qpdf_oh_is_dictionary(form->qpdf, page) ||
        qpdf_oh_get_page_content_data(form->qpdf, page, &bytes, &count) !=
            QPDF_SUCCESS)
        return false;
    struct buffer text = {0};
    put_form(form, &text, page, width, height);
    add_record(form, DRAW_RECORD_FORM, 0, buffer_str(&text),
               (struct str){(const char *)bytes, count});
    buffer_release(&text);
    free(bytes);
    return !form->failed;
}

bool form_of_page(struct str file, double width, double height,
                  struct buffer *out)
{
    struct form form = {.qpdf = qpdf_init(), .arena = arena_new(), .out = out};
    qpdf_silence_errors(form.qpdf);
    bool good = qpdf_read_memory(form.qpdf, "a drawing", file.bytes, file.count,
                                 NULL) == QPDF_SUCCESS &&
                add_form(&form, width, height);
    qpdf_cleanup(&form.qpdf);
    arena_free(form.arena);
    return good;
}

// SPDX-License-Identifier: MIT
// Limits and forms that hold for every object (ISO 19005-2 6.1.7, 6.1.13).
#include "preflight/findings.h"

#include <float.h>
#include <math.h>

enum { LONGEST_STRING = 32767, LONGEST_NAME = 127, LIMIT_DEPTH = 100 };

static const char *const filters[] = {
    "ASCIIHexDecode", "ASCII85Decode", "FlateDecode", "RunLengthDecode",
    "CCITTFaxDecode", "JBIG2Decode",   "DCTDecode",   "JPXDecode"};

static void check_name(struct check *check, struct str name,
                       const struct cos *at)
{
    if (name.count > LONGEST_NAME)
        check_fail(check, RULE_NAME_LONG, at, "%.*s", STR_ARG(name));
}

static void check_plain(struct check *check, const struct cos *object,
                        const struct cos *at)
{
    double size = fabs(object->number);
    if (object->kind == OBJECT_INTEGER)
        check_that(check,
                   object->number <= INT32_MAX && object->number >= INT32_MIN,
                   RULE_INTEGER_LARGE, at);
    if (object->kind == OBJECT_REAL) {
        check_that(check, size <= 3.403e+38, RULE_REAL_LARGE, at);
        check_that(check, size == 0 || size >= 1.175e-38, RULE_REAL_SMALL, at);
    }
    if (object->kind == OBJECT_STRING)
        check_that(check, object->text.count <= LONGEST_STRING,
                   RULE_STRING_LONG, at);
    if (object->kind == OBJECT_NAME)
        check_name(check, object->text, at);
}

static void check_all(struct check *check, const struct cos *object,
                      const struct cos *at, int depth)
{
    check_plain(check, object, at);
    for (size_t i = 0; depth < LIMIT_DEPTH && i < object->count; i++) {
        check_name(check, object->entries[i].key, at);
        check_all(check, object->entries[i].value, at, depth + 1);
    }
}

static void check_filters(struct check *check, const struct cos *stream)
{
    const struct cos *list = get(check, stream, "Filter");
    const struct cos *parameters = get(check, stream, "DecodeParms");
    for (size_t i = 0; i < document_many(list); i++) {
        const struct cos *filter = document_nth(check->document, list, i);
        const struct cos *with = document_nth(check->document, parameters, i);
        bool good = STR_IS_ONE_OF(filter->text, filters) ||
                    (object_is(filter, "Crypt") &&
                     object_is(get(check, with, "Name"), "Identity"));
        if (!good)
            check_fail(check, RULE_FILTER, stream, "%.*s",
                       STR_ARG(filter->text));
    }
    check_that(check,
               !document_has(stream, "F") && !document_has(stream, "FFilter") &&
                   !document_has(stream, "FDecodeParms"),
               RULE_STREAM_OUTSIDE, stream);
}

static bool is_utf8(struct str name)
{
    for (size_t at = 0; at < name.count;) {
        size_t count = utf8_valid(name.bytes + at, name.count - at);
        if (count == 0)
            return false;
        at += count;
    }
    return true;
}

// Names that are text for people: of fonts, colorants, structure types.
static void check_names(struct check *check, const struct cos *object)
{
    static const char *const keys[] = {"BaseFont", "S"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct cos *name = get(check, object, keys[i]);
        check_that(check, name->kind != OBJECT_NAME || is_utf8(name->text),
                   RULE_NAME_UTF8, object);
    }
}

static void check_array(struct check *check, const struct cos *array)
{
    const struct cos *kind = document_item(check->document, array, 0);
    const struct cos *names = document_item(check->document, array, 1);
    if (!object_is(kind, "Separation") && !object_is(kind, "DeviceN"))
        return;
    for (size_t i = 0; i < document_many(names); i++)
        check_that(check,
                   is_utf8(document_nth(check->document, names, i)->text),
                   RULE_NAME_UTF8, array);
}

void objects_check(struct check *check)
{
    int used = 0;
    for (int id = 1; id < document_count(check->document); id++) {
        const struct cos *object = document_object(check->document, id);
        used += object->kind != OBJECT_NULL;
        check_all(check, object, object, 0);
        if (object->kind == OBJECT_STREAM)
            check_filters(check, object);
        if (object_is_dictionary(object))
            check_names(check, object);
        check_array(check, object);
    }
    check_that(check, used <= 8388607, RULE_OBJECTS_MANY, check->catalog);
}

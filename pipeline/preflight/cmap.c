// SPDX-License-Identifier: MIT
// The reader of CMaps, which are PostScript of a simple kind.
#include "preflight/cmap.h"

#include <stdlib.h>

static uint32_t code_of(const struct cos *string)
{
    uint32_t code = 0;
    for (size_t i = 0; i < string->text.count; i++)
        code = code << 8 | (unsigned char)string->text.bytes[i];
    return code;
}

static void add(struct check *check, struct cmap *cmap, struct cmap_range range,
                double last)
{
    uint32_t end = range.cid + (range.to - range.from);
    if (last + (range.to - range.from) > cmap->largest)
        cmap->largest = end;
    ARENA_PUSH(check->arena, cmap->ranges, cmap->count, cmap->capacity) = range;
}

enum section { OUTSIDE, SPACES, CHARS, RANGES };

static enum section section_of(struct str word)
{
    if (str_equal(word, STR("begincodespacerange")))
        return SPACES;
    if (str_equal(word, STR("beginbfchar")) ||
        str_equal(word, STR("begincidchar")))
        return CHARS;
    return str_equal(word, STR("beginbfrange")) ||
                   str_equal(word, STR("begincidrange"))
               ? RANGES
               : OUTSIDE;
}

static void take(struct check *check, struct cmap *cmap, enum section section,
                 const struct cos *parts[3])
{
    const struct cos *last = parts[section == RANGES ? 2 : 1];
    if (section == SPACES) {
        if (parts[0]->text.count > cmap->bytes)
            cmap->bytes = parts[0]->text.count;
        return;
    }
    add(check, cmap,
        (struct cmap_range){
            code_of(parts[0]), code_of(parts[section == RANGES ? 1 : 0]),
            last->number >= 0 && last->number < 4e9 ? (uint32_t)last->number
                                                    : 0,
            last},
        last->number);
}

static int by_code(const void *a, const void *b)
{
    uint32_t one = ((const struct cmap_range *)a)->from;
    uint32_t other = ((const struct cmap_range *)b)->from;
    return (one > other) - (one < other);
}

void cmap_read(struct check *check, const struct cos *stream, struct cmap *cmap)
{
    struct object_reader reader = {
        check->arena, document_data(check->document, stream), 0, false, false};
    enum section section = OUTSIDE;
    const struct cos *parts[3] = {&object_null, &object_null, &object_null};
    const struct cos *before = &object_null;
    size_t count = 0;
    for (;;) {
        const struct cos *object = object_read(&reader);
        if (object->kind == OBJECT_END)
            break;
        if (object->kind == OBJECT_OPERATOR) {
            if (str_equal(object->text, STR("usecmap")))
                cmap->uses = before->text;
            section = section_of(object->text);
            count = 0;
        } else if (section != OUTSIDE) {
            parts[count++] = object;
            if (count == (section == RANGES ? 3u : 2u)) {
                take(check, cmap, section, parts);
                count = 0;
            }
        } else if (object_is(before, "WMode")) {
            cmap->mode = object->number;
        }
        before = object;
    }
    if (cmap->count > 0)
        qsort(cmap->ranges, cmap->count, sizeof *cmap->ranges, by_code);
}

const struct cmap_range *cmap_find(const struct cmap *cmap, uint32_t code)
{
    size_t low = 0, high = cmap->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cmap->ranges[middle].from <= code)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && code <= cmap->ranges[low - 1].to ? &cmap->ranges[low - 1]
                                                       : NULL;
}

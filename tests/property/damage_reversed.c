// SPDX-License-Identifier: MIT
// Lines of Arabic script in the order of the page, as ICU puts them there: the
// filter under test has no part in it.
#include "property.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/ushape.h>
#include <unicode/ustring.h>

enum { LINE_UNITS = 4000 };

struct page_order {
    size_t width;    // of lines, in characters; 0: as they are
    bool mirrored;   // brackets as the page shows them
    bool shaped;     // presentation forms
    bool marks_stay; // behind their letters
    bool whole_lam_alef;
};

// References stand in the line as one character that no text has.
#define STAND_IN 0xFFFC

static size_t to_units(struct str line, UChar *units, struct str *references,
                       size_t *count)
{
    int32_t length = 0;
    for (size_t at = 0; at < line.count;) {
        struct str rest = str_slice(line, at, line.count);
        size_t close = str_find(rest, STR("]"));
        if (str_starts(rest, STR("[^")) && close != STR_NONE) {
            references[(*count)++] = str_slice(rest, 0, close + 1);
            units[length++] = STAND_IN;
            at += close + 1;
        } else {
            UChar32 c = (UChar32)utf8_next(line, &at);
            U16_APPEND_UNSAFE(units, length, c);
        }
    }
    return (size_t)length;
}

static int32_t shape(const struct page_order *order, UChar *units,
                     int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar shaped[LINE_UNITS];
    int32_t count =
        u_shapeArabic(units, length, shaped, LINE_UNITS,
                      U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK |
                          U_SHAPE_TEXT_DIRECTION_LOGICAL,
                      &status);
    if (U_FAILURE(status))
        abort();
    if (order->shaped)
        memcpy(units, shaped, (size_t)count * sizeof *units);
    return order->shaped ? count : length;
}

// Where the page has one glyph for lam and alef, it keeps their order.
static void keep_lam_alef(UChar *units, int32_t length)
{
    for (int32_t i = 0; i + 1 < length; i++)
        if (units[i] == 0x644 && units[i + 1] == 0x627) {
            units[i] = 0x627;
            units[++i] = 0x644;
        }
}

static void add_in_page_order(const struct page_order *order, struct str line,
                              struct buffer *out)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[LINE_UNITS], seen[LINE_UNITS];
    struct str references[40];
    size_t count = 0;
    if (line.count >= LINE_UNITS) {
        buffer_add(out, line);
        return;
    }
    int32_t length = (int32_t)to_units(line, units, references, &count);
    length = shape(order, units, length);
    if (order->whole_lam_alef)
        keep_lam_alef(units, length);
    UBiDi *bidi = ubidi_open();
    uint16_t options =
        (uint16_t)((order->mirrored ? UBIDI_DO_MIRRORING : 0) |
                   (order->marks_stay ? UBIDI_KEEP_BASE_COMBINING : 0));
    ubidi_setPara(bidi, units, length, UBIDI_RTL, NULL, &status);
    length = ubidi_writeReordered(bidi, seen, LINE_UNITS, options, &status);
    ubidi_close(bidi);
    if (U_FAILURE(status))
        abort();
    for (int32_t i = 0; i < length;) {
        // No letter of these texts is beyond the first plane.
        UChar c = seen[i++];
        if (c == STAND_IN)
            buffer_add(out, references[--count]);
        else
            buffer_add_utf8(out, c);
    }
}

// ----- Lines -----

// What the makers of the Markdown put before a line, or may stand within it,
// is no part of the page: such lines are left alone.
static bool is_of_page(struct str line)
{
    return str_find(line, STR("`")) == STR_NONE &&
           str_find(line, STR("<")) == STR_NONE &&
           str_find(line, STR("{")) == STR_NONE &&
           str_find(line, STR("](")) == STR_NONE &&
           str_find(line, STR("|")) == STR_NONE &&
           str_find(line, STR(":::")) == STR_NONE &&
           str_find(line, STR("*")) == STR_NONE;
}

static size_t prefix_of(struct str line)
{
    size_t label = str_find(line, STR("]: ")), at = 0;
    if (str_starts(line, STR("[^")) && label != STR_NONE)
        return label + 3;
    while (at < line.count && memchr("#>- ", line.bytes[at], 4))
        at++;
    return at;
}

static size_t line_stop(const struct clean *clean,
                        const struct page_order *order, size_t at, size_t end)
{
    size_t column = 0;
    for (; at < end && clean->text.bytes[at] != '\n'; at++) {
        column++;
        if (order->width > 0 && column > order->width &&
            clean->text.bytes[at] == ' ' && clean->roles[at] == ROLE_BODY)
            break;
    }
    return at;
}

static void reverse_block(const struct clean *clean, struct paragraph where,
                          const struct page_order *order, struct buffer *out,
                          struct buffer *expected)
{
    struct str block = str_slice(clean->text, where.start, where.end);
    bool of_page = is_of_page(block);
    struct page_order own = *order;
    own.width = where.plain ? order->width : 0;
    for (size_t at = where.start; at <= where.end;) {
        size_t stop = line_stop(clean, &own, at, where.end);
        struct str line = str_slice(clean->text, at, stop);
        size_t prefix = prefix_of(line);
        buffer_add(expected, line);
        buffer_add(out, str_slice(line, 0, prefix));
        line = str_slice(line, prefix, line.count);
        if (of_page)
            add_in_page_order(order, line, out);
        else
            buffer_add(out, line);
        at = stop + 1;
        if (at <= where.end) {
            buffer_add_byte(out, '\n');
            buffer_add_byte(expected, '\n');
        }
    }
}

static struct str reversed(struct hurt *hurt, const struct page_order *order)
{
    const struct clean *clean = hurt->clean;
    struct buffer out = {0}, expected = {0};
    size_t done = 0;
    for (size_t i = 0; i < clean->paragraph_count; i++) {
        struct paragraph where = clean->paragraphs[i];
        buffer_add(&out, str_slice(clean->text, done, where.start));
        buffer_add(&expected, str_slice(clean->text, done, where.start));
        reverse_block(clean, where, order, &out, &expected);
        done = where.end;
    }
    buffer_add(&out, str_slice(clean->text, done, clean->text.count));
    buffer_add(&expected, str_slice(clean->text, done, clean->text.count));
    hurt->expected = arena_str(hurt->arena, buffer_str(&expected));
    struct str text = hurt_text(hurt, &out);
    buffer_release(&out);
    buffer_release(&expected);
    return text;
}

static struct str reversed_lines(struct hurt *hurt)
{
    struct page_order order = {.width = 40 + dice_below(hurt->dice, 60)};
    order.mirrored = dice_one_in(hurt->dice, 2);
    order.marks_stay = dice_one_in(hurt->dice, 2);
    return reversed(hurt, &order);
}

static struct str reversed_paragraphs(struct hurt *hurt)
{
    struct page_order order = {.mirrored = dice_one_in(hurt->dice, 2)};
    return reversed(hurt, &order);
}

static struct str reversed_forms(struct hurt *hurt)
{
    struct page_order order = {.width = 40 + dice_below(hurt->dice, 60),
                               .shaped = true};
    order.mirrored = dice_one_in(hurt->dice, 2);
    return reversed(hurt, &order);
}

static struct str reversed_ligatures(struct hurt *hurt)
{
    struct page_order order = {.width = 40 + dice_below(hurt->dice, 60),
                               .whole_lam_alef = true};
    return reversed(hurt, &order);
}

const struct damage reversed_damages[] = {
    {"reversed-lines", "fa ps", reversed_lines, FATE_TURNED, "line-turned"},
    {"reversed-paragraphs", "fa ps", reversed_paragraphs, FATE_TURNED,
     "line-turned"},
    {"reversed-forms", "fa ps", reversed_forms, FATE_TURNED, "line-turned"},
    {"reversed-ligatures", "fa ps", reversed_ligatures, FATE_LEFT,
     "line-reversed"},
};
const size_t reversed_damage_count = COUNT(reversed_damages);

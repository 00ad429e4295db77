// SPDX-License-Identifier: MIT
// Lengths, type and tracking of a print.yaml, and whether they go together.
#include "series/print_file.h"

#include "base/embedded.h"
#include "base/fail.h"
#include "read/read.h"
#include "series/series_parts.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

// ----- What there is -----

struct length_row {
    const char *name;
    size_t offset; // in struct print_lengths
    double least, most;
};
static const struct length_row length_rows[] = {
#define LENGTH(name, least, most)                                              \
    {#name, offsetof(struct print_lengths, name), least, most},
#include "model/print_measures.def"
};
struct choice_row {
    const char *name;
    size_t offset; // in struct print_lengths
    const char *one, *other;
};
static const struct choice_row choice_rows[] = {
#define CHOICE(name, one, other)                                               \
    {#name, offsetof(struct print_lengths, name), one, other},
#include "model/print_measures.def"
};
static const char *const role_names[ROLE_COUNT] = {
#define ROLE(NAME, name) #name,
#include "model/print_measures.def"
};
enum { LENGTH_COUNT = COUNT(length_rows), CHOICE_COUNT = COUNT(choice_rows) };

#define SIZE_LEAST 3
#define SIZE_MOST 150
#define LEADING_MOST 250
#define TRACKING_LEAST (-0.1)
#define TRACKING_MOST 0.5

static scaled *length_in(struct print_lengths *lengths, size_t offset)
{
    return (scaled *)(void *)((char *)lengths + offset);
}

static bool *choice_in(struct print_lengths *lengths, size_t offset)
{
    return (bool *)(void *)((char *)lengths + offset);
}

// title_large is written title-large.
static struct str key_of(struct arena *arena, const char *name)
{
    char *key = arena_alloc(arena, strlen(name) + 1);
    size_t count = 0;
    for (; name[count]; count++)
        key[count] = name[count] == '_' ? '-' : name[count];
    key[count] = '\0';
    return (struct str){key, count};
}

// ----- Values -----

struct print_reading {
    struct print_measures *measures;
    struct reader *reader;
    struct arena *arena;
};

static void report(const struct print_reading *reading, struct str key,
                   const struct yaml *value, struct str wanted)
{
    struct str given =
        value->kind == YAML_TEXT ? value->text : str_of(yaml_kind_word(value));
    diag_report(reading->reader->diag, yaml_place(reading->reader, value),
                MESSAGE_print_measure, key, wanted, given);
}

// A number at the start of *rest, which is left behind it.
static bool take_number(struct str *rest, double *number)
{
    char digits[32];
    size_t count = 0;
    *rest = str_trim(*rest);
    while (count < rest->count && count + 1 < sizeof digits &&
           strchr("0123456789.-", rest->bytes[count]))
        count++;
    memcpy(digits, rest->bytes, count);
    digits[count] = '\0';
    char *end;
    *number = strtod(digits, &end);
    *rest = str_slice(*rest, count, rest->count);
    return count > 0 && *end == '\0' && isfinite(*number);
}

static bool take_word(struct str *rest, struct str word)
{
    struct str trimmed = str_trim(*rest);
    if (!str_starts(trimmed, word))
        return false;
    *rest = str_slice(trimmed, word.count, trimmed.count);
    return true;
}

static bool take_length(struct str *rest, const struct length_row *row,
                        scaled *length)
{
    double number;
    if (!take_number(rest, &number))
        return false;
    bool millimetres = take_word(rest, STR("mm"));
    if (!millimetres)
        take_word(rest, STR("pt"));
    *length = millimetres ? MM(number) : PT(number);
    return *length >= PT(row->least) && *length <= PT(row->most);
}

static void read_length(const struct print_reading *reading,
                        const struct length_row *row, struct str key,
                        const struct yaml *value)
{
    struct str rest = value->kind == YAML_TEXT ? value->text : STR("");
    scaled ltr, rtl;
    bool good = take_length(&rest, row, &ltr);
    rtl = ltr;
    if (good && !str_blank(rest))
        good = take_length(&rest, row, &rtl);
    if (!good || !str_blank(rest)) {
        report(reading, key, value,
               arena_printf(reading->arena, "a length from %g to %g points",
                            row->least, row->most));
        return;
    }
    *length_in(&reading->measures->ltr.lengths, row->offset) = ltr;
    *length_in(&reading->measures->rtl.lengths, row->offset) = rtl;
}

// In both directions alike.
static void read_choice(const struct print_reading *reading,
                        const struct choice_row *row, struct str key,
                        const struct yaml *value)
{
    struct str word =
        value->kind == YAML_TEXT ? str_trim(value->text) : STR("");
    bool other = str_equal(word, str_of(row->other));
    if (!other && !str_equal(word, str_of(row->one))) {
        report(reading, key, value,
               arena_printf(reading->arena, "%s or %s", row->one, row->other));
        return;
    }
    *choice_in(&reading->measures->ltr.lengths, row->offset) = other;
    *choice_in(&reading->measures->rtl.lengths, row->offset) = other;
}

// 9.6/13; the tracking stays.
static bool take_type(struct str *rest, struct print_type *type)
{
    return take_number(rest, &type->size) && take_word(rest, STR("/")) &&
           take_number(rest, &type->leading) && type->size >= SIZE_LEAST &&
           type->size <= SIZE_MOST && type->leading >= SIZE_LEAST &&
           type->leading <= LEADING_MOST;
}

static void read_type(const struct print_reading *reading, enum role role,
                      struct str key, const struct yaml *value)
{
    struct print_type *ltr = &reading->measures->ltr.type[role];
    struct print_type *rtl = &reading->measures->rtl.type[role];
    struct print_type left = *ltr, right = *rtl;
    struct str rest = value->kind == YAML_TEXT ? value->text : STR("");
    bool good = take_type(&rest, &left);
    right.size = left.size;
    right.leading = left.leading;
    if (good && !str_blank(rest))
        good = take_type(&rest, &right);
    if (!good || !str_blank(rest)) {
        report(reading, key, value, STR("size/leading in points, as 9.6/13"));
        return;
    }
    *ltr = left;
    *rtl = right;
}

static void read_tracking(const struct print_reading *reading, enum role role,
                          struct str key, const struct yaml *value)
{
    struct str rest = value->kind == YAML_TEXT ? value->text : STR("");
    double number;
    if (!take_number(&rest, &number) || !str_blank(rest) ||
        number < TRACKING_LEAST || number > TRACKING_MOST)
        report(reading, key, value,
               arena_printf(reading->arena, "a part of an em from %g to %g",
                            TRACKING_LEAST, TRACKING_MOST));
    else
        reading->measures->ltr.type[role].tracking = number;
}

// ----- Keys -----

static void read_roles(const struct print_reading *reading,
                       const struct yaml *tree, const char *name,
                       void (*read)(const struct print_reading *, enum role,
                                    struct str, const struct yaml *))
{
    const struct yaml *map = front_given(tree, name);
    const char *names[ROLE_COUNT];
    if (!map)
        return;
    if (map->kind != YAML_MAP) {
        report(reading, str_of(name), map, STR("a map of roles"));
        return;
    }
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        struct str key = key_of(reading->arena, role_names[i]);
        const struct yaml *value = front_given(map, key.bytes);
        names[i] = key.bytes;
        if (value)
            read(reading, (enum role)i, key, value);
    }
    front_check_keys(reading->reader, map, KEYS(names),
                     arena_printf(reading->arena, "%s.", name).bytes);
}

// What a theme may say of the settings of a brief: how covers show pictures.
static void read_cover_style(const struct print_reading *reading,
                             const struct yaml *tree, const char *key)
{
    const struct yaml *value = front_given(tree, key);
    if (value && (value->kind != YAML_TEXT ||
                  !settings_set(&reading->measures->settings,
                                SETTING_COVER_STYLE, str_trim(value->text))))
        report(reading, str_of(key), value, STR("photo, tint or pattern"));
}

static void read_keys(const struct print_reading *reading,
                      const struct yaml *tree)
{
    const char *cover_style = setting_facts[SETTING_COVER_STYLE].key;
    const char *names[3 + LENGTH_COUNT + CHOICE_COUNT] = {"type", "tracking",
                                                          cover_style};
    for (size_t i = 0; i < LENGTH_COUNT; i++) {
        struct str key = key_of(reading->arena, length_rows[i].name);
        const struct yaml *value = front_given(tree, key.bytes);
        names[i + 3] = key.bytes;
        if (value)
            read_length(reading, &length_rows[i], key, value);
    }
    read_cover_style(reading, tree, cover_style);
    for (size_t i = 0; i < CHOICE_COUNT; i++) {
        struct str key = key_of(reading->arena, choice_rows[i].name);
        const struct yaml *value = front_given(tree, key.bytes);
        names[3 + LENGTH_COUNT + i] = key.bytes;
        if (value)
            read_choice(reading, &choice_rows[i], key, value);
    }
    read_roles(reading, tree, "type", read_type);
    read_roles(reading, tree, "tracking", read_tracking);
    front_check_keys(reading->reader, tree, KEYS(names), "");
}

// ----- Whether they go together -----

// Millimetres and points are rounded apart.
#define SLACK PT(0.5)

// Where the file says the one or the other.
static struct place place_of(const struct print_reading *reading,
                             const struct yaml *tree, const char *one,
                             const char *other)
{
    const struct yaml *value = front_given(tree, one);
    if (!value)
        value = front_given(tree, other);
    return value ? yaml_place(reading->reader, value) : PLACE_NONE;
}

struct fit {
    const char *what, *where;
    scaled length, room;
};

static void check_together(const struct print_reading *reading,
                           const struct yaml *tree,
                           const struct print_lengths *print)
{
    const struct fit fits[] = {
        {"frame-width", "page-width",
         print->inner_margin + print->frame_width + print->outer_margin,
         print->page_width},
        {"frame-height", "page-height", print->frame_top + print->frame_height,
         print->page_height},
        {"column-width", "frame-width", 2 * print->column_width + print->gutter,
         print->frame_width},
        {"one-column-width", "frame-width", print->one_column_width,
         print->frame_width},
        {"beside-width", "frame-width",
         print->side_width + print->gutter + print->beside_width,
         print->frame_width},
        {"cover-title-top", "cover-title-bottom", print->cover_title_top,
         print->cover_title_bottom},
    };
    for (size_t i = 0; i < COUNT(fits); i++)
        if (fits[i].length > fits[i].room + SLACK)
            diag_report(reading->reader->diag,
                        place_of(reading, tree, fits[i].what, fits[i].where),
                        MESSAGE_print_apart, str_of(fits[i].what),
                        str_of(fits[i].where));
}

// ----- The file -----

bool print_file_read(struct print_measures *measures, struct str bytes,
                     struct arena *arena, struct diag *diag)
{
    struct str text;
    struct context context = {.arena = arena, .diag = diag};
    if (str_blank(bytes))
        return true;
    if (!read_decode(bytes, &context, &text))
        return false;
    diag_set_text(diag, text);
    struct source *source = source_new(arena, text);
    struct brief *brief = ARENA_NEW(arena, struct brief);
    *brief = (struct brief){.arena = arena};
    struct reader reader = {.source = source,
                            .context = &context,
                            .brief = brief,
                            .arena = arena,
                            .diag = diag,
                            .text = source_text(source)};
    const struct yaml *tree;
    if (!series_parse(&reader, &tree))
        return false;
    if (tree) {
        struct print_reading reading = {measures, &reader, arena};
        read_keys(&reading, tree);
        check_together(&reading, tree, &measures->ltr.lengths);
        if (!diag_failed(diag))
            check_together(&reading, tree, &measures->rtl.lengths);
    }
    return !diag_failed(diag);
}

void print_file_house(struct print_measures *measures)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new(arena, STR(PRINT_FILE));
    *measures = (struct print_measures){0};
    if (!print_file_read(measures, embedded_file(PRINT_FILE), arena, diag) ||
        diag_count(diag, LEVEL_WARNING) > 0)
        BUG("the house's print.yaml");
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (measures->ltr.type[i].size == 0)
            BUG(role_names[i]);
    arena_free(arena);
}

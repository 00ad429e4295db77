// SPDX-License-Identifier: MIT
// The title block of pandoc: lines that begin with % before anything else.
//
//     % Title
//       goes on
//     % Author; Author
//     % Date
//
// A field goes on in lines that are indented; an author each, in the second.
// The paragraph is taken only where all of it is of this form.
#include "front/front_parts.h"

enum field { FIELD_TITLE, FIELD_AUTHORS, FIELD_DATE, FIELD_COUNT };

// The lines of each field, without the sign.
struct percent {
    struct front_passage fields[FIELD_COUNT];
};

static bool read_lines(struct fronting *now, const struct block *block,
                       struct percent *percent)
{
    size_t field = SIZE_MAX;
    for (size_t at = block->offset; at < block->end;) {
        size_t end = line_end(now->text, at);
        bool sign = now->text.bytes[at] == '%';
        bool goes_on = line_indent(now->text, at) > 0 && field != SIZE_MAX;
        if (sign)
            field++;
        if (field >= FIELD_COUNT || (!sign && !goes_on))
            return false;
        struct str line =
            str_trim(str_slice(now->text, at + (sign ? 1 : 0), end));
        struct front_passage *lines = &percent->fields[field];
        if (line.count > 0)
            ARENA_PUSH(now->arena, lines->items, lines->count,
                       lines->capacity) = front_value_of(now, line);
        at = end + 1;
    }
    return percent->fields[FIELD_TITLE].count > 0 &&
           percent->fields[FIELD_DATE].count <= 1;
}

static void report(const struct fronting *now, struct value line,
                   const char *key)
{
    if (front_gives(now->yaml, str_of(key)))
        return;
    struct block at = {.offset = line.from, .end = line.from + line.text.count};
    front_report_inferred(now, &at, key, line.text);
}

static void take_title(struct fronting *now, const struct front_passage *lines)
{
    now->title_text = lines->items[0];
    for (size_t i = 1; i < lines->count; i++)
        now->title_text = (struct value){
            arena_printf(now->arena, "%.*s %.*s", STR_ARG(now->title_text.text),
                         STR_ARG(lines->items[i].text)),
            SIZE_MAX};
    report(now, lines->items[0], "title");
}

static void take_authors(struct fronting *now,
                         const struct front_passage *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct str rest = lines->items[i].text;
        while (rest.count > 0) {
            size_t end = str_find(rest, STR(";"));
            end = end == STR_NONE ? rest.count : end;
            struct str name = str_trim(str_slice(rest, 0, end));
            struct front_people *people = &now->authors;
            if (name.count > 0)
                ARENA_PUSH(now->arena, people->items, people->count,
                           people->capacity) =
                    (struct front_person){.name = front_value_of(now, name)};
            rest = str_slice(rest, end + 1, rest.count);
        }
        report(now, lines->items[i], "authors");
    }
}

static bool take(struct fronting *now, const struct block *block)
{
    struct percent percent = {0};
    if (!read_lines(now, block, &percent))
        return false;
    take_title(now, &percent.fields[FIELD_TITLE]);
    take_authors(now, &percent.fields[FIELD_AUTHORS]);
    if (percent.fields[FIELD_DATE].count > 0) {
        now->date = percent.fields[FIELD_DATE].items[0];
        report(now, now->date, "date");
    }
    return true;
}

bool front_percent(struct fronting *now)
{
    const struct block *block = &now->blocks.items[0];
    if (block->kind != BLOCK_PARAGRAPH ||
        !str_starts(block_str(now->text, block), STR("% ")) ||
        !take(now, block))
        return false;
    now->taken[0] = true;
    return true;
}

bool front_percent_above(struct fronting *now, size_t from, size_t to)
{
    while (to > from && now->text.bytes[to - 1] == '\n')
        to--;
    const struct block lines = {.offset = from, .end = to};
    return to > from && take(now, &lines);
}

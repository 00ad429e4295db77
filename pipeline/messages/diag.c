// SPDX-License-Identifier: MIT
// Messages, collected per file, with their lines and columns.
#include "messages/diag_parts.h"

#include "base/characters.h"
#include "base/fail.h"
#include "base/search.h"

#include <stdlib.h>
#include <string.h>

const struct message_facts message_facts[MESSAGE_COUNT] = {
#define MESSAGE(name, level, text, remedy, why)                                \
    [MESSAGE_##name] = {#name, LEVEL_##level, text, remedy, why},
#include "messages/messages.def"
#undef MESSAGE
};

bool place_known(struct place place)
{
    return place.offset != SIZE_MAX;
}

// Names are printed with hyphens and written with underscores in C.
static bool same_name(const char *c_name, struct str name)
{
    if (strlen(c_name) != name.count)
        return false;
    for (size_t i = 0; i < name.count; i++)
        if (c_name[i] != (name.bytes[i] == '-' ? '_' : name.bytes[i]))
            return false;
    return true;
}

enum message message_named(struct str name)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (same_name(message_facts[i].name, name))
            return (enum message)i;
    return MESSAGE_COUNT;
}

struct str message_name(struct arena *arena, enum message message)
{
    char *name = arena_c_string(arena, str_of(message_facts[message].name));
    for (char *c = name; *c; c++)
        if (*c == '_')
            *c = '-';
    return str_of(name);
}

bool message_ignorable(enum message message)
{
    return message_facts[message].level != LEVEL_ERROR;
}

struct diag *diag_new(struct arena *arena, struct str file_name)
{
    struct diag *diag = ARENA_NEW(arena, struct diag);
    diag->arena = arena;
    diag->file_name = arena_str(arena, file_name);
    return diag;
}

void diag_set_text(struct diag *diag, struct str text)
{
    diag->text = text;
    diag->line_starts = NULL;
    diag->seen_line = 0;
}

struct str diag_text(const struct diag *diag)
{
    return diag->text;
}

void diag_set_strict(struct diag *diag, bool strict)
{
    diag->strict = strict;
}

void diag_set_quiet(struct diag *diag, bool quiet)
{
    diag->quiet = quiet;
}

// An error that is one for --strict alone?
static bool was_raised(enum level level, enum message message)
{
    return level == LEVEL_ERROR && message_ignorable(message);
}

void diag_report_args(struct diag *diag, struct place place,
                      struct message_args args)
{
    enum level level = message_facts[args.message].level;
    if (diag->strict && level == LEVEL_WARNING)
        level = LEVEL_ERROR;
    args.a = arena_str(diag->arena, args.a);
    args.b = arena_str(diag->arena, args.b);
    args.c = arena_str(diag->arena, args.c);
    size_t number = diag->report_count;
    ARENA_PUSH(diag->arena, diag->reports, diag->report_count,
               diag->report_capacity) =
        (struct report){place, level, args, number};
    diag->reported[args.message] = true;
    if (diag->ignored[args.message])
        return;
    diag->level_counts[level]++;
    diag->raised += was_raised(level, args.message);
}

void diag_repeat(struct diag *to, const struct diag *from)
{
    if (from->text.count > 0)
        diag_set_text(to, from->text);
    for (size_t i = 0; i < from->report_count; i++)
        diag_report_args(to, from->reports[i].place, from->reports[i].args);
}

void diag_ignore(struct diag *diag, enum message message)
{
    if (!message_ignorable(message))
        BUG("an error cannot be ignored");
    for (size_t i = 0; !diag->ignored[message] && i < diag->report_count; i++) {
        const struct report *report = &diag->reports[i];
        if (report->args.message != message)
            continue;
        diag->level_counts[report->level]--;
        diag->raised -= was_raised(report->level, message);
    }
    diag->ignored[message] = true;
}

bool diag_ignores(const struct diag *diag, enum message message)
{
    return diag->ignored[message];
}

bool diag_reported(const struct diag *diag, enum message message,
                   struct str first)
{
    for (size_t i = diag->report_count; i > 0; i--)
        if (diag->reports[i - 1].args.message == message &&
            str_equal(diag->reports[i - 1].args.a, first))
            return true;
    return false;
}

size_t diag_count(const struct diag *diag, enum level level)
{
    return diag->level_counts[level];
}

bool diag_failed(const struct diag *diag)
{
    return diag->level_counts[LEVEL_ERROR] > 0;
}

bool diag_broken(const struct diag *diag)
{
    return diag->level_counts[LEVEL_ERROR] > diag->raised;
}

bool diag_told_within(const struct diag *diag, size_t from, size_t to)
{
    for (size_t i = 0; i < diag->report_count; i++) {
        struct place place = diag->reports[i].place;
        if (place_known(place) && place.offset >= from && place.offset <= to)
            return true;
    }
    return false;
}

bool diag_told_any(const struct diag *diag)
{
    return diag->report_count > 0;
}

bool diag_told(const struct diag *diag, enum message message)
{
    return diag->reported[message];
}

// ----- Lines -----

// Past the line end at offset: LF, CR or CR LF; the offset where none is.
static size_t after_line_end(struct str text, size_t offset)
{
    if (text.bytes[offset] == '\r' && offset + 1 < text.count &&
        text.bytes[offset + 1] == '\n')
        return offset + 2;
    if (text.bytes[offset] == '\r' || text.bytes[offset] == '\n')
        return offset + 1;
    return offset;
}

// The table is made once, at the first question: most briefs ask none.
static void find_lines(struct diag *diag)
{
    size_t capacity = 0;
    diag->line_count = 0;
    ARENA_PUSH(diag->arena, diag->line_starts, diag->line_count, capacity) = 0;
    for (size_t offset = 0; offset < diag->text.count;) {
        size_t after = after_line_end(diag->text, offset);
        if (after == offset) {
            offset++;
            continue;
        }
        ARENA_PUSH(diag->arena, diag->line_starts, diag->line_count, capacity) =
            after;
        offset = after;
    }
}

static bool begins_by(const void *line_start, const void *offset)
{
    return *(const size_t *)line_start <= *(const size_t *)offset;
}

static size_t line_index(const struct diag *diag, size_t offset)
{
    return search_last(diag->line_starts, diag->line_count,
                       sizeof *diag->line_starts, begins_by, &offset);
}

struct line_column diag_locate(const struct diag *diag, size_t offset)
{
    struct diag *seen = (struct diag *)diag;
    if (!diag->line_starts)
        find_lines(seen);
    if (offset > diag->text.count)
        offset = diag->text.count;
    size_t line = line_index(diag, offset);
    if (seen->seen_line != line + 1 || seen->seen_offset > offset) {
        seen->seen_line = line + 1;
        seen->seen_offset = diag->line_starts[line];
        seen->seen_column = 1;
    }
    seen->seen_column +=
        utf8_count(str_slice(diag->text, seen->seen_offset, offset));
    seen->seen_offset = offset;
    return (struct line_column){line + 1, seen->seen_column};
}

// SPDX-License-Identifier: MIT
// Messages, collected per file and printed together with line and caret.
#include "messages/diag.h"

#include "base/buffer.h"
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

struct report {
    struct place place;
    enum level level;
    struct message_args args;
    size_t number; // in the order reported: keeps the sort stable
};

struct diag {
    struct arena *arena;
    struct str file_name, text;
    bool strict, quiet;
    struct report *reports;
    size_t report_count, report_capacity;
    size_t level_counts[LEVEL_ERROR + 1];
    size_t raised; // of the errors, warnings that --strict made so
    bool reported[MESSAGE_COUNT], ignored[MESSAGE_COUNT];
    size_t *line_starts; // made at the first diag_locate
    size_t line_count;
    // Where diag_locate was last: messages come sorted, and thousands of them
    // may stand on one line, each of which would be counted from its start.
    size_t seen_line, seen_offset, seen_column;
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

// The line up to its end, or as far past the offset as an excerpt needs.
static struct str line_text(const struct diag *diag, size_t line, size_t offset)
{
    enum { ENOUGH = 1024 };
    size_t start = diag->line_starts[line - 1];
    size_t end = offset > start ? offset : start;
    while (end > start && (diag->text.bytes[end - 1] == '\r' ||
                           diag->text.bytes[end - 1] == '\n'))
        end--; // a place within CR LF
    size_t last = end < diag->text.count ? end + ENOUGH : end;
    while (end < diag->text.count && end < last &&
           diag->text.bytes[end] != '\n' && diag->text.bytes[end] != '\r')
        end++;
    return str_slice(diag->text, start, end);
}

// ----- Printing -----

// The format with {1}, {2}, {3} replaced, each added by add_value.
static void expand(struct buffer *out, const char *format,
                   const struct message_args *args,
                   void (*add_value)(struct buffer *out, struct str value))
{
    const struct str values[] = {args->a, args->b, args->c};
    for (const char *c = format; *c; c++) {
        if (c[0] == '{' && c[1] >= '1' && c[1] <= '3' && c[2] == '}') {
            add_value(out, values[c[1] - '1']);
            c += 2;
        } else {
            buffer_add_byte(out, *c);
        }
    }
}

// A letter that would move the cursor, or turn what stands around it.
static bool disturbs(uint32_t c)
{
    return char_is_control(c) || c == CHAR_LINE_SEPARATOR ||
           c == CHAR_PARAGRAPH_SEPARATOR || (c >= 0x202A && c <= 0x202E) ||
           (c >= CHAR_LEFT_TO_RIGHT_ISOLATE &&
            c <= CHAR_POP_DIRECTIONAL_ISOLATE);
}

// How much of a text is quoted in a message that is one line.
enum { VALUE_CHARACTERS = 120 };

// As one line: a label may be as long as its author, or its attacker, likes.
static void add_shown(struct buffer *out, struct str value)
{
    size_t count = 0;
    for (size_t at = 0; at < value.count; count++) {
        uint32_t c = utf8_next(value, &at);
        if (count == VALUE_CHARACTERS) {
            buffer_add_c(out, "\u2026");
            return;
        }
        buffer_add_utf8(out, c == '\n' || c == '\t' ? ' '
                             : disturbs(c)          ? CHAR_REPLACEMENT
                                                    : c);
    }
}

static const char *level_word(enum level level)
{
    switch (level) {
    case LEVEL_NOTE:
        return "note";
    case LEVEL_WARNING:
        return "warning";
    case LEVEL_ERROR:
        return "error";
    }
    return "";
}

static void add_name(struct buffer *out, enum message message)
{
    for (const char *c = message_facts[message].name; *c; c++)
        buffer_add_byte(out, *c == '_' ? '-' : *c);
}

// How many characters of a line are shown around the place: a line that is a
// whole paragraph would fill the terminal.
enum { EXCERPT_BEFORE = 50, EXCERPT_AFTER = 40 };

// Adds a slice of a line, with what would move the cursor made visible.
// True where it holds right-to-left letters: a caret could not be right.
static bool add_excerpt(struct buffer *out, struct str part)
{
    bool rtl = false;
    for (size_t i = 0; i < part.count;) {
        uint32_t c = utf8_next(part, &i);
        rtl = rtl || char_is_rtl(c);
        buffer_add_utf8(out, c == '\t'     ? ' '
                             : disturbs(c) ? CHAR_REPLACEMENT
                                           : c);
    }
    return rtl;
}

// What is shown of a line, on both sides of a place.
struct excerpt {
    struct str before, after;
    bool cut_before, cut_after; // the line goes on there
};

static struct excerpt excerpt_of(const struct diag *diag, struct place place,
                                 size_t line_number)
{
    struct str line = line_text(diag, line_number, place.offset);
    size_t at = place.offset - diag->line_starts[line_number - 1];
    size_t start = at > line.count ? line.count : at, end = start;
    for (int i = 0; i < EXCERPT_BEFORE && start > 0; i++)
        utf8_previous(line, &start);
    for (int i = 0; i < EXCERPT_AFTER && end < line.count; i++)
        utf8_next(line, &end);
    return (struct excerpt){str_slice(line, start, at),
                            str_slice(line, at, end), start > 0,
                            end < line.count};
}

static void add_line_and_caret(struct buffer *out, const struct diag *diag,
                               struct place place, struct line_column where)
{
    struct excerpt excerpt = excerpt_of(diag, place, where.line);
    size_t caret = utf8_count(excerpt.before) + (excerpt.cut_before ? 3 : 2);
    buffer_add_c(out, excerpt.cut_before ? "  \u2026" : "  ");
    // U+2068 and U+2069 isolate the excerpt: its own direction, and no other.
    buffer_add_c(out, "\u2068");
    bool rtl = add_excerpt(out, excerpt.before);
    rtl = add_excerpt(out, excerpt.after) || rtl;
    buffer_add_c(out, "\u2069");
    buffer_add_c(out, excerpt.cut_after ? "\u2026\n" : "\n");
    if (!rtl)
        buffer_printf(out, "%*s^\n", (int)caret, "");
}

static void add_text_report(struct buffer *out, const struct diag *diag,
                            const struct report *report, bool color)
{
    static const char *const colors[] = {"\033[36m", "\033[33m", "\033[31m"};
    buffer_add(out, diag->file_name);
    struct line_column where = {0, 0};
    bool located = place_known(report->place) && diag->text.count > 0;
    if (located) {
        where = diag_locate(diag, report->place.offset);
        buffer_printf(out, ":%zu:%zu", where.line, where.column);
    }
    buffer_printf(out, ": %s%s:%s ", color ? colors[report->level] : "",
                  level_word(report->level), color ? "\033[0m" : "");
    const struct message_facts *facts = &message_facts[report->args.message];
    expand(out, facts->text, &report->args, add_shown);
    buffer_add_c(out, " [");
    add_name(out, report->args.message);
    buffer_add_c(out, "]\n");
    if (located)
        add_line_and_caret(out, diag, report->place, where);
    if (facts->remedy[0]) {
        buffer_add_c(out, "  ");
        expand(out, facts->remedy, &report->args, add_shown);
        buffer_add_c(out, "\n");
    }
}

static void add_plain_report(struct buffer *out, const struct diag *diag,
                             const struct report *report)
{
    add_text_report(out, diag, report, false);
}

static void add_colored_report(struct buffer *out, const struct diag *diag,
                               const struct report *report)
{
    add_text_report(out, diag, report, true);
}

static void add_json_expanded(struct buffer *out, const char *key,
                              const char *format,
                              const struct message_args *args)
{
    struct buffer text = {0};
    expand(&text, format, args, buffer_add);
    buffer_printf(out, ",\"%s\":", key);
    buffer_add_json(out, buffer_str(&text));
    buffer_release(&text);
}

static void add_json_facts(struct buffer *out, const struct diag *diag,
                           const struct report *report)
{
    buffer_add_c(out, "{\"file\":");
    buffer_add_json(out, diag->file_name);
    if (place_known(report->place) && diag->text.count > 0) {
        struct line_column where = diag_locate(diag, report->place.offset);
        buffer_printf(out, ",\"line\":%zu,\"column\":%zu", where.line,
                      where.column);
    }
    buffer_printf(out, ",\"level\":\"%s\",\"name\":\"",
                  level_word(report->level));
    add_name(out, report->args.message);
    buffer_add_byte(out, '"');
    const struct message_facts *facts = &message_facts[report->args.message];
    add_json_expanded(out, "text", facts->text, &report->args);
    add_json_expanded(out, "remedy", facts->remedy, &report->args);
}

static void add_json_report(struct buffer *out, const struct diag *diag,
                            const struct report *report)
{
    add_json_facts(out, diag, report);
    buffer_add_c(out, "}\n");
}

static void add_json_excerpt(struct buffer *out, struct str part)
{
    struct buffer shown = {0};
    add_excerpt(&shown, part);
    buffer_add_json(out, buffer_str(&shown));
    buffer_release(&shown);
}

static void add_json_report_and_line(struct buffer *out,
                                     const struct diag *diag,
                                     const struct report *report)
{
    add_json_facts(out, diag, report);
    if (place_known(report->place) && diag->text.count > 0) {
        struct line_column where = diag_locate(diag, report->place.offset);
        struct excerpt excerpt = excerpt_of(diag, report->place, where.line);
        buffer_add_c(out, ",\"before\":");
        add_json_excerpt(out, excerpt.before);
        buffer_add_c(out, ",\"after\":");
        add_json_excerpt(out, excerpt.after);
    }
    buffer_add_c(out, "}\n");
}

void diag_print_machine(FILE *out, bool json, struct str file_name,
                        struct str text)
{
    if (!json) {
        fprintf(out, "qalam: %.*s\n", STR_ARG(text));
        return;
    }
    struct buffer line = {0};
    buffer_add_c(&line, "{\"file\":");
    buffer_add_json(&line, file_name);
    buffer_add_c(&line, ",\"level\":\"error\",\"name\":\"machine\",\"text\":");
    buffer_add_json(&line, text);
    buffer_add_c(&line, "}\n");
    fwrite(line.bytes, 1, line.count, out);
    buffer_release(&line);
}

static int by_place(const void *left, const void *right)
{
    const struct report *a = left, *b = right;
    // PLACE_NONE has the largest offset: it comes last.
    if (a->place.offset != b->place.offset)
        return a->place.offset < b->place.offset ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

// The same words about the same place help nobody twice: a paragraph may be
// laid out more than once.
static bool repeats(const struct report *a, const struct report *b)
{
    return a->place.offset == b->place.offset &&
           a->args.message == b->args.message &&
           str_equal(a->args.a, b->args.a) && str_equal(a->args.b, b->args.b) &&
           str_equal(a->args.c, b->args.c);
}

// In order of place, without repeats; add says each in its form.
static void print_all(const struct diag *diag, FILE *out, bool notes,
                      void (*add)(struct buffer *out, const struct diag *diag,
                                  const struct report *report))
{
    if (diag->report_count == 0)
        return;
    struct report *sorted =
        ARENA_ARRAY(diag->arena, struct report, diag->report_count);
    memcpy(sorted, diag->reports, diag->report_count * sizeof *sorted);
    qsort(sorted, diag->report_count, sizeof *sorted, by_place);
    struct buffer text = {0};
    for (size_t i = 0; i < diag->report_count; i++) {
        if ((i > 0 && repeats(&sorted[i - 1], &sorted[i])) ||
            diag->ignored[sorted[i].args.message] ||
            (!notes && sorted[i].level == LEVEL_NOTE))
            continue;
        add(&text, diag, &sorted[i]);
    }
    if (text.count > 0) // else there are no bytes
        fwrite(text.bytes, 1, text.count, out);
    buffer_release(&text);
}

void diag_print(const struct diag *diag, FILE *out, bool json, bool color)
{
    print_all(diag, out, !diag->quiet,
              json    ? add_json_report
              : color ? add_colored_report
                      : add_plain_report);
}

void diag_print_data(const struct diag *diag, FILE *out)
{
    print_all(diag, out, true, add_json_report_and_line);
}

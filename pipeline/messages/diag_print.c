// SPDX-License-Identifier: MIT
// Messages as text, with line and caret, and as JSON.
#include "messages/diag_parts.h"

#include "base/characters.h"

#include <stdlib.h>
#include <string.h>

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
           c == CHAR_PARAGRAPH_SEPARATOR || char_is_bidi_embedding(c) ||
           char_is_bidi_isolate(c);
}

// How much of a text is quoted in a message that is one line.
enum { VALUE_CHARACTERS = 120 };

// As one line: a label may be as long as its author, or its attacker, likes.
void diag_add_shown(struct buffer *out, struct str value)
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

// How many characters of a line are shown around the place: a line that is a
// whole paragraph would fill the terminal.
enum { EXCERPT_BEFORE = 50, EXCERPT_AFTER = 40 };

// Adds a slice of a line, with what would move the cursor made visible.
static void add_excerpt(struct buffer *out, struct str part)
{
    for (size_t i = 0; i < part.count;) {
        uint32_t c = utf8_next(part, &i);
        buffer_add_utf8(out, c == '\t'     ? ' '
                             : disturbs(c) ? CHAR_REPLACEMENT
                                           : c);
    }
}

// Among right-to-left letters a caret could not be right.
bool diag_has_rtl(struct str part)
{
    for (size_t i = 0; i < part.count;)
        if (char_is_rtl(utf8_next(part, &i)))
            return true;
    return false;
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
    bool rtl = diag_has_rtl(excerpt.before) || diag_has_rtl(excerpt.after);
    buffer_add_c(out, excerpt.cut_before ? "  \u2026" : "  ");
    // Isolated: its own direction, and no other. English needs no such marks.
    buffer_add_c(out, rtl ? "\u2068" : "");
    add_excerpt(out, excerpt.before);
    add_excerpt(out, excerpt.after);
    buffer_add_c(out, rtl ? "\u2069" : "");
    buffer_add_c(out, excerpt.cut_after ? "\u2026\n" : "\n");
    if (!rtl)
        buffer_printf(out, "%*s^\n", (int)caret, "");
}

void diag_add_expanded(struct buffer *out, const char *format,
                       const struct message_args *args)
{
    expand(out, format, args, diag_add_shown);
}

void diag_add_text(struct buffer *out, const struct diag *diag,
                   const struct report *report, struct report_form form)
{
    static const char *const colors[] = {"\033[36m", "\033[33m", "\033[31m"};
    buffer_add(out, diag->file_name);
    struct line_column where = {0, 0};
    bool located = place_known(report->place) && diag->text.count > 0;
    if (located) {
        where = diag_locate(diag, report->place.offset);
        buffer_printf(out, ":%zu:%zu", where.line, where.column);
    }
    buffer_printf(out, ": %s%s:%s ", form.color ? colors[report->level] : "",
                  level_word(report->level), form.color ? "\033[0m" : "");
    const struct message_facts *facts = &message_facts[report->args.message];
    diag_add_whereabouts(out, diag, report);
    expand(out, facts->text, &report->args, diag_add_shown);
    buffer_add_c(out, " [");
    add_name(out, report->args.message);
    buffer_add_c(out, "]\n");
    if (located && form.excerpt)
        add_line_and_caret(out, diag, report->place, where);
    if (facts->remedy[0] && form.remedy) {
        buffer_add_c(out, "  ");
        expand(out, facts->remedy, &report->args, diag_add_shown);
        buffer_add_c(out, "\n");
    }
}

static void add_plain_report(struct buffer *out, const struct diag *diag,
                             const struct report *report)
{
    diag_add_text(out, diag, report, (struct report_form){false, true, true});
}

static void add_colored_report(struct buffer *out, const struct diag *diag,
                               const struct report *report)
{
    diag_add_text(out, diag, report, (struct report_form){true, true, true});
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

struct reports diag_sorted(const struct diag *diag, bool notes)
{
    if (diag->report_count == 0)
        return (struct reports){0};
    struct report *sorted =
        ARENA_ARRAY(diag->arena, struct report, diag->report_count);
    memcpy(sorted, diag->reports, diag->report_count * sizeof *sorted);
    qsort(sorted, diag->report_count, sizeof *sorted, by_place);
    size_t count = 0;
    for (size_t i = 0; i < diag->report_count; i++)
        if (!(count > 0 && repeats(&sorted[count - 1], &sorted[i])) &&
            !diag->ignored[sorted[i].args.message] &&
            (notes || sorted[i].level != LEVEL_NOTE))
            sorted[count++] = sorted[i];
    return (struct reports){sorted, count};
}

typedef void add_function(struct buffer *out, const struct diag *diag,
                          const struct report *report);

static void write_out(struct buffer *text, FILE *out)
{
    if (text->count > 0) // else there are no bytes
        fwrite(text->bytes, 1, text->count, out);
    buffer_release(text);
}

static void print_all(const struct diag *diag, FILE *out, bool notes,
                      add_function *add)
{
    struct reports reports = diag_sorted(diag, notes);
    struct buffer text = {0};
    for (size_t i = 0; i < reports.count; i++)
        add(&text, diag, &reports.items[i]);
    write_out(&text, out);
}

void diag_print(const struct diag *diag, FILE *out, bool json, bool color)
{
    print_all(diag, out, !diag->quiet,
              json    ? add_json_report
              : color ? add_colored_report
                      : add_plain_report);
}

void diag_print_levels(const struct diag *diag, FILE *out, bool color)
{
    struct reports reports = diag_sorted(diag, !diag->quiet);
    add_function *add = color ? add_colored_report : add_plain_report;
    struct buffer text = {0};
    for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--)
        for (size_t i = 0; i < reports.count; i++)
            if (reports.items[i].level == (enum level)level)
                add(&text, diag, &reports.items[i]);
    write_out(&text, out);
}

void diag_print_data(const struct diag *diag, FILE *out)
{
    print_all(diag, out, true, add_json_report_and_line);
}

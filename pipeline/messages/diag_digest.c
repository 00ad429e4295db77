// SPDX-License-Identifier: MIT
// Messages in the order in which they matter, so that they fit on a screen.
#include "messages/diag_parts.h"

#include <stdlib.h>
#include <string.h>

enum importance {
#define IMPORTANCE(kind) IMPORTANCE_##kind,
#include "messages/importance.def"
#undef IMPORTANCE
};

static const enum importance importance_of[MESSAGE_COUNT] = {
#define OF(name, kind) [MESSAGE_##name] = IMPORTANCE_##kind,
#include "messages/importance.def"
#undef OF
};

static const struct {
    const char *one, *many; // NULL: never merely counted
} counted[MESSAGE_COUNT] = {
#define COUNTED(name, one, many) [MESSAGE_##name] = {one, many},
#include "messages/importance.def"
#undef COUNTED
};

// So many messages are shown with their line of the text: they fill a screen.
enum { EXCERPTS_MOST = 7 };
// So many kinds of notes, and of lines where a text is repeated, are named.
enum { KINDS_MOST = 6, LINES_MOST = 12 };

static bool is_counted(const struct report *report)
{
    return report->level == LEVEL_NOTE && counted[report->args.message].one;
}

// ----- Errors and warnings -----

// Messages of one name stand together, and of those the same words.
struct ranked {
    const struct report *report;
    size_t first_of_name; // where the first of its name stands in the text
    size_t number;        // in order of place
};

static int compare_numbers(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int by_rank(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    const struct report *x = a->report, *y = b->report;
    if (x->level != y->level)
        return x->level > y->level ? -1 : 1;
    int order = compare_numbers(importance_of[x->args.message],
                                importance_of[y->args.message]);
    if (order == 0)
        order = compare_numbers(a->first_of_name, b->first_of_name);
    return order ? order : compare_numbers(a->number, b->number);
}

static struct ranked *rank(const struct diag *diag,
                           const struct reports *reports, size_t *count)
{
    struct ranked *ranked =
        ARENA_ARRAY(diag->arena, struct ranked, reports->count + 1);
    size_t first[MESSAGE_COUNT] = {0}; // plus one
    *count = 0;
    for (size_t i = 0; i < reports->count; i++) {
        const struct report *report = &reports->items[i];
        if (is_counted(report))
            continue;
        size_t *seen = &first[report->args.message];
        *seen = *seen ? *seen : i + 1;
        ranked[(*count)++] = (struct ranked){report, *seen, i};
    }
    qsort(ranked, *count, sizeof *ranked, by_rank);
    return ranked;
}

static bool same_words(const struct report *a, const struct report *b)
{
    return a->args.message == b->args.message && a->level == b->level &&
           str_equal(a->args.a, b->args.a) && str_equal(a->args.b, b->args.b) &&
           str_equal(a->args.c, b->args.c);
}

static bool has_line(const struct diag *diag, const struct report *report)
{
    return place_known(report->place) && diag->text.count > 0;
}

// “also on lines 72, 80 and 91”, of those that say the same as the first. They
// are taken out.
static void add_other_lines(struct buffer *out, const struct diag *diag,
                            struct ranked *ranked, size_t count)
{
    size_t lines[LINES_MOST], found = 0, last = 0;
    for (size_t i = 1; i < count; i++) {
        const struct report *report = ranked[i].report;
        if (!report || !same_words(ranked[0].report, report))
            continue;
        ranked[i].report = NULL;
        size_t line = has_line(diag, report)
                          ? diag_locate(diag, report->place.offset).line
                          : 0;
        if (line == 0 || line == last)
            continue;
        if (found < LINES_MOST)
            lines[found] = line;
        last = line;
        found++;
    }
    size_t shown = found < LINES_MOST ? found : LINES_MOST;
    for (size_t i = 0; i < shown; i++)
        buffer_printf(out, "%s%zu",
                      i > 0        ? ", "
                      : found == 1 ? "  also on line "
                                   : "  also on lines ",
                      lines[i]);
    if (found > shown)
        buffer_printf(out, " and %zu more", found - shown);
    buffer_add_c(out, found > 0 ? "\n" : "");
}

static bool same_remedy(const struct report *a, const struct report *b)
{
    struct buffer first = {0}, second = {0};
    const char *format = message_facts[a->args.message].remedy;
    diag_add_expanded(&first, format, &a->args);
    diag_add_expanded(&second, format, &b->args);
    bool same = str_equal(buffer_str(&first), buffer_str(&second));
    buffer_release(&first);
    buffer_release(&second);
    return same;
}

static void add_ranked(struct buffer *out, const struct diag *diag,
                       struct ranked *ranked, size_t count, bool color)
{
    const struct report *before = NULL;
    size_t excerpts = 0;
    for (size_t i = 0; i < count; i++) {
        const struct report *report = ranked[i].report;
        if (!report)
            continue;
        bool again = before && before->args.message == report->args.message;
        bool excerpt = !again && excerpts < EXCERPTS_MOST;
        excerpts += excerpt;
        diag_add_text(out, diag, report,
                      (struct report_form){
                          .color = color,
                          .excerpt = excerpt,
                          .remedy = !again || !same_remedy(before, report)});
        size_t end = i + 1; // of those of its name
        while (end < count &&
               (!ranked[end].report ||
                ranked[end].report->args.message == report->args.message))
            end++;
        add_other_lines(out, diag, &ranked[i], end - i);
        before = report;
    }
}

// ----- Notes -----

struct kind_count {
    enum message message;
    size_t count;
};

static int by_count(const void *left, const void *right)
{
    const struct kind_count *a = left, *b = right;
    int order = compare_numbers(b->count, a->count);
    return order ? order : compare_numbers(a->message, b->message);
}

static size_t count_notes(const struct reports *reports,
                          struct kind_count kinds[MESSAGE_COUNT], size_t *all)
{
    size_t count = 0;
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        kinds[i] = (struct kind_count){(enum message)i, 0};
    for (size_t i = 0; i < reports->count; i++)
        if (is_counted(&reports->items[i])) {
            kinds[reports->items[i].args.message].count++;
            (*all)++;
        }
    qsort(kinds, MESSAGE_COUNT, sizeof *kinds, by_count);
    while (count < MESSAGE_COUNT && kinds[count].count > 0)
        count++;
    return count;
}

static void add_notes(struct buffer *out, const struct diag *diag,
                      const struct reports *reports, const char *command)
{
    struct kind_count kinds[MESSAGE_COUNT];
    size_t all = 0, count = count_notes(reports, kinds, &all);
    if (all == 0)
        return;
    buffer_add(out, diag->file_name);
    buffer_printf(out, ": %zu note%s:", all, all == 1 ? "" : "s");
    size_t rest = all;
    for (size_t i = 0; i < count && i < KINDS_MOST; i++) {
        buffer_printf(out, "%s %zu %s", i > 0 ? "," : "", kinds[i].count,
                      kinds[i].count == 1 ? counted[kinds[i].message].one
                                          : counted[kinds[i].message].many);
        rest -= kinds[i].count;
    }
    if (rest > 0)
        buffer_printf(out, ", %zu other%s", rest, rest == 1 ? "" : "s");
    buffer_printf(out, " \u2013 %s shows %s\n", command,
                  all == 1 ? "it" : "them");
}

void diag_print_digest(const struct diag *diag, FILE *out, bool color,
                       const char *command)
{
    struct reports reports = diag_sorted(diag, !diag->quiet);
    struct buffer text = {0};
    size_t count;
    struct ranked *ranked = rank(diag, &reports, &count);
    add_ranked(&text, diag, ranked, count, color);
    add_notes(&text, diag, &reports, command);
    if (text.count > 0)
        fwrite(text.bytes, 1, text.count, out);
    buffer_release(&text);
}

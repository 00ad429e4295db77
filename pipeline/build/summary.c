// SPDX-License-Identifier: MIT
// The summary at the end of a run.
#include "build/summary.h"

#include "base/buffer.h"
#include "base/output.h"

#include <stdlib.h>

static const char *const status_words[OUTCOME_STATUS_COUNT] = {
    [OUTCOME_GOOD] = "good",         [OUTCOME_BUILT] = "built",
    [OUTCOME_RESTORED] = "restored", [OUTCOME_CURRENT] = "current",
    [OUTCOME_PLANNED] = "planned",   [OUTCOME_FAILED] = "failed",
    [OUTCOME_MACHINE] = "unwritten"};

struct counts {
    struct str lang; // empty: of all
    size_t briefs, statuses[OUTCOME_STATUS_COUNT], errors, warnings;
};

static void count_into(struct counts *row, const struct outcome *outcome)
{
    row->briefs++;
    row->statuses[outcome->status]++;
    row->errors += outcome->errors;
    row->warnings += outcome->warnings;
}

static struct counts all_of(const struct summary *summary)
{
    struct counts all = {{0}, 0, {0}, 0, 0};
    for (size_t i = 0; i < summary->inputs->count; i++)
        count_into(&all, &summary->outcomes[i]);
    return all;
}

// ----- The table -----

static int by_lang(const void *left, const void *right)
{
    const struct counts *a = left, *b = right;
    return str_compare(a->lang, b->lang);
}

static struct counts *rows_of(const struct summary *summary,
                              struct arena *arena, size_t *count)
{
    struct counts *rows = NULL;
    size_t capacity = 0;
    *count = 0;
    for (size_t i = 0; i < summary->inputs->count; i++) {
        struct str lang = str_of(summary->outcomes[i].lang);
        if (lang.count == 0)
            lang = STR("?");
        size_t row = 0;
        while (row < *count && !str_equal(rows[row].lang, lang))
            row++;
        if (row == *count)
            ARENA_PUSH(arena, rows, *count, capacity) =
                (struct counts){.lang = lang};
        count_into(&rows[row], &summary->outcomes[i]);
    }
    if (*count > 0)
        qsort(rows, *count, sizeof *rows, by_lang);
    return rows;
}

// Columns that would be all zeros are left out, but for the first three.
static const struct {
    const char *head;
    enum outcome_status statuses[2]; // added up
    bool always;
} columns[] = {{"built", {OUTCOME_BUILT, OUTCOME_GOOD}, true},
               {"planned", {OUTCOME_PLANNED, OUTCOME_PLANNED}, false},
               {"restored", {OUTCOME_RESTORED, OUTCOME_RESTORED}, false},
               {"current", {OUTCOME_CURRENT, OUTCOME_CURRENT}, true},
               {"failed", {OUTCOME_FAILED, OUTCOME_MACHINE}, true}};

static size_t cell(const struct counts *row, size_t column)
{
    enum outcome_status first = columns[column].statuses[0];
    enum outcome_status second = columns[column].statuses[1];
    return row->statuses[first] + (second != first ? row->statuses[second] : 0);
}

static void print_row(FILE *out, const struct counts *row,
                      const struct counts *all)
{
    fprintf(out, "%-8.*s", STR_ARG(row->lang));
    for (size_t i = 0; i < COUNT(columns); i++)
        if (columns[i].always || cell(all, i) > 0)
            fprintf(out, "%10zu", cell(row, i));
    fprintf(out, "%10zu\n", row->warnings);
}

static void print_table(const struct summary *summary, const struct counts *all,
                        FILE *out)
{
    struct arena *arena = arena_new();
    size_t count;
    struct counts *rows = rows_of(summary, arena, &count);
    fprintf(out, "%-8s", "");
    for (size_t i = 0; i < COUNT(columns); i++)
        if (columns[i].always || cell(all, i) > 0)
            fprintf(out, "%10s", columns[i].head);
    fprintf(out, "%10s\n", "warnings");
    for (size_t i = 0; count > 1 && i < count; i++)
        print_row(out, &rows[i], all);
    struct counts last = *all;
    last.lang = STR("all");
    print_row(out, &last, all);
    arena_free(arena);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

void summary_print(const struct summary *summary, FILE *out)
{
    struct counts all = all_of(summary);
    size_t failed =
        all.statuses[OUTCOME_FAILED] + all.statuses[OUTCOME_MACHINE];
    if (summary->write)
        print_table(summary, &all, out);
    else
        fprintf(
            out, "%zu brief%s: %zu good, %zu not; %zu error%s, %zu warning%s\n",
            all.briefs, plural(all.briefs), all.briefs - failed, failed,
            all.errors, plural(all.errors), all.warnings, plural(all.warnings));
}

// ----- JSON -----

static void add_lines(struct buffer *json, struct str lines)
{
    const char *comma = "";
    buffer_add_byte(json, '[');
    while (lines.count > 0) {
        size_t end = str_find(lines, STR("\n"));
        if (end == STR_NONE)
            end = lines.count;
        buffer_add_c(json, comma);
        buffer_add_json(json, str_slice(lines, 0, end));
        lines = str_slice(lines, end + 1, lines.count);
        comma = ",";
    }
    buffer_add_byte(json, ']');
}

static void add_brief(struct buffer *json, const struct input *input,
                      const struct outcome *outcome)
{
    buffer_add_c(json, "{\"source\":");
    buffer_add_json(json, input->names.shown);
    buffer_printf(json, ",\"status\":\"%s\"", status_words[outcome->status]);
    if (outcome->lang && outcome->lang[0]) {
        buffer_add_c(json, ",\"lang\":");
        buffer_add_json(json, str_of(outcome->lang));
    }
    if (outcome->reason && outcome->reason[0]) {
        buffer_add_c(json, ",\"reason\":");
        buffer_add_json(json, str_of(outcome->reason));
    }
    buffer_printf(json, ",\"errors\":%zu,\"warnings\":%zu,\"outputs\":",
                  outcome->errors, outcome->warnings);
    add_lines(json, str_of(outcome->outputs));
    buffer_add_byte(json, '}');
}

static void add_totals(struct buffer *json, const struct summary *summary)
{
    struct counts all = all_of(summary);
    buffer_printf(json, "{\"briefs\":%zu", all.briefs);
    for (size_t i = 0; i < OUTCOME_STATUS_COUNT; i++)
        if (i != OUTCOME_GOOD || all.statuses[i] > 0)
            buffer_printf(json, ",\"%s\":%zu", status_words[i],
                          all.statuses[i]);
    buffer_printf(json, ",\"errors\":%zu,\"warnings\":%zu,\"removed\":%zu}",
                  all.errors, all.warnings, summary->removed);
}

bool summary_write(const struct summary *summary, const char *path)
{
    struct buffer json = {0};
    buffer_add_c(&json, "{\"qalam\":\"" QALAM_VERSION "\",\"briefs\":[");
    for (size_t i = 0; i < summary->inputs->count; i++) {
        buffer_add_c(&json, i > 0 ? ",\n" : "\n");
        add_brief(&json, summary->inputs->items[i], &summary->outcomes[i]);
    }
    buffer_add_c(&json, "\n],\"totals\":");
    add_totals(&json, summary);
    buffer_add_c(&json, "}\n");
    bool good = strcmp(path, "-") == 0
                    ? fwrite(json.bytes, 1, json.count, stdout) == json.count
                    : output_write_file(path, buffer_str(&json));
    buffer_release(&json);
    return good;
}

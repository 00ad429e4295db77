// SPDX-License-Identifier: MIT
// Reading a text in a test: what the tree is, what was said and where.
#ifndef QALAM_READING_H
#define QALAM_READING_H

#include "unit.h"

#include "read/read.h"

struct reading {
    struct brief *brief;
    struct context context;
    struct source *source;
    bool good;
};

// Parses text as a file of that name; no repair filter has seen it.
static inline struct reading reading_of_file(const char *path, struct str text)
{
    struct reading reading = {.brief = brief_new(str_of(path))};
    struct arena *arena = reading.brief->arena;
    read_setup();
    reading.context = (struct context){
        .arena = arena,
        .path = str_of(path),
        .diag = diag_new(arena, str_of(path)),
    };
    text = arena_str(arena, text);
    diag_set_text(reading.context.diag, text);
    reading.source = source_new(arena, text);
    reading.good = read_brief(reading.source, &reading.context, reading.brief);
    if (reading.good)
        brief_check(reading.brief);
    return reading;
}

static inline struct reading reading_of(const char *text)
{
    return reading_of_file("test.md", str_of(text));
}

static inline void reading_free(struct reading *reading)
{
    brief_free(reading->brief);
}

// The dump from the line `from` on (without it), up to the line before `to`.
static inline struct str reading_dump(struct reading *reading, const char *from,
                                      const char *to)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    brief_dump(reading->brief, out);
    fclose(out);
    struct str dump =
        arena_str(reading->brief->arena, (struct str){bytes, count});
    free(bytes);
    size_t start = from ? str_find(dump, str_of(from)) : 0;
    if (start == STR_NONE)
        fail_msg("no \"%s\" in\n%.*s", from, STR_ARG(dump));
    dump = str_slice(dump, start + (from ? strlen(from) : 0), dump.count);
    size_t end = to ? str_find(dump, str_of(to)) : STR_NONE;
    return str_slice(dump, 0, end == STR_NONE ? dump.count : end);
}

// What was said, a line each: "2:8 title-empty"; "- name" without a place.
static inline struct str reading_said(struct reading *reading)
{
    char *bytes = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&bytes, &count);
    diag_print(reading->context.diag, out, false, false);
    fclose(out);
    char *said = arena_alloc(reading->brief->arena, count + 1);
    size_t path = reading->context.path.count;
    for (char *line = bytes; line && *line; line = strchr(line, '\n') + 1) {
        int row, column, end = (int)strcspn(line, "\n");
        char *name = memrchr(line, '[', (size_t)end);
        if (!name || line[end - 1] != ']' ||
            strncmp(line, reading->context.path.bytes, path) != 0)
            continue;
        if (sscanf(line + path, ":%d:%d:", &row, &column) == 2)
            sprintf(said + strlen(said), "%d:%d ", row, column);
        else
            strcat(said, "- ");
        strncat(said, name + 1, (size_t)(line + end - 1 - (name + 1)));
        strcat(said, "\n");
    }
    free(bytes);
    return str_of(said);
}

// The text's body as a dump, and what was said, both in full.
static inline void assert_reads(const char *text, const char *body,
                                const char *said)
{
    struct reading reading = reading_of(text);
    assert_str(reading_dump(&reading, "body\n", "note "), body);
    assert_str(reading_said(&reading), said);
    reading_free(&reading);
}

#define FRONT "---\ntitle: T\nlang: en\n---\n\n"

#endif

// SPDX-License-Identifier: MIT
// What layout costs beside the shaping of its text: CPU time of one thread,
// faces and hyphenation patterns loaded, the best of several rounds.
//
// usage: layout BRIEF.md
// Exit status 1 where layout costs more than six times the shaping: that is
// HarfBuzz alone, each paragraph, heading, cell and note once, in the body's
// face.
#include "filters.h"
#include "read/read.h"
#include "series/print_file.h"
#include "typeset/typeset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 15, TIMES_AT_MOST = 6 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static struct str read_file(struct arena *arena, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size + 1);
    size_t count = fread(bytes, 1, size, file);
    fclose(file);
    return (struct str){bytes, count};
}

static void stop_unless(bool good)
{
    if (good)
        return;
    fprintf(stderr, "layout: the brief cannot be read\n");
    exit(1);
}

// As pipeline.c does it, as far as layout needs it.
static struct context read_through(struct brief *brief)
{
    struct arena *arena = brief->arena;
    struct context context = {.arena = arena,
                              .diag = diag_new(arena, brief->path),
                              .path = brief->path,
                              .infer = true};
    char *path = arena_c_string(arena, brief->path);
    struct str text;
    stop_unless(read_decode(read_file(arena, path), &context, &text));
    diag_set_text(context.diag, text);
    struct source *source = source_new(arena, text);
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair)
            stop_unless(filters[i].repair(source, &context));
    stop_unless(read_brief(source, &context, brief));
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].change)
            stop_unless(filters[i].change(brief, &context));
    return context;
}

// ----- Shaping -----

struct texts_to_shape {
    struct str *items;
    size_t count, capacity;
};

static void gather(const struct brief *brief, struct texts_to_shape *texts)
{
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (const struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            if (kind_facts[node->kind].block &&
                kind_facts[node->kind].holds == HOLDS_INLINES)
                ARENA_PUSH(brief->arena, texts->items, texts->count,
                           texts->capacity) = node_plain(brief->arena, node);
}

static double shape_all(const struct texts_to_shape *texts, hb_font_t *font)
{
    double start = now();
    hb_buffer_t *buffer = hb_buffer_create();
    for (size_t i = 0; i < texts->count; i++) {
        struct str text = texts->items[i];
        hb_buffer_reset(buffer);
        hb_buffer_add_utf8(buffer, text.bytes, (int)text.count, 0, -1);
        hb_buffer_guess_segment_properties(buffer);
        hb_shape(font, buffer, NULL, 0);
    }
    hb_buffer_destroy(buffer);
    return now() - start;
}

// ----- Layout -----

static double lay_out(const struct brief *brief, struct typesetter *typesetter,
                      struct context context)
{
    // Its own arena and messages, so that a round leaves nothing behind.
    context.arena = arena_new();
    context.diag = diag_new(context.arena, context.path);
    double start = now();
    typeset_brief(brief, typesetter, &context);
    double took = now() - start;
    arena_free(context.arena);
    return took;
}

static double least(double one, double other)
{
    return one < other ? one : other;
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: layout BRIEF.md\n");
        return 2;
    }
    read_setup();
    struct brief *brief = brief_new(str_of(arguments[1]));
    struct context context = read_through(brief);
    struct fonts *fonts = fonts_load(stderr);
    if (!fonts)
        return 1;
    struct print_measures print;
    print_file_house(&print);
    struct typesetter *typesetter = typesetter_new(fonts, &print);
    bool rtl = brief->direction == DIRECTION_RTL;
    hb_font_t *font =
        fonts_face(fonts, rtl ? FACE_NASKH_REGULAR : FACE_VOLLKORN_REGULAR)
            ->font;
    struct texts_to_shape texts = {0};
    gather(brief, &texts);
    double shaping = 1e9, layout = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        shaping = least(shaping, shape_all(&texts, font));
        layout = least(layout, lay_out(brief, typesetter, context));
    }
    printf("layout %.2f ms, shaping of its text %.2f ms: %.1f times (at most "
           "%d)\n",
           layout, shaping, layout / shaping, TIMES_AT_MOST);
    typesetter_free(typesetter);
    fonts_free(fonts);
    brief_free(brief);
    return layout > TIMES_AT_MOST * shaping;
}

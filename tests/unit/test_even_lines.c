// SPDX-License-Identifier: MIT
// Word spaces of finished pages: the justified lines of the examples and of the
// shared briefs.
#include "laid_out.h"

#include "typeset/page/geometry.h"

enum { LINES_MOST = 20000 };

// A line of the body while its runs are gathered.
struct body_line {
    size_t page;
    int column; // 0 is the one on the left
    scaled y, start, end;
    double em; // of its word spaces, all together
    size_t spaces;
};
struct body_lines {
    struct body_line *items;
    size_t count;
};

static bool is_body_size(const struct run *run, enum direction direction)
{
    scaled wanted = direction == DIRECTION_RTL ? PT(10.6) : PT(9.6);
    scaled off = run->size - wanted;
    return off < PT(0.01) && off > -PT(0.01);
}

static struct body_line *body_line_at(struct body_lines *lines, size_t page,
                                      int column, scaled y)
{
    for (size_t i = lines->count; i-- > 0 && i + 40 > lines->count;)
        if (lines->items[i].page == page && lines->items[i].y == y &&
            lines->items[i].column == column)
            return &lines->items[i];
    assert_true(lines->count < LINES_MOST);
    struct body_line *line = &lines->items[lines->count++];
    *line = (struct body_line){.page = page,
                               .column = column,
                               .y = y,
                               .start = INT64_MAX,
                               .end = INT64_MIN};
    return line;
}

static void add_run(struct body_line *line, const struct placed *placed)
{
    const struct run *run = &placed->as.run;
    if (placed->x < line->start)
        line->start = placed->x;
    if (placed->x + run->width > line->end)
        line->end = placed->x + run->width;
    for (size_t i = 0; i < run->glyph_count; i++) {
        const struct glyph *glyph = &run->glyphs[i];
        struct str text = str_slice(run->text, glyph->text_offset,
                                    glyph->text_offset + glyph->text_count);
        if (!glyph->advance ||
            (!str_equal(text, STR(" ")) && !str_equal(text, STR("\xC2\xA0"))))
            continue;
        line->em += (double)glyph->advance / (double)run->size;
        line->spaces++;
    }
}

static struct body_lines gather(const struct laid_out *out, struct arena *arena)
{
    struct body_lines lines = {ARENA_ARRAY(arena, struct body_line, LINES_MOST),
                               0};
    for (size_t p = 1; p < out->pages->count; p++)
        for (size_t i = 0; i < out->pages->items[p].placed_count; i++) {
            const struct placed *placed = &out->pages->items[p].placed[i];
            if (placed->kind != PLACED_RUN ||
                !is_body(out->pages, placed->tag) ||
                (placed->as.run.rtl ==
                     (out->brief->direction == DIRECTION_RTL) &&
                 !is_body_size(&placed->as.run, out->brief->direction)))
                continue;
            int column = placed->x > out->pages->items[p].width / 2 - PT(4);
            add_run(body_line_at(&lines, p, column, placed->y), placed);
        }
    return lines;
}

// Filled to both ends of a column; what stands out is a stop or a hyphen.
static bool is_justified(const struct laid_out *out,
                         const struct body_line *line)
{
    enum direction direction = out->brief->direction;
    const struct print_lengths *print =
        &print_scale(&print_measures, direction)->lengths;
    struct geometry geometry;
    geometry_make(&geometry, print, direction, COLUMNS_TWO, false);
    scaled left = geometry_frame_left(&geometry, line->page % 2 == 0);
    if (line->column)
        left += print->column_width + print->gutter;
    scaled near = PT(0.05);
    bool rtl = direction == DIRECTION_RTL;
    bool filled = rtl ? line->start < left + near
                      : line->end > left + print->column_width - near;
    return filled && line->spaces > 0;
}

static int by_size(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

// The mean gaps of all justified lines, in em, from small to large.
static size_t mean_gaps(const struct laid_out *out, struct arena *arena,
                        double **gaps)
{
    struct body_lines lines = gather(out, arena);
    *gaps = ARENA_ARRAY(arena, double, lines.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < lines.count; i++)
        if (is_justified(out, &lines.items[i]))
            (*gaps)[count++] =
                lines.items[i].em / (double)lines.items[i].spaces;
    qsort(*gaps, count, sizeof **gaps, by_size);
    return count;
}

// ----- Within bounds -----

static void check_gaps(const char *name, struct str text)
{
    struct arena *arena = arena_new();
    struct laid_out out = lay_out(name, text);
    double *gaps;
    size_t count = mean_gaps(&out, arena, &gaps);
    assert_true(count > 5);
    double median = gaps[count / 2], most = gaps[count - 1];
    if (most > 2.2 * median)
        fail_msg("%s: a line has gaps of %.2f em, the median is %.2f em", name,
                 most, median);
    laid_out_free(&out);
    arena_free(arena);
}

static void examples_have_no_holes(void **state)
{
    (void)state;
    static const char *const names[] = {
        "examples/rivers/rivers.md", "examples/rivers/rivers.fa.md",
        "examples/rivers/rivers.ps.md", "examples/saffron/saffron.md",
        "examples/schools/schools.md"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str path =
            arena_printf(arena, "%s/%s", QALAM_SOURCE_DIR, names[i]);
        check_gaps(names[i], unit_file(arena, arena_c_string(arena, path)));
    }
    arena_free(arena);
}

static const char *const shared_names[] = {
    "data/seed/brief-russia.md",   "data/clean/brief-russia.md",
    "data/prs/brief-huquq.md",     "data/ps/brief-huquq.md",
    "data/ru/brief-prava.md",      "data/tg/brief-huquq.md",
    "data/uz/brief-huquq-latn.md", "data/uz/brief-huquq-cyrl.md"};

static void shared_briefs_have_no_holes(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof shared_names / sizeof *shared_names; i++) {
        const char *path = unit_shared(shared_names[i]);
        if (path)
            check_gaps(shared_names[i], unit_file(arena, path));
        else
            print_message(UNIT_NO_SHARED);
    }
    arena_free(arena);
}

// ----- Kashida -----

// The brief with one line more in its front matter.
static struct str with_setting(struct arena *arena, struct str text,
                               const char *setting)
{
    assert_true(str_starts(text, STR("---\n")));
    return arena_printf(arena, "---\n%s\n%.*s", setting,
                        STR_ARG(str_slice(text, 4, text.count)));
}

static double variance(const char *name, struct str text)
{
    struct arena *arena = arena_new();
    struct laid_out out = lay_out(name, text);
    double *gaps, sum = 0, squares = 0;
    size_t count = mean_gaps(&out, arena, &gaps);
    assert_true(count > 20);
    for (size_t i = 0; i < count; i++) {
        sum += gaps[i];
        squares += gaps[i] * gaps[i];
    }
    double mean = sum / (double)count;
    laid_out_free(&out);
    arena_free(arena);
    return squares / (double)count - mean * mean;
}

// At least 30 per cent less variance of word spaces with `full` than with
// `none`, and `sparing` between them.
static void kashida_makes_lines_even(void **state)
{
    (void)state;
    static const char *const names[] = {"data/prs/brief-huquq.md",
                                        "data/ps/brief-huquq.md"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *path = unit_shared(names[i]);
        if (!path) {
            print_message(UNIT_NO_SHARED);
            continue;
        }
        struct str text = unit_file(arena, path);
        double none =
            variance(names[i], with_setting(arena, text, "kashida: none"));
        double full =
            variance(names[i], with_setting(arena, text, "kashida: full"));
        double sparing = variance(names[i], text);
        printf("%s: variance of word spaces %.5f em² without kashida, %.5f "
               "sparing, %.5f full\n",
               names[i], none, sparing, full);
        assert_true(full <= 0.7 * none);
        assert_true(sparing < none);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_have_no_holes),
        cmocka_unit_test(shared_briefs_have_no_holes),
        cmocka_unit_test(kashida_makes_lines_even),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

// SPDX-License-Identifier: MIT
// The PDF writer, judged by programs of others: qpdf, poppler.
#include "unit.h"

#include "model/brief.h"
#include "typeset/paragraph/fonts.h"
#include "backends/pdf/pdf.h"

#include <hb.h>
#include <png.h>
#include <unistd.h>

// ----- Pages made by hand -----

struct fixture {
    struct fonts *fonts;
    struct brief *brief;
    struct arena *arena;
    struct pages *pages;
    struct context context;
    uint64_t order;
};

static size_t add_tag(struct fixture *f, enum structure_role role,
                      size_t parent)
{
    struct pages *pages = f->pages;
    ARENA_PUSH(f->arena, pages->tags, pages->tag_count, pages->tag_capacity) =
        (struct structure_tag){
            .role = role, .parent = parent, .order = f->order++};
    return pages->tag_count - 1;
}

static struct page *add_page(struct fixture *f)
{
    struct pages *pages = f->pages;
    struct page *page =
        &ARENA_PUSH(f->arena, pages->items, pages->count, pages->capacity);
    *page = (struct page){.width = PT(595.276), .height = PT(841.89)};
    return page;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->fonts = fonts_load(stderr);
    f->brief = brief_new(STR("test.md"));
    f->arena = f->brief->arena;
    f->brief->lang = STR("en");
    f->brief->direction = DIRECTION_LTR;
    f->brief->body = node_new(f->arena, NODE_PASSAGE, PLACE_NONE);
    f->context = (struct context){.arena = f->arena,
                                  .diag = diag_new(f->arena, STR("test.md"))};
    f->pages = ARENA_NEW(f->arena, struct pages);
    f->pages->arena = f->arena;
    f->pages->lang = STR("en");
    f->pages->direction = DIRECTION_LTR;
    f->pages->inks[INK_ACCENT] = (struct rgb){27, 59, 123};
    add_tag(f, TAG_SPAN, 0); // TAG_ARTIFACT, never written
    add_tag(f, TAG_DOCUMENT, 0);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    brief_free(f->brief);
    fonts_free(f->fonts);
    free(f);
    return 0;
}

// Shapes one stretch of one face and direction.
static struct run shape(struct fixture *f, enum face_id face, bool rtl,
                        const char *lang, const char *text)
{
    struct run run = {.face = fonts_face(f->fonts, face),
                      .size = PT(10),
                      .rtl = rtl,
                      .text = str_of(text),
                      .lang = str_of(lang),
                      .horizontal_scale = 1.0};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_cluster_level(buffer,
                                HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(run.face->font, buffer, NULL, 0);
    unsigned count;
    hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, NULL);
    run.glyphs = ARENA_ARRAY(f->arena, struct glyph, count);
    run.glyph_count = count;
    for (unsigned i = 0; i < count; i++) {
        struct glyph *glyph = &run.glyphs[i];
        int em = run.face->units_per_em;
        glyph->id = infos[i].codepoint;
        glyph->advance = (int32_t)(at[i].x_advance * run.size / em);
        glyph->x = (int32_t)(run.width + at[i].x_offset * run.size / em);
        glyph->y = (int32_t)(-at[i].y_offset * run.size / em);
        run.width += glyph->advance;
    }
    // Each cluster's text ends where the next one's, in logical order, begins.
    size_t end = run.text.count;
    for (unsigned k = count; k-- > 0;) {
        unsigned i = rtl ? count - 1 - k : k;
        bool first =
            k == 0 || infos[rtl ? i + 1 : i - 1].cluster != infos[i].cluster;
        run.glyphs[i].text_offset = infos[i].cluster;
        run.glyphs[i].text_count =
            first ? (uint32_t)(end - infos[i].cluster) : 0;
        if (first)
            end = infos[i].cluster;
    }
    hb_buffer_destroy(buffer);
    return run;
}

struct stretch {
    enum face_id face;
    bool rtl;
    const char *lang, *text;
};

// A line of stretches in logical order, from its start.
static void add_line(struct fixture *f, size_t tag, double y, bool rtl,
                     const struct stretch *stretches, size_t count)
{
    struct page *page = &f->pages->items[f->pages->count - 1];
    scaled x = rtl ? PT(500) : PT(60);
    for (size_t i = 0; i < count; i++) {
        struct placed placed = {.kind = PLACED_RUN,
                                .tag = tag,
                                .order = f->order++,
                                .y = PT(y),
                                .ink = {INK_TEXT, 0}};
        placed.as.run = shape(f, stretches[i].face, stretches[i].rtl,
                              stretches[i].lang, stretches[i].text);
        if (rtl)
            x -= placed.as.run.width;
        placed.x = x;
        if (!rtl)
            x += placed.as.run.width;
        ARENA_PUSH(f->arena, page->placed, page->placed_count,
                   page->placed_capacity) = placed;
    }
}
#define ADD_LINE(f, tag, y, rtl, ...)                                          \
    add_line(f, tag, y, rtl, (const struct stretch[]){__VA_ARGS__},            \
             sizeof((const struct stretch[]){__VA_ARGS__}) /                   \
                 sizeof(struct stretch))

// ----- Judges -----

static struct str output_of(struct fixture *f, const char *command)
{
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    char *bytes = arena_alloc(f->arena, 1 << 18);
    size_t count = fread(bytes, 1, (1 << 18) - 1, pipe);
    int status = pclose(pipe);
    if (status)
        fail_msg("%s: %.*s", command, (int)count, bytes);
    return (struct str){bytes, count};
}

// Writes the pages to a file of its own; qpdf finds nothing wrong with it.
static const char *write_from(struct fixture *f,
                              const struct pdf_source *source)
{
    struct buffer out = {0};
    assert_true(pdf_write(f->pages, f->brief, &f->context, source, &out));
    const char *folder = getenv("TMPDIR");
    char *path =
        arena_c_string(f->arena, arena_printf(f->arena, "%s/qalam-pdf-XXXXXX",
                                              folder ? folder : "/tmp"));
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, out.bytes, out.count), (ssize_t)out.count);
    close(file);
    buffer_release(&out);
    char command[4200];
    snprintf(command, sizeof command, "qpdf --check %s 2>&1", path);
    output_of(f, command);
    return path;
}

static const char *write_pages(struct fixture *f)
{
    return write_from(f, &(struct pdf_source){0});
}

static struct str judged(struct fixture *f, const char *format,
                         const char *path)
{
    char command[4200];
    snprintf(command, sizeof command, format, path);
    return output_of(f, command);
}

// Without white space and the embedding marks that poppler adds.
static struct str bare(struct fixture *f, struct str text)
{
    char *bytes = arena_alloc(f->arena, text.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.count;) {
        size_t start = i;
        uint32_t c = utf8_next(text, &i);
        if (c <= ' ' || (c >= 0x202A && c <= 0x202E))
            continue;
        memcpy(bytes + count, text.bytes + start, i - start);
        count += i - start;
    }
    return (struct str){bytes, count};
}

static void assert_text(struct fixture *f, const char *path,
                        const char *expected)
{
    struct str got = bare(f, judged(f, "pdftotext -raw %s -", path));
    struct str wanted = bare(f, str_of(expected));
    if (!str_equal(got, wanted))
        fail_msg("got %.*s, expected %.*s", STR_ARG(got), STR_ARG(wanted));
}

static void assert_says(struct str output, const char *wanted)
{
    if (str_find(output, str_of(wanted)) == STR_NONE)
        fail_msg("no ‘%s’ in: %.*s", wanted, STR_ARG(output));
}

// ----- Text -----

#define V FACE_VOLLKORN_REGULAR
#define N FACE_NASKH_REGULAR

static void latin_text(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    ADD_LINE(f, p, 100, false, {V, false, "en", "Difficult affairs, "},
             {V, false, "en", "offices: fjord naïve ṣadr"});
    const char *path = write_pages(f);
    struct str text = judged(f, "pdftotext -raw %s -", path);
    assert_says(text, "Difficult affairs, offices: fjord naïve ṣadr");
    unlink(path);
}

// How many dark pixels a line has whose baseline stands at 100 pt.
static size_t ink_of(struct fixture *f, const char *text)
{
    f->pages->count = 0;
    add_page(f);
    ADD_LINE(f, add_tag(f, TAG_P, 1), 100, false, {N, false, "ur", text});
    const char *path = write_pages(f);
    struct str pixels =
        judged(f, "pdftoppm -gray -r 200 -x 150 -y 240 -W 200 -H 80 %s", path);
    unlink(path);
    size_t ink = 0;
    // Three lines before the pixels.
    for (size_t i = 15; i < pixels.count; i++)
        ink += (unsigned char)pixels.bytes[i] < 128;
    return ink;
}

// They are format characters to Unicode, but are seen: a stroke below the
// digits, a ring round them, on which they stand smaller.
static void number_signs_are_drawn(void **state)
{
    struct fixture *f = *state;
    static const char *const signs[] = {"\u0600", "\u0601", "\u0602", "\u0603",
                                        "\u06DD"};
    size_t digits = ink_of(f, "\u06F7\u06F8");
    assert_true(digits > 0);
    for (size_t i = 0; i < COUNT(signs); i++) {
        struct str text = arena_printf(f->arena, "%s\u06F7\u06F8", signs[i]);
        if (ink_of(f, text.bytes) <= digits)
            fail_msg("sign %zu: %zu of %zu", i, ink_of(f, text.bytes), digits);
    }
    // What shows nothing still takes no glyph.
    assert_true(ink_of(f, "\u200C\u06F7\u06F8") == digits);
}

static void sign_and_digits_are_read(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    ADD_LINE(f, add_tag(f, TAG_P, 1), 100, false,
             {N, false, "ur", "\u0601\u06F1\u06F9\u06F6\u06F4"});
    const char *path = write_pages(f);
    assert_says(judged(f, "pdftotext -raw %s -", path), "\u0601");
    unlink(path);
}

static void line_hyphen(void **state)
{
    struct fixture *f = *state;
    struct page *page = add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    ADD_LINE(f, p, 100, false, {V, false, "en", "compli-"});
    ADD_LINE(f, p, 113, false, {V, false, "en", "cated"});
    struct run *run = &page->placed[0].as.run;
    run->text.count--;
    run->line_hyphen = true;
    run->glyphs[run->glyph_count - 1].text_count = 0;
    const char *path = write_pages(f);
    assert_text(f, path, "compli\u00ADcated");
    unlink(path);
}

static void dari_text(void **state)
{
    struct fixture *f = *state;
    f->pages->lang = f->brief->lang = STR("fa-AF");
    f->pages->direction = f->brief->direction = DIRECTION_RTL;
    add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    // ZWNJ inside, a mark at the end, a ligature, brackets, digits.
    ADD_LINE(f, p, 100, true,
             {N, true, "fa-AF", "می\u200Cخواهم مثلاً سلام، کتاب\u200Cها "},
             {V, true, "fa-AF", "("}, {N, false, "fa-AF", "۱۴۰۳/۸/۲۸"},
             {V, true, "fa-AF", ")."});
    ADD_LINE(f, p, 117, true,
             {N, true, "fa-AF", "خانهٔ «علی» و محمّد؛ نیمه-تمام "},
             {V, false, "en", "United Nations"}, {N, true, "fa-AF", " است."});
    const char *path = write_pages(f);
    assert_text(f, path,
                "می\u200Cخواهم مثلاً سلام، کتاب\u200Cها (۱۴۰۳/۸/۲۸)."
                "خانهٔ «علی» و محمّد؛ نیمه-تمام United Nations است.");
    assert_says(judged(f, "pdftotext -raw %s -", path), "United Nations");
    unlink(path);
}

// Marks on narrow letters, two on one letter, and on a ligature.
static void vowelled_text(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    const char *text = "کلّه مُدَرِّس اللّٰه لِلّٰهِ بِسْمِ اللَّهِ الرَّحْمَٰنِ لَّا لأَّ اًّ";
    ADD_LINE(f, p, 100, true, {N, true, "ar", text});
    const char *path = write_pages(f);
    assert_text(f, path, text);
    // Sorted by place, words keep their marks too.
    assert_says(judged(f, "pdftotext %s -", path), "بِسْمِ");
    unlink(path);
}

static void pashto_text(void **state)
{
    struct fixture *f = *state;
    f->pages->lang = f->brief->lang = STR("ps");
    add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    ADD_LINE(f, p, 100, true,
             {N, true, "ps", "ښځې په پښتو کې وړې خبرې کوي، ځان ۍ ئ ټول ډېر"});
    const char *path = write_pages(f);
    assert_text(f, path, "ښځې په پښتو کې وړې خبرې کوي، ځان ۍ ئ ټول ډېر");
    struct str fonts = judged(f, "pdffonts %s", path);
    assert_says(fonts, "+NotoNaskhArabic-Regular");
    assert_says(fonts, "CID TrueType      Identity-H       yes yes yes");
    unlink(path);
}

// Letters set apart are still a word (labels in capitals).
static void tracked_text(void **state)
{
    struct fixture *f = *state;
    struct page *page = add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    ADD_LINE(f, p, 100, false,
             {FACE_SANS_SEMIBOLD, false, "en", "POLICY BRIEF"});
    struct run *run = &page->placed[0].as.run;
    for (size_t i = 0; i < run->glyph_count; i++) {
        run->glyphs[i].advance += (int32_t)PT(1.1);
        run->glyphs[i].x += (int32_t)(PT(1.1) * (scaled)i);
    }
    const char *path = write_pages(f);
    assert_says(judged(f, "pdftotext -raw %s -", path), "POLICY BRIEF");
    unlink(path);
}

// ----- Structure -----

static void structure(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    size_t h = add_tag(f, TAG_H1, 1);
    size_t p = add_tag(f, TAG_P, 1);
    size_t list = add_tag(f, TAG_L, 1);
    size_t item = add_tag(f, TAG_LI, list);
    size_t body = add_tag(f, TAG_LBODY, item);
    size_t note = add_tag(f, TAG_NOTE, 1);
    // Drawn in another order than it is read.
    ADD_LINE(f, note, 700, false, {V, false, "en", "The note."});
    ADD_LINE(f, h, 100, false, {V, false, "en", "Heading"});
    ADD_LINE(f, p, 120, false, {V, false, "en", "Paragraph "},
             {V, false, "de", "Wort"});
    ADD_LINE(f, body, 140, false, {V, false, "en", "Item"});
    ADD_LINE(f, TAG_ARTIFACT, 800, false, {V, false, "en", "Folio"});
    struct page *page = &f->pages->items[0];
    ARENA_PUSH(f->arena, page->areas, page->area_count, page->area_capacity) =
        (struct area){.tag = add_tag(f, TAG_LINK, p),
                      .x = PT(60),
                      .y = PT(110),
                      .width = PT(20),
                      .height = PT(10),
                      .url = STR("https://example.org/a(b)"),
                      .contents = STR("An example")};
    const char *path = write_pages(f);
    struct str text = judged(f, "pdfinfo -struct-text %s", path);
    const char *const wanted[] = {
        "Document", "H1",    "\"Heading\"", "P (block)", "Link",         "L ",
        "LI",       "LBody", "\"Item\"",    "Note",      "\"The note.\""};
    size_t from = 0;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        size_t at =
            str_find(str_slice(text, from, text.count), str_of(wanted[i]));
        if (at == STR_NONE)
            fail_msg("no ‘%s’ in its place: %.*s", wanted[i], STR_ARG(text));
        from += at;
    }
    assert_true(str_find(text, STR("Folio")) == STR_NONE);
    assert_says(judged(f, "pdfinfo -url %s", path), "https://example.org/a(b)");
    struct str inside =
        judged(f, "qpdf --qdf --object-streams=disable %s -", path);
    assert_says(inside, "/Span <</Lang (de)>> BDC");
    unlink(path);
}

static void bookmarks_and_labels(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    add_page(f)->label = STR("۲");
    struct pages *pages = f->pages;
    ARENA_PUSH(f->arena, pages->destinations, pages->destination_count,
               pages->destination_capacity) =
        (struct destination){STR("a"), 1, 0, PT(100)};
    struct bookmark marks[] = {{STR("One"), STR("en"), 1, STR("a")},
                               {STR("سلام 🙂"), STR("fa"), 3, STR("a")},
                               {STR("Two"), STR("en"), 1, STR("nowhere")}};
    for (size_t i = 0; i < 3; i++)
        ARENA_PUSH(f->arena, pages->bookmarks, pages->bookmark_count,
                   pages->bookmark_capacity) = marks[i];
    const char *path = write_pages(f);
    struct str json = judged(f, "qpdf --json %s", path);
    assert_says(json, "\"title\": \"سلام 🙂\"");
    assert_says(json, "\"title\": \"Two\"");
    assert_says(json, "\"/P\": \"u:۲\"");
    unlink(path);
}

// ----- Standards -----

static const char *write_standard(struct fixture *f, const char *standard)
{
    struct pdf_source source = {STR("brief.md"), STR("# A title\n")};
    assert_true(settings_set(&f->brief->meta.settings, SETTING_PDF_STANDARD,
                             str_of(standard)));
    return write_from(f, &source);
}

// A heading, and a note with its call; what the files then claim.
static void standards(void **state)
{
    static const struct {
        const char *name, *version, *part, *ua, *attached;
    } rows[] = {
        {"ua-1+a-2a", "%PDF-1.7", "<pdfaid:part>2", "<pdfuaid:part>1", "0 emb"},
        {"ua-1+a-3a", "%PDF-1.7", "<pdfaid:part>3", "<pdfuaid:part>1",
         "brief.md"},
        {"ua-2+a-4f", "%PDF-2.0", "<pdfaid:part>4", "<pdfuaid:part>2",
         "brief.md"}};
    struct fixture *f = *state;
    add_page(f);
    ADD_LINE(f, add_tag(f, TAG_H1, 1), 100, false, {V, false, "en", "Head"});
    size_t call = add_tag(f, TAG_REFERENCE, add_tag(f, TAG_P, 1));
    size_t note = add_tag(f, TAG_NOTE, 1);
    f->pages->tags[call].link_to = note;
    ADD_LINE(f, call, 120, false, {V, false, "en", "1"});
    ADD_LINE(f, note, 700, false, {V, false, "en", "The note."});
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *path = write_standard(f, rows[i].name);
        struct str inside = judged(
            f, "qpdf --qdf --object-streams=disable %s - | strings", path);
        assert_says(inside, rows[i].part);
        assert_says(inside, rows[i].ua);
        assert_says(inside, "/OutputIntents");
        assert_says(judged(f, "head -c 8 %s", path), rows[i].version);
        assert_says(judged(f, "pdfdetach -list %s", path), rows[i].attached);
        assert_int_equal(str_find(inside, STR("/S /FENote")) != STR_NONE,
                         i == 2);
        unlink(path);
    }
}

// Nothing is claimed of a figure that nobody described.
static void undescribed_figure(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    ADD_LINE(f, add_tag(f, TAG_FIGURE, 1), 100, false, {V, false, "en", "Ink"});
    const char *path = write_standard(f, "ua-1+a-2a");
    struct str inside =
        judged(f, "qpdf --qdf --object-streams=disable %s - | strings", path);
    assert_says(inside, "<pdfaid:conformance>U");
    assert_true(str_find(inside, STR("<pdfuaid:part>")) == STR_NONE);
    assert_true(str_find(inside, STR("/Alt")) == STR_NONE);
    unlink(path);
}

static void same_bytes(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    size_t p = add_tag(f, TAG_P, 1);
    ADD_LINE(f, p, 100, false, {V, false, "en", "The same again"});
    struct buffer one = {0}, two = {0};
    assert_true(pdf_write(f->pages, f->brief, &f->context,
                          &(struct pdf_source){0}, &one));
    assert_true(pdf_write(f->pages, f->brief, &f->context,
                          &(struct pdf_source){0}, &two));
    assert_int_equal(one.count, two.count);
    assert_memory_equal(one.bytes, two.bytes, one.count);
    buffer_release(&one);
    buffer_release(&two);
}

// ----- Pictures -----

static struct image *png_of(struct fixture *f, uint32_t format)
{
    enum { SIDE = 4 };
    static uint8_t pixels[SIDE * SIDE * 8];
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (uint8_t)(i * 7);
    png_image png = {.version = PNG_IMAGE_VERSION,
                     .width = SIDE,
                     .height = SIDE,
                     .format = format};
    char *bytes = arena_alloc(f->arena, 1 << 14);
    png_alloc_size_t count = 1 << 14;
    assert_true(
        png_image_write_to_memory(&png, bytes, &count, 0, pixels, 0, NULL));
    struct image *image = ARENA_NEW(f->arena, struct image);
    *image = (struct image){.path = STR("a.png"),
                            .format = IMAGE_PNG,
                            .bytes = {bytes, count},
                            .width = SIDE,
                            .height = SIDE};
    return image;
}

static void place_image(struct fixture *f, struct image *image, bool duotone)
{
    struct page *page = &f->pages->items[0];
    size_t figure = add_tag(f, TAG_FIGURE, 1);
    f->pages->tags[figure].alt = STR("A test");
    ARENA_PUSH(f->arena, page->placed, page->placed_count,
               page->placed_capacity) =
        (struct placed){.kind = PLACED_IMAGE,
                        .tag = figure,
                        .order = f->order++,
                        .x = PT(100),
                        .y = PT(100),
                        .as.image = {image, PT(40), PT(40), duotone ? 35 : 0}};
}

static void pictures(void **state)
{
    struct fixture *f = *state;
    add_page(f);
    place_image(f, png_of(f, PNG_FORMAT_RGB), false);
    place_image(f, png_of(f, PNG_FORMAT_RGBA), false);
    place_image(f, png_of(f, PNG_FORMAT_GRAY), true);
    place_image(f, png_of(f, PNG_FORMAT_LINEAR_RGB_ALPHA), false);
    struct image *broken = png_of(f, PNG_FORMAT_RGB);
    broken->bytes.count -= 30;
    place_image(f, broken, false);
    const char *path = write_pages(f);
    struct str list = judged(f, "pdfimages -list %s", path);
    assert_says(list, "image       4     4  rgb     3   8");
    assert_says(list, "smask       4     4  gray    1   8");
    assert_says(list, "image       4     4  index   1   8");
    assert_int_equal(diag_count(f->context.diag, LEVEL_WARNING), 1);
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(latin_text, setup, teardown),
        cmocka_unit_test_setup_teardown(number_signs_are_drawn, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(sign_and_digits_are_read, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(line_hyphen, setup, teardown),
        cmocka_unit_test_setup_teardown(dari_text, setup, teardown),
        cmocka_unit_test_setup_teardown(vowelled_text, setup, teardown),
        cmocka_unit_test_setup_teardown(pashto_text, setup, teardown),
        cmocka_unit_test_setup_teardown(tracked_text, setup, teardown),
        cmocka_unit_test_setup_teardown(structure, setup, teardown),
        cmocka_unit_test_setup_teardown(bookmarks_and_labels, setup, teardown),
        cmocka_unit_test_setup_teardown(standards, setup, teardown),
        cmocka_unit_test_setup_teardown(undescribed_figure, setup, teardown),
        cmocka_unit_test_setup_teardown(same_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(pictures, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Glyph runs as text operators, in a form that readers turn back into text.
//
// What readers do (poppler, pdf.js; README.md says how it was found):
// they take the characters of codes as they stand in the stream, cut where the
// pen jumps back, and reverse the letters of a right-to-left fragment, one by
// one. So a right-to-left run is written word by word in logical order, each
// word's glyphs from left to right, and each code says one character.

#include "backends/pdf/pdf_text.h"

#include "base/characters.h"

enum {
    // A blank's advance, in thousandths of the em. Less than 100 would be
    // taken for a letter printed twice (poppler).
    BLANK_EM = 120,
    DRAWN_LEAST_EM = 105,
    // Where that is too much for the letter, blanks reach past its end by this,
    // and its own advance is next to nothing.
    BEYOND_EM = 110,
    TINY_EM = 10,
    MARK_EM = 20, // of a mark by itself
    // Letters farther apart than this get a wider glyph: 100 is a space.
    LOOSE_EM = 50,
    LOOSE_STEP_EM = 10,
};

struct setting {
    struct page_content *content;
    const struct placed *placed;
    const struct run *run;
    struct clusters clusters;
    struct pdf_font *font;
    scaled size_across; // of the em, with the horizontal scale
    int64_t fit_across; // after each code, in thousandths of a scaled
    // The fragment that is being shown.
    bool in_array, in_string;
    int64_t pen; // x from the run's origin, in thousandths of a scaled
    scaled y;
};

// ----- Operators -----

static void piece_end(struct setting *setting)
{
    struct buffer *out = &setting->content->out;
    if (setting->in_string)
        buffer_add_byte(out, ')');
    if (setting->in_array)
        buffer_add_c(out, "] TJ\n");
    setting->in_array = setting->in_string = false;
}

static int64_t to_thousandths(scaled length)
{
    return (length * 1000 + (length < 0 ? -32768 : 32768)) / 65536;
}

static void piece_start(struct setting *setting, scaled x, scaled y)
{
    struct page_content *content = setting->content;
    scaled page_x = to_thousandths(setting->placed->x + x);
    scaled page_y = to_thousandths(content_y(content, setting->placed->y + y));
    object_put_thousandths(&content->out, page_x - content->line_x);
    buffer_add_byte(&content->out, ' ');
    object_put_thousandths(&content->out, page_y - content->line_y);
    buffer_add_c(&content->out, " Td [");
    content->line_x = page_x;
    content->line_y = page_y;
    setting->in_array = true;
    setting->pen = x * 1000;
    setting->y = y;
}

static void put_adjustment(struct setting *setting, scaled x)
{
    // Positive moves left, in thousandths of the em.
    int64_t size = setting->size_across;
    int64_t off = setting->pen - x * 1000;
    int64_t adjustment = (off + (off < 0 ? -size : size) / 2) / size;
    if (adjustment > -2 && adjustment < 2)
        return;
    struct buffer *out = &setting->content->out;
    if (setting->in_string)
        buffer_add_byte(out, ')');
    setting->in_string = false;
    object_put_integer(out, adjustment);
    setting->pen -= adjustment * size;
}

// Half as long as hexadecimal, and so quicker to deflate. A CR would be read
// as LF (7.3.4.2).
static void put_string_byte(struct buffer *out, unsigned byte)
{
    if (byte == '\r') {
        buffer_add(out, STR("\\r"));
        return;
    }
    if (byte == '(' || byte == ')' || byte == '\\')
        buffer_add_byte(out, '\\');
    buffer_add_byte(out, (char)byte);
}

static void show(struct setting *setting, const struct shape *shape,
                 struct str text, scaled x, scaled y)
{
    if (setting->in_array && y != setting->y)
        piece_end(setting);
    if (!setting->in_array)
        piece_start(setting, x, y);
    put_adjustment(setting, x);
    unsigned code =
        font_code(setting->content->writer, setting->font, shape, text);
    struct buffer *out = &setting->content->out;
    if (!setting->in_string)
        buffer_add_byte(out, '(');
    setting->in_string = true;
    put_string_byte(out, code >> 8);
    put_string_byte(out, code & 255);
    setting->pen += font_width(setting->font, code) * setting->size_across +
                    setting->fit_across;
}

// ----- Shapes -----

static int32_t to_units(const struct setting *setting, scaled length,
                        scaled size)
{
    int64_t units = length * setting->run->face->units_per_em;
    return (int32_t)((units + (units < 0 ? -size : size) / 2) / size);
}

static scaled to_length(const struct setting *setting, int32_t units)
{
    return units * setting->size_across / setting->run->face->units_per_em;
}

static int32_t em_units(const struct setting *setting, int thousandths)
{
    return thousandths * setting->run->face->units_per_em / 1000;
}

static struct shape shape_of(const struct setting *setting,
                             const struct text_cluster *cluster)
{
    struct shape shape;
    shape.advance = ADVANCE_NATURAL;
    shape.count = 0; // what lies beyond is not read
    for (size_t i = 0; i < cluster->glyph_count; i++) {
        const struct glyph *glyph = &cluster->glyphs[i];
        shape.components[shape.count++] = (struct component){
            glyph->id,
            to_units(setting, glyph->x - cluster->x, setting->size_across),
            to_units(setting, cluster->y - glyph->y, setting->run->size)};
    }
    int32_t width = to_units(setting, cluster->width, setting->size_across);
    int32_t natural =
        shape.count ? font_advance(setting->font, shape.components[0].glyph)
                    : 0;
    int32_t step = em_units(setting, LOOSE_STEP_EM);
    if (shape.count != 1)
        shape.advance = width > 0 ? width : 0;
    else if (width - natural > em_units(setting, LOOSE_EM) &&
             !cluster_is_white(cluster))
        shape.advance = natural + (width - natural) / step * step;
    return shape;
}

static void show_cluster(struct setting *setting,
                         const struct text_cluster *cluster)
{
    struct unit unit = cluster_unit_of(cluster->text);
    if (!unit.count && !cluster->glyphs)
        return;
    struct shape shape = shape_of(setting, cluster);
    show(setting, &shape, unit.count ? cluster_unit_text(&unit) : STR(" "),
         cluster->x, cluster->y);
}

// How a cluster's width is shared out: among empty glyphs, so much for each
// character that they say, and the one that draws.
struct shares {
    int32_t blank, drawn;
};

static struct shares share_out(const struct setting *setting,
                               const struct text_cluster *cluster,
                               const struct unit *units, size_t count)
{
    int32_t characters = 0;
    for (size_t i = 1; i < count; i++)
        characters += units[i].length;
    int32_t width = to_units(setting, cluster->width, setting->size_across);
    struct shares shares = {.blank = em_units(setting, BLANK_EM)};
    shares.drawn = width - shares.blank * characters;
    if (shares.drawn < em_units(setting, DRAWN_LEAST_EM) * units[0].length) {
        shares.blank = (width + em_units(setting, BEYOND_EM)) / characters;
        shares.drawn = em_units(setting, TINY_EM);
    }
    return shares;
}

// One code a unit, from left to right: empty ones for all but the first in
// logical order, which draws the whole.
static void show_units(struct setting *setting,
                       const struct text_cluster *cluster,
                       const struct unit *units, size_t count)
{
    struct shape shape = shape_of(setting, cluster);
    if (!count && cluster->glyphs)
        show(setting, &shape, STR(" "), cluster->x, cluster->y);
    if (!count)
        return;
    if (count == 1) {
        show(setting, &shape, cluster_unit_text(&units[0]), cluster->x,
             cluster->y);
        return;
    }
    struct shares shares = share_out(setting, cluster, units, count);
    struct shape blank;
    blank.count = 0;
    int32_t before = 0;
    for (size_t i = count; i-- > 1;) {
        blank.advance = shares.blank * units[i].length;
        show(setting, &blank, cluster_unit_text(&units[i]),
             cluster->x + to_length(setting, before), cluster->y);
        before += blank.advance;
    }
    shape.advance = shares.drawn;
    for (size_t i = 0; i < shape.count; i++)
        shape.components[i].x -= before;
    show(setting, &shape, cluster_unit_text(&units[0]),
         cluster->x + to_length(setting, before), cluster->y);
}

// ----- Right to left -----

// pdf.js joins a mark to the letters before it, wherever it stands, unless the
// font changes; a thousandth of a point in its size is a change.
static void show_mark_alone(struct setting *setting,
                            const struct text_cluster *cluster,
                            const struct unit *unit)
{
    piece_end(setting);
    content_font(setting->content, setting->font, setting->run->size + 66);
    // It touches its word from the left: poppler, where it sorts words by their
    // place, joins what touches.
    struct shape shape;
    shape.count = 0;
    shape.advance = em_units(setting, MARK_EM);
    scaled width = setting->size_across * MARK_EM / 1000;
    show(setting, &shape, cluster_unit_text(unit), cluster->x - width,
         cluster->y);
    piece_end(setting);
    content_font(setting->content, setting->font, setting->run->size);
}

static void show_alone(struct setting *setting,
                       const struct text_cluster *cluster)
{
    piece_end(setting);
    struct unit units[UNITS_MAX];
    size_t count = cluster_units_of(cluster->text, units);
    size_t said = count;
    while (said > 1 && char_is_nonspacing_mark(units[said - 1].character))
        said--;
    show_units(setting, cluster, units, said);
    piece_end(setting);
    for (size_t i = said; i < count; i++)
        show_mark_alone(setting, cluster, &units[i]);
}

// The first letter of a word says the space before it too, and is as wide as
// both: pdf.js drops a space from which the pen jumps back. Behind the letter,
// for that is in front of it when a reader reverses.
static void carry_space(struct text_cluster *cluster, struct unit *unit,
                        const struct text_cluster *space)
{
    cluster->width = space->x + space->width - cluster->x;
    cluster_unit_add(unit, ' ');
}

// Clusters [from, to) in logical order, letters and neutrals. space: that in
// front of them, which nothing has said yet, or NULL. What is neutral
// at its end would be put in front by readers that reverse: it follows alone.
static void show_word(struct setting *setting, size_t from, size_t to,
                      const struct text_cluster *space)
{
    size_t end = to;
    while (end > from &&
           cluster_class(&setting->clusters.items[end - 1]) == READER_NEUTRAL)
        end--;
    piece_end(setting);
    struct unit units[UNITS_MAX];
    struct unit marks[UNITS_MAX];
    size_t mark_count = 0;
    for (size_t i = end; i-- > from;) {
        struct text_cluster one = setting->clusters.items[i];
        const struct text_cluster *cluster = &one;
        size_t count = cluster_units_of(cluster->text, units);
        if (i == from && space && count)
            carry_space(&one, &units[0], space);
        while (i == end - 1 && count > 1 &&
               cluster_reader_class(units[count - 1].character) ==
                   READER_NEUTRAL)
            marks[mark_count++] = units[--count];
        show_units(setting, cluster, units, count);
    }
    piece_end(setting);
    while (mark_count)
        show_mark_alone(setting, &setting->clusters.items[end - 1],
                        &marks[--mark_count]);
    for (size_t i = end; i < to; i++)
        show_alone(setting, &setting->clusters.items[i]);
}

// A word that has letters follows.
static bool word_follows(const struct setting *setting, size_t at)
{
    return at < setting->clusters.count &&
           !cluster_is_white(&setting->clusters.items[at]) &&
           cluster_class(&setting->clusters.items[at]) == READER_LETTER;
}

static void show_right_to_left(struct setting *setting)
{
    size_t from = 0;
    const struct text_cluster *space = NULL;
    for (size_t i = 0; i <= setting->clusters.count; i++) {
        bool ends = i == setting->clusters.count ||
                    cluster_is_white(&setting->clusters.items[i]) ||
                    cluster_class(&setting->clusters.items[i]) == READER_ALONE;
        if (!ends)
            continue;
        show_word(setting, from, i, space);
        space = NULL;
        if (i < setting->clusters.count) {
            if (str_equal(setting->clusters.items[i].text, STR(" ")) &&
                word_follows(setting, i + 1))
                space = &setting->clusters.items[i];
            else
                show_alone(setting, &setting->clusters.items[i]);
        }
        from = i + 1;
    }
}

static void show_left_to_right(struct setting *setting)
{
    for (size_t i = 0; i < setting->clusters.count; i++)
        show_cluster(setting, &setting->clusters.items[i]);
    piece_end(setting);
}

void text_draw(struct page_content *content, const struct placed *placed)
{
    const struct run *run = &placed->as.run;
    if (!run->glyph_count || run->size <= 0)
        return;
    double scale = run->horizontal_scale > 0 ? run->horizontal_scale : 1.0;
    int hundredths = (int)(scale * 10000 + 0.5);
    struct setting setting = {.content = content,
                              .placed = placed,
                              .run = run,
                              .font = font_of(content->writer, run->face),
                              .size_across = run->size * hundredths / 10000};
    if (setting.size_across <= 0)
        return;
    content_fill(content, placed->ink);
    content_begin_text(content);
    content_font(content, setting.font, run->size);
    content_scale(content, hundredths);
    int64_t fit = to_thousandths(run->letter_fit * 10000 / hundredths);
    content_fit(content, fit);
    setting.fit_across = fit * 65536 * hundredths / 10000;
    setting.clusters = (struct clusters){.writer = content->writer,
                                         .font = setting.font,
                                         .run = run,
                                         .size_across = setting.size_across};
    clusters_find(&setting.clusters);
    if (run->rtl)
        show_right_to_left(&setting);
    else
        show_left_to_right(&setting);
}

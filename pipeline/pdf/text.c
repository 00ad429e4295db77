// SPDX-License-Identifier: MIT
// Glyph runs as text operators, in a form that readers turn back into text.
//
// What readers do (poppler, pdf.js, PDFium; README.md says how it was found):
// they take the characters of codes as they stand in the stream, cut where the
// pen jumps back, and reverse the letters of a right-to-left piece, one by
// one. So a right-to-left run is written word by word in logical order, each
// word's glyphs from left to right, and each code says one character.

#include "pdf_writer.h"

#include <string.h>
#include <unicode/uchar.h>

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
static const struct str SOFT_HYPHEN = {"\xC2\xAD", 2};

// Glyphs that say one piece of text, with where they stand.
struct text_cluster {
    const struct glyph *glyphs; // NULL: draws nothing
    size_t glyph_count;
    struct str text; // logical order
    scaled x, y;     // of its pen, from the run's origin
    scaled width;
};

// A character with the format characters that go with it, in the order in
// which a reader of the stream shall meet them.
struct unit {
    char bytes[64];
    size_t count;
    uint32_t character; // the first
    int length;         // in characters
};
enum { UNITS_MAX = 16 };

struct setting {
    struct page_content *content;
    struct writer *writer;
    const struct placed *placed;
    const struct run *run;
    struct pdf_font *font;
    struct text_cluster *clusters; // in logical order
    size_t count;
    scaled size_across; // of the em, with the horizontal scale
    // The piece that is being shown.
    bool in_array, in_string;
    int64_t pen; // x from the run's origin, in thousandths of a scaled
    scaled y;
};

// ----- Characters -----

static uint32_t first_of(struct str text)
{
    size_t i = 0;
    return text.count ? utf8_next(text, &i) : 0;
}

// General category Cf: pdf.js leaves out a code whose text ends in one.
static bool is_format(uint32_t character)
{
    return character >= 0xAD && u_charType((UChar32)character) == U_FORMAT_CHAR;
}

static bool is_mark(uint32_t character)
{
    return u_charType((UChar32)character) == U_NON_SPACING_MARK;
}

static bool is_white(uint32_t character)
{
    return character < 0x80 ? character <= ' '
                            : u_isUWhiteSpace((UChar32)character) != 0;
}

// How readers sort characters within a right-to-left word: letters and what
// follows them are reversed; numbers and their signs end a reversal.
enum reader_class { READER_LETTER, READER_NEUTRAL, READER_ALONE };

static enum reader_class reader_class(uint32_t character)
{
    UCharDirection direction = u_charDirection((UChar32)character);
    if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
        return READER_LETTER;
    // pdf.js drops < and > that stand among right-to-left letters.
    if (direction == U_LEFT_TO_RIGHT || direction == U_EUROPEAN_NUMBER ||
        direction == U_EUROPEAN_NUMBER_SEPARATOR ||
        direction == U_EUROPEAN_NUMBER_TERMINATOR ||
        direction == U_ARABIC_NUMBER ||
        direction == U_COMMON_NUMBER_SEPARATOR || character == '<' ||
        character == '>')
        return READER_ALONE;
    return READER_NEUTRAL;
}

static bool all_format(struct str text)
{
    for (size_t i = 0; i < text.count;)
        if (!is_format(utf8_next(text, &i)))
            return false;
    return text.count > 0;
}

// Isolates, embeddings and marks of direction: the page shows what they did,
// and a reader that reverses would put them anywhere.
static bool is_direction(uint32_t character)
{
    return character >= 0x61C &&
           u_hasBinaryProperty((UChar32)character, UCHAR_BIDI_CONTROL);
}

static size_t leading_format(struct str text)
{
    size_t end = 0;
    for (size_t i = 0; i < text.count; end = i)
        if (!is_format(utf8_next(text, &i)))
            break;
    return end;
}

// ----- Clusters -----

static scaled natural_width(const struct setting *setting, uint32_t glyph)
{
    return font_advance(setting->font, glyph) * setting->size_across /
           setting->run->face->units_per_em;
}

static bool no_advance(const struct text_cluster *cluster)
{
    for (size_t i = 0; i < cluster->glyph_count; i++)
        if (cluster->glyphs[i].advance != 0)
            return false;
    return true;
}

// Takes the glyphs of the other, which stand beside its own.
static void take_glyphs(struct text_cluster *cluster,
                        const struct text_cluster *other)
{
    if (other->glyphs < cluster->glyphs)
        cluster->glyphs = other->glyphs;
    cluster->glyph_count += other->glyph_count;
}

static bool follows(struct str first, struct str second)
{
    return first.bytes + first.count == second.bytes;
}

static void add_cluster(struct setting *setting, struct text_cluster cluster)
{
    struct text_cluster *last =
        setting->count ? &setting->clusters[setting->count - 1] : NULL;
    bool adjoins = last && follows(last->text, cluster.text);
    bool format = all_format(cluster.text);
    // A joiner after a right-to-left letter is said with it, see units_of.
    if (adjoins && setting->run->rtl && last->glyphs) {
        size_t count = leading_format(cluster.text);
        last->text.count += count;
        cluster.text = str_slice(cluster.text, count, cluster.text.count);
        if (format)
            return;
    }
    // A mark, or the second half of a ligature drawn as two.
    if (adjoins && !format && no_advance(&cluster) && last->glyphs &&
        last->glyph_count + cluster.glyph_count <= COMPONENTS_MAX &&
        !is_white(first_of(cluster.text))) {
        last->text.count += cluster.text.count;
        take_glyphs(last, &cluster);
        return;
    }
    if (format) {
        cluster.x = cluster.glyphs[0].x;
        cluster.glyphs = NULL;
        cluster.glyph_count = 0;
    }
    setting->clusters[setting->count++] = cluster;
}

static struct str glyph_text(const struct run *run, const struct glyph *glyph)
{
    if (glyph->text_offset > run->text.count ||
        glyph->text_count > run->text.count - glyph->text_offset)
        return STR("");
    return (struct str){run->text.bytes + glyph->text_offset,
                        glyph->text_count};
}

static void add_glyphs(struct setting *setting)
{
    const struct run *run = setting->run;
    for (size_t i = 0; i < run->glyph_count; i++) {
        size_t at = run->rtl ? run->glyph_count - 1 - i : i;
        const struct glyph *glyph = &run->glyphs[at];
        struct text_cluster cluster = {glyph, 1, glyph_text(run, glyph),
                                       0,     0, 0};
        struct text_cluster *last =
            setting->count ? &setting->clusters[setting->count - 1] : NULL;
        if (run->line_hyphen && at == run->glyph_count - 1 &&
            !cluster.text.count)
            cluster.text = SOFT_HYPHEN;
        else if (!run->text.count || (!cluster.text.count && !last))
            cluster.text = STR(" ");
        else if (!cluster.text.count && last->glyphs &&
                 last->glyph_count < COMPONENTS_MAX) {
            take_glyphs(last, &cluster);
            continue;
        }
        if (str_equal(cluster.text, SOFT_HYPHEN))
            setting->clusters[setting->count++] = cluster;
        else
            add_cluster(setting, cluster);
    }
}

// Format characters go to the start of what follows them, left to right.
static void move_format(struct setting *setting)
{
    for (size_t i = 0; i + 1 < setting->count; i++) {
        struct text_cluster *this = &setting->clusters[i];
        struct text_cluster *next = this + 1;
        size_t end = this->text.count;
        while (end) {
            size_t start = end;
            if (!is_format(utf8_previous(this->text, &start)))
                break;
            end = start;
        }
        if (end == this->text.count || !follows(this->text, next->text))
            continue;
        next->text.count += this->text.count - end;
        next->text.bytes = this->text.bytes + end;
        this->text.count = end;
    }
}

// The pen stands at the origin of the widest glyph; the width reaches to the
// end of the last that has one.
static void measure(struct setting *setting, struct text_cluster *cluster)
{
    if (!cluster->glyphs)
        return;
    scaled widest = -1;
    for (size_t i = 0; i < cluster->glyph_count; i++) {
        scaled width = natural_width(setting, cluster->glyphs[i].id);
        if (width > widest && (cluster->glyphs[i].advance || widest < 0)) {
            widest = width;
            cluster->x = cluster->glyphs[i].x;
            cluster->y = cluster->glyphs[i].y;
        }
    }
    cluster->width = 0;
    for (size_t i = 0; i < cluster->glyph_count; i++) {
        const struct glyph *glyph = &cluster->glyphs[i];
        scaled end = glyph->x + glyph->advance - cluster->x;
        if (glyph->advance && end > cluster->width)
            cluster->width = end;
    }
}

static struct text_cluster *scratch(struct writer *writer, size_t count)
{
    if (writer->cluster_capacity < count) {
        writer->cluster_capacity = count * 2;
        writer->clusters = ARENA_ARRAY(writer->arena, struct text_cluster,
                                       writer->cluster_capacity);
    }
    return writer->clusters;
}

static void clusters_of(struct setting *setting)
{
    setting->clusters = scratch(setting->writer, setting->run->glyph_count);
    add_glyphs(setting);
    if (!setting->run->rtl)
        move_format(setting);
    for (size_t i = 0; i < setting->count; i++)
        measure(setting, &setting->clusters[i]);
}

// ----- Units: what each code of a right-to-left cluster says -----

static void unit_add(struct unit *unit, uint32_t character, bool in_front)
{
    char bytes[4];
    size_t count = utf8_encode(character, bytes);
    if (unit->count + count > sizeof unit->bytes)
        return;
    if (in_front)
        memmove(unit->bytes + count, unit->bytes, unit->count);
    memcpy(unit->bytes + (in_front ? 0 : unit->count), bytes, count);
    unit->count += count;
    unit->length++;
}

static struct str unit_text(const struct unit *unit)
{
    return (struct str){unit->bytes, unit->count};
}

// Logical order. A format character goes in front of the letter before it: so
// it comes after that letter when a reader reverses, and no text ends in one.
static size_t units_of(struct str text, struct unit units[UNITS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < text.count;) {
        uint32_t character = utf8_next(text, &i);
        if (is_direction(character))
            continue;
        bool joins = count && (is_format(character) || count == UNITS_MAX);
        if (!joins)
            units[count++] = (struct unit){.character = character};
        unit_add(&units[count - 1], character, joins);
    }
    return count;
}

// Left to right a code says its cluster's text as it is.
static struct unit unit_of(struct str text)
{
    struct unit unit;
    unit.count = 0;
    unit.length = 0;
    for (size_t i = 0; i < text.count;) {
        uint32_t character = utf8_next(text, &i);
        if (!is_direction(character))
            unit_add(&unit, character, false);
    }
    return unit;
}

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
    put_thousandths(&content->out, page_x - content->line_x);
    buffer_add_byte(&content->out, ' ');
    put_thousandths(&content->out, page_y - content->line_y);
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
    put_integer(out, adjustment);
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
    unsigned code = font_code(setting->writer, setting->font, shape, text);
    struct buffer *out = &setting->content->out;
    if (!setting->in_string)
        buffer_add_byte(out, '(');
    setting->in_string = true;
    put_string_byte(out, code >> 8);
    put_string_byte(out, code & 255);
    setting->pen += font_width(setting->font, code) * setting->size_across;
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
             !is_white(first_of(cluster->text)))
        shape.advance = natural + (width - natural) / step * step;
    return shape;
}

static void show_cluster(struct setting *setting,
                         const struct text_cluster *cluster)
{
    struct unit unit = unit_of(cluster->text);
    if (!unit.count && !cluster->glyphs)
        return;
    struct shape shape = shape_of(setting, cluster);
    show(setting, &shape, unit.count ? unit_text(&unit) : STR(" "), cluster->x,
         cluster->y);
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
        show(setting, &shape, unit_text(&units[0]), cluster->x, cluster->y);
        return;
    }
    struct shares shares = share_out(setting, cluster, units, count);
    struct shape blank;
    blank.count = 0;
    int32_t before = 0;
    for (size_t i = count; i-- > 1;) {
        blank.advance = shares.blank * units[i].length;
        show(setting, &blank, unit_text(&units[i]),
             cluster->x + to_length(setting, before), cluster->y);
        before += blank.advance;
    }
    shape.advance = shares.drawn;
    for (size_t i = 0; i < shape.count; i++)
        shape.components[i].x -= before;
    show(setting, &shape, unit_text(&units[0]),
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
    show(setting, &shape, unit_text(unit), cluster->x - width, cluster->y);
    piece_end(setting);
    content_font(setting->content, setting->font, setting->run->size);
}

static void show_alone(struct setting *setting,
                       const struct text_cluster *cluster)
{
    piece_end(setting);
    struct unit units[UNITS_MAX];
    size_t count = units_of(cluster->text, units);
    size_t said = count;
    while (said > 1 && is_mark(units[said - 1].character))
        said--;
    show_units(setting, cluster, units, said);
    piece_end(setting);
    for (size_t i = said; i < count; i++)
        show_mark_alone(setting, cluster, &units[i]);
}

static enum reader_class cluster_class(const struct text_cluster *cluster)
{
    enum reader_class class = READER_NEUTRAL;
    for (size_t i = 0; i < cluster->text.count;) {
        enum reader_class one = reader_class(utf8_next(cluster->text, &i));
        if (one == READER_ALONE)
            return READER_ALONE;
        if (one == READER_LETTER)
            class = READER_LETTER;
    }
    return class;
}

// Clusters [from, to) in logical order, letters and neutrals. What is neutral
// at its end would be put in front by readers that reverse: it follows alone.
static void show_word(struct setting *setting, size_t from, size_t to)
{
    size_t end = to;
    while (end > from &&
           cluster_class(&setting->clusters[end - 1]) == READER_NEUTRAL)
        end--;
    piece_end(setting);
    struct unit units[UNITS_MAX];
    struct unit marks[UNITS_MAX];
    size_t mark_count = 0;
    for (size_t i = end; i-- > from;) {
        const struct text_cluster *cluster = &setting->clusters[i];
        size_t count = units_of(cluster->text, units);
        while (i == end - 1 && count > 1 &&
               reader_class(units[count - 1].character) == READER_NEUTRAL)
            marks[mark_count++] = units[--count];
        show_units(setting, cluster, units, count);
    }
    piece_end(setting);
    while (mark_count)
        show_mark_alone(setting, &setting->clusters[end - 1],
                        &marks[--mark_count]);
    for (size_t i = end; i < to; i++)
        show_alone(setting, &setting->clusters[i]);
}

static void show_right_to_left(struct setting *setting)
{
    size_t from = 0;
    for (size_t i = 0; i <= setting->count; i++) {
        bool ends = i == setting->count ||
                    is_white(first_of(setting->clusters[i].text)) ||
                    cluster_class(&setting->clusters[i]) == READER_ALONE;
        if (!ends)
            continue;
        show_word(setting, from, i);
        if (i < setting->count)
            show_alone(setting, &setting->clusters[i]);
        from = i + 1;
    }
}

static void show_left_to_right(struct setting *setting)
{
    for (size_t i = 0; i < setting->count; i++)
        show_cluster(setting, &setting->clusters[i]);
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
                              .writer = content->writer,
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
    clusters_of(&setting);
    if (run->rtl)
        show_right_to_left(&setting);
    else
        show_left_to_right(&setting);
}

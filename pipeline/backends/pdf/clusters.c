// SPDX-License-Identifier: MIT
// Which glyphs of a run say what: clusters, and the units of their text.

#include "backends/pdf/pdf_text.h"

#include "base/characters.h"

#include <string.h>
#include <unicode/uchar.h>

static const struct str SOFT_HYPHEN = {"\xC2\xAD", 2};

// ----- Characters -----

static bool is_white(uint32_t character)
{
    return character <= ' ' || char_is_space(character);
}

enum cluster_reader_class cluster_reader_class(uint32_t character)
{
    if (char_is_rtl(character))
        return READER_LETTER;
    UCharDirection direction = u_charDirection((UChar32)character);
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

enum cluster_reader_class cluster_class(const struct text_cluster *cluster)
{
    enum cluster_reader_class class = READER_NEUTRAL;
    for (size_t i = 0; i < cluster->text.count;) {
        enum cluster_reader_class one =
            cluster_reader_class(utf8_next(cluster->text, &i));
        if (one == READER_ALONE)
            return READER_ALONE;
        if (one == READER_LETTER)
            class = READER_LETTER;
    }
    return class;
}

bool cluster_is_white(const struct text_cluster *cluster)
{
    return is_white(utf8_after(cluster->text, 0));
}

// A format character that is not drawn.
static bool is_unseen(uint32_t character)
{
    return char_is_format(character) && !char_is_number_sign(character);
}

// pdf.js leaves out a code whose text ends in a format character.
static bool all_format(struct str text)
{
    for (size_t i = 0; i < text.count;)
        if (!is_unseen(utf8_next(text, &i)))
            return false;
    return text.count > 0;
}

static size_t leading_format(struct str text)
{
    size_t end = 0;
    for (size_t i = 0; i < text.count; end = i)
        if (!is_unseen(utf8_next(text, &i)))
            break;
    return end;
}

// The sign of a number is said with the digit behind it, since pdf.js would
// leave it out by itself.
static bool ends_in_sign(struct str text)
{
    size_t end = text.count;
    return end > 0 && char_is_number_sign(utf8_previous(text, &end));
}

// ----- Clusters -----

static scaled natural_width(const struct clusters *clusters, uint32_t glyph)
{
    return font_advance(clusters->font, glyph) * clusters->size_across /
           clusters->run->face->units_per_em;
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

static void add_cluster(struct clusters *clusters, struct text_cluster cluster)
{
    struct text_cluster *last =
        clusters->count ? &clusters->items[clusters->count - 1] : NULL;
    bool adjoins = last && follows(last->text, cluster.text);
    bool format = all_format(cluster.text);
    // A joiner after a right-to-left letter is said with it, see
    // cluster_units_of.
    if (adjoins && clusters->run->rtl && last->glyphs) {
        size_t count = leading_format(cluster.text);
        last->text.count += count;
        cluster.text = str_slice(cluster.text, count, cluster.text.count);
        if (format)
            return;
    }
    // A mark, the second half of a ligature drawn as two, or a signed digit.
    if (adjoins && !format && last->glyphs &&
        (no_advance(&cluster) || ends_in_sign(last->text)) &&
        last->glyph_count + cluster.glyph_count <= COMPONENTS_MAX &&
        !is_white(utf8_after(cluster.text, 0))) {
        last->text.count += cluster.text.count;
        take_glyphs(last, &cluster);
        return;
    }
    if (format) {
        cluster.x = cluster.glyphs[0].x;
        cluster.glyphs = NULL;
        cluster.glyph_count = 0;
    }
    clusters->items[clusters->count++] = cluster;
}

static struct str glyph_text(const struct run *run, const struct glyph *glyph)
{
    if (glyph->text_offset > run->text.count ||
        glyph->text_count > run->text.count - glyph->text_offset)
        return STR("");
    return (struct str){run->text.bytes + glyph->text_offset,
                        glyph->text_count};
}

static void add_glyphs(struct clusters *clusters)
{
    const struct run *run = clusters->run;
    for (size_t i = 0; i < run->glyph_count; i++) {
        size_t at = run->rtl ? run->glyph_count - 1 - i : i;
        const struct glyph *glyph = &run->glyphs[at];
        struct text_cluster cluster = {glyph, 1, glyph_text(run, glyph),
                                       0,     0, 0};
        struct text_cluster *last =
            clusters->count ? &clusters->items[clusters->count - 1] : NULL;
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
            clusters->items[clusters->count++] = cluster;
        else
            add_cluster(clusters, cluster);
    }
}

// Format characters go to the start of what follows them, left to right.
static void move_format(struct clusters *clusters)
{
    for (size_t i = 0; i + 1 < clusters->count; i++) {
        struct text_cluster *this = &clusters->items[i];
        struct text_cluster *next = this + 1;
        size_t end = this->text.count;
        while (end) {
            size_t start = end;
            if (!is_unseen(utf8_previous(this->text, &start)))
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

// The pen stands at the origin of the widest glyph, or of the kashida left of
// it; the width reaches to the end of the last that has one.
static void measure(struct clusters *clusters, struct text_cluster *cluster)
{
    if (!cluster->glyphs)
        return;
    scaled widest = -1;
    for (size_t i = 0; i < cluster->glyph_count; i++) {
        scaled width = natural_width(clusters, cluster->glyphs[i].id);
        if (i == 0 && cluster->glyphs[i].kashida)
            width = INT64_MAX;
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

static struct text_cluster *scratch(struct pdf_writer *writer, size_t count)
{
    if (writer->cluster_capacity < count) {
        writer->cluster_capacity = count * 2;
        writer->clusters = ARENA_ARRAY(writer->arena, struct text_cluster,
                                       writer->cluster_capacity);
    }
    return writer->clusters;
}

void clusters_find(struct clusters *clusters)
{
    clusters->items = scratch(clusters->writer, clusters->run->glyph_count);
    add_glyphs(clusters);
    if (!clusters->run->rtl)
        move_format(clusters);
    for (size_t i = 0; i < clusters->count; i++)
        measure(clusters, &clusters->items[i]);
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

void cluster_unit_add(struct unit *unit, uint32_t character)
{
    unit_add(unit, character, false);
}

struct str cluster_unit_text(const struct unit *unit)
{
    return (struct str){unit->bytes, unit->count};
}

// Logical order. A format character goes in front of the letter before it: so
// it comes after that letter when a reader reverses, and no text ends in one.
size_t cluster_units_of(struct str text, struct unit units[UNITS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < text.count;) {
        uint32_t character = utf8_next(text, &i);
        // The page shows what isolates and marks of direction did, and a reader
        // that reverses would put them anywhere.
        if (char_is_bidi_control(character))
            continue;
        bool joins = count && (char_is_format(character) || count == UNITS_MAX);
        if (!joins)
            units[count++] = (struct unit){.character = character};
        unit_add(&units[count - 1], character, joins);
    }
    return count;
}

// Left to right a code says its cluster's text as it is.
struct unit cluster_unit_of(struct str text)
{
    struct unit unit;
    unit.count = 0;
    unit.length = 0;
    for (size_t i = 0; i < text.count;) {
        uint32_t character = utf8_next(text, &i);
        if (!char_is_bidi_control(character))
            unit_add(&unit, character, false);
    }
    return unit;
}

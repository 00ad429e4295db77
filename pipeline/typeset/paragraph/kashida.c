// SPDX-License-Identifier: MIT
// Kashida: where a word of Arabic script may be lengthened, and which words of
// a line are (W3C alreq, "Justification": at most one a word, and none above or
// below another).
//
// A kashida is drawn by the face's own tatweel, once or several times over one
// another, and has no text: what is copied is what the author wrote.
#include "typeset/paragraph/line_setting.h"

#include "base/search.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

enum {
    TATWEEL = 0x640,
    WORD_SHORTEST = 3, // letters; a shorter word looks pulled apart
    RANK_NONE = 8,
    TILES_MOST = 8
};

// ----- Places -----

static UJoiningGroup group_of(UChar unit)
{
    return (UJoiningGroup)u_getIntPropertyValue(unit, UCHAR_JOINING_GROUP);
}

static UJoiningType type_of(UChar unit)
{
    return (UJoiningType)u_getIntPropertyValue(unit, UCHAR_JOINING_TYPE);
}

// The letter before or after a unit, past its marks; 0 at the text's ends.
static UChar letter_before(const struct paragraph *p, uint32_t unit)
{
    while (unit > 0 && p->facts[unit - 1].flags & UNIT_MARK)
        unit--;
    return unit ? p->units[unit - 1] : 0;
}

static UChar letter_after(const struct paragraph *p, uint32_t unit)
{
    uint32_t count = (uint32_t)p->unit_count;
    for (unit++; unit < count && p->facts[unit].flags & UNIT_MARK;)
        unit++;
    return unit < count ? p->units[unit] : 0;
}

static bool joins_onward(UChar letter, UChar next)
{
    UJoiningType type = type_of(letter), other = type_of(next);
    return type == U_JT_DUAL_JOINING &&
           (other == U_JT_DUAL_JOINING || other == U_JT_RIGHT_JOINING ||
            other == U_JT_JOIN_CAUSING);
}

static int rank_before_final(UJoiningGroup group)
{
    switch ((int)group) {
    case U_JG_TEH_MARBUTA:
    case U_JG_TEH_MARBUTA_GOAL:
    case U_JG_HEH:
    case U_JG_HEH_GOAL:
    case U_JG_KNOTTED_HEH:
    case U_JG_HAH:
    case U_JG_DAL:
        return 2;
    case U_JG_ALEF:
    case U_JG_TAH:
    case U_JG_LAM:
    case U_JG_KAF:
    case U_JG_SWASH_KAF:
    case U_JG_GAF:
        return 3;
    case U_JG_WAW:
    case U_JG_AIN:
    case U_JG_QAF:
    case U_JG_FEH:
        return 5;
    default: // no enum of ours
        return 6;
    }
}

static bool ends_in_bowl(UChar letter)
{
    UJoiningGroup group = group_of(letter);
    return group == U_JG_REH || group == U_JG_YEH || group == U_JG_FARSI_YEH;
}

// The order of joins is the one that Microsoft gave for kashida in its
// browser (text-kashida, Internet Explorer 5.5) and that LibreOffice follows:
// after seen and sad; before final teh marbuta (and heh, of the same shape),
// hah, dal; before final alef, tah, lam, kaf, gaf; before a beh with reh or
// yeh after it; before final waw, ain, qaf, feh; before other final letters.
// Other joins come last. A letter of the author's own goes by its group, so
// that the Pashto letters have their places too.
static int rank_of(const struct paragraph *p, uint32_t unit)
{
    UChar before = letter_before(p, unit), letter = p->units[unit];
    UChar after = letter_after(p, unit);
    if (group_of(before) == U_JG_SEEN || group_of(before) == U_JG_SAD)
        return 1;
    if (!joins_onward(letter, after))
        return rank_before_final(group_of(letter));
    if (group_of(letter) == U_JG_BEH && ends_in_bowl(after) &&
        !joins_onward(after, letter_after(p, unit + 1)))
        return 4;
    return 7;
}

static bool in_word(const struct paragraph *p, uint32_t unit)
{
    return p->facts[unit].flags & (UNIT_LETTER | UNIT_IGNORABLE);
}

// Of joins of the same rank the last.
static struct kashida_place best_place(const struct paragraph *p,
                                       uint32_t start, uint32_t end)
{
    struct kashida_place best = {.rank = RANK_NONE};
    uint32_t letters = 0;
    for (uint32_t unit = start; unit < end; unit++) {
        letters +=
            (p->facts[unit].flags & (UNIT_LETTER | UNIT_MARK)) == UNIT_LETTER;
        // The author's own tatweel is the word's one.
        if (p->units[unit] == TATWEEL)
            return (struct kashida_place){.rank = RANK_NONE};
        if (!(p->facts[unit].flags & UNIT_EXTENDS))
            continue;
        int rank = rank_of(p, unit);
        if (rank <= best.rank)
            best = (struct kashida_place){.unit = unit, .rank = (uint8_t)rank};
    }
    best.letters = (uint8_t)(letters > UINT8_MAX ? UINT8_MAX : letters);
    if (letters < WORD_SHORTEST)
        best.rank = RANK_NONE;
    return best;
}

static void sum_up(struct paragraph *p)
{
    size_t next = 0;
    for (uint32_t unit = 0; unit < p->unit_count; unit++) {
        p->kashida[unit + 1] = p->kashida[unit];
        if (next == p->kashida_count || p->kashidas[next].unit != unit)
            continue;
        p->kashida[unit + 1] +=
            shape_segment_at(p, unit)->size * KASHIDA_MOST / 1000;
        next++;
    }
}

// A word in a paragraph that runs from left to right is a name or a quotation
// there: it stays as it is.
void kashida_find(struct paragraph *p)
{
    p->kashida = ARENA_ARRAY(p->work, scaled, p->unit_count + 1);
    if (p->base != DIRECTION_RTL)
        return;
    uint32_t count = (uint32_t)p->unit_count;
    for (uint32_t start = 0, end; start < count; start = end) {
        end = start + 1;
        if (!in_word(p, start))
            continue;
        while (end < count && in_word(p, end))
            end++;
        struct kashida_place place = best_place(p, start, end);
        if (place.rank < RANK_NONE)
            ARENA_PUSH(p->work, p->kashidas, p->kashida_count,
                       p->kashida_capacity) = place;
    }
    sum_up(p);
}

int32_t kashida_from(enum kashida kashida)
{
    return kashida == KASHIDA_SPARING ? KASHIDA_SPARING_FROM : 0;
}

// ----- The places of a line -----

static bool place_before(const void *kashida, const void *unit)
{
    return ((const struct kashida_place *)kashida)->unit <
           *(const uint32_t *)unit;
}

// The first place at unit or later.
static size_t place_from(const struct paragraph *p, uint32_t unit)
{
    return search_first(p->kashidas, p->kashida_count, sizeof *p->kashidas,
                        place_before, &unit);
}

// Better joins first; of the same rank the longer word; then the later one.
static int by_rank(const void *left, const void *right)
{
    const struct kashida_place *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank - b->rank;
    if (a->letters != b->letters)
        return b->letters - a->letters;
    return a->unit < b->unit ? 1 : -1;
}

static int by_unit(const void *left, const void *right)
{
    const struct kashida_place *a = left, *b = right;
    return a->unit < b->unit ? -1 : 1;
}

static bool is_banned(const struct line_setting *s, uint32_t unit)
{
    for (size_t i = 0; i < s->banned->count; i++)
        if (s->banned->units[i] == unit)
            return true;
    return false;
}

struct choice {
    struct kashida_place *places;
    size_t count;
    scaled each; // width
};

static struct choice places_of(const struct line_setting *s)
{
    const struct paragraph *p = s->paragraph;
    size_t first = place_from(p, s->from->begin);
    size_t end = place_from(p, s->to->end);
    struct choice choice = {
        .places = ARENA_ARRAY(s->scratch, struct kashida_place, end - first)};
    for (size_t i = first; i < end; i++)
        if (!is_banned(s, p->kashidas[i].unit))
            choice.places[choice.count++] = p->kashidas[i];
    return choice;
}

// As many as share the width well, the best of them; in the text's order.
static struct choice choose_places(const struct line_setting *s, scaled need)
{
    struct choice choice = places_of(s);
    if (!choice.count)
        return choice;
    scaled size = shape_segment_at(s->paragraph, choice.places[0].unit)->size;
    if (need < size * KASHIDA_LEAST / 2000)
        return (struct choice){0};
    scaled usual = size * KASHIDA_USUAL / 1000;
    size_t wanted = (size_t)((need + usual - 1) / usual);
    qsort(choice.places, choice.count, sizeof *choice.places, by_rank);
    if (wanted < choice.count)
        choice.count = wanted;
    qsort(choice.places, choice.count, sizeof *choice.places, by_unit);
    choice.each = need / (scaled)choice.count;
    return choice;
}

// ----- Drawing -----

// Font units, in steps of 1/100 em, so that a font has few widths of a letter
// with its kashida (pdf/ makes a glyph of each); word spaces take the rest.
static int32_t width_in(const struct glyph_segment *segment, scaled width,
                        int32_t tatweel)
{
    scaled em = segment->face->units_per_em, size = segment->size;
    scaled units = width * 100 / size * em / 100;
    if (units > em * KASHIDA_MOST / 1000)
        units = em * KASHIDA_MOST / 1000;
    if (units < em * KASHIDA_LEAST / 1000)
        units = em * KASHIDA_LEAST / 1000;
    return (int32_t)(units < tatweel ? tatweel : units);
}

// The bar of a tatweel is straight: several over one another are a longer one.
static size_t draw_kashida(struct shaped *out,
                           const struct glyph_segment *segment, scaled width,
                           uint32_t cluster)
{
    hb_font_t *font = segment->face->font;
    hb_codepoint_t glyph;
    hb_font_get_nominal_glyph(font, TATWEEL, &glyph);
    int32_t tatweel = hb_font_get_glyph_h_advance(font, glyph);
    int32_t units = width_in(segment, width, tatweel);
    int32_t count = (units + tatweel - 1) / tatweel;
    count = count > TILES_MOST ? TILES_MOST : count;
    int32_t given = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t until =
            (units - tatweel) * (i + 1) / (count > 1 ? count - 1 : 1);
        if (i + 1 == count)
            until = units;
        out[i] = (struct shaped){.id = glyph,
                                 .cluster = cluster,
                                 .advance = until - given,
                                 .kashida = true};
        given = until;
    }
    return (size_t)count;
}

// Right to left the glyphs' clusters fall: a kashida stands before the first
// that belongs to the letter which it lengthens.
static void lengthen_part(struct line_setting *s, struct line_part *part,
                          const struct choice *choice, size_t first, size_t end)
{
    size_t count = part->glyphs.count;
    struct shaped *out = ARENA_ARRAY(s->scratch, struct shaped,
                                     count + (end - first) * TILES_MOST);
    size_t written = 0;
    for (size_t i = 0; i < count; i++) {
        const struct shaped *glyph = &part->glyphs.items[i];
        for (; end > first && glyph->cluster < choice->places[end - 1].unit;
             end--)
            written += draw_kashida(&out[written], part->segment, choice->each,
                                    glyph->cluster);
        out[written++] = *glyph;
    }
    part->glyphs = (struct glyphs){out, written};
}

void kashida_lengthen(struct line_setting *s, scaled need)
{
    struct choice choice = choose_places(s, need);
    size_t next = 0;
    for (size_t i = 0; i < s->part_count && next < choice.count; i++) {
        struct line_part *part = &s->parts[i];
        size_t first = next;
        while (next < choice.count && choice.places[next].unit < part->end)
            next++;
        if (next > first)
            lengthen_part(s, part, &choice, first, next);
    }
}

// ----- None above another -----

void kashida_add_stroke(struct line_setting *s, const struct line_part *part,
                        const struct shaped *glyph, scaled x, scaled width)
{
    struct strokes *strokes = &s->strokes;
    struct stroke *last =
        strokes->count ? &strokes->items[strokes->count - 1] : NULL;
    if (last && last->part == part && last->cluster == glyph->cluster) {
        last->width += width;
        return;
    }
    // The line below asks for them: not of the line's own arena.
    ARENA_PUSH(s->paragraph->work, strokes->items, strokes->count,
               strokes->capacity) =
        (struct stroke){part, glyph->cluster, x, width};
}

static bool meets(const struct stroke *stroke, const struct strokes *above)
{
    for (size_t i = 0; i < above->count; i++)
        if (stroke->x < above->items[i].x + above->items[i].width &&
            above->items[i].x < stroke->x + stroke->width)
            return true;
    return false;
}

bool kashida_ban_below(struct line_setting *s, const struct strokes *above)
{
    bool found = false;
    for (size_t i = 0; i < s->strokes.count; i++) {
        struct stroke *stroke = &s->strokes.items[i];
        stroke->x += stroke->part->x;
        if (!meets(stroke, above))
            continue;
        const struct paragraph *p = s->paragraph;
        size_t place = place_from(p, stroke->cluster + 1);
        ARENA_PUSH(s->scratch, s->banned->units, s->banned->count,
                   s->banned->capacity) = p->kashidas[place].unit;
        found = true;
    }
    return found;
}

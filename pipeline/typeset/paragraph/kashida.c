// SPDX-License-Identifier: MIT
// Kashida: where a line's words are lengthened, and how that is drawn (W3C
// alreq, "Justification": none above or below another).
//
// A kashida is drawn by the face's own tatweel, once or several times over one
// another, and has no text: what is copied is what the author wrote. No face of
// fonts.def has a curved one: their tatweel is one glyph whatever stands around
// it, and they have neither alternates for justification nor swashes.
#include "typeset/paragraph/line_setting.h"

#include "base/search.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    TATWEEL = 0x640,
    TILES_MOST = 8,
    // Places of a line among which a pair is looked for. A line of body text
    // has about ten; more are only found in hostile text.
    CANDIDATES_MOST = 64,
    // What two lengthened words in one third of a line cost beside joins of a
    // worse rank.
    NEAR_COST = 4
};

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

static bool is_sparing(const struct line_setting *s)
{
    return s->m->style->kashida == KASHIDA_SPARING;
}

static struct choice places_of(const struct line_setting *s)
{
    const struct paragraph *p = s->paragraph;
    size_t first = place_from(p, s->from->begin);
    size_t end = place_from(p, s->to->end);
    struct choice choice = {
        .places = ARENA_ARRAY(s->scratch, struct kashida_place, end - first)};
    for (size_t i = first; i < end; i++)
        if (!is_banned(s, p->kashidas[i].unit) &&
            (!is_sparing(s) || p->kashidas[i].rank <= KASHIDA_RANK_SPARING))
            choice.places[choice.count++] = p->kashidas[i];
    return choice;
}

static struct choice best_of(struct choice choice, size_t wanted)
{
    qsort(choice.places, choice.count, sizeof *choice.places, by_rank);
    if (wanted < choice.count)
        choice.count = wanted;
    qsort(choice.places, choice.count, sizeof *choice.places, by_unit);
    return choice;
}

// Of two places in the text's order; never in neighbouring words.
static int pair_cost(const struct line_setting *s,
                     const struct kashida_place *first,
                     const struct kashida_place *second)
{
    if (second->word - first->word < 2)
        return INT_MAX;
    bool near = (second->unit - first->unit) * 3 < s->to->end - s->from->begin;
    return first->rank + second->rank + (near ? NEAR_COST : 0);
}

// As a scribe does it: one, or two that stand apart.
static struct choice best_pair(const struct line_setting *s,
                               struct choice choice)
{
    size_t count = choice.count;
    if (count > CANDIDATES_MOST)
        count = CANDIDATES_MOST;
    int least = INT_MAX;
    size_t first = 0, second = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++) {
            int cost = pair_cost(s, &choice.places[i], &choice.places[j]);
            if (cost >= least)
                continue;
            least = cost;
            first = i;
            second = j;
        }
    if (least == INT_MAX)
        return best_of(choice, 1);
    struct kashida_place pair[] = {choice.places[first], choice.places[second]};
    memcpy(choice.places, pair, sizeof pair);
    choice.count = 2;
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
    choice = is_sparing(s) && wanted > 1 ? best_pair(s, choice)
                                         : best_of(choice, wanted);
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

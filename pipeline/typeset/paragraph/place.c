// SPDX-License-Identifier: MIT
// Lines with their glyphs: word spaces set, runs in visual order (UAX #9 L1,
// L2), each glyph with the author's text that it stands for.
#include "typeset/paragraph/line_setting.h"

#include "base/search.h"

#include <string.h>

// ----- Parts -----

static bool glyph_before(const void *glyph, const void *unit)
{
    return ((const struct shaped *)glyph)->cluster < *(const uint32_t *)unit;
}

static bool glyph_from(const void *glyph, const void *unit)
{
    return !glyph_before(glyph, unit);
}

static size_t first_glyph_from(const struct glyph_segment *segment,
                               uint32_t unit)
{
    // Left to right clusters rise: the first glyph at unit or later. Right to
    // left they fall: the first glyph before unit.
    const struct shaped *glyphs = segment->glyphs.items;
    size_t count = segment->glyphs.count;
    return segment->level & 1
               ? search_first(glyphs, count, sizeof *glyphs, glyph_from, &unit)
               : search_first(glyphs, count, sizeof *glyphs, glyph_before,
                              &unit);
}

static bool safe_edge(const struct paragraph *p,
                      const struct glyph_segment *segment, uint32_t unit)
{
    if (unit == segment->start || unit == segment->end)
        return true;
    if (p->facts[unit].flags & UNIT_UNSAFE)
        return false;
    size_t glyph = first_glyph_from(segment, unit);
    if (segment->level & 1) // then the one before it in the array
        return glyph > 0 && segment->glyphs.items[glyph - 1].cluster == unit;
    return glyph < segment->glyphs.count &&
           segment->glyphs.items[glyph].cluster == unit;
}

static struct glyphs slice(const struct glyph_segment *segment, uint32_t start,
                           uint32_t end)
{
    size_t a = first_glyph_from(segment, start),
           b = first_glyph_from(segment, end);
    if (segment->level & 1)
        return (struct glyphs){segment->glyphs.items + b, a - b};
    return (struct glyphs){segment->glyphs.items + a, b - a};
}

// Where the last word of a part begins, if what stands before it is the same
// whatever follows; else the part's start. From left to right only.
static uint32_t last_word(const struct paragraph *p,
                          const struct glyph_segment *segment, uint32_t start,
                          uint32_t end)
{
    if (segment->level & 1 || !safe_edge(p, segment, start))
        return start;
    for (uint32_t unit = end - 1; unit > start; unit--)
        if (p->facts[unit - 1].flags & UNIT_SPACE &&
            safe_edge(p, segment, unit))
            return unit;
    return start;
}

static struct glyphs joined(struct arena *arena, struct glyphs a,
                            struct glyphs b)
{
    struct glyphs glyphs = {
        ARENA_ARRAY(arena, struct shaped, a.count + b.count),
        a.count + b.count};
    if (a.count)
        memcpy(glyphs.items, a.items, a.count * sizeof *a.items);
    if (b.count)
        memcpy(glyphs.items + a.count, b.items, b.count * sizeof *b.items);
    return glyphs;
}

// The line's end, anew: with a hyphen, or without what stood behind it.
static struct glyphs part_glyphs(struct line_setting *s,
                                 const struct glyph_segment *segment,
                                 uint32_t start, uint32_t end)
{
    if (!segment->face)
        return (struct glyphs){0};
    bool hyphenated = s->to->kind == BREAK_HYPHEN && end == s->to->next;
    uint32_t hyphen = hyphenated ? shape_hyphen_of(segment->face) : 0;
    if (!hyphen && safe_edge(s->paragraph, segment, start) &&
        safe_edge(s->paragraph, segment, end))
        return slice(segment, start, end);
    uint32_t word = last_word(s->paragraph, segment, start, end);
    struct glyphs glyphs =
        shape_part(s->paragraph, segment, word, end, hyphen, s->scratch);
    return word == start
               ? glyphs
               : joined(s->scratch, slice(segment, start, word), glyphs);
}

static void add_part(struct line_setting *s,
                     const struct glyph_segment *segment)
{
    uint32_t start = segment->start, end = segment->end;
    if (start < s->from->next)
        start = s->from->next;
    if (end > s->to->next)
        end = s->to->next;
    if (end <= start)
        return;
    struct line_part *part =
        &ARENA_PUSH(s->scratch, s->parts, s->part_count, s->part_capacity);
    *part = (struct line_part){.segment = segment, .start = start, .end = end};
    part->glyphs = part_glyphs(s, segment, start, end);
}

static void collect_parts(struct line_setting *s)
{
    struct paragraph *p = s->paragraph;
    if (!p->segment_count || s->from->next >= s->to->next)
        return;
    const struct glyph_segment *end = p->segments + p->segment_count;
    for (const struct glyph_segment *segment =
             shape_segment_at(p, s->from->next);
         segment < end && segment->start < s->to->next; segment++)
        add_part(s, segment);
}

// ----- Glyphs and their text -----

// Where the text of a cluster begins: a ZWNJ before a letter is the letter's
// (pdf.js drops a string that ends in one).
static uint32_t text_start(const struct paragraph *p,
                           const struct line_part *part, uint32_t cluster)
{
    if (cluster >= part->end)
        return part->end;
    while (cluster > part->start &&
           p->facts[cluster - 1].flags & UNIT_IGNORABLE)
        cluster--;
    return cluster;
}

static uint32_t bytes_before(const struct paragraph *p,
                             const struct line_part *part, uint32_t unit)
{
    return p->byte_of[unit] - p->byte_of[part->start];
}

// Gives each cluster of glyphs its text. clusters: a unit a glyph. Glyphs are
// gone through in logical order.
static void give_texts(const struct paragraph *p, const struct line_part *part,
                       struct run *run, const uint32_t *clusters)
{
    size_t count = run->glyph_count;
    uint32_t start = part->start;
    for (size_t i = 0; i < count;) {
        size_t first = i;
        uint32_t cluster = clusters[run->rtl ? count - 1 - i : i];
        while (i < count && clusters[run->rtl ? count - 1 - i : i] == cluster)
            i++;
        uint32_t end = part->end;
        if (i < count)
            end = text_start(p, part, clusters[run->rtl ? count - 1 - i : i]);
        for (size_t k = first; k < i; k++) {
            struct glyph *glyph = &run->glyphs[run->rtl ? count - 1 - k : k];
            glyph->text_offset = bytes_before(p, part, start);
            glyph->text_count =
                k == first ? p->byte_of[end] - p->byte_of[start] : 0;
        }
        start = end;
    }
}

static bool keeps_glyph(const struct line_setting *s,
                        const struct line_part *part, size_t i, size_t kept)
{
    if (!shape_shows_nothing(s->paragraph, &part->glyphs.items[i]))
        return true;
    // Nothing but a mark of direction: one glyph without width bears its text.
    return kept == 0 && i + 1 == part->glyphs.count;
}

// Nothing on a page is 8,000 pt wide; sums of two stay in 32 bits.
static int32_t on_page(scaled length)
{
    const scaled most = PT(8000);
    return (int32_t)(length > most ? most : length < -most ? -most : length);
}

static void set_glyphs(struct line_setting *s, const struct line_part *part,
                       struct run *run)
{
    struct arena *arena = s->paragraph->arena;
    size_t count = part->glyphs.count;
    run->glyphs = ARENA_ARRAY(arena, struct glyph, count);
    uint32_t *clusters = ARENA_ARRAY(s->scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        const struct shaped *shaped = &part->glyphs.items[i];
        if (!keeps_glyph(s, part, i, run->glyph_count))
            continue;
        clusters[run->glyph_count] = shaped->cluster;
        struct glyph *glyph = &run->glyphs[run->glyph_count++];
        glyph->id = shaped->id;
        glyph->advance = on_page(justify_advance(s, part, i));
        glyph->x = on_page(run->width + justify_length(s, part, shaped->x));
        glyph->y = on_page(-shape_glyph_length(part->segment, shaped->y));
        glyph->kashida = shaped->kashida;
        if (shaped->kashida)
            kashida_add_stroke(s, part, shaped, run->width, glyph->advance);
        run->width += glyph->advance;
        if (shaped->cluster >= part->end)
            run->line_hyphen = true;
    }
    give_texts(s->paragraph, part, run, clusters);
}

static void place_run(struct line_setting *s, struct line_part *part,
                      struct placed *placed)
{
    const struct paragraph *p = s->paragraph;
    const struct text_fragment *piece = &p->pieces[part->segment->piece];
    struct str text = {p->text.bytes, p->text.count};
    placed->kind = PLACED_RUN;
    placed->tag = piece->tag;
    placed->y = -piece->style.raise;
    placed->ink = piece->style.ink;
    placed->as.run = (struct run){
        .face = part->segment->face,
        .size = part->segment->size,
        .rtl = part->segment->level & 1,
        .text = str_slice(text, p->byte_of[part->start], p->byte_of[part->end]),
        .lang = piece->lang,
        .horizontal_scale = justify_scale(s, part),
        .letter_fit = justify_fit(s, part)};
    set_glyphs(s, part, &placed->as.run);
    part->width = placed->as.run.width;
}

static void place_mark(struct line_setting *s, struct line_part *part,
                       struct placed *placed)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    placed->kind = PLACED_PATH;
    placed->tag = TAG_ARTIFACT;
    placed->ink = piece->style.ink;
    if (piece->mark)
        placed->as.path = *piece->mark;
    part->width = piece->mark_width;
}

static void place_picture(struct line_setting *s, struct line_part *part,
                          struct placed *placed)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    const struct line_picture *picture = piece->picture;
    scaled above = picture->image.height - picture->below;
    placed->kind = PLACED_IMAGE;
    placed->tag = piece->tag;
    placed->y = -above;
    placed->as.image = picture->image;
    part->width = picture->image.width;
    if (picture->raises && s->line.above < above)
        s->line.above = above;
}

static void place_part(struct line_setting *s, struct line_part *part,
                       struct placed *placed)
{
    if (part->segment->face)
        place_run(s, part, placed);
    else if (s->paragraph->pieces[part->segment->piece].picture)
        place_picture(s, part, placed);
    else
        place_mark(s, part, placed);
}

// What stands on the line behind its parts: strokes through text, and the
// glyphs and rules of formulas.
static size_t count_more(const struct line_setting *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->part_count; i++) {
        const struct text_fragment *piece =
            &s->paragraph->pieces[s->parts[i].segment->piece];
        count += piece->style.struck;
        if (piece->formula)
            count += piece->formula->placed_count;
    }
    return count;
}

static void set_parts(struct line_setting *s)
{
    struct paragraph *p = s->paragraph;
    size_t most = s->part_count + count_more(s);
    s->line.placed = ARENA_ARRAY(p->drafts, struct placed, most);
    s->line.placed_count = s->part_count;
    for (size_t i = 0; i < s->part_count; i++) {
        struct line_part *part = &s->parts[i];
        struct placed *placed = &s->line.placed[i];
        placed->order = p->order + p->byte_of[part->start];
        place_part(s, part, placed);
        s->line.width += part->width;
    }
}

// ----- Where they stand -----

static scaled line_x(const struct line_setting *s)
{
    bool rtl = s->paragraph->base == DIRECTION_RTL;
    scaled indent = s->first ? s->m->style->first_indent : 0;
    scaled at_end = s->m->measure - s->line.width;
    switch (s->m->style->alignment) {
    case PARAGRAPH_CENTER:
        return at_end / 2;
    case PARAGRAPH_END:
        return rtl ? 0 : at_end;
    case PARAGRAPH_JUSTIFIED:
        indent -= s->from->hang_start;
        break;
    case PARAGRAPH_START:
    case PARAGRAPH_BALANCED:
        break;
    }
    return rtl ? at_end - indent : indent;
}

// A line through the small letters' middle: a rectangle a part, which meet.
static struct placed strike(const struct line_setting *s,
                            const struct line_part *part)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    scaled size = part->segment->size, thick = size / 20;
    return (struct placed){.kind = PLACED_RECTANGLE,
                           .tag = TAG_ARTIFACT,
                           .x = part->x,
                           .y = -piece->style.raise - size * 24 / 100 -
                                thick / 2,
                           .ink = piece->style.ink,
                           .as.rectangle = {part->width, thick}};
}

static bool is_struck(const struct line_setting *s,
                      const struct line_part *part)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    return piece->style.struck && part->segment->face && part->width > 0;
}

static void strike_parts(struct line_setting *s)
{
    for (size_t i = 0; i < s->part_count; i++)
        if (is_struck(s, &s->parts[i]))
            s->line.placed[s->line.placed_count++] = strike(s, &s->parts[i]);
}

// In the part's place is only its width.
static void place_formula(struct line_setting *s, const struct line_part *part,
                          uint64_t order)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    const struct formula_line *formula = piece->formula;
    uint64_t bytes = piece->byte_end - piece->byte_start;
    for (size_t i = 0; i < formula->placed_count; i++) {
        struct placed *placed = &s->line.placed[s->line.placed_count++];
        *placed = formula->placed[i];
        placed->x += part->x;
        placed->order = order + (i < bytes ? i : bytes - 1);
    }
    if (s->line.above < formula->above)
        s->line.above = formula->above;
    if (s->line.below < formula->below)
        s->line.below = formula->below;
}

static void place_formulas(struct line_setting *s)
{
    for (size_t i = 0; i < s->part_count; i++)
        if (s->paragraph->pieces[s->parts[i].segment->piece].formula)
            place_formula(s, &s->parts[i], s->line.placed[i].order);
}

// Rule L1 of UAX #9 needs no step of its own: the spaces at a line's end have
// no width.
static size_t *order_parts(const struct line_setting *s)
{
    size_t count = s->part_count;
    struct level_run *runs = ARENA_ARRAY(s->scratch, struct level_run, count);
    size_t *order = ARENA_ARRAY(s->scratch, size_t, count);
    for (size_t i = 0; i < count; i++)
        runs[i] = (struct level_run){s->parts[i].start, s->parts[i].end,
                                     s->parts[i].segment->level};
    reorder_visual(s->paragraph, s->from->next, s->to->next, runs, count, order,
                   s->scratch);
    return order;
}

static bool same_link(const struct area *area,
                      const struct text_fragment *piece, scaled x)
{
    return area->tag == piece->tag && area->x + area->width == x &&
           str_equal(area->url, piece->link->url) &&
           str_equal(area->destination, piece->link->destination);
}

// From the top of the ascenders to the foot of the descenders, nearly: four
// fifths of the size and one fifth.
static struct area area_of(const struct text_fragment *piece,
                           const struct line_part *part)
{
    struct area area = {.tag = piece->tag,
                        .x = part->x,
                        .y = -part->segment->size * 4 / 5 - piece->style.raise,
                        .width = part->width,
                        .height = part->segment->size,
                        .url = piece->link->url,
                        .destination = piece->link->destination,
                        .contents = piece->link->contents};
    if (piece->picture) {
        area.tag = piece->picture->link_tag;
        area.height = piece->picture->image.height;
        area.y = piece->picture->below - area.height;
    }
    return area;
}

static void add_area(struct line_setting *s, const struct line_part *part)
{
    const struct text_fragment *piece =
        &s->paragraph->pieces[part->segment->piece];
    if (!piece->link || part->width <= 0)
        return;
    struct line *line = &s->line;
    if (line->area_count && !piece->picture &&
        same_link(&line->areas[line->area_count - 1], piece, part->x)) {
        line->areas[line->area_count - 1].width += part->width;
        return;
    }
    ARENA_PUSH(s->paragraph->drafts, line->areas, line->area_count,
               s->area_capacity) = area_of(piece, part);
}

static void place_parts(struct line_setting *s)
{
    if (!s->part_count)
        return;
    size_t *order = order_parts(s);
    scaled x = line_x(s);
    for (size_t i = 0; i < s->part_count; i++) {
        size_t index = order[i];
        s->parts[index].x = x;
        s->line.placed[index].x = x;
        x += s->parts[index].width;
        add_area(s, &s->parts[index]);
    }
    strike_parts(s);
    place_formulas(s);
}

static void list_notes(struct line_setting *s)
{
    struct line *line = &s->line;
    for (size_t i = 0; i < s->part_count; i++) {
        const struct glyph_segment *segment = s->parts[i].segment;
        const struct text_fragment *piece =
            &s->paragraph->pieces[segment->piece];
        if (piece->kind != PIECE_NOTE || !piece->note ||
            s->parts[i].start != piece->start)
            continue;
        ARENA_PUSH(s->paragraph->drafts, line->notes, line->note_count,
                   s->note_capacity) = piece->note;
    }
}

static void set_line(struct line_setting *s)
{
    collect_parts(s);
    justify(s);
    set_parts(s);
    place_parts(s);
    list_notes(s);
    s->line.hyphenated = s->to->kind == BREAK_HYPHEN;
}

// Again, without the words that would be lengthened below another, until there
// is none: each time there is a word less to take.
static void set_line_below(struct line_setting *s, const struct strokes *above)
{
    struct banned banned = {0};
    s->banned = &banned;
    struct line_setting fresh = *s;
    set_line(s);
    while (kashida_ban_below(s, above)) {
        *s = fresh;
        set_line(s);
    }
}

// ----- Reports -----

// What is wrong with a paragraph's lines: its first line that is too full, its
// loosest and its first hyphen too many; one of each, since a word that is too
// long spoils many.
struct faults {
    uint32_t overfull, loosest; // the first unit of the line
    uint32_t divided;           // of the line after the hyphen
    uint32_t last;              // of the last line, which is short
    bool is_overfull, is_divided, is_short;
    int64_t space; // of the loosest, in 1/1000 em
    int in_row;    // lines up to here that end in a hyphen
};

enum { HYPHENS_IN_ROW = 2 };

static void judge_hyphen(const struct line_setting *s, struct faults *faults)
{
    faults->in_row = s->to->flagged ? faults->in_row + 1 : 0;
    if ((!s->to->strained && faults->in_row <= HYPHENS_IN_ROW) ||
        faults->is_divided)
        return;
    faults->is_divided = true;
    faults->divided = s->to->next;
}

static void judge_last(const struct line_setting *s, struct faults *faults)
{
    const struct paragraph *p = s->paragraph;
    int letters = choose_breaks_letters(p, s->from, s->to);
    faults->last = s->from->begin;
    // Digits alone are a line of their own kind.
    faults->is_short = !s->first && s->m->style->keep_last_line &&
                       s->m->style->alignment == PARAGRAPH_JUSTIFIED &&
                       s->to->next == p->unit_count && letters > 0 &&
                       letters < LETTERS_IN_LAST_LINE;
}

static void judge_line(const struct line_setting *s, struct faults *faults)
{
    scaled room = s->m->measure + s->from->hang_start + s->to->hang -
                  (s->first ? s->m->style->first_indent : 0);
    bool stands_out = s->line.width > room + (scaled)s->paragraph->unit_count;
    if ((s->to->kind == BREAK_EMERGENCY || stands_out) &&
        !faults->is_overfull) {
        faults->is_overfull = true;
        faults->overfull = s->from->begin;
    }
    judge_hyphen(s, faults);
    judge_last(s, faults);
    if (s->to->kind != BREAK_SOFT && s->to->kind != BREAK_HYPHEN)
        return;
    if (s->wanted_space > faults->space) {
        faults->space = s->wanted_space;
        faults->loosest = s->from->begin;
    }
}

static void report(struct paragraph *p, const struct faults *faults)
{
    if (faults->is_overfull)
        diag_report(p->diag, paragraph_place(p, faults->overfull),
                    MESSAGE_line_overfull);
    if (faults->is_divided)
        diag_report(p->diag, paragraph_place(p, faults->divided),
                    MESSAGE_word_divided);
    if (faults->is_short)
        diag_report(p->diag, paragraph_place(p, faults->last),
                    MESSAGE_line_last_short);
    if (faults->space <= SPACE_MAX * 10 + 5)
        return;
    int64_t hundredths = (faults->space + 5) / 10;
    struct str space = arena_printf(p->work, "%d.%02d", (int)(hundredths / 100),
                                    (int)(hundredths % 100));
    diag_report(p->diag, paragraph_place(p, faults->loosest),
                MESSAGE_line_loose, space);
}

struct lines place_lines(struct paragraph *p, const struct measure_style *m,
                         const struct breakpoints *breaks, struct chosen chosen)
{
    struct lines lines = {ARENA_ARRAY(p->drafts, struct line, chosen.count),
                          chosen.count};
    struct faults faults = {0};
    struct arena *scratch = arena_new(); // of a line
    struct strokes above = {0};
    size_t from = 0;
    for (size_t i = 0; i < chosen.count; i++) {
        size_t to = chosen.items[i];
        struct line_setting s = {.paragraph = p,
                                 .m = m,
                                 .from = &breaks->items[from],
                                 .to = &breaks->items[to],
                                 .first = i == 0,
                                 .letters =
                                     chosen.letters ? chosen.letters[i] : 0,
                                 .scratch = scratch};
        set_line_below(&s, &above);
        lines.items[i] = s.line;
        lines.items[i].at = paragraph_place(p, s.from->begin);
        above = s.strokes;
        judge_line(&s, &faults);
        arena_reset(scratch);
        from = to;
    }
    arena_free(scratch);
    if (!p->reported && !m->style->trial)
        report(p, &faults);
    p->reported = p->reported || !m->style->trial;
    return lines;
}

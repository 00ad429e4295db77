// SPDX-License-Identifier: MIT
// Levels (UAX #9), scripts and faces of each character; then items: stretches
// that are shaped at once.
#include "typeset/paragraph/paragraph_parts.h"

#include "base/characters.h"
#include "typeset/paragraph/absent_scripts.h"
#include "typeset/paragraph/codes.h"
#include "typeset/paragraph/text_words.h"
#include "base/fail.h"

#include <string.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

// ----- Levels -----

static bool is_percent(UChar unit)
{
    return unit == '%' || unit == CHAR_ARABIC_PERCENT || unit == 0x609 ||
           unit == 0x60A;
}

// UAX #9 sets the sign of ۲۲٪ left of the number after a letter of Arabic
// script (W2), but right of it where ۲۲٪ stands alone, as in a table. In Dari
// and Pashto its place is the left (UNDP, "Computer Locale Requirements for
// Afghanistan", 2003; W3C alreq).
static void set_percent_signs(struct paragraph *p)
{
    for (size_t unit = 1; unit < p->unit_count; unit++) {
        bool inside = p->levels[unit] > 1 && p->levels[unit] % 2 == 0 &&
                      p->levels[unit - 1] == p->levels[unit];
        if (!inside || !is_percent(p->units[unit]) ||
            !char_is_persian_digit(p->units[unit - 1]))
            continue;
        p->levels[unit]--;
        p->facts[unit].level--;
    }
}

static bool is_plus_or_minus(UChar unit)
{
    return unit == CHAR_MINUS || unit == '-' || unit == '+';
}

static bool begins_number(const struct paragraph *p, size_t unit)
{
    return unit == 0 || char_is_space(p->units[unit - 1]) ||
           u_charType(p->units[unit - 1]) == U_START_PUNCTUATION;
}

// UAX #9 sets the minus of −۳ right of the number, where it reads as a dash
// after it. Its place is the left (CLDR has a mark before it for that, in both
// languages). Not between two words or numbers: there it is a hyphen.
static void set_minus_signs(struct paragraph *p)
{
    for (size_t unit = 0; unit + 1 < p->unit_count; unit++) {
        if (!is_plus_or_minus(p->units[unit]) || p->levels[unit] % 2 == 0 ||
            p->levels[unit + 1] != p->levels[unit] + 1 ||
            !char_is_digit(p->units[unit + 1]) || !begins_number(p, unit))
            continue;
        p->levels[unit]++;
        p->facts[unit].level++;
    }
}

static void set_levels(struct paragraph *p)
{
    UErrorCode status = U_ZERO_ERROR;
    UBiDi *bidi = ubidi_open();
    UBiDiLevel base = p->base == DIRECTION_RTL ? 1 : 0;
    ubidi_setPara(bidi, p->units, (int32_t)p->unit_count, base, NULL, &status);
    const UBiDiLevel *levels = ubidi_getLevels(bidi, &status);
    p->levels = ARENA_ARRAY(p->work, uint8_t, p->unit_count);
    for (size_t unit = 0; unit < p->unit_count; unit++) {
        p->levels[unit] = U_SUCCESS(status) ? levels[unit] : base;
        p->facts[unit].level = p->levels[unit];
    }
    ubidi_close(bidi);
    set_percent_signs(p);
    set_minus_signs(p);
}

// ----- What kind of character -----

static UChar32 character_at(const struct paragraph *p, size_t unit)
{
    UChar32 character = p->units[unit];
    if (U16_IS_LEAD((uint32_t)character) && unit + 1 < p->unit_count)
        character = U16_GET_SUPPLEMENTARY(character, p->units[unit + 1]);
    return character;
}

static hb_script_t script_of(UChar32 c)
{
    if (c < 0x80)
        return u_isalpha(c) ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    // ۰-۹ and the Arabic comma are Common or Inherited to Unicode, but no
    // Latin face has them.
    if (char_is_arabic((uint32_t)c))
        return HB_SCRIPT_ARABIC;
    hb_script_t script =
        hb_unicode_script(hb_unicode_funcs_get_default(), (hb_codepoint_t)c);
    return script == HB_SCRIPT_UNKNOWN ? HB_SCRIPT_COMMON : script;
}

static uint16_t flags_of(UChar32 c)
{
    if (c == ' ' || c == 0xA0)
        return UNIT_SPACE;
    if (c < 0x80)
        return u_isalpha(c) ? UNIT_LETTER : 0;
    // Variation selectors are marks too: they stay with their base.
    if (char_is_mark((uint32_t)c))
        return UNIT_LETTER | UNIT_MARK;
    if (u_isalpha(c))
        return UNIT_LETTER;
    if (char_is_format((uint32_t)c) && char_is_ignorable((uint32_t)c))
        return UNIT_IGNORABLE;
    return 0;
}

static void set_scripts(struct paragraph *p)
{
    for (size_t unit = 0; unit < p->unit_count; unit++) {
        UChar32 c = character_at(p, unit);
        p->facts[unit].script = script_of(c);
        p->facts[unit].flags = flags_of(c);
        if (c > 0xFFFF) {
            p->facts[unit + 1] = p->facts[unit];
            unit++;
        }
    }
}

static bool belongs_nowhere(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED;
}

// Hebrew, and what else is written from right to left in other letters.
static bool is_other_rtl(hb_script_t script)
{
    return script != HB_SCRIPT_ARABIC && !belongs_nowhere(script) &&
           hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

// Punctuation and spaces [start, end) between two scripts at one level.
// Right to left they are Arabic, but beside Hebrew; left to right only where
// Arabic digits stand on both sides, as in ۱۴۰۳.۸.
static void resolve_common(struct paragraph *p, size_t start, size_t end,
                           hb_script_t before, hb_script_t after)
{
    hb_script_t script = belongs_nowhere(before) ? after : before;
    if (p->facts[start].level & 1)
        script = is_other_rtl(before)  ? before
                 : is_other_rtl(after) ? after
                                       : HB_SCRIPT_ARABIC;
    else if (script == HB_SCRIPT_ARABIC && before != after)
        script = belongs_nowhere(after) || after == HB_SCRIPT_ARABIC
                     ? HB_SCRIPT_LATIN
                     : after;
    if (belongs_nowhere(script))
        script = HB_SCRIPT_LATIN;
    for (size_t unit = start; unit < end; unit++) {
        // A mark goes with its letter.
        if (p->facts[unit].script == HB_SCRIPT_INHERITED && unit > start)
            p->facts[unit].script = p->facts[unit - 1].script;
        else if (p->facts[unit].script == HB_SCRIPT_INHERITED &&
                 !belongs_nowhere(before))
            p->facts[unit].script = before;
        else
            p->facts[unit].script = script;
    }
}

static void resolve_scripts(struct paragraph *p)
{
    hb_script_t before = HB_SCRIPT_COMMON;
    for (size_t unit = 0; unit < p->unit_count;) {
        if (unit && p->facts[unit].level != p->facts[unit - 1].level)
            before = HB_SCRIPT_COMMON;
        if (!belongs_nowhere(p->facts[unit].script)) {
            before = p->facts[unit++].script;
            continue;
        }
        size_t end = unit;
        while (end < p->unit_count && belongs_nowhere(p->facts[end].script) &&
               p->facts[end].level == p->facts[unit].level)
            end++;
        hb_script_t after = HB_SCRIPT_COMMON;
        if (end < p->unit_count && p->facts[end].level == p->facts[unit].level)
            after = p->facts[end].script;
        resolve_common(p, unit, end, before, after);
        unit = end;
    }
}

// What shows nothing must not be a segment of its own, with text and no glyph:
// it takes on the character after it in its fragment, else the one before.
static void attach_ignorables(struct paragraph *p,
                              const struct text_fragment *piece)
{
    for (uint32_t unit = piece->end; unit-- > piece->start;)
        if (p->facts[unit].flags & UNIT_IGNORABLE && unit + 1 < piece->end) {
            p->facts[unit].script = p->facts[unit + 1].script;
            p->facts[unit].level = p->facts[unit + 1].level;
        }
    uint32_t last = piece->end;
    while (last > piece->start && p->facts[last - 1].flags & UNIT_IGNORABLE)
        last--;
    if (last == piece->start)
        return;
    for (uint32_t unit = last; unit < piece->end; unit++) {
        p->facts[unit].script = p->facts[last - 1].script;
        p->facts[unit].level = p->facts[last - 1].level;
    }
}

// ----- Faces -----

struct choice {
    enum face_id face;
    int percent; // of the size of the half it stands in for
    bool found;
};

// Asked for each character; every Latin face has all of ASCII (test_fonts.c).
static bool has(struct paragraph *p, enum face_id id, UChar32 character)
{
    if (character > ' ' && character < 0x7F &&
        face_family(id)->script == FAMILY_OF_LATIN)
        return true;
    return face_has(fonts_face(typesetter_fonts(p->typesetter), id),
                    (uint32_t)character);
}

// A stand-in takes the weight of the face asked for, other families do not: a
// letter of theirs is rare where its own script has a face.
static enum face_id stand_in(enum theme_family family, enum face_id wanted)
{
    bool standing_in = family_facts[family].script >= FAMILY_OF_HEBREW;
    return face_of(family, standing_in ? face_cut(wanted) : CUT_REGULAR);
}

// Whatever of the families has a character, those of the form asked for first;
// FACE_COUNT where none does.
static enum face_id find_face(struct paragraph *p, enum face_id wanted,
                              UChar32 character)
{
    enum face_id found = FACE_COUNT;
    bool serif = face_family(wanted)->serif;
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++) {
        const struct family_facts *family = &family_facts[i];
        bool other_form = family->script == FAMILY_OF_HEBREW &&
                          family->serif != serif && found == FACE_COUNT;
        enum face_id face = stand_in((enum theme_family)i, wanted);
        if (family->script >= FAMILY_OF_FORMULAS || !has(p, face, character))
            continue;
        if (!other_form)
            return face;
        found = face;
    }
    return found;
}

static enum face_id replacement_face(enum face_id wanted)
{
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++)
        if (family_facts[i].traits & REPLACEMENT_MARK)
            return face_of((enum theme_family)i, CUT_REGULAR);
    return wanted;
}

// The face asked for, its companion, then whatever of the families has it; only
// faces of fonts.def, never one that fontconfig would choose.
static struct choice choose_face(struct paragraph *p, enum face_id wanted,
                                 UChar32 character)
{
    if (has(p, wanted, character))
        return (struct choice){wanted, 100, true};
    enum face_id companion = face_companion(wanted);
    if (has(p, companion, character))
        return (struct choice){companion, face_companion_percent(wanted), true};
    enum face_id found = find_face(p, wanted, character);
    if (found < FACE_COUNT)
        return (struct choice){found, 100, true};
    return (struct choice){replacement_face(wanted), 100, false};
}

static enum face_id wanted_face(const struct text_style *style, bool arabic,
                                UChar32 character)
{
    if (!arabic)
        return style->latin_face;
    if (char_is_arabic_digit((uint32_t)character) && style->tabular)
        return face_figures(style->arabic_face);
    return style->arabic_face;
}

// Once for all letters of a script that has no face.
static bool report_script(struct paragraph *p, size_t unit, UChar32 character)
{
    struct absent_script absent;
    if (!absent_script_of(p->work, (uint32_t)character, &absent))
        return false;
    if (!diag_reported(p->diag, MESSAGE_script_missing, absent.letters) &&
        !diag_reported(p->diag, MESSAGE_script_unset, absent.letters))
        diag_report(p->diag, paragraph_place(p, (uint32_t)unit),
                    MESSAGE_script_missing, absent.letters, absent.remedy);
    return true;
}

// The letter itself and its number, so that an editor can look it up.
static void report_missing(struct paragraph *p, size_t unit, UChar32 character)
{
    if (p->missing_count >= MISSING_MOST || report_script(p, unit, character))
        return;
    char bytes[4];
    struct str letter = {bytes, utf8_encode((uint32_t)character, bytes)};
    if (diag_reported(p->diag, MESSAGE_glyph_missing, letter))
        return;
    p->missing_count++;
    struct str number = arena_printf(p->work, "U+%04X", (unsigned)character);
    diag_report(p->diag, paragraph_place(p, (uint32_t)unit),
                MESSAGE_glyph_missing, arena_str(p->work, letter), number);
}

static void show_replacement(struct paragraph *p, size_t unit,
                             UChar32 character)
{
    report_missing(p, unit, character);
    p->shown[unit] = CHAR_REPLACEMENT;
    // The second half of a pair has no text of its own: show nothing for it.
    if (character > 0xFFFF) {
        p->shown[unit + 1] = 0x2060;
        p->facts[unit + 1].flags |= UNIT_IGNORABLE;
    }
}

static UChar32 shown_at(const struct paragraph *p, size_t unit)
{
    UChar32 character = p->shown[unit];
    if (U16_IS_LEAD((uint32_t)character) && unit + 1 < p->unit_count)
        character = U16_GET_SUPPLEMENTARY(character, p->shown[unit + 1]);
    return character;
}

// Spaces and what shows nothing need no face of their own: they take the one
// asked for, which draws them by its space.
static bool needs_glyph(const struct paragraph *p, size_t unit, UChar32 c)
{
    return !(p->facts[unit].flags & (UNIT_SPACE | UNIT_IGNORABLE)) &&
           !char_is_ignorable((uint32_t)c);
}

struct last_choice { // of the letter before: mostly the same face again
    enum face_id wanted, face;
    int percent;
};

static struct choice face_for(struct paragraph *p,
                              const struct text_fragment *piece, size_t unit,
                              struct choice previous)
{
    UChar32 character = shown_at(p, unit);
    bool arabic = p->facts[unit].flags & UNIT_ARABIC;
    enum face_id wanted = wanted_face(&piece->style, arabic, character);
    if (!needs_glyph(p, unit, character))
        return (struct choice){wanted, 100, true};
    // A mark that the base's face has stays there, else it would not attach.
    if (character >= 0x80 && u_getCombiningClass(character) && previous.found &&
        has(p, previous.face, character))
        return previous;
    return choose_face(p, wanted, character);
}

static void choose_piece_faces(struct paragraph *p,
                               const struct text_fragment *piece)
{
    struct choice choice = {0};
    for (uint32_t unit = piece->start; unit < piece->end; unit++) {
        struct unit_facts *facts = &p->facts[unit];
        if (facts->script == HB_SCRIPT_ARABIC)
            facts->flags |= UNIT_ARABIC;
        choice = face_for(p, piece, unit, choice);
        UChar32 character = character_at(p, unit);
        if (!choice.found)
            show_replacement(p, unit, character);
        facts->face = (uint8_t)choice.face;
        facts->percent = (uint8_t)choice.percent;
        if (character > 0xFFFF) {
            uint16_t flags = p->facts[unit + 1].flags;
            p->facts[++unit] = *facts;
            p->facts[unit].flags |= flags;
        }
    }
}

// A ZWNJ or a mark of direction goes into the face of what follows it.
static void join_ignorables(struct paragraph *p,
                            const struct text_fragment *piece)
{
    for (uint32_t unit = piece->end; unit-- > piece->start;) {
        struct unit_facts *facts = &p->facts[unit];
        if (!(facts->flags & UNIT_IGNORABLE))
            continue;
        bool last = unit + 1 == piece->end;
        if (last && unit == piece->start)
            continue;
        const struct unit_facts *other =
            last ? &p->facts[unit - 1] : &p->facts[unit + 1];
        uint16_t flags = facts->flags;
        *facts = *other;
        facts->flags = (uint16_t)(flags | (other->flags & UNIT_ARABIC));
    }
}

// ----- Items -----

static bool one_segment(const struct unit_facts *a, const struct unit_facts *b)
{
    return a->level == b->level && a->face == b->face &&
           a->percent == b->percent && a->script == b->script &&
           (a->flags & (UNIT_ARABIC | UNIT_CODE)) ==
               (b->flags & (UNIT_ARABIC | UNIT_CODE));
}

static bool has_letters(const struct text_fragment *piece)
{
    return piece->kind != PIECE_MARK && piece->kind != PIECE_PICTURE &&
           piece->kind != PIECE_FORMULA;
}

static void add_segment(struct paragraph *p, size_t piece_index, uint32_t start,
                        uint32_t end)
{
    const struct text_fragment *piece = &p->pieces[piece_index];
    const struct unit_facts *facts = &p->facts[start];
    bool arabic = facts->flags & UNIT_ARABIC;
    struct glyph_segment *segment = &ARENA_PUSH(
        p->work, p->segments, p->segment_count, p->segment_capacity);
    *segment =
        (struct glyph_segment){.start = start,
                               .end = end,
                               .piece = (uint32_t)piece_index,
                               .script = facts->script,
                               .level = facts->level,
                               .arabic = arabic,
                               .lining = facts->flags & UNIT_CODE,
                               .elastic = !arabic && has_letters(piece) &&
                                          facts->script != HB_SCRIPT_ARABIC};
    if (!has_letters(piece))
        return;
    segment->face =
        fonts_face(typesetter_fonts(p->typesetter), (enum face_id)facts->face);
    scaled size = arabic ? piece->style.arabic_size : piece->style.latin_size;
    segment->size = size * facts->percent / 100;
}

// A control that stands between two runs of one level keeps them apart: it
// begins a segment with what follows it.
static bool keeps_apart(const struct paragraph *p, uint32_t unit)
{
    return p->facts[unit].flags & UNIT_IGNORABLE &&
           p->levels[unit] != p->facts[unit].level;
}

// seen_end: after the last unit of the fragment that shows something.
static uint32_t segment_end(const struct paragraph *p,
                            const struct text_fragment *piece, uint32_t start,
                            uint32_t seen_end)
{
    uint32_t end = start + 1, marks = 0;
    while (end < piece->end && one_segment(&p->facts[start], &p->facts[end])) {
        marks = p->facts[end].flags & UNIT_MARK ? marks + 1 : 0;
        if (marks > MARKS_MOST)
            break;
        bool begins = keeps_apart(p, end) && !keeps_apart(p, end - 1);
        if (begins && end < seen_end)
            break;
        end++;
    }
    return end;
}

static uint32_t seen_end_of(const struct paragraph *p,
                            const struct text_fragment *piece)
{
    uint32_t end = piece->end;
    while (end > piece->start && p->facts[end - 1].flags & UNIT_IGNORABLE)
        end--;
    return end;
}

static void add_segments(struct paragraph *p, size_t piece_index)
{
    const struct text_fragment *piece = &p->pieces[piece_index];
    uint32_t seen_end = seen_end_of(p, piece);
    for (uint32_t start = piece->start; start < piece->end;) {
        uint32_t end = segment_end(p, piece, start, seen_end);
        add_segment(p, piece_index, start, end);
        start = end;
    }
}

void itemise(struct paragraph *p)
{
    p->facts = ARENA_ARRAY(p->work, struct unit_facts, p->unit_count + 1);
    set_levels(p);
    set_scripts(p);
    resolve_scripts(p);
    text_words_find(p);
    codes_find(p);
    for (size_t i = 0; i < p->piece_count; i++) {
        const struct text_fragment *piece = &p->pieces[i];
        if (piece->kind == PIECE_BREAK || piece->kind == PIECE_ISOLATE ||
            piece->start == piece->end)
            continue;
        attach_ignorables(p, piece);
        if (has_letters(piece)) {
            choose_piece_faces(p, piece);
            join_ignorables(p, piece);
        }
        add_segments(p, i);
    }
}

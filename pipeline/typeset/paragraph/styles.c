// SPDX-License-Identifier: MIT
// The type scale of the design, as rows, worked out for a direction.
#include "typeset/paragraph/styles.h"

enum voice { VOICE_TEXT, VOICE_LABELS };

struct type_row {
    enum voice voice;
    enum face_cut cut;
    enum ink_name ink;
    bool lining, tabular, capitals;
};

// The face and ink of each role (docs/design.md#type).
static const struct type_row rows[ROLE_COUNT] = {
    [ROLE_BODY] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT},
    [ROLE_NOTE] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT, .lining = true},
    [ROLE_TITLE_LARGE] = {VOICE_TEXT, CUT_SEMIBOLD, INK_PAPER, .lining = true},
    [ROLE_TITLE_MIDDLE] = {VOICE_TEXT, CUT_SEMIBOLD, INK_PAPER, .lining = true},
    [ROLE_TITLE_SMALL] = {VOICE_TEXT, CUT_SEMIBOLD, INK_PAPER, .lining = true},
    [ROLE_SUBTITLE] = {VOICE_TEXT, CUT_ITALIC, INK_PAPER},
    [ROLE_SERIES] = {VOICE_LABELS, CUT_SEMIBOLD, INK_PAPER, .lining = true,
                     .capitals = true},
    [ROLE_KIND] = {VOICE_LABELS, CUT_MEDIUM, INK_PAPER, .lining = true},
    [ROLE_COVER_AUTHOR] = {VOICE_LABELS, CUT_MEDIUM, INK_PAPER, .lining = true},
    [ROLE_ABSTRACT] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT},
    [ROLE_ABSTRACT_SMALL] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT},
    [ROLE_ABSTRACT_LONG] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT},
    [ROLE_COVER_NOTE] = {VOICE_TEXT, CUT_REGULAR, INK_TEXT, .lining = true},
    [ROLE_PARTNER] = {VOICE_LABELS, CUT_SEMIBOLD, INK_TEXT, .lining = true},
    [ROLE_FOOT_ROW] = {VOICE_LABELS, CUT_MEDIUM, INK_GREY, .lining = true},
    [ROLE_LABEL] = {VOICE_LABELS, CUT_SEMIBOLD, INK_ACCENT, .lining = true,
                    .capitals = true},
    [ROLE_PAGE_TITLE] = {VOICE_TEXT, CUT_SEMIBOLD, INK_ACCENT, .lining = true},
    [ROLE_SMALL_TITLE] = {VOICE_TEXT, CUT_SEMIBOLD, INK_ACCENT, .lining = true},
    [ROLE_H2] = {VOICE_TEXT, CUT_SEMIBOLD, INK_ACCENT, .lining = true},
    [ROLE_H3] = {VOICE_LABELS, CUT_SEMIBOLD, INK_TEXT, .lining = true},
    [ROLE_PULL] = {VOICE_TEXT, CUT_ITALIC, INK_ACCENT},
    [ROLE_QUOTE_SOURCE] = {VOICE_LABELS, CUT_REGULAR, INK_GREY, .lining = true},
    [ROLE_NUMERAL] = {VOICE_TEXT, CUT_SEMIBOLD, INK_ACCENT, .lining = true},
    [ROLE_TABLE_HEAD] = {VOICE_LABELS, CUT_SEMIBOLD, INK_ACCENT, .lining = true,
                         .tabular = true},
    [ROLE_TABLE_CELL] = {VOICE_LABELS, CUT_REGULAR, INK_TEXT, .lining = true,
                         .tabular = true},
    [ROLE_CAPTION] = {VOICE_LABELS, CUT_REGULAR, INK_GREY, .lining = true},
    [ROLE_RUNNING_HEAD] = {VOICE_LABELS, CUT_MEDIUM, INK_GREY, .lining = true},
    [ROLE_FOLIO] = {VOICE_TEXT, CUT_SEMIBOLD, INK_ACCENT, .lining = true},
    [ROLE_CODE] = {VOICE_LABELS, CUT_REGULAR, INK_TEXT, .lining = true,
                   .tabular = true},
    [ROLE_PERSON] = {VOICE_LABELS, CUT_SEMIBOLD, INK_TEXT, .lining = true},
    [ROLE_PERSON_ROLE] = {VOICE_LABELS, CUT_REGULAR, INK_GREY, .lining = true},
    [ROLE_IMPRINT] = {VOICE_LABELS, CUT_REGULAR, INK_PAPER, .lining = true},
    [ROLE_DISCLAIMER] = {VOICE_LABELS, CUT_REGULAR, INK_PAPER, .lining = true},
};
// Section 5: Arabic inside LTR text.
#define ARABIC_IN_LTR 1.10

// The scale gives sizes for the default faces.
static double scale_of(enum face_role role, enum theme_family family)
{
    return family == face_role_family(role) ? 1
                                            : family_facts[family].other_size;
}

static struct style style_of_row(const struct type_row *row,
                                 struct print_type type, bool rtl,
                                 const struct look *look)
{
    bool labels = row->voice == VOICE_LABELS;
    enum face_role of_latin = labels ? FACES_LABELS : FACES_TEXT;
    enum face_role of_arabic = labels ? FACES_ARABIC_LABELS : FACES_ARABIC_TEXT;
    enum theme_family l = look->families[of_latin];
    enum theme_family a = look->families[of_arabic];
    double arabic = type.size * scale_of(of_arabic, a);
    double latin = rtl ? arabic * theme_latin_percent(a, l) / 100.0
                       : type.size * scale_of(of_latin, l);
    double own = rtl ? arabic : latin;
    struct text_style text = {
        .latin_face = face_of(l, row->cut),
        .arabic_face = face_of(a, row->cut),
        .latin_size = PT(latin),
        .arabic_size = PT(rtl ? arabic : arabic * ARABIC_IN_LTR),
        .ink = {row->ink, 0},
        // Tracking is for left-to-right editions: it would part the Latin
        // words of an Arabic-script line from their surroundings.
        .tracking = rtl ? 0 : PT(type.tracking * latin),
        .lining = row->lining,
        .tabular = row->tabular,
        .capitals = row->capitals && !rtl,
    };
    return (struct style){
        text, PT(type.leading),
        PT(type.leading / 2 + own * family_facts[rtl ? a : l].drop)};
}

void styles_make(struct styles *styles, const struct print_measures *print,
                 enum direction direction, const struct look *look)
{
    bool rtl = direction == DIRECTION_RTL;
    const struct print_scale *scale = print_scale(print, direction);
    for (size_t role = 0; role < ROLE_COUNT; role++)
        styles->of[role] =
            style_of_row(&rows[role], scale->type[role], rtl, look);
    styles->of[ROLE_BODY].baseline = scale->lengths.body_baseline;
}

scaled style_size(const struct text_style *style, enum direction direction)
{
    return direction == DIRECTION_RTL ? style->arabic_size : style->latin_size;
}

static bool is_heavy(enum face_id face)
{
    enum face_cut cut = face_cut(face);
    return cut == CUT_SEMIBOLD || cut == CUT_SEMIBOLD_ITALIC;
}

static bool is_italic(enum face_id face)
{
    enum face_cut cut = face_cut(face);
    return cut == CUT_ITALIC || cut == CUT_SEMIBOLD_ITALIC;
}

struct text_style style_emphasis(struct text_style style)
{
    bool heavy = is_heavy(style.latin_face),
         upright = is_italic(style.latin_face);
    enum face_cut cut = upright ? (heavy ? CUT_SEMIBOLD : CUT_REGULAR)
                                : (heavy ? CUT_SEMIBOLD_ITALIC : CUT_ITALIC);
    style.latin_face = face_with_cut(style.latin_face, cut);
    style.arabic_face = face_with_cut(style.arabic_face, CUT_SEMIBOLD);
    return style;
}

struct text_style style_strong(struct text_style style)
{
    enum face_cut cut =
        is_italic(style.latin_face) ? CUT_SEMIBOLD_ITALIC : CUT_SEMIBOLD;
    style.latin_face = face_with_cut(style.latin_face, cut);
    style.arabic_face = face_with_cut(style.arabic_face, CUT_SEMIBOLD);
    return style;
}

struct text_style style_scaled(struct text_style style, double scale)
{
    style.latin_size = (scaled)((double)style.latin_size * scale);
    style.arabic_size = (scaled)((double)style.arabic_size * scale);
    return style;
}

struct text_style style_sans(struct text_style style, const struct look *look,
                             double scale)
{
    enum face_cut cut = is_heavy(style.latin_face) ? CUT_SEMIBOLD : CUT_REGULAR;
    style.latin_face = face_of(look->families[FACES_LABELS], cut);
    style.arabic_face = face_of(look->families[FACES_ARABIC_LABELS], cut);
    style.lining = true;
    return style_scaled(style, scale);
}

struct text_style style_code(struct text_style style, const struct look *look,
                             double scale)
{
    bool heavy = is_heavy(style.latin_face);
    style = style_sans(style, look, scale);
    style.latin_face = face_of_code(heavy ? CUT_SEMIBOLD : CUT_REGULAR);
    style.small_caps = style.all_small = style.capitals = false;
    style.tracking = 0;
    style.no_hyphens = true;
    return style;
}

struct text_style style_script(struct text_style style, double raise)
{
    scaled size = style.latin_size;
    style = style_scaled(style, 0.66);
    style.raise += (scaled)((double)size * raise);
    style.lining = true;
    return style;
}

struct text_style style_reference(struct text_style style,
                                  enum direction direction)
{
    bool rtl = direction == DIRECTION_RTL;
    scaled size = style_size(&style, direction);
    style = style_scaled(style, rtl ? 0.68 : 0.66);
    style.latin_face = face_with_cut(style.latin_face, CUT_SEMIBOLD);
    style.arabic_face = face_with_cut(style.arabic_face, CUT_SEMIBOLD);
    style.raise += (scaled)((double)size * (rtl ? 0.50 : 0.42));
    style.lining = true;
    style.tracking = 0;
    if (style.ink.name != INK_PAPER)
        style.ink = (struct ink){INK_ACCENT, 0};
    return style;
}

struct text_style style_in_ink(struct text_style style, enum ink_name ink)
{
    style.ink = (struct ink){ink, 0};
    return style;
}

struct style style_at(struct style style, double scale)
{
    style.text = style_scaled(style.text, scale);
    style.leading = (scaled)((double)style.leading * scale);
    style.baseline = (scaled)((double)style.baseline * scale);
    return style;
}

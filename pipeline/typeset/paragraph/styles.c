// SPDX-License-Identifier: MIT
// The type scale of the house design, as rows, worked out for a direction.
#include "typeset/paragraph/styles.h"

enum cut { CUT_400, CUT_400_ITALIC, CUT_500, CUT_600 };
enum voice { VOICE_TEXT, VOICE_LABELS };

struct type_row {
    enum voice voice;
    enum cut cut;
    enum ink_name ink;
    bool lining, tabular, capitals;
};

// DESIGN.md section 5, in its order; the mock's values where it has none.
static const struct type_row rows[ROLE_COUNT] = {
    [ROLE_BODY] = {VOICE_TEXT, CUT_400, INK_TEXT},
    [ROLE_NOTE] = {VOICE_TEXT, CUT_400, INK_TEXT},
    [ROLE_TITLE_LARGE] = {VOICE_TEXT, CUT_600, INK_PAPER, .lining = true},
    [ROLE_TITLE_MIDDLE] = {VOICE_TEXT, CUT_600, INK_PAPER, .lining = true},
    [ROLE_TITLE_SMALL] = {VOICE_TEXT, CUT_600, INK_PAPER, .lining = true},
    [ROLE_SUBTITLE] = {VOICE_TEXT, CUT_400_ITALIC, INK_PAPER},
    [ROLE_SERIES] = {VOICE_LABELS, CUT_600, INK_PAPER, .lining = true,
                     .capitals = true},
    [ROLE_KIND] = {VOICE_LABELS, CUT_500, INK_PAPER, .lining = true},
    [ROLE_COVER_AUTHOR] = {VOICE_LABELS, CUT_500, INK_PAPER, .lining = true},
    [ROLE_ABSTRACT] = {VOICE_TEXT, CUT_400, INK_TEXT},
    [ROLE_ABSTRACT_SMALL] = {VOICE_TEXT, CUT_400, INK_TEXT},
    [ROLE_COVER_NOTE] = {VOICE_TEXT, CUT_400, INK_TEXT},
    [ROLE_PARTNER] = {VOICE_LABELS, CUT_600, INK_TEXT, .lining = true},
    [ROLE_FOOT_ROW] = {VOICE_LABELS, CUT_500, INK_GREY, .lining = true},
    [ROLE_LABEL] = {VOICE_LABELS, CUT_600, INK_ACCENT, .lining = true,
                    .capitals = true},
    [ROLE_PAGE_TITLE] = {VOICE_TEXT, CUT_600, INK_ACCENT, .lining = true},
    [ROLE_SMALL_TITLE] = {VOICE_TEXT, CUT_600, INK_ACCENT, .lining = true},
    [ROLE_H2] = {VOICE_TEXT, CUT_600, INK_ACCENT, .lining = true},
    [ROLE_H3] = {VOICE_LABELS, CUT_600, INK_TEXT, .lining = true},
    [ROLE_PULL] = {VOICE_TEXT, CUT_400_ITALIC, INK_ACCENT},
    [ROLE_QUOTE_SOURCE] = {VOICE_LABELS, CUT_400, INK_GREY, .lining = true},
    [ROLE_NUMERAL] = {VOICE_TEXT, CUT_600, INK_ACCENT, .lining = true},
    [ROLE_TABLE_HEAD] = {VOICE_LABELS, CUT_600, INK_ACCENT, .lining = true,
                         .tabular = true},
    [ROLE_TABLE_CELL] = {VOICE_LABELS, CUT_400, INK_TEXT, .lining = true,
                         .tabular = true},
    [ROLE_CAPTION] = {VOICE_LABELS, CUT_400, INK_GREY, .lining = true},
    [ROLE_RUNNING_HEAD] = {VOICE_LABELS, CUT_500, INK_GREY, .lining = true},
    [ROLE_FOLIO] = {VOICE_TEXT, CUT_600, INK_ACCENT, .lining = true},
    [ROLE_CODE] = {VOICE_LABELS, CUT_400, INK_TEXT, .lining = true,
                   .tabular = true},
    [ROLE_PERSON] = {VOICE_LABELS, CUT_600, INK_TEXT, .lining = true},
    [ROLE_PERSON_ROLE] = {VOICE_LABELS, CUT_400, INK_GREY, .lining = true},
    [ROLE_IMPRINT] = {VOICE_LABELS, CUT_400, INK_PAPER, .lining = true},
    [ROLE_DISCLAIMER] = {VOICE_LABELS, CUT_400, INK_PAPER, .lining = true},
};
static const enum face_id faces[FACE_FAMILY_COUNT][4] = {
    [FAMILY_VOLLKORN] = {FACE_VOLLKORN_REGULAR, FACE_VOLLKORN_ITALIC,
                         FACE_VOLLKORN_SEMIBOLD, FACE_VOLLKORN_SEMIBOLD},
    [FAMILY_NOTO_SANS] = {FACE_SANS_REGULAR, FACE_SANS_ITALIC, FACE_SANS_MEDIUM,
                          FACE_SANS_SEMIBOLD},
    [FAMILY_NOTO_NASKH] = {FACE_NASKH_REGULAR, FACE_NASKH_REGULAR,
                           FACE_NASKH_SEMIBOLD, FACE_NASKH_SEMIBOLD},
    [FAMILY_NOTO_SANS_ARABIC] = {
        FACE_SANS_ARABIC_REGULAR, FACE_SANS_ARABIC_REGULAR,
        FACE_SANS_ARABIC_MEDIUM, FACE_SANS_ARABIC_SEMIBOLD}};

// Section 5 gives sizes for the house's faces. In the other family's, letters
// of one size look larger or smaller (x-heights 0.458 and 0.536 em): half of
// that is made good, the rest is what one asked for.
static const double size_in_other[FACE_FAMILY_COUNT] = {
    [FAMILY_VOLLKORN] = 1.08,
    [FAMILY_NOTO_SANS] = 0.92,
    [FAMILY_NOTO_NASKH] = 1.06,
    [FAMILY_NOTO_SANS_ARABIC] = 0.94};
// Section 5: Arabic inside LTR text.
#define ARABIC_IN_LTR 1.10

// Where the baseline stands in a line's box: at its middle and half of what
// ascenders reach further than descenders, as a browser sets the mock; in em.
static const double drop[FACE_FAMILY_COUNT] = {[FAMILY_VOLLKORN] = 0.2555,
                                               [FAMILY_NOTO_SANS] = 0.388,
                                               [FAMILY_NOTO_NASKH] = 0.2175,
                                               [FAMILY_NOTO_SANS_ARABIC] =
                                                   0.318};

static double scale_of(enum face_role role, enum theme_family family)
{
    enum theme_family choice[2];
    face_role_families(role, choice);
    return family == choice[0] ? 1 : size_in_other[family];
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
    double latin = rtl ? arabic * latin_percent(a, l) / 100.0
                       : type.size * scale_of(of_latin, l);
    double own = rtl ? arabic : latin;
    struct text_style text = {
        .latin_face = faces[l][row->cut],
        .arabic_face = faces[a][row->cut],
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
    return (struct style){text, PT(type.leading),
                          PT(type.leading / 2 + own * drop[rtl ? a : l])};
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

static enum face_id arabic_semibold(enum face_id face)
{
    return face == FACE_NASKH_REGULAR || face == FACE_NASKH_SEMIBOLD
               ? FACE_NASKH_SEMIBOLD
               : FACE_SANS_ARABIC_SEMIBOLD;
}

struct text_style style_emphasis(struct text_style style)
{
    static const enum face_id turned[][2] = {
        {FACE_VOLLKORN_REGULAR, FACE_VOLLKORN_ITALIC},
        {FACE_VOLLKORN_ITALIC, FACE_VOLLKORN_REGULAR},
        {FACE_VOLLKORN_SEMIBOLD, FACE_VOLLKORN_SEMIBOLD_ITALIC},
        {FACE_VOLLKORN_SEMIBOLD_ITALIC, FACE_VOLLKORN_SEMIBOLD},
        {FACE_SANS_REGULAR, FACE_SANS_ITALIC},
        {FACE_SANS_ITALIC, FACE_SANS_REGULAR},
        {FACE_SANS_MEDIUM, FACE_SANS_ITALIC},
    };
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
        if (style.latin_face == turned[i][0]) {
            style.latin_face = turned[i][1];
            break;
        }
    style.arabic_face = arabic_semibold(style.arabic_face);
    return style;
}

struct text_style style_strong(struct text_style style)
{
    static const enum face_id heavier[][2] = {
        {FACE_VOLLKORN_REGULAR, FACE_VOLLKORN_SEMIBOLD},
        {FACE_VOLLKORN_ITALIC, FACE_VOLLKORN_SEMIBOLD_ITALIC},
        {FACE_SANS_REGULAR, FACE_SANS_SEMIBOLD},
        {FACE_SANS_ITALIC, FACE_SANS_SEMIBOLD},
        {FACE_SANS_MEDIUM, FACE_SANS_SEMIBOLD},
    };
    for (size_t i = 0; i < sizeof heavier / sizeof *heavier; i++)
        if (style.latin_face == heavier[i][0]) {
            style.latin_face = heavier[i][1];
            break;
        }
    style.arabic_face = arabic_semibold(style.arabic_face);
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
    bool heavy = style.latin_face == FACE_VOLLKORN_SEMIBOLD ||
                 style.latin_face == FACE_VOLLKORN_SEMIBOLD_ITALIC ||
                 style.latin_face == FACE_SANS_SEMIBOLD;
    enum cut cut = heavy ? CUT_600 : CUT_400;
    style.latin_face = faces[look->families[FACES_LABELS]][cut];
    style.arabic_face = faces[look->families[FACES_ARABIC_LABELS]][cut];
    style.lining = true;
    return style_scaled(style, scale);
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
    bool sans = style.latin_face >= FACE_SANS_REGULAR &&
                style.latin_face <= FACE_SANS_SEMIBOLD;
    style = style_scaled(style, rtl ? 0.68 : 0.66);
    style.latin_face = sans ? FACE_SANS_SEMIBOLD : FACE_VOLLKORN_SEMIBOLD;
    style.arabic_face = arabic_semibold(style.arabic_face);
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

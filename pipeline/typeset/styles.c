// SPDX-License-Identifier: MIT
// The type scale of the house design, as rows, worked out for a direction.
#include "styles.h"

enum cut { CUT_400, CUT_400_ITALIC, CUT_500, CUT_600 };
enum family { FAMILY_TEXT, FAMILY_SANS };

struct measure_of_type {
    double size, leading; // points
};
struct type_row {
    enum family family;
    enum cut cut;
    struct measure_of_type ltr, rtl;
    enum ink_name ink;
    double tracking; // em; Latin only
    bool lining, tabular, capitals;
};

// DESIGN.md section 5, in its order; the mock's values where it has none.
static const struct type_row rows[ROLE_COUNT] = {
    [ROLE_BODY] = {FAMILY_TEXT, CUT_400, {9.6, 13}, {10.6, 17}, INK_TEXT},
    [ROLE_NOTE] = {FAMILY_TEXT, CUT_400, {7.7, 9.75}, {8.6, 12.75}, INK_TEXT},
    [ROLE_TITLE_LARGE] = {FAMILY_TEXT,
                          CUT_600,
                          {47, 48.75},
                          {46, 72},
                          INK_PAPER,
                          -0.012,
                          .lining = true},
    [ROLE_TITLE_MIDDLE] = {FAMILY_TEXT,
                           CUT_600,
                           {40, 45.5},
                           {40, 64},
                           INK_PAPER,
                           -0.012,
                           .lining = true},
    [ROLE_TITLE_SMALL] = {FAMILY_TEXT,
                          CUT_600,
                          {34, 39},
                          {34, 56},
                          INK_PAPER,
                          -0.012,
                          .lining = true},
    [ROLE_SUBTITLE] =
        {FAMILY_TEXT, CUT_400_ITALIC, {20, 26}, {19, 34}, INK_PAPER},
    [ROLE_SERIES] = {FAMILY_SANS,
                     CUT_600,
                     {8.25, 13},
                     {11, 17},
                     INK_PAPER,
                     0.11,
                     .lining = true,
                     .capitals = true},
    [ROLE_KIND] = {FAMILY_SANS,
                   CUT_500,
                   {8.25, 13},
                   {9.5, 17},
                   INK_PAPER,
                   .lining = true},
    [ROLE_COVER_AUTHOR] = {FAMILY_SANS,
                           CUT_500,
                           {10, 16.25},
                           {11, 21.25},
                           INK_PAPER,
                           .lining = true},
    [ROLE_ABSTRACT] =
        {FAMILY_TEXT, CUT_400, {11.75, 16.25}, {12.75, 21.25}, INK_TEXT},
    [ROLE_ABSTRACT_SMALL] =
        {FAMILY_TEXT, CUT_400, {10.75, 15}, {11.75, 19}, INK_TEXT},
    [ROLE_COVER_NOTE] = {FAMILY_TEXT, CUT_400, {7.25, 9.25}, {8, 12}, INK_TEXT},
    [ROLE_PARTNER] =
        {FAMILY_SANS, CUT_600, {8.1, 13}, {9.25, 17}, INK_TEXT, .lining = true},
    [ROLE_FOOT_ROW] =
        {FAMILY_SANS, CUT_500, {7.75, 13}, {8.5, 15}, INK_GREY, .lining = true},
    [ROLE_LABEL] = {FAMILY_SANS,
                    CUT_600,
                    {7.25, 13},
                    {8.5, 17},
                    INK_ACCENT,
                    0.08,
                    .lining = true,
                    .capitals = true},
    [ROLE_PAGE_TITLE] = {FAMILY_TEXT,
                         CUT_600,
                         {34, 39},
                         {32, 51},
                         INK_ACCENT,
                         -0.008,
                         .lining = true},
    [ROLE_SMALL_TITLE] =
        {FAMILY_TEXT, CUT_600, {20, 26}, {21, 34}, INK_ACCENT, .lining = true},
    [ROLE_H2] = {FAMILY_TEXT,
                 CUT_600,
                 {14.25, 19.5},
                 {15.25, 21.25},
                 INK_ACCENT,
                 .lining = true},
    [ROLE_H3] =
        {FAMILY_SANS, CUT_600, {8.75, 13}, {9.5, 17}, INK_TEXT, .lining = true},
    [ROLE_PULL] =
        {FAMILY_TEXT, CUT_400_ITALIC, {15.5, 19.5}, {16, 25.5}, INK_ACCENT},
    [ROLE_QUOTE_SOURCE] =
        {FAMILY_SANS, CUT_400, {7.5, 13}, {8, 17}, INK_GREY, .lining = true},
    [ROLE_NUMERAL] = {FAMILY_TEXT,
                      CUT_600,
                      {24, 26},
                      {21, 34},
                      INK_ACCENT,
                      -0.02,
                      .lining = true},
    [ROLE_TABLE_HEAD] = {FAMILY_SANS,
                         CUT_600,
                         {7.75, 9.75},
                         {8.25, 12.75},
                         INK_ACCENT,
                         .lining = true,
                         .tabular = true},
    [ROLE_TABLE_CELL] = {FAMILY_SANS,
                         CUT_400,
                         {7.75, 9.75},
                         {8.25, 12.75},
                         INK_TEXT,
                         .lining = true,
                         .tabular = true},
    [ROLE_CAPTION] = {FAMILY_SANS,
                      CUT_400,
                      {7.5, 9.75},
                      {8, 12.75},
                      INK_GREY,
                      .lining = true},
    [ROLE_RUNNING_HEAD] = {FAMILY_SANS,
                           CUT_500,
                           {7.25, 13},
                           {7.25, 13},
                           INK_GREY,
                           .lining = true},
    [ROLE_FOLIO] = {FAMILY_TEXT,
                    CUT_600,
                    {10.5, 13},
                    {10.5, 13},
                    INK_ACCENT,
                    .lining = true},
    [ROLE_CODE] = {FAMILY_SANS,
                   CUT_400,
                   {7.75, 13},
                   {7.75, 17},
                   INK_TEXT,
                   .lining = true,
                   .tabular = true},
    [ROLE_PERSON] =
        {FAMILY_SANS, CUT_600, {9.5, 13}, {10, 17}, INK_TEXT, .lining = true},
    [ROLE_PERSON_ROLE] =
        {FAMILY_SANS, CUT_400, {7.75, 13}, {8.5, 17}, INK_GREY, .lining = true},
    [ROLE_IMPRINT] =
        {FAMILY_SANS, CUT_400, {8, 13}, {8.75, 17}, INK_PAPER, .lining = true},
    [ROLE_DISCLAIMER] = {FAMILY_SANS,
                         CUT_400,
                         {7.5, 11},
                         {8.25, 14},
                         INK_PAPER,
                         .lining = true},
};

static const enum face_id latin_faces[2][4] = {
    {FACE_VOLLKORN_REGULAR, FACE_VOLLKORN_ITALIC, FACE_VOLLKORN_SEMIBOLD,
     FACE_VOLLKORN_SEMIBOLD},
    {FACE_SANS_REGULAR, FACE_SANS_ITALIC, FACE_SANS_MEDIUM,
     FACE_SANS_SEMIBOLD}};
static const enum face_id arabic_faces[2][4] = {
    {FACE_NASKH_REGULAR, FACE_NASKH_REGULAR, FACE_NASKH_SEMIBOLD,
     FACE_NASKH_SEMIBOLD},
    {FACE_SANS_ARABIC_REGULAR, FACE_SANS_ARABIC_REGULAR,
     FACE_SANS_ARABIC_MEDIUM, FACE_SANS_ARABIC_SEMIBOLD}};

// Section 5: Latin inside RTL text, Arabic inside LTR text (section 2, trap 2
// for the sans).
static const double latin_in_rtl[2] = {0.93, 0.88};
#define ARABIC_IN_LTR 1.10

// Where the baseline stands in a line's box: at its middle and half of what
// ascenders reach further than descenders, as a browser sets the mock. Of
// Vollkorn, Noto Sans; Noto Naskh Arabic, Noto Sans Arabic; in em.
static const double latin_drop[2] = {0.2555, 0.388};
static const double arabic_drop[2] = {0.2175, 0.318};

static struct style style_of_row(const struct type_row *row, bool rtl)
{
    struct measure_of_type type = rtl ? row->rtl : row->ltr;
    double drop = (rtl ? arabic_drop : latin_drop)[row->family];
    double latin = rtl ? type.size * latin_in_rtl[row->family] : type.size;
    double arabic = rtl ? type.size : type.size * ARABIC_IN_LTR;
    struct text_style text = {
        .latin_face = latin_faces[row->family][row->cut],
        .arabic_face = arabic_faces[row->family][row->cut],
        .latin_size = PT(latin),
        .arabic_size = PT(arabic),
        .ink = {row->ink, 0},
        // Tracking is for left-to-right editions: it would part the Latin
        // words of an Arabic-script line from their surroundings.
        .tracking = rtl ? 0 : PT(row->tracking * latin),
        .lining = row->lining,
        .tabular = row->tabular,
        .capitals = row->capitals && !rtl,
    };
    return (struct style){text, PT(type.leading),
                          PT(type.leading / 2 + type.size * drop)};
}

void styles_make(struct styles *styles, enum direction direction)
{
    bool rtl = direction == DIRECTION_RTL;
    for (size_t role = 0; role < ROLE_COUNT; role++)
        styles->of[role] = style_of_row(&rows[role], rtl);
    // Section 3 gives the body's to the tenth of a point.
    styles->of[ROLE_BODY].baseline = rtl ? PT(10.8) : PT(9.0);
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

struct text_style style_sans(struct text_style style, double scale)
{
    bool heavy = style.latin_face == FACE_VOLLKORN_SEMIBOLD ||
                 style.latin_face == FACE_VOLLKORN_SEMIBOLD_ITALIC ||
                 style.latin_face == FACE_SANS_SEMIBOLD;
    style.latin_face = heavy ? FACE_SANS_SEMIBOLD : FACE_SANS_REGULAR;
    style.arabic_face =
        heavy ? FACE_SANS_ARABIC_SEMIBOLD : FACE_SANS_ARABIC_REGULAR;
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

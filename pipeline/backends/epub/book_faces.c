// SPDX-License-Identifier: MIT
// Which faces a book embeds, and its style sheet.
#include "backends/epub/book_faces.h"

#include "base/buffer.h"
#include "base/characters.h"

// ----- Which -----

static bool is_own_choice(const struct look *look, enum face_role role)
{
    return look->families[role] != face_role_family(role);
}

// Labels are in the reader's own sans, unless a family was chosen for them
// (docs/design.md#epub).
static bool is_used(const struct look *look, enum theme_family family)
{
    for (size_t i = 0; i < FACE_ROLE_COUNT; i++) {
        enum face_role role = (enum face_role)i;
        bool text = role == FACES_TEXT || role == FACES_ARABIC_TEXT;
        if (look->families[i] == family && (text || is_own_choice(look, role)))
            return true;
    }
    return false;
}

static void add_faces(struct book_faces *faces, enum theme_family family)
{
    for (size_t i = 0; i < SUBSET_FACES; i++)
        if (subset_faces[i].family == family)
            faces->items[faces->count++] = &subset_faces[i];
}

static void add_text_faces(struct book_faces *faces, const struct look *look,
                           const hb_set_t *characters)
{
    bool latin = false, arabic = false;
    hb_codepoint_t c = HB_SET_VALUE_INVALID;
    while (hb_set_next(characters, &c)) {
        arabic = arabic || char_is_arabic(c);
        latin = latin || !char_is_arabic(c);
    }
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++)
        if ((family_facts[i].arabic ? arabic : latin) &&
            is_used(look, (enum theme_family)i))
            add_faces(faces, (enum theme_family)i);
}

static bool stands_in(enum theme_family family)
{
    return family_facts[family].script >= FAMILY_OF_HEBREW;
}

static bool family_has(struct fonts *fonts, enum theme_family family,
                       uint32_t c)
{
    return face_has(fonts_face(fonts, face_of(family, CUT_REGULAR)), c);
}

// Has one of the families that a text may be set in a character?
static bool set_by_text(struct fonts *fonts, uint32_t c)
{
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++)
        if (!stands_in((enum theme_family)i) &&
            family_has(fonts, (enum theme_family)i, c))
            return true;
    return false;
}

static void add_stand_ins(struct book_faces *faces, struct fonts *fonts,
                          const hb_set_t *characters)
{
    bool used[FACE_FAMILY_COUNT] = {false};
    hb_codepoint_t c = 0x7F; // all of ASCII is in the text's faces
    while (hb_set_next(characters, &c)) {
        if (char_is_invisible(c) || set_by_text(fonts, c))
            continue;
        size_t i = 0;
        while (i < FACE_FAMILY_COUNT &&
               !(stands_in((enum theme_family)i) &&
                 family_has(fonts, (enum theme_family)i, c)))
            i++;
        if (i < FACE_FAMILY_COUNT)
            used[i] = true;
    }
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++)
        if (used[i])
            add_faces(faces, (enum theme_family)i);
}

struct book_faces book_faces(const struct look *look, struct fonts *fonts,
                             const hb_set_t *characters)
{
    struct book_faces faces = {.count = 0};
    add_text_faces(&faces, look, characters);
    add_stand_ins(&faces, fonts, characters);
    return faces;
}

// The families that stand in, as the end of a list of families. In arena.
static struct str stand_ins_of(struct arena *arena, struct book_faces faces)
{
    struct buffer names = {0};
    for (size_t i = 0; i < faces.count; i++) {
        enum theme_family family = faces.items[i]->family;
        if (stands_in(family) && faces.items[i - 1]->family != family)
            buffer_printf(&names, ", \"%s\"", family_facts[family].name);
    }
    return buffer_to_arena(&names, arena);
}

struct str book_faces_names(struct arena *arena, struct book_faces faces)
{
    struct buffer names = {0};
    for (size_t i = 0; i < faces.count; i++)
        buffer_printf(&names, "%s%s", i ? " " : "", faces.items[i]->name);
    return buffer_to_arena(&names, arena);
}

// ----- The sheet -----

static void put_face(struct buffer *sheet, const struct subset_face *face,
                     const char *family, const char *range)
{
    buffer_printf(sheet,
                  "@font-face { font-family: \"%s\"; font-style: %s; "
                  "font-weight: %s; %ssrc: url(fonts/%s.ttf); }\n",
                  family, face->style, face->weight, range, face->name);
}

static void put_faces(struct buffer *sheet, const struct look *look,
                      struct book_faces faces)
{
    for (size_t i = 0; i < faces.count; i++) {
        const struct subset_face *face = faces.items[i];
        put_face(sheet, face, family_facts[face->family].name, "");
        // The Arabic faces have Latin digits, of another make than the letters
        // of the text's Latin face.
        if (face->family == look->families[FACES_TEXT])
            put_face(sheet, face, "Latin digits", "unicode-range: U+30-39; ");
    }
}

static void put_ink(struct buffer *sheet, unsigned paper, struct rgb accent)
{
    static const struct rgb white = {255, 255, 255};
    struct rgb rgb = rgb_mixed(accent, white, paper);
    char name[24] = "accent";
    if (paper)
        snprintf(name, sizeof name, "accent-%u", paper);
    buffer_printf(sheet, ".ink-%s { fill: #%02x%02x%02x; }\n", name, rgb.red,
                  rgb.green, rgb.blue);
    buffer_printf(sheet, ".line-%s { stroke: #%02x%02x%02x; }\n", name, rgb.red,
                  rgb.green, rgb.blue);
}

// Of charts alone: a reading system has its own colours for text. Charts are
// drawn for white paper.
static void put_inks(struct buffer *sheet, const struct look *look)
{
    put_ink(sheet, 0, look->accent);
    put_ink(sheet, look->second_series, look->accent);
    put_ink(sheet, 67, look->accent);
    put_ink(sheet, 86, look->accent);
}

static void put_text_families(struct buffer *sheet, const struct look *look,
                              struct str others)
{
    const struct family_facts *text = &family_facts[look->families[FACES_TEXT]];
    const struct family_facts *arabic =
        &family_facts[look->families[FACES_ARABIC_TEXT]];
    const char *latin = text->serif ? "serif" : "sans-serif";
    buffer_printf(sheet, "body { font-family: \"%s\", \"%s\"%.*s, %s; }\n",
                  text->name, arabic->name, STR_ARG(others), latin);
    buffer_printf(sheet,
                  "[dir=rtl] body, body [dir=rtl] { font-family: "
                  "\"Latin digits\", \"%s\", \"%s\"%.*s, %s; }\n",
                  arabic->name, text->name, STR_ARG(others),
                  arabic->serif ? "serif" : "sans-serif");
    buffer_printf(sheet,
                  "body [dir=ltr] { font-family: \"%s\", \"%s\"%.*s, %s; }\n",
                  text->name, arabic->name, STR_ARG(others), latin);
}

static void put_label_families(struct buffer *sheet, const struct look *look)
{
    bool own = is_own_choice(look, FACES_LABELS);
    bool own_arabic = is_own_choice(look, FACES_ARABIC_LABELS);
    if (!own && !own_arabic)
        return;
    buffer_add_c(sheet,
                 "p.label, p.kicker, p.authors, p.date, figcaption, caption, "
                 ".chart, .data summary, .person .role { "
                 "font-variant-numeric: lining-nums; font-family: ");
    if (own)
        buffer_printf(sheet, "\"%s\", ",
                      family_facts[look->families[FACES_LABELS]].name);
    if (own_arabic)
        buffer_printf(sheet, "\"%s\", ",
                      family_facts[look->families[FACES_ARABIC_LABELS]].name);
    buffer_add_c(sheet, own ? "serif; }\n" : "sans-serif; }\n");
}

struct str book_sheet(struct arena *arena, const struct look *look,
                      struct book_faces faces, struct str sheet)
{
    struct buffer out = {0};
    put_faces(&out, look, faces);
    buffer_add(&out, sheet);
    if (!look_has_house_accent(look))
        put_inks(&out, look);
    struct str others = stand_ins_of(arena, faces);
    if (!look_has_house_faces(look) || others.count)
        put_text_families(&out, look, others);
    if (!look_has_house_faces(look))
        put_label_families(&out, look);
    return buffer_to_arena(&out, arena);
}

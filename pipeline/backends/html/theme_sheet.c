// SPDX-License-Identifier: MIT
// The sheet that stands after qalam.css: its custom properties anew, for light,
// night and paper, and the few rules that name a colour or family themselves.
#include "backends/html/theme_sheet.h"

#include "base/buffer.h"
#include "backends/xml/pattern_svg.h"

#include <xxhash.h>

// ----- Colours -----

static void put_color(struct buffer *out, const char *property, struct rgb rgb)
{
    buffer_printf(out, "  --%s: #%02x%02x%02x;\n", property, rgb.red, rgb.green,
                  rgb.blue);
}

static void put_scheme(struct buffer *out, struct rgb accent, struct rgb ground,
                       struct rgb surface)
{
    buffer_add_c(out, ":root {\n");
    put_color(out, "accent", accent);
    put_color(out, "accent-ground", ground);
    put_color(out, "surface", surface);
    buffer_add_c(out, "}\n");
}

// How much of the accent bears the text of the night, #e4e6ea.
static unsigned second_at_night(const struct look *look)
{
    static const struct rgb night = {0x12, 0x15, 0x1b},
                            text = {0xe4, 0xe6, 0xea};
    unsigned percent = 60;
    while (percent > 30 &&
           rgb_contrast(rgb_mixed(night, look->dark_text, percent), text) <
               CONTRAST_LEAST)
        percent--;
    return percent;
}

static void put_second(struct buffer *out, const struct look *look,
                       const char *what, const char *property, unsigned accent)
{
    buffer_printf(out,
                  ".%s-accent-%u { %s: color-mix(in srgb, var(--accent) %u%%, "
                  "var(--ground)); }\n",
                  what, (unsigned)look->second_series, property, accent);
}

static void put_colors(struct buffer *out, const struct look *look)
{
    put_scheme(out, look->accent, look->accent, look->tint);
    unsigned second = 100U - look->second_series;
    put_second(out, look, "ink", "fill", second);
    put_second(out, look, "line", "stroke", second);
    // Not on paper, whatever the screen is like.
    buffer_add_c(out, "@media screen and (prefers-color-scheme: dark) {\n");
    put_scheme(out, look->dark_text, look->dark_ground, look->dark_surface);
    if (!look->words_in_paper)
        put_second(out, look, "ink", "fill", second_at_night(look));
    buffer_add_c(out, "}\n");
}

// ----- Faces -----

static const char *name_of(const struct look *look, enum face_role role)
{
    return family_facts[look->families[role]].name;
}

static const char *generic(const struct look *look, enum face_role role)
{
    return family_facts[look->families[role]].serif ? "serif" : "sans-serif";
}

// Family-SemiBold: some systems know a face by its PostScript name alone.
static struct str postscript_name(struct arena *arena, const char *family,
                                  const char *style)
{
    char *name = arena_alloc(arena, strlen(family) + 1), *end = name;
    for (const char *c = family; *c; c++)
        if (*c != ' ')
            *end++ = *c;
    return arena_printf(arena, "%s-%s", name, style);
}

// As in qalam.css: Latin letters beside Arabic ones, in the size that agrees.
static void put_beside(struct buffer *out, struct arena *arena,
                       const struct look *look, int weight, const char *style)
{
    const char *family = name_of(look, FACES_TEXT);
    buffer_printf(
        out,
        "@font-face {\n  font-family: \"Latin beside Arabic\";\n"
        "  font-weight: %d;\n  src: local(\"%s %s\"), local(\"%s\");\n"
        "  unicode-range: U+28-29, U+2F-39, U+41-5D, U+61-7A, U+C0-24F, "
        "U+1E00-1EFF, U+2013;\n  size-adjust: %d%%;\n}\n",
        weight, family, style, postscript_name(arena, family, style).bytes,
        latin_percent(look->families[FACES_ARABIC_TEXT],
                      look->families[FACES_TEXT]));
}

static void put_families(struct buffer *out, const struct look *look)
{
    const char *text = name_of(look, FACES_TEXT);
    const char *labels = name_of(look, FACES_LABELS);
    const char *arabic = name_of(look, FACES_ARABIC_TEXT);
    const char *arabic_labels = name_of(look, FACES_ARABIC_LABELS);
    buffer_printf(out,
                  ":root, [dir=ltr] {\n"
                  "  --serif: \"%s\", \"%s\", %s;\n"
                  "  --sans: \"%s\", \"%s\", %s;\n}\n",
                  text, arabic, generic(look, FACES_TEXT), labels,
                  arabic_labels, generic(look, FACES_LABELS));
    buffer_printf(out,
                  ":root[dir=rtl], [dir=rtl] {\n"
                  "  --serif: \"Latin beside Arabic\", \"%s\", \"%s\", %s;\n"
                  "  --sans: \"%s\", \"%s\", %s;\n}\n",
                  arabic, text, generic(look, FACES_ARABIC_TEXT), arabic_labels,
                  labels, generic(look, FACES_ARABIC_LABELS));
    buffer_printf(out, ".languages a { font-family: \"%s\", \"%s\", %s; }\n",
                  labels, arabic_labels, generic(look, FACES_LABELS));
}

static void put_faces(struct buffer *out, struct arena *arena,
                      const struct look *look)
{
    put_beside(out, arena, look, 400, "Regular");
    put_beside(out, arena, look, 600, "SemiBold");
    put_families(out, look);
}

// ----- The whole -----

static void put_pattern(struct buffer *out, struct arena *arena,
                        const struct look *look)
{
    struct str name = pattern_svg_name(arena, look->contact_angle);
    if (look->contact_angle == 0)
        buffer_add_c(out, ".hero::before { display: none; }\n");
    else if (look->contact_angle != CONTACT_ANGLE)
        buffer_printf(out, ".hero::before { background-image: url(%.*s); }\n",
                      STR_ARG(name));
}

// On white, as the logos of organisations: it is drawn for paper.
static void put_logo(struct buffer *out)
{
    buffer_add_c(out, ".home img { inline-size: auto; block-size: auto; "
                      "max-inline-size: 10rem; max-block-size: 2.75rem; "
                      "padding: .25rem; background: #fff; }\n");
}

struct str theme_sheet(struct arena *arena, const struct theme *theme)
{
    struct look look = theme_look(theme);
    struct buffer out = {0};
    if (!look_has_house_accent(&look))
        put_colors(&out, &look);
    if (!look_has_house_faces(&look))
        put_faces(&out, arena, &look);
    put_pattern(&out, arena, &look);
    if (theme->logo)
        put_logo(&out);
    return buffer_to_arena(&out, arena);
}

struct str theme_sheet_name(struct arena *arena, struct str sheet)
{
    return arena_printf(
        arena, "theme-%016llx.css",
        (unsigned long long)XXH3_64bits(sheet.bytes, sheet.count));
}

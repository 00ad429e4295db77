// SPDX-License-Identifier: MIT
// The look of a brief as XML: its colours, pattern, faces and logo.
#include "backends/xml/writer.h"

static void color(struct writer *writer, xmlNodePtr element, const char *name,
                  struct rgb rgb)
{
    xml_attribute(writer, element, name, rgb_hex(writer->arena, rgb));
}

static void pattern(struct writer *writer, xmlNodePtr element, uint16_t angle)
{
    xml_attribute(writer, element, "pattern",
                  angle ? STR("lattice") : STR("none"));
    if (angle)
        xml_attribute(
            writer, element, "angle",
            arena_printf(writer->arena, "%d.%02d", angle / 100, angle % 100));
}

static void logo(struct writer *writer, xmlNodePtr parent,
                 const struct image *logo)
{
    xmlNodePtr element = xml_element(writer, parent, "logo");
    xml_attribute(writer, element, "src", xml_image_name(writer->arena, logo));
    xml_attribute(writer, element, "alt",
                  brief_logo_name(writer->arena, writer->brief));
    xml_number(writer, element, "width", logo->width);
    xml_number(writer, element, "height", logo->height);
}

void xml_theme(struct writer *writer, xmlNodePtr root)
{
    const struct theme *theme = &writer->brief->meta.theme;
    struct look look = theme_look(theme);
    xmlNodePtr element = xml_element(writer, root, "theme");
    if (look.name < ACCENT_COUNT)
        xml_attribute(writer, element, "accent",
                      str_of(accent_words[look.name]));
    color(writer, element, "color", look.accent);
    color(writer, element, "tint", look.tint);
    color(writer, element, "dark-text", look.dark_text);
    color(writer, element, "dark-ground", look.dark_ground);
    color(writer, element, "dark-surface", look.dark_surface);
    pattern(writer, element, look.contact_angle);
    for (size_t i = 0; i < FACE_ROLE_COUNT; i++)
        xml_attribute(writer, element, face_role_words[i],
                      str_of(family_facts[look.families[i]].name));
    if (theme->logo)
        logo(writer, element, theme->logo);
}

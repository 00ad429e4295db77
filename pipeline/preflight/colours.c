// SPDX-License-Identifier: MIT
// Colour spaces, output intents, states and images (ISO 19005-2 6.2).
#include "preflight/content.h"

#include <stdlib.h>

enum { LIMIT_SPACE_DEPTH = 8, LIMIT_SEPARATIONS = 500 };

struct colours {
    const struct cos *profile; // of the output intent
    struct str output;         // RGB, CMYK, GRAY or empty: none
    struct str group;          // of the page's transparency group
    bool group_space, transparent;
    const struct cos *page, *separations[LIMIT_SEPARATIONS];
    size_t separation_count;
};

// ----- Profiles (ICC.1 7.2) -----

struct profile {
    struct str class, space;
    int version;
};

static struct profile read_profile(struct check *check,
                                   const struct cos *stream)
{
    struct str data = document_data(check->document, stream);
    if (data.count < 128)
        return (struct profile){0};
    return (struct profile){str_slice(data, 12, 16), str_slice(data, 16, 20),
                            (unsigned char)data.bytes[8]};
}

static bool is_space(struct str space)
{
    return str_equal(space, STR("RGB ")) || str_equal(space, STR("CMYK")) ||
           str_equal(space, STR("GRAY"));
}

static bool is_output(struct profile profile)
{
    return (str_equal(profile.class, STR("prtr")) ||
            str_equal(profile.class, STR("mntr"))) &&
           is_space(profile.space) && profile.version < 5;
}

static bool is_input(struct profile profile)
{
    return (str_equal(profile.class, STR("prtr")) ||
            str_equal(profile.class, STR("mntr")) ||
            str_equal(profile.class, STR("scnr")) ||
            str_equal(profile.class, STR("spac"))) &&
           (is_space(profile.space) || str_equal(profile.space, STR("Lab "))) &&
           profile.version < 5;
}

static void read_intents(struct check *check, const struct cos *holder)
{
    struct colours *colours = check->colours;
    const struct cos *list = get(check, holder, "OutputIntents");
    for (size_t i = 0; i < list->count; i++) {
        const struct cos *intent = document_item(check->document, list, i);
        const struct cos *profile = get(check, intent, "DestOutputProfile");
        bool reference = document_has(intent, "DestOutputProfileRef");
        check_that(check, !reference, RULE_INTENT_REFERENCE_4, intent);
        check_that(check,
                   !reference ||
                       !object_is(get(check, intent, "S"), "GTS_PDFX"),
                   RULE_INTENT_REFERENCE, intent);
        if (profile->kind != OBJECT_STREAM)
            continue;
        check_that(check, !colours->profile || colours->profile == profile,
                   RULE_INTENT_PROFILES, intent);
        struct profile read = read_profile(check, profile);
        check_that(check, is_output(read), RULE_INTENT_PROFILE, profile);
        colours->profile = profile;
        colours->output = read.space;
    }
}

void colours_read(struct check *check)
{
    check->colours = ARENA_NEW(check->arena, struct colours);
    *check->colours = (struct colours){.page = &object_null};
    read_intents(check, check->catalog);
}

// ----- Spaces -----

static void use(struct check *check, const struct cos *space,
                const struct cos *resources, bool overprint, int depth);

static void use_device(struct check *check, struct str wanted, enum rule rule,
                       const char *plain, const struct cos *resources)
{
    struct colours *colours = check->colours;
    const struct cos *instead =
        get(check, get(check, resources, "ColorSpace"), plain);
    if (instead->kind != OBJECT_NULL) {
        use(check, instead, &object_null, false, 1);
        return;
    }
    bool good = wanted.count == 0 ? colours->output.count > 0
                                  : str_equal(colours->output, wanted);
    if (check->second && wanted.count > 0)
        good |= str_equal(colours->group, wanted);
    check_that(check, good, rule, colours->page);
}

static void use_profile(struct check *check, const struct cos *space,
                        bool overprint)
{
    const struct cos *stream = document_item(check->document, space, 1);
    struct profile profile = read_profile(check, stream);
    check_that(check, is_input(profile), RULE_INPUT_PROFILE, stream);
    if (!str_equal(profile.space, STR("CMYK")))
        return;
    check_that(check, !overprint, RULE_ICC_OVERPRINT, stream);
    check_that(
        check,
        !check->colours->profile ||
            !str_equal(document_data(check->document, stream),
                       document_data(check->document, check->colours->profile)),
        RULE_ICC_SAME, stream);
}

static bool same_object(struct check *check, const struct cos *one,
                        const struct cos *other, int depth)
{
    one = document_follow(check->document, one);
    other = document_follow(check->document, other);
    if (one == other || depth > LIMIT_SPACE_DEPTH)
        return true;
    if (one->kind != other->kind || one->count != other->count ||
        one->number != other->number || !str_equal(one->text, other->text))
        return false;
    for (size_t i = 0; i < one->count; i++)
        if (!str_equal(one->entries[i].key, other->entries[i].key) ||
            !same_object(check, one->entries[i].value, other->entries[i].value,
                         depth + 1))
            return false;
    return one->kind != OBJECT_STREAM ||
           str_equal(document_data(check->document, one),
                     document_data(check->document, other));
}

static void use_separation(struct check *check, const struct cos *space)
{
    struct colours *colours = check->colours;
    struct str name = document_item(check->document, space, 1)->text;
    for (size_t i = 0; i < colours->separation_count; i++) {
        const struct cos *before = colours->separations[i];
        if (before == space)
            return;
        if (!str_equal(document_item(check->document, before, 1)->text, name))
            continue;
        bool same = true;
        for (size_t k = 2; k < 4; k++)
            same &=
                same_object(check, document_item(check->document, before, k),
                            document_item(check->document, space, k), 0);
        if (!same)
            check_fail(check, RULE_SEPARATION, space, "%.*s", STR_ARG(name));
        return;
    }
    if (colours->separation_count < LIMIT_SEPARATIONS)
        colours->separations[colours->separation_count++] = space;
}

static void use_many(struct check *check, const struct cos *space)
{
    const struct cos *names = document_item(check->document, space, 1);
    const struct cos *more = document_item(check->document, space, 4);
    const struct cos *known = get(check, more, "Colorants");
    const struct cos *process =
        get(check, get(check, more, "Process"), "Components");
    static const char *const plain[] = {"Cyan", "Magenta", "Yellow", "Black",
                                        "None"};
    check_that(check, names->count <= 32, RULE_COLORANTS_MANY, space);
    for (size_t i = 0; i < names->count; i++) {
        struct str name = document_item(check->document, names, i)->text;
        const struct cos *described =
            get(check, known, arena_c_string(check->arena, name));
        bool found =
            STR_IS_ONE_OF(name, plain) || described->kind != OBJECT_NULL;
        for (size_t k = 0; k < process->count; k++)
            found |= str_equal(document_item(check->document, process, k)->text,
                               name);
        if (!found)
            check_fail(check, RULE_COLORANTS, space, "%.*s", STR_ARG(name));
    }
    for (size_t i = 0; i < known->count; i++) {
        const struct cos *one =
            document_follow(check->document, known->entries[i].value);
        if (object_is(document_item(check->document, one, 0), "Separation"))
            use_separation(check, one);
    }
}

static void use_array(struct check *check, const struct cos *space,
                      const struct cos *resources, bool overprint, int depth)
{
    const struct cos *kind = document_item(check->document, space, 0);
    if (space->count == 1)
        use(check, kind, resources, overprint, depth + 1);
    else if (object_is(kind, "ICCBased"))
        use_profile(check, space, overprint);
    else if (object_is(kind, "Separation"))
        use_separation(check, space);
    else if (object_is(kind, "DeviceN"))
        use_many(check, space);
    size_t under = object_is(kind, "Indexed") || object_is(kind, "I") ||
                           object_is(kind, "Pattern")
                       ? 1
                   : object_is(kind, "Separation") || object_is(kind, "DeviceN")
                       ? 2
                       : 0;
    if (under > 0)
        use(check, document_item(check->document, space, under), resources,
            overprint, depth + 1);
}

static void use(struct check *check, const struct cos *space,
                const struct cos *resources, bool overprint, int depth)
{
    if (depth > LIMIT_SPACE_DEPTH)
        return;
    if (object_is(space, "DeviceRGB") || object_is(space, "RGB"))
        use_device(check, STR("RGB "), RULE_DEVICE_RGB, "DefaultRGB",
                   resources);
    else if (object_is(space, "DeviceCMYK") || object_is(space, "CMYK"))
        use_device(check, STR("CMYK"), RULE_DEVICE_CMYK, "DefaultCMYK",
                   resources);
    else if (object_is(space, "DeviceGray") || object_is(space, "G"))
        use_device(check, STR(""), RULE_DEVICE_GRAY, "DefaultGray", resources);
    else if (space->kind == OBJECT_ARRAY)
        use_array(check, space, resources, overprint, depth);
}

void colours_use(struct check *check, const struct cos *space,
                 const struct cos *resources, bool overprint)
{
    use(check, space, resources, overprint, 0);
}

void colours_intent(struct check *check, const struct cos *name)
{
    static const char *const known[] = {"RelativeColorimetric",
                                        "AbsoluteColorimetric", "Perceptual",
                                        "Saturation"};
    check_that(check,
               name->kind != OBJECT_NAME || STR_IS_ONE_OF(name->text, known),
               RULE_INTENT_NAME, check->colours->page);
}

// ----- States -----

static void check_halftone(struct check *check, const struct cos *halftone,
                           struct str colorant)
{
    static const char *const primary[] = {"Cyan", "Magenta", "Yellow", "Black"};
    double type = get(check, halftone, "HalftoneType")->number;
    if (!object_is_dictionary(halftone))
        return;
    check_that(check, type == 1 || type == 5, RULE_HALFTONE_TYPE, halftone);
    check_that(check, !document_has(halftone, "HalftoneName"),
               RULE_HALFTONE_NAME, halftone);
    bool transfer = document_has(halftone, "TransferFunction");
    bool plain = colorant.count == 0 || STR_IS_ONE_OF(colorant, primary);
    if (!str_equal(colorant, STR("Default")))
        check_that(check, plain ? !transfer : transfer, RULE_HALFTONE_TRANSFER,
                   halftone);
    for (size_t i = 0; type == 5 && i < halftone->count; i++) {
        const struct cos *part =
            document_follow(check->document, halftone->entries[i].value);
        if (colorant.count == 0 && object_is_dictionary(part))
            check_halftone(check, part, halftone->entries[i].key);
    }
}

static const char *const blends[] = {
    "Normal",    "Compatible", "Multiply",   "Screen",    "Overlay",
    "Darken",    "Lighten",    "ColorDodge", "ColorBurn", "HardLight",
    "SoftLight", "Difference", "Exclusion",  "Hue",       "Saturation",
    "Color",     "Luminosity"};

static void check_blend(struct check *check, const struct cos *state)
{
    const struct cos *modes = get(check, state, "BM");
    for (size_t i = 0; i < document_many(modes); i++) {
        const struct cos *mode = document_nth(check->document, modes, i);
        check_that(check, STR_IS_ONE_OF(mode->text, blends), RULE_BLEND_MODE,
                   state);
        if (!object_is(mode, "Normal") && !object_is(mode, "Compatible"))
            colours_transparent(check);
    }
}

void colours_state(struct check *check, const struct cos *state)
{
    const struct cos *second = get(check, state, "TR2");
    const struct cos *mask = get(check, state, "SMask");
    check_that(check, !document_has(state, "TR"), RULE_STATE_TR, state);
    check_that(check,
               second->kind == OBJECT_NULL || object_is(second, "Default"),
               RULE_STATE_TR2, state);
    check_that(check, !document_has(state, "HTP"), RULE_STATE_HTP, state);
    check_that(check, !document_has(state, "HTO"), RULE_STATE_HTO, state);
    check_halftone(check, get(check, state, "HT"), STR(""));
    colours_intent(check, get(check, state, "RI"));
    check_blend(check, state);
    static const char *const opacities[] = {"ca", "CA"};
    for (size_t i = 0; i < COUNT(opacities); i++)
        if (document_has(state, opacities[i]) &&
            get(check, state, opacities[i])->number < 1)
            colours_transparent(check);
    if (object_is_dictionary(mask))
        colours_transparent(check);
}

// ----- Images -----

void colours_image(struct check *check, const struct cos *image,
                   const struct cos *resources)
{
    const struct cos *bits = get(check, image, "BitsPerComponent");
    const struct cos *mask = get(check, image, "SMask");
    bool stencil = get(check, image, "ImageMask")->number != 0;
    double n = bits->number;
    check_that(check, !document_has(image, "Alternates"), RULE_IMAGE_ALTERNATES,
               image);
    check_that(check, !document_has(image, "OPI"), RULE_IMAGE_OPI, image);
    check_that(check, get(check, image, "Interpolate")->number == 0,
               RULE_IMAGE_INTERPOLATE, image);
    colours_intent(check, get(check, image, "Intent"));
    check_that(check,
               stencil || bits->kind == OBJECT_NULL || n == 1 || n == 2 ||
                   n == 4 || n == 8 || n == 16,
               RULE_IMAGE_BITS, image);
    check_that(check, !stencil || bits->kind == OBJECT_NULL || n == 1,
               RULE_MASK_BITS, image);
    if (!stencil)
        colours_use(check, get(check, image, "ColorSpace"), resources, false);
    const struct cos *hole = get(check, image, "Mask");
    if (hole->kind == OBJECT_STREAM && hole != image)
        colours_image(check, hole, resources);
    if (mask->kind == OBJECT_STREAM) {
        colours_transparent(check);
        check_that(check, get(check, mask, "Interpolate")->number == 0,
                   RULE_IMAGE_INTERPOLATE, mask);
    }
    if (get(check, image, "SMaskInData")->number > 0)
        colours_transparent(check);
}

// ----- Pages and transparency -----

void colours_transparent(struct check *check)
{
    check->colours->transparent = true;
}

void colours_page(struct check *check, const struct cos *page)
{
    struct colours *colours = check->colours;
    const struct cos *group = get(check, page, "Group");
    const struct cos *space = get(check, group, "CS");
    colours->page = page;
    colours->transparent = object_is(get(check, group, "S"), "Transparency");
    colours->group_space = space->kind != OBJECT_NULL;
    colours->group =
        object_is(space, "DeviceRGB")    ? STR("RGB ")
        : object_is(space, "DeviceCMYK") ? STR("CMYK")
        : object_is(document_item(check->document, space, 0), "CalRGB")
            ? STR("RGB ")
            : read_profile(check, document_item(check->document, space, 1))
                  .space;
    if (check->second && document_has(page, "OutputIntents"))
        read_intents(check, page);
    if (colours->group_space)
        colours_use(check, space, get(check, page, "Resources"), false);
}

void colours_end(struct check *check)
{
    const struct colours *colours = check->colours;
    check_that(check,
               !colours->transparent || colours->group_space ||
                   colours->output.count > 0,
               RULE_TRANSPARENCY, colours->page);
}

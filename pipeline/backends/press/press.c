// SPDX-License-Identifier: MIT
// The PDF for a press: the readers' pages, in inks, with bleed.
#include "backends/interface/backend.h"
#include "backends/pdf/pdf.h"
#include "backends/press/profile.h"
#include "model/names.h"
#include "typeset/paragraph/fonts.h"

// Nothing was said of a press, and its place is where everything begins.
static struct place known_place(const struct press_profile *named)
{
    return named->at.count > 0 ? named->at : PLACE_NONE;
}

static bool find_profile(const struct backend_input *input,
                         enum print_standard standard, struct profile *profile)
{
    const struct press_profile *named = &input->brief->meta.theme.press;
    struct diag *diag = input->context->diag;
    if (named->name.count == 0) {
        diag_report(diag, known_place(named), MESSAGE_print_profile_none);
        return false;
    }
    *profile = profile_find(input->brief->arena, named->name, named->path,
                            standard == PRINT_X1A ? 2 : 4);
    if (profile->why)
        diag_report(diag, named->at, MESSAGE_print_profile_wrong, named->name,
                    str_of(profile->why));
    else if (profile->bytes.count == 0)
        diag_report(diag, named->at, MESSAGE_print_profile_missing,
                    named->name);
    return !profile->why && profile->bytes.count > 0;
}

// 2024-11-18, or as much as is known of it.
static struct str date_of(const struct brief *brief)
{
    struct date date = brief->meta.date;
    struct arena *arena = brief->arena;
    if (!date.given)
        return STR("no date");
    if (!date.month)
        return arena_printf(arena, "%d", date.year);
    if (!date.day)
        return arena_printf(arena, "%d-%02d", date.year, date.month);
    return arena_printf(arena, "%d-%02d-%02d", date.year, date.month, date.day);
}

// Names in other letters are as in addresses: the face has none of them.
static struct str slug_of(const struct backend_input *input)
{
    struct arena *arena = input->brief->arena;
    bool rtl = input->pages->direction == DIRECTION_RTL;
    return arena_printf(
        arena, "%.*s%s   %.*s   %s",
        STR_ARG(names_url(arena, input->links.stem)),
        format_facts[FORMAT_INDEX_PRESS].ending,
        STR_ARG(date_of(input->brief)), rtl ? "binds right" : "binds left");
}

static struct press press_of(const struct backend_input *input,
                             enum print_standard standard,
                             const struct profile *profile)
{
    const struct settings *settings = &input->brief->meta.settings;
    enum face_id face =
        face_of(face_role_family(FACES_LABELS), CUT_REGULAR);
    return (struct press){
        .standard = standard,
        .marks = settings_answer(settings, SETTING_PRINT_MARKS) > 0,
        .profile = profile->bytes,
        .condition = profile->condition.count ? profile->condition
                                              : STR("Custom"),
        .registered = profile->condition.count ? STR("http://www.color.org")
                                               : STR(""),
        .info = profile->info,
        .slug = slug_of(input),
        .face = fonts_face(input->fonts, face)};
}

bool press_make(const struct backend_input *input, struct output *output)
{
    struct buffer bytes = {0};
    struct profile profile = {0};
    enum print_standard standard = (enum print_standard)settings_answer(
        &input->brief->meta.settings, SETTING_PRINT_STANDARD);
    if (!find_profile(input, standard, &profile))
        return false;
    struct press press = press_of(input, standard, &profile);
    bool good = pdf_write_press(input->pages, input->brief, input->context,
                                &press, &bytes);
    backend_add(input, FORMAT_INDEX_PRESS, &bytes, output);
    return good;
}

// SPDX-License-Identifier: MIT
// Faces cut down by hb-subset, with the layout rules that their letters need.
#include "backends/epub/subset.h"

#include "base/fail.h"

#include <hb-subset.h>

// clang-format off
const struct subset_face subset_faces[SUBSET_FACES] = {
    {FACE_VOLLKORN_REGULAR, SUBSET_LATIN, FAMILY_VOLLKORN, "Vollkorn-Regular", "normal", "400"},
    {FACE_VOLLKORN_ITALIC, SUBSET_LATIN, FAMILY_VOLLKORN, "Vollkorn-Italic", "italic", "400"},
    {FACE_VOLLKORN_SEMIBOLD, SUBSET_LATIN, FAMILY_VOLLKORN, "Vollkorn-SemiBold", "normal", "600"},
    {FACE_SANS_REGULAR, SUBSET_LATIN, FAMILY_NOTO_SANS, "NotoSans-Regular", "normal", "400"},
    {FACE_SANS_ITALIC, SUBSET_LATIN, FAMILY_NOTO_SANS, "NotoSans-Italic", "italic", "400"},
    {FACE_SANS_SEMIBOLD, SUBSET_LATIN, FAMILY_NOTO_SANS, "NotoSans-SemiBold", "normal", "600"},
    {FACE_NASKH_REGULAR, SUBSET_ARABIC, FAMILY_NOTO_NASKH, "NotoNaskhArabic-Regular", "normal", "400"},
    {FACE_NASKH_SEMIBOLD, SUBSET_ARABIC, FAMILY_NOTO_NASKH, "NotoNaskhArabic-SemiBold", "normal", "600"},
    {FACE_SANS_ARABIC_REGULAR, SUBSET_ARABIC, FAMILY_NOTO_SANS_ARABIC, "NotoSansArabic-Regular", "normal", "400"},
    {FACE_SANS_ARABIC_SEMIBOLD, SUBSET_ARABIC, FAMILY_NOTO_SANS_ARABIC, "NotoSansArabic-SemiBold", "normal", "600"},
};
// clang-format on

static void free_blob(void *blob)
{
    hb_blob_destroy(blob);
}

static struct str blob_bytes(hb_blob_t *blob)
{
    unsigned count;
    const char *bytes = hb_blob_get_data(blob, &count);
    return (struct str){bytes, count};
}

// hb-subset's own choice of features, less what does harm: Noto Naskh's locl
// draws Urdu's digits in every language (DESIGN.md section 2), and a reading
// system may know no font-feature-settings.
static hb_subset_input_t *plan(const struct subset_face *wanted,
                               const hb_set_t *characters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        fail_system("out of memory");
    hb_set_union(hb_subset_input_unicode_set(input), characters);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    if (wanted->script == SUBSET_ARABIC)
        hb_set_del(
            hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG),
            HB_TAG('l', 'o', 'c', 'l'));
    return input;
}

struct str subset_face(struct arena *arena, struct fonts *fonts,
                       const struct subset_face *wanted,
                       const hb_set_t *characters)
{
    const struct face *face = fonts_face(fonts, wanted->face);
    hb_subset_input_t *input = plan(wanted, characters);
    hb_face_t *subset = hb_subset_or_fail(face->face, input);
    hb_subset_input_destroy(input);
    if (!subset)
        return blob_bytes(face->blob);
    hb_blob_t *blob = hb_face_reference_blob(subset);
    hb_face_destroy(subset);
    arena_defer(arena, free_blob, blob);
    return blob_bytes(blob);
}

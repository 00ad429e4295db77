// SPDX-License-Identifier: MIT
// Faces cut down by hb-subset, with the layout rules that their letters need.
#include "backends/epub/subset.h"

#include "base/fail.h"

#include <hb-subset.h>

// How a style sheet speaks of the cuts that a book may hold.
#define STYLE_REGULAR "normal", "400"
#define STYLE_ITALIC "italic", "400"
#define STYLE_MEDIUM "normal", "500"
#define STYLE_SEMIBOLD "normal", "600"
#define STYLE_SEMIBOLD_ITALIC "italic", "600"
#define ROW_BOOK(...) {__VA_ARGS__},
#define ROW_NO(...)
const struct subset_face subset_faces[SUBSET_FACES] = {
#define FACE(id, family, cut, style, file, package, book, ...)                 \
    ROW_##book(FACE_##id, FAMILY_##family, file, STYLE_##cut)
#include "fonts.def"
};

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

// hb-subset's own choice of features, less what does harm: the locl of an
// Arabic face may draw Urdu's digits in every language, and a reading system
// may know no font-feature-settings.
static hb_subset_input_t *plan(const struct subset_face *wanted,
                               const hb_set_t *characters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        fail_system("out of memory");
    hb_set_union(hb_subset_input_unicode_set(input), characters);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    if (family_facts[wanted->family].arabic)
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

// SPDX-License-Identifier: MIT
// The faces: found, opened once, covering what the design says they cover.
#include "paragraphs.h"

#include <hb-ot.h>
#include <math.h>

#include <pthread.h>
#include <unistd.h>

static void faces_are_the_ones_named(void **state)
{
    (void)state;
    for (int id = 0; id < FACE_COUNT; id++) {
        const struct face *face = fonts_face(fonts, (enum face_id)id);
        assert_int_equal(face->id, id);
        assert_true(face->file.count > 0);
        assert_true(str_ends(face->file, STR(".ttf")));
        assert_true(face->units_per_em == 1000 || face->units_per_em == 2048);
        assert_true(face->ascender > 0 && face->descender < 0);
        assert_true(face->cap_height > 0);
        assert_true(face->version.count > 0);
    }
}

// PostScript names come from the file itself, not from fontconfig.
static void names_agree_with_the_files(void **state)
{
    (void)state;
    assert_str(
        fonts_face(fonts, FACE_VOLLKORN_SEMIBOLD_ITALIC)->postscript_name,
        "Vollkorn-SemiBoldItalic");
    assert_str(fonts_face(fonts, FACE_SANS_REGULAR)->postscript_name,
               "NotoSans-Regular");
    assert_str(fonts_face(fonts, FACE_NASKH_SEMIBOLD)->postscript_name,
               "NotoNaskhArabic-SemiBold");
    assert_str(fonts_face(fonts, FACE_SANS_ARABIC_MEDIUM)->postscript_name,
               "NotoSansArabic-Medium");
}

static void arabic_faces_have_every_letter(void **state)
{
    (void)state;
    static const uint32_t pashto[] = {0x67C, 0x689, 0x693, 0x696, 0x69A,
                                      0x6AB, 0x6BC, 0x681, 0x685, 0x6D0,
                                      0x6CD, 0x626, 0x6CC, 0x64A, 0x6C0};
    static const enum face_id faces[] = {
        FACE_NASKH_REGULAR, FACE_NASKH_SEMIBOLD, FACE_SANS_ARABIC_REGULAR,
        FACE_SANS_ARABIC_MEDIUM, FACE_SANS_ARABIC_SEMIBOLD};
    for (size_t f = 0; f < sizeof faces / sizeof *faces; f++)
        for (size_t i = 0; i < sizeof pashto / sizeof *pashto; i++)
            assert_true(face_has(fonts_face(fonts, faces[f]), pashto[i]));
}

static void latin_faces_have_ascii(void **state)
{
    (void)state;
    for (int id = 0; id < FACE_COUNT; id++)
        for (uint32_t c = ' '; c < 0x7F; c++)
            if (face_family((enum face_id)id)->script == FAMILY_OF_LATIN)
                assert_true(face_has(fonts_face(fonts, (enum face_id)id), c));
}

// The traps of docs/design.md#fonts still stand; where they no longer do, the
// fallbacks can go.
static void traps_still_stand(void **state)
{
    (void)state;
    assert_false(face_has(fonts_face(fonts, FACE_NASKH_REGULAR), '('));
    assert_false(face_has(fonts_face(fonts, FACE_NASKH_REGULAR), 0x2013));
    assert_false(face_has(fonts_face(fonts, FACE_SANS_ARABIC_REGULAR), '/'));
    assert_false(face_has(fonts_face(fonts, FACE_SANS_REGULAR), 0x2212));
    assert_true(face_has(fonts_face(fonts, FACE_VOLLKORN_REGULAR), 0x2212));
}

// ----- Columns of fonts.def -----

static bool has_feature(const struct face *face, const char *feature)
{
    hb_tag_t wanted = hb_tag_from_string(feature, -1), tags[64];
    unsigned from = 0, count;
    do {
        count = COUNT(tags);
        hb_ot_layout_table_get_feature_tags(face->face, HB_OT_TAG_GSUB, from,
                                            &count, tags);
        for (unsigned i = 0; i < count; i++)
            if (tags[i] == wanted)
                return true;
        from += count;
    } while (count == COUNT(tags));
    return false;
}

// The glyph of ۴ in Persian text.
static uint32_t four(const struct face *face, bool locl)
{
    hb_feature_t off = {HB_TAG('l', 'o', 'c', 'l'), 0, 0, (unsigned)-1};
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, "\u06F4", -1, 0, -1);
    hb_buffer_set_script(buffer, HB_SCRIPT_ARABIC);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string("fa", -1));
    hb_shape(face->font, buffer, &off, locl ? 0 : 1);
    unsigned count;
    uint32_t glyph = hb_buffer_get_glyph_infos(buffer, &count)->codepoint;
    hb_buffer_destroy(buffer);
    return glyph;
}

// Says what the file has, so that a new row can be filled in.
static void assert_measure(const char *family, const char *what, double given,
                           double measured, int units_per_em)
{
    double em = measured / units_per_em;
    if (fabs(em - given) > 0.002)
        fail_msg("%s: %s is %.4f, not %.4f", family, what, em, given);
}

static void assert_column(const char *family, const char *what, bool given,
                          bool found)
{
    if (given != found)
        fail_msg("%s: its file has %s%s", family, found ? "" : "no ", what);
}

// Of a family that sets formulas only the MATH table matters.
static bool sets_formulas(enum theme_family family)
{
    return family_facts[family].script >= FAMILY_OF_FORMULAS;
}

static void formulas_have_a_face(void **state)
{
    (void)state;
    enum face_id id = face_of_formulas();
    assert_true(hb_ot_math_has_data(fonts_face(fonts, id)->face));
    for (int role = 0; role < FACE_ROLE_COUNT; role++)
        for (int i = 0; i < FACE_FAMILY_COUNT; i++)
            if (sets_formulas((enum theme_family)i))
                assert_false(face_role_allows((enum face_role)role,
                                              (enum theme_family)i));
}

static void columns_agree_with_the_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++) {
        const struct family_facts *family = &family_facts[i];
        if (sets_formulas((enum theme_family)i))
            continue;
        enum face_id id = face_of((enum theme_family)i, CUT_REGULAR);
        const struct face *face = fonts_face(fonts, id);
        assert_string_equal(face->family, family->name);
        assert_true(face_cut(id) == CUT_REGULAR);
        assert_column(family->name, "figures of one width",
                      family->figures == i, has_feature(face, "tnum"));
        assert_column(family->name, "OLDSTYLE_FIGURES",
                      family->traits & OLDSTYLE_FIGURES,
                      family->serif && has_feature(face, "onum"));
        if (family->traits & REPLACEMENT_MARK)
            assert_true(face_has(face, 0xFFFD));
        if (family->arabic)
            assert_column(family->name, "LOCL_IS_URDU",
                          family->traits & LOCL_IS_URDU,
                          four(face, true) != four(face, false));
        else
            assert_measure(family->name, "x height", family->x_height,
                           face->x_height, face->units_per_em);
        assert_measure(family->name, "drop", family->drop,
                       (face->ascender + face->descender) / 2.0,
                       face->units_per_em);
    }
}

static void files_have_the_names_given(void **state)
{
    (void)state;
    struct arena *names = arena_new();
    for (int id = 0; id < FACE_COUNT; id++) {
        const struct face *face = fonts_face(fonts, (enum face_id)id);
        if (id == (int)face_of_formulas())
            continue;
        struct str name =
            arena_printf(names, "/%.*s.ttf", STR_ARG(face->postscript_name));
        if (!str_ends(face->file, name))
            fail_msg("%.*s is no %.*s", STR_ARG(face->file), STR_ARG(name));
    }
    arena_free(names);
}

static void a_cut_that_is_not_there_has_another(void **state)
{
    (void)state;
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++) {
        enum theme_family family = (enum theme_family)i;
        if (sets_formulas(family))
            continue;
        enum face_id regular = face_of(family, CUT_REGULAR);
        enum face_id heavy = face_of(family, CUT_SEMIBOLD);
        bool sets_text = family_facts[i].script < FAMILY_OF_HEBREW;
        assert_true(heavy != regular || !sets_text);
        if (family_facts[i].arabic) { // none has an italic
            assert_int_equal(face_of(family, CUT_ITALIC), regular);
            assert_int_equal(face_of(family, CUT_SEMIBOLD_ITALIC), heavy);
        }
        assert_int_equal(face_with_cut(heavy, CUT_REGULAR), regular);
    }
    assert_int_equal(face_of(FAMILY_VOLLKORN, CUT_MEDIUM),
                     FACE_VOLLKORN_SEMIBOLD);
    assert_int_equal(face_figures(FACE_SANS_ARABIC_MEDIUM),
                     FACE_NASKH_SEMIBOLD);
    assert_int_equal(face_figures(FACE_NASKH_SEMIBOLD), FACE_NASKH_SEMIBOLD);
}

static void *open_all(void *opened)
{
    const struct face **faces = opened;
    for (int id = 0; id < FACE_COUNT; id++)
        faces[id] = fonts_face(fonts, (enum face_id)id);
    return NULL;
}

static void threads_open_the_same_faces(void **state)
{
    (void)state;
    const struct face *seen[4][FACE_COUNT];
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_all, seen[i]),
                         0);
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 1; i < 4; i++)
        assert_memory_equal(seen[0], seen[i], sizeof seen[0]);
}

static void print_says_what_is_covered(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    fonts_print(fonts, out);
    fclose(out);
    assert_non_null(strstr(text, "Noto Naskh Arabic Regular"));
    assert_non_null(
        strstr(text, "Dari: 39 of 39 letters; Pashto: 49 of 49 letters"));
    assert_non_null(strstr(text, "no Arabic script"));
    assert_non_null(strstr(text, "fonts-vollkorn"));
    free(text);
}

// As on a machine without the packages: fontconfig is shown an empty folder.
static void missing_family_names_its_package(void **state)
{
    (void)state;
    char folder[] = "/tmp/qalam-fonts-XXXXXX", file[64];
    assert_non_null(mkdtemp(folder));
    snprintf(file, sizeof file, "%s/fonts.conf", folder);
    FILE *config = fopen(file, "w");
    fprintf(config, "<fontconfig><dir>%s</dir></fontconfig>", folder);
    fclose(config);
    setenv("FONTCONFIG_FILE", file, 1);
    char *text = NULL;
    size_t size = 0;
    FILE *err = open_memstream(&text, &size);
    assert_null(fonts_load(err));
    fclose(err);
    unsetenv("FONTCONFIG_FILE");
    assert_non_null(strstr(text, "Noto Naskh Arabic Semi Bold"));
    assert_non_null(strstr(text, "fonts-noto-extra"));
    free(text);
    remove(file);
    rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_open_the_same_faces),
        cmocka_unit_test(faces_are_the_ones_named),
        cmocka_unit_test(names_agree_with_the_files),
        cmocka_unit_test(arabic_faces_have_every_letter),
        cmocka_unit_test(missing_family_names_its_package),
        cmocka_unit_test(latin_faces_have_ascii),
        cmocka_unit_test(traps_still_stand),
        cmocka_unit_test(formulas_have_a_face),
        cmocka_unit_test(columns_agree_with_the_files),
        cmocka_unit_test(files_have_the_names_given),
        cmocka_unit_test(a_cut_that_is_not_there_has_another),
        cmocka_unit_test(print_says_what_is_covered),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}

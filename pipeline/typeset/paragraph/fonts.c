// SPDX-License-Identifier: MIT
// Finding the faces of fonts/fonts.def, and opening them.
#include "typeset/paragraph/fonts.h"

#include "base/fail.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct face_row {
    enum theme_family family;
    enum face_cut cut;
    const char *style, *file, *package;
    enum face_id companion;
    int companion_percent;
};
static const struct face_row rows[FACE_COUNT] = {
#define FACE(id, family, cut, style, file, package, book, companion, percent)  \
    {FAMILY_##family, CUT_##cut,        style,  file,                          \
     package,         FACE_##companion, percent},
#include "fonts.def"
};

static const char *family_name(const struct face_row *row)
{
    return family_facts[row->family].name;
}

struct fonts {
    pthread_mutex_t opening;
    char *files[FACE_COUNT];
    struct face faces[FACE_COUNT];
    // Points to faces[id] once that is complete.
    _Atomic(const struct face *) opened[FACE_COUNT];
};

enum { NAME_LONGEST = 256 }; // bytes of a name table entry that are kept

// ----- Finding, where the packages put them -----

#define PACKAGE_FOLDER "/usr/share/fonts/truetype/"
enum { PATH_LONGEST = 256 };

// fonts-noto-core has its files in noto/.
static void package_path(char path[PATH_LONGEST], const struct face_row *row)
{
    const char *folder = row->package + strlen("fonts-");
    snprintf(path, PATH_LONGEST, PACKAGE_FOLDER "%.*s/%s.ttf",
             (int)strcspn(folder, "-"), folder, row->file);
}

static void set_file(struct fonts *fonts, size_t id, const char *path)
{
    free(fonts->files[id]);
    fonts->files[id] = strdup(path);
    if (!fonts->files[id])
        fail_system("out of memory");
}

// False where one is missing, or the user tells fontconfig where to look.
static bool find_packages(struct fonts *fonts)
{
    static const char *const told[] = {"FONTCONFIG_FILE", "FONTCONFIG_PATH",
                                       "FONTCONFIG_SYSROOT"};
    for (size_t i = 0; i < COUNT(told); i++)
        if (getenv(told[i]))
            return false;
    char path[PATH_LONGEST];
    for (size_t id = 0; id < FACE_COUNT; id++) {
        package_path(path, &rows[id]);
        if (access(path, R_OK) != 0)
            return false;
        set_file(fonts, id, path);
    }
    return true;
}

// ----- Finding, through fontconfig -----

// The first value counts: of a face listed as "X" and "X Medium" in the styles
// "Medium" and "Regular", the second pair is for programs that know four styles
// a family.
static bool first_is(FcPattern *pattern, const char *object, const char *wanted)
{
    FcChar8 *value;
    return FcPatternGetString(pattern, object, 0, &value) == FcResultMatch &&
           strcmp((const char *)value, wanted) == 0;
}

// Only static TrueType outlines can be embedded and subset by us.
static bool usable(FcPattern *pattern)
{
    FcBool variable = FcFalse;
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    return !variable && first_is(pattern, FC_FONTFORMAT, "TrueType");
}

static bool matches(FcPattern *pattern, const struct face_row *row)
{
    return first_is(pattern, FC_FAMILY, family_name(row)) &&
           first_is(pattern, FC_STYLE, row->style) && usable(pattern);
}

// The file whose path sorts first wins, so that the choice does not hang on
// the order of a directory.
static void take_file(struct fonts *fonts, FcPattern *pattern)
{
    FcChar8 *file;
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
        return;
    for (size_t id = 0; id < FACE_COUNT; id++) {
        if (!matches(pattern, &rows[id]))
            continue;
        const char *path = (const char *)file;
        if (fonts->files[id] && strcmp(fonts->files[id], path) <= 0)
            continue;
        set_file(fonts, id, path);
    }
}

static void ask_fontconfig(struct fonts *fonts)
{
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcFontSet *set = config ? FcConfigGetFonts(config, FcSetSystem) : NULL;
    for (int i = 0; set && i < set->nfont; i++)
        take_file(fonts, set->fonts[i]);
    if (config)
        FcConfigDestroy(config);
}

// Reading fontconfig's settings and lists of some thousand faces takes as long
// as typesetting two pages.
static void find_files(struct fonts *fonts)
{
    if (find_packages(fonts))
        return;
    for (size_t id = 0; id < FACE_COUNT; id++) {
        free(fonts->files[id]);
        fonts->files[id] = NULL;
    }
    ask_fontconfig(fonts);
}

static bool missing_from(const struct fonts *fonts, size_t id,
                         const char *package)
{
    return !fonts->files[id] && strcmp(rows[id].package, package) == 0;
}

static bool named_before(const struct fonts *fonts, size_t id)
{
    for (size_t earlier = 0; earlier < id; earlier++)
        if (missing_from(fonts, earlier, rows[id].package))
            return true;
    return false;
}

// One line a package, since that is what is to be done.
static bool all_found(const struct fonts *fonts, FILE *err)
{
    bool found = true;
    for (size_t id = 0; id < FACE_COUNT; id++) {
        if (fonts->files[id] || named_before(fonts, id))
            continue;
        found = false;
        const char *package = rows[id].package, *comma = "";
        fprintf(err, "qalam: install the Debian package %s, for ", package);
        for (size_t other = id; other < FACE_COUNT; other++)
            if (missing_from(fonts, other, package)) {
                fprintf(err, "%s%s %s", comma, family_name(&rows[other]),
                        rows[other].style);
                comma = ", ";
            }
        fputc('\n', err);
    }
    return found;
}

struct fonts *fonts_load(FILE *err)
{
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (!fonts)
        fail_system("out of memory");
    pthread_mutex_init(&fonts->opening, NULL);
    find_files(fonts);
    if (all_found(fonts, err))
        return fonts;
    fonts_free(fonts);
    return NULL;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t id = 0; id < FACE_COUNT; id++) {
        struct face *face = &fonts->faces[id];
        hb_font_destroy(face->font);
        hb_face_destroy(face->face);
        hb_blob_destroy(face->blob);
        free((char *)face->version.bytes);
        free((char *)face->postscript_name.bytes);
        free(fonts->files[id]);
    }
    pthread_mutex_destroy(&fonts->opening);
    free(fonts);
}

// ----- Opening -----

static struct str name_entry(hb_face_t *face, hb_ot_name_id_t entry)
{
    char text[NAME_LONGEST];
    unsigned int size = sizeof text;
    hb_ot_name_get_utf8(face, entry, HB_LANGUAGE_INVALID, &size, text);
    char *copy = strndup(text, size);
    if (!copy)
        fail_system("out of memory");
    return (struct str){copy, size};
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value;
}

static void read_metrics(struct face *face)
{
    face->ascender = metric(face->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    face->descender =
        metric(face->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    face->cap_height = metric(face->font, HB_OT_METRICS_TAG_CAP_HEIGHT);
    face->x_height = metric(face->font, HB_OT_METRICS_TAG_X_HEIGHT);
    face->italic_angle =
        (int)hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
}

static void open_face(struct face *face, enum face_id id, const char *file)
{
    face->id = id;
    face->family = family_name(&rows[id]);
    face->style = rows[id].style;
    face->package = rows[id].package;
    face->file = str_of(file);
    face->blob = hb_blob_create_from_file_or_fail(file);
    if (!face->blob)
        fail_system(file);
    face->face = hb_face_create(face->blob, 0);
    face->units_per_em = (int)hb_face_get_upem(face->face);
    face->font = hb_font_create(face->face);
    hb_font_set_scale(face->font, face->units_per_em, face->units_per_em);
    face->version = name_entry(face->face, HB_OT_NAME_ID_VERSION_STRING);
    face->postscript_name =
        name_entry(face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
    read_metrics(face);
    hb_face_make_immutable(face->face);
    hb_font_make_immutable(face->font);
}

const struct face *fonts_face(struct fonts *fonts, enum face_id id)
{
    const struct face *face =
        atomic_load_explicit(&fonts->opened[id], memory_order_acquire);
    if (face)
        return face;
    fail_lock(&fonts->opening);
    if (!atomic_load_explicit(&fonts->opened[id], memory_order_relaxed)) {
        open_face(&fonts->faces[id], id, fonts->files[id]);
        atomic_store_explicit(&fonts->opened[id], &fonts->faces[id],
                              memory_order_release);
    }
    fail_unlock(&fonts->opening);
    return &fonts->faces[id];
}

bool face_has(const struct face *face, uint32_t character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, character, &glyph);
}

enum face_id face_companion(enum face_id id)
{
    return rows[id].companion;
}

int face_companion_percent(enum face_id id)
{
    return rows[id].companion_percent;
}

// ----- Families and cuts -----

const struct family_facts *face_family(enum face_id id)
{
    return &family_facts[rows[id].family];
}

enum face_cut face_cut(enum face_id id)
{
    return rows[id].cut;
}

static enum face_id exact_face(enum theme_family family, enum face_cut cut)
{
    size_t id = 0;
    while (id < FACE_COUNT &&
           (rows[id].family != family || rows[id].cut != cut))
        id++;
    return (enum face_id)id;
}

enum face_id face_of(enum theme_family family, enum face_cut cut)
{
    static const enum face_cut instead[] = {[CUT_REGULAR] = CUT_REGULAR,
                                            [CUT_ITALIC] = CUT_REGULAR,
                                            [CUT_MEDIUM] = CUT_SEMIBOLD,
                                            [CUT_SEMIBOLD] = CUT_REGULAR,
                                            [CUT_SEMIBOLD_ITALIC] =
                                                CUT_SEMIBOLD};
    enum face_id id = exact_face(family, cut);
    while (id == FACE_COUNT && cut != CUT_REGULAR) {
        cut = instead[cut];
        id = exact_face(family, cut);
    }
    if (id == FACE_COUNT)
        BUG(family_facts[family].name);
    return id;
}

static enum theme_family family_of(enum family_script script)
{
    size_t family = 0;
    while (family_facts[family].script != script)
        family++;
    return (enum theme_family)family;
}

enum face_id face_of_formulas(void)
{
    return face_of(family_of(FAMILY_OF_FORMULAS), CUT_REGULAR);
}

enum face_id face_of_code(enum face_cut cut)
{
    return face_of(family_of(FAMILY_OF_CODE), cut);
}

enum face_id face_with_cut(enum face_id id, enum face_cut cut)
{
    return face_of(rows[id].family, cut);
}

enum face_id face_figures(enum face_id id)
{
    enum theme_family family = rows[id].family;
    enum theme_family figures = family_facts[family].figures;
    return figures == family ? id : face_of(figures, face_cut(id));
}

// ----- Printing -----

// The letters of the two alphabets with those that spelling adds to them
// (hamza on its carriers, the Dari heh with hamza).
static const char dari_letters[] = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئةۀ";
static const char pashto_letters[] =
    "آابپتټثجځچڅحخدډذرړزژږسشښصضطظعغفقکګلمنڼوهءأؤئةيېیۍ";

static size_t covered(const struct face *face, struct str letters)
{
    size_t count = 0;
    for (size_t offset = 0; offset < letters.count;)
        count += face_has(face, utf8_next(letters, &offset));
    return count;
}

static void print_coverage(const struct face *face, FILE *out)
{
    struct str dari = str_of(dari_letters), pashto = str_of(pashto_letters);
    size_t has_dari = covered(face, dari), has_pashto = covered(face, pashto);
    if (!has_dari && !has_pashto)
        fprintf(out, "  no Arabic script\n");
    else
        fprintf(out, "  Dari: %zu of %zu letters; Pashto: %zu of %zu letters\n",
                has_dari, utf8_count(dari), has_pashto, utf8_count(pashto));
}

// Without what a hinting program adds to it after a semicolon.
static struct str plain_version(const struct face *face)
{
    size_t end = str_find(face->version, STR(";"));
    return end == STR_NONE ? face->version : str_slice(face->version, 0, end);
}

void fonts_print(struct fonts *fonts, FILE *out)
{
    for (size_t id = 0; id < FACE_COUNT; id++) {
        const struct face *face = fonts_face(fonts, (enum face_id)id);
        fprintf(out, "%s %s\n  %.*s\n  %.*s (Debian package %s)\n",
                face->family, face->style, STR_ARG(face->file),
                STR_ARG(plain_version(face)), face->package);
        print_coverage(face, out);
    }
}

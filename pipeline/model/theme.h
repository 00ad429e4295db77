// SPDX-License-Identifier: MIT
// The look of a series: its colour, its pattern, its faces, its logo.
//
// A struct theme is what a brief or a series says; what is zero was not said.
// A brief's own word counts before that of its series (theme_fill). A struct
// look is what that comes to, with the default look for the rest and every
// colour that follows from the accent (theme_look); outputs draw with it.
// Colours are of the screen (sRGB).
#ifndef QALAM_THEME_H
#define QALAM_THEME_H

#include "messages/diag.h"
#include "base/str.h"

struct image;

struct rgb {
    uint8_t red, green, blue;
};

// ----- Colours -----

// WCAG 2.2: the ratio that small text must reach on its ground.
#define CONTRAST_LEAST 4.5
double rgb_contrast(struct rgb a, struct rgb b); // 1 to 21
// So many per cent of `with` laid over a colour.
struct rgb rgb_mixed(struct rgb rgb, struct rgb with, unsigned percent);
bool rgb_equal(struct rgb a, struct rgb b);
struct str rgb_hex(struct arena *arena, struct rgb rgb); // #1b3b7b

// Rows of accents.def, the default first.
enum accent {
#define ACCENT(name, ...) ACCENT_##name,
#include "model/accents.def"
#undef ACCENT
    ACCENT_COUNT
};
struct accent_facts {
    const char *word;
    struct rgb light, tint, tint2, dark_text, dark_ground, dark_surface;
    uint8_t cmyk[4]; // where a proof begins, in per cent
};
extern const struct accent_facts accent_facts[ACCENT_COUNT];
extern const char *const accent_words[ACCENT_COUNT];
// The row with that colour; ACCENT_COUNT where it is one of the series' own.
enum accent accent_of(struct rgb light);

// The least of two ratios: white on it, and it on its tint.
double accent_contrast(struct rgb accent);
// The accent itself where both reach CONTRAST_LEAST; else as dark as it takes.
struct rgb accent_legible(struct rgb accent);

// ----- Faces -----

// Rows of fonts/fonts.def.
enum theme_family {
#define FAMILY(name, ...) FAMILY_##name,
#include "fonts.def"
    FACE_FAMILY_COUNT
};
enum family_trait {
    OLDSTYLE_FIGURES = 1, // it has them, for running text
    REPLACEMENT_MARK = 2, // U+FFFD is taken from it
    LOCL_IS_URDU = 4,     // its feature locl draws the digits 4, 6 and 7 as in
                          // Urdu whatever the language
    ONE_LIKE_I = 8,       // its oldstyle 1 is a small I; that of ss11 is not
};
// Whose letters a family has; those from FAMILY_OF_HEBREW on stand in alone.
enum family_script {
    FAMILY_OF_LATIN,
    FAMILY_OF_ARABIC,
    FAMILY_OF_HEBREW,
    FAMILY_OF_SYMBOLS,
    FAMILY_OF_FORMULAS, // never text
    FAMILY_OF_CODE      // no other text
};
struct family_facts { // see fonts.def
    const char *name;
    enum family_script script;
    bool arabic, serif;
    double x_height, drop, other_size; // em, em, a factor
    enum theme_family figures;
    unsigned traits;
};
extern const struct family_facts family_facts[FACE_FAMILY_COUNT];

enum face_role {
    FACES_TEXT,
    FACES_LABELS,
    FACES_ARABIC_TEXT,
    FACES_ARABIC_LABELS,
    FACE_ROLE_COUNT
};
extern const char *const face_role_words[FACE_ROLE_COUNT]; // in front matter
// The default family for a role; any other of its script may set it too.
enum theme_family face_role_family(enum face_role role);
bool face_role_allows(enum face_role role, enum theme_family family);

// Latin letters among those of Arabic script, in per cent of their size.
int theme_latin_percent(enum theme_family arabic, enum theme_family latin);

// ----- What a brief or series says -----

#define PATTERN_NONE UINT16_MAX
enum {
    CONTACT_ANGLE = 6750,
    CONTACT_ANGLE_LEAST = 5400,
    CONTACT_ANGLE_MOST = 7200
};

// The press that a print PDF is for: its ICC profile, by the name of its
// printing condition or as a file.
struct press_profile {
    struct str name; // as written; empty: none was named
    struct str path; // where it is, if it is a file
    struct place at; // of the name, or of what else is said of a press
};

struct theme {
    bool accented; // accent was given
    struct rgb accent;
    uint16_t pattern; // the contact angle in hundredths of a degree, or
                      // PATTERN_NONE; 0: unset
    uint8_t families[FACE_ROLE_COUNT]; // 0: unset; else enum theme_family + 1
    struct image *logo;                // of the series or its publisher
    // Its own templates and sheets, as a path that can be opened; of a run, so
    // only a series may name it. Empty: none.
    struct str folder;
    struct place folder_at;
    struct press_profile press;
};

// Each sets one from the word that was written. False where it is none: then
// nothing is set.
bool theme_set_accent(struct theme *theme, struct str word);  // a name, #1b3b7b
bool theme_set_pattern(struct theme *theme, struct str word); // lattice, 60
bool theme_set_family(struct theme *theme, enum face_role role,
                      struct str name);
// What is unset in theme is taken from another, of the series. A brief that
// gets a logo so must list it too: brief_fill_theme.
void theme_fill(struct theme *theme, const struct theme *from);

// ----- What it comes to -----

struct look {
    enum accent name; // ACCENT_COUNT: a colour without one
    struct rgb accent, tint, tint2;
    struct rgb dark_text, dark_ground, dark_surface; // screens at night
    uint16_t contact_angle; // hundredths of a degree; 0: no pattern
    enum theme_family families[FACE_ROLE_COUNT];
    // A chart's second series: per cent of paper in its accent, so that it
    // stands out from the page at 3 to 1 and carries words, of paper or ink.
    uint8_t second_series;
    bool words_in_paper;
};

struct look theme_look(const struct theme *theme);
// Nothing but the defaults: then no output says anything of it.
bool look_is_house(const struct look *look);
bool look_has_house_faces(const struct look *look);
bool look_has_house_accent(const struct look *look);

#endif

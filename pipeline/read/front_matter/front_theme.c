// SPDX-License-Identifier: MIT
// The look of a brief or series, as front matter says it.
//
//     accent: saffron            a name, or "#7a1f3d"
//     pattern: lattice           none, or the angle of its lines
//     faces: {text: FAMILY, arabic-text: FAMILY}
//     logo: logo.svg
//     theme: folder              of a series alone: its own templates
#include "read/front_matter/yaml_tree.h"

#include "base/ascii.h"
#include "base/nearest.h"

// ----- Values -----

// NULL where it is not given, or no text: then that was reported.
static const struct yaml *text_given(struct reader *reader,
                                     const struct yaml *tree, const char *key)
{
    const struct yaml *value = yaml_entry(tree, str_of(key));
    if (value && value->kind != YAML_TEXT)
        yaml_report_kind(reader, value, key, "a text");
    return value && value->kind == YAML_TEXT && !yaml_is_null(value) ? value
                                                                     : NULL;
}

// What was meant; where nothing is near, all that there are.
static struct str one_of(struct reader *reader, struct str word,
                         const char *const *known, size_t count,
                         const char *besides)
{
    const char *near = nearest_word(word, known, count);
    if (near)
        return arena_printf(reader->arena, "‘%s’", near);
    struct str all = STR("");
    for (size_t i = 0; i < count; i++)
        all = arena_printf(reader->arena, "%.*s%s‘%s’", STR_ARG(all),
                           i == 0                      ? ""
                           : i + 1 < count || *besides ? ", "
                                                       : " or ",
                           known[i]);
    return arena_printf(reader->arena, "%.*s%s", STR_ARG(all), besides);
}

// ----- Accent and pattern -----

// accent: #7a1f3d is empty, since # begins a comment.
static struct str in_comment(const struct reader *reader,
                             const struct yaml *accent)
{
    size_t at = accent->key->offset + accent->key->count;
    struct str text = reader->text;
    while (at < text.count &&
           (ascii_is_blank(text.bytes[at]) || text.bytes[at] == ':'))
        at++;
    if (at >= text.count || text.bytes[at] != '#')
        return STR("");
    return str_trim(str_slice(text, at, line_at(text, at).end));
}

static void check_accent(struct reader *reader, const struct yaml *value)
{
    struct theme *theme = &reader->brief->meta.theme;
    double contrast = accent_contrast(theme->accent);
    if (contrast >= CONTRAST_LEAST)
        return;
    theme->accent = accent_legible(theme->accent);
    diag_report(reader->diag, yaml_place(reader, value), MESSAGE_accent_faint,
                str_trim(value->text),
                arena_printf(reader->arena, "%.1f", contrast),
                rgb_hex(reader->arena, theme->accent));
}

static void read_accent(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = yaml_entry(tree, STR("accent"));
    struct str comment =
        value && yaml_is_null(value) ? in_comment(reader, value) : STR("");
    if (comment.count)
        diag_report(reader->diag, yaml_place(reader, value->key),
                    MESSAGE_accent_unquoted, comment);
    value = text_given(reader, tree, "accent");
    if (!value)
        return;
    struct str word = str_trim(value->text);
    if (theme_set_accent(&reader->brief->meta.theme, word))
        check_accent(reader, value);
    else
        diag_report(reader->diag, yaml_place(reader, value),
                    MESSAGE_accent_unknown, word,
                    one_of(reader, word, accent_words, ACCENT_COUNT,
                           " or a colour: \"#1b3b7b\""));
}

static void read_pattern(struct reader *reader, const struct yaml *tree)
{
    static const char *const words[] = {"lattice", "none"};
    const struct yaml *value = text_given(reader, tree, "pattern");
    struct str word = value ? str_trim(value->text) : STR("");
    if (!value || theme_set_pattern(&reader->brief->meta.theme, word))
        return;
    diag_report(reader->diag, yaml_place(reader, value),
                MESSAGE_pattern_unknown, word,
                one_of(reader, word, words, COUNT(words),
                       " or the angle of the lattice, 54 to 72"));
}

// ----- Faces -----

static void read_family(struct reader *reader, enum face_role role,
                        const struct yaml *entry)
{
    const enum theme_family house = face_role_family(role);
    const char *names[FACE_FAMILY_COUNT] = {family_facts[house].name};
    size_t count = 1;
    for (size_t i = 0; i < FACE_FAMILY_COUNT; i++)
        if (i != house && face_role_allows(role, (enum theme_family)i))
            names[count++] = family_facts[i].name;
    struct str name = str_trim(entry->text);
    if (yaml_is_null(entry) ||
        theme_set_family(&reader->brief->meta.theme, role, name))
        return;
    diag_report(reader->diag, yaml_place(reader, entry), MESSAGE_face_unknown,
                name, str_of(face_role_words[role]),
                one_of(reader, name, names, count, ""));
}

static enum face_role role_named(struct str word)
{
    size_t i = 0;
    while (i < FACE_ROLE_COUNT && !str_equal(str_of(face_role_words[i]), word))
        i++;
    return (enum face_role)i;
}

static void read_face(struct reader *reader, const struct yaml *entry)
{
    struct str key =
        entry->key->kind == YAML_TEXT ? entry->key->text : STR("?");
    enum face_role role = role_named(key);
    const char *near = nearest_word(key, face_role_words, FACE_ROLE_COUNT);
    if (role < FACE_ROLE_COUNT && entry->kind == YAML_TEXT)
        read_family(reader, role, entry);
    else if (role < FACE_ROLE_COUNT)
        yaml_report_kind(reader, entry, face_role_words[role], "a text");
    else if (near)
        diag_report(reader->diag, yaml_place(reader, entry->key),
                    MESSAGE_front_unknown, key, str_of(near), str_of(near));
    else
        diag_report(reader->diag, yaml_place(reader, entry->key),
                    MESSAGE_front_unknown_key, key);
}

static void read_faces(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *map = yaml_entry(tree, STR("faces"));
    if (!map || yaml_is_null(map))
        return;
    if (map->kind != YAML_MAP)
        yaml_report_kind(reader, map, "faces", "a map from role to family");
    else
        for (const struct yaml *e = map->first; e; e = e->next)
            read_face(reader, e);
}

// ----- Files -----

static void read_logo(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = text_given(reader, tree, "logo");
    if (value)
        reader->brief->meta.theme.logo =
            image_named(&reader->pictures, str_trim(value->text),
                        yaml_place(reader, value));
}

// Beside the file that names it, unless the path is a whole one.
static struct str path_beside(struct reader *reader, struct str path)
{
    struct str file = reader->context->path;
    size_t end = file.count;
    while (end > 0 && file.bytes[end - 1] != '/')
        end--;
    if (path.bytes[0] == '/')
        end = 0;
    return arena_printf(reader->arena, "%.*s%.*s", (int)end, file.bytes,
                        STR_ARG(path));
}

static void read_folder(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = text_given(reader, tree, "theme");
    struct theme *theme = &reader->brief->meta.theme;
    struct str path = value ? str_trim(value->text) : STR("");
    if (path.count == 0)
        return;
    theme->folder = path_beside(reader, path);
    theme->folder_at = yaml_place(reader, value);
}

static void read_press(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *print = yaml_entry(tree, STR("print"));
    struct press_profile *press = &reader->brief->meta.theme.press;
    if (!print || print->kind != YAML_MAP)
        return;
    press->at = yaml_place(reader, print->key);
    const struct yaml *value = text_given(reader, print, "profile");
    struct str name = value ? str_trim(value->text) : STR("");
    if (name.count == 0)
        return;
    // A profile that is changed makes another PDF.
    if (reader->context->reads)
        dependencies_add(reader->context->reads, DEPENDENCY_PICTURE, name,
                         image_hash_now(reader->context->path, name));
    press->name = name;
    press->path = path_beside(reader, name);
    press->at = yaml_place(reader, value);
}

void front_theme_read(struct reader *reader, const struct yaml *tree)
{
    read_accent(reader, tree);
    read_pattern(reader, tree);
    read_faces(reader, tree);
    read_logo(reader, tree);
    read_folder(reader, tree);
    read_press(reader, tree);
}

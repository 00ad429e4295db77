// SPDX-License-Identifier: MIT
// The names of authors in the forms that other programs have, and what they
// belong to.
#include "read/front_matter/front_names.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "languages/language.h"

// ----- Made texts -----

struct yaml *front_made_text(struct reader *reader, const struct yaml *at,
                             struct str text)
{
    struct yaml *made = ARENA_NEW(reader->arena, struct yaml);
    *made = *at;
    made->kind = YAML_TEXT;
    made->text = text;
    made->plain = false;
    made->first = made->last = NULL;
    return made;
}

// The texts of these keys of a map, in this order, with `between` between.
static struct str joined_keys(struct reader *reader, const struct yaml *map,
                              const char *const *keys, size_t count,
                              const char *between)
{
    struct str all = STR("");
    for (size_t i = 0; i < count; i++) {
        struct yaml *part = yaml_entry(map, str_of(keys[i]));
        if (!part || part->kind != YAML_TEXT || yaml_is_null(part) ||
            str_blank(part->text))
            continue;
        part->used = true;
        all = arena_printf(reader->arena, "%.*s%s%.*s", STR_ARG(all),
                           all.count ? between : "",
                           STR_ARG(str_trim(part->text)));
    }
    return all;
}

// ----- Names -----

// {given: Asha, family: Nazari}, {literal: …}: pandoc's, Quarto's and CSL's.
static const struct yaml *name_of_parts(struct reader *reader,
                                        const struct yaml *map)
{
    static const char *const whole[] = {"literal"};
    static const char *const parts[] = {"given",
                                        "given-name",
                                        "first",
                                        "first-name",
                                        "firstname",
                                        "non-dropping-particle",
                                        "dropping-particle",
                                        "family",
                                        "family-name",
                                        "last",
                                        "last-name",
                                        "lastname",
                                        "surname",
                                        "suffix"};
    struct str name = joined_keys(reader, map, whole, COUNT(whole), " ");
    if (name.count == 0)
        name = joined_keys(reader, map, parts, COUNT(parts), " ");
    else
        joined_keys(reader, map, parts, COUNT(parts), " ");
    return name.count ? front_made_text(reader, map, name) : NULL;
}

// "- Asha Nazari: Kabul University": a name for a key.
static const struct yaml *name_of_key(const struct yaml *map)
{
    const struct yaml *only = map->first;
    bool alone = only && !only->next && only->key->kind == YAML_TEXT;
    return alone && str_find(str_trim(only->key->text), STR(" ")) != STR_NONE
               ? only
               : NULL;
}

const struct yaml *front_name_of(struct reader *reader, const struct yaml *map,
                                 const struct yaml **further)
{
    const struct yaml *name = front_given(map, "name");
    const struct yaml *only = name_of_key(map);
    *further = NULL;
    if (name && name->kind == YAML_MAP && !front_in_languages(name)) {
        const struct yaml *parts = name_of_parts(reader, name);
        if (parts) // and what else is there is told
            front_check_keys(reader, name, (struct keys){NULL, 0},
                             "authors.name.");
        return parts ? parts : name;
    }
    if (name)
        return name;
    if (only) {
        *further = only;
        return only->key;
    }
    return name_of_parts(reader, map);
}

// ----- What they belong to -----

// The entry of the list `affiliations` that has this id; NULL: none has.
static const struct yaml *affiliation_named(const struct yaml *tree,
                                            struct str id)
{
    const struct yaml *list =
        tree ? yaml_entry(tree, STR("affiliations")) : NULL;
    const struct yaml *entry = list ? list->first : NULL;
    for (; entry; entry = entry->next) {
        const struct yaml *own =
            entry->kind == YAML_MAP ? yaml_entry(entry, STR("id")) : NULL;
        if (own && own->kind == YAML_TEXT && str_equal(own->text, id))
            break;
    }
    return entry;
}

void front_affiliations(const struct yaml *tree)
{
    struct yaml *list = yaml_entry(tree, STR("affiliations"));
    const struct yaml *first = list ? list->first : NULL;
    if (first && first->kind == YAML_MAP && yaml_entry(first, STR("id")))
        list->used = true;
}

static struct str one_affiliation(struct reader *reader,
                                  const struct yaml *tree,
                                  const struct yaml *value)
{
    static const char *const keys[] = {"department",  "group",  "name",
                                       "institution", "city",   "region",
                                       "state",       "country"};
    static const char *const other_keys[] = {"id", "ref"};
    const struct yaml *named = NULL;
    if (value->kind == YAML_TEXT)
        named = affiliation_named(tree, str_trim(value->text));
    if (value->kind == YAML_TEXT && !named)
        return str_trim(value->text);
    const struct yaml *ref =
        value->kind == YAML_MAP ? front_given(value, "ref") : NULL;
    if (ref && ref->kind == YAML_TEXT)
        named = affiliation_named(tree, str_trim(ref->text));
    if (!named)
        named = value;
    if (named->kind != YAML_MAP)
        return STR("");
    struct str all = joined_keys(reader, named, keys, COUNT(keys), ", ");
    front_check_keys(reader, named, KEYS(other_keys), "affiliations.");
    return all;
}

const struct yaml *front_affiliation_of(struct reader *reader,
                                        const struct yaml *tree,
                                        const struct yaml *value)
{
    if (!value || (value->kind == YAML_MAP && front_in_languages(value)))
        return value;
    bool several = value->kind == YAML_LIST;
    struct str all = STR("");
    for (const struct yaml *part = several ? value->first : value; part;
         part = several ? part->next : NULL) {
        struct str one = one_affiliation(reader, tree, part);
        if (one.count == 0)
            return value;
        all = arena_printf(reader->arena, "%.*s%s%.*s", STR_ARG(all),
                           all.count ? "; " : "", STR_ARG(one));
    }
    return front_made_text(reader, value, all);
}

// ----- Several in one text -----

struct parts {
    struct str *items;
    size_t count, capacity;
};

static bool is_semicolon(uint32_t c)
{
    return c == ';' || c == 0x061B || c == '\n';
}

static bool is_comma(uint32_t c)
{
    return c == ',' || c == CHAR_ARABIC_COMMA;
}

static struct parts split(struct reader *reader, struct str text,
                          bool (*divides)(uint32_t c))
{
    struct parts parts = {0};
    size_t start = 0;
    for (size_t at = 0; at <= text.count;) {
        size_t here = at;
        uint32_t c = at < text.count ? utf8_next(text, &at) : 0;
        if (c != 0 && !divides(c))
            continue;
        struct str part = str_trim(str_slice(text, start, here));
        if (part.count)
            ARENA_PUSH(reader->arena, parts.items, parts.count,
                       parts.capacity) = part;
        start = at;
        if (c == 0)
            break;
    }
    return parts;
}

static bool is_id(struct str text)
{
    for (size_t i = 0; i < text.count; i++)
        if (!ascii_is_lower(text.bytes[i]) && text.bytes[i] != '-')
            return false;
    return text.count > 0;
}

// Each with a space in it, or each an id of the series: “Nazari, Asha” is one.
static bool are_names(const struct parts *parts)
{
    bool names = true, ids = true;
    for (size_t i = 0; i < parts->count; i++) {
        names = names && str_find(parts->items[i], STR(" ")) != STR_NONE;
        ids = ids && is_id(parts->items[i]);
    }
    return names || ids;
}

// "and C" of "A, B and C": a name of its own.
static void split_last(struct reader *reader, struct parts *parts)
{
    static const char *const joints[] = {" and ", " & ", " و ", " او "};
    struct str last = parts->items[parts->count - 1];
    for (size_t i = 0; i < COUNT(joints); i++) {
        struct str joint = str_of(joints[i]);
        size_t at = str_find(last, joint);
        struct str bare = str_slice(joint, 1, joint.count);
        if (str_starts(last, bare))
            last = parts->items[parts->count - 1] =
                str_slice(last, bare.count, last.count);
        else if (at != STR_NONE) {
            parts->items[parts->count - 1] = str_slice(last, 0, at);
            ARENA_PUSH(reader->arena, parts->items, parts->count,
                       parts->capacity) =
                str_slice(last, at + joint.count, last.count);
            return;
        }
    }
}

static struct parts names_in(struct reader *reader, struct str text)
{
    struct parts parts = split(reader, text, is_semicolon);
    if (parts.count > 1)
        return parts;
    struct parts commas = split(reader, text, is_comma);
    if (commas.count < 2)
        return parts;
    split_last(reader, &commas);
    return are_names(&commas) ? commas : parts;
}

static void report(struct reader *reader, const struct yaml *value,
                   size_t count)
{
    struct str read = count == 1
                          ? STR("one author")
                          : arena_printf(reader->arena, "%zu authors", count);
    diag_report(reader->diag, yaml_place(reader, value),
                MESSAGE_authors_in_text, str_trim(value->text), read);
}

const struct yaml *front_names_in(struct reader *reader,
                                  const struct yaml *value)
{
    struct yaml *list = ARENA_NEW(reader->arena, struct yaml);
    struct parts parts = names_in(reader, value->text);
    *list = *value;
    list->kind = YAML_LIST;
    list->first = list->last = NULL;
    for (size_t i = 0; i < parts.count; i++) {
        struct yaml *one = front_made_text(reader, value, parts.items[i]);
        one->plain = value->plain;
        one->next = NULL;
        *(list->last ? &list->last->next : &list->first) = one;
        list->last = one;
    }
    if (parts.count > 1 ||
        (parts.count == 1 && split(reader, parts.items[0], is_comma).count > 1))
        report(reader, value, parts.count);
    return list;
}

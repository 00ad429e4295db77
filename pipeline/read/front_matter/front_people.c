// SPDX-License-Identifier: MIT
// People and organisations in front matter.
#include "read/front_matter/front_names.h"

#include "read/markdown/builder.h"
#include "languages/language.h"
#include "languages/language_named.h"

static const char *const person_keys[] = {
    "id", "name", "role", "bio", "affiliation", "orcid", "email", "lang"};
static const char *const organisation_keys[] = {"abbreviation", "name", "url",
                                                "logo"};

static struct str get_lang(struct reader *reader, const struct yaml *map)
{
    struct str name = front_string(reader, map, "lang"), lang;
    if (name.count == 0)
        return name;
    if (language_named(reader->arena, name, &lang))
        return lang;
    diag_report(reader->diag, yaml_place(reader, front_given(map, "lang")),
                MESSAGE_lang_wrong, name, language_named_list(reader->arena),
                language_named_tags(reader->arena));
    return (struct str){"", 0};
}

static void report_nameless(struct reader *reader, const struct yaml *value,
                            const char *key)
{
    if (value->kind != YAML_MAP) {
        yaml_report_kind(reader, value, key, "a name");
        return;
    }
    struct str keys = STR("");
    for (const struct yaml *e = value->first; e; e = e->next)
        if (e->key->kind == YAML_TEXT)
            keys = arena_printf(reader->arena, "%.*s%s%.*s", STR_ARG(keys),
                                keys.count ? ", " : "", STR_ARG(e->key->text));
    diag_report(reader->diag, yaml_place(reader, value), MESSAGE_front_nameless,
                str_of(key), keys);
}

static void fill(struct reader *reader, struct person *person,
                 const struct yaml *tree, const struct yaml *map,
                 struct str lang)
{
    person->role =
        front_texts_of(reader, front_given(map, "role"), "role", lang, false);
    person->biography =
        front_texts_of(reader, front_given(map, "bio"), "bio", lang, true);
    person->affiliation = front_texts_of(
        reader,
        front_affiliation_of(reader, tree, front_given(map, "affiliation")),
        "affiliation", lang, false);
    person->orcid = front_string(reader, map, "orcid");
    person->email = front_string(reader, map, "email");
    person->id = front_string(reader, map, "id");
}

static struct person person_of_map(struct reader *reader,
                                   const struct yaml *tree,
                                   const struct yaml *map)
{
    struct person person = {.at = yaml_place(reader, map)};
    const struct yaml *further, *own = map;
    front_rename_person(reader, map, KEYS(person_keys));
    struct str lang = get_lang(reader, map);
    const struct yaml *name = front_name_of(reader, map, &further);
    person.name = front_texts_of(reader, name, "name", lang, false);
    if (further && further->kind == YAML_MAP) {
        own = further;
        front_rename_person(reader, own, KEYS(person_keys));
    } else if (further && !yaml_is_null(further)) {
        person.affiliation =
            front_texts_of(reader, front_affiliation_of(reader, tree, further),
                           "affiliation", lang, false);
    }
    if (!further || own == further) {
        fill(reader, &person, tree, own, lang);
        front_check_keys(reader, own, KEYS(person_keys), "authors.");
    }
    return person;
}

static struct person person_of(struct reader *reader, const struct yaml *tree,
                               const struct yaml *value, const char *key)
{
    struct person person = {.at = yaml_place(reader, value)};
    if (value->kind == YAML_MAP)
        person = person_of_map(reader, tree, value);
    else if (value->kind == YAML_TEXT)
        person.name =
            front_texts_of(reader, value, key, (struct str){"", 0}, false);
    if (person.name.count == 0 && person.id.count == 0)
        report_nameless(reader, value, key);
    return person;
}

struct person front_person(struct reader *reader, const struct yaml *value,
                           const char *key)
{
    return person_of(reader, NULL, value, key);
}

struct person_list {
    struct person *items;
    size_t count, capacity;
};

// A list of people, or one alone; each a map or only a name.
size_t front_people(struct reader *reader, const struct yaml *tree,
                    const char *key, struct person **people)
{
    const struct yaml *value = front_given(tree, key);
    struct person_list list = {0};
    if (value && value->kind == YAML_TEXT)
        value = front_names_in(reader, value);
    bool several = value && value->kind == YAML_LIST;
    const struct yaml *entry = several ? value->first : value;
    for (; entry; entry = several ? entry->next : NULL) {
        struct person person = person_of(reader, tree, entry, key);
        if (person.name.count || person.id.count)
            ARENA_PUSH(reader->arena, list.items, list.count, list.capacity) =
                person;
    }
    *people = list.items;
    return list.count;
}

static struct organisation to_organisation(struct reader *reader,
                                           const struct yaml *value)
{
    struct organisation organisation = {.at = yaml_place(reader, value)};
    struct str none = {"", 0};
    if (value->kind != YAML_MAP) {
        organisation.names =
            front_texts_of(reader, value, "organisations", none, false);
        return organisation;
    }
    front_check_keys(reader, value, KEYS(organisation_keys), "organisations.");
    organisation.names =
        front_texts_of(reader, front_given(value, "name"), "name", none, false);
    organisation.abbreviation = front_string(reader, value, "abbreviation");
    struct str url = front_string(reader, value, "url");
    struct str logo = front_string(reader, value, "logo");
    if (url.count)
        organisation.url = arena_str(
            reader->arena,
            link_check(reader, url,
                       yaml_place(reader, front_given(value, "url"))));
    if (logo.count)
        organisation.logo =
            image_named(&reader->pictures, logo,
                        yaml_place(reader, front_given(value, "logo")));
    return organisation;
}

struct organisation_list {
    struct organisation *items;
    size_t count, capacity;
};

void front_organisations(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    const struct yaml *value = front_given(tree, "organisations");
    struct organisation_list list = {0};
    bool several = value && value->kind == YAML_LIST;
    const struct yaml *entry = several ? value->first : value;
    for (; entry; entry = several ? entry->next : NULL) {
        struct organisation organisation = to_organisation(reader, entry);
        if (organisation.names.count || organisation.abbreviation.count)
            ARENA_PUSH(reader->arena, list.items, list.count, list.capacity) =
                organisation;
        else
            report_nameless(reader, entry, "organisations");
    }
    meta->organisations = list.items;
    meta->organisation_count = list.count;
}

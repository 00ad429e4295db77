// SPDX-License-Identifier: MIT
// People and organisations in front matter.
#include "read/front_matter/front_values.h"

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

// Pandoc has lists of affiliations: one text. Anything else stays as it is.
static const struct yaml *joined(struct reader *reader,
                                 const struct yaml *value)
{
    if (!value || value->kind != YAML_LIST)
        return value;
    struct yaml *whole = ARENA_NEW(reader->arena, struct yaml);
    *whole = *value;
    whole->kind = YAML_TEXT;
    whole->first = NULL;
    for (const struct yaml *part = value->first; part; part = part->next) {
        if (part->kind != YAML_TEXT)
            return value;
        whole->text =
            arena_printf(reader->arena, "%.*s%s%.*s", STR_ARG(whole->text),
                         whole->text.count ? "; " : "", STR_ARG(part->text));
    }
    return whole;
}

struct person front_person(struct reader *reader, const struct yaml *value,
                           const char *key)
{
    struct person person = {.at = yaml_place(reader, value)};
    if (value->kind != YAML_MAP) {
        person.name =
            front_texts_of(reader, value, key, (struct str){"", 0}, false);
        return person;
    }
    struct str lang = get_lang(reader, value);
    front_check_keys(reader, value, KEYS(person_keys), "authors.");
    person.name =
        front_texts_of(reader, front_given(value, "name"), "name", lang, false);
    person.role =
        front_texts_of(reader, front_given(value, "role"), "role", lang, false);
    person.biography =
        front_texts_of(reader, front_given(value, "bio"), "bio", lang, true);
    const struct yaml *affiliation = front_given(value, "affiliation");
    person.affiliation = front_texts_of(reader, joined(reader, affiliation),
                                        "affiliation", lang, false);
    person.orcid = front_string(reader, value, "orcid");
    person.email = front_string(reader, value, "email");
    person.id = front_string(reader, value, "id");
    if (person.name.count == 0 && person.id.count == 0)
        yaml_report_kind(reader, value, key, "a map with a name");
    return person;
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
    bool several = value && value->kind == YAML_LIST;
    const struct yaml *entry = several ? value->first : value;
    for (; entry; entry = several ? entry->next : NULL) {
        struct person person = front_person(reader, entry, key);
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
            yaml_report_kind(reader, entry, "organisations",
                             "a map with a name");
    }
    meta->organisations = list.items;
    meta->organisation_count = list.count;
}

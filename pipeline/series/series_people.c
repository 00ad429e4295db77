// SPDX-License-Identifier: MIT
// Subjects and authors of series.yaml: what briefs name by an id.
#include "series/series_parts.h"

static size_t count_entries(const struct yaml *value)
{
    size_t count = 0;
    for (const struct yaml *e = value->first; e; e = e->next)
        count++;
    return count;
}

// ----- Subjects -----

static void add_subject(const struct series_reading *reading, struct str id,
                        const struct yaml *value, const struct yaml *at)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    struct subject subject = {.id = str_trim(id), .at = yaml_place(reader, at)};
    // An id without a name is its own.
    struct yaml own = *at;
    own.key = NULL;
    const struct yaml *name = value && !yaml_is_null(value) ? value : &own;
    subject.name =
        front_texts_of(reader, name, "subjects", (struct str){"", 0}, false);
    if (subject.id.count && subject.name.count)
        series->subjects[series->subject_count++] = subject;
}

void series_read_subjects(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    const struct yaml *value = front_given(reading->tree, "subjects");
    if (!value)
        return;
    reading->series->subjects =
        ARENA_ARRAY(reader->arena, struct subject, count_entries(value));
    if (value->kind == YAML_TEXT)
        yaml_report_kind(reader, value, "subjects", "a map from id to name");
    if (value->kind == YAML_MAP)
        front_check_duplicates(reader, value);
    for (const struct yaml *e = value->first; e; e = e->next) {
        const struct yaml *id = value->kind == YAML_MAP ? e->key : e;
        if (id->kind != YAML_TEXT)
            yaml_report_kind(reader, id, "subjects", "a map from id to name");
        else if (value->kind == YAML_LIST || yaml_entry(value, id->text) == e)
            add_subject(reading, id->text, value->kind == YAML_MAP ? e : NULL,
                        id);
    }
}

// ----- Authors -----

static void add_author(const struct series_reading *reading, struct str id,
                       const struct yaml *value)
{
    struct reader *reader = reading->reader;
    struct series *series = reading->series;
    struct person person = front_person(reader, value, "authors");
    bool told = !person.name.count && !person.id.count;
    if (id.count)
        person.id = str_trim(id);
    if (person.id.count && person.name.count)
        series->authors[series->author_count++] =
            (struct series_author){person.id, person};
    else if (!told)
        yaml_report_kind(reader, value, "authors",
                         "a map from id to a person with a name");
}

// ID: {name: …}, or a list of people each with an id.
void series_read_authors(const struct series_reading *reading)
{
    struct reader *reader = reading->reader;
    const struct yaml *value = front_given(reading->tree, "authors");
    if (!value)
        return;
    reading->series->authors =
        ARENA_ARRAY(reader->arena, struct series_author, count_entries(value));
    if (value->kind == YAML_TEXT)
        yaml_report_kind(reader, value, "authors",
                         "a map from id to a person with a name");
    if (value->kind == YAML_MAP)
        front_check_duplicates(reader, value);
    for (const struct yaml *e = value->first; e; e = e->next)
        if (value->kind == YAML_LIST)
            add_author(reading, STR(""), e);
        else if (e->key->kind == YAML_TEXT &&
                 yaml_entry(value, e->key->text) == e)
            add_author(reading, e->key->text, e);
}

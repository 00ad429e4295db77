// SPDX-License-Identifier: MIT
// Ids of subjects and authors in a brief become what they stand for.
#include "series/series_parts.h"

#include "base/ascii.h"
#include "base/nearest.h"

// What to do about an unknown id: “write ‘water’”, “write one of ‘a’, ‘b’”.
static struct str meant(struct arena *arena, struct str id,
                        const char *const *known, size_t count,
                        const char *where)
{
    enum { MOST_SHOWN = 6 };
    const char *near = nearest_word(id, known, count);
    if (near)
        return arena_printf(arena, "write ‘%s’", near);
    if (count == 0)
        return arena_printf(arena, "put it into ‘%s’ of series.yaml", where);
    struct str list = STR("");
    for (size_t i = 0; i < count && i < MOST_SHOWN; i++)
        list = arena_printf(arena, "%.*s%s‘%s’", STR_ARG(list), i ? ", " : "",
                            known[i]);
    return arena_printf(arena, "write %s%.*s%s", count > 1 ? "one of " : "",
                        STR_ARG(list), count > MOST_SHOWN ? ", …" : "");
}

// Unknown ids too: they may be given later.
static void note_use(const struct series *series, const struct context *context,
                     const char *list, struct str id)
{
    struct str name =
        arena_printf(context->arena, "%s/%.*s", list, STR_ARG(id));
    series_note_use(series, context, name);
}

// ----- Authors -----

static const struct series_author *find_author(const struct series *series,
                                               struct str id)
{
    for (size_t i = 0; series && i < series->author_count; i++)
        if (str_equal(series->authors[i].id, id))
            return &series->authors[i];
    return NULL;
}

// A name that is one word of small letters may be an id, and names are none.
static struct str id_of(struct arena *arena, const struct person *person)
{
    if (person->id.count || person->name.count != 1)
        return person->id;
    struct str name = text_plain(arena, person->name.items[0]);
    for (size_t i = 0; i < name.count; i++) {
        char c = name.bytes[i];
        bool plain = ascii_is_lower(c) || ascii_is_digit(c) || c == '-' ||
                     c == '_' || c == '.';
        if (!plain)
            return STR("");
    }
    return name;
}

// What the brief says of the person counts first.
static void take_person(struct brief *brief, struct person *own,
                        const struct series_author *author, bool named)
{
    struct person from = series_person_copy(brief, &author->person);
    if (named || own->name.count == 0)
        own->name = from.name;
    if (own->role.count == 0)
        own->role = from.role;
    if (own->biography.count == 0)
        own->biography = from.biography;
    if (own->affiliation.count == 0)
        own->affiliation = from.affiliation;
    if (own->orcid.count == 0)
        own->orcid = from.orcid;
    if (own->email.count == 0)
        own->email = from.email;
    own->id = author->id;
}

static void report_author(const struct series *series,
                          const struct context *context, struct str id,
                          struct place at)
{
    size_t count = series ? series->author_count : 0;
    const char **known = ARENA_ARRAY(context->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        known[i] = arena_c_string(context->arena, series->authors[i].id);
    diag_report(context->diag, at, MESSAGE_author_unknown, id,
                meant(context->arena, id, known, count, "authors"));
}

static size_t name_people(const struct series *series, struct brief *brief,
                          const struct context *context, struct person *people,
                          size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct person *person = &people[i];
        struct str id = id_of(context->arena, person);
        bool named = person->id.count == 0; // by the id in place of a name
        const struct series_author *author = find_author(series, id);
        bool has_authors = series && series->author_count > 0;
        if (id.count)
            note_use(series, context, "authors", id);
        if (author)
            take_person(brief, person, author, named);
        else if (id.count && (!named || has_authors))
            report_author(series, context, id, person->at);
        if (person->name.count)
            people[kept++] = *person;
    }
    return kept;
}

void series_name_people(const struct series *series, struct brief *brief,
                        const struct context *context)
{
    struct metadata *meta = &brief->meta;
    meta->author_count =
        name_people(series, brief, context, meta->authors, meta->author_count);
    meta->responsible_count = name_people(
        series, brief, context, meta->responsible, meta->responsible_count);
}

// ----- Subjects -----

static const struct subject *find_subject(const struct series *series,
                                          struct str id)
{
    for (size_t i = 0; series && i < series->subject_count; i++)
        if (str_equal(series->subjects[i].id, id))
            return &series->subjects[i];
    return NULL;
}

static void report_subject(const struct series *series,
                           const struct context *context,
                           const struct subject_of *subject)
{
    size_t count = series->subject_count;
    const char **known = ARENA_ARRAY(context->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        known[i] = arena_c_string(context->arena, series->subjects[i].id);
    diag_report(context->diag, subject->at, MESSAGE_subject_unknown,
                subject->id,
                meant(context->arena, subject->id, known, count, "subjects"));
}

static bool is_among(const struct subject_of *subjects, size_t count,
                     struct str id)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(subjects[i].id, id))
            return true;
    return false;
}

// Where the series lists no subjects, each is its own name.
void series_name_subjects(const struct series *series, struct brief *brief,
                          const struct context *context)
{
    struct metadata *meta = &brief->meta;
    bool listed = series && series->subject_count > 0;
    size_t kept = 0;
    for (size_t i = 0; i < meta->subject_count; i++) {
        struct subject_of subject = meta->subjects[i];
        const struct subject *found = find_subject(series, subject.id);
        note_use(series, context, "subjects", subject.id);
        if (found)
            subject.name = series_texts_copy(brief, &found->name);
        else if (listed)
            report_subject(series, context, &subject);
        if ((found || !listed) && !is_among(meta->subjects, kept, subject.id))
            meta->subjects[kept++] = subject;
    }
    meta->subject_count = kept;
}

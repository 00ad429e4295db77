// SPDX-License-Identifier: MIT
// What a brief leaves out is taken from its series.
#include "series/series_parts.h"

#include "languages/language.h"
#include "languages/words.h"

#include <stddef.h>

struct filling {
    const struct series *series;
    struct brief *brief;
    const struct context *context;
    size_t given_capacity;
};

// ----- Who said it -----

// The last counts: options of an output come after what holds for all.
static const struct given_key *given_in(const struct metadata *meta,
                                        struct str key)
{
    for (size_t i = meta->given_count; i-- > 0;)
        if (str_equal(meta->given[i].key, key))
            return &meta->given[i];
    return NULL;
}

// Did the brief say that it wants none?
static bool refused(const struct filling *filling, const char *key)
{
    const struct given_key *own = given_in(&filling->brief->meta, str_of(key));
    return own && own->none;
}

// Notes that a key comes from the series: for `qalam explain --config`, and for
// builds.
static void note_given(struct filling *filling, const char *key)
{
    struct metadata *meta = &filling->brief->meta;
    const struct given_key *from =
        given_in(&filling->series->meta, str_of(key));
    series_note_use(filling->series, filling->context, str_of(key));
    if (!from && strcmp(key, "series") == 0)
        from = given_in(&filling->series->meta, STR("name"));
    if (!from)
        return;
    struct given_key given = *from;
    given.key = str_of(key);
    ARENA_PUSH(filling->brief->arena, meta->given, meta->given_count,
               filling->given_capacity) = given;
}

// ----- Texts -----

#define TEXTS(key, member)                                                     \
    {                                                                          \
        key, offsetof(struct metadata, member)                                 \
    }
static const struct {
    const char *key;
    size_t offset; // of struct texts
} texts_rows[] = {
    TEXTS("series", series),   TEXTS("kind", kind),
    TEXTS("place", place),     TEXTS("publisher", publisher),
    TEXTS("licence", licence), TEXTS("copyright", copyright),
    TEXTS("imprint", imprint), TEXTS("disclaimer", disclaimer),
};

static void fill_texts(struct filling *filling)
{
    for (size_t i = 0; i < COUNT(texts_rows); i++) {
        size_t offset = texts_rows[i].offset;
        struct texts *own =
            (struct texts *)(void *)((char *)&filling->brief->meta + offset);
        const struct texts *from =
            (const struct texts *)(const void *)((const char *)&filling->series
                                                     ->meta +
                                                 offset);
        if (own->count || !from->count || refused(filling, texts_rows[i].key))
            continue;
        *own = series_texts_copy(filling->brief, from);
        note_given(filling, texts_rows[i].key);
    }
}

static void fill_issn(struct filling *filling)
{
    struct str *own = &filling->brief->meta.issn;
    struct str from = filling->series->meta.issn;
    if (own->count || !from.count || refused(filling, "issn"))
        return;
    *own = from;
    note_given(filling, "issn");
}

// ----- Lists: whole, or not at all -----

static void fill_organisations(struct filling *filling)
{
    struct brief *brief = filling->brief;
    struct metadata *own = &brief->meta;
    const struct metadata *from = &filling->series->meta;
    if (own->organisation_count || !from->organisation_count ||
        refused(filling, "organisations"))
        return;
    own->organisation_count = from->organisation_count;
    own->organisations = ARENA_ARRAY(brief->arena, struct organisation,
                                     from->organisation_count);
    for (size_t i = 0; i < own->organisation_count; i++) {
        struct organisation *organisation = &own->organisations[i];
        *organisation = from->organisations[i];
        organisation->at = PLACE_NONE;
        organisation->names = series_texts_copy(brief, &organisation->names);
        series_image_share(brief, organisation->logo);
    }
    note_given(filling, "organisations");
}

static void fill_responsible(struct filling *filling)
{
    struct brief *brief = filling->brief;
    struct metadata *own = &brief->meta;
    const struct metadata *from = &filling->series->meta;
    if (own->responsible_count || !from->responsible_count ||
        refused(filling, "responsible"))
        return;
    own->responsible_count = from->responsible_count;
    own->responsible =
        ARENA_ARRAY(brief->arena, struct person, from->responsible_count);
    for (size_t i = 0; i < own->responsible_count; i++)
        own->responsible[i] = series_person_copy(brief, &from->responsible[i]);
    note_given(filling, "responsible");
}

static void fill_keywords(struct filling *filling)
{
    struct brief *brief = filling->brief;
    struct metadata *own = &brief->meta;
    const struct metadata *from = &filling->series->meta;
    if (own->keyword_count || !from->keyword_count ||
        refused(filling, "keywords"))
        return;
    own->keyword_count = from->keyword_count;
    own->keywords =
        ARENA_ARRAY(brief->arena, struct texts, from->keyword_count);
    for (size_t i = 0; i < own->keyword_count; i++)
        own->keywords[i] = series_texts_copy(brief, &from->keywords[i]);
    note_given(filling, "keywords");
}

// Both lists hold: the brief's own comes first.
static void fill_divided(struct filling *filling)
{
    struct metadata *own = &filling->brief->meta;
    const struct metadata *from = &filling->series->meta;
    if (!from->divided_count || refused(filling, "hyphenation"))
        return;
    size_t count = own->divided_count + from->divided_count;
    struct str *words = ARENA_ARRAY(filling->brief->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        words[i] = i < own->divided_count
                       ? own->divided[i]
                       : from->divided[i - own->divided_count];
    bool only = own->divided_count == 0;
    own->divided = words;
    own->divided_count = count;
    if (only)
        note_given(filling, "hyphenation");
    else
        series_note_use(filling->series, filling->context, STR("hyphenation"));
}

// Credit and focus are the picture's: they come with it, or not at all.
static void fill_cover(struct filling *filling)
{
    struct brief *brief = filling->brief;
    const struct metadata *from = &filling->series->meta;
    if (brief->meta.cover || !from->cover || refused(filling, "cover"))
        return;
    brief->meta.cover = from->cover;
    if (!brief->meta.cover_focus.given)
        brief->meta.cover_focus = from->cover_focus;
    series_image_share(brief, from->cover);
    note_given(filling, "cover");
    if (brief->meta.cover_credit.count || !from->cover_credit.count)
        return;
    brief->meta.cover_credit = series_texts_copy(brief, &from->cover_credit);
    note_given(filling, "cover-credit");
}

// ----- Settings and words -----

// What a map of the series leaves out may be in it tomorrow.
static void note_map(const struct filling *filling, const char *key)
{
    const char *stop = strchr(key, '.');
    struct str map = {key, stop ? (size_t)(stop - key) : 0};
    if (stop && given_in(&filling->series->meta, map))
        series_note_use(filling->series, filling->context, map);
}

static void fill_settings(struct filling *filling)
{
    struct settings *own = &filling->brief->meta.settings;
    const struct settings *from = &filling->series->meta.settings;
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (own->of[i] == 0 && from->of[i] != 0)
            note_given(filling, setting_facts[i].key);
        note_map(filling, setting_facts[i].key);
    }
    settings_fill(own, from);
}

// A word of another language is none: the brief's language has its own. One
// without a language is that of the series' first.
static const struct text *word_in(const struct series *series,
                                  const struct texts *texts, struct str lang)
{
    const struct text *text = texts_in(texts, lang);
    struct str own = !text                    ? STR("")
                     : text->lang.count       ? text->lang
                     : series->language_count ? series->languages[0]
                                              : lang;
    return text && str_equal(language_primary(own), language_primary(lang))
               ? text
               : NULL;
}

static void fill_words(struct filling *filling)
{
    struct brief *brief = filling->brief;
    const struct texts *from = filling->series->words;
    if (!from || refused(filling, "words"))
        return;
    struct str *words = ARENA_ARRAY(brief->arena, struct str, WORD_COUNT);
    bool any = false;
    for (size_t i = 0; i < WORD_COUNT; i++) {
        const struct text *text =
            word_in(filling->series, &from[i], brief->lang);
        words[i] = brief->meta.words ? brief->meta.words[i] : STR("");
        if (words[i].count || !text)
            continue;
        words[i] = text_plain(brief->arena, *text);
        any = true;
    }
    brief->meta.words = words;
    if (any)
        note_given(filling, "words");
}

// Faces are given by role, so both may have some.
static void fill_theme(struct filling *filling)
{
    static const char *const keys[] = {"accent", "pattern", "faces", "logo"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct str key = str_of(keys[i]);
        bool own = given_in(&filling->brief->meta, key) != NULL;
        if (given_in(&filling->series->meta, key) &&
            (!own || str_equal(key, STR("faces"))))
            note_given(filling, keys[i]);
    }
    if (filling->brief->meta.theme.press.name.count == 0 &&
        filling->series->meta.theme.press.name.count > 0)
        note_given(filling, "print");
    brief_fill_theme(filling->brief, &filling->series->meta.theme);
}

static void fill_checks(struct filling *filling)
{
    const struct series *series = filling->series;
    ignored_apply(&series->ignored, filling->context->diag);
    if (given_in(&series->meta, STR("checks")))
        note_given(filling, "checks");
}

// ----- The language -----

static void check_language(const struct filling *filling)
{
    const struct series *series = filling->series;
    struct str list = STR("");
    for (size_t i = 0; i < series->language_count; i++) {
        if (str_equal(series->languages[i], filling->brief->lang))
            return;
        list = arena_printf(filling->brief->arena, "%.*s%s%.*s", STR_ARG(list),
                            i ? ", " : "", STR_ARG(series->languages[i]));
    }
    if (series->language_count)
        diag_report(filling->context->diag, PLACE_NONE, MESSAGE_series_language,
                    filling->brief->lang, list);
}

void series_order(const struct series *series, struct edition *editions,
                  size_t count, size_t *own)
{
    size_t placed = 0;
    for (size_t l = 0; series && l < series->language_count; l++)
        for (size_t i = placed; i < count; i++) {
            if (!str_equal(editions[i].lang, series->languages[l]))
                continue;
            struct edition found = editions[i];
            for (size_t j = i; j > placed; j--)
                editions[j] = editions[j - 1];
            if (*own == i)
                *own = placed;
            else if (*own >= placed && *own < i)
                (*own)++;
            editions[placed++] = found;
        }
}

void series_fill(const struct series *series, struct brief *brief,
                 const struct context *context)
{
    struct filling filling = {.series = series,
                              .brief = brief,
                              .context = context,
                              .given_capacity = brief->meta.given_count};
    series_name_people(series, brief, context);
    series_name_subjects(series, brief, context);
    if (!series)
        return;
    check_language(&filling);
    fill_texts(&filling);
    fill_issn(&filling);
    fill_organisations(&filling);
    fill_responsible(&filling);
    fill_keywords(&filling);
    fill_divided(&filling);
    fill_cover(&filling);
    fill_settings(&filling);
    fill_words(&filling);
    fill_checks(&filling);
    fill_theme(&filling);
}

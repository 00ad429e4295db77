// SPDX-License-Identifier: MIT
// The tables of the languages, made of their files, and how they are asked.
#include "languages/rows.h"

#include "languages/language.h"
#include "languages/words.h"

#include <stdlib.h>
#include <string.h>

// ----- Every file has every row -----

// The compiler names the row that a file lacks, or has twice.
#pragma GCC diagnostic push
#pragma GCC diagnostic error "-Wswitch"
#pragma GCC diagnostic ignored "-Wunused-function"
#define LANGUAGE(id, tag)                                                      \
    static inline void id##_has_every_row(enum language_row row)               \
    {                                                                          \
        switch (row) {
#define ROW(name, ...) case ROW_##name:
#define END_OF_LANGUAGE                                                        \
    case LANGUAGE_ROWS:                                                        \
        break;                                                                 \
        }                                                                      \
        }
#include "languages/all.def"
#define LANGUAGE(id, tag)                                                      \
    static inline void id##_has_every_word(enum word word)                     \
    {                                                                          \
        switch (word) {
#define WORD(name, text) case WORD_##name:
#define END_OF_LANGUAGE                                                        \
    case WORD_COUNT:                                                           \
        break;                                                                 \
        }                                                                      \
        }
#include "languages/all.def"
#pragma GCC diagnostic pop

// ----- The tables -----

#define NONE ""
#define OWN_ROW "\1" // what ONLY_IN_IT and AS are in a table
#define AS_ROW "\2"
#define ONLY_IN_IT OWN_ROW
#define AS(tag) AS_ROW, tag
#define STR_OF(text)                                                           \
    {                                                                          \
        "" text, sizeof(text) - 1                                              \
    }
#define BY_WORD(weight, text)                                                  \
    {                                                                          \
        EVIDENCE_WORD, weight, STR_OF(text)                                    \
    }
#define BY_END(weight, text)                                                   \
    {                                                                          \
        EVIDENCE_END, weight, STR_OF(text)                                     \
    }
#define BY_START(weight, text)                                                 \
    {                                                                          \
        EVIDENCE_START, weight, STR_OF(text)                                   \
    }
#define BY_PAIR(weight, text)                                                  \
    {                                                                          \
        EVIDENCE_PAIR, weight, STR_OF(text)                                    \
    }
#define BY_FIRST(weight, text)                                                 \
    {                                                                          \
        EVIDENCE_FIRST, weight, STR_OF(text)                                   \
    }
#define BY_LETTERS(weight, text)                                               \
    {                                                                          \
        EVIDENCE_LETTERS, weight, STR_OF(text)                                 \
    }
#define BY_INNER(weight, text)                                                 \
    {                                                                          \
        EVIDENCE_INNER, weight, STR_OF(text)                                   \
    }
#define NO_EVIDENCE                                                            \
    {                                                                          \
        EVIDENCE_END_OF_LIST, 0,                                               \
        {                                                                      \
            NULL, 0                                                            \
        }                                                                      \
    }
#define AS_ITS_SISTER NO_EVIDENCE
#define NO_SISTER NO_EVIDENCE
#define APART(word, before, after)                                             \
    {                                                                          \
        word, before, after                                                    \
    }

struct language {
    const char *tag;
    const char *const *rows[LANGUAGE_ROWS];
    const struct language_evidence *known_by, *told_apart_by;
    const struct language_apart *apart;
};
static const struct language languages[] = {
#define LANGUAGE(id, own_tag) [LANGUAGE_##id] = {.tag = own_tag,
#define ROW(name, ...)                                                         \
    .rows[ROW_##name] = (const char *const[]){__VA_ARGS__, NULL},
#define KNOWN_BY(...)                                                          \
    .known_by = (const struct language_evidence[]){__VA_ARGS__, NO_EVIDENCE},
#define TOLD_APART_BY(...)                                                     \
    .told_apart_by =                                                           \
        (const struct language_evidence[]){__VA_ARGS__, NO_EVIDENCE},
#define SET_APART(...)                                                         \
    .apart = (const struct language_apart[]){__VA_ARGS__, {NULL, 0, 0}},
#define END_OF_LANGUAGE                                                        \
    }                                                                          \
    ,
#include "languages/all.def"
};

// What others.def says, and whose it is.
static const struct fact {
    const char *tag;
    enum language_row row;
    const char *const *values;
} facts[] = {
#define FACT(tag, row, ...)                                                    \
    {tag, ROW_##row, (const char *const[]){__VA_ARGS__, NULL}},
#define OTHERS_KNOWN_BY(script, ...)
#include "languages/others.def"
#undef FACT
#undef OTHERS_KNOWN_BY
};

static const struct others {
    const char *script;
    const struct language_evidence *known_by;
} others[] = {
#define FACT(tag, row, ...)
#define OTHERS_KNOWN_BY(script, ...)                                           \
    {#script, (const struct language_evidence[]){__VA_ARGS__, NO_EVIDENCE}},
#include "languages/others.def"
#undef FACT
#undef OTHERS_KNOWN_BY
};

static const char *const nothing[] = {NULL};

// ----- Finding a language -----

static bool ends_at(struct str tag, size_t at)
{
    return tag.count == at || tag.bytes[at] == '-';
}

// Does a tag begin with this file's language, and region if it has one? What
// the script is, its row says: uz-Cyrl fits uz, as uz-Latn does.
static bool fits(struct str tag, enum language_id id)
{
    struct str own = str_of(languages[id].tag);
    bool script = own.count > 4 && own.bytes[own.count - 5] == '-';
    struct str key = str_slice(own, 0, script ? own.count - 5 : own.count);
    return str_starts(tag, key) && ends_at(tag, key.count);
}

enum language_id language_find(struct str tag)
{
    enum script script = SCRIPT_OTHER;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
        if (str_equal(tag, str_of(languages[id].tag)))
            return id;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        if (!fits(tag, id))
            continue;
        if (script == SCRIPT_OTHER)
            script = language_script(tag);
        if (script == language_script_of(id))
            return id;
    }
    return str_equal(language_primary(tag), STR("prs")) ? LANGUAGE_fa_AF
                                                        : LANGUAGE_COUNT;
}

struct str language_tag(enum language_id id)
{
    return str_of(languages[id].tag);
}

// ----- One row -----

static bool has_none(const char *const *values)
{
    return values[0][0] == '\0' && values[1] == NULL;
}

static bool is_gap(const char *const *values)
{
    return strcmp(values[0], "-") == 0;
}

static bool is_own(const char *const *values)
{
    return strcmp(values[0], OWN_ROW) == 0;
}

static bool is_another_s(const char *const *values)
{
    return strcmp(values[0], AS_ROW) == 0;
}

static const char *const *followed(enum language_id id, enum language_row row)
{
    const char *const *values = languages[id].rows[row];
    return is_another_s(values)
               ? languages[language_find(str_of(values[1]))].rows[row]
               : values;
}

// Without the marks before them, and none for a gap.
static const char *const *plain(const char *const *values)
{
    if (has_none(values) || is_gap(values))
        return nothing;
    return is_own(values) ? values + 1 : values;
}

const char *const *language_row_of(enum language_id id, enum language_row row)
{
    return plain(followed(id, row));
}

const char *const *language_row(struct str tag, enum language_row row)
{
    enum language_id id = language_find(tag);
    if (id < LANGUAGE_COUNT)
        return language_row_of(id, row);
    struct str primary = language_primary(tag);
    for (size_t i = 0; i < COUNT(facts); i++)
        if (facts[i].row == row && str_equal(str_of(facts[i].tag), primary))
            return facts[i].values;
    return nothing;
}

struct str language_value(struct str tag, enum language_row row)
{
    return str_of(language_row(tag, row)[0]);
}

bool language_has(struct str tag, enum language_row row)
{
    return language_row(tag, row)[0] != NULL;
}

bool language_lists(struct str tag, enum language_row row, struct str word)
{
    for (const char *const *at = language_row(tag, row); *at; at++)
        if (str_equal(str_of(*at), word))
            return true;
    return false;
}

// ----- All of them -----

// The values that a table adds to a walk.
static const char *const *walked(struct language_walk *walk)
{
    if (walk->table >= LANGUAGE_COUNT) {
        const struct fact *fact = &facts[walk->table - LANGUAGE_COUNT];
        walk->tag = str_of(fact->tag);
        return fact->row == walk->row ? fact->values : nothing;
    }
    enum language_id id = (enum language_id)walk->table;
    const char *const *values = languages[id].rows[walk->row];
    walk->tag = language_tag(id);
    // What is another's comes with that one.
    if (is_another_s(values) ||
        (is_own(values) && language_find(walk->text_lang) != id))
        return nothing;
    return plain(values);
}

bool languages_next(struct language_walk *walk, struct str *value)
{
    while (!walk->next || !*walk->next) {
        if (walk->table >= LANGUAGE_COUNT + COUNT(facts))
            return false;
        walk->next = walked(walk);
        walk->table++;
    }
    *value = str_of(*walk->next++);
    return true;
}

bool languages_list(enum language_row row, struct str word,
                    struct str text_lang)
{
    struct language_walk walk = {.row = row, .text_lang = text_lang};
    char first = word.count ? word.bytes[0] : '\0';
    for (; walk.table < LANGUAGE_COUNT + COUNT(facts); walk.table++) {
        const char *const *value = walked(&walk);
        for (; value && *value; value++)
            if (**value == first && str_equal(str_of(*value), word))
                return true;
    }
    return false;
}

long language_numbered(struct str *value)
{
    long number = 0;
    size_t at = 0;
    for (; at < value->count && value->bytes[at] != ' '; at++)
        number = number * 10 + (value->bytes[at] - '0');
    *value = str_slice(*value, at + 1, value->count);
    return number;
}

// ----- What a text is known by -----

const struct language_evidence *language_known_by(enum language_id id)
{
    return languages[id].known_by;
}

const struct language_evidence *language_told_apart_by(enum language_id id)
{
    return languages[id].told_apart_by;
}

enum language_id language_sister(enum language_id id)
{
    struct str primary = language_primary(language_tag(id));
    for (enum language_id first = 0; first < id; first++)
        if (languages[id].known_by[0].kind == EVIDENCE_END_OF_LIST &&
            str_equal(language_primary(language_tag(first)), primary) &&
            language_script_of(first) == language_script_of(id))
            return first;
    return id;
}

const struct language_evidence *languages_others_known_by(struct str script)
{
    static const struct language_evidence none[] = {NO_EVIDENCE};
    for (size_t i = 0; i < COUNT(others); i++)
        if (str_equal(str_of(others[i].script), script))
            return others[i].known_by;
    return none;
}

// ----- Words that join no other -----

bool language_apart_is_gap(enum language_id id)
{
    return strcmp(languages[id].apart[0].word, "-") == 0;
}

const struct language_apart *language_set_apart(struct str tag)
{
    static const struct language_apart none[] = {{NULL, 0, 0}};
    enum language_id id = language_find(tag);
    return id < LANGUAGE_COUNT && !language_apart_is_gap(id)
               ? languages[id].apart
               : none;
}

// ----- What there is -----

enum language_state language_state(enum language_id id, enum language_row row)
{
    const char *const *values = followed(id, row);
    return has_none(values) ? LANGUAGE_HAS_NONE
           : is_gap(values) ? LANGUAGE_GAP
                            : LANGUAGE_GIVEN;
}

static const struct {
    const char *name, *about, *without;
} rows[] = {
#define ROW(name, about, without) {#name, about, without},
#include "languages/rows.def"
#undef ROW
};

const char *language_row_name(enum language_row row)
{
    return rows[row].name;
}

const char *language_row_about(enum language_row row)
{
    return rows[row].about;
}

const char *language_row_without(enum language_row row)
{
    return rows[row].without;
}

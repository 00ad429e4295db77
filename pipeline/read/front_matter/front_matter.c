// SPDX-License-Identifier: MIT
// From the YAML of front matter to the brief's metadata.
#include "read/front_matter/front_values.h"

#include "base/ascii.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "text/plain.h"
#include "languages/words.h"
#include "languages/date.h"

#include <string.h>

static const char *const front_keys[] = {
#define KEY(name, about) name,
#include "model/front_keys.def"
#undef KEY
};
static const char *const edition_keys[] = {"lang", "path"};

// ----- The title -----

static bool is_number(struct str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.count; i++) {
        bool is_digit = ascii_is_digit(text.bytes[i]);
        digit |= is_digit;
        if (!is_digit && !strchr("+-.eE_", text.bytes[i]))
            return false;
    }
    return digit;
}

static bool is_truth(struct str text)
{
    static const char *const words[] = {"yes", "no",  "true", "false",
                                        "on",  "off", "y",    "n"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_ascii_case(str_of(words[i]), text))
            return true;
    return false;
}

static bool is_lang_map(struct reader *reader, const struct yaml *map)
{
    struct str lang;
    for (const struct yaml *entry = map->first; entry; entry = entry->next)
        if (entry->kind != YAML_TEXT || entry->key->kind != YAML_TEXT ||
            !language_named(reader->arena, entry->key->text, &lang))
            return false;
    return map->first != NULL;
}

static void check_typed(struct reader *reader, const struct yaml *value)
{
    const char *type = is_number(value->text)  ? "a number"
                       : is_truth(value->text) ? "a truth value"
                                               : NULL;
    if (value->plain && type)
        diag_report(reader->diag, yaml_place(reader, value),
                    MESSAGE_title_typed, value->text, str_of(type));
}

// Takes out what no reader could see: such a title is none.
static void drop_unseen(struct reader *reader, struct texts *title)
{
    size_t kept = 0;
    for (size_t i = 0; i < title->count; i++)
        if (!plain_empty(node_plain(reader->arena, title->items[i].content)))
            title->items[kept++] = title->items[i];
    title->count = kept;
}

// Where a title is a block behind |, the author says where its lines end, as
// with <br>.
static struct texts front_title(struct reader *reader, const struct yaml *value,
                                const char *key)
{
    reader->in_title = true;
    struct texts texts =
        front_texts_of(reader, value, key, (struct str){"", 0}, false);
    reader->in_title = false;
    return texts;
}

static void read_title(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = yaml_entry(tree, STR("title"));
    struct texts *title = &reader->brief->meta.title;
    if (!value)
        return;
    struct place at = yaml_place(reader, value);
    if (value->kind == YAML_LIST ||
        (value->kind == YAML_MAP && !is_lang_map(reader, value))) {
        diag_report(reader->diag, at, MESSAGE_title_wrong,
                    str_of(yaml_kind_word(value)));
        reader->title_wrong = true;
        return;
    }
    if (value->kind == YAML_TEXT && !yaml_is_null(value))
        check_typed(reader, value);
    if (!yaml_is_null(value))
        *title = front_title(reader, value, "title");
    size_t given = title->count;
    drop_unseen(reader, title);
    if (title->count < given || given == 0)
        diag_report(reader->diag, at, MESSAGE_title_empty);
}

// ----- Editions -----

struct edition_list {
    struct edition *items;
    size_t count, capacity;
};

static void add_edition(struct reader *reader, struct edition_list *list,
                        struct str name, struct str path, struct place at)
{
    struct str lang;
    if (!language_named(reader->arena, name, &lang)) {
        diag_report(reader->diag, at, MESSAGE_lang_wrong, name,
                    language_named_list(reader->arena),
                    language_named_tags(reader->arena));
        return;
    }
    ARENA_PUSH(reader->arena, list->items, list->count, list->capacity) =
        (struct edition){lang, path};
}

// A map from language to path, or a list of maps with lang and path.
static void read_editions(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = front_given(tree, "editions");
    struct edition_list list = {0};
    if (value && value->kind == YAML_TEXT)
        yaml_report_kind(reader, value, "editions",
                         "a map from language to path");
    else if (value)
        for (const struct yaml *e = value->first; e; e = e->next) {
            struct place at = yaml_place(reader, e);
            if (value->kind == YAML_MAP && e->kind == YAML_TEXT &&
                e->key->kind == YAML_TEXT)
                add_edition(reader, &list, e->key->text, str_trim(e->text),
                            yaml_place(reader, e->key));
            else if (value->kind == YAML_LIST && e->kind == YAML_MAP) {
                front_check_keys(reader, e, KEYS(edition_keys), "editions.");
                add_edition(reader, &list, front_string(reader, e, "lang"),
                            front_string(reader, e, "path"), at);
            } else
                yaml_report_kind(reader, e, "editions",
                                 "a map from language to path");
        }
    reader->brief->meta.editions = list.items;
    reader->brief->meta.edition_count = list.count;
}

// ----- Fixed words -----

static void read_words(struct reader *reader, const struct yaml *tree)
{
    const struct texts *given = front_fixed_words(reader, tree);
    if (!given)
        return;
    struct str *words = ARENA_ARRAY(reader->arena, struct str, WORD_COUNT);
    for (size_t i = 0; i < WORD_COUNT; i++) {
        const struct text *own = texts_in(&given[i], reader->brief->lang);
        if (own)
            words[i] = text_plain(reader->arena, *own);
    }
    reader->brief->meta.words = words;
}

// ----- Settings -----

// “author or house”, “none, sparing or full”.
static struct str answers_of(struct reader *reader,
                             const struct setting_facts *facts)
{
    struct str list = str_of(facts->answers[0]);
    for (size_t i = 1; facts->answers[i] != NULL; i++)
        list = arena_printf(reader->arena, "%.*s%s%s", STR_ARG(list),
                            facts->answers[i + 1] ? ", " : " or ",
                            facts->answers[i]);
    return list;
}

// The map that a key is in, and its name there: `pdf.standard` is `standard`
// in the map `pdf`. NULL: there is no such map.
static const struct yaml *map_of(const struct yaml *map, const char **key)
{
    const char *stop = strchr(*key, '.');
    if (!stop)
        return map;
    struct str name = {*key, (size_t)(stop - *key)};
    *key = stop + 1;
    for (const struct yaml *e = map->first; e; e = e->next)
        if (e->kind == YAML_MAP && str_equal(e->key->text, name))
            return e;
    return NULL;
}

static void check_map(struct reader *reader, const struct yaml *map,
                      const char *key, struct keys keys, const char *example)
{
    const struct yaml *value = front_given(map, key);
    struct str prefix = arena_printf(reader->arena, "%s.", key);
    if (value && value->kind == YAML_MAP)
        front_check_keys(reader, value, keys,
                         arena_c_string(reader->arena, prefix));
    else if (value && !yaml_is_null(value))
        yaml_report_kind(reader, value, key, example);
}

static void check_maps(struct reader *reader, const struct yaml *map)
{
    static const char *const pdf[] = {"standard"};
    static const char *const print[] = {"standard", "profile", "marks"};
    check_map(reader, map, "pdf", KEYS(pdf), "a map: {standard: ua-2+a-4f}");
    check_map(reader, map, "print", KEYS(print), "a map: {profile: FOGRA39}");
}

void front_settings(struct reader *reader, const struct yaml *map)
{
    check_maps(reader, map);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting_facts *facts = &setting_facts[i];
        const char *key = facts->key;
        const struct yaml *in = map_of(map, &key);
        struct str word = in ? front_string(reader, in, key) : STR("");
        if (word.count && !settings_set(&reader->brief->meta.settings,
                                        (enum brief_setting)i, word))
            diag_report(reader->diag, yaml_place(reader, front_given(in, key)),
                        MESSAGE_house_unknown, word, str_of(facts->key),
                        answers_of(reader, facts));
    }
}

// ----- Dates -----

// What is no day, month or year of a calendar that we have.
static struct date doubtful_date(struct reader *reader, struct str written,
                                 struct place at, const char *key)
{
    struct date date;
    switch (date_doubt(written, &date)) {
    case DATE_LUNAR:
        diag_report(reader->diag, at, MESSAGE_date_lunar, written, str_of(key));
        break;
    case DATE_SEASON:
        diag_report(reader->diag, at, MESSAGE_date_season, written, str_of(key),
                    date_long(reader->arena, language_default(), date));
        return date;
    case DATE_ORDER:
        diag_report(reader->diag, at, MESSAGE_date_order, written, str_of(key));
        break;
    case DATE_NONE:
        diag_report(reader->diag, at, MESSAGE_date_wrong, written, str_of(key));
        break;
    }
    return (struct date){.written = written};
}

static struct date get_date(struct reader *reader, const struct yaml *tree,
                            const char *key)
{
    struct str written = front_string(reader, tree, key);
    struct date date = {0};
    if (written.count == 0)
        return date;
    if (!date_parse(written, &date))
        return doubtful_date(reader, written,
                             yaml_place(reader, front_given(tree, key)), key);
    date.written = written;
    return date;
}

// ----- Subjects -----

// Ids of the series' subjects, in a list or with commas between.
static void read_subjects(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    struct texts_list list = front_list(reader, tree, "subjects");
    meta->subjects = ARENA_ARRAY(reader->arena, struct subject_of, list.count);
    meta->subject_count = list.count;
    for (size_t i = 0; i < list.count; i++) {
        const struct text *text = &list.items[i].items[0];
        meta->subjects[i] =
            (struct subject_of){.id = text_plain(reader->arena, *text),
                                .name = list.items[i],
                                .at = text->content->at};
    }
}

// ----- The rest -----

static void read_strings(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    meta->number = front_string(reader, tree, "number");
    meta->version = front_string(reader, tree, "version");
    meta->id = front_string(reader, tree, "id");
    meta->doi = front_string(reader, tree, "doi");
    meta->isbn = front_string(reader, tree, "isbn");
    meta->slug = front_string(reader, tree, "slug");
    meta->date = get_date(reader, tree, "date");
    meta->date_gregorian = get_date(reader, tree, "date-gregorian");
    meta->updated = get_date(reader, tree, "updated");
}

// What is one brief's own.
static void read_own(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    read_title(reader, tree);
    meta->subtitle =
        front_title(reader, front_given(tree, "subtitle"), "subtitle");
    meta->short_title = front_texts(reader, tree, "short-title");
    meta->abstract = front_blocks(reader, tree, "abstract");
    meta->cite_as = front_texts(reader, tree, "cite-as");
    read_strings(reader, tree);
    // Pandoc's key, where there is none of ours.
    const char *authors = front_given(tree, "authors") ? "authors" : "author";
    meta->author_count = front_people(reader, tree, authors, &meta->authors);
    read_subjects(reader, tree);
    read_editions(reader, tree);
    read_words(reader, tree);
}

static void read_texts(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    meta->kind = front_texts(reader, tree, "kind");
    meta->series = front_texts(reader, tree, "series");
    meta->place = front_texts(reader, tree, "place");
    meta->publisher = front_texts(reader, tree, "publisher");
    meta->licence = front_texts(reader, tree, "licence");
    meta->copyright = front_texts(reader, tree, "copyright");
    meta->imprint = front_texts(reader, tree, "imprint");
    meta->cover_credit = front_texts(reader, tree, "cover-credit");
    meta->disclaimer = front_blocks(reader, tree, "disclaimer");
}

void front_fill_shared(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    front_checks_read(reader, yaml_entry(tree, STR("checks")));
    read_texts(reader, tree);
    meta->issn = front_string(reader, tree, "issn");
    meta->responsible_count =
        front_people(reader, tree, "responsible", &meta->responsible);
    front_organisations(reader, tree);
    struct texts_list keywords = front_list(reader, tree, "keywords");
    meta->keywords = keywords.items;
    meta->keyword_count = keywords.count;
    front_divided_read(reader, tree);
    front_settings(reader, tree);
    front_theme_read(reader, tree);
    front_cover_read(reader, tree);
}

void front_matter_rename(struct reader *reader, const struct yaml *tree)
{
    front_rename(reader, tree, KEYS(front_keys));
}

void front_matter_fill(struct reader *reader, const struct yaml *tree)
{
    if (!tree)
        return;
    front_affiliations(tree);
    front_check_keys(reader, tree, KEYS(front_keys), "");
    front_record(reader, tree, KEYS(front_keys));
    read_own(reader, tree);
    front_fill_shared(reader, tree);
}

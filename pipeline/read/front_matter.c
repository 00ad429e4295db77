// SPDX-License-Identifier: MIT
// From the YAML of front matter to the brief's metadata.
#include "yaml_tree.h"

#include "builder.h"
#include "language.h"
#include "nearest.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- Unknown keys -----

struct keys {
    const char *const *names;
    size_t count;
};
#define KEYS(array) ((struct keys){array, sizeof(array) / sizeof((array)[0])})

static const char *const front_keys[] = {
#define KEY(name) name,
#include "front_keys.def"
#undef KEY
};
static const char *const person_keys[] = {
    "name", "role", "bio", "affiliation", "orcid", "email", "lang"};
static const char *const organisation_keys[] = {"abbreviation", "name", "url",
                                                "logo"};
static const char *const edition_keys[] = {"lang", "path"};

static bool is_key(struct keys keys, struct str key)
{
    for (size_t i = 0; i < keys.count; i++)
        if (str_equal(str_of(keys.names[i]), key))
            return true;
    return false;
}

static void keep_unknown(struct reader *reader, const struct yaml *entry,
                         struct str key)
{
    struct metadata *meta = &reader->brief->meta;
    struct str value = str_trim(
        str_slice(reader->text, entry->offset, entry->offset + entry->count));
    ARENA_PUSH(reader->arena, meta->unknown, meta->unknown_count,
               reader->unknown_capacity) = (struct unknown_key){key, value};
}

// Linear enough: a map has at most LIMIT_FRONT_ENTRIES.
static void check_duplicates(struct reader *reader, const struct yaml *map)
{
    for (const struct yaml *entry = map->first; entry; entry = entry->next) {
        if (entry->key->kind != YAML_TEXT)
            continue;
        const struct yaml *first = yaml_entry(map, entry->key->text);
        if (first == entry)
            continue;
        size_t line =
            diag_locate(reader->diag, yaml_place(reader, first->key).offset)
                .line;
        diag_report(reader->diag, yaml_place(reader, entry->key),
                    MESSAGE_front_duplicate, entry->key->text,
                    arena_printf(reader->arena, "%zu", line));
    }
}

// where: "" for the front matter itself, else "authors." and the like.
static void check_keys(struct reader *reader, const struct yaml *map,
                       struct keys keys, const char *where)
{
    check_duplicates(reader, map);
    for (const struct yaml *entry = map->first; entry; entry = entry->next) {
        struct str key =
            entry->key->kind == YAML_TEXT ? entry->key->text : STR("?");
        if (is_key(keys, key))
            continue;
        struct str near = str_of(nearest_word(key, keys.names, keys.count));
        struct place at = yaml_place(reader, entry->key);
        if (near.count)
            diag_report(reader->diag, at, MESSAGE_front_unknown, key, near);
        else
            diag_report(reader->diag, at, MESSAGE_front_unknown_key, key);
        keep_unknown(
            reader, entry,
            arena_printf(reader->arena, "%s%.*s", where, STR_ARG(key)));
    }
}

// ----- Values -----

static const char *kind_word(const struct yaml *value)
{
    return value->kind == YAML_LIST  ? "a list"
           : value->kind == YAML_MAP ? "a map"
                                     : "a text";
}

static void report_kind(struct reader *reader, const struct yaml *value,
                        const char *key, const char *wanted)
{
    diag_report(reader->diag, yaml_place(reader, value),
                MESSAGE_front_wrong_kind, str_of(key), str_of(wanted),
                str_of(kind_word(value)));
}

// The entry of that key; NULL where it is not given.
static const struct yaml *given(const struct yaml *map, const char *key)
{
    const struct yaml *value = yaml_entry(map, str_of(key));
    return value && !yaml_is_null(value) ? value : NULL;
}

static struct str get_string(struct reader *reader, const struct yaml *map,
                             const char *key)
{
    const struct yaml *value = given(map, key);
    if (!value)
        return (struct str){"", 0};
    if (value->kind == YAML_TEXT)
        return str_trim(value->text);
    report_kind(reader, value, key, "a text");
    return (struct str){"", 0};
}

// ----- Texts -----

struct text_list {
    struct text *items;
    size_t count, capacity;
};

static void add_text(struct reader *reader, struct text_list *list,
                     const struct yaml *value, struct str lang, bool blocks)
{
    struct place at = yaml_place(reader, value);
    struct piece *piece = yaml_piece(reader, value);
    enum kind kind = blocks ? NODE_PASSAGE : NODE_PHRASE;
    struct text text = {.lang = lang,
                        .content = node_new(reader->arena, kind, at)};
    if (str_blank(value->text))
        return;
    piece->phrase = !blocks;
    markdown_parse(reader, piece, text.content);
    if (blocks)
        shape_blocks(reader, text.content);
    if (lang.count)
        text.direction = language_direction(lang);
    ARENA_PUSH(reader->arena, list->items, list->count, list->capacity) = text;
}

static void add_map(struct reader *reader, struct text_list *list,
                    const struct yaml *map, bool blocks, const char *key)
{
    for (const struct yaml *entry = map->first; entry; entry = entry->next) {
        if (entry->key->kind != YAML_TEXT ||
            !language_valid(entry->key->text)) {
            diag_report(reader->diag, yaml_place(reader, entry->key),
                        MESSAGE_lang_wrong,
                        entry->key->kind == YAML_TEXT ? entry->key->text
                                                      : str_of(key));
            continue;
        }
        struct str lang = language_canonical(reader->arena, entry->key->text);
        if (entry->kind == YAML_TEXT && !yaml_is_null(entry))
            add_text(reader, list, entry, lang, blocks);
        else if (entry->kind != YAML_TEXT)
            report_kind(reader, entry, key, "a text");
    }
}

// A string or a map from language to string. `lang` is that of a string.
static struct texts to_texts(struct reader *reader, const struct yaml *value,
                             const char *key, struct str lang, bool blocks)
{
    struct text_list list = {0};
    if (!value)
        return (struct texts){0};
    if (value->kind == YAML_TEXT)
        add_text(reader, &list, value, lang, blocks);
    else if (value->kind == YAML_MAP)
        add_map(reader, &list, value, blocks, key);
    else
        report_kind(reader, value, key, "a text");
    return (struct texts){list.items, list.count};
}

static struct texts get_texts(struct reader *reader, const struct yaml *map,
                              const char *key)
{
    return to_texts(reader, given(map, key), key, (struct str){"", 0}, false);
}

static struct texts get_blocks(struct reader *reader, const struct yaml *map,
                               const char *key)
{
    return to_texts(reader, given(map, key), key, (struct str){"", 0}, true);
}

// ----- The title -----

// Something that can be seen: no space, no mark that only directs others.
static bool is_visible(struct str text)
{
    for (size_t i = 0; i < text.count;) {
        UChar32 c = (UChar32)utf8_next(text, &i);
        if (!u_isUWhiteSpace(c) && !u_iscntrl(c) &&
            !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) &&
            u_charType(c) != U_FORMAT_CHAR)
            return true;
    }
    return false;
}

static bool is_number(struct str text)
{
    bool digit = false;
    for (size_t i = 0; i < text.count; i++) {
        bool is_digit = text.bytes[i] >= '0' && text.bytes[i] <= '9';
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

static bool is_lang_map(const struct yaml *map)
{
    for (const struct yaml *entry = map->first; entry; entry = entry->next)
        if (entry->kind != YAML_TEXT || entry->key->kind != YAML_TEXT ||
            !language_valid(entry->key->text))
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

static void read_title(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = yaml_entry(tree, STR("title"));
    struct texts *title = &reader->brief->meta.title;
    if (!value)
        return;
    struct place at = yaml_place(reader, value);
    if (value->kind == YAML_LIST ||
        (value->kind == YAML_MAP && !is_lang_map(value))) {
        diag_report(reader->diag, at, MESSAGE_title_wrong,
                    str_of(kind_word(value)));
        reader->title_wrong = true;
        return;
    }
    if (value->kind == YAML_TEXT && !yaml_is_null(value))
        check_typed(reader, value);
    if (!yaml_is_null(value))
        *title = to_texts(reader, value, "title", (struct str){"", 0}, false);
    bool visible = title->count > 0;
    for (size_t i = 0; i < title->count; i++)
        visible &=
            is_visible(node_plain(reader->arena, title->items[i].content));
    if (!visible)
        diag_report(reader->diag, at, MESSAGE_title_empty);
    reader->title_wrong = !visible;
}

// ----- People and organisations -----

static struct str get_lang(struct reader *reader, const struct yaml *map)
{
    struct str tag = get_string(reader, map, "lang");
    if (tag.count == 0 || language_valid(tag))
        return tag.count ? language_canonical(reader->arena, tag) : tag;
    diag_report(reader->diag, yaml_place(reader, given(map, "lang")),
                MESSAGE_lang_wrong, tag);
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

static struct person to_person(struct reader *reader, const struct yaml *value,
                               const char *key)
{
    struct person person = {.at = yaml_place(reader, value)};
    if (value->kind != YAML_MAP) {
        person.name = to_texts(reader, value, key, (struct str){"", 0}, false);
        return person;
    }
    struct str lang = get_lang(reader, value);
    check_keys(reader, value, KEYS(person_keys), "authors.");
    person.name = to_texts(reader, given(value, "name"), "name", lang, false);
    person.role = to_texts(reader, given(value, "role"), "role", lang, false);
    person.biography = to_texts(reader, given(value, "bio"), "bio", lang, true);
    const struct yaml *affiliation = given(value, "affiliation");
    person.affiliation = to_texts(reader, joined(reader, affiliation),
                                  "affiliation", lang, false);
    person.orcid = get_string(reader, value, "orcid");
    person.email = get_string(reader, value, "email");
    if (person.name.count == 0)
        report_kind(reader, value, key, "a map with a name");
    return person;
}

struct person_list {
    struct person *items;
    size_t count, capacity;
};

// A list of people, or one alone; each a map or only a name.
static size_t get_people(struct reader *reader, const struct yaml *tree,
                         const char *key, struct person **people)
{
    const struct yaml *value = given(tree, key);
    struct person_list list = {0};
    bool several = value && value->kind == YAML_LIST;
    const struct yaml *entry = several ? value->first : value;
    for (; entry; entry = several ? entry->next : NULL) {
        struct person person = to_person(reader, entry, key);
        if (person.name.count)
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
            to_texts(reader, value, "organisations", none, false);
        return organisation;
    }
    check_keys(reader, value, KEYS(organisation_keys), "organisations.");
    organisation.names =
        to_texts(reader, given(value, "name"), "name", none, false);
    organisation.abbreviation = get_string(reader, value, "abbreviation");
    struct str url = get_string(reader, value, "url");
    struct str logo = get_string(reader, value, "logo");
    if (url.count)
        organisation.url = arena_str(
            reader->arena,
            link_check(reader, url, yaml_place(reader, given(value, "url"))));
    if (logo.count)
        organisation.logo =
            image_named(reader, logo, yaml_place(reader, given(value, "logo")));
    return organisation;
}

struct organisation_list {
    struct organisation *items;
    size_t count, capacity;
};

static void read_organisations(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    const struct yaml *value = given(tree, "organisations");
    struct organisation_list list = {0};
    bool several = value && value->kind == YAML_LIST;
    const struct yaml *entry = several ? value->first : value;
    for (; entry; entry = several ? entry->next : NULL) {
        struct organisation organisation = to_organisation(reader, entry);
        if (organisation.names.count || organisation.abbreviation.count)
            ARENA_PUSH(reader->arena, list.items, list.count, list.capacity) =
                organisation;
        else
            report_kind(reader, entry, "organisations", "a map with a name");
    }
    meta->organisations = list.items;
    meta->organisation_count = list.count;
}

// ----- Keywords and editions -----

struct texts_list {
    struct texts *items;
    size_t count, capacity;
};

// "a, b; c" in one string, with the commas of Arabic script too.
static void split_keywords(struct reader *reader, struct texts_list *list,
                           const struct yaml *value)
{
    struct str text = value->text;
    for (size_t i = 0, start = 0; start < text.count;) {
        size_t end = i = start;
        uint32_t c = 0;
        while (i < text.count) {
            end = i;
            c = utf8_next(text, &i);
            if (c == ',' || c == ';' || c == 0x060C || c == 0x061B)
                break;
            end = i;
        }
        struct yaml part = *value;
        part.text = str_trim(str_slice(text, start, end));
        start = i;
        struct texts texts =
            to_texts(reader, &part, "keywords", (struct str){"", 0}, false);
        if (texts.count)
            ARENA_PUSH(reader->arena, list->items, list->count,
                       list->capacity) = texts;
    }
}

static void read_keywords(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = given(tree, "keywords");
    struct texts_list list = {0};
    if (value && value->kind == YAML_TEXT)
        split_keywords(reader, &list, value);
    else if (value && value->kind == YAML_MAP)
        report_kind(reader, value, "keywords", "a list of texts");
    else if (value)
        for (const struct yaml *e = value->first; e; e = e->next) {
            struct texts texts =
                to_texts(reader, e, "keywords", (struct str){"", 0}, false);
            if (texts.count)
                ARENA_PUSH(reader->arena, list.items, list.count,
                           list.capacity) = texts;
        }
    reader->brief->meta.keywords = list.items;
    reader->brief->meta.keyword_count = list.count;
}

struct edition_list {
    struct edition *items;
    size_t count, capacity;
};

static void add_edition(struct reader *reader, struct edition_list *list,
                        struct str lang, struct str path, struct place at)
{
    if (!language_valid(lang)) {
        diag_report(reader->diag, at, MESSAGE_lang_wrong, lang);
        return;
    }
    ARENA_PUSH(reader->arena, list->items, list->count, list->capacity) =
        (struct edition){language_canonical(reader->arena, lang), path};
}

// A map from language to path, or a list of maps with lang and path.
static void read_editions(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = given(tree, "editions");
    struct edition_list list = {0};
    if (value && value->kind == YAML_TEXT)
        report_kind(reader, value, "editions", "a map from language to path");
    else if (value)
        for (const struct yaml *e = value->first; e; e = e->next) {
            struct place at = yaml_place(reader, e);
            if (value->kind == YAML_MAP && e->kind == YAML_TEXT &&
                e->key->kind == YAML_TEXT)
                add_edition(reader, &list, e->key->text, str_trim(e->text),
                            yaml_place(reader, e->key));
            else if (value->kind == YAML_LIST && e->kind == YAML_MAP) {
                check_keys(reader, e, KEYS(edition_keys), "editions.");
                add_edition(reader, &list, get_string(reader, e, "lang"),
                            get_string(reader, e, "path"), at);
            } else
                report_kind(reader, e, "editions",
                            "a map from language to path");
        }
    reader->brief->meta.editions = list.items;
    reader->brief->meta.edition_count = list.count;
}

// ----- Fixed words -----

// words.def names them with underscores, front matter with hyphens.
static const char *hyphenated(struct reader *reader, const char *name)
{
    char *copy = arena_c_string(reader->arena, str_of(name));
    for (char *c = copy; *c; c++)
        if (*c == '_')
            *c = '-';
    return copy;
}

static void read_words(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *map = given(tree, "words");
    if (map && map->kind != YAML_MAP)
        report_kind(reader, map, "words", "a map from word to text");
    if (!map || map->kind != YAML_MAP)
        return;
    const char *names[WORD_COUNT];
    struct str *words = ARENA_ARRAY(reader->arena, struct str, WORD_COUNT);
    for (size_t i = 0; i < WORD_COUNT; i++) {
        names[i] = hyphenated(reader, language_word_name((enum word)i));
        struct texts texts = get_texts(reader, map, names[i]);
        const struct text *own = texts_in(&texts, reader->brief->lang);
        if (own)
            words[i] = text_plain(reader->arena, *own);
    }
    check_keys(reader, map, (struct keys){names, WORD_COUNT}, "words.");
    reader->brief->meta.words = words;
}

// ----- The house -----

// “author or house”, “none, sparing or full”.
static struct str answers_of(struct reader *reader,
                             const struct house_facts *facts)
{
    struct str list = str_of(facts->answers[0]);
    for (size_t i = 1; facts->answers[i] != NULL; i++)
        list = arena_printf(reader->arena, "%.*s%s%s", STR_ARG(list),
                            facts->answers[i + 1] ? ", " : " or ",
                            facts->answers[i]);
    return list;
}

static void read_house(struct reader *reader, const struct yaml *tree)
{
    for (size_t i = 0; i < HOUSE_SETTING_COUNT; i++) {
        const struct house_facts *facts = &house_facts[i];
        struct str word = get_string(reader, tree, facts->key);
        if (word.count &&
            !house_set(&reader->brief->meta.house, (enum house_setting)i, word))
            diag_report(reader->diag,
                        yaml_place(reader, given(tree, facts->key)),
                        MESSAGE_house_unknown, word, str_of(facts->key),
                        answers_of(reader, facts));
    }
}

// ----- Dates and the rest -----

static struct date get_date(struct reader *reader, const struct yaml *tree,
                            const char *key)
{
    struct str written = get_string(reader, tree, key);
    struct date date = {0};
    if (written.count == 0)
        return date;
    if (!date_parse(written, &date)) {
        diag_report(reader->diag, yaml_place(reader, given(tree, key)),
                    MESSAGE_date_wrong, written, str_of(key));
        date = (struct date){0};
    }
    date.written = written;
    return date;
}

static void read_strings(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    meta->number = get_string(reader, tree, "number");
    meta->version = get_string(reader, tree, "version");
    meta->id = get_string(reader, tree, "id");
    meta->doi = get_string(reader, tree, "doi");
    meta->isbn = get_string(reader, tree, "isbn");
    meta->issn = get_string(reader, tree, "issn");
    meta->slug = get_string(reader, tree, "slug");
    meta->date = get_date(reader, tree, "date");
    meta->date_gregorian = get_date(reader, tree, "date-gregorian");
    meta->updated = get_date(reader, tree, "updated");
}

static void read_texts(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    meta->subtitle = get_texts(reader, tree, "subtitle");
    meta->short_title = get_texts(reader, tree, "short-title");
    meta->kind = get_texts(reader, tree, "kind");
    meta->series = get_texts(reader, tree, "series");
    meta->place = get_texts(reader, tree, "place");
    meta->publisher = get_texts(reader, tree, "publisher");
    meta->abstract = get_blocks(reader, tree, "abstract");
    meta->licence = get_texts(reader, tree, "licence");
    meta->copyright = get_texts(reader, tree, "copyright");
    meta->cite_as = get_texts(reader, tree, "cite-as");
    meta->cover_credit = get_texts(reader, tree, "cover-credit");
    meta->disclaimer = get_blocks(reader, tree, "disclaimer");
}

void front_matter_fill(struct reader *reader, const struct yaml *tree)
{
    struct metadata *meta = &reader->brief->meta;
    if (!tree)
        return;
    check_keys(reader, tree, KEYS(front_keys), "");
    front_checks_read(reader, yaml_entry(tree, STR("checks")));
    read_title(reader, tree);
    read_texts(reader, tree);
    read_strings(reader, tree);
    // Pandoc's key, where there is none of ours.
    const char *authors = given(tree, "authors") ? "authors" : "author";
    meta->author_count = get_people(reader, tree, authors, &meta->authors);
    meta->responsible_count =
        get_people(reader, tree, "responsible", &meta->responsible);
    read_organisations(reader, tree);
    read_keywords(reader, tree);
    read_editions(reader, tree);
    read_words(reader, tree);
    read_house(reader, tree);
    front_theme_read(reader, tree);
    struct str cover = get_string(reader, tree, "cover");
    if (cover.count)
        meta->cover = image_named(reader, cover,
                                  yaml_place(reader, given(tree, "cover")));
}

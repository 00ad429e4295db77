// SPDX-License-Identifier: MIT
// Values of front matter: keys that are known, texts in their languages.
#include "read/front_matter/front_values.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "languages/words.h"
#include "base/nearest.h"

#include <string.h>

// ----- Unknown keys -----

bool front_keys_hold(struct keys keys, struct str key)
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
void front_check_duplicates(struct reader *reader, const struct yaml *map)
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

// The line as it should be, where the key begins it and it is short enough to
// be copied from a message; else the key alone.
static struct str corrected(struct reader *reader, const struct yaml *key,
                            struct str near)
{
    enum { LONGEST = 60 };
    struct str text = reader->text;
    size_t start = key->offset;
    while (start > 0 &&
           (text.bytes[start - 1] == ' ' || text.bytes[start - 1] == '-'))
        start--;
    size_t end = line_at(text, key->offset).end;
    bool whole = start == 0 || text.bytes[start - 1] == '\n';
    if (!whole || end - key->offset > LONGEST)
        return near;
    return arena_printf(
        reader->arena, "%.*s%.*s", STR_ARG(near),
        STR_ARG(str_slice(text, key->offset + key->count, end)));
}

void front_report_unknown(struct reader *reader, const struct yaml *entry,
                          struct keys keys, const char *where)
{
    struct str key =
        entry->key->kind == YAML_TEXT ? entry->key->text : STR("?");
    struct str near = str_of(nearest_word(key, keys.names, keys.count));
    struct place at = yaml_place(reader, entry->key);
    if (near.count)
        diag_report(reader->diag, at, MESSAGE_front_unknown, key, near,
                    corrected(reader, entry->key, near));
    else
        diag_report(reader->diag, at, MESSAGE_front_unknown_key, key);
    keep_unknown(reader, entry,
                 arena_printf(reader->arena, "%s%.*s", where, STR_ARG(key)));
}

void front_check_keys(struct reader *reader, const struct yaml *map,
                      struct keys keys, const char *where)
{
    front_check_duplicates(reader, map);
    for (const struct yaml *entry = map->first; entry; entry = entry->next)
        if (!entry->used && (entry->key->kind != YAML_TEXT ||
                             !front_keys_hold(keys, entry->key->text)))
            front_report_unknown(reader, entry, keys, where);
}

// ----- Values -----

// The entry of that key; NULL where it is not given.
const struct yaml *front_given(const struct yaml *map, const char *key)
{
    const struct yaml *value = yaml_entry(map, str_of(key));
    return value && !yaml_is_null(value) ? value : NULL;
}

struct str front_string(struct reader *reader, const struct yaml *map,
                        const char *key)
{
    const struct yaml *value = front_given(map, key);
    if (!value)
        return (struct str){"", 0};
    if (value->kind == YAML_TEXT)
        return str_trim(value->text);
    yaml_report_kind(reader, value, key, "a text");
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
    struct fragment *fragment = yaml_fragment(reader, value);
    enum kind kind = blocks ? NODE_PASSAGE : NODE_PHRASE;
    struct text text = {.lang = lang,
                        .content = node_new(reader->arena, kind, at)};
    if (str_blank(value->text))
        return;
    fragment->phrase = !blocks;
    fragment->keeps_lines = reader->in_title && value->literal;
    markdown_parse(reader, fragment, text.content);
    if (blocks)
        shape_blocks(reader, text.content);
    if (lang.count)
        text.direction = language_direction(lang);
    ARENA_PUSH(reader->arena, list->items, list->count, list->capacity) = text;
}

static bool is_language(const struct yaml *key)
{
    struct str lang;
    return key->kind == YAML_TEXT &&
           ((language_valid(key->text) && language_registered(key->text)) ||
            language_named_here(key->text, &lang));
}

bool front_in_languages(const struct yaml *map)
{
    bool any = false;
    for (const struct yaml *entry = map->first; entry; entry = entry->next)
        any = any || is_language(entry->key);
    return any;
}

// {text: CC BY 4.0, url: …}: the text of a map of another kind; NULL: there is
// none.
static const struct yaml *text_in(const struct yaml *map)
{
    static const char *const keys[] = {"text", "name", "title", "literal",
                                       "value"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct yaml *value = front_given(map, keys[i]);
        if (value && value->kind == YAML_TEXT)
            return value;
    }
    return NULL;
}

static struct str keys_of(struct reader *reader, const struct yaml *map)
{
    struct str all = STR("");
    for (const struct yaml *entry = map->first; entry; entry = entry->next)
        if (entry->key->kind == YAML_TEXT)
            all =
                arena_printf(reader->arena, "%.*s%s%.*s", STR_ARG(all),
                             all.count ? ", " : "", STR_ARG(entry->key->text));
    return all;
}

// A map with other keys is none of languages.
static void add_other_map(struct reader *reader, struct text_list *list,
                          const struct yaml *map, struct str lang, bool blocks,
                          const char *key)
{
    const struct yaml *text = text_in(map);
    diag_report(reader->diag, yaml_place(reader, map),
                text ? MESSAGE_front_map_text : MESSAGE_front_map, str_of(key),
                text ? text->key->text : keys_of(reader, map));
    if (text)
        add_text(reader, list, text, lang, blocks);
}

static void add_map(struct reader *reader, struct text_list *list,
                    const struct yaml *map, bool blocks, const char *key)
{
    for (const struct yaml *entry = map->first; entry; entry = entry->next) {
        struct str lang;
        if (entry->key->kind != YAML_TEXT ||
            !language_named(reader->arena, entry->key->text, &lang)) {
            diag_report(reader->diag, yaml_place(reader, entry->key),
                        MESSAGE_lang_wrong,
                        entry->key->kind == YAML_TEXT ? entry->key->text
                                                      : str_of(key),
                        language_named_list(reader->arena),
                        language_named_tags(reader->arena));
            continue;
        }
        if (entry->kind == YAML_TEXT && !yaml_is_null(entry))
            add_text(reader, list, entry, lang, blocks);
        else if (entry->kind != YAML_TEXT)
            yaml_report_kind(reader, entry, key, "a text");
    }
}

// A string or a map from language to string. `lang` is that of a string.
struct texts front_texts_of(struct reader *reader, const struct yaml *value,
                            const char *key, struct str lang, bool blocks)
{
    struct text_list list = {0};
    if (!value)
        return (struct texts){0};
    if (value->kind == YAML_TEXT)
        add_text(reader, &list, value, lang, blocks);
    else if (value->kind == YAML_MAP && front_in_languages(value))
        add_map(reader, &list, value, blocks, key);
    else if (value->kind == YAML_MAP)
        add_other_map(reader, &list, value, lang, blocks, key);
    else
        yaml_report_kind(reader, value, key, "a text");
    return (struct texts){list.items, list.count};
}

struct texts front_texts(struct reader *reader, const struct yaml *map,
                         const char *key)
{
    return front_texts_of(reader, front_given(map, key), key,
                          (struct str){"", 0}, false);
}

struct texts front_blocks(struct reader *reader, const struct yaml *map,
                          const char *key)
{
    return front_texts_of(reader, front_given(map, key), key,
                          (struct str){"", 0}, true);
}

// ----- Lists -----

// "a, b; c" in one string, with the commas of Arabic script too.
static void split_list(struct reader *reader, struct texts_list *list,
                       const struct yaml *value, const char *key)
{
    struct str text = value->text;
    for (size_t i = 0, start = 0; start < text.count;) {
        size_t end = i = start;
        uint32_t c = 0;
        while (i < text.count) {
            end = i;
            c = utf8_next(text, &i);
            if (c == ',' || c == ';' || c == CHAR_ARABIC_COMMA || c == 0x061B)
                break;
            end = i;
        }
        struct yaml part = *value;
        part.text = str_trim(str_slice(text, start, end));
        start = i;
        struct texts texts =
            front_texts_of(reader, &part, key, (struct str){"", 0}, false);
        if (texts.count)
            ARENA_PUSH(reader->arena, list->items, list->count,
                       list->capacity) = texts;
    }
}

struct texts_list front_list(struct reader *reader, const struct yaml *map,
                             const char *key)
{
    const struct yaml *value = front_given(map, key);
    struct texts_list list = {0};
    if (value && value->kind == YAML_TEXT)
        split_list(reader, &list, value, key);
    else if (value && value->kind == YAML_MAP)
        yaml_report_kind(reader, value, key, "a list of texts");
    else if (value)
        for (const struct yaml *e = value->first; e; e = e->next) {
            struct texts texts =
                front_texts_of(reader, e, key, (struct str){"", 0}, false);
            if (texts.count)
                ARENA_PUSH(reader->arena, list.items, list.count,
                           list.capacity) = texts;
        }
    return list;
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

struct texts *front_fixed_words(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *map = front_given(tree, "words");
    if (map && map->kind != YAML_MAP)
        yaml_report_kind(reader, map, "words", "a map from word to text");
    if (!map || map->kind != YAML_MAP)
        return NULL;
    const char *names[WORD_COUNT];
    struct texts *words = ARENA_ARRAY(reader->arena, struct texts, WORD_COUNT);
    for (size_t i = 0; i < WORD_COUNT; i++) {
        names[i] = hyphenated(reader, language_word_name((enum word)i));
        words[i] = front_texts(reader, map, names[i]);
    }
    front_check_keys(reader, map, (struct keys){names, WORD_COUNT}, "words.");
    return words;
}

// ----- What was given, and where -----

// A value on one line: a, b; lang: a text, path: b.md.
static void show(const struct yaml *value, struct buffer *out)
{
    if (value->kind == YAML_TEXT) {
        struct str text = str_trim(value->text);
        for (size_t i = 0; i < text.count; i++) {
            bool space = memchr(" \t\r\n", text.bytes[i], 4) != NULL;
            if (!space)
                buffer_add_byte(out, text.bytes[i]);
            else if (out->count && out->bytes[out->count - 1] != ' ')
                buffer_add_byte(out, ' ');
        }
        return;
    }
    for (const struct yaml *e = value->first; e; e = e->next) {
        if (e->key && e->key->kind == YAML_TEXT)
            buffer_printf(out, "%.*s: ", STR_ARG(e->key->text));
        show(e, out);
        if (e->next)
            buffer_add_c(out, e->kind == YAML_TEXT ? ", " : "; ");
    }
}

static struct str shown(struct reader *reader, const struct yaml *value)
{
    struct buffer out = {0};
    show(value, &out);
    return buffer_to_arena(&out, reader->arena);
}

// From language to text; keys of three letters are often no languages.
static bool in_languages(struct reader *reader, const struct yaml *value)
{
    struct str lang;
    for (const struct yaml *e = value->first; e; e = e->next)
        if (e->kind != YAML_TEXT || e->key->kind != YAML_TEXT ||
            !language_named(reader->arena, e->key->text, &lang) ||
            !language_own_name(lang).count)
            return false;
    return value->first != NULL;
}

static void record(struct reader *reader, const struct yaml *value,
                   size_t *capacity)
{
    struct metadata *meta = &reader->brief->meta;
    struct given_key given = {.key = value->key->text,
                              .file = reader->context->path};
    struct place at = yaml_place(reader, value->key);
    if (place_known(at))
        given.line = diag_locate(reader->diag, at.offset).line;
    given.none =
        yaml_is_null(value) || (value->kind == YAML_LIST && !value->first);
    if (value->kind == YAML_MAP && in_languages(reader, value)) {
        for (const struct yaml *e = value->first; e; e = e->next)
            given.value_count++;
        given.values =
            ARENA_ARRAY(reader->arena, struct given_value, given.value_count);
        size_t i = 0;
        for (const struct yaml *e = value->first; e; e = e->next, i++) {
            given.values[i].text = shown(reader, e);
            language_named(reader->arena, e->key->text, &given.values[i].lang);
        }
    } else {
        given.value_count = 1;
        given.values = ARENA_NEW(reader->arena, struct given_value);
        given.values->text = given.none ? STR("none") : shown(reader, value);
    }
    ARENA_PUSH(reader->arena, meta->given, meta->given_count, *capacity) =
        given;
}

void front_record(struct reader *reader, const struct yaml *tree,
                  struct keys keys)
{
    // Full to its last place, so that what comes later follows it.
    size_t capacity = reader->brief->meta.given_count;
    for (const struct yaml *e = tree->first; e; e = e->next) {
        bool known =
            e->key->kind == YAML_TEXT && front_keys_hold(keys, e->key->text);
        // An empty line is a key that waits for its value.
        bool empty = e->kind == YAML_TEXT && yaml_is_null(e) && !e->text.count;
        if (known && !empty && yaml_entry(tree, e->key->text) == e)
            record(reader, e, &capacity);
    }
}

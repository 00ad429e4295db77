// SPDX-License-Identifier: MIT
// What writers call a language: by its tag, or by its name.
#include "languages/language_named.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/hash_table.h"
#include "languages/language.h"

#include <pthread.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

// ----- Names, however they are typed -----

// The letter of a name that one stands for; 0 for what makes no difference:
// spaces and hyphens, marks, apostrophes, what is not seen.
static uint32_t letter_of(uint32_t c)
{
    if (c == 0x064A || c == 0x0649) // ي, ى
        return 0x06CC;
    if (c == 0x0643) // ك
        return 0x06A9;
    bool letter = char_is_word_letter(c) && !char_is_mark(c) &&
                  !char_is_ignorable(c) && c != 0x02BB && c != 0x02BC;
    return letter ? char_fold(c) : 0;
}

static uint64_t key_of(struct str name)
{
    struct buffer folded = {0};
    for (size_t at = 0; at < name.count;) {
        uint32_t letter = letter_of(utf8_next(name, &at));
        if (letter)
            buffer_add_utf8(&folded, letter);
    }
    uint64_t key = folded.count ? hash_table_key(buffer_str(&folded)) : 0;
    buffer_release(&folded);
    return key;
}

// ----- Those of the files -----

static bool row_has(enum language_id id, enum language_row row, uint64_t key)
{
    for (const char *const *at = language_row_of(id, row); *at; at++)
        if (key_of(str_of(*at)) == key)
            return true;
    return false;
}

bool language_named_here(struct str name, struct str *lang)
{
    static const enum language_row rows[] = {ROW_own_name, ROW_english_name,
                                             ROW_other_names};
    uint64_t key = key_of(name);
    for (size_t row = 0; key && row < COUNT(rows); row++)
        for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
            if (row_has(id, rows[row], key)) {
                *lang = language_tag(id);
                return true;
            }
    return false;
}

// ----- Those of ICU -----

// Made once, by the first that asks for a name that no file has; from then on
// it is read only.
static struct {
    struct arena *arena;
    struct hash_table table; // from a name to a tag
    struct str *tags;
    size_t count, capacity;
} names;

static size_t add_tag(struct str tag)
{
    ARENA_PUSH(names.arena, names.tags, names.count, names.capacity) = tag;
    return names.count - 1;
}

// The name of one language in another. The first that has a name keeps it.
static void add_name(const char *of, const char *in, size_t tag)
{
    enum { LONGEST = 200 };
    UChar name[LONGEST];
    char bytes[LONGEST * 3];
    int32_t count;
    UErrorCode error = U_ZERO_ERROR;
    uloc_getDisplayLanguage(of, in, name, LONGEST, &error);
    // In a language that it has no names in, ICU gives the tag.
    if (error != U_ZERO_ERROR)
        return;
    u_strToUTF8(bytes, (int32_t)sizeof bytes, &count, name, -1, &error);
    uint64_t key =
        U_SUCCESS(error) ? key_of((struct str){bytes, (size_t)count}) : 0;
    if (key)
        hash_table_put(&names.table, names.arena, key, tag, NULL);
}

// What a language is called in those that have a file.
static void add_in_files(const char *of, size_t tag)
{
    for (enum language_id in = 0; in < LANGUAGE_COUNT; in++)
        add_name(of, arena_c_string(names.arena, language_tag(in)), tag);
}

static void make_names(void)
{
    names.arena = arena_new();
    // Under fa-AF ICU has the name of Persian; Dari has a code of its own.
    add_in_files("prs", add_tag(language_canonical(names.arena, STR("prs"))));
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        struct str primary = language_primary(language_tag(id));
        add_in_files(arena_c_string(names.arena, primary), add_tag(primary));
    }
    for (const char *const *tag = uloc_getISOLanguages(); *tag; tag++) {
        size_t index = add_tag(str_of(*tag));
        add_name(*tag, language_default().bytes, index);
        add_name(*tag, *tag, index);
    }
}

static bool find_name(struct str name, struct str *lang)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, make_names);
    uint64_t key = key_of(name);
    const size_t *tag = key ? hash_table_find(&names.table, key) : NULL;
    if (tag)
        *lang = names.tags[*tag];
    return tag != NULL;
}

// ----- What is asked -----

bool language_named_tag(struct arena *arena, struct str value, struct str *lang)
{
    char *bytes = arena_alloc(arena, value.count + 1);
    for (size_t i = 0; i < value.count; i++)
        bytes[i] = value.bytes[i] == '_' ? '-' : value.bytes[i];
    struct str tag = {bytes, value.count};
    if (!language_valid(tag))
        return false;
    tag = language_canonical(arena, tag);
    if (language_registered(tag))
        *lang = tag;
    return language_registered(tag);
}

bool language_named(struct arena *arena, struct str value, struct str *lang)
{
    struct str name = str_trim(value);
    return language_named_tag(arena, name, lang) ||
           language_named_here(name, lang) || find_name(name, lang);
}

// English of “English”, Uzbek of “Uzbek in Latin script”.
static struct str short_name(enum language_id id)
{
    struct str name = str_of(language_row_of(id, ROW_english_name)[0]);
    size_t space = str_find(name, STR(" "));
    return str_slice(name, 0, space == STR_NONE ? name.count : space);
}

struct str language_named_list(struct arena *arena)
{
    struct str list = STR("");
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        struct str name = short_name(id);
        if (str_find(list, name) == STR_NONE)
            list = arena_printf(arena, "%.*s%s%.*s", STR_ARG(list),
                                id ? ", " : "", STR_ARG(name));
    }
    return list;
}

struct str language_named_tags(struct arena *arena)
{
    struct str list = language_tag(0);
    for (enum language_id id = 1; id < LANGUAGE_COUNT; id++)
        list = arena_printf(arena, "%.*s%s%.*s", STR_ARG(list),
                            id + 1 < LANGUAGE_COUNT ? ", " : " or ",
                            STR_ARG(language_tag(id)));
    return list;
}

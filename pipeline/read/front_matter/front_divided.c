// SPDX-License-Identifier: MIT
// `hyphenation` in the front matter and in series.yaml: words, and where they
// may be divided.
//
//     hyphenation: [Kan-da-har, Nangarhar]
#include "read/front_matter/front_values.h"

#include "base/characters.h"

enum { LONGEST = 64 }; // letters of a word that is ever divided

static bool is_apostrophe(uint32_t c)
{
    return c == '\'' || c == 0x2018 || c == CHAR_APOSTROPHE;
}

// One word in letters that are divided at all, and single hyphens within it.
static bool is_divided_word(struct str text)
{
    size_t letters = 0;
    uint32_t before = '-';
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        bool hyphen = char_is_hyphen(c);
        if (hyphen ? char_is_hyphen(before)
                   : c > 0xFFFF || char_is_arabic(c) || c == CHAR_ZWNJ ||
                         !(char_is_word_letter(c) || is_apostrophe(c)))
            return false;
        letters += !hyphen;
        before = c;
    }
    return letters > 0 && letters <= LONGEST && !char_is_hyphen(before);
}

static void add_word(struct reader *reader, const struct yaml *value,
                     struct str word, size_t *capacity)
{
    struct metadata *meta = &reader->brief->meta;
    if (!is_divided_word(word))
        diag_report(reader->diag, yaml_place(reader, value),
                    MESSAGE_hyphenation_word, word);
    else
        ARENA_PUSH(reader->arena, meta->divided, meta->divided_count,
                   *capacity) = word;
}

// Words with commas or spaces between, in one text.
static void add_words(struct reader *reader, const struct yaml *value,
                      size_t *capacity)
{
    struct str text = value->text;
    size_t start = 0;
    for (size_t offset = 0; offset <= text.count;) {
        size_t end = offset;
        uint32_t c = offset < text.count ? utf8_next(text, &offset) : ',';
        if (end == text.count)
            offset++;
        if (c != ',' && c != ';' && !char_is_space(c))
            continue;
        if (end > start)
            add_word(reader, value, str_slice(text, start, end), capacity);
        start = offset;
    }
}

void front_divided_read(struct reader *reader, const struct yaml *tree)
{
    const struct yaml *value = front_given(tree, "hyphenation");
    size_t capacity = 0;
    if (!value)
        return;
    if (value->kind == YAML_TEXT) {
        add_words(reader, value, &capacity);
        return;
    }
    if (value->kind == YAML_MAP) {
        yaml_report_kind(reader, value, "hyphenation", "a list of words");
        return;
    }
    for (const struct yaml *e = value->first; e; e = e->next)
        if (e->kind != YAML_TEXT)
            yaml_report_kind(reader, e, "hyphenation", "a list of words");
        else
            add_word(reader, e, str_trim(e->text), &capacity);
}

// SPDX-License-Identifier: MIT
// What is known of each language, in paragraphs or as JSON.
#include "command/list_languages.h"

#include "base/buffer.h"
#include "languages/language.h"
#include "languages/words.h"

// ----- What there is -----

// Names of rows, and of words, as they are read: cover labels.
static void add_name(struct buffer *list, const char *name)
{
    if (list->count)
        buffer_add(list, STR(", "));
    for (; *name; name++)
        buffer_add_byte(list, *name == '_' ? ' ' : *name);
}

static size_t rows_in(enum language_id id, enum language_state state,
                      struct buffer *names)
{
    size_t count = 0;
    for (enum language_row row = 0; row < LANGUAGE_ROWS; row++)
        if (language_state(id, row) == state) {
            add_name(names, language_row_name(row));
            count++;
        }
    return count;
}

static size_t words_missing(enum language_id id, struct buffer *names)
{
    size_t count = 0;
    for (enum word word = 0; word < WORD_COUNT; word++)
        if (!language_has_word(language_tag(id), word)) {
            add_name(names, language_word_name(word));
            count++;
        }
    return count;
}

// The gaps that one thing follows from, at the first of them. False at others.
static bool gaps_of(enum language_id id, enum language_row row,
                    struct buffer *names)
{
    struct str without = str_of(language_row_without(row));
    for (enum language_row other = 0; other < LANGUAGE_ROWS; other++) {
        if (language_state(id, other) != LANGUAGE_GAP ||
            !str_equal(str_of(language_row_without(other)), without))
            continue;
        if (other < row)
            return false;
        add_name(names, language_row_name(other));
    }
    return true;
}

static const char without_words[] = "these words are printed in English";
static const char apart_name[] = "words set apart",
                  without_apart[] = "a space that was lost is not found";

// ----- In paragraphs -----

enum { WIDTH = 78, INDENT = 4 };

// A paragraph, its later lines set in; `offset` columns are printed already.
static void print_wrapped(FILE *out, struct str text, size_t offset)
{
    size_t column = offset;
    for (size_t at = 0; at < text.count;) {
        struct str rest = str_slice(text, at, text.count);
        size_t space = str_find(rest, STR(" "));
        struct str word = str_slice(rest, 0, space);
        size_t width = utf8_count(word);
        if (column > offset && column + 1 + width > WIDTH) {
            fprintf(out, "\n%*s", (int)INDENT + 2, "");
            column = INDENT + 2;
        } else if (column > offset) {
            fputc(' ', out);
            column++;
        }
        fprintf(out, "%.*s", STR_ARG(word));
        column += width;
        at += word.count + 1;
    }
    fputc('\n', out);
}

static void print_line(FILE *out, const char *label, struct buffer *names)
{
    struct buffer line = {0};
    buffer_add(&line, str_of(label));
    buffer_add(&line, buffer_str(names));
    fprintf(out, "%*s", INDENT, "");
    print_wrapped(out, buffer_str(&line), INDENT);
    buffer_release(&line);
}

static void print_lack(FILE *out, struct buffer *names, const char *without)
{
    buffer_add(names, STR(": "));
    buffer_add(names, str_of(without));
    print_line(out, "lacks ", names);
}

static void print_gaps(FILE *out, enum language_id id)
{
    struct buffer words = {0}, apart = {0};
    for (enum language_row row = 0; row < LANGUAGE_ROWS; row++) {
        struct buffer names = {0};
        if (language_state(id, row) == LANGUAGE_GAP && gaps_of(id, row, &names))
            print_lack(out, &names, language_row_without(row));
        buffer_release(&names);
    }
    if (words_missing(id, &words) > 0)
        print_lack(out, &words, without_words);
    add_name(&apart, apart_name);
    if (language_apart_is_gap(id))
        print_lack(out, &apart, without_apart);
    buffer_release(&words);
    buffer_release(&apart);
}

static void print_language(FILE *out, enum language_id id)
{
    struct buffer given = {0}, none = {0}, missing = {0};
    struct str tag = language_tag(id);
    bool rtl = language_direction(tag) == DIRECTION_RTL;
    rows_in(id, LANGUAGE_GIVEN, &given);
    if (words_missing(id, &missing) == 0)
        add_name(&given, "all words that are printed");
    struct str own = language_own_name(tag),
               english = str_of(language_row_of(id, ROW_english_name)[0]);
    bool same = str_equal(own, english);
    fprintf(out, "%.*s  %.*s%s%.*s, %s\n", STR_ARG(tag), STR_ARG(english),
            same ? "" : ", ", STR_ARG(same ? STR("") : own),
            rtl ? "right to left" : "left to right");
    print_line(out, "has ", &given);
    if (rows_in(id, LANGUAGE_HAS_NONE, &none) > 0)
        print_line(out, "needs no ", &none);
    print_gaps(out, id);
    buffer_release(&given);
    buffer_release(&none);
    buffer_release(&missing);
}

// ----- As JSON -----

static void add_key(struct buffer *line, const char *key)
{
    buffer_add(line, line->count > 1 ? STR(", ") : STR(""));
    buffer_add_json(line, str_of(key));
    buffer_add(line, STR(": "));
}

static void add_pair(struct buffer *line, const char *key, struct str value)
{
    add_key(line, key);
    buffer_add_json(line, value);
}

static void add_item(struct buffer *list, const char *name)
{
    buffer_add(list, list->count > 1 ? STR(", ") : STR(""));
    buffer_add_json(list, str_of(name));
}

static void add_list(struct buffer *line, const char *key, struct buffer *list)
{
    add_key(line, key);
    buffer_add(line, buffer_str(list));
    buffer_add_byte(line, ']');
    buffer_release(list);
}

static void add_rows(struct buffer *line, enum language_id id, const char *key,
                     enum language_state state)
{
    struct buffer list = {0};
    buffer_add_byte(&list, '[');
    for (enum language_row row = 0; row < LANGUAGE_ROWS; row++)
        if (language_state(id, row) == state)
            add_item(&list, language_row_name(row));
    add_list(line, key, &list);
}

static void add_lack(struct buffer *lacks, const char *name,
                     const char *without)
{
    struct buffer lack = {0};
    buffer_add_byte(&lack, '{');
    add_pair(&lack, "row", str_of(name));
    add_pair(&lack, "without", str_of(without));
    buffer_add_byte(&lack, '}');
    buffer_add(lacks, lacks->count > 1 ? STR(", ") : STR(""));
    buffer_add(lacks, buffer_str(&lack));
    buffer_release(&lack);
}

static void add_lacks(struct buffer *line, enum language_id id)
{
    struct buffer lacks = {0};
    buffer_add_byte(&lacks, '[');
    for (enum language_row row = 0; row < LANGUAGE_ROWS; row++)
        if (language_state(id, row) == LANGUAGE_GAP)
            add_lack(&lacks, language_row_name(row), language_row_without(row));
    if (language_apart_is_gap(id))
        add_lack(&lacks, apart_name, without_apart);
    add_list(line, "lacks", &lacks);
}

static void add_missing_words(struct buffer *line, enum language_id id)
{
    struct buffer list = {0};
    buffer_add_byte(&list, '[');
    for (enum word word = 0; word < WORD_COUNT; word++)
        if (!language_has_word(language_tag(id), word))
            add_item(&list, language_word_name(word));
    add_list(line, "words_in_english", &list);
}

static void print_json(FILE *out, enum language_id id)
{
    struct buffer line = {0};
    struct str tag = language_tag(id);
    bool rtl = language_direction(tag) == DIRECTION_RTL;
    buffer_add_byte(&line, '{');
    add_pair(&line, "tag", tag);
    add_pair(&line, "name", str_of(language_row_of(id, ROW_english_name)[0]));
    add_pair(&line, "own_name", language_own_name(tag));
    add_pair(&line, "direction", rtl ? STR("rtl") : STR("ltr"));
    add_rows(&line, id, "has", LANGUAGE_GIVEN);
    add_rows(&line, id, "needs_no", LANGUAGE_HAS_NONE);
    add_lacks(&line, id);
    add_missing_words(&line, id);
    fprintf(out, "%.*s}\n", STR_ARG(buffer_str(&line)));
    buffer_release(&line);
}

void list_languages(FILE *out, enum language_id only, bool json)
{
    bool first = true;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        if (only != LANGUAGE_COUNT && id != only)
            continue;
        if (!json && !first)
            fputc('\n', out);
        first = false;
        if (json)
            print_json(out, id);
        else
            print_language(out, id);
    }
}

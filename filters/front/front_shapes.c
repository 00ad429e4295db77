// SPDX-License-Identifier: MIT
// Shapes of text that say what a line is: names, labels, abbreviations.
#include "front/front_parts.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "text/vocabulary.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

struct str front_bold_start(struct str text, struct str *rest)
{
    *rest = text;
    if (!str_starts(text, STR("**")))
        return STR("");
    struct str after = str_slice(text, 2, text.count);
    size_t close = str_find(after, STR("**"));
    if (close == STR_NONE || close == 0)
        return STR("");
    *rest = str_slice(after, close + 2, after.count);
    return str_slice(after, 0, close);
}

struct str front_bold_whole(struct str text)
{
    struct str rest, bold = front_bold_start(str_trim(text), &rest);
    return rest.count == 0 ? bold : STR("");
}

size_t front_words(struct str text)
{
    size_t words = 0;
    bool inside = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        bool word =
            char_in_word(c) || (inside && (c == '-' || c == CHAR_APOSTROPHE));
        words += word && !inside;
        inside = word;
    }
    return words;
}

#define NAME_WORDS 5

// von, van, de, al-: small words inside names.
static bool is_particle(struct str word)
{
    return languages_list(ROW_name_particles, word, STR(""));
}

bool front_is_name_like(struct str text)
{
    size_t words = 0;
    text = str_trim(text);
    for (size_t offset = 0; offset < text.count;) {
        size_t start = offset;
        uint32_t first = utf8_next(text, &offset);
        while (offset < text.count && text.bytes[offset] != ' ')
            offset++;
        struct str word = str_slice(text, start, offset);
        if (!u_isalpha((UChar32)first) ||
            (u_islower((UChar32)first) && !is_particle(word)))
            return false;
        for (size_t at = 0; at < word.count;) {
            uint32_t c = utf8_next(word, &at);
            if (!char_in_word(c) && c != '-' && c != '.' && c != '\'' &&
                c != CHAR_APOSTROPHE)
                return false;
            if (char_is_digit(c))
                return false;
        }
        words++;
        while (offset < text.count && text.bytes[offset] == ' ')
            offset++;
    }
    return words >= 1 && words <= NAME_WORDS;
}

bool front_next_line(struct str text, size_t *offset, struct str *line)
{
    if (*offset >= text.count)
        return false;
    size_t end = line_end(text, *offset);
    *line = str_trim(str_slice(text, *offset, end));
    if (str_ends(*line, STR("\\")))
        *line = str_trim(str_slice(*line, 0, line->count - 1));
    *offset = end + 1;
    return true;
}

static size_t folded_prefix(struct str text, struct str start)
{
    size_t at = 0, wanted = 0;
    while (wanted < start.count) {
        if (at >= text.count)
            return 0;
        uint32_t c = utf8_next(text, &at);
        if (char_fold(c) != char_fold(utf8_next(start, &wanted)))
            return 0;
    }
    return at;
}

bool front_has_label(struct str text, struct str label, struct str *rest)
{
    struct str bare = text;
    size_t stars = str_starts(bare, STR("**")) ? 2 : 0;
    bare = str_slice(bare, stars, bare.count);
    size_t end = folded_prefix(bare, label);
    if (end == 0)
        return false;
    *rest = str_slice(bare, end, bare.count);
    if (rest->count > 0 && rest->bytes[0] == ':')
        *rest = str_slice(*rest, 1, rest->count);
    if (stars > 0 && !str_starts(*rest, STR("**")))
        return false;
    *rest = str_slice(*rest, stars, rest->count);
    if (rest->count > 0 && rest->bytes[0] == ':')
        *rest = str_slice(*rest, 1, rest->count);
    size_t offset = 0;
    if (rest->count > 0 && rest->bytes - bare.bytes == (ptrdiff_t)end &&
        char_in_word(utf8_next(*rest, &offset)))
        return false; // a longer word
    *rest = str_trim(*rest);
    return true;
}

// ----- Names in the text -----

// Lower case, and one space for any run of what is no letter or digit.
static void add_folded(struct buffer *out, struct str text)
{
    bool space = false;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (!char_in_word(c)) {
            space = true;
            continue;
        }
        if (space)
            buffer_add_byte(out, ' ');
        space = false;
        buffer_add_utf8(out, char_fold(c));
    }
}

static bool holds_folded(struct str text, struct str name)
{
    struct buffer where = {0}, what = {0};
    add_folded(&where, text);
    add_folded(&what, name);
    bool found = what.count > 0 &&
                 str_find(buffer_str(&where), buffer_str(&what)) != STR_NONE;
    buffer_release(&where);
    buffer_release(&what);
    return found;
}

bool front_is_named_elsewhere(const struct fronting *now, struct str name,
                              const struct block *block)
{
    return holds_folded(str_slice(now->text, block->end, now->text.count),
                        name) ||
           holds_folded(str_slice(now->text, 0, block->offset), name);
}

#define LABEL_LETTERS 4 // of a host name; shorter ones fit by chance

// How a host name writes a letter that it cannot have.
static struct str host_letters(uint32_t c)
{
    switch (char_lower(c)) {
    case 0xE4:
        return STR("ae");
    case 0xF6:
        return STR("oe");
    case 0xFC:
        return STR("ue");
    case 0xDF:
        return STR("ss");
    }
    return STR("");
}

static bool is_host_word(struct str part, struct str word)
{
    size_t at = 0;
    for (size_t offset = 0; offset < word.count;) {
        size_t start = offset;
        struct str wanted = host_letters(utf8_next(word, &offset));
        if (wanted.count == 0)
            wanted = str_slice(word, start, offset);
        if (!str_equal_ascii_case(str_slice(part, at, at + wanted.count),
                                  wanted))
            return false;
        at += wanted.count;
    }
    return at == part.count;
}

// Is a part of the host, between dots, a word of the name?
bool front_host_has_word_of(struct str url, struct str name)
{
    size_t start = str_find(url, STR("//"));
    start = start == STR_NONE ? 0 : start + 2;
    for (size_t at = start; at <= url.count; at++) {
        if (at < url.count && url.bytes[at] != '.' && url.bytes[at] != '/')
            continue;
        struct str part = str_slice(url, start, at);
        size_t word = 0;
        for (size_t i = 0; part.count >= LABEL_LETTERS && i <= name.count;
             i++) {
            if (i < name.count && name.bytes[i] != ' ' && name.bytes[i] != '-')
                continue;
            if (is_host_word(part, str_slice(name, word, i)))
                return true;
            word = i + 1;
        }
        if (at < url.count && url.bytes[at] == '/')
            return false;
        start = at + 1;
    }
    return false;
}

// ----- Abbreviations -----

struct str front_initials_of(struct arena *arena, struct str name)
{
    struct buffer initials = {0};
    bool inside = false;
    for (size_t offset = 0; offset < name.count;) {
        uint32_t c = utf8_next(name, &offset);
        bool word = char_in_word(c);
        if (word && !inside && u_isupper((UChar32)c))
            buffer_add_utf8(&initials, c);
        inside = word;
    }
    return buffer_to_arena(&initials, arena);
}

// IWPS in "The Institute of War and Peace Studies": in order, not all of them.
bool front_initials_spell(struct str name, struct str abbreviation)
{
    size_t wanted = 0;
    bool inside = false;
    for (size_t offset = 0; offset < name.count;) {
        uint32_t c = utf8_next(name, &offset);
        bool word = char_in_word(c);
        if (word && !inside && wanted < abbreviation.count &&
            u_toupper((UChar32)c) == abbreviation.bytes[wanted])
            wanted++;
        inside = word;
    }
    return wanted == abbreviation.count && wanted >= 2;
}

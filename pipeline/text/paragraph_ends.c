// SPDX-License-Identifier: MIT
// How paragraphs end and begin: the evidence that a page has cut one.
#include "text/paragraph_ends.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "text/plain.h"
#include "text/typed_marks.h"
#include "text/vocabulary.h"
#include "languages/rows.h"

#include <string.h>
#include <unicode/uchar.h>

// ----- The end of the first -----

#define REFERENCE_BYTES 120 // <sup id="…"><a href="…">7</a></sup>

#define ADDRESS_BYTES 400

// The length of a note's reference at the end of text; 0 where none.
static size_t reference_length(struct str text)
{
    bool sup = str_ends(text, STR("</sup>"));
    if (!sup && !str_ends(text, STR("]")))
        return 0;
    struct str opening = sup ? STR("<sup") : STR("[^");
    for (size_t length = 3; length <= text.count && length < REFERENCE_BYTES;
         length++)
        if (str_starts(str_slice(text, text.count - length, text.count),
                       opening))
            return length;
    return 0;
}

// The length of "](address)" at the end of text; 0 where none.
static size_t destination_length(struct str text)
{
    if (!str_ends(text, STR(")")))
        return 0;
    for (size_t length = 3; length <= text.count && length < ADDRESS_BYTES;
         length++)
        if (str_starts(str_slice(text, text.count - length, text.count),
                       STR("](")))
            return length;
    return 0;
}

// "<a id="ref-7"></a>" at the end of text: its bytes; 0 where none.
static size_t anchor_length(struct str text)
{
    if (!str_ends(text, STR("></a>")))
        return 0;
    for (size_t length = 3; length <= text.count && length < REFERENCE_BYTES;
         length++)
        if (str_starts(str_slice(text, text.count - length, text.count),
                       STR("<a ")))
            return length;
    return 0;
}

// "[7" and "[\[7\]" before the address of a link, with an anchor before them.
static size_t linked_mark_length(struct str text)
{
    enum { MARK_MOST = 8 };
    size_t at = text.count, open = text.count;
    for (size_t i = 0; i < MARK_MOST && at > 0; i++) {
        uint32_t c = utf8_previous(text, &at);
        if (c == '[')
            open = at;
        else if (c != '\\' && c != ']' && !u_isalnum((UChar32)c))
            break;
    }
    if (open == text.count)
        return 0;
    return text.count - open + anchor_length(str_slice(text, 0, open));
}

// "^[\[7\]](#footnote-7){#ref-7}^", as pandoc writes the link of a note.
static size_t raised_length(struct str text)
{
    if (!str_ends(text, STR(")^")) && !str_ends(text, STR("}^")))
        return 0;
    for (size_t length = 3; length <= text.count && length < REFERENCE_BYTES;
         length++)
        if (str_starts(str_slice(text, text.count - length, text.count),
                       STR("^[")) ||
            str_starts(str_slice(text, text.count - length, text.count),
                       STR("^([")))
            return length;
    return 0;
}

// "end.7", "end.[7]", "end.\\[7\\]", "end.^7^": the bytes of the mark; 0 where
// none. Behind a stop only, so that "in 1992" and "[sic]" stay.
static size_t mark_length(struct str text)
{
    size_t end = text.count, digits = 0;
    struct str wraps[][2] = {{STR("\\["), STR("\\]")},
                             {STR("["), STR("]")},
                             {STR("^"), STR("^")},
                             {STR(""), STR("")}};
    for (size_t i = 0; i < COUNT(wraps); i++) {
        if (!str_ends(text, wraps[i][1]))
            continue;
        size_t from = end - wraps[i][1].count;
        for (size_t at = from; at > 0; digits++) {
            if (!char_is_digit(utf8_previous(text, &at)))
                break;
            from = at;
        }
        struct str before = str_slice(text, 0, from);
        if (digits == 0 || digits > 3 || !str_ends(before, wraps[i][0]))
            return 0;
        size_t start = from - wraps[i][0].count, at = start;
        uint32_t c = at > 0 ? utf8_previous(text, &at) : 0;
        bool stop = char_ends_sentence(c) || c == 0x201D || c == 0xBB;
        bool letter = at > 0 && u_isalpha((UChar32)utf8_previous(text, &at));
        return stop && letter ? end - start : 0;
    }
    return 0;
}

// Without notes' references, addresses, emphasis and spaces at the end.
static struct str without_tail(struct str text)
{
    for (;;) {
        text = str_trim(text);
        size_t at = text.count, tail = reference_length(text);
        if (tail == 0)
            tail = raised_length(text);
        if (tail == 0 && (tail = destination_length(text)) > 0)
            tail += linked_mark_length(str_slice(text, 0, text.count - tail));
        if (tail == 0)
            tail = mark_length(text);
        if (tail == 0 && (str_ends(text, STR("*")) || str_ends(text, STR("_"))))
            tail = 1;
        else if (tail == 0 && at > 0 &&
                 char_superscript_value(utf8_previous(text, &at)) >= 0)
            tail = text.count - at;
        if (tail == 0)
            return text;
        text = str_slice(text, 0, text.count - tail);
    }
}

static bool is_quote_or_bracket(uint32_t c)
{
    return c == '"' || c == '\'' || char_closes_quote(c) || c == 0x201C ||
           c == ')' || c == ']';
}

enum end {
    END_CLOSED, // a sentence ends, or announces something
    END_COMMA,
    END_OPEN,
};

static enum end end_of(struct str text)
{
    size_t at = text.count;
    bool bracketed = false;
    while (at > 0) {
        uint32_t c = utf8_previous(text, &at);
        if (c == ',' || c == CHAR_ARABIC_COMMA)
            return END_COMMA;
        if (!bracketed && char_in_word(c))
            return END_OPEN;
        if (c == '-' || c == CHAR_EN_DASH || c == '%' ||
            c == CHAR_ARABIC_PERCENT)
            return END_OPEN;
        if (!is_quote_or_bracket(c))
            // A word before a closing bracket leaves the sentence open.
            return char_in_word(c) ? END_OPEN : END_CLOSED;
        bracketed = true;
    }
    return END_CLOSED;
}

bool paragraph_ends_in_hyphen(struct str text)
{
    size_t at = text.count;
    if (at < 2 || text.bytes[at - 1] != '-')
        return false;
    at--;
    return char_in_word(utf8_previous(text, &at));
}

static struct str last_word(struct str text)
{
    size_t end = text.count, start;
    for (size_t at = end; at > 0 && !char_in_word(utf8_previous(text, &at));)
        end = at;
    start = end;
    for (size_t at = end; at > 0 && char_in_word(utf8_previous(text, &at));)
        start = at;
    return str_slice(text, start, end);
}

// No sentence ends in these: articles, prepositions, conjunctions.
static bool leads_on(struct str word, struct str lang)
{
    struct language_walk walk = {.row = ROW_leads_on, .text_lang = lang};
    struct str value;
    while (languages_next(&walk, &value))
        if (str_equal_ascii_case(word, value))
            return true;
    return false;
}

// ----- The start of the second -----

enum start {
    START_LOWER, // of a script that has cases
    START_UPPER,
    START_NO_CASE,
    START_DIGIT,
    START_OTHER,
};

static size_t skip_opening(struct str text)
{
    size_t offset = 0;
    while (offset < text.count) {
        size_t next = offset;
        uint32_t c = utf8_next(text, &next);
        if (c != '*' && c != '_' && c != '"' && c != 0x201C && c != 0xAB &&
            c != 0x2018 && c != ' ')
            break;
        offset = next;
    }
    return offset;
}

static struct str first_word(struct str text)
{
    size_t start = skip_opening(text), end = start;
    for (size_t at = start;
         at < text.count && char_in_word(utf8_next(text, &at));)
        end = at;
    return str_slice(text, start, end);
}

static bool is_roman(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (!strchr("ivxIVX", word.bytes[i]))
            return false;
    return true;
}

// "a) …", "ii. …", "۱ - …": an item of a list that is none in Markdown. Not
// "bell. …", the end of a sentence.
static bool is_enumerated(struct str text)
{
    struct str word = first_word(text);
    size_t at = (size_t)(word.bytes - text.bytes) + word.count;
    size_t letters = utf8_count(word);
    size_t offset = 0;
    bool digit = word.count > 0 && char_is_digit(utf8_next(word, &offset));
    if (at >= text.count)
        return false;
    if ((letters == 1 || (letters <= 4 && (digit || is_roman(word)))) &&
        (text.bytes[at] == ')' || text.bytes[at] == '.'))
        return true;
    while (at < text.count && text.bytes[at] == ' ')
        at++;
    uint32_t c = at < text.count ? utf8_next(text, &at) : 0;
    return digit &&
           (c == '-' || c == CHAR_HYPHEN || c == CHAR_EN_DASH || c == ')');
}

static bool is_address(struct str text)
{
    text = str_trim(text);
    return str_starts(text, STR("www.")) || str_starts(text, STR("http")) ||
           str_find(paragraph_first_words(text), STR("@")) != STR_NONE;
}

// "(fifty one per cent) or more": the bracket is none of its word. "(b) …" is
// a point of a list.
static struct str without_bracket(struct str text)
{
    struct typed_mark mark;
    return str_starts(text, STR("(")) && !typed_mark_read(text, &mark)
               ? str_slice(text, 1, text.count)
               : text;
}

static enum start start_of(struct str text)
{
    text = without_bracket(text);
    struct str word = first_word(text);
    size_t offset = 0;
    if (word.count == 0 || is_enumerated(text) || is_address(text))
        return START_OTHER;
    uint32_t c = utf8_next(word, &offset);
    if (char_is_digit(c))
        return START_DIGIT;
    if (u_islower((UChar32)c))
        return START_LOWER;
    if (u_isupper((UChar32)c))
        return START_UPPER;
    return u_isalpha((UChar32)c) ? START_NO_CASE : START_OTHER;
}

// ----- Both -----

// The length of a note's reference at offset, in any of its forms.
static size_t reference_at(struct str text, size_t offset)
{
    struct str rest = str_slice(text, offset, offset + REFERENCE_BYTES);
    size_t end = 0, next = 0;
    bool sup = str_starts(rest, STR("<sup"));
    if (sup || str_starts(rest, STR("[^"))) {
        struct str closing = sup ? STR("</sup>") : STR("]");
        size_t close = str_find(rest, closing);
        return close == STR_NONE ? 0 : close + closing.count;
    }
    while (next < rest.count &&
           char_superscript_value(utf8_next(rest, &next)) >= 0)
        end = next;
    return end;
}

static size_t count_words(struct str text, size_t most)
{
    size_t words = 0;
    bool inside = false;
    for (size_t offset = 0; offset < text.count && words < most;) {
        size_t reference = reference_at(text, offset);
        bool word = reference == 0 && char_in_word(utf8_next(text, &offset));
        offset += reference;
        words += word && !inside;
        inside = word;
    }
    return words;
}

// "stood still,2 and": a number that nothing parts from what is before it.
static bool is_glued(struct str text, size_t offset)
{
    size_t before = offset, after = offset, digits = 0;
    if (offset == 0 || !ascii_is_digit(text.bytes[offset]))
        return false;
    while (after < text.count && digits < 4 &&
           ascii_is_digit(text.bytes[after]))
        after++, digits++;
    uint32_t c = utf8_previous(text, &before);
    return digits < 4 && (u_isalpha((UChar32)c) || u_ispunct((UChar32)c)) &&
           (after == text.count || !char_in_word(utf8_next(text, &after)));
}

static bool has_reference(struct str text)
{
    for (size_t offset = 0; offset < text.count; offset++)
        if (reference_at(text, offset) > 0 || is_glued(text, offset))
            return true;
    return false;
}

// Longer than a label. Running text has notes; but they are no words, or a
// text would have more of them once its notes are collected.
static bool is_long(struct str text)
{
    return count_words(text, 8) == 8 ||
           (count_words(text, 5) == 5 && has_reference(text));
}

// Recitals ("Whereas …, / Whereas …", "…; and / …") are paragraphs of one
// sentence: nothing has cut them. Anything may begin with "the".
static bool are_recitals(struct str first, struct str second, struct str lang)
{
    struct str before =
        str_slice(first, 0, first.count - last_word(first).count);
    if (plain_same_but_case(first_word(first), first_word(second)) &&
        !leads_on(first_word(second), lang))
        return true;
    return languages_list(ROW_conjunctions, last_word(first), STR("")) &&
           str_ends(str_trim(before), STR(";"));
}

// A label, a line of an address or of a poem, a caption: no running text.
static bool is_running_text(struct str text)
{
    size_t feed = text.count;
    while (feed > 0 && text.bytes[feed - 1] != '\n')
        feed--;
    bool hard_break =
        feed > 2 && (str_ends(str_slice(text, 0, feed), STR("  \n")) ||
                     str_ends(str_slice(text, 0, feed), STR("\\\n")));
    bool bold = str_starts(text, STR("**")) && str_ends(text, STR("**"));
    return !hard_break && !bold && !str_starts(text, STR("Table:")) &&
           str_find(text, STR("![")) == STR_NONE && is_long(text);
}

// The rest of a paragraph is long, or the end of a sentence: no display line.
static bool can_be_rest(struct str text)
{
    return is_long(text) || end_of(without_tail(text)) == END_CLOSED;
}

// Words that no sentence begins with: postpositions, and forms of "to be" and
// "to do" that end one in Dari and Pashto.
static bool cannot_begin(struct str word)
{
    return languages_list(ROW_cannot_begin, word, STR(""));
}

static bool is_certain(enum end end, enum start start, struct str last,
                       struct str next, struct setting setting)
{
    bool leads = end == END_OPEN && leads_on(last, setting.lang);
    switch (start) {
    case START_LOWER:
        return end == END_OPEN || setting.page || setting.extracted;
    case START_UPPER:
        return leads;
    case START_DIGIT:
        // In an edited text a number may be a note's that lost its reference.
        return leads && (setting.page || setting.extracted);
    case START_NO_CASE:
        // Without case, an open clause is proof only where a page ends too.
        return leads || setting.page || (end == END_OPEN && cannot_begin(next));
    case START_OTHER:
        break;
    }
    return false;
}

enum paragraph_cut paragraph_cut(struct str first, struct str second,
                                 struct setting setting)
{
    enum start start = start_of(second);
    struct str text = without_tail(first);
    enum end end = end_of(text);
    bool leads = end == END_OPEN && leads_on(last_word(text), setting.lang);
    bool running = (setting.joined || is_running_text(first)) &&
                   count_words(second, 2) == 2 &&
                   !are_recitals(text, second, setting.lang);
    bool rest =
        running && (can_be_rest(second) || (leads && start == START_LOWER));
    if (rest && end != END_CLOSED &&
        is_certain(end, start, last_word(text), first_word(second), setting))
        return CUT_CERTAIN;
    // A few words behind "the", "of" or "از" are its rest, or a line of their
    // own.
    if (running && leads && start != START_OTHER)
        return CUT_DOUBTFUL;
    return rest && setting.page && start != START_OTHER ? CUT_DOUBTFUL
                                                        : CUT_NONE;
}

#define MESSAGE_WORDS 4

struct str paragraph_last_words(struct str text)
{
    size_t at = text.count, spaces = 0;
    while (at > 0 && text.bytes[at - 1] != '\n') {
        spaces += text.bytes[at - 1] == ' ';
        if (spaces == MESSAGE_WORDS)
            break;
        at--;
    }
    return str_slice(text, at, text.count);
}

struct str paragraph_first_words(struct str text)
{
    size_t at = 0, spaces = 0;
    while (at < text.count && text.bytes[at] != '\n') {
        spaces += text.bytes[at] == ' ';
        if (spaces == MESSAGE_WORDS)
            break;
        at++;
    }
    return str_slice(text, 0, at);
}

bool paragraph_goes_on(struct str first, struct str second)
{
    enum start start = start_of(second);
    return start == START_LOWER ||
           (start != START_OTHER && end_of(without_tail(first)) == END_COMMA);
}

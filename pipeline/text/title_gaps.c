// SPDX-License-Identifier: MIT
// The gaps of a title: its words, what each of them is, what stands between.
#include "text/title_gaps.h"

#include "base/characters.h"
#include "languages/rows.h"
#include "text/letter_script.h"

#include <unicode/uchar.h>

enum {
    // A longer word is in no list.
    LONGEST_WORD = 64,
    // A quotation or remark of so many characters stays on one line.
    SHORT_REMARK = 26,
    // From a preposition to its postposition: په منځنۍ آسیا کې.
    SHORT_FRAME = 4
};

struct word {
    struct str token; // as it stands between two spaces
    struct str bare;  // without the marks around it
    bool number;      // has a digit, or is Roman
    bool opener, genitive, joiner, leaning, following;
    bool ending;         // it ends as words do that lean on the next: an ezafe
    bool glued;          // a no-break space stands before it
    bool clause, comma;  // a mark stands behind it
    bool opens, closes;  // a quotation or a bracket
    bool capital, small; // begins so
};

// ----- Lists -----

static struct str folded(struct str word, char *out)
{
    size_t count = 0;
    for (size_t at = 0; at < word.count && count + 4 < LONGEST_WORD;)
        count += utf8_encode(char_lower(utf8_next(word, &at)), out + count);
    return (struct str){out, count};
}

// A phrase of another script has the words of that script's first language.
static struct str lang_of(struct str word, struct str lang)
{
    enum script script;
    if (!letter_script(utf8_after(word, 0), &script) ||
        script == SCRIPT_OTHER || script == language_script(lang))
        return lang;
    return language_of_script(script);
}

// …’s, می\u200C…: words that end or begin so.
static bool is_shape(struct str word, struct str value)
{
    struct str dots = STR("…");
    if (str_starts(value, dots)) {
        struct str end = str_slice(value, dots.count, value.count);
        return word.count > end.count && str_ends(word, end);
    }
    struct str start = str_slice(value, 0, value.count - dots.count);
    return str_ends(value, dots) && word.count > start.count &&
           str_starts(word, start);
}

static bool in_row(struct str word, struct str lang, enum language_row row)
{
    return word.count > 0 && language_lists(lang, row, word);
}

static bool shaped_as(struct str word, struct str lang, enum language_row row)
{
    for (const char *const *own = language_row(lang, row); *own; own++)
        if (is_shape(word, str_of(*own)))
            return true;
    return false;
}

// No. of “No. 7”, with or without its stop.
static bool stands_before(struct str word, struct str bare, struct str lang,
                          enum language_row row)
{
    return languages_list(row, word, lang) || languages_list(row, bare, lang);
}

// ----- One word -----

static bool is_roman(struct str word)
{
    for (size_t i = 0; i < word.count; i++)
        if (str_find(STR("IVXLC"), str_slice(word, i, i + 1)) == STR_NONE)
            return false;
    return word.count > 1 || str_equal(word, STR("I"));
}

// What is left without the marks on both sides; an apostrophe at the end
// stays: farmers’.
static struct str bare_of(struct str token)
{
    size_t start = 0, end = token.count;
    for (size_t next = 0; start < end; start = next)
        if (char_in_word(utf8_next(token, &next)) || token.bytes[start] == '&')
            break;
    while (end > start) {
        size_t before = end;
        uint32_t c = utf8_previous(token, &before);
        if (char_in_word(c) || c == '&')
            break;
        if (before > start && (c == CHAR_APOSTROPHE || c == '\'') &&
            utf8_before(token, before) == 's')
            break;
        end = before;
    }
    return str_slice(token, start, end);
}

static bool is_clause_mark(uint32_t c)
{
    return c == ':' || c == '?' || c == '!' || c == ';' || c == 0x2026 ||
           c == '.' || c == CHAR_EM_DASH || c == CHAR_EN_DASH ||
           c == CHAR_BAR || c == '|' ||
           (char_is_arabic_stop(c) && c != CHAR_ARABIC_COMMA);
}

// Behind the bare word, past closing quotes and brackets.
static void read_tail(struct word *word)
{
    size_t from =
        (size_t)(word->bare.bytes + word->bare.count - word->token.bytes);
    for (size_t at = from; at < word->token.count;) {
        uint32_t c = utf8_next(word->token, &at);
        word->closes |=
            char_closes_enclosure(c) || c == '"' || c == CHAR_APOSTROPHE;
        word->clause |= is_clause_mark(c);
        word->comma |= c == ',' || c == CHAR_ARABIC_COMMA;
    }
}

// J. of “J. Smith”, e.g., and words such as No. and Dr.
static bool stop_is_its_own(const struct word *word, struct str lang)
{
    struct str token = word->token;
    if (!str_ends(token, STR(".")))
        return false;
    size_t letter = 0;
    utf8_next(word->bare, &letter);
    return letter == word->bare.count ||
           str_find(word->bare, STR(".")) != STR_NONE ||
           stands_before(token, word->bare, lang, ROW_before_numbers) ||
           stands_before(token, word->bare, lang, ROW_honorifics) ||
           stands_before(token, word->bare, lang, ROW_number_signs);
}

static struct word word_of(struct str token, struct str lang)
{
    struct word word = {.token = token, .bare = bare_of(token)};
    char bytes[LONGEST_WORD];
    lang = lang_of(word.bare, lang);
    struct str small = folded(word.bare, bytes);
    uint32_t first = utf8_after(token, 0), letter = utf8_after(word.bare, 0);
    word.number = char_is_digit(letter) || is_roman(word.bare);
    word.genitive = in_row(small, lang, ROW_title_genitives);
    word.opener = word.genitive || in_row(small, lang, ROW_title_openers);
    word.joiner = in_row(small, lang, ROW_title_joiners);
    word.leaning = in_row(small, lang, ROW_title_leaning);
    word.ending = shaped_as(small, lang, ROW_title_leaning);
    word.following = in_row(small, lang, ROW_title_following) ||
                     shaped_as(small, lang, ROW_title_following);
    word.opens = char_opens_enclosure(first) || first == 0x2018 ||
                 (first == '"' && token.count > 1);
    word.capital = u_isupper((UChar32)letter);
    word.small = u_islower((UChar32)letter);
    read_tail(&word);
    if (word.bare.count == 0) {
        word.clause = is_clause_mark(first);
        word.closes = !word.clause && !word.opens;
    }
    if (word.clause && stop_is_its_own(&word, lang)) {
        word.clause = false;
        word.leaning = true;
    }
    return word;
}

bool title_gaps_leans(struct str token, struct str lang)
{
    struct word word = word_of(token, lang);
    return !word.clause && !word.comma && !word.closes &&
           (word.opener || word.joiner || word.leaning || word.number);
}

// ----- All words -----

struct title {
    struct arena *arena;
    struct str text, lang;
    const struct title_names *names;
    struct title_names known; // of the language's own row
    struct word *words;
    size_t count, capacity;
    size_t *inside;  // before each word: where the remark around it ends, or 0
    bool small_case; // its words begin in small letters, so capitals are names
};

static void read_words(struct title *title)
{
    struct str text = title->text;
    bool glued = false;
    for (size_t at = 0, start = 0; start < text.count; start = at) {
        size_t end = at = start;
        uint32_t c = 0;
        while (end < text.count && !char_is_space(c = utf8_next(text, &at)))
            end = at;
        if (end == start) {
            glued |=
                c == CHAR_NO_BREAK_SPACE || c == CHAR_NARROW_NO_BREAK_SPACE;
            continue;
        }
        struct word word = word_of(str_slice(text, start, end), title->lang);
        word.glued = glued;
        ARENA_PUSH(title->arena, title->words, title->count, title->capacity) =
            word;
        glued = false;
        at = end;
    }
}

// Title Case says nothing of names, and no more does a language whose nouns
// are in capitals.
static bool is_small_case(const struct title *title)
{
    if (language_has(title->lang, ROW_capital_nouns))
        return false;
    for (size_t i = 0; i < title->count; i++) {
        const struct word *word = &title->words[i];
        if (word->small && !word->opener && !word->joiner && !word->leaning &&
            !word->following && utf8_count(word->bare) >= 4)
            return true;
    }
    return false;
}

static void read_known_names(struct title *title)
{
    const char *const *own = language_row(title->lang, ROW_title_names);
    for (; *own; own++)
        title_names_add(&title->known, title->arena, str_of(*own));
}

// ----- Remarks -----

static size_t span(const struct title *title, size_t first, size_t last)
{
    const char *start = title->words[first].token.bytes;
    const struct str end = title->words[last].token;
    return utf8_count(
        (struct str){start, (size_t)(end.bytes + end.count - start)});
}

// Words of a short quotation or remark in brackets are marked with where it
// ends, all but its first.
static void mark_remarks(struct title *title)
{
    title->inside = ARENA_ARRAY(title->arena, size_t, title->count + 1);
    for (size_t i = 0; i < title->count; i++) {
        if (!title->words[i].opens || title->inside[i])
            continue;
        size_t end = i;
        while (end < title->count && !title->words[end].closes &&
               span(title, i, end) <= SHORT_REMARK)
            end++;
        if (end == title->count || span(title, i, end) > SHORT_REMARK)
            continue;
        for (size_t j = i + 1; j <= end; j++)
            title->inside[j] = end;
    }
}

// ----- One gap -----

static bool ends_phrase(const struct word *word)
{
    return word->clause || word->comma || word->closes;
}

static bool is_name(const struct title *title, const struct word *before,
                    const struct word *next)
{
    if (next->opener || next->joiner)
        return false;
    if (title_names_pair(&title->known, before->bare, next->bare) ||
        (title->names &&
         title_names_pair(title->names, before->bare, next->bare)))
        return true;
    return title->small_case && before->capital && next->capital;
}

// Within په … کې, where it is short.
static bool in_frame(const struct title *title, size_t gap)
{
    size_t first = gap, last = gap;
    while (first > 0 && gap - first < SHORT_FRAME &&
           !title->words[first - 1].opener &&
           !ends_phrase(&title->words[first - 1]))
        first--;
    if (first == 0 || !title->words[first - 1].opener)
        return false;
    while (last < title->count && last - first < SHORT_FRAME &&
           !title->words[last].following && !title->words[last].joiner &&
           !title->words[last].opener && !ends_phrase(&title->words[last]))
        last++;
    return last < title->count && last - first < SHORT_FRAME &&
           title->words[last].following;
}

// “No. 7” stays with what it counts: Decree No. 7.
static bool begins_number(const struct title *title, size_t at)
{
    const struct word *word = &title->words[at];
    return at + 1 < title->count && title->words[at + 1].number &&
           stands_before(word->token, word->bare, title->lang,
                         ROW_before_numbers);
}

// What binds two words that no mark stands between.
static bool is_bound(const struct title *title, size_t gap)
{
    const struct word *before = &title->words[gap - 1];
    const struct word *next = &title->words[gap];
    if (before->opener || before->joiner || before->number || next->number ||
        next->following || next->bare.count == 0 || begins_number(title, gap))
        return true;
    if (before->leaning || is_name(title, before, next))
        return true;
    // What else binds may deceive where a small word follows.
    if (next->opener || next->joiner)
        return false;
    return before->ending || (gap > 1 && title->words[gap - 2].genitive) ||
           stands_before(before->token, before->bare, title->lang,
                         ROW_honorifics) ||
           in_frame(title, gap);
}

static bool stands_alone(const struct title *title, size_t from, int step)
{
    // One word, then nothing, a mark or another small word.
    const struct word *word = &title->words[from];
    if (step < 0)
        return from == 0 || ends_phrase(word - 1) || word[-1].opener ||
               word[-1].leaning || word[-1].joiner;
    return from + 1 >= title->count || ends_phrase(word) || word[1].opener ||
           word[1].joiner;
}

// Trade and Transit; Russia and the Taliban.
static bool is_pair(const struct title *title, size_t gap)
{
    size_t next = gap + 1;
    bool listed = gap > 1 && title->words[gap - 2].comma;
    if (ends_phrase(&title->words[gap - 1]) || listed || next >= title->count)
        return false;
    if (title->words[next].leaning && next + 1 < title->count)
        next++;
    return stands_alone(title, gap - 1, -1) && stands_alone(title, next, 1);
}

// Mining, Money and Militias: a word, a comma, a word, then a comma or “and”.
static bool is_list(const struct title *title, size_t gap)
{
    const struct word *next = &title->words[gap];
    bool goes_on =
        next->comma || (gap + 1 < title->count && title->words[gap + 1].joiner);
    return goes_on && stands_alone(title, gap - 1, -1);
}

static bool is_tight(const struct title *title, size_t gap)
{
    const struct word *small = gap > 1 ? &title->words[gap - 2] : NULL;
    return small && !ends_phrase(small) &&
           (small->opener || small->leaning || small->joiner);
}

static bool both_numbers(const struct word *before, const struct word *next)
{
    return before->number && next->number;
}

static enum title_gap_kind kind_of(const struct title *title, size_t gap)
{
    const struct word *before = &title->words[gap - 1];
    const struct word *next = &title->words[gap];
    bool dash = next->bare.count == 0 && !next->opens; // ends a line
    if (dash || next->glued || title->inside[gap] ||
        (before->comma && both_numbers(before, next)) ||
        (before->bare.count == 0 && before->opens))
        return TITLE_GAP_BOUND;
    if (before->clause)
        return TITLE_GAP_CLAUSE;
    if (before->comma && !next->joiner)
        return is_list(title, gap) ? TITLE_GAP_LIST : TITLE_GAP_COMMA;
    bool small = next->opener || next->joiner;
    if (before->number && small && !ends_phrase(before))
        return TITLE_GAP_NUMBER;
    if (!ends_phrase(before) && is_bound(title, gap))
        return TITLE_GAP_BOUND;
    if (next->joiner)
        return is_pair(title, gap) ? TITLE_GAP_PAIR : TITLE_GAP_JOINER;
    bool phrase = next->opener || next->opens || before->closes;
    if (phrase)
        return TITLE_GAP_PHRASE;
    if (next->leaning)
        return TITLE_GAP_LEAD;
    return is_tight(title, gap) ? TITLE_GAP_TIGHT : TITLE_GAP_WORD;
}

struct title_gaps title_gaps_find(struct arena *arena, struct str text,
                                  struct str lang,
                                  const struct title_names *names)
{
    struct title title = {
        .arena = arena, .text = text, .lang = lang, .names = names};
    read_words(&title);
    title.small_case = is_small_case(&title);
    read_known_names(&title);
    mark_remarks(&title);
    struct title_gaps gaps = {
        .items = ARENA_ARRAY(arena, struct title_gap, title.count + 1)};
    for (size_t gap = 1; gap < title.count; gap++) {
        struct str before = title.words[gap - 1].token;
        size_t start = (size_t)(before.bytes + before.count - text.bytes);
        size_t end = (size_t)(title.words[gap].token.bytes - text.bytes);
        gaps.items[gaps.count++] =
            (struct title_gap){start, end, kind_of(&title, gap)};
    }
    return gaps;
}

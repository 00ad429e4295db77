// SPDX-License-Identifier: MIT
// Finds words that are two words of the same text without their space.
#include "rejoin/lost_spaces.h"

#include "base/characters.h"
#include "text/plain.h"
#include "text/vocabulary.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

#define WORD_LETTERS 60 // longer ones are looked at by no rule
#define RUN_LETTERS 14  // "ofthepeopleand"
#define RUN_PARTS 4
#define PART_LETTERS 20

struct losing {
    const struct source *source;
    const struct context *context;
    struct str text;
    struct vocabulary words;
};

struct word {
    struct str text;
    size_t ends[WORD_LETTERS + 1]; // ends[i]: bytes of the first i letters
    size_t letters;
    size_t capital; // the letter that is one behind a small one; 0: none
};

// False where it has figures, joiners, two capitals within, or too many
// letters: names of things are written so.
static bool read_word(struct str text, struct word *word)
{
    bool small = false;
    *word = (struct word){.text = text};
    for (size_t at = 0; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        if (!u_isalpha((UChar32)c) || word->letters == WORD_LETTERS)
            return false;
        bool capital = u_isupper((UChar32)c);
        if (capital && word->letters > 0 && (!small || word->capital > 0))
            return false;
        if (capital && word->letters > 0)
            word->capital = word->letters;
        small = !capital;
        word->ends[++word->letters] = at;
    }
    return true;
}

static struct str part(const struct word *word, size_t from, size_t to)
{
    return str_slice(word->text, word->ends[from], word->ends[to]);
}

static bool is_common(const struct losing *now, struct str text)
{
    return vocabulary_count(&now->words, text) >= 2;
}

// Where one of the words that join no other begins or ends; 0: nowhere.
static size_t glued_at(const struct losing *now, const struct word *word,
                       struct str lang)
{
    const struct language_apart *glued = language_set_apart(lang);
    for (; glued->word; glued++) {
        struct str own_word = str_of(glued->word);
        size_t own = utf8_count(own_word);
        if (word->letters <= own)
            continue;
        size_t other = word->letters - own;
        if (glued->before > 0 && other >= glued->before &&
            plain_same_but_case(part(word, other, word->letters), own_word) &&
            is_common(now, part(word, 0, other)))
            return other;
        if (glued->after > 0 && other >= glued->after &&
            plain_same_but_case(part(word, 0, own), own_word) &&
            is_common(now, part(word, own, word->letters)))
            return own;
    }
    return 0;
}

// "endedThe". Not OpenType: one part is a word that joins no other.
static size_t capital_at(const struct losing *now, const struct word *word,
                         struct str lang)
{
    size_t at = word->capital;
    if (at < 3 || word->letters - at < 3 || !is_common(now, part(word, 0, at)))
        return 0;
    const struct language_apart *glued = language_set_apart(lang);
    for (; glued->word; glued++)
        if (plain_same_but_case(part(word, at, word->letters),
                                str_of(glued->word)))
            return at;
    return 0;
}

// Is the word a run of at least RUN_PARTS words of the text? The fewest parts
// to each letter, and where the last of them begins.
static bool is_run(const struct losing *now, const struct word *word,
                   size_t from[WORD_LETTERS + 1])
{
    size_t parts[WORD_LETTERS + 1] = {0};
    if (word->letters < RUN_LETTERS)
        return false;
    for (size_t end = 2; end <= word->letters; end++) {
        size_t least = end > PART_LETTERS ? end - PART_LETTERS : 0;
        for (size_t start = least; start + 2 <= end; start++) {
            if ((start > 0 && parts[start] == 0) ||
                (parts[end] > 0 && parts[end] <= parts[start] + 1) ||
                !is_common(now, part(word, start, end)))
                continue;
            parts[end] = parts[start] + 1;
            from[end] = start;
        }
    }
    return parts[word->letters] >= RUN_PARTS;
}

static struct str apart(const struct losing *now, const struct word *word,
                        const size_t from[WORD_LETTERS + 1])
{
    struct str text = STR("");
    for (size_t end = word->letters; end > 0; end = from[end]) {
        struct str here = part(word, from[end], end);
        text = text.count == 0 ? here
                               : arena_printf(now->context->arena, "%.*s %.*s",
                                              STR_ARG(here), STR_ARG(text));
    }
    return text;
}

static void look_at(const struct losing *now, struct str token, struct str lang)
{
    struct word word;
    size_t from[WORD_LETTERS + 1] = {0};
    if (token.count < 5 || vocabulary_count(&now->words, token) != 1 ||
        !read_word(token, &word))
        return;
    size_t at = capital_at(now, &word, lang);
    if (at == 0 && word.capital == 0)
        at = glued_at(now, &word, lang);
    if (at > 0)
        from[word.letters] = at;
    else if (word.capital > 0 || !is_run(now, &word, from))
        return;
    diag_report(now->context->diag,
                source_origin(now->source,
                              (size_t)(token.bytes - now->text.bytes),
                              token.count),
                MESSAGE_space_lost, token, apart(now, &word, from));
}

void report_lost_spaces(const struct source *source,
                        const struct context *context, struct lang_spans spans)
{
    struct losing now = {source, context, source_text(source), {{0}}};
    struct str text = now.text;
    now.words = vocabulary_of(context->arena, text);
    for (size_t i = 0; i < spans.count; i++) {
        const struct lang_span *span = &spans.items[i];
        size_t start = span->offset;
        if (span->kind != LANG_SPAN_TEXT || !span->block)
            continue;
        for (size_t at = start; at < span->end;) {
            size_t here = at;
            if (char_in_word(utf8_next(text, &at)) && at < span->end)
                continue;
            size_t end = at < span->end ? here : at;
            if (end > start)
                look_at(&now, str_slice(text, start, end), span->lang);
            start = at;
        }
    }
}

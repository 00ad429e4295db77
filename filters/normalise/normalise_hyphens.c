// SPDX-License-Identifier: MIT
// Words that a line end has cut: behind a hyphen that is seen, or a soft one,
// and where line ends have become spaces since.
#include "normalise/normalise_parts.h"

#include "base/ascii.h"
#include "base/characters.h"
#include "languages/rows.h"
#include "text/vocabulary.h"

// Where the text of the next line begins, behind the marks of a quote; 0 where
// that line does not go on the paragraph.
static size_t next_line(const struct normalising *now, size_t line_feed)
{
    const struct blocks *blocks = &now->blocks;
    size_t line = blocks_line_at(blocks, line_feed);
    if (line + 1 >= blocks->line_count)
        return 0;
    const struct block_line *next = &blocks->lines[line + 1];
    if (!next->block || next->block->kind != BLOCK_PARAGRAPH ||
        next->block != blocks->lines[line].block)
        return 0;
    return next->content + line_indent(now->text, next->content);
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.count && ascii_is_blank(text.bytes[at]))
        at++;
    return at;
}

struct broken_word {
    size_t start, hyphen, behind; // the word, its hyphen, and behind that
    size_t next, end;             // the rest of the word
    bool at_line_end;
};

static size_t word_start(struct str text, size_t at)
{
    size_t start = at;
    while (at > 0 && char_in_word(utf8_previous(text, &at)))
        start = at;
    return start;
}

static size_t word_end(struct str text, size_t at)
{
    size_t end = at;
    while (at < text.count && char_in_word(utf8_next(text, &at)))
        end = at;
    return end;
}

// A word whose rest stands behind white space, or a line end within its
// paragraph? `most`: so many spaces.
static bool is_broken(const struct normalising *now, size_t hyphen,
                      size_t behind, size_t most, struct broken_word *broken)
{
    struct str text = now->text;
    size_t next = skip_blanks(text, behind);
    bool feed = next < text.count && text.bytes[next] == '\n';
    if (next - behind > most || (!feed && next == behind) ||
        !char_in_word(utf8_before(text, hyphen)))
        return false;
    if (feed && (next = next_line(now, next)) == 0)
        return false;
    *broken =
        (struct broken_word){word_start(text, hyphen), hyphen, behind, next,
                             word_end(text, next),     feed};
    return broken->end > broken->next;
}

static bool is_known(const struct normalising *now, struct vocabulary *words,
                     const struct broken_word *broken)
{
    if (words->counts.size == 0)
        *words = vocabulary_of(now->arena, now->text);
    return vocabulary_has(words,
                          str_slice(now->text, broken->start, broken->hyphen),
                          str_slice(now->text, broken->next, broken->end));
}

// "pre- and post-war", and what stands so at a line end; but "exp-\nand" is
// one word.
static bool is_left_open(const struct normalising *now,
                         const struct broken_word *broken)
{
    return languages_list(ROW_conjunctions,
                          str_slice(now->text, broken->next, broken->end),
                          source_lang(now->source));
}

static void report_cut(const struct normalising *now,
                       const struct broken_word *broken, enum message message,
                       const char *between)
{
    struct str first = str_slice(now->text, broken->start, broken->behind);
    struct str rest = str_slice(now->text, broken->next, broken->end);
    if (now->diag)
        diag_report(now->diag,
                    source_origin(now->source, broken->start, first.count),
                    message,
                    arena_printf(now->arena, "%.*s%s%.*s", STR_ARG(first),
                                 between, STR_ARG(rest)));
}

// ----- Soft hyphens -----

static bool changes_case(struct str text, const struct broken_word *broken)
{
    uint32_t before = utf8_before(text, broken->hyphen);
    uint32_t after = utf8_after(text, broken->next);
    return char_lower(after) != after && char_lower(before) == before;
}

// The last half of a word may stand on a line behind the soft hyphen's own.
static size_t line_before(const struct normalising *now, size_t start)
{
    const struct blocks *blocks = &now->blocks;
    size_t line = blocks_line_at(blocks, start);
    const struct block_line *here = &blocks->lines[line];
    if (line == 0 || !str_blank(str_slice(now->text, here->content, start)) ||
        next_line(now, blocks->lines[line - 1].at.start) == 0)
        return start;
    size_t end = blocks->lines[line - 1].at.end;
    while (end > 0 && ascii_is_blank(now->text.bytes[end - 1]))
        end--;
    return end;
}

// The rest of the word is joined on; in Dari, Farsi and Pashto, where a soft
// hyphen is typed for a half-space, by that.
static void join_soft(struct normalising *now, const struct lang_span *span,
                      const struct broken_word *broken)
{
    bool half = char_is_arabic_letter(utf8_before(now->text, broken->hyphen)) &&
                char_is_arabic_letter(utf8_after(now->text, broken->next)) &&
                normalise_has_half_spaces(span->lang);
    if (half)
        normalise_report_half_space(now, broken->hyphen, CHAR_SOFT_HYPHEN);
    source_replace(now->source, broken->hyphen, broken->next - broken->hyphen,
                   half ? STR("\u200C") : STR(""),
                   half ? "half-space" : "soft-hyphen");
}

static void mend_soft(struct normalising *now, const struct walk *at,
                      struct vocabulary *words)
{
    struct broken_word broken;
    size_t start = line_before(now, at->start);
    if (!is_broken(now, start, at->offset, SIZE_MAX, &broken) ||
        (!broken.at_line_end && changes_case(now->text, &broken)))
        // On a line of its own, with that line: a blank one parts paragraphs.
        source_replace(now->source, start, at->offset - start, STR(""),
                       "soft-hyphen");
    else if (!broken.at_line_end && is_left_open(now, &broken) &&
             !is_known(now, words, &broken))
        source_replace(now->source, at->start, at->offset - at->start, STR("-"),
                       "soft-hyphen");
    else
        join_soft(now, at->span, &broken);
}

void normalise_soft_hyphens(struct normalising *now)
{
    struct vocabulary words = {0};
    struct walk at = {0};
    for (uint32_t c; (c = walk_on(now, &at)) != 0;)
        if (c == CHAR_SOFT_HYPHEN) {
            skip_repeats(now->text, &at, c);
            mend_soft(now, &at, &words);
        }
}

// ----- Hyphens that are seen -----

// Without a dictionary: the hyphen goes only where the text itself has the
// joined word somewhere else.
static void join_lines(struct normalising *now, struct vocabulary *words,
                       const struct broken_word *broken)
{
    bool known = is_known(now, words, broken);
    if (!known && is_left_open(now, broken))
        return;
    size_t from = known ? broken->hyphen : broken->behind;
    if (!known)
        report_cut(now, broken, MESSAGE_hyphen_kept, "");
    source_replace(now->source, from, broken->next - from, STR(""),
                   "line-hyphen");
}

// "two- versus three-year-old": the other word of two that share their end.
#define SHARED_END 60 // bytes

static bool shares_its_end(struct str text, const struct broken_word *broken)
{
    size_t end = broken->end + SHARED_END;
    struct str rest = str_slice(text, broken->end, end);
    for (size_t at = 0; at < rest.count;) {
        uint32_t c = utf8_next(rest, &at);
        if (c == '.' || c == ';' || c == '\n')
            return false;
        if (char_is_hyphen(c))
            return true;
    }
    return false;
}

// Shorter ones are words more often than halves: "that- is", "Vor- bzw.". And
// lines of Arabic script are not ended in hyphens.
enum { REST_LEAST = 4 };

// A cut word that has come back into one line: "capa- bilities".
static void join_in_line(struct normalising *now, struct vocabulary *words,
                         const struct broken_word *broken)
{
    struct str text = now->text;
    struct str first = str_slice(text, broken->start, broken->hyphen);
    struct str rest = str_slice(text, broken->next, broken->end);
    if (!char_is_word_letter(utf8_before(text, broken->hyphen)) ||
        !char_is_word_letter(utf8_after(text, broken->next)) ||
        changes_case(text, broken))
        return;
    if (is_known(now, words, broken))
        source_replace(now->source, broken->hyphen,
                       broken->next - broken->hyphen, STR(""), "line-hyphen");
    else if (!is_left_open(now, broken) && !shares_its_end(text, broken) &&
             utf8_count(rest) >= REST_LEAST &&
             !char_is_arabic(utf8_after(rest, 0)) &&
             vocabulary_count(words, first) < 2 &&
             vocabulary_count(words, rest) < 2)
        report_cut(now, broken, MESSAGE_hyphen_space, " ");
}

static bool next_hyphen(const struct normalising *now,
                        const struct lang_span *span, size_t *at,
                        size_t *behind)
{
    while (*at < span->end) {
        *behind = *at;
        if (char_is_hyphen(utf8_next(now->text, behind)))
            return true;
        *at = *behind;
    }
    return false;
}

void normalise_line_hyphens(struct normalising *now)
{
    struct vocabulary words = {0};
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        if (span->kind != LANG_SPAN_TEXT)
            continue;
        size_t at = span->offset, behind;
        for (; next_hyphen(now, span, &at, &behind); at = behind) {
            struct broken_word broken;
            if (!is_broken(now, at, behind, 1, &broken))
                continue;
            if (broken.at_line_end)
                join_lines(now, &words, &broken);
            else
                join_in_line(now, &words, &broken);
        }
    }
}

// SPDX-License-Identifier: MIT
// Guesses the language and direction of a text by its letters and words.
#include "source/guess.h"

#include "base/characters.h"
#include "languages/language.h"
#include "source/evidence.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

// ----- Letters -----

// How many letters of each script a text has, and of each direction. A letter
// inside quotes or brackets counts 1, any other 2.
struct letters {
    size_t arabic, latin, cyrillic, other;
    size_t latin_capitals, cyrillic_capitals; // of words in capitals
    UScriptCode first_other;
    size_t ltr, rtl;
};

// A word of letters while it is read.
struct letter_word {
    size_t count, weight;
    bool capitals;
    UScriptCode script;
};

static UScriptCode script_of(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)c, &status);
}

static void count_letter(struct letters *letters, uint32_t c,
                         UScriptCode script, size_t weight)
{
    if (char_is_rtl(c))
        letters->rtl += weight;
    else if (u_charDirection((UChar32)c) == U_LEFT_TO_RIGHT)
        letters->ltr += weight;
    if (script == USCRIPT_ARABIC)
        letters->arabic += weight;
    else if (script == USCRIPT_LATIN)
        letters->latin += weight;
    else if (script == USCRIPT_CYRILLIC)
        letters->cyrillic += weight;
    else if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) {
        if (letters->other == 0)
            letters->first_other = script;
        letters->other += weight;
    }
}

static void add_to_word(struct letter_word *word, uint32_t c,
                        UScriptCode script, size_t weight)
{
    word->capitals =
        (word->count == 0 || word->capitals) && u_isupper((UChar32)c);
    word->count++;
    word->weight += weight;
    word->script = script;
}

static void end_word(struct letters *letters, struct letter_word *word)
{
    if (word->count > 1 && word->capitals && word->script == USCRIPT_LATIN)
        letters->latin_capitals += word->weight;
    if (word->count > 1 && word->capitals && word->script == USCRIPT_CYRILLIC)
        letters->cyrillic_capitals += word->weight;
    *word = (struct letter_word){0};
}

static struct letters count_letters(struct str text)
{
    struct letters letters = {0};
    struct letter_word word = {0};
    size_t depth = 0;
    for (size_t offset = 0; offset < text.count;) {
        uint32_t c = utf8_next(text, &offset);
        if (u_isalpha((UChar32)c)) {
            UScriptCode script = script_of(c);
            count_letter(&letters, c, script, depth > 0 ? 1 : 2);
            add_to_word(&word, c, script, depth > 0 ? 1 : 2);
            continue;
        }
        end_word(&letters, &word);
        if (char_opens_enclosure(c))
            depth++;
        else if (char_closes_enclosure(c) && depth > 0)
            depth--;
    }
    end_word(&letters, &word);
    return letters;
}

static struct str sample(struct str text)
{
    return str_slice(text, 0, utf8_floor(text, GUESS_SAMPLE));
}

// A text is the document's own if a word of it is, however much else it
// names: a title in Dari with three Latin names is Dari. Words in capitals
// beside another script are abbreviations, which are of no language: they need
// two letters in five.
static bool is_own(size_t own, size_t capitals, size_t all)
{
    return own > capitals || (own > 0 && own * 5 >= all * 2);
}

// ----- The script of a text -----

// The script of a language; USCRIPT_UNKNOWN for one whose languages we do not
// tell apart, and for none.
static UScriptCode script_of_tag(struct str tag)
{
    if (tag.count == 0)
        return USCRIPT_UNKNOWN;
    switch (language_script(tag)) {
    case SCRIPT_ARABIC:
        return USCRIPT_ARABIC;
    case SCRIPT_LATIN:
        return USCRIPT_LATIN;
    case SCRIPT_CYRILLIC:
        return USCRIPT_CYRILLIC;
    case SCRIPT_OTHER:
        break;
    }
    return USCRIPT_UNKNOWN;
}

static size_t count_all(const struct letters *letters)
{
    return letters->arabic + letters->latin + letters->cyrillic +
           letters->other;
}

// Does the document's script, `own`, have a word in the text?
static bool has_own(const struct letters *letters, UScriptCode own)
{
    size_t all = count_all(letters);
    return own == USCRIPT_ARABIC ? is_own(letters->arabic, 0, all)
           : own == USCRIPT_LATIN
               ? is_own(letters->latin, letters->latin_capitals, all)
               : own == USCRIPT_CYRILLIC &&
                     is_own(letters->cyrillic, letters->cyrillic_capitals, all);
}

static UScriptCode main_script(const struct letters *letters,
                               struct str document_lang)
{
    UScriptCode own = script_of_tag(document_lang);
    if (has_own(letters, own))
        return own;
    if (letters->arabic >= letters->latin &&
        letters->arabic >= letters->cyrillic &&
        letters->arabic >= letters->other)
        return USCRIPT_ARABIC;
    if (letters->cyrillic >= letters->latin &&
        letters->cyrillic >= letters->other)
        return USCRIPT_CYRILLIC;
    return letters->latin >= letters->other ? USCRIPT_LATIN
                                            : letters->first_other;
}

// ----- The language of a script -----

// A question: in which language of a family is a text of a document?
struct question {
    struct arena *arena;
    const struct evidence_family *family;
    struct str document_lang;
    bool own_script;
    enum language_id own;       // the document's file, where it is its script
    enum language_id reference; // what the text is in without a proof
    struct str text;
    struct testimony testimony;
};

static bool in_family(const struct question *question, enum language_id id)
{
    return str_equal(str_of(language_row_of(id, ROW_script)[0]),
                     str_of(question->family->name));
}

static bool is_und(struct str lang)
{
    return str_equal(language_primary(lang), STR("und"));
}

static enum language_id first_with(const struct question *question,
                                   bool unmarked)
{
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++)
        if (in_family(question, id) &&
            (!unmarked || language_row_of(id, ROW_unmarked)[0]))
            return id;
    return LANGUAGE_COUNT;
}

// What a text is in unless something speaks against it: the document's
// language; in a document of another script what is usual in such a one, but
// not of Cyrillic, which Russian has no more right to than others. A document
// of which nothing is known has none, but what is Arabic script here is Dari.
static enum language_id reference_of(const struct question *question)
{
    bool known =
        question->document_lang.count > 0 && !is_und(question->document_lang);
    if (question->own < LANGUAGE_COUNT)
        return question->own;
    if (known && question->own_script)
        return LANGUAGE_COUNT;
    if (question->family->script == USCRIPT_ARABIC)
        return first_with(question, true);
    return known && question->family->script == USCRIPT_LATIN
               ? first_with(question, false)
               : LANGUAGE_COUNT;
}

// Of languages that share their evidence, Dari and Farsi: which it is. The one
// that more speaks for, else the document's own.
static struct str of_sisters(const struct question *question,
                             enum language_id first)
{
    const int *apart = question->testimony.apart;
    enum language_id best = first, own = language_find(question->document_lang);
    for (enum language_id id = first + 1; id < LANGUAGE_COUNT; id++)
        if (language_sister(id) == first && apart[id] > 0 &&
            apart[id] >= apart[best])
            best = id;
    bool told = best == first && apart[first] > 0;
    return !told && own < LANGUAGE_COUNT && language_sister(own) == first
               ? question->document_lang
               : language_tag(best);
}

// All that speaks for a language; what tells it from its sister does too.
static int all_for(const struct question *question, enum language_id id)
{
    int all = question->testimony.of[id].all;
    for (enum language_id sister = 0; sister < LANGUAGE_COUNT; sister++)
        if (language_sister(sister) == id)
            all += question->testimony.apart[sister];
    return all;
}

enum { STRONG = 3 }; // the weight of a word that few other languages have

// The words of the reference that a text has.
static size_t own_words(const struct question *question)
{
    if (question->reference == LANGUAGE_COUNT)
        return 0;
    return question->testimony.of[language_sister(question->reference)].words;
}

// How many words a language must have in a text, as one in so many. Half of a
// short text where nothing but letters tells it, a third else, or a quarter if
// the word is strong and none is of the reference; in a long one fewer.
static size_t part_of(const struct question *question,
                      const struct evidence *evidence)
{
    enum { SHORT = 6 };
    bool alone = own_words(question) == 0 && evidence->strongest >= STRONG;
    if (question->testimony.words <= SHORT)
        return evidence->kinds == 0 ? 2 : alone ? 4 : 3;
    return evidence->words >= own_words(question) * 3 ? 8 : 5;
}

// Are the words of another language but a name in a sentence?
static bool is_name(const struct question *question,
                    const struct evidence *evidence)
{
    size_t own = own_words(question);
    if (evidence->words * part_of(question, evidence) <
            question->testimony.words ||
        evidence->words < own)
        return true;
    enum language_id reference = question->reference;
    return evidence->words == own &&
           (evidence->kinds == 0 || reference == LANGUAGE_COUNT ||
            evidence->proof <=
                question->testimony.of[language_sister(reference)].all);
}

// Is it enough to say that a text is not in the reference? In Latin script,
// where names of many languages stand in any text, two words must say so, or
// one that few other languages have.
static bool is_enough(const struct question *question,
                      const struct evidence *evidence)
{
    enum { LEAST = 4 };
    if (question->document_lang.count == 0 || is_und(question->document_lang))
        return evidence->proof > 0;
    if (is_name(question, evidence))
        return false;
    if (question->family->script != USCRIPT_LATIN)
        return evidence->proof > 0;
    return evidence->kinds > 0 &&
           (evidence->strongest >= STRONG ||
            (evidence->kinds > 1 && evidence->proof >= LEAST));
}

// May a language be the answer in place of the reference?
static bool is_candidate(const struct question *question, enum language_id id)
{
    bool reference = question->reference < LANGUAGE_COUNT &&
                     id == language_sister(question->reference);
    return in_family(question, id) && language_sister(id) == id && !reference &&
           is_enough(question, &question->testimony.of[id]);
}

static int proof_for(const struct question *question, enum language_id id)
{
    return question->reference < LANGUAGE_COUNT
               ? question->testimony.of[id].proof
               : all_for(question, id);
}

// The language for which there is most proof, and how much there is.
static enum language_id best_of(const struct question *question, int *most)
{
    enum language_id best = LANGUAGE_COUNT;
    *most = 0;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        if (!is_candidate(question, id))
            continue;
        int proof = proof_for(question, id);
        if (proof > *most ||
            (proof == *most && best < LANGUAGE_COUNT &&
             all_for(question, id) > all_for(question, best))) {
            *most = proof;
            best = id;
        }
    }
    return best;
}

// What speaks for the reference that the best of the others has not. In doubt a
// text is in the document's language.
static int against(const struct question *question, enum language_id best)
{
    if (question->reference == LANGUAGE_COUNT)
        return 0;
    enum language_id own = language_sister(question->reference);
    struct testimony testimony =
        evidence_weigh(question->arena, question->text, question->family, best);
    int proof = testimony.of[own].proof + all_for(question, own) -
                question->testimony.of[own].all;
    return proof > 0 && question->own < LANGUAGE_COUNT ? proof + 1 : proof;
}

// The answer where nothing proves another language.
static struct str unproved(const struct question *question, int for_reference)
{
    enum language_id unmarked = first_with(question, true);
    if (question->own_script && question->own == LANGUAGE_COUNT)
        return question->document_lang;
    if (question->reference < LANGUAGE_COUNT &&
        (question->own_script || for_reference > 0 ||
         question->reference == unmarked))
        return of_sisters(question, language_sister(question->reference));
    if (unmarked < LANGUAGE_COUNT)
        return language_tag(unmarked);
    return arena_printf(question->arena, "und-%s", question->family->name);
}

static struct str answer(const struct question *question)
{
    int most, for_reference = 0;
    enum language_id best = best_of(question, &most);
    const struct evidence *evidence = &question->testimony.others;
    int others = is_enough(question, evidence) ? evidence->proof : 0;
    if (question->own_script && others > 0 && is_und(question->document_lang))
        others += 1;
    if (question->reference < LANGUAGE_COUNT)
        for_reference = all_for(question, language_sister(question->reference));
    if (others > 0 && others >= most && others > for_reference)
        return arena_printf(question->arena, "und-%s", question->family->name);
    if (most == 0 || most <= against(question, best))
        return unproved(question, for_reference);
    return of_sisters(question, best);
}

// What languages without a file have, nobody knows; words of another prove
// something only where they are as frequent as in its own texts.
static bool another_is_frequent(const struct question *question)
{
    enum { LEAST = 5, KINDS = 3 };
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        const struct evidence *evidence = &question->testimony.of[id];
        size_t all = (size_t)evidence->all, words = question->testimony.words;
        if (all >= LEAST &&
            (all >= words || (all * 2 >= words && evidence->kinds >= KINDS)))
            return true;
    }
    return false;
}

static bool is_the_document_s(const struct question *question)
{
    return question->own_script && question->own == LANGUAGE_COUNT &&
           !is_und(question->document_lang) &&
           (question->family->script != USCRIPT_LATIN ||
            !another_is_frequent(question));
}

struct str guess_language(struct arena *arena, struct str text,
                          struct str document_lang)
{
    struct str start = sample(text);
    struct letters letters = count_letters(start);
    if (count_all(&letters) == 0)
        return document_lang.count > 0 ? arena_str(arena, document_lang)
                                       : STR("und");
    UScriptCode script = main_script(&letters, document_lang);
    struct question question = {.arena = arena,
                                .family = evidence_family_of(script),
                                .document_lang = document_lang,
                                .text = start,
                                .own = LANGUAGE_COUNT};
    if (!question.family)
        return arena_printf(arena, "und-%s", uscript_getShortName(script));
    question.own_script = script_of_tag(document_lang) == script;
    if (question.own_script)
        question.own = language_find(document_lang);
    question.reference = reference_of(&question);
    question.testimony =
        evidence_weigh(arena, start, question.family, question.reference);
    if (is_the_document_s(&question))
        return arena_str(arena, document_lang);
    return arena_str(arena, answer(&question));
}

// ----- Direction -----

enum direction guess_direction(struct str text, struct str lang)
{
    struct letters letters = count_letters(sample(text));
    size_t all = letters.ltr + letters.rtl;
    bool rtl = lang.count > 0 && language_direction(lang) == DIRECTION_RTL;
    if (all == 0 && lang.count == 0)
        return DIRECTION_INHERIT;
    if (all == 0)
        return rtl ? DIRECTION_RTL : DIRECTION_LTR;
    size_t capitals = letters.latin_capitals + letters.cyrillic_capitals;
    if (lang.count > 0 &&
        is_own(rtl ? letters.rtl : letters.ltr, rtl ? 0 : capitals, all))
        return rtl ? DIRECTION_RTL : DIRECTION_LTR;
    return letters.rtl > letters.ltr ? DIRECTION_RTL : DIRECTION_LTR;
}

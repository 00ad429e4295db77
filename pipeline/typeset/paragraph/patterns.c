// SPDX-License-Identifier: MIT
// The automaton of a file of patterns (Liang 1983; Aho and Corasick 1975).
//
// A pattern is letters with digits between them: "4a2e5d" is the path a, e, d
// from the root, and the state at its end bears the digits "4025", a place
// without a digit being 0. What a file may say, and how the automaton is run,
// is libhyphen's.
#include "typeset/paragraph/patterns.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum { NO_STATE = -1, ROOT = 0 };

struct state { // of a tree; its children are a list
    int child, sibling;
    char byte;
    char *match;
};

struct level {
    struct arena *arena; // of the finished automaton
    struct state *states;
    int count;
    HyphenDict *dictionary;
};

// ----- The tree -----

static int child_by(const struct level *level, int state, char byte)
{
    int child = level->states[state].child;
    while (child != NO_STATE && level->states[child].byte != byte)
        child = level->states[child].sibling;
    return child;
}

static int add_child(struct level *level, int state, char byte)
{
    int child = level->count++;
    level->states[child] =
        (struct state){NO_STATE, level->states[state].child, byte, NULL};
    level->states[state].child = child;
    return child;
}

// Digits before each letter, and behind the last, without the zeros that the
// first of them are.
static char *match_of(struct arena *arena, struct str pattern)
{
    char *digits = arena_alloc(arena, pattern.count + 2);
    size_t count = 0, zeros = 0;
    digits[0] = '0';
    for (size_t i = 0; i < pattern.count; i++)
        if (ascii_is_digit(pattern.bytes[i]))
            digits[count] = pattern.bytes[i];
        else
            digits[++count] = '0';
    while (digits[zeros] == '0')
        zeros++;
    return digits + zeros;
}

static void add_pattern(struct level *level, struct str pattern)
{
    int state = ROOT;
    for (size_t i = 0; i < pattern.count; i++) {
        if (ascii_is_digit(pattern.bytes[i]))
            continue;
        int child = child_by(level, state, pattern.bytes[i]);
        state = child == NO_STATE ? add_child(level, state, pattern.bytes[i])
                                  : child;
    }
    // A pattern that comes again takes the place of the first.
    if (state != ROOT)
        level->states[state].match = match_of(level->arena, pattern);
}

// ----- The automaton -----

static void make_transitions(struct level *level)
{
    HyphenDict *dictionary = level->dictionary;
    HyphenTrans *next =
        ARENA_ARRAY(level->arena, HyphenTrans, (size_t)level->count);
    for (int i = 0; i < level->count; i++) {
        HyphenState *state = &dictionary->states[i];
        state->match = level->states[i].match;
        state->trans = next;
        for (int child = level->states[i].child; child != NO_STATE;
             child = level->states[child].sibling)
            *next++ = (HyphenTrans){level->states[child].byte, child};
        state->num_trans = (int)(next - state->trans);
    }
}

// Where the automaton goes on when no letter fits: the longest end of the
// state's path that is a path of its own.
static int fallback_of(const struct level *level, int parent, char byte)
{
    const HyphenState *states = level->dictionary->states;
    int state = states[parent].fallback_state, found = NO_STATE;
    while (state != NO_STATE &&
           (found = child_by(level, state, byte)) == NO_STATE)
        state = states[state].fallback_state;
    return state == NO_STATE ? ROOT : found;
}

// From the root outwards: a fallback's path is shorter than the state's.
static void make_fallbacks(struct level *level, int *queue)
{
    HyphenState *states = level->dictionary->states;
    size_t done = 0, count = 0;
    states[ROOT].fallback_state = NO_STATE;
    queue[count++] = ROOT;
    while (done < count) {
        int parent = queue[done++];
        for (int child = level->states[parent].child; child != NO_STATE;
             child = level->states[child].sibling) {
            states[child].fallback_state =
                fallback_of(level, parent, level->states[child].byte);
            queue[count++] = child;
        }
    }
}

static struct level level_new(struct arena *arena, struct arena *work,
                              size_t most)
{
    struct level level = {.arena = arena, .count = 1};
    level.states = ARENA_ARRAY(work, struct state, most);
    level.states[ROOT] = (struct state){NO_STATE, NO_STATE, 0, NULL};
    level.dictionary = ARENA_NEW(arena, HyphenDict);
    return level;
}

static HyphenDict *level_finish(struct level *level, struct arena *work)
{
    size_t count = (size_t)level->count;
    level->dictionary->num_states = level->count;
    level->dictionary->states = ARENA_ARRAY(level->arena, HyphenState, count);
    make_transitions(level);
    make_fallbacks(level, ARENA_ARRAY(work, int, count));
    return level->dictionary;
}

// ----- The file -----

// A list with commas becomes one with NULs.
static void set_unhyphened(struct level *level, struct str list)
{
    char *bytes = arena_c_string(level->arena, str_trim(list));
    level->dictionary->nohyphen = bytes;
    for (; *bytes; bytes++)
        if (*bytes == ',') {
            *bytes = '\0';
            level->dictionary->nohyphenl++;
        }
}

// LEFTHYPHENMIN 2 and the like; false where the line is none of these.
static bool read_setting(struct level *level, struct str line)
{
    HyphenDict *dictionary = level->dictionary;
    const struct {
        struct str name;
        char *value;
    } numbers[] = {{STR("LEFTHYPHENMIN"), &dictionary->lhmin},
                   {STR("RIGHTHYPHENMIN"), &dictionary->rhmin},
                   {STR("COMPOUNDLEFTHYPHENMIN"), &dictionary->clhmin},
                   {STR("COMPOUNDRIGHTHYPHENMIN"), &dictionary->crhmin}};
    if (str_starts(line, STR("NOHYPHEN"))) {
        set_unhyphened(level, str_slice(line, 8, line.count));
        return true;
    }
    for (size_t i = 0; i < COUNT(numbers); i++)
        if (str_starts(line, numbers[i].name)) {
            struct str rest =
                str_slice(line, numbers[i].name.count, line.count);
            *numbers[i].value =
                (char)strtol(arena_c_string(level->arena, rest), NULL, 10);
            return true;
        }
    return false;
}

static struct str next_line(struct str *text)
{
    size_t end = str_find(*text, STR("\n"));
    struct str line = str_slice(*text, 0, end);
    *text =
        str_slice(*text, end == STR_NONE ? text->count : end + 1, text->count);
    return line;
}

static struct str first_word(struct str line)
{
    size_t end = 0;
    while (end < line.count && (unsigned char)line.bytes[end] > ' ')
        end++;
    return str_slice(line, 0, end);
}

// Up to the end, or past NEXTLEVEL; false at a pattern that changes spelling.
static bool read_level(struct level *level, struct str *text, bool *another)
{
    *another = false;
    while (text->count > 0) {
        struct str line = next_line(text);
        if (str_starts(line, STR("NEXTLEVEL"))) {
            *another = true;
            return true;
        }
        if (line.count == 0 || line.bytes[0] == '%' || line.bytes[0] == '#' ||
            (ascii_is_upper(line.bytes[0]) && read_setting(level, line)))
            continue;
        struct str pattern = first_word(line);
        if (pattern.count && memchr(pattern.bytes, '/', pattern.count))
            return false;
        add_pattern(level, pattern);
    }
    return true;
}

static void set_encoding(HyphenDict *dictionary, struct str name)
{
    struct str trimmed = str_slice(str_trim(name), 0, MAX_NAME - 1);
    memset(dictionary->cset, 0, MAX_NAME);
    if (trimmed.count)
        memcpy(dictionary->cset, trimmed.bytes, trimmed.count);
    dictionary->utf8 = strcmp(dictionary->cset, "UTF-8") == 0;
}

// Before words proper come compounds, which a file of one level has none of
// but those of a hyphen or an apostrophe.
static const char default_compounds[] = "NOHYPHEN ',-\n1-1\n1'1\n";
static const char default_compounds_utf8[] =
    "NOHYPHEN ',\xE2\x80\x93,\xE2\x80\x99,-\n1-1\n1'1\n"
    "1\xE2\x80\x93"
    "1\n1\xE2\x80\x99"
    "1\n";

static HyphenDict *compounds_before(struct arena *arena, struct arena *work,
                                    HyphenDict *words)
{
    bool another;
    struct str text =
        str_of(words->utf8 ? default_compounds_utf8 : default_compounds);
    struct level level = level_new(arena, work, text.count + 1);
    read_level(&level, &text, &another);
    HyphenDict *compounds = level_finish(&level, work);
    memcpy(compounds->cset, words->cset, MAX_NAME);
    compounds->utf8 = words->utf8;
    compounds->lhmin = words->lhmin;
    compounds->rhmin = words->rhmin;
    compounds->clhmin = words->clhmin  ? words->clhmin
                        : words->lhmin ? words->lhmin
                                       : 3;
    compounds->crhmin = words->crhmin  ? words->crhmin
                        : words->rhmin ? words->rhmin
                                       : 3;
    compounds->nextlevel = words;
    return compounds;
}

static HyphenDict *read_levels(struct arena *arena, struct arena *work,
                               struct str text)
{
    bool another;
    // As many states as letters: most of that memory is never touched.
    size_t most = text.count + 1;
    struct level level = level_new(arena, work, most);
    set_encoding(level.dictionary, next_line(&text));
    if (!read_level(&level, &text, &another))
        return NULL;
    HyphenDict *first = level_finish(&level, work);
    if (!another)
        return compounds_before(arena, work, first);
    struct level words = level_new(arena, work, most);
    memcpy(words.dictionary->cset, first->cset, MAX_NAME);
    words.dictionary->utf8 = first->utf8;
    if (!read_level(&words, &text, &another) || another)
        return NULL;
    first->nextlevel = level_finish(&words, work);
    return first;
}

HyphenDict *patterns_read(struct arena *arena, struct str text)
{
    enum { LARGEST = 64 * 1024 * 1024 };
    if (text.count > LARGEST)
        return NULL;
    struct arena *work = arena_new();
    HyphenDict *dictionary = read_levels(arena, work, text);
    arena_free(work);
    return dictionary;
}

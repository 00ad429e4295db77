// SPDX-License-Identifier: MIT
// Reading the command line.
#include "command/options.h"

#include "base/nearest.h"
#include "command/help.h"

#include <stdio.h>
#include <string.h>

const struct verb_facts verb_facts[VERB_COUNT] = {
#define VERB(name, operands, summary, about)                                   \
    [VERB_##name] = {#name, operands, summary, about},
#include "command/options.def"
#undef VERB
};

#define IN(verb) (1u << VERB_##verb)
#define IN_ALL (~0u)
const struct flag_facts flag_facts[FLAG_COUNT] = {
#define FLAG(id, letter, name, value, verbs, help)                             \
    [FLAG_##id] = {letter, name, value, verbs, help},
#include "command/options.def"
#undef FLAG
};

bool options_flag_belongs(enum flag flag, enum verb verb)
{
    return flag_facts[flag].verbs & 1u << verb;
}

bool options_given(const struct options *options, enum flag flag)
{
    return options->values[flag] != NULL;
}

// ----- Verbs -----

struct like {
    const char *word, *meant;
};

// What the word is called here; else the nearest word that is known.
static const char *meant_word(struct str word, const struct like *likes,
                              size_t like_count, const char *const *known,
                              size_t count)
{
    for (size_t i = 0; i < like_count; i++)
        if (str_equal_ascii_case(str_of(likes[i].word), word))
            return likes[i].meant;
    return nearest_word(word, known, count);
}

static const char *meant_verb(const char *word)
{
    static const struct like likes[] = {
#define LIKE(word, verb) {word, #verb},
#include "command/options.def"
#undef LIKE
    };
    const char *known[VERB_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (verb_facts[i].summary[0])
            known[count++] = verb_facts[i].name;
    return meant_word(str_of(word), likes, COUNT(likes), known, count);
}

// qalam brief.md
static bool is_path(const char *word)
{
    return str_ends(str_of(word), STR(".md")) || strchr(word, '/');
}

bool options_refuse_verb(const char *what, const char *word)
{
    const char *meant = meant_verb(word);
    fprintf(stderr, "%s: there is no verb ‘%s’", what, word);
    if (meant)
        fprintf(stderr, "; did you mean ‘%s’?", meant);
    else if (is_path(word))
        fprintf(stderr, "; to build it: qalam build %s", word);
    fputs("\ntry ‘qalam help’\n", stderr);
    return false;
}

static bool find_verb(struct options *options, const char *word)
{
    // What every program answers to, whatever its own grammar.
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0)
        word = "help";
    else if (strcmp(word, "--version") == 0)
        word = "version";
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(verb_facts[i].name, word) == 0) {
            options->verb = (enum verb)i;
            return true;
        }
    return options_refuse_verb("qalam", word);
}

// ----- Flags -----

static void print_flag(const struct flag_facts *facts)
{
    if (facts->name[0])
        fprintf(stderr, "--%s", facts->name);
    else
        fprintf(stderr, "-%c", facts->letter);
}

static enum flag meant_flag(enum verb verb, struct str word)
{
    static const struct {
        const char *word;
        enum flag flag;
    } likes[] = {
#define LIKE_FLAG(word, flag) {word, FLAG_##flag},
#include "command/options.def"
#undef LIKE_FLAG
    };
    for (size_t i = 0; i < COUNT(likes); i++)
        if (options_flag_belongs(likes[i].flag, verb) &&
            str_equal_ascii_case(str_of(likes[i].word), word))
            return likes[i].flag;
    // The names of other verbs' flags are never near.
    const char *known[FLAG_COUNT];
    for (size_t i = 0; i < FLAG_COUNT; i++)
        known[i] =
            options_flag_belongs((enum flag)i, verb) ? flag_facts[i].name : "";
    const char *meant = nearest_word(word, known, FLAG_COUNT);
    for (size_t i = 0; meant && i < FLAG_COUNT; i++)
        if (known[i] == meant)
            return (enum flag)i;
    return FLAG_COUNT;
}

static bool unknown_flag(enum verb verb, const char *argument)
{
    struct str word = str_of(argument + strspn(argument, "-"));
    size_t equals = str_find(word, STR("="));
    enum flag meant = meant_flag(
        verb, str_slice(word, 0, equals < word.count ? equals : word.count));
    fprintf(stderr, "qalam %s: there is no flag ‘%s’", verb_facts[verb].name,
            argument);
    if (meant < FLAG_COUNT) {
        fputs("; did you mean ‘", stderr);
        print_flag(&flag_facts[meant]);
        fputs("’?", stderr);
    }
    fprintf(stderr,
            "\ntry ‘qalam help %s’; a file of that name goes after ‘--’\n",
            verb_facts[verb].name);
    return false;
}

// What follows the flag's name where the argument is this flag: "" or the
// value with it, `=` taken off. NULL where it is another flag.
static const char *after_name(const struct flag_facts *facts,
                              const char *argument)
{
    if (argument[1] != '-')
        return facts->letter && argument[1] == facts->letter ? argument + 2
                                                             : NULL;
    size_t count = strlen(facts->name);
    if (count == 0 || strncmp(argument + 2, facts->name, count) != 0)
        return NULL;
    const char *rest = argument + 2 + count;
    return *rest == '\0' || *rest == '=' ? rest : NULL;
}

static bool usage(enum verb verb, const struct flag_facts *facts,
                  const char *what)
{
    fprintf(stderr, "qalam %s: ‘", verb_facts[verb].name);
    print_flag(facts);
    fprintf(stderr, "’ %s\ntry ‘qalam help %s’\n", what, verb_facts[verb].name);
    return false;
}

// Takes the flag at arguments[*at], and the value after it where it wants one.
static bool take_flag(struct options *options, int count, char **arguments,
                      int *at)
{
    const char *argument = arguments[*at];
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        const struct flag_facts *facts = &flag_facts[i];
        const char *rest = after_name(facts, argument);
        if (!rest || !options_flag_belongs((enum flag)i, options->verb))
            continue;
        bool joined = *rest != '\0';
        if (facts->value[0] == '\0') {
            options->values[i] = "";
            return !joined || usage(options->verb, facts, "takes no value");
        }
        if (!joined && *at + 1 == count)
            return usage(options->verb, facts, "wants a value after it");
        options->values[i] = joined ? rest + (*rest == '=') : arguments[++*at];
        return options->values[i][0] != '\0' ||
               usage(options->verb, facts, "wants a value after it");
    }
    return unknown_flag(options->verb, argument);
}

// Words of a usage line: 2 in “series|brief DIR”.
static size_t count_words(const char *operands)
{
    size_t words = operands[0] != '\0';
    for (const char *c = operands; *c; c++)
        words += *c == ' ';
    return words;
}

static bool count_operands(const struct options *options)
{
    const struct verb_facts *facts = &verb_facts[options->verb];
    bool optional = facts->operands[0] == '[' || facts->operands[0] == '\0';
    bool many = strstr(facts->operands, "...") != NULL;
    size_t words = count_words(facts->operands);
    size_t most = many ? SIZE_MAX : words;
    if (options->operand_count < (optional ? 0 : words))
        fprintf(stderr, "qalam %s: no %s given\n", facts->name,
                options->operand_count == 0
                    ? facts->operands
                    : strrchr(facts->operands, ' ') + 1);
    else if (options->operand_count > most)
        fprintf(stderr, "qalam %s: ‘%s’ is one too many\n", facts->name,
                options->operands[most]);
    else
        return true;
    fprintf(stderr, "try ‘qalam help %s’\n", facts->name);
    return false;
}

bool options_parse(struct options *options, int count, char **arguments)
{
    *options = (struct options){.operands = arguments};
    if (count < 2) {
        help_print(stderr);
        return false;
    }
    if (!find_verb(options, arguments[1]))
        return false;
    bool flags = true;
    for (int i = 2; i < count; i++) {
        char *argument = arguments[i];
        if (flags && strcmp(argument, "--") == 0)
            flags = false;
        else if (!flags || argument[0] != '-' || argument[1] == '\0')
            options->operands[options->operand_count++] = argument;
        else if (!take_flag(options, count, arguments, &i))
            return false;
    }
    return options_given(options, FLAG_help) || count_operands(options);
}

// SPDX-License-Identifier: MIT
// The table of rules, asked by standard.
#include "preflight/rules/rules.h"

enum family { FAMILY_UA1, FAMILY_UA2, FAMILY_A2, FAMILY_A4, FAMILY_COUNT };

static const struct row {
    const char *clauses[FAMILY_COUNT], *text;
} rows[RULE_COUNT] = {
#define RULE(name, ua1, ua2, a2, a4, text)                                     \
    [RULE_##name] = {{ua1, ua2, a2, a4}, text},
#include "preflight/rules/rules.def"
#undef RULE
};

static const struct {
    const char *name, *word;
    enum family family;
    char level; // of PDF/A: b, u, a; f: of PDF/A-4
} standards[STANDARD_COUNT] = {
    [STANDARD_UA1] = {"PDF/UA-1", "ua-1", FAMILY_UA1, 0},
    [STANDARD_UA2] = {"PDF/UA-2", "ua-2", FAMILY_UA2, 0},
    [STANDARD_A2B] = {"PDF/A-2b", "a-2b", FAMILY_A2, 'b'},
    [STANDARD_A2U] = {"PDF/A-2u", "a-2u", FAMILY_A2, 'u'},
    [STANDARD_A2A] = {"PDF/A-2a", "a-2a", FAMILY_A2, 'a'},
    [STANDARD_A3B] = {"PDF/A-3b", "a-3b", FAMILY_A2, 'b'},
    [STANDARD_A3U] = {"PDF/A-3u", "a-3u", FAMILY_A2, 'u'},
    [STANDARD_A3A] = {"PDF/A-3a", "a-3a", FAMILY_A2, 'a'},
    [STANDARD_A4] = {"PDF/A-4", "a-4", FAMILY_A4, 0},
    [STANDARD_A4F] = {"PDF/A-4f", "a-4f", FAMILY_A4, 'f'},
};

const char *rules_standard_name(enum standard standard)
{
    return standards[standard].name;
}

const char *rules_standard_word(enum standard standard)
{
    return standards[standard].word;
}

// ----- Levels of PDF/A-2 and 3 -----

// Unicode is asked for from level U on, structure in level A alone.
static bool is_of_level(const char *clause, char level)
{
    struct str text = str_of(clause);
    if (str_starts(text, STR("6.7")) || str_starts(text, STR("6.2.11.7.3")))
        return level == 'a';
    return level != 'b' || !str_starts(text, STR("6.2.11.7.2"));
}

// What may be embedded is where PDF/A-3 differs (ISO 19005-3 6.8).
static bool is_of_part(enum rule rule, enum standard standard)
{
    bool third = standard >= STANDARD_A3B && standard <= STANDARD_A3A;
    if (rule == RULE_EMBEDDED_FOREIGN)
        return !third;
    if (rule == RULE_EMBEDDED_TYPE || rule == RULE_EMBEDDED_RELATION)
        return third || standards[standard].family != FAMILY_A2;
    return rule != RULE_EMBEDDED_NONE || standard == STANDARD_A4F;
}

const char *rules_clause(enum rule rule, enum standard standard)
{
    enum family family = standards[standard].family;
    const char *clause = rows[rule].clauses[family];
    if (clause[0] == '\0' || !is_of_part(rule, standard) ||
        (family == FAMILY_A2 &&
         !is_of_level(clause, standards[standard].level)))
        return NULL;
    return clause;
}

const char *rules_text(enum rule rule)
{
    return rows[rule].text;
}

size_t rules_count(enum standard standard)
{
    size_t count = 0;
    for (enum rule rule = 0; rule < RULE_COUNT; rule++)
        count += rules_clause(rule, standard) != NULL;
    return count;
}

// SPDX-License-Identifier: MIT
// The command line as options.def describes it.
//
// A flag is a switch or takes one value (--to pdf, --to=pdf, -o DIR, -oDIR);
// `--` ends the flags; a flag given twice counts as given last.
#ifndef QALAM_OPTIONS_H
#define QALAM_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum verb {
#define VERB(name, operands, summary, about) VERB_##name,
#include "command/options.def"
#undef VERB
    VERB_COUNT
};
struct verb_facts {
    const char *name, *operands, *summary, *about;
};
extern const struct verb_facts verb_facts[VERB_COUNT];

enum flag {
#define FLAG(id, letter, name, value, verbs, help) FLAG_##id,
#include "command/options.def"
#undef FLAG
    FLAG_COUNT
};
struct flag_facts {
    char letter;       // 0: none
    const char *name;  // "": none
    const char *value; // what stands for it in help; "": a switch
    unsigned verbs;    // bit 1 << VERB_…
    const char *help;
};
extern const struct flag_facts flag_facts[FLAG_COUNT];
bool options_flag_belongs(enum flag flag, enum verb verb);

struct options {
    enum verb verb;
    const char *values[FLAG_COUNT]; // NULL: not given; a switch: ""
    char **operands;                // borrowed from the arguments
    size_t operand_count;
};

// Reads a command line, gathering the operands at its start. False: what is
// wrong has been printed to standard error, and the exit status is 2.
bool options_parse(struct options *options, int count, char **arguments);
// Says that there is no such verb and which is meant; false. what: who says it.
bool options_refuse_verb(const char *what, const char *word);
bool options_given(const struct options *options, enum flag flag);

#endif

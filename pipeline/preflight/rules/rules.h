// SPDX-License-Identifier: MIT
// The rules that finished PDF files are judged by, and who asks for them.
#ifndef QALAM_PREFLIGHT_RULES_H
#define QALAM_PREFLIGHT_RULES_H

#include "base/str.h"

enum rule {
#define RULE(name, ua1, ua2, a2, a4, text) RULE_##name,
#include "preflight/rules/rules.def"
#undef RULE
    RULE_COUNT
};

enum standard {
    STANDARD_UA1,
    STANDARD_UA2,
    STANDARD_A2B,
    STANDARD_A2U,
    STANDARD_A2A,
    STANDARD_A3B,
    STANDARD_A3U,
    STANDARD_A3A,
    STANDARD_A4,
    STANDARD_A4F,
    STANDARD_COUNT,
};

const char *rules_standard_name(enum standard standard); // "PDF/UA-1"
const char *rules_standard_word(enum standard standard); // "ua-1"

// The clause that asks for it; NULL: that standard does not.
const char *rules_clause(enum rule rule, enum standard standard);
const char *rules_text(enum rule rule); // what is wrong, in a few words
size_t rules_count(enum standard standard);

#endif

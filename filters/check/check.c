// SPDX-License-Identifier: MIT
// What an editor would want to know before print: the rules, one row each.
// Changes nothing.
#include "check/check.h"

#include "check/checks.h"

static void (*const rules[])(struct checks *checks) = {
    check_tree,          // links, pictures, lost characters
    check_metadata,      // dates, addresses, the cover, languages
    check_names,         // one name in two spellings
    check_citations,     // one work with two titles or two years
    check_keys,          // of citations and figures, which stay as they are
    check_typing,        // markup that is text by a slip, notes to oneself
    check_headings,      // lines in bold or with numbers over text
    check_lists,         // a fourth level
    check_dates,         // a weekday or a calendar that says another day
    check_doubled,       // the same word twice
    check_pairs,         // quotes and brackets without a partner
    check_quote_styles,  // straight and typographic quotes in one text
    check_note_places,   // a note before its full stop
    check_digits,        // digits of two alphabets
    check_abbreviations, // never spelt out
    check_pashto_gaf,    // the letter of another language
    check_style,         // what a copy editor sets right in English
};

// How many were not listed.
static void report_rest(const struct checks *checks)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (checks->counts[i] > LIMIT_REPORTS &&
            !diag_ignores(checks->context->diag, (enum message)i))
            diag_report(checks->context->diag, PLACE_NONE, MESSAGE_check_more,
                        arena_printf(checks->arena, "%zu",
                                     checks->counts[i] - LIMIT_REPORTS),
                        message_name(checks->arena, (enum message)i));
}

bool check(struct brief *brief, const struct context *context)
{
    struct checks checks = {.brief = brief,
                            .context = context,
                            .arena = brief->arena,
                            .views = brief_texts(brief)};
    for (size_t i = 0; i < COUNT(rules); i++)
        rules[i](&checks);
    report_rest(&checks);
    return true;
}

// SPDX-License-Identifier: MIT
// A word looked up in messages, keys, markup, verbs and flags.
#include "command/help_search.h"

#include "base/ascii.h"
#include "command/help.h"
#include "command/help_text.h"
#include "command/help_topics.h"

#include <string.h>

enum { SUMMARY_INDENT = 4 };

struct search {
    FILE *out;
    const char *word;
    bool found;
    bool headed; // the heading of this group is printed
};

// “outer margin” finds outer_margin and outer-margin.
static char folded(char c)
{
    return c == '_' || c == ' ' ? '-' : ascii_lower(c);
}

static bool mentions(const char *text, const char *word)
{
    for (; *text; text++) {
        size_t i = 0;
        while (word[i] && folded(text[i]) == folded(word[i]))
            i++;
        if (word[i] == '\0')
            return true;
    }
    return false;
}

static void head(struct search *search, const char *heading)
{
    if (!search->headed)
        fprintf(search->out, "%s%s:\n", search->found ? "\n" : "", heading);
    search->headed = true;
    search->found = true;
}

static bool message_mentions(enum message message, const char *word)
{
    const struct message_facts *facts = &message_facts[message];
    return mentions(facts->name, word) || mentions(facts->text, word) ||
           mentions(facts->remedy, word) || mentions(facts->why, word);
}

static void search_messages(struct search *search)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (message_mentions((enum message)i, search->word)) {
            head(search, "Messages (‘qalam explain NAME’ says more)");
            help_print_message_line(search->out, (enum message)i);
        }
    search->headed = false;
}

static void print_about(FILE *out, const char *text)
{
    help_text_print_filled(out, text, SUMMARY_INDENT, 0);
}

static void search_topic(struct search *search, const struct help_topic *topic)
{
    char heading[64];
    snprintf(heading, sizeof heading, "From ‘qalam help %s’", topic->name);
    if (mentions(topic->intro, search->word)) {
        head(search, heading);
        print_about(search->out, topic->intro);
    }
    for (size_t i = 0; i < topic->entry_count; i++) {
        const struct help_entry *entry = &topic->entries[i];
        if (!mentions(entry->name, search->word) &&
            !mentions(entry->about, search->word))
            continue;
        head(search, heading);
        help_topics_print_entry(search->out, entry);
    }
    search->headed = false;
}

static void search_verbs(struct search *search)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        const struct verb_facts *facts = &verb_facts[i];
        if (!help_text_listed((enum verb)i) ||
            !(mentions(facts->name, search->word) ||
              mentions(facts->about, search->word)))
            continue;
        head(search, "Verbs (‘qalam help VERB’ says more)");
        fprintf(search->out, "  %s\n", facts->name);
        print_about(search->out, facts->summary);
    }
    search->headed = false;
}

static void print_flag(FILE *out, enum flag flag)
{
    char words[64];
    help_text_flag(words, sizeof words, flag);
    fprintf(out, "  %s (", words);
    const char *comma = "";
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (options_flag_belongs(flag, (enum verb)i)) {
            fprintf(out, "%s%s", comma, verb_facts[i].name);
            comma = ", ";
        }
    fputs(")\n", out);
    print_about(out, flag_facts[flag].help);
}

static void search_flags(struct search *search)
{
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        if (i == FLAG_help || !(mentions(flag_facts[i].name, search->word) ||
                                mentions(flag_facts[i].help, search->word)))
            continue;
        head(search, "Flags");
        print_flag(search->out, (enum flag)i);
    }
    search->headed = false;
}

bool help_search(FILE *out, const char *word)
{
    struct search search = {.out = out, .word = word};
    search_messages(&search);
    for (size_t i = 0; i < HELP_TOPIC_COUNT; i++)
        search_topic(&search, &help_topics[i]);
    search_verbs(&search);
    search_flags(&search);
    return search.found;
}

// SPDX-License-Identifier: MIT
// The topics of `qalam help`: keys, markup, measures, messages, a line for each
// thing.
#ifndef QALAM_HELP_TOPICS_H
#define QALAM_HELP_TOPICS_H

#include <stddef.h>
#include <stdio.h>

struct help_entry {
    const char *name, *about;
};
struct help_topic {
    const char *name, *summary, *intro;
    const struct help_entry *entries; // NULL: the messages
    size_t entry_count;
};
enum { HELP_TOPIC_COUNT = 5 };
extern const struct help_topic help_topics[HELP_TOPIC_COUNT];

// NULL where no topic has the name.
const struct help_topic *help_topic_named(const char *name);
void help_topic_print(FILE *out, const struct help_topic *topic);
// As it is written: identifiers of a table have `_` for a dash.
void help_topics_print_name(FILE *out, const struct help_entry *entry);
void help_topics_print_entry(FILE *out, const struct help_entry *entry);

#endif

// SPDX-License-Identifier: MIT
// The topics of `qalam help`, from the tables that the readers use.
#include "command/help_topics.h"

#include "command/help.h"
#include "command/help_text.h"

#include <string.h>

enum { ABOUT_INDENT = 20, NAMES_INDENT = 2 };

static const struct help_entry front_entries[] = {
#define KEY(name, about) {name, about},
#include "model/front_keys.def"
#undef KEY
};
static const struct help_entry series_entries[] = {
#define OWN(name, about) {name, about},
#define BRIEF(name)
#include "series/series_keys.def"
#undef OWN
#undef BRIEF
};
static const struct help_entry markup_entries[] = {
#define MARKUP(write, about) {write, about},
#include "command/markup.def"
#undef MARKUP
};

static const struct help_entry theme_entries[] = {
#define LENGTH(name, least, most)                                              \
    {#name, "a length on the page, from " #least " to " #most " points"},
#define CHOICE(name, one, other) {#name, one " (default) or " other},
#define ROLE(NAME, name) {#name, "under type: size/leading of this text"},
#include "model/print_measures.def"
};

#define ENTRIES(rows) rows, COUNT(rows)
const struct help_topic help_topics[HELP_TOPIC_COUNT] = {
    {"front-matter", "the keys at the head of a brief",
     "A brief begins with front matter: YAML between two lines of ---. Any "
     "text may also be a map from language to text: {en: Water, ps: اوبه}. ~ "
     "removes what series.yaml sets.",
     ENTRIES(front_entries)},
    {"series", "the keys of series.yaml",
     "series.yaml applies to every brief in its folder and below. It has "
     "these keys, and all keys of front matter that make sense for more than "
     "one brief; a brief may override them.",
     ENTRIES(series_entries)},
    {"markup", "what you can write beyond plain Markdown",
     "Briefs are written in CommonMark, with these additions.",
     ENTRIES(markup_entries)},
    {"theme", "the measures that print.yaml of a theme may set",
     "‘theme: FOLDER’ in series.yaml names a theme. Its print.yaml sets "
     "measures of the printed page, in points or millimetres: gutter: 6 mm. "
     "The PDF has no bleed and no crop marks.",
     ENTRIES(theme_entries)},
    {"messages", "how to read, hide and look up messages",
     "An error means that the brief was not written. A warning means that it "
     "was, but something needs your attention. A note reports what qalam "
     "assumed, or a detail worth a look. ‘qalam explain NAME’ explains a "
     "message; --ignore NAME, or ‘checks: [-NAME]’ in front matter, hides a "
     "note or a warning; --strict turns warnings into errors.",
     NULL, 0},
};

const struct help_topic *help_topic_named(const char *name)
{
    for (size_t i = 0; i < HELP_TOPIC_COUNT; i++)
        if (strcmp(help_topics[i].name, name) == 0)
            return &help_topics[i];
    return NULL;
}

void help_topics_print_name(FILE *out, const struct help_entry *entry)
{
    for (const char *c = entry->name; *c; c++)
        fputc(*c == '_' ? '-' : *c, out);
}

void help_topics_print_entry(FILE *out, const struct help_entry *entry)
{
    size_t width = utf8_count(str_of(entry->name));
    fputs("  ", out);
    help_topics_print_name(out, entry);
    if (width + 4 > ABOUT_INDENT)
        fputc('\n', out);
    help_text_print(out, entry->about, ABOUT_INDENT,
                    width + 4 > ABOUT_INDENT ? 0 : width + 2);
}

// The names of one level, in lines.
static void print_names(FILE *out, enum level level, const char *heading)
{
    struct arena *arena = arena_new();
    struct str names = STR("");
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (message_facts[i].level == level)
            names = arena_printf(arena, "%.*s%s%.*s", STR_ARG(names),
                                 names.count ? " " : "",
                                 STR_ARG(message_name(arena, (enum message)i)));
    fprintf(out, "\n%s:\n", heading);
    help_text_print(out, arena_c_string(arena, names), NAMES_INDENT, 0);
    arena_free(arena);
}

void help_topic_print(FILE *out, const struct help_topic *topic)
{
    help_text_print(out, topic->intro, 0, 0);
    if (topic->entries) {
        fputc('\n', out);
        for (size_t i = 0; i < topic->entry_count; i++)
            help_topics_print_entry(out, &topic->entries[i]);
        return;
    }
    print_names(out, LEVEL_ERROR, "Errors");
    print_names(out, LEVEL_WARNING, "Warnings");
    print_names(out, LEVEL_NOTE, "Notes");
}

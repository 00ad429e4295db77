// SPDX-License-Identifier: MIT
// The manual page, from options.def and the topics of help.
#include "command/manual.h"

#include "base/ascii.h"
#include "base/str.h"
#include "command/help_text.h"
#include "command/help_topics.h"
#include "messages/diag.h"

// A backslash, and a hyphen that stands for itself, need escapes in roff.
static void print_roff(FILE *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\')
            fputs("\\e", out);
        else if (*text == '-')
            fputs("\\-", out);
        else
            fputc(*text, out);
    }
}

static void print_roff_filled(FILE *out, const char *text)
{
    struct arena *arena = arena_new();
    print_roff(out, help_text_filled(arena, text));
    arena_free(arena);
}

static void print_roff_flag(FILE *out, enum flag flag)
{
    char words[64];
    help_text_flag(words, sizeof words, flag);
    fputs(".TP\n.B ", out);
    print_roff(out, words);
    fputc('\n', out);
    print_roff_filled(out, flag_facts[flag].help);
    fputs(".\n", out);
}

static void print_roff_verb(FILE *out, enum verb verb)
{
    const struct verb_facts *facts = &verb_facts[verb];
    fprintf(out, ".SS qalam %s ", facts->name);
    print_roff(out, facts->operands);
    fputc('\n', out);
    print_roff_filled(out, facts->about);
    fputc('\n', out);
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (i != FLAG_help && options_flag_belongs((enum flag)i, verb))
            print_roff_flag(out, (enum flag)i);
}

static void print_roff_verbs(FILE *out)
{
    fputs(".SH VERBS\n", out);
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (help_text_listed((enum verb)i))
            print_roff_verb(out, (enum verb)i);
}

// ----- Topics -----

// FRONT MATTER of front-matter.
static void print_heading(FILE *out, const char *name)
{
    fputs(".SH ", out);
    for (; *name; name++)
        fputc(*name == '-' ? ' ' : ascii_upper(*name), out);
    fputc('\n', out);
}

static void print_roff_name(FILE *out, const char *name)
{
    char part[] = " ";
    for (; *name; name++) {
        part[0] = *name == '_' ? '-' : *name;
        print_roff(out, part);
    }
}

// The apostrophe and the full stop begin requests only at the head of a line,
// where none of these stands.
static void print_topic(FILE *out, const struct help_topic *topic)
{
    print_heading(out, topic->name);
    print_roff(out, topic->intro);
    fputc('\n', out);
    for (size_t i = 0; i < topic->entry_count; i++) {
        fputs(".TP\n\\fB", out);
        print_roff_name(out, topic->entries[i].name);
        fputs("\\fR\n", out);
        print_roff(out, topic->entries[i].about);
        fputs(".\n", out);
    }
}

static void print_message_names(FILE *out, enum level level,
                                const char *heading)
{
    struct arena *arena = arena_new();
    const char *comma = "";
    fprintf(out, ".TP\n.B %s\n", heading);
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (message_facts[i].level == level) {
            struct str name = message_name(arena, (enum message)i);
            fputs(comma, out);
            print_roff(out, arena_c_string(arena, name));
            comma = ",\n";
        }
    fputs(".\n", out);
    arena_free(arena);
}

static void print_topics(FILE *out)
{
    for (size_t i = 0; i < HELP_TOPIC_COUNT; i++) {
        print_topic(out, &help_topics[i]);
        if (help_topics[i].entries)
            continue;
        print_message_names(out, LEVEL_ERROR, "errors");
        print_message_names(out, LEVEL_WARNING, "warnings");
        print_message_names(out, LEVEL_NOTE, "notes");
    }
}

// ----- Examples -----

static void print_examples(FILE *out)
{
    static const struct help_entry examples[] = {
        {"qalam build brief.md", "Make PDF, web page and EPUB in out/"},
        {"qalam build --to pdf -o print briefs",
         "Make only the PDFs of all briefs below briefs/, in print/"},
        {"qalam build --dry-run briefs",
         "Show what the next build would make and remove"},
        {"qalam watch briefs",
         "Write with the pages open in a browser; they follow each save"},
        {"qalam check --strict briefs",
         "Fail if any brief has a warning, as in continuous integration"},
        {"qalam new series papers --lang en,fa-AF,ps",
         "Start a series in three languages"},
        {"qalam new brief papers/water-rights.md",
         "Add a brief with today's date"},
        {"qalam tidy old.md -o clean.md --changes clean.json",
         "Repair a text that came out of a PDF, and record every change"},
        {"qalam explain note-missing", "Explain a message"},
        {"qalam explain kashida",
         "List messages, keys and flags that mention a word"},
    };
    fputs(".SH EXAMPLES\n", out);
    for (size_t i = 0; i < COUNT(examples); i++) {
        fputs(".TP\n.B ", out);
        print_roff(out, examples[i].name);
        fputc('\n', out);
        print_roff(out, examples[i].about);
        fputs(".\n", out);
    }
}

// ----- The page -----

static void print_opening(FILE *out)
{
    // No date: the page is the same whenever it is made.
    fputs(".\\\" Made by `qalam man` from pipeline/command/options.def.\n"
          ".TH QALAM 1 \"\" \"qalam " QALAM_VERSION "\" \"User Commands\"\n"
          ".SH NAME\n"
          "qalam \\- make PDF, web pages and EPUB from policy briefs written "
          "in Markdown\n"
          ".SH SYNOPSIS\n"
          ".B qalam\n.I VERB\n"
          "[\\fIFLAG\\fR]... [\\-\\-] [\\fIFILE\\fR|\\fIDIR\\fR]...\n"
          ".SH DESCRIPTION\n"
          "Messages go to standard error in the form\n"
          ".IR file : line : column :\n.IR level :\n.I text\n.RI [ name ],\n"
          "followed by the line with a caret, and by what to do.\n",
          out);
}

static void print_closing(FILE *out)
{
    fputs(".SH EXIT STATUS\n"
          ".TP\n.B 0\nEverything was built.\n"
          ".TP\n.B 1\nA brief has an error; its messages say which.\n"
          ".TP\n.B 2\nThe command line is wrong; nothing was written.\n"
          ".TP\n.B 3\nThe system failed: disk, permissions, memory.\n"
          ".SH ENVIRONMENT\n"
          ".TP\n.B SOURCE_DATE_EPOCH\n"
          "The time in outputs of a brief that has no date, in seconds since "
          "1970.\n"
          ".TP\n.B NO_COLOR\nIf set, messages have no colour.\n"
          ".TP\n.B QALAM_DRAW\nThe program that draws SVG. By default, the "
          "qalam\\-draw that was installed with qalam.\n",
          out);
}

void manual_print(FILE *out)
{
    print_opening(out);
    print_examples(out);
    print_roff_verbs(out);
    print_topics(out);
    print_closing(out);
}

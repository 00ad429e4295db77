// SPDX-License-Identifier: MIT
// `qalam help` and `qalam explain`, from options.def and messages.def.
#include "command/help.h"

#include "base/str.h"
#include "command/help_text.h"
#include "command/help_topics.h"

#include <string.h>

enum { FLAG_INDENT = 20, VERB_INDENT = 13, TOPIC_INDENT = 16 };

static void print_topics(FILE *out)
{
    fputs("\nTopics (‘qalam help TOPIC’):\n\n", out);
    for (size_t i = 0; i < HELP_TOPIC_COUNT; i++) {
        fprintf(out, "  %-*s", TOPIC_INDENT - 2, help_topics[i].name);
        help_text_print(out, help_topics[i].summary, TOPIC_INDENT,
                        TOPIC_INDENT);
    }
}

void help_print(FILE *out)
{
    fputs("qalam makes PDF, web pages and EPUB from policy briefs written in "
          "Markdown.\n\n"
          "usage: qalam VERB [FLAG]... [--] [FILE|DIR]...\n\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (!help_text_listed((enum verb)i))
            continue;
        fprintf(out, "  %-*s", VERB_INDENT - 2, verb_facts[i].name);
        help_text_print_filled(out, verb_facts[i].summary, VERB_INDENT,
                               VERB_INDENT);
    }
    fputs("\n‘qalam help VERB’ lists the flags of a verb; ‘qalam explain "
          "WORD’ searches.\n",
          out);
    print_topics(out);
    fputs("\nMessages go to standard error as file:line:column: level: text "
          "[name].\n"
          "Exit status: 0 everything was built; 1 a brief has an error; 2 "
          "the command line\nis wrong; 3 the system failed (disk, "
          "permissions, memory).\n",
          out);
}

// ----- A verb -----

static bool is_common(enum flag flag, enum verb verb)
{
    static const struct {
        enum verb verb;
        enum flag flag;
    } common[] = {
#define COMMON(verb, flag) {VERB_##verb, FLAG_##flag},
#include "command/options.def"
#undef COMMON
    };
    for (size_t i = 0; i < COUNT(common); i++)
        if (common[i].verb == verb && common[i].flag == flag)
            return true;
    return false;
}

static bool has_common(enum verb verb)
{
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (is_common((enum flag)i, verb))
            return true;
    return false;
}

// Every flag, in lines under one another; answers the column behind them.
static size_t print_usage_flags(FILE *out, enum verb verb, size_t indent)
{
    size_t column = indent - 1;
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        char words[64];
        if (i == FLAG_help || !options_flag_belongs((enum flag)i, verb))
            continue;
        size_t width = help_text_flag(words, sizeof words, (enum flag)i) + 2;
        if (column + 1 + width > HELP_COLUMNS) {
            fprintf(out, "\n%*s", (int)indent - 1, "");
            column = indent - 1;
        }
        fprintf(out, " [%s]", words);
        column += 1 + width;
    }
    return column;
}

// Where flags are many, those that matter are listed below.
static void print_usage(FILE *out, enum verb verb)
{
    const struct verb_facts *facts = &verb_facts[verb];
    size_t indent = strlen("usage: qalam ") + strlen(facts->name) + 1;
    size_t column = indent;
    fprintf(out, "usage: qalam %s", facts->name);
    if (has_common(verb))
        fputs(" [FLAG]...", out);
    else
        column = print_usage_flags(out, verb, indent);
    const char *dashes = strchr(facts->operands, '[') ? "" : "[--] ";
    size_t width = strlen(dashes) + strlen(facts->operands);
    if (width > 0 && column + 1 + width > HELP_COLUMNS)
        fprintf(out, "\n%*s", (int)indent - 1, "");
    if (facts->operands[0])
        fprintf(out, " %s%s", dashes, facts->operands);
    fputs("\n\n", out);
}

static void print_flag(FILE *out, enum flag flag)
{
    char words[64];
    size_t width = help_text_flag(words, sizeof words, flag);
    fprintf(out, "  %s", words);
    if (width + 4 > FLAG_INDENT)
        fputc('\n', out);
    help_text_print_filled(out, flag_facts[flag].help, FLAG_INDENT,
                           width + 4 > FLAG_INDENT ? 0 : width + 2);
}

static void print_flags(FILE *out, enum verb verb, bool common)
{
    for (size_t i = 0; i < FLAG_COUNT; i++)
        if (options_flag_belongs((enum flag)i, verb) &&
            is_common((enum flag)i, verb) == common)
            print_flag(out, (enum flag)i);
}

void help_print_verb(FILE *out, enum verb verb)
{
    print_usage(out, verb);
    help_text_print_filled(out, verb_facts[verb].about, 0, 0);
    fputc('\n', out);
    if (has_common(verb)) {
        fputs("Most used:\n", out);
        print_flags(out, verb, true);
        fputs("\nAll other flags:\n", out);
    }
    print_flags(out, verb, false);
}

// ----- Messages -----

void help_print_message_name(FILE *out, enum message message)
{
    for (const char *c = message_facts[message].name; *c; c++)
        fputc(*c == '_' ? '-' : *c, out);
}

static void print_name_and_level(FILE *out, enum message message)
{
    static const char *const levels[] = {"note", "warning", "error"};
    help_print_message_name(out, message);
    fprintf(out, " (%s)\n", levels[message_facts[message].level]);
}

// The arguments of a message stand for something only in a brief.
static void print_template(FILE *out, const char *text, size_t indent)
{
    char plain[1024];
    size_t count = 0;
    for (; *text && count + 4 < sizeof plain; text++) {
        if (text[0] == '{' && text[1] >= '1' && text[1] <= '3' &&
            text[2] == '}') {
            memcpy(plain + count, "\u2026", 3);
            count += 3;
            text += 2;
        } else {
            plain[count++] = *text;
        }
    }
    plain[count] = '\0';
    help_text_print(out, plain, indent, 0);
}

void help_print_message_line(FILE *out, enum message message)
{
    print_name_and_level(out, message);
    print_template(out, message_facts[message].text, 4);
}

void help_print_messages(FILE *out)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        help_print_message_line(out, (enum message)i);
}

void help_print_message(FILE *out, enum message message)
{
    const struct message_facts *facts = &message_facts[message];
    help_print_message_line(out, message);
    fputc('\n', out);
    print_template(out, facts->why, 0);
    if (facts->remedy[0]) {
        fputs("\nWhat to do:\n", out);
        print_template(out, facts->remedy, 4);
    }
}

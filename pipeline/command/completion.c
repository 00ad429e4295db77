// SPDX-License-Identifier: MIT
// The completion for bash: verbs, topics, flags, and values from the tables.
#include "command/completion.h"

#include "command/help.h"
#include "command/help_text.h"
#include "command/help_topics.h"
#include "filters.h"
#include "languages/language.h"
#include "model/formats.h"
#include "pipeline.h"

// ----- Lists of words -----

static void print_verbs(FILE *out)
{
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (help_text_listed((enum verb)i))
            fprintf(out, " %s", verb_facts[i].name);
}

static void print_topics(FILE *out)
{
    for (size_t i = 0; i < HELP_TOPIC_COUNT; i++)
        fprintf(out, " %s", help_topics[i].name);
}

static void print_formats(FILE *out)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        fprintf(out, " %s", format_facts[i].name);
}

static void print_languages(FILE *out)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++)
        fprintf(out, " %.*s", STR_ARG(language_tag((enum language_id)i)));
}

static void print_stages(FILE *out)
{
    const char *names[STAGE_NAMES];
    size_t count = pipeline_stages(names);
    for (size_t i = 0; i < count; i++)
        fprintf(out, " %s", names[i]);
}

// Those that tidy takes.
static void print_filters(FILE *out)
{
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair || filters[i].write)
            fprintf(out, " %s", filters[i].name);
}

static void print_messages(FILE *out)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++) {
        fputc(' ', out);
        help_print_message_name(out, (enum message)i);
    }
}

static void print_hideable(FILE *out)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++)
        if (message_ignorable((enum message)i)) {
            fputc(' ', out);
            help_print_message_name(out, (enum message)i);
        }
}

static void print_flags(FILE *out, enum verb verb)
{
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        const struct flag_facts *facts = &flag_facts[i];
        if (!options_flag_belongs((enum flag)i, verb))
            continue;
        if (facts->letter)
            fprintf(out, " -%c", facts->letter);
        if (facts->name[0])
            fprintf(out, " --%s", facts->name);
    }
}

// ----- What may follow a word -----

// A pattern of bash for the verb and the word before, and what comes then.
static const struct {
    const char *after;
    void (*print)(FILE *out);
} values[] = {
    {"*:--to", print_formats},
    {"*:--lang | languages:languages", print_languages},
    {"*:--ignore", print_hideable},
    {"*:--dump-after", print_stages},
    {"tidy:--only", print_filters},
    {"explain:explain", print_messages},
};

static void print_values(FILE *out)
{
    fputs("    case ${COMP_WORDS[1]}:$before in\n"
          "    help:help) words='",
          out);
    print_verbs(out);
    print_topics(out);
    fputs("' ;;\n    new:new) words='series brief' ;;\n", out);
    for (size_t i = 0; i < COUNT(values); i++) {
        fprintf(out, "    %s) words='", values[i].after);
        values[i].print(out);
        fputs("' ;;\n", out);
    }
    fputs("    esac\n", out);
}

static void print_verb_flags(FILE *out)
{
    fputs("    if [[ $word == -* ]]; then\n"
          "        case ${COMP_WORDS[1]} in\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (!help_text_listed((enum verb)i))
            continue;
        fprintf(out, "        %s) words='", verb_facts[i].name);
        print_flags(out, (enum verb)i);
        fputs("' ;;\n", out);
    }
    fputs("        esac\n    fi\n", out);
}

void completion_print(FILE *out)
{
    fputs("# Made by `qalam completion` from pipeline/command/options.def.\n"
          "_qalam()\n{\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} words= list=\n"
          "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    # --to=pdf is three words to bash.\n"
          "    [ \"$word\" = = ] && word=\n"
          "    [ \"$before\" = = ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
          "    [[ $word != *,* ]] || list=${word%,*},\n",
          out);
    print_values(out);
    print_verb_flags(out);
    fputs("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='", out);
    print_verbs(out);
    fputs("'\n    fi\n"
          "    COMPREPLY=()\n"
          "    [ -z \"$words\" ] ||\n"
          "        mapfile -t COMPREPLY < <(compgen -P \"$list\" -W \"$words\""
          " -- \"${word#\"$list\"}\")\n"
          "}\n"
          "complete -o default -F _qalam qalam\n",
          out);
}

// SPDX-License-Identifier: MIT
// Help, the manual page and the shell completion, from options.def.
#include "command/help.h"

#include "base/arena.h"
#include "base/str.h"
#include "filters.h"
#include "model/formats.h"

#include <string.h>

enum { LINE_COLUMNS = 78, FLAG_INDENT = 20, VERB_INDENT = 12 };

// ----- Text -----

// Prints text in lines from column indent on; the first begins at column.
static void print_wrapped(FILE *out, const char *text, size_t indent,
                          size_t column)
{
    for (const char *word = text; *word;) {
        size_t bytes = strcspn(word, " ");
        size_t width = utf8_count((struct str){word, bytes});
        if (column > indent && column + 1 + width > LINE_COLUMNS) {
            fputc('\n', out);
            column = 0;
        }
        if (column < indent)
            fprintf(out, "%*s", (int)(indent - column), "");
        else if (column > indent)
            fputc(' ', out);
        column = column <= indent ? indent + width : column + 1 + width;
        fwrite(word, 1, bytes, out);
        word += bytes + strspn(word + bytes, " ");
    }
    fputc('\n', out);
}

// PDF, HTML and EPUB.
static struct str labels(struct arena *arena, unsigned formats)
{
    struct str list = STR("");
    for (unsigned i = 0, left = formats; i < FORMAT_COUNT; i++) {
        if (!(formats >> i & 1))
            continue;
        left &= ~(1u << i);
        list = arena_printf(arena, "%.*s%s%s", STR_ARG(list),
                            list.count == 0 ? ""
                            : left          ? ", "
                                            : " and ",
                            format_facts[i].label);
    }
    return list;
}

static struct str replaced(struct arena *arena, struct str text,
                           const char *mark, struct str value)
{
    size_t at = str_find(text, str_of(mark));
    if (at == STR_NONE)
        return text;
    struct str rest = str_slice(text, at + strlen(mark), text.count);
    return arena_printf(arena, "%.*s%.*s%.*s", (int)at, text.bytes,
                        STR_ARG(value), STR_ARG(rest));
}

// Those that change the text of a file: what tidy can run.
static struct str repairs_list(struct arena *arena)
{
    struct str list = STR("");
    for (size_t i = 0; i < filter_count; i++)
        if (filters[i].repair || filters[i].write)
            list = arena_printf(arena, "%.*s%s%s", STR_ARG(list),
                                list.count ? ", " : "", filters[i].name);
    return list;
}

// A text of options.def, with what it says of formats and filters filled in.
static const char *filled(struct arena *arena, const char *text)
{
    const unsigned made = FORMATS_DEFAULT;
    struct str s = str_of(text);
    s = replaced(arena, s, "{formats}", formats_list(arena, FORMATS_ALL));
    s = replaced(arena, s, "{made}", formats_list(arena, made));
    s = replaced(arena, s, "{files}", formats_files(arena, "NAME", made));
    s = replaced(arena, s, "{labels}", labels(arena, made));
    s = replaced(arena, s, "{repairs}", repairs_list(arena));
    return arena_c_string(arena, s);
}

static void print_filled(FILE *out, const char *text, size_t indent,
                         size_t column)
{
    struct arena *arena = arena_new();
    print_wrapped(out, filled(arena, text), indent, column);
    arena_free(arena);
}

static bool listed(enum verb verb)
{
    return verb_facts[verb].summary[0] != '\0';
}

// -o DIR, --to LIST, -h, --help: into text, answers its length.
static size_t flag_words(char *text, size_t size, enum flag flag)
{
    const struct flag_facts *facts = &flag_facts[flag];
    char letter[] = {'-', facts->letter, '\0'};
    int count = snprintf(
        text, size, "%s%s%s%s%s%s", facts->letter ? letter : "",
        facts->letter && facts->name[0] ? ", " : "", facts->name[0] ? "--" : "",
        facts->name, facts->value[0] ? " " : "", facts->value);
    return (size_t)count;
}

void help_print(FILE *out)
{
    fputs("qalam makes PDF, web pages and EPUB of policy briefs written in "
          "Markdown.\n\n"
          "usage: qalam VERB [FLAG]... [--] [FILE|DIR]...\n\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (!listed((enum verb)i))
            continue;
        fprintf(out, "  %-*s", VERB_INDENT - 2, verb_facts[i].name);
        print_filled(out, verb_facts[i].summary, VERB_INDENT, VERB_INDENT);
    }
    fputs("\n‘qalam help VERB’ tells the flags of a verb.\n\n"
          "Messages go to standard error as file:line:column: level: text "
          "[name].\n"
          "Exit status: 0 all built; 1 a brief was not built, see its "
          "messages; 2 the\ncommand line is wrong; 3 the machine failed "
          "(disk, permission, memory).\n",
          out);
}

static void print_usage(FILE *out, enum verb verb)
{
    const struct verb_facts *facts = &verb_facts[verb];
    size_t indent = strlen("usage: qalam ") + strlen(facts->name) + 1;
    fprintf(out, "usage: qalam %s", facts->name);
    size_t column = indent - 1;
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        char words[64];
        if (i == FLAG_help || !options_flag_belongs((enum flag)i, verb))
            continue;
        size_t width = flag_words(words, sizeof words, (enum flag)i) + 2;
        if (column + 1 + width > LINE_COLUMNS) {
            fprintf(out, "\n%*s", (int)indent - 1, "");
            column = indent - 1;
        }
        fprintf(out, " [%s]", words);
        column += 1 + width;
    }
    const char *dashes = strchr(facts->operands, '[') ? "" : "[--] ";
    size_t width = strlen(dashes) + strlen(facts->operands);
    if (width > 0 && column + 1 + width > LINE_COLUMNS)
        fprintf(out, "\n%*s", (int)indent - 1, "");
    if (facts->operands[0])
        fprintf(out, " %s%s", dashes, facts->operands);
    fputs("\n\n", out);
}

void help_print_verb(FILE *out, enum verb verb)
{
    print_usage(out, verb);
    print_filled(out, verb_facts[verb].about, 0, 0);
    fputc('\n', out);
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        char words[64];
        if (!options_flag_belongs((enum flag)i, verb))
            continue;
        size_t width = flag_words(words, sizeof words, (enum flag)i);
        fprintf(out, "  %s", words);
        if (width + 4 > FLAG_INDENT)
            fputc('\n', out);
        print_filled(out, flag_facts[i].help, FLAG_INDENT,
                     width + 4 > FLAG_INDENT ? 0 : width + 2);
    }
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
    print_wrapped(out, plain, indent, 0);
}

void help_print_messages(FILE *out)
{
    for (size_t i = 0; i < MESSAGE_COUNT; i++) {
        print_name_and_level(out, (enum message)i);
        print_template(out, message_facts[i].text, 4);
    }
}

void help_print_message(FILE *out, enum message message)
{
    const struct message_facts *facts = &message_facts[message];
    print_name_and_level(out, message);
    print_template(out, facts->text, 4);
    fputc('\n', out);
    print_template(out, facts->why, 0);
    if (facts->remedy[0]) {
        fputs("\nWhat to do:\n", out);
        print_template(out, facts->remedy, 4);
    }
}

// ----- The manual page -----

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
    print_roff(out, filled(arena, text));
    arena_free(arena);
}

static void print_roff_flag(FILE *out, enum flag flag)
{
    char words[64];
    flag_words(words, sizeof words, flag);
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

void help_print_man(FILE *out)
{
    // No date: the page is the same whenever it is made.
    fputs(".\\\" Made by `qalam man` from pipeline/command/options.def.\n"
          ".TH QALAM 1 \"\" \"qalam " QALAM_VERSION "\" \"User Commands\"\n"
          ".SH NAME\n"
          "qalam \\- make PDF, web pages and EPUB of policy briefs written in "
          "Markdown\n"
          ".SH SYNOPSIS\n"
          ".B qalam\n.I VERB\n"
          "[\\fIFLAG\\fR]... [\\-\\-] [\\fIFILE\\fR|\\fIDIR\\fR]...\n"
          ".SH DESCRIPTION\n"
          "Messages go to standard error in the form\n"
          ".IR file : line : column :\n.IR level :\n.I text\n.RI [ name ],\n"
          "then the line with a caret, then what to do.\n"
          "An error means that the brief is not written, a warning that it "
          "is.\n.SH VERBS\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (listed((enum verb)i))
            print_roff_verb(out, (enum verb)i);
    fputs(".SH EXIT STATUS\n"
          ".TP\n.B 0\nAll was built.\n"
          ".TP\n.B 1\nA brief was not built; its messages say why.\n"
          ".TP\n.B 2\nThe command line is wrong; nothing was written.\n"
          ".TP\n.B 3\nThe machine failed: disk, permission, memory.\n"
          ".SH ENVIRONMENT\n"
          ".TP\n.B SOURCE_DATE_EPOCH\n"
          "The time in outputs of a brief that gives no date, in seconds from "
          "1970.\n"
          ".TP\n.B NO_COLOR\nMessages have no colour where it is set.\n"
          ".TP\n.B QALAM_DRAW\nThe program that draws SVG, where it is not "
          "the qalam\\-draw that was installed with qalam.\n",
          out);
}

// ----- Completion -----

static void print_words(FILE *out, enum verb verb)
{
    const char *space = "";
    for (size_t i = 0; i < FLAG_COUNT; i++) {
        const struct flag_facts *facts = &flag_facts[i];
        if (!options_flag_belongs((enum flag)i, verb))
            continue;
        if (facts->letter)
            fprintf(out, "%s-%c", space, facts->letter);
        if (facts->name[0])
            fprintf(out, "%s--%s", facts->letter ? " " : space, facts->name);
        space = " ";
    }
}

static void print_verb_names(FILE *out)
{
    const char *space = "";
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (listed((enum verb)i)) {
            fprintf(out, "%s%s", space, verb_facts[i].name);
            space = " ";
        }
}

void help_print_completion(FILE *out)
{
    fputs("# Made by `qalam completion` from pipeline/command/options.def.\n"
          "_qalam()\n{\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} words=\n"
          "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    if [ \"$COMP_CWORD\" -eq 1 ] || [ \"$before\" = help ]; then\n"
          "        words='",
          out);
    print_verb_names(out);
    fputs("'\n    elif [ \"$before\" = --to ]; then\n        words='", out);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        fprintf(out, "%s%s", i ? " " : "", format_facts[i].name);
    fputs("'\n"
          "    elif [[ $word == -* ]]; then\n"
          "        case ${COMP_WORDS[1]} in\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (!listed((enum verb)i))
            continue;
        fprintf(out, "        %s) words='", verb_facts[i].name);
        print_words(out, (enum verb)i);
        fputs("' ;;\n", out);
    }
    fputs("        esac\n    fi\n"
          "    COMPREPLY=()\n"
          "    [ -z \"$words\" ] ||\n"
          "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- "
          "\"$word\")\n"
          "}\n"
          "complete -o default -F _qalam qalam\n",
          out);
}

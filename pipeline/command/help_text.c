// SPDX-License-Identifier: MIT
// Texts of options.def as help prints them: filled in, in lines.
#include "command/help_text.h"

#include "base/str.h"
#include "filters.h"
#include "model/formats.h"

#include <string.h>

void help_text_print(FILE *out, const char *text, size_t indent, size_t column)
{
    for (const char *word = text; *word;) {
        size_t bytes = strcspn(word, " ");
        size_t width = utf8_count((struct str){word, bytes});
        if (column > indent && column + 1 + width > HELP_COLUMNS) {
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

const char *help_text_filled(struct arena *arena, const char *text)
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

void help_text_print_filled(FILE *out, const char *text, size_t indent,
                            size_t column)
{
    struct arena *arena = arena_new();
    help_text_print(out, help_text_filled(arena, text), indent, column);
    arena_free(arena);
}

bool help_text_listed(enum verb verb)
{
    return verb_facts[verb].summary[0] != '\0';
}

size_t help_text_flag(char *text, size_t size, enum flag flag)
{
    const struct flag_facts *facts = &flag_facts[flag];
    char letter[] = {'-', facts->letter, '\0'};
    int count = snprintf(
        text, size, "%s%s%s%s%s%s", facts->letter ? letter : "",
        facts->letter && facts->name[0] ? ", " : "", facts->name[0] ? "--" : "",
        facts->name, facts->value[0] ? " " : "", facts->value);
    return (size_t)count;
}

// SPDX-License-Identifier: MIT
// The start of a series or a brief, from templates/new-*.
//
// In new-series.yaml a line that ends in ` #@TAG` is for that language alone;
// `@languages@` stands for all that are asked for, `@formats@` for the names of
// all formats, and `@outputs@` for those that are made where none are named.
#include "command/start.h"

#include "base/buffer.h"
#include "base/embedded.h"
#include "command/start_name.h"
#include "languages/language.h"
#include "languages/language_named.h"
#include "model/formats.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

struct start {
    struct arena *arena;
    const char *folder;
    struct start_name name; // of the brief
    struct str *languages;  // canonical
    size_t language_count, language_capacity;
    struct output output;
};

// ----- Languages -----

// The brief that is written in a language: Farsi's is Dari's, but for its tag.
static struct str brief_template(struct str lang)
{
    struct str file = language_value(lang, ROW_new_brief);
    return file.count ? embedded_file(file.bytes) : (struct str){NULL, 0};
}

static bool has_language(const struct start *start, struct str lang)
{
    for (size_t i = 0; i < start->language_count; i++)
        if (str_equal(start->languages[i], lang))
            return true;
    return false;
}

static bool has_primary(const struct start *start, struct str lang)
{
    for (size_t i = 0; i < start->language_count; i++)
        if (str_equal(language_primary(start->languages[i]),
                      language_primary(lang)))
            return true;
    return false;
}

static bool read_languages(struct start *start, const char *list)
{
    for (const char *at = list;; at++) {
        struct str tag = {at, strcspn(at, ",")};
        struct str lang;
        if (!language_named(start->arena, tag, &lang) ||
            !brief_template(lang).bytes) {
            fprintf(stderr,
                    "qalam new: ‘--lang %s’: there is no start in ‘%.*s’; "
                    "there are en, fa-AF and ps\n",
                    list, STR_ARG(tag));
            return false;
        }
        if (!has_language(start, lang))
            ARENA_PUSH(start->arena, start->languages, start->language_count,
                       start->language_capacity) = lang;
        at += tag.count;
        if (*at == '\0')
            return true;
    }
}

// ----- Texts -----

static struct str languages_of(const struct start *start)
{
    struct str list = STR("");
    for (size_t i = 0; i < start->language_count; i++)
        list = arena_printf(start->arena, "%.*s%s%.*s", STR_ARG(list),
                            i ? ", " : "", STR_ARG(start->languages[i]));
    return list;
}

static struct str filled(const struct start *start, struct str line,
                         struct str mark, struct str value)
{
    size_t at = str_find(line, mark);
    if (at == STR_NONE)
        return line;
    struct str rest = str_slice(line, at + mark.count, line.count);
    return arena_printf(start->arena, "%.*s%.*s%.*s", (int)at, line.bytes,
                        STR_ARG(value), STR_ARG(rest));
}

// A line of the template, where it is for a language that is asked for.
static void add_line(const struct start *start, struct str line,
                     struct buffer *out)
{
    size_t mark = str_find(line, STR(" #@"));
    if (mark != STR_NONE) {
        struct str lang = str_slice(line, mark + 3, line.count);
        if (!has_primary(start, lang))
            return;
        line = str_slice(line, 0, mark);
    }
    line = filled(start, line, STR("@languages@"), languages_of(start));
    line = filled(start, line, STR("@formats@"),
                  formats_list(start->arena, FORMATS_ALL));
    line = filled(start, line, STR("@outputs@"),
                  formats_list(start->arena, FORMATS_DEFAULT));
    buffer_add(out, line);
    buffer_add_byte(out, '\n');
}

// The title and the date of a template give way to those that are known.
static struct str begun(const struct start *start, struct str line)
{
    struct str title =
        start_name_title(start->arena, &start->name, start->languages[0]);
    if (str_starts(line, STR("title: ")) && title.count)
        return arena_printf(start->arena, "title: %.*s", STR_ARG(title));
    if (str_starts(line, STR("date: ")))
        return arena_printf(start->arena, "date: %.*s",
                            STR_ARG(start_name_date(start->arena)));
    return line;
}

static void add_file(struct start *start, struct str name, struct str text)
{
    struct buffer out = {0};
    for (size_t at = 0; at < text.count;) {
        struct str rest = str_slice(text, at, text.count);
        size_t end = str_find(rest, STR("\n"));
        end = end == STR_NONE ? rest.count : end;
        add_line(start, begun(start, str_slice(rest, 0, end)), &out);
        at += end + 1;
    }
    output_add(&start->output, name, buffer_str(&out));
    buffer_release(&out);
}

// The first language's has the name as it was given; its front matter tells the
// language.
static struct str file_of(const struct start *start, size_t index,
                          struct str lang)
{
    const struct start_name *name = &start->name;
    if (index == 0)
        return name->file;
    return arena_printf(start->arena, "%.*s.%.*s.md", STR_ARG(name->set),
                        STR_ARG(lang));
}

static void add_briefs(struct start *start)
{
    for (size_t i = 0; i < start->language_count; i++) {
        struct str lang = start->languages[i];
        struct str text = brief_template(lang);
        struct str name = file_of(start, i, lang);
        struct start one = *start;
        one.languages = &lang;
        one.language_count = 1;
        add_file(&one, name, text);
        start->output = one.output;
    }
}

// ----- Files -----

static struct str path_of(const struct start *start, size_t file)
{
    return arena_printf(start->arena, "%s%s%.*s", start->folder,
                        start->folder[0] ? "/" : "",
                        STR_ARG(start->output.files[file].name));
}

static bool any_there(const struct start *start)
{
    for (size_t i = 0; i < start->output.count; i++) {
        struct stat facts;
        struct str path = path_of(start, i);
        if (lstat(arena_c_string(start->arena, path), &facts) != 0)
            continue;
        fprintf(stderr,
                "qalam new: ‘%.*s’ is there already; nothing was written\n",
                STR_ARG(path));
        return true;
    }
    return false;
}

static enum exit_status write_all(struct start *start)
{
    const char *failed = "";
    if (any_there(start))
        return EXIT_INPUT;
    if (!output_write(&start->output, start->folder, false, &failed)) {
        fprintf(stderr, "qalam: %s cannot be written: %s\n", failed,
                strerror(errno));
        return EXIT_MACHINE;
    }
    for (size_t i = 0; i < start->output.count; i++)
        printf("%.*s\n", STR_ARG(path_of(start, i)));
    return EXIT_BUILT;
}

// That of NAME.TAG.md, where no --lang says another.
static const char *lang_of(const struct start *start)
{
    return start->name.lang.count
               ? arena_c_string(start->arena, start->name.lang)
               : language_default().bytes;
}

enum exit_status start_write(const char *what, const char *path,
                             const char *languages)
{
    bool series = strcmp(what, "series") == 0;
    if (!series && strcmp(what, "brief") != 0) {
        fprintf(stderr, "qalam new: ‘%s’ is neither ‘series’ nor ‘brief’\n",
                what);
        return EXIT_USAGE;
    }
    struct start start = {.arena = arena_new()};
    enum exit_status status = EXIT_USAGE;
    start.output.arena = start.arena;
    start.name = start_name_read(start.arena, series ? "" : path);
    start.folder = series ? path : start.name.folder;
    if (read_languages(&start, languages ? languages : lang_of(&start))) {
        if (series)
            add_file(&start, STR("series.yaml"),
                     embedded_file("new-series.yaml"));
        add_briefs(&start);
        status = write_all(&start);
    }
    arena_free(start.arena);
    return status;
}

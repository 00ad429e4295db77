// SPDX-License-Identifier: MIT
// Finds the brief that a link names by its source, and the part in it.
#include "brief_links.h"

#include "base/ascii.h"
#include "base/load.h"
#include "model/formats.h"
#include "model/ids.h"
#include "series/series.h"
#include "source/markdown_blocks.h"

#include <string.h>
#include <sys/stat.h>

struct linking {
    struct brief *brief;
    const struct context *context;
    const struct input *input;
    const struct input_options *options;
    struct arena *arena; // the brief's
    bool book;           // one is wanted
};

// ----- What the link says -----

struct named { // of ../x.md#part
    struct str folder, file, part;
};

static bool is_source(struct str file)
{
    return str_ends(file, STR(".md")) || str_ends(file, STR(".markdown"));
}

static bool has_scheme(struct str url)
{
    size_t colon = str_find(url, STR(":")), slash = str_find(url, STR("/"));
    return colon != STR_NONE && (slash == STR_NONE || colon < slash);
}

// %20 and its like.
static struct str decoded(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < s.count; i++) {
        bool escape = s.bytes[i] == '%' && i + 2 < s.count;
        int high = escape ? ascii_hex_value(s.bytes[i + 1]) : -1;
        int low = high >= 0 ? ascii_hex_value(s.bytes[i + 2]) : -1;
        bool whole = low >= 0 && high * 16 + low >= ' ';
        out[count++] = whole ? (char)(high * 16 + low) : s.bytes[i];
        i += whole ? 2 : 0;
    }
    struct str text = {out, count};
    return utf8_valid(out, count) || count == 0 ? text : s;
}

// ./ leads nowhere.
static struct str without_dots(struct str folder)
{
    while (str_starts(folder, STR("./")))
        folder = str_slice(folder, 2, folder.count);
    return folder;
}

static bool read_link(struct arena *arena, struct str url, struct named *named)
{
    size_t hash = str_find(url, STR("#"));
    size_t end = hash == STR_NONE ? url.count : hash, start = end;
    if (has_scheme(url) || str_starts(url, STR("/")))
        return false;
    while (start > 0 && url.bytes[start - 1] != '/')
        start--;
    *named = (struct named){.folder = without_dots(str_slice(url, 0, start)),
                            .file = decoded(arena, str_slice(url, start, end))};
    if (hash != STR_NONE)
        named->part = decoded(arena, str_slice(url, hash + 1, url.count));
    return is_source(named->file);
}

// ----- The file -----

// As it is opened: beside the file of the brief.
static const char *path_beside(struct arena *arena, struct str brief,
                               struct str name)
{
    size_t folder = brief.count;
    while (folder > 0 && brief.bytes[folder - 1] != '/')
        folder--;
    return arena_c_string(arena, arena_printf(arena, "%.*s%.*s", (int)folder,
                                              brief.bytes, STR_ARG(name)));
}

static bool is_file(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
}

struct hash brief_links_hash(const struct input *input, struct str path)
{
    struct arena *arena = arena_new();
    struct hash hash;
    const char *file = path_beside(arena, input_shown_path(input), path);
    if (!is_file(file) || !hash_file(file, &hash))
        hash = hash_bytes(STR("there is none"));
    struct str base = input->series ? input->series->base : STR("");
    hash = hash_bytes(
        arena_printf(arena, "%llx %llx %.*s", (unsigned long long)hash.low,
                     (unsigned long long)hash.high, STR_ARG(base)));
    arena_free(arena);
    return hash;
}

// ----- The part -----

static struct str heading_id(struct arena *arena, struct str words)
{
    // "Findings {#id .class}"
    size_t braces = str_find(words, STR("{#"));
    struct str rest = braces == STR_NONE
                          ? STR("")
                          : str_slice(words, braces + 2, words.count);
    size_t end = 0;
    while (end < rest.count && rest.bytes[end] != '}' && rest.bytes[end] != ' ')
        end++;
    return end > 0 ? str_slice(rest, 0, end)
                   : id_safe(arena, id_of_words(arena, words));
}

// The id of the part in the text; empty where nothing is called so.
static struct str find_part(struct arena *arena, struct str text,
                            struct str part)
{
    struct blocks blocks = blocks_scan(arena, text);
    struct str words = id_safe(arena, id_of_words(arena, part));
    for (size_t i = 0; i < blocks.count; i++) {
        const struct block *block = &blocks.items[i];
        if (block->kind != BLOCK_HEADING)
            continue;
        struct str id = heading_id(arena, block_text(text, block));
        if (str_equal(id, part) || (words.count && str_equal(id, words)))
            return id;
    }
    static const char *const forms[] = {"id=\"%.*s\"", "name=\"%.*s\"",
                                        "{#%.*s}"};
    for (size_t i = 0; i < COUNT(forms); i++) {
        struct buffer form = {0};
        const char *place = strstr(forms[i], "%.*s");
        buffer_add(&form, (struct str){forms[i], (size_t)(place - forms[i])});
        buffer_add(&form, part);
        buffer_add_c(&form, place + 4);
        bool found = str_find(text, buffer_str(&form)) != STR_NONE;
        buffer_release(&form);
        if (found)
            return part;
    }
    return STR("");
}

// ----- Its outputs -----

// base and folder, and the way up and down from there.
static struct str address_of(const struct linking *now, struct str relative)
{
    const struct series *series = now->input->series;
    if (!series || series->base.count == 0)
        return STR("");
    struct str folder = names_url(now->arena, str_of(now->input->folder));
    while (str_starts(relative, STR("../")) && folder.count > 0) {
        while (folder.count > 0 && folder.bytes[folder.count - 1] != '/')
            folder.count--;
        folder.count -= folder.count > 0;
        relative = str_slice(relative, 3, relative.count);
    }
    return arena_printf(now->arena, "%.*s%.*s%s%.*s", STR_ARG(series->base),
                        STR_ARG(folder), folder.count ? "/" : "",
                        STR_ARG(relative));
}

static struct str output_of(const struct linking *now, struct named named,
                            struct str stem, enum format_trait trait)
{
    return arena_printf(now->arena, "%.*s%.*s%s", STR_ARG(named.folder),
                        STR_ARG(names_url(now->arena, stem)),
                        format_facts[format_with(trait)].ending);
}

static void set_link(const struct linking *now, struct node *node,
                     struct named named, struct str stem, struct str id)
{
    struct link *link = &node->as.link;
    struct str page = output_of(now, named, stem, IS_WEB_PAGE);
    struct str printed = output_of(now, named, stem, NEEDS_PAGES);
    struct str book =
        address_of(now, output_of(now, named, stem, USES_BOOK_TEMPLATES));
    struct str address = address_of(now, printed);
    link->url = id.count ? arena_printf(now->arena, "%.*s#%.*s", STR_ARG(page),
                                        STR_ARG(names_url(now->arena, id)))
                         : page;
    link->printed = address.count ? address : printed;
    link->book = book;
    if (now->book && book.count == 0 &&
        !diag_told(now->context->diag, MESSAGE_link_unbound))
        diag_report(now->context->diag, node->at, MESSAGE_link_unbound,
                    named.file);
}

// Reads the other brief for its name and its headings.
static void lead_to(const struct linking *now, struct node *node,
                    struct named named, const char *path)
{
    struct arena *scratch = arena_new();
    struct input other = input_named(scratch, path, NULL);
    struct str id = STR("");
    struct diag *unheard = diag_new(scratch, other.names.shown);
    input_take_keys(&other, now->options, scratch);
    bool read = input_read(&other, now->options, unheard);
    if (named.part.count && read)
        id = arena_str(now->arena,
                       find_part(scratch, other.text.text, named.part));
    if (named.part.count && id.count == 0)
        diag_report(now->context->diag, node->at, MESSAGE_link_part_missing,
                    named.file, named.part);
    set_link(now, node, named, arena_str(now->arena, other.names.stem), id);
    input_release(&other);
    arena_free(scratch);
}

static void resolve(const struct linking *now, struct node *node)
{
    struct named named;
    if (node->as.link.note || !read_link(now->arena, node->as.link.url, &named))
        return;
    struct str name = arena_printf(now->arena, "%.*s%.*s",
                                   STR_ARG(decoded(now->arena, named.folder)),
                                   STR_ARG(named.file));
    const char *path = path_beside(now->arena, now->context->path, name);
    if (now->context->reads)
        dependencies_add(now->context->reads, DEPENDENCY_LINK, name,
                         brief_links_hash(now->input, name));
    if (is_file(path) && !input_leads_out(path, NULL))
        lead_to(now, node, named, path);
}

void brief_links_resolve(struct brief *brief, const struct context *context,
                         const struct input *input,
                         const struct input_options *options, unsigned formats)
{
    bool book = formats_traits(formats) & USES_BOOK_TEMPLATES;
    struct linking now = {brief, context, input, options, brief->arena, book};
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        for (struct node *node = roots[i]; node;
             node = node_next(roots[i], node))
            if (node->kind == NODE_LINK)
                resolve(&now, node);
}

// SPDX-License-Identifier: MIT
// Some keys of the front matter, before the brief is read in full.
#include "read/front_matter/yaml_tree.h"

#include "languages/language.h"
#include "languages/language_named.h"

static struct str text_of(struct arena *arena, const struct yaml *value)
{
    bool given = value && value->kind == YAML_TEXT && !yaml_is_null(value);
    return given ? arena_str(arena, str_trim(value->text)) : STR("");
}

struct named_list {
    struct arena *arena;
    struct named_edition *items;
    size_t count, capacity;
};

static void add_named(struct named_list *list, struct str name, struct str path,
                      struct place at)
{
    struct str lang;
    if (path.count == 0 || !language_named(list->arena, name, &lang))
        return;
    ARENA_PUSH(list->arena, list->items, list->count, list->capacity) =
        (struct named_edition){lang, path, at};
}

// The two forms that read_editions of front_matter.c takes.
static void take_editions(struct front_keys *keys, struct arena *arena,
                          const struct reader *reader, const struct yaml *value)
{
    struct named_list list = {.arena = arena};
    for (const struct yaml *e = value ? value->first : NULL; e; e = e->next) {
        struct place at = yaml_place(reader, e);
        if (value->kind == YAML_MAP && e->key->kind == YAML_TEXT)
            add_named(&list, text_of(arena, e->key), text_of(arena, e), at);
        else if (value->kind == YAML_LIST && e->kind == YAML_MAP)
            add_named(&list, text_of(arena, yaml_entry(e, STR("lang"))),
                      text_of(arena, yaml_entry(e, STR("path"))), at);
    }
    keys->editions = list.items;
    keys->edition_count = list.count;
}

// A text; of a map from languages to texts the one in lang, else the first.
static struct front_value value_of(struct arena *arena,
                                   const struct reader *reader,
                                   const struct yaml *tree, struct str key,
                                   struct str lang)
{
    const struct yaml *value = yaml_entry(tree, key);
    if (value && value->kind == YAML_MAP) {
        const struct yaml *own = yaml_entry(value, lang);
        value = own ? own : value->first;
    }
    struct str text = text_of(arena, value);
    return (struct front_value){text, text.count ? yaml_place(reader, value)
                                                 : PLACE_NONE};
}

struct front_keys front_keys_read(struct arena *arena, struct str text)
{
    struct front_keys keys = {.slug_place = PLACE_NONE};
    struct brief *brief = brief_new(STR(""));
    struct arena *own = brief->arena;
    // What is wrong is reported when the brief is read.
    struct context context = {.arena = own, .diag = diag_new(own, STR(""))};
    struct source *source = source_new(own, text);
    struct reader reader = {.source = source,
                            .context = &context,
                            .brief = brief,
                            .arena = own,
                            .diag = context.diag,
                            .text = source_text(source)};
    struct yaml *tree;
    size_t body_offset;
    if (front_matter_parse(&reader, &tree, &body_offset) && tree) {
        const struct yaml *slug = yaml_entry(tree, STR("slug"));
        keys.slug = text_of(arena, slug);
        keys.lang = text_of(arena, yaml_entry(tree, STR("lang")));
        keys.number = value_of(arena, &reader, tree, STR("number"), keys.lang);
        keys.title = value_of(arena, &reader, tree, STR("title"), keys.lang);
        keys.series = value_of(arena, &reader, tree, STR("series"), keys.lang);
        take_editions(&keys, arena, &reader, yaml_entry(tree, STR("editions")));
        if (slug)
            keys.slug_place = yaml_place(&reader, slug);
    }
    brief_free(brief);
    return keys;
}

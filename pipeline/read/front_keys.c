// SPDX-License-Identifier: MIT
// Two keys of the front matter, before the brief is read in full.
#include "yaml_tree.h"

static struct str text_of(struct arena *arena, const struct yaml *value)
{
    bool given = value && value->kind == YAML_TEXT && !yaml_is_null(value);
    return given ? arena_str(arena, str_trim(value->text)) : STR("");
}

struct front_keys read_front_keys(struct arena *arena, struct str text)
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
        if (slug)
            keys.slug_place = yaml_place(&reader, slug);
    }
    brief_free(brief);
    return keys;
}

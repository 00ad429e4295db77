// SPDX-License-Identifier: MIT
// Names are collected from front matter and from running text.
#include "model/brief_names.h"

#include "languages/rows.h"

static void add_texts(struct title_names *names, struct arena *arena,
                      const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        title_names_add(names, arena,
                        node_plain(arena, texts->items[i].content));
}

static void add_people(struct title_names *names, struct arena *arena,
                       const struct person *people, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_texts(names, arena, &people[i].name);
}

// Where all nouns are in capitals, these say nothing.
static void add_running(struct title_names *names, struct arena *arena,
                        const struct brief *brief, const struct node *root)
{
    if (language_has(brief->lang, ROW_capital_nouns))
        return;
    for (const struct node *node = root; node; node = node_next(root, node))
        if (node->kind == NODE_TEXT && node->parent &&
            node->parent->kind != NODE_HEADING)
            title_names_add_running(names, arena, node->as.text.text);
}

struct title_names brief_names(const struct brief *brief, struct arena *arena)
{
    struct title_names names = {0};
    const struct metadata *meta = &brief->meta;
    add_people(&names, arena, meta->authors, meta->author_count);
    add_people(&names, arena, meta->responsible, meta->responsible_count);
    for (size_t i = 0; i < meta->organisation_count; i++)
        add_texts(&names, arena, &meta->organisations[i].names);
    add_texts(&names, arena, &meta->series);
    add_texts(&names, arena, &meta->publisher);
    for (size_t i = 0; i < meta->abstract.count; i++)
        add_running(&names, arena, brief, meta->abstract.items[i].content);
    add_running(&names, arena, brief, brief->body);
    return names;
}

// SPDX-License-Identifier: MIT
// Copies of texts that briefs share: filters write into each brief's own.
#include "series/series_parts.h"

static bool same_image(const struct image *a, const struct image *b)
{
    return a->format == b->format && str_equal(a->bytes, b->bytes);
}

void series_image_share(struct brief *brief, struct image *image)
{
    for (size_t i = 0; image && i < brief->image_count; i++)
        if (same_image(brief->images[i], image))
            return;
    if (!image)
        return;
    struct image **images =
        ARENA_ARRAY(brief->arena, struct image *, brief->image_count + 1);
    for (size_t i = 0; i < brief->image_count; i++)
        images[i] = brief->images[i];
    images[brief->image_count++] = image;
    brief->images = images;
}

// Recursion ends at LIMIT_DEPTH, which the reader keeps.
static struct node *node_copy(struct brief *brief, const struct node *node)
{
    struct node *copy = node_new(brief->arena, node->kind, PLACE_NONE);
    copy->lang = node->lang;
    copy->direction = node->direction;
    copy->as = node->as;
    if (node->kind == NODE_IMAGE)
        series_image_share(brief, node->as.image.image);
    for (const struct node *child = node->first; child; child = child->next)
        node_append(copy, node_copy(brief, child));
    return copy;
}

struct texts series_texts_copy(struct brief *brief, const struct texts *texts)
{
    struct texts copy = {ARENA_ARRAY(brief->arena, struct text, texts->count),
                         texts->count};
    for (size_t i = 0; i < texts->count; i++) {
        copy.items[i] = texts->items[i];
        copy.items[i].content = node_copy(brief, texts->items[i].content);
    }
    return copy;
}

struct person series_person_copy(struct brief *brief,
                                 const struct person *person)
{
    struct person copy = *person;
    copy.at = PLACE_NONE;
    copy.name = series_texts_copy(brief, &person->name);
    copy.role = series_texts_copy(brief, &person->role);
    copy.biography = series_texts_copy(brief, &person->biography);
    copy.affiliation = series_texts_copy(brief, &person->affiliation);
    return copy;
}

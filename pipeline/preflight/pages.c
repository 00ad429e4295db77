// SPDX-License-Identifier: MIT
// The pages: what each has, its contents, its annotations.
#include "preflight/annotations.h"
#include "preflight/content.h"

#include <math.h>

enum { LIMIT_TREE_DEPTH = 60, LIMIT_PAGES = 100000 };

struct inherited {
    const struct cos *resources, *media, *crop;
};

static struct str contents_of(struct check *check, const struct cos *page)
{
    struct buffer bytes = {0};
    const struct cos *parts = get(check, page, "Contents");
    for (size_t i = 0; i < document_many(parts); i++) {
        buffer_add(&bytes,
                   document_data(check->document,
                                 document_nth(check->document, parts, i)));
        buffer_add_byte(&bytes, '\n');
    }
    return buffer_to_arena(&bytes, check->arena);
}

static void check_size(struct check *check, const struct cos *page,
                       const struct cos *box)
{
    if (box->count != 4)
        return;
    for (size_t i = 0; i < 2; i++) {
        double size = fabs(document_item(check->document, box, i + 2)->number -
                           document_item(check->document, box, i)->number);
        check_that(check, size >= 3 && size <= 14400, RULE_PAGE_SIZE, page);
    }
}

static void check_annotations(struct check *check, const struct cos *page,
                              const struct cos *crop)
{
    const struct cos *list = get(check, page, "Annots");
    const struct cos *tabs = get(check, page, "Tabs");
    if (list->count > 0) {
        check_that(check, object_is(tabs, "S"), RULE_TABS, page);
        check_that(check,
                   object_is(tabs, "S") || object_is(tabs, "A") ||
                       object_is(tabs, "W"),
                   RULE_TABS_2, page);
    }
    for (size_t i = 0; i < list->count; i++)
        annotation_check(check, document_item(check->document, list, i), crop);
}

static void check_page(struct check *check, const struct cos *page,
                       const struct inherited *from)
{
    const struct cos *key = get(check, page, "StructParents");
    check->page++;
    struct content content = {.object = page,
                              .bytes = contents_of(check, page),
                              .resources = get(check, page, "Resources"),
                              .parent_resources = from->resources,
                              .key = key->kind == OBJECT_INTEGER ? key->number
                                                                 : -1};
    static const char *const boxes[] = {"MediaBox", "CropBox", "TrimBox",
                                        "BleedBox", "ArtBox"};
    check_size(check, page, from->media);
    for (size_t i = 0; i < COUNT(boxes); i++)
        check_size(check, page, get(check, page, boxes[i]));
    check_that(check, !document_has(page, "AA"), RULE_PAGE_ACTIONS, page);
    check_that(check, !document_has(page, "PresSteps"), RULE_PRESENTATION_STEPS,
               page);
    colours_page(check, page);
    content_run(check, &content);
    check_annotations(check, page,
                      from->crop->count == 4 ? from->crop : from->media);
    colours_end(check);
}

static const struct cos *own(struct check *check, const struct cos *node,
                             const char *key, const struct cos *before)
{
    return document_has(node, key) ? get(check, node, key) : before;
}

static void walk(struct check *check, const struct cos *node,
                 struct inherited from, int depth)
{
    const struct cos *kids = get(check, node, "Kids");
    bool leaf = kids->kind != OBJECT_ARRAY;
    from.media = own(check, node, "MediaBox", from.media);
    from.crop = own(check, node, "CropBox", from.crop);
    if (depth > LIMIT_TREE_DEPTH || check->page > LIMIT_PAGES ||
        !object_is_dictionary(node))
        return;
    if (leaf) {
        check_page(check, node, &from);
        return;
    }
    from.resources = own(check, node, "Resources", from.resources);
    for (size_t i = 0; i < kids->count; i++)
        walk(check, document_item(check->document, kids, i), from, depth + 1);
}

void pages_check(struct check *check)
{
    colours_read(check);
    walk(check, get(check, check->catalog, "Pages"),
         (struct inherited){&object_null, &object_null, &object_null}, 0);
    check->page = 0;
}

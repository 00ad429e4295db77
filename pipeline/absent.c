// SPDX-License-Identifier: MIT
// Stand-ins for rooms that are not built yet; goes when the last is.
#include "epub.h"
#include "filters.h"
#include "html.h"
#include "pdf.h"
#include "read.h"
#include "typeset.h"

#define WEAK __attribute__((weak))
#define UNUSED __attribute__((unused))

WEAK void read_setup(void)
{
}
WEAK bool read_decode(struct str bytes, const struct context *c UNUSED,
                      struct str *text)
{
    *text = bytes;
    return true;
}
WEAK bool read_front_block(struct str text UNUSED,
                           struct front_block *block UNUSED)
{
    return false;
}
WEAK bool read_brief(const struct source *s UNUSED,
                     const struct context *c UNUSED, struct brief *brief)
{
    brief->lang = STR("en");
    brief->direction = DIRECTION_LTR;
    brief->body = node_new(brief->arena, NODE_PASSAGE, PLACE_NONE);
    return true;
}
#define REPAIR(name)                                                           \
    WEAK bool name(struct source *s UNUSED, const struct context *c UNUSED)    \
    {                                                                          \
        return true;                                                           \
    }
REPAIR(normalise)
REPAIR(rejoin)
REPAIR(collect_notes)
REPAIR(front)
#define CHANGE(name)                                                           \
    WEAK bool name(struct brief *b UNUSED, const struct context *c UNUSED)     \
    {                                                                          \
        return true;                                                           \
    }
CHANGE(renumber_notes)
CHANGE(titles)
CHANGE(typography)
CHANGE(outline)
CHANGE(check)
WEAK struct fonts *fonts_load(FILE *err UNUSED)
{
    return malloc(1);
}
WEAK void fonts_free(struct fonts *fonts)
{
    free(fonts);
}
WEAK void fonts_print(struct fonts *fonts UNUSED, FILE *out UNUSED)
{
}
WEAK struct typesetter *typesetter_new(struct fonts *fonts UNUSED)
{
    return NULL;
}
WEAK void typesetter_free(struct typesetter *typesetter UNUSED)
{
}
WEAK struct pages *typeset_brief(const struct brief *brief UNUSED,
                                 struct typesetter *typesetter UNUSED,
                                 const struct context *context)
{
    struct pages *pages = ARENA_NEW(context->arena, struct pages);
    pages->arena = context->arena;
    return pages;
}
WEAK void pages_dump(const struct pages *pages UNUSED, FILE *out UNUSED)
{
}
WEAK bool pdf_write(const struct pages *pages UNUSED,
                    const struct brief *brief UNUSED,
                    const struct context *context UNUSED,
                    struct buffer *out UNUSED)
{
    return true;
}
WEAK void xml_setup(void)
{
}
WEAK xmlDocPtr xml_brief(const struct brief *brief UNUSED)
{
    return xmlNewDoc(NULL);
}
WEAK struct templates *templates_load(void)
{
    return malloc(1);
}
WEAK void templates_free(struct templates *templates)
{
    free(templates);
}
WEAK bool html_write(const struct brief *brief UNUSED,
                     xmlDocPtr document UNUSED,
                     const struct templates *templates UNUSED,
                     struct html_links links UNUSED,
                     const struct context *context UNUSED,
                     struct output *output UNUSED)
{
    return true;
}
WEAK bool
epub_write(const struct brief *brief UNUSED, xmlDocPtr document UNUSED,
           const struct templates *templates UNUSED, struct fonts *fonts UNUSED,
           const struct pages *pages UNUSED,
           const struct context *context UNUSED, struct buffer *out UNUSED)
{
    return true;
}

// SPDX-License-Identifier: MIT
// qalam with faults planted in it: the program's own objects, linked with
// --wrap (Makefile). The title of a brief says which fault befalls it, so that
// the briefs beside it show what a fault of one does to the others.
#include "backends/interface/backend.h"
#include "base/fail.h"
#include "filters.h"
#include "read/read.h"
#include "site/site.h"
#include "titles/titles.h"
#include "typeset/typeset.h"

#include <libxslt/transform.h>

static bool titled(const struct brief *brief, const char *words)
{
    struct arena *arena = arena_new();
    bool is = brief->meta.title.count > 0 &&
              str_find(text_plain(arena, brief->meta.title.items[0]),
                       str_of(words)) != STR_NONE;
    arena_free(arena);
    return is;
}

// Overwrites the word "kareze" with spaces, where it stands first.
static bool blot_out(struct str text)
{
    size_t at = str_find(text, STR("kareze"));
    if (at != STR_NONE)
        memset((char *)(uintptr_t)text.bytes + at, ' ', 6);
    return at != STR_NONE;
}

// ----- Reading -----

bool __real_read_brief(const struct source *, const struct context *,
                       struct brief *);
bool __wrap_read_brief(const struct source *source,
                       const struct context *context, struct brief *brief);
bool __wrap_read_brief(const struct source *source,
                       const struct context *context, struct brief *brief)
{
    bool good = __real_read_brief(source, context, brief);
    const struct node *next;
    struct node *body = brief->body;
    for (struct node *node = body; node;
         node = (struct node *)(uintptr_t)next) {
        next = node_next(body, node);
        if (titled(brief, "read without a word") && node->kind == NODE_TEXT &&
            blot_out(node->as.text.text))
            break;
    }
    return good;
}

// ----- Filters -----

bool __real_titles(struct brief *, const struct context *);
bool __wrap_titles(struct brief *brief, const struct context *context);
bool __wrap_titles(struct brief *brief, const struct context *context)
{
    if (titled(brief, "filter breaks"))
        BUG("planted in a filter");
    return __real_titles(brief, context);
}

// ----- Pages -----

static void blot_out_page(struct page *page)
{
    for (size_t i = 0; i < page->placed_count; i++)
        if (page->placed[i].kind == PLACED_RUN)
            blot_out(page->placed[i].as.run.text);
}

struct pages *__real_typeset_brief(const struct brief *, struct typesetter *,
                                   const struct context *);
struct pages *__wrap_typeset_brief(const struct brief *brief,
                                   struct typesetter *typesetter,
                                   const struct context *context);
struct pages *__wrap_typeset_brief(const struct brief *brief,
                                   struct typesetter *typesetter,
                                   const struct context *context)
{
    struct pages *pages = __real_typeset_brief(brief, typesetter, context);
    if (titled(brief, "pages break"))
        BUG("planted in the pages");
    for (size_t i = 0;
         titled(brief, "pages without a word") && i < pages->count; i++)
        blot_out_page(&pages->items[i]);
    return pages;
}

// ----- Templates, which are applied under a lock -----

xmlDocPtr __real_xsltApplyStylesheetUser(xsltStylesheetPtr, xmlDocPtr,
                                         const char **, const char *, FILE *,
                                         xsltTransformContextPtr);
xmlDocPtr __wrap_xsltApplyStylesheetUser(xsltStylesheetPtr sheet,
                                         xmlDocPtr document,
                                         const char **params,
                                         const char *output, FILE *profile,
                                         xsltTransformContextPtr context);
xmlDocPtr __wrap_xsltApplyStylesheetUser(xsltStylesheetPtr sheet,
                                         xmlDocPtr document,
                                         const char **params,
                                         const char *output, FILE *profile,
                                         xsltTransformContextPtr context)
{
    xmlChar *text = xmlNodeGetContent(xmlDocGetRootElement(document));
    bool breaks = text && strstr((const char *)text, "templates break");
    xmlFree(text);
    if (breaks)
        BUG("planted under the templates’ lock");
    return __real_xsltApplyStylesheetUser(sheet, document, params, output,
                                          profile, context);
}

// ----- The site -----

bool __real_site_write(const struct site *, const struct site_brief *, size_t);
bool __wrap_site_write(const struct site *site, const struct site_brief *briefs,
                       size_t count);
bool __wrap_site_write(const struct site *site, const struct site_brief *briefs,
                       size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_find(briefs[i].record, STR("breaks")) != STR_NONE)
            BUG("planted in the site");
    return __real_site_write(site, briefs, count);
}

// ----- What is written -----

static bool blot_out_files(bool good, const struct backend_input *input,
                           const char *title, struct output *output)
{
    bool planted = titled(input->brief, title);
    for (size_t i = 0; planted && i < output->count; i++)
        blot_out(output->files[i].bytes);
    for (size_t i = 0; planted && i < output->inside_count; i++)
        blot_out(output->inside[i]);
    return good;
}

backend_make __real_html_make, __real_epub_make, __real_text_make;
backend_make __wrap_html_make, __wrap_epub_make, __wrap_text_make;

bool __wrap_html_make(const struct backend_input *input, struct output *output)
{
    return blot_out_files(__real_html_make(input, output), input,
                          "web page without a word", output);
}

bool __wrap_epub_make(const struct backend_input *input, struct output *output)
{
    return blot_out_files(__real_epub_make(input, output), input,
                          "book without a word", output);
}

bool __wrap_text_make(const struct backend_input *input, struct output *output)
{
    return blot_out_files(__real_text_make(input, output), input,
                          "text without a word", output);
}

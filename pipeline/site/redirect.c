// SPDX-License-Identifier: MIT
// Pages at old addresses, which lead on to where their readers want to go.
#include "site/site.h"

#include "backends/html/html.h"
#include "base/fail.h"
#include "languages/language.h"
#include "languages/words.h"

bool site_redirect(const struct site *site, struct str name, struct str lang,
                   struct str to)
{
    struct arena *arena = arena_new();
    xmlDocPtr document = xmlNewDoc((const xmlChar *)"1.0");
    xmlNodePtr root = xmlNewNode(NULL, (const xmlChar *)"redirect");
    if (!document || !root)
        fail_system("out of memory");
    xmlDocSetRootElement(document, root);
    const struct {
        const char *name;
        struct str value;
    } attributes[] = {{"lang", lang},
                      {"dir", language_direction(lang) == DIRECTION_RTL
                                  ? STR("rtl")
                                  : STR("ltr")},
                      {"to", to},
                      {"word", language_word(lang, WORD_moved)}};
    for (size_t i = 0; i < COUNT(attributes); i++)
        xmlSetProp(root, (const xmlChar *)attributes[i].name,
                   (const xmlChar *)arena_c_string(arena, attributes[i].value));
    xmlDocPtr page = templates_apply(site->templates, "redirect", document,
                                     NULL, site->diag);
    bool made = page != NULL;
    if (made)
        html_add_page(page, name, STR(""), site->output);
    xmlFreeDoc(page);
    xmlFreeDoc(document);
    arena_free(arena);
    return made;
}

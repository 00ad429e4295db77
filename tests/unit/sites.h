// SPDX-License-Identifier: MIT
// Sites made from briefs in Markdown, without the rest of a series' build.
#ifndef QALAM_TEST_SITES_H
#define QALAM_TEST_SITES_H

#include "unit.h"

#include "base/buffer.h"
#include "filters.h"
#include "collect-notes/collect_notes.h"
#include "front/front.h"
#include "normalise/normalise.h"
#include "sections/sections.h"
#include "renumber-notes/renumber_notes.h"
#include "titles/titles.h"
#include "languages/language.h"
#include "pipeline.h"
#include "read/read.h"
#include "site/site.h"

// The way of pipeline.c as far as the XML tree needs it. Free with brief_free.
static inline struct brief *brief_of(const char *path, const char *markdown)
{
    read_setup();
    struct brief *brief = brief_new(str_of(path));
    struct context context = {.arena = brief->arena,
                              .diag = diag_new(brief->arena, str_of(path)),
                              .path = str_of(path)};
    struct str text = arena_str(brief->arena, str_of(markdown));
    diag_set_text(context.diag, text);
    struct source *source = source_new(brief->arena, text);
    assert_true(normalise(source, &context));
    assert_true(collect_notes(source, &context));
    assert_true(read_brief(source, &context, brief));
    assert_true(renumber_notes(brief, &context));
    assert_true(titles(brief, &context));
    assert_true(sections(brief, &context));
    return brief;
}

static inline struct str record_of(struct arena *arena,
                                   const struct brief *brief)
{
    xmlDocPtr document = xml_brief(brief, NULL);
    struct buffer record = {0};
    site_record(brief, document, &record);
    xmlFreeDoc(document);
    struct str bytes = arena_str(arena, buffer_str(&record));
    buffer_release(&record);
    return bytes;
}

enum { SITE_BRIEFS = 700 };
struct trial {
    struct arena *arena;
    struct series series;
    struct diag *diag;
    struct site_brief briefs[SITE_BRIEFS];
    size_t count;
    struct output output;
};

// A brief with all outputs.
static inline struct site_brief *add_brief(struct trial *site,
                                           const char *folder, const char *stem,
                                           const char *front, const char *body)
{
    struct str text =
        arena_printf(site->arena, "---\n%s\n---\n\n%s\n", front, body);
    struct str path = arena_printf(site->arena, "%s.md", stem);
    struct brief *brief = brief_of(path.bytes, text.bytes);
    struct site_brief *added = &site->briefs[site->count++];
    *added = (struct site_brief){.record = record_of(site->arena, brief),
                                 .folder = str_of(folder),
                                 .stem = str_of(stem),
                                 .formats = FORMATS_DEFAULT,
                                 .page_count = 8};
    brief_free(brief);
    return added;
}

static inline struct texts *give_text(struct trial *site, struct texts *texts,
                                      const char *lang, const char *words)
{
    struct text *grown =
        ARENA_ARRAY(site->arena, struct text, texts->count + 1);
    for (size_t i = 0; i < texts->count; i++)
        grown[i] = texts->items[i];
    struct node *phrase = node_new(site->arena, NODE_PHRASE, PLACE_NONE);
    struct node *text = node_new(site->arena, NODE_TEXT, PLACE_NONE);
    text->as.text.text = str_of(words);
    node_append(phrase, text);
    grown[texts->count++] =
        (struct text){.lang = str_of(lang),
                      .direction = language_direction(str_of(lang)),
                      .content = phrase};
    texts->items = grown;
    return texts;
}

// The bytes of one file of the output; fails where it is not there.
static inline struct str site_file(const struct trial *site, const char *name)
{
    for (size_t i = 0; i < site->output.count; i++)
        if (str_equal(site->output.files[i].name, str_of(name)))
            return site->output.files[i].bytes;
    fail_msg("no %s", name);
    return STR("");
}

#endif

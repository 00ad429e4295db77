// SPDX-License-Identifier: MIT
// The text of a brief without markup, and the way back to the file.
#include "model/brief_text.h"

#include "base/buffer.h"
#include "base/characters.h"

#define OPAQUE STR("\uFFFC")

// ----- Collecting -----

struct collector {
    const struct brief *brief;
    struct arena *arena;
    struct text_views views;
    struct buffer text; // of the view that is being made, as are the parts
    struct view_part *parts;
    size_t part_count, part_capacity;
};

static void add_part(struct collector *collector, const struct node *node,
                     struct str text, struct str lang, bool opaque)
{
    ARENA_PUSH(collector->arena, collector->parts, collector->part_count,
               collector->part_capacity) =
        (struct view_part){collector->text.count, node, lang, opaque};
    buffer_add(&collector->text, text);
}

// A link that shows its address: no words.
static bool shows_address(const struct node *link)
{
    const struct node *text = link->first;
    if (!text || text->next || text->kind != NODE_TEXT)
        return false;
    struct str words = text->as.text.text;
    return str_find(words, STR(" ")) == STR_NONE &&
           (str_find(words, STR("://")) != STR_NONE ||
            str_find(words, STR("@")) != STR_NONE ||
            str_find(words, STR("/")) != STR_NONE ||
            str_starts(words, STR("www.")) ||
            str_find(link->as.link.url, words) != STR_NONE);
}

static bool is_opaque(const struct node *node)
{
    return node->kind == NODE_CODE || node->kind == NODE_IMAGE ||
           node->kind == NODE_NOTE_REFERENCE ||
           (node->kind == NODE_LINK && shows_address(node));
}

// The language at an inline, which mostly is its block's.
static struct str lang_at(const struct node *node, const struct node *block,
                          struct str lang)
{
    for (; node != block; node = node->parent)
        if (node->lang.count)
            return node->lang;
    return lang;
}

static void collect_inlines(struct collector *collector,
                            const struct node *block, struct str lang)
{
    const struct node *node = block->first;
    while (node) {
        struct str here = lang_at(node, block, lang);
        bool opaque = is_opaque(node);
        if (opaque)
            add_part(collector, node, OPAQUE, here, true);
        else if (node->kind == NODE_TEXT)
            add_part(collector, node, node->as.text.text, here, false);
        else if (node->kind == NODE_SOFT_BREAK)
            add_part(collector, node, STR(" "), here, false);
        else if (node->kind == NODE_LINE_BREAK)
            add_part(collector, node, STR("\n"), here, false);
        node =
            opaque ? node_next_skipping(block, node) : node_next(block, node);
    }
}

// Most views have one part: none keeps the room that a long one took.
static const struct view_part *kept_parts(const struct collector *collector)
{
    struct view_part *kept =
        ARENA_ARRAY(collector->arena, struct view_part, collector->part_count);
    memcpy(kept, collector->parts, collector->part_count * sizeof *kept);
    return kept;
}

static void collect_block(struct collector *collector, enum text_role kind,
                          const struct node *root, const struct note *note,
                          const struct node *block, struct str lang)
{
    lang = node_lang(block, lang);
    collector->text.count = 0;
    collector->part_count = 0;
    collect_inlines(collector, block, lang);
    if (collector->part_count == 0)
        return;
    struct text_view view = {
        .kind = kind,
        .root = root,
        .block = block,
        .note = note,
        .lang = lang,
        .text = arena_str(collector->arena, buffer_str(&collector->text)),
        .parts = kept_parts(collector),
        .part_count = collector->part_count};
    ARENA_PUSH(collector->arena, collector->views.items, collector->views.count,
               collector->views.capacity) = view;
}

static void collect_root(struct collector *collector, enum text_role kind,
                         const struct node *root, const struct note *note,
                         struct str lang)
{
    for (const struct node *node = root; node;) {
        bool holds = kind_facts[node->kind].holds == HOLDS_INLINES &&
                     kind_facts[node->kind].block;
        if (holds)
            collect_block(collector, kind, root, note, node, lang);
        node = holds ? node_next_skipping(root, node) : node_next(root, node);
    }
}

static void collect_texts(struct collector *collector, enum text_role kind,
                          const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        struct str lang = texts->items[i].lang;
        collect_root(collector, kind, texts->items[i].content, NULL,
                     lang.count ? lang : collector->brief->lang);
    }
}

static void collect_people(struct collector *collector,
                           const struct person *people, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        collect_texts(collector, TEXT_NAME, &people[i].name);
        collect_texts(collector, TEXT_NAME, &people[i].role);
        collect_texts(collector, TEXT_NAME, &people[i].affiliation);
        collect_texts(collector, TEXT_SMALL, &people[i].biography);
    }
}

static void collect_end_matter(struct collector *collector,
                               const struct metadata *meta)
{
    collect_people(collector, meta->authors, meta->author_count);
    for (size_t i = 0; i < meta->organisation_count; i++)
        collect_texts(collector, TEXT_NAME, &meta->organisations[i].names);
    collect_texts(collector, TEXT_NAME, &meta->publisher);
    collect_texts(collector, TEXT_NAME, &meta->place);
    collect_texts(collector, TEXT_SMALL, &meta->cite_as);
    collect_texts(collector, TEXT_SMALL, &meta->copyright);
    collect_texts(collector, TEXT_SMALL, &meta->licence);
    collect_people(collector, meta->responsible, meta->responsible_count);
    collect_texts(collector, TEXT_SMALL, &meta->cover_credit);
    collect_texts(collector, TEXT_SMALL, &meta->disclaimer);
}

struct text_views brief_texts(const struct brief *brief)
{
    struct collector collector = {.brief = brief, .arena = brief->arena};
    const struct metadata *meta = &brief->meta;
    collect_texts(&collector, TEXT_TITLE, &meta->series);
    collect_texts(&collector, TEXT_TITLE, &meta->title);
    collect_texts(&collector, TEXT_TITLE, &meta->subtitle);
    collect_texts(&collector, TEXT_ABSTRACT, &meta->abstract);
    collect_root(&collector, TEXT_BODY, brief->body, NULL, brief->lang);
    collect_end_matter(&collector, meta);
    for (size_t i = 0; i < brief->note_count; i++)
        collect_root(&collector, TEXT_NOTE, brief->notes[i]->content,
                     brief->notes[i], brief->lang);
    buffer_release(&collector.text);
    return collector.views;
}

// ----- Back to the file -----

// Past &nbsp; at start, or past the ampersand alone.
static size_t after_entity(struct str file, size_t start)
{
    enum { LONGEST_ENTITY = 32 };
    struct str entity = str_slice(file, start, start + LONGEST_ENTITY);
    size_t semicolon = str_find(entity, STR(";"));
    return start + (semicolon == STR_NONE ? 1 : semicolon + 1);
}

// How far into its range of the file a text goes at offset: both are walked
// side by side, over the escapes, entities and letters that the reader and the
// filters have changed.
static size_t walk_along(struct str file, struct str text, size_t offset)
{
    size_t at = 0;
    for (size_t i = 0; i < offset && at < file.count;) {
        uint32_t c = utf8_next(text, &i);
        size_t start = at;
        uint32_t written = utf8_next(file, &at);
        while (
            written != c && at < file.count &&
            (written == '\\' || written == '\r' || char_is_format(written))) {
            start = at;
            written = utf8_next(file, &at);
        }
        if (written == '&' &&
            (c != '&' ||
             str_starts(str_slice(file, start, file.count), STR("&amp;"))))
            at = after_entity(file, start);
    }
    return at;
}

// What the walk missed is mostly near: the words themselves are looked for.
static size_t find_near(struct str file, size_t at, struct str words)
{
    enum { NEAR = 80 };
    size_t from = at > NEAR ? at - NEAR : 0;
    struct str part = str_slice(file, from, at + NEAR + words.count);
    size_t best = STR_NONE, offset = 0;
    for (size_t found;
         words.count && (found = str_find(str_slice(part, offset, part.count),
                                          words)) != STR_NONE;
         offset += found + 1) {
        size_t place = from + offset + found;
        size_t apart = place > at ? place - at : at - place;
        size_t least = best > at ? best - at : at - best;
        if (best == STR_NONE || apart < least)
            best = place;
    }
    return best == STR_NONE ? at : best;
}

struct place brief_text_place(const struct text_view *view,
                              const struct diag *diag, size_t start, size_t end)
{
    const struct view_part *part = text_view_part(view, start);
    struct place at = part->node->at;
    size_t offset = start - part->start, count = end - start;
    struct str file = diag_text(diag), text = view->text;
    if (part->opaque || part->node->kind != NODE_TEXT || !place_known(at) ||
        at.offset + at.count > file.count)
        return at;
    if (at.count == part->node->as.text.text.count)
        return (struct place){at.offset + offset, count};
    file = str_slice(file, at.offset, at.offset + at.count);
    size_t near = walk_along(file, part->node->as.text.text, offset);
    near = find_near(file, near, str_slice(text, start, end));
    return (struct place){at.offset + near,
                          near + count <= at.count ? count : 0};
}

// SPDX-License-Identifier: MIT
// The tree's joints: making, linking, walking and reading nodes.
#include "model/brief.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "languages/language.h"

const struct kind_facts kind_facts[NODE_KIND_COUNT] = {
#define KIND(name, word, block, holds) [NODE_##name] = {word, block, holds},
#include "model/kinds.def"
#undef KIND
};

const char *box_kind_word(enum box_kind kind)
{
    static const char *const words[] = {
        [BOX_PLAIN] = "plain",
        [BOX_RECOMMENDATIONS] = "recommendations",
        [BOX_KEY_MESSAGES] = "key-messages",
        [BOX_DEFINITION] = "definition",
        [BOX_PULL] = "pull",
    };
    return words[kind];
}

const char *verse_word(enum verse_part part)
{
    static const char *const words[] = {[VERSE_NONE] = "",
                                        [VERSE_WHOLE] = "verse",
                                        [VERSE_STANZA] = "stanza",
                                        [VERSE_COUPLET] = "couplet"};
    return words[part];
}

const char *chart_kind_word(enum chart_kind kind)
{
    static const char *const words[] = {[CHART_BAR] = "bar",
                                        [CHART_LINE] = "line",
                                        [CHART_STACKED] = "stacked"};
    return words[kind];
}

struct brief *brief_new(struct str path)
{
    struct arena *arena = arena_new();
    struct brief *brief = ARENA_NEW(arena, struct brief);
    brief->arena = arena;
    brief->path = arena_str(arena, path);
    brief->body = node_new(arena, NODE_PASSAGE, PLACE_NONE);
    return brief;
}

void brief_free(struct brief *brief)
{
    if (brief)
        arena_free(brief->arena);
}

// ----- Pictures -----

void brief_add_image(struct brief *brief, struct image *image)
{
    size_t count = brief->image_count;
    for (size_t i = 0; i < count; i++)
        if (str_equal(brief->images[i]->file, image->file))
            return;
    // Full at each power of two.
    if ((count & (count - 1)) == 0) {
        struct image **more =
            ARENA_ARRAY(brief->arena, struct image *, count ? count * 2 : 1);
        if (count)
            memcpy(more, brief->images, count * sizeof *more);
        brief->images = more;
    }
    brief->images[brief->image_count++] = image;
}

void brief_fill_theme(struct brief *brief, const struct theme *from)
{
    theme_fill(&brief->meta.theme, from);
    if (brief->meta.theme.logo)
        brief_add_image(brief, brief->meta.theme.logo);
}

bool brief_shows_cover(const struct brief *brief)
{
    return brief->meta.cover &&
           settings_answer(&brief->meta.settings, SETTING_COVER_STYLE) !=
               COVER_PATTERN;
}

struct str brief_logo_name(struct arena *arena, const struct brief *brief)
{
    const struct text *name = texts_in(&brief->meta.publisher, brief->lang);
    if (name == NULL)
        name = texts_in(&brief->meta.series, brief->lang);
    if (name == NULL && brief->meta.organisation_count > 0)
        name = texts_in(&brief->meta.organisations[0].names, brief->lang);
    return name ? text_plain(arena, *name) : STR("");
}

// ----- Linking -----

struct node *node_new(struct arena *arena, enum kind kind, struct place at)
{
    struct node *node = ARENA_NEW(arena, struct node);
    node->kind = kind;
    node->at = at;
    return node;
}

void node_append(struct node *parent, struct node *child)
{
    child->parent = parent;
    child->previous = parent->last;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void node_insert_before(struct node *sibling, struct node *node)
{
    node->parent = sibling->parent;
    node->previous = sibling->previous;
    node->next = sibling;
    if (sibling->previous)
        sibling->previous->next = node;
    else if (sibling->parent)
        sibling->parent->first = node;
    sibling->previous = node;
}

void node_insert_after(struct node *sibling, struct node *node)
{
    node->parent = sibling->parent;
    node->next = sibling->next;
    node->previous = sibling;
    if (sibling->next)
        sibling->next->previous = node;
    else if (sibling->parent)
        sibling->parent->last = node;
    sibling->next = node;
}

void node_unlink(struct node *node)
{
    if (node->previous)
        node->previous->next = node->next;
    else if (node->parent)
        node->parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else if (node->parent)
        node->parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

// ----- Walking -----

struct node *node_next_skipping(const struct node *root,
                                const struct node *node)
{
    while (node != root) {
        if (node->next)
            return node->next;
        node = node->parent;
    }
    return NULL;
}

struct node *node_next(const struct node *root, const struct node *node)
{
    return node->first ? node->first : node_next_skipping(root, node);
}

// ----- Reading -----

struct node *node_cut(struct arena *arena, struct node *node, size_t offset)
{
    struct str text = node->as.text.text;
    // Repairs may have changed the text, so that its bytes are not those of
    // the file: then both halves keep the place of the whole.
    struct place at = node->at;
    bool exact = place_known(at) && at.count == text.count;
    struct node *rest = node_new(
        arena, NODE_TEXT,
        exact ? (struct place){at.offset + offset, at.count - offset} : at);
    if (exact)
        node->at.count = offset;
    rest->as.text.text = str_slice(text, offset, text.count);
    node->as.text.text = str_slice(text, 0, offset);
    node_insert_after(node, rest);
    return rest;
}

struct str node_lang(const struct node *node, struct str fallback)
{
    for (; node; node = node->parent)
        if (node->lang.count)
            return node->lang;
    return fallback;
}

enum direction node_direction(const struct node *node, enum direction fallback)
{
    for (; node; node = node->parent)
        if (node->direction != DIRECTION_INHERIT)
            return node->direction;
    return fallback;
}

static void add_space(struct buffer *plain)
{
    if (plain->count && plain->bytes[plain->count - 1] != ' ')
        buffer_add_byte(plain, ' ');
}

struct str node_own_text(const struct node *node)
{
    if (kind_facts[node->kind].holds == HOLDS_TEXT)
        return node->as.text.text;
    if (node->kind == NODE_CODE_BLOCK)
        return node->as.code_block.text;
    if (node->kind == NODE_FORMULA)
        return node->as.formula.source;
    return node->kind == NODE_IMAGE ? node->as.image.alt : STR("");
}

static bool is_gap(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           (kind_facts[node->kind].block && node->kind != NODE_CODE_BLOCK);
}

struct str node_plain(struct arena *arena, const struct node *root)
{
    struct buffer plain = {0};
    for (const struct node *node = root; node; node = node_next(root, node)) {
        buffer_add(&plain, node_own_text(node));
        if (is_gap(node))
            add_space(&plain);
    }
    struct str result = arena_str(arena, str_trim(buffer_str(&plain)));
    buffer_release(&plain);
    return result;
}

struct str text_plain(struct arena *arena, struct text text)
{
    return node_plain(arena, text.content);
}

const struct text *texts_in(const struct texts *texts, struct str lang)
{
    for (size_t i = 0; i < texts->count; i++)
        if (str_equal_ascii_case(texts->items[i].lang, lang))
            return &texts->items[i];
    for (size_t i = 0; i < texts->count; i++)
        if (str_equal(language_primary(texts->items[i].lang),
                      language_primary(lang)))
            return &texts->items[i];
    return texts->count ? &texts->items[0] : NULL;
}

// ----- Topics -----

bool brief_has_keyword(const struct brief *brief, const struct texts *name)
{
    const struct metadata *meta = &brief->meta;
    const struct text *own = texts_in(name, brief->lang);
    struct str plain = own ? text_plain(brief->arena, *own) : STR("");
    for (size_t i = 0; i < meta->keyword_count; i++) {
        const struct text *text = texts_in(&meta->keywords[i], brief->lang);
        if (text && str_equal(text_plain(brief->arena, *text), plain))
            return true;
    }
    return false;
}

size_t brief_topics(const struct brief *brief, const struct text ***topics)
{
    const struct metadata *meta = &brief->meta;
    size_t count = 0;
    const struct text **found =
        ARENA_ARRAY(brief->arena, const struct text *,
                    meta->keyword_count + meta->subject_count);
    for (size_t i = 0; i < meta->keyword_count; i++) {
        found[count] = texts_in(&meta->keywords[i], brief->lang);
        count += found[count] != NULL;
    }
    for (size_t i = 0; i < meta->subject_count; i++) {
        const struct texts *name = &meta->subjects[i].name;
        found[count] =
            brief_has_keyword(brief, name) ? NULL : texts_in(name, brief->lang);
        count += found[count] != NULL;
    }
    *topics = found;
    return count;
}

// ----- Roots -----

struct roots {
    struct arena *arena;
    struct node **items;
    size_t count, capacity;
    struct str lang;   // of the brief
    struct str *langs; // as many as items; NULL: nobody asks
};

static void add_root(struct roots *roots, struct node *root, struct str lang)
{
    size_t capacity = roots->capacity, lang_capacity = roots->capacity,
           at = roots->count;
    ARENA_PUSH(roots->arena, roots->items, roots->count, capacity) = root;
    if (roots->langs)
        ARENA_PUSH(roots->arena, roots->langs, at, lang_capacity) =
            lang.count ? lang : roots->lang;
    roots->capacity = capacity;
}

static void add_texts(struct roots *roots, const struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        add_root(roots, texts->items[i].content, texts->items[i].lang);
}

static void add_people(struct roots *roots, const struct person *people,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_texts(roots, &people[i].name);
        add_texts(roots, &people[i].role);
        add_texts(roots, &people[i].affiliation);
        add_texts(roots, &people[i].biography);
    }
}

static void add_end_matter(struct roots *roots, const struct metadata *meta)
{
    add_people(roots, meta->authors, meta->author_count);
    for (size_t i = 0; i < meta->organisation_count; i++)
        add_texts(roots, &meta->organisations[i].names);
    add_texts(roots, &meta->cite_as);
    add_texts(roots, &meta->publisher);
    add_texts(roots, &meta->place);
    add_texts(roots, &meta->copyright);
    add_texts(roots, &meta->licence);
    add_texts(roots, &meta->imprint);
    add_people(roots, meta->responsible, meta->responsible_count);
    add_texts(roots, &meta->cover_credit);
    add_texts(roots, &meta->disclaimer);
    for (size_t i = 0; i < meta->keyword_count; i++)
        add_texts(roots, &meta->keywords[i]);
    for (size_t i = 0; i < meta->subject_count; i++)
        add_texts(roots, &meta->subjects[i].name);
}

// Filters ask for them again and again: there is room for all notes at once.
static struct roots roots_of(const struct brief *brief, bool langs)
{
    enum { OTHERS = 64 };
    const struct metadata *meta = &brief->meta;
    size_t capacity = brief->note_count + OTHERS;
    struct roots roots = {
        .arena = brief->arena,
        .lang = brief->lang,
        .items = ARENA_ARRAY(brief->arena, struct node *, capacity),
        .langs = langs ? ARENA_ARRAY(brief->arena, struct str, capacity) : NULL,
        .capacity = capacity};
    add_texts(&roots, &meta->series);
    add_texts(&roots, &meta->kind);
    add_texts(&roots, &meta->title);
    add_texts(&roots, &meta->short_title);
    add_texts(&roots, &meta->subtitle);
    add_texts(&roots, &meta->abstract);
    add_root(&roots, brief->body, brief->lang);
    add_end_matter(&roots, meta);
    for (size_t i = 0; i < brief->note_count; i++)
        add_root(&roots, brief->notes[i]->content, brief->lang);
    return roots;
}

size_t brief_roots_in(const struct brief *brief, struct node ***out,
                      struct str **langs)
{
    struct roots roots = roots_of(brief, true);
    *out = roots.items;
    *langs = roots.langs;
    return roots.count;
}

size_t brief_roots(const struct brief *brief, struct node ***out)
{
    struct roots roots = roots_of(brief, false);
    *out = roots.items;
    return roots.count;
}

// ----- Sizes of pictures -----

void picture_shown_size(const struct picture *picture, uint32_t *width,
                        uint32_t *height)
{
    const struct image *image = picture->image;
    *width = image->width;
    *height = image->height;
    if (picture->shown == 0 || image->width == 0)
        return;
    *width = picture->shown;
    *height = (uint32_t)(((uint64_t)image->height * picture->shown +
                          image->width / 2) /
                         image->width);
    if (*height == 0)
        *height = 1;
}

uint32_t picture_pixels(struct str width)
{
    enum { PIXELS_MOST = 10000 };
    uint32_t pixels = 0;
    if (str_ends(width, STR("px")))
        width = str_slice(width, 0, width.count - 2);
    for (size_t i = 0; i < width.count; i++) {
        if (width.bytes[i] < '0' || width.bytes[i] > '9')
            return 0;
        pixels = pixels * 10 + (uint32_t)(width.bytes[i] - '0');
        if (pixels > PIXELS_MOST)
            return 0;
    }
    return pixels;
}

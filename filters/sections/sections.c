// SPDX-License-Identifier: MIT
// Sections: levels without gaps, ids that last, recommendations, links to
// places in the brief.
#include "sections/sections.h"

#include "sections/anchors.h"
#include "base/ascii.h"
#include "base/characters.h"
#include "model/ids.h"
#include "languages/language.h"
#include "languages/words.h"
#include "model/brief_words.h"
#include "text/plain.h"
#include "languages/rows.h"

// ----- Empty headings -----

static bool holds_more_than_text(const struct node *heading)
{
    for (const struct node *node = heading; node;
         node = node_next(heading, node))
        if (node->kind == NODE_IMAGE || node->kind == NODE_NOTE_REFERENCE)
            return true;
    return false;
}

// A heading of nothing but a picture or a note reference is a paragraph.
static void drop_empty_heading(struct node *heading,
                               const struct context *context)
{
    if (!plain_empty(node_plain(context->arena, heading)))
        return;
    if (holds_more_than_text(heading)) {
        heading->kind = NODE_PARAGRAPH;
        return;
    }
    diag_report(context->diag, heading->at, MESSAGE_heading_empty);
    node_unlink(heading);
}

static void drop_empty_headings(struct node *root,
                                const struct context *context)
{
    for (struct node *node = root, *next; node; node = next) {
        next = node_next(root, node);
        if (node->kind != NODE_HEADING)
            continue;
        next = node_next_skipping(root, node);
        drop_empty_heading(node, context);
    }
}

// A rule at the end of the body divides it from nothing.
static void drop_last_rules(struct node *body)
{
    while (body->last && (body->last->kind == NODE_RULE ||
                          body->last->kind == NODE_PAGE_BREAK))
        node_unlink(body->last);
}

// ----- Levels -----

enum { SECTION = 2, DEEPEST = 6 };

struct open_section {
    int written, level; // as the author wrote it, and as it is set
};

// By how much all headings move so that sections begin at level 2: a brief
// whose title is in the front matter often has its sections on level 1.
static int shift_of(const struct node *body)
{
    int least = DEEPEST + 1;
    for (const struct node *node = body; node; node = node_next(body, node))
        if (node->kind == NODE_HEADING && node->as.heading.level < least)
            least = node->as.heading.level;
    return SECTION - least;
}

static struct str digits(struct arena *arena, int number)
{
    return arena_printf(arena, "%d", number);
}

// A heading's level is one more than that of the section it stands in, which
// is the nearest heading before it with fewer marks.
static void close_levels(struct node *body, const struct context *context)
{
    struct open_section open[DEEPEST + 2] = {{0, SECTION - 1}};
    int depth = 0, shift = shift_of(body);
    for (struct node *node = body; node; node = node_next(body, node)) {
        if (node->kind != NODE_HEADING)
            continue;
        int written = node->as.heading.level;
        while (depth > 0 && open[depth].written >= written)
            depth--;
        int level = open[depth].level + 1;
        if (level > DEEPEST)
            level = DEEPEST;
        if (level != written + shift)
            diag_report(context->diag, node->at, MESSAGE_heading_jump,
                        digits(context->arena, written),
                        digits(context->arena,
                               depth ? open[depth].written : SECTION - 1),
                        digits(context->arena,
                               level - shift > 0 ? level - shift : level));
        node->as.heading.level = level;
        open[++depth] = (struct open_section){written, level};
    }
}

// ----- Recommendations -----

// 5. Recommendations → recommendations
static struct str without_number(struct str id)
{
    size_t from = 0;
    for (size_t offset = 0; offset < id.count;) {
        uint32_t c = utf8_next(id, &offset);
        if (!char_is_digit(c) && c != '-')
            break;
        from = offset;
    }
    return str_slice(id, from, id.count);
}

static bool names_recommendations(const struct brief *brief,
                                  const struct node *heading)
{
    struct arena *arena = brief->arena;
    struct str lang = node_lang(heading, brief->lang);
    struct str id =
        without_number(id_of_words(arena, node_plain(arena, heading)));
    struct str word = language_word(lang, WORD_recommendations);
    struct str own = brief_word(brief, WORD_recommendations);
    if (str_equal(id, id_of_words(arena, word)) ||
        str_equal(id, id_of_words(arena, own)))
        return true;
    // In the form of ids (ids.h), in any language.
    return languages_list(ROW_recommendation_headings, id, lang);
}

// The first sibling after a heading that is not of its section; NULL where it
// goes on to the end. A rule behind the list ends it too: what follows is the
// end of the brief. *list: is there a list in it?
static struct node *section_end(const struct node *heading, bool *list)
{
    struct node *node = heading->next;
    *list = false;
    for (; node; node = node->next) {
        if (node->kind == NODE_HEADING &&
            node->as.heading.level <= heading->as.heading.level)
            break;
        if (*list && node->kind == NODE_RULE)
            break;
        *list = *list || node->kind == NODE_LIST;
    }
    return node;
}

static void box_section(struct brief *brief, struct node *heading,
                        const struct node *end)
{
    struct node *box = node_new(brief->arena, NODE_BOX, heading->at);
    box->as.box.kind = BOX_RECOMMENDATIONS;
    heading->as.heading.role = HEADING_RECOMMENDATIONS;
    node_insert_before(heading, box);
    for (struct node *node = heading, *next; node != end; node = next) {
        next = node->next;
        node_unlink(node);
        node_append(box, node);
    }
}

static void find_recommendations(struct brief *brief)
{
    for (struct node *node = brief->body->first, *next; node; node = next) {
        next = node->next;
        if (node->kind == NODE_BOX &&
            node->as.box.kind == BOX_RECOMMENDATIONS && node->first &&
            node->first->kind == NODE_HEADING)
            node->first->as.heading.role = HEADING_RECOMMENDATIONS;
        if (node->kind != NODE_HEADING || node->as.heading.level != SECTION ||
            !names_recommendations(brief, node))
            continue;
        bool list;
        struct node *end = section_end(node, &list);
        if (list) {
            box_section(brief, node, end);
            next = end;
        }
    }
}

// ----- Ids -----

static struct str wanted_id(struct arena *arena, const struct node *heading)
{
    struct str id = id_of_words(arena, node_plain(arena, heading));
    return id.count ? id_safe(arena, id) : STR("section");
}

// A heading's own id, or the words of it where it has none.
static void set_id(struct ids *ids, struct node *node, bool made)
{
    if (node->kind == NODE_HEADING && made == (node->as.heading.id.count == 0))
        node->as.heading.id = ids_take(ids, made ? wanted_id(ids->arena, node)
                                                 : node->as.heading.id);
    else if (!made && node->anchor.count > 0)
        node->anchor = ids_take(ids, node->anchor);
}

// Ids that are there, the author's or of an earlier run, stay.
static void set_ids(struct ids *ids, struct node **roots, size_t count)
{
    for (int made = 0; made < 2; made++)
        for (size_t i = 0; i < count; i++)
            for (struct node *node = roots[i]; node;
                 node = node_next(roots[i], node))
                set_id(ids, node, made == 1);
}

// ----- Links -----

// What %D8%A7 in a link stands for; the link itself where that is no UTF-8.
static struct str decode_percent(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < s.count; i++) {
        bool escape = s.bytes[i] == '%' && i + 2 < s.count &&
                      ascii_hex_value(s.bytes[i + 1]) >= 0 &&
                      ascii_hex_value(s.bytes[i + 2]) >= 0;
        out[count++] = escape ? (char)(ascii_hex_value(s.bytes[i + 1]) * 16 +
                                       ascii_hex_value(s.bytes[i + 2]))
                              : s.bytes[i];
        i += escape ? 2 : 0;
    }
    for (size_t i = 0; i < count;) {
        size_t length = utf8_valid(out + i, count - i);
        if (length == 0 || (unsigned char)out[i] < 0x20)
            return s;
        i += length;
    }
    return (struct str){out, count};
}

struct targets {
    struct ids ids;
    struct anchors anchors;
};

// The id that a link means: of the author's name for a place, a heading's, or
// one of the words of a heading.
static struct str target_of(struct targets *targets, struct str url)
{
    struct ids *ids = &targets->ids;
    struct str name = decode_percent(ids->arena, str_slice(url, 1, url.count));
    struct str fit = id_of_name(ids->arena, name);
    const struct node *block = anchors_find(&targets->anchors, fit);
    if (block)
        return anchor_id(block);
    struct str words = id_safe(ids->arena, id_of_words(ids->arena, name));
    if (ids_have(ids, name))
        return name;
    return words.count && ids_have(ids, words) ? words : STR("");
}

static void unwrap(struct node *link)
{
    while (link->first) {
        struct node *child = link->first;
        node_unlink(child);
        node_insert_before(link, child);
    }
    node_unlink(link);
}

static void check_link(struct targets *targets, struct node *link,
                       const struct context *context)
{
    struct str target = target_of(targets, link->as.link.url);
    if (target.count) {
        link->as.link.url =
            arena_printf(targets->ids.arena, "#%.*s", STR_ARG(target));
        return;
    }
    diag_report(context->diag, link->at, MESSAGE_link_nowhere,
                str_slice(link->as.link.url, 1, link->as.link.url.count));
    unwrap(link);
}

static void check_links(struct targets *targets, struct node *root,
                        const struct context *context)
{
    for (struct node *node = root, *next; node; node = next) {
        next = node_next(root, node);
        // "#.figure-2" is a link of the filter captions to what it knows.
        if (node->kind == NODE_LINK &&
            str_starts(node->as.link.url, STR("#")) &&
            !str_starts(node->as.link.url, STR("#.")))
            check_link(targets, node, context);
    }
}

bool sections(struct brief *brief, const struct context *context)
{
    struct targets targets = {{.arena = brief->arena}, {.arena = brief->arena}};
    struct node **roots;
    size_t count = brief_roots(brief, &roots);
    for (size_t i = 0; i < count; i++)
        anchors_move(&targets.anchors, roots[i]);
    for (size_t i = 0; i < count; i++)
        drop_empty_headings(roots[i], context);
    drop_last_rules(brief->body);
    close_levels(brief->body, context);
    find_recommendations(brief);
    set_ids(&targets.ids, roots, count);
    for (size_t i = 0; i < count; i++)
        check_links(&targets, roots[i], context);
    return true;
}

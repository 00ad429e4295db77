// SPDX-License-Identifier: MIT
// Captions that are typed as text: “Figure 1: …” or “Table: …” beside a picture
// or table, and what number a caption gives itself.
#include "read/markdown/reader.h"

#include "base/characters.h"
#include "languages/language.h"
#include "languages/words.h"
#include "text/caption_words.h"

#include <unicode/uchar.h>

// ----- “Table:”, which gives no number -----

// The length of "word:" at the start of text, with a space before the colon as
// French has it and those after it; 0 where it does not begin so.
static size_t label_count(struct str text, struct str word)
{
    size_t i = word.count;
    if (word.count == 0 || !str_starts(text, word))
        return 0;
    if (str_starts(str_slice(text, i, text.count), STR("\u00A0")))
        i += 2;
    while (i < text.count && text.bytes[i] == ' ')
        i++;
    if (i == text.count || text.bytes[i] != ':')
        return 0;
    i++;
    while (i < text.count && text.bytes[i] == ' ')
        i++;
    return i;
}

// The length of pandoc's ": " at the start of text; 0 where it is not there.
static size_t colon_count(struct str text)
{
    size_t i = str_starts(text, STR(": ")) ? 1 : 0;
    while (i > 0 && i < text.count && text.bytes[i] == ' ')
        i++;
    return i;
}

static const struct node *bare_label(const struct reader *reader,
                                     const struct node *paragraph, bool table,
                                     size_t *count)
{
    const struct node *first = paragraph->first;
    if (!first || first->kind != NODE_TEXT)
        return NULL;
    struct str text = first->as.text.text;
    struct str lang = node_lang(paragraph, reader->brief->lang);
    *count = label_count(text, table ? STR("Table") : STR("Figure"));
    if (*count == 0)
        *count = label_count(
            text, language_word(lang, table ? WORD_table : WORD_figure));
    if (*count == 0 && table)
        *count = colon_count(text);
    return *count == 0 || (*count == text.count && !first->next) ? NULL : first;
}

// Takes it off the paragraph.
static void drop_bare_label(struct node *first, size_t count)
{
    struct str *text = &first->as.text.text;
    if (place_known(first->at) && first->at.count == text->count) {
        first->at.offset += count;
        first->at.count -= count;
    }
    *text = str_slice(*text, count, text->count);
    if (text->count == 0)
        node_unlink(first);
}

// ----- “Figure 1: …” -----

static struct caption_name name_of(const struct reader *reader,
                                   const struct node *holder, struct str text)
{
    return caption_name_at(reader->arena, text, 0,
                           node_lang(holder, reader->brief->lang), true, true);
}

static bool is_marked(const struct node *node)
{
    return node->kind == NODE_STRONG || node->kind == NODE_EMPHASIS;
}

// A label that ends where its markup or line ends needs no colon.
static bool ends_with_node(const struct reader *reader,
                           const struct node *first, size_t end)
{
    struct str text = node_plain(reader->arena, first);
    const struct node *next = first->next;
    bool whole = end == str_trim(text).count;
    return whole &&
           (is_marked(first) || !next || next->kind == NODE_SOFT_BREAK ||
            next->kind == NODE_LINE_BREAK);
}

// Is the run of inlines from first on a caption with a number of its own?
static struct caption_name typed_label(const struct reader *reader,
                                       const struct node *first,
                                       struct str plain)
{
    struct caption_name name = name_of(reader, first, plain);
    if (name.found && !caption_label_end(plain, name.end) &&
        !ends_with_node(reader, first, name.end))
        name.found = false;
    return name;
}

static struct caption_name paragraph_label(const struct reader *reader,
                                           const struct node *paragraph)
{
    if (!paragraph || paragraph->kind != NODE_PARAGRAPH || !paragraph->first ||
        (paragraph->first->kind != NODE_TEXT && !is_marked(paragraph->first)))
        return (struct caption_name){0};
    return typed_label(reader, paragraph->first,
                       node_plain(reader->arena, paragraph));
}

// The label stands out, as qalam's own do.
static void mark_label(struct reader *reader, struct node *caption, size_t end)
{
    struct node *first = caption->first;
    if (!first || first->kind != NODE_TEXT || end > first->as.text.text.count)
        return;
    struct node *strong = node_new(reader->arena, NODE_STRONG, first->at);
    if (end < first->as.text.text.count)
        node_cut(reader->arena, first, end);
    strong->at = first->at;
    node_insert_before(first, strong);
    node_unlink(first);
    node_append(strong, first);
}

// The end of the label with its colon, without the space behind it.
static size_t shown_end(struct str plain, size_t end)
{
    size_t after = caption_label_end(plain, end);
    return after ? str_trim(str_slice(plain, 0, after)).count : end;
}

// “Figure 2019 left out”: a year, unless a colon or full stop says otherwise.
static bool is_year(struct str plain, const struct caption_name *name)
{
    return name->number.count == 4 &&
           char_is_digit(utf8_after(name->number, 0)) &&
           !caption_label_end(plain, name->end);
}

// “Figure 3 of the first report”: what goes on in lower case is no caption that
// another stands in front of.
static bool is_mentioned(struct str plain, const struct caption_name *name)
{
    if (caption_label_end(plain, name->end))
        return false;
    size_t at = name->end;
    uint32_t c = ' ';
    while (at < plain.count && char_is_space(c))
        c = utf8_next(plain, &at);
    return u_islower((UChar32)c);
}

// A caption that stands with its picture may begin “Figure:”, too.
static void number_caption(struct reader *reader, struct node *caption)
{
    size_t count;
    if (bare_label(reader, caption, caption->parent->kind == NODE_TABLE,
                   &count))
        drop_bare_label(caption->first, count);
    struct str plain = node_plain(reader->arena, caption);
    struct caption_name name = name_of(reader, caption, plain);
    if (name.found && !is_year(plain, &name) && !is_mentioned(plain, &name))
        caption->as.caption =
            (struct caption){name.kind, name.number, name.table};
}

// ----- Beside a picture or table -----

static bool has_caption(const struct node *node)
{
    for (const struct node *child = node->first; child; child = child->next)
        if (child->kind == NODE_CAPTION)
            return true;
    return false;
}

static bool is_of_kind(const struct node *node, enum kind kind)
{
    return node && node->kind == kind;
}

// A paragraph that says it is a caption of such a thing. Table 2 may be a
// picture, where no table is on its other side; no table is a figure.
static bool is_caption(const struct reader *reader, const struct node *of,
                       const struct node *paragraph)
{
    bool table = of->kind == NODE_TABLE;
    size_t count;
    if (!is_of_kind(paragraph, NODE_PARAGRAPH))
        return false;
    if (bare_label(reader, paragraph, table, &count))
        return true;
    struct caption_name name = paragraph_label(reader, paragraph);
    const struct node *other =
        paragraph == of->next ? paragraph->next : paragraph->previous;
    if (!name.found)
        return false;
    return table ? name.table : !name.table || !is_of_kind(other, NODE_TABLE);
}

// Where captions stand above, the one below is the next thing's: so it is where
// pictures and captions take turns and a picture is the last. A few of them
// tell.
static bool next_has_it(const struct reader *reader, const struct node *of)
{
    enum { TURNS_MOST = 32 };
    for (int i = 0; i < TURNS_MOST; i++) {
        if (!is_caption(reader, of, of->next))
            return i > 0;
        const struct node *after = of->next->next;
        if (!is_of_kind(after, of->kind) || has_caption(after))
            return false;
        of = after;
    }
    return false;
}

static struct node *find_caption(const struct reader *reader,
                                 const struct node *of)
{
    bool before = is_caption(reader, of, of->previous);
    bool after = is_caption(reader, of, of->next);
    if (before && (!after || of->kind == NODE_TABLE || next_has_it(reader, of)))
        return of->previous;
    return after ? of->next : NULL;
}

static void take_label(struct reader *reader, struct node *caption, bool table)
{
    size_t count;
    if (bare_label(reader, caption, table, &count)) {
        drop_bare_label(caption->first, count);
        return;
    }
    struct str plain = node_plain(reader->arena, caption);
    struct caption_name name = name_of(reader, caption, plain);
    mark_label(reader, caption, shown_end(plain, name.end));
}

static void add_caption(struct reader *reader, struct node *of,
                        struct node *caption)
{
    bool table = of->kind == NODE_TABLE;
    take_label(reader, caption, table);
    node_unlink(caption);
    caption->kind = NODE_CAPTION;
    if (of->anchor.count == 0)
        of->anchor = caption->anchor;
    caption->anchor = (struct str){0};
    if (table && of->first)
        node_insert_before(of->first, caption);
    else
        node_append(of, caption);
}

// ----- In the paragraph of the picture -----

static bool is_break(const struct node *node)
{
    return node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK ||
           (node->kind == NODE_TEXT && str_blank(node->as.text.text));
}

// The text of inlines from first to the last but `end`.
static struct str plain_between(struct reader *reader, const struct node *first,
                                const struct node *end)
{
    struct buffer out = {0};
    for (const struct node *n = first; n && n != end; n = n->next)
        if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK)
            buffer_add_byte(&out, ' ');
        else
            buffer_add(&out, n->kind == NODE_TEXT
                                 ? n->as.text.text
                                 : node_plain(reader->arena, n));
    struct str plain = arena_str(reader->arena, buffer_str(&out));
    buffer_release(&out);
    return plain;
}

// A line in italics under a picture is its caption too.
static bool says_caption(struct reader *reader, const struct node *first,
                         const struct node *end, bool below)
{
    if (!first || first == end ||
        (first->kind != NODE_TEXT && !is_marked(first)))
        return false;
    if (below && first->kind == NODE_EMPHASIS && first->next == end)
        return true;
    return typed_label(reader, first, plain_between(reader, first, end)).found;
}

struct node *captions_split(struct reader *reader, struct node *paragraph,
                            struct node **attributes, struct node **caption)
{
    struct node *picture = paragraph->first, *first = NULL, *end = NULL;
    *attributes = *caption = NULL;
    while (picture && picture->kind != NODE_IMAGE)
        picture = picture->next;
    if (!picture)
        return NULL;
    struct node *after = picture->next;
    for (; is_of_kind(after, NODE_FIGURE) ||
           is_of_kind(after, NODE_NOTE_REFERENCE);
         after = after->next)
        if (after->kind == NODE_FIGURE)
            *attributes = after;
    if (picture == paragraph->first && after && is_break(after)) {
        while (after && is_break(after))
            after = after->next;
        first = after;
    } else if (!after && picture->previous && is_break(picture->previous)) {
        first = paragraph->first;
        for (end = picture; end->previous && is_break(end->previous);)
            end = end->previous;
    }
    if (!says_caption(reader, first, end, !end))
        return NULL;
    *caption = node_new(reader->arena, NODE_PARAGRAPH, first->at);
    for (struct node *n = first, *next; n && n != end; n = next) {
        next = n->next;
        if (n->kind == NODE_IMAGE || n->kind == NODE_FIGURE)
            return NULL; // a second one
        node_unlink(n);
        node_append(*caption, n);
    }
    return picture;
}

void captions_take(struct reader *reader, struct node *figure,
                   struct node *caption)
{
    struct str plain = node_plain(reader->arena, caption);
    if (name_of(reader, caption, plain).found)
        take_label(reader, caption, false);
    caption->kind = NODE_CAPTION;
    node_append(figure, caption);
}

// ----- All -----

void captions_find(struct reader *reader, struct node *root)
{
    for (struct node *node = root; node;) {
        bool of = node->kind == NODE_FIGURE || node->kind == NODE_TABLE;
        struct node *caption = of && node != root && !has_caption(node)
                                   ? find_caption(reader, node)
                                   : NULL;
        if (caption)
            add_caption(reader, node, caption);
        for (struct node *child = of ? node->first : NULL; child;
             child = child->next)
            if (child->kind == NODE_CAPTION)
                number_caption(reader, child);
        node = of ? node_next_skipping(root, node) : node_next(root, node);
    }
}

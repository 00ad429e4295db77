// SPDX-License-Identifier: MIT
// Numbers of figures and tables in the text become links to what they name. One
// that names nothing is told, but where it is another work's: “Figure 3 of the
// report”, “(Rubin 2020, Table 1)”.
#include "captions/captions.h"

#include "base/buffer.h"
#include "base/characters.h"
#include "base/hash_table.h"
#include "languages/language.h"
#include "languages/rows.h"
#include "text/caption_words.h"

#include <string.h>
#include <unicode/uchar.h>

struct linking {
    struct brief *brief;
    const struct context *context;
    struct hash_table known; // by kind and number: which of the urls
    struct str *urls;
    size_t url_count, url_capacity;
};

static uint64_t key_of(struct str kind, struct str number)
{
    return hash_table_key_more(hash_table_key(kind), number);
}

// ----- What there is -----

static bool is_counted(const struct node *caption, enum kind of)
{
    return caption->kind == NODE_CAPTION && caption->parent->kind == of;
}

static void know(struct linking *linking, const struct node *caption,
                 struct str kind, struct str number, struct str url)
{
    struct arena *arena = linking->brief->arena;
    bool added;
    hash_table_put(&linking->known, arena, hash_table_key(kind), 0, NULL);
    hash_table_put(&linking->known, arena, key_of(kind, number),
                   linking->url_count, &added);
    ARENA_PUSH(arena, linking->urls, linking->url_count,
               linking->url_capacity) = url;
    if (!added)
        diag_report(linking->context->diag, caption->at, MESSAGE_caption_twice,
                    node_plain(arena, caption), number);
}

// Tables and figures count apart, as their places are called (.figure-2).
static void know_caption(struct linking *linking, const struct node *caption,
                         size_t index, bool table)
{
    struct arena *arena = linking->brief->arena;
    struct str kind = caption->as.caption.kind,
               number = caption->as.caption.number;
    const char *word = table ? "table" : "figure";
    if (number.count == 0) {
        kind = str_of(word);
        number = arena_printf(arena, "%zu", index);
    }
    know(linking, caption, kind, number,
         arena_printf(arena, "#.%s-%zu", word, index));
}

// Nothing but pictures, and links around them.
static bool shows_pictures(const struct node *paragraph)
{
    bool any = false;
    if (!paragraph || paragraph->kind != NODE_PARAGRAPH)
        return false;
    for (const struct node *n = paragraph->first; n;
         n = node_next(paragraph, n)) {
        any |= n->kind == NODE_IMAGE;
        if ((n->kind == NODE_TEXT && !str_blank(n->as.text.text)) ||
            n->kind == NODE_CODE)
            return false;
    }
    return any;
}

static bool has_picture(const struct node *paragraph)
{
    for (const struct node *n = paragraph->first; n;
         n = node_next(paragraph, n))
        if (n->kind == NODE_IMAGE)
            return true;
    return false;
}

// The paragraph without its pictures, whose alternatives are no part of it.
static struct str plain_beside(struct arena *arena,
                               const struct node *paragraph)
{
    struct buffer out = {0};
    for (const struct node *n = paragraph->first; n; n = n->next)
        if (n->kind == NODE_TEXT)
            buffer_add(&out, n->as.text.text);
        else if (n->kind == NODE_SOFT_BREAK || n->kind == NODE_LINE_BREAK)
            buffer_add_byte(&out, ' ');
        else if (n->kind != NODE_IMAGE && !has_picture(n))
            buffer_add(&out, node_plain(arena, n));
    struct str plain = str_trim(arena_str(arena, buffer_str(&out)));
    buffer_release(&out);
    return plain;
}

// The caption of several pictures, or of one that is a link, is a paragraph.
static struct caption_name label_of(const struct linking *linking,
                                    const struct node *paragraph)
{
    struct arena *arena = linking->brief->arena;
    struct caption_name name = {0};
    if (paragraph->kind != NODE_PARAGRAPH ||
        (!has_picture(paragraph) && !shows_pictures(paragraph->previous) &&
         !shows_pictures(paragraph->next)))
        return name;
    struct str plain = plain_beside(arena, paragraph);
    name =
        caption_name_at(arena, plain, 0,
                        node_lang(paragraph, linking->brief->lang), true, true);
    name.found = name.found && caption_label_end(plain, name.end);
    return name;
}

static void know_paragraph(struct linking *linking, struct node *paragraph)
{
    struct arena *arena = linking->brief->arena;
    struct caption_name name = label_of(linking, paragraph);
    if (!name.found)
        return;
    if (paragraph->anchor.count == 0)
        paragraph->anchor =
            arena_printf(arena, "%s-%.*s", name.table ? "table" : "figure",
                         STR_ARG(name.number));
    know(linking, paragraph, name.kind, name.number,
         arena_printf(arena, "#%.*s", STR_ARG(paragraph->anchor)));
}

static void know_all(struct linking *linking)
{
    struct node *body = linking->brief->body;
    size_t figures = 0, tables = 0;
    for (struct node *node = body; node; node = node_next(body, node)) {
        if (is_counted(node, NODE_FIGURE))
            know_caption(linking, node, ++figures, false);
        else if (is_counted(node, NODE_TABLE))
            know_caption(linking, node, ++tables, true);
        else
            know_paragraph(linking, node);
    }
}

// ----- Another work's -----

static size_t skip_spaces(struct str text, size_t at)
{
    while (at < text.count && (text.bytes[at] == ' '))
        at++;
    return at;
}

static bool leads_elsewhere(struct str text, size_t end, struct str lang)
{
    struct str rest = str_slice(text, skip_spaces(text, end), text.count);
    const char *const *words = language_row(lang, ROW_other_works);
    for (size_t i = 0; rest.count < text.count - end && words[i]; i++)
        if (str_starts(rest, str_of(words[i])) &&
            rest.count > strlen(words[i]) &&
            rest.bytes[strlen(words[i])] == ' ')
            return true;
    return false;
}

static bool has_year(struct str text)
{
    int digits = 0;
    for (size_t at = 0; at < text.count;) {
        digits = char_is_digit(utf8_next(text, &at)) ? digits + 1 : 0;
        if (digits == 4)
            return true;
    }
    return false;
}

// Behind a year in the same bracket: a place in the work that is cited.
static bool is_cited(struct str text, size_t start)
{
    size_t open = start;
    while (open > 0 && text.bytes[open - 1] != '(' &&
           text.bytes[open - 1] != ')')
        open--;
    return open > 0 && text.bytes[open - 1] == '(' &&
           has_year(str_slice(text, open, start));
}

// ----- Links -----

static void tell(struct linking *linking, const struct node *node,
                 struct str text, size_t start, size_t end)
{
    struct place at = node->at;
    struct str name = str_slice(text, start, end);
    if (place_known(at) && at.count == text.count)
        at = (struct place){at.offset + start, end - start};
    if (!diag_reported(linking->context->diag, MESSAGE_caption_unknown, name))
        diag_report(linking->context->diag, at, MESSAGE_caption_unknown, name);
}

// Makes a link of [start, end) of a text; answers the text behind it.
static struct node *make_link(struct linking *linking, struct node *node,
                              size_t start, size_t end, struct str url)
{
    struct arena *arena = linking->brief->arena;
    size_t whole = node->as.text.text.count;
    struct node *rest = end < whole ? node_cut(arena, node, end) : NULL;
    struct node *words = start > 0 ? node_cut(arena, node, start) : node;
    struct node *link = node_new(arena, NODE_LINK, words->at);
    link->as.link.url = url;
    node_insert_before(words, link);
    node_unlink(words);
    node_append(link, words);
    return rest;
}

static const size_t *known(const struct linking *linking,
                           const struct caption_name *name)
{
    return hash_table_find(&linking->known, key_of(name->kind, name->number));
}

// As it stands, else without what follows a hyphen: Figures 1-3.
static struct caption_name read_name(const struct linking *linking,
                                     struct str text, size_t start,
                                     struct str lang)
{
    struct arena *arena = linking->brief->arena;
    struct caption_name name =
        caption_name_at(arena, text, start, lang, true, true);
    if (name.found && !known(linking, &name))
        name = caption_name_at(arena, text, start, lang, false, true);
    return name;
}

// ----- A text -----

struct token {
    size_t start, end;
    bool number; // or a roman one
};

static bool in_word(uint32_t c)
{
    return u_isalpha((UChar32)c) || char_is_mark(c) || c == CHAR_ZWNJ;
}

// The next word or number. False: there is none.
static bool next_token(struct str text, size_t *at, struct token *token)
{
    uint32_t c = 0;
    size_t start = *at, next = start;
    while (start < text.count) {
        next = start;
        c = utf8_next(text, &next);
        if (in_word(c) || char_is_digit(c))
            break;
        start = next;
    }
    if (start >= text.count)
        return false;
    *token = (struct token){start, next, char_is_digit(c)};
    bool roman = true;
    while (token->end < text.count) {
        next = token->end;
        c = utf8_next(text, &next);
        if (!in_word(c) && !char_is_digit(c))
            break;
        token->number |= char_is_digit(c);
        token->end = next;
    }
    for (size_t i = start; i < token->end; i++)
        roman &= strchr("IVX", text.bytes[i]) != NULL;
    token->number |= roman;
    *at = token->end;
    return true;
}

// Further numbers of “Figures 1, 2 and 4”: linked where they are known.
static bool next_of_list(const struct linking *linking, struct str text,
                         struct str lang, struct caption_name *name,
                         size_t *start)
{
    size_t at = skip_spaces(text, name->end), next = at;
    uint32_t c = at < text.count ? utf8_next(text, &next) : 0;
    struct str number = {0};
    if (c == ',' || c == CHAR_ARABIC_COMMA || char_is_dash(c) || c == '-')
        at = skip_spaces(text, next);
    const char *const *words = language_row(lang, ROW_conjunctions);
    for (size_t i = 0; words[i]; i++) {
        size_t count = strlen(words[i]);
        struct str rest = str_slice(text, at, text.count);
        if (str_starts(rest, str_of(words[i])) && rest.count > count &&
            rest.bytes[count] == ' ') {
            at = skip_spaces(text, at + count);
            break;
        }
    }
    size_t end = at > name->end ? caption_number_at(linking->brief->arena, text,
                                                    at, false, &number)
                                : 0;
    if (!end)
        return false;
    *start = at;
    name->number = number;
    name->end = end;
    return known(linking, name) != NULL;
}

// Links the name at start, and the numbers after it; answers what follows.
static struct node *take_name(struct linking *linking, struct node *node,
                              size_t start, struct caption_name name,
                              struct str lang)
{
    struct str text = node->as.text.text;
    const size_t *place = known(linking, &name);
    if (leads_elsewhere(text, name.end, lang) || is_cited(text, start))
        return node;
    // “Map 4” may be a sheet of an atlas, where no caption is of a map.
    bool expected = str_equal(name.kind, STR("figure")) ||
                    str_equal(name.kind, STR("table")) ||
                    hash_table_find(&linking->known, hash_table_key(name.kind));
    if (!place && expected)
        tell(linking, node, text, start, name.end);
    if (!place)
        return node;
    size_t base = 0; // of the text that is left, in the whole
    do {
        node = make_link(linking, node, start - base, name.end - base,
                         linking->urls[*place]);
        base = name.end;
    } while (node && next_of_list(linking, text, lang, &name, &start) &&
             (place = known(linking, &name)));
    return node;
}

// The first name in the text that is one; the text that is left, or NULL.
static struct node *link_text(struct linking *linking, struct node *node)
{
    struct str text = node->as.text.text;
    struct str lang = node_lang(node, linking->brief->lang);
    struct token token, last[2] = {{0}};
    size_t words = 0;
    for (size_t at = 0; next_token(text, &at, &token);) {
        struct caption_name name = {0};
        // The word before the number, or the one before “No.”.
        for (size_t i = 0; token.number && i < 2 && i < words && !name.found;
             i++) {
            name = read_name(linking, text, last[i].start, lang);
            name.found = name.found && name.end >= token.end;
            if (name.found)
                token.start = last[i].start;
        }
        struct node *rest = node;
        if (name.found)
            rest = take_name(linking, node, token.start, name, lang);
        if (rest != node)
            return rest;
        last[1] = last[0];
        last[0] = token;
        words++;
    }
    return NULL;
}

// ----- All -----

static bool is_left_alone(const struct linking *linking,
                          const struct node *node)
{
    return node->kind == NODE_LINK || node->kind == NODE_CAPTION ||
           node->kind == NODE_HEADING || label_of(linking, node).found;
}

bool captions(struct brief *brief, const struct context *context)
{
    struct linking linking = {.brief = brief, .context = context};
    know_all(&linking);
    struct node *body = brief->body, *next;
    for (struct node *node = body; node; node = next) {
        next = is_left_alone(&linking, node) ? node_next_skipping(body, node)
                                             : node_next(body, node);
        if (node->kind != NODE_TEXT)
            continue;
        struct node *rest = link_text(&linking, node);
        if (rest)
            next = rest;
    }
    return true;
}

// SPDX-License-Identifier: MIT
// HTML in Markdown: the tags that have a meaning on paper, and no others.
//
// cmark hands over blocks of raw HTML and single inline tags, with Markdown
// between them, so there is no document for an HTML parser to parse. Tags are
// events for the builder, as Markdown's own are. A tag that is not known stays
// text. What is active (scripts, frames, forms) is left out with a message.
#include "builder.h"
#include "html_token.h"

#include "brief_limits.h"

#include <stdlib.h>
#include <string.h>

enum tag_role {
    TAG_INLINE,
    TAG_LINK,
    TAG_CODE,
    TAG_IMAGE,
    TAG_LINE_BREAK,
    TAG_RULE,
    TAG_BLOCK,     // its kind holds blocks
    TAG_DIVISION,  // a box or division by its attributes, or nothing
    TAG_PARAGRAPH, // its kind holds inlines
    TAG_HEADING,
    TAG_ITEM,
    TAG_UNSAFE,     // the tag is left out
    TAG_UNSAFE_TEXT // with all up to its end tag
};

static const struct tag {
    const char *name;
    enum tag_role role;
    enum kind kind;
} tags[] = {
    {"a", TAG_LINK, NODE_LINK},
    {"applet", TAG_UNSAFE, NODE_SPAN},
    {"article", TAG_DIVISION, NODE_DIVISION},
    {"aside", TAG_DIVISION, NODE_DIVISION},
    {"audio", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"b", TAG_INLINE, NODE_STRONG},
    {"base", TAG_UNSAFE, NODE_SPAN},
    {"bdi", TAG_INLINE, NODE_SPAN},
    {"blockquote", TAG_BLOCK, NODE_QUOTE},
    {"br", TAG_LINE_BREAK, NODE_LINE_BREAK},
    {"button", TAG_UNSAFE, NODE_SPAN},
    {"canvas", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"cite", TAG_INLINE, NODE_EMPHASIS},
    {"code", TAG_CODE, NODE_SPAN},
    {"del", TAG_INLINE, NODE_STRIKE},
    {"div", TAG_DIVISION, NODE_DIVISION},
    {"em", TAG_INLINE, NODE_EMPHASIS},
    {"embed", TAG_UNSAFE, NODE_SPAN},
    {"figcaption", TAG_PARAGRAPH, NODE_CAPTION},
    {"figure", TAG_BLOCK, NODE_FIGURE},
    {"form", TAG_UNSAFE, NODE_SPAN},
    {"frame", TAG_UNSAFE, NODE_SPAN},
    {"frameset", TAG_UNSAFE, NODE_SPAN},
    {"h1", TAG_HEADING, NODE_HEADING},
    {"h2", TAG_HEADING, NODE_HEADING},
    {"h3", TAG_HEADING, NODE_HEADING},
    {"h4", TAG_HEADING, NODE_HEADING},
    {"h5", TAG_HEADING, NODE_HEADING},
    {"h6", TAG_HEADING, NODE_HEADING},
    {"hr", TAG_RULE, NODE_RULE},
    {"i", TAG_INLINE, NODE_EMPHASIS},
    {"iframe", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"img", TAG_IMAGE, NODE_IMAGE},
    {"input", TAG_UNSAFE, NODE_SPAN},
    {"kbd", TAG_CODE, NODE_SPAN},
    {"li", TAG_ITEM, NODE_ITEM},
    {"link", TAG_UNSAFE, NODE_SPAN},
    {"math", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"meta", TAG_UNSAFE, NODE_SPAN},
    {"noembed", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"noframes", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"object", TAG_UNSAFE, NODE_SPAN},
    {"ol", TAG_BLOCK, NODE_LIST},
    {"p", TAG_PARAGRAPH, NODE_PARAGRAPH},
    {"param", TAG_UNSAFE, NODE_SPAN},
    {"s", TAG_INLINE, NODE_STRIKE},
    {"script", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"section", TAG_DIVISION, NODE_DIVISION},
    {"select", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"source", TAG_UNSAFE, NODE_SPAN},
    {"span", TAG_INLINE, NODE_SPAN},
    {"strong", TAG_INLINE, NODE_STRONG},
    {"style", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"sub", TAG_INLINE, NODE_SUBSCRIPT},
    {"sup", TAG_INLINE, NODE_SUPERSCRIPT},
    {"svg", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"template", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"textarea", TAG_UNSAFE_TEXT, NODE_SPAN},
    {"ul", TAG_BLOCK, NODE_LIST},
    {"video", TAG_UNSAFE_TEXT, NODE_SPAN},
};

static const struct tag *tag_named(struct str name)
{
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (str_equal_ascii_case(str_of(tags[i].name), name))
            return &tags[i];
    return NULL;
}

// ----- Attributes -----

static struct str attribute_of(struct builder *builder,
                               const struct html_token *token, struct str name)
{
    for (size_t i = 0; i < token->attribute_count; i++)
        if (str_equal_ascii_case(token->attributes[i].name, name))
            return html_decoded(builder->reader, builder->piece,
                                token->attributes[i].value, false);
    return (struct str){"", 0};
}

static bool attribute_silent(const struct tag *tag, struct str name)
{
    static const struct str known[] = {{"id", 2},    {"title", 5}, {"alt", 3},
                                       {"src", 3},   {"href", 4},  {"start", 5},
                                       {"width", 5}, {"height", 6}};
    bool element = tag->role == TAG_IMAGE || tag->role == TAG_LINK ||
                   tag->kind == NODE_LIST;
    size_t count = sizeof known / sizeof known[0];
    for (size_t i = 0; i < (element ? count : 2); i++)
        if (str_equal_ascii_case(known[i], name))
            return true;
    return false;
}

static bool set_class(struct node *node, struct reader *reader,
                      struct str classes, struct place at)
{
    bool known = false;
    for (size_t i = 0; i < classes.count;) {
        while (i < classes.count && html_is_blank(classes.bytes[i]))
            i++;
        size_t start = i;
        while (i < classes.count && !html_is_blank(classes.bytes[i]))
            i++;
        struct str class = str_slice(classes, start, i);
        // "box recommendations": the word that says more counts.
        bool open = node->kind == NODE_DIVISION ||
                    (node->kind == NODE_BOX && node->as.box.kind == BOX_PLAIN);
        if (open && box_named(class, &node->as.box.kind)) {
            node->kind = NODE_BOX;
            known = true;
        } else if (class.count)
            known |= attribute_set(reader, node,
                                   (struct attribute){STR("."), class}, at);
    }
    return known;
}

// Sets lang, dir and class; answers how many had an effect.
static size_t set_attributes(struct builder *builder, struct node *node,
                             const struct tag *tag,
                             const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    size_t known = 0;
    for (size_t i = 0; i < token->attribute_count; i++) {
        struct str name = token->attributes[i].name;
        struct str value = html_decoded(builder->reader, builder->piece,
                                        token->attributes[i].value, false);
        struct attribute attribute = {name, value};
        bool set = false;
        if (str_equal_ascii_case(name, STR("xml:lang")))
            attribute.key = STR("lang");
        if (str_equal_ascii_case(name, STR("class")))
            set = set_class(node, reader, value, at);
        else
            set = attribute_set(reader, node, attribute, at);
        known += set;
        if (set || attribute_silent(tag, name))
            continue;
        if (name.count > 2 &&
            str_equal_ascii_case(str_slice(name, 0, 2), STR("on")))
            diag_report(reader->diag, at, MESSAGE_html_unsafe, name);
        else
            diag_report(reader->diag, at, MESSAGE_html_attribute, token->name,
                        name);
    }
    return known;
}

// ----- Start tags -----

// Tags that stay open are looked through at each end tag, so there is an end
// to how many may.
static bool too_many(struct builder *builder, struct place at)
{
    size_t i = builder->open_count, most = (size_t)4 * LIMIT_DEPTH;
    while (i > 0 && builder->open[i - 1].by != OPENED_BY_MARKDOWN &&
           builder->open_count - i <= most)
        i--;
    if (builder->open_count - i <= most)
        return false;
    builder_report_depth(builder, at);
    return true;
}

static void push(struct builder *builder, const struct tag *tag,
                 const struct html_token *token, struct node *node,
                 struct place at)
{
    if (too_many(builder, at))
        return;
    builder_push(builder, (struct open){.by = OPENED_BY_HTML,
                                        .node = node,
                                        .name = token->name,
                                        .tag = tag,
                                        .at = at});
}

static void literal(struct builder *builder, struct str source,
                    enum message message, struct place at)
{
    struct str text = markup_restore(builder->reader, builder->piece, source);
    diag_report_args(builder->reader->diag, at,
                     (struct message_args){message, text});
    builder_text(builder, text, at);
}

static void start_inline(struct builder *builder, const struct tag *tag,
                         const struct html_token *token, struct place at)
{
    struct node *node = node_new(builder->reader->arena, tag->kind, at);
    builder_want_inlines(builder);
    if (strcmp(tag->name, "bdi") == 0)
        node->as.span.isolate = true;
    set_attributes(builder, node, tag, token, at);
    push(builder, tag, token, node, at);
}

static void start_link(struct builder *builder, const struct tag *tag,
                       const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    struct str url = attribute_of(builder, token, STR("href"));
    struct node *node = node_new(reader->arena, NODE_LINK, at);
    builder_want_inlines(builder);
    set_attributes(builder, node, tag, token, at);
    if (url.count)
        url = link_check(reader, url, at);
    node->as.link.url = arena_str(reader->arena, url);
    node->as.link.title = attribute_of(builder, token, STR("title"));
    push(builder, tag, token, url.count ? node : NULL, at);
}

static void start_image(struct builder *builder, const struct tag *tag,
                        const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    struct node *node = node_new(reader->arena, NODE_IMAGE, at);
    node->as.image.path = attribute_of(builder, token, STR("src"));
    node->as.image.alt = attribute_of(builder, token, STR("alt"));
    node->as.image.title = attribute_of(builder, token, STR("title"));
    set_attributes(builder, node, tag, token, at);
    builder_want_inlines(builder);
    node_append(builder_inside(builder), node);
    node->as.image.image = image_named(reader, node->as.image.path, at);
}

static void set_list(struct builder *builder, struct node *list,
                     const struct tag *tag, const struct html_token *token)
{
    struct str start = attribute_of(builder, token, STR("start"));
    list->as.list = (struct list){
        .ordered = strcmp(tag->name, "ol") == 0, .tight = true, .start = 1};
    if (start.count && start.count < 10)
        list->as.list.start = (int)strtol(
            arena_c_string(builder->reader->arena, start), NULL, 10);
    if (list->as.list.start < 0)
        list->as.list.start = 1;
}

static void start_block(struct builder *builder, const struct tag *tag,
                        const struct html_token *token, struct place at)
{
    struct node *node = node_new(builder->reader->arena, tag->kind, at);
    if (!builder_want_blocks(builder)) {
        literal(builder, token->source, MESSAGE_html_unknown, at);
        return;
    }
    size_t known = set_attributes(builder, node, tag, token, at);
    if (tag->kind == NODE_LIST)
        set_list(builder, node, tag, token);
    if (tag->role == TAG_HEADING)
        node->as.heading.level = tag->name[1] - '0';
    if (tag->role == TAG_DIVISION && known == 0)
        node = NULL;
    push(builder, tag, token, node, at);
}

static void start_item(struct builder *builder, const struct tag *tag,
                       const struct html_token *token, struct place at)
{
    // The item before it ends, whether or not it says so.
    size_t item = builder_find(builder, OPENED_BY_HTML, tag);
    size_t list = SIZE_MAX;
    for (size_t i = builder->open_count; i-- > 0;) {
        if (builder->open[i].by == OPENED_BY_MARKDOWN)
            break;
        if (builder->open[i].node && builder->open[i].node->kind == NODE_LIST) {
            list = i;
            break;
        }
    }
    if (list == SIZE_MAX) {
        literal(builder, token->source, MESSAGE_html_unknown, at);
        return;
    }
    if (item != SIZE_MAX && item > list)
        builder->open[item].by = OPENED_BY_TEXT;
    builder_close(builder, list + 1);
    struct node *node = node_new(builder->reader->arena, NODE_ITEM, at);
    set_attributes(builder, node, tag, token, at);
    push(builder, tag, token, node, at);
}

static void start_paragraph(struct builder *builder, const struct tag *tag,
                            const struct html_token *token, struct place at)
{
    size_t before = builder_find(builder, OPENED_BY_HTML, tag);
    // <p> ends the <p> before it; it adds nothing within a caption.
    if (before != SIZE_MAX && tag->kind == NODE_PARAGRAPH) {
        builder->open[before].by = OPENED_BY_TEXT;
        builder_close(builder, before);
    }
    if (builder_inside(builder)->kind == NODE_CAPTION)
        push(builder, tag, token, NULL, at);
    else
        start_block(builder, tag, token, at);
}

// A node outside the tree takes up what stands up to the end tag.
static void start_unsafe(struct builder *builder, const struct tag *tag,
                         const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    if (builder->piece->phrase) {
        literal(builder, token->source, MESSAGE_html_unsafe, at);
        return;
    }
    diag_report(reader->diag, at, MESSAGE_html_unsafe, token->source);
    if (tag->role != TAG_UNSAFE_TEXT)
        return;
    enum kind kind =
        builder_holds(builder) == HOLDS_BLOCKS ? NODE_DIVISION : NODE_SPAN;
    builder_push(builder,
                 (struct open){.by = OPENED_BY_HTML,
                               .node = node_new(reader->arena, kind, at),
                               .name = token->name,
                               .tag = tag,
                               .at = at,
                               .hidden = true});
}

static void append(struct builder *builder, enum kind kind, struct place at)
{
    struct node *node = node_new(builder->reader->arena, kind, at);
    if (kind == NODE_LINE_BREAK)
        builder_want_inlines(builder);
    else if (!builder_want_blocks(builder))
        return;
    node_append(builder_inside(builder), node);
}

static void start_tag(struct builder *builder, const struct tag *tag,
                      const struct html_token *token, struct place at)
{
    switch (tag->role) {
    case TAG_INLINE:
    case TAG_CODE:
        start_inline(builder, tag, token, at);
        break;
    case TAG_LINK:
        start_link(builder, tag, token, at);
        break;
    case TAG_IMAGE:
        start_image(builder, tag, token, at);
        break;
    case TAG_LINE_BREAK:
    case TAG_RULE:
        append(builder, tag->kind, at);
        break;
    case TAG_BLOCK:
    case TAG_DIVISION:
    case TAG_HEADING:
        start_block(builder, tag, token, at);
        break;
    case TAG_PARAGRAPH:
        start_paragraph(builder, tag, token, at);
        break;
    case TAG_ITEM:
        start_item(builder, tag, token, at);
        break;
    case TAG_UNSAFE:
    case TAG_UNSAFE_TEXT:
        start_unsafe(builder, tag, token, at);
        break;
    }
}

// ----- End tags -----

// The inside of <code> as one code node.
static void make_code(struct reader *reader, struct node *span)
{
    struct str text =
        clean_text(reader->arena, node_plain(reader->arena, span), NULL);
    span->kind = NODE_CODE;
    span->first = span->last = NULL;
    span->as.text.text = text;
}

static void end_tag(struct builder *builder, const struct tag *tag,
                    const struct html_token *token, struct place at)
{
    size_t index = builder_find(builder, OPENED_BY_HTML, tag);
    bool single = tag->role == TAG_LINE_BREAK || tag->role == TAG_RULE ||
                  tag->role == TAG_IMAGE || tag->role == TAG_UNSAFE;
    if (index == SIZE_MAX) {
        if (builder->piece->phrase && (single || tag->role == TAG_UNSAFE_TEXT))
            literal(builder, token->source, MESSAGE_html_unsafe, at);
        else if (!single)
            diag_report(builder->reader->diag, at, MESSAGE_html_unopened,
                        token->source);
        return;
    }
    builder_close(builder, index + 1);
    struct open open = builder->open[index];
    // Properly closed: nothing to report.
    builder->open[index].by = OPENED_BY_TEXT;
    if (tag->role == TAG_CODE && open.node)
        make_code(builder->reader, open.node);
    if (open.node && open.node->kind == NODE_CODE) {
        builder->open_count--;
        return;
    }
    builder_close(builder, index);
}

void html_unclosed(struct builder *builder, struct open *open)
{
    const struct tag *tag = open->tag;
    struct reader *reader = builder->reader;
    // HTML itself lets these end where their parent does.
    if (tag->role != TAG_ITEM && strcmp(tag->name, "p") != 0)
        diag_report(reader->diag, open->at, MESSAGE_html_unclosed, open->name);
    if (tag->role == TAG_CODE && open->node) {
        make_code(reader, open->node);
        return;
    }
    // Nothing ends this script: what follows it is text after all.
    if (open->hidden)
        while (open->node->first) {
            struct node *child = open->node->first;
            node_unlink(child);
            if (kind_facts[child->kind].block)
                builder_want_blocks(builder);
            node_append(builder_inside(builder), child);
        }
}

// ----- The stream -----

static void html_text(struct builder *builder, struct str text)
{
    struct node *inside = builder_inside(builder);
    if (kind_facts[inside->kind].holds == HOLDS_BLOCKS && str_blank(text))
        return;
    struct str found = str_trim(text);
    struct place at = builder_locate(builder, found);
    text = html_decoded(builder->reader, builder->piece, text, true);
    builder_want_inlines(builder);
    inside = builder_inside(builder);
    if (!inside->first && text.count && text.bytes[0] == ' ')
        text = str_slice(text, 1, text.count);
    builder_text(builder, text, at);
}

static void html_tag(struct builder *builder, const struct html_token *token)
{
    const struct tag *tag = tag_named(token->name);
    struct place at = builder_locate(builder, token->source);
    bool hidden = builder->hidden > 0;
    if (hidden && !(token->end && tag &&
                    builder_find(builder, OPENED_BY_HTML, tag) != SIZE_MAX))
        return;
    if (!tag)
        literal(builder, token->source, MESSAGE_html_unknown, at);
    else if (token->end)
        end_tag(builder, tag, token, at);
    else
        start_tag(builder, tag, token, at);
}

// <!-- … -->, <? … ?>, <! … > at the start of html: the length, or 0.
static size_t other_token(struct builder *builder, struct str html)
{
    static const struct {
        struct str start, end;
    } forms[] = {{{"<!--", 4}, {"-->", 3}},
                 {{"<?", 2}, {"?>", 2}},
                 {{"<![CDATA[", 9}, {"]]>", 3}},
                 {{"<!", 2}, {">", 1}}};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (!str_starts(html, forms[i].start))
            continue;
        size_t from = forms[i].start.count;
        size_t end = str_find(str_slice(html, from, html.count), forms[i].end);
        size_t count =
            end == STR_NONE ? html.count : from + end + forms[i].end.count;
        if (i > 0) {
            struct str source = str_slice(html, 0, count);
            literal(builder, source, MESSAGE_html_unknown,
                    builder_locate(builder, source));
        }
        return count;
    }
    return 0;
}

static size_t marker_token(struct builder *builder, struct str html)
{
    size_t number;
    size_t count = markup_marker_token(builder->piece, html, &number);
    if (count && builder->hidden == 0)
        markup_event(builder, number);
    return count;
}

void html_feed(struct builder *builder, struct str html)
{
    struct html_token token;
    size_t text = 0; // where the text before i begins
    for (size_t i = 0; i < html.count;) {
        struct str rest = str_slice(html, i, html.count);
        if (html.bytes[i] != '<' ||
            !(rest.count > 1 && (html_is_letter(rest.bytes[1]) ||
                                 strchr("/!?", rest.bytes[1])))) {
            i++;
            continue;
        }
        if (i > text)
            html_text(builder, str_slice(html, text, i));
        text = i;
        size_t count = marker_token(builder, rest);
        if (count == 0)
            count = other_token(builder, rest);
        if (count == 0) {
            count = html_token_parse(rest, &token);
            if (count)
                html_tag(builder, &token);
        }
        i += count ? count : 1;
        if (count)
            text = i;
    }
    if (text < html.count)
        html_text(builder, str_slice(html, text, html.count));
}

// SPDX-License-Identifier: MIT
// HTML in Markdown: the tags that have a meaning on paper, and no others.
//
// cmark hands over blocks of raw HTML and single inline tags, with Markdown
// between them, so there is no document for an HTML parser to parse. Tags are
// events for the builder, as Markdown's own are. A tag that is not known stays
// text. What is active (scripts, frames, forms) is left out with a message.
#include "read/html/html_tags.h"

#include "model/brief_limits.h"
#include "base/buffer.h"
#include "languages/language.h"

#include <stdlib.h>
#include <string.h>

// ----- Attributes -----

struct str raw_html_attribute(struct builder *builder,
                              const struct html_token *token, struct str name)
{
    struct html_attribute attribute;
    return html_attribute_find(token, name, &attribute)
               ? html_text_decoded(builder, attribute.value, false)
               : STR("");
}

static bool attribute_silent(const struct html_tag *tag, struct str name)
{
    static const struct str known[] = {{"id", 2},    {"title", 5}, {"alt", 3},
                                       {"src", 3},   {"href", 4},  {"start", 5},
                                       {"width", 5}, {"height", 6}};
    bool figure = tag->kind == NODE_FIGURE || tag->kind == NODE_CAPTION;
    if (figure && str_equal_ascii_case(name, STR("markdown")))
        return true;
    bool element = tag->role == TAG_IMAGE || tag->role == TAG_LINK ||
                   tag->kind == NODE_LIST;
    // How a table looks is for the design: only what it says comes through.
    static const char *const of_tables[] = {
        "abbr",    "align",       "axis",    "bgcolor", "border", "cellpadding",
        "char",    "cellspacing", "charoff", "colspan", "frame",  "headers",
        "height",  "nowrap",      "rowspan", "rules",   "scope",  "style",
        "summary", "valign",      "width"};
    bool of_table = tag->role == TAG_TABLE || tag->role == TAG_ROWS ||
                    tag->role == TAG_ROW || tag->role == TAG_CELL;
    size_t count = sizeof known / sizeof known[0];
    for (size_t i = 0; i < (element ? count : 2); i++)
        if (str_equal_ascii_case(known[i], name))
            return true;
    for (size_t i = 0; of_table && i < COUNT(of_tables); i++)
        if (str_equal_ascii_case(str_of(of_tables[i]), name))
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
        if (open && markup_box_named(class, &node->as.box.kind)) {
            node->kind = NODE_BOX;
            known = true;
        } else if (class.count)
            known |= attribute_set(reader, node,
                                   (struct attribute){STR("."), class}, at);
    }
    return known;
}

// What a link may lead to: id=, and name= of <a>.
static bool names_target(const struct html_tag *tag, struct str name)
{
    return str_equal_ascii_case(name, STR("id")) ||
           (tag->role == TAG_LINK && str_equal_ascii_case(name, STR("name")));
}

size_t raw_html_set_attributes(struct builder *builder, struct node *node,
                               const struct html_tag *tag,
                               const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    size_t known = 0;
    struct html_attribute written;
    for (size_t i = 0; html_attribute_next(token, &i, &written);) {
        struct str name = written.name;
        struct str value = html_text_decoded(builder, written.value, false);
        struct attribute attribute = {name, value};
        bool set = false;
        if (str_equal_ascii_case(name, STR("xml:lang")))
            attribute.key = STR("lang");
        else if (names_target(tag, name))
            attribute.key = STR("#");
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

void raw_html_push(struct builder *builder, const struct html_tag *tag,
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
    struct str text =
        markup_restore(builder->reader, builder->fragment, source);
    diag_report_args(builder->reader->diag, at,
                     (struct message_args){message, text});
    builder_text(builder, text, at);
}

static void start_inline(struct builder *builder, const struct html_tag *tag,
                         const struct html_token *token, struct place at)
{
    struct node *node = node_new(builder->reader->arena, tag->kind, at);
    builder_want_inlines(builder);
    if (strcmp(tag->name, "bdi") == 0)
        node->as.span.isolate = true;
    size_t known = raw_html_set_attributes(builder, node, tag, token, at);
    // <small> and <font> say nothing that print should follow.
    if (known == 0 && tag->kind == NODE_SPAN && !node->as.span.isolate &&
        strcmp(tag->name, "span") != 0 && tag->role != TAG_CODE)
        node = NULL;
    raw_html_push(builder, tag, token, node, at);
}

// The quotes of a <q>, in the language of the text.
static void quote(struct builder *builder, bool end, struct place at)
{
    struct str lang = source_lang(builder->reader->source);
    const char *const *own = language_row(lang, ROW_q_marks);
    bool angular = language_direction(lang) == DIRECTION_RTL;
    struct str mark = own[0]    ? str_of(own[end])
                      : angular ? (end ? STR("\u00BB") : STR("\u00AB"))
                                : (end ? STR("\u201D") : STR("\u201C"));
    builder_want_inlines(builder);
    builder_text(builder, mark, at);
}

void raw_html_push_loose(struct builder *builder, const struct html_tag *tag,
                         const struct html_token *token, struct place at)
{
    builder_break(builder, at);
    raw_html_push(builder, tag, token, NULL, at);
}

static void start_link(struct builder *builder, const struct html_tag *tag,
                       const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    struct str url = raw_html_attribute(builder, token, STR("href"));
    struct node *node = node_new(reader->arena, NODE_LINK, at);
    builder_want_inlines(builder);
    raw_html_set_attributes(builder, node, tag, token, at);
    if (url.count)
        url = link_check(reader, url, at);
    if (url.count) {
        node->as.link.url = arena_str(reader->arena, url);
        node->as.link.title = raw_html_attribute(builder, token, STR("title"));
    } else if (node->anchor.count) {
        node->kind = NODE_SPAN; // <a id="…">: a place that links lead to
    } else
        node = NULL;
    raw_html_push(builder, tag, token, node, at);
}

static void start_image(struct builder *builder, const struct html_tag *tag,
                        const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    struct node *node = node_new(reader->arena, NODE_IMAGE, at);
    node->as.image.path = raw_html_attribute(builder, token, STR("src"));
    node->as.image.alt = raw_html_attribute(builder, token, STR("alt"));
    node->as.image.title = raw_html_attribute(builder, token, STR("title"));
    node->as.image.shown = picture_pixels(
        str_trim(raw_html_attribute(builder, token, STR("width"))));
    raw_html_set_attributes(builder, node, tag, token, at);
    builder_want_inlines(builder);
    node_append(builder_inside(builder), node);
    node->as.image.image =
        image_named(&reader->pictures, node->as.image.path, at);
}

static void set_list(struct builder *builder, struct node *list,
                     const struct html_tag *tag, const struct html_token *token)
{
    struct str start = raw_html_attribute(builder, token, STR("start"));
    list->as.list = (struct list){
        .ordered = strcmp(tag->name, "ol") == 0, .tight = true, .start = 1};
    if (start.count && start.count < 10)
        list->as.list.start = (int)strtol(
            arena_c_string(builder->reader->arena, start), NULL, 10);
    if (list->as.list.start < 0)
        list->as.list.start = 1;
}

static void start_block(struct builder *builder, const struct html_tag *tag,
                        const struct html_token *token, struct place at)
{
    struct node *node = node_new(builder->reader->arena, tag->kind, at);
    if (!builder_want_blocks(builder)) {
        if (builder->fragment->phrase)
            literal(builder, token->source, MESSAGE_html_unknown, at);
        else
            raw_html_push_loose(builder, tag, token, at);
        return;
    }
    size_t known = raw_html_set_attributes(builder, node, tag, token, at);
    if (tag->kind == NODE_LIST)
        set_list(builder, node, tag, token);
    if (tag->role == TAG_HEADING)
        node->as.heading.level = tag->name[1] - '0';
    if (tag->role == TAG_DIVISION && known == 0)
        node = NULL;
    raw_html_push(builder, tag, token, node, at);
    if (tag->role == TAG_TERM && node && builder_inside(builder) == node) {
        struct node *strong = node_new(builder->reader->arena, NODE_STRONG, at);
        node_append(node, strong);
        builder->open[builder->open_count - 1].inside = strong;
    }
}

static void start_item(struct builder *builder, const struct html_tag *tag,
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
        start_block(builder, tag, token, at);
        return;
    }
    if (item != SIZE_MAX && item > list)
        builder->open[item].by = OPENED_BY_TEXT;
    builder_close(builder, list + 1);
    struct node *node = node_new(builder->reader->arena, NODE_ITEM, at);
    raw_html_set_attributes(builder, node, tag, token, at);
    raw_html_push(builder, tag, token, node, at);
}

static void start_paragraph(struct builder *builder, const struct html_tag *tag,
                            const struct html_token *token, struct place at)
{
    size_t before = builder_find(builder, OPENED_BY_HTML, tag);
    // <p> ends the <p> before it; it adds nothing within a caption.
    if (before != SIZE_MAX && tag->kind == NODE_PARAGRAPH) {
        builder->open[before].by = OPENED_BY_TEXT;
        builder_close(builder, before);
    }
    struct node *inside = builder_inside(builder);
    if (inside->kind == NODE_TABLE && tag->kind == NODE_CAPTION)
        raw_html_push(builder, tag, token,
                      node_new(builder->reader->arena, NODE_CAPTION, at), at);
    else if (inside->kind == NODE_CAPTION)
        raw_html_push(builder, tag, token, NULL, at);
    else
        start_block(builder, tag, token, at);
}

// A node outside the tree takes up what stands up to the end tag.
static void start_unsafe(struct builder *builder, const struct html_tag *tag,
                         const struct html_token *token, struct place at)
{
    struct reader *reader = builder->reader;
    if (builder->fragment->phrase) {
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

static void start_tag(struct builder *builder, const struct html_tag *tag,
                      const struct html_token *token, struct place at)
{
    switch (tag->role) {
    case TAG_INLINE:
    case TAG_CODE:
        start_inline(builder, tag, token, at);
        break;
    case TAG_QUOTED:
        quote(builder, false, at);
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
    case TAG_TERM:
    case TAG_PRE: // of more than one fragment, see preformatted()
        start_block(builder, tag, token, at);
        break;
    case TAG_PARAGRAPH:
        start_paragraph(builder, tag, token, at);
        break;
    case TAG_ITEM:
        start_item(builder, tag, token, at);
        break;
    case TAG_TABLE:
        html_table_start(builder, tag, token, at);
        break;
    case TAG_ROWS:
    case TAG_ROW:
    case TAG_CELL:
        html_table_part(builder, tag, token, at);
        break;
    case TAG_NOTHING:
        break;
    case TAG_UNSAFE:
    case TAG_UNSAFE_TEXT:
        start_unsafe(builder, tag, token, at);
        break;
    }
}

// ----- End tags -----

static bool is_more_than_text(const struct node *span)
{
    for (const struct node *n = span->first; n; n = node_next(span, n))
        if (n->kind == NODE_NOTE_REFERENCE || n->kind == NODE_IMAGE)
            return true;
    return false;
}

// The inside of <code> as one code node; beside a note's reference or a picture
// in it, which no code node holds, each text as one.
static void make_code(struct reader *reader, struct node *span)
{
    if (is_more_than_text(span)) {
        for (struct node *n = span->first; n; n = node_next(span, n))
            if (n->kind == NODE_TEXT)
                n->kind = NODE_CODE;
        return;
    }
    struct str text =
        clean_text(reader->arena, node_plain(reader->arena, span), NULL);
    span->kind = NODE_CODE;
    span->first = span->last = NULL;
    span->as.text.text = text;
}

static bool is_block_tag(const struct html_tag *tag)
{
    return kind_facts[tag->kind].block;
}

static void end_tag(struct builder *builder, const struct html_tag *tag,
                    const struct html_token *token, struct place at)
{
    size_t index = builder_find(builder, OPENED_BY_HTML, tag);
    bool single = tag->role == TAG_LINE_BREAK || tag->role == TAG_RULE ||
                  tag->role == TAG_IMAGE || tag->role == TAG_UNSAFE ||
                  tag->role == TAG_NOTHING;
    if (index == SIZE_MAX) {
        if (builder->fragment->phrase &&
            (single || tag->role == TAG_UNSAFE_TEXT))
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
    if (tag->role == TAG_QUOTED)
        quote(builder, true, at);
    else if (!open.node && is_block_tag(tag) &&
             builder_holds(builder) == HOLDS_INLINES)
        append(builder, NODE_LINE_BREAK, at);
}

static struct str tag_as_written(struct reader *reader, const struct open *open)
{
    struct str file = diag_text(reader->diag);
    struct str tag = {0};
    if (place_known(open->at))
        tag =
            str_slice(file, open->at.offset, open->at.offset + open->at.count);
    return str_starts(tag, STR("<"))
               ? clean_text(reader->arena, tag, NULL)
               : arena_printf(reader->arena, "<%.*s>", STR_ARG(open->name));
}

// “Handle <code> tags”: what nothing closes is meant as text, and what follows
// it keeps its markup.
static void unclosed_code(struct reader *reader, const struct open *open)
{
    struct node *span = open->node;
    struct node *text = node_new(reader->arena, NODE_TEXT, open->at);
    text->as.text.text = tag_as_written(reader, open);
    diag_report(reader->diag, open->at, MESSAGE_html_cut, text->as.text.text);
    node_insert_before(span, text);
    while (span->first) {
        struct node *child = span->first;
        node_unlink(child);
        node_insert_before(span, child);
    }
}

void raw_html_unclosed(struct builder *builder, struct open *open)
{
    const struct html_tag *tag = open->tag;
    struct reader *reader = builder->reader;
    // HTML itself lets these end where their parent does.
    bool silent = tag->role == TAG_ITEM || tag->role == TAG_ROWS ||
                  tag->role == TAG_ROW || tag->role == TAG_CELL ||
                  tag->kind == NODE_PARAGRAPH || strcmp(tag->name, "dd") == 0;
    if (tag->role == TAG_CODE && open->node) {
        unclosed_code(reader, open);
        return;
    }
    if (!silent)
        diag_report(reader->diag, open->at, MESSAGE_html_unclosed, open->name);
    // Code holds no inlines: what was met until here is a paragraph.
    if (tag->role == TAG_PRE && open->node && open->node->first)
        open->node->kind = NODE_PARAGRAPH;
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
    if (html_markdown(builder, found, at))
        return;
    text = html_text_decoded(builder, text, true);
    builder_want_inlines(builder);
    inside = builder_inside(builder);
    if (!inside->first && text.count && text.bytes[0] == ' ')
        text = str_slice(text, 1, text.count);
    builder_text(builder, text, at);
}

static void html_tag(struct builder *builder, const struct html_token *token)
{
    const struct html_tag *tag = html_tags_find(token->name);
    struct place at = builder_locate(builder, token->source);
    bool hidden = builder->hidden > 0, end = token->kind == HTML_END_TAG;
    if (hidden &&
        !(end && tag && builder_find(builder, OPENED_BY_HTML, tag) != SIZE_MAX))
        return;
    if (!tag)
        literal(builder, token->source, MESSAGE_html_unknown, at);
    else if (end)
        end_tag(builder, tag, token, at);
    else
        start_tag(builder, tag, token, at);
}

static bool is_marker(const struct builder *builder,
                      const struct html_token *token)
{
    size_t number;
    return markup_marker_token(builder->fragment, token->source, &number) ==
           token->source.count;
}

// What is in <pre>, without its tags; markers stay for html_text_decoded.
static struct str without_tags(struct builder *builder, struct str html)
{
    struct buffer out = {0};
    struct html_tokens tokens = {.text = html};
    for (struct html_token token; html_tokens_next(&tokens, &token);)
        if (!html_token_is_tag(&token) || is_marker(builder, &token) ||
            !html_tags_find(token.name))
            buffer_add(&out, token.source);
    return buffer_to_arena(&out, builder->reader->arena);
}

static struct str without_feed(struct str text)
{
    return str_starts(text, STR("\n")) ? str_slice(text, 1, text.count) : text;
}

// <pre> with all up to its end, as code; false where html does not hold its
// end, which is remembered, or no block can stand here.
static bool preformatted(struct builder *builder, struct html_tokens *tokens,
                         const struct html_token *start, bool *endless)
{
    struct html_token end;
    if (start->kind != HTML_START_TAG || builder->hidden > 0 || *endless ||
        !html_token_is_named(start, STR("pre")))
        return false;
    *endless = !html_end_tag_of(tokens->text, start->end, STR("pre"), &end);
    if (*endless || !builder_want_blocks(builder))
        return false;
    struct place at = builder_locate(builder, start->source);
    struct str text = str_slice(tokens->text, start->end, end.offset);
    text = without_tags(builder, without_feed(text));
    text = html_text_decoded(builder, text, false);
    struct node *node = node_new(builder->reader->arena, NODE_CODE_BLOCK, at);
    node->as.code_block.text = without_feed(text);
    node_append(builder_inside(builder), node);
    tokens->at = end.end;
    return true;
}

// Instructions, declarations and CDATA are no HTML of today: they are shown.
static void html_other(struct builder *builder, const struct html_token *token)
{
    size_t number;
    if (markup_marker_token(builder->fragment, token->source, &number)) {
        if (builder->hidden == 0)
            markup_event(builder, number);
    } else if (html_token_is_tag(token))
        html_tag(builder, token);
    else if (token->kind != HTML_COMMENT)
        literal(builder, token->source, MESSAGE_html_unknown,
                builder_locate(builder, token->source));
}

void raw_html_feed(struct builder *builder, struct str html)
{
    struct html_tokens tokens = {.text = html};
    bool endless = false;
    for (struct html_token token; html_tokens_next(&tokens, &token);) {
        if (token.kind == HTML_TEXT)
            html_text(builder, token.source);
        else if (!preformatted(builder, &tokens, &token, &endless))
            html_other(builder, &token);
    }
}

const struct html_reader html_reader = {
    .feed = raw_html_feed,
    .unclosed = raw_html_unclosed,
    .finish_table = html_table_finish,
};

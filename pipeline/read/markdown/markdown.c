// SPDX-License-Identifier: MIT
// From cmark's tree to ours, and what becomes of markers on the way.
#include "read/markdown/alerts.h"
#include "read/markdown/builder.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/fail.h"
#include "model/brief_limits.h"

// Its short names are those of our own kinds.
#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <libxml/parser.h>
#include <pthread.h>
#include <string.h>

static const char *const extensions[] = {"table", "strikethrough", "autolink",
                                         "tasklist"};

void markdown_set_up(void)
{
    cmark_gfm_core_extensions_ensure_registered();
    xmlInitParser();
}

// ----- Lines -----

// cmark counts lines from 1, and answers 0 where it does not know.
static size_t line_start(const struct fragment *fragment, int line)
{
    if (fragment->phrase || line < 1)
        return 0;
    size_t index = (size_t)line - 1;
    return index < fragment->line_count ? fragment->lines[index]
                                        : fragment->text.count;
}

static struct place block_place(struct builder *builder, cmark_node *block)
{
    const struct fragment *fragment = builder->fragment;
    int last = cmark_node_get_end_line(block);
    size_t start = line_start(fragment, cmark_node_get_start_line(block));
    size_t end = line_start(fragment, last < 1 ? last : last + 1);
    if (fragment->phrase || end < start)
        end = fragment->text.count;
    while (start < end && (fragment->text.bytes[start] == ' ' ||
                           fragment->text.bytes[start] == '>'))
        start++;
    while (end > start && (fragment->text.bytes[end - 1] == '\n' ||
                           fragment->text.bytes[end - 1] == '\r'))
        end--;
    if (start > builder->cursor)
        builder->cursor = start;
    builder->limit = end > builder->cursor ? end : builder->cursor;
    return fragment_place(builder->reader, fragment, start, end - start);
}

// ----- Blocks -----

static struct str literal_of(struct builder *builder, cmark_node *node)
{
    return markup_restore(builder->reader, builder->fragment,
                          str_of(cmark_node_get_literal(node)));
}

static struct node *append_block(struct builder *builder, enum kind kind,
                                 struct place at)
{
    struct node *node = node_new(builder->reader->arena, kind, at);
    if (!builder_want_blocks(builder))
        return NULL;
    node_append(builder_inside(builder), node);
    return node;
}

static struct node *append_inline(struct builder *builder, enum kind kind,
                                  struct place at)
{
    struct node *node = node_new(builder->reader->arena, kind, at);
    builder_want_inlines(builder);
    node_append(builder_inside(builder), node);
    return node;
}

// ```{#id .python}: the language is the first class; ```{r, echo=FALSE} is R.
static void set_info(struct reader *reader, struct node *code, struct str info)
{
    struct arena *arena = reader->arena;
    struct attributes attributes = {0};
    size_t brace = str_find(info, STR("{")), end = 1;
    struct str rest = str_slice(info, brace, info.count);
    struct str language = str_trim(str_slice(info, 0, brace));
    if (brace == STR_NONE) {
        code->as.code_block.info = info;
        return;
    }
    bool read = attributes_parse(arena, rest, &attributes) == rest.count;
    for (size_t i = 0; read && i < attributes.count; i++) {
        if (str_equal(attributes.items[i].key, STR("#")))
            attribute_set(reader, code, attributes.items[i], code->at);
        else if (str_equal(attributes.items[i].key, STR(".")) &&
                 language.count == 0)
            language = attributes.items[i].value;
    }
    while (end < rest.count && ascii_is_alphanumeric(rest.bytes[end]))
        end++;
    if (!read && language.count == 0)
        language = str_slice(rest, 1, end);
    code->as.code_block.info = language;
}

// A fence ```math, as GitHub has it.
static bool formula_block(struct builder *builder, struct str info,
                          struct str text, struct place at)
{
    if (!str_equal(str_trim(info), STR("math")) || str_blank(text) ||
        !builder_want_blocks(builder))
        return false;
    builder_push(builder, (struct open){.by = OPENED_BY_MARKDOWN,
                                        .node = node_new(builder->reader->arena,
                                                         NODE_PARAGRAPH, at),
                                        .at = at});
    markup_formula(builder, str_trim(text), true, text, at);
    builder_close(builder, builder->open_count - 1);
    return true;
}

// ```{note} of MyST: what it holds is Markdown.
static bool alert_block(struct builder *builder, struct str info,
                        struct str text, struct place at)
{
    struct reader *reader = builder->reader;
    struct str rest = str_slice(info, 1, info.count);
    size_t end = str_find(rest, STR("}"));
    if (!str_starts(info, STR("{")) || end == STR_NONE ||
        builder->fragment->depth >= LIMIT_NOTE_DEPTH ||
        !alert_named(str_slice(rest, 0, end)) || !builder_want_blocks(builder))
        return false;
    struct node *box = node_new(reader->arena, NODE_BOX, at);
    node_append(builder_inside(builder), box);
    struct fragment *fragment = ARENA_NEW(reader->arena, struct fragment);
    *fragment = (struct fragment){.text = arena_str(reader->arena, text),
                                  .fixed = true,
                                  .at = at,
                                  .depth = builder->fragment->depth + 1};
    markdown_parse(reader, fragment, box);
    alert_add_title(reader, box, str_slice(rest, 0, end),
                    str_slice(rest, end + 1, rest.count), at);
    return true;
}

static void code_block(struct builder *builder, cmark_node *block)
{
    struct place at = block_place(builder, block);
    struct str info = markup_restore(builder->reader, builder->fragment,
                                     str_of(cmark_node_get_fence_info(block)));
    struct str raw = markup_raw_format(builder->reader->arena, str_trim(info));
    if (raw.count) {
        markup_raw(builder, raw, literal_of(builder, block), at);
        return;
    }
    if (alert_block(builder, str_trim(info), literal_of(builder, block), at))
        return;
    if (formula_block(builder, info, literal_of(builder, block), at))
        return;
    struct node *node = append_block(builder, NODE_CODE_BLOCK, at);
    struct arena *arena = builder->reader->arena;
    struct str text = literal_of(builder, block);
    if (!node) { // in a cell of HTML
        node = append_inline(builder, NODE_CODE, at);
        node->as.text.text =
            arena_str(arena, clean_text(arena, str_trim(text), NULL));
        return;
    }
    node->as.code_block.text = arena_str(arena, clean_text(arena, text, NULL));
    set_info(builder->reader, node,
             str_trim(arena_str(arena, clean_text(arena, info, NULL))));
    chart_read(builder, node);
}

static enum alignment alignment_of(uint8_t letter)
{
    return letter == 'l'   ? ALIGN_START
           : letter == 'c' ? ALIGN_CENTER
           : letter == 'r' ? ALIGN_END
                           : ALIGN_NONE;
}

static void set_table(struct reader *reader, struct node *node,
                      cmark_node *table)
{
    size_t columns = cmark_gfm_extensions_get_table_columns(table);
    uint8_t *letters = cmark_gfm_extensions_get_table_alignments(table);
    node->as.table.columns = columns;
    node->as.table.alignments =
        ARENA_ARRAY(reader->arena, enum alignment, columns);
    for (size_t i = 0; i < columns; i++)
        node->as.table.alignments[i] = alignment_of(letters[i]);
}

static void set_list(struct node *node, cmark_node *list)
{
    node->as.list = (struct list){.ordered = cmark_node_get_list_type(list) ==
                                             CMARK_ORDERED_LIST,
                                  .tight = cmark_node_get_list_tight(list),
                                  .start = cmark_node_get_list_start(list)};
}

static void set_item(struct node *node, cmark_node *item)
{
    node->as.item.task =
        strcmp(cmark_node_get_type_string(item), "tasklist") == 0;
    node->as.item.done = node->as.item.task &&
                         cmark_gfm_extensions_get_tasklist_item_checked(item);
}

// The kind of a container block; NODE_KIND_COUNT where it is none.
static enum kind block_kind(cmark_node *block)
{
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {{"block_quote", NODE_QUOTE},   {"list", NODE_LIST},
                 {"item", NODE_ITEM},           {"tasklist", NODE_ITEM},
                 {"paragraph", NODE_PARAGRAPH}, {"heading", NODE_HEADING},
                 {"table", NODE_TABLE},         {"table_header", NODE_ROW},
                 {"table_row", NODE_ROW},       {"table_cell", NODE_CELL}};
    const char *name = cmark_node_get_type_string(block);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return kinds[i].kind;
    return NODE_KIND_COUNT;
}

// The first byte of a block that says something: past the indent and the marks
// of quotes.
static char first_byte(const struct builder *builder, cmark_node *block)
{
    const struct fragment *fragment = builder->fragment;
    size_t at = line_start(fragment, cmark_node_get_start_line(block));
    while (at < fragment->text.count && (fragment->text.bytes[at] == ' ' ||
                                         fragment->text.bytes[at] == '\t' ||
                                         fragment->text.bytes[at] == '>'))
        at++;
    return at < fragment->text.count ? fragment->text.bytes[at] : 0;
}

// A list of cmark's, but by the author's own marks one of definitions.
static bool defines(const struct builder *builder, cmark_node *list)
{
    cmark_node *item = cmark_node_first_child(list);
    char byte = item ? first_byte(builder, item) : 0;
    return byte == ':' || byte == '~';
}

static enum kind kind_of(const struct builder *builder, cmark_node *block)
{
    enum kind kind = block_kind(block);
    if (kind == NODE_LIST && defines(builder, block))
        return NODE_TERMS;
    return kind == NODE_ITEM && defines(builder, cmark_node_parent(block))
               ? NODE_MEANING
               : kind;
}

static struct node *new_container(struct builder *builder, cmark_node *block,
                                  enum kind kind)
{
    struct place at =
        kind == NODE_CELL ? builder_here(builder) : block_place(builder, block);
    struct node *node = node_new(builder->reader->arena, kind, at);
    if (kind == NODE_HEADING)
        node->as.heading.level = cmark_node_get_heading_level(block);
    else if (kind == NODE_LIST)
        set_list(node, block);
    else if (kind == NODE_ITEM)
        set_item(node, block);
    else if (kind == NODE_TABLE)
        set_table(builder->reader, node, block);
    else if (kind == NODE_ROW)
        node->as.row.head = cmark_gfm_extensions_get_table_row_is_header(block);
    return node;
}

static void set_cell_alignment(struct node *cell)
{
    const struct node *table = cell->parent->parent;
    size_t column = 0;
    for (const struct node *c = cell->previous; c && column < LIMIT_COLUMNS;
         c = c->previous)
        column++;
    if (table && table->kind == NODE_TABLE && column < table->as.table.columns)
        cell->as.cell.alignment = table->as.table.alignments[column];
}

static void enter_block(struct builder *builder, cmark_node *block)
{
    enum kind kind = kind_of(builder, block);
    struct node *node = NULL;
    // In a phrase all blocks are one line of text.
    if (!builder->fragment->phrase) {
        node = new_container(builder, block, kind);
        if (kind != NODE_ITEM && kind != NODE_MEANING && kind != NODE_ROW &&
            kind != NODE_CELL && !builder_want_blocks(builder))
            node = NULL;
        if (!node && builder_holds(builder) == HOLDS_INLINES)
            builder_break(builder, builder_here(builder));
    }
    builder_push(builder, (struct open){.by = OPENED_BY_MARKDOWN,
                                        .node = node,
                                        .at = builder_here(builder)});
    if (node && kind == NODE_CELL && node->parent)
        set_cell_alignment(node);
}

// ----- Inlines -----

// The lines of a phrase are one, and what they are indented by is no text.
static struct str without_runs(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.count; i++)
        if (text.bytes[i] != ' ' || count == 0 || out[count - 1] != ' ')
            out[count++] = text.bytes[i];
    return (struct str){out, count};
}

static void text_event(struct builder *builder, struct str text)
{
    text = markup_restore(builder->reader, builder->fragment, text);
    // The space after a phrase's guard.
    if (builder->fragment->phrase && !builder_inside(builder)->first)
        text = str_trim(text).count
                   ? str_slice(text, text.bytes[0] == ' ', text.count)
                   : (struct str){"", 0};
    struct place at = builder_locate(builder, text);
    if (builder->fragment->phrase && str_find(text, STR("  ")) != STR_NONE)
        text = without_runs(builder->reader->arena, text);
    builder_text(builder, text, at);
}

static void code_event(struct builder *builder, cmark_node *code)
{
    struct arena *arena = builder->reader->arena;
    struct str text = literal_of(builder, code);
    struct node *node =
        append_inline(builder, NODE_CODE, builder_locate(builder, text));
    node->as.text.text = arena_str(arena, clean_text(arena, text, NULL));
}

static void break_event(struct builder *builder, enum kind kind)
{
    struct str text = builder->fragment->text;
    size_t i = builder->cursor;
    while (i < builder->limit && text.bytes[i] != '\n' && text.bytes[i] != '\r')
        i++;
    if (i < builder->limit)
        builder->cursor = i;
    append_inline(builder, kind, builder_here(builder));
    if (i < builder->limit)
        builder->cursor = i + 1;
}

// The text of an image's description, without markup.
static struct str alt_of(struct builder *builder, cmark_node *image)
{
    struct buffer alt = {0};
    cmark_iter *iter = cmark_iter_new(image);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        size_t marker;
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buffer_add_byte(&alt, ' ');
        else if (type == CMARK_NODE_LINK &&
                 (marker = markup_marker(builder->fragment,
                                         str_of(cmark_node_get_url(node)))) !=
                     SIZE_MAX) {
            buffer_add(&alt, markup_missing_note(builder, marker));
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        } else if (cmark_node_get_literal(node) &&
                   type != CMARK_NODE_HTML_INLINE)
            buffer_add(&alt, literal_of(builder, node));
    }
    cmark_iter_free(iter);
    struct arena *arena = builder->reader->arena;
    struct str text =
        arena_str(arena, clean_text(arena, buffer_str(&alt), NULL));
    buffer_release(&alt);
    return text;
}

// After the ) that ends a link or picture; past its title.
static void skip_to_paren(struct builder *builder)
{
    struct str text = builder->fragment->text;
    size_t i = builder->cursor;
    while (i < builder->limit && i < builder->cursor + LIMIT_SEARCH &&
           text.bytes[i] != ')')
        i++;
    if (i < builder->limit && text.bytes[i] == ')')
        builder->cursor = i + 1;
}

// A description holds no links: the notes that it calls are called behind the
// picture.
static void notes_of_alt(struct builder *builder, cmark_node *image)
{
    cmark_iter *iter = cmark_iter_new(image);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER ||
            cmark_node_get_type(node) != CMARK_NODE_LINK)
            continue;
        size_t marker =
            markup_marker(builder->fragment, str_of(cmark_node_get_url(node)));
        if (marker == SIZE_MAX)
            continue;
        markup_call_note(builder, marker);
        cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    }
    cmark_iter_free(iter);
}

static void image_event(struct builder *builder, cmark_node *image)
{
    struct reader *reader = builder->reader;
    struct arena *arena = reader->arena;
    struct str path = markup_restore(reader, builder->fragment,
                                     str_of(cmark_node_get_url(image)));
    struct str title = markup_restore(reader, builder->fragment,
                                      str_of(cmark_node_get_title(image)));
    struct str alt = alt_of(builder, image);
    builder_locate(builder, STR("!["));
    size_t start = builder->cursor - 2;
    if (alt.count)
        builder_locate(builder, alt);
    builder_locate(builder, path);
    skip_to_paren(builder);
    struct place at = fragment_place(reader, builder->fragment, start,
                                     builder->cursor - start);
    struct node *node = append_inline(builder, NODE_IMAGE, at);
    node->as.image.path = arena_str(arena, clean_text(arena, path, NULL));
    node->as.image.title = arena_str(arena, clean_text(arena, title, NULL));
    node->as.image.alt = alt;
    node->as.image.image =
        image_named(&reader->pictures, node->as.image.path, at);
    size_t cursor = builder->cursor;
    notes_of_alt(builder, image);
    builder->cursor = cursor;
}

// Opens an inline that begins with count of these bytes.
static void push_inline(struct builder *builder, struct node *node,
                        const char *bytes, size_t count)
{
    size_t start = builder->cursor;
    if (builder_skip(builder, bytes, count) == 0)
        start = SIZE_MAX;
    builder_want_inlines(builder);
    builder_push(builder, (struct open){.by = OPENED_BY_MARKDOWN,
                                        .node = node,
                                        .at = builder_here(builder),
                                        .start = start});
}

static void enter_link(struct builder *builder, cmark_node *link)
{
    struct reader *reader = builder->reader;
    struct arena *arena = reader->arena;
    struct place at = builder_here(builder);
    struct str url = markup_restore(reader, builder->fragment,
                                    str_of(cmark_node_get_url(link)));
    struct str title = markup_restore(reader, builder->fragment,
                                      str_of(cmark_node_get_title(link)));
    struct node *node = NULL;
    struct place point = at;
    point.count = 1;
    url = link_check(reader, url, point);
    if (url.count) {
        node = node_new(arena, NODE_LINK, at);
        node->as.link.url = arena_str(arena, url);
        node->as.link.title = arena_str(arena, clean_text(arena, title, NULL));
    }
    push_inline(builder, node, "[<", 1);
}

// What ends a link, so that the text after it is not found within its URL.
static void skip_link_end(struct builder *builder, cmark_node *link)
{
    struct str rest = str_slice(builder->fragment->text, builder->cursor,
                                builder->fragment->text.count);
    if (str_starts(rest, STR("]("))) {
        builder_locate(builder, str_of(cmark_node_get_url(link)));
        skip_to_paren(builder);
    } else
        builder_skip(builder, "]>", 1);
}

static void enter_inline(struct builder *builder, enum kind kind)
{
    struct node *node =
        node_new(builder->reader->arena, kind, builder_here(builder));
    push_inline(builder, node, "*_~", kind == NODE_EMPHASIS ? 1 : 2);
}

// The innermost thing that cmark opened.
static const struct open *innermost(const struct builder *builder)
{
    size_t i = builder->open_count;
    while (i > 0 && builder->open[i - 1].by != OPENED_BY_MARKDOWN)
        i--;
    if (i == 0)
        BUG("cmark closes what it did not open");
    return &builder->open[i - 1];
}

// Moves the cursor past the end of an inline, whose place is complete then.
static void end_inline(struct builder *builder, cmark_node *inline_node)
{
    const struct open *open = innermost(builder);
    struct node *node = open->node;
    size_t start = open->start;
    if (cmark_node_get_type(inline_node) == CMARK_NODE_LINK)
        skip_link_end(builder, inline_node);
    else if (node)
        builder_skip(builder, "*_~", node->kind == NODE_EMPHASIS ? 1 : 2);
    if (node && start < builder->cursor)
        node->at = fragment_place(builder->reader, builder->fragment, start,
                                  builder->cursor - start);
}

// ----- Events -----

static void enter(struct builder *builder, cmark_iter *iter, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    struct str literal = str_of(cmark_node_get_literal(node));
    struct place at;
    if (type == CMARK_NODE_TEXT)
        text_event(builder, literal);
    else if (type == CMARK_NODE_SOFTBREAK)
        break_event(builder, NODE_SOFT_BREAK);
    else if (type == CMARK_NODE_LINEBREAK)
        break_event(builder, NODE_LINE_BREAK);
    else if (type == CMARK_NODE_CODE)
        code_event(builder, node);
    else if (type == CMARK_NODE_HTML_INLINE)
        builder->reader->html->feed(builder, literal);
    else if (type == CMARK_NODE_HTML_BLOCK) {
        (void)block_place(builder, node);
        builder->reader->html->feed(builder, literal);
    } else if (type == CMARK_NODE_CODE_BLOCK)
        code_block(builder, node);
    else if (type == CMARK_NODE_THEMATIC_BREAK) {
        at = block_place(builder, node);
        append_block(builder, NODE_RULE, at);
    } else if (type == CMARK_NODE_IMAGE) {
        image_event(builder, node);
        cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    } else if (type == CMARK_NODE_LINK) {
        size_t marker =
            markup_marker(builder->fragment, str_of(cmark_node_get_url(node)));
        if (marker != SIZE_MAX) {
            markup_event(builder, marker);
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        } else
            enter_link(builder, node);
    } else if (type == CMARK_NODE_EMPH)
        enter_inline(builder, NODE_EMPHASIS);
    else if (type == CMARK_NODE_STRONG)
        enter_inline(builder, NODE_STRONG);
    else if (strcmp(cmark_node_get_type_string(node), "strikethrough") == 0)
        enter_inline(builder, NODE_STRIKE);
    else if (block_kind(node) != NODE_KIND_COUNT)
        enter_block(builder, node);
}

static bool is_inline_container(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_LINK || type == CMARK_NODE_EMPH ||
           type == CMARK_NODE_STRONG || block_kind(node) == NODE_KIND_COUNT;
}

static void leave(struct builder *builder, cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_DOCUMENT)
        return;
    if (is_inline_container(node))
        end_inline(builder, node);
    builder_close(builder, (size_t)(innermost(builder) - builder->open));
}

// cmark keeps the letters that its extensions ask for in one table for the
// whole process, and puts them in and takes them out around each parse
// (cmark_manage_extensions_special_characters): without a lock a brief on
// another thread loses its ~~strikes~~ and bare links.
static pthread_mutex_t inlines = PTHREAD_MUTEX_INITIALIZER;

static cmark_node *parse(struct str text)
{
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    size_t count = sizeof extensions / sizeof extensions[0];
    for (size_t i = 0; i < count; i++) {
        cmark_syntax_extension *extension =
            cmark_find_syntax_extension(extensions[i]);
        if (!extension)
            BUG("read_setup was not called");
        cmark_parser_attach_syntax_extension(parser, extension);
    }
    cmark_parser_feed(parser, text.bytes, text.count);
    fail_lock(&inlines);
    cmark_node *document = cmark_parser_finish(parser);
    fail_unlock(&inlines);
    cmark_parser_free(parser);
    return document;
}

void markdown_parse(struct reader *reader, struct fragment *fragment,
                    struct node *root)
{
    struct builder builder = {.reader = reader,
                              .fragment = fragment,
                              .root = root,
                              .limit = fragment->text.count};
    cmark_node *document = parse(markup_mark(reader, fragment));
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_ENTER)
            enter(&builder, iter, node);
        else
            leave(&builder, node);
    }
    builder_close(&builder, 0);
    cmark_iter_free(iter);
    cmark_node_free(document);
    builder_join_texts(reader, root);
}

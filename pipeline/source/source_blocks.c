// SPDX-License-Identifier: MIT
// Finds the outermost blocks of a Markdown text, line by line.
#include "source/source_blocks.h"

struct scanner {
    struct arena *arena;
    struct str text;
    struct block *items;
    size_t count, capacity;
};

size_t line_end(struct str text, size_t offset)
{
    size_t found = str_find(str_slice(text, offset, text.count), STR("\n"));
    return found == STR_NONE ? text.count : offset + found;
}

static size_t next_line(struct str text, size_t offset)
{
    size_t end = line_end(text, offset);
    return end < text.count ? end + 1 : end;
}

static struct str line_at(struct str text, size_t offset)
{
    return str_slice(text, offset, line_end(text, offset));
}

size_t line_indent(struct str text, size_t offset)
{
    size_t at = offset;
    while (at < text.count && (text.bytes[at] == ' ' || text.bytes[at] == '\t'))
        at++;
    return at - offset;
}

// In columns: a tab goes to the next multiple of four (CommonMark 2.2).
static size_t indent_columns(struct str line)
{
    size_t column = 0;
    for (size_t i = 0; i < line.count; i++) {
        if (line.bytes[i] == '\t')
            column += 4 - column % 4;
        else if (line.bytes[i] == ' ')
            column++;
        else
            break;
    }
    return column;
}

static bool ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t list_marker(struct str text, size_t offset)
{
    size_t at = offset;
    if (at >= text.count)
        return 0;
    if (text.bytes[at] == '-' || text.bytes[at] == '+' ||
        text.bytes[at] == '*') {
        at++;
    } else {
        while (at < text.count && at - offset < 9 &&
               ascii_digit(text.bytes[at]))
            at++;
        if (at == offset || at >= text.count ||
            (text.bytes[at] != '.' && text.bytes[at] != ')'))
            return 0;
        at++;
    }
    if (at == text.count || text.bytes[at] == '\n')
        return at - offset;
    return text.bytes[at] == ' ' || text.bytes[at] == '\t' ? at + 1 - offset
                                                           : 0;
}

// ----- What one line, without its indent, can begin -----

static size_t run_of(struct str line, size_t from, char c)
{
    size_t at = from;
    while (at < line.count && line.bytes[at] == c)
        at++;
    return at - from;
}

static bool is_fence(struct str line)
{
    return run_of(line, 0, '~') >= 3 ||
           (run_of(line, 0, '`') >= 3 &&
            str_find(str_slice(line, run_of(line, 0, '`'), line.count),
                     STR("`")) == STR_NONE);
}

static int atx_level(struct str line)
{
    size_t level = run_of(line, 0, '#');
    if (level == 0 || level > 6)
        return 0;
    return level == line.count || line.bytes[level] == ' ' ||
                   line.bytes[level] == '\t'
               ? (int)level
               : 0;
}

static bool is_thematic_break(struct str line)
{
    if (line.count == 0)
        return false;
    char mark = line.bytes[0];
    size_t marks = 0;
    if (mark != '-' && mark != '*' && mark != '_')
        return false;
    for (size_t i = 0; i < line.count; i++) {
        if (line.bytes[i] == mark)
            marks++;
        else if (line.bytes[i] != ' ' && line.bytes[i] != '\t')
            return false;
    }
    return marks >= 3;
}

static int setext_level(struct str line)
{
    struct str mark = str_trim(line);
    if (mark.count > 0 && run_of(mark, 0, '=') == mark.count)
        return 1;
    if (mark.count > 0 && run_of(mark, 0, '-') == mark.count)
        return 2;
    return 0;
}

// |---|:--:| with a dash, and a bar or a colon so that it is no other thing.
static bool is_delimiter_row(struct str line)
{
    bool dash = false, bar = false;
    for (size_t i = 0; i < line.count; i++) {
        char c = line.bytes[i];
        dash |= c == '-';
        bar |= c == '|' || c == ':';
        if (c != '-' && c != '|' && c != ':' && c != ' ' && c != '\t')
            return false;
    }
    return dash && bar;
}

static bool has_bar(struct str line)
{
    return str_find(line, STR("|")) != STR_NONE;
}

// The length of "[^label]:" or "[label]:" at the start; 0 where there is none.
static size_t definition_mark(struct str line, bool *note)
{
    *note = str_starts(line, STR("[^"));
    if (line.count < 4 || line.bytes[0] != '[')
        return 0;
    for (size_t i = *note ? 2 : 1; i + 1 < line.count; i++) {
        char c = line.bytes[i];
        if (c == ']')
            return i > (*note ? 2u : 1u) && line.bytes[i + 1] == ':' ? i + 2
                                                                     : 0;
        if (c == '[' || (*note && (c == ' ' || c == '\t')))
            return 0;
    }
    return 0;
}

static struct str tag_name(struct str line)
{
    size_t from = line.count > 1 && line.bytes[1] == '/' ? 2 : 1, to = from;
    while (to < line.count &&
           (ascii_letter(line.bytes[to]) || ascii_digit(line.bytes[to])))
        to++;
    return str_slice(line, from, to);
}

static bool named_in(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_equal_ascii_case(name, str_of(*names)))
            return true;
    return false;
}

// The elements that begin a block of HTML (CommonMark 4.6, kinds 1 and 6).
static bool is_block_element(struct str name)
{
    static const char *const names[] = {
        "address", "article",  "aside",      "blockquote", "body",
        "caption", "center",   "col",        "colgroup",   "dd",
        "details", "dialog",   "dir",        "div",        "dl",
        "dt",      "fieldset", "figcaption", "figure",     "footer",
        "form",    "h1",       "h2",         "h3",         "h4",
        "h5",      "h6",       "head",       "header",     "hr",
        "html",    "iframe",   "li",         "link",       "main",
        "menu",    "nav",      "ol",         "p",          "pre",
        "script",  "section",  "style",      "summary",    "table",
        "tbody",   "td",       "textarea",   "tfoot",      "th",
        "thead",   "title",    "tr",         "ul",         NULL};
    return named_in(name, names);
}

static bool is_raw_element(struct str name)
{
    static const char *const names[] = {"pre", "script", "style", "textarea",
                                        NULL};
    return named_in(name, names);
}

// A whole tag alone on its line (kind 7).
static bool is_lone_tag(struct str line)
{
    struct str trimmed = str_trim(line);
    return trimmed.count > 2 && tag_name(trimmed).count > 0 &&
           trimmed.bytes[trimmed.count - 1] == '>' &&
           str_find(trimmed, STR(">")) == trimmed.count - 1 &&
           str_find(trimmed, STR("@")) == STR_NONE &&
           str_find(trimmed, STR(":")) == STR_NONE;
}

static bool is_html(struct str line, bool in_paragraph)
{
    if (line.count < 2 || line.bytes[0] != '<')
        return false;
    if (line.bytes[1] == '!' || line.bytes[1] == '?')
        return true;
    return is_block_element(tag_name(line)) ||
           (!in_paragraph && is_lone_tag(line));
}

// ----- Where each kind of block ends; all answer the start of what follows --

// *open: for want of an end, it goes on to that of the text.
static size_t fence_end(struct str text, size_t offset, struct str opening,
                        bool *open)
{
    char mark = opening.bytes[0];
    size_t length = run_of(opening, 0, mark);
    for (size_t at = next_line(text, offset); at < text.count;
         at = next_line(text, at)) {
        struct str line = str_trim(line_at(text, at));
        if (run_of(line, 0, mark) >= length &&
            run_of(line, 0, mark) == line.count)
            return next_line(text, at);
    }
    *open = true;
    return text.count;
}

static size_t blank_end(struct str text, size_t offset)
{
    while (offset < text.count && !str_blank(line_at(text, offset)))
        offset = next_line(text, offset);
    return offset;
}

// The end of the line that holds `wanted`, looking from offset; the end of
// the text where it never comes (CommonMark 4.6).
static size_t end_of_line_with(struct str text, size_t offset,
                               struct str wanted, bool *open)
{
    size_t found = str_find(str_slice(text, offset, text.count), wanted);
    *open = found == STR_NONE;
    return found == STR_NONE ? text.count : next_line(text, offset + found);
}

static size_t html_end(struct str text, size_t offset, struct str line,
                       bool *open)
{
    struct str name = tag_name(line);
    if (str_starts(line, STR("<!--")))
        return end_of_line_with(text, offset, STR("-->"), open);
    if (line.bytes[1] == '?')
        return end_of_line_with(text, offset, STR("?>"), open);
    if (line.bytes[1] != '/' && is_raw_element(name)) {
        char closing[16] = "</";
        for (size_t i = 0; i < name.count; i++)
            closing[i + 2] = name.bytes[i];
        return end_of_line_with(text, offset,
                                (struct str){closing, name.count + 2}, open);
    }
    return blank_end(text, offset);
}

// Could this line begin another block, so that it ends a paragraph?
static bool interrupts(struct str text, size_t offset)
{
    struct str line = line_at(text, offset);
    bool note;
    if (indent_columns(line) > 3)
        return false;
    line = str_slice(line, line_indent(line, 0), line.count);
    if (is_fence(line) || atx_level(line) || is_thematic_break(line) ||
        str_starts(line, STR(">")) || str_starts(line, STR(":::")) ||
        is_html(line, true))
        return true;
    if (definition_mark(line, &note) && note)
        return true;
    // An ordered list interrupts only from 1, an item only with text in it.
    size_t marker = list_marker(line, 0);
    return marker > 0 && marker < line.count &&
           (!ascii_digit(line.bytes[0]) ||
            (line.bytes[0] == '1' && !ascii_digit(line.bytes[1])));
}

// A list or a note goes on over blank lines while lines are indented, and
// over the lines of its paragraphs; a list also with further markers.
static size_t container_end(struct str text, size_t offset, size_t columns,
                            bool list)
{
    size_t end = next_line(text, offset), at = end;
    bool after_blank = false, open = false;
    while (at < text.count) {
        struct str line = line_at(text, at);
        size_t here = indent_columns(line);
        struct str rest = str_slice(line, line_indent(line, 0), line.count);
        size_t next = next_line(text, at);
        if (str_blank(line)) {
            after_blank = true;
            at = next;
            continue;
        }
        bool belongs = here >= columns ||
                       (list && here < 4 && list_marker(rest, 0) > 0 &&
                        !is_thematic_break(rest)) ||
                       (!after_blank && !interrupts(text, at));
        if (!belongs)
            break;
        if (is_fence(rest) && here >= columns)
            next = fence_end(text, at, rest, &open);
        after_blank = false;
        end = at = next;
    }
    return end;
}

static size_t code_end(struct str text, size_t offset)
{
    size_t end = offset;
    for (size_t at = offset; at < text.count; at = next_line(text, at)) {
        struct str line = line_at(text, at);
        if (str_blank(line))
            continue;
        if (indent_columns(line) < 4)
            break;
        end = next_line(text, at);
    }
    return end;
}

// ----- Front matter -----

// "word:" on some line: this block is a mapping, not Markdown between rules.
static bool has_key(struct str yaml)
{
    for (size_t at = 0; at < yaml.count; at = next_line(yaml, at)) {
        struct str line = line_at(yaml, at);
        size_t colon = str_find(line, STR(":"));
        if (colon != STR_NONE && colon > 0 &&
            (colon + 1 == line.count || line.bytes[colon + 1] == ' '))
            return true;
    }
    return false;
}

static bool is_front_fence(struct str line, bool opening)
{
    struct str mark = str_trim(line);
    return line.count > 0 && line.bytes[0] == mark.bytes[0] &&
           (str_equal(mark, STR("---")) ||
            (!opening && str_equal(mark, STR("..."))));
}

// Where the block begins and what follows it; false where there is none. The
// reader takes empty lines before it too.
static bool find_front(struct str text, size_t *start, size_t *after)
{
    *start = 0;
    while (*start < text.count && str_blank(line_at(text, *start)))
        *start = next_line(text, *start);
    if (*start == text.count || !is_front_fence(line_at(text, *start), true))
        return false;
    size_t yaml = next_line(text, *start);
    for (size_t at = yaml; at < text.count; at = next_line(text, at)) {
        struct str line = line_at(text, at);
        *after = next_line(text, at);
        if (!str_blank(line) && is_front_fence(line, false))
            return has_key(str_slice(text, yaml, at));
    }
    return false;
}

// ----- The scan -----

static struct block *add(struct scanner *scanner, enum block_kind kind,
                         size_t offset, size_t after)
{
    size_t end = after;
    while (end > offset && (scanner->text.bytes[end - 1] == '\n'))
        end--;
    struct block *block = &ARENA_PUSH(scanner->arena, scanner->items,
                                      scanner->count, scanner->capacity);
    *block = (struct block){.kind = kind,
                            .offset = offset,
                            .end = end,
                            .text_offset = offset,
                            .text_end = end};
    return block;
}

// "## Text ##": the text without marks.
static size_t add_atx(struct scanner *scanner, size_t offset, size_t indent,
                      int level)
{
    struct str text = scanner->text;
    struct block *block =
        add(scanner, BLOCK_HEADING, offset, next_line(text, offset));
    size_t from = offset + indent + (size_t)level;
    size_t to = block->end;
    block->level = level;
    while (to > from &&
           (text.bytes[to - 1] == ' ' || text.bytes[to - 1] == '\t'))
        to--;
    size_t marks = to;
    while (marks > from && text.bytes[marks - 1] == '#')
        marks--;
    if (marks < to && (marks == from || text.bytes[marks - 1] == ' '))
        to = marks;
    while (to > from && text.bytes[to - 1] == ' ')
        to--;
    block->text_offset = from + line_indent(str_slice(text, 0, to), from);
    block->text_end = to;
    return next_line(text, offset);
}

static size_t add_note(struct scanner *scanner, size_t offset, size_t indent,
                       size_t mark, bool note)
{
    struct str text = scanner->text;
    size_t after =
        note ? container_end(text, offset, 4, false) : next_line(text, offset);
    struct block *block =
        add(scanner, note ? BLOCK_NOTE : BLOCK_REFERENCE, offset, after);
    block->label_offset = offset + indent + (note ? 2 : 1);
    block->label_end = offset + indent + mark - 2;
    block->text_offset = offset + indent + mark;
    block->text_offset += line_indent(text, block->text_offset);
    if (block->text_offset > block->end)
        block->text_offset = block->end;
    return after;
}

// A paragraph, or what its second or last line turns it into.
static size_t add_paragraph(struct scanner *scanner, size_t offset)
{
    struct str text = scanner->text;
    size_t at = next_line(text, offset);
    if (has_bar(line_at(text, offset)) && at < text.count &&
        is_delimiter_row(line_at(text, at))) {
        while (at < text.count && !str_blank(line_at(text, at)) &&
               (is_delimiter_row(line_at(text, at)) || !interrupts(text, at)))
            at = next_line(text, at);
        add(scanner, BLOCK_TABLE, offset, at);
        return at;
    }
    for (; at < text.count && !str_blank(line_at(text, at));
         at = next_line(text, at)) {
        struct str line = line_at(text, at);
        int level = indent_columns(line) < 4 ? setext_level(line) : 0;
        if (level > 0) {
            struct block *block =
                add(scanner, BLOCK_HEADING, offset, next_line(text, at));
            block->level = level;
            block->text_end = at - 1;
            return next_line(text, at);
        }
        if (interrupts(text, at))
            break;
    }
    struct block *block = add(scanner, BLOCK_PARAGRAPH, offset, at);
    block->text_offset += line_indent(text, offset);
    return at;
}

static size_t add_block(struct scanner *scanner, size_t offset)
{
    struct str text = scanner->text;
    struct str whole = line_at(text, offset);
    size_t indent = line_indent(text, offset), after;
    struct str line = str_slice(whole, indent, whole.count);
    size_t marker = list_marker(line, 0), mark;
    bool note, open = false;
    enum block_kind kind;
    if (indent_columns(whole) > 3) {
        kind = BLOCK_CODE, after = code_end(text, offset);
    } else if (is_fence(line)) {
        kind = BLOCK_FENCE, after = fence_end(text, offset, line, &open);
    } else if (atx_level(line)) {
        return add_atx(scanner, offset, indent, atx_level(line));
    } else if (is_thematic_break(line)) {
        kind = BLOCK_BREAK, after = next_line(text, offset);
    } else if (str_starts(line, STR(":::"))) {
        kind = BLOCK_DIRECTIVE, after = next_line(text, offset);
    } else if (str_starts(line, STR(">"))) {
        kind = BLOCK_QUOTE, after = blank_end(text, offset);
    } else if (marker > 0) {
        kind = BLOCK_LIST;
        after = container_end(text, offset, indent + (marker > 1 ? marker : 2),
                              true);
    } else if ((mark = definition_mark(line, &note)) > 0) {
        return add_note(scanner, offset, indent, mark, note);
    } else if (is_html(line, false)) {
        kind = BLOCK_HTML, after = html_end(text, offset + indent, line, &open);
    } else {
        return add_paragraph(scanner, offset);
    }
    add(scanner, kind, offset, after)->open = open;
    return after;
}

size_t end_of_blocks(struct str text, struct blocks blocks)
{
    const struct block *last =
        blocks.count ? &blocks.items[blocks.count - 1] : NULL;
    return last && last->open ? last->offset : text.count;
}

struct blocks blocks_scan(struct arena *arena, struct str text)
{
    struct scanner scanner = {.arena = arena, .text = text};
    size_t offset = 0, start, after;
    if (find_front(text, &start, &after)) {
        add(&scanner, BLOCK_FRONT, start, after);
        offset = after;
    }
    while (offset < text.count) {
        if (str_blank(line_at(text, offset)))
            offset = next_line(text, offset);
        else
            offset = add_block(&scanner, offset);
    }
    return (struct blocks){scanner.items, scanner.count};
}

struct str block_str(struct str text, const struct block *block)
{
    return str_slice(text, block->offset, block->end);
}

struct str block_text(struct str text, const struct block *block)
{
    return str_slice(text, block->text_offset, block->text_end);
}

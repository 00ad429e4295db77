// SPDX-License-Identifier: MIT
// Control characters: those that say something are said in Markdown, others go.
//
// Word writes U+000B for a line break, U+000C and U+000E for the end of a page
// and of a column, U+001E for a hyphen that keeps a line together and U+001F
// for one that is not seen; U+0085, U+2028 and U+2029 are line ends of old
// systems and of Unicode.
#include "normalise/normalise_parts.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/characters.h"

#include <string.h>

enum meaning {
    MEANS_NOTHING, // it is taken out, and counted
    MEANS_ITSELF,  // it is no control
    MEANS_LINE,
    MEANS_PARAGRAPH,
    MEANS_HYPHEN,
    MEANS_SOFT_HYPHEN,
};

static enum meaning meaning_of(uint32_t c)
{
    switch (c) {
    case '\t':
    case '\n':
    case '\r':
        return MEANS_ITSELF;
    case 0x0B:
    case 0x85:
    case CHAR_LINE_SEPARATOR:
        return MEANS_LINE;
    case 0x0C:
    case 0x0E:
    case CHAR_PARAGRAPH_SEPARATOR:
        return MEANS_PARAGRAPH;
    case 0x1E:
        return MEANS_HYPHEN;
    case 0x1F:
        return MEANS_SOFT_HYPHEN;
    case 0xFFFE:
    case 0xFFFF: // no XML may hold them
        return MEANS_NOTHING;
    }
    return char_is_control(c) ? MEANS_NOTHING : MEANS_ITSELF;
}

// ----- Line and paragraph ends -----

// A row of them, with the spaces around it.
struct ends {
    size_t start, end;
    size_t lines, paragraphs;
    const struct block_line *line;
    bool first, last; // nothing is before it in its line; behind it
};

static struct ends ends_at(const struct normalising *now, size_t start)
{
    struct str text = now->text;
    size_t number = blocks_line_at(&now->blocks, start);
    struct ends ends = {.start = start, .end = start};
    ends.line = &now->blocks.lines[number];
    while (ends.start > ends.line->content &&
           ascii_is_blank(text.bytes[ends.start - 1]))
        ends.start--;
    for (size_t at = start; at < text.count;) {
        uint32_t c = utf8_next(text, &at);
        enum meaning more = meaning_of(c);
        if (!char_is_blank(c) && more != MEANS_LINE && more != MEANS_PARAGRAPH)
            break;
        ends.lines += more == MEANS_LINE;
        ends.paragraphs += more == MEANS_PARAGRAPH;
        ends.end = at;
    }
    ends.first = ends.start <= ends.line->content;
    ends.last = ends.end == text.count || text.bytes[ends.end] == '\n';
    return ends;
}

// Does the line before or behind it belong to the same paragraph?
static bool goes_on(const struct normalising *now, const struct ends *ends,
                    bool back)
{
    const struct block_line *lines = now->blocks.lines;
    size_t number = (size_t)(ends->line - lines);
    if (back ? number == 0 : number + 1 == now->blocks.line_count)
        return false;
    return ends->line->block &&
           ends->line->block == lines[back ? number - 1 : number + 1].block;
}

// A new line of the block that the line stands in: with the marks of its
// quotes, and room in the place of those of its items and note.
static void add_line(const struct normalising *now, const struct ends *ends,
                     bool blank, struct buffer *out)
{
    const struct block_line *line = ends->line;
    const struct block *outer = line->block;
    size_t at = line->at.start, end = line->content;
    if (outer && outer->parent)
        end = blocks_before(now->text, line, outer);
    while (outer && outer->parent)
        outer = outer->parent;
    buffer_add_byte(out, '\n');
    if (outer && outer->kind == BLOCK_NOTE && outer->offset >= at) {
        buffer_add_c(out, "    "); // whatever the length of its label
        at = outer->text_offset;
    }
    for (; at < end; at++) {
        char byte = now->text.bytes[at];
        buffer_add_byte(out, byte == '>' || byte == '\t' ? byte : ' ');
    }
    while (blank && out->bytes[out->count - 1] == ' ')
        out->count--;
}

// Could what is behind it begin a block, were it on a new line?
static bool begins_block(struct str text, size_t offset)
{
    return strchr("-+*#>=~`:|<[\\", text.bytes[offset]) ||
           ascii_is_digit(text.bytes[offset]);
}

static void add_break(const struct normalising *now, const struct ends *ends,
                      struct buffer *out)
{
    if (ends->last) {
        if (!ends->first && goes_on(now, ends, false))
            buffer_add_byte(out, '\\');
    } else if (ends->first) {
        if (goes_on(now, ends, true))
            buffer_add_c(out, "<br>");
    } else if (begins_block(now->text, ends->end)) {
        buffer_add_c(out, "<br>");
    } else {
        buffer_add_byte(out, '\\');
        add_line(now, ends, false, out);
    }
}

static void add_paragraph_end(const struct normalising *now,
                              const struct ends *ends, struct buffer *out)
{
    if (!ends->first)
        add_line(now, ends, true, out);
    if (!ends->last && (!ends->first || goes_on(now, ends, true)))
        add_line(now, ends, false, out);
}

// In code, an address or a tag no markup says what a line end does.
static bool is_in_text(const struct normalising *now, size_t offset)
{
    const struct lang_span *span = normalise_span_at(now, offset);
    return !span || span->kind == LANG_SPAN_TEXT;
}

static void add_ends(const struct normalising *now, const struct ends *ends,
                     struct buffer *out)
{
    const struct block *block = ends->line->block;
    bool parts = ends->paragraphs > 0 || ends->lines > 1;
    switch (block ? block->kind : BLOCK_PARAGRAPH) {
    case BLOCK_CODE:
    case BLOCK_FENCE:
        buffer_add_byte(out, '\n');
        return;
    case BLOCK_HEADING:
    case BLOCK_TABLE:
    case BLOCK_FRONT:
    case BLOCK_HTML:
    case BLOCK_REFERENCE:
    case BLOCK_DIRECTIVE:
    case BLOCK_BREAK:
        if (!ends->last && !char_is_space(utf8_before(now->text, ends->start)))
            buffer_add_c(out, !parts && (block->kind == BLOCK_HEADING ||
                                         block->kind == BLOCK_TABLE)
                                  ? "<br>"
                                  : " ");
        return;
    case BLOCK_PARAGRAPH:
    case BLOCK_LIST:
    case BLOCK_QUOTE:
    case BLOCK_NOTE:
    case BLOCK_ITEM:
        if (!is_in_text(now, ends->start))
            buffer_add_byte(out, ' ');
        else if (parts)
            add_paragraph_end(now, ends, out);
        else
            add_break(now, ends, out);
        return;
    }
}

// ----- The pass -----

// Markup of its own must not come of it: then it is U+2011.
static struct str hyphen_between(struct str text, size_t start, size_t end)
{
    return char_in_word(utf8_before(text, start)) &&
                   char_in_word(utf8_after(text, end))
               ? STR("-")
               : STR("\u2011");
}

// Where what stands at [start, end) ends, with all that goes with it.
static size_t mend(struct normalising *now, size_t start, size_t end,
                   enum meaning meaning, struct buffer *out)
{
    struct str replacement = STR("");
    if (meaning == MEANS_HYPHEN) {
        replacement = hyphen_between(now->text, start, end);
    } else if (meaning == MEANS_SOFT_HYPHEN) {
        replacement = STR("\u00AD");
    } else if (meaning != MEANS_NOTHING) {
        struct ends ends = ends_at(now, start);
        buffer_clear(out);
        add_ends(now, &ends, out);
        replacement = buffer_str(out);
        start = ends.start;
        end = ends.end;
    }
    source_replace(now->source, start, end - start, replacement,
                   "control-character");
    return end;
}

void normalise_controls(struct normalising *now)
{
    struct buffer out = {0};
    size_t removed = 0, first = 0;
    for (size_t offset = 0; offset < now->text.count;) {
        size_t start = offset;
        unsigned char byte = (unsigned char)now->text.bytes[offset];
        if (byte >= 0x20 && byte < 0x7F) {
            offset++;
            continue;
        }
        enum meaning meaning = meaning_of(utf8_next(now->text, &offset));
        if (meaning == MEANS_ITSELF)
            continue;
        if (meaning == MEANS_NOTHING && removed++ == 0)
            first = start;
        offset = mend(now, start, offset, meaning, &out);
    }
    buffer_release(&out);
    if (removed > 0 && now->diag)
        diag_report(now->diag, source_origin(now->source, first, 1),
                    MESSAGE_control_characters,
                    arena_printf(now->arena, "%zu", removed));
}

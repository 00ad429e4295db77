// SPDX-License-Identifier: MIT
// The text of a note in HTML as Markdown.
#include "collect-notes/linked_notes.h"

#include "base/ascii.h"
#include "text/html_references.h"
#include "languages/rows.h"

#include <unicode/uchar.h>

struct writing {
    const struct linking *linking;
    const struct linked_note *note;
    struct str text;
    struct buffer *out;
    size_t start; // of the note in out
    bool fresh;   // nothing stands in this paragraph yet
    bool broken;  // a paragraph ends here, if anything follows
};

static const char *const paragraphs[] = {
    "p", "div", "section", "aside", "article", "header", "li", NULL};
static const char *const dropped[] = {"font", "a", "o:p", "body", NULL};
static const char *const kept_whole[] = {"ul",  "ol",         "dl",     "table",
                                         "pre", "blockquote", "figure", NULL};

// ----- Text -----

static bool is_special(struct str text, size_t at)
{
    char c = text.bytes[at];
    if (c == '[')
        return at + 1 == text.count || text.bytes[at + 1] != '^';
    return c == '\\' || c == '*' || c == '`' || c == '<' || c == '_' ||
           c == '~';
}

// Marks of blocks at the start of a paragraph: "# ", "- ", "> ", "1. ".
static bool begins_block(struct str text)
{
    size_t digits = 0;
    while (digits < text.count && ascii_is_digit(text.bytes[digits]))
        digits++;
    char c = text.count > 0 ? text.bytes[0] : 0;
    return digits == 0 && (c == '#' || c == '-' || c == '+' || c == '>' ||
                           c == '|' || c == '=' || c == ':');
}

static void open_paragraph(struct writing *now)
{
    if (!now->broken)
        return;
    while (now->out->count > now->start &&
           now->out->bytes[now->out->count - 1] == ' ')
        now->out->count--;
    if (now->out->count > now->start)
        buffer_add_c(now->out, "\n\n    ");
    now->broken = false;
    now->fresh = true;
}

// Between tags of HTML with empty lines around it stands Markdown.
static bool is_markdown(const struct writing *now, size_t from, size_t to)
{
    while (from < to &&
           (now->text.bytes[from] == ' ' || now->text.bytes[from] == '\n'))
        from++;
    const struct block *block =
        from < to ? linked_note_block(now->linking, from + 1) : NULL;
    return block && block->kind != BLOCK_HTML;
}

static void put_markdown(struct writing *now, struct str text)
{
    size_t feeds = 0;
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        if (c == '\n') {
            feeds++;
            now->broken = now->broken || feeds > 1;
            continue;
        }
        if (feeds == 1 && !now->fresh && !now->broken)
            buffer_add_c(now->out, "\n    ");
        feeds = 0;
        if ((now->broken || now->fresh) && c == ' ')
            continue;
        open_paragraph(now);
        buffer_add_byte(now->out, c);
        now->fresh = false;
    }
    now->broken = now->broken || feeds > 1;
}

// The character at offset, which may be written &name;. Answers its end.
static size_t character_at(struct str text, size_t offset, uint32_t *character)
{
    size_t count = html_reference_at(text, offset, character);
    if (count > 0)
        return offset + count;
    *character = utf8_next(text, &offset);
    return offset;
}

// A no-break space at offset: its bytes.
static size_t fixed_space(struct str text, size_t offset)
{
    uint32_t c = 0;
    size_t end = offset < text.count ? character_at(text, offset, &c) : 0;
    return c == 0xA0 ? end - offset : 0;
}

// A space of any kind at the end of text: its bytes.
static size_t last_space(struct str text)
{
    enum { LONGEST = 12 }; // &#00000160;
    for (size_t count = 1; count <= text.count && count <= LONGEST; count++) {
        size_t at = text.count - count;
        char c = text.bytes[at];
        if (count == 1 && (c == ' ' || c == '\n'))
            return 1;
        if (fixed_space(text, at) == count)
            return count;
    }
    return 0;
}

static void put_text(struct writing *now, size_t from, size_t to)
{
    struct str text = str_slice(now->text, from, to);
    if (is_markdown(now, from, to)) {
        put_markdown(now, text);
        return;
    }
    for (size_t i = 0; i < text.count; i++) {
        char c = text.bytes[i];
        bool space = c == ' ' || c == '\n' || c == '\t';
        bool behind_space =
            now->out->count > 0 && now->out->bytes[now->out->count - 1] == ' ';
        if (space && (now->broken || now->fresh || behind_space))
            continue;
        if (space) {
            buffer_add_byte(now->out, ' ');
            continue;
        }
        size_t fixed = now->fresh || now->broken ? fixed_space(text, i) : 0;
        if (fixed > 0) {
            i += fixed - 1;
            continue;
        }
        open_paragraph(now);
        if (now->fresh && begins_block(str_slice(text, i, text.count)))
            buffer_add_byte(now->out, '\\');
        else if (is_special(text, i))
            buffer_add_byte(now->out, '\\');
        buffer_add_byte(now->out, c);
        // "1." at the start would be a list.
        if (now->fresh && ascii_is_digit(c) && i + 1 < text.count &&
            (text.bytes[i + 1] == '.' || text.bytes[i + 1] == ')'))
            buffer_add_byte(now->out, '\\');
        now->fresh = now->fresh && ascii_is_digit(c);
    }
}

// ----- Tags -----

static bool word_at(struct str text, size_t offset, bool behind)
{
    if (behind)
        return offset > 0 && u_isalnum((UChar32)utf8_previous(text, &offset));
    return offset < text.count && u_isalnum((UChar32)utf8_next(text, &offset));
}

// Markdown's emphasis wants white space or punctuation outside and none
// inside (CommonMark 6.2); else the tag stays.
static const char *emphasis_of(const struct writing *now,
                               const struct note_tag *tag)
{
    static const char *const em[] = {"em", "i", NULL};
    static const char *const strong[] = {"strong", "b", NULL};
    const char *mark = note_tag_is(tag, em)       ? "*"
                       : note_tag_is(tag, strong) ? "**"
                                                  : "";
    struct str text = now->text;
    if (!*mark || tag->closing || tag->inner_end <= tag->end)
        return NULL;
    char first = text.bytes[tag->end], last = text.bytes[tag->inner_end - 1];
    bool plain = first != ' ' && first != '\n' && last != ' ' && last != '\n' &&
                 first != '<' && last != '>' && last != '\\';
    bool apart =
        !word_at(text, tag->offset, true) &&
        !word_at(text, tag->outer_end, false) &&
        (now->out->count == 0 || now->out->bytes[now->out->count - 1] != '*') &&
        str_find(str_slice(text, tag->end, tag->inner_end), STR("<")) ==
            STR_NONE;
    return plain && apart ? mark : NULL;
}

static void put_raw(struct writing *now, size_t from, size_t to)
{
    open_paragraph(now);
    buffer_add(now->out, str_slice(now->text, from, to));
    now->fresh = false;
}

// Lists, tables and the like stay HTML, each line of them in the note and
// none of them empty, since an empty line would end it.
static void put_whole(struct writing *now, const struct note_tag *tag)
{
    now->broken = true;
    open_paragraph(now);
    for (size_t at = tag->offset; at < tag->outer_end;) {
        size_t end = line_end(now->text, at);
        end = end < tag->outer_end ? end : tag->outer_end;
        struct str line = str_slice(now->text, at, end);
        if (!str_blank(line)) {
            if (at > tag->offset)
                buffer_add_c(now->out, "\n    ");
            buffer_add(now->out,
                       str_slice(line, line_indent(line, 0), line.count));
        }
        at = end + 1;
    }
    now->broken = true;
    now->fresh = false;
}

static bool is_outward(struct str href)
{
    for (size_t i = 0; i < href.count; i++)
        if (href.bytes[i] == ' ' || href.bytes[i] == '(' ||
            href.bytes[i] == ')' || href.bytes[i] == '<' ||
            href.bytes[i] == '\n')
            return false;
    return href.count > 0 && href.bytes[0] != '#';
}

static void put_inside(struct writing *now, size_t from, size_t to);

// Emphasis and links: their text between Markdown's marks.
static bool put_marked(struct writing *now, const struct note_tag *tag)
{
    static const char *const links[] = {"a", NULL};
    const char *mark = emphasis_of(now, tag);
    struct str href = note_tag_is(tag, links) ? tag->href : STR("");
    bool link = is_outward(href) && tag->inner_end > tag->end &&
                str_find(str_slice(now->text, tag->end, tag->inner_end),
                         STR("<")) == STR_NONE;
    if (!mark && !link)
        return false;
    open_paragraph(now);
    now->fresh = false;
    if (link &&
        str_equal(href, str_slice(now->text, tag->end, tag->inner_end)) &&
        str_find(href, STR("://")) != STR_NONE) {
        buffer_printf(now->out, "<%.*s>", STR_ARG(href));
        return true;
    }
    buffer_add_c(now->out, mark ? mark : "[");
    put_text(now, tag->end, tag->inner_end);
    if (mark)
        buffer_add_c(now->out, mark);
    else
        buffer_printf(now->out, "](%.*s)", STR_ARG(href));
    return true;
}

// Answers where to go on.
static size_t put_tag(struct writing *now, const struct note_tag *tag)
{
    static const char *const spans[] = {"span", NULL};
    if (tag->silent)
        return tag->end;
    if (note_tag_is(tag, paragraphs)) {
        now->broken = now->broken || now->out->count > now->start;
        return tag->end;
    }
    if (!tag->closing && note_tag_is(tag, kept_whole) &&
        tag->outer_end > tag->end) {
        put_whole(now, tag);
        return tag->outer_end;
    }
    if (!tag->closing && put_marked(now, tag))
        return tag->outer_end;
    if (note_tag_is(tag, dropped) && tag->href.count == 0)
        return tag->end;
    if (note_tag_is(tag, spans) && tag->lang.count == 0 && tag->dir.count == 0)
        return tag->end;
    put_raw(now, tag->offset, tag->end);
    return tag->end;
}

// ----- Links -----

// Is there text between the two, that is, anything but tags and white space?
static bool is_empty(const struct linking *linking, size_t from, size_t to)
{
    struct str text = linking->now->text;
    while (from < to) {
        size_t tag = note_tag_from(linking, from);
        size_t stop = tag < linking->tag_count ? linking->tags[tag].offset : to;
        stop = stop < to ? stop : to;
        struct str piece = str_trim(str_slice(text, from, stop));
        for (size_t fixed; (fixed = fixed_space(piece, 0)) > 0;)
            piece = str_trim(str_slice(piece, fixed, piece.count));
        if (piece.count > 0)
            return false;
        from = stop < to ? linking->tags[tag].end : to;
    }
    return true;
}

// Past the mark before the text: the link back, or the number in <sup>.
static size_t text_start(const struct writing *now)
{
    const struct linking *linking = now->linking;
    size_t from = now->note->text_offset, end = now->note->text_end;
    size_t link = note_link_from(linking, from),
           tag = note_tag_from(linking, from);
    static const char *const sup[] = {"sup", NULL};
    size_t start = from;
    if (link < linking->link_count && linking->links[link].end <= end &&
        note_link_returns(linking, &linking->links[link]) &&
        is_empty(linking, from, linking->links[link].offset))
        start = linking->links[link].end;
    for (; start == from && tag < linking->tag_count &&
           linking->tags[tag].offset < end &&
           is_empty(linking, from, linking->tags[tag].offset);
         tag++) {
        const struct note_tag *open = &linking->tags[tag];
        size_t at = 0, number;
        struct str inside =
            str_trim(str_slice(now->text, open->end, open->inner_end));
        if (!note_tag_is(open, sup) || open->closing)
            continue;
        if (note_form_read_mark(inside, &at, &number, true) &&
            at + 1 >= inside.count)
            start = open->outer_end;
        break;
    }
    // <p id="fn1">1. Text
    static const char *const unnumbered[] = {"li", NULL};
    struct note_start plain;
    size_t first = from;
    while (first < end &&
           (now->text.bytes[first] == ' ' || now->text.bytes[first] == '\n'))
        first++;
    if (start == from &&
        !note_tag_is(&linking->tags[now->note->element], unnumbered) &&
        note_form_read_start(now->text, first, end, &plain) &&
        plain.number == now->note->number)
        return plain.text_offset;
    if (start > from && start + 1 < end &&
        (now->text.bytes[start] == '.' || now->text.bytes[start] == ')') &&
        now->text.bytes[start + 1] == ' ')
        start++;
    return start;
}

static size_t text_end(const struct writing *now, size_t start)
{
    const struct linking *linking = now->linking;
    size_t end = now->note->text_end;
    for (size_t link = note_link_from(linking, end); link > 0; link--) {
        const struct note_link *last = &linking->links[link - 1];
        if (last->offset < start || last->end > end ||
            !note_link_returns(linking, last) ||
            !is_empty(linking, last->end, end))
            break;
        end = last->offset;
    }
    return end;
}

// ----- All -----

static void put_inside(struct writing *now, size_t from, size_t to)
{
    const struct linking *linking = now->linking;
    size_t tag = note_tag_from(linking, from),
           link = note_link_from(linking, from);
    while (from < to) {
        while (tag < linking->tag_count && linking->tags[tag].offset < from)
            tag++;
        while (link < linking->link_count &&
               (linking->links[link].offset < from ||
                linking->links[link].note == SIZE_MAX ||
                linking->notes[linking->links[link].note].label == 0))
            link++;
        size_t next_tag =
            tag < linking->tag_count ? linking->tags[tag].offset : to;
        size_t next_link =
            link < linking->link_count ? linking->links[link].offset : to;
        size_t stop = next_tag < next_link ? next_tag : next_link;
        stop = stop < to ? stop : to;
        put_text(now, from, stop);
        from = stop;
        if (stop >= to)
            break;
        if (stop == next_link) {
            open_paragraph(now);
            buffer_printf(now->out, "[^%s%zu]", linking->now->prefix,
                          linking->notes[linking->links[link].note].label);
            now->fresh = false;
            from = linking->links[link].end;
        } else {
            from = put_tag(now, &linking->tags[tag]);
        }
    }
}

void note_markdown(const struct linking *linking,
                   const struct linked_note *note, struct buffer *out)
{
    struct writing now = {.linking = linking,
                          .note = note,
                          .text = linking->now->text,
                          .out = out,
                          .start = out->count,
                          .fresh = true};
    size_t from = text_start(&now);
    put_inside(&now, from, text_end(&now, from));
    for (size_t space = 1; space > 0 && out->count > now.start;) {
        struct str said = {out->bytes + now.start, out->count - now.start};
        space = last_space(said);
        out->count -= space;
    }
}

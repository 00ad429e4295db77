// SPDX-License-Identifier: MIT
// Notes made by hand in HTML: a link with a number to an element with an id.
#include "collect_notes.h"

#include "buffer.h"

// One tag of the text, as far as it matters here.
struct tag {
    size_t offset, end;
    struct str name; // without the slash of a closing tag
    bool closing;
    struct str id, target; // id="…", href="#…"
};

struct html_note {
    struct str id;
    size_t open, text, text_end, close_end; // <li …> text </li>
    size_t label;                           // 0: nobody refers to it
};

struct html {
    struct collecting *now;
    struct tag *tags;
    size_t tag_count, tag_capacity;
    struct html_note *notes;
    size_t note_count, note_capacity;
};

// ----- Tags -----

static bool name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

static struct str quoted_attribute(struct str tag, struct str opening)
{
    size_t at = str_find(tag, opening);
    if (at == STR_NONE)
        return STR("");
    struct str rest = str_slice(tag, at + opening.count, tag.count);
    size_t end = str_find(rest, STR("\""));
    return end == STR_NONE ? STR("") : str_slice(rest, 0, end);
}

static struct tag read_tag(struct str text, const struct stretch *stretch)
{
    struct str whole = str_slice(text, stretch->offset, stretch->end);
    struct tag tag = {.offset = stretch->offset, .end = stretch->end};
    tag.closing = whole.count > 1 && whole.bytes[1] == '/';
    size_t from = tag.closing ? 2 : 1, to = from;
    while (to < whole.count && name_byte(whole.bytes[to]))
        to++;
    tag.name = str_slice(whole, from, to);
    tag.id = quoted_attribute(whole, STR(" id=\""));
    tag.target = quoted_attribute(whole, STR(" href=\"#"));
    return tag;
}

static void read_tags(struct html *html)
{
    const struct collecting *now = html->now;
    for (size_t i = 0; i < now->stretches.count; i++)
        if (now->stretches.items[i].kind == STRETCH_TAG)
            ARENA_PUSH(now->context->arena, html->tags, html->tag_count,
                       html->tag_capacity) =
                read_tag(now->text, &now->stretches.items[i]);
}

static bool is(const struct tag *tag, const char *name, bool closing)
{
    return tag->closing == closing &&
           str_equal_ascii_case(tag->name, str_of(name));
}

// ----- Definitions -----

static bool is_note_id(struct str id)
{
    static const char *const starts[] = {"fn",      "note", "footnote",
                                         "endnote", "ftn",  "edn"};
    size_t digits = id.count;
    while (digits > 0 && id.bytes[digits - 1] >= '0' &&
           id.bytes[digits - 1] <= '9')
        digits--;
    if (digits == id.count)
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (str_starts(id, str_of(starts[i])))
            return true;
    return false;
}

static bool is_back_link(const struct html *html, size_t index)
{
    const struct tag *tag = &html->tags[index];
    return is(tag, "a", false) && tag->target.count > 0 &&
           index + 1 < html->tag_count && is(&html->tags[index + 1], "a", true);
}

// The tags of an element from the one at `open`: the index of its closing
// tag, or 0 where it does not close before another of its kind opens.
static size_t closing_of(const struct html *html, size_t open)
{
    for (size_t i = open + 1; i < html->tag_count; i++)
        if (str_equal_ascii_case(html->tags[i].name, html->tags[open].name))
            return html->tags[i].closing ? i : 0;
    return 0;
}

// Past "<sup>1</sup>" at the start, and back over the link back at the end.
static void trim_note(const struct html *html, struct html_note *note,
                      size_t open, size_t close)
{
    struct str text = html->now->text;
    size_t first = open + 1;
    if (first + 1 < close && is(&html->tags[first], "sup", false) &&
        is(&html->tags[first + 1], "sup", true) &&
        str_blank(
            str_slice(text, html->tags[open].end, html->tags[first].offset)))
        note->text = html->tags[first + 1].end;
    else
        note->text = html->tags[open].end;
    if (close >= open + 3 && is_back_link(html, close - 2) &&
        str_blank(str_slice(text, html->tags[close - 1].end, note->text_end)))
        note->text_end = html->tags[close - 2].offset;
    while (note->text < note->text_end &&
           (text.bytes[note->text] == ' ' || text.bytes[note->text] == '\n'))
        note->text++;
    while (note->text_end > note->text &&
           (text.bytes[note->text_end - 1] == ' ' ||
            text.bytes[note->text_end - 1] == '\n'))
        note->text_end--;
}

static void find_notes(struct html *html)
{
    for (size_t i = 0; i < html->tag_count; i++) {
        const struct tag *tag = &html->tags[i];
        if (tag->closing || !is_note_id(tag->id) ||
            (!is(tag, "li", false) && !is(tag, "p", false) &&
             !is(tag, "div", false)))
            continue;
        size_t close = closing_of(html, i);
        if (close == 0)
            continue;
        struct html_note note = {.id = tag->id,
                                 .open = tag->offset,
                                 .text = tag->end,
                                 .text_end = html->tags[close].offset,
                                 .close_end = html->tags[close].end};
        trim_note(html, &note, i, close);
        ARENA_PUSH(html->now->context->arena, html->notes, html->note_count,
                   html->note_capacity) = note;
        i = close;
    }
}

// ----- What else stands in the list -----

static bool is_wrapper(const struct tag *tag)
{
    static const char *const names[] = {"ul",    "ol",     "section", "div",
                                        "aside", "footer", "hr"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_ascii_case(tag->name, str_of(names[i])))
            return true;
    return false;
}

// Does a block of HTML hold notes and their wrappers only, so that nothing is
// lost with it? *first is the first note in it.
static bool holds_only_notes(const struct html *html, const struct block *block,
                             size_t *first, size_t *count)
{
    struct str text = html->now->text;
    size_t at = block->offset, tag = 0;
    *count = 0;
    for (size_t i = 0; i < html->note_count; i++) {
        const struct html_note *note = &html->notes[i];
        if (note->open < block->offset || note->close_end > block->end)
            continue;
        if ((*count)++ == 0)
            *first = i;
    }
    for (size_t i = 0; *count > 0 && i <= *count; i++) {
        size_t stop = i < *count ? html->notes[*first + i].open : block->end;
        for (; tag < html->tag_count && html->tags[tag].offset < stop; tag++) {
            if (html->tags[tag].offset < at)
                continue;
            if (!is_wrapper(&html->tags[tag]) ||
                !str_blank(str_slice(text, at, html->tags[tag].offset)))
                return false;
            at = html->tags[tag].end;
        }
        if (!str_blank(str_slice(text, at, stop)))
            return false;
        at = i < *count ? html->notes[*first + i].close_end : stop;
    }
    return *count > 0;
}

// ----- Making notes of them -----

static struct html_note *note_with_id(struct html *html, struct str id)
{
    for (size_t i = 0; i < html->note_count; i++)
        if (str_equal(html->notes[i].id, id))
            return &html->notes[i];
    return NULL;
}

// A link from within a note is left as it is: the note moves as a whole.
static bool is_inside_note(const struct html *html, size_t offset)
{
    for (size_t i = 0; i < html->note_count; i++)
        if (offset > html->notes[i].open && offset < html->notes[i].close_end)
            return true;
    return false;
}

// <sup …><a href="#fn1">1</a></sup>: from the sup, where it holds no more.
static void refer(struct html *html, size_t index)
{
    const struct tag *link = &html->tags[index];
    struct html_note *note = note_with_id(html, link->target);
    size_t offset = link->offset, end = html->tags[index + 1].end;
    if (!note || is_inside_note(html, offset))
        return;
    if (note->label == 0) {
        note->label = html->now->label_count + 1;
        add_collected(html->now, note->label);
    }
    if (index > 0 && index + 2 < html->tag_count &&
        is(link - 1, "sup", false) && is(link + 2, "sup", true) &&
        link[-1].end == offset && link[2].offset == end) {
        offset = link[-1].offset;
        end = link[2].end;
    }
    source_replace(html->now->source, offset, end - offset,
                   arena_printf(html->now->context->arena, "[^%s%zu]",
                                html->now->prefix, note->label),
                   "collect-notes");
}

static const char *emphasis_of(const struct tag *tag)
{
    if (str_equal_ascii_case(tag->name, STR("em")) ||
        str_equal_ascii_case(tag->name, STR("i")))
        return "*";
    if (str_equal_ascii_case(tag->name, STR("strong")) ||
        str_equal_ascii_case(tag->name, STR("b")))
        return "**";
    return NULL;
}

// Spaces in a row are one in HTML, and line ends are spaces.
static void fold_spaces(struct buffer *out)
{
    size_t count = 0;
    for (size_t i = 0; i < out->count; i++) {
        bool space = out->bytes[i] == '\n' || out->bytes[i] == ' ';
        if (!space)
            out->bytes[count++] = out->bytes[i];
        else if (count > 0 && out->bytes[count - 1] != ' ')
            out->bytes[count++] = ' ';
    }
    out->count = count;
}

// The text of a note on one line, with Markdown's emphasis for HTML's.
static void add_note_text(const struct html *html, struct buffer *out,
                          const struct html_note *note)
{
    struct str text = html->now->text;
    size_t at = note->text;
    for (size_t i = 0; i < html->tag_count; i++) {
        const struct tag *tag = &html->tags[i];
        const char *mark = emphasis_of(tag);
        if (!mark || tag->offset < at || tag->end > note->text_end)
            continue;
        buffer_add(out, str_slice(text, at, tag->offset));
        buffer_add_c(out, mark);
        at = tag->end;
    }
    buffer_add(out, str_slice(text, at, note->text_end));
    fold_spaces(out);
}

static void define(struct html *html, const struct block *block, size_t first,
                   size_t count)
{
    struct collecting *now = html->now;
    source_replace(now->source, block->offset,
                   html->notes[first].open - block->offset, STR(""),
                   "collect-notes");
    for (size_t i = first; i < first + count; i++) {
        const struct html_note *note = &html->notes[i];
        struct buffer text = {0};
        size_t stop = i + 1 < first + count ? note[1].open : block->end;
        add_note_text(html, &text, note);
        source_replace_from(
            now->source, note->open, stop - note->open,
            arena_printf(now->context->arena, "[^%s%zu]: %.*s%s", now->prefix,
                         note->label, STR_ARG(buffer_str(&text)),
                         stop < block->end ? "\n\n" : ""),
            note->text, note->text_end - note->text, "collect-notes");
        buffer_release(&text);
    }
}

static bool all_referred(const struct html *html, size_t first, size_t count)
{
    for (size_t i = first; i < first + count; i++) {
        bool found = false;
        for (size_t t = 0; t < html->tag_count && !found; t++)
            found = is_back_link(html, t) &&
                    str_equal(html->tags[t].target, html->notes[i].id) &&
                    !is_inside_note(html, html->tags[t].offset);
        if (!found)
            return false;
    }
    return true;
}

// A note costs a walk over the tags; more of them than this are left alone.
#define HTML_NOTES_MOST 500

void collect_html_notes(struct collecting *now)
{
    struct html html = {.now = now};
    read_tags(&html);
    find_notes(&html);
    if (html.note_count == 0 || html.note_count > HTML_NOTES_MOST)
        return;
    for (size_t i = 0; i < now->blocks.count; i++) {
        size_t first = 0, count = 0;
        const struct block *block = &now->blocks.items[i];
        if (block->kind != BLOCK_HTML ||
            !holds_only_notes(&html, block, &first, &count) ||
            count != html.note_count || !all_referred(&html, first, count))
            continue;
        for (size_t t = 0; t < html.tag_count; t++)
            if (is_back_link(&html, t))
                refer(&html, t);
        define(&html, block, first, count);
        report_collected(now, html.notes[first].open, count);
        return;
    }
}

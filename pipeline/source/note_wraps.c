// SPDX-License-Identifier: MIT
// Reads what the marks of notes are wrapped in.
#include "source/note_wraps.h"

#include "source/html_tokens.h"

static struct str rest_of(struct str text, size_t offset)
{
    return str_slice(text, offset, text.count);
}

static bool skip(struct str text, size_t *offset, struct str wanted)
{
    if (!str_starts(rest_of(text, *offset), wanted))
        return false;
    *offset += wanted.count;
    return true;
}

static void skip_blanks(struct str text, size_t *offset)
{
    while (*offset < text.count && html_is_blank(text.bytes[*offset]))
        (*offset)++;
    if (skip(text, offset, STR("\u00A0")) || skip(text, offset, STR("&nbsp;")))
        skip_blanks(text, offset);
}

struct str note_wrap_emphasis(struct str text, size_t offset)
{
    static const char *const marks[] = {"***", "**", "*", "__", "_"};
    for (size_t i = 0; i < COUNT(marks); i++)
        if (str_starts(rest_of(text, offset), str_of(marks[i])))
            return str_of(marks[i]);
    return STR("");
}

// ----- Tags -----

static bool is_superscript(const struct html_token *tag)
{
    struct str style = html_attribute_value(tag, STR("style"));
    struct str name = STR("vertical-align"), value = STR("super");
    if (html_token_is_named(tag, STR("sup")))
        return true;
    for (size_t at = 0; at + name.count < style.count; at++) {
        if (!str_equal_ascii_case(str_slice(style, at, at + name.count), name))
            continue;
        for (at += name.count;
             at < style.count &&
             (html_is_blank(style.bytes[at]) || style.bytes[at] == ':');)
            at++;
        return str_equal_ascii_case(str_slice(style, at, at + value.count),
                                    value);
    }
    return false;
}

// Tags that say how a mark looks. A link says where it leads, which is for
// another to follow; an anchor without an address says nothing.
static bool is_passed(const struct html_token *tag)
{
    static const char *const names[] = {"sup", "span",   "b",  "i",
                                        "em",  "strong", "u",  "small",
                                        "bdi", "font",   "ins"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (html_token_is_named(tag, str_of(names[i])))
            return true;
    return false;
}

// <a id="ref1"></a>
static bool skip_anchor(struct str text, size_t *offset)
{
    struct html_token tag, end;
    if (!html_token_read(text, *offset, &tag) || tag.kind != HTML_START_TAG ||
        !html_token_is_named(&tag, STR("a")) ||
        html_attribute_value(&tag, STR("href")).count > 0 ||
        !html_token_read(text, tag.end, &end) || end.kind != HTML_END_TAG ||
        !html_token_is_named(&end, STR("a")))
        return false;
    *offset = end.end;
    return true;
}

// The tags at *offset where one of them raises what is in it.
static bool open_tags(struct str text, size_t *offset,
                      struct note_wrapping *wrapping)
{
    struct html_token tag;
    bool raised = false;
    size_t at = *offset;
    for (;;) {
        if (raised)
            skip_blanks(text, &at);
        if (raised && skip_anchor(text, &at))
            continue;
        if (wrapping->tag_count == NOTE_TAGS_MOST ||
            !html_token_read(text, at, &tag) || tag.kind != HTML_START_TAG ||
            !is_passed(&tag))
            break;
        raised = raised || is_superscript(&tag);
        wrapping->tags[wrapping->tag_count++] = tag.name;
        at = tag.end;
    }
    if (raised)
        *offset = at;
    else
        wrapping->tag_count = 0;
    return raised;
}

static bool close_tags(struct str text, size_t *offset,
                       const struct note_wrapping *wrapping)
{
    struct html_token tag;
    for (size_t i = wrapping->tag_count; i > 0; i--) {
        skip_blanks(text, offset);
        if (!html_token_read(text, *offset, &tag) || tag.kind != HTML_END_TAG ||
            !html_token_is_named(&tag, wrapping->tags[i - 1]))
            return false;
        *offset = tag.end;
    }
    return true;
}

// ----- Brackets -----

struct form {
    const char *opening, *closing;
    enum note_wrap wrap;
};

static const struct form forms[] = {
#define NOTE_WRAP(opening, closing, kind) {opening, closing, NOTE_##kind},
#include "source/note_forms.def"
};

static void open_form(struct str text, size_t *offset,
                      struct note_wrapping *wrapping)
{
    size_t i = 0;
    while (i + 1 < COUNT(forms) &&
           !skip(text, offset, str_of(forms[i].opening)))
        i++;
    wrapping->closing = forms[i].closing;
    if (wrapping->tag_count == 0)
        wrapping->wrap = forms[i].wrap;
}

// Within tags: (7), [7], \[7\].
static void open_brackets(struct str text, size_t *offset,
                          struct note_wrapping *wrapping)
{
    static const struct form brackets[] = {
#define NOTE_RAISED_BRACKETS(opening, closing) {opening, closing, NOTE_RAISED},
#include "source/note_forms.def"
    };
    wrapping->closing = "";
    for (size_t i = 0; i < COUNT(brackets); i++)
        if (skip(text, offset, str_of(brackets[i].opening))) {
            wrapping->closing = brackets[i].closing;
            return;
        }
}

void note_wrap_open(struct str text, size_t *offset,
                    struct note_wrapping *wrapping)
{
    *wrapping = (struct note_wrapping){.wrap = NOTE_RAISED, .closing = ""};
    if (!open_tags(text, offset, wrapping)) {
        open_form(text, offset, wrapping);
        return;
    }
    wrapping->emphasis = note_wrap_emphasis(text, *offset);
    // <sup>*</sup> is a mark itself.
    size_t inside = *offset + wrapping->emphasis.count;
    if (inside < text.count &&
        (text.bytes[inside] == '<' || html_is_blank(text.bytes[inside])))
        wrapping->emphasis = STR("");
    *offset += wrapping->emphasis.count;
    open_brackets(text, offset, wrapping);
}

static void skip_end(struct str text, size_t *offset)
{
    static const char *const ends[] = {"\\)", "\\]", ")", "]", ".", ":", ","};
    for (size_t i = 0; i < COUNT(ends); i++)
        if (skip(text, offset, str_of(ends[i])))
            return;
}

bool note_wrap_close(struct str text, size_t *offset,
                     const struct note_wrapping *wrapping)
{
    if (wrapping->tag_count > 0)
        skip_blanks(text, offset);
    if (!skip(text, offset, str_of(wrapping->closing)))
        return false;
    if (wrapping->tag_count == 0) {
        if (wrapping->wrap == NOTE_RAISED && wrapping->closing[0] == ']')
            skip(text, offset, STR("^"));
        return true;
    }
    if (wrapping->closing[0] == '\0')
        skip_end(text, offset);
    return skip(text, offset, wrapping->emphasis) &&
           close_tags(text, offset, wrapping);
}

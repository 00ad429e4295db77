// SPDX-License-Identifier: MIT
// Notes that were found become definitions, and are reported.
#include "collect-notes/collecting.h"

#include "base/characters.h"
#include "text/paragraph_ends.h"

#include <stdio.h>
#include <string.h>

struct str collecting_place(const struct collecting *now, size_t offset,
                            size_t end)
{
    struct str words = paragraph_first_words(str_slice(now->text, offset, end));
    struct place place = source_origin(now->source, offset, end - offset);
    return arena_printf(now->context->arena, "line %zu, ‘%.*s’",
                        diag_locate(now->context->diag, place.offset).line,
                        STR_ARG(words));
}

// What the first paragraph of a note has before each line; further ones keep
// what is more than that.
static size_t own_indent(struct str text, const struct old_note *note)
{
    if (!note->item)
        return SIZE_MAX;
    size_t marker = line_indent(text, note->offset);
    marker += line_list_marker(text, note->offset + marker);
    size_t more = line_indent(text, note->offset + marker);
    return more < 4 ? marker + more : marker; // else it is code
}

void collecting_define(struct collecting *now, const struct old_note *note)
{
    struct str text = now->text;
    size_t own = own_indent(text, note);
    source_replace(now->source, note->offset, note->text_offset - note->offset,
                   arena_printf(now->context->arena, "[^%s%zu]: ", now->prefix,
                                note->label),
                   "note-mark");
    for (size_t at = line_end(text, note->text_offset); at < note->end;
         at = line_end(text, at + 1)) {
        size_t indent = line_indent(text, at + 1);
        if (at + 1 + indent < text.count &&
            text.bytes[at + 1 + indent] == '\n') {
            own = note->item ? own : 0; // a further paragraph
            continue;
        }
        source_replace(now->source, at + 1, indent < own ? indent : own,
                       STR("    "), "collect-notes");
    }
}

void collecting_report(const struct collecting *now, size_t offset,
                       size_t count)
{
    diag_report(now->context->diag, source_origin(now->source, offset, 1),
                MESSAGE_notes_collected,
                arena_printf(now->context->arena, "%zu", count));
}

void collecting_report_behind(const struct collecting *now, size_t block)
{
    const struct block *first = &now->blocks.items[block];
    struct str said = block_text(now->text, first);
    // What is set apart by its form is somebody's: "**Anna Holm** writes …".
    if (first->kind != BLOCK_PARAGRAPH || said.count == 0 ||
        strchr("*_<![{", said.bytes[0]) ||
        str_starts(said, STR("\u00A9")) /* © */)
        return;
    for (size_t i = block; i < now->blocks.count; i++)
        if (now->blocks.items[i].kind == BLOCK_HEADING ||
            now->blocks.items[i].kind == BLOCK_BREAK)
            return;
    diag_report(
        now->context->diag,
        source_origin(now->source, first->offset, first->end - first->offset),
        MESSAGE_note_paragraph_behind);
}

void collecting_add(struct collecting *now, size_t label)
{
    if (label > now->last_label)
        now->last_label = label;
    ARENA_PUSH(now->context->arena, now->labels, now->label_count,
               now->label_capacity) =
        arena_printf(now->context->arena, "%s%zu", now->prefix, label);
}

// Labels are given in rising order, though not without gaps.
size_t collecting_next_label(const struct collecting *now)
{
    return now->last_label + 1;
}

void collecting_add_number(struct buffer *out, size_t number, struct str like)
{
    char digits[24];
    uint32_t zero = '0';
    for (size_t at = 0; at < like.count;) {
        uint32_t c = utf8_next(like, &at);
        if (char_is_digit(c)) {
            zero = c - (uint32_t)char_digit_value(c);
            break;
        }
    }
    snprintf(digits, sizeof digits, "%zu", number);
    for (const char *digit = digits; *digit; digit++)
        buffer_add_utf8(out, zero + (uint32_t)(*digit - '0'));
}

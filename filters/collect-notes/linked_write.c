// SPDX-License-Identifier: MIT
// Takes linked notes out of where they stand and writes them as [^1]: text.
#include "collect-notes/linked_notes.h"

#include "base/ascii.h"
#include "source/before_open.h"
#include "source/note_forms.h"

#define RULE "html-notes" // may lose markup: conservation.c

// ----- What else stands around the notes -----

static const char *const wrappers[] = {"ol",    "ul",     "dl",  "section",
                                       "aside", "footer", "div", NULL};

// Weight up to each tag: what is neither white space, wrappers, a heading over
// notes nor within a note of HTML that is wanted.
static void weigh(const struct linking *linking, size_t *weights)
{
    static const char *const light[] = {
        "ol", "ul", "dl", "section", "aside", "footer", "div", "hr", "br",
        "p",  "",   "h1", "h2",      "h3",    "h4",     "h5",  "h6", NULL};
    struct str text = linking->now->text;
    size_t note = 0, weight = 0;
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct note_tag *tag = &linking->tags[i];
        weights[i] = weight;
        while (note < linking->note_count &&
               (linking->notes[note].end <= tag->offset ||
                !linking->notes[note].wanted ||
                linking->notes[note].element == SIZE_MAX))
            note++;
        size_t next = i + 1 < linking->tag_count ? linking->tags[i + 1].offset
                                                 : text.count;
        bool within = note < linking->note_count &&
                      linking->notes[note].offset <= tag->offset;
        if (within && linking->notes[note].end > tag->end)
            continue;
        bool heading = tag->name.count == 2 && tag->name.bytes[0] == 'h' &&
                       !tag->closing && tag->inner_end > tag->end &&
                       note_form_is_notes_heading(
                           str_slice(text, tag->end, tag->inner_end));
        weight += (!within && !note_tag_is(tag, light)) ||
                  (!heading && !str_blank(str_slice(text, tag->end, next)));
    }
    weights[linking->tag_count] = weight;
}

// Holds this element nothing but notes?
static bool is_light(const struct linking *linking, const size_t *weights,
                     size_t element)
{
    const struct note_tag *tag = &linking->tags[element];
    size_t close = note_tag_from(linking, tag->inner_end);
    return weights[close] == weights[element];
}

// The note with the wrappers around it that hold notes only. False: what it
// explains would be left alone, so that its label stays 0.
static bool outermost(const struct linking *linking, const size_t *weights,
                      const struct linked_note *note, size_t *offset,
                      size_t *end)
{
    size_t at = note->element;
    bool explains = note_tag_has_name(&linking->tags[at], "dd");
    *offset = note->offset;
    *end = note->end;
    for (at = linking->tags[at].parent;
         at != SIZE_MAX && note_tag_is(&linking->tags[at], wrappers) &&
         linking->tags[at].outer_end > linking->tags[at].inner_end &&
         is_light(linking, weights, at);
         at = linking->tags[at].parent) {
        explains = false;
        *offset = linking->tags[at].offset;
        *end = linking->tags[at].outer_end;
    }
    return !explains;
}

#define ROUNDS_MOST 8

// A note that is not wanted weighs down what is around it, and so its
// neighbours. False where that takes no end.
static bool settle(struct linking *linking, size_t *weights)
{
    size_t offset, end;
    bool settled = false;
    for (size_t round = 0; round < ROUNDS_MOST && !settled; round++) {
        weigh(linking, weights);
        settled = true;
        for (size_t i = 0; i < linking->note_count; i++) {
            struct linked_note *note = &linking->notes[i];
            if (!note->wanted || note->element == SIZE_MAX ||
                outermost(linking, weights, note, &offset, &end))
                continue;
            note->wanted = settled = false;
        }
    }
    return settled;
}

// ----- Making notes of them -----

static void give_labels(struct linking *linking)
{
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct note_link *link = &linking->links[i];
        struct linked_note *note =
            link->note == SIZE_MAX ? NULL : &linking->notes[link->note];
        if (!note || note->label > 0 || !note->wanted)
            continue;
        note->label = collecting_next_label(linking->now);
        collecting_add(linking->now, note->label);
    }
}

static void replace_links(struct linking *linking)
{
    struct collecting *now = linking->now;
    size_t done = 0;
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct note_link *link = &linking->links[i];
        size_t within = linked_note_at(linking, link->offset);
        if (link->note == SIZE_MAX || link->offset < done ||
            linking->notes[link->note].label == 0 ||
            (within != SIZE_MAX && linking->notes[within].label > 0 &&
             linking->notes[within].element != SIZE_MAX))
            continue;
        source_replace(now->source, link->offset, link->end - link->offset,
                       arena_printf(now->context->arena, "[^%s%zu]",
                                    now->prefix,
                                    linking->notes[link->note].label),
                       "note-mark");
        done = link->end;
    }
}

static void add_definition(const struct linking *linking,
                           const struct linked_note *note, struct buffer *out)
{
    if (out->count > 0)
        buffer_add_c(out, "\n\n");
    buffer_printf(out, "[^%s%zu]: ", linking->now->prefix, note->label);
    note_markdown(linking, note, out);
}

// Behind the text, after an empty line.
static void put_at_end(struct collecting *now, struct str definitions,
                       const struct linked_note *note)
{
    size_t end = now->text.count;
    bool feed = end > 0 && now->text.bytes[end - 1] == '\n';
    if (before_open_put(now->source, now->blocks, definitions, note->offset,
                        note->end - note->offset, RULE))
        return;
    source_replace(now->source, end, 0, feed ? STR("\n") : STR("\n\n"), RULE);
    source_replace_from(now->source, end, 0, definitions, note->offset,
                        note->end - note->offset, RULE);
    source_replace(now->source, end, 0, feed ? STR("\n") : STR(""), RULE);
}

// A range of the text that holds nothing but notes.
struct notes_range {
    size_t offset, end;
    size_t first, last; // the notes
};

// Takes the range out, `done` being the end of the one before: its notes stand
// in place where it is all of its blocks, else they go behind the text.
static void move_notes(struct linking *linking, struct notes_range range,
                       size_t done, struct str definitions)
{
    struct collecting *now = linking->now;
    struct str text = now->text;
    const struct linked_note *note = &linking->notes[range.first];
    const struct block *first = linked_note_block(linking, range.offset + 1);
    const struct block *last = linked_note_block(linking, range.end);
    bool whole = first && last && first->offset <= range.offset &&
                 str_blank(str_slice(text, first->offset, range.offset)) &&
                 last->offset < range.end &&
                 str_blank(str_slice(text, range.end, last->end));
    if (whole) {
        source_replace_from(now->source, range.offset, range.end - range.offset,
                            definitions, note->offset, note->end - note->offset,
                            RULE);
        return;
    }
    // No empty line is left where the notes were: it would end the HTML.
    while (range.offset > done && ascii_is_space(text.bytes[range.offset - 1]))
        range.offset--;
    if (first && range.offset < first->offset)
        range.offset = first->offset;
    source_replace(now->source, range.offset, range.end - range.offset, STR(""),
                   RULE);
    put_at_end(now, definitions, note);
}

// From the note at *index on: it, what is within the same wrappers, and
// neighbours with nothing between them. *index moves behind.
static struct notes_range next_range(const struct linking *linking,
                                     const size_t *weights, size_t *index)
{
    struct notes_range range = {.first = *index};
    size_t offset, end;
    outermost(linking, weights, &linking->notes[*index], &range.offset,
              &range.end);
    for (range.last = (*index)++; *index < linking->note_count; (*index)++) {
        const struct linked_note *note = &linking->notes[*index];
        if (note->offset < range.end) {
            range.last = *index;
            continue;
        }
        if (note->label == 0 || note->element == SIZE_MAX)
            break;
        outermost(linking, weights, note, &offset, &end);
        if (offset < range.end ||
            !str_blank(str_slice(linking->now->text, range.end, offset)))
            break;
        range.last = *index;
        range.end = end;
    }
    return range;
}

// Headings over the notes go with them.
static void report_headings(const struct linking *linking,
                            struct notes_range range)
{
    struct str text = linking->now->text;
    for (size_t i = note_tag_from(linking, range.offset);
         i < linking->tag_count && linking->tags[i].offset < range.end; i++) {
        const struct note_tag *tag = &linking->tags[i];
        struct str heading = str_slice(text, tag->end, tag->inner_end);
        if (tag->name.count != 2 || tag->name.bytes[0] != 'h' ||
            !note_form_is_notes_heading(heading))
            continue;
        diag_report(
            linking->now->context->diag,
            source_origin(linking->now->source, tag->end, heading.count),
            MESSAGE_notes_heading_dropped, heading);
        source_let_go(linking->now->source, heading);
    }
}

// The mark of a link that leads to no note, before this item: with the item's
// number where there is one, else the last.
static struct str caller_of(const struct linking *linking, size_t offset,
                            size_t number)
{
    const struct note_link *found = NULL;
    for (size_t i = 0; i < linking->link_count; i++) {
        const struct note_link *link = &linking->links[i];
        if (link->offset > offset)
            break;
        if (link->note == SIZE_MAX && link->number > 0 &&
            (!found || found->number != number))
            found = link;
    }
    return found ? collecting_place(linking->now, found->offset, found->end)
                 : STR("none is left");
}

// Items between those that were taken stay, as they have no call.
static void report_items(const struct linking *linking)
{
    static const char *const items[] = {"li", NULL};
    struct collecting *now = linking->now;
    size_t list = SIZE_MAX, number = 0;
    bool *taken =
        ARENA_ARRAY(now->context->arena, bool, linking->tag_count + 1);
    for (size_t i = 0; i < linking->note_count; i++) {
        size_t element = linking->notes[i].element;
        if (linking->notes[i].label > 0 && element != SIZE_MAX &&
            note_tag_is(&linking->tags[element], items) &&
            linking->tags[element].parent != SIZE_MAX)
            taken[linking->tags[element].parent] = true;
    }
    for (size_t i = 0; i < linking->tag_count; i++) {
        const struct note_tag *tag = &linking->tags[i];
        if (tag->closing || !note_tag_is(tag, items) ||
            tag->parent == SIZE_MAX || !taken[tag->parent])
            continue;
        number = list == tag->parent ? number + 1 : 1;
        list = tag->parent;
        size_t note = linked_note_at(linking, tag->offset);
        if (note != SIZE_MAX && linking->notes[note].label > 0)
            continue;
        diag_report(
            now->context->diag,
            source_origin(now->source, tag->offset, tag->end - tag->offset),
            MESSAGE_note_paragraph_unmatched,
            arena_printf(now->context->arena, "%zu", number),
            now->searches++ < SEARCHES_MOST
                ? caller_of(linking, tag->offset, number)
                : STR("not looked for"));
    }
}

static void define_html_notes(struct linking *linking, const size_t *weights)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; i < linking->note_count;) {
        if (linking->notes[i].label == 0 ||
            linking->notes[i].element == SIZE_MAX) {
            i++;
            continue;
        }
        struct notes_range range = next_range(linking, weights, &i);
        buffer_clear(&out);
        for (size_t n = range.first; n <= range.last; n++)
            if (linking->notes[n].label > 0)
                add_definition(linking, &linking->notes[n], &out);
        report_headings(linking, range);
        move_notes(linking, range, done, buffer_str(&out));
        done = range.end;
    }
    buffer_release(&out);
}

// Does this closing tag end an element that began before the note's text?
static bool opened_before(const struct linking *linking, size_t closing,
                          size_t offset)
{
    const struct note_tag *tag = &linking->tags[closing];
    for (size_t i = note_tag_from(linking, offset); i > 0 && i + 8 > closing;
         i--)
        if (linking->tags[i - 1].outer_end == tag->end &&
            !linking->tags[i - 1].closing && linking->tags[i - 1].end <= offset)
            return true;
    return false;
}

// A link back at the end of a note in Markdown: [↩](#fnref1).
static size_t without_return(const struct linking *linking,
                             const struct linked_note *note)
{
    struct str text = linking->now->text;
    size_t end = note->end;
    bool fenced = str_find(str_slice(text, note->offset, note->text_offset),
                           STR(":::")) != STR_NONE;
    for (;;) {
        size_t trimmed = end;
        while (trimmed > note->text_offset &&
               ascii_is_space(text.bytes[trimmed - 1]))
            trimmed--;
        if (fenced &&
            str_ends(str_slice(text, note->text_offset, trimmed), STR(":::"))) {
            end = trimmed - STR(":::").count;
            continue;
        }
        size_t tag = note_tag_from(linking, trimmed);
        if (tag > 0 && linking->tags[tag - 1].end == trimmed &&
            linking->tags[tag - 1].closing &&
            linking->tags[tag - 1].offset > note->text_offset &&
            opened_before(linking, tag - 1, note->text_offset)) {
            end = linking->tags[tag - 1].offset;
            continue;
        }
        size_t link = note_link_from(linking, trimmed);
        if (link == 0)
            return end;
        const struct note_link *last = &linking->links[link - 1];
        bool arrow = true;
        for (size_t i = 0; i < last->text.count && arrow; i++)
            arrow = !ascii_is_alphanumeric(last->text.bytes[i]) ||
                    last->text.count <= 2;
        if (last->end != trimmed || last->offset <= note->text_offset ||
            !arrow || last->note != SIZE_MAX || !linked_note_id(last->target))
            return end;
        end = last->offset;
        while (end > note->text_offset && ascii_is_space(text.bytes[end - 1]))
            end--;
    }
}

static void define_markdown_notes(struct linking *linking)
{
    for (size_t i = 0; i < linking->note_count; i++) {
        const struct linked_note *note = &linking->notes[i];
        if (note->label == 0 || note->element != SIZE_MAX)
            continue;
        size_t end = without_return(linking, note);
        struct old_note old = {
            .label = note->label,
            .offset = note->offset,
            .end = end,
            .text_offset = note->text_offset,
            .item = line_list_marker(linking->now->text, note->offset) > 0};
        collecting_define(linking->now, &old);
        if (end < note->end)
            source_replace(linking->now->source, end, note->end - end, STR(""),
                           "note-mark");
    }
}

void linked_notes_write(struct linking *linking)
{
    size_t *weights = ARENA_ARRAY(linking->now->context->arena, size_t,
                                  linking->tag_count + 1);
    if (!settle(linking, weights))
        return;
    give_labels(linking);
    replace_links(linking);
    // What leads to a note and back is a mark, whatever it says.
    for (size_t i = 0; i < linking->link_count; i++)
        source_let_go(linking->now->source, linking->links[i].text);
    report_items(linking);
    define_html_notes(linking, weights);
    define_markdown_notes(linking);
}

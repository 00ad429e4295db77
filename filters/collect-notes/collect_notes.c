// SPDX-License-Identifier: MIT
// Superscript numbers with paragraphs "7 text", and notes made by hand in
// HTML, become [^7] and [^7]: text behind the text.
#include "collect-notes/collect_notes.h"

#include "base/ascii.h"
#include "collect-notes/collecting.h"
#include "collect-notes/own_labels.h"

#include "base/buffer.h"
#include "source/note_places.h"
#include "rejoin/rejoin.h"
#include "source/before_open.h"

#include <stdlib.h>

static void scan(struct collecting *now)
{
    struct arena *arena = now->context->arena;
    now->text = source_text(now->source);
    now->blocks = blocks_scan(arena, now->text);
    now->spans = lang_spans_scan(arena, now->text, now->blocks,
                                 source_lang(now->source));
}

// ----- Labels -----

static bool is_label_like(struct str label, const char *prefix)
{
    struct str start = str_of(prefix);
    return str_starts(label, start) && label.count > start.count &&
           ascii_is_digit(label.bytes[start.count]);
}

static bool prefix_is_free(struct str text, struct lang_spans spans,
                           const char *prefix)
{
    for (size_t i = 0; i < spans.count; i++) {
        const struct lang_span *span = &spans.items[i];
        if (span->kind == LANG_SPAN_LABEL &&
            is_label_like(str_slice(text, span->offset + 2, span->end), prefix))
            return false;
    }
    return true;
}

// New labels are numbers; where the text already has notes of its own with
// such labels, a prefix keeps the two apart.
static const char *free_prefix(struct str text, struct lang_spans spans)
{
    static const char *const prefixes[] = {"", "n", "note", "old-note",
                                           "collected-note"};
    size_t last = sizeof prefixes / sizeof prefixes[0] - 1;
    for (size_t i = 0; i < last; i++)
        if (prefix_is_free(text, spans, prefixes[i]))
            return prefixes[i];
    return prefixes[last];
}

// ----- In place -----

// The paragraph that may be this reference's note: with its number, or the
// first behind it that has no reference.
static struct str paragraph_for(const struct collecting *now,
                                struct old_notes notes,
                                const struct old_reference *reference)
{
    const struct old_note *found = NULL;
    for (size_t i = 0; i < notes.orphan_count; i++) {
        const struct old_note *orphan = &notes.orphans[i];
        if (orphan->number == reference->number) {
            found = orphan;
            break;
        }
        if (!found && orphan->offset > reference->offset)
            found = orphan;
    }
    return found ? collecting_place(now, found->offset, found->end)
                 : STR("none is left");
}

static struct str reference_for(const struct collecting *now,
                                struct old_notes notes,
                                const struct old_note *orphan)
{
    const struct old_reference *found = NULL;
    for (size_t i = 0; i < notes.reference_count; i++) {
        const struct old_reference *reference = &notes.references[i];
        bool same = reference->number == orphan->number;
        if (reference->label > 0 || (!same && reference->rank != RANK_MENTION))
            continue;
        if (same || reference->offset < orphan->offset)
            found = reference;
        if (same)
            break;
    }
    return found ? collecting_place(now, found->offset, found->end)
                 : STR("none is left");
}

// What is told: a raised mark behind a stop, and where other marks of its form
// are notes', any that is no power.
static enum reference_rank told_from(struct old_notes notes)
{
    enum reference_rank least = RANK_MENTION;
    for (size_t i = 0; i < notes.reference_count; i++) {
        enum reference_rank rank = notes.references[i].rank;
        if (notes.references[i].label > 0 && rank >= RANK_BRACKETED &&
            notes.references[i].number < NOTE_SIGNS && rank < least)
            least = rank;
    }
    return least;
}

static void report_reference(struct collecting *now, struct old_notes notes,
                             enum reference_rank least,
                             const struct old_reference *reference)
{
    // The reader tells of [^7].
    if (reference->rank < least || reference->number >= NOTE_SIGNS ||
        str_starts(str_slice(now->text, reference->offset, reference->end),
                   STR("[^")))
        return;
    diag_report(now->context->diag,
                source_origin(now->source, reference->offset,
                              reference->end - reference->offset),
                MESSAGE_note_unmatched,
                arena_printf(now->context->arena, "%zu", reference->number),
                now->searches++ < SEARCHES_MOST
                    ? paragraph_for(now, notes, reference)
                    : STR("not looked for"));
}

// The references of one superscript, from `from` to `to`; a number without a
// note stays raised.
static void write_references(const struct collecting *now,
                             struct old_notes notes, size_t from, size_t to,
                             struct buffer *out)
{
    for (size_t i = from; i < to; i++) {
        const struct old_reference *reference = &notes.references[i];
        if (reference->label > 0) {
            buffer_printf(out, "[^%s%zu]", now->prefix, reference->label);
            continue;
        }
        buffer_add_c(out, "<sup>");
        collecting_add_number(
            out, reference->number,
            str_slice(now->text, reference->offset, reference->end));
        buffer_add_c(out, "</sup>");
    }
}

static void replace_references(struct collecting *now, struct old_notes notes)
{
    struct buffer out = {0};
    enum reference_rank least = told_from(notes);
    for (size_t i = 0, next; i < notes.reference_count; i = next) {
        const struct old_reference *first = &notes.references[i];
        bool any = false, all = true, signs = false;
        for (next = i; next < notes.reference_count &&
                       notes.references[next].offset == first->offset;
             next++) {
            const struct old_reference *reference = &notes.references[next];
            any = any || reference->label > 0;
            all = all && reference->label > 0;
            signs = signs || reference->number >= NOTE_SIGNS;
        }
        if (!all)
            report_reference(now, notes, least, first);
        if (!any || (!all && signs))
            continue;
        buffer_clear(&out);
        write_references(now, notes, i, next, &out);
        source_replace(now->source, first->offset, first->end - first->offset,
                       buffer_str(&out), "note-mark");
    }
    buffer_release(&out);
}

static void report_orphans(struct collecting *now, struct old_notes notes)
{
    for (size_t i = 0; i < notes.orphan_count; i++)
        diag_report(
            now->context->diag,
            source_origin(now->source, notes.orphans[i].offset,
                          notes.orphans[i].end - notes.orphans[i].offset),
            MESSAGE_note_paragraph_unmatched,
            arena_printf(now->context->arena, "%zu", notes.orphans[i].number),
            now->searches++ < SEARCHES_MOST
                ? reference_for(now, notes, &notes.orphans[i])
                : STR("not looked for"));
}

static void collect_numbered(struct collecting *now)
{
    struct old_notes notes =
        old_notes_find(now->context->arena, now->text, now->blocks, now->spans);
    if (notes.note_count > 0 && rejoin_at_notes(now->source, now->context)) {
        scan(now);
        notes = old_notes_find(now->context->arena, now->text, now->blocks,
                               now->spans);
    }
    if (notes.note_count > 0)
        collecting_report(now, notes.notes[0].offset, notes.note_count);
    replace_references(now, notes);
    report_orphans(now, notes);
    if (notes.behind != SIZE_MAX)
        collecting_report_behind(now, notes.behind);
    for (size_t i = 0; i < notes.note_count; i++)
        collecting_define(now, &notes.notes[i]);
    for (size_t i = 0; i < notes.note_count; i++)
        collecting_add(now, notes.notes[i].label);
}

// ----- To the end -----

static bool was_collected(const struct collecting *now,
                          const struct block *block)
{
    struct str label =
        str_slice(now->text, block->label_offset, block->label_end);
    return block->kind == BLOCK_NOTE &&
           bsearch(&label, now->labels, now->label_count, sizeof label,
                   str_by_bytes);
}

// Is every block behind the first collected note a note, each after an empty
// line? Then they stand where they would be put.
static bool already_behind(const struct collecting *now)
{
    bool seen = false;
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (block->open)
            break;
        if (seen &&
            (block->kind != BLOCK_NOTE || block->offset < block[-1].end + 2))
            return false;
        seen = seen || was_collected(now, block);
    }
    return true;
}

// A heading over notes with nothing under it any more.
static bool is_emptied(const struct collecting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    size_t next = index + 1;
    if (!note_places_are_headed_by(now->text, block) ||
        next == now->blocks.count ||
        !was_collected(now, &now->blocks.items[next]))
        return false;
    while (next < now->blocks.count &&
           was_collected(now, &now->blocks.items[next]))
        next++;
    return next == now->blocks.count ||
           now->blocks.items[next].kind == BLOCK_HEADING ||
           block->kind == BLOCK_PARAGRAPH;
}

static void drop_emptied_headings(struct collecting *now)
{
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (!is_emptied(now, i))
            continue;
        diag_report(now->context->diag,
                    source_origin(now->source, block->offset,
                                  block->end - block->offset),
                    MESSAGE_notes_heading_dropped,
                    block_text(now->text, block));
        source_replace(now->source, block->offset,
                       block[1].offset - block->offset, STR(""),
                       "notes-heading");
    }
    if (source_apply(now->source))
        scan(now);
}

static void put_behind(struct collecting *now, const struct block *block)
{
    struct str definition = block_str(now->text, block);
    size_t end = now->text.count;
    if (before_open_put(now->source, now->blocks, definition, block->offset,
                        definition.count, "collect-notes"))
        return;
    source_replace(now->source, end, 0, STR("\n"), "collect-notes");
    source_replace_from(now->source, end, 0, definition, block->offset,
                        definition.count, "collect-notes");
    source_replace(now->source, end, 0, STR("\n"), "collect-notes");
}

// Without a blank line before it, the one behind it has to stay: it parts the
// paragraph above from the next.
static bool touches_paragraph(const struct collecting *now, size_t index)
{
    const struct block *block = &now->blocks.items[index];
    return index > 0 && block->offset < block[-1].end + 2 &&
           !was_collected(now, block - 1);
}

// Takes the collected definitions out of the text and puts them behind it.
static void move_definitions(struct collecting *now)
{
    size_t last_kept = SIZE_MAX;
    qsort(now->labels, now->label_count, sizeof *now->labels, str_by_bytes);
    drop_emptied_headings(now);
    if (already_behind(now))
        return;
    for (size_t i = 0; i < now->blocks.count; i++)
        if (!was_collected(now, &now->blocks.items[i]))
            last_kept = i;
    for (size_t i = 0; i < now->blocks.count; i++) {
        const struct block *block = &now->blocks.items[i];
        if (!was_collected(now, block))
            continue;
        if (last_kept != SIZE_MAX && i < last_kept)
            source_replace(now->source, block->offset,
                           block[1].offset - block->offset,
                           touches_paragraph(now, i) ? STR("\n") : STR(""),
                           "collect-notes");
        put_behind(now, block);
    }
    if (blocks_end(now->text, now->blocks) < now->text.count)
        return;
    size_t tail = last_kept == SIZE_MAX ? 0 : now->blocks.items[last_kept].end;
    source_replace(now->source, tail, now->text.count - tail,
                   last_kept == SIZE_MAX ? STR("") : STR("\n"),
                   "collect-notes");
}

bool collect_notes(struct source *source, const struct context *context)
{
    struct collecting now = {.source = source, .context = context};
    scan(&now);
    own_labels_mend(&now);
    if (source_apply(source))
        scan(&now);
    own_labels_part(&now);
    if (source_apply(source))
        scan(&now);
    now.prefix = free_prefix(now.text, now.spans);
    collect_numbered(&now);
    if (source_apply(source))
        scan(&now);
    linked_notes_collect(&now);
    if (source_apply(source))
        scan(&now);
    if (now.label_count == 0)
        return true;
    move_definitions(&now);
    source_apply(source);
    return true;
}

// SPDX-License-Identifier: MIT
// Edits on a text, and the map from each byte back to the decoded file.
//
// The text is a row of segments, each a range of the present text with the
// range of the decoded file that it came from. A segment is `exact` where its
// bytes are the file's own: then a place inside it maps byte for byte; else
// it maps to the whole range that it replaced.
#include "source/source.h"

#include "base/buffer.h"
#include "base/fail.h"
#include "base/search.h"

#include <stdlib.h>
#include <string.h>

struct segment {
    size_t offset, count; // of the present text
    struct place origin;
    bool exact;
};

struct edit {
    size_t offset, count;
    struct str replacement;
    struct place origin; // of the replacement
    bool moved;          // replacement is the present text from `from` on
    size_t from;
    const char *rule;
    size_t number; // keeps insertions at one offset in order
};

struct source {
    struct arena *arena;
    struct str text, lang, gone;
    struct segment *segments;
    size_t segment_count;
    struct edit *edits;
    size_t edit_count, edit_capacity;
    struct change *changes;
    size_t change_count, change_capacity;
    size_t pass;
};

struct source *source_new(struct arena *arena, struct str text)
{
    struct source *source = ARENA_NEW(arena, struct source);
    source->arena = arena;
    source->text = text;
    source->segments = ARENA_NEW(arena, struct segment);
    source->segments[0] =
        (struct segment){0, text.count, {0, text.count}, true};
    source->segment_count = 1;
    return source;
}

struct str source_text(const struct source *source)
{
    return source->text;
}

struct str source_lang(const struct source *source)
{
    return source->lang;
}

void source_set_lang(struct source *source, struct str lang)
{
    source->lang = arena_str(source->arena, lang);
}

void source_let_go(struct source *source, struct str words)
{
    source->gone = arena_printf(source->arena, "%.*s %.*s",
                                STR_ARG(source->gone), STR_ARG(words));
}

struct str source_let_gone(const struct source *source)
{
    return source->gone;
}

// ----- Back to the decoded file -----

static bool begins_by(const void *item, const void *offset)
{
    const struct segment *segment = item;
    return segment->offset <= *(const size_t *)offset;
}

// The last segment that begins at or before offset.
static size_t segment_at(const struct source *source, size_t offset)
{
    return search_last(source->segments, source->segment_count,
                       sizeof *source->segments, begins_by, &offset);
}

static struct place origin_of(const struct segment *segment, size_t offset,
                              size_t count)
{
    size_t skipped = offset - segment->offset;
    if (!segment->exact)
        return segment->origin;
    if (skipped > segment->origin.count)
        skipped = segment->origin.count;
    if (count > segment->origin.count - skipped)
        count = segment->origin.count - skipped;
    return (struct place){segment->origin.offset + skipped, count};
}

struct place source_origin(const struct source *source, size_t offset,
                           size_t count)
{
    size_t first = segment_at(source, offset);
    struct place start = origin_of(&source->segments[first], offset,
                                   source->segments[first].offset +
                                       source->segments[first].count - offset);
    if (count == 0)
        return (struct place){start.offset, 0};
    size_t last = segment_at(source, offset + count - 1);
    const struct segment *segment = &source->segments[last];
    size_t from = last == first ? offset : segment->offset;
    struct place end = origin_of(segment, from, offset + count - from);
    size_t stop = end.offset + end.count;
    // Moved text can lie before what it follows now: then the start alone.
    if (last != first && stop < start.offset)
        return start;
    return (struct place){start.offset, stop - start.offset};
}

// ----- Planning -----

static void plan(struct source *source, struct edit edit)
{
    if (edit.offset > source->text.count ||
        edit.count > source->text.count - edit.offset)
        BUG("an edit past the end of the text");
    edit.replacement = arena_str(source->arena, edit.replacement);
    edit.number = source->edit_count;
    ARENA_PUSH(source->arena, source->edits, source->edit_count,
               source->edit_capacity) = edit;
}

void source_replace(struct source *source, size_t offset, size_t count,
                    struct str replacement, const char *rule)
{
    struct place origin = source_origin(source, offset, count);
    plan(source, (struct edit){.offset = offset,
                               .count = count,
                               .replacement = replacement,
                               .origin = origin,
                               .rule = rule});
}

void source_replace_from(struct source *source, size_t offset, size_t count,
                         struct str replacement, size_t from, size_t from_count,
                         const char *rule)
{
    bool moved = str_equal(str_slice(source->text, from, from + from_count),
                           replacement);
    plan(source,
         (struct edit){.offset = offset,
                       .count = count,
                       .replacement = replacement,
                       .origin = source_origin(source, from, from_count),
                       .moved = moved,
                       .from = from,
                       .rule = rule});
}

static int by_offset(const void *left, const void *right)
{
    const struct edit *a = left, *b = right;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    if ((a->count == 0) != (b->count == 0)) // what is put in comes first
        return a->count == 0 ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

// ----- Applying -----

struct rewrite {
    struct buffer text;
    struct segment *segments;
    size_t count, capacity;
};

static void add_segment(struct source *source, struct rewrite *rewrite,
                        struct str bytes, struct place origin, bool exact)
{
    if (bytes.count == 0)
        return;
    ARENA_PUSH(source->arena, rewrite->segments, rewrite->count,
               rewrite->capacity) =
        (struct segment){rewrite->text.count, bytes.count, origin, exact};
    buffer_add(&rewrite->text, bytes);
}

// Copies [from, to) of the present text with the segments that it lies in.
static void keep(struct source *source, struct rewrite *rewrite, size_t from,
                 size_t to)
{
    for (size_t i = segment_at(source, from); from < to; i++) {
        const struct segment *segment = &source->segments[i];
        size_t end = segment->offset + segment->count;
        if (end > to)
            end = to;
        if (end > from)
            add_segment(source, rewrite, str_slice(source->text, from, end),
                        origin_of(segment, from, end - from), segment->exact);
        from = end;
    }
}

static void log_change(struct source *source, const struct edit *edit)
{
    ARENA_PUSH(source->arena, source->changes, source->change_count,
               source->change_capacity) = (struct change){
        source_origin(source, edit->offset, edit->count),
        str_slice(source->text, edit->offset, edit->offset + edit->count),
        edit->replacement,
        edit->rule,
        source->pass,
        edit->offset};
}

bool source_apply(struct source *source)
{
    if (source->edit_count == 0)
        return false;
    qsort(source->edits, source->edit_count, sizeof *source->edits, by_offset);
    struct rewrite rewrite = {0};
    size_t done = 0;
    source->pass++;
    for (size_t i = 0; i < source->edit_count; i++) {
        const struct edit *edit = &source->edits[i];
        if (edit->offset < done)
            BUG("two edits overlap");
        keep(source, &rewrite, done, edit->offset);
        if (edit->moved)
            keep(source, &rewrite, edit->from,
                 edit->from + edit->replacement.count);
        else
            add_segment(source, &rewrite, edit->replacement, edit->origin,
                        false);
        log_change(source, edit);
        done = edit->offset + edit->count;
    }
    keep(source, &rewrite, done, source->text.count);
    source->text = arena_str(source->arena, buffer_str(&rewrite.text));
    buffer_release(&rewrite.text);
    if (rewrite.count == 0)
        ARENA_PUSH(source->arena, rewrite.segments, rewrite.count,
                   rewrite.capacity) = (struct segment){0, 0, {0, 0}, true};
    source->segments = rewrite.segments;
    source->segment_count = rewrite.count;
    source->edits = NULL;
    source->edit_count = source->edit_capacity = 0;
    return true;
}

size_t source_changes(const struct source *source,
                      const struct change **changes)
{
    *changes = source->changes;
    return source->change_count;
}

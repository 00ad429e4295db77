// SPDX-License-Identifier: MIT
// Labels that begin anew in each chapter of a text: each call has the note of
// its own chapter.
#include "collect-notes/own_labels.h"

#include "base/search.h"
#include "source/note_forms.h"
#include "text/note_words.h"

#define INSTANCES_MOST 200 // chapters that have a note of one label

// ----- Chapters -----

// Where the chapter of the first of two definitions ends: at the first heading
// behind it, or at a rule; 0 where there is neither.
static size_t boundary(const struct collecting *now,
                       const struct label_place *first,
                       const struct label_place *second)
{
    size_t rule = SIZE_MAX;
    for (const struct block *block = first->block + 1;
         block < now->blocks.items + now->blocks.count &&
         block->offset < second->offset;
         block++) {
        if (block->kind == BLOCK_HEADING)
            return block->offset;
        if (block->kind == BLOCK_BREAK && rule == SIZE_MAX)
            rule = block->offset;
    }
    return rule < SIZE_MAX ? rule : 0;
}

// The level of the headings that part the text: the highest that there are
// two of.
static int chapter_level(const struct collecting *now)
{
    int seen[8] = {0};
    for (size_t i = 0; i < now->blocks.count; i++)
        if (now->blocks.items[i].kind == BLOCK_HEADING)
            seen[now->blocks.items[i].level & 7]++;
    for (int level = 1; level < 7; level++)
        if (seen[level] > 1)
            return level;
    return 0;
}

// Where the chapters begin.
static void find_chapters(struct own_labels *labels)
{
    const struct collecting *now = labels->now;
    int level = chapter_level(now);
    size_t capacity = 0;
    for (size_t i = 0; i < now->blocks.count && level > 0; i++)
        if (now->blocks.items[i].kind == BLOCK_HEADING &&
            now->blocks.items[i].level == level)
            ARENA_PUSH(now->context->arena, labels->chapters,
                       labels->chapter_count, capacity) =
                now->blocks.items[i].offset;
}

static bool begins_before(const void *chapter, const void *offset)
{
    return *(const size_t *)chapter <= *(const size_t *)offset;
}

// How many chapters begin up to offset.
static size_t chapter_at(const struct own_labels *labels, size_t offset)
{
    return search_first(labels->chapters, labels->chapter_count,
                        sizeof *labels->chapters, begins_before, &offset);
}

// ----- Which note each call has -----

struct parting {
    const struct label_group *group;
    size_t *instances; // of each place of the group
    bool certain;
};

// Chapter by chapter, each with its notes: a chapter goes to the next heading,
// or else (`headings` is false) it ends with its notes.
static void by_boundaries(const struct collecting *now, struct parting *parting,
                          bool headings)
{
    const struct label_group *group = parting->group;
    const struct label_place *open = NULL;
    size_t next = 0, instance = 0;
    parting->certain = true;
    for (size_t i = 0; i < group->count; i++) {
        const struct label_place *place = group->places[i];
        if (!place->defines)
            continue;
        size_t end = !open      ? 0
                     : headings ? boundary(now, open, place)
                                : open->block->end;
        // A note without a call before it is no chapter's.
        if (open && (end == 0 || (!headings && group->places[i - 1] == open)))
            parting->certain = false;
        for (; next < i && group->places[next]->offset < end; next++)
            parting->instances[next] = instance;
        instance += open != NULL;
        for (; next <= i; next++)
            parting->instances[next] = instance;
        open = place;
    }
    for (; next < group->count; next++)
        parting->instances[next] = instance;
}

// Where all definitions stand behind all calls: the first has the calls of the
// first chapter that has any.
static void by_chapters(const struct own_labels *labels,
                        struct parting *parting)
{
    const struct label_group *group = parting->group;
    size_t last = SIZE_MAX, chapters = 0, definition = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (group->places[i]->defines) {
            parting->instances[i] = definition++;
            continue;
        }
        if (group->places[i]->block->kind == BLOCK_FRONT)
            continue; // a title is the first's
        size_t chapter = chapter_at(labels, group->places[i]->offset);
        chapters += definition == 0 && chapter != last;
        last = chapter;
        parting->instances[i] = chapters - 1;
    }
    parting->certain =
        labels->chapter_count > 0 && chapters == group->definitions;
}

static bool all_called(const struct parting *parting)
{
    bool called[INSTANCES_MOST] = {false};
    for (size_t i = 0; i < parting->group->count; i++)
        if (!parting->group->places[i]->defines)
            called[parting->instances[i]] = true;
    for (size_t i = 0; i < parting->group->definitions; i++)
        if (!called[i])
            return false;
    return true;
}

static struct parting part(const struct own_labels *labels,
                           const struct label_group *group)
{
    const struct collecting *now = labels->now;
    struct parting parting = {.group = group};
    if (group->definitions < 2 || group->definitions > INSTANCES_MOST)
        return parting;
    parting.instances =
        ARENA_ARRAY(now->context->arena, size_t, group->count + 1);
    for (int headings = 1; headings >= 0 && !parting.certain; headings--) {
        by_boundaries(now, &parting, headings == 1);
        parting.certain = parting.certain && all_called(&parting);
    }
    if (!parting.certain)
        by_chapters(labels, &parting);
    return parting;
}

// ----- New labels -----

// The number that a label is; 0 where it is none.
static size_t label_number(struct str label)
{
    size_t at = 0, number;
    return note_form_read_number(label, &at, &number) && at == label.count
               ? number
               : 0;
}

static size_t greatest(const struct own_labels *labels)
{
    size_t most = 0;
    for (size_t i = 0; i < labels->group_count; i++) {
        size_t number = label_number(labels->groups[i].places[0]->label);
        most = number > most ? number : most;
    }
    return most;
}

// Numbers stay in order, so that an ibid. means the note before it.
static struct str new_label(struct arena *arena, struct str label,
                            size_t instance, size_t most)
{
    size_t number = label_number(label);
    return number > 0
               ? arena_printf(arena, "%zu", number + instance * most)
               : arena_printf(arena, "%.*s-%zu", STR_ARG(label), instance + 1);
}

static void rename_places(struct own_labels *labels,
                          const struct parting *parting, size_t most)
{
    struct collecting *now = labels->now;
    for (size_t i = 0; i < parting->group->count; i++) {
        const struct label_place *place = parting->group->places[i];
        if (parting->instances[i] > 0)
            source_replace(now->source, place->offset + 2,
                           place->end - place->offset - 3,
                           new_label(now->context->arena, place->label,
                                     parting->instances[i], most),
                           "note-mark");
    }
}

// ----- Notes in words -----

// The instance that "note 1" means at offset: of the note that it stands in,
// else of the nearest call in its chapter, else of what stands before it.
static size_t instance_at(const struct own_labels *labels,
                          const struct parting *parting, size_t offset)
{
    const struct label_group *group = parting->group;
    size_t chapter = chapter_at(labels, offset), before = 0;
    bool in_chapter = false;
    for (size_t i = 0; i < group->count; i++) {
        const struct label_place *place = group->places[i];
        bool own =
            !place->defines && chapter_at(labels, place->offset) == chapter;
        if (place->offset > offset)
            return own && !in_chapter ? parting->instances[i] : before;
        if (place->defines && offset < place->block->end)
            return parting->instances[i];
        if (own || !in_chapter)
            before = parting->instances[i];
        in_chapter = in_chapter || own;
    }
    return before;
}

static void rename_mention(struct own_labels *labels,
                           const struct parting *partings, size_t offset,
                           const struct note_mention *mention, size_t most)
{
    struct collecting *now = labels->now;
    struct buffer out = {0};
    size_t start = offset + mention->offset, end = offset + mention->end;
    for (size_t i = 0; i < labels->group_count; i++) {
        size_t label = label_number(labels->groups[i].places[0]->label);
        if (!partings[i].certain || label != mention->number)
            continue;
        size_t instance = instance_at(labels, &partings[i], start);
        if (instance == 0)
            continue;
        collecting_add_number(&out, mention->number + instance * most,
                              str_slice(now->text, start, end));
        source_replace(now->source, start, end - start,
                       arena_str(now->context->arena, buffer_str(&out)),
                       "note-mark");
    }
    buffer_release(&out);
}

// "See note 1" means the note of its chapter too.
static void rename_mentions(struct own_labels *labels,
                            const struct parting *partings, size_t most)
{
    const struct collecting *now = labels->now;
    struct note_mention mentions[NOTE_MENTIONS_MOST];
    for (size_t i = 0; i < now->spans.count; i++) {
        const struct lang_span *span = &now->spans.items[i];
        struct str said = str_slice(now->text, span->offset, span->end);
        size_t at = 0, count;
        if (span->kind != LANG_SPAN_TEXT || !span->block)
            continue;
        while ((count = note_words_next(said, source_lang(now->source), &at,
                                        mentions)) > 0)
            for (size_t n = 0; n < count; n++)
                rename_mention(labels, partings, span->offset, &mentions[n],
                               most);
    }
}

static const struct label_place *
second_definition(const struct label_group *group)
{
    size_t seen = 0;
    for (size_t i = 0; i < group->count; i++)
        if (group->places[i]->defines && ++seen == 2)
            return group->places[i];
    return group->places[0];
}

void own_labels_part(struct collecting *now)
{
    struct own_labels labels = own_labels_read(now);
    size_t most = greatest(&labels), count = 0;
    find_chapters(&labels);
    const struct label_place *first = NULL;
    struct parting *partings = ARENA_ARRAY(now->context->arena, struct parting,
                                           labels.group_count + 1);
    for (size_t i = 0; i < labels.group_count; i++) {
        partings[i] = part(&labels, &labels.groups[i]);
        if (!partings[i].certain)
            continue;
        const struct label_place *second = second_definition(&labels.groups[i]);
        first = !first || second->offset < first->offset ? second : first;
        count += labels.groups[i].definitions - 1;
        rename_places(&labels, &partings[i], most);
    }
    if (!first)
        return;
    rename_mentions(&labels, partings, most);
    diag_report(
        now->context->diag,
        source_origin(now->source, first->offset, first->end - first->offset),
        MESSAGE_note_labels_anew,
        arena_printf(now->context->arena, "%zu", count));
}

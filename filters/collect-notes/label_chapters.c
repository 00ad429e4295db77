// SPDX-License-Identifier: MIT
// Labels that begin anew in each chapter of a text: each call has the note of
// its own chapter.
#include "collect-notes/own_labels.h"

#include "base/characters.h"
#include "source/note_forms.h"

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

// The number of headings of the level up to offset.
static size_t chapter_at(const struct collecting *now, int level, size_t offset)
{
    size_t chapter = 0;
    for (size_t i = 0;
         i < now->blocks.count && now->blocks.items[i].offset <= offset; i++)
        chapter += now->blocks.items[i].kind == BLOCK_HEADING &&
                   now->blocks.items[i].level == level;
    return chapter;
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
static void by_chapters(const struct collecting *now, struct parting *parting)
{
    const struct label_group *group = parting->group;
    int level = chapter_level(now);
    size_t last = SIZE_MAX, chapters = 0, definition = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (group->places[i]->defines) {
            parting->instances[i] = definition++;
            continue;
        }
        if (group->places[i]->block->kind == BLOCK_FRONT)
            continue; // a title is the first's
        size_t chapter = chapter_at(now, level, group->places[i]->offset);
        chapters += definition == 0 && chapter != last;
        last = chapter;
        parting->instances[i] = chapters - 1;
    }
    parting->certain = level > 0 && chapters == group->definitions;
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

static struct parting part(const struct collecting *now,
                           const struct label_group *group)
{
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
        by_chapters(now, &parting);
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
    const struct label_place *first = NULL;
    for (size_t i = 0; i < labels.group_count; i++) {
        struct parting parting = part(now, &labels.groups[i]);
        if (!parting.certain)
            continue;
        const struct label_place *second = second_definition(&labels.groups[i]);
        first = !first || second->offset < first->offset ? second : first;
        count += labels.groups[i].definitions - 1;
        rename_places(&labels, &parting, most);
    }
    if (first)
        diag_report(now->context->diag,
                    source_origin(now->source, first->offset,
                                  first->end - first->offset),
                    MESSAGE_note_labels_anew,
                    arena_printf(now->context->arena, "%zu", count));
}

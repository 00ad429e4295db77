// SPDX-License-Identifier: MIT
// Matches the marks in a text with the paragraphs that begin with them.
#include "source/old_notes.h"

#include "base/search.h"
#include "source/note_places.h"
#include "text/paragraph_ends.h"

#include <stdlib.h>

struct keyed { // a reference's number and index
    size_t number, index;
    size_t next; // of the first with its number: the first that is free
};

struct finder {
    struct arena *arena;
    struct note_places places;
    struct keyed *by_number; // the references, by number and place
    struct old_note *notes;
    size_t note_count, note_capacity;
    struct old_note *orphans;
    size_t orphan_count, orphan_capacity;
    size_t behind;
};

static int by_number(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void sort_references(struct finder *finder)
{
    size_t count = finder->places.reference_count;
    finder->by_number = ARENA_ARRAY(finder->arena, struct keyed, count + 1);
    for (size_t i = 0; i < count; i++)
        finder->by_number[i] =
            (struct keyed){finder->places.references[i].number, i, 0};
    qsort(finder->by_number, count, sizeof *finder->by_number, by_number);
}

// ----- References by number -----

struct wanted { // a number, and from where on
    const struct finder *finder;
    size_t number, offset;
};

static bool reference_before(const void *item, const void *key)
{
    const struct keyed *keyed = item;
    const struct wanted *wanted = key;
    const struct old_reference *references = wanted->finder->places.references;
    return keyed->number < wanted->number ||
           (keyed->number == wanted->number &&
            references[keyed->index].offset < wanted->offset);
}

// The first with this number at or after the offset, in by_number.
static size_t first_from(const struct finder *finder, size_t number,
                         size_t offset)
{
    struct wanted wanted = {finder, number, offset};
    return search_first(finder->by_number, finder->places.reference_count,
                        sizeof *finder->by_number, reference_before, &wanted);
}

#define PICK_MOST 64 // of one number between two notes: keeps it linear

// The surest reference with this number in (from, to), the first of them.
static struct old_reference *pick(const struct finder *finder, size_t number,
                                  size_t from, size_t to)
{
    struct old_reference *best = NULL;
    size_t low = first_from(finder, number, from);
    for (size_t i = low;
         i < finder->places.reference_count && i < low + PICK_MOST; i++) {
        struct old_reference *reference =
            &finder->places.references[finder->by_number[i].index];
        if (reference->number != number || reference->offset >= to)
            break;
        if (reference->rank > (best ? best->rank : RANK_NONE))
            best = reference;
    }
    return best;
}

struct run {
    size_t due;      // the number that the next note must have
    size_t from;     // its reference stands after here
    size_t start;    // the references of the run stand after here
    bool begun;      // has it any note?
    size_t base;     // labels of the runs before
    size_t last_end; // of its last note
    size_t list;     // the block of the list whose items all match
};

// May this candidate be the note of the reference, by their forms?
static struct old_reference *fitting(const struct candidate *candidate,
                                     struct old_reference *reference)
{
    if (!reference)
        return NULL;
    bool glued = reference->rank == RANK_GLUED_TO_WORD &&
                 candidate->number == 1 && !candidate->adjacent;
    bool cited = reference->rank == RANK_BRACKETED &&
                 candidate->section == SECTION_OF_WORKS;
    bool power = reference->rank == RANK_NUMBER && !candidate->adjacent;
    bool link = candidate->address && !reference->caret;
    return glued || cited || power || link ? NULL : reference;
}

// ----- Lists -----

// How many items may have no mark that was found, by how sure it is that the
// list is one of notes.
static bool few_lost(const struct candidate *first, bool set_apart,
                     size_t found, size_t lost)
{
    if (set_apart && first->section == SECTION_OF_NOTES)
        return found > 0 && lost <= found;
    return found > 0 && 2 * lost < found;
}

// Items are notes under a heading or rule of notes, or at the very end, where
// most of them have their references; else they are a list of the author's.
static bool list_fits(const struct finder *finder, const struct run *run,
                      size_t index)
{
    const struct note_places *places = &finder->places;
    const struct candidate *first = &places->candidates[index];
    size_t block = first->block, last = places->blocks.count - 1;
    size_t from = first->number == run->due ? run->from : run->last_end;
    size_t found = 0, lost = 0;
    bool set_apart =
        first->section != SECTION_OF_TEXT ||
        (block > 0 && places->blocks.items[block - 1].kind == BLOCK_BREAK);
    enum reference_rank least = set_apart ? RANK_GLUED : RANK_RAISED;
    if (first->number != run->due && first->number != 1 &&
        (run->begun || !set_apart))
        return false;
    if (!set_apart && block != last)
        return false;
    for (size_t i = index;
         i < places->candidate_count && places->candidates[i].block == block;
         i++) {
        const struct candidate *item = &places->candidates[i];
        const struct old_reference *reference =
            pick(finder, item->number, from, first->offset);
        if (item->number != first->number + (i - index))
            return false;
        bool sure = reference && reference->rank >= least;
        from = sure ? reference->offset : from;
        found += sure;
        lost += !sure;
    }
    return few_lost(first, set_apart, found, lost);
}

// ----- Numbers -----

// A paragraph with a due number far from other notes may be text ("19
// provinces fell"); wait where a note among notes has that number further on.
static bool better_comes(const struct finder *finder, size_t index)
{
    const struct candidate *candidates = finder->places.candidates;
    const struct candidate *here = &candidates[index];
    for (size_t i = index + 1;
         !here->adjacent && i < finder->places.candidate_count &&
         i < index + PICK_MOST;
         i++)
        if (candidates[i].number == here->number && candidates[i].adjacent &&
            !candidates[i].item && !candidates[i].address)
            return true;
    return false;
}

#define NOTES_LOST 8 // in a row, at most

// The paragraphs of a few notes may be lost, while their references stand in
// the text: then a paragraph among other notes may have a later number.
static struct old_reference *pick_past_gap(const struct finder *finder,
                                           const struct run *run,
                                           const struct candidate *candidate)
{
    if (!candidate->adjacent || candidate->number <= run->due ||
        candidate->number > run->due + NOTES_LOST)
        return NULL;
    size_t from = run->from;
    struct old_reference *reference = NULL;
    for (size_t number = run->due; number <= candidate->number; number++) {
        reference = pick(finder, number, from, candidate->offset);
        if (!reference || reference->rank != RANK_MENTION)
            return NULL;
        from = reference->offset;
    }
    return reference;
}

// Do these candidates stand one behind the other, each with the next number?
static bool are_in_row(const struct finder *finder, size_t first, size_t last)
{
    const struct candidate *candidates = finder->places.candidates;
    for (size_t i = first; i < last; i++)
        if (candidates[i + 1].number != candidates[i].number + 1 ||
            candidates[i + 1].block > candidates[i].block + 1 ||
            candidates[i + 1].item != candidates[i].item)
            return false;
    return true;
}

// The marks of a few notes may not be found, while their paragraphs stand
// where they are due: the next has its own all the same.
static struct old_reference *pick_past_lost_mark(const struct finder *finder,
                                                 const struct run *run,
                                                 size_t index)
{
    const struct candidate *here = &finder->places.candidates[index];
    size_t lost = here->number - run->due;
    if (here->number <= run->due || lost > NOTES_LOST || lost > index ||
        here[0 - lost].number != run->due ||
        !are_in_row(finder, index - lost, index))
        return NULL;
    struct old_reference *reference =
        pick(finder, here->number, run->from, here[0 - lost].offset);
    return reference && reference->rank >= RANK_GLUED ? fitting(here, reference)
                                                      : NULL;
}

// Does a paragraph further on begin with 1, of which a mark stands before
// `offset`? Then notes are counted there.
static bool one_comes(const struct finder *finder, size_t index, size_t offset)
{
    const struct note_places *places = &finder->places;
    if (!pick(finder, 1, 0, offset))
        return false;
    for (size_t i = index + 1;
         i < places->candidate_count && i < index + PICK_MOST; i++)
        if (places->candidates[i].number == 1)
            return true;
    return false;
}

// The first note of an excerpt, whose numbers begin above 1, or of a text
// that has lost those before it: with a mark that is no number of the text, or
// with the next note behind it.
static struct old_reference *pick_of_excerpt(const struct finder *finder,
                                             const struct run *run,
                                             size_t index)
{
    const struct candidate *here = &finder->places.candidates[index];
    enum reference_rank least = run->begun ? RANK_RAISED : RANK_GLUED;
    const struct old_reference *second;
    struct old_reference *first;
    if (here->number <= run->due ||
        (run->begun && here->number > run->due + NOTES_LOST))
        return NULL;
    first = fitting(here, pick(finder, here->number, run->from, here->offset));
    if (!first || first->rank < least ||
        (!run->begun && one_comes(finder, index, first->offset)))
        return NULL;
    if (first->rank >= RANK_RAISED && here->wrap == NOTE_RAISED)
        return first;
    if (index + 1 == finder->places.candidate_count ||
        here[1].number != here->number + 1)
        return NULL;
    second = pick(finder, here[1].number, first->offset, here[1].offset);
    return second && second->rank >= least ? first : NULL;
}

// A mark may stand before that of an earlier note, as in a table that was
// moved.
static struct old_reference *pick_out_of_order(const struct finder *finder,
                                               const struct run *run,
                                               const struct candidate *here)
{
    struct old_reference *reference =
        here->number == run->due && here->adjacent
            ? pick(finder, here->number, run->start, run->from)
            : NULL;
    return reference && reference->rank >= RANK_RAISED && reference->label == 0
               ? reference
               : NULL;
}

static void add_note(struct finder *finder, struct candidate *candidate,
                     size_t label)
{
    ARENA_PUSH(finder->arena, finder->notes, finder->note_count,
               finder->note_capacity) = (struct old_note){
        candidate->number, label,          candidate->block,
        candidate->offset, candidate->end, candidate->text_offset,
        candidate->item};
    candidate->accepted = true;
}

static void accept(struct finder *finder, struct run *run,
                   struct candidate *candidate, struct old_reference *reference)
{
    reference->label = run->base + run->due;
    add_note(finder, candidate, reference->label);
    run->due++;
    run->begun = true;
    if (reference->offset > run->from)
        run->from = reference->offset;
    run->last_end = candidate->end;
}

static bool note_before(const void *note, const void *label)
{
    return ((const struct old_note *)note)->label < *(const size_t *)label;
}

// Labels rise through the notes, with gaps where notes are lost.
static bool has_note(const struct finder *finder, size_t label)
{
    size_t at = search_first(finder->notes, finder->note_count,
                             sizeof *finder->notes, note_before, &label);
    return at < finder->note_count && finder->notes[at].label == label;
}

// Other mentions of the notes of a run before `to`.
static void label_repeats(struct finder *finder, const struct run *run,
                          size_t *reference, size_t to)
{
    for (; *reference < finder->places.reference_count &&
           finder->places.references[*reference].offset < to;
         (*reference)++) {
        struct old_reference *again = &finder->places.references[*reference];
        if (again->label == 0 && again->rank == RANK_MENTION &&
            again->number > 0 && again->number < run->due &&
            has_note(finder, run->base + again->number))
            again->label = run->base + again->number;
    }
}

// Does a number that is due elsewhere have its mark here all the same? Then it
// is due.
static struct old_reference *pick_ahead(struct finder *finder, struct run *run,
                                        size_t index)
{
    struct candidate *candidate = &finder->places.candidates[index];
    struct old_reference *reference = pick_past_gap(finder, run, candidate);
    if (!reference)
        reference = pick_past_lost_mark(finder, run, index);
    if (!reference)
        reference = pick_of_excerpt(finder, run, index);
    if (reference)
        run->due = candidate->number;
    return reference;
}

// The reference of a note 1 behind others: numbers start again.
static struct old_reference *pick_anew(struct finder *finder, struct run *run,
                                       const struct candidate *candidate,
                                       size_t *labelled)
{
    struct old_reference *reference =
        candidate->number == 1 && run->due > 1
            ? fitting(candidate,
                      pick(finder, 1, run->last_end, candidate->offset))
            : NULL;
    if (reference) {
        label_repeats(finder, run, labelled, run->last_end);
        *run = (struct run){.due = 1,
                            .start = run->last_end,
                            .base = run->base + run->due - 1,
                            .list = run->list};
    }
    return reference;
}

// Answers the labels given.
static size_t match_numbers(struct finder *finder)
{
    struct run run = {.due = 1, .list = SIZE_MAX};
    size_t labelled = 0, asked = SIZE_MAX;
    for (size_t i = 0; i < finder->places.candidate_count; i++) {
        struct candidate *candidate = &finder->places.candidates[i];
        struct old_reference *reference = NULL;
        if (candidate->number >= NOTE_SIGNS)
            continue;
        if (candidate->item && candidate->block != asked) {
            asked = candidate->block;
            if (list_fits(finder, &run, i))
                run.list = asked;
        }
        if (candidate->item && candidate->block != run.list)
            continue;
        if (candidate->number == run.due && !better_comes(finder, i))
            reference = fitting(
                candidate, pick(finder, run.due, run.from, candidate->offset));
        if (!reference)
            reference = pick_anew(finder, &run, candidate, &labelled);
        if (!reference)
            reference = pick_out_of_order(finder, &run, candidate);
        if (!reference)
            reference = pick_ahead(finder, &run, i);
        if (reference)
            accept(finder, &run, candidate, reference);
    }
    label_repeats(finder, &run, &labelled, finder->places.text.count);
    return run.base + run.due - 1;
}

// ----- Signs -----

// The references with this sign from *from to the candidate, by by_number;
// answers the first and moves *from behind them. A sign in a table belongs to
// the lines below the table: then none of them is a note's.
static size_t sign_references(const struct finder *finder,
                              const struct candidate *candidate, size_t *from,
                              bool *sure)
{
    size_t first = *from, i = first;
    *sure = true;
    for (; i < finder->places.reference_count; i++) {
        const struct old_reference *reference =
            &finder->places.references[finder->by_number[i].index];
        if (reference->number != candidate->number ||
            reference->offset >= candidate->offset)
            break;
        *sure = *sure && !reference->in_table && reference->rank > RANK_NONE;
    }
    *from = i;
    *sure = *sure && i > first;
    return first;
}

static void match_signs(struct finder *finder, size_t label)
{
    for (size_t i = 0; i < finder->places.candidate_count; i++) {
        struct candidate *candidate = &finder->places.candidates[i];
        bool sure;
        if (candidate->number < NOTE_SIGNS)
            continue;
        size_t group = first_from(finder, candidate->number, 0);
        if (group == finder->places.reference_count ||
            finder->by_number[group].number != candidate->number)
            continue;
        size_t *from = &finder->by_number[group].next;
        *from = *from < group ? group : *from;
        size_t at = sign_references(finder, candidate, from, &sure);
        if (!sure)
            continue;
        add_note(finder, candidate, ++label);
        for (; at < *from; at++)
            finder->places.references[finder->by_number[at].index].label =
                label;
    }
}

static int by_offset(const void *left, const void *right)
{
    const struct old_note *a = left, *b = right;
    return a->offset < b->offset ? -1 : a->offset > b->offset;
}

// ----- Notes of several paragraphs -----

static bool is_set_apart(const struct finder *finder, size_t block,
                         enum section section)
{
    return section == SECTION_OF_NOTES ||
           (block > 0 &&
            finder->places.blocks.items[block - 1].kind == BLOCK_BREAK);
}

// Do the notes stand together behind the whole text? Then what stands between
// two of them belongs to the first.
static bool are_endnotes(const struct finder *finder, bool apart)
{
    if (finder->note_count < (apart ? 1 : 3))
        return false;
    for (size_t i = 0; i < finder->places.reference_count; i++)
        if (finder->places.references[i].label > 0 &&
            finder->places.references[i].offset > finder->notes[0].offset)
            return false;
    return true;
}

// Headings, and paragraphs that look like notes, belong to no note.
static bool can_go_on(const struct finder *finder, size_t from, size_t to,
                      size_t *candidate)
{
    const struct note_places *places = &finder->places;
    for (size_t i = from; i < to; i++)
        if (places->blocks.items[i].kind == BLOCK_HEADING ||
            places->blocks.items[i].kind == BLOCK_NOTE ||
            places->blocks.items[i].kind == BLOCK_DIRECTIVE ||
            places->blocks.items[i].kind == BLOCK_BREAK)
            return false;
    while (*candidate < places->candidate_count &&
           places->candidates[*candidate].block < from)
        (*candidate)++;
    for (size_t i = *candidate;
         i < places->candidate_count && places->candidates[i].block < to; i++)
        if (!places->candidates[i].item &&
            places->candidates[i].number < NOTE_SIGNS)
            return false;
    return true;
}

static enum section section_of(const struct finder *finder,
                               const struct old_note *note, size_t *candidate)
{
    while (finder->places.candidates[*candidate].offset < note->offset)
        (*candidate)++;
    return finder->places.candidates[*candidate].section;
}

// Behind the last note: text that goes on with what it says is its own, and
// other text may be.
static void extend_last(struct finder *finder)
{
    struct blocks blocks = finder->places.blocks;
    struct str text = finder->places.text;
    struct old_note *last = &finder->notes[finder->note_count - 1];
    size_t next = last->block + 1;
    if (next >= blocks.count || blocks.items[next].kind != BLOCK_PARAGRAPH ||
        blocks.items[last->block].end > last->end)
        return;
    if (paragraph_goes_on(str_slice(text, last->text_offset, last->end),
                          block_text(text, &blocks.items[next])))
        last->end = blocks.items[next].end;
    else
        finder->behind = next;
}

static void extend_notes(struct finder *finder)
{
    size_t candidate = 0, between = 0;
    enum section section = section_of(finder, finder->notes, &candidate);
    bool apart = is_set_apart(finder, finder->notes[0].block, section);
    bool endnotes = are_endnotes(finder, apart);
    for (size_t i = 0; i + 1 < finder->note_count; i++) {
        struct old_note *note = &finder->notes[i];
        const struct old_note *next = note + 1;
        bool together = endnotes || section_of(finder, note, &candidate) ==
                                        SECTION_OF_NOTES;
        if (together && !note->item && next->block > note->block + 1 &&
            can_go_on(finder, note->block + 1, next->block, &between))
            note->end = finder->places.blocks.items[next->block - 1].end;
    }
    if (endnotes && apart)
        extend_last(finder);
}

// ----- All -----

// Is the candidate before or behind this one a note, or in a row with one?
static bool is_beside(const struct finder *finder, size_t index, bool last)
{
    const struct candidate *here = &finder->places.candidates[index],
                           *other = here;
    if (last ? index == 0 : index + 1 == finder->places.candidate_count)
        return false;
    other += last ? -1 : 1;
    size_t gap = last ? here->block - other->block : other->block - here->block;
    if (gap > 1 || (here->item && (!other->item || gap > 0)))
        return false;
    return other->accepted ||
           (other->beside && (last ? other->number + 1 == here->number
                                   : here->number + 1 == other->number));
}

static void find_orphans(struct finder *finder)
{
    size_t count = finder->places.candidate_count;
    struct candidate *candidates = finder->places.candidates;
    for (size_t i = 0; i < count; i++)
        candidates[i].beside = is_beside(finder, i, true);
    for (size_t i = count; i > 0; i--)
        candidates[i - 1].beside =
            candidates[i - 1].beside || is_beside(finder, i - 1, false);
    for (size_t i = 0; i < count; i++) {
        const struct candidate *here = &candidates[i];
        if (!here->accepted && !here->address && here->adjacent && here->beside)
            ARENA_PUSH(finder->arena, finder->orphans, finder->orphan_count,
                       finder->orphan_capacity) = (struct old_note){
                here->number,      0,    here->block, here->offset, here->end,
                here->text_offset, false};
    }
}

struct old_notes old_notes_find(struct arena *arena, struct str text,
                                struct blocks blocks, struct lang_spans spans)
{
    struct finder finder = {.arena = arena, .behind = SIZE_MAX};
    finder.places = note_places_find(arena, text, blocks, spans);
    if (finder.places.reference_count > 0) {
        sort_references(&finder);
        match_signs(&finder, match_numbers(&finder));
        if (finder.note_count > 0)
            qsort(finder.notes, finder.note_count, sizeof *finder.notes,
                  by_offset);
        find_orphans(&finder);
        if (finder.note_count > 0)
            extend_notes(&finder);
    }
    return (struct old_notes){finder.notes,
                              finder.note_count,
                              finder.places.references,
                              finder.places.reference_count,
                              finder.orphans,
                              finder.orphan_count,
                              finder.behind};
}

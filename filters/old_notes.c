// SPDX-License-Identifier: MIT
// Matches superscript numbers with the paragraphs that begin with them.
#include "old_notes.h"

#include <stdlib.h>
#include <unicode/uchar.h>

#define NUMBER_DIGITS 4 // more is no note's number

struct candidate { // a paragraph, or a line of one, that begins with a number
    size_t number, block, offset, end, text_offset;
    bool adjacent; // beside one with the number before or after
    bool accepted;
};

struct keyed { // a reference's number and index
    size_t number, index;
};

struct finder {
    struct arena *arena;
    struct str text;
    struct blocks blocks;
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
    struct old_reference *references;
    size_t reference_count, reference_capacity;
    struct keyed *by_number; // the references, by number and place
    struct old_note *notes;
    size_t note_count, note_capacity;
    struct old_note *orphans;
    size_t orphan_count, orphan_capacity;
};

static int superscript_digit(uint32_t c)
{
    if (c == 0xB9)
        return 1;
    if (c == 0xB2 || c == 0xB3)
        return (int)(c - 0xB0);
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079))
        return (int)(c - 0x2070);
    return -1;
}

static int digit_value(uint32_t c)
{
    return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER
               ? u_charDigitValue((UChar32)c)
               : -1;
}

static bool read_digits(struct str text, size_t *offset, size_t *number,
                        int (*value)(uint32_t))
{
    size_t at = *offset, digits = 0;
    *number = 0;
    while (at < text.count) {
        size_t next = at;
        int digit = value(utf8_next(text, &next));
        if (digit < 0)
            break;
        if (++digits > NUMBER_DIGITS)
            return false;
        *number = *number * 10 + (size_t)digit;
        at = next;
    }
    *offset = digits > 0 ? at : *offset;
    return digits > 0;
}

bool read_number(struct str text, size_t *offset, size_t *number)
{
    return read_digits(text, offset, number, digit_value);
}

static bool starts_at(struct str text, size_t offset, struct str wanted)
{
    return str_equal(str_slice(text, offset, offset + wanted.count), wanted);
}

// ----- References -----

// Is the character before offset punctuation, past closing emphasis?
static bool after_punctuation(struct str text, size_t offset)
{
    while (offset > 0) {
        uint32_t c = utf8_previous(text, &offset);
        if (c != '*' && c != '_')
            return u_ispunct((UChar32)c) && c != '(' && c != '[' && c != '<';
    }
    return false;
}

static void add_reference(struct finder *finder, size_t offset, size_t end,
                          size_t number)
{
    ARENA_PUSH(finder->arena, finder->references, finder->reference_count,
               finder->reference_capacity) = (struct old_reference){
        .offset = offset,
        .end = end,
        .number = number,
        .mentions = after_punctuation(finder->text, offset)};
}

// The numbers between <sup> and </sup>: "7", "7,8", "7, 8". Answers the end
// of the element, or 0 where it holds anything else.
static size_t read_sup(struct finder *finder, size_t offset)
{
    struct str text = finder->text;
    size_t at = offset + STR("<sup>").count, first = finder->reference_count;
    for (;;) {
        size_t number;
        if (!read_number(text, &at, &number))
            break;
        add_reference(finder, offset, offset, number);
        while (at < text.count &&
               (text.bytes[at] == ',' || text.bytes[at] == ' '))
            at++;
    }
    bool closed = starts_at(text, at, STR("</sup>"));
    if (!closed || finder->reference_count == first) {
        finder->reference_count = first;
        return 0;
    }
    at += STR("</sup>").count;
    for (size_t i = first; i < finder->reference_count; i++)
        finder->references[i].end = at;
    return at;
}

// Superscript digits count after punctuation only: m² is no note.
static size_t read_superscript(struct finder *finder, size_t offset)
{
    size_t at = offset, number;
    if (!read_digits(finder->text, &at, &number, superscript_digit) ||
        !after_punctuation(finder->text, offset))
        return 0;
    add_reference(finder, offset, at, number);
    return at;
}

static bool holds_references(const struct stretch *stretch)
{
    return stretch->kind == STRETCH_TAG ||
           (stretch->kind == STRETCH_TEXT && stretch->block);
}

static void find_references(struct finder *finder, struct stretches stretches)
{
    size_t done = 0;
    for (size_t i = 0; i < stretches.count; i++) {
        const struct stretch *stretch = &stretches.items[i];
        size_t at = stretch->offset, end = 0;
        if (!holds_references(stretch))
            continue;
        if (stretch->kind == STRETCH_TAG) {
            if (starts_at(finder->text, at, STR("<sup>")))
                end = read_sup(finder, at);
            done = end > done ? end : done;
            continue;
        }
        while (at < stretch->end) {
            unsigned char byte = (unsigned char)finder->text.bytes[at];
            end = byte >= 0xC2 && at >= done ? read_superscript(finder, at) : 0;
            at = end > 0 ? end : at + 1;
        }
    }
}

static int by_number(const void *left, const void *right)
{
    const struct keyed *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static void sort_references(struct finder *finder)
{
    finder->by_number =
        ARENA_ARRAY(finder->arena, struct keyed, finder->reference_count + 1);
    for (size_t i = 0; i < finder->reference_count; i++)
        finder->by_number[i] = (struct keyed){finder->references[i].number, i};
    qsort(finder->by_number, finder->reference_count, sizeof *finder->by_number,
          by_number);
}

// ----- Candidates -----

// "7 text", "<sup>7</sup> text", "⁷ text" from offset on; false: none of them.
static bool read_candidate(struct str text, size_t offset, size_t end,
                           struct candidate *candidate)
{
    struct str within = str_slice(text, 0, end);
    size_t at = offset;
    bool sup = starts_at(within, at, STR("<sup>"));
    if (sup)
        at += STR("<sup>").count;
    if (!read_number(within, &at, &candidate->number) &&
        !read_digits(within, &at, &candidate->number, superscript_digit))
        return false;
    if (sup && !starts_at(within, at, STR("</sup>")))
        return false;
    if (sup)
        at += STR("</sup>").count;
    size_t space = at + line_indent(within, at);
    if (starts_at(within, space, STR("\u00A0")))
        space += STR("\u00A0").count;
    candidate->offset = offset;
    candidate->end = end;
    candidate->text_offset = space;
    // "2 | The last ferry" is a running head.
    return (space > at || sup) && space < end && text.bytes[space] != '|';
}

static void add_candidate(struct finder *finder, struct candidate candidate)
{
    if (finder->candidate_count > 0) {
        struct candidate *last =
            &finder->candidates[finder->candidate_count - 1];
        candidate.adjacent = candidate.block <= last->block + 1 &&
                             candidate.number == last->number + 1;
        last->adjacent = last->adjacent || candidate.adjacent;
    }
    ARENA_PUSH(finder->arena, finder->candidates, finder->candidate_count,
               finder->candidate_capacity) = candidate;
}

// A paragraph; and its lines, where each begins with the number after the
// last: notes that no blank line parts.
static void find_candidates_in(struct finder *finder, size_t index)
{
    const struct block *block = &finder->blocks.items[index];
    struct str text = finder->text;
    struct candidate open = {.block = index}, next = {.block = index};
    if (!read_candidate(text, block->text_offset, block->end, &open))
        return;
    for (size_t feed = line_end(text, block->offset); feed < block->end;
         feed = line_end(text, feed + 1)) {
        if (!read_candidate(text, feed + 1, block->end, &next) ||
            next.number != open.number + 1)
            continue;
        open.end = feed;
        add_candidate(finder, open);
        open = next;
    }
    add_candidate(finder, open);
}

// ----- Matching -----

static bool follows_a_word(struct str text, size_t offset)
{
    size_t letters = 0;
    while (offset > 0 && letters < 3 &&
           u_isalpha((UChar32)utf8_previous(text, &offset)))
        letters++;
    return letters == 3;
}

#define PICK_MOST 64 // of one number between two notes: keeps it linear

// The reference with this number in (from, to): the first after punctuation,
// else the first after a word of three letters (so not m<sup>2</sup>).
static struct old_reference *pick(struct finder *finder, size_t number,
                                  size_t from, size_t to)
{
    size_t low = 0, high = finder->reference_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct keyed *key = &finder->by_number[middle];
        if (key->number < number ||
            (key->number == number &&
             finder->references[key->index].offset < from))
            low = middle + 1;
        else
            high = middle;
    }
    struct old_reference *fallback = NULL;
    for (size_t i = low; i < finder->reference_count && i < low + PICK_MOST;
         i++) {
        struct old_reference *reference =
            &finder->references[finder->by_number[i].index];
        if (reference->number != number || reference->offset >= to)
            break;
        if (reference->mentions)
            return reference;
        if (!fallback && follows_a_word(finder->text, reference->offset))
            fallback = reference;
    }
    return fallback;
}

// A paragraph with a due number far from other notes may be text ("19
// provinces fell"); wait where a note among notes has that number further on.
static bool better_comes(const struct finder *finder, size_t index)
{
    const struct candidate *here = &finder->candidates[index];
    for (size_t i = index + 1; !here->adjacent && i < finder->candidate_count &&
                               i < index + PICK_MOST;
         i++)
        if (finder->candidates[i].number == here->number &&
            finder->candidates[i].adjacent)
            return true;
    return false;
}

struct run {
    size_t due;      // the number that the next note must have
    size_t from;     // its reference stands after here
    size_t base;     // labels of the runs before
    size_t last_end; // of its last note
};

#define NOTES_LOST 8 // in a row, at most

// The paragraphs of a few notes may be lost, while their references stand in
// the text: then a paragraph among other notes may have a later number.
static struct old_reference *pick_past_gap(struct finder *finder,
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
        if (!reference || !reference->mentions)
            return NULL;
        from = reference->offset;
    }
    return reference;
}

static void accept(struct finder *finder, struct run *run,
                   struct candidate *candidate, struct old_reference *reference)
{
    size_t label = run->base + run->due;
    reference->label = label;
    ARENA_PUSH(finder->arena, finder->notes, finder->note_count,
               finder->note_capacity) = (struct old_note){
        candidate->number, label,          candidate->block,
        candidate->offset, candidate->end, candidate->text_offset};
    candidate->accepted = true;
    run->due++;
    run->from = reference->offset;
    run->last_end = candidate->end;
}

// Labels rise through the notes, with gaps where notes are lost.
static bool has_note(const struct finder *finder, size_t label)
{
    size_t low = 0, high = finder->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (finder->notes[middle].label < label)
            low = middle + 1;
        else
            high = middle;
    }
    return low < finder->note_count && finder->notes[low].label == label;
}

// Other mentions of the notes of a run between `from` and `to`.
static void label_repeats(struct finder *finder, const struct run *run,
                          size_t *reference, size_t to)
{
    for (; *reference < finder->reference_count &&
           finder->references[*reference].offset < to;
         (*reference)++) {
        struct old_reference *again = &finder->references[*reference];
        if (again->label == 0 && again->mentions && again->number > 0 &&
            again->number < run->due &&
            has_note(finder, run->base + again->number))
            again->label = run->base + again->number;
    }
}

static void match(struct finder *finder)
{
    struct run run = {.due = 1};
    size_t labelled = 0;
    for (size_t i = 0; i < finder->candidate_count; i++) {
        struct candidate *candidate = &finder->candidates[i];
        struct old_reference *reference = NULL;
        if (candidate->number == run.due && !better_comes(finder, i))
            reference = pick(finder, run.due, run.from, candidate->offset);
        if (!reference && candidate->number == 1 && run.due > 1 &&
            (reference = pick(finder, 1, run.last_end, candidate->offset))) {
            label_repeats(finder, &run, &labelled, run.last_end);
            run = (struct run){.due = 1, .base = run.base + run.due - 1};
        }
        if (!reference && (reference = pick_past_gap(finder, &run, candidate)))
            run.due = candidate->number;
        if (reference)
            accept(finder, &run, candidate, reference);
    }
    label_repeats(finder, &run, &labelled, finder->text.count);
}

static void find_orphans(struct finder *finder)
{
    for (size_t i = 0; i < finder->candidate_count; i++) {
        const struct candidate *here = &finder->candidates[i];
        bool beside =
            (i > 0 && here[-1].accepted && here->block <= here[-1].block + 1) ||
            (i + 1 < finder->candidate_count && here[1].accepted &&
             here[1].block <= here->block + 1);
        if (!here->accepted && here->adjacent && beside)
            ARENA_PUSH(finder->arena, finder->orphans, finder->orphan_count,
                       finder->orphan_capacity) =
                (struct old_note){here->number, 0,         here->block,
                                  here->offset, here->end, here->text_offset};
    }
}

struct old_notes find_old_notes(struct arena *arena, struct str text,
                                struct blocks blocks,
                                struct stretches stretches)
{
    struct finder finder = {.arena = arena, .text = text, .blocks = blocks};
    find_references(&finder, stretches);
    if (finder.reference_count > 0) {
        sort_references(&finder);
        for (size_t i = 0; i < blocks.count; i++)
            if (blocks.items[i].kind == BLOCK_PARAGRAPH)
                find_candidates_in(&finder, i);
        match(&finder);
        find_orphans(&finder);
    }
    return (struct old_notes){finder.notes,      finder.note_count,
                              finder.references, finder.reference_count,
                              finder.orphans,    finder.orphan_count};
}

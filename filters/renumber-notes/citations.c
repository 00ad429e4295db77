// SPDX-License-Identifier: MIT
// Finding the notes that ibid. and short forms mean.
#include "renumber-notes/citations.h"

#include "base/characters.h"
#include "base/search.h"

#include <stdlib.h>
#include <xxhash.h>

enum { AUTHOR_WORDS = 40 }; // of a full note where its author may stand

// ----- Finding the full note -----

struct entry { // a word that stands early in a full note
    uint64_t hash;
    size_t note;
};

struct sources {
    struct brief *brief;
    struct str *plain;        // of each note
    enum citation *citations; // of each note
    struct entry *entries;    // sorted
    size_t entry_count, entry_capacity;
};

static int by_word_then_note(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->note > y->note) - (x->note < y->note);
}

// The hash of a word, folded.
static uint64_t hash_word(struct str word)
{
    char out[256];
    struct str folded = citation_fold(word, out, sizeof out);
    return XXH3_64bits(folded.bytes, folded.count);
}

static void index_note(struct sources *sources, size_t note)
{
    struct str word;
    size_t offset = 0;
    for (int i = 0; i < AUTHOR_WORDS; i++) {
        if (!citation_next_word(sources->plain[note], &offset, &word))
            return;
        ARENA_PUSH(sources->brief->arena, sources->entries,
                   sources->entry_count, sources->entry_capacity) =
            (struct entry){hash_word(word), note};
    }
}

// Does a full note hold each name and the year of a short form?
static bool fits(const struct sources *sources, size_t note,
                 const struct short_form *form)
{
    bool year = form->year == 0, names[NAME_WORDS] = {0};
    struct str word;
    size_t offset = 0, found = 0;
    while (citation_next_word(sources->plain[note], &offset, &word)) {
        year = year || citation_read_year(word) == form->year;
        for (size_t i = 0; i < form->name_count; i++)
            if (!names[i] && word.count < LONGEST_SHORT_FORM &&
                hash_word(word) == hash_word(form->names[i])) {
                names[i] = true;
                found++;
            }
    }
    return year && found == form->name_count;
}

static bool entry_before(const void *entry, const void *wanted)
{
    return by_word_then_note(entry, wanted) < 0;
}

// The first entry of a word at or after a note.
static size_t first_entry_from(const struct sources *sources, uint64_t hash,
                               size_t note)
{
    struct entry wanted = {hash, note};
    return search_first(sources->entries, sources->entry_count,
                        sizeof *sources->entries, entry_before, &wanted);
}

// The nearest full note before one, else the nearest after, that a short form
// names; a few are looked at, so that one name in all notes costs no more.
static struct note *find_source(const struct sources *sources, size_t note,
                                const struct short_form *form)
{
    enum { TRIES = 50 };
    uint64_t hash = hash_word(form->names[0]);
    size_t middle = first_entry_from(sources, hash, note);
    for (size_t i = middle, tries = 0; i > 0 && tries < TRIES; i--, tries++) {
        const struct entry *entry = &sources->entries[i - 1];
        if (entry->hash != hash)
            break;
        if (fits(sources, entry->note, form))
            return sources->brief->notes[entry->note];
    }
    for (size_t i = middle, tries = 0;
         i < sources->entry_count && tries < TRIES; i++, tries++) {
        const struct entry *entry = &sources->entries[i];
        if (entry->hash != hash)
            break;
        if (entry->note != note && fits(sources, entry->note, form))
            return sources->brief->notes[entry->note];
    }
    return NULL;
}

static void resolve_short_forms(struct sources *sources, size_t count)
{
    struct short_form form;
    for (size_t i = 0; i < count; i++)
        if (sources->citations[i] == CITATION_SHORT &&
            citation_read_short(sources->plain[i], sources->brief->lang, &form))
            sources->brief->notes[i]->cites = find_source(sources, i, &form);
}

// ----- Ibid. -----

// A label that is a number, in any digits; 0 where it is none.
static unsigned long label_number(struct str label)
{
    unsigned long number = 0;
    for (size_t offset = 0; offset < label.count;) {
        int value = char_digit_value(utf8_next(label, &offset));
        if (value < 0 || number > 100000000)
            return 0;
        number = number * 10 + (unsigned long)value;
    }
    return number;
}

struct position {
    unsigned long label;
    size_t index;
};

static int by_label(const void *a, const void *b)
{
    const struct position *x = a, *y = b;
    if (x->label != y->label)
        return x->label < y->label ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

// For each note the index of the note before it as the author numbered them;
// SIZE_MAX for none. A label that is a word says nothing of an order: such a
// note, and one that stands after such a note, follows as it is read.
static size_t *author_order(const struct brief *brief, size_t count)
{
    size_t *before = ARENA_ARRAY(brief->arena, size_t, count + 1);
    struct position *positions =
        ARENA_ARRAY(brief->arena, struct position, count + 1);
    size_t numbered = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned long label = label_number(brief->notes[i]->label);
        before[i] = i - 1; // SIZE_MAX for the first
        if (label > 0)
            positions[numbered++] = (struct position){label, i};
    }
    if (numbered)
        qsort(positions, numbered, sizeof *positions, by_label);
    for (size_t i = 0; i < numbered; i++) {
        size_t index = positions[i].index;
        if (index == 0 || label_number(brief->notes[index - 1]->label) > 0)
            before[index] = i ? positions[i - 1].index : SIZE_MAX;
    }
    return before;
}

// What each note means when it stands after `before`: itself, the source of a
// short form, or for ibid. what the note before it means. A row of ibid. is
// followed once, and what its end means is written to all of it; one that
// comes back to itself means nothing.
static struct note **meanings(const struct sources *sources,
                              const size_t *before, size_t count)
{
    struct arena *arena = sources->brief->arena;
    struct note **meaning = ARENA_ARRAY(arena, struct note *, count + 1);
    bool *known = ARENA_ARRAY(arena, bool, count + 1);
    size_t *row = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t first = 0; first < count; first++) {
        size_t length = 0, at = first;
        while (at != SIZE_MAX && !known[at]) {
            known[at] = true;
            row[length++] = at;
            if (sources->citations[at] == CITATION_IBID) {
                at = before[at];
                continue;
            }
            struct note *note = sources->brief->notes[at];
            meaning[at] = note->cites ? note->cites : note;
        }
        struct note *end = at == SIZE_MAX ? NULL : meaning[at];
        for (size_t i = 0; i < length; i++)
            meaning[row[i]] = end;
    }
    return meaning;
}

static struct str quoted(const struct sources *sources, const struct note *note)
{
    if (!note)
        return STR("");
    struct str plain = sources->plain[note->number - 1];
    size_t end = 0;
    for (int i = 0; i < 60 && end < plain.count; i++)
        utf8_next(plain, &end);
    return end == plain.count ? plain
                              : arena_printf(sources->brief->arena, "%.*s…",
                                             (int)end, plain.bytes);
}

// Where the words of a note begin.
static struct place words_at(const struct note *note)
{
    const struct node *block = note->content->first;
    return block && place_known(block->at) ? block->at : note->at;
}

// Says what is wrong with an ibid., given what it means as notes stand.
static void report_ibid(const struct sources *sources,
                        const struct context *context, size_t i,
                        const struct note *means)
{
    const struct note *note = sources->brief->notes[i];
    struct place at = words_at(note);
    struct str plain = sources->plain[i];
    if (i == 0)
        diag_report(context->diag, at, MESSAGE_ibid_first, plain);
    else if (!means)
        diag_report(context->diag, at, MESSAGE_ibid_lost, plain);
    else if (note->cites && note->cites != means)
        diag_report(context->diag, at, MESSAGE_ibid_moved, plain,
                    quoted(sources, note->cites), quoted(sources, means));
    else if (note->section != sources->brief->notes[i - 1]->section)
        diag_report(context->diag, at, MESSAGE_ibid_section, plain,
                    quoted(sources, means));
}

// For each note the index of the note before it in print; SIZE_MAX for none.
static size_t *printed_order(struct arena *arena, size_t count)
{
    size_t *before = ARENA_ARRAY(arena, size_t, count + 1);
    for (size_t i = 0; i < count; i++)
        before[i] = i - 1;
    return before;
}

static void resolve_ibids(struct sources *sources, size_t count)
{
    struct brief *brief = sources->brief;
    struct note **meant = meanings(sources, author_order(brief, count), count),
                **means = meanings(sources, printed_order(brief->arena, count),
                                   count);
    for (size_t i = 0; i < count; i++) {
        struct node *link;
        if (sources->citations[i] != CITATION_IBID)
            continue;
        // A link of an earlier run knows what was meant before notes merged.
        citation_first_text(brief->notes[i], &link);
        brief->notes[i]->cites = link       ? link->as.link.note
                                 : meant[i] ? meant[i]
                                            : means[i];
    }
}

// Reads every numbered note; answers how many there are.
static size_t read_notes(struct sources *sources)
{
    struct brief *brief = sources->brief;
    size_t count = 0;
    while (count < brief->note_count && brief->notes[count]->number > 0)
        count++;
    sources->plain = ARENA_ARRAY(brief->arena, struct str, count + 1);
    sources->citations = ARENA_ARRAY(brief->arena, enum citation, count + 1);
    for (size_t i = 0; i < count; i++) {
        sources->plain[i] = node_plain(brief->arena, brief->notes[i]->content);
        sources->citations[i] = citation_of(sources->plain[i], brief->lang);
    }
    return count;
}

void citations_resolve(struct brief *brief)
{
    struct sources sources = {.brief = brief};
    size_t count = read_notes(&sources);
    for (size_t i = 0; i < brief->note_count; i++)
        brief->notes[i]->cites = NULL;
    for (size_t i = 0; i < count; i++)
        if (sources.citations[i] == CITATION_FULL)
            index_note(&sources, i);
    if (sources.entry_count)
        qsort(sources.entries, sources.entry_count, sizeof *sources.entries,
              by_word_then_note);
    resolve_short_forms(&sources, count);
    resolve_ibids(&sources, count);
}

void citations_report(struct brief *brief, const struct context *context)
{
    struct sources sources = {.brief = brief};
    size_t count = read_notes(&sources);
    struct note **means =
        meanings(&sources, printed_order(brief->arena, count), count);
    for (size_t i = 0; i < count; i++)
        if (sources.citations[i] == CITATION_IBID)
            report_ibid(&sources, context, i, means[i]);
}

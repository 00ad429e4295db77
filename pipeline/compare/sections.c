// SPDX-License-Identifier: MIT
// An edition beside its original: which section is which, and the front.
#include "compare/comparing.h"

#include "compare/align.h"
#include "languages/language.h"
#include "languages/date.h"

#include <stdlib.h>

void differences_add(struct differences *differences,
                     struct difference difference)
{
    ARENA_PUSH(differences->arena, differences->items, differences->count,
               differences->capacity) = difference;
}

void comparing_report_only(const struct comparing *comparing, bool in_original,
                           struct thing thing)
{
    struct difference difference = {
        .message = thing.message,
        .side = in_original ? ONLY_IN_ORIGINAL : ONLY_IN_EDITION,
        .what = thing.what,
        .at = in_original ? thing.other : thing.at,
        .original = in_original ? thing.at : thing.other};
    differences_add(comparing->differences, difference);
}

void comparing_report_both(const struct comparing *comparing,
                           struct difference difference)
{
    difference.side = IN_BOTH;
    differences_add(comparing->differences, difference);
}

// ----- How alike two sections are -----

// What a pair costs, and a section without a partner: a pair that has nothing
// in common costs more than two of those.
enum {
    COST_EVIDENCE = 60, // nothing that both say
    COST_UNKNOWN = 10,  // nothing that either says
    COST_BLOCK = 8,     // a paragraph more or less
    COST_BLOCKS = 24,
    COST_LENGTH = 30,
    COST_LEVEL = 25,
    GAP_SECTION = 65,
};

static size_t common(const uint64_t *a, size_t a_count, const uint64_t *b,
                     size_t b_count)
{
    size_t count = 0;
    for (size_t i = 0, j = 0; i < a_count && j < b_count;) {
        count += a[i] == b[j];
        bool both = a[i] == b[j], first = a[i] < b[j];
        i += both || first;
        j += both || !first;
    }
    return count;
}

static int share(size_t a, size_t b, int whole)
{
    size_t most = a > b ? a : b, least = a > b ? b : a;
    return most == 0 ? 0 : (int)((most - least) * (size_t)whole / most);
}

int comparing_length_cost(const struct comparing *comparing, size_t a, size_t b,
                          int whole)
{
    size_t all_a = comparing->original->length + 1,
           all_b = comparing->edition->length + 1;
    return share(a * all_b, b * all_a, whole);
}

static int section_cost_of(const struct comparing *comparing,
                           const struct edition_section *a,
                           const struct edition_section *b)
{
    size_t all = a->evidence_count + b->evidence_count;
    size_t both =
        common(a->evidence, a->evidence_count, b->evidence, b->evidence_count);
    size_t more = a->blocks.count > b->blocks.count
                      ? a->blocks.count - b->blocks.count
                      : b->blocks.count - a->blocks.count;
    int blocks = more > 3 ? COST_BLOCKS : (int)more * COST_BLOCK;
    int evidence =
        all ? (int)((all - 2 * both) * COST_EVIDENCE / all) : COST_UNKNOWN;
    return evidence + blocks +
           comparing_length_cost(comparing, a->length, b->length, COST_LENGTH) +
           (a->level != b->level ? COST_LEVEL : 0);
}

static int section_cost(const void *closure, size_t a, size_t b)
{
    const struct comparing *comparing = closure;
    // The first of both is what stands before any heading.
    return section_cost_of(comparing, &comparing->a[a + 1],
                           &comparing->b[b + 1]);
}

// ----- Sections without a partner -----

static struct sayings joined_sayings(struct arena *arena,
                                     const struct sayings *a,
                                     const struct sayings *b, size_t blocks)
{
    struct sayings all = {0};
    for (size_t i = 0; i < a->count; i++)
        ARENA_PUSH(arena, all.items, all.count, all.capacity) = a->items[i];
    for (size_t i = 0; i < b->count; i++) {
        struct saying moved = b->items[i];
        moved.block += blocks;
        ARENA_PUSH(arena, all.items, all.count, all.capacity) = moved;
    }
    return all;
}

static int by_value(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

// The text of a section and of the next, whose heading is gone.
static struct edition_section joined(struct arena *arena,
                                     const struct edition_section *a,
                                     const struct edition_section *b)
{
    struct edition_section all = *a;
    size_t blocks = a->blocks.count, count = 0, capacity = 0;
    all.blocks = joined_sayings(arena, &a->blocks, &b->blocks, blocks);
    all.notes = joined_sayings(arena, &a->notes, &b->notes, blocks);
    all.grids = (struct grids){0};
    for (size_t i = 0; i < a->grids.count + b->grids.count; i++) {
        bool own = i < a->grids.count;
        struct grid grid =
            own ? a->grids.items[i] : b->grids.items[i - a->grids.count];
        grid.caption.block += own ? 0 : blocks;
        ARENA_PUSH(arena, all.grids.items, all.grids.count,
                   all.grids.capacity) = grid;
    }
    all.figures = (struct exhibits){0};
    for (size_t i = 0; i < a->figures.count + b->figures.count; i++) {
        bool own = i < a->figures.count;
        struct exhibit figure =
            own ? a->figures.items[i] : b->figures.items[i - a->figures.count];
        figure.caption.block += own ? 0 : blocks;
        ARENA_PUSH(arena, all.figures.items, all.figures.count,
                   all.figures.capacity) = figure;
    }
    all.lists = (struct lists){0};
    for (size_t i = 0; i < a->lists.count + b->lists.count; i++)
        ARENA_PUSH(arena, all.lists.items, all.lists.count,
                   all.lists.capacity) =
            i < a->lists.count ? a->lists.items[i]
                               : b->lists.items[i - a->lists.count];
    all.evidence = NULL;
    for (size_t i = 0; i < a->evidence_count + b->evidence_count; i++)
        ARENA_PUSH(arena, all.evidence, count, capacity) =
            i < a->evidence_count ? a->evidence[i]
                                  : b->evidence[i - a->evidence_count];
    if (count > 0)
        qsort(all.evidence, count, sizeof(uint64_t), by_value);
    all.evidence_count = count;
    all.length = a->length + b->length;
    return all;
}

// Does the text of section, which makes `both` of its neighbour `alone`, stand
// in other? By what it says; where it says nothing, by the sizes of them.
static bool stands_in(const struct comparing *comparing, bool in_original,
                      const struct edition_section *section,
                      const struct edition_section *alone,
                      const struct edition_section *both,
                      const struct edition_section *other)
{
    size_t more = common(both->evidence, both->evidence_count, other->evidence,
                         other->evidence_count) -
                  common(alone->evidence, alone->evidence_count,
                         other->evidence, other->evidence_count);
    int apart = in_original ? section_cost_of(comparing, alone, other)
                            : section_cost_of(comparing, other, alone);
    int together = in_original ? section_cost_of(comparing, both, other)
                               : section_cost_of(comparing, other, both);
    return together < apart && more * 2 >= section->evidence_count;
}

// A section without a partner whose text stands in the section before it all
// the same: only the heading is missing.
static void join_left_over(struct comparing *comparing, bool in_original,
                           size_t index)
{
    struct edition_section *own = in_original ? comparing->a : comparing->b;
    const size_t *partners =
        in_original ? comparing->partners : comparing->answers;
    size_t before = index - 1; // the first has a partner
    while (partners[before] == SIZE_MAX)
        before--;
    struct edition_section *other = in_original
                                        ? &comparing->b[partners[before]]
                                        : &comparing->a[partners[before]];
    struct edition_section *first = &own[before], *section = &own[index];
    struct edition_section both = joined(comparing->arena, first, section);
    if (stands_in(comparing, in_original, section, first, &both, other))
        *first = both;
}

// A section without a partner before one that has one: the two may be what
// stands there, under the heading of the first.
static void settle_left_over(struct comparing *comparing, bool in_original,
                             size_t index)
{
    size_t *partners = in_original ? comparing->partners : comparing->answers;
    size_t *answers = in_original ? comparing->answers : comparing->partners;
    struct edition_section *own = in_original ? comparing->a : comparing->b;
    size_t partner = partners[index + 1];
    if (partner == SIZE_MAX)
        return;
    const struct edition_section *other =
        in_original ? &comparing->b[partner] : &comparing->a[partner];
    struct edition_section both =
        joined(comparing->arena, &own[index], &own[index + 1]);
    const struct edition_section *alone = &own[index + 1];
    if (!stands_in(comparing, in_original, &own[index], alone, &both, other))
        return;
    partners[index] = partner;
    partners[index + 1] = SIZE_MAX;
    answers[partner] = index;
}

// Where the other edition would have it: at the heading behind it, or at the
// end of what is before it.
static struct place place_of_gap(const struct comparing *comparing,
                                 bool in_original, size_t index)
{
    const size_t *partners =
        in_original ? comparing->partners : comparing->answers;
    const struct edition_section *other =
        in_original ? comparing->b : comparing->a;
    size_t count = in_original ? comparing->b_count : comparing->a_count;
    while (partners[index] == SIZE_MAX)
        index--;
    size_t before = partners[index];
    if (before + 1 < count)
        return other[before + 1].heading.at;
    const struct sayings *blocks = &other[before].blocks;
    return blocks->count > 0 ? blocks->items[blocks->count - 1].at
                             : other[before].heading.at;
}

static void report_left_over(struct comparing *comparing, bool in_original)
{
    size_t count = in_original ? comparing->a_count : comparing->b_count;
    const size_t *partners =
        in_original ? comparing->partners : comparing->answers;
    for (size_t i = 1; i < count; i++) {
        if (partners[i] == SIZE_MAX && i + 1 < count)
            settle_left_over(comparing, in_original, i);
        if (partners[i] != SIZE_MAX)
            continue;
        const struct edition_section *section =
            in_original ? &comparing->a[i] : &comparing->b[i];
        comparing_report_only(
            comparing, in_original,
            (struct thing){MESSAGE_edition_heading_missing,
                           section->heading.words, section->heading.at,
                           place_of_gap(comparing, in_original, i)});
        join_left_over(comparing, in_original, i);
    }
}

// ----- The front -----

static const struct heading_text *text_of(const struct edition_facts *edition,
                                          const char *key)
{
    for (size_t i = 0; i < edition->text_count; i++)
        if (strcmp(edition->texts[i].key, key) == 0)
            return &edition->texts[i];
    return NULL;
}

static void compare_titles(struct comparing *comparing, bool in_original)
{
    const struct edition_facts *own =
        in_original ? comparing->original : comparing->edition;
    const struct edition_facts *other =
        in_original ? comparing->edition : comparing->original;
    for (size_t i = 0; i < own->text_count; i++) {
        const char *key = own->texts[i].key;
        if (strcmp(key, "organisations") != 0 && !text_of(other, key))
            differences_add(
                comparing->differences,
                (struct difference){.message = MESSAGE_edition_title_missing,
                                    .side = in_original ? ONLY_IN_ORIGINAL
                                                        : ONLY_IN_EDITION,
                                    .what = str_of(key),
                                    .at = PLACE_NONE,
                                    .original = PLACE_NONE,
                                    .key = key,
                                    .original_key = key});
    }
}

static void compare_ages(struct comparing *comparing)
{
    const struct edition_facts *original = comparing->original,
                               *edition = comparing->edition;
    struct date then = original->changed, now = edition->changed;
    if (!then.given || !now.given || date_agrees(then, now) ||
        date_seconds(now) > date_seconds(then))
        return;
    comparing_report_both(
        comparing, (struct difference){.message = MESSAGE_edition_older,
                                       .what = now.written,
                                       .other = then.written,
                                       .at = PLACE_NONE,
                                       .original = PLACE_NONE,
                                       .key = edition->changed_key,
                                       .original_key = original->changed_key});
}

// A name of another language in the same script serves, as does one's own.
static bool serves(const struct heading_text *text, struct str lang,
                   const struct str *langs, size_t lang_count)
{
    bool organisation = strcmp(text->key, "organisations") == 0;
    for (size_t i = 0; i < text->lang_count; i++) {
        struct str own = language_primary(text->langs[i]);
        bool of_set = false;
        for (size_t s = 0; s < lang_count; s++)
            of_set |= str_equal(own, language_primary(langs[s]));
        if (str_equal(own, language_primary(lang)) ||
            (organisation && !of_set &&
             language_script(text->langs[i]) == language_script(lang)))
            return true;
    }
    return false;
}

static struct str named(struct arena *arena, const struct heading_text *text)
{
    return text->name.count
               ? arena_printf(arena, "%s: %.*s", text->key, STR_ARG(text->name))
               : str_of(text->key);
}

void differences_of_titles(struct differences *differences,
                           const struct edition_facts *edition,
                           const struct str *langs, size_t lang_count)
{
    for (size_t i = 0; i < edition->text_count; i++) {
        const struct heading_text *text = &edition->texts[i];
        for (size_t s = 0; s < lang_count && text->lang_count > 1; s++)
            if (!serves(text, langs[s], langs, lang_count))
                differences_add(differences,
                                (struct difference){
                                    .message = MESSAGE_edition_title_missing,
                                    .side = IN_BOTH,
                                    .what = named(differences->arena, text),
                                    .other = langs[s],
                                    .at = PLACE_NONE,
                                    .original = PLACE_NONE,
                                    .key = text->key});
    }
}

// ----- The whole -----

static struct edition_section *copy(struct arena *arena,
                                    const struct edition_facts *edition)
{
    struct edition_section *sections =
        ARENA_ARRAY(arena, struct edition_section, edition->section_count);
    memcpy(sections, edition->sections,
           edition->section_count * sizeof *sections);
    return sections;
}

static void find_partners(struct comparing *comparing)
{
    size_t a_count = comparing->a_count, b_count = comparing->b_count;
    comparing->partners = ARENA_ARRAY(comparing->arena, size_t, a_count);
    comparing->answers = ARENA_ARRAY(comparing->arena, size_t, b_count);
    align(comparing->arena, a_count - 1, b_count - 1, section_cost, comparing,
          GAP_SECTION, comparing->partners + 1);
    for (size_t i = 0; i < b_count; i++)
        comparing->answers[i] = i == 0 ? 0 : SIZE_MAX;
    for (size_t i = 1; i < a_count; i++) {
        if (comparing->partners[i] == SIZE_MAX)
            continue;
        comparing->partners[i]++;
        comparing->answers[comparing->partners[i]] = i;
    }
}

void differences_find(struct differences *differences,
                      const struct edition_facts *original,
                      const struct edition_facts *edition)
{
    struct comparing comparing = {.differences = differences,
                                  .arena = differences->arena,
                                  .original = original,
                                  .edition = edition,
                                  .a_count = original->section_count,
                                  .b_count = edition->section_count};
    comparing.a = copy(comparing.arena, original);
    comparing.b = copy(comparing.arena, edition);
    compare_ages(&comparing);
    compare_titles(&comparing, true);
    compare_titles(&comparing, false);
    find_partners(&comparing);
    report_left_over(&comparing, true);
    report_left_over(&comparing, false);
    for (size_t i = 0; i < comparing.a_count; i++)
        if (comparing.partners[i] != SIZE_MAX)
            compare_section(&comparing, &comparing.a[i],
                            &comparing.b[comparing.partners[i]]);
}

// SPDX-License-Identifier: MIT
// Which facts of two texts are the same, and which have no match.
#include "compare/differences.h"

#include "languages/language.h"
#include "languages/date.h"

// ----- One and one -----

static bool same_year(int64_t a, int64_t b)
{
    int64_t solar = a < b ? a : b, gregorian = a < b ? b : a;
    return a == b ||
           // From March to March: 1400 is 2021 or 2022.
           (solar >= 1200 && solar <= 1500 && gregorian >= 1800 &&
            (gregorian - solar == 621 || gregorian - solar == 622));
}

static bool same_number(const struct fact *a, const struct fact *b)
{
    bool equal = a->number.mantissa == b->number.mantissa &&
                 a->number.decimals == b->number.decimals;
    return equal || (a->year && b->year &&
                     same_year(a->number.mantissa, b->number.mantissa));
}

// 2024 is said where 18 November 2024 is; a month is said where a day is.
static bool year_of_date(const struct fact *number, const struct fact *date)
{
    int64_t year = number->number.mantissa;
    return number->year && (year == date_to_gregorian(date->date).year ||
                            year == date_to_solar_hijri(date->date).year);
}

static bool same_link(const struct fact *a, const struct fact *b,
                      const size_t *partners)
{
    bool within = a->section != SIZE_MAX, too = b->section != SIZE_MAX;
    if (within && too && !partners)
        return a->section == b->section;
    if (within && too)
        return partners[a->section] == b->section ||
               partners[a->section] == SIZE_MAX;
    return within == too && str_equal(a->address, b->address);
}

bool same_fact(const struct fact *a, const struct fact *b,
               const size_t *partners)
{
    if (a->kind == FACT_NUMBER && b->kind == FACT_NUMBER)
        return same_number(a, b);
    if (a->kind == FACT_DATE && b->kind == FACT_DATE)
        return date_agrees(a->date, b->date);
    if (a->kind == FACT_LINK && b->kind == FACT_LINK)
        return same_link(a, b, partners);
    if (a->kind == FACT_NUMBER && b->kind == FACT_DATE)
        return year_of_date(a, b);
    return a->kind == FACT_DATE && b->kind == FACT_NUMBER && a->date.day == 0 &&
           year_of_date(b, a);
}

// ----- Many and many -----

struct sides {
    struct arena *arena;
    const struct sayings *own, *other;
    const size_t *blocks; // of own: partners in other
    const size_t *partners;
    bool swapped; // own is the edition's
};

// Does it answer a fact of own?
static bool answers(const struct sides *sides, const struct fact *fact,
                    const struct fact *other)
{
    // A year in a date is no date; but its date says the year: both ways by
    // the fact that is asked about.
    if (fact->kind != other->kind)
        return fact->kind != FACT_LINK && same_fact(fact, other, NULL);
    return sides->swapped ? same_fact(other, fact, sides->partners)
                          : same_fact(fact, other, sides->partners);
}

static bool answered_in(const struct sides *sides, const struct fact *fact,
                        const struct facts *facts, bool weak_alone)
{
    for (size_t i = 0; i < facts->count; i++)
        if ((!weak_alone || facts->items[i].weak) &&
            answers(sides, fact, &facts->items[i]))
            return true;
    return false;
}

static bool answered(const struct sides *sides, const struct fact *fact,
                     size_t block)
{
    const struct sayings *other = sides->other;
    size_t partner = sides->blocks[block];
    bool alone = partner == SIZE_MAX;
    if (!alone && answered_in(sides, fact, &other->items[partner].facts, false))
        return true;
    for (size_t i = 0; i < other->count; i++)
        if (answered_in(sides, fact, &other->items[i].facts, !alone))
            return true;
    return false;
}

static void find_missing(const struct sides *sides, struct missing_list *list)
{
    for (size_t block = 0; block < sides->own->count; block++) {
        const struct facts *facts = &sides->own->items[block].facts;
        for (size_t i = 0; i < facts->count; i++) {
            const struct fact *fact = &facts->items[i];
            bool again = false; // what is missing twice is reported once
            for (size_t e = 0; e < i && !again; e++)
                again = !facts->items[e].weak &&
                        facts->items[e].kind == fact->kind &&
                        same_fact(&facts->items[e], fact, NULL);
            if (!fact->weak && !again && !answered(sides, fact, block))
                ARENA_PUSH(sides->arena, list->items, list->count,
                           list->capacity) =
                    (struct missing){fact, block, false};
        }
    }
}

static void drop_answered(struct missing_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].answered)
            list->items[kept++] = list->items[i];
    list->count = kept;
}

void differences_missing(struct arena *arena, const struct sayings *a,
                         const struct sayings *b, struct block_partners blocks,
                         const size_t *partners, struct missing_list *of_a,
                         struct missing_list *of_b)
{
    struct sides sides = {arena, a, b, blocks.of_a, partners, false};
    find_missing(&sides, of_a);
    sides = (struct sides){arena, b, a, blocks.of_b, partners, true};
    find_missing(&sides, of_b);
    // What went from one paragraph to another is in both.
    for (size_t i = 0; i < of_a->count; i++)
        for (size_t j = 0; j < of_b->count && !of_a->items[i].answered; j++)
            if (!of_b->items[j].answered &&
                of_a->items[i].fact->kind == of_b->items[j].fact->kind &&
                same_fact(of_a->items[i].fact, of_b->items[j].fact, partners))
                of_a->items[i].answered = of_b->items[j].answered = true;
    drop_answered(of_a);
    drop_answered(of_b);
}

// SPDX-License-Identifier: MIT
// How a word is found among the names of months.
#include "languages/months.h"

#include "base/characters.h"
#include "languages/language.h"
#include "languages/rows.h"

enum { LONGEST_MONTH = 64 }; // bytes; the longest name here has 24

// One letter for the forms that the two keyboards of the region mix up; 0 for
// what is left out: vowel signs, hamza above, tatweel, ZWNJ.
static uint32_t fold(uint32_t c)
{
    switch (c) {
    case 0x0643: // Arabic kaf
        return 0x06A9;
    case 0x06AB: // Pashto gaf
        return 0x06AF;
    case 0x0649: // alef maksura, Arabic yeh, and the Pashto yehs
    case 0x064A:
    case 0x06CD:
    case 0x06D0:
        return 0x06CC;
    case 0x0622: // alef with madda, hamza above, hamza below
    case 0x0623:
    case 0x0625:
        return 0x0627;
    case 0x0640:
    case 0x0654:
    case 0x200C:
        return 0;
    }
    if (c >= 0x064B && c <= 0x0652)
        return 0;
    return char_fold(c);
}

struct str months_fold(struct str word, char *out, size_t room)
{
    size_t count = 0;
    for (size_t offset = 0; offset < word.count;) {
        uint32_t c = fold(utf8_next(word, &offset));
        if (count + 4 > room)
            return STR("");
        if (c != 0)
            count += utf8_encode(c, out + count);
    }
    return (struct str){out, count};
}

static bool same(struct str folded, struct str name)
{
    char out[LONGEST_MONTH];
    return str_equal(folded, months_fold(name, out, sizeof out));
}

// The month, 1 to 12, that the twelve names of a language have; 0.
static int month_of(struct str folded, const char *const *names)
{
    for (int month = 0; names[month]; month++)
        if (same(folded, str_of(names[month])))
            return month + 1;
    return 0;
}

static int month_in(struct str folded, enum language_id id,
                    enum calendar *calendar)
{
    int solar = month_of(folded, language_row_of(id, ROW_solar_months));
    *calendar = solar ? CALENDAR_SOLAR_HIJRI : CALENDAR_GREGORIAN;
    if (solar)
        return solar;
    int month = month_of(folded, language_row_of(id, ROW_months));
    return month ? month
                 : month_of(folded, language_row_of(id, ROW_months_alone));
}

static int month_else(struct str folded, enum language_row row)
{
    struct language_walk walk = {.row = row};
    struct str value;
    while (languages_next(&walk, &value)) {
        int month = (int)language_numbered(&value);
        if (same(folded, value))
            return month;
    }
    return 0;
}

int month_named(struct str word, enum calendar *calendar)
{
    char out[LONGEST_MONTH];
    struct str folded = months_fold(word, out, sizeof out);
    if (folded.count == 0)
        return 0;
    for (enum language_id id = 0; id < LANGUAGE_COUNT; id++) {
        int month = month_in(folded, id, calendar);
        if (month)
            return month;
    }
    int solar = month_else(folded, ROW_other_solar_months);
    *calendar = solar ? CALENDAR_SOLAR_HIJRI : CALENDAR_GREGORIAN;
    return solar ? solar : month_else(folded, ROW_other_months);
}

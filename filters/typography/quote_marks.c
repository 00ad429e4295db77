// SPDX-License-Identifier: MIT
// Which quotation marks a language has: the house's own table, then CLDR.
#include "typography/house_text.h"

#include "languages/language.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>

static const struct {
    const char *language;
    struct quote_marks marks;
} house_marks[] = {
    {"en", {{0x201C, 0x2018}, {0x201D, 0x2019}, false}},
    {"fa", {{0x00AB, 0x2039}, {0x00BB, 0x203A}, false}},
    // CLDR has “ ” for Pashto, Pashto books have « » (DESIGN.md section 15).
    {"ps", {{0x00AB, 0x2039}, {0x00BB, 0x203A}, false}},
};

static bool delimiter(ULocaleData *data, ULocaleDataDelimiterType type,
                      uint32_t *mark)
{
    UChar text[8];
    UErrorCode error = U_ZERO_ERROR;
    int32_t count = ulocdata_getDelimiter(data, type, text, 8, &error);
    *mark = count == 1 ? text[0] : 0;
    return U_SUCCESS(error) && count == 1;
}

static bool marks_of_cldr(struct str lang, struct quote_marks *marks)
{
    enum { LONGEST = 100 };
    char tag[LONGEST + 1], id[ULOC_FULLNAME_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    if (lang.count == 0 || lang.count > LONGEST)
        return false;
    memcpy(tag, lang.bytes, lang.count);
    tag[lang.count] = '\0';
    uloc_forLanguageTag(tag, id, (int32_t)sizeof id, NULL, &error);
    ULocaleData *data = ulocdata_open(id, &error);
    // The root's marks are nobody's.
    bool known =
        U_SUCCESS(error) && error != U_USING_DEFAULT_WARNING &&
        delimiter(data, ULOCDATA_QUOTATION_START, &marks->open[0]) &&
        delimiter(data, ULOCDATA_QUOTATION_END, &marks->close[0]) &&
        delimiter(data, ULOCDATA_ALT_QUOTATION_START, &marks->open[1]) &&
        delimiter(data, ULOCDATA_ALT_QUOTATION_END, &marks->close[1]);
    if (data)
        ulocdata_close(data);
    // Lexique des règles typographiques; the Swiss write «mot».
    marks->spaced = str_equal(language_primary(lang), STR("fr")) &&
                    str_find(lang, STR("-CH")) == STR_NONE;
    return known;
}

bool quote_marks_of(struct str lang, struct quote_marks *marks)
{
    struct str primary = language_primary(lang);
    for (size_t i = 0; i < COUNT(house_marks); i++)
        if (str_equal(primary, str_of(house_marks[i].language))) {
            *marks = house_marks[i].marks;
            return true;
        }
    return marks_of_cldr(lang, marks);
}

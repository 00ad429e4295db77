// SPDX-License-Identifier: MIT
// Which quotation marks a language has: those of its file, else CLDR's.
#include "typography/typography_rules.h"

#include "languages/language.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>

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
    marks->spaced =
        language_lists(lang, ROW_space_after, STR("«")) &&
        !language_region_listed(lang, language_row(lang, ROW_no_spaces_in));
    return known;
}

static uint32_t mark_of(const char *value)
{
    size_t at = 0;
    return utf8_next(str_of(value), &at);
}

bool quote_marks_of(struct str lang, struct quote_marks *marks)
{
    const char *const *own = language_row(lang, ROW_quotes);
    if (!own[0] || !own[1]) // nothing is known, or CLDR is right
        return marks_of_cldr(lang, marks);
    *marks = (struct quote_marks){{mark_of(own[0]), mark_of(own[2])},
                                  {mark_of(own[1]), mark_of(own[3])},
                                  false};
    return true;
}

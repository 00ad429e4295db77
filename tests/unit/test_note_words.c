// SPDX-License-Identifier: MIT
// Which numbers in a text are those of its notes.
#include "unit.h"

#include "text/note_words.h"

#include <stdio.h>

// The numbers found, as "3 2,3".
static void assert_names(const char *lang, const char *text, const char *wanted)
{
    struct note_mention mentions[NOTE_MENTIONS_MOST];
    char found[200] = "";
    size_t at = 0, count, used = 0;
    while ((count =
                note_words_next(str_of(text), str_of(lang), &at, mentions)) > 0)
        for (size_t i = 0; i < count; i++)
            used += (size_t)snprintf(found + used, sizeof found - used, "%s%zu",
                                     used == 0 ? ""
                                     : i > 0   ? ","
                                               : " ",
                                     mentions[i].number);
    if (strcmp(found, wanted) != 0)
        fail_msg("“%s”: got “%s”, expected “%s”", text, found, wanted);
}

static void notes_are_named_in_many_languages(void **state)
{
    (void)state;
    assert_names("en", "As said in note 1, and see notes 2 and 3.", "1 2,3");
    assert_names("en", "Cf. n. 4; footnote\u00A05 above; (fn. 6)", "4 5 6");
    assert_names("en", "see supra note 7, endnotes 8–9, nn. 10, 11", "7 8,9");
    assert_names("en", "Footnotes 1, 2 and 3 of this brief", "1,2,3");
    assert_names("en", "but note\n12 says", "");
    assert_names("en", "that in note\n12 it", "12");
    assert_names("fa-AF", "به پاورقی ۳ نگاه کنید", "3");
    assert_names("fa-AF", "در پاورقی\u200Cهای ۲ و ۴ و در یادداشت ۵", "2,4 5");
    assert_names("fa-AF", "(پی\u200Cنوشت ۱۲)", "12");
    assert_names("ps", "په لمنلیک ۳ کې او پاورقي ۴", "3 4");
    assert_names("ur", "حاشیہ ۳ دیکھیں", "3");
    assert_names("ar", "انظر الحاشية ٣", "3");
    assert_names("ru", "см. примечание 3 и сноску 4", "3 4");
    assert_names("de", "siehe Anmerkung 3 und Fußnoten 4 bis 6", "3 4,6");
    assert_names("fr", "voir note 3, voir les notes 4 et 5", "3 4,5");
    assert_names("es", "véase la nota 3 al pie", "3");
}

static void other_numbers_are_none(void **state)
{
    (void)state;
    assert_names("en", "Policy Note 3, a Galaxy Note 4, Technical Notes 5", "");
    assert_names("en", "a briefing note 3 and the 100 afghani note 2", "");
    assert_names("en", "Rubin, 2002, n. 3; p. 12, n. 4; (2003), note 5", "");
    assert_names("en", "in note 3.2, in note 3%, in note 3rd, in note 12345",
                 "");
    assert_names("en", "a footnote2, keynote 3, banknotes 4", "");
    assert_names("en", "in note 3-fold, note that 3 mills stood", "");
    assert_names("fa-AF", "تفاهم\u200Cنامهٔ یادداشت ۳ و ۱۲، پاورقی ۴", "");
    assert_names("fa-AF", "پاورقی\u200Cنویسی ۳ بار", "");
    assert_names("de", "Notenblatt 3, Anmerkungen in 4 Fällen", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_are_named_in_many_languages),
        cmocka_unit_test(other_numbers_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Tests of model/small_capitals.c: which words lose their height.
#include "unit.h"

#include "base/buffer.h"
#include "model/small_capitals.h"

// The words in capitals, in brackets.
static void assert_marks(const char *text, const char *marked)
{
    struct str whole = str_of(text);
    struct buffer out = {0};
    for (size_t done = 0; done < whole.count;) {
        struct capital_word word = small_capitals_next(whole, done);
        buffer_add(&out, str_slice(whole, done, word.start));
        if (word.end > word.start)
            buffer_printf(&out, "[%.*s]",
                          STR_ARG(str_slice(whole, word.start, word.end)));
        done = word.end;
    }
    assert_str(buffer_str(&out), marked);
    buffer_release(&out);
}

static void words_in_capitals_are_found(void **state)
{
    (void)state;
    assert_marks("Mina Rahimi", "Mina Rahimi");
    assert_marks("Rahimi of WHO", "Rahimi of [WHO]");
    assert_marks("NATO-led and NGOs, EU's", "[NATO]-led and [NGOs], [EU]'s");
    assert_marks("COVID19, G20", "[COVID19], G20");
    assert_marks("J. Karimi, World War II", "J. Karimi, World War [II]");
    assert_marks("McDonald, eBay, PhDs", "McDonald, eBay, PhDs");
    assert_marks("Мина ООН ÉTÉ Été", "Мина [ООН] [ÉTÉ] Été");
    assert_marks("سازمان WHO", "سازمان [WHO]");
    assert_marks("", "");
}

static void a_run_is_all_small_without_lower_case(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool all;
    } cases[] = {{"WHO", true},   {"U.S.", true}, {"G20", true},
                 {"mina", false}, {"WHo", false}, {"ООН", true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct node text = {.kind = NODE_TEXT};
        text.as.text.text = str_of(cases[i].text);
        struct node span = {.kind = NODE_SPAN, .first = &text, .last = &text};
        text.parent = &span;
        assert_int_equal(small_capitals_all(&span), cases[i].all);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_capitals_are_found),
        cmocka_unit_test(a_run_is_all_small_without_lower_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Which biographies go on from the name.
#include "unit.h"

#include "text/biography.h"

static void a_sentence_without_its_subject_goes_on(void **state)
{
    (void)state;
    assert_true(biography_goes_on(STR("Mina Rahimi"), STR("holds an MA.")));
    assert_true(biography_goes_on(STR("Анна"), STR("преподаёт право.")));
    assert_true(biography_goes_on(STR("مینا رحیمی"), STR("پژوهشگر است.")));
}

static void a_whole_sentence_stands_alone(void **state)
{
    (void)state;
    assert_false(biography_goes_on(STR("Mina Rahimi"), STR("She teaches.")));
    assert_false(biography_goes_on(STR("Mina Rahimi"), STR("Mina teaches.")));
    assert_false(biography_goes_on(STR("مینا رحیمی"), STR("او استاد است.")));
    assert_false(
        biography_goes_on(STR("مینا رحیمی"), STR("داکتر رحیمی استاد است.")));
    assert_false(biography_goes_on(STR(""), STR("holds an MA.")));
    assert_false(biography_goes_on(STR("Mina"), STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_without_its_subject_goes_on),
        cmocka_unit_test(a_whole_sentence_stands_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

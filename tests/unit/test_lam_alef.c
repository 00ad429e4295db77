// SPDX-License-Identifier: MIT
// Words with alef and lam: which of them a PDF extractor has swapped.
//
// The right reading of each was written by hand; a word in a swapped text is
// what it is with every lam-alef turned.
#include "unit.h"

#include "normalise/lam_alef.h"

struct row {
    const char *word, *mended; // NULL: it stands as it is
    enum lam_alef answer;
};

static const struct row persian[] = {
    // What no word has in the other order.
    {"کاالی", "کالای", LAM_ALEF_SWAPPED},
    {"باال", "بالا", LAM_ALEF_SWAPPED},
    {"دالیل", "دلایل", LAM_ALEF_SWAPPED},
    {"مسائل", NULL, LAM_ALEF_REAL},
    {"عبدهللا", "عبدالله", LAM_ALEF_SWAPPED},
    {"عبدهللای", "عبداللهی", LAM_ALEF_SWAPPED},
    {"عبدالله", NULL, LAM_ALEF_REAL},
    {"هلال", NULL, LAM_ALEF_REAL},
    {"وکالء", "وکلاء", LAM_ALEF_SWAPPED},
    {"قبالً", "قبلاً", LAM_ALEF_SWAPPED},
    {"انتقاالت", "انتقالات", LAM_ALEF_SWAPPED},
    // By their stems, in Dari, Pashto and Urdu.
    {"اسالمی", "اسلامی", LAM_ALEF_SWAPPED},
    {"والیتونو", "ولایتونو", LAM_ALEF_SWAPPED},
    {"الرې", "لارې", LAM_ALEF_SWAPPED},
    {"سالکاران", "سلاکاران", LAM_ALEF_SWAPPED},
    {"عالقوں", "علاقوں", LAM_ALEF_SWAPPED},
    {"پہال", "پہلا", LAM_ALEF_SWAPPED},
    {"استقالل", "استقلال", LAM_ALEF_SWAPPED},
    // Both, one and none.
    {"سالم", "سلام", LAM_ALEF_BOTH},
    {"قبال", "قبلا", LAM_ALEF_BOTH},
    {"اقبال", "اقبلا", LAM_ALEF_BOTH},
    {"سال", NULL, LAM_ALEF_REAL},
    {"عدالت", NULL, LAM_ALEF_REAL},
    {"ولسوالۍ", NULL, LAM_ALEF_REAL},
    {"سوالوں", NULL, LAM_ALEF_REAL},
    {"عبدالرحمن", NULL, LAM_ALEF_REAL},
    {"عطاالله", NULL, LAM_ALEF_REAL},
    {"زنگالش", "زنگلاش", LAM_ALEF_UNKNOWN},
};

static const struct row arabic[] = {
    {"األنماط", "الأنماط", LAM_ALEF_SWAPPED},
    {"واإلحصاء", "والإحصاء", LAM_ALEF_SWAPPED},
    {"لألمم", "للأمم", LAM_ALEF_SWAPPED},
    {"لالستفادة", "للاستفادة", LAM_ALEF_SWAPPED},
    {"المشكالت", "المشكلات", LAM_ALEF_SWAPPED},
    {"باهلل", "بالله", LAM_ALEF_SWAPPED},
    {"وهللا", "والله", LAM_ALEF_SWAPPED},
    {"الأهلة", NULL, LAM_ALEF_REAL},
    {"زمالء", "زملاء", LAM_ALEF_SWAPPED},
    {"خالل", "خلال", LAM_ALEF_SWAPPED},
    {"والبالد", "والبلاد", LAM_ALEF_SWAPPED},
    {"وال", "ولا", LAM_ALEF_SWAPPED},
    {"إلدارة", "لإدارة", LAM_ALEF_SWAPPED},
    {"الطالب", "الطلاب", LAM_ALEF_BOTH},
    {"ثالث", "ثلاث", LAM_ALEF_BOTH},
    // The article is never touched.
    {"الناس", NULL, LAM_ALEF_REAL},
    {"والتي", NULL, LAM_ALEF_REAL},
    {"بالديون", NULL, LAM_ALEF_REAL},
    {"المركزية", NULL, LAM_ALEF_REAL},
    {"النهاية", NULL, LAM_ALEF_REAL},
    {"والعالم", NULL, LAM_ALEF_REAL},
    {"إلى", NULL, LAM_ALEF_REAL},
    {"ألف", NULL, LAM_ALEF_REAL},
    {"آلة", NULL, LAM_ALEF_REAL},
};

static void check_rows(const struct row *rows, size_t count, bool is_arabic)
{
    struct arena *arena = arena_new();
    struct vocabulary text = vocabulary_of(arena, STR(""));
    struct lam_alef_words words = lam_alef_words(arena, &text, is_arabic);
    for (size_t i = 0; i < count; i++) {
        struct lam_alef_reading reading =
            lam_alef_read(&words, str_of(rows[i].word));
        if (reading.answer != rows[i].answer)
            fail_msg("%s: answer %d", rows[i].word, (int)reading.answer);
        assert_str(reading.mended,
                   rows[i].mended ? rows[i].mended : rows[i].word);
    }
    arena_free(arena);
}

static void words_are_read(void **state)
{
    (void)state;
    check_rows(persian, COUNT(persian), false);
    check_rows(arabic, COUNT(arabic), true);
}

// The text's own words: a singular, and a word in its order.
static void words_of_the_text_count(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct vocabulary text = vocabulary_of(arena, STR("یک قندول و زنگلاش"));
    struct lam_alef_words words = lam_alef_words(arena, &text, false);
    assert_int_equal(lam_alef_read(&words, STR("قندوالن")).answer,
                     LAM_ALEF_LIKELY);
    assert_int_equal(lam_alef_read(&words, STR("قنبوالن")).answer,
                     LAM_ALEF_UNKNOWN);
    lam_alef_learn(&words, STR("زنگلاش"));
    assert_int_equal(lam_alef_read(&words, STR("زنگالش")).answer,
                     LAM_ALEF_SWAPPED);
    arena_free(arena);
}

static void order_is_seen(void **state)
{
    (void)state;
    assert_true(lam_alef_in_order(STR("کالا")));
    assert_true(lam_alef_in_order(STR("الأنماط")));
    assert_false(lam_alef_in_order(STR("کاال")));
    assert_false(lam_alef_in_order(STR("لالستفادة")));
    assert_true(lam_alef_has_sites(STR("سال")));
    assert_false(lam_alef_has_sites(STR("آب")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read),
        cmocka_unit_test(words_of_the_text_count),
        cmocka_unit_test(order_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
